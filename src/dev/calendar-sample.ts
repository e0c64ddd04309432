import { type CalendarConfig, calendarShape, prepareCalendar } from '../referential/practicals/calendar.ts';
import type { Practical } from '../referential/practicals/read.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

function windowOn(authored: unknown): Practical {
  const config: CalendarConfig = prepareCalendar(calendarShape.config.parse(authored), [], WORKSHOP);
  return { component: 'calendar', config, expect: [], alternativeHtml: null, equivalent: null };
}

const CALENDARS = [
  { id: 'moi', name: 'Moi', right: 'edit' },
  { id: 'fanfare', name: 'Fanfare', right: 'details' },
  { id: 'salle', name: 'Salle des fêtes', right: 'busy' },
  { id: 'cross', name: 'Club de cross', right: 'details', shown: false },
];
const EVENTS = [
  { id: 'cours', calendar: 'moi', title: 'Soutien', day: '2026-03-10', from: '17:00', to: '18:00' },
  {
    id: 'roller',
    calendar: 'moi',
    title: 'Roller',
    day: '2026-03-03',
    from: '18:00',
    to: '19:30',
    place: 'Gymnase',
    repeat: { every: 7, until: '2026-04-28', except: ['2026-04-14'] },
  },
  {
    id: 'concert',
    calendar: 'fanfare',
    title: 'Répétition du concert',
    day: '2026-03-12',
    from: '14:00',
    to: '15:30',
    place: LONG_WORD,
    asks: 'Maud',
    guests: ['Teva', 'Anissa'],
  },
  { id: 'pris', calendar: 'salle', title: 'Loto', day: '2026-03-12', from: '14:30', to: '17:00' },
  { id: 'pris-deux', calendar: 'salle', title: 'Bal', day: '2026-03-13', from: '9:00', to: '12:00' },
  { id: 'course', calendar: 'cross', title: 'Course', day: '2026-03-14', from: '9:00', to: '11:00' },
];
const SHARED = {
  today: '2026-03-11',
  calendars: CALENDARS,
  events: EVENTS,
  people: [{ name: 'Anissa', right: 'busy' }, { name: 'Teva' }, { name: 'Maud', right: 'edit' }],
};

/** A week of several calendars, with all that can be done in it. */
export const CALENDAR = windowOn({
  ...SHARED,
  tools: ['create', 'guests', 'repeat', 'remind', 'note', 'share'],
});

/** A month to be read. */
export const CALENDAR_MONTH = windowOn({ ...SHARED, view: 'month' });

/** Hours of far away. */
export const CALENDAR_ZONES = windowOn({
  ...SHARED,
  tools: ['create', 'guests'],
  clocks: [
    { name: 'Brest', offset: 1 },
    { name: 'Nouméa', offset: 11 },
    { name: 'Papeete', offset: -10 },
  ],
});
