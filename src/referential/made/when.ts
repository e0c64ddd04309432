/** A moment as clocks on a wall tell it: files say it so, whatever the place. */
export interface When {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** `2026-03-05`, `2026-03-05 17:20` or `2026-03-05 17:20:05`. */
export const WHEN = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2})(?::(\d{2}))?)?$/;
/** That of files whose author gives none: always the same, so that their bytes are too. */
export const BY_DEFAULT = '2026-01-05 09:00';

/** Reads what `WHEN` accepts; noon when no hour is told. */
export function whenOf(text: string = BY_DEFAULT): When {
  const [, year, month, day, hour = '12', minute = '0', second = '0'] = WHEN.exec(text) ?? [];
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
}

/** Whether the day and the hour exist. */
export function isMoment(text: string): boolean {
  if (!WHEN.test(text)) return false;
  const { year, month, day, hour, minute, second } = whenOf(text);
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1980 && year < 2100 && hour < 24 && minute < 60 && second < 60;
}

/** `2026-03-05T17:20:00`. */
export function isoOf(when: When): string {
  const { year, month, day, hour, minute, second } = when;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

/** `2026:03:05 17:20:00`, as photos have it. */
export function exifOf(when: When): string {
  return isoOf(when).replace('T', ' ').replaceAll('-', ':');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
