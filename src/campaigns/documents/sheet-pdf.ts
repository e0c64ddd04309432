import { correction, generate } from 'lean-qr';
import { type Locale, translator } from '../../i18n/translate.ts';
import { CODE_SHAPE } from '../code.ts';
import { createPdf, GOOD, INK, LINE, MARGIN, type Pdf, SOFT, STONE, SUN, WIDTH } from './pdf.ts';

export interface CodeSheet {
  /** As pupils read it. */
  readonly title: string;
  readonly code: string;
  readonly link: string;
}

const QR_SIZE = 140;
/** What a title may take of the page. */
const MOST_TITLE = 66;
const STEPS = [1, 2, 3];
const PARENTS = [1, 2, 3];

/** One page for pupils and their parents: the code of a campaign, and how to enter. */
export function codeSheetPdf({ title, code, link }: CodeSheet, locale: Locale, at: Date): PDFKit.PDFDocument {
  const t = translator(locale);
  const pdf = createPdf({
    title: t('document.sheet.of', { title }),
    subject: t('document.sheet.subject'),
    locale,
    at,
  });
  const { root } = pdf;
  const line = { x: MARGIN, width: WIDTH };

  drawStair(pdf, MARGIN, MARGIN);
  pdf.write(root, 'P', 'Palier', { x: MARGIN + 42, y: MARGIN + 4, width: 200, size: 20, face: 'title' });
  const head = pdf.write(root, 'P', t('document.sheet.kicker'), {
    ...line,
    y: 104,
    size: 12,
    face: 'bold',
    colour: GOOD,
  });
  const named = pdf.write(root, 'H1', title, { ...line, y: head + 2, size: titleSize(), face: 'title' });
  const coded = drawCode(named + 16);

  const textWidth = WIDTH - QR_SIZE - 36;
  let y =
    pdf.write(root, 'H2', t('document.sheet.how'), { ...line, y: coded + 24, size: 17, face: 'title' }) + 8;
  const top = y;
  const list = pdf.group(root, 'L');
  for (const step of STEPS) y = drawStep(step, y) + 12;
  list.end();
  const under = drawQr(top);

  y = Math.max(y, under) + 20;
  pdf.decorate(() => {
    pdf.doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + WIDTH, y)
      .lineWidth(0.75)
      .dash(3, { space: 3 })
      .stroke(LINE)
      .undash();
  });
  y = pdf.write(root, 'H2', t('document.sheet.parents'), { ...line, y: y + 16, size: 16, face: 'title' }) + 6;
  for (const paragraph of PARENTS)
    y = pdf.write(root, 'P', t(`document.sheet.parents.${paragraph}`), { ...line, y, size: 11 }) + 6;
  return pdf.doc;

  /** However long the title is, the whole stays on one page. */
  function titleSize(): number {
    const sizes = [28, 24, 20, 17, 14];
    const fits = (size: number) => pdf.height(title, { width: WIDTH, size, face: 'title' }) <= MOST_TITLE;
    return sizes.find(fits) ?? 11;
  }

  function drawCode(y: number): number {
    pdf.decorate(() => {
      pdf.doc.roundedRect(MARGIN, y, WIDTH, 132, 14).fill(STONE);
    });
    const box = { ...line, align: 'center' as const };
    pdf.write(root, 'P', t('document.sheet.code'), { ...box, y: y + 16, size: 13, colour: INK });
    // Read aloud and typed in two parts.
    const parts = `${code.slice(0, CODE_SHAPE.letters)} ${code.slice(CODE_SHAPE.letters)}`;
    pdf.write(root, 'P', parts, { ...box, y: y + 40, size: 58, face: 'bold' });
    return y + 132;
  }

  function drawStep(step: number, y: number): number {
    const item = pdf.group(list, 'LI');
    pdf.decorate(() => {
      pdf.doc.circle(MARGIN + 13, y + 11, 13).fill(INK);
    });
    pdf.write(item, 'Lbl', String(step), {
      x: MARGIN,
      y: y + 3.5,
      width: 26,
      size: 13,
      face: 'bold',
      colour: '#ffffff',
      align: 'center',
    });
    const end = pdf.write(item, 'LBody', t(`document.sheet.step.${step}`), {
      x: MARGIN + 40,
      y: y + 2,
      width: textWidth - 40,
      size: 13,
    });
    item.end();
    return Math.max(end, y + 26);
  }

  function drawQr(y: number): number {
    const x = MARGIN + WIDTH - QR_SIZE;
    const box = [x, y, QR_SIZE, QR_SIZE] as const;
    pdf.picture(root, t('document.sheet.qr.alt', { link }), box, () => drawSquares(pdf, link, box));
    const help = { x, width: QR_SIZE, size: 10, colour: SOFT };
    const end = pdf.write(root, 'P', t('document.sheet.qr'), { ...help, y: y + QR_SIZE + 8 });
    return pdf.write(root, 'P', link, { ...help, y: end + 4, size: 9 });
  }
}

/** A seventh of its squares may be lost to a fold or a stain. */
export function qrCode(link: string): { readonly size: number; get(x: number, y: number): boolean } {
  return generate(link, { minCorrectionLevel: correction.M });
}

/** The dark squares, in one path: side by side, they leave no seam. */
function drawSquares(
  { doc }: Pdf,
  link: string,
  [left, top, size]: readonly [number, number, number, number],
): void {
  const squares = qrCode(link);
  const side = size / squares.size;
  for (let y = 0; y < squares.size; y += 1) {
    for (let x = 0; x < squares.size; x += 1) {
      if (squares.get(x, y)) doc.rect(left + x * side, top + y * side, side, side);
    }
  }
  doc.fill('#000000');
}

/** The product's picture: `public/palier.svg`. */
function drawStair({ doc, decorate }: Pdf, x: number, y: number): void {
  decorate(() => {
    doc.save().translate(x, y).scale(0.8);
    doc.path(STAIR).fill(INK);
    doc.circle(21.5, 13, 6.5).fill(SUN);
    doc.restore();
  });
}

const STAIR =
  'M1 32.5A2.5 2.5 0 0 1 3.5 30H15v-6.5a2.5 2.5 0 0 1 2.5-2.5H29v-6.5a2.5 2.5 0 0 1 2.5-2.5h9a2.5 2.5 0 0 1 2.5 2.5v23a2.5 2.5 0 0 1-2.5 2.5h-37A2.5 2.5 0 0 1 1 37.5z';
