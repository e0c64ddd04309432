import { z } from 'zod';
import { dayNumber, dayOf, isDay, isFree, type Timed } from './calendar-time.ts';
import type { Prepare } from './component.ts';

/** What an author writes of a shared calendar, and how it must be left. */

const text = z.string().trim().min(1).max(120);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'un identifiant : lettres minuscules, chiffres et tirets');
const day = z.string().refine(isDay, 'un jour comme 2026-03-12');
/** « 14:30 » or « 14 h 30 », in minutes. */
const clock = z
  .string()
  .regex(/^\d{1,2}\s*[h:]\s*(\d{2})?$/, 'une heure comme 14:30 ou 14 h 30')
  .transform((written) => {
    const [hours = '', minutes = ''] = written.split(/\s*[h:]\s*/);
    return Number(hours) * 60 + Number(minutes || 0);
  })
  .refine((minutes) => minutes <= 1440, 'une heure entre 0:00 et 24:00');

export const EVERY = [1, 7, 14] as const;
export const REMINDERS = [10, 30, 60, 1440] as const;
export const RIGHTS = [...(['none', 'busy', 'details', 'edit'] as const)];
export type Right = (typeof RIGHTS)[number];
export const ANSWERS = [...(['yes', 'maybe', 'no'] as const)];
export type Answer = (typeof ANSWERS)[number];
export const CALENDAR_TOOLS = [...(['create', 'guests', 'repeat', 'remind', 'note', 'share'] as const)];
export type CalendarTool = (typeof CALENDAR_TOOLS)[number];

const repeat = z.strictObject({
  every: z.coerce.number().pipe(z.union(EVERY.map((days) => z.literal(days)))),
  until: day,
  except: z.array(day).max(20).default([]),
});

const config = z.strictObject({
  today: day,
  view: z.enum(['week', 'month']).default('week'),
  /** The hours that a week shows. */
  hours: z.tuple([clock, clock]).default([480, 1200]),
  tools: z.array(z.enum(CALENDAR_TOOLS)).default([]),
  calendars: z
    .array(
      z.strictObject({
        id,
        name: text,
        right: z.enum(['busy', 'details', 'edit']).default('details'),
        shown: z.boolean().default(true),
      }),
    )
    .min(1)
    .max(8),
  /** Who can be invited, and what each may see of my calendar. */
  people: z
    .array(z.strictObject({ name: text, right: z.enum(RIGHTS).default('none') }))
    .max(12)
    .default([]),
  /** Offsets from UTC, in hours; events are written in the time of the first. */
  clocks: z
    .array(z.strictObject({ name: text, offset: z.coerce.number().min(-12).max(14) }))
    .max(5)
    .default([]),
  events: z
    .array(
      z.strictObject({
        id,
        calendar: id,
        title: text,
        day,
        from: clock,
        to: clock,
        place: z.string().max(120).default(''),
        note: z.string().max(300).default(''),
        guests: z.array(text).max(12).default([]),
        /** Who made it and waits for my answer. */
        asks: z.string().max(60).default(''),
        repeat: repeat.nullable().default(null),
        remind: z
          .union(REMINDERS.map((minutes) => z.literal(minutes)))
          .nullable()
          .default(null),
      }),
    )
    .max(120)
    .default([]),
});

const several = z.union([text, z.array(text).min(1).max(6)]);
const eventShape = z.strictObject({
  /** An event of the start, changed; otherwise one added. */
  of: id.optional(),
  /** Words of the title. */
  title: several.optional(),
  calendar: id.optional(),
  day,
  from: clock,
  to: clock,
  place: several.optional(),
  note: several.optional(),
  guests: z.array(text).max(12).optional(),
  repeat: repeat.nullable().default(null),
  remind: z.coerce.number().optional(),
});
const slotShape = z.strictObject({
  calendars: z.array(id).min(1).max(8),
  minutes: z.coerce.number().min(15).max(600),
  first: day,
  last: day,
  from: clock,
  to: clock,
  guests: z.array(text).max(12).optional(),
});
const expectation = z.union(
  [
    z.strictObject({ event: eventShape }),
    z.strictObject({ slot: slotShape }),
    z.strictObject({ gone: z.array(id).min(1).max(10) }),
    z.strictObject({ answered: id, is: z.enum(ANSWERS) }),
    z.strictObject({ shown: z.array(id).min(1).max(8) }),
    z.strictObject({ shared: text, as: z.enum(RIGHTS) }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « event », « slot », « gone », « answered » et « is », « shown », « shared » et « as », ou « rest: kept »',
);

export const calendarShape = { config, expect: z.array(expectation).min(1).max(12) };

export type CalendarExpectation = z.infer<typeof expectation>;
export type CalendarConfig = z.infer<typeof config>;
export type CalendarEvent = CalendarConfig['events'][number];
export type ExpectedEvent = z.infer<typeof eventShape>;
export type ExpectedSlot = z.infer<typeof slotShape>;

/** The calendars as the page gets them: of those seen as busy only, no title nor place goes along. */
export const prepareCalendar: Prepare<CalendarConfig, CalendarExpectation, CalendarConfig> = (
  authored,
  expected,
  { fault },
) => {
  const known = (calendar: string, at: readonly PropertyKey[]) => {
    const found = authored.calendars.find((one) => one.id === calendar);
    if (!found) fault(`pas d'agenda « ${calendar} ».`, at);
    return found;
  };
  const ids = authored.events.map((event) => event.id);
  const events = authored.events.map((event, rank) => {
    const at = ['practical', 'events', rank];
    if (ids.indexOf(event.id) !== rank) fault(`« ${event.id} » est donné deux fois.`, at);
    if (event.to <= event.from) fault('« to » vient après « from ».', at);
    if (event.repeat && event.repeat.until < event.day) fault('« until » vient après « day ».', at);
    const busy = known(event.calendar, at)?.right === 'busy';
    return busy ? { ...event, title: '', place: '', note: '', guests: [] } : event;
  });
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    const event = (name: string) => {
      if (!ids.includes(name)) fault(`pas d'événement « ${name} ».`, at);
    };
    if ('event' in one) {
      if (one.event.of !== undefined) event(one.event.of);
      if (one.event.calendar !== undefined) known(one.event.calendar, at);
      if (one.event.to <= one.event.from) fault('« to » vient après « from ».', at);
    }
    if ('gone' in one) one.gone.forEach(event);
    if ('answered' in one) event(one.answered);
    if ('shown' in one) for (const calendar of one.shown) known(calendar, at);
    if ('shared' in one && !authored.people.some(({ name }) => name === one.shared))
      fault(`« ${one.shared} » n'est pas dans « people ».`, at);
    if ('slot' in one) {
      for (const calendar of one.slot.calendars) known(calendar, at);
      if (slotsOf(authored.events, one.slot).length === 0) fault('aucun créneau ne convient.', at);
    }
  });
  return { ...authored, events };
};

/** Every start, by quarters of an hour, that leaves all these calendars free. */
export function slotsOf(
  events: readonly (Timed & { readonly calendar: string })[],
  { calendars, minutes, first, last, from, to }: ExpectedSlot,
): { day: string; from: number }[] {
  const taken = events.filter(({ calendar }) => calendars.includes(calendar));
  const slots: { day: string; from: number }[] = [];
  for (let at = dayNumber(first); at <= dayNumber(last); at += 1) {
    for (let start = from; start + minutes <= to; start += 15)
      if (isFree(taken, dayOf(at), start, start + minutes)) slots.push({ day: dayOf(at), from: start });
  }
  return slots;
}
