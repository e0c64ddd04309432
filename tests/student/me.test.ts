import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectPersonalData } from '../../src/lti/personal-data.ts';
import { giveCampaign, givePerson, givePlace, givePlatform, open, type Person } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { session } from '../support/http-person.ts';
import { playOverHttp } from '../support/play-http.ts';

let site: Site;
let pupil: Person;
let teacher: Person;
let runId: string;

beforeAll(async () => {
  site = await startSite();
  site.setNow(new Date('2026-11-22T10:00:00Z'));
  const place = await givePlace(site, await givePlatform(site, 'alpha'), 'Technologie 3e B');
  pupil = await givePerson(site, place, 'Abgrall', 'learner');
  teacher = await givePerson(site, place, 'Drevillon', 'teacher');
  const { code } = await giveCampaign(site, teacher, { title: 'Parcours de rentrée' });
  const person = await as(pupil);
  const landing = await person.get(`/campaigns/${code}/entry`);
  const start = { ...person, html: landing.html, address: `/campaigns/${code}/entry` };
  ({ runId } = await playOverHttp(start, site.bank, (_challenge, number) => number % 2 === 0));
  expect((await person.get('/me')).html).toContain('Rien d’envoyé pour l’instant');
  await person.post(`/runs/${runId}/sending`);
});
afterAll(() => site?.close());

async function as(person: Person) {
  const { token } = await open(site, person, new Date('2026-11-22T10:00:00Z'));
  return session(site.url, token, '/', '');
}

test('« Moi » shows what was sent, when and to whom, as it was frozen', async () => {
  const { result } = await site.db
    .selectFrom('participation')
    .select('result')
    .where('runId', '=', runId)
    .executeTakeFirstOrThrow();
  const { percent, pix }: { percent: number; pix: number } = Object(result);
  // What one knows since changes nothing of what was sent.
  await site.db.updateTable('runSkill').set({ status: 'validated' }).where('runId', '=', runId).execute();
  const { html } = await (await as(pupil)).get('/me');
  expect(html).toContain('Parcours de rentrée');
  expect(html).toContain('Envoyé le 22 novembre 2026 à 11:00');
  expect(html).toMatch(/cours «\u202fTechnologie 3e B\u202f».*campagne de Camille Drevillon/);
  expect(html).toMatch(new RegExp(`class="figure">${percent}\\s%`));
  expect(html).toContain(`${pix} pix`);
  for (const address of ['/me/data', '/settings', '/accessibility', `/runs/${runId}/result`])
    expect(html).toContain(`href="${address}"`);
  expect((await (await as(teacher)).get('/me')).html).toContain('Rien d’envoyé');
});

test('« Mes données » is read in words, says how long and whom to ask, and speaks to teachers as to teachers', async () => {
  const { html } = await (await as(pupil)).get('/me/data');
  for (const words of [
    'Abgrall',
    'Nom de famille',
    'Mes réponses',
    'pas encore',
    'jusqu’au 30 novembre 2027',
    'DPO',
  ])
    expect(html).toContain(words);
  expect(html).not.toMatch(/token_hash|family_name|Drevillon/);
  const own = await (await as(teacher)).get('/me/data');
  expect(own.html).toContain('Palier garde sur vous');
  expect(own.html).not.toMatch(/(?<!\p{L})(tu|toi|ton|tes)(?!\p{L})/u);
  expect(own.html).toContain('Les campagnes que j’ai créées');
});

test('the file is what `user export` gives, by an address that ends with the session', async () => {
  const person = await as(pupil);
  const { html } = await person.get('/me/data');
  const link =
    /<a [^>]*href="(\/me\/data\/palier\.json\?[^"]+)" download="palier\.json">/.exec(html)?.[1] ?? '';
  const address = site.url + link.replaceAll('&amp;', '&');
  expect(address).not.toMatch(/Abgrall|Camille/);
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=palier.json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const data: unknown = await answer.json();
  expect(data).toEqual(await collectPersonalData(site.db, pupil.userId));
  expect(data).toHaveProperty('answer');
  expect((await fetch(address.replace(/h=.{5}/, 'h=AAAAA'))).status).toBe(403);
  await person.post('/session/closure');
  expect((await fetch(address)).status).toBe(403);
});
