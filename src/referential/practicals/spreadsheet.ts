import { z } from 'zod';
import type { Prepare } from './component.ts';

/** What an author writes of a spreadsheet: its cells, its charts, and what must be calculated, sorted or shown. */

const text = z.string().trim().min(1);
const cell = z.string().regex(/^[A-Z][1-9]\d{0,2}$/, 'une cellule comme B2');
const range = z.string().regex(/^[A-Z][1-9]\d{0,2}(:[A-Z][1-9]\d{0,2})?$/, 'une plage comme B2:B9');
const column = z.string().regex(/^[A-Z]$/, 'une colonne comme B');
const typed = z.union([z.string().max(200), z.number()]);

const MOST_ROWS = 160;
const MOST_COLUMNS = 12;
/** More would not fit what a page may send back once everything is sorted. */
const MOST_CELLS = 900;

const config = z.strictObject({
  /** From A1, row after row. */
  rows: z
    .array(z.array(typed).max(MOST_COLUMNS, `${MOST_COLUMNS} colonnes au plus`))
    .min(1)
    .max(MOST_ROWS),
  /** Its first row names the columns: they can be sorted and filtered. */
  table: range.optional(),
  charts: z
    .array(z.strictObject({ kind: z.enum(['bars', 'line']), title: text, labels: range, values: range }))
    .max(2)
    .default([]),
  /** The cell chosen at first. */
  open: cell.default('A1'),
});

const expectation = z.union(
  [
    z.strictObject({ cell, is: typed }),
    z.strictObject({ formula: z.string().regex(/^=/, 'une formule commence par =').max(200), in: range }),
    z.strictObject({ sorted: column, order: z.enum(['up', 'down']) }),
    z.strictObject({ shown: column, values: z.array(typed).min(1).max(20) }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « cell » et « is », « formula » et « in », « sorted » et « order », « shown » et « values », ou « rest: kept »',
);

export const spreadsheetShape = { config, expect: z.array(expectation).min(1).max(12) };

export type SpreadsheetExpectation = z.infer<typeof expectation>;
type Authored = z.infer<typeof config>;

export interface SpreadsheetConfig {
  /** What is typed in each cell that isn't empty. */
  readonly cells: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
  readonly table: string | null;
  readonly charts: Authored['charts'];
  readonly open: string;
}

/** Room to write in, beside and under what is there. */
const ROOM = { columns: 2, rows: 3 };

/** The sheet as the page gets it; what falls outside of it is reported. */
export const prepareSpreadsheet: Prepare<Authored, SpreadsheetExpectation, SpreadsheetConfig> = (
  authored,
  expected,
  { fault },
) => {
  const cells: Record<string, string> = {};
  authored.rows.forEach((row, rank) => {
    row.forEach((one, place) => {
      const written = frenchNumber(one);
      if (written !== '') cells[`${String.fromCharCode(65 + place)}${rank + 1}`] = written;
    });
  });
  if (Object.keys(cells).length > MOST_CELLS) fault(`${MOST_CELLS} cellules au plus.`, ['practical', 'rows']);
  const wide = Math.max(...authored.rows.map((row) => row.length));
  const columns = Math.min(26, Math.max(6, wide + ROOM.columns));
  const rows = authored.rows.length + ROOM.rows;
  const within = (place: string, at: readonly PropertyKey[]) => {
    for (const one of place.split(':')) {
      if (one.charCodeAt(0) - 65 >= columns || Number(one.slice(1)) > rows)
        fault(`« ${one} » est hors de la feuille (jusqu'à ${String.fromCharCode(64 + columns)}${rows}).`, at);
    }
  };
  within(authored.open, ['practical', 'open']);
  if (authored.table !== undefined) within(authored.table, ['practical', 'table']);
  authored.charts.forEach(({ labels, values }, rank) => {
    within(labels, ['practical', 'charts', rank, 'labels']);
    within(values, ['practical', 'charts', rank, 'values']);
  });
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    if ('cell' in one) within(one.cell, at);
    if ('in' in one) within(one.in, at);
    const sorted = 'sorted' in one ? one.sorted : 'shown' in one ? one.shown : null;
    if (sorted === null) return;
    const [from = '', to = ''] = authored.table?.split(':') ?? [];
    if (from === '' || to === '') fault('« sorted » et « shown » demandent « table ».', at);
    else if (sorted < from.slice(0, 1) || sorted > to.slice(0, 1))
      fault(`la colonne « ${sorted} » n'est pas dans « table ».`, at);
  });
  return {
    cells,
    columns,
    rows,
    table: authored.table ?? null,
    charts: authored.charts,
    open: authored.open,
  };
};

/** As it would be typed: the decimal comma. */
export function frenchNumber(written: string | number): string {
  return typeof written === 'number' ? String(written).replace('.', ',') : written.trim();
}
