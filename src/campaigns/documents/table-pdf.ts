import { setImmediate } from 'node:timers/promises';
import { BOTTOM, LINE, MARGIN, type Pdf, SOFT, type Style } from './pdf.ts';

/** A column of a printed table, in points; without a head, one where rows only draw. */
export interface PdfColumn {
  readonly head: string;
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export interface PdfRow {
  readonly cells: readonly string[];
  /** A row that others follow: bold, and never alone at the foot of a page. */
  readonly leads?: boolean;
  /** Drawn beside the words, which tell the same. */
  readonly draw?: (top: number, lefts: readonly number[]) => void;
}

const SIZE = 9.5;
const GAP = 10;
const PADDING = 4;

/** A table that goes on over pages, its heads on each; others are served between two pages. @returns where it ends. */
export async function drawTable(
  pdf: Pdf,
  columns: readonly PdfColumn[],
  rows: readonly PdfRow[],
  from: number,
): Promise<number> {
  const lefts = columns.map((_, place) =>
    columns.slice(0, place).reduce((left, { width }) => left + width, MARGIN),
  );
  const table = pdf.group(pdf.root, 'Table');
  // The same few words stand in most cells, and measuring is what takes time.
  const heights = new Map<string, number>();
  let y = drawHeads(from);
  for (const row of rows) {
    const tall = heightOf(row);
    if (y + tall + (row.leads ? tall : 0) > BOTTOM) {
      await setImmediate();
      pdf.doc.addPage();
      y = drawHeads(MARGIN, true);
    }
    drawRow(row, y, y + tall);
    y += tall;
  }
  table.end();
  return y;

  function drawHeads(top: number, again = false): number {
    const heads = { cells: columns.map(({ head }) => head), leads: true };
    const end = top + heightOf(heads);
    // Said once to who listens: on the next pages, the heads are only drawn.
    if (again) {
      pdf.decorate(() => {
        for (const [place, words] of heads.cells.entries())
          pdf.place(words, { ...styleOf(place, top, true), colour: SOFT });
      });
    } else {
      const element = pdf.group(table, 'TR');
      for (const [place, words] of heads.cells.entries())
        if (words)
          pdf.write(
            element,
            'TH',
            words,
            { ...styleOf(place, top, true), colour: SOFT },
            { scope: 'Column' },
          );
      element.end();
    }
    rule(end);
    return end;
  }

  function drawRow({ cells, leads = false, draw }: PdfRow, top: number, end: number): void {
    const element = pdf.group(table, 'TR');
    for (const [place, words] of cells.entries()) {
      if (columns[place]?.head === '') continue;
      const role = place === 0 ? 'TH' : 'TD';
      pdf.write(element, role, words, styleOf(place, top, leads), place === 0 ? { scope: 'Row' } : {});
    }
    element.end();
    if (draw) pdf.decorate(() => draw(top + PADDING, lefts));
    rule(end);
  }

  function rule(y: number): void {
    pdf.decorate(() => {
      pdf.doc.moveTo(MARGIN, y).lineTo(MARGIN + columns.reduce((sum, { width }) => sum + width, 0), y);
      pdf.doc.lineWidth(0.5).stroke(LINE);
    });
  }

  function styleOf(place: number, top: number, bold: boolean): Style {
    const { width = 0, align } = columns[place] ?? {};
    return {
      x: lefts[place] ?? MARGIN,
      y: top + PADDING,
      width: width - GAP,
      size: SIZE,
      face: bold ? 'bold' : 'text',
      ...(align && { align }),
    };
  }

  function heightOf({ cells, leads = false }: PdfRow): number {
    const tall = cells.map((words, place) => {
      const key = `${place} ${leads} ${words}`;
      const height = heights.get(key) ?? pdf.height(words || ' ', styleOf(place, 0, leads));
      heights.set(key, height);
      return height;
    });
    return Math.max(...tall) + 2 * PADDING - 1;
  }
}
