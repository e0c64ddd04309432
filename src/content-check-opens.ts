import { crc32 } from 'node:zlib';
import exifr from 'exifr';
import { unzipSync } from 'fflate';
import { readOds } from 'hucre/ods';
import { readXlsx } from 'hucre/xlsx';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { SaxesParser } from 'saxes';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { contentFault } from './content-check-files.ts';
import type { Found } from './content-check-generated.ts';
import { GenerationError } from './referential/generate/value.ts';
import type { Challenge, Referential } from './referential/types.ts';

/** What somebody finds in a file that opens: its words, those of its properties and of what it holds too. */
export interface Opened {
  readonly text: string;
  /** Of a spreadsheet: sheets as they are read back. */
  readonly sheets: readonly { readonly name: string; readonly rows: readonly (readonly unknown[])[] }[];
  /** Of an archive: files by their path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const NOTHING: Omit<Opened, 'text'> = { sheets: [], files: new Map() };

/** A file can't be opened; the message is for authors. */
export class UnopenedError extends Error {}

/** Opens a file with readers that none of ours wrote. @throws UnopenedError when it does not open. */
export async function openFile(name: string, bytes: Uint8Array): Promise<Opened> {
  try {
    return await opened(name, bytes);
  } catch (error) {
    if (error instanceof UnopenedError) throw error;
    throw new UnopenedError(`ne s'ouvre pas (${error instanceof Error ? error.message : String(error)}).`);
  }
}

async function opened(name: string, bytes: Uint8Array): Promise<Opened> {
  const fault = contentFault(name, Buffer.from(bytes));
  if (fault !== null) throw new UnopenedError(fault);
  switch (name.split('.').at(-1)) {
    case 'zip':
      return openArchive(bytes);
    case 'ods':
    case 'xlsx':
      return openSheets(name, bytes);
    case 'odt':
    case 'docx':
      return openDocument(name, bytes);
    case 'pdf':
      return openPdf(bytes);
    case 'png':
      return {
        ...NOTHING,
        text: await photoText(PNG.sync.read(Buffer.from(bytes), { checkCRC: true }), bytes),
      };
    case 'jpg':
      return { ...NOTHING, text: await photoText(jpeg.decode(bytes, { maxMemoryUsageInMB: 256 }), bytes) };
    case 'svg':
      return { ...NOTHING, text: xmlText(Buffer.from(bytes)) };
    default:
      return { ...NOTHING, text: Buffer.from(bytes).toString('utf8') };
  }
}

/** What an archive holds, each checked against the sum that its directory gives. */
function unzipped(bytes: Uint8Array): Map<string, Uint8Array> {
  const files = new Map(Object.entries(unzipSync(bytes)));
  const told = directoryOf(Buffer.from(bytes));
  if (told.size !== files.size) throw new UnopenedError('le sommaire de cette archive est faux.');
  for (const [name, { sum, size }] of told) {
    const found = files.get(name);
    if (!found || found.length !== size || crc32(found) !== sum)
      throw new UnopenedError(`« ${name} » est abîmé dans l'archive.`);
  }
  return files;
}

/** The central directory of a ZIP (APPNOTE.TXT 6.3.10, § 4.3.12 and 4.3.16). */
function directoryOf(bytes: Buffer): Map<string, { readonly sum: number; readonly size: number }> {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new UnopenedError("ce n'est pas une archive ZIP entière.");
  const found = new Map<string, { sum: number; size: number }>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02')
      throw new UnopenedError('le sommaire de cette archive est faux.');
    const [long, extra, note] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + long);
    found.set(name, { sum: bytes.readUInt32LE(at + 16), size: bytes.readUInt32LE(at + 24) });
    at += 46 + long + extra + note;
  }
  return found;
}

async function openArchive(bytes: Uint8Array): Promise<Opened> {
  const files = unzipped(bytes);
  const texts: string[] = [];
  for (const [name, inside] of files) {
    texts.push(name);
    if (name.endsWith('/')) continue;
    try {
      texts.push((await openFile(name, inside)).text);
    } catch (error) {
      throw new UnopenedError(`${name} : ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { ...NOTHING, files, text: texts.join('\n') };
}

/** Parts that a file of this kind can't do without (ODF 1.3 part 2, ECMA-376 part 2). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  ods: ['mimetype', 'content.xml', 'META-INF/manifest.xml'],
  odt: ['mimetype', 'content.xml', 'META-INF/manifest.xml'],
  xlsx: ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels'],
  docx: ['[Content_Types].xml', '_rels/.rels', 'word/document.xml', 'word/_rels/document.xml.rels'],
};

/** The words of each part of a document, its XML sound. */
function partsOf(name: string, bytes: Uint8Array): Map<string, string> {
  const files = unzipped(bytes);
  const missing = (REQUIRED[name.split('.').at(-1) ?? ''] ?? []).find((part) => !files.has(part));
  if (missing !== undefined) throw new UnopenedError(`il manque « ${missing} ».`);
  const parts = new Map<string, string>();
  for (const [part, inside] of files) {
    if (/\.(?:xml|rels)$/.test(part)) parts.set(part, xmlText(Buffer.from(inside)));
  }
  return parts;
}

/** Elements that end a line of text. */
const ENDS = /^(?:text:p|text:h|w:p|dc:.*|meta:.*|dcterms:.*|cp:.*)$/;

/** The texts of an XML document. @throws what its reader says of one that isn't well-formed. */
function xmlText(bytes: Buffer): string {
  let text = '';
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (words) => {
    text += words;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'text:s') text += ' ';
    // Who changed or commented.
    const author = attributes['w:author'];
    if (typeof author === 'object') text += `${author.value}\n`;
  });
  parser.on('closetag', ({ name }) => {
    if (ENDS.test(name)) text += '\n';
  });
  parser.write(bytes.toString('utf8')).close();
  return text;
}

async function openDocument(name: string, bytes: Uint8Array): Promise<Opened> {
  return { ...NOTHING, text: [...partsOf(name, bytes).values()].join('\n') };
}

async function openSheets(name: string, bytes: Uint8Array): Promise<Opened> {
  const parts = partsOf(name, bytes);
  const { sheets } = await (name.endsWith('.ods') ? readOds : readXlsx)(bytes);
  const cells = sheets.flatMap((sheet) => [sheet.name, ...sheet.rows.flat().map((cell) => cellText(cell))]);
  const about = [parts.get('meta.xml') ?? '', parts.get('docProps/core.xml') ?? ''];
  return { ...NOTHING, sheets, text: [...cells, ...about].join('\n') };
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell ?? '');
}

async function openPdf(bytes: Uint8Array): Promise<Opened> {
  // The reader keeps what it is given: it gets a copy.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const { text } = await extractText(pdf, { mergePages: true });
  const { info } = await getMeta(pdf);
  await pdf.destroy();
  return { ...NOTHING, text: [text, ...Object.values(info).map(String)].join('\n') };
}

/** Its size, « 640 × 480 », then what the camera wrote, dates as `2026-03-05 17:20:00`. */
async function photoText(
  { width, height }: { readonly width: number; readonly height: number },
  bytes: Uint8Array,
): Promise<string> {
  const told: unknown = await exifr.parse(bytes, { reviveValues: false, gps: true, tiff: true, exif: true });
  const tags = Object.entries(Object(told)).map(
    ([key, value]) => `${key} ${String(value).replace(/^(\d{4}):(\d{2}):(\d{2}) /, '$1-$2-$3 ')}`,
  );
  return [`${width} × ${height}`, ...tags].join('\n');
}

/** Files opened for more than their text: what the answer needs is worth telling, so that it is looked for. */
const IS_OPENED = /\.(?:docx|jpg|od[st]|pdf|png|xlsx|zip)$/;

/**
 * Of so many variants of each challenge: what keeps its made files from opening, and the texts that they should hold and
 * don't; advice where nothing is said of what they hold.
 */
export async function checkMadeFiles(referential: Referential, seeds: number): Promise<Found> {
  const found: Found = { problems: [], advice: [] };
  for (const { id, generator, attachments } of referential.challenges.values()) {
    if (!generator || attachments.length === 0) continue;
    let told = true;
    for (let number = 1; number <= seeds; number += 1) {
      const made = attempted(() => generator.probe(String(number), 'whole').attachments);
      const fault = await faultOf(made);
      if (fault !== null) {
        found.problems.push(`${id} : variante ${number} : ${fault}`);
        break;
      }
      const opened = made.filter(({ path, made: bytes }) => bytes && IS_OPENED.test(path));
      told = told && (opened.length === 0 || opened.some(({ holds }) => (holds ?? []).length > 0));
    }
    if (!told)
      found.advice.push(`${id} : dis sous « holds » ce que l'on doit trouver dans le fichier à ouvrir.`);
  }
  return found;
}

/** None of a variant that can't be made: the check of variants tells it. */
function attempted(make: () => Challenge['attachments']): Challenge['attachments'] {
  try {
    return make();
  } catch (error) {
    if (error instanceof GenerationError) return [];
    throw error;
  }
}

async function faultOf(attachments: Challenge['attachments']): Promise<string | null> {
  for (const { path, made, holds = [] } of attachments) {
    const name = path.split('/').at(-1) ?? '';
    try {
      const text = made ? plain((await openFile(name, made())).text) : '';
      const missing = holds.find((words) => !text.includes(plain(words)));
      if (missing !== undefined) return `${name} : on n'y trouve pas « ${missing} » (holds).`;
    } catch (error) {
      if (error instanceof UnopenedError || error instanceof GenerationError)
        return `${name} : ${error.message}`;
      throw error;
    }
  }
  return null;
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/[\s\u00a0\u202f]+/gu, ' ');
}
