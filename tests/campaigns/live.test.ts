import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  giveCampaign,
  givePerson,
  givePlace,
  givePlatform,
  open,
  type Person,
  type Place,
  pageHeaders,
} from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { openBrowser, openPage } from '../support/browser.ts';

/** A class page that follows its pupils. */
let site: Site;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let place: Place;
let teacher: Person;
let campaign: { id: string; code: string };

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), openBrowser()]);
  const alpha = await givePlatform(site, 'alpha');
  place = await givePlace(site, alpha, 'Techno-3B');
  teacher = await givePerson(site, place, 'Drevillon', 'teacher');
  campaign = await giveCampaign(site, teacher);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const classPage = () => `/campaigns/${campaign.code}`;
const read = async (person: Person, address: string) =>
  (await fetch(site.url + address, { headers: pageHeaders((await open(site, person)).token) })).text();

async function begin(name: string): Promise<void> {
  const pupil = await givePerson(site, place, name, 'learner');
  const headers = pageHeaders((await open(site, pupil)).token);
  await fetch(`${site.url}${classPage()}/participations`, { method: 'POST', headers, redirect: 'manual' });
}

/** The class page, followed, as a launch would have opened it: the token in its entry of the history. */
async function openClass(): Promise<Page> {
  const { token } = await open(site, teacher);
  const page = await openPage(browser);
  await page.goto(site.url);
  const state = JSON.stringify({ htmx: true, palier: token });
  await page.evaluate(`history.replaceState(${state}, '', '${classPage()}')`);
  await page.reload();
  await page.locator('[data-live-note]:not([hidden])').waitFor();
  return page;
}

/** Keeps the answers from an address on their way. @returns when one is asked for, and what lets them come. */
async function hold(page: Page, address: string) {
  let release = () => {};
  let tell = () => {};
  const asked = new Promise<void>((done) => {
    tell = done;
  });
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route(site.url + address, async (route) => {
    const response = await route.fetch();
    tell();
    await held;
    // Unless the page waits for it no more.
    await route.fulfill({ response }).catch(() => {});
  });
  return { asked, release };
}

const liveOf = (html: string) =>
  /data-live="([^"]+)" data-stamp="([^"]*)"/.exec(html.replaceAll('&amp;', '&'));

test('a result that arrives is shown without a reload, and what somebody unfolded stays so', async () => {
  const page = await openClass();
  expect(await page.locator('#campaign').innerText()).not.toContain('Abgrall');
  await page.evaluate(`window.stayed = true`);
  await begin('Abgrall');
  await page.getByText('Abgrall').first().waitFor({ timeout: 20_000 });
  expect(await page.evaluate(`window.stayed`)).toBe(true);
  expect(await page.locator('[data-live-note]').isVisible()).toBe(true);

  // Filtered while the next news is on its way: its answer, of before, undoes nothing.
  const refresh = await hold(page, classPage());
  await begin('Bescond');
  await refresh.asked;
  await page.getByLabel('Nom ou prénom').fill('zzz');
  await page.getByRole('button', { name: 'Afficher', exact: true }).click();
  const none = page.getByText('Aucun élève ne correspond à ces choix.');
  await none.waitFor();
  const late = page.waitForEvent('requestfinished');
  refresh.release();
  await late;
  await page.waitForTimeout(300);
  expect(await none.isVisible()).toBe(true);
  await page.context().close();
}, 60_000);

const FILTERED = '?status=started';

test.each([
  ['page', 'filter'],
  ['filter', 'page'],
] as const)('a filter pressed while a page is on its way stands: answered %s, %s', async (first, last) => {
  const page = await openClass();
  const answers = {
    page: await hold(page, classPage()),
    filter: await hold(page, classPage() + FILTERED),
  };
  await page.getByRole('link', { name: 'Participants', exact: true }).click();
  await answers.page.asked;
  await page.getByRole('link', { name: /^En cours \d/ }).click();
  await answers.filter.asked;
  answers[first].release();
  await page.waitForTimeout(300);
  answers[last].release();
  const chosen = page.locator('#list-chip-started[aria-current=true]');
  await chosen.waitFor({ timeout: 5000 });
  await page.waitForTimeout(300);
  expect(await chosen.count()).toBe(1);
  expect(new URL(page.url()).search).toBe(FILTERED);
  // The page that was given up is no fault of the network, and nothing is awaited any more.
  expect(await page.locator('#offline').isHidden()).toBe(true);
  expect(await page.locator('.htmx-request').count()).toBe(0);
  await page.context().close();
});

test('the address is one teacher’s own, four at a time, and tells of their course alone', async () => {
  const colleague = await givePerson(site, place, 'Colin', 'teacher');
  const [, address = '', stamp = ''] = liveOf(await read(colleague, classPage())) ?? [];
  const ended = new AbortController();
  const follow = () => fetch(site.url + address, { signal: ended.signal });
  const streams = await Promise.all([1, 2, 3, 4].map(follow));
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(streams[0]?.headers.get('content-type')).toContain('text/event-stream');
  expect((await follow()).status).toBe(204);
  const reader = streams[0]?.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes(`data: ${stamp}\n\n`)) text += (await reader?.read())?.value ?? '';
  ended.abort();
  await expect
    .poll(async () => (await fetch(site.url + address, { signal: AbortSignal.timeout(5000) })).status)
    .toBe(200);

  const pupil = await givePerson(site, place, 'Bihan', 'learner');
  const stranger = await givePerson(
    site,
    await givePlace(site, await givePlatform(site, 'beta'), 'X'),
    'Evanno',
    'teacher',
  );
  for (const person of [pupil, stranger]) {
    const headers = pageHeaders((await open(site, person)).token);
    expect((await fetch(site.url + address, { headers })).status).toBe(403);
  }
  expect((await fetch(site.url + address.replace('/live', '/live2'))).status).not.toBe(200);
});

test('whoever leaves before the answer began takes nobody’s place', async () => {
  const colleague = await givePerson(site, place, 'Guével', 'teacher');
  const [, address = ''] = liveOf(await read(colleague, classPage())) ?? [];
  await site.db.transaction().execute(async (trx) => {
    await sql`lock table session in access exclusive mode`.execute(trx);
    const left = [1, 2, 3, 4].map(() => fetch(site.url + address, { signal: AbortSignal.timeout(300) }));
    expect((await Promise.allSettled(left)).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  });
  const stay = new AbortController();
  // The first may overtake those in line for the table.
  expect((await fetch(site.url + address, { signal: stay.signal })).status).toBe(200);
  await new Promise((done) => setTimeout(done, 200));
  expect((await fetch(site.url + address, { signal: stay.signal })).status).toBe(200);
  stay.abort();
});
