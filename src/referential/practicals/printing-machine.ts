import {
  inkOf,
  isTwoSided,
  MOST_COPIES,
  PAPERS,
  type PrintedDocument,
  type PrintSettings,
  pagesOf,
  sheetsOf,
} from './printing-sheets.ts';
import { type Saved, type Scanner, type ScannerAct, type Shot, scannerAct } from './scanning.ts';

/**
 * Printers, their queues and a scanner, as they stand after what was done to them, act by act. Run by the page and by the
 * server: a page reports acts only, and what came of them is found again here.
 */

export interface Tray {
  readonly id: string;
  readonly name: string;
  readonly paper: string;
  readonly sheets: number;
  readonly capacity: number;
}
export interface Inks {
  readonly black: number;
  readonly colour: number;
}
export interface Waiting {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly sheets: number;
  readonly paper: string;
  readonly tray: string;
  readonly black: number;
  readonly colour: number;
}
export interface Printer {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly place: string;
  readonly link: string;
  readonly colour: boolean;
  readonly duplex: boolean;
  /** Its own address, and networks that it may join. */
  readonly address: string;
  readonly networks: readonly string[];
  readonly drivers: readonly {
    readonly id: string;
    readonly name: string;
    readonly models: readonly string[];
  }[];
  readonly first: PrinterState;
}
export interface PrinterState {
  readonly installed: boolean;
  readonly on: boolean;
  readonly plugged: boolean;
  readonly wifi: string;
  readonly paused: boolean;
  readonly jam: boolean;
  /** The address where the computer sends. */
  readonly port: string;
  readonly driver: string;
  /** What it does when nothing else is asked. */
  readonly sides: string;
  readonly colour: string;
  readonly trays: readonly Tray[];
  readonly ink: Inks;
  readonly queue: readonly Waiting[];
}
export interface PrintConfig {
  readonly title: string;
  readonly open: string;
  readonly document: PrintedDocument | null;
  /** Settings that a pupil may change. */
  readonly options: readonly string[];
  readonly settings: PrintSettings;
  readonly printers: readonly Printer[];
  readonly standard: string;
  readonly pdf: boolean;
  /** The network of the computer. */
  readonly network: string;
  readonly stock: Readonly<Record<string, number>>;
  readonly spares: Inks;
  readonly scanner: Scanner | null;
}
/** What came out, or became a file when `printer` is `pdf`. */
export interface Printed {
  readonly printer: string;
  readonly name: string;
  readonly owner: string;
  readonly sheets: number;
  /** Of the document of the window. */
  readonly settings: PrintSettings | null;
  readonly test: boolean;
  /** Signs that no one can read: the driver is another's. */
  readonly garbled: boolean;
}
interface Sent extends Waiting {
  readonly settings: PrintSettings | null;
  readonly test: boolean;
}
export interface PrinterNow extends Omit<PrinterState, 'queue' | 'trays'> {
  readonly trays: readonly Tray[];
  readonly queue: readonly Sent[];
}
export interface World {
  readonly printers: Record<string, PrinterNow>;
  standard: string;
  readonly stock: Record<string, number>;
  spares: Inks;
  cancelled: string[];
  out: Printed[];
  shots: Shot[];
  files: Saved[];
  /** Why the last act could not be done. */
  refused: string | null;
}
export type PrintAct =
  | { readonly print: string; readonly with: PrintSettings }
  | { readonly test: string }
  | { readonly add: string }
  | { readonly standard: string }
  | { readonly prefer: string; readonly sides?: string | undefined; readonly colour?: string | undefined }
  | { readonly pause: string; readonly on: boolean }
  | { readonly cancel: string }
  | { readonly power: string; readonly on: boolean }
  | { readonly plug: string; readonly on: boolean }
  | { readonly join: string; readonly to: string }
  | { readonly fill: string; readonly tray: string; readonly paper: string }
  | { readonly ink: string; readonly of: 'black' | 'colour' }
  | { readonly clear: string }
  | { readonly port: string; readonly to: string }
  | { readonly driver: string; readonly to: string }
  | ScannerAct;

/** The machines after these acts. An act that cannot be done changes nothing; of the last one `refused` says why. */
export function worldOf(config: PrintConfig, acts: readonly PrintAct[]): World {
  const world: World = {
    printers: Object.fromEntries(
      config.printers.map(({ id, first }) => [
        id,
        { ...first, queue: first.queue.map((job) => ({ ...job, settings: null, test: false })) },
      ]),
    ),
    standard: config.standard,
    stock: { ...config.stock },
    spares: config.spares,
    cancelled: [],
    out: [],
    shots: [],
    files: [],
    refused: null,
  };
  pump(config, world);
  acts.forEach((act, rank) => {
    world.refused = doAct(config, world, act, rank);
    if (world.refused === null) pump(config, world);
  });
  return world;
}

export function printerOf(config: PrintConfig, id: string): Printer | null {
  return config.printers.find((one) => one.id === id) ?? null;
}

/** What keeps this printer from printing, most basic first; of its first job too. Empty: it prints. */
export function stopsOf(config: PrintConfig, world: World, id: string): string[] {
  const [now, printer] = [world.printers[id], printerOf(config, id)];
  if (!now || !printer) return ['unknown'];
  const [job] = now.queue;
  return [
    ...unreachedBy(config, printer, now),
    ...(now.paused ? ['paused'] : []),
    ...(now.jam ? ['jam'] : []),
    ...(now.trays.every(({ sheets }) => sheets === 0) ? ['empty'] : job ? paperStop(now, job) : []),
    ...(job && job.black > now.ink.black ? ['black'] : []),
    ...(job && job.colour > now.ink.colour ? ['colour'] : []),
  ];
}

/** Why the computer gets no answer from it. */
function unreachedBy(config: PrintConfig, printer: Printer, now: PrinterNow): string[] {
  if (!now.on) return ['off'];
  if (printer.link === 'wifi' && now.wifi !== config.network) return ['network'];
  if (printer.link !== 'wifi' && !now.plugged) return ['unplugged'];
  return printer.address !== '' && now.port !== printer.address ? ['port'] : [];
}

/** As the computer shows it: it knows no more than that. */
export function statusOf(config: PrintConfig, world: World, id: string): string {
  const stops = stopsOf(config, world, id);
  if (stops.some((stop) => ['off', 'unplugged', 'network', 'port', 'unknown'].includes(stop)))
    return 'offline';
  return stops[0] ?? 'ready';
}

function paperStop(now: PrinterNow, job: Sent): string[] {
  const fits = now.trays.filter(
    (tray) => tray.paper === job.paper && (job.tray === 'auto' || tray.id === job.tray),
  );
  if (fits.length === 0) return ['paper'];
  return fits.some(({ sheets }) => sheets >= job.sheets) ? [] : ['sheets'];
}

function pump(config: PrintConfig, world: World): void {
  for (const printer of config.printers) {
    for (;;) {
      const now = world.printers[printer.id];
      const [job, ...queue] = now?.queue ?? [];
      if (!now || !job || stopsOf(config, world, printer.id).length > 0) break;
      const from = now.trays.find(
        (tray) =>
          tray.paper === job.paper &&
          (job.tray === 'auto' || tray.id === job.tray) &&
          tray.sheets >= job.sheets,
      );
      world.printers[printer.id] = {
        ...now,
        queue,
        trays: now.trays.map((tray) =>
          tray === from ? { ...tray, sheets: tray.sheets - job.sheets } : tray,
        ),
        ink: {
          black: Math.round((now.ink.black - job.black) * 10) / 10,
          colour: Math.round((now.ink.colour - job.colour) * 10) / 10,
        },
      };
      const { name, owner, sheets, settings, test } = job;
      world.out.push({
        printer: printer.id,
        name,
        owner,
        sheets,
        settings,
        test,
        garbled: isGarbled(printer, now),
      });
    }
  }
}

function isGarbled(printer: Printer, now: PrinterNow): boolean {
  if (printer.drivers.length === 0) return false;
  return !printer.drivers.some(({ id, models }) => id === now.driver && models.includes(printer.model));
}

/** Why a document cannot be sent so; null when it can. */
export function sendFault(
  config: PrintConfig,
  world: World,
  id: string,
  settings: PrintSettings,
): string | null {
  const { document } = config;
  if (!document) return 'no-document';
  const { fault } = pagesOf(settings.pages, document.pages.length);
  if (fault) return `pages-${fault}`;
  if (!Number.isInteger(settings.copies) || settings.copies < 1 || settings.copies > MOST_COPIES)
    return 'copies';
  if (!(settings.scale === 0 || (settings.scale >= 10 && settings.scale <= 400))) return 'scale';
  if (!Object.hasOwn(PAPERS, settings.paper)) return 'no-paper';
  if (id === 'pdf') return config.pdf ? null : 'unknown';
  const [now, printer] = [world.printers[id], printerOf(config, id)];
  if (!now?.installed || !printer) return 'unknown';
  if (isTwoSided(settings) && !printer.duplex) return 'one-side';
  if (settings.colour === 'colour' && !printer.colour) return 'grey-only';
  if (settings.tray !== 'auto' && !now.trays.some((tray) => tray.id === settings.tray)) return 'unknown';
  return null;
}

function doAct(config: PrintConfig, world: World, act: PrintAct, rank: number): string | null {
  if ('print' in act) return send(config, world, act.print, act.with, `j${rank}`);
  if ('cancel' in act) return cancel(world, act.cancel);
  if ('scan' in act || 'drop' in act || 'raise' in act || 'save' in act)
    // Of a window with no scanner, the page has none of its rules.
    return config.scanner ? scannerAct(config.scanner, world, act) : 'unknown';
  if ('standard' in act) {
    if (act.standard !== 'pdf' && !world.printers[act.standard]?.installed) return 'unknown';
    world.standard = act.standard;
    return null;
  }
  return tend(config, world, act);
}

function send(
  config: PrintConfig,
  world: World,
  id: string,
  settings: PrintSettings,
  name: string,
): string | null {
  const fault = sendFault(config, world, id, settings);
  const { document } = config;
  if (fault || !document) return fault;
  const { pages } = pagesOf(settings.pages, document.pages.length);
  const sheets = sheetsOf(settings, pages) * settings.copies;
  if (id === 'pdf') {
    world.out.push({
      printer: 'pdf',
      name: document.name,
      owner: '',
      sheets,
      settings,
      test: false,
      garbled: false,
    });
    return null;
  }
  const now = world.printers[id];
  if (!now) return 'unknown';
  const { paper, tray } = settings;
  const { black, colour } = inkOf(document, settings, pages);
  const job = {
    id: name,
    name: document.name,
    owner: '',
    sheets,
    paper,
    tray,
    black,
    colour,
    settings,
    test: false,
  };
  world.printers[id] = { ...now, queue: [...now.queue, job] };
  return null;
}

function cancel(world: World, job: string): string | null {
  for (const [id, now] of Object.entries(world.printers)) {
    if (!now.queue.some((one) => one.id === job)) continue;
    world.printers[id] = { ...now, queue: now.queue.filter((one) => one.id !== job) };
    world.cancelled.push(job);
    return null;
  }
  return 'unknown';
}

type Tending = Exclude<PrintAct, { print: string } | { cancel: string } | { standard: string } | ScannerAct>;

/** What is done at one printer, or to how the computer knows it. */
function tend(config: PrintConfig, world: World, act: Tending): string | null {
  const [id = ''] = Object.values(act) as string[];
  const [now, printer] = [world.printers[id], printerOf(config, id)];
  if (!now || !printer) return 'unknown';
  if ('add' in act !== !now.installed && !isAtThePrinter(act)) return 'unknown';
  const set = (more: Partial<PrinterNow>) => {
    world.printers[id] = { ...now, ...more };
    return null;
  };
  if ('add' in act) return set({ installed: true });
  if ('test' in act) {
    const paper = now.trays[0]?.paper ?? 'A4';
    const job = { id: `t${world.out.length}-${now.queue.length}`, name: '', owner: '', sheets: 1, paper };
    return set({
      queue: [...now.queue, { ...job, tray: 'auto', black: 0.2, colour: 0, settings: null, test: true }],
    });
  }
  if ('prefer' in act) {
    const { sides = now.sides, colour = now.colour } = act;
    if ((sides !== 'one' && !printer.duplex) || (colour === 'colour' && !printer.colour)) return 'unknown';
    return set({ sides, colour });
  }
  if ('pause' in act) return set({ paused: act.on });
  if ('power' in act) return set({ on: act.on });
  if ('plug' in act) return printer.link === 'wifi' ? 'unknown' : set({ plugged: act.on });
  if ('join' in act) return printer.networks.includes(act.to) ? set({ wifi: act.to }) : 'unknown';
  if ('clear' in act) return now.jam ? set({ jam: false }) : 'unknown';
  if ('port' in act) return isAddress(act.to) ? set({ port: act.to }) : 'port';
  if ('driver' in act)
    return printer.drivers.some((one) => one.id === act.to) ? set({ driver: act.to }) : 'unknown';
  if ('ink' in act) {
    if (world.spares[act.of] < 1) return 'no-spare';
    world.spares = { ...world.spares, [act.of]: world.spares[act.of] - 1 };
    return set({ ink: { ...now.ink, [act.of]: 100 } });
  }
  const tray = now.trays.find((one) => one.id === act.tray);
  const held = world.stock[act.paper] ?? 0;
  if (!tray || held === 0) return tray ? 'no-stock' : 'unknown';
  // Other paper is taken out first, and goes back.
  const kept = tray.paper === act.paper ? tray.sheets : 0;
  const added = Math.min(held, tray.capacity - kept);
  if (added <= 0) return 'full';
  world.stock[act.paper] = held - added;
  if (kept === 0)
    world.stock[tray.paper] = (world.stock[tray.paper] ?? 0) + (tray.paper === act.paper ? 0 : tray.sheets);
  return set({
    trays: now.trays.map((one) => (one === tray ? { ...one, paper: act.paper, sheets: kept + added } : one)),
  });
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

/** Hands do this, whether the computer knows the printer or not. */
function isAtThePrinter(act: Tending): boolean {
  return ['power', 'plug', 'join', 'fill', 'ink', 'clear'].some((name) => name in act);
}

/** What is no longer as it was, by name: `accueil.paused`, `default`, `stock`, `job 3`… Papers that came out aside. */
export function changesIn(config: PrintConfig, world: World): string[] {
  const before = worldOf(config, []);
  const parts = [
    'installed',
    'on',
    'plugged',
    'wifi',
    'paused',
    'jam',
    'port',
    'driver',
    'sides',
    'colour',
  ] as const;
  const isOld = (job: string) =>
    config.printers.some(({ first }) => first.queue.some(({ id }) => id === job));
  return [
    ...config.printers.flatMap(({ id }) =>
      parts.flatMap((part) =>
        world.printers[id]?.[part] === before.printers[id]?.[part] ? [] : [`${id}.${part}`],
      ),
    ),
    ...(world.standard === before.standard ? [] : ['default']),
    ...(['A3', 'A4', 'A5', 'A6', '10x15'].some(
      (paper) => (world.stock[paper] ?? 0) < (before.stock[paper] ?? 0),
    )
      ? ['stock']
      : []),
    ...(['black', 'colour'] as const).flatMap((of) =>
      world.spares[of] === before.spares[of] ? [] : [`spare.${of}`],
    ),
    ...world.cancelled.filter(isOld).map((job) => `job ${job}`),
  ];
}
