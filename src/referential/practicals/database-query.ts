/**
 * Linked tables and what is asked of them. The page runs this very file, its types taken away
 * (`src/web/practical-frames.ts`): it imports nothing, and is written for Safari 15.
 */

/** A date is written YYYY-MM-DD; an empty text is no value. */
export type Cell = string | number;
export type Kind = 'text' | 'number' | 'date';

export interface Column {
  readonly name: string;
  readonly kind: Kind;
  /** The table that a foreign key leads to. */
  readonly to?: string | undefined;
}
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The column that tells rows apart. */
  readonly key: string;
  readonly rows: readonly (readonly Cell[])[];
}

export const TESTS = [
  ...(['is', 'not', 'has', 'more', 'least', 'less', 'most', 'between', 'empty', 'filled'] as const),
];
export type Test = (typeof TESTS)[number];
export const MEASURES = [...(['count', 'sum', 'mean', 'min', 'max'] as const)];
export type Measure = (typeof MEASURES)[number];

/** Columns are `Table.column` everywhere; values are as they were typed. */
export interface Condition {
  readonly column: string;
  readonly test: Test;
  readonly value: string;
  readonly to: string;
}
export interface Query {
  readonly from: string;
  readonly joins: readonly { readonly table: string; readonly left: string; readonly right: string }[];
  /** None: all of them. */
  readonly columns: readonly string[];
  readonly conditions: readonly Condition[];
  /** One condition is enough. */
  readonly any: boolean;
  readonly group: string;
  readonly measure: Measure | '';
  readonly of: string;
  /** What the measure of a group must be, to be kept. */
  readonly having: { readonly test: Test; readonly value: string } | null;
  readonly sort: readonly { readonly by: string; readonly down: boolean }[];
}

/** The column of what is measured, as results and sorts name it. */
export const MEASURED = '#';
/** A join by the wrong columns multiplies rows. */
export const MOST_ROWS = 4000;

export interface ResultRow {
  readonly values: Readonly<Record<string, Cell>>;
  /** The rows it was made of. */
  readonly source: string;
}
export interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly ResultRow[];
  /** There were more rows than can be shown. */
  readonly cut: boolean;
}

/** Rows of a table changed, added (beyond the last) or, null, taken away: by `Table/rank`. */
export type Edits = Readonly<Record<string, readonly Cell[] | null>>;

/** The rows of a table after its edits, each with its rank. */
export function rowsOf(table: Table, edits: Edits): { rank: number; cells: readonly Cell[] }[] {
  const ranks = table.rows.map((_, rank) => rank);
  for (const id of Object.keys(edits)) {
    const cut = id.lastIndexOf('/');
    const rank = Number(id.slice(cut + 1));
    if (id.slice(0, cut) === table.name && rank >= table.rows.length) ranks.push(rank);
  }
  return ranks
    .sort((a, b) => a - b)
    .flatMap((rank) => {
      const id = `${table.name}/${rank}`;
      const cells = id in edits ? edits[id] : table.rows[rank];
      return cells ? [{ rank, cells }] : [];
    });
}

export function withEdits(tables: readonly Table[], edits: Edits): Table[] {
  return tables.map((table) => ({ ...table, rows: rowsOf(table, edits).map(({ cells }) => cells) }));
}

/** What is typed in a field of this kind; null when it is no such value. */
export function readCell(kind: Kind, typed: string): Cell | null {
  const text = typed.trim();
  if (text === '' || kind === 'text') return text;
  if (kind === 'number') {
    const plain = text.replace(/[\s\u00a0\u202f]/gu, '').replace(',', '.');
    return /^[-−]?\d+(\.\d+)?$/u.test(plain) ? Number(plain.replace('−', '-')) : null;
  }
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(text);
  const iso = french
    ? `${french[3]}-${String(french[2]).padStart(2, '0')}-${String(french[1]).padStart(2, '0')}`
    : text;
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(iso)) return null;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso;
}

/** Capitals, accents and spaces on the sides don't tell texts apart. */
export function plainText(text: Cell): string {
  return String(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’]/gu, "'")
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .trim();
}

export function columnOf(tables: readonly Table[], name: string): Column | undefined {
  const cut = name.indexOf('.');
  return tables
    .find((table) => table.name === name.slice(0, cut))
    ?.columns.find((column) => column.name === name.slice(cut + 1));
}

/** The columns of the tables that a query reads, in order. */
export function columnsOf(tables: readonly Table[], query: Query): string[] {
  const used = [query.from, ...query.joins.map(({ table }) => table)];
  return used.flatMap(
    (name) =>
      tables.find((table) => table.name === name)?.columns.map((column) => `${name}.${column.name}`) ?? [],
  );
}

/** Empty comes last; numbers by size, texts as a French dictionary has them. */
export function compareCells(a: Cell, b: Cell): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return plainText(a) < plainText(b) ? -1 : plainText(a) > plainText(b) ? 1 : 0;
}

/** Whether a condition says enough to be applied. */
export function isWhole({ test, value, to }: Pick<Condition, 'test' | 'value' | 'to'>): boolean {
  if (test === 'empty' || test === 'filled') return true;
  return value.trim() !== '' && (test !== 'between' || to.trim() !== '');
}

/** As SQL has it: an empty cell meets nothing but `empty`. */
export function meets(cell: Cell, kind: Kind, { test, value, to }: Omit<Condition, 'column'>): boolean {
  if (test === 'empty') return cell === '';
  if (test === 'filled') return cell !== '';
  if (cell === '') return false;
  if (test === 'has') return plainText(cell).includes(plainText(value));
  const one = readCell(kind, value);
  if (one === null || one === '') return false;
  const order = compareCells(cell, one);
  if (test === 'is') return order === 0;
  if (test === 'not') return order !== 0;
  if (test === 'more') return order > 0;
  if (test === 'least') return order >= 0;
  if (test === 'less') return order < 0;
  if (test === 'most') return order <= 0;
  const other = readCell(kind, to);
  return other !== null && other !== '' && order >= 0 && compareCells(cell, other) <= 0;
}

/** What a query gives; of a column or a table that isn't there, nothing. */
export function evaluate(tables: readonly Table[], query: Query): Result {
  const all = columnsOf(tables, query);
  let cut = false;
  let rows: ResultRow[] = linesOf(tables, query.from);
  for (const { table, left, right } of query.joins) {
    const byKey = new Map<string, ResultRow[]>();
    for (const row of linesOf(tables, table)) {
      const key = plainText(row.values[right] ?? '');
      byKey.set(key, [...(byKey.get(key) ?? []), row]);
    }
    const joined: ResultRow[] = [];
    for (const row of rows) {
      const key = plainText(row.values[left] ?? '');
      for (const other of key === '' ? [] : (byKey.get(key) ?? [])) {
        if (joined.length >= MOST_ROWS) {
          cut = true;
          break;
        }
        joined.push({
          values: { ...row.values, ...other.values },
          source: [...row.source.split(' '), other.source].sort().join(' '),
        });
      }
    }
    rows = joined;
  }
  const conditions = query.conditions.filter((one) => isWhole(one) && all.includes(one.column));
  if (conditions.length > 0) {
    const passes = (row: ResultRow) => (one: Condition) =>
      meets(row.values[one.column] ?? '', columnOf(tables, one.column)?.kind ?? 'text', one);
    rows = rows.filter((row) => (query.any ? conditions.some(passes(row)) : conditions.every(passes(row))));
  }
  let columns = query.columns.length > 0 ? all.filter((name) => query.columns.includes(name)) : all;
  if (query.group !== '' || query.measure !== '') {
    columns = [...(query.group === '' ? [] : [query.group]), ...(query.measure === '' ? [] : [MEASURED])];
    rows = grouped(rows, query);
    const { having } = query;
    if (having && isWhole({ ...having, to: '' }))
      rows = rows.filter((row) => meets(row.values[MEASURED] ?? '', 'number', { ...having, to: '' }));
  }
  const sorts = query.sort.filter(({ by }) => by !== '');
  if (sorts.length > 0) {
    rows = [...rows].sort((a, b) => {
      for (const { by, down } of sorts) {
        const order = compareCells(a.values[by] ?? '', b.values[by] ?? '');
        if (order !== 0) return down ? -order : order;
      }
      return 0;
    });
  }
  return { columns, rows, cut };
}

function linesOf(tables: readonly Table[], name: string): ResultRow[] {
  const table = tables.find((one) => one.name === name);
  if (!table) return [];
  return table.rows.map((cells, rank) => {
    const values: Record<string, Cell> = {};
    table.columns.forEach((column, place) => {
      values[`${name}.${column.name}`] = cells[place] ?? '';
    });
    return { values, source: `${name}/${rank}` };
  });
}

function grouped(rows: readonly ResultRow[], { group, measure, of }: Query): ResultRow[] {
  const packs = new Map<string, ResultRow[]>();
  if (group === '') packs.set('', [...rows]);
  for (const row of group === '' ? [] : rows) {
    const key = plainText(row.values[group] ?? '');
    const pack = packs.get(key);
    if (pack) pack.push(row);
    else packs.set(key, [row]);
  }
  return [...packs].map(([key, pack]) => {
    const values: Record<string, Cell> = {};
    if (group !== '') values[group] = pack[0]?.values[group] ?? '';
    if (measure !== '') values[MEASURED] = measured(pack, measure, of);
    return { values, source: key };
  });
}

function measured(pack: readonly ResultRow[], measure: Measure, of: string): Cell {
  if (measure === 'count') return pack.length;
  const cells = pack.map((row) => row.values[of] ?? '').filter((cell) => cell !== '');
  if (measure === 'min' || measure === 'max') {
    const sorted = [...cells].sort(compareCells);
    return sorted[measure === 'min' ? 0 : sorted.length - 1] ?? '';
  }
  const numbers = cells.filter((cell): cell is number => typeof cell === 'number');
  if (numbers.length === 0) return '';
  const sum = numbers.reduce((total, one) => total + one, 0);
  const exact = measure === 'sum' ? sum : sum / numbers.length;
  return Math.round(exact * 1e9) / 1e9;
}

const SIGNS = { is: '=', not: '<>', more: '>', least: '>=', less: '<', most: '<=' } as const;
const FUNCTIONS = { count: 'COUNT', sum: 'SUM', mean: 'AVG', min: 'MIN', max: 'MAX' } as const;

/** The same question in SQL, one clause a line. */
export function sqlOf(tables: readonly Table[], query: Query): string {
  const quoted = (name: string) => (/^[\p{L}_][\p{L}\d_]*$/u.test(name) ? name : `"${name}"`);
  const named = (name: string) => {
    const [table = '', column = ''] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
    return query.joins.length > 0 ? `${quoted(table)}.${quoted(column)}` : quoted(column);
  };
  const written = (kind: Kind, typed: string) => {
    const cell = readCell(kind, typed);
    return typeof cell === 'number' ? String(cell) : `'${String(cell ?? typed).replace(/'/gu, "''")}'`;
  };
  const measure =
    query.measure === ''
      ? ''
      : `${FUNCTIONS[query.measure]}(${query.measure === 'count' || query.of === '' ? '*' : named(query.of)})`;
  const tested = (name: string, kind: Kind, { test, value, to }: Omit<Condition, 'column'>) => {
    if (test === 'empty') return `${name} IS NULL`;
    if (test === 'filled') return `${name} IS NOT NULL`;
    if (test === 'has') return `${name} LIKE '%${value.trim().replace(/'/gu, "''")}%'`;
    if (test === 'between') return `${name} BETWEEN ${written(kind, value)} AND ${written(kind, to)}`;
    return `${name} ${SIGNS[test]} ${written(kind, value)}`;
  };
  const packed = query.group !== '' || query.measure !== '';
  const shown = packed
    ? [...(query.group === '' ? [] : [named(query.group)]), ...(measure === '' ? [] : [measure])]
    : query.columns.map(named);
  const conditions = query.conditions
    .filter(isWhole)
    .map((one) => tested(named(one.column), columnOf(tables, one.column)?.kind ?? 'text', one));
  const sorts = query.sort
    .filter(({ by }) => by !== '')
    .map(({ by, down }) => `${by === MEASURED ? measure : named(by)}${down ? ' DESC' : ''}`);
  const having =
    query.having && measure !== '' && isWhole({ ...query.having, to: '' })
      ? tested(measure, 'number', { ...query.having, to: '' })
      : '';
  return [
    `SELECT ${shown.length > 0 ? shown.join(', ') : '*'}`,
    `FROM ${quoted(query.from)}`,
    ...query.joins.map(
      ({ table, left, right }) => `JOIN ${quoted(table)} ON ${named(left)} = ${named(right)}`,
    ),
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(query.any ? ' OR ' : ' AND ')}`] : []),
    ...(query.group === '' ? [] : [`GROUP BY ${named(query.group)}`]),
    ...(having === '' ? [] : [`HAVING ${having}`]),
    ...(sorts.length > 0 ? [`ORDER BY ${sorts.join(', ')}`] : []),
  ].join('\n');
}
