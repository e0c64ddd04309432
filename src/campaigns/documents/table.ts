/** What stands in a cell; nullish: there is nothing to tell, which files say in a word. */
export type Cell = string | number | Date | null | undefined;

/** A column of a file: a `rate` is 0 to 1. */
export interface Column<Line> {
  readonly head: string;
  readonly kind: 'text' | 'count' | 'rate' | 'time';
  readonly cell: (line: Line) => Cell;
}

/** A file's lines as they are read from the database, some at a time. */
export type Batches<Line> = AsyncIterable<readonly Line[]>;

export interface Table<Line> {
  readonly columns: readonly Column<Line>[];
  readonly batches: Batches<Line>;
}

/** On the clocks of Paris: [2026-11-25, 14:03]. */
export function wallClock(date: Date): [day: string, hour: string] {
  const [day = '', hour = ''] = inParis.format(date).split(' ');
  return [day, hour];
}

// Sweden writes dates as ISO does.
const inParis = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});
