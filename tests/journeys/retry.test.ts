import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { accessible, focused, press, tabTo } from './keys.ts';
import { playToTheEnd } from './play.ts';

/** Four days later: what was validated is kept, what was missed is asked again, and the better result is sent. */
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
const percentOf = async (page: Page) =>
  Number(/(\d+)/.exec(await page.locator('.score-percent').innerText())?.[1]);

async function openActivity(person: string): Promise<Page> {
  const page = await openPage(browser, { reducedMotion: 'reduce' });
  await page.goto(`${palier.lmsUrl}/as/${person}/activity/${activity}/tab`);
  return page;
}

/** As if everything done so far had been done four days and a minute earlier. */
async function fourDaysPass(): Promise<void> {
  const { db } = palier.database;
  const ago = sql<Date>`- interval '4 days 1 minute'`;
  for (const change of [
    sql`update run set started_at = started_at ${ago}, finished_at = finished_at ${ago}`,
    sql`update answer set answered_at = answered_at ${ago}`,
    sql`update participation set started_at = started_at ${ago}, shared_at = shared_at ${ago}`,
    sql`update grade set queued_at = queued_at ${ago}, sent_at = sent_at ${ago}`,
  ])
    await change.execute(db);
}

async function gradesOf(page: Page, person: string): Promise<string[]> {
  await page.goto(`${palier.lmsUrl}/as/${person}/gradebook`);
  return page.locator(`tr[data-person="${person}"] td .grade`).allTextContents();
}

test('a pupil understands the result, comes back after four days and does better', {
  timeout: 240_000,
}, async () => {
  const person = 'eleve-1';
  let page = await openActivity(person);
  await page.getByRole('button', { name: 'Commencer' }).click();
  await playToTheEnd(page, bank, (challenge) => levelOf(challenge) <= 2);
  const before = await percentOf(page);

  // Why, topic by topic, with the keyboard.
  await tabTo(page, 'Voir le détail, sujet par sujet (compétence 1.1)');
  await page.keyboard.press('Enter');
  const why = page.locator('.why[open]');
  await expect.poll(() => why.count()).toBe(1);
  expect(await why.innerText()).toMatch(/validés?, (tu as bien répondu|déduit de)/);
  expect(await why.innerText()).toMatch(/pas encore/);
  await accessible(page, 'result with its reasons');

  // How it works is a detour.
  await tabTo(page, 'Comment lire ce résultat ?');
  await page.keyboard.press('Enter');
  await press(page, 'Comment ça marche ?');
  await page.locator('#how-it-works').waitFor();
  await expect.poll(() => focused(page)).toBe('H1 Comment ça marche ?');
  await accessible(page, 'how it works');
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => focused(page)).toBe('A Retour');
  await page.keyboard.press('Enter');
  await page.locator('#result').waitFor();

  await press(page, "J'envoie mes résultats");
  await page.getByText('C’est envoyé').waitFor();
  expect(await page.locator('#retry').innerText()).toMatch(
    /Tu pourras améliorer ton résultat à partir du \d/,
  );
  expect(await page.getByRole('button', { name: 'Améliorer mon résultat' }).count()).toBe(0);
  await accessible(page, 'sent, not yet to improve');
  await expect
    .poll(() => gradesOf(page, person), { timeout: 20_000, interval: 500 })
    .toEqual([expect.stringContaining(String(before))]);
  await page.close();

  await fourDaysPass();
  page = await openActivity(person);
  await page.locator('#result').waitFor();
  await accessible(page, 'to improve');
  await press(page, 'Améliorer mon résultat');
  await page.locator('#challenge').waitFor();
  const validated = new Set(
    (
      await palier.database.db
        .selectFrom('runSkill')
        .select('skillId')
        .where('status', '=', 'validated')
        .execute()
    ).map(({ skillId }) => skillId),
  );
  const asked: string[] = [];
  await playToTheEnd(page, bank, (challenge) => {
    asked.push(challenge.skill);
    return true;
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((skill) => validated.has(skill))).toEqual([]);
  const after = await percentOf(page);
  expect(after).toBeGreaterThan(before);
  expect(await page.locator('#result').innerText()).toContain(
    'ils comptent ici et ne t’ont pas été redemandés',
  );
  expect(await page.locator('.badge').count()).toBeGreaterThan(0);
  await accessible(page, 'second result');

  // Until it is sent, the first one stands, for the teacher and in the gradebook.
  const teacher = await openActivity('prof-1');
  const row = () => teacher.locator('tr:has(.chip-shared)').first().innerText();
  expect(await row()).toContain('Nouvel essai en cours');
  expect(await row()).toContain(`${before}`);
  await press(page, "J'envoie mes résultats");
  await page.getByText('C’est envoyé').waitFor();
  await expect
    .poll(() => gradesOf(page, person), { timeout: 20_000, interval: 500 })
    .toEqual([expect.stringContaining(String(after))]);
  await teacher.getByRole('link', { name: 'Actualiser' }).click();
  await expect.poll(row).not.toContain('Nouvel essai en cours');
  expect(await row()).toContain(`${after}`);
  await teacher.locator('tr:has(.chip-shared) a').first().click();
  await teacher.locator('#participation').waitFor();
  expect(await teacher.locator('.attempts').innerText()).toMatch(/Essai 1[\s\S]*Essai 2/);
  await teacher.locator('.why summary').first().click();
  expect(await teacher.locator('.why[open]').innerText()).toContain(
    'déjà validé lors d’un parcours précédent',
  );
  await accessible(teacher, 'participation of two attempts');
});
