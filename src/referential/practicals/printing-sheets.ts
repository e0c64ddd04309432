/** What a printed document comes to: its sheets, what lies on each side, and the ink. Run by the page and by the server. */

/** Width and height upright, in millimetres. */
export const PAPERS: Readonly<Record<string, readonly [number, number]>> = {
  A3: [297, 420],
  A4: [210, 297],
  A5: [148, 210],
  A6: [105, 148],
  '10x15': [100, 150],
};
/** How pages share a side: columns and rows as the sheet lies, and whether it lies the other way than its pages. */
const GRIDS: Readonly<Record<number, readonly [number, number, boolean]>> = {
  1: [1, 1, false],
  2: [2, 1, true],
  4: [2, 2, false],
  6: [3, 2, true],
  9: [3, 3, false],
};
const INKS: Readonly<Record<string, number>> = { draft: 0.5, normal: 1, high: 1.6 };
export const MOST_COPIES = 99;

export interface PrintedPage {
  readonly title: string;
  readonly look: string;
  /** Percents of a cartridge that it takes on A4. */
  readonly black: number;
  readonly colour: number;
}
export interface PrintedDocument {
  readonly name: string;
  readonly paper: string;
  readonly wide: boolean;
  readonly pages: readonly PrintedPage[];
}
export interface PrintSettings {
  /** « 4-6, 9 »; empty: all. */
  readonly pages: string;
  readonly copies: number;
  readonly collate: boolean;
  /** `one`, or both by the edge along which they turn: `long` or `short`. */
  readonly sides: string;
  readonly colour: string;
  readonly perSheet: number;
  readonly booklet: boolean;
  readonly orientation: string;
  readonly paper: string;
  /** `auto` or a tray. */
  readonly tray: string;
  /** Percents; 0 fits the page to the sheet. */
  readonly scale: number;
  readonly quality: string;
}
/** Where a page lies on a side, in millimetres of the sheet; it may reach beyond, and is cut there. */
export interface Placed {
  readonly page: number;
  readonly cell: readonly [number, number, number, number];
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}
export interface Side {
  readonly width: number;
  readonly height: number;
  readonly pages: readonly Placed[];
}

/** Pages as people write them, in their order; or why they cannot be read: `empty`, `words`, `beyond` or `backwards`. */
export function pagesOf(written: string, count: number): { pages: number[]; fault: string | null } {
  const bad = (fault: string) => ({ pages: [], fault });
  if (written.trim() === '')
    return { pages: Array.from({ length: count }, (_, rank) => rank + 1), fault: null };
  const pages: number[] = [];
  for (const part of written.split(/[,;]/)) {
    const found = /^\s*(\d{1,4})(?:\s*(?:-|–|à|to)\s*(\d{1,4}))?\s*$/u.exec(part);
    if (!found) return bad('words');
    const first = Number(found[1]);
    const last = Number(found[2] ?? found[1]);
    if (first < 1 || last > count || first > count) return bad('beyond');
    if (last < first) return bad('backwards');
    for (let page = first; page <= last; page += 1) pages.push(page);
    if (pages.length > 400) return bad('words');
  }
  return { pages, fault: pages.length === 0 ? 'empty' : null };
}

/** The pages of each side in their order; 0 is a blank. Of a booklet, two a side, four a sheet, to be folded in two. */
export function facesOf(settings: PrintSettings, pages: readonly number[]): number[][] {
  const faces: number[][] = [];
  if (settings.booklet) {
    const all = [...pages];
    while (all.length % 4 !== 0) all.push(0);
    const last = all.length - 1;
    const at = (rank: number) => all[rank] ?? 0;
    for (let rank = 0; rank < all.length / 2; rank += 2) {
      faces.push([at(last - rank), at(rank)], [at(rank + 1), at(last - rank - 1)]);
    }
    return faces;
  }
  for (let from = 0; from < pages.length; from += settings.perSheet) {
    const face = pages.slice(from, from + settings.perSheet);
    while (face.length < settings.perSheet) face.push(0);
    faces.push(face);
  }
  return faces;
}

export function isTwoSided(settings: PrintSettings): boolean {
  return settings.booklet || settings.sides !== 'one';
}

/** Sheets of one copy. */
export function sheetsOf(settings: PrintSettings, pages: readonly number[]): number {
  const faces = facesOf(settings, pages).length;
  return isTwoSided(settings) ? Math.ceil(faces / 2) : faces;
}

/** One side of a sheet, with its pages laid on it. */
export function sideOf(document: PrintedDocument, settings: PrintSettings, face: readonly number[]): Side {
  const [columns, rows, turned] = GRIDS[settings.booklet ? 2 : settings.perSheet] ?? [1, 1, false];
  const [short, long] = PAPERS[settings.paper] ?? [210, 297];
  const isWide = (settings.orientation === 'landscape') !== turned;
  const [width, height] = isWide ? [long, short] : [short, long];
  const [pageShort, pageLong] = PAPERS[document.paper] ?? [210, 297];
  const [pageWidth, pageHeight] = document.wide ? [pageLong, pageShort] : [pageShort, pageLong];
  const [across, down] = turned && settings.orientation === 'landscape' ? [rows, columns] : [columns, rows];
  const [cellWidth, cellHeight] = [width / across, height / down];
  const fits = Math.min(cellWidth / pageWidth, cellHeight / pageHeight);
  const alone = across * down === 1;
  const scale = alone && settings.scale > 0 ? settings.scale / 100 : fits;
  const pages = face.flatMap((page, rank): Placed[] => {
    if (page === 0) return [];
    const left = (rank % across) * cellWidth;
    const top = Math.floor(rank / across) * cellHeight;
    // What is too large begins at the corner and is cut beyond; what is small is in the middle.
    const x = left + Math.max(0, (cellWidth - pageWidth * scale) / 2);
    const y = top + Math.max(0, (cellHeight - pageHeight * scale) / 2);
    return [{ page, cell: [left, top, cellWidth, cellHeight], x, y, scale }];
  });
  return { width, height, pages };
}

/** Whether something of a page falls beyond its sheet. */
export function isCut(document: PrintedDocument, settings: PrintSettings): boolean {
  const side = sideOf(document, settings, [1]);
  const [placed] = side.pages;
  const [pageShort, pageLong] = PAPERS[document.paper] ?? [210, 297];
  const [pageWidth, pageHeight] = document.wide ? [pageLong, pageShort] : [pageShort, pageLong];
  if (!placed) return false;
  // An A3 page at 71 %, as people write it, is a millimetre and a half longer than A4.
  const slack = 2;
  return (
    placed.x + pageWidth * placed.scale > side.width + slack ||
    placed.y + pageHeight * placed.scale > side.height + slack
  );
}

/** Percents of each cartridge for the whole job: ink follows the printed area, the quality, and grey takes black alone. */
export function inkOf(
  document: PrintedDocument,
  settings: PrintSettings,
  pages: readonly number[],
): { black: number; colour: number } {
  const [side] = [sideOf(document, settings, facesOf(settings, pages)[0] ?? [1])];
  const scale = side.pages[0]?.scale ?? 1;
  const [pageShort, pageLong] = PAPERS[document.paper] ?? [210, 297];
  const area = (scale * scale * pageShort * pageLong) / (210 * 297);
  const factor = area * (INKS[settings.quality] ?? 1) * settings.copies;
  let [black, colour] = [0, 0];
  for (const number of pages) {
    const page = document.pages[number - 1];
    if (!page) continue;
    black += page.black + (settings.colour === 'grey' ? page.colour : 0);
    colour += settings.colour === 'grey' ? 0 : page.colour;
  }
  const rounded = (percents: number) => Math.round(percents * factor * 10) / 10;
  return { black: rounded(black), colour: rounded(colour) };
}
