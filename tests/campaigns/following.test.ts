import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listParticipations } from '../../src/campaigns/documents/store.ts';
import { isBegun } from '../../src/campaigns/manage-store.ts';
import { eraseOldResults } from '../../src/campaigns/retention.ts';
import { getCampaignById, insertParticipationLink } from '../../src/campaigns/store.ts';
import { listPersonElements } from '../../src/runs/person-store.ts';
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
import { giveAttempt } from './documents/class.ts';

/** A teacher follows a campaign over HTTP: who is where, one pupil's answers, and what is removed and put back. */
const NOW = new Date('2026-11-25T09:00:00Z');
const SENT = new Date('2026-11-10T09:00:00Z');
let site: Site;
let place: Place;
let teacher: Person;
let colleague: Person;
let pupil: Person;
let code: string;
let campaignId: string;
let lineItemId: string;

beforeAll(async () => {
  site = await startSite();
  const platform = await givePlatform(site, 'alpha');
  place = await givePlace(site, platform, 'Technologie 3e B');
  colleague = await givePerson(site, await givePlace(site, platform, 'Latin 3e'), 'Evanno', 'teacher');
  teacher = await givePerson(site, place, 'Prigent', 'teacher');
}, 60_000);
beforeEach(async () => {
  await site.db.deleteFrom('campaign').execute();
  await site.db.deleteFrom('ltiUser').where('id', 'not in', [teacher.userId, colleague.userId]).execute();
  await site.db.deleteFrom('lineItem').execute();
  await site.db.deleteFrom('auditEvent').execute();
  site.setNow(NOW);
  pupil = await givePerson(site, place, 'Étienne', 'learner');
  ({ code, id: campaignId } = await giveCampaign(site, teacher, { name: 'Rentrée' }));
  ({ id: lineItemId } = await site.db
    .insertInto('lineItem')
    .values({
      resourceLinkId: place.resourceLinkId,
      resourceId: code,
      tag: 'palier-result',
      label: 'x',
      scoreMaximum: 100,
    })
    .returning('id')
    .executeTakeFirstOrThrow());
});
afterAll(() => site?.close());

async function person(who: Person) {
  const { token } = await open(site, who, NOW);
  return session(site.url, token, '/', '');
}
const see = async (address: string, who = teacher) => (await person(who)).get(address);
const post = async (address: string, who = teacher) => (await person(who)).post(address, {});

const subject = () => ({ campaignId, contextId: place.contextId, schoolYear: 2026 });

/** An attempt of the pupil, with its link and a grade that the LMS has. @returns the participation's id. */
async function attempt(how: { number?: number; validated?: number; sent?: Date } = {}): Promise<string> {
  const { number = 1, validated = 0, sent } = how;
  const campaign = await getCampaignById(site.db, campaignId);
  const id = await giveAttempt(site.db, site.bank, { place, campaign, subject: subject() }, pupil.userId, {
    number,
    validated,
    startedAt: new Date('2026-11-09T09:00:00Z'),
    ...(sent ? { sharedAt: sent } : {}),
  });
  await insertParticipationLink(site.db, id, place.resourceLinkId);
  if (sent) {
    await site.db
      .insertInto('grade')
      .values({
        participationId: id,
        lineItemId,
        userId: pupil.userId,
        scoreGiven: 40,
        scoreMaximum: 100,
        comment: '★',
        state: 'sent',
        queuedAt: sent,
        sentAt: sent,
      })
      .execute();
  }
  return id;
}

const rows = () =>
  site.db
    .selectFrom('participation')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('id')
    .execute();
const grades = () =>
  site.db.selectFrom('grade').select(['participationId', 'state']).orderBy('participationId').execute();

describe('the page of a campaign', () => {
  test('shows who has not begun, and keeps what is chosen in the address', async () => {
    await givePerson(site, place, 'Béchir', 'learner');
    await attempt({ validated: 9, sent: SENT });
    const everybody = await see(`/campaigns/${code}`);
    expect(everybody.html).toContain(`href="/campaigns/${code}?status=not-begun"`);
    expect(everybody.html).toMatch(/Béchir Camille[\s\S]*Étienne Camille/);
    const { html } = await see(`/campaigns/${code}?status=not-begun&sort=-name`);
    expect(html).toContain('Béchir Camille');
    expect(html).not.toContain('Étienne Camille');
    expect(html).toContain('1 élève sur 2');
    expect(html).toContain('<input type="hidden" name="status" value="not-begun">');
    expect(html).toMatch(/aria-sort="descending"[^>]*><a[^>]*>Élève/);
    expect((await see(`/campaigns/${code}?q=etienne`)).html).toContain('1 élève sur 2');
  });

  test('says the division of this year, and certifiable by what was sent in the teacher’s courses', async () => {
    await attempt({ validated: 9, sent: SENT });
    const division = { userId: pupil.userId, schoolYear: 2026, division: '3e B', writtenAt: NOW };
    await site.db.insertInto('pupilDivision').values(division).execute();
    const level = (reached: number) =>
      site.db
        .updateTable('participation')
        .set({
          result: JSON.stringify({
            competences: [1, 2, 3, 4, 5, 6].map((n) => ({ code: `1.${n}`, level: n <= reached ? 1 : 0 })),
          }),
        })
        .execute();
    await level(4);
    expect((await see(`/campaigns/${code}?state=no&division=3e+B`)).html).toContain('Étienne Camille');
    await level(5);
    expect((await see(`/campaigns/${code}?state=no`)).html).not.toContain('Étienne Camille');
    expect((await see(`/campaigns/${code}?state=yes`)).html).toContain('Étienne Camille');
    expect((await see(`/campaigns/${code}?division=3e+A`)).html).not.toContain('Étienne Camille');
  });
});

describe('the page of one pupil', () => {
  test('says when it was sent, what it brought, what was answered, and whether the pupil is certifiable', async () => {
    const id = await attempt({ validated: 9, sent: SENT });
    const [{ runId = '' } = {}] = await rows();
    const known = [...site.bank.challenges.values()].find(({ type }) => type === 'qcu');
    const answer = { runId, skillId: 's', outcome: 'skipped', guess: 0, answeredAt: SENT };
    await site.db
      .insertInto('answer')
      .values([
        { ...answer, position: 1, challengeId: known?.id ?? '' },
        { ...answer, position: 2, challengeId: 'gone-from-the-bank' },
      ])
      .execute();
    const { html } = await see(`/participations/${id}`);
    expect(html).toContain('10 novembre 2026');
    expect(html).toContain('pix gagné');
    expect(html).toMatch(/compétences? au niveau 1 ou plus, sur 5/);
    expect(html).toContain(`href="/pupils/${pupil.userId}?year=2026"`);
    expect(html).toContain('id="answer-1"');
    expect(html).toContain('1 réponse n’est pas montrée');
    expect(html).not.toContain('Ses essais comparés');
  });

  test('compares the attempts that were sent, and says nothing of the others', async () => {
    await attempt({ validated: 3, sent: SENT });
    const second = await attempt({ number: 2, validated: 9, sent: new Date('2026-11-20T09:00:00Z') });
    const third = await attempt({ number: 3, validated: 12 });
    const { html } = await see(`/participations/${third}`);
    const [, compared = ''] = html.split('id="comparison-title"');
    expect(compared).toMatch(/Essai 1[\s\S]*10 nov\. 2026[\s\S]*Essai 2[\s\S]*20 nov\. 2026/);
    expect(compared).not.toMatch(/Essai 3/);
    expect(compared).toMatch(/class="change">\+\d/);
    // Of what was not sent, nothing.
    expect(html).toContain('appartiennent à l’élève');
    expect((await see(`/participations/${second}`)).html).toContain('id="comparison-title"');
  });
});

describe('a participation removed', () => {
  test('is nowhere any more, and comes back as it was', async () => {
    const id = await attempt({ validated: 9, sent: SENT });
    const before = await rows();
    const [{ runId = '' } = {}] = before;
    expect((await listPersonElements(site.db, pupil.userId)).length).toBeGreaterThan(0);
    expect((await see(`/participations/${id}`)).html).toContain(
      'Retirer la participation de Camille Étienne',
    );

    const answer = await post(`/participations/${id}/removal`);
    expect(answer.html).toContain('La participation de Étienne Camille est retirée');
    expect(answer.html).toContain('1 participation retirée');
    expect(answer.html).toContain('retirée le 25 nov. 2026, effacée le 25 déc. 2026');
    expect(await rows()).toEqual([]);
    expect(await grades()).toEqual([]);
    expect(await listParticipations(site.db, subject())).toMatchObject([{ participationId: null }]);
    expect((await see(`/participations/${id}`)).status).toBe(404);
    expect((await see(`/campaigns/${code}?status=not-begun`)).html).toContain('Étienne Camille');
    expect((await see(`/pupils/${pupil.userId}`)).html).toContain('Rien d’envoyé');
    expect(await listPersonElements(site.db, pupil.userId)).toEqual([]);
    const gone = await see(`/runs/${runId}`, pupil);
    expect(gone).toMatchObject({ status: 410 });
    expect(gone.html).toContain('Ton professeur a retiré ta participation');
    expect(gone.html).toContain('href="/"');
    expect((await post(`/runs/${runId}/skips`, pupil)).status).toBe(422);
    expect((await post(`/runs/${runId}/sending`, pupil)).status).toBe(410);
    expect((await see('/', pupil)).html).toContain('À commencer');
    expect(await isBegun(site.db, campaignId)).toBe(true);

    const back = await post(`/participations/${id}/restoration`);
    expect(back.status).toBe(200);
    expect(await rows()).toEqual(before);
    // It leaves once more: whatever the course holds meanwhile, the page and the gradebook agree.
    expect(await grades()).toEqual([{ participationId: id, state: 'pending' }]);
    const links = await site.db.selectFrom('participationLink').selectAll().execute();
    expect(links).toEqual([{ participationId: id, resourceLinkId: place.resourceLinkId }]);
    expect((await see(`/runs/${runId}/result`, pupil)).status).toBe(200);
    expect((await see(`/campaigns/${code}`)).html).not.toContain('participation retirée');
    const noted = await site.db
      .selectFrom('auditEvent')
      .select(['action', 'subject'])
      .orderBy('id')
      .execute();
    expect(noted).toEqual([
      { action: 'participation removed', subject: `participation ${id}` },
      { action: 'participation restored', subject: `participation ${id}` },
    ]);
  });

  test('comes back after a migration that added columns which must hold something', async () => {
    const id = await attempt({ validated: 9, sent: SENT });
    await post(`/participations/${id}/removal`);
    const added = 'later_need';
    for (const table of ['participation', 'grade'])
      await sql`alter table ${sql.table(table)} add ${sql.id(added)} text not null default 'new'`.execute(
        site.db,
      );
    const back = await post(`/participations/${id}/restoration`);
    const { rows: kept } = await sql`
      select participation.later_need as of_it, grade.later_need as of_grade
      from participation join grade on grade.participation_id = participation.id`.execute(site.db);
    for (const table of ['participation', 'grade'])
      await sql`alter table ${sql.table(table)} drop ${sql.id(added)}`.execute(site.db);
    expect(back.status).toBe(200);
    expect(kept).toEqual([{ ofIt: 'new', ofGrade: 'new' }]);
  });

  test('of two attempts: the one before stands again, and leaves for the gradebook', async () => {
    const first = await attempt({ validated: 3, sent: SENT });
    const second = await attempt({ number: 2, validated: 9, sent: new Date('2026-11-20T09:00:00Z') });
    expect((await see(`/participations/${second}`)).html).toContain('Retirer l’essai 2');
    await post(`/participations/${second}/removal`);
    expect(await grades()).toEqual([{ participationId: first, state: 'pending' }]);
    await post(`/participations/${second}/restoration`);
    expect(await grades()).toEqual([
      { participationId: first, state: 'superseded' },
      { participationId: second, state: 'pending' },
    ]);
  });

  test('a pupil who has begun again keeps both, in the order they were begun', async () => {
    const old = await attempt({ validated: 3, sent: SENT });
    await post(`/participations/${old}/removal`);
    expect((await post(`/campaigns/${code}/participations`, pupil)).status).toBe(200);
    await post(`/participations/${old}/restoration`);
    const attempts = (await rows()).map(({ id, attempt: number }) => [id === old, number]);
    expect(attempts).toEqual([
      [true, 1],
      [false, 2],
    ]);
  });

  test('only by a teacher of its course; a second click finds nothing', async () => {
    const id = await attempt({ sent: SENT });
    const statuses = async (act: string) => [
      (await post(`/participations/${id}/${act}`, pupil)).status,
      (await post(`/participations/${id}/${act}`, colleague)).status,
    ];
    expect(await statuses('removal')).toEqual([403, 404]);
    expect((await post(`/participations/${id}/removal`)).status).toBe(200);
    expect((await post(`/participations/${id}/removal`)).status).toBe(404);
    expect(await statuses('restoration')).toEqual([403, 404]);
  });

  test('is erased for good after thirty days, with its answers', async () => {
    const id = await attempt({ validated: 9, sent: SENT });
    await post(`/participations/${id}/removal`);
    const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
    expect(await eraseOldResults(site.db, days(29))).toMatchObject({ removed: 0 });
    // The hour of housekeeping is not that of the teacher.
    site.setNow(days(30));
    const { token } = await open(site, teacher, days(30));
    const late = await session(site.url, token, '/', '').post(`/participations/${id}/restoration`, {});
    expect(late.status).toBe(404);
    expect(await eraseOldResults(site.db, days(30))).toMatchObject({ removed: 1 });
    expect(await site.db.selectFrom('run').select('id').execute()).toEqual([]);
    expect(await site.db.selectFrom('removedParticipation').select('id').execute()).toEqual([]);
  });
});
