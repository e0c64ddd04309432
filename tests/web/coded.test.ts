import { expect, test } from 'vitest';
import { coded, codedLines, uncoded } from '../../src/web/coded.ts';

test('what stands between backquotes is code; all else is text, markup included', () => {
  expect(coded('Avec `git log`, <b>seul</b>')).toBe('Avec <code>git log</code>, &lt;b&gt;seul&lt;/b&gt;');
  expect(coded('`<a href="x">` & `b`')).toMatch(
    /^<code>&lt;a href=&#34;x&#34;&gt;<\/code> &amp; <code>b<\/code>$/,
  );
  expect(coded('une seule ` ne dit rien')).toBe('une seule ` ne dit rien');
  expect(uncoded('`a/b` puis `c`')).toBe('a/b puis c');
});

test('an address may end a line after a slash and before a dot, in code too', () => {
  expect(codedLines('`site/page.html`')).toBe('<code>site/<wbr>page<wbr>.html</code>');
  expect(codedLines('https://a.fr')).toBe('https://<wbr>a<wbr>.fr');
});
