import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ALL_RULES, runAxeThroughFrames } from '../support/axe.ts';

/** What a person does without a mouse, and what axe says of the page. */

/** Walks to a button or a link by Tab, as a person would, and presses Enter. */
export async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

export async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 150; steps += 1) {
    if ((await step(page)).endsWith(` ${name}`)) return;
  }
  throw new Error(`« ${name} » is not reached by Tab`);
}

/** Tab, and past a window that need not be entered. @returns what has focus, as `focused` tells it. */
export async function step(page: Page): Promise<string> {
  await page.keyboard.press('Tab');
  const reached = await focused(page);
  if (reached !== 'A Passer la fenêtre') return reached;
  await page.keyboard.press('Enter');
  await page.waitForURL(/#after-window$/);
  return step(page);
}

/** The element that has focus: its tag, then the text that names it. */
export async function focused(page: Page): Promise<string> {
  return String(
    await page.evaluate(`(() => {
      const focus = document.activeElement;
      const text = focus.tagName === 'INPUT' && focus.labels[0] ? focus.labels[0].textContent : focus.textContent;
      return (focus.tagName + ' ' + text.replace(/\\s+/g, ' ').trim());
    })()`),
  );
}

/** Axe finds nothing, narrow and wide. */
export async function accessible(page: Page, what: string): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await runAxeThroughFrames(page, { runOnly: ALL_RULES }), `${what}, ${width} px`).toEqual([]);
  }
}
