import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sample } from '../../src/dev/sample.ts';
import { addressOf, SAMPLES, styleguideRouter } from '../../src/dev/styleguide.ts';
import { createAssets } from '../../src/web/assets.ts';
import { createRender } from '../../src/web/page.ts';
import { openBrowser } from '../support/browser.ts';

const root = path.join(import.meta.dirname, '../..');
const photographs = path.join(root, 'tmp/photographs');
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'";
/** Letters and pictures are there. */
const SETTLED =
  'Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]).then(() => true)';
const DARK_PAPER = 'rgb(18, 24, 43)';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All four are photographed; axe looks at two of them, which hold both widths and both schemes. */
const LOOKS = [
  { name: 'wide-light', width: 1280, height: 900, colorScheme: 'light', axe: true },
  { name: 'wide-dark', width: 1280, height: 900, colorScheme: 'dark', axe: false },
  { name: 'narrow-light', width: 390, height: 844, colorScheme: 'light', axe: false },
  { name: 'narrow-dark', width: 390, height: 844, colorScheme: 'dark', axe: true },
] as const;
/** Axe takes half a minute over rows that the sample of one class holds too. */
const REPEATED_ROWS = 'six-hundred';

let server: Server;
let browser: Browser;
let origin = '';

beforeAll(async () => {
  mkdirSync(photographs, { recursive: true });
  const assets = createAssets(path.join(root, 'public'), { watch: false });
  const app = express();
  app.locals.render = createRender(path.join(root, 'views'), assets, { cache: true });
  app.use((_req, res, next) => {
    res.set('Content-Security-Policy', POLICY);
    next();
  });
  app.use('/assets', assets.router);
  app.use('/dev', styleguideRouter());
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port }: AddressInfo = Object(server.address());
  origin = `http://127.0.0.1:${port}`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('the guide lists every sample', async () => {
  const { page, faults } = await open('/dev/styleguide');
  expect(await page.locator('main a').count()).toBe(SAMPLES.length * 3);
  expect(faults).toEqual([]);
  await page.context().close();
});

describe('every sample, wide and narrow, light and dark', () => {
  test.each(SAMPLES.map((sample) => [`${sample.view} ${sample.state}`, sample] as const))(
    '%s',
    async (_name, sample) => {
      const { page, faults } = await open(addressOf(sample));
      for (const look of LOOKS) {
        await page.setViewportSize({ width: look.width, height: look.height });
        await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
        expect(await overflow(page), look.name).toBe(0);
        const file = `${sample.view.replace('/', '-')}-${sample.state}-${look.name}.png`;
        await page.screenshot({ path: path.join(photographs, file), fullPage: true });
        if (look.axe && sample.state !== REPEATED_ROWS)
          expect(await unreachable(page), look.name).toEqual([]);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await overflow(page), 'a zoom of 400 %').toBe(0);
      expect(faults).toEqual([]);
      await page.context().close();
    },
    120_000,
  );
});

test.each(SAMPLES.filter(hasMainAction).map((sample) => [`${sample.view} ${sample.state}`, sample] as const))(
  'the main action is within reach on a phone: %s',
  async (_name, sample) => {
    const { page, faults } = await open(addressOf(sample), { width: 390, height: 700 });
    const button = page.locator('.actions .button-main').first();
    // Fonts may come after the page on a busy machine, and move what stands on it.
    await expect.poll(async () => (await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48);
    const box = await button.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(700);
    expect(faults).toEqual([]);
    await page.context().close();
  },
);

test('a choice is made with the keyboard alone, and its card fills', async () => {
  const { page } = await open('/dev/styleguide/runs-challenge/one-choice');
  const ground = () =>
    page
      .locator('.choice-card')
      .nth(1)
      .evaluate((card: object) => Reflect.get(globalThis, 'getComputedStyle')(card).backgroundColor);
  const before = await ground();
  await page.locator('input[name="choice"]').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(200);
  expect(await page.locator('input[name="choice"]').nth(1).isChecked()).toBe(true);
  expect(await ground()).not.toBe(before);
  await page.context().close();
});

test('the chosen theme wins over the device’s', async () => {
  const { page } = await open('/dev/styleguide/message/words?theme=dark');
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  expect(await ground()).toBe(DARK_PAPER);
  await page.goto(`${origin}/dev/styleguide/message/words`);
  expect(await ground()).not.toBe(DARK_PAPER);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).toBe(DARK_PAPER);
  await page.goto(`${origin}/dev/styleguide/message/words?theme=light`);
  expect(await ground()).not.toBe(DARK_PAPER);
  await page.context().close();
});

/** Opens an address in a profile of its own; what the browser refuses or cannot find is a fault. */
async function open(address: string, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  // A page that sends its form by itself never says that it has loaded.
  const response = await page.goto(origin + address, { waitUntil: 'commit' });
  await page.locator('footer').waitFor();
  await page.evaluate(SETTLED);
  expect(response?.status()).toBe(200);
  return { page, faults };
}

/** How far the page can be pushed sideways, in pixels. */
function overflow(page: Page): Promise<unknown> {
  return page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
}

async function unreachable(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(
    (fault) =>
      `${fault.id}: ${fault.nodes
        .slice(0, 3)
        .map((node) => node.html)
        .join(' | ')}`,
  );
}

/** Pages where people have one thing to do: it must not hide below the fold. */
function hasMainAction(sample: Sample): boolean {
  return (
    ['runs/challenge', 'runs/checkpoint', 'campaigns/landing'].includes(sample.view) ||
    sample.state === 'to-send'
  );
}
