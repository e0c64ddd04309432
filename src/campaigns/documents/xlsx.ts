import { writeXlsxStream } from 'hucre/xlsx';
import { cleanText, cutText } from '../../web/clean-text.ts';
import { type Cell, type Column, type Table, wallClock } from './table.ts';

const FORMATS = { text: '@', count: '0', rate: '0%', time: 'dd/mm/yyyy hh:mm' } as const;
const WIDTHS = { text: 22, count: 14, rate: 14, time: 17 } as const;

/** A workbook of one sheet, written as its lines are read; its head stays in sight. */
export function xlsx<Line>(table: Table<Line>, sheet: string, none: string): ReadableStream<Uint8Array> {
  return writeXlsxStream(cells(table, none), {
    name: sheetName(sheet),
    columns: table.columns.map(({ head, kind }) => ({
      header: head,
      width: WIDTHS[kind],
      numFmt: FORMATS[kind],
    })),
    freezePane: { rows: 1 },
  });
}

async function* cells<Line>({ columns, batches }: Table<Line>, none: string) {
  for await (const batch of batches) {
    for (const line of batch) yield columns.map((column) => cellOf(column, line) ?? none);
  }
}

function cellOf<Line>({ cell }: Column<Line>, line: Line): Cell {
  const value = cell(line);
  if (typeof value === 'string') return cleanText(value).replace(/[\ufffe\uffff]/g, '');
  // A workbook's times have no zone: the clocks of Paris, written as if they were universal.
  return value instanceof Date ? new Date(`${wallClock(value).join('T')}Z`) : value;
}

/** What Excel takes: under 32 signs, none of these. */
function sheetName(text: string): string {
  return cutText(cleanText(text).replace(/[\s\\/?*[\]:']+/g, ' '), 31).trim() || 'Palier';
}
