import { createPdf, MARGIN, numberPages, SOFT, WIDTH } from '../campaigns/documents/pdf.ts';
import { drawTable } from '../campaigns/documents/table-pdf.ts';
import { formatDate, type Locale, translator } from '../i18n/translate.ts';
import { finalLevel, TOP_LEVEL } from './lsu.ts';
import { type LsuClass, levelLabel } from './lsu-page.ts';
import { presentYear } from './pupils-page.ts';

/** The sheet of a class, to be printed and signed; the document is ended by who reads it. */
export async function lsuPdf(
  { grade, schoolYear, domains, pupils }: LsuClass,
  { division }: { readonly division: string },
  locale: Locale,
  at: Date,
): Promise<PDFKit.PDFDocument> {
  const t = translator(locale);
  const title = t('lsu.pdf.title', { class: division || t(`lsu.grade.${grade}`) });
  const date = formatDate(at, locale);
  const pdf = createPdf({ title, subject: t('lsu.pdf.subject', { date }), locale, at });
  const line = (words: string, y: number) =>
    pdf.write(pdf.root, 'P', words, { x: MARGIN, y, width: WIDTH, size: 10.5, colour: SOFT });
  let y = pdf.write(pdf.root, 'H1', title, { x: MARGIN, y: MARGIN, width: WIDTH, size: 22, face: 'title' });
  y = line(`${presentYear(t, schoolYear)} · ${date}`, y + 4);
  y = line(t('lsu.top', { top: TOP_LEVEL[grade], grade }), y + 4);
  y = line(domains.map(({ code, title: name }) => t('lsu.domain', { code, title: name })).join(' · '), y + 4);
  const name = 150;
  const width = (WIDTH - name) / Math.max(1, domains.length);
  const columns = [
    { head: t('pupils.col.name'), width: name },
    ...domains.map(({ code }) => ({ head: t('lsu.column.domain', { code }), width })),
  ];
  const rows = pupils.map(({ pupil, levels }) => ({
    cells: [pupil.name, ...levels.map((level) => levelLabel(t, finalLevel(level)))],
  }));
  if (rows.length === 0) line(t('pupils.empty.filtered'), y + 14);
  else await drawTable(pdf, columns, rows, y + 14);
  numberPages(pdf, t('lsu.pdf.foot'), (number, count) => t('document.page', { number, count }));
  return pdf.doc;
}
