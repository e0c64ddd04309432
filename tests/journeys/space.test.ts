import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { accessible } from './keys.ts';
import { playToTheEnd } from './play.ts';

/** The pupil's space as one finds it from an activity: on a phone, then by a code. */
let palier: PalierProcess;
let browser: Browser;
let bank: Referential;
let activity: string;

beforeAll(async () => {
  [palier, browser, bank] = await Promise.all([startPalier(), openBrowser(), realBank()]);
  activity = await addActivity({ palier, lms: { url: palier.lmsUrl } }, { competenceColumns: false });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await palier?.close();
});

const levelOf = (challenge: Challenge) => bank.skills.get(challenge.skill)?.level ?? 0;

async function openActivity(person: string, phone: boolean): Promise<Page> {
  const viewport = phone ? { width: 390, height: 844 } : { width: 1280, height: 900 };
  const page = await openPage(browser, { reducedMotion: 'reduce', viewport });
  await page.goto(`${palier.lmsUrl}/as/${person}/activity/${activity}/tab`);
  return page;
}

const places = (page: Page) => page.getByRole('navigation', { name: 'Palier' });

test('on a phone, from a first visit to level 3 of a competence, in free practice', {
  timeout: 240_000,
}, async () => {
  const page = await openActivity('eleve-1', true);
  // A launch leads where it led; the bar stands under the main action, not over it.
  const start = page.getByRole('button', { name: 'Commencer' });
  await start.waitFor();
  const [button, bar] = [await start.boundingBox(), await places(page).boundingBox()];
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBe(844);

  await places(page).getByRole('link', { name: 'Accueil' }).click();
  await page.locator('#home').waitFor();
  expect(await places(page).getByRole('link', { name: 'Accueil' }).getAttribute('aria-current')).toBe('page');
  expect(await page.locator('.pix-total').innerText()).toMatch(/^0 pix sur 1.024$/);

  await places(page).getByRole('link', { name: 'Compétences' }).click();
  await page.locator('#competences').waitFor();
  await accessible(page, 'competences');
  await page
    .getByRole('link', { name: /^1\.1 / })
    .first()
    .click();
  await page.locator('#competence').waitFor();
  expect(await page.locator('.standing-level').innerText()).toBe('Pas encore de niveau');

  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.locator('#challenge').waitFor();
  // While a question is asked, only the way home is left of the bar.
  expect(await places(page).getByRole('link').allInnerTexts()).toHaveLength(1);
  await playToTheEnd(page, bank, (challenge) => levelOf(challenge) <= 4);
  expect(await page.getByRole('button', { name: "J'envoie mes résultats" }).count()).toBe(0);
  await page.getByRole('link', { name: 'Retour à la compétence 1.1' }).click();
  await page.locator('#competence').waitFor();
  const level = Number(/(\d)/.exec(await page.locator('.standing-level').innerText())?.[1]);
  expect(level).toBeGreaterThanOrEqual(3);
  await page.reload();
  await page.locator('#competence').waitFor();
  await page.context().close();
});

test('a code opens its campaign, and home follows it until it is sent', { timeout: 240_000 }, async () => {
  const page = await openActivity('eleve-2', false);
  await places(page).getByRole('link', { name: 'Accueil' }).click();
  await page.locator('#home').waitFor();
  const { code } = await palier.database.db.selectFrom('campaign').select('code').executeTakeFirstOrThrow();
  await page.getByLabel('Code du parcours').fill('BCDFGH22');
  await page.keyboard.press('Enter');
  await page.locator('#code-page').waitFor();
  const field = page.getByLabel('Code du parcours');
  expect(await field.getAttribute('aria-describedby')).toContain('code-error');
  expect(await field.inputValue()).toBe('BCDFGH22');
  await accessible(page, 'a wrong code');
  await field.fill(` ${code.toLowerCase().replace(/(...)/g, '$1 ')}`);
  await page.getByRole('button', { name: 'Valider le code' }).click();
  await page.locator('#landing').waitFor();
  await page.getByRole('button', { name: 'Commencer' }).click();
  await playToTheEnd(page, bank, () => false);
  await page.getByRole('button', { name: "J'envoie mes résultats" }).click();
  await page.getByText('C’est envoyé').waitFor();
  await places(page).getByRole('link', { name: 'Accueil' }).click();
  await page.locator('#home').waitFor();
  expect(await page.locator('#home').innerText()).toMatch(
    /Tout est envoyé, bravo[\s\S]*Envoyé le .* de réussite/,
  );
  await accessible(page, 'home after sending');
  await page.context().close();
});
