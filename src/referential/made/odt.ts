import { ODF_NAMES, openDocument, spaced } from './opendocument.ts';
import { type Block, blocksOf, type Part, type Piece } from './paragraphs.ts';
import type { BlockFile, PropertiesFile } from './shape.ts';
import { all, el, type Xml } from './xml.ts';

/** A text document of LibreOffice and others (ODF 1.3), its changes tracked and its comments signed. */
export function odt(blocks: readonly BlockFile[], properties: PropertiesFile | undefined): Buffer {
  const told: Told = { changes: [], comments: 0 };
  const tables: string[] = [];
  const body = blocksOf(blocks).map((block, rank, every) =>
    blockOf(block, every[rank - 1]?.kind === 'break', told, tables),
  );
  const tracked = told.changes.length === 0 ? [] : [el('text:tracked-changes', {}, ...told.changes)];
  const content = el(
    'office:document-content',
    ODF_NAMES,
    el(
      'office:automatic-styles',
      {},
      textStyle('B', { 'fo:font-weight': 'bold' }),
      textStyle('I', { 'fo:font-style': 'italic' }),
      ...['Standard', 'Title', ...LEVELS.map(headingName)].map((parent) =>
        el(
          'style:style',
          { 'style:name': `break-${parent}`, 'style:family': 'paragraph', 'style:parent-style-name': parent },
          el('style:paragraph-properties', { 'fo:break-before': 'page' }),
        ),
      ),
      ...[false, true].map(listStyle),
      el(
        'style:style',
        { 'style:name': 'cell', 'style:family': 'table-cell' },
        el('style:table-cell-properties', { 'fo:border': '0.5pt solid #000000', 'fo:padding': '0.1cm' }),
      ),
    ),
    el('office:body', {}, el('office:text', {}, ...tracked, ...body)),
  );
  return openDocument('text', { content, styles: namedStyles() }, properties);
}

interface Told {
  readonly changes: Xml[];
  comments: number;
}

const LEVELS = [1, 2, 3, 4];
const SIZES = [18, 15, 13, 12];
const headingName = (level: number) => `Heading_20_${level}`;

function textStyle(name: string, look: Record<string, string>): Xml {
  return el('style:style', { 'style:name': name, 'style:family': 'text' }, el('style:text-properties', look));
}

function listStyle(ordered: boolean): Xml {
  const level = ordered
    ? el(
        'text:list-level-style-number',
        { 'text:level': 1, 'style:num-format': '1', 'style:num-suffix': '.' },
        spacing(),
      )
    : el('text:list-level-style-bullet', { 'text:level': 1, 'text:bullet-char': '•' }, spacing());
  return el('text:list-style', { 'style:name': ordered ? 'numbers' : 'bullets' }, level);
}

function spacing(): Xml {
  return el('style:list-level-properties', { 'text:space-before': '0.6cm', 'text:min-label-width': '0.6cm' });
}

function namedStyles(): Xml {
  const paragraph = (name: string, attributes: Record<string, string>, size: number, bold: boolean) =>
    el(
      'style:style',
      { 'style:name': name, 'style:family': 'paragraph', ...attributes },
      el('style:paragraph-properties', {
        'fo:margin-top': '0.2cm',
        'fo:margin-bottom': '0.2cm',
        // A heading never ends a page.
        'fo:keep-with-next': bold ? 'always' : undefined,
      }),
      el('style:text-properties', {
        'fo:font-size': `${size}pt`,
        'fo:font-weight': bold ? 'bold' : undefined,
      }),
    );
  return el(
    'office:document-styles',
    ODF_NAMES,
    el(
      'office:styles',
      {},
      el(
        'style:default-style',
        { 'style:family': 'paragraph' },
        el('style:text-properties', { 'fo:language': 'fr', 'fo:country': 'FR', 'fo:font-size': '12pt' }),
      ),
      paragraph('Standard', { 'style:class': 'text' }, 12, false),
      paragraph('Title', { 'style:parent-style-name': 'Standard', 'style:class': 'chapter' }, 24, true),
      ...LEVELS.map((level) =>
        paragraph(
          headingName(level),
          {
            'style:display-name': `Heading ${level}`,
            'style:parent-style-name': 'Standard',
            'style:default-outline-level': String(level),
            'style:class': 'text',
          },
          SIZES[level - 1] ?? 12,
          true,
        ),
      ),
    ),
    el(
      'office:automatic-styles',
      {},
      el(
        'style:page-layout',
        { 'style:name': 'page' },
        el('style:page-layout-properties', {
          'fo:page-width': '21cm',
          'fo:page-height': '29.7cm',
          'fo:margin-top': '2cm',
          'fo:margin-bottom': '2cm',
          'fo:margin-left': '2cm',
          'fo:margin-right': '2cm',
        }),
      ),
    ),
    el(
      'office:master-styles',
      {},
      el('style:master-page', { 'style:name': 'Standard', 'style:page-layout-name': 'page' }),
    ),
  );
}

function blockOf(block: Block, broken: boolean, told: Told, tables: string[]): Xml {
  const style = (name: string) => ({ 'text:style-name': broken ? `break-${name}` : name });
  switch (block.kind) {
    // The next block begins a page.
    case 'break':
      return all([]);
    case 'title':
    case 'paragraph':
      return el(
        'text:p',
        style(block.kind === 'title' ? 'Title' : 'Standard'),
        ...written(block.parts, told),
      );
    case 'heading':
      return el(
        'text:h',
        { ...style(headingName(block.level)), 'text:outline-level': block.level },
        ...written(block.parts, told),
      );
    case 'list':
      return el(
        'text:list',
        { 'text:style-name': block.ordered ? 'numbers' : 'bullets' },
        ...block.items.map((item, rank) =>
          el(
            'text:list-item',
            {},
            el('text:p', rank === 0 ? style('Standard') : { 'text:style-name': 'Standard' }, ...pieces(item)),
          ),
        ),
      );
    case 'table':
      return all([...(broken ? [el('text:p', style('Standard'))] : []), tableOf(block.rows, tables)]);
  }
}

function tableOf(rows: Extract<Block, { kind: 'table' }>['rows'], tables: string[]): Xml {
  tables.push('');
  const wide = Math.max(...rows.map((row) => row.length));
  const line = (row: (typeof rows)[number], bold: boolean) =>
    el(
      'table:table-row',
      {},
      ...Array.from({ length: wide }, (_, at) =>
        el(
          'table:table-cell',
          { 'table:style-name': 'cell', 'office:value-type': 'string' },
          el(
            'text:p',
            { 'text:style-name': 'Standard' },
            ...pieces((row[at] ?? []).map((one) => (bold ? { ...one, bold } : one))),
          ),
        ),
      ),
    );
  const [head, ...rest] = rows;
  return el(
    'table:table',
    { 'table:name': `Tableau${tables.length}` },
    el('table:table-column', { 'table:number-columns-repeated': wide }),
    ...(head ? [el('table:table-header-rows', {}, line(head, true))] : []),
    ...rest.map((row) => line(row, false)),
  );
}

function written(parts: readonly Part[], told: Told): Xml[] {
  return parts.flatMap((part) => {
    const inside = pieces(part.pieces);
    if (part.kind === 'commented') {
      told.comments += 1;
      const name = { 'office:name': `c${told.comments}` };
      const note = el('office:annotation', name, ...signature(part.by), el('text:p', {}, part.comment));
      return [note, ...inside, el('office:annotation-end', name)];
    }
    if (part.by === null) return inside;
    const id = `ct${told.changes.length + 1}`;
    const info = el('office:change-info', {}, ...signature(part.by));
    const isGone = part.kind === 'deleted';
    const change = isGone
      ? el('text:deletion', {}, info, el('text:p', { 'text:style-name': 'Standard' }, ...inside))
      : el('text:insertion', {}, info);
    told.changes.push(el('text:changed-region', { 'xml:id': id, 'text:id': id }, change));
    const mark = { 'text:change-id': id };
    return isGone
      ? [el('text:change', mark)]
      : [el('text:change-start', mark), ...inside, el('text:change-end', mark)];
  });
}

function signature({ by, on }: { readonly by: string; readonly on: string }): Xml[] {
  return [el('dc:creator', {}, by), el('dc:date', {}, on)];
}

function pieces(parts: readonly Piece[]): Xml[] {
  return parts.map(({ text, bold, italic }) => {
    const inside = spaced(text);
    return bold || italic ? el('text:span', { 'text:style-name': bold ? 'B' : 'I' }, ...inside) : all(inside);
  });
}
