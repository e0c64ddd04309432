import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import type { Locale } from '../i18n/translate.ts';
import { createPacker } from './packed.ts';
import { createPracticalFrames } from './practical-frames.ts';

const require = createRequire(import.meta.url);

/** Files we serve from npm packages, under names of ours. */
const PACKAGED: Readonly<Record<string, string>> = {
  ...fonts('bricolage-grotesque', ['700-normal']),
  // No italics: they would take a page that has any over its weight, and a browser slants these letters well.
  ...fonts('atkinson-hyperlegible-next', ['400-normal', '700-normal']),
};

/** What other style sheets build upon, and what overrules them; those between style a subject each, in any order. */
const FIRST_STYLES = ['colours.css', 'base.css', 'frame.css', 'controls.css'];
const LAST_STYLES = ['motion.css', 'print.css'];
/** Linked by the pages of the administrator alone. */
const STYLES_APART = ['admin.css'];
/** Subjects that teachers' pages alone have, what others build upon first: pupils' old phones do without them. */
const TEACHER_STYLES = [
  'campaign.css',
  'campaign-list.css',
  'collective.css',
  'compose.css',
  'deleted-columns.css',
  'exports.css',
  'grades.css',
  'lsu.css',
  'participants.css',
  'pupils.css',
  'tabs.css',
  'teacher-print.css',
];

/** Scripts that any page may need after a swap, in the order in which they run. */
const SCRIPTS = [
  'app.js',
  'look.js',
  'ordering.js',
  'matching.js',
  'pointing.js',
  'tutorials.js',
  'leaving.js',
  'enlarge.js',
  'aloud.js',
  'downloads.js',
  'live.js',
  'practical.js',
  'list-file.js',
];

/** One style sheet and one script for every page: on a slow link, a request costs more than what it brings. */
export const STYLE_SHEET = 'css/palier.css';
/** Beside it in teachers' pages. */
export const TEACHER_SHEET = 'css/teacher.css';
export const SCRIPT = 'palier.js';

export interface Assets {
  /** `/assets/<name>?v=<hash>`; a changed file gets another address. @throws Error for an unknown file. */
  address(name: string): string;
  /** Of the document of a simulated application. @throws Error for an unknown component. */
  frame(component: string, locale: Locale): string;
  readonly router: RequestHandler;
}

/** `/assets/*`: the folder `public` and the packaged files, cached for a year by their hash. */
export function createAssets(publicDir: string, options: { watch: boolean }): Assets {
  const once = <T>(make: (name: string) => T): ((name: string) => T) => {
    const made = new Map<string, T>();
    return (name) => {
      const known = options.watch ? undefined : made.get(name);
      if (known !== undefined) return known;
      const fresh = make(name);
      made.set(name, fresh);
      return fresh;
    };
  };
  const styles = path.join(publicDir, 'css');
  const bundles: Readonly<Record<string, () => string>> = {
    [STYLE_SHEET]: () => joinStyles(styles, commonStyles(styles), address),
    [TEACHER_SHEET]: () => joinStyles(styles, TEACHER_STYLES, address),
    [SCRIPT]: () => joinScripts(publicDir),
  };
  const bundle = once((name) => bundles[name]?.() ?? '');
  const contentOf = (name: string) =>
    Object.hasOwn(bundles, name) ? bundle(name) : readFileSync(PACKAGED[name] ?? path.join(publicDir, name));
  const hashOf = once((name) => createHash('sha256').update(contentOf(name)).digest('hex').slice(0, 10));
  const address = (name: string): string => `/assets/${name}?v=${hashOf(name)}`;
  if (!options.watch) for (const name of Object.keys(bundles)) address(name);
  const frames = createPracticalFrames(publicDir, icon, options);
  const router = Router();
  router.use((req, res, next) => {
    const named = typeof req.query.v === 'string';
    res.set('Cache-Control', named && !options.watch ? 'public, max-age=31536000, immutable' : 'no-cache');
    next();
  });
  const sendPacked = createPacker();
  for (const name of Object.keys(bundles)) {
    router.get(`/${name}`, async (req, res) => {
      res.type(path.extname(name));
      if (options.watch) res.send(bundle(name));
      else await sendPacked(req, res, bundle(name));
    });
  }
  for (const [name, file] of Object.entries(PACKAGED)) {
    router.get(`/${name}`, (_req, res) => res.sendFile(file, { cacheControl: false }));
  }
  router.get('/frames/:component/:locale', frames.handler);
  router.use(express.static(publicDir, { cacheControl: false, index: false, redirect: false }));
  router.use((_req, res) => {
    res.status(404).type('text/plain').send('Not found');
  });
  return { address, frame: frames.address, router };
}

function commonStyles(folder: string): string[] {
  const apart = [...FIRST_STYLES, ...LAST_STYLES, ...STYLES_APART, ...TEACHER_STYLES];
  const subjects = readdirSync(folder)
    .filter((file) => file.endsWith('.css') && !apart.includes(file))
    .sort();
  return [...FIRST_STYLES, ...subjects, ...LAST_STYLES];
}

function joinStyles(folder: string, files: readonly string[], address: (name: string) => string): string {
  return files
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n')
    .replace(/url\("\.\.\/([^"]+)"\)/g, (_whole, name: string) => `url("${address(name)}")`);
}

function joinScripts(folder: string): string {
  return [packageFile('htmx.org', 'dist/htmx.min.js'), ...SCRIPTS.map((file) => path.join(folder, file))]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n;\n');
}

/** The markup of a Lucide icon, hidden from screen readers. @throws Error for an unknown name. */
export function icon(name: string): string {
  const known = icons.get(name);
  if (known !== undefined) return known;
  const svg = readFileSync(packageFile('lucide-static', `icons/${name}.svg`), 'utf8')
    .replace(/<!--.*?-->\s*/s, '')
    .replace(/\s*class="[^"]*"/, '')
    .replace('<svg', '<svg class="icon" aria-hidden="true" focusable="false"')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  icons.set(name, svg);
  return svg;
}

const icons = new Map<string, string>();

function packageFile(name: string, file: string): string {
  return path.join(path.dirname(require.resolve(`${name}/package.json`)), file);
}

function fonts(family: string, styles: readonly string[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const subset of ['latin', 'latin-ext']) {
    for (const style of styles) {
      const file = `${family}-${subset}-${style}.woff2`;
      files[`fonts/${file}`] = packageFile(`@fontsource/${family}`, `files/${file}`);
    }
  }
  return files;
}
