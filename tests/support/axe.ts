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

/** Violations as words. */
const TOLD = `({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.html).join(' | '))`;
/** Axe reads the same dozen colours of a page thousands of times, which is a quarter of its work: each once. */
const REMEMBER_COLOURS = `{
  const { prototype } = axe.commons.color.Color;
  const { parseString } = prototype;
  const known = new Map();
  prototype.parseString = function (text) {
    const colour = known.get(text);
    if (colour) return Object.assign(this, colour);
    parseString.call(this, text);
    const { r, g, b, alpha } = this;
    known.set(text, { r, g, b, alpha });
    return this;
  };
  axe.remembersColours = true;
}`;

/** WCAG 2.2 A and AA with good practice; of these what a theme leaves, or changes; or the contrast that AAA asks. */
export type AxeRun = keyof typeof RUNS;

/**
 * What axe finds wrong with the page as it stands: `rule: first elements`. Once in a document axe stays there, and one
 * document may be looked at in several looks. Frames are pages of their own.
 */
export async function runAxe(page: Page | Frame, run: AxeRun): Promise<string[]> {
  await inject(page);
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
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(${TOLD})`);
}

/** What to look for, everywhere or in one part of the page. */
export interface AxeLook {
  readonly runOnly: { readonly type: 'tag' | 'rule'; readonly values: readonly string[] };
  readonly include?: string;
}

/** WCAG 2.2 A and AA with good practice. */
export const ALL_RULES: AxeLook['runOnly'] = RUNS.all;

/**
 * What axe finds wrong with the page and, as one whole with it, with what stands in its frames: `rule: first elements`. As
 * `AxeBuilder` of `@axe-core/playwright` does, but without another page for each look, and no frame is left out unsaid when
 * a slow machine takes over a second to ready it.
 */
export async function runAxeThroughFrames(page: Page, { runOnly, include }: AxeLook): Promise<string[]> {
  const options = { runOnly, resultTypes: ['violations'], preload: false };
  const context = { ...(include === undefined ? {} : { include: [[include]] }), exclude: [] };
  const partials = await runPartials(page.mainFrame(), context, options);
  return page.evaluate(
    `axe.finishRun(${JSON.stringify(partials)}, ${JSON.stringify(options)}).then(${TOLD})`,
  );
}

/** Of this frame and, after it, of those that stand in it. */
async function runPartials(frame: Frame, context: unknown, options: object): Promise<unknown[]> {
  await inject(frame);
  const within = JSON.stringify(context);
  const inner: { frameSelector: unknown; frameContext: unknown }[] = await frame.evaluate(
    `axe.utils.getFrameContexts(${within})`,
  );
  const partials: unknown[] = [await frame.evaluate(`axe.runPartial(${within}, ${JSON.stringify(options)})`)];
  for (const { frameSelector, frameContext } of inner) {
    const element = await frame.evaluateHandle(`axe.utils.shadowSelect(${JSON.stringify(frameSelector)})`);
    const child = await element.asElement()?.contentFrame();
    if (!child) throw new Error(`axe cannot enter ${JSON.stringify(frameSelector)}`);
    partials.push(...(await runPartials(child, frameContext, options)));
  }
  return partials;
}

async function inject(frame: Page | Frame): Promise<void> {
  if (!(await frame.evaluate('"axe" in window'))) await frame.evaluate(SOURCE);
  if (!(await frame.evaluate('axe.remembersColours === true'))) await frame.evaluate(REMEMBER_COLOURS);
}
