import type { Db } from '../db/database.ts';
import { correct, type Response as GivenResponse } from '../engine/correct.ts';
import { guessOf } from '../engine/guess.ts';
import type { Challenge, Referential } from '../referential/types.ts';
import { chooseNext } from './choose.ts';
import { challengeOf } from './seen.ts';
import {
  type Answer,
  getRunLocked,
  insertAnswer,
  listAnswers,
  type Run,
  replaceKnowledge,
  updateCurrent,
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
 * @throws AppError not-found for another pupil's run.
 */
export async function recordAnswer(db: Db, referential: Referential, given: Given, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const run = await getRunLocked(trx, given.runId, given.userId);
    const challenge = challengeOf(referential, run, given.challengeId);
    // Not what is asked now: already answered, or a page kept open elsewhere. The run itself says where to go on.
    if (run.finished || run.currentChallenge !== given.challengeId || !challenge) return;
    const answers = await listAnswers(trx, run.id);
    const answer = assess(challenge, given.response, answers.length + 1);
    await insertAnswer(trx, run.id, answer, now);
    await moveOn(trx, referential, run, [...answers, answer], now);
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

function assess(challenge: Challenge, response: GivenResponse | null, position: number): Answer {
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
