import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Referential } from '../../src/referential/types.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { askedChallenge, fillAnswer, playToTheEnd, toolFrame } from './play.ts';

/** The whole job, on the practice LMS: another site than Palier's, with third-party cookies blocked. */
let palier: PalierProcess;
let browser: Browser;
let bank: Referential;

beforeAll(async () => {
  [palier, browser, bank] = await Promise.all([startPalier(), openBrowser(), realBank()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await palier?.close();
});

async function gradesOf(page: Page, person: string): Promise<string[]> {
  await page.goto(`${palier.lmsUrl}/as/${person}/gradebook`);
  return page.locator(`tr[data-person="${person}"] td .grade`).allTextContents();
}

test('a teacher adds the activity, a pupil plays it and sends, the grade stands in the gradebook', {
  timeout: 240_000,
}, async () => {
  const teacher = await openPage(browser);
  await teacher.goto(`${palier.lmsUrl}/as/prof-1/add`);
  const picker = toolFrame(teacher);
  await picker.getByRole('heading', { name: 'Ajouter un parcours au cours' }).waitFor();
  const cookie = await picker
    .locator('html')
    .evaluate("(document.cookie = 'probe=1; SameSite=None; Secure', document.cookie)");
  expect(cookie, 'third-party cookies are blocked').not.toContain('probe');
  await picker.getByLabel('Ajouter aussi une colonne de note par compétence').first().check();
  await picker.getByRole('button', { name: 'Ajouter au cours' }).click();
  await teacher.getByRole('link', { name: 'Parcours de rentrée 3e' }).waitFor();

  const pupil = await openPage(browser);
  await pupil.goto(`${palier.lmsUrl}/as/eleve-1/course`);
  await pupil.getByRole('link', { name: 'Parcours de rentrée 3e' }).click();
  let frame = toolFrame(pupil);
  await frame.getByRole('button', { name: 'Commencer' }).click();

  const first = await askedChallenge(frame, bank);
  await fillAnswer(frame, first, true);
  await frame.getByRole('button', { name: 'Je valide' }).dblclick();
  await frame.locator(`input[name=challenge][value="${first.id}"]`).waitFor({ state: 'detached' });
  const second = await askedChallenge(frame, bank);

  // Another day, another computer: exactly where one was.
  await pupil.close();
  const later = await openPage(browser);
  await later.goto(`${palier.lmsUrl}/as/eleve-1/course`);
  await later.getByRole('link', { name: 'Parcours de rentrée 3e' }).click();
  frame = toolFrame(later);
  expect((await askedChallenge(frame, bank)).id).toBe(second.id);

  const answered = await playToTheEnd(frame, bank, (_challenge, number) => number % 3 !== 2);
  expect(answered).toBeGreaterThan(4);
  expect(await gradesOf(later, 'eleve-1'), 'nothing is sent before the pupil does').toEqual([]);

  await later.goto(`${palier.lmsUrl}/as/eleve-1/course`);
  await later.getByRole('link', { name: 'Parcours de rentrée 3e' }).click();
  const percent = Number(
    /(\d+)/.exec((await frame.locator('.score-percent').first().innerText()) ?? '')?.[1],
  );
  await frame.getByRole('button', { name: "J'envoie mes résultats" }).click();
  await frame.getByText('C’est envoyé').waitFor();

  await expect
    .poll(() => gradesOf(later, 'eleve-1').then((grades) => grades.length), {
      timeout: 20_000,
      interval: 500,
    })
    .toBe(3);
  const [main] = await gradesOf(later, 'eleve-1');
  expect(main).toContain(`${percent}`);
  const comment = await later.locator('tr[data-person="eleve-1"] td .comment').first().textContent();
  expect(comment).toMatch(/[★☆]{3} \d+\s% · 1\.1 .*niveau \d/);

  await teacher.getByRole('link', { name: 'Parcours de rentrée 3e' }).click();
  const results = toolFrame(teacher);
  await results.getByRole('heading', { name: 'Participants' }).waitFor();
  const row = results.locator('tr, li').filter({ hasText: 'Dans le carnet' });
  await row.first().waitFor();
  expect(await row.first().innerText()).toContain(`${percent}`);
});
