import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PRACTICAL_SAMPLES } from '../../src/dev/practical-samples.ts';
import type { Sample } from '../../src/dev/sample.ts';
import { addressOf, SAMPLES } from '../../src/dev/styleguide.ts';
import type { Look } from '../../src/web/settings.ts';
import { type AxeRun, runAxe } from '../support/axe.ts';
import { FEWER_FRAMES, openBrowser } from '../support/browser.ts';
import { type Guide, serveGuide } from '../support/guide.ts';

const root = path.join(import.meta.dirname, '../..');
/** `PHOTOGRAPHS=1 npm test -- tests/journeys/styleguide` leaves a picture of every sample in every look. */
const photographs = process.env.PHOTOGRAPHS ? path.join(root, 'tmp/photographs') : null;
/** Letters and pictures are there. */
const SETTLED =
  'Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]).then(() => true)';
const DARK_PAPER = 'rgb(18, 24, 43)';
/** All that axe knows, wide; what a narrow page changes; then what the dark does. Contrast is half of axe's work. */
const VIEWS: readonly View[] = [
  { name: 'wide-light', width: 1280, colorScheme: 'light', axe: 'all' },
  { name: 'narrow-light', width: 390, colorScheme: 'light', axe: 'structure' },
  { name: 'narrow-dark', width: 390, colorScheme: 'dark', axe: 'colours' },
];
/** Pages of two windows differ by what is in their frames, which axe does not enter here: one of each look is enough. */
const AROUND_A_WINDOW = VIEWS.slice(0, 1);
const WINDOWS: ReadonlySet<Sample> = new Set(PRACTICAL_SAMPLES);
const FIRST_WINDOW = PRACTICAL_SAMPLES[0];
const OTHER_VIEWS: readonly View[] = [{ name: 'wide-dark', width: 1280, colorScheme: 'dark', axe: null }];
/** Pages open side by side: while one waits for its letters, another is looked at. */
const LANES = 2;
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

interface Lane {
  readonly page: Page;
  /** What the browser refused or could not find since the page was opened. */
  faults: string[];
}

let guide: Guide;
let browser: Browser;
/** Pages that are free: each sample is one navigation. */
const idle: Lane[] = [];
const waiting: ((lane: Lane) => void)[] = [];

beforeAll(async () => {
  if (photographs !== null) mkdirSync(photographs, { recursive: true });
  guide = await serveGuide({ headers: false });
  browser = await openBrowser(FEWER_FRAMES);
  const context = await browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce' });
  for (let number = 0; number < LANES; number += 1) {
    const lane: Lane = { page: await context.newPage(), faults: [] };
    lane.page.on('pageerror', (error) => lane.faults.push(String(error)));
    lane.page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') lane.faults.push(message.text());
    });
    idle.push(lane);
  }
}, 60_000);

afterAll(async () => {
  await browser?.close();
  guide?.close();
});

test('the guide lists every sample', async () => {
  const lane = firstLane();
  const page = await open(lane, '/dev/styleguide');
  expect(await page.locator('main a').count()).toBe(SAMPLES.length * 3);
  expect(lane.faults).toEqual([]);
});

describe.concurrent('every sample, wide and narrow, light and dark', () => {
  test.each(SAMPLES.map((sample) => [`${sample.view} ${sample.state}`, sample] as const))(
    '%s',
    async (_name, sample) => {
      const lane = await takeLane();
      try {
        await look(lane, sample);
      } finally {
        giveLane(lane);
      }
    },
    60_000,
  );
});

async function look(lane: Lane, sample: Sample): Promise<void> {
  const page = await open(lane, addressOf(sample));
  expect(await weight(page), 'bytes of a first view').toBeLessThan(WEIGHT);
  await page.addScriptTag({ url: '/axe.js' });
  const repeated = sample.view === 'runs/challenge' && WINDOWS.has(sample) && sample !== FIRST_WINDOW;
  const views = repeated ? AROUND_A_WINDOW : VIEWS;
  for (const view of photographs === null ? views : [...VIEWS, ...OTHER_VIEWS]) {
    await page.setViewportSize({ width: view.width, height: 844 });
    await page.emulateMedia({ colorScheme: view.colorScheme });
    expect(await overflow(page), view.name).toBe(0);
    expect(await page.locator('[hidden]:visible').count(), 'hidden, but seen').toBe(0);
    if (photographs !== null) await photograph(page, sample, view.name);
    if (view.axe !== null && sample.state !== REPEATED_ROWS)
      expect(await runAxe(page, view.axe), view.name).toEqual([]);
  }
  for (const width of ZOOMED) {
    await page.setViewportSize({ width, height: 640 });
    expect(await overflow(page), `${width} px`).toBe(0);
  }
  if (hasMainAction(sample)) await withinReach(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await wear(page, { letters: 'spaced', size: 'larger' });
  expect(await overflow(page), 'spaced and larger').toBe(0);
  if (sample.audience === 'pupil' && !repeated) {
    for (const theme of ['light', 'dark']) {
      await wear(page, { contrast: 'high', theme });
      expect(await runAxe(page, 'enhanced'), `high contrast, ${theme}`).toEqual([]);
    }
  }
  expect(lane.faults).toEqual([]);
}

test('a choice is made with the keyboard alone, and its card fills', async () => {
  const page = await open(firstLane(), '/dev/styleguide/runs-challenge/one-choice');
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
  const page = await open(firstLane(), '/dev/styleguide/message/words?theme=dark');
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  expect(await ground()).toBe(DARK_PAPER);
  await page.goto(`${guide.url}/dev/styleguide/message/words`);
  expect(await ground()).not.toBe(DARK_PAPER);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).toBe(DARK_PAPER);
  await page.goto(`${guide.url}/dev/styleguide/message/words?theme=light`);
  expect(await ground()).not.toBe(DARK_PAPER);
});

/** Opens an address, wide and light; what the browser refuses or cannot find is a fault. */
async function open(lane: Lane, address: string): Promise<Page> {
  const { page } = lane;
  lane.faults = [];
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.emulateMedia({ colorScheme: 'light' });
  const response = await goTo(page, guide.url + address);
  await page.locator('footer').waitFor();
  await page.evaluate(SETTLED);
  expect(response?.status()).toBe(200);
  return page;
}

/**
 * A page that sends its form by itself never says that it has loaded; sent late, on a slow machine, the form cuts short the
 * way to the next page, which is then taken again.
 */
async function goTo(page: Page, address: string): Promise<Response | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await page.goto(address, { waitUntil: 'commit' });
    } catch (error) {
      if (tries === 3 || !String(error).includes('ERR_ABORTED')) throw error;
    }
  }
}

/** A free page, as soon as there is one. */
function takeLane(): Promise<Lane> {
  const lane = idle.pop();
  return lane ? Promise.resolve(lane) : new Promise((resolve) => waiting.push(resolve));
}

function giveLane(lane: Lane): void {
  const next = waiting.shift();
  if (next) next(lane);
  else idle.push(lane);
}

/** While nothing else is looked at. */
function firstLane(): Lane {
  const [lane] = idle;
  if (!lane) throw new Error('no page is free');
  return lane;
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
    (['runs/challenge', 'runs/checkpoint', 'campaigns/landing'].includes(sample.view) &&
      sample.state !== 'closed') ||
    sample.state === 'to-send'
  );
}
