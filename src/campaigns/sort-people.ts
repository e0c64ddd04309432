import { foldText } from '../web/clean-text.ts';

/** How a list of people is put in order by one of its columns: `column` in its own direction, `-column` against it. */
export interface Sort<Column extends string> {
  readonly column: Column;
  readonly reversed: boolean;
  readonly direction: 'ascending' | 'descending';
}

/**
 * @param columns the first one stands for whatever is none of them
 * @param downwards those whose own direction begins with the highest or the latest
 */
export function readSortOf<Column extends string>(
  sort: string,
  columns: readonly [Column, ...Column[]],
  downwards: ReadonlySet<Column>,
): Sort<Column> {
  const reversed = sort.startsWith('-');
  const column = columns.find((one) => sort === one || sort === `-${one}`) ?? columns[0];
  return { column, reversed, direction: downwards.has(column) === reversed ? 'ascending' : 'descending' };
}

/**
 * Those who have nothing to be placed by (null) stand last, whatever the direction.
 * @param people in the order of their names, which equals keep
 * @param placeOf `rank` is theirs among the names
 */
export function sortPeople<P>(
  people: readonly P[],
  direction: Sort<string>['direction'],
  placeOf: (person: P, rank: number) => string | number | null,
): P[] {
  const places = new Map(people.map((person, rank) => [person, placeOf(person, rank)]));
  const way = direction === 'ascending' ? 1 : -1;
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'string' ? FRENCH.compare(a, String(b)) : a - Number(b);
  return people.toSorted((one, other) => {
    const a = places.get(one) ?? null;
    const b = places.get(other) ?? null;
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return way * compare(a, b);
  });
}

/** Whether a name holds every word that is searched, accents and capitals aside. */
export function nameHolds(name: string | null, query: string): boolean {
  const searched = foldText(name ?? '');
  const words = foldText(query).split(/\s+/).filter(Boolean);
  return words.every((word) => searched.includes(word));
}

/** « 3e A », « 3e B », « 10 » after « 9 ». */
export const FRENCH = new Intl.Collator('fr', { numeric: true });
