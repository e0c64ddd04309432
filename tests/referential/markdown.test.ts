import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frenchSpacing, frenchText } from '../../src/referential/french.ts';
import { renderInline, renderMarkdown } from '../../src/referential/markdown.ts';

test.each([
  ['<script>alert(1)</script>', '&lt;script&gt;'],
  ['<img src=x onerror="alert(1)">', '&lt;img src=x onerror=&quot;'],
  ['<a href="/x" hx-get="/steal">a</a>', '&lt;a href='],
  ['[a](javascript:alert(1))', '[a](javascript:alert(1))'],
  ['[a](JaVaScript&colon;alert(1))', '[a](JaVaScript:alert(1))'],
  ['[a](data:text/html;base64,PHM+)', '[a](data:text/html;base64,PHM+)'],
  ['[a](http://x.example)', '[a](http://x.example)'],
  ['[a](//x.example)', '[a](//x.example)'],
  ['[a](/runs/1)', '[a](/runs/1)'],
  ['[a]\n\n[a]: javascript:alert(1)', 'javascript:alert(1)'],
  ['<javascript:alert(1)>', '&lt;javascript:alert(1)&gt;'],
])('%s makes no element of its own', (source, shown) => {
  const html = renderMarkdown(source);
  expect(html).toContain(shown);
  expect(html.replaceAll(/<\/?p>/g, '')).not.toMatch(/</);
});

test('a link goes to https only, in a new tab, without the page it came from', () => {
  expect(renderInline('[le site](https://a.example/?b=1&c=2 "Titre \\"x\\"")')).toBe(
    '<a href="https://a.example/?b=1&amp;c=2" title="Titre &quot;x&quot;" rel="noopener noreferrer" target="_blank">le site</a>',
  );
});

test('a picture is replaced by its words: nothing is fetched', () => {
  expect(renderInline('![un **phare**](https://a.example/p.png)')).toBe('un **phare**');
});

test('a table scrolls in a region that the keyboard reaches, without style attributes', () => {
  const html = renderMarkdown('| Ville | Prix |\n|:--|--:|\n| Brest | 4 |');
  expect(html).toContain('<div class="table-scroll" tabindex="0" role="region" aria-label="Tableau"><table>');
  expect(html).toContain('<th class="align-right" scope="col">Prix</th>');
  expect(html).toContain('</table></div>');
  expect(html).not.toContain('style=');
});

test('no title of the text competes with that of the page', () => {
  expect(renderMarkdown('# Un\n\n## Deux')).toBe('<h2>Un</h2>\n<h2>Deux</h2>\n');
});

const N = '\u202F';
const B = '\u00A0';

test.each([
  ['Bonjour !', `Bonjour${N}!`],
  ['Bonjour!', `Bonjour${N}!`],
  ['Quoi ?! (vraiment?)', `Quoi${N}?! (vraiment${N}?)`],
  ['a ; b', `a${N}; b`],
  ['Réponse : 4', `Réponse${B}: 4`],
  ['Réponse: 4', `Réponse${B}: 4`],
  ['« oui » et «non»', `«${N}oui${N}» et «${N}non${N}»`],
  ['« Où ? »', `«${N}Où${N}?${N}»`],
  ['« `a` » , « b »', `«${N}\`a\`${N}» , «${N}b${N}»`],
  ['à 17:30, le disque C: est plein', 'à 17:30, le disque C: est plein'],
  ['https://a.example/?q=1;b et www.b.example/x ?', `https://a.example/?q=1;b et www.b.example/x${N}?`],
  ['/liste?page=3', '/liste?page=3'],
  ['tape `a ; b !` !', `tape \`a ; b !\`${N}!`],
])('French spacing of %s', (source, spaced) => {
  expect(frenchSpacing(source)).toBe(spaced);
  expect(frenchSpacing(spaced)).toBe(spaced);
});

test.each([
  ["l'affiche d'Ewen, aujourd'hui", 'l’affiche d’Ewen, aujourd’hui'],
  ["l'« ami » qu'ils ont, l'\"autre\"", `l’«${N}ami${N}» qu’ils ont, l’"autre"`],
  ["tape `l'ami` ou https://a.example/l'ami", "tape `l'ami` ou https://a.example/l'ami"],
  ["le mot 'ami' fait 5' 30\"", "le mot 'ami' fait 5' 30\""],
])('apostrophes of %s', (source, printed) => {
  expect(frenchText(source)).toBe(printed);
  expect(frenchText(printed)).toBe(printed);
});

test('French spacing in Markdown sees across emphasis, and leaves code and addresses alone', () => {
  expect(renderInline('**Vite** ! «*toi*» `x ; y` <https://a.example/a;b!>')).toBe(
    `<strong>Vite</strong>${N}! «${N}<em>toi</em>${N}» <code>x ; y</code> ` +
      '<a href="https://a.example/a;b!" rel="noopener noreferrer" target="_blank">https://a.example/a;b!</a>',
  );
  expect(renderMarkdown('```\na ; b ?\n```')).toContain('a ; b ?');
  expect(renderInline("l'**ami** d'`x='a'`")).toBe("l’<strong>ami</strong> d’<code>x='a'</code>");
});

test('French spacing adds and changes spaces only, whatever the text, and is stable', () => {
  const bare = (text: string) => text.replaceAll(/[ \u00A0\u202F]/g, '');
  const words = fc.array(
    fc.constantFrom('a', 'C', ' ', ';', ':', '!', '?', '«', '»', '(', ')', '`', 'http://', '\n'),
  );
  fc.assert(
    fc.property(words, (parts) => {
      const source = parts.join('');
      const spaced = frenchSpacing(source);
      expect(bare(spaced)).toBe(bare(source));
      expect(frenchSpacing(spaced)).toBe(spaced);
    }),
    { numRuns: 500 },
  );
});

test('long hostile texts are rendered in bounded time', () => {
  const started = performance.now();
  for (const part of ['[', '*a ', '«', ' ', '`', '![a](', '> ', 'a ;', '<a '])
    renderMarkdown(part.repeat(5000 / part.length));
  expect(performance.now() - started).toBeLessThan(5000);
});
