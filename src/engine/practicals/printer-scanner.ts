import { z } from 'zod';
import { scaleOf } from '../../referential/practicals/printer-scanner.ts';
import {
  COLOURS,
  type ExpectedPrint,
  type ExpectedScan,
  FORMATS,
  MODES,
  PER_SHEET,
  type PrintExpectation,
  QUALITIES,
  SIDES,
  WEIGHTS,
} from '../../referential/practicals/printer-scanner-shape.ts';
import {
  changesIn,
  type PrintAct,
  type PrintConfig,
  type Printed,
  stopsOf,
  type World,
  worldOf,
} from '../../referential/practicals/printing-machine.ts';
import {
  facesOf,
  type PrintSettings,
  pagesOf,
  sideOf,
} from '../../referential/practicals/printing-sheets.ts';
import { fillOf, GLASS, isReadable, isWhole, type Saved } from '../../referential/practicals/scanning.ts';
import type { Component, Verdict } from './component.ts';

const MOST_ACTS = 150;

const id = z.string().max(40);
const on = z.boolean();
const settings = z.strictObject({
  pages: z.string().max(60),
  copies: z.int().min(1).max(99),
  collate: z.boolean(),
  sides: z.enum(SIDES),
  colour: z.enum(COLOURS),
  perSheet: z.union(PER_SHEET.map((count) => z.literal(count))),
  booklet: z.boolean(),
  orientation: z.enum(['portrait', 'landscape']),
  paper: z.string().max(6),
  tray: id,
  scale: z.int().min(0).max(400),
  quality: z.enum(QUALITIES),
});
const millimetres = z.number().min(0).max(GLASS[1]);
const act = z.union([
  z.strictObject({ print: id, with: settings }),
  z.strictObject({ test: id }),
  z.strictObject({ add: id }),
  z.strictObject({ standard: id }),
  z.strictObject({ prefer: id, sides: z.enum(SIDES).optional(), colour: z.enum(COLOURS).optional() }),
  z.strictObject({ pause: id, on }),
  z.strictObject({ cancel: id }),
  z.strictObject({ power: id, on }),
  z.strictObject({ plug: id, on }),
  z.strictObject({ join: id, to: z.string().max(40) }),
  z.strictObject({ fill: id, tray: id, paper: z.string().max(6) }),
  z.strictObject({ ink: id, of: z.enum(['black', 'colour']) }),
  z.strictObject({ clear: id }),
  z.strictObject({ port: id, to: z.string().max(15) }),
  z.strictObject({ driver: id, to: id }),
  z.strictObject({
    scan: id,
    with: z.strictObject({
      area: z.enum(['all', 'auto']).or(z.tuple([millimetres, millimetres, millimetres, millimetres])),
      dpi: z.int().min(50).max(2400),
      mode: z.enum(MODES),
      straight: z.boolean(),
    }),
  }),
  z.strictObject({ drop: z.int().min(0).max(20) }),
  z.strictObject({ raise: z.int().min(0).max(20) }),
  z.strictObject({
    save: z.strictObject({ format: z.enum(FORMATS), text: z.boolean(), quality: z.enum(WEIGHTS) }),
  }),
]);

/** What was done, act by act: what came of it is found again from that, never taken from the page. */
export const reachedPrinting = z.strictObject({ acts: z.array(act).max(MOST_ACTS) });

export type ReachedPrinting = z.infer<typeof reachedPrinting>;

export const printerScanner: Component<PrintConfig, PrintExpectation, ReachedPrinting> = {
  reached: reachedPrinting,
  initial: () => ({ acts: [] }),
  verdicts(config, expected, reached) {
    const world = worldOf(config, reached.acts as readonly PrintAct[]);
    return expected.map((one) => verdict(config, expected, one, world));
  },
  solve: (config, expected) =>
    structuredClone({ acts: expected.flatMap((one) => actsFor(config, one)) }) as ReachedPrinting,
};

/** Acts that bring what is expected: those that its author gives, then the obvious ones. */
export function actsFor(config: PrintConfig, one: PrintExpectation): readonly PrintAct[] {
  if ('rest' in one) return [];
  const by = ('by' in one ? one.by : undefined) ?? [];
  if ('printed' in one) return [...by, printing(config, one.printed)];
  if ('tested' in one) return [...by, { test: one.tested }];
  if ('cancelled' in one) return [...by, ...one.cancelled.map((cancel) => ({ cancel }))];
  if ('scanned' in one) return scanning(one.scanned);
  const { printer, is } = one;
  if (by.length > 0) return by;
  const sides = is.sides === 'two' ? 'long' : is.sides;
  return [
    ...(is.installed ? [{ add: printer }] : []),
    ...(is.standard ? [{ standard: printer }] : []),
    ...(is.on === undefined ? [] : [{ power: printer, on: is.on }]),
    ...(is.plugged === undefined ? [] : [{ plug: printer, on: is.plugged }]),
    ...(is.paused === undefined ? [] : [{ pause: printer, on: is.paused }]),
    ...(is.wifi === undefined ? [] : [{ join: printer, to: is.wifi }]),
    ...(is.port === undefined ? [] : [{ port: printer, to: is.port }]),
    ...(is.driver === undefined ? [] : [{ driver: printer, to: is.driver }]),
    ...(sides === undefined && is.colour === undefined
      ? []
      : [{ prefer: printer, sides, colour: is.colour }]),
  ];
}

function printing(config: PrintConfig, { printer, scale, sides, ...asked }: ExpectedPrint): PrintAct {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const one =
    printer === 'pdf' ? null : config.printers.find(({ id: each }) => each === (printer ?? config.standard));
  const settings: PrintSettings = {
    ...config.settings,
    ...(one && !one.colour ? { colour: 'grey' } : {}),
    ...given,
    ...(scale === undefined ? {} : { scale: scaleOf(scale) }),
    ...(sides === undefined ? {} : { sides: sides === 'two' ? 'long' : sides }),
  };
  return { print: printer ?? config.standard, with: settings };
}

function scanning({
  pages,
  format = 'pdf',
  dpi,
  mode = 'colour',
  text = false,
  straight,
  with: how,
}: ExpectedScan): PrintAct[] {
  const { quality = 'medium', ...shot } = how;
  const settings = {
    area: shot.area ?? 'auto',
    dpi: shot.dpi ?? dpi?.[0] ?? 300,
    mode: shot.mode ?? mode,
    straight: shot.straight ?? straight ?? true,
  };
  return [...pages.map((scan): PrintAct => ({ scan, with: settings })), { save: { format, text, quality } }];
}

function verdict(
  config: PrintConfig,
  all: readonly PrintExpectation[],
  one: PrintExpectation,
  world: World,
): Verdict {
  if ('printed' in one) {
    const near = stacksOf(world).map((stack) => troublesOf(config, one.printed, one.most, stack));
    const [closest] = [...near].sort((a, b) => a.length - b.length);
    if (closest?.length === 0) return { right: true, found: [] };
    const waits = config.printers.some(({ id: each }) =>
      world.printers[each]?.queue.some((job) => job.settings),
    );
    return { right: false, found: closest ?? (waits ? ['waits'] : []) };
  }
  if ('tested' in one) {
    const out = world.out.filter(({ printer, test }) => test && printer === one.tested);
    const right = out.some(({ garbled }) => !garbled);
    return { right, found: right ? [] : out.length > 0 ? ['garbled'] : [] };
  }
  if ('cancelled' in one) {
    const left = one.cancelled.filter((job) => !world.cancelled.includes(job));
    return { right: left.length === 0, found: left.map((job) => jobName(config, job)) };
  }
  if ('printer' in one) {
    const wrong = printerTroubles(config, world, one.printer, one.is);
    return { right: wrong.length === 0, found: wrong };
  }
  if ('scanned' in one) {
    const near = world.files.map((file) => scanTroubles(config, one.scanned, file));
    const [closest] = [...near].sort((a, b) => a.length - b.length);
    return { right: closest?.length === 0, found: closest ?? (world.shots.length > 0 ? ['unsaved'] : []) };
  }
  return restOf(config, all, one.but, world);
}

/** What came out of the window's document; the same sent twice is as good as two copies. */
function stacksOf(world: World): Printed[] {
  const stacks: Printed[] = [];
  for (const out of world.out) {
    if (!out.settings) continue;
    const alike = stacks.findIndex(
      (one) =>
        one.printer === out.printer && one.garbled === out.garbled && isAlike(one.settings, out.settings),
    );
    const known = stacks[alike];
    if (!known?.settings) stacks.push(out);
    else
      stacks[alike] = {
        ...known,
        sheets: known.sheets + out.sheets,
        settings: { ...known.settings, copies: known.settings.copies + out.settings.copies },
      };
  }
  return stacks;
}

function isAlike(one: PrintSettings | null, other: PrintSettings | null): boolean {
  return JSON.stringify({ ...one, copies: 0 }) === JSON.stringify({ ...other, copies: 0 });
}

/** The parts of a print that are not as asked, by name. */
function troublesOf(
  config: PrintConfig,
  wanted: ExpectedPrint,
  most: number | undefined,
  { settings: got, printer, sheets, garbled }: Printed,
): string[] {
  if (!got) return ['pages'];
  const count = config.document?.pages.length ?? 0;
  const list = (written: string) => pagesOf(written, count).pages.join();
  const { pages, sides, scale, printer: where, ...plain } = wanted;
  const names = Object.keys(plain) as (keyof typeof plain)[];
  // A booklet turns its sheets by the short edge.
  const turned = got.booklet ? 'short' : got.sides;
  const isTwo = sides === 'two' ? turned !== 'one' : turned === sides;
  return [
    ...(garbled ? ['garbled'] : []),
    ...(where === undefined || where === printer ? [] : ['printer']),
    ...(pages === undefined || list(pages) === list(got.pages) ? [] : ['pages']),
    ...(sides === undefined || isTwo ? [] : ['sides']),
    ...(scale === undefined ||
    isSameSize(config, got, { scale: scaleOf(scale), perSheet: plain.perSheet ?? 1 })
      ? []
      : ['scale']),
    ...names.filter((name) => plain[name] !== undefined && plain[name] !== got[name]),
    ...(most === undefined || sheets <= most ? [] : ['sheets']),
  ];
}

/** Whether the page is as large, to a hundredth or so, as it would be so asked: « fitted » may well be 100 %. */
function isSameSize(
  config: PrintConfig,
  got: PrintSettings,
  asked: Pick<PrintSettings, 'scale' | 'perSheet'>,
): boolean {
  const { document } = config;
  if (!document) return false;
  const size = (one: PrintSettings) =>
    sideOf(document, one, facesOf(one, [1])[0] ?? [1]).pages.at(-1)?.scale ?? 0;
  return Math.abs(size(got) - size({ ...got, ...asked })) < 0.012;
}

type PrinterParts = Extract<PrintExpectation, { is: unknown }>['is'];

function printerTroubles(config: PrintConfig, world: World, printer: string, is: PrinterParts): string[] {
  const now = world.printers[printer];
  const { standard, ready, sides, ...plain } = is;
  const names = Object.keys(plain) as (keyof typeof plain)[];
  return [
    ...(standard && world.standard !== printer ? ['standard'] : []),
    ...(ready ? stopsOf(config, world, printer).slice(0, 1) : []),
    ...(sides === undefined || (sides === 'two' ? now?.sides !== 'one' : now?.sides === sides)
      ? []
      : ['sides']),
    ...names.filter((name) => plain[name] !== undefined && plain[name] !== now?.[name]),
  ];
}

function scanTroubles(config: PrintConfig, wanted: ExpectedScan, file: Saved): string[] {
  const { pages, format, dpi, mode, text, straight, fills, under } = wanted;
  const originals = file.shots.map((shot) => ({
    shot,
    original: config.scanner?.originals.find(({ id: each }) => each === shot.original),
  }));
  const each = (
    test: (one: NonNullable<(typeof originals)[number]['original']>, shot: Saved['shots'][number]) => boolean,
  ) => originals.every(({ original, shot }) => original !== undefined && test(original, shot));
  return [
    ...(file.shots.map(({ original }) => original).join() === pages.join() ? [] : ['pages']),
    ...(format === undefined || format === file.format ? [] : ['format']),
    ...(dpi === undefined || each((_, shot) => shot.dpi >= dpi[0] && shot.dpi <= dpi[1]) ? [] : ['dpi']),
    ...(mode === undefined || each((_, shot) => shot.mode === mode) ? [] : ['mode']),
    ...(straight === undefined || each(({ skew }, shot) => skew === 0 || shot.straight === straight)
      ? []
      : ['straight']),
    ...(fills === undefined || each((one, shot) => isWhole(one, shot)) ? [] : ['cut']),
    ...(fills === undefined || each((one, shot) => fillOf(one, shot) * 100 >= fills) ? [] : ['loose']),
    ...(text === undefined || text === (file.text && file.format === 'pdf') ? [] : ['text']),
    ...(text !== true || !file.text || each((one, shot) => one.words === '' || isReadable(one, shot))
      ? []
      : ['unreadable']),
    ...(under === undefined || file.bytes <= under * 1000 ? [] : ['heavy']),
  ];
}

/** Nothing else changed, was printed or was saved than what the proof changes, prints and saves. */
function restOf(
  config: PrintConfig,
  all: readonly PrintExpectation[],
  but: readonly string[],
  world: World,
): Verdict {
  const proof = worldOf(
    config,
    all.flatMap((one) => actsFor(config, one)),
  );
  const free = new Set([...changesIn(config, proof), ...but]);
  const prints = all.flatMap((one) => ('printed' in one ? [one] : []));
  const extra = stacksOf(world).filter((stack) =>
    prints.every(({ printed, most }) => troublesOf(config, printed, most, stack).length > 0),
  );
  const tests = world.out.some(({ test, garbled }) => test && !garbled);
  const mayTest = all.some((one) => 'tested' in one) || but.includes('tests');
  const waits = Object.values(world.printers).some(({ queue }) =>
    queue.some((job) => job.settings || job.test),
  );
  const files = world.files.length > Math.max(1, proof.files.length);
  const found = [
    ...changesIn(config, world).filter((name) => !free.has(name)),
    ...(extra.length > 0 && !but.includes('prints') ? ['prints'] : []),
    ...(tests && !mayTest ? ['tests'] : []),
    ...(waits ? ['waits'] : []),
    ...(files && !but.includes('files') ? ['files'] : []),
  ];
  return {
    right: found.length === 0,
    found: [...new Set(found.map((name) => said(config, name)))].slice(0, 6),
  };
}

/** « accueil.paused » as « paused Accueil »: a part, then what has it; a text of the page says both. */
function said(config: PrintConfig, name: string): string {
  if (name.startsWith('job ')) return `job ${jobName(config, name.slice(4))}`;
  const [printer, part] = name.split('.');
  if (part === undefined || printer === 'spare') return name;
  return `${part} ${config.printers.find(({ id: each }) => each === printer)?.name ?? ''}`;
}

function jobName(config: PrintConfig, job: string): string {
  for (const { first } of config.printers) {
    const found = first.queue.find(({ id: each }) => each === job);
    if (found) return found.name;
  }
  return job;
}
