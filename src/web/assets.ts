import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import type { Locale } from '../i18n/translate.ts';
import { createPracticalFrames } from './practical-frames.ts';

const require = createRequire(import.meta.url);

/** Files we serve from npm packages, under names of ours. */
const PACKAGED: Readonly<Record<string, string>> = {
  'htmx.min.js': packageFile('htmx.org', 'dist/htmx.min.js'),
  ...fonts('bricolage-grotesque', 'wght', ['normal']),
  ...fonts('atkinson-hyperlegible-next', 'wght', ['normal', 'italic']),
};

export interface Assets {
  /** `/assets/<name>?v=<hash>`; a changed file gets another address. @throws Error for an unknown file. */
  address(name: string): string;
  /** Of the document of a simulated application. @throws Error for an unknown component. */
  frame(component: string, locale: Locale): string;
  readonly router: RequestHandler;
}

/** `/assets/*`: the folder `public` and the packaged files, cached for a year by their hash. */
export function createAssets(publicDir: string, options: { watch: boolean }): Assets {
  const hashes = new Map<string, string>();
  const fileOf = (name: string) => PACKAGED[name] ?? path.join(publicDir, name);
  const address = (name: string) => {
    let hash = options.watch ? undefined : hashes.get(name);
    if (hash === undefined) {
      hash = createHash('sha256')
        .update(readFileSync(fileOf(name)))
        .digest('hex')
        .slice(0, 10);
      hashes.set(name, hash);
    }
    return `/assets/${name}?v=${hash}`;
  };
  const frames = createPracticalFrames(publicDir, icon, options);
  const router = Router();
  router.use((req, res, next) => {
    const named = typeof req.query.v === 'string';
    res.set('Cache-Control', named && !options.watch ? 'public, max-age=31536000, immutable' : 'no-cache');
    next();
  });
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

function fonts(family: string, axis: string, styles: readonly string[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const subset of ['latin', 'latin-ext']) {
    for (const style of styles) {
      const file = `${family}-${subset}-${axis}-${style}.woff2`;
      files[`fonts/${file}`] = packageFile(`@fontsource-variable/${family}`, `files/${file}`);
    }
  }
  return files;
}
