import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/engine/method.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { ensureAsked, recordAnswer } from '../../src/runs/answer.ts';
import { shownOrder } from '../../src/runs/order.ts';
import { readResponse } from '../../src/runs/respond.ts';
import { scoreRun } from '../../src/runs/result.ts';
import { challengeOf } from '../../src/runs/seen.ts';
import { startRun } from '../../src/runs/start.ts';
import { getRun, listAnswers, listValidatedSkills } from '../../src/runs/store.ts';
import { realBank, rightResponse, wrongResponse } from '../support/content.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { givePupil, giveUser } from '../support/people.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
let database: TestDatabase;
let bank: Referential;
let pupil: Awaited<ReturnType<typeof givePupil>>;

beforeAll(async () => {
  database = await testDatabase();
  bank = await realBank();
  pupil = await givePupil(database.db);
});
afterAll(() => database.drop());

function start(userId = pupil.userId): Promise<string> {
  const skills = bank.targetProfiles.get('rentree-3e')?.skills ?? [];
  const wanted = {
    userId,
    trial: false,
    title: 'Parcours de rentrée 3e',
    locale: 'fr',
    origin: '/',
    skills,
    policy: DEFAULT_POLICY,
    badges: [],
    device: null,
    keepFailuresDays: null,
  };
  return database.db.transaction().execute((trx) => startRun(trx, bank, wanted, NOW));
}

async function asked(runId: string): Promise<Challenge> {
  const run = await getRun(database.db, runId, pupil.userId);
  const challenge = challengeOf(bank, run, run.currentChallenge ?? '');
  if (!challenge) throw new Error('nothing asked');
  return challenge;
}

async function give(
  runId: string,
  response: (challenge: Challenge) => ReturnType<typeof rightResponse> | null,
) {
  const challenge = await asked(runId);
  const given = { runId, userId: pupil.userId, challengeId: challenge.id, response: response(challenge) };
  await recordAnswer(database.db, bank, given, NOW);
  return given;
}

async function playToTheEnd(
  runId: string,
  response: (challenge: Challenge) => ReturnType<typeof rightResponse> | null,
) {
  for (let turn = 0; turn < 60; turn += 1) {
    if ((await getRun(database.db, runId, pupil.userId)).finished) return;
    await give(runId, response);
  }
  throw new Error('a run must end');
}

describe('a run', () => {
  test('ends by itself; a pupil who knows everything masters it, another nothing', async () => {
    const strong = await start();
    await playToTheEnd(strong, rightResponse);
    const weak = await start();
    await playToTheEnd(weak, wrongResponse);
    const score = async (id: string) =>
      scoreRun(await getRun(database.db, id, pupil.userId), await listValidatedSkills(database.db, id), 8);
    expect((await score(strong)).percent).toBeGreaterThanOrEqual(90);
    expect((await score(strong)).stars).toBe(3);
    expect((await score(weak)).percent).toBeLessThanOrEqual(15);
    expect((await score(weak)).pix).toBeLessThan((await score(strong)).pix);
  });

  test('never asks the same challenge, nor the same skill, twice', async () => {
    const runId = await start();
    let turn = 0;
    await playToTheEnd(runId, (challenge) =>
      turn++ % 2 === 0 ? rightResponse(challenge) : wrongResponse(challenge),
    );
    const answers = await listAnswers(database.db, runId);
    expect(new Set(answers.map((answer) => answer.challengeId)).size).toBe(answers.length);
    expect(new Set(answers.map((answer) => answer.skillId)).size).toBe(answers.length);
    expect(answers.map((answer) => answer.position)).toEqual(answers.map((_, index) => index + 1));
  });

  test('twenty identical posts at once leave one answer and one next challenge', async () => {
    const runId = await start();
    const challenge = await asked(runId);
    const post = () =>
      recordAnswer(
        database.db,
        bank,
        { runId, userId: pupil.userId, challengeId: challenge.id, response: rightResponse(challenge) },
        NOW,
      );
    await Promise.all(Array.from({ length: 20 }, post));
    expect(await listAnswers(database.db, runId)).toHaveLength(1);
    expect((await asked(runId)).id).not.toBe(challenge.id);
  });

  test('an answer sent again later, changed, leaves the first one as it was', async () => {
    const runId = await start();
    const given = await give(runId, wrongResponse);
    const run = await getRun(database.db, runId, pupil.userId);
    const challenge = challengeOf(bank, run, given.challengeId);
    if (!challenge) throw new Error('unknown');
    await recordAnswer(database.db, bank, { ...given, response: rightResponse(challenge) }, NOW);
    const answers = await listAnswers(database.db, runId);
    expect(answers.map((answer) => answer.outcome)).toEqual(['wrong']);
  });

  test('a skip counts as not known, and says so', async () => {
    const runId = await start();
    await give(runId, () => null);
    const [answer] = await listAnswers(database.db, runId);
    expect(answer).toMatchObject({ outcome: 'skipped', response: null });
  });

  test('is not found by another pupil, who cannot answer in it either', async () => {
    const runId = await start();
    const other = await giveUser(database.db, pupil.platformId);
    const challenge = await asked(runId);
    await expect(getRun(database.db, runId, other)).rejects.toMatchObject({ code: 'not-found' });
    const given = { runId, userId: other, challengeId: challenge.id, response: rightResponse(challenge) };
    await expect(recordAnswer(database.db, bank, given, NOW)).rejects.toMatchObject({ code: 'not-found' });
    expect(await listAnswers(database.db, runId)).toHaveLength(0);
  });

  test('goes on when the challenge being asked has left the bank', async () => {
    const runId = await start();
    const gone = await asked(runId);
    const challenges = new Map([...bank.challenges].filter(([id]) => id !== gone.id));
    const skills = new Map(
      [...bank.skills].map(([id, skill]) => [
        id,
        { ...skill, challenges: skill.challenges.filter((challenge) => challenge.id !== gone.id) },
      ]),
    );
    const run = await ensureAsked(database.db, { ...bank, challenges, skills }, runId, pupil.userId, NOW);
    expect(run.currentChallenge).not.toBe(gone.id);
    expect(challenges.has(run.currentChallenge ?? '')).toBe(true);
  });
});

describe('the form of a challenge', () => {
  test('carries places in the shown order, whatever the order of the file', () => {
    const challenge = [...bank.challenges.values()].find(
      (known) => known.type === 'qcu' && known.shuffle && !known.generator,
    );
    if (!challenge) throw new Error('no qcu');
    const order = shownOrder(challenge, 'seed');
    expect([...order].sort()).toEqual(challenge.choices.map((_, index) => index));
    const place = order.indexOf(challenge.choices.findIndex((choice) => choice.right));
    const response = readResponse(challenge, 'seed', { challenge: challenge.id, choice: String(place) });
    expect(response).toEqual(rightResponse(challenge));
  });

  test('shows different pupils different orders', () => {
    const challenge = [...bank.challenges.values()].find(
      (known) => known.type === 'qcu' && known.shuffle && !known.generator,
    );
    if (!challenge) throw new Error('no qcu');
    const orders = new Set(
      Array.from({ length: 30 }, (_, pupilSeed) => shownOrder(challenge, `${pupilSeed}`).join()),
    );
    expect(orders.size).toBeGreaterThan(5);
  });

  test.each([[['9']], [['-1']], [['a']], [['0', '99']]])(
    'refuses choices that it did not offer: %j',
    (choice) => {
      const challenge = [...bank.challenges.values()].find(
        (known) => known.type === 'qcm' && !known.generator,
      );
      if (!challenge) throw new Error('no qcm');
      expect(() => readResponse(challenge, 'seed', { challenge: challenge.id, choice })).toThrow(
        /form-invalid/,
      );
    },
  );

  test('an empty answer is no answer', () => {
    const open = [...bank.challenges.values()].find((known) => known.type === 'qroc' && !known.generator);
    const closed = [...bank.challenges.values()].find((known) => known.type === 'qcm' && !known.generator);
    if (!open || !closed) throw new Error('bank');
    expect(
      readResponse(open, 'seed', { challenge: open.id, [`field.${open.fields[0]?.id}`]: '  ' }),
    ).toBeNull();
    expect(readResponse(closed, 'seed', { challenge: closed.id })).toBeNull();
  });
});
