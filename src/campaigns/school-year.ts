/** The school year of an instant: the year of its 1 September, Europe/Paris. */
export function schoolYearOf(now: Date): number {
  const hour = Math.floor(now.getTime() / HOUR_MS);
  if (last.hour !== hour) last = { hour, year: readSchoolYear(now) };
  return last.year;
}

// Every launch asks; the year can change only on the hour, in Paris as anywhere that counts whole hours.
const HOUR_MS = 3_600_000;
let last = { hour: Number.NaN, year: 0 };

function readSchoolYear(now: Date): number {
  const parts = inParis.formatToParts(now);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  return part('month') >= 9 ? part('year') : part('year') - 1;
}

// Making a formatter costs a hundred times its use.
const inParis = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: 'numeric',
});
