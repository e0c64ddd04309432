import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { type Locale, textsUnder } from '../i18n/translate.ts';
import { createPacker } from './packed.ts';
import { MADE, type Made, type Shared } from './practical-parts.ts';

/**
 * The documents of the simulated applications: each is whole (script, style, icons, texts), so that nothing at all need
 * be fetched from inside its frame. `public/practicals/<name>/component.{js,css}`, with the scripts that it imports or
 * that stand beside it, after `public/practicals/base.{js,css}`.
 */
export interface PracticalFrames {
  /** `/assets/frames/<component>/<locale>?v=<hash>`. @throws Error for an unknown component. */
  address(component: string, locale: Locale): string;
  readonly handler: RequestHandler;
}

interface FrameDocument {
  readonly html: string;
  readonly policy: string;
  readonly hash: string;
}

export function createPracticalFrames(
  publicDir: string,
  icon: (name: string) => string,
  options: { readonly watch: boolean },
): PracticalFrames {
  const folder = path.join(publicDir, 'practicals');
  const components = new Set([
    ...readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? entry.name : [],
    ),
    ...Object.keys(MADE),
  ]);
  const known = new Map<string, FrameDocument>();
  const sendPacked = createPacker();
  const documentOf = (component: string, locale: Locale): FrameDocument => {
    const key = `${component}/${locale}`;
    const ready = options.watch ? undefined : known.get(key);
    if (ready) return ready;
    const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
    const { of: home = component, scripts, shared }: Partial<Made> = MADE[component] ?? {};
    const parts = (scripts ?? partsOf(folder, home)).map((file) => read(`${home}/${file}`));
    const built = build({
      component: home,
      locale,
      icon,
      style: close(read('base.css') + read(`${home}/component.css`)),
      script: bare([read('base.js'), shared ? sharedWith(shared) : '', inOneScope(parts)].join('')),
    });
    known.set(key, built);
    return built;
  };
  return {
    address(component, locale) {
      if (!components.has(component)) throw new Error(`no simulated application ${component}`);
      return `/assets/frames/${component}/${locale}?v=${documentOf(component, locale).hash}`;
    },
    async handler(req, res, next) {
      const { component, locale } = req.params;
      if (
        typeof component !== 'string' ||
        !components.has(component) ||
        (locale !== 'fr' && locale !== 'en')
      ) {
        next();
        return;
      }
      const { html, policy } = documentOf(component, locale);
      res.set('Content-Security-Policy', policy);
      res.type('html');
      if (options.watch) res.send(html);
      else await sendPacked(req, res, html);
    },
  };
}

/** The scripts of a component: what others import comes before them, and `component.js`, which draws it, last. */
function partsOf(folder: string, component: string): string[] {
  const reached = new Set<string>();
  const order: string[] = [];
  const reach = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = readFileSync(path.join(folder, component, file), 'utf8');
    for (const [, imported = ''] of text.matchAll(IMPORTED)) reach(path.join(path.dirname(file), imported));
    order.push(file);
  };
  reach('component.js');
  const files = readdirSync(path.join(folder, component)).filter((file) => file.endsWith('.js'));
  return [...files.filter((file) => !reached.has(file)).sort(), ...order];
}

const IMPORTED = /^import [^;]*? from '(\.[^']+)';$/gmu;

/** Scripts that import one another, made one: a frame fetches nothing. Others have their own scope already. */
function inOneScope(parts: readonly string[]): string {
  const script = parts.join('');
  return /^export /mu.test(script) ? `(() => {\n${withoutModules(script)}})();\n` : script;
}

/** Files that import one another come in order, and are one here. */
function withoutModules(text: string): string {
  return text.replace(/^import [^;]*;\n/gmu, '').replace(/^export /gmu, '');
}

function sharedWith({ files, names }: Shared): string {
  const plain = withoutModules(
    files.map((file) => stripTypeScriptTypes(readFileSync(file, 'utf8'))).join(''),
  );
  return `window.Shared = (() => {\n${plain}\nreturn { ${names.join(', ')} };\n})();\n`;
}

/** Written anew, without what only people read nor the blanks of taken types: a tenth of what a slow link carries. */
function bare(script: string): string {
  return stripTypeScriptTypes(script, { mode: 'transform' })
    .replace(/^ *\/\*[\s\S]*?\*\/ *\n/gmu, '')
    .replace(/^ *\/\/.*\n/gmu, '')
    .replace(/^ +/gmu, '');
}

/** A style sheet as no one would write it. */
function close(style: string): string {
  return style
    .replace(/\/\*[\s\S]*?\*\//gu, '')
    .replace(/\s*\n\s*/gu, ' ')
    .replace(/ ?([{};]) ?/gu, '$1')
    .replaceAll(';}', '}')
    .replace(/([\w-]): /gu, '$1:');
}

function build(parts: {
  readonly component: string;
  readonly locale: Locale;
  readonly icon: (name: string) => string;
  readonly style: string;
  readonly script: string;
}): FrameDocument {
  const { component, locale, style, script } = parts;
  const names = [...new Set([...script.matchAll(/["']icon:([\w-]+)["']/g)].map((match) => match[1] ?? ''))];
  const data = {
    locale,
    texts: { base: textsOf('base', locale), [component]: textsOf(component, locale) },
    icons: Object.fromEntries(names.map((name) => [name, parts.icon(name)])),
  };
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${data.texts.base?.title ?? ''}</title>
<style>${style}</style>
<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
</head>
<body>
<script>${script}</script>
</body>
</html>
`;
  return {
    html,
    // No word of who may frame it: our page is itself in the frame of any LMS, and this holds nothing of anybody.
    policy: [
      "default-src 'none'",
      `script-src ${fingerprint(script)}`,
      `style-src ${fingerprint(style)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      'sandbox allow-scripts',
    ].join('; '),
    hash: createHash('sha256').update(html).digest('hex').slice(0, 10),
  };
}

/** By what is left of their names: said at each, `practical.<part>.` weighs. */
function textsOf(part: string, locale: Locale): Record<string, string> {
  const prefix = `practical.${part}.`;
  return Object.fromEntries(
    Object.entries(textsUnder(locale, prefix)).map(([name, text]) => [name.slice(prefix.length), text]),
  );
}

function fingerprint(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
