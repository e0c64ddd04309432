import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { schoolYearOf } from '../../src/campaigns/school-year.ts';
import { saveDivisions } from '../../src/teacher/division-store.ts';
import { eraseOldPupilNotes } from '../../src/teacher/retention.ts';
import { claim, startPlatform } from '../lti/support/platform.ts';
import { launchFrom } from '../security/launches.ts';
import {
  giveCampaign,
  givePerson,
  givePlace,
  givePlatform,
  open,
  type Person,
  type Place,
} from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { session } from '../support/http-person.ts';

/** « Élèves » over HTTP, with the whole application: two courses of one teacher, one of another. */
const NOW = new Date('2026-11-25T09:00:00Z');
let site: Site;
let mine: Place;
let alsoMine: Place;
let theirs: Place;
let teacher: Person;
let pupil: Person;

beforeAll(async () => {
  site = await startSite();
  const platform = await givePlatform(site, 'alpha');
  mine = await givePlace(site, platform, 'Technologie 3e B');
  alsoMine = await givePlace(site, platform, 'Maths 3e B');
  theirs = await givePlace(site, platform, 'Latin 3e');
}, 60_000);
beforeEach(async () => {
  await site.db.deleteFrom('campaign').execute();
  await site.db.deleteFrom('ltiUser').execute();
  site.setNow(NOW);
  teacher = await givePerson(site, mine, 'Prigent', 'teacher');
  await enrol(teacher, alsoMine, 'teacher');
  pupil = await givePerson(site, mine, 'Étienne', 'learner');
  await enrol(pupil, alsoMine, 'learner');
  await enrol(pupil, theirs, 'learner');
});
afterAll(() => site?.close());

async function enrol(person: Person, place: Place, role: 'learner' | 'teacher'): Promise<void> {
  await site.db
    .insertInto('enrolment')
    .values({ contextId: place.contextId, userId: person.userId, launchRole: role, launchedAt: NOW })
    .execute();
}

async function see(address: string, person = teacher) {
  const { token } = await open(site, person, NOW);
  return session(site.url, token, address, '').get(address);
}

/** A participation in a course, sent when `pix` says of each competence what it brought. */
async function give(
  place: Place,
  pix: Readonly<Record<string, number>> | null,
  { name = 'Rentrée', schoolYear = 2026, owner = teacher } = {},
): Promise<void> {
  const { code } = await giveCampaign(site, owner, { name });
  const campaign = await site.db
    .selectFrom('campaign')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  const at = new Date(`${schoolYear}-10-0${pix ? 5 : 6}T09:00:00Z`);
  const run = await site.db
    .insertInto('run')
    .values({
      userId: pupil.userId,
      title: name,
      locale: 'fr',
      origin: '/',
      scope: '[]',
      policy: '{}',
      seed: 'seed',
      contentVersion: '1',
      startedAt: at,
      status: pix ? 'finished' : 'started',
      finishedAt: pix && at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const competences = Object.entries(pix ?? {}).map(([competence, value]) => ({
    code: competence,
    pix: value,
    level: Math.floor(value / 8),
    validated: 1,
    targeted: 2,
    percent: 50,
  }));
  await site.db
    .insertInto('participation')
    .values({
      campaignId: campaign.id,
      platformId: place.platformId,
      deploymentId: place.deploymentId,
      contextId: place.contextId,
      userId: pupil.userId,
      schoolYear,
      runId: run.id,
      startedAt: at,
      sharedAt: pix && at,
      mastery: pix && 50,
      result:
        pix && JSON.stringify({ percent: 50, stars: 1, validated: 1, targeted: 2, pix: 1, competences }),
    })
    .execute();
}

describe('the list', () => {
  test('shows pupils of one’s courses once, with all their courses there and none besides', async () => {
    const stranger = await givePerson(site, theirs, 'Corlay', 'learner');
    const { status, html } = await see('/pupils');
    expect(status).toBe(200);
    expect(html.match(/Étienne Camille/g)).toHaveLength(1);
    expect(html).toContain('Maths 3e B, Technologie 3e B');
    expect(html).toContain('Rien d’envoyé');
    expect(html).toContain('seuls ses élèves qui ont ouvert une activité');
    expect(html).not.toContain('Latin 3e');
    expect(html).not.toContain('Corlay');
    expect((await see(`/pupils/${stranger.userId}`)).status).toBe(404);
    expect((await see(`/pupils?course=${theirs.contextId}`)).html).not.toContain('Corlay');
  });

  test('says certifiable by what was sent in one’s courses alone', async () => {
    await give(mine, { '1.1': 8, '1.2': 8, '2.1': 8 });
    await give(theirs, { '3.1': 30, '3.2': 30 }, { name: 'Rosa' });
    expect((await see('/pupils?state=no')).html).toContain('Pas encore certifiable');
    expect((await see('/pupils?state=yes')).html).toContain('Aucun élève ne correspond');
    await give(alsoMine, { '4.1': 8, '4.2': 8 });
    const { html } = await see('/pupils?state=yes&q=etienne');
    expect(html).toContain('Étienne Camille');
    expect(html).toContain('<strong>40</strong>');
    expect(html).toContain('value="etienne"');
    expect(html).toMatch(/value="yes" selected/);
  });

  test('keeps last year apart', async () => {
    await give(mine, { '1.1': 24 }, { schoolYear: 2025 });
    const present = await see('/pupils');
    expect(present.html).toContain('2025-2026');
    expect(present.html).not.toContain('<strong>24</strong>');
    const past = await see('/pupils?year=2025');
    expect(past.html).toContain('<strong>24</strong>');
    expect(past.html).toContain(`href="/pupils/${pupil.userId}?year=2025"`);
    expect((await see(`/pupils/${pupil.userId}?year=2025`)).html).toContain('Année scolaire 2025-2026');
    await givePerson(site, mine, 'Nouveau', 'learner');
    expect((await see('/pupils?year=2025')).html).not.toContain('Nouveau');
    expect((await see('/pupils?year=1999')).html).toContain('Nouveau');
  });

  test('goes page by page, its choices kept', async () => {
    const people = await site.db
      .insertInto('ltiUser')
      .values(
        Array.from({ length: 205 }, (_, i) => ({
          platformId: mine.platformId,
          sub: `many-${i}`,
          familyName: `Nom${String(i).padStart(3, '0')}`,
        })),
      )
      .returning('id')
      .execute();
    await site.db
      .insertInto('enrolment')
      .values(
        people.map(({ id }) => ({
          contextId: mine.contextId,
          userId: id,
          rosterRole: 'learner',
          rosterActive: true,
        })),
      )
      .execute();
    const { html } = await see('/pupils?q=nom&sort=name&page=2');
    expect(html).toContain('205 élèves');
    expect(html).toContain('Page 2 sur 3');
    expect(html).toContain('Nom100');
    expect(html).not.toContain('Nom099');
    expect(html).toMatch(/href="\/pupils\?q=nom[^"]*page=3"/);
  });

  test('forgets a course whose class list no longer names its teacher', async () => {
    const only = await givePerson(site, alsoMine, 'Bescond', 'learner');
    expect((await see('/pupils')).html).toContain('Bescond');
    await site.db
      .updateTable('enrolment')
      .set({ rosterRole: 'teacher', rosterActive: false })
      .where('userId', '=', teacher.userId)
      .where('contextId', '=', alsoMine.contextId)
      .execute();
    expect((await see('/pupils')).html).not.toContain('Bescond');
    expect((await see(`/pupils/${only.userId}`)).status).toBe(404);
  });
});

describe('one pupil', () => {
  test('what was sent in one’s courses, and how far each campaign is; nothing of what was not sent', async () => {
    await give(mine, { '1.1': 17 }, { name: 'Parcours ici' });
    await give(alsoMine, null, { name: 'Parcours maths' });
    await give(theirs, { '2.2': 40 }, { name: 'Parcours latin' });
    const { html } = await see(`/pupils/${pupil.userId}`);
    expect(html).toMatch(/Niveau 2<\/strong> · 17 pix · 5 oct. 2026/);
    expect(html).not.toContain('40 pix');
    expect(html).not.toContain('Parcours latin');
    expect(html).toMatch(/<a href="\/participations\/\d+">Parcours ici/);
    expect(html).toMatch(/col-name">Parcours maths/);
    expect(html).toContain('En cours');
    const unsent = await site.db
      .selectFrom('participation')
      .select(['campaignId', 'contextId'])
      .where('sharedAt', 'is', null)
      .executeTakeFirstOrThrow();
    await site.db
      .insertInto('campaignCourse')
      .values({ ...unsent, closedAt: NOW })
      .execute();
    expect((await see(`/pupils/${pupil.userId}`)).html).toContain('Clos sans envoi, pas terminé');
  });

  test('is nobody to a pupil, and to a teacher of another course only what was sent there', async () => {
    await give(mine, { '1.1': 17 });
    expect((await see(`/pupils/${pupil.userId}`, pupil)).status).toBe(403);
    const other = await givePerson(site, theirs, 'Evanno', 'teacher');
    const { status, html } = await see(`/pupils/${pupil.userId}`, other);
    expect([status, html.includes('17 pix'), html.includes('Technologie')]).toEqual([200, false, false]);
  });
});

describe('divisions', () => {
  test('nothing is kept before the teacher agrees; only pupils of their courses get one, for this year', async () => {
    await givePerson(site, theirs, 'Corlay', 'learner');
    const list = 'Étienne;Camille;3e B\nCorlay;Camille;3e A';
    const { token } = await open(site, teacher, NOW);
    const { html } = await session(site.url, token, '/pupils/divisions', '').get('/pupils/divisions');
    const me = session(site.url, token, '/pupils/divisions', html);
    const seen = await me.post('/pupils/divisions', { list });
    expect(seen.html).toContain('1 élève reconnu');
    expect(seen.html).toContain('aucun élève de vos cours ne porte ce nom');
    expect(await site.db.selectFrom('pupilDivision').selectAll().execute()).toEqual([]);
    expect((await me.post('/pupils/divisions', { list: ' ' })).html).toContain('La liste est vide');
    const agreed = session(site.url, token, '/pupils/divisions', seen.html);
    await agreed.post('/pupils/divisions/keep', { list });
    const kept = await agreed.post('/pupils/divisions/keep', { list });
    expect(kept.address).toBe('/pupils');
    expect(await site.db.selectFrom('pupilDivision').selectAll().execute()).toEqual([
      { userId: pupil.userId, schoolYear: 2026, division: '3e B', writtenAt: NOW, toldBy: 'teacher' },
    ]);
    expect((await see('/pupils?division=3e+B')).html).toContain('Étienne Camille');
    expect((await see('/pupils?division=3e+A')).html).toContain('Aucun élève ne correspond');
    await eraseOldPupilNotes(site.db, new Date('2027-11-30T12:00:00Z'));
    expect(await site.db.selectFrom('pupilDivision').selectAll().execute()).toHaveLength(1);
    await eraseOldPupilNotes(site.db, new Date('2027-12-02T12:00:00Z'));
    expect(await site.db.selectFrom('pupilDivision').selectAll().execute()).toEqual([]);
  });
});

describe('a division that the LMS gives', () => {
  test('is noted at a pupil’s launch, follows the LMS, and gives way to the teacher’s word', async () => {
    const lms = await startPlatform('divisions');
    try {
      await lms.register(site.db);
      site.setNow(null);
      const launched = async (division: string, roles?: readonly string[]) => {
        const change = {
          sub: 'd1',
          [claim('custom')]: { division },
          ...(roles && { [claim('roles')]: roles }),
        };
        expect((await launchFrom(site, lms, change)).status).toBe(200);
        return site.db.selectFrom('pupilDivision').select(['userId', 'division', 'toldBy']).execute();
      };
      const teaching = ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'];
      expect(await launched('3e A', teaching)).toEqual([]);
      expect(await launched('$User.division')).toEqual([]);
      const [first] = await launched(' 3e\tA ');
      expect(first).toMatchObject({ division: '3e A', toldBy: 'lms' });
      expect(await launched('3e B')).toEqual([{ ...first, division: '3e B' }]);
      const { userId = '' } = first ?? {};
      const at = { schoolYear: schoolYearOf(new Date()), now: new Date() };
      await saveDivisions(site.db, [{ userId, division: '3e C' }], at);
      expect(await launched('3e B')).toEqual([{ userId, division: '3e C', toldBy: 'teacher' }]);
    } finally {
      await lms.close();
    }
  });
});

describe('the sheet for the school reports', () => {
  test('proposes by what was sent in one’s own courses, keeps the teacher’s word, and goes out as files', async () => {
    await give(mine, { '1.1': 24, '1.2': 8 });
    await give(theirs, { '4.1': 40 });
    const { token } = await open(site, teacher, NOW);
    const { html } = await session(site.url, token, '/pupils/lsu', '').get('/pupils/lsu?grade=3e');
    expect(html).toContain('1.1\u00a0: 3 · 1.2\u00a0: 1');
    expect(html).toContain('>2 proposé<');
    expect(html).not.toContain('4.1\u00a0:');
    const me = session(site.url, token, '/pupils/lsu', html);
    const kept = await me.post('/pupils/lsu', {
      grade: '3e',
      [`level-${pupil.userId}-1`]: 'auto',
      [`level-${pupil.userId}-4`]: '3',
      [`level-${pupil.userId}-5`]: 'none',
    });
    expect(kept.html).toContain('Les niveaux sont enregistrés.');
    const [, address = ''] = /href="([^"]+levels\.csv[^"]+)"/.exec(kept.html) ?? [];
    const file = await fetch(site.url + address.replaceAll('&amp;', '&'));
    expect(file.headers.get('content-disposition')).toContain('Niveaux LSU - 3e - 2026-11-25.csv');
    const [heads = '', line = ''] = (await file.text()).split('\r\n');
    expect(heads).toContain('1. Information et données;');
    expect(line).toMatch(/^Étienne Camille;.*;Niveau 2;1\.1\u00a0: 3 · 1\.2\u00a0: 1;Palier;/);
    expect(line).toMatch(/;Niveau 3;[^;]*;Professeur;Non évalué;[^;]*;Professeur$/);
    const pdf = await fetch(site.url + address.replaceAll('&amp;', '&').replace('.csv', '.pdf'));
    expect(pdf.status).toBe(403);
    const [, printed = ''] = /href="([^"]+levels\.pdf[^"]+)"/.exec(kept.html) ?? [];
    const paper = await fetch(site.url + printed.replaceAll('&amp;', '&'));
    expect(
      Buffer.from(await paper.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('a level that the class does not have, and a pupil of others, are refused whole', async () => {
    const stranger = await givePerson(site, theirs, 'Corlay', 'learner');
    const { token } = await open(site, teacher, NOW);
    const { html } = await session(site.url, token, '/pupils/lsu', '').get('/pupils/lsu?grade=6e');
    const me = session(site.url, token, '/pupils/lsu', html);
    const given = { grade: '6e', [`level-${pupil.userId}-1`]: '2' };
    expect((await me.post('/pupils/lsu', { ...given, [`level-${pupil.userId}-2`]: '4' })).status).toBe(422);
    expect((await me.post('/pupils/lsu', { ...given, [`level-${stranger.userId}-2`]: '1' })).status).toBe(
      403,
    );
    expect(await site.db.selectFrom('lsuLevel').selectAll().execute()).toEqual([]);
  });
});
