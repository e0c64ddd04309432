import { z } from 'zod';

/** What an author writes of a document to print, of printers and of a scanner, and what must come of them. */

const text = z.string().trim().min(1);
const short = text.max(80);
const id = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules, chiffres et tirets seulement');
const paper = z.enum(['A3', 'A4', 'A5', 'A6', '10x15']);
const ip = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}$/, 'une adresse comme 192.168.1.20');
const percent = z.number().min(0).max(100);
const sheets = z.int().min(0).max(2000);

export const PRINT_OPTIONS = [
  ...(['printer', 'pages', 'copies', 'collate', 'colour', 'sides', 'perSheet', 'booklet'] as const),
  ...(['orientation', 'paper', 'tray', 'scale', 'quality'] as const),
] as const;
export const LOOKS = ['cover', 'text', 'picture', 'table', 'map', 'score', 'photo'] as const;
export const SIDES = ['one', 'long', 'short'] as const;
export const COLOURS = ['colour', 'grey'] as const;
export const QUALITIES = ['draft', 'normal', 'high'] as const;
export const PER_SHEET = [1, 2, 4, 6, 9] as const;
export const MODES = ['colour', 'grey', 'black'] as const;
export const FORMATS = ['pdf', 'jpg', 'png'] as const;
export const WEIGHTS = ['high', 'medium', 'small'] as const;

const perSheet = z.union(PER_SHEET.map((count) => z.literal(count)));
const scale = z.literal('fit').or(z.number().min(10).max(400));
const settings = {
  pages: z.string().max(60),
  copies: z.int().min(1).max(99),
  collate: z.boolean(),
  sides: z.enum(SIDES),
  colour: z.enum(COLOURS),
  perSheet,
  booklet: z.boolean(),
  orientation: z.enum(['portrait', 'landscape']),
  paper,
  tray: id,
  scale,
  quality: z.enum(QUALITIES),
};

const page = z.strictObject({
  title: short.default(''),
  look: z.enum(LOOKS).default('text'),
  black: percent.default(0.3),
  colour: percent.default(0),
});
const document = z.strictObject({
  name: short,
  paper: paper.default('A4'),
  wide: z.boolean().default(false),
  /** How many, or each. */
  pages: z.int().min(1).max(60).or(z.array(page).min(1).max(60)),
  /** Of every page that says nothing else. */
  look: z.enum(LOOKS).default('text'),
  black: percent.default(0.3),
  colour: percent.default(0),
  options: z
    .array(z.enum(PRINT_OPTIONS))
    .min(1)
    .default([...PRINT_OPTIONS]),
  /** What the window holds at first. */
  settings: z.strictObject(settings).partial().default({}),
});
const tray = z.strictObject({
  id,
  name: short.max(40),
  paper: paper.default('A4'),
  sheets,
  capacity: sheets.default(250),
});
const waiting = z.strictObject({
  id,
  name: short,
  owner: short.default(''),
  sheets: sheets.default(1),
  paper: paper.default('A4'),
  tray: id.default('auto'),
  black: percent.default(0.3),
  colour: percent.default(0),
});
const printer = z.strictObject({
  id,
  name: short,
  model: short.default(''),
  place: short.default(''),
  link: z.enum(['cable', 'usb', 'wifi']).default('usb'),
  colour: z.boolean().default(true),
  duplex: z.boolean().default(true),
  address: ip.or(z.literal('')).default(''),
  networks: z.array(short.max(40)).max(6).default([]),
  drivers: z
    .array(z.strictObject({ id, name: short, models: z.array(short).max(4).default([]) }))
    .max(8)
    .default([]),
  installed: z.boolean().default(true),
  on: z.boolean().default(true),
  plugged: z.boolean().default(true),
  wifi: z.string().max(40).default(''),
  paused: z.boolean().default(false),
  jam: z.boolean().default(false),
  port: ip.or(z.literal('')).default(''),
  driver: id.or(z.literal('')).default(''),
  sides: z.enum(SIDES).default('one'),
  prints: z.enum(COLOURS).optional(),
  trays: z
    .array(tray)
    .min(1)
    .max(4)
    .default([{ id: 'bac', name: 'Bac', paper: 'A4', sheets: 120, capacity: 250 }]),
  ink: z
    .strictObject({ black: percent.default(80), colour: percent.default(80) })
    .default({ black: 80, colour: 80 }),
  queue: z.array(waiting).max(8).default([]),
});
const scanner = z.strictObject({
  name: short.default('Scanner'),
  originals: z
    .array(
      z.strictObject({
        id,
        name: short,
        look: z.enum(LOOKS).default('text'),
        width: z.number().min(20).max(230).default(210),
        height: z.number().min(20).max(310).default(297),
        skew: z.number().min(-12).max(12).default(0),
        words: z.string().max(240).default(''),
      }),
    )
    .min(1)
    .max(8),
  dpis: z.array(z.int().min(50).max(2400)).min(2).max(7).default([75, 150, 300, 600, 1200]),
  formats: z
    .array(z.enum(FORMATS))
    .min(1)
    .default([...FORMATS]),
  text: z.boolean().default(true),
});

const config = z.strictObject({
  title: short.default('Mon ordinateur'),
  open: z.enum(['print', 'printers']).optional(),
  document: document.optional(),
  printers: z.array(printer).max(8).default([]),
  /** The printer that is chosen when none is. */
  standard: id.optional(),
  pdf: z.boolean().default(true),
  network: short.max(40).default(''),
  /** Sheets in reserve, spare cartridges. */
  stock: z.partialRecord(paper, sheets).default({}),
  spares: z
    .strictObject({ black: z.int().min(0).max(9).default(0), colour: z.int().min(0).max(9).default(0) })
    .default({ black: 0, colour: 0 }),
  scanner: scanner.optional(),
});

const area = z.enum(['all', 'auto']).or(z.tuple([z.number(), z.number(), z.number(), z.number()]));
const shot = { area, dpi: z.int(), mode: z.enum(MODES), straight: z.boolean() };
const on = z.boolean();
const act = z.union(
  [
    z.strictObject({ test: id }),
    z.strictObject({ add: id }),
    z.strictObject({ standard: id }),
    z.strictObject({ prefer: id, sides: z.enum(SIDES).optional(), colour: z.enum(COLOURS).optional() }),
    z.strictObject({ pause: id, on }),
    z.strictObject({ cancel: id }),
    z.strictObject({ power: id, on }),
    z.strictObject({ plug: id, on }),
    z.strictObject({ join: id, to: short }),
    z.strictObject({ fill: id, tray: id, paper }),
    z.strictObject({ ink: id, of: z.enum(['black', 'colour']) }),
    z.strictObject({ clear: id }),
    z.strictObject({ port: id, to: ip }),
    z.strictObject({ driver: id, to: id }),
    z.strictObject({ scan: id, with: z.strictObject(shot) }),
  ],
  'un geste est « test », « add », « standard », « prefer », « pause », « cancel », « power », « plug », « join », « fill », « ink », « clear », « port », « driver » ou « scan »',
);
/** Acts that bring it, one after the other: the proof that it can be, and what may change. */
const by = z.array(act).max(20).optional();

const printed = z
  .strictObject({ printer: id.optional(), ...settings, sides: z.enum([...SIDES, 'two']) })
  .partial();
const scanned = z.strictObject({
  /** Originals, in their order. */
  pages: z.array(id).min(1).max(8),
  format: z.enum(FORMATS).optional(),
  /** From, to. */
  dpi: z.tuple([z.int(), z.int()]).optional(),
  mode: z.enum(MODES).optional(),
  text: z.boolean().optional(),
  straight: z.boolean().optional(),
  /** Whole, and filling at least that part of the area, in percents. */
  fills: percent.optional(),
  /** Kilobytes. */
  under: z.number().min(1).optional(),
  /** How the proof is made. */
  with: z
    .strictObject({ ...shot, quality: z.enum(WEIGHTS) })
    .partial()
    .default({}),
});
const expectation = z.union(
  [
    z.strictObject({ printed, most: z.int().min(1).optional(), by }),
    z.strictObject({ tested: id, by }),
    z.strictObject({
      printer: id,
      is: z.strictObject({
        standard: z.literal(true).optional(),
        ready: z.literal(true).optional(),
        installed: z.boolean().optional(),
        on: z.boolean().optional(),
        plugged: z.boolean().optional(),
        paused: z.boolean().optional(),
        wifi: short.optional(),
        port: ip.optional(),
        driver: id.optional(),
        sides: z.enum([...SIDES, 'two']).optional(),
        colour: z.enum(COLOURS).optional(),
      }),
      by,
    }),
    z.strictObject({ cancelled: z.array(id).min(1).max(8), by }),
    z.strictObject({ scanned }),
    z.strictObject({ rest: z.literal('kept'), but: z.array(z.string().max(60)).max(20).default([]) }),
  ],
  'une attente est « printed », « tested », « printer » et « is », « cancelled », « scanned » ou « rest: kept »',
);

export const printerScannerShape = { config, expect: z.array(expectation).min(1).max(12) };

export type AuthoredPrinting = z.infer<typeof config>;
export type PrintExpectation = z.infer<typeof expectation>;
export type ExpectedPrint = z.infer<typeof printed>;
export type ExpectedScan = z.infer<typeof scanned>;
