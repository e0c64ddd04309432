import type { Browser, BrowserContextOptions, Frame, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { verdictsOn } from '../../src/engine/practicals/practical.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { ALL_RULES, type AxeLook, runAxeThroughFrames } from '../support/axe.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { type Guide, serveGuide } from '../support/guide.ts';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A window of the style guide, tried in a real browser: by mouse, on a phone by taps, by keys. */
export interface Tried {
  readonly page: Page;
  readonly window: FrameLocator;
}

type Try = (
  sample: string,
  options?: BrowserContextOptions,
  prepare?: (page: Page) => Promise<void>,
) => Promise<Tried>;

/** Of a file of tests: the style guide and a browser, from before its first test until after its last. */
export function useGuide(): Try {
  let guide: Guide | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [guide, browser] = await Promise.all([serveGuide({ headers: true }), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    guide?.close();
  });
  return async (sample, options = {}, prepare) => {
    if (!guide || !browser) throw new Error('the guide is not served yet');
    const page = await openPage(browser, { reducedMotion: 'reduce', ...options });
    await prepare?.(page);
    await page.goto(`${guide.url}/dev/styleguide/runs-challenge/${sample}`);
    await page.locator('[data-wait]').waitFor({ state: 'hidden' });
    return { page, window: page.frameLocator('.practical-frame') };
  };
}

/** What the window would send, once the page has heard all that it told. */
export async function keptIn(page: Page): Promise<string> {
  await page.evaluate(`void (window.heard = new Promise((done) => {
    const hear = ({ data }) => {
      if (data !== 'told') return;
      removeEventListener('message', hear);
      done();
    };
    addEventListener('message', hear);
  }))`);
  // Messages are heard in the order they were told.
  await frameIn(page).evaluate('parent.postMessage("told", "*")');
  await page.evaluate('window.heard');
  return page.locator('[data-reached]').inputValue();
}

/** @throws if no window stands in the page */
export function frameIn(page: Page): Frame {
  const frame = page.frames().find((one) => one.url().includes('/assets/frames/'));
  if (!frame) throw new Error('no window');
  return frame;
}

/** Whether each thing expected is met by what the window would send, once something was done in it. */
export async function meets(page: Page, practical: Practical): Promise<boolean[]> {
  await expect.poll(() => keptIn(page)).not.toBe('');
  return verdictsOn(practical, JSON.parse(await keptIn(page))).map(({ right }) => right);
}

/** axe looks into the frame too. Only landmarks are looked at in the whole page: the rest would scroll an open sheet away. */
export async function accessible(page: Page, what: string): Promise<void> {
  const looks: AxeLook[] = [
    { runOnly: ALL_RULES, include: '.practical' },
    { runOnly: { type: 'rule', values: ['landmark-unique'] } },
  ];
  const violations = [];
  for (const look of looks) violations.push(...(await runAxeThroughFrames(page, look)));
  expect(violations, what).toEqual([]);
}

/** The name of what has focus in the window. */
export async function focusedIn(page: Page): Promise<string> {
  return String(
    await frameIn(page).evaluate(
      '(document.activeElement.getAttribute("aria-label") || document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent).trim()',
    ),
  );
}

/** Walks by Tab into the window, then on to what a name begins with. */
export async function enterByKeys(page: Page): Promise<(name: string) => Promise<void>> {
  const frame = frameIn(page);
  await page.locator('h1').focus();
  for (let steps = 0; steps < 20 && !(await frame.evaluate('document.hasFocus()')); steps += 1)
    await page.keyboard.press('Tab');
  return async (name) => {
    for (let steps = 0; steps < 80; steps += 1) {
      if ((await focusedIn(page)).startsWith(name)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`« ${name} » is not reached by Tab`);
  };
}
