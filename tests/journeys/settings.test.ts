import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { accessible, focused, press } from './keys.ts';

/** What a pupil chooses is seen at once, undone in one press, and there again after a reload and at a later launch. */
let palier: PalierProcess;
let browser: Browser;
let activity: string;
beforeAll(async () => {
  [palier, browser] = await Promise.all([startPalier(), openBrowser()]);
  activity = await addActivity({ palier, lms: { url: palier.lmsUrl } }, { competenceColumns: true });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await palier?.close();
});

const look = (page: Page) => page.evaluate('JSON.stringify(document.documentElement.dataset)');
const ground = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor');
const kept = () => palier.database.db.selectFrom('personSettings').select(['theme', 'language']).execute();
const open = (page: Page) => page.goto(`${palier.lmsUrl}/as/eleve-4/activity/${activity}/tab`);
const DARK = 'rgb(18, 24, 43)';

test('colours are chosen with the arrows, undone, and kept from launch to launch', async () => {
  const page = await openPage(browser, { colorScheme: 'light' });
  await open(page);
  await page.locator('#landing').waitFor();
  await press(page, 'Affichage et langue');
  await page.locator('#settings').waitFor();
  await accessible(page, 'settings');
  await page.getByRole('radio', { name: 'Comme l’appareil' }).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => ground(page)).toBe(DARK);
  await page.getByText('C’est changé.').waitFor();
  await expect.poll(kept).toEqual([{ theme: 'dark', language: null }]);
  expect(await focused(page), 'one goes on choosing').toBe('INPUT Sombres');

  // What is drawn before the script has asked for the page wears it too.
  const grounds: unknown[] = [];
  await page.route(/palier\.js/, async (route) => {
    await new Promise((done) => setTimeout(done, 500));
    await route.continue();
  });
  const reloaded = page.reload({ waitUntil: 'commit' });
  await page.locator('[data-shell]').waitFor();
  grounds.push(await ground(page));
  await reloaded;
  await page.locator('#settings').waitFor();
  grounds.push(await ground(page));
  expect(grounds).toEqual([DARK, DARK]);

  await page.getByRole('radio', { name: 'Claires' }).check();
  await page.getByText('C’est changé.').waitFor();
  await expect.poll(() => ground(page)).not.toBe(DARK);
  await page.getByRole('button', { name: 'Annuler' }).click();
  await expect.poll(() => ground(page)).toBe(DARK);
  await expect.poll(() => page.getByRole('radio', { name: 'Sombres' }).isChecked()).toBe(true);

  const later = await openPage(browser, { colorScheme: 'light' });
  await open(later);
  expect(await look(later)).toBe('{"theme":"dark"}');
  expect(await ground(later)).toBe(DARK);
}, 30_000);

test('the language changes the page, the document and the launches that follow', async () => {
  const page = await openPage(browser);
  await open(page);
  await press(page, 'Affichage et langue');
  await page.locator('#settings').waitFor();
  await press(page, 'English');
  await page.getByRole('heading', { name: 'Display and language' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await press(page, 'Back');
  await page.getByRole('button', { name: 'Start' }).waitFor();
  const later = await openPage(browser);
  await open(later);
  await later.getByRole('link', { name: 'Display and language' }).waitFor();
  expect(await later.locator('html').getAttribute('lang')).toBe('en');
}, 30_000);
