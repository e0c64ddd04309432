import { GenerationError } from '../generate/value.ts';
import type { CellFile, CellFormat, SheetFile } from './shape.ts';
import { sheetsIn } from './sheet-formula.ts';

/** A cell as both kinds of spreadsheet write it. */
export interface GridCell {
  /** Of a date, its day's number (1 is 31 December 1899); of a time, its part of a day. */
  readonly value: number | string | boolean;
  readonly format: CellFormat;
  readonly bold: boolean;
  /** In French, with its « = ». */
  readonly formula: string | null;
}

export interface Grid {
  readonly name: string;
  readonly hidden: boolean;
  readonly columns: readonly { readonly width: number; readonly hidden: boolean }[];
  /** Row after row; null: an empty cell. Every row has as many as there are columns. */
  readonly rows: readonly (readonly (GridCell | null)[])[];
  /** Ranks of rows not shown, from 0. */
  readonly hiddenRows: ReadonlySet<number>;
}

/** The sheets that an author describes. @throws GenerationError where a value or a formula does not suit them. */
export function gridsOf(sheets: readonly SheetFile[]): Grid[] {
  const names = new Set(sheets.map(({ name }) => name.toLowerCase()));
  const grids = sheets.map(gridOf);
  for (const { formula } of grids.flatMap(({ rows }) => rows.flat()).flatMap((cell) => cell ?? [])) {
    const absent =
      formula === null ? undefined : sheetsIn(formula).find((name) => !names.has(name.toLowerCase()));
    if (absent !== undefined)
      throw new GenerationError(`formule « ${formula} » : pas de feuille « ${absent} ».`);
  }
  return grids;
}

function gridOf({ name, hidden, columns, rows, cells, hiddenRows }: SheetFile): Grid {
  const titled = columns.some(({ title }) => title !== undefined);
  const head = titled
    ? [
        columns.map(({ title }) =>
          title === undefined ? null : made({ value: title, format: 'text', bold: true }, 'text'),
        ),
      ]
    : [];
  const body = rows.map((row) => {
    const line: readonly (CellFile | undefined)[] = Array.isArray(row)
      ? row
      : columns.map(({ from }) => pick(row, from));
    return line.map((cell, at) => (isEmpty(cell) ? null : made(cell, columns[at]?.format ?? 'general')));
  });
  const grid: (GridCell | null)[][] = [...head, ...body];
  for (const [address, cell] of Object.entries(cells)) {
    const [column, row] = placeOf(address);
    while (grid.length <= row) grid.push([]);
    const line = grid[row] ?? [];
    while (line.length <= column) line.push(null);
    if (!isEmpty(cell)) line[column] = made(cell, columns[column]?.format ?? 'general');
  }
  const wide = Math.max(columns.length, ...grid.map((row) => row.length));
  return {
    name,
    hidden,
    columns: Array.from({ length: wide }, (_, at) => ({
      width: columns[at]?.width ?? widthOf(grid.map((row) => row[at] ?? null)),
      hidden: columns[at]?.hidden ?? false,
    })),
    rows: grid.map((row) => Array.from({ length: wide }, (_, at) => row[at] ?? null)),
    hiddenRows: new Set(hiddenRows.map((rank) => rank - 1)),
  };
}

function pick(row: Readonly<Record<string, CellFile>>, from: string | undefined): CellFile | undefined {
  if (from === undefined) return undefined;
  if (!(from in row)) throw new GenerationError(`« from » : pas de colonne « ${from} ».`);
  return row[from];
}

function isEmpty(cell: CellFile | undefined): cell is undefined {
  return cell === undefined || cell === '';
}

function made(cell: CellFile, format: CellFormat): GridCell {
  if (typeof cell !== 'object') return { value: stored(cell, format), format, bold: false, formula: null };
  const own = cell.format ?? format;
  const value = stored(cell.value, own);
  if ('formula' in cell) return { value, format: own, bold: false, formula: cell.formula };
  return { value, format: own, bold: cell.bold, formula: null };
}

/** Excel takes a longer text for a damaged file. */
const LONGEST = 32_767;

function stored(value: number | string | boolean, format: CellFormat): number | string | boolean {
  if (typeof value === 'string' && value.length > LONGEST)
    throw new GenerationError(`une cellule ne garde pas plus de ${LONGEST} signes.`);
  if (format === 'text') return String(value).replace('.', typeof value === 'number' ? ',' : '.');
  if (format === 'general' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (format === 'date') return known(value, value >= FIRST_DAY && value < LAST_DAY, value);
    return format === 'time' ? known(value / 1440, value >= 0 && value < 1440, value) : value;
  }
  const number = format === 'date' ? dayNumber(value) : format === 'time' ? dayPart(value) : null;
  // A title, or a word where a figure is missing, stays as it is told.
  return number ?? value;
}

/** 1 March 1900: before it, programs count days each in its way, or not at all. 1 January 2100 is too far. */
const FIRST_DAY = 61;
const LAST_DAY = 73_051;

/** 2026-03-05 is 46086. */
function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  const day = exists ? time / 86_400_000 + 25_569 : Number.NaN;
  return known(day, day >= FIRST_DAY && day < LAST_DAY, text);
}

function dayPart(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hours === undefined) return null;
  const time = Number(hours) * 60 + Number(minutes);
  return known(time / 1440, time < 1440 && Number(minutes) < 60, text);
}

function known(value: number, isKnown: boolean, told: number | string): number {
  if (isKnown) return value;
  throw new GenerationError(
    `« ${told} » : un tableur ne garde qu'une date qui existe, du 1er mars 1900 à 2099, et une heure du jour.`,
  );
}

/** `B12` is [1, 11]. */
function placeOf(address: string): [column: number, row: number] {
  const [, letters = '', row] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  return [[...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, Number(row) - 1];
}

/** [1, 11] is `B12`. */
export function addressOf(column: number, row: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return `${column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))}${letter}${row + 1}`;
}

/** In letters of the usual size. */
function widthOf(cells: readonly (GridCell | null)[]): number {
  const longest = Math.max(6, ...cells.map((cell) => lengthOf(cell)));
  return Math.min(45, longest + 2);
}

function lengthOf(cell: GridCell | null): number {
  if (cell === null) return 0;
  if (cell.format === 'date') return 10;
  return cell.format === 'time' ? 5 : String(cell.value).length;
}
