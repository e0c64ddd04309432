import { renderMarkdown } from '../referential/markdown.ts';

const MAX_KNOWN = 200;
const known = new Map<string, string>();

/** A teacher's text for pupils, as HTML: a class opens the same one at once, so the last ones are kept. */
export function renderLanding(text: string): string {
  let html = known.get(text);
  if (html === undefined) {
    html = renderMarkdown(text);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(text, html);
  }
  return html;
}
