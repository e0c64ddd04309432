import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { uncoded } from '../../src/web/coded.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank, rightResponse } from '../support/content.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { accessible, focused, press, step } from './keys.ts';
import { placeByKeys } from './placements.ts';
import { askedChallenge, fillAnswer } from './play.ts';

/** The whole story without a mouse: what has focus after each press, what a screen reader hears first, and axe. */
let palier: PalierProcess;
let browser: Browser;
let bank: Referential;
let activity: string;

beforeAll(async () => {
  [palier, browser, bank] = await Promise.all([startPalier(), openBrowser(), realBank()]);
  const places = { palier, lms: { url: palier.lmsUrl } };
  activity = await addActivity(places, { competenceColumns: true });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await palier?.close();
});

test('a pupil plays, learns and sends with the keyboard alone', { timeout: 240_000 }, async () => {
  const page = await openPage(browser, { reducedMotion: 'reduce' });
  await page.goto(`${palier.lmsUrl}/as/eleve-6/activity/${activity}/tab`);
  await page.locator('#landing').waitFor();
  await accessible(page, 'landing');
  await press(page, 'Commencer');
  await page.locator('#challenge').waitFor();
  await expect.poll(() => focused(page)).toBe('H1 Question 1');
  expect(await page.title()).toMatch(/^Question 1 – .+ – Palier$/);
  await accessible(page, 'challenge');

  await press(page, 'Je valide');
  await page.locator('#answer-error').waitFor();
  await expect
    .poll(() => focused(page), { message: 'what is missing is read at once' })
    .toMatch(/^P (Choisis|Écris|Déplace|Relie|Montre|Fais) d’abord/);
  await expect.poll(() => inView(page, '#answer-error')).toBe(true);
  await accessible(page, 'empty answer');

  const answered = new Set<string>();
  let number = 1;
  for (; number <= 80; number += 1) {
    // What is drawn need not hold every type, nor enough questions for the checkpoints to ask the rest.
    if (number > 2 && (await askOther(page, answered))) {
      await page.reload();
      await page.locator('#challenge').waitFor();
      await expect.poll(() => focused(page)).toBe(`H1 Question ${number}`);
    }
    const challenge = await askedChallenge(page, bank);
    if (number !== 2) answered.add(typeOf(challenge));
    if (number === 2) await press(page, 'Je passe');
    else await answer(page, challenge);
    await page
      .locator(`#challenge input[name=challenge][value="${challenge.id}"]`)
      .waitFor({ state: 'detached' });
    const stage = await page.locator('#challenge, #checkpoint, #result').getAttribute('id');
    if (stage === 'checkpoint') {
      await expect.poll(() => focused(page)).toBe('H1 Point d’étape');
      if (number === 5) await readTutorial(page);
      await press(page, 'Continuer');
      await page.locator('#checkpoint').waitFor({ state: 'detached' });
    }
    if ((await page.locator('#result').count()) > 0) break;
    await expect.poll(() => focused(page)).toBe(`H1 Question ${number + 1}`);
  }

  expect(
    TYPES.filter((type) => !answered.has(type)),
    'each of these types was answered',
  ).toEqual([]);
  const outcomes = await palier.database.db
    .selectFrom('answer')
    .select('outcome')
    .orderBy('position')
    .execute();
  expect(outcomes.length).toBe(number);
  expect(
    outcomes.flatMap(({ outcome }, index) => (outcome === 'right' ? [] : [index + 1])),
    'Enter validates; only what was passed is passed',
  ).toEqual([2]);

  await expect.poll(() => focused(page)).toMatch(/^H1 /);
  await accessible(page, 'result');
  await press(page, "J'envoie mes résultats");
  await page.getByText('C’est envoyé').waitFor();
  await expect
    .poll(() => focused(page), { message: 'that it is sent is read at once' })
    .toMatch(/^SECTION C’est envoyé/);
  await accessible(page, 'sent');
  await press(page, 'Revoir toutes mes réponses');
  await page.locator('#answers').waitFor();
  await expect.poll(() => focused(page)).toBe('H1 Mes réponses');

  // A link inside the page makes an entry of the history: it is reloaded as any other.
  await page.locator('.answer-dot').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#answer-1$/);
  // The script stamps the new entry of the history just after the browser made it.
  await expect.poll(() => page.evaluate('Boolean(history.state && history.state.palier)')).toBe(true);
  await page.reload();
  await page.locator('#answers').waitFor();
  await accessible(page, 'answers');
});

test('a teacher shows with the keyboard alone who has not begun', { timeout: 120_000 }, async () => {
  const page = await openPage(browser);
  await page.goto(`${palier.lmsUrl}/as/prof-1/activity/${activity}/tab`);
  await page.getByRole('heading', { name: 'Participants' }).waitFor();
  const rows = page.locator('.participants tbody tr');
  const all = await rows.count();
  // The chips are links, in the order of the statuses.
  await page
    .getByRole('link', { name: /^Pas commencé/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).search).toContain('status=not-begun');
  await expect.poll(() => page.locator('.chip-shared').count()).toBe(0);
  expect(await rows.count()).toBeGreaterThan(20);
  expect(await rows.count()).toBeLessThan(all);
  const search = page.getByLabel('Nom ou prénom');
  await search.focus();
  await page.keyboard.type('zzz');
  await page.keyboard.press('Enter');
  await page.getByText('Aucun élève ne correspond à ces choix.').waitFor();
  await accessible(page, 'campaign');
});

/** Ordering, matching and pointing have a file of their own. */
const TYPES = ['list', 'several choices', 'one choice', 'fields', 'window and fields'];

function typeOf(challenge: Challenge): string {
  if (challenge.practical && challenge.fields.length > 0) return 'window and fields';
  if (challenge.type === 'practical') return challenge.type;
  if (challenge.placement) return challenge.placement.mode;
  if (challenge.fields.length > 0)
    return challenge.fields.some(({ format }) => format === 'select') ? 'list' : 'fields';
  return challenge.type === 'qcu' ? 'one choice' : 'several choices';
}

/** The run will ask a question of a type that was not answered yet. @returns whether there is one */
async function askOther(page: Page, answered: ReadonlySet<string>): Promise<boolean> {
  const type = TYPES.find((one) => !answered.has(one));
  const others = [...bank.challenges.values()].filter((one) => typeOf(one) === type && !one.focus);
  const other = others.find(({ generator }) => !generator) ?? others[0];
  if (!other) return false;
  await palier.database.db
    .updateTable('run')
    .set({ currentChallenge: other.id, currentSkill: other.skill })
    .where('id', '=', /runs\/(\d+)/.exec(page.url())?.[1] ?? '')
    .where('finishedAt', 'is', null)
    .execute();
  return true;
}

/** A right answer typed, or chosen with Tab, the arrows and Space; then Enter in the form. */
async function answer(page: Page, challenge: Challenge): Promise<void> {
  if (challenge.placement) {
    await placeByKeys(page, challenge.placement);
    await press(page, 'Je valide');
    return;
  }
  const response = rightResponse(challenge);
  if ('reached' in response) {
    // Windows are used by keys in `practicals.test.ts`; here the page holds what they would report.
    await fillAnswer(page, challenge, true);
    await press(page, 'Je valide');
    return;
  }
  if ('fields' in response) {
    const wanted = new Map(challenge.fields.map((field) => [`field-${field.id}`, response.fields[field.id]]));
    for (let steps = 0; wanted.size > 0; steps += 1) {
      expect(steps, 'every field is reached by Tab').toBeLessThan(60);
      await step(page);
      const id = String(await page.evaluate('document.activeElement.id'));
      const value = wanted.get(id);
      if (value === undefined) continue;
      await write(page, value);
      wanted.delete(id);
    }
    const chosen = challenge.fields.at(-1)?.format === 'select';
    if (chosen) await press(page, 'Je valide');
    else await page.keyboard.press('Enter');
    return;
  }
  if (!('choices' in response)) throw new Error(`no way to answer ${challenge.id}`);
  // With plain spaces, as `focused` tells them.
  const texts = new Set(
    response.choices.map((index) => uncoded(challenge.choices[index]?.text ?? '').replace(/\s+/g, ' ')),
  );
  for (let steps = 0; steps < 60 && texts.size > 0; steps += 1) {
    const radio = await page.evaluate('document.activeElement.type === "radio"');
    if (radio) await page.keyboard.press('ArrowDown');
    const text = /^INPUT (.*)$/.exec(await (radio ? focused(page) : step(page)))?.[1];
    if (text === undefined || !texts.delete(text)) continue;
    if (!(await page.locator(':focus').isChecked())) await page.keyboard.press('Space');
  }
  expect([...texts], 'every choice is reached').toEqual([]);
  await page.keyboard.press('Enter');
}

/** Types in a field; in a list, the letters of the option. */
async function write(page: Page, value: string): Promise<void> {
  if (!(await page.evaluate('document.activeElement.tagName === "SELECT"'))) {
    await page.keyboard.insertText(value);
    return;
  }
  for (let steps = 0; steps < 30; steps += 1) {
    if ((await page.evaluate('document.activeElement.value')) === value) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`« ${value} » is not in the list`);
}

/** Opens the first tutorial, comes back, and is where one was. */
async function readTutorial(page: Page): Promise<void> {
  await accessible(page, 'checkpoint');
  const link = page.locator('.tutorial-link:focus');
  for (let steps = 0; steps < 60 && (await link.count()) === 0; steps += 1) await page.keyboard.press('Tab');
  const name = await link.innerText();
  await page.keyboard.press('Enter');
  await page.locator('.tutorial').waitFor();
  await expect.poll(() => focused(page)).toMatch(/^H1 /);
  await accessible(page, 'tutorial');
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => focused(page)).toBe('A Retour');
  await page.keyboard.press('Enter');
  await page.locator('#checkpoint').waitFor();
  expect(await page.locator(':focus').innerText()).toBe(name);
  await expect.poll(() => inView(page, ':focus')).toBe(true);
}

async function inView(page: Page, selector: string): Promise<boolean> {
  const box = await page.locator(selector).boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= (page.viewportSize()?.height ?? 0);
}
