import { z } from 'zod';
import {
  frenchNumber,
  type SpreadsheetConfig,
  type SpreadsheetExpectation,
} from '../../referential/practicals/spreadsheet.ts';
import type { Component } from './component.ts';
import {
  addressOf,
  cellsOf,
  copied,
  isFault,
  orderOf,
  placeOf,
  readTyped,
  show,
  type Value,
  valuesOf,
} from './spreadsheet-formula.ts';

const address = z.string().regex(/^[A-Z][1-9]\d{0,2}$/);

/** `cells`: what was typed where it differs from the start; `filters`: by column, the values that stay shown. */
export const reachedSpreadsheet = z.strictObject({
  cells: z.record(address, z.string().max(300)).refine((cells) => Object.keys(cells).length <= 2000),
  filters: z.record(z.string().regex(/^[A-Z]$/), z.array(z.string().max(200)).max(200)),
});

export type ReachedSpreadsheet = z.infer<typeof reachedSpreadsheet>;

type Cells = Readonly<Record<string, string>>;

export const spreadsheet: Component<SpreadsheetConfig, SpreadsheetExpectation, ReachedSpreadsheet> = {
  reached: reachedSpreadsheet,
  initial: () => ({ cells: {}, filters: {} }),
  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),
  solve: (config, expected) =>
    expected.reduce<ReachedSpreadsheet>(
      (state, one) => bring(config, state, one),
      spreadsheet.initial(config),
    ),
};

function verdict(
  config: SpreadsheetConfig,
  all: readonly SpreadsheetExpectation[],
  one: SpreadsheetExpectation,
  reached: ReachedSpreadsheet,
): { right: boolean; found: readonly string[] } {
  const cells: Cells = { ...config.cells, ...reached.cells };
  if ('cell' in one) {
    const value = valuesOf((at) => cells[at] ?? '')(one.cell);
    return {
      right: isSame(value, readTyped(frenchNumber(one.is))),
      found: value === '' ? [] : [show(value)],
    };
  }
  if ('formula' in one) {
    const wrong = wrongFormulas(config, all, one, reached.cells);
    return { right: wrong.length === 0, found: wrong };
  }
  if ('sorted' in one) {
    const rows = bodyOf(config, cells);
    const values = rows.map((row) => row[one.sorted] ?? '');
    const ordered = values.every((value, rank) => {
      const before = values[rank - 1];
      if (before === undefined) return true;
      const order = orderOf(before, value);
      return one.order === 'up' ? order <= 0 : order >= 0;
    });
    const whole = isSameRows(rows, bodyOf(config, config.cells));
    return { right: ordered && whole, found: values.slice(0, 4).map(show) };
  }
  if ('shown' in one) {
    const seen = shownRows(config, cells, reached.filters).map((row) => show(row[one.shown] ?? ''));
    const wanted = one.values.map((value) => show(readTyped(frenchNumber(value))));
    const asked = bodyOf(config, cells).filter((row) => wanted.includes(show(row[one.shown] ?? '')));
    const right = seen.length === asked.length && seen.every((value) => wanted.includes(value));
    return { right, found: [...new Set(seen)].slice(0, 6) };
  }
  const free = new Set(
    all.flatMap((other) => {
      if ('cell' in other) return [other.cell];
      if ('in' in other) return cellsOf(other.in);
      return 'sorted' in other && config.table ? cellsOf(config.table) : [];
    }),
  );
  const changed = Object.entries(reached.cells).flatMap(([at, typed]) =>
    free.has(at) || typed.trim() === (config.cells[at] ?? '') ? [] : [at],
  );
  return { right: changed.length === 0, found: changed.slice(0, 6) };
}

/** Changes of the numbers of a sheet, under which a formula must still say what is right. */
const OTHERWISE: readonly ((number: number, rank: number) => number)[] = [
  (number) => number,
  (number) => number + 1,
  (number) => number - 1,
  (number, rank) => number * 2 + rank,
  (number, rank) => Math.max(0, number - 3 - (rank % 5)),
];

/** The cells that hold no formula, or one that says otherwise than the author's once numbers change. */
function wrongFormulas(
  config: SpreadsheetConfig,
  all: readonly SpreadsheetExpectation[],
  { in: range }: { readonly in: string },
  typed: Cells,
): string[] {
  const wanted: Record<string, string> = {};
  for (const other of all) {
    if ('formula' in other) Object.assign(wanted, spread(other.formula, other.in));
  }
  const wrong = new Set(
    cellsOf(range).filter((at) => !(typed[at] ?? config.cells[at] ?? '').startsWith('=')),
  );
  for (const change of OTHERWISE) {
    const inputs = Object.entries(config.cells).map(([at, text], rank) => {
      const value = readTyped(text);
      return [at, typeof value === 'number' ? frenchNumber(change(value, rank)) : text] as const;
    });
    const start: Cells = Object.fromEntries(inputs);
    const given = valuesOf((at) => typed[at] ?? start[at] ?? '');
    const right = valuesOf((at) => wanted[at] ?? start[at] ?? '');
    for (const at of cellsOf(range)) if (!isSame(given(at), right(at))) wrong.add(at);
  }
  return cellsOf(range).filter((at) => wrong.has(at));
}

function spread(formula: string, range: string): Record<string, string> {
  const [first, ...others] = cellsOf(range);
  const from = placeOf(first ?? '');
  if (!first || !from) return {};
  return Object.fromEntries([
    [first, formula],
    ...others.flatMap((at) => {
      const to = placeOf(at);
      return to ? [[at, copied(formula, to.column - from.column, to.row - from.row)]] : [];
    }),
  ]);
}

function isSame(one: Value, other: Value): boolean {
  if (isFault(one) || isFault(other)) return isFault(one) && isFault(other) && one.fault === other.fault;
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
  return typeof one === typeof other && show(one).trim().toLowerCase() === show(other).trim().toLowerCase();
}

type Row = Readonly<Record<string, Value>>;

/** The rows of the table under its first, by column. */
function bodyOf({ table }: SpreadsheetConfig, cells: Cells): Row[] {
  const [from, to] = (table ?? '').split(':').map(placeOf);
  if (!from || !to) return [];
  const valueAt = valuesOf((at) => cells[at] ?? '');
  return Array.from({ length: to.row - from.row }, (_, rank) =>
    Object.fromEntries(
      Array.from({ length: to.column - from.column + 1 }, (__, place) => {
        const at = addressOf(from.column + place, from.row + 1 + rank);
        return [at.slice(0, 1), valueAt(at)];
      }),
    ),
  );
}

function shownRows(config: SpreadsheetConfig, cells: Cells, filters: ReachedSpreadsheet['filters']): Row[] {
  return bodyOf(config, cells).filter((row) =>
    Object.entries(filters).every(([column, kept]) => kept.includes(show(row[column] ?? ''))),
  );
}

function isSameRows(rows: readonly Row[], others: readonly Row[]): boolean {
  const written = (list: readonly Row[]) => list.map((row) => JSON.stringify(row)).sort();
  return JSON.stringify(written(rows)) === JSON.stringify(written(others));
}

function bring(
  config: SpreadsheetConfig,
  state: ReachedSpreadsheet,
  one: SpreadsheetExpectation,
): ReachedSpreadsheet {
  if ('cell' in one) return { ...state, cells: { ...state.cells, [one.cell]: frenchNumber(one.is) } };
  if ('formula' in one) return { ...state, cells: { ...state.cells, ...spread(one.formula, one.in) } };
  if ('shown' in one) {
    const kept = one.values.map((value) => show(readTyped(frenchNumber(value))));
    return { ...state, filters: { ...state.filters, [one.shown]: kept } };
  }
  const [from] = (config.table ?? '').split(':').map(placeOf);
  if (!('sorted' in one) || !from) return state;
  const rows = bodyOf(config, { ...config.cells, ...state.cells }).sort((a, b) => {
    const order = orderOf(a[one.sorted] ?? '', b[one.sorted] ?? '');
    return one.order === 'up' ? order : -order;
  });
  const cells = rows.flatMap((row, rank) =>
    Object.entries(row).map(([column, value]) => [`${column}${from.row + 2 + rank}`, show(value)]),
  );
  return { ...state, cells: { ...state.cells, ...Object.fromEntries(cells) } };
}
