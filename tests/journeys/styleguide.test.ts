import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sample } from '../../src/dev/sample.ts';
import { addressOf, SAMPLES, styleguideRouter } from '../../src/dev/styleguide.ts';
import { createAssets } from '../../src/web/assets.ts';
import { compress } from '../../src/web/compress.ts';
import { createRender } from '../../src/web/page.ts';
import type { Look } from '../../src/web/settings.ts';
import { type AxeRun, runAxe } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';

const root = path.join(import.meta.dirname, '../..');
/** `PHOTOGRAPHS=1 npm test -- tests/journeys/styleguide` leaves a picture of every sample in every look. */
const photographs = process.env.PHOTOGRAPHS ? path.join(root, 'tmp/photographs') : null;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'";
/** Letters and pictures are there. */
const SETTLED =
  'Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]).then(() => true)';
const DARK_PAPER = 'rgb(18, 24, 43)';
/** In the dark and narrow, all that axe knows; in the light and wide, what colours and places change. */
const VIEWS: readonly View[] = [
  { name: 'wide-light', width: 1280, colorScheme: 'light', axe: 'look' },
  { name: 'narrow-dark', width: 390, colorScheme: 'dark', axe: 'all' },
];
const OTHER_VIEWS: readonly View[] = [
  { name: 'wide-dark', width: 1280, colorScheme: 'dark', axe: null },
  { name: 'narrow-light', width: 390, colorScheme: 'light', axe: null },
];
/** A zoom of 200 % and of 400 % on a wide screen. */
const ZOOMED = [640, 320];
/** Axe takes half a minute over rows that the sample of one class holds too. */
const REPEATED_ROWS = 'six-hundred';
/** Bytes of a first view, headers included, without the pictures of the challenge. */
const WEIGHT = 120_000;

interface View {
  readonly name: string;
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
  readonly axe: AxeRun | null;
}

let server: Server;
let browser: Browser;
let origin = '';
/** One page for all: each sample is one navigation. */
let shared: Page;
let faults: string[] = [];

beforeAll(async () => {
  if (photographs !== null) mkdirSync(photographs, { recursive: true });
  const assets = createAssets(path.join(root, 'public'), { watch: false });
  const app = express();
  app.locals.render = createRender(path.join(root, 'views'), assets, { cache: true });
  app.use((_req, res, next) => {
    res.set('Content-Security-Policy', POLICY);
    next();
  });
  app.use('/assets', compress(), assets.router);
  app.use(compress());
  app.use('/dev', styleguideRouter());
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port }: AddressInfo = Object(server.address());
  origin = `http://127.0.0.1:${port}`;
  browser = await openBrowser();
  const context = await browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce' });
  shared = await context.newPage();
  shared.on('pageerror', (error) => faults.push(String(error)));
  shared.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('the guide lists every sample', async () => {
  const page = await open('/dev/styleguide');
  expect(await page.locator('main a').count()).toBe(SAMPLES.length * 3);
  expect(faults).toEqual([]);
});

describe('every sample, wide and narrow, light and dark', () => {
  test.each(SAMPLES.map((sample) => [`${sample.view} ${sample.state}`, sample] as const))(
    '%s',
    async (_name, sample) => {
      const page = await open(addressOf(sample));
      expect(await weight(page), 'bytes of a first view').toBeLessThan(WEIGHT);
      for (const look of photographs === null ? VIEWS : [...VIEWS, ...OTHER_VIEWS]) {
        await page.setViewportSize({ width: look.width, height: 844 });
        await page.emulateMedia({ colorScheme: look.colorScheme });
        expect(await overflow(page), look.name).toBe(0);
        if (photographs !== null) await photograph(page, sample, look.name);
        if (look.axe !== null && sample.state !== REPEATED_ROWS)
          expect(await runAxe(page, look.axe), look.name).toEqual([]);
      }
      for (const width of ZOOMED) {
        await page.setViewportSize({ width, height: 640 });
        expect(await overflow(page), `${width} px`).toBe(0);
      }
      if (hasMainAction(sample)) await withinReach(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await wear(page, { letters: 'spaced', size: 'larger' });
      expect(await overflow(page), 'spaced and larger').toBe(0);
      if (sample.audience === 'pupil') {
        for (const theme of ['light', 'dark']) {
          await wear(page, { contrast: 'high', theme });
          expect(await runAxe(page, 'enhanced'), `high contrast, ${theme}`).toEqual([]);
        }
      }
      expect(faults).toEqual([]);
    },
    60_000,
  );
});

test('a choice is made with the keyboard alone, and its card fills', async () => {
  const page = await open('/dev/styleguide/runs-challenge/one-choice');
  const ground = () =>
    page
      .locator('.choice-card')
      .nth(1)
      .evaluate((card: object) => Reflect.get(globalThis, 'getComputedStyle')(card).backgroundColor);
  const before = await ground();
  await page.locator('input[name="choice"]').first().focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.locator('input[name="choice"]').nth(1).isChecked()).toBe(true);
  await expect.poll(ground).not.toBe(before);
});

test('the chosen theme wins over the device’s', async () => {
  const page = await open('/dev/styleguide/message/words?theme=dark');
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  expect(await ground()).toBe(DARK_PAPER);
  await page.goto(`${origin}/dev/styleguide/message/words`);
  expect(await ground()).not.toBe(DARK_PAPER);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).toBe(DARK_PAPER);
  await page.goto(`${origin}/dev/styleguide/message/words?theme=light`);
  expect(await ground()).not.toBe(DARK_PAPER);
});

/** Opens an address, wide and light; what the browser refuses or cannot find is a fault. */
async function open(address: string): Promise<Page> {
  faults = [];
  await shared.setViewportSize({ width: 1280, height: 844 });
  await shared.emulateMedia({ colorScheme: 'light' });
  // A page that sends its form by itself never says that it has loaded.
  const response = await shared.goto(origin + address, { waitUntil: 'commit' });
  await shared.locator('footer').waitFor();
  await shared.evaluate(SETTLED);
  expect(response?.status()).toBe(200);
  return shared;
}

/** How far the page can be pushed sideways, in pixels. */
function overflow(page: Page): Promise<unknown> {
  return page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
}

/** As sent to a browser that had nothing yet; 300 bytes of headers an answer. */
async function weight(page: Page): Promise<number> {
  return Number(
    await page.evaluate(`performance.getEntriesByType('navigation')
      .concat(performance.getEntriesByType('resource').filter((entry) => entry.initiatorType !== 'img'))
      .reduce((sum, entry) => sum + entry.encodedBodySize + 300, 0)`),
  );
}

/** As the server would have dressed the document. */
function wear(page: Page, look: Look): Promise<unknown> {
  return page.evaluate(`for (const [name, value] of ${JSON.stringify(Object.entries(look))})
    document.documentElement.setAttribute('data-' + name, value)`);
}

/** The main action is large enough for a thumb, and does not hide below the fold of a phone. */
async function withinReach(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 700 });
  const box = await page.locator('.actions .button-main').first().boundingBox();
  expect(box?.height ?? 0).toBeGreaterThanOrEqual(48);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(700);
}

async function photograph(page: Page, sample: Sample, look: string): Promise<void> {
  const file = `${sample.view.replace('/', '-')}-${sample.state}-${look}.png`;
  await page.screenshot({ path: path.join(photographs ?? '', file), fullPage: true });
}

/** Pages where people have one thing to do: it must not hide below the fold. */
function hasMainAction(sample: Sample): boolean {
  return (
    ['runs/challenge', 'runs/checkpoint', 'campaigns/landing'].includes(sample.view) ||
    sample.state === 'to-send'
  );
}
