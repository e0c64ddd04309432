import { type Part as File, ooxml } from './ooxml.ts';
import { type Block, type By, blocksOf, type Part, type Piece } from './paragraphs.ts';
import type { BlockFile, PropertiesFile } from './shape.ts';
import { el, type Xml } from './xml.ts';

const MAIN = { 'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main' };

/** A text document of Word and others (ECMA-376), its changes tracked and its comments signed. */
export function docx(blocks: readonly BlockFile[], properties: PropertiesFile | undefined): Buffer {
  const told: Told = { changes: 0, comments: [], numbered: 0 };
  const body: Xml[] = [];
  let broken = false;
  for (const block of blocksOf(blocks)) {
    if (block.kind === 'break') broken = true;
    else {
      body.push(...blockOf(block, broken, told));
      broken = false;
    }
  }
  const page = el(
    'w:sectPr',
    {},
    el('w:pgSz', { 'w:w': 11906, 'w:h': 16838 }),
    el('w:pgMar', {
      'w:top': 1134,
      'w:right': 1134,
      'w:bottom': 1134,
      'w:left': 1134,
      'w:header': 709,
      'w:footer': 709,
      'w:gutter': 0,
    }),
  );
  const files: File[] = [
    {
      name: 'word/document.xml',
      type: 'wordprocessingml.document.main',
      root: el('w:document', MAIN, el('w:body', {}, ...body, page)),
    },
    {
      name: 'word/styles.xml',
      type: 'wordprocessingml.styles',
      root: styles(),
      link: { id: 'rId1', kind: 'styles' },
    },
    {
      name: 'word/numbering.xml',
      type: 'wordprocessingml.numbering',
      root: numbering(told.numbered),
      link: { id: 'rId2', kind: 'numbering' },
    },
  ];
  if (told.comments.length > 0) {
    files.push({
      name: 'word/comments.xml',
      type: 'wordprocessingml.comments',
      root: el('w:comments', MAIN, ...told.comments),
      link: { id: 'rId3', kind: 'comments' },
    });
  }
  return ooxml(files, properties);
}

interface Told {
  changes: number;
  readonly comments: Xml[];
  /** Lists numbered so far: each begins at 1. */
  numbered: number;
}

const SIZES = [36, 30, 26, 24];

function styles(): Xml {
  const style = (id: string, name: string, size: number, bold: boolean, level: number | null) =>
    el(
      'w:style',
      { 'w:type': 'paragraph', 'w:styleId': id, 'w:default': id === 'Normal' ? 1 : undefined },
      el('w:name', { 'w:val': name }),
      ...(id === 'Normal'
        ? []
        : [el('w:basedOn', { 'w:val': 'Normal' }), el('w:next', { 'w:val': 'Normal' })]),
      el('w:qFormat'),
      el(
        'w:pPr',
        {},
        // A heading never ends a page.
        ...(bold ? [el('w:keepNext')] : []),
        el('w:spacing', { 'w:before': 120, 'w:after': 120 }),
        ...(level === null ? [] : [el('w:outlineLvl', { 'w:val': level - 1 })]),
      ),
      el('w:rPr', {}, ...(bold ? [el('w:b')] : []), el('w:sz', { 'w:val': size })),
    );
  return el(
    'w:styles',
    MAIN,
    el(
      'w:docDefaults',
      {},
      el(
        'w:rPrDefault',
        {},
        el('w:rPr', {}, el('w:sz', { 'w:val': 24 }), el('w:lang', { 'w:val': 'fr-FR' })),
      ),
    ),
    style('Normal', 'Normal', 24, false, null),
    style('Title', 'Title', 48, true, null),
    ...SIZES.map((size, at) => style(`Heading${at + 1}`, `heading ${at + 1}`, size, true, at + 1)),
  );
}

/** List 1 has bullets, the others numbers. */
function numbering(numbered: number): Xml {
  const abstract = (id: number, format: string, text: string) =>
    el(
      'w:abstractNum',
      { 'w:abstractNumId': id },
      el(
        'w:lvl',
        { 'w:ilvl': 0 },
        el('w:start', { 'w:val': 1 }),
        el('w:numFmt', { 'w:val': format }),
        el('w:lvlText', { 'w:val': text }),
        el('w:pPr', {}, el('w:ind', { 'w:left': 720, 'w:hanging': 360 })),
      ),
    );
  const list = (id: number, abstractId: number) =>
    el(
      'w:num',
      { 'w:numId': id },
      el('w:abstractNumId', { 'w:val': abstractId }),
      ...(abstractId === 0
        ? []
        : [el('w:lvlOverride', { 'w:ilvl': 0 }, el('w:startOverride', { 'w:val': 1 }))]),
    );
  return el(
    'w:numbering',
    MAIN,
    abstract(0, 'bullet', '•'),
    abstract(1, 'decimal', '%1.'),
    list(1, 0),
    ...Array.from({ length: numbered }, (_, at) => list(at + 2, 1)),
  );
}

function blockOf(block: Exclude<Block, { kind: 'break' }>, broken: boolean, told: Told): Xml[] {
  const before = broken ? [el('w:pageBreakBefore')] : [];
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(before, written(block.parts, told))];
    case 'title':
      return [paragraph([named('Title'), ...before], written(block.parts, told))];
    case 'heading':
      return [paragraph([named(`Heading${block.level}`), ...before], written(block.parts, told))];
    case 'list': {
      if (block.ordered) told.numbered += 1;
      const list = el(
        'w:numPr',
        {},
        el('w:ilvl', { 'w:val': 0 }),
        el('w:numId', { 'w:val': block.ordered ? told.numbered + 1 : 1 }),
      );
      return block.items.map((item, rank) =>
        paragraph(rank === 0 ? [...before, list] : [list], pieces(item, 'w:t')),
      );
    }
    case 'table':
      return [...(broken ? [paragraph(before, [])] : []), tableOf(block.rows), paragraph([], [])];
  }
}

function named(style: string): Xml {
  return el('w:pStyle', { 'w:val': style });
}

function paragraph(look: readonly Xml[], inside: readonly Xml[]): Xml {
  return el('w:p', {}, ...(look.length > 0 ? [el('w:pPr', {}, ...look)] : []), ...inside);
}

function tableOf(rows: Extract<Block, { kind: 'table' }>['rows']): Xml {
  const wide = Math.max(...rows.map((row) => row.length));
  const each = Math.floor(9638 / wide);
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  return el(
    'w:tbl',
    {},
    el(
      'w:tblPr',
      {},
      el('w:tblW', { 'w:w': each * wide, 'w:type': 'dxa' }),
      el(
        'w:tblBorders',
        {},
        ...edges.map((edge) =>
          el(`w:${edge}`, { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': '000000' }),
        ),
      ),
    ),
    el('w:tblGrid', {}, ...Array.from({ length: wide }, () => el('w:gridCol', { 'w:w': each }))),
    ...rows.map((row, rank) =>
      el(
        'w:tr',
        {},
        ...(rank === 0 ? [el('w:trPr', {}, el('w:tblHeader'))] : []),
        ...Array.from({ length: wide }, (_, at) =>
          el(
            'w:tc',
            {},
            el('w:tcPr', {}, el('w:tcW', { 'w:w': each, 'w:type': 'dxa' })),
            paragraph(
              [],
              pieces(
                (row[at] ?? []).map((one) => (rank === 0 ? { ...one, bold: true } : one)),
                'w:t',
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function written(parts: readonly Part[], told: Told): Xml[] {
  return parts.flatMap((part) => {
    if (part.kind === 'commented') {
      const id = { 'w:id': told.comments.length };
      told.comments.push(
        el(
          'w:comment',
          { ...id, ...signature(part.by) },
          paragraph([], pieces([{ text: part.comment, bold: false, italic: false }], 'w:t')),
        ),
      );
      return [
        el('w:commentRangeStart', id),
        ...pieces(part.pieces, 'w:t'),
        el('w:commentRangeEnd', id),
        el('w:r', {}, el('w:commentReference', id)),
      ];
    }
    if (part.by === null) return pieces(part.pieces, 'w:t');
    told.changes += 1;
    const about = { 'w:id': told.changes + 1000, ...signature(part.by) };
    return part.kind === 'deleted'
      ? [el('w:del', about, ...pieces(part.pieces, 'w:delText'))]
      : [el('w:ins', about, ...pieces(part.pieces, 'w:t'))];
  });
}

function signature({ by, on }: By): { 'w:author': string; 'w:date': string } {
  return { 'w:author': by, 'w:date': `${on}Z` };
}

/** Runs of words; `tag`: what a run holds its text in. */
function pieces(parts: readonly Piece[], tag: 'w:t' | 'w:delText'): Xml[] {
  return parts.map(({ text, bold, italic }) =>
    el(
      'w:r',
      {},
      ...(bold || italic
        ? [el('w:rPr', {}, ...(bold ? [el('w:b')] : []), ...(italic ? [el('w:i')] : []))]
        : []),
      ...text.split(/(\n|\t)/u).flatMap((part) => {
        if (part === '') return [];
        if (part === '\n') return [el('w:br')];
        return [part === '\t' ? el('w:tab') : el(tag, { 'xml:space': 'preserve' }, part)];
      }),
    ),
  );
}
