import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/engine/method.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { recordAnswer } from '../../src/runs/answer.ts';
import { challengeOf } from '../../src/runs/seen.ts';
import { startRun } from '../../src/runs/start.ts';
import { getRun, listAnswers, listKnowledge, listValidatedSkills } from '../../src/runs/store.ts';
import { realBank, rightResponse, wrongResponse } from '../support/content.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { givePupil, giveUser } from '../support/people.ts';

/** What a run owes to the runs before it, on a real database and the real bank. */
const NOW = new Date('2026-11-22T10:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
let database: TestDatabase;
let bank: Referential;
let platformId: string;
let userId: string;

beforeAll(async () => {
  [database, bank] = await Promise.all([testDatabase(), realBank()]);
  ({ platformId } = await givePupil(database.db));
});
beforeEach(async () => {
  userId = await giveUser(database.db, platformId);
});
afterAll(() => database.drop());

interface Wanted {
  readonly profile?: string;
  readonly policy?: Policy;
  readonly keepFailuresDays?: number | null;
  readonly trial?: boolean;
  readonly user?: string;
}

function start(now: Date, wanted: Wanted = {}): Promise<string> {
  const { profile = 'rentree-3e', policy = DEFAULT_POLICY, keepFailuresDays = 4, trial = false } = wanted;
  const skills = bank.targetProfiles.get(profile)?.skills ?? [];
  const frozen = { skills, policy, badges: [], device: null, keepFailuresDays };
  const run = { title: 'Parcours', locale: 'fr', origin: '/', trial, ...frozen };
  return database.db
    .transaction()
    .execute((trx) => startRun(trx, bank, { ...run, userId: wanted.user ?? userId }, now));
}

async function play(runId: string, now: Date, isRight: (challenge: Challenge) => boolean, user = userId) {
  for (let turn = 0; turn < 80; turn += 1) {
    const run = await getRun(database.db, runId, user);
    const challenge = challengeOf(bank, run, run.currentChallenge ?? '');
    if (run.finished || !challenge) return listAnswers(database.db, runId);
    const response = (isRight(challenge) ? rightResponse : wrongResponse)(challenge);
    await recordAnswer(database.db, bank, { runId, userId: user, challengeId: challenge.id, response }, now);
  }
  throw new Error('a run must end');
}

const levelOf = (challenge: Challenge) => bank.skills.get(challenge.skill)?.level ?? 0;
const upToTwo = (challenge: Challenge) => levelOf(challenge) <= 2;
const validatedIn = async (id: string) => new Set(await listValidatedSkills(database.db, id));

describe.each([
  ['our method', DEFAULT_POLICY],
  ['PIX’s rule', { ...DEFAULT_POLICY, method: 'pix' as const }],
])('after an earlier run (%s)', (_name, policy) => {
  test('at once, nothing is asked again: the run is over and shows what is known', async () => {
    const first = await start(NOW, { policy });
    await play(first, NOW, upToTwo);
    const second = await start(later(1), { policy });
    const run = await getRun(database.db, second, userId);
    const known = await listKnowledge(database.db, second);
    expect(run.finished).toBe(true);
    expect(known.length).toBeGreaterThan(5);
    expect(await validatedIn(second)).toEqual(await validatedIn(first));
  });

  test('after four days what was validated stays, and only what failed is asked again', async () => {
    const first = await start(NOW, { policy });
    await play(first, NOW, upToTwo);
    const before = await validatedIn(first);
    expect(before.size).toBeGreaterThan(5);
    const second = await start(later(4), { policy });
    const answers = await play(second, later(4), () => true);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter(({ skillId }) => before.has(skillId))).toEqual([]);
    const after = await validatedIn(second);
    for (const skill of before) expect(after.has(skill)).toBe(true);
    expect(after.size).toBeGreaterThan(before.size);
  });

  test('what is kept is frozen: the earlier run may be erased, the run replays to the letter', async () => {
    const first = await start(NOW, { policy });
    await play(first, NOW, upToTwo);
    const second = await start(later(5), { policy });
    await database.db.deleteFrom('run').where('id', '=', first).execute();
    const answers = await play(second, later(5), (challenge) => levelOf(challenge) <= 3);
    const run = await getRun(database.db, second, userId);
    const engine = createEngine(run.scope, run.policy, run.earlier);
    const attempts = answers.map(({ skillId, outcome, guess }) => ({
      skill: skillId,
      correct: outcome === 'right',
      guess,
    }));
    const replayed = attempts.map((_, turn) => engine.next(attempts.slice(0, turn), run.seed).skill);
    expect(replayed).toEqual(answers.map(({ skillId }) => skillId));
    const shown = new Map(engine.knowledge(attempts).map((element) => [element.skill, element]));
    const stored = await listKnowledge(database.db, second);
    expect(new Map(stored.map((element) => [element.skill, element]))).toEqual(shown);
  });
});

test('à neuf, everything is asked as if nothing had been', async () => {
  await play(await start(NOW), NOW, () => true);
  const fresh = await start(later(1), { keepFailuresDays: null });
  const run = await getRun(database.db, fresh, userId);
  expect([run.finished, run.earlier]).toEqual([false, []]);
  expect((await play(fresh, later(1), () => true)).length).toBeGreaterThan(1);
});

test('another campaign counts what it shares, and asks the rest', async () => {
  await play(await start(NOW, { profile: 'clg-information-donnees' }), NOW, () => true);
  const known = new Set(bank.targetProfiles.get('clg-information-donnees')?.skills);
  const second = await start(later(1));
  const answers = await play(second, later(1), () => true);
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.filter(({ skillId }) => known.has(skillId))).toEqual([]);
  const run = await getRun(database.db, second, userId);
  const shared = run.scope.filter(({ id }) => known.has(id)).map(({ id }) => id);
  expect(run.earlier.map(({ skill }) => skill).toSorted()).toEqual(shared.toSorted());
});

test('knowledge goes from run to run with its own date: a failure carried on does not grow young again', async () => {
  await play(await start(NOW), NOW, upToTwo);
  const second = await start(later(3));
  expect((await getRun(database.db, second, userId)).finished).toBe(true);
  await database.db.deleteFrom('run').where('id', '!=', second).where('userId', '=', userId).execute();
  const third = await getRun(database.db, await start(later(5)), userId);
  expect(third.finished).toBe(false);
  expect(third.earlier.length).toBeGreaterThan(5);
  expect(new Set(third.earlier.map(({ status }) => status))).toEqual(new Set(['validated']));
  for (const { at } of third.earlier) expect(at).toEqual(NOW);
});

test.each([
  ['a trial', { trial: true }],
  ['a run that is not over', { unfinished: true }],
  ['somebody else’s run', { other: true }],
])('%s leaves nothing', async (_name, kind: { trial?: boolean; unfinished?: boolean; other?: boolean }) => {
  const owner = kind.other ? await giveUser(database.db, platformId) : userId;
  const first = await start(NOW, { trial: kind.trial ?? false, user: owner });
  await play(first, NOW, () => true, owner);
  if (kind.unfinished)
    await database.db.updateTable('run').set({ status: 'started' }).where('id', '=', first).execute();
  const run = await getRun(database.db, await start(later(1)), userId);
  expect(run.earlier).toEqual([]);
  expect(run.met.length > 0).toBe(kind.unfinished ?? false);
});

test('a trial starts from nothing, even after one’s own runs', async () => {
  await play(await start(NOW), NOW, () => true);
  const run = await getRun(database.db, await start(later(1), { trial: true }), userId);
  expect([run.earlier, run.met, run.finished]).toEqual([[], [], false]);
});

test('a challenge met in an earlier run is not asked while the skill has another, à neuf included', async () => {
  const policy = { ...DEFAULT_POLICY, method: 'pix' as const };
  const first = await play(await start(NOW, { policy }), NOW, upToTwo);
  const met = new Set(first.map(({ challengeId }) => challengeId));
  const second = await play(await start(later(9), { policy, keepFailuresDays: null }), later(9), upToTwo);
  const again = second.filter(({ challengeId }) => met.has(challengeId));
  const avoidable = again.filter(({ skillId }) =>
    (bank.skills.get(skillId)?.challenges ?? []).some(
      ({ id, status }) => status !== 'archived' && !met.has(id),
    ),
  );
  expect(second.filter(({ skillId }) => first.some((one) => one.skillId === skillId)).length).toBeGreaterThan(
    2,
  );
  expect(avoidable).toEqual([]);
});
