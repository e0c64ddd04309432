import { z } from 'zod';
import type { Db } from '../db/database.ts';
import { NOT_REMOVED } from '../runs/store.ts';

/** The last answer of a person to something about a skill. */
export interface LastAnswer {
  readonly skillId: string;
  readonly outcome: 'right' | 'wrong' | 'skipped';
  readonly at: Date;
  readonly run: string;
}

const outcomes = z.enum(['right', 'wrong', 'skipped']);

/** Of each skill the last answer that the person has seen corrected, trials left out. */
export async function listLastAnswers(db: Db, userId: string): Promise<LastAnswer[]> {
  const rows = await corrected(db, userId)
    .distinctOn('answer.skillId')
    .select(['answer.skillId', 'answer.outcome', 'answer.answeredAt', 'run.title'])
    .where('run.trial', '=', false)
    .orderBy('answer.skillId')
    .orderBy('answer.answeredAt', 'desc')
    .orderBy('answer.id', 'desc')
    .execute();
  return rows.map(({ skillId, outcome, answeredAt, title }) => ({
    skillId,
    outcome: outcomes.parse(outcome),
    at: answeredAt,
    run: title,
  }));
}

/** What runs under way may still ask of a person, and the challenges whose answer was shown to them already. */
export interface Underway {
  readonly asked: ReadonlySet<string>;
  readonly skills: ReadonlySet<string>;
  readonly corrected: ReadonlySet<string>;
}

export async function findUnderway(db: Db, userId: string): Promise<Underway> {
  const runs = await db
    .selectFrom('run')
    .select(['currentChallenge', 'scope'])
    .where('userId', '=', userId)
    .where('status', '=', 'started')
    .where(NOT_REMOVED)
    .execute();
  const seen = await corrected(db, userId).select('answer.challengeId').distinct().execute();
  return {
    asked: new Set(runs.flatMap(({ currentChallenge }) => currentChallenge ?? [])),
    skills: new Set(runs.flatMap(({ scope }) => scopeSchema.parse(scope).map(({ id }) => id))),
    corrected: new Set(seen.map(({ challengeId }) => challengeId)),
  };
}

const scopeSchema = z.array(z.object({ id: z.string() }));

/** Answers up to the last checkpoint that was passed: from there on, their correction is known. */
function corrected(db: Db, userId: string) {
  return db
    .selectFrom('answer')
    .innerJoin('run', 'run.id', 'answer.runId')
    .where('run.userId', '=', userId)
    .where(NOT_REMOVED)
    .whereRef('answer.position', '<=', 'run.acknowledged');
}
