import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { PRACTICAL_SAMPLES } from '../../src/dev/practical-samples.ts';
import { addressOf } from '../../src/dev/styleguide.ts';
import { runAxe } from '../support/axe.ts';
import { frameIn, PHONE, useGuide } from './practical-window.ts';

/** What a person chose at `/settings` is worn by the windows too. */
const open = useGuide();

test.each(['blocks', 'file-manager', 'mailbox', 'map', 'slides', 'social-network'])(
  '%s is read in high contrast, light and dark',
  async (sample) => {
    for (const theme of ['light', 'dark']) {
      const { page } = await open(`${sample}?theme=${theme}&contrast=high`, { colorScheme: 'light' });
      const frame = frameIn(page);
      const worn = () => frame.evaluate('({ ...document.documentElement.dataset })');
      expect(await worn()).toEqual({ theme, contrast: 'high', motion: 'less' });
      expect(await runAxe(frame, 'enhanced'), theme).toEqual([]);
      await page.close();
    }
  },
);

/** One sample of every frame there is. */
const WINDOWS = [
  ...new Map(
    PRACTICAL_SAMPLES.flatMap((sample) => {
      const frame = /"frame":"([\w-]+)"/.exec(JSON.stringify(sample.model))?.[1];
      return sample.view === 'runs/challenge' && frame ? [[frame, sample] as const] : [];
    }).reverse(),
  ),
].reverse();

/** What a pupil reads of a window: drawings, and what is only heard, left out. */
const TEXTS = `[...document.querySelectorAll('body *')].filter((one) =>
  [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '') &&
  !one.closest('svg, script, option') && one.getClientRects().length > 0 &&
  [one, one.parentElement].every((near) => getComputedStyle(near).clipPath === 'none'))`;
const SAID = `const said = (one) => one.localName + '.' + one.className + ' ' + one.textContent.trim().slice(0, 40);`;

const coloursOf = (frame: Frame) =>
  frame.evaluate(
    `[document.body, ...document.querySelectorAll('.window *')].map((one) => {
      const { color, backgroundColor, fill, borderTopColor } = getComputedStyle(one);
      return [color, backgroundColor, fill, borderTopColor].join();
    })`,
  );
const sizesOf = (frame: Frame) =>
  frame.evaluate<string[][]>(
    `(() => { ${SAID} return ${TEXTS}.map((one) => [said(one), getComputedStyle(one).fontSize]); })()`,
  );

/** Texts that are cut, or that stand apart from what is chosen. A name cut by three dots is told whole elsewhere. */
const amissIn = (frame: Frame) =>
  frame.evaluate<string[]>(`(() => { ${SAID}
    const amiss = [];
    if (document.documentElement.scrollWidth > innerWidth) amiss.push('wider than the window');
    for (const one of document.querySelectorAll('body *')) {
      const { overflowX, overflowY } = getComputedStyle(one);
      if (![overflowX, overflowY].includes('auto') || one.localName === 'textarea') continue;
      const more = one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;
      const stop = (near) => near.tabIndex >= 0 || near.shadowRoot?.querySelector('a, button, input');
      if (more && ![one, ...one.querySelectorAll('*')].some(stop)) amiss.push('not scrolled by keys: ' + said(one));
    }
    for (const one of ${TEXTS}) {
      const style = getComputedStyle(one);
      const letter = Number.parseFloat(style.fontSize);
      if (!(Number.parseFloat(style.letterSpacing) > 0.5)) amiss.push('letters: ' + said(one));
      if (!(Number.parseFloat(style.wordSpacing) > 2)) amiss.push('words: ' + said(one));
      if (!(Number.parseFloat(style.lineHeight) >= 1.39 * letter)) amiss.push('lines: ' + said(one));
      for (let held = one; held.clientWidth > 0 && held !== document.body; held = held.parentElement) {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(held);
        if (overflowX === 'auto' || overflowY === 'auto' || textOverflow === 'ellipsis') break;
        const cuts = [overflowX, overflowY].some((way) => way === 'hidden' || way === 'clip') || held === one;
        const wide = held.scrollWidth > held.clientWidth + 1;
        if (cuts && (wide || (overflowY === 'hidden' && held.scrollHeight > held.clientHeight + 1)))
          amiss.push('cut: ' + said(held));
      }
    }
    return [...new Set(amiss)];
  })()`);

test('on a phone a sheet opens beside what called it, and the page stays where it was', async () => {
  const { page, window } = await open('social-network', PHONE);
  const options = window.getByRole('button', { name: 'Options de la publication de Ville de Brest' });
  await options.scrollIntoViewIfNeeded();
  const place = () => page.evaluate<number>('scrollY');
  const before = await place();
  expect(before).toBeGreaterThan(900);
  await options.tap();
  const sheet = await window.getByRole('dialog').boundingBox();
  const called = await options.boundingBox();
  expect(sheet?.y).toBeLessThan(called?.y ?? 0);
  expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBeGreaterThan(called?.y ?? 0);
  expect(sheet?.y).toBeGreaterThan(0);
  expect(await place()).toBe(before);
  await window.getByRole('button', { name: 'Fermer' }).tap();
  await window.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await place()).toBe(before);
  await page.close();
});

test('every window wears larger and spaced letters whole, and the theme of the device as the one chosen', {
  timeout: 180_000,
}, async () => {
  const { page } = await open('file-manager', PHONE);
  for (const [name, sample] of WINDOWS) {
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const origin = new URL(page.url()).origin;
    await page.goto(`${origin}${addressOf(sample)}?size=larger&letters=spaced`);
    await page.locator('[data-wait]').waitFor({ state: 'hidden' });
    const frame = frameIn(page);
    const worn = () => frame.evaluate('({ ...document.documentElement.dataset })');
    const look = { size: 'larger', letters: 'spaced', motion: 'less' };
    expect.soft(await worn(), name).toEqual({ ...look, theme: 'dark' });
    await expect
      .poll(() => frame.evaluate('document.documentElement.scrollHeight - innerHeight'), { message: name })
      .toBe(0);
    expect.soft(await amissIn(frame), name).toEqual([]);

    const dark = await coloursOf(frame);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(worn, { message: name }).toEqual(look);
    expect.soft(await coloursOf(frame), name).not.toEqual(dark);
    await frame.evaluate('document.documentElement.dataset.theme = "dark"');
    expect.soft(await coloursOf(frame), name).toEqual(dark);

    const large = await sizesOf(frame);
    await frame.evaluate('delete document.documentElement.dataset.size');
    const usual = await sizesOf(frame);
    const grown = large.map(([text, size], rank) => [
      text,
      Math.round((Number.parseFloat(String(size)) / Number.parseFloat(String(usual[rank]?.[1]))) * 1000),
    ]);
    expect.soft(grown.length, name).toBeGreaterThan(5);
    expect
      .soft(
        grown.filter(([, times]) => Math.abs(Number(times) - 1375) > 12),
        name,
      )
      .toEqual([]);
  }
});
