/**
 * Dates as people write them in French: 5/3/2026, 05-03-26, « le jeudi 5 mars 2026 », 5 mars, and 2026-03-05, the
 * order of file names and spreadsheets. The day always comes before the month otherwise.
 */

export interface WrittenDate {
  readonly day: number;
  readonly month: number;
  /** Of four digits, or of two when written so; null when none is. */
  readonly year: number | null;
  readonly shortYear: boolean;
}

/** Whether both name the same day. The year counts when the accepted date has one; two digits are enough for it. */
export function matchesDate(answer: string, accepted: string): boolean {
  const given = parseDate(answer);
  const wanted = parseDate(accepted);
  if (!given || !wanted || given.day !== wanted.day || given.month !== wanted.month) return false;
  if (wanted.year === null) return true;
  if (given.year === null) return false;
  return given.shortYear || wanted.shortYear
    ? given.year % 100 === wanted.year % 100
    : given.year === wanted.year;
}

/** The date that a text holds, or null: not a date, or a day that no calendar has (31 février). */
export function parseDate(text: string): WrittenDate | null {
  const plain = text
    .slice(0, LONGEST)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u.exec(plain);
  if (iso) return checked(iso[3], Number(iso[2]), iso[1]);
  const bare = plain.replace(/^le /u, '').replace(WEEKDAY, '');
  const figures = /^(\d{1,2}) ?([-/. ]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d{2}))?$/u.exec(bare);
  if (figures) return checked(figures[1], Number(figures[3]), figures[4]);
  const words = /^(\d{1,2}|1er) ?([a-z]{3,9})\.? ?(\d{4}|\d{2})?$/u.exec(bare);
  if (words) return checked(words[1]?.replace('er', ''), monthOf(words[2] ?? ''), words[3]);
  return null;
}

/** No date is written longer. */
const LONGEST = 60;
const WEEKDAY = /^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? /u;
const MONTHS = [
  ['janvier', 'janv', 'jan'],
  ['fevrier', 'fevr', 'fev'],
  ['mars'],
  ['avril', 'avr'],
  ['mai'],
  ['juin'],
  ['juillet', 'juil'],
  ['aout'],
  ['septembre', 'sept', 'sep'],
  ['octobre', 'oct'],
  ['novembre', 'nov'],
  ['decembre', 'dec'],
] as const;
/** February has its 29th: a date without a year may mean a leap one. */
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function monthOf(name: string): number {
  return MONTHS.findIndex((names) => names.some((known) => known === name)) + 1;
}

function checked(
  dayText: string | undefined,
  month: number,
  yearText: string | undefined,
): WrittenDate | null {
  const day = Number(dayText);
  const year = yearText === undefined ? null : Number(yearText);
  if (day < 1 || day > (LENGTHS[month - 1] ?? 0)) return null;
  // Two digits: centuries of the years that challenges name have the same leap years.
  if (day === 29 && month === 2 && year !== null && !isLeap(year)) return null;
  return { day, month, year, shortYear: yearText?.length === 2 };
}

function isLeap(year: number): boolean {
  if (year < 100) return year % 4 === 0;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
