import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const require = createRequire(import.meta.url);
/** For pages that load it by its address: the browser then keeps it compiled. */
export const AXE_FILE = require.resolve('axe-core/axe.min.js');
const SOURCE = readFileSync(AXE_FILE, 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rules whose verdict follows colours alone: a theme changes nothing else. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const RUNS = {
  all: { type: 'tag', values: TAGS },
  structure: { type: 'tag', values: TAGS },
  colours: { type: 'rule', values: COLOUR_RULES },
  enhanced: { type: 'rule', values: ['color-contrast-enhanced'] },
} as const;

/** WCAG 2.2 A and AA with good practice; of these what a theme leaves, or changes; or the contrast that AAA asks. */
export type AxeRun = keyof typeof RUNS;

/**
 * What axe finds wrong with the page as it stands: `rule: first elements`. Once in a document axe stays there, and one
 * document may be looked at in several looks. Frames are pages of their own.
 */
export async function runAxe(page: Page | Frame, run: AxeRun): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(SOURCE);
  const rules = Object.fromEntries([
    ...(run === 'enhanced' ? [['color-contrast-enhanced', { enabled: true }]] : []),
    ...(run === 'structure' ? COLOUR_RULES.map((rule) => [rule, { enabled: false }]) : []),
  ]);
  // No rule of these reads the style sheets, which axe would fetch at each run.
  const options = {
    runOnly: RUNS[run],
    rules,
    resultTypes: ['violations'],
    iframes: false,
    preload: false,
  };
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.html).join(' | ')))`);
}
