import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** Our faces. Their letters stand in two files each: what French needs, and what other names in Latin letters need. */
const FACES = {
  text: ['atkinson-hyperlegible-next', '400'],
  bold: ['atkinson-hyperlegible-next', '700'],
  title: ['bricolage-grotesque', '700'],
} as const;

export type Face = keyof typeof FACES;

const SUBSETS = ['latin', 'latin-ext'] as const;

/** By the name that a document calls it: `bold latin-ext`. WOFF: what embeds fonts reads it whole, and not WOFF2. */
export const FONTS: ReadonlyMap<string, Buffer> = new Map(
  Object.entries(FACES).flatMap(([face, [family, weight]]) =>
    SUBSETS.map((subset) => [
      `${face} ${subset}`,
      readFileSync(packaged(family, `files/${family}-${subset}-${weight}-normal.woff`)),
    ]),
  ),
);

const beyondLatin = signsIn('latin-ext', 'latin');

/** A text as our letters can write it: they have no narrow space, and nothing for signs that only guide a screen. */
export function writable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2000-\u200a\u202f]/g, '\u00a0')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '');
}

/** A text cut where its font must change. */
export function fontRuns(text: string, face: Face): { readonly font: string; readonly text: string }[] {
  const written = writable(text);
  if (!beyondLatin.test(written)) return [{ font: `${face} latin`, text: written }];
  const runs: { font: string; text: string }[] = [];
  for (const sign of written) {
    const font = `${face} ${beyondLatin.test(sign) ? 'latin-ext' : 'latin'}`;
    const last = runs.at(-1);
    if (last?.font === font) last.text += sign;
    else runs.push({ font, text: sign });
  }
  return runs;
}

/** Signs that one file draws and another does not, as the package says. */
function signsIn(subset: string, without: string): RegExp {
  const ranges: Record<string, string> = JSON.parse(
    readFileSync(packaged(FACES.text[0], 'unicode.json'), 'utf8'),
  );
  const set = (name: string) =>
    (ranges[name] ?? '')
      .replaceAll('U+', '')
      .replace(/[0-9A-F]+/g, '\\u{$&}')
      .replaceAll(',', '');
  return new RegExp(`[[${set(subset)}]--[${set(without)}]]`, 'v');
}

function packaged(family: string, file: string): string {
  return path.join(path.dirname(require.resolve(`@fontsource/${family}/package.json`)), file);
}
