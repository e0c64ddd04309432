import { z } from 'zod';
import { isMoment } from './when.ts';

/** How authors tell what a file to open is made of; `content/README.md` says the same to them. */

/** Of one line, in a header or a property. */
const text = z.string().trim().min(1).max(1000, '1 000 signes au plus');
const words = z.union([z.string(), z.number().transform(String)]);
const moment = z
  .string()
  .refine(isMoment, 'une date (2026-03-05) ou un moment (2026-03-05 17:20) qui existe');

/** What the « Propriétés » of a document show. */
const propertiesShape = z.strictObject({
  title: text.optional(),
  author: text.optional(),
  subject: text.optional(),
  keywords: z.array(text).max(20).default([]),
  description: text.optional(),
  created: moment.optional(),
  modified: moment.optional(),
  lastAuthor: text.optional(),
  revision: z.coerce.number().int().min(1).max(9999).optional(),
  software: text.optional(),
});

// ---- spreadsheets

export const FORMATS = [
  ...['general', 'text', 'whole', 'tenths', 'cents', 'thousands'],
  ...['euros', 'percent', 'tenths-percent', 'date', 'time'],
] as const;
const format = z.enum(FORMATS);

const formulaCell = z.strictObject({
  formula: z.string().regex(/^=/, 'une formule commence par « = »'),
  /** What it gives: shown by programs that do not compute, and compared with what LibreOffice finds. */
  value: z.union([z.number(), z.string()]),
  format: format.optional(),
});
const richCell = z.strictObject({
  value: z.union([z.number(), z.boolean(), z.string()]),
  format: format.optional(),
  bold: z.boolean().default(false),
});
const cell = z.union([z.number(), z.boolean(), z.string(), formulaCell, richCell]);

/** What Excel takes for a damaged file. */
function refuseSheets(
  sheets: readonly { readonly name: string; readonly hidden: boolean }[],
  context: z.RefinementCtx,
): void {
  const names = sheets.map(({ name }) => name.trim().toLowerCase());
  const twice = names.findIndex((name, rank) => names.indexOf(name) < rank);
  const refuse = (message: string, path: PropertyKey[]) =>
    context.addIssue({ code: 'custom', message, path });
  if (twice >= 0) refuse(`deux feuilles ont le nom « ${sheets[twice]?.name} ».`, [twice, 'name']);
  if (sheets.every(({ hidden }) => hidden)) refuse('une feuille au moins doit se voir.', []);
}

const MOST_ROWS = 3000;
const column = z.strictObject({
  title: text.optional(),
  /** The column of a drawn table that fills it. */
  from: text.optional(),
  format: format.default('general'),
  width: z.coerce.number().min(2).max(100).optional(),
  hidden: z.boolean().default(false),
});
const sheet = z.strictObject({
  name: z
    .string()
    .regex(/^[^[\]*?:/\\'\p{Cc}]{1,31}$/u, "un nom de feuille de 31 signes au plus, sans [ ] * ? : / \\ '"),
  hidden: z.boolean().default(false),
  columns: z.array(column).max(40).default([]),
  rows: z
    .array(z.union([z.array(cell).max(40), z.record(z.string(), cell)]))
    .max(MOST_ROWS)
    .default([]),
  /** Cells told one by one, by address. */
  cells: z
    .record(z.string().regex(/^[A-Z]{1,2}[1-9]\d{0,3}$/, 'une adresse de cellule, comme B12'), cell)
    .default({}),
  hiddenRows: z.array(z.coerce.number().int().min(1).max(9999)).default([]),
});

// ---- documents

const change = { by: text, on: moment.optional() };
const run = z.union([
  words,
  z.strictObject({ inserted: words, ...change }),
  z.strictObject({ deleted: words, ...change }),
  z.strictObject({ text: words, comment: text, ...change }),
]);
const block = z.union([
  words,
  z.strictObject({ title: words }),
  z.strictObject({ heading: words, level: z.coerce.number().int().min(1).max(4).default(1) }),
  z.strictObject({ runs: z.array(run).min(1) }),
  z.strictObject({ list: z.array(words).min(1), ordered: z.boolean().default(false) }),
  z.strictObject({ table: z.array(z.array(words).min(1)).min(1) }),
  z.strictObject({ break: z.literal('page') }),
]);
const fits = (row: readonly string[]) => row.length <= 12;
/** A formula may give several blocks for each of its items. */
const blocks = z
  .array(z.union([block, z.array(block)]))
  .min(1)
  .transform((given) => given.flat())
  .refine((given) => given.length <= 2000, '2 000 paragraphes au plus')
  .refine(
    (given) => given.every((one) => typeof one === 'string' || !('table' in one) || one.table.every(fits)),
    'un tableau a 12 colonnes au plus',
  );

// ---- pictures

const MOST_PIXELS = 1_000_000;
const MOST_POINTS = 200;
const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'une couleur comme #c8401f');
const number = z.coerce.number();
const point = z.tuple([number, number]);
const box = z.tuple([number, number, number, number]);
const drawn = z.strictObject({
  fill: z.union([colour, z.tuple([colour, colour])]),
  rect: box.optional(),
  round: number.optional(),
  ellipse: box.optional(),
  polygon: z.array(point).min(3).max(MOST_POINTS).optional(),
  line: z.array(point).min(2).max(MOST_POINTS).optional(),
  thick: number.positive().optional(),
  text: words.optional(),
  at: point.optional(),
  tall: number.positive().optional(),
});
const picture = z
  .strictObject({
    width: number.int().min(1).max(4000),
    height: number.int().min(1).max(4000),
    ground: colour.default('#ffffff'),
    shapes: z.array(drawn).max(200).default([]),
    /** Of a JPEG. */
    quality: number.int().min(1).max(100).default(85),
  })
  .refine(({ width, height }) => width * height <= MOST_PIXELS, 'un million de pixels au plus');

const exif = z
  .strictObject({
    taken: moment.optional(),
    modified: moment.optional(),
    maker: text.optional(),
    model: text.optional(),
    author: text.optional(),
    description: text.optional(),
    software: text.optional(),
    latitude: number.min(-90).max(90).optional(),
    longitude: number.min(-180).max(180).optional(),
    altitude: number.min(-500).max(9000).optional(),
    orientation: number.int().min(1).max(8).optional(),
    /** Pixels per inch. */
    resolution: number.min(1).max(10_000).optional(),
    /** Seconds that the shutter stays open, as 1/exposure. */
    exposure: number.int().min(1).max(10_000).optional(),
    aperture: number.min(0.5).max(64).optional(),
    sensitivity: number.int().min(10).max(60_000).optional(),
  })
  .refine(
    ({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined),
    'une latitude va avec une longitude',
  );

// ---- the file

const parts = {
  content: z.string().min(1).optional(),
  sheets: z.array(sheet).min(1).max(12).superRefine(refuseSheets).optional(),
  text: blocks.optional(),
  picture: picture.optional(),
  exif: exif.optional(),
  properties: propertiesShape.optional(),
};

/** What Windows can't extract. */
const UNKEPT = /[^./ ][. ]+(?:\/|$)|(?:^|\/)(?:aux|con|nul|prn|com\d|lpt\d)(?:[./]|$)/i;

const entryName = z
  .string()
  .max(150)
  // An accent is one with its letter, or two names that read the same could differ.
  .transform((name) => name.normalize('NFC'))
  .pipe(
    z
      .string()
      .regex(
        /^[\p{L}\d_-][\p{L}\d _.'-]*(?:\/[\p{L}\d_-][\p{L}\d _.'-]*)*\/?$/u,
        'un nom de fichier, précédé de ses dossiers : photos/plage.jpg (ou vide/ pour un dossier vide)',
      ),
  )
  .refine(
    (name) => !UNKEPT.test(name),
    'un nom que Windows garde : ni point ni espace à la fin, ni con, aux, nul…',
  );

const MOST_FILES = 100;

interface EntryFile {
  readonly name: string;
  readonly content?: string | undefined;
  readonly sheets?: SheetFile[] | undefined;
  readonly text?: BlockFile[] | undefined;
  readonly picture?: PictureFile | undefined;
  readonly exif?: ExifFile | undefined;
  readonly properties?: PropertiesFile | undefined;
  readonly files?: EntryFile[] | undefined;
  readonly date?: string | undefined;
}

const entry: z.ZodType<EntryFile> = z
  .strictObject({
    name: entryName,
    ...parts,
    get files() {
      return z.array(entry).min(1).max(MOST_FILES).optional();
    },
    date: moment.optional(),
  })
  .superRefine((file, context) => {
    if (file.name.endsWith('/') && bodyOf(file).length === 0) return;
    const fault = bodyFault(file);
    if (fault !== null) context.addIssue(fault);
  });

const BODY = ['content', 'sheets', 'text', 'picture', 'files'] as const;
/** What each kind of file is made of. */
const BODIES: Readonly<Record<string, (typeof BODY)[number]>> = {
  ...Object.fromEntries(['csv', 'txt', 'html', 'svg', 'json'].map((kind) => [kind, 'content'])),
  ...Object.fromEntries(['ods', 'xlsx'].map((kind) => [kind, 'sheets'])),
  ...Object.fromEntries(['odt', 'docx', 'pdf'].map((kind) => [kind, 'text'])),
  ...Object.fromEntries(['png', 'jpg'].map((kind) => [kind, 'picture'])),
  zip: 'files',
};
export const MADE_KINDS = Object.keys(BODIES);

export function kindOf(name: string): string {
  return name.split('.').at(-1) ?? '';
}

/** The name of a file made for a pupil, as it stands in its address. */
export const madeName = z
  .string()
  .regex(
    new RegExp(`^[a-z0-9][a-z0-9_-]*\\.(${MADE_KINDS.join('|')})$`),
    `minuscules, chiffres, tirets, puis .${MADE_KINDS.join(', .')}`,
  );

/** What tells a file to open apart from one of `media/`. */
export const madeShape = {
  ...parts,
  /** Of a .zip: what it holds, archives included. */
  files: z.array(entry).min(1).max(MOST_FILES).optional(),
  /** Of a .zip: when its files were saved. */
  date: moment.optional(),
  /** The same in another format, beside it. */
  twin: z.strictObject({ name: madeName, label: text }).optional(),
  /** Texts that the check must find in the opened file. */
  holds: z.array(words).optional(),
};

export type SheetFile = z.output<typeof sheet>;
export type CellFile = z.output<typeof cell>;
export type CellFormat = z.output<typeof format>;
export type BlockFile = z.output<typeof block>;
export type RunFile = z.output<typeof run>;
export type PropertiesFile = z.output<typeof propertiesShape>;
export type PictureFile = z.output<typeof picture>;
export type ExifFile = z.output<typeof exif>;

/** A file as its author tells it: what `bodyFault` finds nothing wrong with can be made. */
export type MadeFile = EntryFile;

function bodyOf(file: Readonly<Record<string, unknown>> | EntryFile): string[] {
  return BODY.filter((key) => Object(file)[key] !== undefined);
}

/** What keeps a file from being made: told with the place of the key to mend. */
export function bodyFault(
  file: Readonly<{ name: string }> & object,
): { code: 'custom'; message: string; path: string[] } | null {
  if (file.name.endsWith('/')) {
    return {
      code: 'custom',
      message: `« ${file.name} » est un dossier vide : il ne contient rien ; sinon, donne le nom d'un fichier.`,
      path: ['name'],
    };
  }
  const kind = kindOf(file.name);
  const wanted = BODIES[kind];
  if (wanted === undefined) {
    return {
      code: 'custom',
      message: `on ne fabrique pas de .${kind}, mais : .${MADE_KINDS.join(', .')}`,
      path: ['name'],
    };
  }
  const given = bodyOf(file);
  if (given.length !== 1 || given[0] !== wanted) {
    return {
      code: 'custom',
      message: `un fichier .${kind} se décrit par « ${wanted} »${given.length > 0 ? `, et non par « ${given.join(', ')} »` : ''}.`,
      path: [],
    };
  }
  const odd = [
    ['exif', ['png', 'jpg']],
    ['properties', ['ods', 'xlsx', 'odt', 'docx', 'pdf']],
    ['date', ['zip']],
  ].find(([key, kinds]) => Object(file)[String(key)] !== undefined && !kinds?.includes(kind));
  if (odd)
    return {
      code: 'custom',
      message: `un fichier .${kind} n'a pas de « ${odd[0]} ».`,
      path: [String(odd[0])],
    };
  const blocksOf = 'text' in file && Array.isArray(file.text) ? (file.text as BlockFile[]) : [];
  if (kind === 'pdf' && blocksOf.some((one) => typeof one === 'object' && 'runs' in one)) {
    return { code: 'custom', message: 'un PDF ne garde ni changements ni commentaires.', path: ['text'] };
  }
  return null;
}
