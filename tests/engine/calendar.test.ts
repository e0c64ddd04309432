import { describe, expect, test } from 'vitest';
import { CALENDAR } from '../../src/dev/calendar-sample.ts';
import { calendar, entryOf } from '../../src/engine/practicals/calendar.ts';
import { initialState, readReached, solvedState, verdictsOn } from '../../src/engine/practicals/practical.ts';
import {
  type CalendarConfig,
  type CalendarEvent,
  calendarShape,
  prepareCalendar,
} from '../../src/referential/practicals/calendar.ts';
import {
  daysOf,
  isFree,
  lanesOf,
  mondayOf,
  occurrencesOf,
} from '../../src/referential/practicals/calendar-time.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';

const expecting = (...expected: unknown[]): Practical =>
  ({ ...CALENDAR, expect: calendarShape.expect.parse(expected) }) as Practical;
const config = CALENDAR.config as CalendarConfig;
const start = calendar.initial(config);
const right = (practical: Practical, state: unknown) => verdictsOn(practical, state).map((one) => one.right);
const found = (practical: Practical, state: unknown) => verdictsOn(practical, state)[0]?.found;
const event = (id: string) => {
  const one = config.events.find((each) => each.id === id);
  if (!one) throw new Error(id);
  return entryOf(one as CalendarEvent);
};
const meeting = {
  calendar: 'moi',
  title: 'Exposé',
  day: '2026-03-13',
  from: 840,
  to: 930,
  place: 'Au gymnase',
  note: '',
  guests: ['Anissa'],
  repeat: null,
  remind: null,
};

describe('times', () => {
  test('weeks begin on Monday, before 1970 too', () => {
    expect(mondayOf('2026-03-11')).toBe('2026-03-09');
    expect(mondayOf('2026-03-09')).toBe('2026-03-09');
    expect(mondayOf('2026-03-15')).toBe('2026-03-09');
    expect(mondayOf('1969-12-31')).toBe('1969-12-29');
  });

  test('a series keeps its exceptions out, and stops', () => {
    const repeat = { every: 7, until: '2026-03-31', except: ['2026-03-17'] };
    expect(daysOf({ day: '2026-03-03', repeat })).toEqual([
      '2026-03-03',
      '2026-03-10',
      '2026-03-24',
      '2026-03-31',
    ]);
    expect(daysOf({ day: '2020-01-01', repeat: { every: 1, until: '2120-01-01', except: [] } }).length).toBe(
      400,
    );
  });

  test('another zone moves an event to another day', () => {
    const late = { day: '2026-03-10', from: 1320, to: 1380, repeat: null };
    expect(occurrencesOf(late, 600)).toEqual([{ of: '2026-03-10', day: '2026-03-11', from: 480, to: 540 }]);
    const early = { ...late, from: 60, to: 120 };
    expect(occurrencesOf(early, -120)[0]).toMatchObject({ day: '2026-03-09', from: 1380, to: 1440 });
  });

  test('events that touch leave no gap and share no lane when they overlap', () => {
    const busy = [{ day: '2026-03-10', from: 600, to: 660, repeat: null }];
    expect(isFree(busy, '2026-03-10', 660, 720)).toBe(true);
    expect(isFree(busy, '2026-03-10', 659, 720)).toBe(false);
    expect(isFree(busy, '2026-03-11', 600, 660)).toBe(true);
    expect(
      lanesOf([
        { from: 0, to: 60 },
        { from: 30, to: 90 },
        { from: 90, to: 120 },
      ]),
    ).toEqual([
      { lane: 0, of: 2 },
      { lane: 1, of: 2 },
      { lane: 0, of: 1 },
    ]);
  });
});

describe('what is judged', () => {
  test('an event added: its day, its hours, its place, its guests, each told when wrong', () => {
    const wanted = expecting(
      {
        event: {
          title: 'exposé',
          day: '2026-03-13',
          from: '14:00',
          to: '15 h 30',
          place: 'gymnase',
          guests: ['Anissa'],
        },
      },
      { rest: 'kept' },
    );
    const state = (changed: object) => ({ ...start, events: { n1: { ...meeting, ...changed } } });
    expect(right(wanted, state({}))).toEqual([true, true]);
    expect(found(wanted, state({ day: '2026-03-12', to: 900 }))).toEqual(['day', 'to']);
    expect(found(wanted, state({ guests: ['Anissa', 'Teva'], place: '' }))).toEqual(['place', 'guests']);
    const repeat = { every: 7, until: '2026-03-20', except: [] };
    expect(found(wanted, state({ repeat }))).toEqual(['day']);
    expect(right(wanted, { ...start, events: { n1: meeting, n2: meeting } })).toEqual([true, false]);
    expect(right(wanted, start)).toEqual([false, true]);
  });

  test('one day of a series moved, and not the whole of it', () => {
    const series = { of: 'roller', day: '2026-03-03', from: '18:00', to: '19:30' };
    const except = ['2026-03-17', '2026-04-14'];
    const wanted = expecting(
      { event: { ...series, repeat: { every: 7, until: '2026-04-28', except } } },
      { event: { title: 'Roller', day: '2026-03-18', from: '14:00', to: '15:30' } },
      { rest: 'kept' },
    );
    const moved = { ...event('roller'), day: '2026-03-18', from: 840, to: 930, repeat: null };
    const roller = {
      ...event('roller'),
      repeat: { every: 7, until: '2026-04-28', except: [...except].reverse() },
    };
    expect(right(wanted, { ...start, events: { roller, n1: moved } })).toEqual([true, true, true]);
    // Until another day that gives the same days.
    const until = { ...roller, repeat: { ...roller.repeat, until: '2026-05-03' } };
    expect(right(wanted, { ...start, events: { roller: until, n1: moved } })).toEqual([true, true, true]);
    const whole = { ...event('roller'), day: '2026-03-04', from: 840, to: 930 };
    expect(found(wanted, { ...start, events: { roller: whole } })).toEqual(['days', 'from', 'to']);
  });

  test('a moment that suits all, whichever it is', () => {
    const calendars = ['moi', 'fanfare', 'salle'];
    const wanted = expecting({
      slot: { calendars, minutes: 90, first: '2026-03-12', last: '2026-03-13', from: '9:00', to: '17:00' },
    });
    const at = (day: string, from: number, to = from + 90) => ({
      ...start,
      events: { n1: { ...meeting, day, from, to } },
    });
    expect(right(wanted, at('2026-03-12', 600))).toEqual([true]);
    expect(right(wanted, at('2026-03-13', 840))).toEqual([true]);
    expect(found(wanted, at('2026-03-12', 780))).toEqual(['taken']);
    expect(found(wanted, at('2026-03-13', 630))).toEqual(['taken']);
    expect(found(wanted, at('2026-03-14', 600))).toEqual(['bounds']);
    expect(found(wanted, at('2026-03-12', 600, 660))).toEqual(['length']);
  });

  test('an answer, a sharing, what is shown, what is gone, and nothing else', () => {
    const wanted = expecting(
      { answered: 'concert', is: 'no' },
      { shared: 'Teva', as: 'busy' },
      { shown: ['moi', 'cross'] },
      { gone: ['cours'] },
      { rest: 'kept' },
    );
    expect(right(wanted, solvedState(wanted))).toEqual([true, true, true, true, true]);
    expect(right(wanted, initialState(wanted))).toEqual([false, false, false, false, true]);
    const solved = calendar.reached.parse(solvedState(wanted));
    const more = { ...solved, shares: { ...solved.shares, Maud: 'none' }, answers: { concert: 'maybe' } };
    expect(right(wanted, more)).toEqual([false, true, true, true, false]);
    expect(found(wanted, more)).toEqual(['maybe']);
  });

  test('a state that no page sends is refused', () => {
    expect(readReached(CALENDAR, { ...start, events: { n1: { ...meeting, day: '2026-02-30' } } })).toBeNull();
    expect(readReached(CALENDAR, { ...start, more: true })).toBeNull();
    expect(readReached(CALENDAR, { ...start, shares: { Teva: 'owner' } })).toBeNull();
  });
});

test('what is only seen as busy is not sent to the page', () => {
  const sent = config.events.filter(({ calendar: home }) => home === 'salle');
  expect(sent.map(({ title }) => title)).toEqual(['', '']);
});

test('an author is told of calendars, events and people that are not there', () => {
  const faults: string[] = [];
  const around = { fault: (message: string) => faults.push(message), picture: () => null, render: String };
  const authored = calendarShape.config.parse({
    today: '2026-03-11',
    calendars: [{ id: 'moi', name: 'Moi', right: 'edit' }],
    events: [
      { id: 'a', calendar: 'toi', title: 'A', day: '2026-03-11', from: '10:00', to: '9:00' },
      { id: 'a', calendar: 'moi', title: 'B', day: '2026-03-11', from: '0:00', to: '24:00' },
    ],
  });
  const slot = {
    calendars: ['moi'],
    minutes: 60,
    first: '2026-03-11',
    last: '2026-03-11',
    from: '8:00',
    to: '18:00',
  };
  prepareCalendar(
    authored,
    calendarShape.expect.parse([{ slot }, { gone: ['z'] }, { shared: 'Zoé', as: 'edit' }]),
    around,
  );
  for (const part of [
    'agenda « toi »',
    '« to » vient',
    'donné deux fois',
    'aucun créneau',
    '« z »',
    '« Zoé »',
  ])
    expect(faults.join('\n')).toContain(part);
});
