import { buffer } from 'node:stream/consumers';
import jsQR from 'jsqr';
import { getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import type { ClassReport } from '../../../src/campaigns/documents/report.ts';
import { classReportPdf } from '../../../src/campaigns/documents/report-pdf.ts';
import { codeSheetPdf, qrCode } from '../../../src/campaigns/documents/sheet-pdf.ts';

/** What is printed, read back by another library: its words, its language, and its parts as a screen reader meets them. */
const at = new Date('2026-11-25T16:00:00Z');
const NAMES = ['Le Goff Maëlle', 'Łukaszewski Paweł', 'Șerban Ioana', 'Ostrander Zoë'];

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly Node[];
}

async function read(document: PDFKit.PDFDocument) {
  document.end();
  const pdf = await getDocumentProxy(new Uint8Array(await buffer(document)));
  const pages = [];
  const parts: Node[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    const walk = (node: Node) => {
      parts.push(node);
      for (const child of node.children ?? []) walk(child);
    };
    walk(((await page.getStructTree()) ?? {}) as Node);
  }
  const { info } = await pdf.getMetadata();
  const marked = (await pdf.getMarkInfo()) as { Marked?: boolean } | null;
  return { pages, info, parts, marked: marked?.Marked, roles: parts.map(({ role }) => role) };
}

function report(pupils: number): ClassReport {
  const rate = { validated: 13, targeted: 22, percent: 59 };
  return {
    name: '3e B, rentrée « à neuf »',
    model: 'Parcours de rentrée 3e',
    code: 'BCDFGH234',
    course: 'Technologie 3e B',
    closed: false,
    counts: { 'not-begun': 1, started: 0, 'to-share': 0, shared: pupils - 1 },
    mean: 59,
    stars: { 0: 0, 1: 1, 2: 4, 3: 0 },
    competences: [
      { code: '1.1', title: 'Mener une recherche', ...rate, tubes: [{ title: 'Sources', ...rate }] },
    ],
    pupils: Array.from({ length: pupils }, (_, place) => ({
      name: NAMES[place % NAMES.length] ?? '',
      status: 'shared',
      progress: 100,
      percent: 59,
      stars: 2,
      sharedAt: at,
    })),
  };
}

test('the class report has its title, language, titles and tables, and every name as it is written', async () => {
  const { pages, info, roles, marked } = await read(await classReportPdf(report(4), 'fr', at));
  expect(info).toMatchObject({ Title: 'Bilan de classe – 3e B, rentrée « à neuf »', Language: 'fr-FR' });
  expect(marked).toBe(true);
  for (const role of ['H1', 'H2', 'L', 'Table', 'TR', 'TH', 'TD']) expect(roles).toContain(role);
  const words = pages.join(' ').replace(/\s+/g, ' ');
  for (const said of ['Technologie 3e B', '59 %', '13 sur 22', '4 élèves', 'Page 1 sur'])
    expect(words).toContain(said);
  // A name in letters of two font files comes in pieces, with nothing lost.
  const letters = words.replaceAll(' ', '');
  for (const name of NAMES) expect(letters).toContain(name.replaceAll(' ', ''));
});

test('a class of 300 goes on over pages, heads on each', async () => {
  const { pages } = await read(await classReportPdf(report(300), 'en', at));
  expect(pages.length).toBeGreaterThan(6);
  for (const [place, page] of pages.slice(1).entries()) {
    expect(page).toContain('Pupil');
    expect(page).toContain(`Page ${place + 2} of ${pages.length}`);
  }
});

test('a campaign where nobody has sent, or nobody is, says so', async () => {
  const { pages } = await read(
    await classReportPdf({ ...report(0), mean: null, competences: [], pupils: [] }, 'fr', at),
  );
  expect(pages.join(' ')).toContain('Aucun élève n’a encore envoyé ses résultats.');
  expect(pages.join(' ')).toContain('Aucun élève n’est encore connu dans ce cours.');
});

const LINK = 'https://palier.college-jean-moulin.ac-besancon.example.fr/campaigns/BCDFGH234';

test.each([
  ['fr', 'W'.repeat(100)],
  ['en', 'EMI'],
] as const)(
  'the sheet of a code stays on one page (%s), however long the title is',
  async (locale, title) => {
    const { pages, parts, roles } = await read(
      codeSheetPdf({ title, code: 'BCDFGH234', link: LINK }, locale, at),
    );
    expect(pages.length).toBe(1);
    expect(pages[0]).toContain('BCDFGH 234');
    expect(pages[0]).toMatch(locale === 'fr' ? /« J’ai un code »/ : /“I have a code”/);
    expect(roles).toContain('H1');
    expect(parts.find(({ role }) => role === 'Figure')?.alt).toContain(LINK);
  },
);

test('the QR code is read as the direct link', () => {
  const squares = qrCode(LINK);
  const [edge, scale] = [4, 4];
  const side = (squares.size + 2 * edge) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const dark = squares.get(Math.floor(x / scale) - edge, Math.floor(y / scale) - edge);
      if (dark) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  const readAsFunction = jsQR as unknown as typeof jsQR.default;
  expect(readAsFunction(pixels, side, side)?.data).toBe(LINK);
});
