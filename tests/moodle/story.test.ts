import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Referential } from '../../src/referential/types.ts';
import { playToTheEnd } from '../journeys/play.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import {
  addCampaign,
  columns,
  finish,
  gradeIn,
  open,
  ownItem,
  type Pair,
  postsTo,
  startPair,
  TEACHER,
} from './pair.ts';

/** The whole job on the replayed Moodle: another site than Palier's. */
let pair: Pair;
let browser: Browser;
let bank: Referential;

beforeAll(async () => {
  [pair, browser, bank] = await Promise.all([startPair(), openBrowser(), realBank()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const PATIENCE = { timeout: 20_000, interval: 200 };

test('over HTTP: added by deep linking, played, sent, in the gradebook and on the teacher’s page', {
  timeout: 60_000,
}, async () => {
  const activity = await addCampaign(pair, { competenceColumns: true });
  const { percent, runId, session, send } = await finish(pair, bank, activity, 'eleve.garcon');
  const item = ownItem(pair, activity);
  const result = await session.get(`/runs/${runId}/result`);
  await send();
  const grade = () => gradeIn(pair, item, 'eleve.garcon');
  await expect.poll(() => grade()?.final, PATIENCE).toBe(percent);
  expect(grade()?.feedback).toContain('★');
  await expect
    .poll(
      () => columns(pair, activity).map((column) => gradeIn(pair, column, 'eleve.garcon')?.final),
      PATIENCE,
    )
    .toEqual([expect.any(Number), expect.any(Number)]);
  for (const column of columns(pair, activity)) {
    const competence = column.label.split(' ', 1)[0] ?? '';
    const level = gradeIn(pair, column, 'eleve.garcon')?.final;
    expect(result.html).toContain(competence);
    expect(grade()?.feedback).toMatch(new RegExp(`${competence} [^·]*niveau ${level}`));
  }
  const { html } = await open(pair, TEACHER, activity);
  expect(html).toContain('Dans le carnet');
  expect(html).toContain(`${percent}`);
  expect(html).toContain('Garçon');
  expect(html.match(/Pas commencé/g)?.length).toBeGreaterThanOrEqual(4);
});

test('in Chromium, in Moodle’s frame with third-party cookies blocked, and in its own window on a phone', {
  timeout: 120_000,
}, async () => {
  const teacher = await openPage(browser);
  await teacher.goto(`${pair.moodle.url}/as/${TEACHER}/add`);
  const picker = teacher.frameLocator('#contentframe');
  await picker.getByRole('heading', { name: 'Ajouter un parcours au cours' }).waitFor();
  const cookie = await picker
    .locator('html')
    .evaluate("(document.cookie = 'probe=1; SameSite=None; Secure', document.cookie)");
  expect(cookie, 'third-party cookies are blocked').not.toContain('probe');
  await picker.getByRole('button', { name: 'Ajouter au cours' }).click();
  await picker.locator('#added').waitFor();
  const activity = pair.moodle.course.activities.at(-1);
  if (!activity) throw new Error('nothing was added');

  const pupil = await openPage(browser);
  await pupil.goto(`${pair.moodle.url}/as/eleve.benoit/course`);
  await pupil.getByRole('link', { name: activity.name }).last().click();
  const frame = pupil.frameLocator('#contentframe');
  await frame.getByRole('button', { name: 'Commencer' }).click();
  await playToTheEnd(frame, bank, (_challenge, number) => number % 3 !== 2);
  const shown = await frame.locator('.score-percent').first().innerText();
  expect(postsTo(pair, ownItem(pair, activity))).toEqual([]);
  await frame.getByRole('button', { name: "J'envoie mes résultats" }).click();
  await frame.getByText('C’est envoyé').waitFor();
  await expect
    .poll(() => gradeIn(pair, ownItem(pair, activity))?.final, PATIENCE)
    .toBe(Number(/\d+/.exec(shown)?.[0]));
  expect(gradeIn(pair, ownItem(pair, activity))?.feedback).toContain('★');
  // The competences' columns too: the teacher's page shows one state for all.
  await expect
    .poll(async () => {
      const waiting = pair.palier.database.db.selectFrom('grade').select('id').where('state', '!=', 'sent');
      return (await waiting.execute()).length;
    }, PATIENCE)
    .toBe(0);

  await teacher.goto(`${pair.moodle.url}/as/${TEACHER}/view.php?id=${activity.cmid}`);
  const results = teacher.frameLocator('#contentframe');
  await results.getByRole('heading', { name: 'Participants' }).waitFor();
  const row = results.locator('tr, li').filter({ hasText: 'Benoît' }).first();
  expect(await row.innerText()).toContain('Dans le carnet');
  expect(await results.getByText('Pas commencé').count()).toBeGreaterThanOrEqual(4);

  const phone = await openPage(browser, {
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) Mobile/15E148 Safari/604.1',
    viewport: { width: 390, height: 844 },
  });
  await phone.goto(`${pair.moodle.url}/as/eleve.ouali/view.php?id=${activity.cmid}`);
  await phone.getByRole('button', { name: 'Commencer' }).waitFor();
  expect(new URL(phone.url()).origin).toBe(pair.palier.url);

  pair.moodle.settings.container = 'window';
  const page = await openPage(browser);
  await page.goto(`${pair.moodle.url}/as/eleve.crevecoeur/view.php?id=${activity.cmid}`);
  const [opened] = await Promise.all([page.waitForEvent('popup'), page.locator('#open').click()]);
  await opened.getByRole('button', { name: 'Commencer' }).waitFor();
});
