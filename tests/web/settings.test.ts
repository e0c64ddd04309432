import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBack } from '../../src/web/back.ts';
import { LOOKS, lookOf, NO_SETTINGS } from '../../src/web/settings.ts';
import { givePerson, givePlace, givePlatform, open, pageHeaders } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';

let site: Site;
let pupil: Awaited<ReturnType<typeof givePerson>>;
let classmate: typeof pupil;
let token: string;
beforeAll(async () => {
  site = await startSite();
  const place = await givePlace(site, await givePlatform(site, 'lms'), 'Pix 3e');
  pupil = await givePerson(site, place, 'Un', 'learner');
  classmate = await givePerson(site, place, 'Deux', 'learner');
  token = (await open(site, pupil)).token;
}, 60_000);
afterAll(() => site?.close());

const read = async (address: string, as = token) =>
  (await fetch(site.url + address, { headers: pageHeaders(as) })).text();
const send = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
  const body = new URLSearchParams(fields);
  const answer = await fetch(`${site.url}/settings`, {
    method: 'POST',
    headers: { ...pageHeaders(token), ...headers },
    body,
  });
  return { status: answer.status, html: await answer.text() };
};
const documentOf = (html: string) => /<html [^>]*>/.exec(html)?.[0];

test('what nobody chose says nothing to the style sheet', () => {
  expect(lookOf(NO_SETTINGS)).toEqual({});
  expect(lookOf({ ...NO_SETTINGS, theme: 'light', motion: 'less', language: 'en' })).toEqual({
    theme: 'light',
    motion: 'less',
  });
  for (const [name, [first]] of Object.entries(LOOKS)) expect(NO_SETTINGS).toHaveProperty(name, first);
});

test('a choice is on the first byte of every page of this person, in this session and the next, and of nobody else', async () => {
  expect(documentOf(await read('/settings'))).toBe('<html lang="fr">');
  const { status, html } = await send({ theme: 'dark', letters: 'spaced' });
  expect(status).toBe(200);
  expect(documentOf(html)).toBe('<html lang="fr" data-theme="dark" data-letters="spaced">');
  const later = (await open(site, pupil)).token;
  for (const as of [token, later]) {
    const page = await read('/how-it-works', as);
    expect(documentOf(page)).toBe('<html lang="fr" data-theme="dark" data-letters="spaced">');
    // The body carries it to a document that stays when the body is replaced.
    expect(page).toContain(
      '<div class="page page-pupil has-places" lang="fr" data-theme="dark" data-letters="spaced">',
    );
  }
  expect(documentOf(await read('/settings', (await open(site, classmate)).token))).toBe('<html lang="fr">');
});

test('the language holds for later launches, and « as in the course » gives it back to them', async () => {
  expect((await send({ language: 'en' })).html).toContain('<h1>Display and language</h1>');
  const later = (await open(site, pupil)).token;
  expect(documentOf(await read('/how-it-works', later))).toContain('<html lang="en"');
  expect((await send({ language: 'auto' })).html).toContain('<h1>Affichage et langue</h1>');
  expect(documentOf(await read('/how-it-works', later))).toContain('<html lang="fr"');
});

test('a change says how to undo it: what was there before, whole; sent twice, it is the same', async () => {
  await send({ ...NO_SETTINGS, size: 'large' });
  const partial = { 'hx-request-type': 'partial' };
  const first = await send({ contrast: 'high', back: '/runs/12' }, partial);
  expect(first.html).not.toContain('<html');
  const undo = Object.fromEntries(
    [...first.html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
  expect(undo).toEqual({ ...NO_SETTINGS, size: 'large', back: '/runs/12' });
  await send({ contrast: 'high' });
  expect(documentOf(await read('/settings'))).toBe('<html lang="fr" data-size="large" data-contrast="high">');
  const undone = await send(undo);
  expect(documentOf(undone.html)).toBe('<html lang="fr" data-size="large">');
  expect(undone.html).toContain('<a class="back" href="/runs/12">');
  const rows = await site.db.selectFrom('personSettings').select('userId').execute();
  expect(rows).toEqual([{ userId: pupil.userId }]);
});

test('what the page could not have sent changes nothing', async () => {
  const before = documentOf(await read('/settings'));
  for (const wrong of [{ theme: 'pink' }, { language: 'de' }, { size: '' }])
    expect((await send(wrong)).status).toBe(422);
  expect(documentOf(await read('/settings'))).toBe(before);
});

test.each([
  ['/runs/42/result', true],
  ['/', true],
  ['//evil.example', false],
  ['https://evil.example/', false],
  ['/runs/1/../../lti/login', false],
  ['/runs/1?x="', false],
  [`/${'a'.repeat(300)}`, false],
  [['/runs/1'], false],
  [undefined, false],
])('goes back to a plain address of ours alone: %s', (address, kept) => {
  expect(readBack(address)).toBe(kept ? address : null);
});
