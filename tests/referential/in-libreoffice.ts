import { unzipSync, zipSync } from 'fflate';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { getDocumentProxy } from 'unpdf';
import { openFile } from '../../src/content-check-opens.ts';
import type { Drawn, Office } from '../support/libreoffice.ts';

export interface Made {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Tokens of the CSV filter: separator, quote, UTF-8, first line, French (1036), nothing taken for a day or an hour. */
const SEMICOLONS = '59,34,76,1,,1036,false,false';
/** The same, separated by tabs. */
const TABS = '9,34,76,1';

type Comparison = (office: Office, file: Made) => Promise<string[]>;

const COMPARED: Readonly<Record<string, Comparison>> = {
  ods: sheetFaults,
  xlsx: sheetFaults,
  csv: tableFaults,
  odt: wordFaults,
  docx: wordFaults,
  html: wordFaults,
  pdf: pageFaults,
  png: pictureFaults,
  jpg: pictureFaults,
  svg: drawingFaults,
};

export function kindOf(name: string): string {
  return name.split('.').at(-1) ?? '';
}

/** Whether LibreOffice has a reader for it, archives left aside. */
export function isOpened(name: string): boolean {
  return kindOf(name) in COMPARED;
}

/** A file, or those of an archive and of archives inside. */
export async function unpacked(file: Made): Promise<Made[]> {
  if (kindOf(file.name) !== 'zip') return [file];
  const { files } = await openFile(file.name, file.bytes);
  const inside = await Promise.all([...files].map(([name, bytes]) => unpacked({ name, bytes })));
  return inside.flat();
}

/**
 * What LibreOffice does not show as it was meant: cells of every sheet, hidden ones too, formulas computed anew; words
 * of documents and pages; where a PDF's lines are drawn; a picture's colours. @throws what it says of a file that it
 * can't open
 */
export async function faultsOf(office: Office, file: Made): Promise<string[]> {
  const compared = COMPARED[kindOf(file.name)];
  if (!compared) throw new Error(`no way to compare ${file.name}`);
  return compared(office, file);
}

/** Saved by LibreOffice as the other kind, its cells are read back with their types. */
async function sheetFaults(office: Office, { name, bytes }: Made): Promise<string[]> {
  const other = kindOf(name) === 'ods' ? 'xlsx' : 'ods';
  const [saved = new Uint8Array()] = (
    await office.save({ name, bytes: withoutResults(bytes) }, other)
  ).values();
  const { sheets: meant } = await openFile(name, bytes);
  const { sheets: found } = await openFile(`saved.${other}`, saved);
  return meant.flatMap((sheet) => {
    const shown = found.find(({ name: its }) => its === sheet.name);
    return shown ? rowFaults(sheet.name, sheet.rows, shown.rows) : [`no sheet « ${sheet.name} »`];
  });
}

/** The same sheets, their formulas not computed yet: what is then shown is LibreOffice's own. */
function withoutResults(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => {
        if (!/content\.xml$|worksheets\/.*\.xml$/.test(name)) return [name, part];
        const bare = Buffer.from(part)
          .toString('utf8')
          .replace(/<\/f><v>[^<]*<\/v>/g, '</f>')
          .replace(
            /<table:table-cell([^>]*table:formula="[^"]*")[^>]*?(\/>|>(?:<text:p>[^<]*<\/text:p>)?<\/table:table-cell>)/g,
            '<table:table-cell$1/>',
          );
        return [name, Buffer.from(bare)];
      }),
    ),
    { level: 0 },
  );
}

async function tableFaults(office: Office, { name, bytes }: Made): Promise<string[]> {
  const [saved = new Uint8Array()] = (
    await office.save({ name, bytes, reading: SEMICOLONS }, 'csv', TABS)
  ).values();
  return rowFaults(name, rowsOf(bytes, ';'), rowsOf(saved, '\t'));
}

function rowsOf(bytes: Uint8Array, separator: string): unknown[][] {
  const lines = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  return lines.map((line) =>
    line.split(separator).map((cell) => figureOf(cell.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'))),
  );
}

/** A number, whatever the language that it is written in, else its words. */
function figureOf(cell: string): number | string {
  return /^-?\d+(?:[.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : cell;
}

function rowFaults(
  name: string,
  meant: readonly (readonly unknown[])[],
  shown: readonly (readonly unknown[])[],
): string[] {
  return meant.flatMap((row, rank) =>
    row.flatMap((cell, column) => {
      const [wanted, found] = [comparable(cell), comparable(shown[rank]?.[column])];
      return isSame(wanted, found)
        ? []
        : [`${name}, row ${rank + 1}, column ${column + 1}: « ${wanted} » meant, « ${found} » shown`];
    }),
  );
}

function isSame(one: Cell, other: Cell): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other;
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one));
}

type Cell = string | number | boolean;

/** Hours without a day, which the two kinds keep in their own ways, as `08:03:00`. */
function comparable(cell: unknown): Cell {
  if (cell instanceof Date) {
    const told = cell.toISOString();
    return cell.getUTCFullYear() < 1901 ? told.slice(11, 19) : told.slice(0, 19);
  }
  if (typeof cell === 'number' || typeof cell === 'boolean') return cell;
  const [, hours = '', minutes = '', seconds = ''] = /^PT(\d+)H(\d+)M(\d+)S$/.exec(String(cell)) ?? [];
  return hours === '' ? plain(String(cell ?? '')) : `${hours}:${minutes}:${seconds}`;
}

/** Lines of the text itself: properties and comments are no part of it. */
async function wordFaults(office: Office, file: Made): Promise<string[]> {
  const shown = await office.save(file, 'txt', 'UTF8');
  const found = plain(textOf([...shown.values()]));
  return linesOf(file)
    .filter((words) => !found.includes(words))
    .map((words) => `not found: ${words}`);
}

function linesOf({ name, bytes }: Made): string[] {
  if (kindOf(name) === 'html') return wordsOfPage(Buffer.from(bytes).toString('utf8'));
  const parts = unzipSync(bytes);
  const main = Buffer.from(parts['content.xml'] ?? parts['word/document.xml'] ?? []).toString('utf8');
  const text = main.replace(/<office:annotation [\s\S]*?<\/office:annotation>/g, '');
  return [...text.matchAll(/<(text:[ph]|w:t)(?: [^>]*)?>([^<>]+)<\//g)]
    .map(([, , words = '']) => plain(unescaped(words)))
    .filter((words) => words.length > 1);
}

function wordsOfPage(page: string): string[] {
  const body = page
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<(script|style|template)[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, '');
  return [...body.matchAll(/<(h[1-6]|p|li|td|th)(?: [^>]*)?>([^<>]+)<\/\1>/g)]
    .map(([, , words = '']) => plain(unescaped(words)))
    .filter((words) => words.length > 1);
}

/** Each line of words is drawn: something dark stands where the reader of others finds it. */
async function pageFaults(office: Office, file: Made): Promise<string[]> {
  const drawn = await office.draw(file);
  const pdf = await getDocumentProxy(new Uint8Array(file.bytes), { verbosity: 0 });
  const page = await pdf.getPage(1);
  const [, , wide = 0, high = 0] = page.view;
  const { items } = await page.getTextContent();
  await pdf.destroy();
  const scale = drawn.width / wide;
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const box = {
      left: item.transform[4] * scale,
      top: (high - item.transform[5] - item.height) * scale,
      wide: item.width * scale,
      high: item.height * scale,
    };
    return darkShare(drawn, box) > 0.02 ? [] : [`not drawn: ${item.str}`];
  });
}

type Colour = readonly [red: number, green: number, blue: number];

/** Of red, green and blue together: a letter on white is darker. */
const DARK = 384;

/** Of a rectangle of the page, from 0 to 1. */
function darkShare(
  { width, height, data }: Drawn,
  { left, top, wide, high }: Readonly<Record<'left' | 'top' | 'wide' | 'high', number>>,
): number {
  let [dark, all] = [0, 0];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, top + high); y += 1) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, left + wide); x += 1) {
      const [red, green, blue] = colourAt(data, y * width + x);
      all += 1;
      if (red + green + blue < DARK) dark += 1;
    }
  }
  return all === 0 ? 0 : dark / all;
}

function colourAt(data: Uint8Array, pixel: number): Colour {
  return [data[pixel * 4] ?? 0, data[pixel * 4 + 1] ?? 0, data[pixel * 4 + 2] ?? 0];
}

/** The colours that a picture is made of are those that are drawn. */
async function pictureFaults(office: Office, file: Made): Promise<string[]> {
  const bytes = Buffer.from(file.bytes);
  const meant = kindOf(file.name) === 'png' ? PNG.sync.read(bytes) : jpeg.decode(bytes);
  return coloursMissing(await office.draw(file), mainColours(meant));
}

/** Of one picture: those of a twentieth of it at least, near shades taken together. */
function mainColours({ width, height, data }: Drawn): Colour[] {
  const shades = new Map<string, { colour: Colour; count: number }>();
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colour = colourAt(data, pixel);
    const shade = colour.map((value) => value >> 4).join();
    const known = shades.get(shade);
    if (known) known.count += 1;
    else shades.set(shade, { colour, count: 1 });
  }
  return [...shades.values()]
    .filter(({ count }) => count > (width * height) / 20)
    .map(({ colour }) => colour);
}

/** A few dots of a colour are enough: a fine photograph is small on its page. */
const ENOUGH_DOTS = 12;

function coloursMissing(drawn: Drawn, colours: readonly Colour[]): string[] {
  return colours
    .filter((colour) => !isDrawn(drawn, colour))
    .map((colour) => `no such colour: ${colour.join(', ')}`);
}

function isDrawn({ width, height, data }: Drawn, colour: Colour): boolean {
  let dots = 0;
  for (let pixel = 0; pixel < width * height && dots < ENOUGH_DOTS; pixel += 1) {
    if (isNear(colour, colourAt(data, pixel))) dots += 1;
  }
  return dots >= ENOUGH_DOTS;
}

function isNear(one: Colour, other: Colour): boolean {
  return one.every((value, rank) => Math.abs(value - (other[rank] ?? 0)) < 24);
}

/** The colours that a drawing's shapes are filled with; one may lie wholly under another. */
async function drawingFaults(office: Office, file: Made): Promise<string[]> {
  const filled = Buffer.from(file.bytes)
    .toString('utf8')
    .matchAll(/fill="#([0-9a-f]{6})"/gi);
  const colours = [...new Set([...filled].map(([, hex = '']) => hex.toLowerCase()))].map((hex): Colour => {
    const [red = 0, green = 0, blue = 0] = Buffer.from(hex, 'hex');
    return [red, green, blue];
  });
  const missing = coloursMissing(await office.draw(file), colours);
  return colours.length === 0 || missing.length > colours.length / 2 ? ['not drawn', ...missing] : [];
}

function textOf(files: readonly Uint8Array[]): string {
  return files.map((bytes) => Buffer.from(bytes).toString('utf8')).join('\n');
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .trim();
}
