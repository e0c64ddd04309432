import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/engine/method.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { recordAnswer, recordObstacle } from '../../src/runs/answer.ts';
import { chooseNext } from '../../src/runs/choose.ts';
import { canDo, chooseEquivalent, demandsOf, type Reason } from '../../src/runs/obstacle.ts';
import { scoreRun } from '../../src/runs/result.ts';
import { startRun } from '../../src/runs/start.ts';
import { getRun, listAnswers, listKnowledge, listValidatedSkills } from '../../src/runs/store.ts';
import { giveCampaign, givePerson, givePlace, givePlatform, open } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { realBank, rightResponse } from '../support/content.ts';
import { type HttpSession, session } from '../support/http-person.ts';
import { givePupil } from '../support/people.ts';

/** Challenges that a pupil cannot do: another of the same skill, or none, and never a mistake. */
const NOW = new Date('2026-11-22T10:00:00Z');
let site: Site;
let bank: Referential;
let userId: string;

beforeAll(async () => {
  [site, bank] = await Promise.all([startSite(), realBank()]);
  ({ userId } = await givePupil(site.db));
}, 60_000);
afterAll(() => site?.close());

const PLAIN: Pick<Challenge, 'pictures' | 'attachments' | 'placement' | 'kind' | 'devices'> = {
  pictures: [],
  attachments: [],
  placement: null,
  kind: 'quiz',
  devices: ['computer', 'tablet', 'phone'],
};
const media = (path: string) => ({ path, label: '', caption: null, bytes: 1, width: 1, height: 1 });
const picture = { pictures: [media('a.png')] };

describe('what a challenge asks of whoever does it', () => {
  test.each<[string, Partial<typeof PLAIN>, Reason[]]>([
    ['nothing, where there is only text', {}, []],
    ['eyes', picture, ['picture']],
    ['a pointer', { placement: { mode: 'ordering', items: [], first: null, last: null } }, ['pointer']],
    ['a pointer and a device, in a task', { kind: 'practical:mail' }, ['pointer', 'device']],
    ['a file to open', { attachments: [media('x.csv')] }, ['file', 'device']],
    ['ears', { attachments: [media('x.mp3')] }, ['sound', 'file', 'device']],
    ['a device', { devices: ['computer'] }, ['device']],
  ])('%s', (_name, change, demands) => {
    expect(demandsOf({ ...PLAIN, ...change })).toEqual(demands);
  });
});

/** A bank of one tube with three levels, whose second one has challenges that ask for these. */
function bankOf(changes: readonly Partial<Challenge>[]): Referential {
  const tube = [...bank.tubes.values()].find(({ skills }) => skills.filter(isPlayable).length >= 3);
  const skills = tube?.skills.filter(isPlayable).slice(0, 3) ?? [];
  const model = [...bank.challenges.values()].find(({ type }) => type === 'qcu');
  if (!model) throw new Error('no challenge to start from');
  const plain = { ...model, ...PLAIN };
  const made = skills.map((skill, place) => ({
    ...skill,
    challenges: (place === 1 ? changes : [{}]).map((change, number) => ({
      ...plain,
      ...change,
      id: `défi-${place}-${number}`,
      skill: skill.id,
    })),
  }));
  return {
    ...bank,
    skills: new Map(made.map((skill) => [skill.id, skill])),
    challenges: new Map(made.flatMap(({ challenges }) => challenges).map((one) => [one.id, one])),
  };
}
const isPlayable = (skill: { challenges: readonly Challenge[] }) => skill.challenges.length > 0;

async function start(referential: Referential): Promise<string> {
  const wanted = {
    userId,
    trial: false,
    title: '',
    locale: 'fr',
    origin: '/',
    skills: [...referential.skills.keys()],
    policy: DEFAULT_POLICY,
    badges: [],
    device: null,
    keepFailuresDays: null,
  };
  return site.db.transaction().execute((trx) => startRun(trx, referential, wanted, NOW));
}
const runOf = (id: string) => getRun(site.db, id, userId);
const say = (referential: Referential, runId: string, challengeId: string, reason: Reason) =>
  recordObstacle(site.db, referential, { runId, userId, challengeId, reason }, NOW);

/** Answers right until the second level is asked. */
async function reachSecond(referential: Referential, runId: string): Promise<string> {
  for (let turn = 0; turn < 3; turn += 1) {
    const { currentChallenge } = await runOf(runId);
    if (currentChallenge?.startsWith('défi-1')) return currentChallenge;
    const challenge = referential.challenges.get(currentChallenge ?? '');
    if (!challenge) break;
    const given = { runId, userId, challengeId: challenge.id, response: rightResponse(challenge) };
    await recordAnswer(site.db, referential, given, NOW);
  }
  throw new Error('the second level was not asked');
}

/** The engine goes its own way: until a run asks the second level. */
async function begunAtSecond(referential: Referential): Promise<{ runId: string; asked: string }> {
  for (let tries = 0; tries < 40; tries += 1) {
    const runId = await start(referential);
    const asked = await reachSecond(referential, runId).catch(() => null);
    if (asked !== null) return { runId, asked };
  }
  throw new Error('no run asks the second level');
}

describe('a challenge that cannot be done', () => {
  test('is replaced by one of the same skill that asks for nothing said to lack; nothing is answered', async () => {
    const small = bankOf([picture, { ...picture, attachments: [media('x.csv')] }, { devices: ['computer'] }]);
    const { runId, asked } = await begunAtSecond(small);
    const before = await listAnswers(site.db, runId);
    // The only one without a picture is never the one that cannot be seen.
    const first = asked === 'défi-1-2' ? ('device' as const) : ('picture' as const);
    await Promise.all(Array.from({ length: 10 }, () => say(small, runId, asked, first)));
    const run = await runOf(runId);
    expect(run.obstacles).toMatchObject([
      { challenge: asked, skill: small.challenges.get(asked)?.skill, reason: first },
    ]);
    expect(run.currentChallenge).toBe(first === 'picture' ? 'défi-1-2' : 'défi-1-0');
    expect(await listAnswers(site.db, runId)).toEqual(before);
  });

  test('leaves its skill out of the count where nothing else is left, and the run goes on', async () => {
    const small = bankOf([picture, picture]);
    const { runId, asked } = await begunAtSecond(small);
    await say(small, runId, asked, 'picture');
    const run = await runOf(runId);
    expect(run.obstacles).toMatchObject([{ challenge: asked, replacement: null }]);
    expect(run.currentChallenge?.startsWith('défi-1')).not.toBe(true);
    const skill = small.challenges.get(asked)?.skill;
    expect((await listKnowledge(site.db, runId)).map((element) => element.skill)).not.toContain(skill);
    expect((await listAnswers(site.db, runId)).map(({ outcome }) => outcome)).not.toContain('wrong');
    const scored = scoreRun(run, await listValidatedSkills(site.db, runId), 8);
    expect([scored.targeted, scored.leftOut]).toEqual([2, 1]);
    // Said again by a page kept open.
    await say(small, runId, asked, 'picture');
    expect((await runOf(runId)).obstacles).toHaveLength(1);
  });

  test('that was put aside is not asked again: each once, whatever is said', async () => {
    const small = bankOf([picture, { placement: null, kind: 'practical:mail' }]);
    const { runId, asked } = await begunAtSecond(small);
    const reason = asked === 'défi-1-0' ? ('picture' as const) : ('pointer' as const);
    await say(small, runId, asked, reason);
    const second = (await runOf(runId)).currentChallenge ?? '';
    expect(second).not.toBe(asked);
    await say(small, runId, second, second === 'défi-1-0' ? 'picture' : 'pointer');
    const run = await runOf(runId);
    expect(run.obstacles.map(({ replacement }) => replacement)).toEqual([second, null]);
  });

  test('can only lack what it asks for: a question of text alone is not shopped for', async () => {
    const small = bankOf([{}]);
    const runId = await start(small);
    const { currentChallenge } = await runOf(runId);
    await expect(say(small, runId, currentChallenge ?? '', 'picture')).rejects.toMatchObject({
      code: 'form-invalid',
    });
    expect((await runOf(runId)).currentChallenge).toBe(currentChallenge);
  });

  test('is another pupil’s to say nothing of', async () => {
    const small = bankOf([picture]);
    const { runId, asked } = await begunAtSecond(small);
    const { userId: other } = await givePupil(site.db);
    const said = { runId, userId: other, challengeId: asked, reason: 'picture' as const };
    await expect(recordObstacle(site.db, small, said, NOW)).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('what is chosen follows from the frozen run alone, and a run without obstacles as before', () => {
  const small = bankOf([picture, picture, {}]);
  const scope = [...small.skills.values()].map(({ id, tube, competence, level, pix }) => ({
    id,
    tube,
    competence,
    level,
    pix,
    guess: 0.25,
  }));
  const run = { scope, policy: DEFAULT_POLICY, earlier: [], met: [], device: null };
  const chosen = (seed: string, reasons: readonly Reason[]) =>
    chooseNext(
      small,
      {
        ...run,
        seed,
        obstacles: reasons.map((reason) => ({
          challenge: 'défi-9-9',
          skill: 'another',
          reason,
          replacement: 'défi-9-8',
          position: 0,
        })),
      },
      [],
    ).challenge?.id;
  for (let number = 0; number < 40; number += 1) {
    const seed = `graine ${number}`;
    expect(chosen(seed, ['picture'])).toBe(chosen(seed, ['picture']));
    expect(['défi-1-0', 'défi-1-1']).not.toContain(chosen(seed, ['picture']));
  }
  const equivalent = chooseEquivalent(
    small.skills.get(scope[1]?.id ?? '')?.challenges ?? [],
    [{ challenge: 'défi-1-0', reason: 'picture' }],
    { seed: '', met: new Set(), lastType: null },
  );
  expect(equivalent?.id).toBe('défi-1-2');
  expect(equivalent && canDo(equivalent, [{ reason: 'picture' }])).toBe(true);
});

describe('over HTTP', () => {
  const challengeOf = (html: string) => /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const outcomes = async (runId: string) => (await listAnswers(site.db, runId)).map(({ outcome }) => outcome);

  /** Says of every challenge what it asks for, and passes those that ask for nothing. */
  async function playWithout(pupil: HttpSession, address: string, page: string): Promise<number> {
    let html = page;
    let said = 0;
    for (let turn = 0; turn < 150; turn += 1) {
      const id = challengeOf(html);
      const onward = /action="(\/runs\/\d+\/acknowledgements[^"]*)"/.exec(html)?.[1];
      const reason = /name="reason" value="(\w+)"/.exec(html)?.[1];
      if (onward) ({ html } = await pupil.post(onward.replaceAll('&amp;', '&')));
      else if (id === '') return said;
      else if (reason) {
        said += 1;
        ({ html } = await pupil.post(`${address}/obstacles/${id}`, { reason }));
      } else ({ html } = await pupil.post(`${address}/skips`, { challenge: id }));
    }
    throw new Error('the run does not end');
  }

  test('a whole run of them ends, is said to the pupil, and after sending to the teacher', async () => {
    const here = await givePlace(site, await givePlatform(site, 'alpha'), 'Cours A');
    const teacher = await givePerson(site, here, 'Drevillon', 'teacher');
    const pupil = session(
      site.url,
      (await open(site, await givePerson(site, here, 'Abgrall', 'learner'))).token,
      '',
      '',
    );
    const { code, id: campaignId } = await giveCampaign(site, teacher);
    const begun = await pupil.post(`/campaigns/${code}/participations`);
    const runId = begun.address.split('/').at(-1) ?? '';
    const said = await playWithout(pupil, begun.address, begun.html);
    expect(said).toBeGreaterThan(0);
    const run = await site.db
      .selectFrom('run')
      .select(['obstacles', 'status'])
      .where('id', '=', runId)
      .executeTakeFirstOrThrow();
    expect(run).toMatchObject({ status: 'finished' });
    expect(run.obstacles).toHaveLength(said);
    expect(await outcomes(runId)).not.toContain('wrong');
    const result = await pupil.get(`/runs/${runId}/result`);
    const left = Array.isArray(run.obstacles)
      ? run.obstacles.filter((one) => Object(one).replacement === null).length
      : 0;
    expect(result.html.includes('tu ne pouvais pas faire')).toBe(left > 0);
    await pupil.post(`/runs/${runId}/sending`);
    const { id } = await site.db
      .selectFrom('participation')
      .select('id')
      .where('campaignId', '=', campaignId)
      .executeTakeFirstOrThrow();
    const theirs = session(site.url, (await open(site, teacher)).token, '', '');
    const { html } = await theirs.get(`/participations/${id}`);
    expect(html).toContain('Épreuves impossibles pour cet élève');
    expect(html.match(/class="problem"/g)).toHaveLength(said);
  });

  test('where everything was left out there is nothing to send, not a zero', async () => {
    const skill = [...site.bank.skills.values()].find(
      ({ challenges }) =>
        challenges.length > 0 && challenges.every((challenge) => demandsOf(challenge).includes('picture')),
    );
    if (!skill) throw new Error('no skill of pictures alone');
    const here = await givePlace(site, await givePlatform(site, 'beta'), 'Cours B');
    const teacher = await givePerson(site, here, 'Evanno', 'teacher');
    const pupil = session(
      site.url,
      (await open(site, await givePerson(site, here, 'Bescond', 'learner'))).token,
      '',
      '',
    );
    const { code, id } = await giveCampaign(site, teacher);
    await site.db
      .updateTable('campaign')
      .set({ skills: [skill.id] })
      .where('id', '=', id)
      .execute();
    const begun = await pupil.post(`/campaigns/${code}/participations`);
    expect(begun.html).toContain('Je ne peux pas faire cette épreuve');
    const over = await pupil.post(`${begun.address}/obstacles/${challengeOf(begun.html)}`, {
      reason: 'picture',
    });
    expect(over.html).toContain('il n’y a donc rien à envoyer');
    expect(over.html).not.toContain("J'envoie mes résultats");
    expect((await pupil.post(`${begun.address}/sending`)).status).toBe(409);
  });
});
