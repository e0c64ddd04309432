import { createRequire } from 'node:module';
import { GenerationError } from '../generate/value.ts';
import { type Block, blocksOf, type Piece } from './paragraphs.ts';
import { told } from './properties.ts';
import type { BlockFile, PropertiesFile } from './shape.ts';

const require = createRequire(import.meta.url);

const MARGIN = 56;
const SIZES = [18, 15, 13, 12];

/**
 * A PDF of A4 pages with real text, in the letters that every reader has (WinAnsi: French and its neighbours).
 * The library is read when the first one is made: it takes a fifth of a second, and the bank loads without it.
 */
export function pdf(blocks: readonly BlockFile[], properties: PropertiesFile | undefined): Buffer {
  const { title, author, subject, keywords, created, modified, software } = told(properties);
  const PDFDocument: typeof import('pdfkit') = require('pdfkit');
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: 'fr-FR',
    info: {
      Creator: software,
      Producer: software,
      CreationDate: new Date(`${created}Z`),
      ModDate: new Date(`${modified}Z`),
      ...(title === undefined ? {} : { Title: title }),
      ...(author === undefined ? {} : { Author: author }),
      ...(subject === undefined ? {} : { Subject: subject }),
      ...(keywords.length === 0 ? {} : { Keywords: keywords.join(', ') }),
    },
  });
  for (const block of blocksOf(blocks)) draw(doc, block);
  doc.end();
  const parts: Buffer[] = [];
  for (let part: unknown = doc.read(); Buffer.isBuffer(part); part = doc.read()) parts.push(part);
  return Buffer.concat(parts);
}

function draw(doc: PDFKit.PDFDocument, block: Block): void {
  switch (block.kind) {
    case 'break':
      doc.addPage();
      return;
    case 'title':
      line(
        doc,
        block.parts.flatMap(({ pieces }) => pieces),
        24,
        true,
      );
      return;
    case 'heading':
      line(
        doc,
        block.parts.flatMap(({ pieces }) => pieces),
        SIZES[block.level - 1] ?? 12,
        true,
      );
      return;
    case 'paragraph':
      line(
        doc,
        block.parts.flatMap(({ pieces }) => pieces),
        12,
        false,
      );
      return;
    case 'list':
      block.items.forEach((item, rank) => {
        const mark = block.ordered ? `${rank + 1}. ` : '• ';
        line(doc, [{ text: mark, bold: false, italic: false }, ...item], 12, false);
      });
      return;
    case 'table':
      tableOf(doc, block.rows);
  }
}

function line(doc: PDFKit.PDFDocument, pieces: readonly Piece[], size: number, bold: boolean): void {
  const last = pieces.length - 1;
  doc.fontSize(size);
  pieces.forEach((piece, at) => {
    doc.font(fontOf(piece, bold)).text(writable(piece.text), { continued: at < last });
  });
  doc.moveDown(0.5);
}

function tableOf(doc: PDFKit.PDFDocument, rows: Extract<Block, { kind: 'table' }>['rows']): void {
  const wide = Math.max(...rows.map((row) => row.length));
  const each = (doc.page.width - 2 * MARGIN) / wide;
  doc.fontSize(11);
  rows.forEach((row, rank) => {
    const words = row.map((cell) => writable(cell.map(({ text }) => text).join('')));
    doc.font(rank === 0 ? 'Helvetica-Bold' : 'Helvetica');
    const tall = Math.max(...words.map((text) => doc.heightOfString(text, { width: each - 8 }))) + 8;
    if (doc.y + tall > doc.page.height - MARGIN) doc.addPage();
    const top = doc.y;
    words.forEach((text, at) => {
      doc.rect(MARGIN + at * each, top, each, tall).stroke('#888888');
      doc.fillColor('#000000').text(text, MARGIN + at * each + 4, top + 5, { width: each - 8 });
    });
    doc.x = MARGIN;
    doc.y = top + tall;
  });
  doc.moveDown(0.5);
}

function fontOf({ bold, italic }: Piece, whole: boolean): string {
  if (bold || whole) return 'Helvetica-Bold';
  return italic ? 'Helvetica-Oblique' : 'Helvetica';
}

/** Signs of WinAnsi beyond Latin-1 (PDF 1.7, annex D). */
const BEYOND = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/**
 * These letters have no narrow space, and one width of space that does not break.
 * @throws GenerationError for a sign that they lack: a reader would show others in its place.
 */
function writable(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\u2000-\u200a\u202f]/g, '\u00a0')
    .replaceAll('\t', '    ');
  const odd = [...plain].find(
    (sign) => !/[\n\u0020-\u007e\u00a0-\u00ff]/.test(sign) && !BEYOND.includes(sign),
  );
  if (odd !== undefined) {
    throw new GenerationError(
      `« ${odd} » : un PDF fabriqué ici n'écrit que les lettres du français et de ses voisins.`,
    );
  }
  return plain;
}
