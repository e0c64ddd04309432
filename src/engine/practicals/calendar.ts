import { z } from 'zod';
import {
  ANSWERS,
  type CalendarConfig,
  type CalendarEvent,
  type CalendarExpectation,
  type ExpectedEvent,
  type ExpectedSlot,
  RIGHTS,
  slotsOf,
} from '../../referential/practicals/calendar.ts';
import { daysOf, isDay, isFree } from '../../referential/practicals/calendar-time.ts';
import type { Component, Verdict } from './component.ts';
import { folded } from './folded.ts';

const id = z.string().max(60);
const day = z.string().refine(isDay);
const minutes = z.number().int().min(0).max(2880);
const entry = z.strictObject({
  calendar: id,
  title: z.string().max(120),
  day,
  from: minutes,
  to: minutes,
  place: z.string().max(120),
  note: z.string().max(300),
  guests: z.array(z.string().max(120)).max(12),
  repeat: z
    .strictObject({ every: z.number().int().min(1).max(31), until: day, except: z.array(day).max(60) })
    .nullable(),
  remind: z.number().int().min(0).max(20_000).nullable(),
});

/** `events`: those changed, added or, null, taken away, by their id. */
export const reachedCalendar = z.strictObject({
  events: z.record(id, entry.nullable()).refine((events) => Object.keys(events).length <= 60),
  answers: z.record(id, z.enum(ANSWERS)).refine((answers) => Object.keys(answers).length <= 120),
  shown: z.array(id).max(8),
  shares: z.record(z.string().max(120), z.enum(RIGHTS)).refine((shares) => Object.keys(shares).length <= 12),
});

export type ReachedCalendar = z.infer<typeof reachedCalendar>;
export type CalendarEntry = z.infer<typeof entry>;

export const calendar: Component<CalendarConfig, CalendarExpectation, ReachedCalendar> = {
  reached: reachedCalendar,
  initial: ({ calendars }) => ({
    events: {},
    answers: {},
    shown: calendars.flatMap((one) => (one.shown ? [one.id] : [])),
    shares: {},
  }),
  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),
  solve: (config, expected) =>
    expected.reduce<ReachedCalendar>((state, one) => bring(config, state, one), calendar.initial(config)),
};

/** What an event of the start holds of what a page can change. */
export function entryOf({ id: _, asks: __, ...event }: CalendarEvent): CalendarEntry {
  const { repeat } = event;
  return { ...event, guests: [...event.guests], repeat: repeat && { ...repeat, except: [...repeat.except] } };
}

function verdict(
  config: CalendarConfig,
  all: readonly CalendarExpectation[],
  one: CalendarExpectation,
  reached: ReachedCalendar,
): Verdict {
  if ('event' in one) {
    const { of } = one.event;
    const near = of === undefined ? addedTo(config, reached) : [nowOf(config, reached, of)];
    const met = near.some((event) => event !== null && troubles(one.event, event).length === 0);
    const [closest] = near
      .flatMap((event) => (event === null ? [] : [troubles(one.event, event)]))
      .sort((a, b) => a.length - b.length);
    return { right: met, found: met ? [] : (closest ?? []) };
  }
  if ('slot' in one) {
    const added = addedTo(config, reached);
    const found = added.map((event) => slotTroubles(config, one.slot, event));
    const right = found.some((each) => each.length === 0);
    return { right, found: right ? [] : (found[0] ?? []) };
  }
  if ('gone' in one) {
    const left = one.gone.filter((event) => nowOf(config, reached, event) !== null);
    return { right: left.length === 0, found: left.map((event) => titleOf(config, event)) };
  }
  if ('answered' in one) {
    const answer = Object.hasOwn(reached.answers, one.answered) ? reached.answers[one.answered] : undefined;
    return { right: answer === one.is, found: answer === undefined ? [] : [answer] };
  }
  if ('shown' in one) {
    const right =
      reached.shown.length === one.shown.length && one.shown.every((each) => reached.shown.includes(each));
    return {
      right,
      found: config.calendars.flatMap((each) => (reached.shown.includes(each.id) ? [each.name] : [])),
    };
  }
  if ('shared' in one) {
    const right = sharedWith(config, reached, one.shared);
    return { right: right === one.as, found: [right] };
  }
  return restOf(config, all, reached);
}

function restOf(
  config: CalendarConfig,
  all: readonly CalendarExpectation[],
  reached: ReachedCalendar,
): Verdict {
  const free = new Set(
    all.flatMap((one) => {
      if ('event' in one && one.event.of !== undefined) return [one.event.of];
      if ('gone' in one) return one.gone;
      return [];
    }),
  );
  const asked = all.filter((one) => 'slot' in one || ('event' in one && one.event.of === undefined)).length;
  const changed = config.events.flatMap((event) => {
    const now = nowOf(config, reached, event.id);
    const same = now !== null && JSON.stringify(sorted(now)) === JSON.stringify(sorted(entryOf(event)));
    return free.has(event.id) || same ? [] : [titleOf(config, event.id)];
  });
  const added = addedTo(config, reached);
  if (added.length > asked) changed.push(...added.slice(asked).map(({ title }) => title));
  const answered = all.flatMap((one) => ('answered' in one ? [one.answered] : []));
  for (const event of Object.keys(reached.answers))
    if (!answered.includes(event)) changed.push(titleOf(config, event));
  const shared = all.flatMap((one) => ('shared' in one ? [one.shared] : []));
  for (const { name, right } of config.people)
    if (!shared.includes(name) && sharedWith(config, reached, name) !== right) changed.push(name);
  return { right: changed.length === 0, found: changed.slice(0, 6) };
}

function sorted(event: CalendarEntry): unknown[] {
  const { calendar: home, title, day: on, from, to, place, note, guests, repeat, remind } = event;
  return [home, title, on, from, to, place, note, [...guests].sort(), repeat && daysOf(event), remind];
}

function titleOf(config: CalendarConfig, event: string): string {
  return config.events.find((one) => one.id === event)?.title || '?';
}

function nowOf(config: CalendarConfig, reached: ReachedCalendar, event: string): CalendarEntry | null {
  if (Object.hasOwn(reached.events, event)) return reached.events[event] ?? null;
  const first = config.events.find((one) => one.id === event);
  return first ? entryOf(first) : null;
}

function addedTo(config: CalendarConfig, reached: ReachedCalendar): CalendarEntry[] {
  return Object.entries(reached.events).flatMap(([event, now]) =>
    now === null || config.events.some((one) => one.id === event) ? [] : [now],
  );
}

function sharedWith({ people }: CalendarConfig, { shares }: ReachedCalendar, name: string): string {
  const first = people.find((one) => one.name === name)?.right ?? 'none';
  return Object.hasOwn(shares, name) ? (shares[name] ?? first) : first;
}

function says(text: string, words: string | readonly string[] | undefined): boolean {
  if (words === undefined) return true;
  return (typeof words === 'string' ? [words] : words).every((one) => folded(text).includes(folded(one)));
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

/** The parts of an event that are not as expected, by name. */
function troubles(wanted: ExpectedEvent, event: CalendarEntry): string[] {
  const days = wanted.repeat === null ? [wanted.day] : daysOf(wanted);
  return [
    ...(says(event.title, wanted.title) ? [] : ['title']),
    ...(wanted.calendar === undefined || event.calendar === wanted.calendar ? [] : ['calendar']),
    ...(isSameSet(daysOf(event), days) ? [] : [wanted.repeat === null ? 'day' : 'days']),
    ...(event.from === wanted.from ? [] : ['from']),
    ...(event.to === wanted.to ? [] : ['to']),
    ...(says(event.place, wanted.place) ? [] : ['place']),
    ...(says(event.note, wanted.note) ? [] : ['note']),
    ...(wanted.guests === undefined || isSameSet(event.guests, wanted.guests) ? [] : ['guests']),
    ...(wanted.remind === undefined || event.remind === wanted.remind ? [] : ['remind']),
  ];
}

function slotTroubles(config: CalendarConfig, slot: ExpectedSlot, event: CalendarEntry): string[] {
  const taken = config.events.filter((one) => slot.calendars.includes(one.calendar));
  const inside =
    event.repeat === null &&
    event.day >= slot.first &&
    event.day <= slot.last &&
    event.from >= slot.from &&
    event.to <= slot.to;
  return [
    ...(event.to - event.from === slot.minutes ? [] : ['length']),
    ...(inside ? [] : ['bounds']),
    ...(isFree(taken, event.day, event.from, event.to) ? [] : ['taken']),
    ...(slot.guests === undefined || isSameSet(event.guests, slot.guests) ? [] : ['guests']),
  ];
}

function bring(config: CalendarConfig, state: ReachedCalendar, one: CalendarExpectation): ReachedCalendar {
  if ('answered' in one) return { ...state, answers: { ...state.answers, [one.answered]: one.is } };
  if ('shown' in one) return { ...state, shown: [...one.shown] };
  if ('shared' in one) return { ...state, shares: { ...state.shares, [one.shared]: one.as } };
  if ('gone' in one) {
    const gone = one.gone.map((event) => [event, null]);
    return { ...state, events: { ...state.events, ...Object.fromEntries(gone) } };
  }
  if ('rest' in one) return state;
  const next = `n${Object.keys(state.events).length + 1}`;
  const mine = config.calendars.find(({ right }) => right === 'edit')?.id ?? config.calendars[0]?.id ?? '';
  const blank = { calendar: mine, title: '', place: '', note: '', guests: [], repeat: null, remind: null };
  if ('slot' in one) {
    const [first] = slotsOf(config.events, one.slot);
    const { minutes: length, guests = [] } = one.slot;
    const from = first?.from ?? 0;
    const made = {
      ...blank,
      day: first?.day ?? one.slot.first,
      from,
      to: from + length,
      guests: [...guests],
    };
    return { ...state, events: { ...state.events, [next]: made } };
  }
  const { of, title, place, note, guests, remind, repeat, calendar: home, day: on, from, to } = one.event;
  const start = (of === undefined ? null : nowOf(config, state, of)) ?? blank;
  const joined = (words: string | readonly string[] | undefined, given: string) =>
    words === undefined ? given : typeof words === 'string' ? words : words.join(' ');
  const made: CalendarEntry = {
    ...start,
    ...{ day: on, from, to },
    calendar: home ?? start.calendar,
    title: joined(title, start.title),
    place: joined(place, start.place),
    note: joined(note, start.note),
    guests: [...(guests ?? start.guests)],
    repeat: repeat && { ...repeat, except: [...repeat.except] },
    remind: remind ?? start.remind,
  };
  return { ...state, events: { ...state.events, [of ?? next]: made } };
}
