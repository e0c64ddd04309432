import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ListFilters, listCampaigns, type Reader } from '../../src/campaigns/list-store.ts';
import { schoolYearOf } from '../../src/campaigns/school-year.ts';
import {
  giveCampaign,
  givePerson,
  givePlace,
  givePlatform,
  open,
  type Person,
  pageHeaders,
} from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';

/** Two teachers in two courses, and a third who is in neither. */
let site: Site;
let camille: Person;
let yann: Person;
let awa: Person;
let pupil: Person;
let mine: { id: string; code: string };
let token: string;

beforeAll(async () => {
  site = await startSite();
  const alpha = await givePlatform(site, 'alpha');
  const here = await givePlace(site, alpha, 'Techno-3B');
  const there = await givePlace(site, alpha, 'Techno-4A');
  const beyond = await givePlace(site, alpha, 'Techno-5C');
  camille = await givePerson(site, here, 'Drevillon', 'teacher');
  yann = await givePerson(site, there, 'Evanno', 'teacher');
  awa = await givePerson(site, beyond, 'Floch', 'teacher');
  pupil = await givePerson(site, here, 'Abgrall', 'learner');
  mine = await giveCampaign(site, camille, { name: 'Élèves de 3e, rentrée' });
  await giveCampaign(site, yann, { name: 'Chez Yann' });
  await giveCampaign(site, awa, { name: 'Chez Awa' });
  // Camille made one in Yann's course, where she teaches no more.
  await giveCampaign(site, { ...camille, place: there }, { name: 'Autrefois' });
  ({ token } = await open(site, camille));
});
afterAll(() => site?.close());

const readerOf = ({ userId, place }: Person): Reader => ({ ...place, userId });
const PLAIN: ListFilters = { tab: 'active', name: '', creator: '', sort: 'recent', page: 1 };
const list = async (person: Person, filters: Partial<ListFilters> = {}) => {
  const asked = { ...PLAIN, ...filters };
  const { rows } = await listCampaigns(site.db, readerOf(person), asked, schoolYearOf(new Date()));
  return rows.map(({ name }) => name);
};
const get = (address: string) => fetch(site.url + address, { headers: pageHeaders(token) });
const post = (address: string, fields: Record<string, string> = {}, as = token) =>
  fetch(site.url + address, {
    method: 'POST',
    headers: pageHeaders(as),
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
const codeIn = (address: string | null) => /[A-Z]{6}\d{3}/.exec(address ?? '')?.[0] ?? '';

test('a teacher sees their own and those of their courses, this course first, and nobody else’s', async () => {
  expect(await list(camille)).toEqual(['Élèves de 3e, rentrée', 'Autrefois']);
  expect(await list(yann)).toEqual(['Autrefois', 'Chez Yann']);
  expect(await list(awa)).toEqual(['Chez Awa']);
});

test('a course counts once one has come from it as a teacher, and no more when the LMS says one has left', async () => {
  const enrolment = { contextId: yann.place.contextId, userId: awa.userId };
  const set = (standing: { launchRole?: string; rosterActive?: boolean }) =>
    site.db.updateTable('enrolment').set(standing).where('userId', '=', awa.userId).execute();
  await site.db
    .insertInto('enrolment')
    .values({ ...enrolment, launchRole: null, rosterRole: 'teacher', rosterActive: true })
    .execute();
  expect(await list(awa)).toEqual(['Chez Awa']);
  await set({ launchRole: 'teacher' });
  expect(await list(awa)).toEqual(['Chez Awa', 'Autrefois', 'Chez Yann']);
  await set({ rosterActive: false });
  expect(await list(awa)).toEqual(['Chez Awa']);
});

test('words are found whatever their case and accents, and a percent sign is a percent sign', async () => {
  expect(await list(camille, { name: 'ELEVES' })).toEqual(['Élèves de 3e, rentrée']);
  expect(await list(camille, { name: '%' })).toEqual([]);
  expect(await list(yann, { creator: 'drévillon' })).toEqual(['Autrefois']);
  expect(await list(yann, { sort: 'name' })).toEqual(['Autrefois', 'Chez Yann']);
});

test('participants and results are counted once each, in the reader’s courses', async () => {
  const { token: theirs } = await open(site, pupil);
  await post(`/campaigns/${mine.code}/participations`, {}, theirs);
  const of = await listCampaigns(site.db, readerOf(camille), PLAIN, schoolYearOf(new Date()));
  expect(of.rows[0]).toMatchObject({ code: mine.code, here: true, participants: 1, results: 0 });
});

test('archived from a searched list, it comes back there with a way to undo; a second click changes nothing', async () => {
  const query = 'name=eleves&sort=name';
  const answer = await post(`/campaigns/${mine.code}/archiving`, { query });
  expect(answer.headers.get('location')).toBe(`/campaigns?name=eleves&sort=name&done=${mine.code}`);
  await post(`/campaigns/${mine.code}/archiving`);
  const html = await (await get(`/campaigns?done=${mine.code}`)).text();
  expect(html).toContain(`action="/campaigns/${mine.code}/restoration"`);
  expect(html).toContain('est archivée');
  expect(await list(camille, { tab: 'archived' })).toEqual(['Élèves de 3e, rentrée']);
  await post(`/campaigns/${mine.code}/restoration`);
  expect(await list(camille)).toContain('Élèves de 3e, rentrée');
});

test('made outside Deep Linking, sent twice, renamed, copied once, and deleted while nobody has begun', async () => {
  const wanted = { model: 'rentree-3e', name: 'Nouvelle', multipleSendings: 'on' };
  const code = codeIn((await post('/campaigns', wanted)).headers.get('location'));
  expect(codeIn((await post('/campaigns', wanted)).headers.get('location'))).toBe(code);
  const blank = await post(`/campaigns/${code}/settings`, { name: ' ' });
  expect([blank.status, (await blank.text()).includes('role="alert"')]).toEqual([422, true]);
  await post(`/campaigns/${code}/settings`, {
    name: 'Renommée',
    title: 'Le point',
    landingText: '**Bonjour**',
  });
  const key = '3f0e9a52-6f2b-4a57-9a0e-0d9b5a0c8f11';
  const copies = await Promise.all([1, 2, 3].map(() => post(`/campaigns/${code}/copies`, { key })));
  const copy = codeIn(copies[0]?.headers.get('location') ?? null);
  expect(new Set(copies.map((one) => codeIn(one.headers.get('location')))).size).toBe(1);
  const row = await site.db.selectFrom('campaign').selectAll().where('code', '=', copy).executeTakeFirst();
  expect(row).toMatchObject({ name: 'Copie de Renommée', title: 'Le point', landingText: '**Bonjour**' });
  expect((await post(`/campaigns/${copy}/deletion`)).headers.get('location')).toBe('/campaigns');
  expect((await get(`/campaigns/${copy}/settings`)).status).toBe(404);
  const noted = await site.db.selectFrom('auditEvent').selectAll().executeTakeFirst();
  expect(noted).toMatchObject({ action: 'campaign deleted', subject: `campaign ${copy}` });
});

test('begun by somebody, it stays, and the page says what to do', async () => {
  const answer = await post(`/campaigns/${mine.code}/deletion`);
  expect(answer.headers.get('location')).toBe(`/campaigns/${mine.code}/settings`);
  expect(await (await get(`/campaigns/${mine.code}/settings`)).text()).toContain('Archivez-la');
});

test('added to a course by a link, another teacher’s may be copied there, not changed', async () => {
  const { id, code } = await giveCampaign(site, awa, { name: 'Prêtée' });
  await site.db
    .updateTable('campaignLink')
    .set({ campaignId: id })
    .where('resourceLinkId', '=', camille.place.resourceLinkId)
    .execute();
  expect(await list(camille)).toContain('Prêtée');
  expect((await post(`/campaigns/${code}/archiving`)).status).toBe(403);
  expect(await (await get(`/campaigns/${code}/settings`)).text()).not.toContain('id="settings-form"');
});

test('a campaign that asks for an identifier is begun with one only, kept for the next attempt and for the teacher', async () => {
  const wanted = {
    model: 'rentree-3e',
    name: 'Badges',
    multipleSendings: 'on',
    externalIdLabel: 'Numéro de badge',
  };
  const code = codeIn((await post('/campaigns', wanted)).headers.get('location'));
  const { token: theirs } = await open(site, pupil);
  const begin = (externalId: string) => post(`/campaigns/${code}/participations`, { externalId }, theirs);
  const missing = await begin('  ');
  expect([missing.status, (await missing.text()).includes('aria-invalid="true"')]).toEqual([422, true]);
  const runs = [await begin('B-204'), await begin('')].map((answer) => answer.headers.get('location'));
  expect(runs[0]).toMatch(/^\/runs\/\d+$/);
  expect(runs[1]).toBe(runs[0]);
  const kept = await site.db
    .selectFrom('participation')
    .select(['id', 'externalId'])
    .where('runId', '=', runs[0]?.replace('/runs/', '') ?? '')
    .executeTakeFirstOrThrow();
  expect(kept.externalId).toBe('B-204');
  expect(await (await get(`/participations/${kept.id}`)).text()).toContain('Numéro de badge\u00a0: B-204');
});
