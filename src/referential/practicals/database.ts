import { z } from 'zod';
import type { Prepare } from './component.ts';
import {
  type Cell,
  columnOf,
  columnsOf,
  MEASURED,
  MEASURES,
  type Query,
  readCell,
  type Table,
  TESTS,
} from './database-query.ts';

/** What an author writes of a database: linked tables, and what must be asked of them or mended in them. */

const name = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^./]+$/u, 'un nom sans point ni barre');
const typed = z.union([z.string().max(200), z.number()]).transform((value) => written(value));

const MOST_ROWS = 160;
const MOST_CELLS = 1200;

/** The parts of the window: the form of a query, one by one, and the records that can be changed. */
export const DATABASE_TOOLS = [
  ...(['columns', 'conditions', 'join', 'group', 'sort', 'sql', 'edit'] as const),
];
export type DatabaseTool = (typeof DATABASE_TOOLS)[number];

const config = z.strictObject({
  tools: z.array(z.enum(DATABASE_TOOLS)).default(['conditions', 'sort']),
  tables: z
    .array(
      z.strictObject({
        name,
        /** The column that tells rows apart; otherwise the first. */
        key: name.optional(),
        columns: z
          .array(
            z.strictObject({
              name,
              kind: z.enum(['text', 'number', 'date']).default('text'),
              to: name.optional(),
            }),
          )
          .min(1)
          .max(10),
        rows: z.array(z.array(typed)).min(1).max(MOST_ROWS),
      }),
    )
    .min(1)
    .max(4),
});

const test = z.enum(TESTS);
/** `Table.column`, or the name of a column alone when one table has it. */
const column = z.string().trim().min(1).max(90);
const query = z.strictObject({
  from: name,
  joins: z
    .array(z.strictObject({ table: name, left: column, right: column }))
    .max(2)
    .default([]),
  columns: z.array(column).default([]),
  conditions: z
    .array(
      z.strictObject({
        column,
        test,
        value: typed.default(''),
        to: typed.default(''),
      }),
    )
    .max(6)
    .default([]),
  any: z.boolean().default(false),
  group: column.or(z.literal('')).default(''),
  measure: z.enum(MEASURES).or(z.literal('')).default(''),
  of: column.or(z.literal('')).default(''),
  having: z.strictObject({ test, value: typed }).nullable().default(null),
  sort: z
    .array(z.strictObject({ by: column, down: z.boolean().default(false) }))
    .max(2)
    .default([]),
});

const cells = z.record(z.string(), typed);
const expectation = z.union(
  [
    z.strictObject({ result: query }),
    z.strictObject({ changed: name, row: typed, to: cells, exact: z.boolean().default(false) }),
    z.strictObject({ added: name, cells, exact: z.boolean().default(false) }),
    z.strictObject({ gone: name, rows: z.array(typed).min(1).max(20) }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « result », « changed », « row » et « to », « added » et « cells », « gone » et « rows », ou « rest: kept »',
);

export const databaseShape = { config, expect: z.array(expectation).min(1).max(12) };

export type DatabaseExpectation = z.infer<typeof expectation>;
type Authored = z.infer<typeof config>;

export interface DatabaseConfig {
  readonly tools: readonly DatabaseTool[];
  readonly tables: readonly Table[];
}

/** The tables as the page gets them; cells of another kind than their column, keys used twice are reported. */
export const prepareDatabase: Prepare<Authored, DatabaseExpectation, DatabaseConfig> = (
  authored,
  expected,
  { fault },
) => {
  const tables = authored.tables.map((table, rank): Table => {
    const at = ['practical', 'tables', rank];
    const key = table.key ?? table.columns[0]?.name ?? '';
    const place = table.columns.findIndex((one) => one.name === key);
    if (place < 0) fault(`« ${table.name} » n'a pas de colonne « ${key} ».`, [...at, 'key']);
    const rows = table.rows.map((row, line): Cell[] => {
      if (row.length > table.columns.length)
        fault(`la ligne ${line + 1} a plus de cellules que de colonnes.`, [...at, 'rows', line]);
      return table.columns.map((one, position) => {
        const cell = readCell(one.kind, row[position] ?? '');
        if (cell === null)
          fault(`« ${row[position]} » n'est pas du genre « ${one.kind} » de « ${one.name} ».`, [
            ...at,
            'rows',
            line,
          ]);
        return cell ?? '';
      });
    });
    const keys = rows.map((row) => row[place] ?? '');
    const twice = keys.find((one, line) => keys.indexOf(one) !== line);
    if (twice !== undefined) fault(`la clé « ${twice} » est donnée deux fois.`, [...at, 'rows']);
    return { name: table.name, columns: table.columns, key, rows };
  });
  const cellCount = tables.reduce((sum, table) => sum + table.rows.length * table.columns.length, 0);
  if (cellCount > MOST_CELLS) fault(`${MOST_CELLS} cellules au plus.`, ['practical', 'tables']);
  tables.forEach((table, rank) => {
    for (const { to } of table.columns)
      if (to !== undefined && !tables.some((one) => one.name === to))
        fault(`pas de table « ${to} ».`, ['practical', 'tables', rank, 'columns']);
  });
  if (expected.filter((one) => 'result' in one).length > 1) fault('un seul « result ».', ['expect']);
  expected.forEach((one, rank) => {
    for (const trouble of troublesOf(tables, one)) fault(trouble, ['expect', rank]);
  });
  return { tools: authored.tools, tables };
};

function troublesOf(tables: readonly Table[], one: DatabaseExpectation): string[] {
  if ('rest' in one) return [];
  if ('result' in one) {
    const full = fullQuery(tables, one.result);
    const known = [...columnsOf(tables, full), MEASURED, ''];
    const used = [
      ...full.columns,
      ...full.conditions.map((each) => each.column),
      ...full.sort.map(({ by }) => by),
      ...full.joins.flatMap(({ left, right }) => [left, right]),
      ...[full.group, full.of],
    ];
    return used.filter((each) => !known.includes(each)).map((each) => `pas de colonne « ${each} ».`);
  }
  const tableName = 'changed' in one ? one.changed : 'added' in one ? one.added : one.gone;
  const table = tables.find((each) => each.name === tableName);
  if (!table) return [`pas de table « ${tableName} ».`];
  const asked = 'changed' in one ? one.to : 'added' in one ? one.cells : {};
  const keys = 'changed' in one ? [one.row] : 'gone' in one ? one.rows : [];
  return [
    ...Object.entries(asked).flatMap(([column, value]) => {
      const kind = table.columns.find((each) => each.name === column)?.kind;
      if (kind === undefined) return [`« ${tableName} » n'a pas de colonne « ${column} ».`];
      return readCell(kind, value) === null ? [`« ${value} » n'est pas du genre « ${kind} ».`] : [];
    }),
    ...keys.filter((key) => rankOf(table, key) < 0).map((key) => `pas de ligne de clé « ${key} ».`),
  ];
}

/** The row that a key tells; -1 when there is none. */
export function rankOf(table: Table, key: string): number {
  const place = table.columns.findIndex((one) => one.name === table.key);
  const cell = readCell(table.columns[place]?.kind ?? 'text', key);
  return table.rows.findIndex((row) => row[place] === cell);
}

/** A query with the table of each column: an author may leave it out. */
export function fullQuery(tables: readonly Table[], given: z.infer<typeof query>): Query {
  const used = [given.from, ...given.joins.map(({ table }) => table)];
  const full = (column: string) => {
    if (column === '' || column === MEASURED || columnOf(tables, column)) return column;
    const home = used.find((table) => columnOf(tables, `${table}.${column}`));
    return home === undefined ? column : `${home}.${column}`;
  };
  return {
    ...given,
    joins: given.joins.map(({ table, left, right }) => ({ table, left: full(left), right: full(right) })),
    columns: given.columns.map(full),
    conditions: given.conditions.map((one) => ({ ...one, column: full(one.column) })),
    group: full(given.group),
    of: full(given.of),
    sort: given.sort.map(({ by, down }) => ({ by: full(by), down })),
  };
}

function written(value: string | number): string {
  return typeof value === 'number' ? String(value).replace('.', ',') : value.trim();
}
