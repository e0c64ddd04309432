import { createRequire } from 'node:module';
import path from 'node:path';
import { LibreOfficeConverter } from '@matbee/libreoffice-converter/server';
import type { Asked, Drawn, Told } from './libreoffice.ts';

/**
 * LibreOffice (compiled to WebAssembly) in a process of its own: its loader changes `fs` and the current folder of the
 * process that it is in. Says `{ number: 0 }` when it is ready, then answers each question that `openOffice` asks.
 */
const require = createRequire(import.meta.url);
const loader = '@matbee/libreoffice-converter/wasm/loader';
const { createModule } = require(loader);
const PLACE = '/tmp/opened';
const DOTS_PER_INCH = 96;
/** Of the longer side of a page that is drawn, in pixels. */
const LONGEST = 1200;
/** `LOK_TILEMODE_BGRA` (LibreOfficeKitEnums.h). */
const BLUE_FIRST = 1;

const office = new LibreOfficeConverter({
  // Its `main`, the program with windows, would begin beside the kit in another thread: the two then waited for each other
  // for ever in one start out of three.
  wasmLoader: { createModule: (settings: object) => createModule({ ...settings, noInitialRun: true }) },
  wasmPath: path.dirname(require.resolve(loader)),
});
await office.initialize();
const [kit, module] = [office.getLokBindings(), office.getModule()];
if (!kit || !module) throw new Error('LibreOffice did not start');
const files = module.FS;
files.mkdir(PLACE);

process.on('message', (asked: Asked) => {
  try {
    tell(opened(asked));
  } catch (error) {
    tell({ number: asked.number, error: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit());
tell({ number: 0, files: new Map() });

function tell(told: Told): void {
  process.send?.(told);
}

function opened({ number, name, bytes, reading, as }: Asked): Told {
  const given = `${PLACE}/given${path.extname(name)}`;
  files.writeFile(given, bytes);
  // As in a collège: figures and days are read and shown in French.
  const document = kit.documentLoadWithOptions(given, [reading, 'Language=fr-FR'].filter(Boolean).join());
  files.unlink(given);
  if (document === 0) return { number, error: kit.getError() ?? 'not opened' };
  try {
    if (as === 'picture') return { number, picture: drawn(document) };
    kit.documentSaveAs(document, `${PLACE}/told.${as.kind}`, as.kind, as.options);
    return { number, files: taken() };
  } finally {
    kit.documentDestroy(document);
  }
}

/** Pixels of its first page, red first. */
function drawn(document: number): Drawn {
  const { width, height, data } = kit.renderPageFullQuality(document, 0, DOTS_PER_INCH, LONGEST);
  if (kit.documentGetTileMode(document) === BLUE_FIRST) {
    for (let at = 0; at < data.length; at += 4)
      data.set([data[at + 2] ?? 0, data[at + 1] ?? 0, data[at] ?? 0], at);
  }
  return { width, height, data };
}

/** What was written, which is then taken away: one file, or one for each sheet. */
function taken(): Map<string, Uint8Array> {
  const names = files.readdir(PLACE).filter((name) => name.startsWith('told'));
  return new Map(
    names.map((name) => {
      const bytes = files.readFile(`${PLACE}/${name}`);
      files.unlink(`${PLACE}/${name}`);
      return [name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes];
    }),
  );
}
