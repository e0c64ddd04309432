import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { verdictsOn } from '../../src/engine/practicals/practical.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { openPage } from '../support/browser.ts';

/** A window of the style guide, tried in a real browser: by mouse, on a phone by taps, by keys. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export interface Tried {
  readonly page: Page;
  readonly window: FrameLocator;
}

export async function tryOut(browser: Browser, url: string, sample: string, phone = false): Promise<Tried> {
  const page = await openPage(browser, { reducedMotion: 'reduce', ...(phone ? PHONE : {}) });
  await page.goto(`${url}/dev/styleguide/runs-challenge/${sample}`);
  await page.locator('[data-wait]').waitFor({ state: 'hidden' });
  return { page, window: page.frameLocator('.practical-frame') };
}

/** What the window would send. */
export const keptIn = (page: Page): Promise<string> => page.locator('[data-reached]').inputValue();

/** Whether each thing expected is met by what the window would send. */
export async function meets(page: Page, practical: Practical): Promise<boolean[]> {
  await expect.poll(() => keptIn(page)).not.toBe('');
  return verdictsOn(practical, JSON.parse(await keptIn(page))).map(({ right }) => right);
}

/** axe looks into the frame too. */
export async function accessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).include('.practical').analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    what,
  ).toEqual([]);
}

/** Walks by Tab into the window, then on to what a name begins with. */
export async function enterByKeys(page: Page): Promise<(name: string) => Promise<void>> {
  const frame = page.frames().find((one) => one.url().includes('/assets/frames/'));
  const focused = async () =>
    String(
      await frame?.evaluate(
        '(document.activeElement.getAttribute("aria-label") || document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent).trim()',
      ),
    );
  await page.locator('h1').focus();
  for (let steps = 0; steps < 20 && !(await frame?.evaluate('document.hasFocus()')); steps += 1)
    await page.keyboard.press('Tab');
  return async (name) => {
    for (let steps = 0; steps < 90; steps += 1) {
      if ((await focused()).startsWith(name)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`« ${name} » is not reached by Tab`);
  };
}
