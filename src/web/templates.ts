import { readFileSync } from 'node:fs';
import path from 'node:path';
import ejs, { type TemplateFunction } from 'ejs';

export type RenderTemplate = (file: string, model: object) => string;

/**
 * Renders EJS files, with an `include(name, more)` that looks beside the file it stands in. EJS's own asks the disk at
 * every use where the file is, even when it is known.
 */
export function createTemplates(options: { readonly cache: boolean }): RenderTemplate {
  const compiled = new Map<string, TemplateFunction>();
  const templateOf = (file: string): TemplateFunction => {
    const known = options.cache ? compiled.get(file) : undefined;
    if (known) return known;
    const template = ejs.compile(readFileSync(file, 'utf8'), { filename: file });
    compiled.set(file, template);
    return template;
  };
  const render = (file: string, model: object): string => {
    const include = (name: string, more: object = {}) =>
      render(path.resolve(path.dirname(file), `${name}.ejs`), { ...model, ...more });
    return templateOf(file)({ ...model, include });
  };
  return render;
}
