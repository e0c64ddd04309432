import type { Translate } from '../i18n/translate.ts';
import type {
  CalendarConfig,
  CalendarExpectation,
  ExpectedEvent,
} from '../referential/practicals/calendar.ts';
import { daysOf } from '../referential/practicals/calendar-time.ts';
import { type Listed, quoted, type Words } from './practical-words.ts';

/** How a calendar had to be left, in words. */
export function calendarWords(t: Translate, config: CalendarConfig, one: CalendarExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list?: Listed) => ({
    expected: t(`run.practical.agenda.${key}`, values),
    found: `agenda.${key}`,
    ...(list ? { list } : {}),
  });
  const troubles: Listed = (_, found) =>
    found.map((name) => t(`run.practical.agenda.trouble.${name}`)).join(' ');
  const titleOf = (id: string) => config.events.find((event) => event.id === id)?.title ?? id;
  const named = (ids: readonly string[]) =>
    ids.map((id) => config.calendars.find((each) => each.id === id)?.name ?? id);
  if ('event' in one) {
    const what = partsOf(t, one.event).join(' ');
    const { of } = one.event;
    return of === undefined
      ? say('event', { what }, troubles)
      : say('event-of', { title: titleOf(of), what }, troubles);
  }
  if ('slot' in one) {
    const { calendars, minutes, first, last, from, to } = one.slot;
    const values = {
      calendars: quoted(t, named(calendars)),
      minutes: String(minutes),
      ...{ first: dated(first), last: dated(last), from: clock(from), to: clock(to) },
    };
    return say('slot', values, troubles);
  }
  if ('gone' in one) return say('gone', { list: quoted(t, one.gone.map(titleOf)) });
  if ('answered' in one) {
    const words: Listed = (_, found) =>
      quoted(
        t,
        found.map((answer) => t(`practical.calendar.answer.${answer}`)),
      );
    const values = { title: titleOf(one.answered), answer: words(t, [one.is]) };
    return say('answered', values, words);
  }
  if ('shown' in one) return say('shown', { list: quoted(t, named(one.shown)) });
  if ('shared' in one) {
    const words: Listed = (_, found) =>
      quoted(
        t,
        found.map((right) => t(`practical.calendar.right.${right}`)),
      );
    return say('shared', { name: one.shared, right: words(t, [one.as]) }, words);
  }
  return say('rest');
}

function partsOf(
  t: Translate,
  { day, from, to, repeat, title, place, note, guests, remind }: ExpectedEvent,
): string[] {
  const part = (key: string, values: Readonly<Record<string, string>>) =>
    t(`run.practical.agenda.part.${key}`, values);
  const words = (given: string | readonly string[]) => quoted(t, typeof given === 'string' ? [given] : given);
  const times = { from: clock(from), to: clock(to) };
  const days = repeat === null ? [] : daysOf({ day, repeat });
  return [
    ...(title === undefined ? [] : [part('title', { title: words(title) })]),
    repeat === null
      ? part('when', { day: dated(day), ...times })
      : part('when-repeat', { list: days.map(dated).join(', '), ...times }),
    ...(place === undefined ? [] : [part('place', { place: words(place) })]),
    ...(note === undefined ? [] : [part('note', { note: words(note) })]),
    ...(guests === undefined
      ? []
      : [guests.length === 0 ? part('alone', {}) : part('guests', { list: quoted(t, guests) })]),
    ...(remind === undefined ? [] : [part('remind', { when: t(`practical.calendar.remind.${remind}`) })]),
  ];
}

function dated(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
