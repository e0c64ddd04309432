/**
 * Days, hours and repeated events of a calendar. The page runs this very file, its types taken away
 * (`src/web/practical-frames.ts`): it imports nothing, and is written for Safari 15.
 */

/** An event at a day (YYYY-MM-DD) and minutes of it, in the time of the first zone. */
export interface Timed {
  readonly day: string;
  readonly from: number;
  readonly to: number;
  readonly repeat: Repeat | null;
}
export interface Repeat {
  /** In days. */
  readonly every: number;
  /** The last day that may have one. */
  readonly until: string;
  readonly except: readonly string[];
}

export interface Occurrence {
  /** The day in the time of the first zone: what an exception names. */
  readonly of: string;
  /** Where it falls in the time that is shown. */
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
export const DAY_MINUTES = 1440;
const MOST_TIMES = 400;

export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(dayNumber(text)) === text
  );
}

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  const number = dayNumber(day);
  return dayOf(number - ((((number + 3) % 7) + 7) % 7));
}

/** The days of an event, exceptions taken out. */
export function daysOf({ day, repeat }: Pick<Timed, 'day' | 'repeat'>): string[] {
  if (repeat === null) return [day];
  const [first, last] = [dayNumber(day), dayNumber(repeat.until)];
  const step = Math.max(1, repeat.every);
  const days: string[] = [];
  for (let at = first; at <= last && days.length < MOST_TIMES; at += step) days.push(dayOf(at));
  return days.filter((one) => !repeat.except.includes(one));
}

/** When an event takes place, `shift` minutes later on the clock that is shown. */
export function occurrencesOf(event: Timed, shift: number): Occurrence[] {
  return daysOf(event).map((of) => {
    const start = dayNumber(of) * DAY_MINUTES + event.from + shift;
    const number = Math.floor(start / DAY_MINUTES);
    const from = start - number * DAY_MINUTES;
    return { of, day: dayOf(number), from, to: from + event.to - event.from };
  });
}

/** Whether nothing of these events falls between two minutes of a day. */
export function isFree(events: readonly Timed[], day: string, from: number, to: number): boolean {
  return events.every((event) => event.to <= from || event.from >= to || !daysOf(event).includes(day));
}

/** Side by side where they overlap: for each, its lane and how many there are. */
export function lanesOf(times: readonly { from: number; to: number }[]): { lane: number; of: number }[] {
  const order = times.map((_, rank) => rank).sort((a, b) => startOf(times, a) - startOf(times, b));
  const lanes = times.map(() => ({ lane: 0, of: 1 }));
  let group: number[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const rank of group) lanes[rank] = { lane: lanes[rank]?.lane ?? 0, of: ends.length };
    group = [];
    ends = [];
  };
  for (const rank of order) {
    const { from, to } = times[rank] ?? { from: 0, to: 0 };
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = to;
    lanes[rank] = { lane, of: 1 };
    group.push(rank);
  }
  close();
  return lanes;
}

function startOf(times: readonly { from: number }[], rank: number): number {
  return times[rank]?.from ?? 0;
}
