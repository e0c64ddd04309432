/** Ranges of whole numbers, as choices of a form write them. */

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** « 10 à 14 », « de 10 à moins de 15 », « moins de 10 », « 20 ans ou plus », « 12 »…; null for anything else. */
export function rangeOf(text: string): Range | null {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‐‑‒–—−]/gu, '-');
  const [first, second, ...more] = [...plain.matchAll(/\d{1,6}/g)].map(([digits]) => Number(digits));
  if (first === undefined || more.length > 0) return null;
  if (second !== undefined) {
    const between = /\d[^\d]*(?: a | au | et |-)[^\d]*\d/.test(plain);
    // « de 10 à moins de 20 », « 10 à 20 exclu » : the end is out.
    const to = /(moins de|avant) *\d+\D*$|\d\D*(exclu|non compris)\D*$/.test(plain) ? second - 1 : second;
    const from = /^\D*(plus de|apres) *\d/.test(plain) ? first + 1 : first;
    return between && from <= to ? { from, to } : null;
  }
  if (/(moins de|avant|strictement sous|<(?!=)) *\d/.test(plain)) return { from: -Infinity, to: first - 1 };
  if (/\b(au plus|maximum|jusqu)\b|\bmoins\b|<=|≤/.test(plain) && !/\bau moins\b/.test(plain))
    return { from: -Infinity, to: first };
  if (/(plus de|apres|>(?!=)) *\d/.test(plain)) return { from: first + 1, to: Infinity };
  if (/\b(au moins|minimum|partir)\b|\bplus\b|>=|≥/.test(plain)) return { from: first, to: Infinity };
  return { from: first, to: first };
}

/** The numbers that none of these choices holds, or more than one. Null when a choice cannot be read. */
export function troublesOf(
  texts: readonly string[],
  from: number,
  to: number,
): { readonly missing: readonly number[]; readonly twice: readonly number[] } | null {
  const read = texts.map(rangeOf);
  const known = read.flatMap((one) => one ?? []);
  if (known.length < read.length) return null;
  const numbers = Array.from({ length: to - from + 1 }, (_, rank) => from + rank);
  const holding = (number: number) => known.filter((one) => one.from <= number && number <= one.to).length;
  return {
    missing: numbers.filter((number) => holding(number) === 0),
    twice: numbers.filter((number) => holding(number) > 1),
  };
}
