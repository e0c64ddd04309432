import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const SOURCE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rules whose verdict follows colours, sizes and places. */
const LOOK_RULES = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];
const RUNS = {
  all: { type: 'tag', values: TAGS },
  look: { type: 'rule', values: LOOK_RULES },
  enhanced: { type: 'rule', values: ['color-contrast-enhanced'] },
} as const;

/** WCAG 2.2 A and AA with good practice; only what the look of a page changes; or the contrast that AAA asks. */
export type AxeRun = keyof typeof RUNS;

/**
 * What axe finds wrong with the page as it stands: `rule: first elements`. Once in a document axe stays there, and one
 * document may be looked at in several looks. Frames are pages of their own.
 */
export async function runAxe(page: Page, run: AxeRun): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(SOURCE);
  const rules = run === 'enhanced' ? { 'color-contrast-enhanced': { enabled: true } } : {};
  const options = { runOnly: RUNS[run], rules, resultTypes: ['violations'], iframes: false };
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.html).join(' | ')))`);
}
