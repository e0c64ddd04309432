import { frenchSpacing } from '../french.ts';
import type { Prepare } from './component.ts';
import type { AuthoredPrinting, PrintExpectation } from './printer-scanner-shape.ts';
import type { PrintConfig } from './printing-machine.ts';
import type { PrintSettings } from './printing-sheets.ts';
import { pagesOf } from './printing-sheets.ts';

/** The machines as the page gets them; what is named twice or leads nowhere is reported. */
export const preparePrinting: Prepare<AuthoredPrinting, PrintExpectation, PrintConfig> = (
  authored,
  expected,
  { fault },
) => {
  const { document, printers, scanner } = authored;
  if (!document && printers.length === 0 && !scanner)
    fault('il faut « document », « printers » ou « scanner ».', ['practical']);
  // Each half is a page of its own: together they would be too heavy for a slow link.
  if (scanner && (document || printers.length > 0))
    fault('« scanner » va seul, sans « document » ni « printers ».', ['practical', 'scanner']);
  const count = typeof document?.pages === 'number' ? document.pages : (document?.pages.length ?? 0);
  const given = document?.settings ?? {};
  const standard = authored.standard ?? printers.find((one) => one.installed)?.id ?? 'pdf';
  const preferred = printers.find(({ id }) => id === standard);
  const settings: PrintSettings = {
    pages: '',
    copies: 1,
    collate: true,
    sides: preferred?.sides ?? 'one',
    colour: preferred ? (preferred.prints ?? (preferred.colour ? 'colour' : 'grey')) : 'colour',
    perSheet: 1,
    booklet: false,
    orientation: document?.wide ? 'landscape' : 'portrait',
    paper: document?.paper ?? 'A4',
    tray: 'auto',
    quality: 'normal',
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    scale: scaleOf(given.scale),
  };
  const made: PrintConfig = {
    title: frenchSpacing(authored.title),
    open: authored.open ?? (document ? 'print' : printers.length > 0 ? 'printers' : 'scan'),
    document: document
      ? {
          name: frenchSpacing(document.name),
          paper: document.paper,
          wide: document.wide,
          pages: Array.from({ length: count }, (_, rank) => {
            const { look, black, colour } = document;
            const page = typeof document.pages === 'number' ? null : document.pages[rank];
            const { title = '', ...rest } = page ?? { look, black, colour };
            return { title: frenchSpacing(title), ...rest };
          }),
        }
      : null,
    options: document?.options ?? [],
    settings,
    printers: printers.map((one) => ({
      id: one.id,
      name: frenchSpacing(one.name),
      model: frenchSpacing(one.model),
      place: frenchSpacing(one.place),
      link: one.link,
      colour: one.colour,
      duplex: one.duplex,
      address: one.address,
      networks: one.networks,
      drivers: one.drivers,
      first: {
        installed: one.installed,
        on: one.on,
        plugged: one.plugged,
        wifi: one.wifi,
        paused: one.paused,
        jam: one.jam,
        port: one.port || one.address,
        driver: one.driver,
        sides: one.sides,
        colour: one.prints ?? (one.colour ? 'colour' : 'grey'),
        trays: one.trays,
        ink: one.ink,
        queue: one.queue.map((job) => ({
          ...job,
          name: frenchSpacing(job.name),
          owner: frenchSpacing(job.owner),
        })),
      },
    })),
    standard,
    pdf: authored.pdf,
    network: authored.network,
    stock: Object.fromEntries(Object.entries(authored.stock).map(([paper, held]) => [paper, held ?? 0])),
    spares: authored.spares,
    scanner: scanner
      ? {
          ...scanner,
          name: frenchSpacing(scanner.name),
          originals: scanner.originals.map((one) => ({ ...one, name: frenchSpacing(one.name) })),
        }
      : null,
  };
  check(authored, made, expected, fault);
  return made;
};

/** « Ajuster à la feuille » is 0. */
export function scaleOf(scale: 'fit' | number | undefined): number {
  return typeof scale === 'number' ? scale : 0;
}

function check(
  authored: AuthoredPrinting,
  made: PrintConfig,
  expected: readonly PrintExpectation[],
  fault: (message: string, path: readonly PropertyKey[]) => void,
): void {
  const twice = (list: readonly { readonly id: string }[], at: readonly PropertyKey[]) => {
    list.forEach((one, rank) => {
      if (list.findIndex(({ id }) => id === one.id) !== rank)
        fault(`« ${one.id} » est donné deux fois.`, [...at, rank]);
    });
  };
  const { printers } = authored;
  const jobs = printers.flatMap(({ queue }) => queue);
  twice(printers, ['practical', 'printers']);
  twice(jobs, ['practical', 'printers']);
  twice(authored.scanner?.originals ?? [], ['practical', 'scanner', 'originals']);
  printers.forEach((one, rank) => {
    const at = ['practical', 'printers', rank];
    if (one.id === 'pdf') fault('« pdf » est l’imprimante qui fait un fichier : choisis un autre nom.', at);
    twice(one.trays, [...at, 'trays']);
    if (one.link === 'wifi' && authored.network === '') fault('« link: wifi » demande « network ».', at);
    if (one.link === 'wifi' && one.networks.length === 0)
      fault('« link: wifi » demande « networks », les réseaux que l’imprimante capte.', at);
    if (one.driver !== '' && !one.drivers.some(({ id }) => id === one.driver))
      fault(`pas de pilote « ${one.driver} ».`, [...at, 'driver']);
    if (!one.duplex && one.sides !== 'one') fault('« sides » demande « duplex: true ».', at);
    if (one.trays.some((tray) => tray.sheets > tray.capacity))
      fault('un bac tient plus de feuilles que « capacity ».', at);
  });
  const known = (id: string, at: readonly PropertyKey[]) => {
    const isPdf = id === 'pdf' && made.pdf;
    if (!isPdf && !printers.some((one) => one.id === id)) fault(`pas d'imprimante « ${id} ».`, at);
  };
  if (authored.standard !== undefined) known(authored.standard, ['practical', 'standard']);
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    if ('printed' in one) {
      if (!made.document) fault('« printed » demande « document ».', at);
      if (one.printed.printer !== undefined) known(one.printed.printer, at);
      const { fault: why } = pagesOf(one.printed.pages ?? '', made.document?.pages.length ?? 1);
      if (why) fault(`« ${one.printed.pages} » n'est pas une suite de pages de ce document.`, at);
    }
    if ('tested' in one) known(one.tested, at);
    if ('printer' in one) known(one.printer, at);
    if ('cancelled' in one)
      for (const job of one.cancelled)
        if (!jobs.some(({ id }) => id === job)) fault(`pas de travail « ${job} ».`, at);
    if ('scanned' in one)
      for (const page of one.scanned.pages)
        if (!made.scanner?.originals.some(({ id }) => id === page)) fault(`pas d'original « ${page} ».`, at);
  });
}
