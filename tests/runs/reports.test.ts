import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinPlatforms } from '../../src/admin/join-platforms.ts';
import { eraseUser } from '../../src/admin/users.ts';
import { readConfig } from '../../src/config.ts';
import { collectPersonalData } from '../../src/lti/personal-data.ts';
import { readReport } from '../../src/runs/report.ts';
import { openConsole } from '../admin/console-person.ts';
import { giveCampaign, givePerson, givePlace, givePlatform, open, type Person } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { type HttpSession, session } from '../support/http-person.ts';

/** Problems that pupils report: one open at a time, read by their teacher and, without names, by the administrator. */
let site: Site;
let teacher: Person;
let elsewhere: Person;
let code: string;
const people: Person[] = [];

beforeAll(async () => {
  site = await startSite();
  const platform = await givePlatform(site, 'alpha');
  const here = await givePlace(site, platform, 'Cours A');
  teacher = await givePerson(site, here, 'Drevillon', 'teacher');
  elsewhere = await givePerson(site, await givePlace(site, platform, 'Cours B'), 'Evanno', 'teacher');
  for (const name of ['Abgrall', 'Bescond', 'Corlay'])
    people.push(await givePerson(site, here, name, 'learner'));
  ({ code } = await giveCampaign(site, teacher));
}, 60_000);
afterAll(() => site?.close());

const sessionOf = async (person: Person): Promise<HttpSession> =>
  session(site.url, (await open(site, person)).token, '', '');
const challengeOf = (html: string) => /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? '';

async function begin(person: Person) {
  const pupil = await sessionOf(person);
  const { address, html } = await pupil.post(`/campaigns/${code}/participations`);
  return { pupil, address, challenge: challengeOf(html), html };
}

const rows = () => site.db.selectFrom('challengeReport').selectAll().orderBy('id').execute();
const personAt = (place: number): Person => {
  const person = people[place];
  if (!person) throw new Error('no such person');
  return person;
};

test.each([
  [{}, 'run.report.empty'],
  [{ kind: 'nonsense' }, 'run.report.empty'],
  [{ kind: 'other', words: ' \n ' }, 'run.report.no-words'],
])('a form that says nothing is sent back: %j', (form, key) => {
  expect(readReport({ words: '', ...form })).toEqual({ key });
});

test('words are bounded as the page counts them, whole characters kept', () => {
  expect(readReport({ kind: 'unclear', words: `${'a'.repeat(499)}😀😀` })).toEqual({
    kind: 'unclear',
    words: 'a'.repeat(499),
  });
  const lines = 'a\r\n'.repeat(250);
  expect(readReport({ kind: 'unclear', words: lines })).toMatchObject({
    words: 'a\n'.repeat(250).trim(),
  });
});

describe('a report', () => {
  test('is one for one pupil and challenge however often it is sent, can be changed, and changes no answer', async () => {
    const { pupil, address, challenge, html } = await begin(personAt(0));
    expect(html).toContain('Signaler un problème');
    const report = { kind: 'unclear', words: 'Quel <b>onglet</b> ?' };
    const sent = await Promise.all(
      Array.from({ length: 5 }, () => pupil.post(`${address}/reports/${challenge}`, report)),
    );
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(sent[0]?.html).toContain('Merci, c’est signalé.');
    expect(sent[0]?.html).toContain('Quel &lt;b&gt;onglet&lt;/b&gt; ?');
    expect(await rows()).toHaveLength(1);
    await pupil.post(`${address}/reports/${challenge}`, { ...report, kind: 'mistake' });
    expect(await rows()).toMatchObject([{ kind: 'mistake', words: 'Quel <b>onglet</b> ?', seenAt: null }]);
    expect(challengeOf((await pupil.get(address)).html)).toBe(challenge);
    expect(await site.db.selectFrom('answer').selectAll().execute()).toEqual([]);
    const empty = await pupil.post(`${address}/reports/${challenge}`);
    expect([empty.status, empty.html.includes('Choisis d’abord ce qui ne va pas.')]).toEqual([422, true]);
  });

  test('can be made from the correction, and never of a challenge that was not met', async () => {
    const { pupil, address, challenge } = await begin(personAt(1));
    await pupil.post(`${address}/skips`, { challenge });
    const page = await pupil.get(`${address}/reports/${challenge}`);
    expect([page.status, page.html.includes('id="report-form"')]).toEqual([200, true]);
    expect((await pupil.post(`${address}/reports/${challenge}`, { kind: 'media' })).status).toBe(200);
    const other = [...site.bank.challenges.keys()].find((id) => id !== challenge) ?? '';
    const now = challengeOf((await pupil.get(address)).html);
    const strange = other === now ? 'nowhere' : other;
    expect((await pupil.post(`${address}/reports/${strange}`, { kind: 'media' })).status).toBe(404);
  });

  test('is read by the teacher of the course alone, who marks it seen; changed since, it is new again', async () => {
    const page = `/campaigns/${code}`;
    const mine = await sessionOf(teacher);
    const { html } = await mine.get(page);
    expect(html).toContain('2 problèmes signalés');
    expect(html).toContain('2 nouveaux');
    expect(html).toContain('Camille Abgrall');
    const other = await sessionOf(elsewhere);
    expect((await other.get(page)).html).not.toContain('signalé');
    const [first, second] = await rows();
    if (!first || !second) throw new Error('two reports were expected');
    await other.post(`${page}/reports/seen`, { report: first.id });
    expect((await rows()).map(({ seenAt }) => seenAt)).toEqual([null, null]);
    await mine.post(`${page}/reports/seen`, { report: first.id });
    expect((await mine.get(page)).html).toContain('1 nouveau');
    const all = new URLSearchParams([
      ['report', first.id],
      ['report', second.id],
    ]);
    await mine.post(`${page}/reports/seen`, all);
    expect((await mine.get(page)).html).not.toContain('Marquer comme vu');
    const { pupil, address } = await begin(personAt(0));
    await pupil.post(`${address}/reports/${first.challengeId}`, { kind: 'broken' });
    expect((await mine.get(page)).html).toContain('1 nouveau');
  });

  test('reaches the administrator by challenge, without a name; one that comes meanwhile stays open', async () => {
    const admin = await openConsole(site.url, site.db);
    const [first] = await rows();
    if (!first) throw new Error('a report was expected');
    const { html } = await admin.get('/admin/reports');
    expect(html).toContain(first.challengeId);
    for (const person of people) expect(html).not.toContain(person.familyName);
    // Another pupil, after the page was read.
    const late = personAt(2);
    const { address } = await begin(late);
    await site.db
      .insertInto('challengeReport')
      .values({
        userId: late.userId,
        runId: address.split('/').at(-1) ?? '',
        challengeId: first.challengeId,
        kind: 'other',
        words: 'Moi aussi',
        reportedAt: new Date(),
      })
      .execute();
    const fields = { challenge: first.challengeId, upto: first.id };
    expect((await admin.post('/admin/reports', fields)).html).toContain('Ces signalements sont traités.');
    await admin.post('/admin/reports', fields);
    const after = (await admin.get('/admin/reports')).html;
    expect(after).toContain('Moi aussi');
    const noted = site.db.selectFrom('auditEvent').selectAll().where('action', '=', 'reports treated');
    expect(await noted.execute()).toMatchObject([
      { subject: `challenge ${first.challengeId}`, details: { count: 1 } },
    ]);
    expect((await (await sessionOf(teacher)).get(`/campaigns/${code}`)).html).toContain(
      'traité par l’administrateur',
    );
    // Closed, it may be said again.
    const { pupil, address: mine } = await begin(personAt(0));
    const before = (await rows()).length;
    await pupil.post(`${mine}/reports/${first.challengeId}`, { kind: 'unclear' });
    expect(await rows()).toHaveLength(before + 1);
  });

  test('is exported and erased with the person, and one stays open when two registrations are joined', async () => {
    const twin = await givePlatform(site, 'twin');
    await site.db
      .updateTable('platform')
      .set({ issuer: 'https://alpha.example', clientId: 'twin' })
      .where('id', '=', twin.platformId)
      .execute();
    const place = await givePlace(site, twin, 'Cours A');
    const [first] = people;
    if (!first) throw new Error('no person');
    const same = await givePerson(site, place, first.familyName, 'learner');
    const open_ = (await rows()).filter((row) => row.userId === first.userId && row.treatedAt === null);
    const run = await site.db
      .insertInto('run')
      .values({
        userId: same.userId,
        title: '',
        locale: 'fr',
        origin: '/',
        scope: '[]',
        policy: '{}',
        seed: '',
        contentVersion: '',
        startedAt: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const { challengeId } of open_) {
      await site.db
        .insertInto('challengeReport')
        .values({
          userId: same.userId,
          runId: run.id,
          challengeId,
          kind: 'media',
          words: '',
          reportedAt: new Date(),
        })
        .execute();
    }
    const config = readConfig({ NODE_ENV: 'test' });
    const deps = { db: site.db, config, log: pino({ level: 'silent' }), now: () => new Date() };
    await joinPlatforms(deps, twin.platformId, first.place.platformId);
    const mine = (await rows()).filter((row) => row.userId === first.userId && row.treatedAt === null);
    expect(mine).toHaveLength(open_.length);
    expect((await collectPersonalData(site.db, first.userId)).challenge_report?.length).toBeGreaterThan(1);
    await eraseUser([first.userId])(deps, { print: () => {} });
    expect((await rows()).filter((row) => row.userId === first.userId)).toEqual([]);
  });
});
