import type { Translate } from '../i18n/translate.ts';
import type {
  ExpectedPrint,
  ExpectedScan,
  PrintExpectation,
} from '../referential/practicals/printer-scanner-shape.ts';
import type { PrintConfig } from '../referential/practicals/printing-machine.ts';
import { frenchNumber } from '../referential/practicals/spreadsheet.ts';
import { quoted, type Words } from './practical-words.ts';

/** What had to come out of printers and scanner, in words; `found`: what was wrong, from what its verdict says. */
export function printingWords(t: Translate, config: PrintConfig, one: PrintExpectation): Words {
  const nameOf = (id: string) =>
    id === 'pdf'
      ? t('practical.printer-scanner.pdf')
      : (config.printers.find((printer) => printer.id === id)?.name ?? id);
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => ({
    expected: t(`run.practical.print.${key}`, values),
    found: 'print.trouble',
    list: troubles,
  });
  if ('printed' in one)
    return say('printed', { what: printParts(t, config, one.printed, one.most, nameOf).join(', ') });
  if ('tested' in one) return say('tested', { printer: nameOf(one.tested) });
  if ('cancelled' in one) {
    const jobs = config.printers.flatMap(({ first }) => first.queue);
    const names = one.cancelled.map((id) => jobs.find((job) => job.id === id)?.name ?? id);
    return { ...say('cancelled', { list: quoted(t, names) }), found: 'print.cancelled', list: quoted };
  }
  if ('printer' in one) {
    const what = printerParts(t, config, one);
    return say('printer', { printer: nameOf(one.printer), what: what.join(', ') });
  }
  if ('scanned' in one) return say('scanned', { what: scanParts(t, config, one.scanned).join(', ') });
  return say('rest');
}

/** Each trouble a few words; « paused Accueil » says what has it. */
function troubles(t: Translate, found: readonly string[]): string {
  return found
    .map((name) => {
      const space = name.indexOf(' ');
      const part = space < 0 ? name : name.slice(0, space);
      const words = t(`run.practical.print.trouble.${part}`);
      return space < 0 ? words : t('run.practical.print.trouble-of', { words, name: name.slice(space + 1) });
    })
    .join(', ');
}

function printParts(
  t: Translate,
  config: PrintConfig,
  one: ExpectedPrint,
  most: number | undefined,
  nameOf: (id: string) => string,
): string[] {
  const part = (key: string, values: Readonly<Record<string, string>> = {}) =>
    t(`run.practical.print.part.${key}`, values);
  const option = (key: string, value: string) => t(`practical.printer-scanner.${key}.${value}`);
  const { printer, pages, copies, collate, sides, colour, perSheet, booklet } = one;
  const trays = config.printers.flatMap(({ first }) => first.trays);
  return [
    ...(printer === undefined ? [] : [part('printer', { name: nameOf(printer) })]),
    ...(pages === undefined ? [] : [pages === '' ? part('all-pages') : part('pages', { pages })]),
    ...(copies === undefined ? [] : [part('copies', { count: String(copies) })]),
    ...(collate === undefined ? [] : [part(collate ? 'collate' : 'apart')]),
    ...(sides === undefined ? [] : [option('sides', sides)]),
    ...(colour === undefined ? [] : [option('colour', colour)]),
    ...(perSheet === undefined ? [] : [part('per-sheet', { count: String(perSheet) })]),
    ...(booklet === undefined ? [] : [part(booklet ? 'booklet' : 'no-booklet')]),
    ...(one.orientation === undefined ? [] : [option('orientation', one.orientation)]),
    ...(one.paper === undefined ? [] : [part('paper', { paper: option('paper', one.paper) })]),
    ...(one.tray === undefined
      ? []
      : [part('tray', { name: trays.find(({ id }) => id === one.tray)?.name ?? one.tray })]),
    ...(one.scale === undefined
      ? []
      : [one.scale === 'fit' ? part('fit') : part('scale', { percent: frenchNumber(one.scale) })]),
    ...(one.quality === undefined ? [] : [part('quality', { quality: option('quality', one.quality) })]),
    ...(most === undefined ? [] : [part('most', { count: String(most) })]),
  ];
}

function printerParts(
  t: Translate,
  config: PrintConfig,
  { printer, is }: Extract<PrintExpectation, { is: unknown }>,
): string[] {
  const part = (key: string, values: Readonly<Record<string, string>> = {}) =>
    t(`run.practical.print.is.${key}`, values);
  const drivers = config.printers.find(({ id }) => id === printer)?.drivers ?? [];
  const { standard, ready, wifi, port, driver, sides, colour } = is;
  return [
    ...(['installed', 'on', 'plugged', 'paused'] as const).flatMap((name) =>
      is[name] === undefined ? [] : [part(`${name}-${is[name] ? 'yes' : 'no'}`)],
    ),
    ...(standard ? [part('standard')] : []),
    ...(ready ? [part('ready')] : []),
    ...(wifi === undefined ? [] : [part('wifi', { name: wifi })]),
    ...(port === undefined ? [] : [part('port', { address: port })]),
    ...(driver === undefined
      ? []
      : [part('driver', { name: drivers.find(({ id }) => id === driver)?.name ?? driver })]),
    ...(sides === undefined ? [] : [t(`practical.printer-scanner.sides.${sides}`)]),
    ...(colour === undefined ? [] : [t(`practical.printer-scanner.colour.${colour}`)]),
  ];
}

function scanParts(t: Translate, config: PrintConfig, one: ExpectedScan): string[] {
  const part = (key: string, values: Readonly<Record<string, string>> = {}) =>
    t(`run.practical.print.scan.${key}`, values);
  const names = one.pages.map(
    (id) => config.scanner?.originals.find((original) => original.id === id)?.name ?? id,
  );
  const { format, dpi, mode, text, straight, fills, under } = one;
  return [
    quoted(t, names),
    ...(format === undefined ? [] : [part('format', { format: format.toUpperCase() })]),
    ...(dpi === undefined
      ? []
      : dpi[0] === dpi[1]
        ? [part('dpi', { dpi: String(dpi[0]) })]
        : [part('dpi-range', { from: String(dpi[0]), to: String(dpi[1]) })]),
    ...(mode === undefined ? [] : [t(`practical.printer-scanner.mode.${mode}`)]),
    ...(text === undefined ? [] : [part(text ? 'text' : 'no-text')]),
    ...(straight ? [part('straight')] : []),
    ...(fills === undefined ? [] : [part('fills')]),
    ...(under === undefined ? [] : [part('under', { size: frenchNumber(under) })]),
  ];
}
