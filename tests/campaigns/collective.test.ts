import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeNext } from '../../src/campaigns/collective/propose.ts';
import { readCollective } from '../../src/campaigns/collective/read.ts';
import { describeFew, describeResults } from '../../src/campaigns/collective/results-page.ts';
import { byNeed, byRelevance, nextStep, sumTubes, trendOf } from '../../src/campaigns/collective/rules.ts';
import type { Pattern } from '../../src/campaigns/collective/store.ts';
import { readClassReport } from '../../src/campaigns/documents/report.ts';
import { readResults, type Subject } from '../../src/campaigns/documents/store.ts';
import { schoolYearOf } from '../../src/campaigns/school-year.ts';
import { type Campaign, getCampaignById } from '../../src/campaigns/store.ts';
import { translator } from '../../src/i18n/translate.ts';
import { relevance } from '../../src/scoring/relevance.ts';
import { levelsOf, shownByTube } from '../../src/scoring/shown.ts';
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
import { giveAttempt } from './documents/class.ts';

/** What a class showed together: four pupils, of whom three sent, one of them twice. */
let site: Site;
let campaign: Campaign;
let subject: Subject;
let token: string;
let teacher: Person;
let elsewhere: { readonly contextId: string; readonly token: string };

const NOW = new Date('2026-11-25T10:00:00Z');
const day = (text: string) => new Date(`${text}T09:00:00Z`);

beforeAll(async () => {
  site = await startSite();
  site.setNow(NOW);
  const platform = await givePlatform(site, 'alpha');
  const place = await givePlace(site, platform, 'Techno-3B');
  const other = await givePlace(site, platform, 'Techno-4A');
  teacher = await givePerson(site, place, 'Drevillon', 'teacher');
  campaign = await getCampaignById(site.db, (await giveCampaign(site, teacher, { name: '3e B' })).id);
  const schoolYear = schoolYearOf(NOW);
  subject = { campaignId: campaign.id, contextId: place.contextId, schoolYear };
  ({ token } = await open(site, teacher, NOW));
  const colleague = await givePerson(site, other, 'Evanno', 'teacher');
  elsewhere = { contextId: other.contextId, token: (await open(site, colleague, NOW)).token };
  const pupils = [];
  for (const name of ['Abgrall', 'Briand', 'Cadiou', 'Derrien'])
    pupils.push((await givePerson(site, place, name, 'learner')).userId);
  const [one = '', two = '', three = '', four = ''] = pupils;
  const give = (of: Subject, userId: string, how: Parameters<typeof giveAttempt>[4]) =>
    giveAttempt(site.db, site.bank, { place, campaign, subject: of }, userId, how);
  const [skill] = campaign.skills;
  await give(subject, one, { validated: 5, startedAt: day('2026-11-02'), sharedAt: day('2026-11-03') });
  await give(subject, one, {
    number: 2,
    validated: 15,
    startedAt: day('2026-11-12'),
    sharedAt: day('2026-11-13'),
  });
  await give(subject, two, {
    validated: 9,
    startedAt: day('2026-11-02'),
    sharedAt: day('2026-11-03'),
    leftOut: skill,
  });
  await give(subject, three, { validated: 2, startedAt: day('2026-11-02'), sharedAt: day('2026-11-03') });
  await give(subject, four, { validated: 20, startedAt: day('2026-11-02') });
  // Neither of this year, nor of this course.
  await give({ ...subject, schoolYear: schoolYear - 1 }, four, {
    validated: 25,
    startedAt: day('2025-11-02'),
    sharedAt: day('2025-11-03'),
  });
  const stranger = (await givePerson(site, other, 'Floch', 'learner')).userId;
  await give({ ...subject, contextId: other.contextId }, stranger, {
    validated: 25,
    startedAt: day('2026-11-02'),
    sharedAt: day('2026-11-03'),
  });
}, 60_000);
afterAll(() => site?.close());

const deps = () => ({ db: site.db, referential: () => site.bank });
const get = (address: string, of = token) =>
  fetch(site.url + address, { headers: pageHeaders(of), redirect: 'manual' });
const prepare = (model: string) =>
  fetch(`${site.url}/campaigns/${campaign.code}/next`, {
    method: 'POST',
    headers: { ...pageHeaders(token), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ model }),
    redirect: 'manual',
  });
const pattern = (tube: string, targeted: number[], validated: number[], results: number): Pattern => {
  const bits = (levels: number[]) => levels.reduce((sum, level) => sum | (1 << level), 0);
  return { tube, competence: '1.1', targeted: bits(targeted), validated: bits(validated), results };
};

describe('rules', () => {
  test('levels as bits come back as levels', () => {
    const skills = [8, 1, 3].map((level) => ({ id: `t-${level}`, tube: 't', competence: '1.1', level }));
    const [shown] = shownByTube(new Set(['t-8', 't-1', 'elsewhere']), skills);
    expect([levelsOf(shown?.targeted ?? 0), levelsOf(shown?.validated ?? 0)]).toEqual([
      [1, 3, 8],
      [1, 8],
    ]);
  });

  test('patterns add up, and the relevance is the mean of the pupils’', () => {
    const [a, b] = sumTubes([
      pattern('b', [1, 2], [1, 2], 4),
      pattern('a', [1, 2, 4], [1], 2),
      pattern('a', [1, 2, 4], [], 1),
    ]);
    expect(a).toMatchObject({ tube: 'a', validated: 2, targeted: 9, percent: 22 });
    expect(a?.levels).toEqual([
      { level: 1, validated: 2, targeted: 3 },
      { level: 2, validated: 0, targeted: 3 },
      { level: 4, validated: 0, targeted: 3 },
    ]);
    expect(a?.relevance).toBeCloseTo((2 * relevance([1, 2, 4], [1], 4) + relevance([1, 2, 4], [], 4)) / 3);
    expect(b).toMatchObject({ tube: 'b', validated: 8, targeted: 8, percent: 100 });
  });

  test('the hardest comes first, what all master last, whatever the order', () => {
    const tubes = sumTubes([
      pattern('all', [1, 2], [1, 2], 3),
      pattern('near', [1, 2, 3], [1, 2], 3),
      pattern('hard', [1, 2], [], 3),
      pattern('late', [3, 4], [], 3),
    ]);
    expect(byNeed(tubes).map(({ tube }) => tube)).toEqual(['hard', 'late', 'near', 'all']);
    expect(byRelevance(tubes).map(({ tube }) => tube)).toEqual(['near', 'late', 'hard', 'all']);
    expect(tubes.map((tube) => [tube.tube, nextStep(tube)?.level])).toEqual([
      ['all', undefined],
      ['hard', 1],
      ['late', 3],
      ['near', 3],
    ]);
  });

  test('when every level is mastered by half, the next step is the lowest that somebody lacks', () => {
    const [tube] = sumTubes([pattern('t', [1, 2], [1, 2], 3), pattern('t', [1, 2], [1], 1)]);
    expect(tube && nextStep(tube)?.level).toBe(2);
  });

  test('attempts are compared for the same pupils', () => {
    const sent = (userId: string, ...results: number[]) => results.map((mastery) => ({ userId, mastery }));
    expect(trendOf([...sent('1', 40, 60, 80), ...sent('2', 90), ...sent('3', 20, 30)])).toEqual({
      rounds: [
        { results: 3, mean: 50 },
        { results: 2, mean: 45 },
        { results: 1, mean: 80 },
      ],
      again: { pupils: 2, first: 30, last: 55 },
    });
    expect(trendOf(sent('1', 40)).again).toBeNull();
    expect(trendOf([])).toEqual({ rounds: [], again: null });
  });

  test('few results are said to be few, all of a small class are not', () => {
    const t = translator('fr');
    expect(describeFew(t, 28, 3)).toContain('3 résultats pour 28 élèves');
    expect(describeFew(t, 28, 13)).toContain('peu');
    expect(describeFew(t, 28, 14)).toBeNull();
    expect(describeFew(t, 3, 3)).toBeNull();
    expect(describeFew(t, 28, 0)).toBeNull();
  });

  test('a parcours is proposed that works on what is missing, for the same classes, and never the one just done', () => {
    const tube = [...site.bank.tubes.values()].find(({ id }) =>
      site.bank.targetProfiles.get('protection-securite-socle')?.tubes.some((one) => one.tube === id),
    );
    const levels = tube?.skills.map(({ level }) => level) ?? [];
    const needed = sumTubes([{ ...pattern(tube?.id ?? '', levels, [], 5), competence: '4.1' }]);
    const propose = (id: string, classes: string[]) => proposeNext(site.bank, { id, classes }, needed);
    const found = propose('rentree-3e', ['3e']);
    expect(found.length).toBeGreaterThan(0);
    for (const { profile, tubes } of found) {
      expect(tubes).toEqual([tube?.id]);
      expect(profile.skills.some((id) => site.bank.skills.get(id)?.tube === tube?.id)).toBe(true);
      expect(profile.classes.includes('3e') || profile.classes.length === 0).toBe(true);
    }
    const [best] = found;
    expect(propose(best?.profile.id ?? '', ['3e']).map(({ profile }) => profile.id)).not.toContain(
      best?.profile.id,
    );
    expect(proposeNext(site.bank, { id: 'rentree-3e', classes: [] }, [])).toEqual([]);
  });
});

describe('a class', () => {
  test('is what its pupils’ last results hold, and what the report says', async () => {
    const whole = await readCollective(deps(), 'fr', subject);
    expect([whole.people, whole.sent]).toEqual([4, 3]);
    const standing = await site.db
      .selectFrom('participation')
      .select('id')
      .distinctOn('userId')
      .where('contextId', '=', subject.contextId)
      .where('schoolYear', '=', subject.schoolYear)
      .where('sharedAt', 'is not', null)
      .orderBy('userId')
      .orderBy('attempt', 'desc')
      .execute();
    const results = [
      ...(
        await readResults(
          site.db,
          standing.map(({ id }) => id),
        )
      ).values(),
    ];
    const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0);
    expect(whole.mean).toBe(Math.round(sum(results.map(({ percent }) => percent)) / 3));
    expect(whole.whole).toMatchObject({
      validated: sum(results.map(({ validated }) => validated)),
      targeted: sum(results.map(({ targeted }) => targeted)),
    });
    // Of the one who could not be asked a skill, that skill does not count.
    expect(whole.whole.targeted).toBe(3 * campaign.skills.length - 1);
    for (const competence of whole.competences) {
      const frozen = results.flatMap((result) =>
        result.competences.filter(({ code }) => code === competence.code),
      );
      expect([competence.code, competence.validated, competence.targeted]).toEqual([
        competence.code,
        sum(frozen.map(({ validated }) => validated)),
        sum(frozen.map(({ targeted }) => targeted)),
      ]);
    }
    const report = await readClassReport(deps(), 'fr', campaign, subject);
    expect(report).toMatchObject({
      mean: whole.mean,
      stars: whole.stars,
      competences: whole.competences,
    });
    expect(sum(Object.values(whole.stars))).toBe(whole.sent);
    expect(whole.trend).toMatchObject({ rounds: [{ results: 3 }, { results: 1 }], again: { pupils: 1 } });
    const [first, , third] = describeResults(translator('fr'), whole);
    expect(first).toMatch(
      /^3 élèves sur 4 ont envoyé leurs résultats\. Réussite moyenne\u00a0: \d+\u202f%\.$/,
    );
    expect(third).toMatch(/^1 élève a recommencé et progressé/);
  });

  test('of results sent before tubes were frozen is the same, once migrated; twice changes nothing', async () => {
    const before = await readCollective(deps(), 'fr', subject);
    await sql`update participation set result = result - 'tubes'`.execute(site.db);
    expect((await readCollective(deps(), 'fr', subject)).whole.targeted).toBe(0);
    const migration = await readFile('migrations/0033_shown_tubes.sql', 'utf8');
    for (const _ of [1, 2]) await sql.raw(migration).execute(site.db);
    expect(await readCollective(deps(), 'fr', subject)).toEqual(before);
  });

  test('is seen in one’s own course alone', async () => {
    const { code } = campaign;
    const own = await (await get(`/campaigns/${code}/results`)).text();
    expect(own).toContain('3 élèves sur 4 ont envoyé leurs résultats.');
    const there = await readCollective(deps(), 'fr', { ...subject, contextId: elsewhere.contextId });
    expect(there).toMatchObject({ people: 1, sent: 1, mean: 100 });
    const theirs = await (await get(`/campaigns/${code}/results`, elsewhere.token)).text();
    expect(theirs).toContain('1 élève sur 1 a envoyé ses résultats.');
    site.setNow(new Date('2027-10-01T10:00:00Z'));
    const { token: later } = await open(site, teacher, new Date('2027-10-01T10:00:00Z'));
    const next = await (await get(`/campaigns/${code}/results`, later)).text();
    site.setNow(NOW);
    expect(next).toContain('Personne n’a encore envoyé ses résultats');
  });
});

test('the analysis leads to lessons that open, and one click prepares the next parcours, once', async () => {
  const html = await (await get(`/campaigns/${campaign.code}/analysis`)).text();
  const [lesson = ''] = [...html.matchAll(/href="(\/tutorials\/[\w-]+)"/g)].map(([, address]) => address);
  expect((await get(lesson)).status).toBe(200);
  expect(html).toContain('Le sujet le plus difficile pour la classe');
  const [model = ''] = [...html.matchAll(/name="model" value="([\w-]+)"/g)].map(([, id]) => id);
  const answers = await Promise.all([1, 2, 3].map(() => prepare(model)));
  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
  const address = answers[0]?.headers.get('location') ?? '';
  const made = () =>
    site.db.selectFrom('campaign').select(['id', 'code']).where('targetProfile', '=', model).execute();
  const [{ id, code } = { id: '', code: '' }, ...more] = await made();
  expect(more).toEqual([]);
  const ready = await (await get(address)).text();
  expect(ready).toContain(`data-copy="${code}"`);
  expect(ready).toContain('Sélectionner le contenu');
  expect(ready).toContain('Déjà prêt dans ce cours');
  // Archived, then wanted again.
  await site.db.updateTable('campaign').set({ archivedAt: NOW }).where('id', '=', id).execute();
  expect(await (await get(address)).text()).not.toContain(`data-copy="${code}"`);
  expect((await prepare(model)).headers.get('location')).toBe(address);
  expect(await made()).toEqual([{ id, code }]);
  expect(await (await get(address)).text()).toContain(`data-copy="${code}"`);
  expect((await prepare('none')).status).toBe(422);
});
