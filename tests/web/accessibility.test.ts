import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Site, startSite } from '../security/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite({ ACCESSIBILITY_CONTACT: 'aide@college.example' });
}, 60_000);
afterAll(() => site?.close());

test('the declaration is read without a session, in both languages, and says whom to write to', async () => {
  const read = async (language: string) =>
    (await fetch(`${site.url}/accessibility`, { headers: { 'accept-language': language } })).text();
  const french = await read('fr');
  expect(french).toContain('<h1>Accessibilité</h1>');
  expect(french).toContain('relue le 25 nov. 2026');
  expect(french).toContain('href="mailto:aide@college.example"');
  expect(french).not.toContain('data-shell');
  expect(french).not.toContain('href="/settings');
  expect(await read('en')).toContain('<h1>Accessibility</h1>');
});

test('every page leads to it, without a session by a plain navigation', async () => {
  const html = await (await fetch(`${site.url}/runs/1`)).text();
  expect(html).toContain('<a href="/accessibility" hx-boost="false">');
});
