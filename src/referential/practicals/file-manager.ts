import { z } from 'zod';
import type { Prepare } from './component.ts';

/** What an author writes of a file manager: a disk given by paths, and the state to reach. */

const path = z
  .string()
  .max(200)
  .regex(/^[^/\\:*?"<>|\s](?:[^\\:*?"<>|\n]*[^/\\:*?"<>|\s])?$/u, 'un chemin comme Documents/Club/liste.csv')
  .refine(
    (value) => value.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
    'un chemin sans partie vide ni « .. »',
  );
const text = z.string().trim().min(1);
/** « 850 o », « 12 ko », « 2,4 Mo », « 1,5 Go »: shown as it is written, sorted as a number. */
const size = z
  .string()
  .regex(
    /^\d{1,3}(?:[ {2}\u202f]?\d{3})*(?:,\d+)?[ {2}\u202f](?:o|ko|Mo|Go|To)$/u,
    'une taille comme « 12 ko » ou « 2,4 Mo »',
  );
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'une date et une heure comme 2026-03-14 16:05');

const file = z.strictObject({
  path,
  size,
  modified: moment,
  author: text.optional(),
  /** What opening it shows: a text, a picture, or both. */
  text: text.optional(),
  picture: z
    .strictObject({
      file: z.string().regex(/^media\/[a-z0-9][a-z0-9._-]*$/, 'un fichier du dossier media/ du sujet'),
      alt: text,
    })
    .optional(),
  /** The icon it bears, when that is not the one of its extension. */
  icon: z
    .enum(['image', 'text', 'document', 'sheet', 'slides', 'sound', 'video', 'archive', 'page', 'program'])
    .optional(),
  /** Further lines of its properties. */
  details: z.record(text, text).default({}),
});

const config = z.strictObject({
  open: path.optional(),
  folders: z.array(path).max(60).default([]),
  files: z.array(file).max(300).default([]),
  bin: z.array(file).max(40).default([]),
  showTypes: z.boolean().default(true),
  showExtensions: z.boolean().default(true),
});

const paths = z.array(path).min(1).max(60);
/** Names count to the letter where naming is the question; elsewhere case and accents are let pass. */
const exact = z.boolean().default(false);

const expectation = z.union(
  [
    z.strictObject({ folder: path, holds: paths, only: z.boolean().default(true), exact }),
    z.strictObject({ path, from: path.optional(), exact }),
    z.strictObject({ archive: path, holds: paths, exact }),
    z.strictObject({ kept: paths }),
    z.strictObject({ gone: paths }),
    z.strictObject({ selected: paths }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « folder » et « holds », « path », « archive » et « holds », « kept », « gone », « selected » ou « rest: kept »',
);

export const fileManagerShape = { config, expect: z.array(expectation).min(1).max(20) };

export type FileManagerExpectation = z.infer<typeof expectation>;

export interface FileManagerConfig {
  readonly open: string;
  readonly showTypes: boolean;
  readonly showExtensions: boolean;
  /** Files of the disk, then those already in the bin; states name them by their rank. */
  readonly files: readonly DiskFile[];
  readonly folders: readonly string[];
}

export interface DiskFile {
  readonly path: string;
  readonly inBin: boolean;
  readonly size: string;
  readonly bytes: number;
  readonly modified: string;
  readonly author: string | null;
  readonly icon: string | null;
  readonly text: string | null;
  readonly picture: { readonly src: string; readonly alt: string } | null;
  readonly details: Readonly<Record<string, string>>;
}

/** The disk as the page gets it, every folder named; paths written twice or that lead nowhere are reported. */
export const prepareFileManager: Prepare<
  z.infer<typeof config>,
  FileManagerExpectation,
  FileManagerConfig
> = (authored, expected, { fault, picture }) => {
  const files = [...authored.files, ...authored.bin].map((one, rank): DiskFile => {
    const inBin = rank >= authored.files.length;
    const at = inBin
      ? ['practical', 'bin', rank - authored.files.length, 'picture', 'file']
      : ['practical', 'files', rank, 'picture', 'file'];
    const src = one.picture ? picture(one.picture.file, at) : null;
    return {
      path: one.path,
      inBin,
      size: one.size.replace(/ /g, '\u00a0'),
      bytes: bytesOf(one.size),
      modified: one.modified,
      author: one.author ?? null,
      icon: one.icon ?? null,
      text: one.text ?? null,
      picture: src !== null && one.picture ? { src, alt: one.picture.alt } : null,
      details: one.details,
    };
  });
  const folders = new Set([...authored.folders, ...authored.files.map((one) => parentOf(one.path))]);
  for (const folder of [...folders]) for (const above of ancestorsOf(folder)) folders.add(above);
  folders.delete('');

  const seen = new Set<string>(folders);
  authored.files.forEach((one, rank) => {
    if (seen.has(one.path))
      fault(`« ${one.path} » est écrit deux fois.`, ['practical', 'files', rank, 'path']);
    if (parentOf(one.path) === '')
      fault('un fichier est dans un dossier : écris par exemple Documents/liste.csv.', [
        'practical',
        'files',
        rank,
        'path',
      ]);
    seen.add(one.path);
  });
  const known = new Set(files.map((one) => one.path));
  const open = authored.open ?? '';
  if (open !== '' && !folders.has(open)) fault(`le dossier « ${open} » n'existe pas.`, ['practical', 'open']);
  expected.forEach((one, rank) => {
    for (const name of filesNamedBy(one)) {
      if (!known.has(name)) fault(`« ${name} » n'est pas un fichier de « practical ».`, ['expect', rank]);
    }
  });
  const { showTypes, showExtensions } = authored;
  return { open, showTypes, showExtensions, files, folders: [...folders].sort() };
};

/** Files of the disk, by the paths they have at first, that an expectation speaks of. */
export function filesNamedBy(expected: FileManagerExpectation): readonly string[] {
  if ('holds' in expected) return expected.holds;
  if ('kept' in expected) return expected.kept;
  if ('gone' in expected) return expected.gone;
  if ('selected' in expected) return expected.selected;
  return 'from' in expected && expected.from !== undefined ? [expected.from] : [];
}

/** '' for what stands at the top. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function ancestorsOf(path: string): string[] {
  const above = parentOf(path);
  return above === '' ? [] : [above, ...ancestorsOf(above)];
}

const UNITS: Readonly<Record<string, number>> = { o: 1, ko: 1e3, Mo: 1e6, Go: 1e9, To: 1e12 };

function bytesOf(written: string): number {
  const [, number = '0', unit = 'o'] = /^(.*?)[\s\u00a0\u202f](\p{L}+)$/u.exec(written) ?? [];
  return Math.round(Number(number.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')) * (UNITS[unit] ?? 1));
}
