import { ODF_NAMES, openDocument, spaced } from './opendocument.ts';
import { type CellFormat, FORMATS, type PropertiesFile, type SheetFile } from './shape.ts';
import { formulaFor } from './sheet-formula.ts';
import { type Grid, type GridCell, gridsOf } from './sheet-grid.ts';
import { el, type Xml } from './xml.ts';

/** A spreadsheet of LibreOffice and others (ODF 1.3). */
export function ods(sheets: readonly SheetFile[], properties: PropertiesFile | undefined): Buffer {
  const grids = gridsOf(sheets);
  const widths = [...new Set(grids.flatMap(({ columns }) => columns.map(({ width }) => width)))];
  const content = el(
    'office:document-content',
    ODF_NAMES,
    el(
      'office:automatic-styles',
      {},
      ...FORMATS.flatMap((format) => numberStyle(format)),
      ...FORMATS.flatMap((format) => [false, true].map((bold) => cellStyle(format, bold))),
      ...widths.map((width, rank) =>
        el(
          'style:style',
          { 'style:name': `w${rank}`, 'style:family': 'table-column' },
          el('style:table-column-properties', { 'style:column-width': `${(width * 0.2).toFixed(2)}cm` }),
        ),
      ),
      ...[true, false].map((shown) =>
        el(
          'style:style',
          {
            'style:name': shown ? 'shown' : 'hidden',
            'style:family': 'table',
            'style:master-page-name': 'Default',
          },
          el('style:table-properties', { 'table:display': String(shown) }),
        ),
      ),
    ),
    el('office:body', {}, el('office:spreadsheet', {}, ...grids.map((grid) => table(grid, widths)))),
  );
  return openDocument('spreadsheet', { content, styles: pageStyles() }, properties);
}

function pageStyles(): Xml {
  return el(
    'office:document-styles',
    ODF_NAMES,
    el(
      'office:styles',
      {},
      el(
        'style:default-style',
        { 'style:family': 'table-cell' },
        el('style:text-properties', { 'fo:language': 'fr', 'fo:country': 'FR', 'fo:font-size': '10pt' }),
      ),
    ),
    el('office:automatic-styles', {}, el('style:page-layout', { 'style:name': 'page' })),
    el(
      'office:master-styles',
      {},
      el('style:master-page', { 'style:name': 'Default', 'style:page-layout-name': 'page' }),
    ),
  );
}

const look = (format: CellFormat, bold: boolean) => `${bold ? 'b' : 'c'}-${format}`;

function cellStyle(format: CellFormat, bold: boolean): Xml {
  return el(
    'style:style',
    {
      'style:name': look(format, bold),
      'style:family': 'table-cell',
      'style:data-style-name': format === 'general' ? undefined : `n-${format}`,
    },
    ...(bold ? [el('style:text-properties', { 'fo:font-weight': 'bold' })] : []),
  );
}

/** How a format writes its numbers (ODF 1.3 part 3, § 16.29). */
function numberStyle(format: CellFormat): Xml[] {
  const named = { 'style:name': `n-${format}`, 'number:language': 'fr', 'number:country': 'FR' };
  const number = (decimals: number, grouping = false) =>
    el('number:number', {
      'number:decimal-places': decimals,
      'number:min-decimal-places': decimals,
      'number:min-integer-digits': 1,
      'number:grouping': grouping ? 'true' : undefined,
    });
  const text = (words: string) => el('number:text', {}, words);
  const long = { 'number:style': 'long' };
  switch (format) {
    case 'general':
      return [];
    case 'text':
      return [el('number:text-style', named, el('number:text-content'))];
    case 'percent':
    case 'tenths-percent':
      return [el('number:percentage-style', named, number(format === 'percent' ? 0 : 1), text('%'))];
    case 'euros':
      return [
        el(
          'number:currency-style',
          named,
          number(2, true),
          text('\u00a0'),
          el('number:currency-symbol', { 'number:language': 'fr', 'number:country': 'FR' }, '€'),
        ),
      ];
    case 'date':
      return [
        el(
          'number:date-style',
          named,
          el('number:day', long),
          text('/'),
          el('number:month', long),
          text('/'),
          el('number:year', long),
        ),
      ];
    case 'time':
      return [
        el('number:time-style', named, el('number:hours', long), text(':'), el('number:minutes', long)),
      ];
    default:
      return [
        el(
          'number:number-style',
          named,
          number({ whole: 0, tenths: 1, cents: 2, thousands: 0 }[format], format === 'thousands'),
        ),
      ];
  }
}

function table({ name, hidden, columns, rows, hiddenRows }: Grid, widths: readonly number[]): Xml {
  return el(
    'table:table',
    { 'table:name': name, 'table:style-name': hidden ? 'hidden' : 'shown' },
    ...(columns.length === 0 ? [{ width: 0, hidden: false }] : columns).map((column) =>
      el('table:table-column', {
        'table:style-name': column.width > 0 ? `w${widths.indexOf(column.width)}` : undefined,
        'table:visibility': column.hidden ? 'collapse' : undefined,
      }),
    ),
    ...(rows.length === 0 ? [[null]] : rows).map((row, rank) =>
      el(
        'table:table-row',
        { 'table:visibility': hiddenRows.has(rank) ? 'collapse' : undefined },
        ...row.map((cell) => (cell ? cellOf(cell) : el('table:table-cell'))),
      ),
    ),
  );
}

function cellOf({ value, format, bold, formula }: GridCell): Xml {
  const common = {
    'table:style-name': look(format, bold),
    'table:formula': formula === null ? undefined : formulaFor('ods', formula),
  };
  if (typeof value === 'string') {
    const lines = value.split('\n').map((line) => el('text:p', {}, ...spaced(line)));
    return el('table:table-cell', { ...common, 'office:value-type': 'string' }, ...lines);
  }
  return el('table:table-cell', { ...common, ...typed(value, format) });
}

function typed(value: GridCell['value'], format: CellFormat): Record<string, string> {
  if (typeof value === 'boolean')
    return { 'office:value-type': 'boolean', 'office:boolean-value': String(value) };
  const number = Number(value);
  switch (format) {
    case 'date':
      return {
        'office:value-type': 'date',
        'office:date-value': new Date((number - 25_569) * 86_400_000).toISOString().slice(0, 10),
      };
    case 'time': {
      const minutes = Math.round(number * 1440);
      const two = (part: number) => String(part).padStart(2, '0');
      return {
        'office:value-type': 'time',
        'office:time-value': `PT${two(Math.floor(minutes / 60))}H${two(minutes % 60)}M00S`,
      };
    }
    case 'euros':
      return { 'office:value-type': 'currency', 'office:currency': 'EUR', 'office:value': String(number) };
    case 'percent':
    case 'tenths-percent':
      return { 'office:value-type': 'percentage', 'office:value': String(number) };
    default:
      return { 'office:value-type': 'float', 'office:value': String(number) };
  }
}
