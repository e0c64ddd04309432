import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Referential } from '../../src/referential/types.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { askedChallenge, fillAnswer, type Place, toolFrame } from './play.ts';

/** What happens to pupils: reloads, lost networks, impatience, several tabs, shared computers. */
let palier: PalierProcess;
let browser: Browser;
let bank: Referential;
let activity: string;
let secondActivity: string;
let pupil = 0;
let page: Page;

beforeAll(async () => {
  [palier, browser, bank] = await Promise.all([startPalier(), openBrowser(), realBank()]);
  const places = { palier, lms: { url: palier.lmsUrl } };
  activity = await addActivity(places, { competenceColumns: true });
  secondActivity = await addActivity(places, { competenceColumns: true });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await palier?.close();
});
beforeEach(async () => {
  pupil += 1;
  page = await openPage(browser);
});

const inFrame = (who: number) => `${palier.lmsUrl}/as/eleve-${who}/activity/${activity}`;
const inTab = (who: number) => `${inFrame(who)}/tab`;

async function begin(place: Place): Promise<void> {
  await place.getByRole('button', { name: 'Commencer' }).click();
  await place.locator('#challenge').waitFor();
}

async function submit(place: Place): Promise<void> {
  const challenge = await askedChallenge(place, bank);
  await fillAnswer(place, challenge, true);
  await place.getByRole('button', { name: 'Je valide' }).click();
  await place
    .locator(`#challenge input[name=challenge][value="${challenge.id}"]`)
    .waitFor({ state: 'detached' });
}

async function answersOf(runId: string): Promise<string[]> {
  const rows = await palier.database.db
    .selectFrom('answer')
    .select('challengeId')
    .where('runId', '=', runId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.challengeId);
}

async function lastRun(): Promise<string> {
  const row = await palier.database.db
    .selectFrom('run')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return row.id;
}

describe('a pupil', () => {
  test('in a frame without cookies nor storage reloads it and stays where they were', async () => {
    await page.goto(inFrame(pupil));
    const tool = toolFrame(page);
    await begin(tool);
    await submit(tool);
    const asked = await askedChallenge(tool, bank);
    const frame = page.frame({ name: 'tool' });
    await frame?.evaluate('location.reload()').catch(() => {});
    await tool.locator('#challenge').waitFor();
    expect((await askedChallenge(tool, bank)).id).toBe(asked.id);
    expect(frame?.url()).toMatch(/\/runs\/\d+$/);
    await submit(tool);
    expect(await answersOf(await lastRun())).toHaveLength(2);
  });

  test('whose network is lost keeps what was typed, is told so, and goes on', async () => {
    await page.goto(inTab(pupil));
    await begin(page);
    const challenge = await askedChallenge(page, bank);
    await fillAnswer(page, challenge, true);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Je valide' }).click();
    await page.locator('#offline').waitFor({ state: 'visible' });
    expect((await askedChallenge(page, bank)).id).toBe(challenge.id);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Je valide' }).click();
    await page.locator(`#challenge input[value="${challenge.id}"]`).waitFor({ state: 'detached' });
    expect(await answersOf(await lastRun())).toEqual([challenge.id]);
    const [answer] = await palier.database.db
      .selectFrom('answer')
      .select('outcome')
      .where('challengeId', '=', challenge.id)
      .where('runId', '=', await lastRun())
      .execute();
    expect(answer?.outcome).toBe('right');
  });

  test('who clicks three times answers once', async () => {
    await page.goto(inTab(pupil));
    await begin(page);
    const challenge = await askedChallenge(page, bank);
    await fillAnswer(page, challenge, true);
    await page.getByRole('button', { name: 'Je valide' }).click({ clickCount: 3 });
    await page.locator(`#challenge input[value="${challenge.id}"]`).waitFor({ state: 'detached' });
    await page.waitForTimeout(500);
    expect(await answersOf(await lastRun())).toEqual([challenge.id]);
  });

  test('who presses before the scripts of the page came is answered when they come', async () => {
    await page.route(/palier\.js/, async (route) => {
      await new Promise((done) => setTimeout(done, 3000));
      await route.continue();
    });
    await page.goto(inTab(pupil), { waitUntil: 'commit' });
    await page.getByRole('button', { name: 'Commencer' }).click();
    expect(await page.locator('html.is-waiting').count()).toBe(1);
    await page.locator('#challenge').waitFor();
    expect(await page.locator('html.is-waiting').count()).toBe(0);
    expect(await answersOf(await lastRun())).toEqual([]);
  });

  test('for whom a script never comes meets a page that says what to do, not a dead one', async () => {
    await page.route(/palier\.js/, (route) => route.abort());
    await page.goto(inTab(pupil));
    await page.getByRole('button', { name: 'Commencer' }).click();
    await page.getByRole('heading', { name: 'Palier s’ouvre depuis le cours' }).waitFor();
  });

  test('who goes back meets the question being asked, and answers it once', async () => {
    await page.goto(inTab(pupil));
    await begin(page);
    await submit(page);
    const asked = await askedChallenge(page, bank);
    await page.goBack();
    await page.waitForTimeout(800);
    expect(page.url()).toContain(palier.url);
    const stage = page.locator('#challenge, #landing');
    await stage.waitFor();
    if ((await stage.getAttribute('id')) === 'landing')
      await page.getByRole('button', { name: 'Commencer' }).click();
    await page.locator('#challenge').waitFor();
    expect((await askedChallenge(page, bank)).id).toBe(asked.id);
    await submit(page);
    expect(await answersOf(await lastRun())).toHaveLength(2);
  });

  test('with two tabs never answers twice: the late tab goes on with the other', async () => {
    await page.goto(inTab(pupil));
    await begin(page);
    const other = await page.context().newPage();
    await other.goto(inTab(pupil));
    await other.locator('#challenge').waitFor();
    const challenge = await askedChallenge(page, bank);
    expect((await askedChallenge(other, bank)).id).toBe(challenge.id);
    await submit(page);
    const next = await askedChallenge(page, bank);
    await fillAnswer(other, challenge, false);
    await other.getByRole('button', { name: 'Je valide' }).click();
    await other.locator(`#challenge input[value="${challenge.id}"]`).waitFor({ state: 'detached' });
    expect((await askedChallenge(other, bank)).id).toBe(next.id);
    expect(await answersOf(await lastRun())).toEqual([challenge.id]);
  });

  test('who goes on from a computer on a phone finds the question and the stair there, and is told on the page left open', async () => {
    await page.goto(inTab(pupil));
    await begin(page);
    await submit(page);
    await submit(page);
    const progress = await page.locator('#progress').textContent();
    const challenge = await askedChallenge(page, bank);
    const phone = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await phone.goto(inTab(pupil));
    await phone.locator('#challenge').waitFor();
    expect((await askedChallenge(phone, bank)).id).toBe(challenge.id);
    expect(await phone.locator('#progress').textContent()).toBe(progress);
    await submit(phone);
    const next = await askedChallenge(phone, bank);

    // The computer still shows the question before: another answer to it changes nothing, and it says why.
    await fillAnswer(page, challenge, false);
    await page.getByRole('button', { name: 'Je valide' }).click();
    const told = page.getByText('Tu as déjà répondu à cette question');
    await told.waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('déjà répondu');
    expect((await askedChallenge(page, bank)).id).toBe(next.id);
    const run = await lastRun();
    expect(await answersOf(run)).toHaveLength(3);

    // An answer on the computer shows on the phone.
    await submit(page);
    expect(await told.count()).toBe(0);
    const after = await askedChallenge(page, bank);
    await phone.reload();
    await phone.locator(`#challenge input[value="${after.id}"]`).waitFor({ state: 'attached' });
    expect(await answersOf(run)).toEqual([...(await answersOf(run)).slice(0, 2), challenge.id, next.id]);
  });

  test('who follows another on the same computer has their own session in each tab', async () => {
    await page.goto(inTab(pupil));
    await begin(page);
    pupil += 1;
    const second = await page.context().newPage();
    await second.goto(inTab(pupil));
    await second.getByRole('button', { name: 'Commencer' }).waitFor();
    const names = await Promise.all([page, second].map((tab) => tab.locator('header').innerText()));
    expect(names[0]).not.toBe(names[1]);
    await page.reload();
    await page.locator('#challenge').waitFor();
    expect(await page.locator('header').innerText()).toBe(names[0]);
  });

  test('with two activities in one page has a session in each frame, and a reload mixes nothing', async () => {
    const frames = { left: inTab(pupil), right: inTab(pupil + 1).replace(activity, secondActivity) };
    pupil += 1;
    // A page of the LMS that may hold the tool.
    await page.goto(inFrame(pupil));
    const framed = Object.entries(frames).map(
      ([name, src]) => `<iframe name="${name}" src="${src}"></iframe>`,
    );
    await page.evaluate(`document.body.innerHTML = ${JSON.stringify(framed.join(''))}`);
    const [left, right] = [
      page.frameLocator('iframe[name=left]'),
      page.frameLocator('iframe[name=right]'),
    ] as const;
    await begin(left);
    await begin(right);
    const names = await Promise.all([left, right].map((frame) => frame.locator('header').innerText()));
    expect(names[0]).not.toBe(names[1]);
    await submit(left);
    await submit(right);
    await submit(right);
    const asked = await askedChallenge(right, bank);
    await page
      .frame({ name: 'right' })
      ?.evaluate('location.reload()')
      .catch(() => {});
    await right.locator('#challenge').waitFor();
    expect((await askedChallenge(right, bank)).id).toBe(asked.id);
    expect(await right.locator('header').innerText()).toBe(names[1]);
    await submit(left);
    expect(await left.locator('header').innerText()).toBe(names[0]);
    const rows = await palier.database.db
      .selectFrom('answer')
      .innerJoin('run', 'run.id', 'answer.runId')
      .select(['run.userId', (e) => e.fn.countAll<string>().as('answers')])
      .groupBy(['run.id', 'run.userId'])
      .orderBy('run.id', 'desc')
      .limit(2)
      .execute();
    expect(rows.map((row) => row.answers)).toEqual(['2', '2']);
    expect(rows[0]?.userId).not.toBe(rows[1]?.userId);
  }, 60_000);

  test('who is not the one named in the header closes the session, and nobody can go back into it', async () => {
    await page.goto(inTab(pupil));
    await begin(page);
    await page.getByText('Ce n’est pas toi').click();
    await page.getByRole('button', { name: 'Fermer cette séance' }).click();
    await page.getByRole('heading', { name: 'Séance fermée' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Ta séance est terminée' }).waitFor();
    await page.reload();
    await page
      .getByRole('heading', { name: /Ta séance est terminée|Ouvre Palier depuis ton cours/ })
      .waitFor();
  });

  test('who opens a copied address finds how to come in, and no session', async () => {
    await page.goto(`${palier.url}/runs/1`);
    await page.getByRole('heading', { name: 'Ouvre Palier depuis ton cours' }).waitFor();
  });
});
