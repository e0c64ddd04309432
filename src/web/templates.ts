import { readFileSync } from 'node:fs';
import path from 'node:path';
import ejs, { type TemplateFunction } from 'ejs';

/**
 * Text for an element, or for an attribute between double quotes: our templates use no others, and an apostrophe, which
 * French has everywhere, stays as it is.
 */
export function escapeText(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  return SPECIAL.test(text) ? text.replaceAll(SPECIALS, (character) => ENTITIES[character] ?? '') : text;
}

const SPECIAL = /[&<>"]/;
const SPECIALS = /[&<>"]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;' };

export type RenderTemplate = (file: string, model: object) => string;

/**
 * Renders EJS files, with an `include(name, more)` that looks beside the file it stands in. EJS's own asks the disk at
 * every use where the file is, even when it is known; and its `with` keeps the compiler from making templates fast: each
 * is compiled for the names that its model has.
 */
export function createTemplates(options: { readonly cache: boolean }): RenderTemplate {
  const compiled = new Map<string, TemplateFunction>();
  const templateOf = (file: string, names: readonly string[]): TemplateFunction => {
    const key = `${file}\n${names.join()}`;
    const known = options.cache ? compiled.get(key) : undefined;
    if (known) return known;
    const template = ejs.compile(readFileSync(file, 'utf8'), {
      filename: file,
      _with: false,
      escape: escapeText,
      destructuredLocals: [...names],
    });
    compiled.set(key, template);
    return template;
  };
  const render = (file: string, model: object): string => {
    const include = (name: string, more: object = {}) =>
      render(path.resolve(path.dirname(file), `${name}.ejs`), { ...model, ...more });
    const locals = { ...model, include };
    return templateOf(file, Object.keys(locals))(locals);
  };
  return render;
}
