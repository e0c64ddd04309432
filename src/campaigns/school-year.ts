/** The school year of an instant: the year of its 1 September, Europe/Paris. */
export function schoolYearOf(now: Date): number {
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
