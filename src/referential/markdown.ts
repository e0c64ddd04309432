import MarkdownIt, { type Token } from 'markdown-it';
import { frenchText } from './french.ts';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: 20 });

markdown.validateLink = (address) => /^https:\/\/[^/]/i.test(address);
// Pictures are declared beside the text, with their alternative; nothing is fetched from elsewhere.
markdown.renderer.rules.image = (tokens, index) => markdown.utils.escapeHtml(tokens[index]?.content ?? '');

markdown.core.ruler.push('french_spacing', (state) => {
  for (const token of state.tokens) if (token.children) spaceInline(token.children);
});

markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  tokens[index]?.attrSet('target', '_blank');
  return self.renderToken(tokens, index, options);
};
// The page's own heading is the only <h1>.
for (const rule of ['heading_open', 'heading_close']) {
  markdown.renderer.rules[rule] = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    if (token?.tag === 'h1') token.tag = 'h2';
    return self.renderToken(tokens, index, options);
  };
}
markdown.renderer.rules.table_open = () =>
  '<div class="table-scroll" tabindex="0" role="region" aria-label="Tableau"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';
for (const rule of ['th_open', 'td_open']) {
  markdown.renderer.rules[rule] = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    if (token) alignByClass(token);
    if (token?.tag === 'th') token.attrSet('scope', 'col');
    return self.renderToken(tokens, index, options);
  };
}
// A long line scrolls inside its block: the keyboard must reach it.
for (const rule of ['fence', 'code_block']) {
  markdown.renderer.rules[rule] = (tokens, index) =>
    `<pre tabindex="0"><code>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</code></pre>\n`;
}

/**
 * Markdown to safe HTML: no raw HTML, no pictures, links to https only, French spacing.
 * Time grows with the length: callers bound it (content files 5 MB, landing texts 5 000 characters).
 */
export function renderMarkdown(source: string): string {
  return markdown.render(source);
}

/** The same for one line (a choice, a caption): no paragraph around it. */
export function renderInline(source: string): string {
  return markdown.renderInline(source);
}

/** What would reach the page as raw signs: links that aren't https and pictures. French messages. */
export function markdownFaults(source: string): string[] {
  const faults: string[] = [];
  for (const block of markdown.parse(source, {})) {
    for (const token of block.children ?? []) {
      if (token.type === 'image' || (token.type === 'text' && /!\[[^\]]*\]\(/.test(token.content))) {
        faults.push('image dans le texte : déclare-la sous « pictures », avec son « alt ».');
      } else if (token.type === 'text' && /\]\([^)\s]+\)/.test(token.content)) {
        faults.push('lien refusé : seules les adresses en https:// sont acceptées.');
      }
    }
  }
  return faults;
}

function spaceInline(tokens: readonly Token[]): void {
  let before = '';
  let insideAddress = false;
  for (const token of tokens) {
    if (token.type === 'link_open') insideAddress = token.info === 'auto';
    else if (token.type === 'link_close') insideAddress = false;
    else if (token.type === 'softbreak' || token.type === 'hardbreak') before = '';
    if (token.content === '') continue;
    if (token.type === 'text' && !insideAddress) token.content = frenchText(token.content, before);
    before = token.content.slice(-1);
  }
}

/** markdown-it aligns cells by a style attribute, which the Content-Security-Policy refuses. */
function alignByClass(cell: Token): void {
  const style = String(cell.attrGet('style') ?? '');
  const side = /^text-align:(left|center|right)$/.exec(style)?.[1];
  cell.attrs = (cell.attrs ?? []).filter(([key]) => key !== 'style');
  if (side !== undefined) cell.attrSet('class', `align-${side}`);
}
