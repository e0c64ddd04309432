import type { Db } from '../db/database.ts';
import { correct, type Response as GivenResponse } from '../engine/correct.ts';
import { guessOf } from '../engine/guess.ts';
import { AppError } from '../errors.ts';
import type { Challenge, Referential } from '../referential/types.ts';
import { chooseInstead, chooseNext } from './choose.ts';
import { demandsOf, type Reason } from './obstacle.ts';
import { challengeOf } from './seen.ts';
import {
  type Answer,
  getRunLocked,
  insertAnswer,
  listAnswers,
  type Run,
  replaceKnowledge,
  updateCurrent,
  updateLeftPage,
  updateObstacles,
} from './store.ts';

export interface Given {
  readonly runId: string;
  readonly userId: string;
  readonly challengeId: string;
  /** Null: « Je passe ». */
  readonly response: GivenResponse | null;
}

/**
 * Records one answer and chooses what comes next, in one transaction under the run's lock.
 * A second identical request, an old page or another tab changes nothing: the first answer stands.
 * @returns the answer that stands; null when this challenge has none and is not asked.
 * @throws AppError not-found for another pupil's run.
 */
export async function recordAnswer(
  db: Db,
  referential: Referential,
  given: Given,
  now: Date,
): Promise<Pick<Answer, 'response'> | null> {
  return db.transaction().execute(async (trx) => {
    const run = await getRunLocked(trx, given.runId, given.userId);
    const challenge = challengeOf(referential, run, given.challengeId);
    const answers = await listAnswers(trx, run.id);
    // Not what is asked now: already answered, or a page kept open elsewhere. The run itself says where to go on.
    if (run.finished || run.currentChallenge !== given.challengeId || !challenge)
      return answers.findLast((one) => one.challengeId === given.challengeId) ?? null;
    const answer = { ...assess(challenge, given.response, answers.length + 1), leftPage: run.leftPage };
    await insertAnswer(trx, run.id, answer, now);
    await moveOn(trx, referential, run, [...answers, answer], now);
    return answer;
  });
}

/**
 * « Je ne peux pas faire cette épreuve »: another of the same skill is asked, or the skill leaves the run's count; nothing
 * is answered. The same said again, or of what is no longer asked, changes nothing.
 * @throws AppError not-found, form-invalid for what this challenge does not ask.
 */
export async function recordObstacle(
  db: Db,
  referential: Referential,
  said: {
    readonly runId: string;
    readonly userId: string;
    readonly challengeId: string;
    readonly reason: Reason;
  },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const run = await getRunLocked(trx, said.runId, said.userId);
    const challenge = referential.challenges.get(said.challengeId);
    if (run.finished || run.currentChallenge !== said.challengeId || !challenge) return;
    if (!demandsOf(challenge).includes(said.reason)) throw new AppError('form-invalid', 'reason');
    const answers = await listAnswers(trx, run.id);
    const met = {
      challenge: challenge.id,
      skill: challenge.skill,
      reason: said.reason,
      position: answers.length,
    };
    const instead = chooseInstead(referential, run, answers, [...run.obstacles, met]);
    const obstacles = [...run.obstacles, { ...met, replacement: instead?.id ?? null }];
    await updateObstacles(trx, run.id, obstacles);
    if (!instead) await moveOn(trx, referential, { ...run, obstacles }, answers, now);
  });
}

/**
 * Notes that the page of a question « de mémoire » was left, `times` in all; of another question, or before what that
 * means was said, nothing. @throws AppError not-found
 */
export async function recordDeparture(
  db: Db,
  referential: Referential,
  left: {
    readonly runId: string;
    readonly userId: string;
    readonly challengeId: string;
    readonly times: number;
  },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const run = await getRunLocked(trx, left.runId, left.userId);
    const asked = !run.finished && run.currentChallenge === left.challengeId && run.focusTold;
    if (!asked || !referential.challenges.get(left.challengeId)?.focus) return;
    await updateLeftPage(trx, run.id, left.times);
  });
}

/**
 * Makes sure that a challenge of the bank is being asked: one that left the bank since is replaced.
 * @returns the run as it now stands.
 */
export async function ensureAsked(
  db: Db,
  referential: Referential,
  runId: string,
  userId: string,
  now: Date,
): Promise<Run> {
  return db.transaction().execute(async (trx) => {
    const run = await getRunLocked(trx, runId, userId);
    if (!run.finished && !referential.challenges.has(run.currentChallenge ?? '')) {
      await moveOn(trx, referential, run, await listAnswers(trx, run.id), now);
      return getRunLocked(trx, runId, userId);
    }
    return run;
  });
}

/** An answer with its verdict; `position`: its place in the run, from 1. */
export function assess(
  challenge: Challenge,
  response: GivenResponse | null,
  position: number,
): Omit<Answer, 'leftPage'> {
  const outcome = response === null ? 'skipped' : correct(challenge, response).correct ? 'right' : 'wrong';
  return {
    position,
    challengeId: challenge.id,
    skillId: challenge.skill,
    response,
    outcome,
    guess: guessOf(challenge),
  };
}

async function moveOn(
  trx: Db,
  referential: Referential,
  run: Run,
  answers: readonly Answer[],
  now: Date,
): Promise<void> {
  const next = chooseNext(referential, run, answers);
  await replaceKnowledge(trx, run.id, next.knowledge);
  await updateCurrent(trx, run.id, next, now);
}
