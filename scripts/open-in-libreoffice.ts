import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { unzipSync, zipSync } from 'fflate';
import { openFile } from '../src/content-check-opens.ts';
import { readReferential } from '../src/referential/load.ts';
import type { Referential } from '../src/referential/types.ts';

/**
 * `node scripts/open-in-libreoffice.ts [challenge]`: every file made by the bank (one variant of each challenge) opened
 * by this machine's LibreOffice, without a window, and what it says compared with what our own readers find: words of
 * documents and of their pages, cells of every sheet, hidden ones too, formulas computed anew. Exit code 1 when one differs.
 *
 * Debian: `apt-get install --no-install-recommends libreoffice-calc-nogui libreoffice-writer-nogui libreoffice-draw-nogui`.
 */
const SOFFICE = process.env.SOFFICE ?? 'soffice';
const SEED = '1';

const run = promisify(execFile);

interface Made {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What LibreOffice is asked to make of each kind of file, to be read as text. */
const TO: Readonly<Record<string, readonly string[]>> = {
  // Separated by tabs, in UTF-8, every sheet in a file of its own.
  ods: ['csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1'],
  xlsx: ['csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1'],
  odt: ['txt:Text (encoded):UTF8'],
  docx: ['txt:Text (encoded):UTF8'],
  pdf: ['html:draw_html_Export'],
  png: ['pdf'],
  jpg: ['pdf'],
  svg: ['pdf'],
  csv: ['csv:Text - txt - csv (StarCalc):9,34,76,1', '--infilter=Text - txt - csv (StarCalc):59,34,76,1'],
};

const only = process.argv[2];
const { referential } = await readReferential(path.resolve(import.meta.dirname, '../content'));
const folder = await mkdtemp(path.join(tmpdir(), 'palier-made-'));
let wrong = 0;
try {
  const files = await madeFiles(referential);
  if (files.length === 0) throw new Error('no made file: is the challenge named right?');
  for (const [kind, group] of Map.groupBy(files, ({ name }) => kindOf(name))) await convert(kind, group);
  for (const file of files) {
    const faults = await faultsOf(file);
    if (faults.length > 0) wrong += 1;
    for (const fault of faults) console.log(`${file.id} ${file.name}: ${fault}`);
  }
  console.log(`${files.length} files opened, ${wrong} not as meant`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = wrong > 0 ? 1 : 0;

function kindOf(name: string): string {
  return name.split('.').at(-1) ?? '';
}

/** Those that LibreOffice has a reader for, archives opened. */
async function madeFiles({ challenges }: Pick<Referential, 'challenges'>): Promise<Made[]> {
  const files: Made[] = [];
  for (const { id, generator } of challenges.values()) {
    if (!generator || (only !== undefined && id !== only)) continue;
    for (const { path: place, made } of generator.make(SEED, 'check').attachments) {
      if (made) files.push(...(await unpacked(id, place.split('/').at(-1) ?? '', made())));
    }
  }
  return files.filter(({ name }) => TO[kindOf(name)] !== undefined);
}

async function unpacked(id: string, name: string, bytes: Uint8Array): Promise<Made[]> {
  if (kindOf(name) !== 'zip') return [{ id, name, bytes }];
  const { files } = await openFile(name, bytes);
  const inside = await Promise.all([...files].map(([entry, held]) => unpacked(id, entry, held)));
  return inside.flat();
}

/** Its name in the folder, and that of what is made of it, without an extension. */
function stem({ id, name }: Made): string {
  return `${id}--${name.replace(/\.[^.]+$/, '').replace(/[^\w-]/g, '_')}`;
}

async function convert(kind: string, files: readonly Made[]): Promise<void> {
  const [to = '', ...more] = TO[kind] ?? [];
  const [from, out] = [path.join(folder, kind), path.join(folder, `${kind}-out`)];
  await mkdir(from);
  await mkdir(out);
  const paths = await Promise.all(
    files.map(async (file) => {
      const place = path.join(from, `${stem(file)}.${kind}`);
      await writeFile(place, /ods|xlsx/.test(kind) ? withoutResults(file.bytes) : file.bytes);
      return place;
    }),
  );
  // A profile of its own: neither the settings of whoever runs this, nor an office that is open.
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  await run(SOFFICE, [profile, '--headless', ...more, '--convert-to', to, '--outdir', out, ...paths], {
    timeout: 600_000,
    maxBuffer: 50_000_000,
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

async function faultsOf(file: Made): Promise<string[]> {
  const kind = kindOf(file.name);
  const out = path.join(folder, `${kind}-out`);
  const names = (await readdir(out)).filter(
    (name) => name === `${stem(file)}${path.extname(name)}` || name.startsWith(`${stem(file)}-`),
  );
  if (names.length === 0) return ['LibreOffice does not open it'];
  if (['png', 'jpg', 'svg'].includes(kind)) return [];
  const texts = new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(out, name), 'utf8')] as const),
    ),
  );
  if (kind === 'ods' || kind === 'xlsx') return sheetFaults(file, texts);
  const found = plain([...texts.values()].join('\n').replace(/<[^>]*>/g, ' '));
  return (await wordsOf(file))
    .filter((words) => !found.includes(words))
    .map((words) => `not found: ${words}`);
}

/** Lines that must be read: properties and comments, which are no part of the text, left out. */
async function wordsOf(file: Made): Promise<string[]> {
  const kind = kindOf(file.name);
  if (kind === 'pdf')
    return (await openFile(file.name, file.bytes)).text.split('\n').slice(0, 3).map(plain).filter(Boolean);
  if (kind === 'csv') {
    return Buffer.from(file.bytes)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/[\r\n;]+/)
      .filter((cell) => /^[\p{L} ]+$/u.test(cell))
      .map(plain);
  }
  const parts = unzipSync(file.bytes);
  const main = Buffer.from(parts['content.xml'] ?? parts['word/document.xml'] ?? []).toString('utf8');
  const text = main.replace(/<office:annotation [\s\S]*?<\/office:annotation>/g, '');
  return [...text.matchAll(/<(text:[ph]|w:t)(?: [^>]*)?>([^<>]+)<\//g)]
    .map(([, , words = '']) => plain(unescaped(words)))
    .filter((words) => words.length > 1);
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

async function sheetFaults(file: Made, texts: ReadonlyMap<string, string>): Promise<string[]> {
  const { sheets } = await openFile(file.name, file.bytes);
  return sheets.flatMap(({ name, rows }) => {
    const text = texts.get(`${stem(file)}-${name}.csv`);
    if (text === undefined) return [`no sheet « ${name} » in ${[...texts.keys()].join(', ')}`];
    const read = text
      .split('\n')
      .map((line) => line.split('\t').map((cell) => cell.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"')));
    return rows.flatMap((row, rank) =>
      row.flatMap((cell, column) => {
        const shown = read[rank]?.[column] ?? '';
        return isSame(cell, shown)
          ? []
          : [`${name}, row ${rank + 1}, column ${column + 1}: « ${String(cell)} » meant, « ${shown} » shown`];
      }),
    );
  });
}

/** Figures as figures, whatever the language they are shown in; days and hours are shown in some form. */
function isSame(meant: unknown, shown: string): boolean {
  if (meant === null || meant === undefined || meant === '') return shown === '';
  if (meant instanceof Date || /^PT\d/.test(String(meant))) return /\d[:/.-]\d/.test(shown);
  if (typeof meant === 'boolean') return /^(?:true|false|vrai|faux|0|1)$/i.test(shown) === true;
  if (typeof meant !== 'number') return plain(String(meant)) === plain(shown);
  const number = Number(
    shown
      .replace(/[\s\u00a0\u202f€]/g, '')
      .replace(',', '.')
      .replace('%', ''),
  );
  const scale = shown.includes('%') ? 100 : 1;
  return Math.abs(number - meant * scale) < 0.051;
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/&nbsp;/g, ' ')
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .trim();
}
