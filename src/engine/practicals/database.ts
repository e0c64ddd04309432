import { z } from 'zod';
import {
  type DatabaseConfig,
  type DatabaseExpectation,
  fullQuery,
  rankOf,
} from '../../referential/practicals/database.ts';
import {
  type Cell,
  type Condition,
  columnOf,
  type Edits,
  evaluate,
  MEASURES,
  plainText,
  type Query,
  type Result,
  readCell,
  type Table,
  TESTS,
} from '../../referential/practicals/database-query.ts';
import type { Component, Verdict } from './component.ts';

const column = z.string().max(90);
const typed = z.string().max(200);
const test = z.enum(TESTS);
const reachedQuery = z.strictObject({
  from: z.string().max(40),
  joins: z.array(z.strictObject({ table: z.string().max(40), left: column, right: column })).max(2),
  columns: z.array(column).max(40),
  conditions: z.array(z.strictObject({ column, test, value: typed, to: typed })).max(6),
  any: z.boolean(),
  group: column,
  measure: z.enum(MEASURES).or(z.literal('')),
  of: column,
  having: z.strictObject({ test, value: typed }).nullable(),
  sort: z.array(z.strictObject({ by: column, down: z.boolean() })).max(2),
});

/** `edits`: rows changed, added or, null, taken away, by `Table/rank`. */
export const reachedDatabase = z.strictObject({
  query: reachedQuery,
  edits: z
    .record(
      z.string().max(60),
      z
        .array(z.union([typed, z.number()]))
        .max(10)
        .nullable(),
    )
    .refine((edits) => Object.keys(edits).length <= 200),
});

export type ReachedDatabase = z.infer<typeof reachedDatabase>;

/** What is wrong with a query, each said by a text. */
export type QueryTrouble = 'columns' | 'rows' | 'order' | 'otherwise';

export const database: Component<DatabaseConfig, DatabaseExpectation, ReachedDatabase> = {
  reached: reachedDatabase,
  initial: ({ tables }) => ({ query: firstQuery(tables[0]?.name ?? ''), edits: {} }),
  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),
  solve: (config, expected) =>
    expected.reduce<ReachedDatabase>((state, one) => bring(config, state, one), database.initial(config)),
};

function firstQuery(from: string): ReachedDatabase['query'] {
  return {
    from,
    joins: [],
    columns: [],
    conditions: [],
    any: false,
    group: '',
    measure: '',
    of: '',
    having: null,
    sort: [],
  };
}

function verdict(
  { tables }: DatabaseConfig,
  all: readonly DatabaseExpectation[],
  one: DatabaseExpectation,
  { query, edits }: ReachedDatabase,
): Verdict {
  if ('result' in one) {
    const trouble = queryTrouble(tables, fullQuery(tables, one.result), query);
    return { right: trouble === null, found: trouble === null ? [] : [trouble] };
  }
  if ('changed' in one) {
    const table = tableOf(tables, one.changed);
    const rank = rankOf(table, one.row);
    const now = editedRow(table, rank, edits);
    const wanted = put(table, table.rows[rank] ?? [], one.to);
    return {
      right: now !== null && isSameRow(now, wanted, one.exact),
      found: now === null ? [] : namedIn(table, now, Object.keys(one.to)),
    };
  }
  if ('added' in one) {
    const table = tableOf(tables, one.added);
    const added = addedRows(table, edits);
    const wanted = put(table, [], one.cells);
    const names = Object.keys(one.cells);
    const places = names.map((name) => table.columns.findIndex((each) => each.name === name));
    const right =
      added.length === all.filter((other) => 'added' in other && other.added === one.added).length &&
      added.some((row) =>
        places.every((place) => isSameCell(row[place] ?? '', wanted[place] ?? '', one.exact)),
      );
    return { right, found: added.flatMap((row) => namedIn(table, row, names)).slice(0, 8) };
  }
  if ('gone' in one) {
    const table = tableOf(tables, one.gone);
    const gone = table.rows.flatMap((row, rank) =>
      editedRow(table, rank, edits) === null ? [namedIn(table, row, [table.key])[0] ?? ''] : [],
    );
    const wanted = one.rows.map((key) => rankOf(table, key));
    const right =
      gone.length === wanted.length && wanted.every((rank) => editedRow(table, rank, edits) === null);
    return { right, found: gone.slice(0, 8) };
  }
  const changed = tables.flatMap((table) => {
    const free = new Set(
      all.flatMap((other) => {
        if ('changed' in other && other.changed === table.name) return [rankOf(table, other.row)];
        if ('gone' in other && other.gone === table.name) return other.rows.map((key) => rankOf(table, key));
        return [];
      }),
    );
    const mayAdd = all.some((other) => 'added' in other && other.added === table.name);
    const kept = table.rows.every((row, rank) => {
      const now = editedRow(table, rank, edits);
      return free.has(rank) || (now !== null && isSameRow(now, row, true));
    });
    return kept && (mayAdd || addedRows(table, edits).length === 0) ? [] : [table.name];
  });
  const stray = Object.keys(edits).some((id) => !tables.some(({ name }) => id.startsWith(`${name}/`)));
  return { right: changed.length === 0 && !stray, found: changed };
}

// ---- rows

function tableOf(tables: readonly Table[], name: string): Table {
  return tables.find((table) => table.name === name) ?? { name, columns: [], key: '', rows: [] };
}

function editedRow(table: Table, rank: number, edits: Edits): readonly Cell[] | null {
  const id = `${table.name}/${rank}`;
  return Object.hasOwn(edits, id) ? (edits[id] ?? null) : (table.rows[rank] ?? null);
}

function addedRows(table: Table, edits: Edits): (readonly Cell[])[] {
  return Object.entries(edits).flatMap(([id, row]) => {
    const rank = Number(id.slice(id.lastIndexOf('/') + 1));
    return id.startsWith(`${table.name}/`) && rank >= table.rows.length && row ? [row] : [];
  });
}

function put(table: Table, row: readonly Cell[], cells: Readonly<Record<string, string>>): Cell[] {
  return table.columns.map(({ name, kind }, place) =>
    Object.hasOwn(cells, name) ? (readCell(kind, cells[name] ?? '') ?? '') : (row[place] ?? ''),
  );
}

function isSameCell(a: Cell, b: Cell, exact: boolean): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return exact ? a.replaceAll('’', "'") === b.replaceAll('’', "'") : plainText(a) === plainText(b);
}

function isSameRow(row: readonly Cell[], other: readonly Cell[], exact: boolean): boolean {
  return other.every((cell, place) => isSameCell(row[place] ?? '', cell, exact));
}

function namedIn(table: Table, row: readonly Cell[], names: readonly string[]): string[] {
  return table.columns.flatMap(({ name }, place) =>
    names.includes(name) ? [String(row[place] ?? '').replace('.', ',')] : [],
  );
}

// ---- queries

/** What tells a query from the author's: on the rows of the window, then on others that no page has seen. */
function queryTrouble(tables: readonly Table[], wanted: Query, given: Query): QueryTrouble | null {
  const first = difference(wanted, evaluate(tables, wanted), evaluate(tables, given));
  if (first !== null) return first;
  // A text that a page looks for is put nowhere: « poé » is a fair way to find « poésie ».
  const conditions = [
    ...wanted.conditions,
    ...given.conditions.filter(({ column: name }) => columnOf(tables, name)?.kind !== 'text'),
  ];
  const worlds = [
    ...Array.from({ length: TURNS }, (_, turn) =>
      tables.map((table, rank) => otherwise(table, rank, conditions, turn + 1)),
    ),
    ...(wanted.having ? [tables.map((table) => onTheBound(table, wanted))] : []),
  ];
  for (const others of worlds) {
    if (difference(wanted, evaluate(others, wanted), evaluate(others, given)) !== null) return 'otherwise';
  }
  return null;
}

function difference(wanted: Query, right: Result, given: Result): QueryTrouble | null {
  const packed = wanted.group !== '' || wanted.measure !== '';
  const sorted = (list: readonly string[]) => [...list].sort();
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if ((packed || wanted.columns.length > 0) && !isSame(sorted(right.columns), sorted(given.columns)))
    return 'columns';
  // Without columns to choose, rows are told by where they come from.
  const told = ({ rows }: Result) =>
    sorted(
      rows.map((row) =>
        packed || wanted.columns.length > 0
          ? JSON.stringify(sorted(right.columns).map((name) => row.values[name] ?? ''))
          : row.source,
      ),
    );
  if (given.cut || !isSame(told(right), told(given))) return 'rows';
  const keys = ({ rows }: Result) =>
    rows.map((row) => wanted.sort.map(({ by }) => plainText(row.values[by] ?? '')));
  return wanted.sort.length > 0 && !isSame(keys(right), keys(given)) ? 'order' : null;
}

const TURNS = 8;

/**
 * Other rows for a table, its keys kept: columns turned against one another, numbers and dates scattered, and what
 * conditions speak of put in on either side of their bounds, so that only the same question gives the same rows.
 */
function otherwise(table: Table, rank: number, conditions: readonly Condition[], turn: number): Table {
  const columns = table.columns.map(({ name, kind, to }, place): Cell[] => {
    const cells = table.rows.map((row) => row[place] ?? '');
    if (name === table.key) return cells;
    const count = cells.length;
    const shift = turn * (place + 2) + rank;
    const turned = cells.map((_, line) => cells[(line * stepOf(count) + shift) % count] ?? '');
    if (to !== undefined || turn % 2 === 1) return turned;
    return turned.map((cell, line) => {
      const bounds = conditions.flatMap((one, order) =>
        one.column === `${table.name}.${name}` && ((line >> (order % 4)) + turn / 2) % 2 === 0
          ? boundsOf(kind, one)
          : [],
      );
      return bounds[(line >> 2) % Math.max(1, bounds.length)] ?? cell;
    });
  });
  return { ...table, rows: table.rows.map((_, line) => columns.map((cells) => cells[line] ?? '')) };
}

/** Each measured cell on the bound that groups are kept by: « more than » then keeps none of them, « at least » all. */
function onTheBound(table: Table, { of, having }: Query): Table {
  const place = table.columns.findIndex(({ name }) => `${table.name}.${name}` === of);
  const cell = readCell('number', having?.value ?? '');
  if (place < 0 || cell === null || cell === '') return table;
  return { ...table, rows: table.rows.map((row) => row.map((old, at) => (at === place ? cell : old))) };
}

/** A step that goes round all the rows. */
function stepOf(count: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  return [7, 11, 5, 3].find((step) => gcd(step, count) === 1) ?? 1;
}

const DAY_MS = 86_400_000;

function boundsOf(kind: Table['columns'][number]['kind'], { value, to }: Condition): Cell[] {
  return [value, to].flatMap((text): Cell[] => {
    const cell = readCell(kind, text);
    if (cell === null || cell === '') return [];
    if (typeof cell === 'number') return [cell, cell + 1, cell - 1];
    if (kind === 'text') return [cell];
    const day = Date.parse(`${cell}T00:00:00Z`);
    return [0, 1, -1].map((days) => new Date(day + days * DAY_MS).toISOString().slice(0, 10));
  });
}

// ---- a solution

function bring(
  { tables }: DatabaseConfig,
  state: ReachedDatabase,
  one: DatabaseExpectation,
): ReachedDatabase {
  if ('result' in one) return { ...state, query: reachedQuery.parse(fullQuery(tables, one.result)) };
  if ('rest' in one) return state;
  const name = 'changed' in one ? one.changed : 'added' in one ? one.added : one.gone;
  const table = tableOf(tables, name);
  if ('gone' in one) {
    const gone = one.rows.map((key) => [`${name}/${rankOf(table, key)}`, null]);
    return { ...state, edits: { ...state.edits, ...Object.fromEntries(gone) } };
  }
  if ('changed' in one) {
    const rank = rankOf(table, one.row);
    const row = put(table, table.rows[rank] ?? [], one.to);
    return { ...state, edits: { ...state.edits, [`${name}/${rank}`]: row } };
  }
  const rank = table.rows.length + addedRows(table, state.edits).length;
  return { ...state, edits: { ...state.edits, [`${name}/${rank}`]: put(table, [], one.cells) } };
}
