import { formatDate, formatDateTime, formatNumber, type Locale, translator } from '../../i18n/translate.ts';
import type { Stars } from '../../scoring/mastery.ts';
import { statusText } from '../closing/present.ts';
import {
  BOTTOM,
  createPdf,
  GOOD,
  INK,
  LINE,
  MARGIN,
  numberPages,
  type Pdf,
  SOFT,
  STONE,
  SUN,
  WIDTH,
} from './pdf.ts';
import type { ClassReport, ReportedCompetence, ReportedPupil } from './report.ts';
import { drawTable, type PdfRow } from './table-pdf.ts';

const STARS = [0, 1, 2, 3] as const satisfies readonly Stars[];
const STATUSES = ['not-begun', 'started', 'to-share', 'shared'] as const;

/** The report of a class, to be printed; the document is ended by who reads it. */
export async function classReportPdf(
  report: ClassReport,
  locale: Locale,
  at: Date,
): Promise<PDFKit.PDFDocument> {
  const t = translator(locale);
  const title = t('document.report.of', { name: report.name });
  const date = formatDateTime(at, locale);
  const pdf = createPdf({ title, subject: t('document.report.subject', { date }), locale, at });
  const percent = (value: number) => t('page.percent', { value });

  let y = drawHead();
  y = drawCounts(y + 18);
  y = await drawStars(heading(t('document.report.stars'), y + 22, 90));
  if (report.competences.length === 0) {
    y = heading(t('document.report.competences'), y + 18, 60);
    y = pdf.write(pdf.root, 'P', t('document.report.unsent'), { x: MARGIN, y, width: WIDTH, size: 10.5 });
  } else {
    y = heading(t('document.report.competences'), y + 18, 90);
    y = await drawTable(pdf, competenceColumns(), report.competences.flatMap(competenceRows), y);
  }
  y = heading(t('document.report.pupils'), y + 22, 90);
  if (report.pupils.length === 0)
    pdf.write(pdf.root, 'P', t('document.report.nobody'), { x: MARGIN, y, width: WIDTH, size: 10.5 });
  else await drawTable(pdf, pupilColumns(), report.pupils.map(pupilRow), y);
  numberPages(pdf, t('document.report.foot'), (number, count) => t('document.page', { number, count }));
  return pdf.doc;

  function drawHead(): number {
    const { name, course, model, code } = report;
    const line = (words: string, y: number) =>
      pdf.write(pdf.root, 'P', words, { x: MARGIN, y, width: WIDTH, size: 10.5, colour: SOFT });
    const kicker = pdf.write(pdf.root, 'P', t('document.report'), {
      x: MARGIN,
      y: MARGIN,
      width: WIDTH,
      size: 10.5,
      face: 'bold',
      colour: GOOD,
    });
    const head = pdf.write(pdf.root, 'H1', name, {
      x: MARGIN,
      y: kicker + 2,
      width: WIDTH,
      size: 24,
      face: 'title',
    });
    const where = line([course, model].filter(Boolean).join(' · '), head + 4);
    return line(t('document.report.at', { date, code }), where + 2);
  }

  /** A title that what follows, `room` tall at least, stands with. */
  function heading(words: string, y: number, room: number): number {
    const top = y + room > BOTTOM ? MARGIN : y;
    if (top !== y) pdf.doc.addPage();
    return pdf.write(pdf.root, 'H2', words, { x: MARGIN, y: top, width: WIDTH, size: 14, face: 'title' }) + 6;
  }

  function drawCounts(y: number): number {
    const facts = [
      ...STATUSES.map((status) => [
        formatNumber(report.counts[status], locale),
        t(statusText(status, report.closed, 'count')),
      ]),
      [report.mean === null ? '–' : percent(report.mean), t('campaign.count.mean')],
    ];
    const width = WIDTH / facts.length;
    const list = pdf.group(pdf.root, 'L');
    for (const [place, [figure = '', label = '']] of facts.entries()) {
      const x = MARGIN + place * width;
      pdf.decorate(() => {
        pdf.doc
          .roundedRect(x, y, width - 8, 54, 8)
          .lineWidth(0.75)
          .stroke(LINE);
      });
      const item = pdf.group(list, 'LI');
      const body = pdf.group(item, 'LBody');
      pdf.write(body, 'P', figure, { x: x + 10, y: y + 7, width: width - 24, size: 18, face: 'title' });
      pdf.write(body, 'P', label, { x: x + 10, y: y + 33, width: width - 20, size: 8.5, colour: SOFT });
      body.end();
      item.end();
    }
    list.end();
    return y + 54;
  }

  function drawStars(y: number): Promise<number> {
    const most = Math.max(1, ...STARS.map((stars) => report.stars[stars]));
    const rows = STARS.toReversed().map((stars) => ({
      cells: [
        t('document.stars', { count: stars }),
        t(`document.stage.${stars}`),
        t('document.pupils', { count: report.stars[stars] }),
        '',
      ],
      draw: (top: number, lefts: readonly number[]) =>
        drawBar(pdf, lefts[3] ?? 0, top, 150, report.stars[stars] / most, SUN),
    }));
    const columns = [
      { head: t('campaign.col.stars'), width: 90 },
      { head: t('document.report.stage'), width: 150 },
      { head: t('document.report.count'), width: 90 },
      { head: '', width: WIDTH - 330 },
    ];
    return drawTable(pdf, columns, rows, y);
  }

  function competenceColumns() {
    return [
      { head: t('document.report.topic'), width: 250 },
      { head: t('document.report.skills'), width: 95, align: 'right' as const },
      { head: t('document.report.mastery'), width: 55, align: 'right' as const },
      { head: '', width: WIDTH - 400 },
    ];
  }

  function competenceRows({ code, title, tubes, ...whole }: ReportedCompetence): PdfRow[] {
    const row = (head: string, { validated, targeted, percent: share }: typeof whole, leads: boolean) => ({
      cells: [head, t('document.report.of-skills', { validated, targeted }), percent(share), ''],
      leads,
      draw: (top: number, lefts: readonly number[]) =>
        drawBar(pdf, lefts[3] ?? 0, top, WIDTH - 400, share / 100, leads ? INK : GOOD),
    });
    return [
      row(`${code} ${title}`.trim(), whole, true),
      ...tubes.map((tube) => row(tube.title, tube, false)),
    ];
  }

  function pupilColumns() {
    return [
      { head: t('campaign.col.name'), width: 150 },
      { head: t('campaign.col.status'), width: 105 },
      { head: t('campaign.col.progress'), width: 68, align: 'right' as const },
      { head: t('campaign.col.percent'), width: 52, align: 'right' as const },
      { head: t('campaign.col.stars'), width: 52 },
      { head: t('campaign.col.shared'), width: WIDTH - 427 },
    ];
  }

  function pupilRow({ name, status, progress, percent: share, stars, sharedAt }: ReportedPupil): PdfRow {
    return {
      cells: [
        name,
        t(statusText(status, report.closed)),
        progress === null ? '–' : percent(progress),
        share === null ? '–' : percent(share),
        stars === null ? '–' : t('document.stars.short', { stars }),
        sharedAt ? formatDate(sharedAt, locale) : '–',
      ],
    };
  }
}

function drawBar({ doc }: Pdf, x: number, top: number, width: number, share: number, colour: string): void {
  doc.roundedRect(x, top + 2, width, 7, 3.5).fill(STONE);
  if (share > 0) doc.roundedRect(x, top + 2, Math.max(7, width * share), 7, 3.5).fill(colour);
}
