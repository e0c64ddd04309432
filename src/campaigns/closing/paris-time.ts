/** Times as a form writes them, « 2026-12-04T18:00 », on the clocks of Paris. */

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

const clock = new Intl.DateTimeFormat('sv', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

export function writeParisTime(date: Date): string {
  return clock.format(date).replace(' ', 'T');
}

/** @returns null for what is no date; the hour that clocks skip in March is read an hour later. */
export function readParisTime(text: string): Date | null {
  const [, ...parts] = WRITTEN.exec(text) ?? [];
  const [year, month, day, hour, minute] = parts.map(Number);
  if (year === undefined || month === undefined) return null;
  const asUtc = new Date(Date.UTC(year, month - 1, day, hour, minute));
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 16) !== text) return null;
  // Paris is one or two hours ahead: the later instant is the summer one.
  const summer = new Date(asUtc.getTime() - 2 * 3_600_000);
  return writeParisTime(summer) === text ? summer : new Date(asUtc.getTime() - 3_600_000);
}
