import { readFile } from 'node:fs/promises';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Referential } from '../../src/referential/types.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { launch } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { playOverHttp } from '../support/play-http.ts';
import { fillAnswer } from './play.ts';

/** In the frame of the course, third-party cookies blocked. */
let pair: Pair;
let browser: Browser;
let bank: Referential;
let page: Page;
let frame: Frame;
let runId: string;

beforeAll(async () => {
  [pair, browser, bank] = await Promise.all([startPair(), openBrowser(), realBank()]);
  const activity = await addActivity(pair, { competenceColumns: false });
  const address = `${pair.lms.url}/as/eleve-1/activity/${activity}`;
  const person = await launch(pair.palier.url, address);
  ({ runId } = await playOverHttp(person, bank, () => false));
  await person.post(`/runs/${runId}/sending`);
  // As if the last checkpoint were still to be passed.
  const { db } = pair.palier.database;
  await db
    .updateTable('run')
    .set((e) => ({ acknowledged: e('acknowledged', '-', 2) }))
    .execute();
  page = await openPage(browser, { acceptDownloads: true });
  await page.goto(address);
  const element = await page.locator('iframe[name=tool]').elementHandle();
  const inside = await element?.contentFrame();
  if (!inside) throw new Error('no frame');
  frame = inside;
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const pathOf = () => frame.evaluate('location.pathname + location.search');

/** Where the frame of every page will have a link. */
async function visit(address: string): Promise<void> {
  await expect.poll(() => frame.evaluate('typeof htmx')).toBe('object');
  await frame.evaluate(
    `htmx.ajax('GET', '${address}', { source: document.body, target: document.body, swap: 'innerHTML', push: '${address}' })`,
  );
}

test('a lesson is kept at a checkpoint, tried, found in « Mes tutos », read in its place, judged and done', {
  timeout: 60_000,
}, async () => {
  await frame.locator('main h1').waitFor();
  await visit(`/runs/${runId}`);
  await frame.locator('#checkpoint').waitFor();
  const lesson = frame.locator('.tutorials li').first();
  const title = (await lesson.locator('strong').innerText()).trim();
  const keep = lesson.getByRole('button', { name: 'Garder' });
  await keep.focus();
  await page.keyboard.press('Enter');
  await lesson.locator('[role=status]', { hasText: 'Gardé dans Mes tutos.' }).waitFor({ state: 'attached' });
  expect(await keep.getAttribute('aria-pressed')).toBe('true');
  // The focus stays, and the same lesson under another answer shows it too.
  expect(
    await keep.evaluate((button: object) => button === Reflect.get(globalThis, 'document').activeElement),
  ).toBe(true);
  const id = (await lesson.locator('.marks').getAttribute('data-tutorial')) ?? '';
  const copies = frame.locator(`.marks[data-tutorial="${id}"] [aria-pressed="true"]`);
  expect(await copies.count()).toBe(await frame.locator(`.marks[data-tutorial="${id}"]`).count());

  await frame.getByRole('button', { name: 'Continuer' }).click();
  await frame.locator('#result').waitFor();
  await frame.locator('.tutorial-link').first().click();
  await frame.getByRole('link', { name: 'Je m’exerce' }).click();
  const asked = frame.locator('#exercise-form input[name=challenge]');
  await asked.waitFor({ state: 'attached' });
  const challenge = bank.challenges.get((await asked.getAttribute('value')) ?? '');
  if (!challenge) throw new Error('no exercise');
  await frame.getByRole('button', { name: 'Je valide' }).click();
  await frame.locator('#answer-error').waitFor();
  await fillAnswer(frame, challenge, true);
  await frame.getByRole('button', { name: 'Je valide' }).click();
  await frame.getByRole('heading', { name: 'C’est juste, bravo' }).waitFor();
  await frame.getByRole('heading', { name: 'Comment trouver' }).waitFor();

  await frame.locator('#exercise').getByRole('link', { name: 'Mes tutos' }).click();
  const kept = frame.locator('section[aria-labelledby=tutorials-saved] .tuto').first();
  await kept.waitFor();
  expect(await kept.innerText()).toContain(title);
  const head = kept.getByRole('link', { name: title });
  await head.click();
  await kept.locator('.tuto-lesson .prose').waitFor();
  expect(await pathOf()).toBe(`/tutorials?open=${id}`);
  expect(await head.getAttribute('aria-expanded')).toBe('true');
  await frame.evaluate('history.back()');
  await kept.locator('.tuto-lesson').waitFor({ state: 'detached' });
  expect(await pathOf()).toBe('/tutorials');
  await head.click();
  await kept.getByRole('button', { name: 'Oui' }).click();
  await kept.locator('[id$=-yes][aria-pressed=true]').waitFor();
  await kept.getByRole('button', { name: 'Terminé' }).click();
  await kept.locator('[id$=-done][aria-pressed=true]').waitFor();

  await visit('/tutorials');
  const done = frame.locator('section[aria-labelledby=tutorials-done] .tuto');
  await done.first().waitFor();
  expect(await done.first().innerText()).toContain(title);
  expect(await done.first().locator('[aria-pressed=true]').count()).toBe(3);
});

test('everything held about a person is read and downloaded from the frame', {
  timeout: 30_000,
}, async () => {
  await visit('/me');
  await frame.locator('.me-one').first().waitFor();
  await frame.getByRole('link', { name: 'Mes données' }).click();
  await frame.locator('#data-answer summary').click();
  await frame.locator('#data-answer .me-row').first().waitFor();
  const download = page.waitForEvent('download');
  await frame.getByRole('link', { name: 'Télécharger mes données' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('palier.json');
  const data: Record<string, unknown[]> = JSON.parse(await readFile(await file.path(), 'utf8'));
  expect(Object.keys(data)).toEqual(
    expect.arrayContaining(['lti_user', 'run', 'answer', 'participation', 'tutorial_mark']),
  );
  expect(await pathOf()).toBe('/me/data');
});
