import { OOXML_LINKS, ooxml, type Part } from './ooxml.ts';
import { FORMATS, type PropertiesFile, type SheetFile } from './shape.ts';
import { formulaFor } from './sheet-formula.ts';
import { addressOf, type Grid, type GridCell, gridsOf } from './sheet-grid.ts';
import { el, type Xml } from './xml.ts';

const MAIN = { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' };

/** The numbers of the formats that are built in (ECMA-376 part 1, § 18.8.30), and ours from 164 on. */
const NUMBERS: Readonly<Record<(typeof FORMATS)[number], number>> = {
  general: 0,
  text: 49,
  whole: 1,
  tenths: 164,
  cents: 2,
  thousands: 3,
  euros: 165,
  percent: 9,
  'tenths-percent': 166,
  date: 167,
  time: 168,
};
const OWN = [
  [164, '0.0'],
  [165, '#,##0.00\\ "€"'],
  [166, '0.0%'],
  [167, 'dd/mm/yyyy'],
  [168, 'hh:mm'],
] as const;

/** A workbook of Excel and others (ECMA-376). */
export function xlsx(sheets: readonly SheetFile[], properties: PropertiesFile | undefined): Buffer {
  const grids = gridsOf(sheets);
  const active = Math.max(
    0,
    grids.findIndex(({ hidden }) => !hidden),
  );
  const workbook = el(
    'workbook',
    { ...MAIN, ...OOXML_LINKS },
    el('bookViews', {}, el('workbookView', { activeTab: active })),
    el(
      'sheets',
      {},
      ...grids.map(({ name, hidden }, rank) =>
        el('sheet', {
          name,
          sheetId: rank + 1,
          state: hidden ? 'hidden' : undefined,
          'r:id': `rId${rank + 1}`,
        }),
      ),
    ),
    el('calcPr', { fullCalcOnLoad: 1 }),
  );
  return ooxml(
    [
      { name: 'xl/workbook.xml', type: 'spreadsheetml.sheet.main', root: workbook },
      ...grids.map(
        (grid, rank): Part => ({
          name: `xl/worksheets/sheet${rank + 1}.xml`,
          type: 'spreadsheetml.worksheet',
          root: worksheet(grid, rank === active),
          link: { id: `rId${rank + 1}`, kind: 'worksheet' },
        }),
      ),
      {
        name: 'xl/styles.xml',
        type: 'spreadsheetml.styles',
        root: styles(),
        link: { id: 'rIdS', kind: 'styles' },
      },
    ],
    properties,
  );
}

function worksheet({ columns, rows, hiddenRows }: Grid, active: boolean): Xml {
  return el(
    'worksheet',
    MAIN,
    el('sheetViews', {}, el('sheetView', { tabSelected: active ? 1 : undefined, workbookViewId: 0 })),
    ...(columns.length === 0
      ? []
      : [
          el(
            'cols',
            {},
            ...columns.map(({ width, hidden }, at) =>
              el('col', { min: at + 1, max: at + 1, width, customWidth: 1, hidden: hidden ? 1 : undefined }),
            ),
          ),
        ]),
    el(
      'sheetData',
      {},
      ...rows.map((row, rank) =>
        el(
          'row',
          { r: rank + 1, hidden: hiddenRows.has(rank) ? 1 : undefined },
          ...row.flatMap((cell, column) => (cell ? [cellOf(cell, addressOf(column, rank))] : [])),
        ),
      ),
    ),
  );
}

function cellOf({ value, format, bold, formula }: GridCell, r: string): Xml {
  const s = FORMATS.indexOf(format) * 2 + (bold ? 1 : 0);
  if (formula !== null) {
    const kind = typeof value === 'string' ? 'str' : undefined;
    return el('c', { r, s, t: kind }, el('f', {}, formulaFor('xlsx', formula)), el('v', {}, String(value)));
  }
  if (typeof value === 'number') return el('c', { r, s }, el('v', {}, String(value)));
  if (typeof value === 'boolean') return el('c', { r, s, t: 'b' }, el('v', {}, value ? '1' : '0'));
  return el('c', { r, s, t: 'inlineStr' }, el('is', {}, el('t', { 'xml:space': 'preserve' }, value)));
}

/** Two looks for each format, in order: plain, then bold. */
function styles(): Xml {
  const font = (bold: boolean) =>
    el('font', {}, ...(bold ? [el('b')] : []), el('sz', { val: 11 }), el('name', { val: 'Calibri' }));
  const looks = FORMATS.flatMap((format) =>
    [0, 1].map((fontId) =>
      el('xf', {
        numFmtId: NUMBERS[format],
        fontId,
        fillId: 0,
        borderId: 0,
        xfId: 0,
        applyNumberFormat: 1,
        applyFont: 1,
      }),
    ),
  );
  const fill = (kind: string) => el('fill', {}, el('patternFill', { patternType: kind }));
  return el(
    'styleSheet',
    MAIN,
    el(
      'numFmts',
      { count: OWN.length },
      ...OWN.map(([numFmtId, formatCode]) => el('numFmt', { numFmtId, formatCode })),
    ),
    el('fonts', { count: 2 }, font(false), font(true)),
    el('fills', { count: 2 }, fill('none'), fill('gray125')),
    el(
      'borders',
      { count: 1 },
      el('border', {}, el('left'), el('right'), el('top'), el('bottom'), el('diagonal')),
    ),
    el('cellStyleXfs', { count: 1 }, el('xf', { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 })),
    el('cellXfs', { count: looks.length }, ...looks),
  );
}
