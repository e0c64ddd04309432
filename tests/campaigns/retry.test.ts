import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retryOpensAt } from '../../src/campaigns/retry.ts';
import type { Challenge } from '../../src/referential/types.ts';
import { giveCampaign, givePerson, givePlace, givePlatform, open, type Person } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { type HttpSession, session } from '../support/http-person.ts';
import { playOverHttp } from '../support/play-http.ts';

const NOW = new Date('2026-11-02T09:00:00Z');
const later = (days: number, seconds = 0) => new Date(NOW.getTime() + days * 86_400_000 + seconds * 1000);

describe('from when another attempt may begin', () => {
  const sent = {
    finishedAt: NOW,
    sharedAt: later(1),
    multipleSendings: true,
    archived: false,
    complete: false,
  };
  test.each([
    ['four days after sending', sent, later(5)],
    ['four days after the end of what was not sent', { ...sent, sharedAt: null }, later(4)],
    [
      'not sent, even where one sending is all',
      { ...sent, sharedAt: null, multipleSendings: false },
      later(4),
    ],
    ['never once sent where one sending is all', { ...sent, multipleSendings: false }, null],
    ['never when archived', { ...sent, archived: true }, null],
    ['never when nothing is left to improve', { ...sent, complete: true }, null],
  ])('%s', (_, attempt, expected) => {
    expect(retryOpensAt(attempt, 4)).toEqual(expected);
  });
});

describe('a pupil who tries again', () => {
  let site: Site;
  let pupil: Person;
  let teacher: Person;
  beforeAll(async () => {
    site = await startSite();
    const place = await givePlace(site, await givePlatform(site, 'lms'), 'Cours');
    teacher = await givePerson(site, place, 'Drevillon', 'teacher');
  }, 60_000);
  afterAll(() => site?.close());

  /** The clock at `now`, a session opened then, on the page of that address. */
  async function visit(person: Person, now: Date, address: string): Promise<HttpSession> {
    site.setNow(now);
    const { token } = await open(site, person, now);
    const page = await session(site.url, token, address, '').get(address);
    return session(site.url, token, address, page.html);
  }

  const levelOf = (challenge: Challenge) => site.bank.skills.get(challenge.skill)?.level ?? 0;
  const upTo = (level: number) => (challenge: Challenge) => levelOf(challenge) <= level;
  const runOf = (html: string) => /action="\/runs\/(\d+)\/retries"/.exec(html)?.[1];
  const percentOf = (html: string) => Number(/class="figure">(\d+)/.exec(html)?.[1]);

  /** A pupil and a campaign of their own, played up to a level at NOW. */
  async function played(level: number, settings: { freshStart?: boolean; multipleSendings?: boolean } = {}) {
    pupil = await givePerson(site, teacher.place, `Eleve${Math.random().toString(36).slice(2)}`, 'learner');
    const campaign = await giveCampaign(site, teacher, {});
    if (Object.keys(settings).length > 0)
      await site.db.updateTable('campaign').set(settings).where('id', '=', campaign.id).execute();
    const { runId, html } = await playOverHttp(
      await visit(pupil, NOW, `/campaigns/${campaign.code}/entry`),
      site.bank,
      upTo(level),
    );
    return { ...campaign, runId, html };
  }

  const gradesOf = (userId: string) =>
    site.db.selectFrom('grade').selectAll().where('userId', '=', userId).orderBy('id').execute();

  test('reads from when, is refused before, and after four days is asked what failed and nothing else', {
    timeout: 90_000,
  }, async () => {
    const { runId, code, html } = await played(2);
    expect(html).toContain('Tu pourras améliorer ton résultat à partir du 6 novembre 2026');
    const sending = await visit(pupil, NOW, `/runs/${runId}/result`);
    const sent = await sending.post(`/runs/${runId}/sending`);
    expect(sent.html).toContain('C’est envoyé');
    expect(sent.html).toContain('à partir du 6 novembre 2026 à 10:00');
    expect(runOf(sent.html)).toBeUndefined();

    const early = await visit(pupil, later(4, -1), `/runs/${runId}/result`);
    expect(runOf(early.html)).toBeUndefined();
    expect((await early.post(`/runs/${runId}/retries`)).status).toBe(409);

    const day = await visit(pupil, later(4), `/runs/${runId}/result`);
    expect(runOf(day.html)).toBe(runId);
    const clicks = await Promise.all(Array.from({ length: 5 }, () => day.post(`/runs/${runId}/retries`)));
    expect(new Set(clicks.map(({ address }) => address)).size).toBe(1);
    const [again] = clicks;
    if (!again) throw new Error('no answer');
    const [first, second, ...more] = await site.db
      .selectFrom('participation')
      .selectAll()
      .where('userId', '=', pupil.userId)
      .orderBy('attempt')
      .execute();
    expect([first?.attempt, second?.attempt, more.length]).toEqual([1, 2, 0]);
    expect(again.address).toBe(`/runs/${second?.runId}`);

    const { html: better } = await playOverHttp({ ...day, ...again }, site.bank, upTo(3));
    expect(percentOf(better)).toBeGreaterThan(percentOf(html));
    expect(better).toContain('déjà validés par des parcours précédents');
    const asked = (id: string | undefined) =>
      site.db
        .selectFrom('answer')
        .selectAll()
        .where('runId', '=', id ?? '')
        .execute();
    const right = new Set(
      (await asked(first?.runId)).filter(({ outcome }) => outcome === 'right').map(({ skillId }) => skillId),
    );
    const new_ = await asked(second?.runId);
    expect(new_.length).toBeGreaterThan(0);
    expect(new_.filter(({ skillId }) => right.has(skillId))).toEqual([]);

    // The attempt before stands as it was sent, says where the new one is, and cannot be tried again itself.
    const old = await visit(pupil, later(4), `/runs/${runId}/result`);
    expect(old.html).toContain(`href="/runs/${second?.runId}"`);
    expect(percentOf(old.html)).toBe(percentOf(html));
    expect((await old.post(`/runs/${runId}/retries`)).address).toMatch(`/runs/${second?.runId}`);

    // Until the new one is sent, the teacher reads the old one, and that another is under way.
    const followed = async () => (await visit(teacher, later(4), `/campaigns/${code}`)).html;
    expect(await followed()).toContain(`href="/participations/${first?.id}"`);
    expect(await followed()).toContain('Nouvel essai en cours');
    expect(await gradesOf(pupil.userId)).toHaveLength(1);

    await day.post(`/runs/${second?.runId}/sending`);
    await day.post(`/runs/${second?.runId}/sending`);
    const grades = await gradesOf(pupil.userId);
    expect(
      grades.map(({ participationId, state, scoreGiven }) => [participationId, state, scoreGiven]),
    ).toEqual([
      [first?.id, 'superseded', percentOf(html)],
      [second?.id, 'pending', percentOf(better)],
    ]);
    expect(new Set(grades.map(({ lineItemId }) => lineItemId)).size).toBe(1);
    const frozen = await site.db
      .selectFrom('participation')
      .select(['result', 'sharedAt'])
      .where('id', '=', first?.id ?? '')
      .executeTakeFirstOrThrow();
    expect(frozen).toEqual({ result: first?.result, sharedAt: first?.sharedAt });
    expect(await followed()).not.toContain('Nouvel essai en cours');
    const page = (await visit(teacher, later(4), `/participations/${second?.id}`)).html;
    expect(page).toContain(`href="/participations/${first?.id}"`);
    expect(page).toContain('Essai 2');
  });

  test('who did not send may try again too, and then sends the last attempt only', async () => {
    const { runId } = await played(1, { multipleSendings: false });
    const day = await visit(pupil, later(4), `/runs/${runId}/result`);
    expect(day.html).toContain(`action="/runs/${runId}/sending"`);
    const again = await day.post(`/runs/${runId}/retries`);
    expect(again.status).toBe(200);
    expect((await day.post(`/runs/${runId}/sending`)).status).toBe(409);
    expect((await day.get(`/runs/${runId}/result`)).html).not.toContain('/sending"');
    const { runId: second } = await playOverHttp({ ...day, ...again }, site.bank, upTo(2));
    const sent = await day.post(`/runs/${second}/sending`);
    expect(sent.html).toContain('C’est envoyé');
    expect(sent.html).not.toContain('améliorer ton résultat');
    const much = await visit(pupil, later(30), `/runs/${second}/result`);
    expect((await much.post(`/runs/${second}/retries`)).status).toBe(409);
    expect(await gradesOf(pupil.userId)).toHaveLength(1);
  });

  test('sending and trying again at the same time leave one of the two orders, never two sendings', async () => {
    const { runId } = await played(1, { multipleSendings: false });
    const day = await visit(pupil, later(4), `/runs/${runId}/result`);
    const [sent, again] = await Promise.all([
      day.post(`/runs/${runId}/sending`),
      day.post(`/runs/${runId}/retries`),
    ]);
    expect([sent.status, again.status].toSorted()).toEqual([200, 409]);
  });

  test('badges are those of the day the run began: won, sent and shown to the teacher', async () => {
    const { runId, html } = await played(9);
    expect(html).toContain('Parcours complet');
    expect(html).toContain('Tu peux aider les autres à monter');
    const { badges } = await site.db
      .selectFrom('run')
      .select('badges')
      .where('id', '=', runId)
      .executeTakeFirstOrThrow();
    const model = site.bank.targetProfiles.get('rentree-3e');
    expect(badges).toEqual(model?.badges);
    // As if authors had since made another badge of it.
    const other = JSON.stringify(model?.badges.map((badge) => ({ ...badge, title: 'Nouveau nom' })));
    const day = await visit(pupil, NOW, `/runs/${runId}/result`);
    await day.post(`/runs/${runId}/sending`);
    await site.db.updateTable('run').set({ badges: other }).where('id', '=', runId).execute();
    const { id } = await site.db
      .selectFrom('participation')
      .select('id')
      .where('runId', '=', runId)
      .executeTakeFirstOrThrow();
    const page = (await visit(teacher, NOW, `/participations/${id}`)).html;
    expect(page).toContain('Comptes bien gardés');
    expect(page).not.toContain('Nouveau nom');
  });

  test('à neuf, the second attempt asks everything again', async () => {
    const { runId, html } = await played(2, { freshStart: true });
    expect(html).toContain('repart à neuf');
    const day = await visit(pupil, later(4), `/runs/${runId}/result`);
    const again = await day.post(`/runs/${runId}/retries`);
    const { html: worse } = await playOverHttp({ ...day, ...again }, site.bank, () => false);
    expect(percentOf(worse)).toBeLessThan(percentOf(html));
    expect(worse).not.toContain('parcours précédents');
  });

  test('whoever knows everything already gets a result to send at once, in another campaign of the same model', async () => {
    const { html } = await played(9);
    expect(html).not.toContain('améliorer ton résultat');
    const other = await giveCampaign(site, teacher, {});
    const entry = await visit(pupil, later(30), `/campaigns/${other.code}/entry`);
    expect(entry.html).toContain('on ne te le redemande pas');
    const begun = await entry.post(`/campaigns/${other.code}/participations`);
    expect(begun.html).toContain('Aucune question à te poser');
    expect(begun.html).not.toContain('Revoir toutes mes réponses');
    const runId = /^\/runs\/(\d+)$/.exec(begun.address)?.[1];
    expect((await entry.post(`/runs/${runId}/sending`)).html).toContain('C’est envoyé');
    expect(percentOf(begun.html)).toBe(100);
  });

  test('a link of the course met between two attempts gets the result already sent, then the new one', async () => {
    const { runId, code } = await played(2);
    const day = await visit(pupil, later(4), `/runs/${runId}/result`);
    await day.post(`/runs/${runId}/sending`);
    await visit(pupil, later(8), `/runs/${runId}/result`);
    const again = await (await visit(pupil, later(8), '/')).post(`/runs/${runId}/retries`);
    const { id: resourceLinkId } = await site.db
      .insertInto('resourceLink')
      .values({
        contextId: teacher.place.contextId,
        linkId: 'copie',
        title: 'Copie',
        lineItemUrl: `${teacher.place.origin}/lineitem-2`,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const campaign = await site.db
      .selectFrom('campaign')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    for (const link of [resourceLinkId, teacher.place.resourceLinkId]) {
      await site.db
        .insertInto('campaignLink')
        .values({ resourceLinkId: link, campaignId: campaign.id })
        .onConflict((c) => c.column('resourceLinkId').doUpdateSet({ campaignId: campaign.id }))
        .execute();
    }
    const elsewhere = { ...pupil, place: { ...pupil.place, resourceLinkId } };
    const copy = await visit(elsewhere, later(8), `/campaigns/${code}/entry`);
    expect((await copy.post(`/campaigns/${code}/participations`)).address).toBe(again.address);
    const before = await gradesOf(pupil.userId);
    expect(before.map(({ scoreGiven }) => scoreGiven)).toEqual([
      before[0]?.scoreGiven,
      before[0]?.scoreGiven,
    ]);
    expect(new Set(before.map(({ lineItemId }) => lineItemId)).size).toBe(2);
    const { runId: second, html } = await playOverHttp({ ...copy, ...again }, site.bank, upTo(3));
    await copy.post(`/runs/${second}/sending`);
    const pending = (await gradesOf(pupil.userId)).filter(({ state }) => state === 'pending');
    expect(pending.map(({ scoreGiven }) => scoreGiven)).toEqual([percentOf(html), percentOf(html)]);
  });
});
