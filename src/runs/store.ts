import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../db/database.ts';
import type { Response as GivenResponse } from '../engine/correct.ts';
import type { EarlierElement, KnowledgeElement, Policy, Selection } from '../engine/method.ts';
import { AppError } from '../errors.ts';
import type { Device } from '../referential/schema.ts';
import type { Badge } from '../referential/types.ts';
import { badgeSchema } from './badges.ts';
import { type Obstacle, obstacleSchema } from './obstacle.ts';
import { type FrozenSkill, scopeSchema } from './scope.ts';

export const policySchema = z.object({
  method: z.enum(['bayes', 'pix']),
  version: z.literal([1, 2]),
  eps: z.number(),
  cap: z.number(),
});

const responseSchema = z.union([
  z.object({ choices: z.array(z.number()) }),
  z.object({ fields: z.record(z.string(), z.string()) }),
  z.object({ order: z.array(z.number()) }),
  z.object({ matches: z.array(z.number()) }),
  z.object({ points: z.array(z.object({ x: z.number(), y: z.number() })) }),
  z.object({ zones: z.array(z.number()) }),
  z.object({ reached: z.record(z.string(), z.unknown()) }),
]);

const deviceSchema = z.enum(['computer', 'tablet', 'phone']).nullable();

const elementSchema = z.object({
  skill: z.string(),
  status: z.enum(['validated', 'invalidated']),
  source: z.enum(['direct', 'inferred']),
  because: z.object({ skill: z.string(), correct: z.boolean() }).nullable(),
});

export const earlierSchema = z.array(elementSchema.extend({ guess: z.number(), at: z.coerce.date() }));

export type Remaining = Selection['remaining'];

export interface Run {
  readonly id: string;
  readonly userId: string;
  readonly trial: boolean;
  readonly title: string;
  /** Where it was begun: the way back. */
  readonly origin: string;
  readonly scope: readonly FrozenSkill[];
  readonly policy: Policy;
  /** What earlier runs left to start from: shown as such, and not asked again. */
  readonly earlier: readonly EarlierElement[];
  /** Challenges that this person met in earlier runs. */
  readonly met: readonly string[];
  readonly badges: readonly Badge[];
  /** What it was begun on; null: not known. */
  readonly device: Device | null;
  readonly seed: string;
  readonly finished: boolean;
  readonly currentChallenge: string | null;
  readonly remaining: Remaining;
  readonly acknowledged: number;
  /** Challenges that could not be done, in order. */
  readonly obstacles: readonly Obstacle[];
  /** Whether what a question « de mémoire » is was said. */
  readonly focusTold: boolean;
  /** How often the page of the question asked now was left, where that matters. */
  readonly leftPage: number;
}

export type Outcome = 'right' | 'wrong' | 'skipped';

export interface Answer {
  readonly position: number;
  readonly challengeId: string;
  readonly skillId: string;
  readonly response: GivenResponse | null;
  readonly outcome: Outcome;
  readonly guess: number;
  /** How often its page was left, where that matters. */
  readonly leftPage: number;
}

export interface NewRun {
  readonly userId: string;
  readonly trial: boolean;
  readonly title: string;
  readonly locale: string;
  readonly origin: string;
  readonly scope: readonly FrozenSkill[];
  readonly policy: Policy;
  readonly earlier: readonly EarlierElement[];
  readonly met: readonly string[];
  readonly badges: readonly Badge[];
  /** What it was begun on; null: not known. */
  readonly device: Device | null;
  readonly seed: string;
  readonly contentVersion: string;
  readonly startedAt: Date;
}

export async function insertRun(db: Db, run: NewRun): Promise<string> {
  const row = await db
    .insertInto('run')
    .values({
      ...run,
      scope: JSON.stringify(run.scope),
      policy: JSON.stringify(run.policy),
      earlier: JSON.stringify(run.earlier),
      met: [...run.met],
      badges: JSON.stringify(run.badges),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A run of this pupil; another's is not found. @throws AppError not-found, participation-removed */
export async function getRun(db: Db, id: string, userId: string): Promise<Run> {
  return asRun(await ownRun(db, id, userId).executeTakeFirst());
}

/**
 * The same, locked until the transaction ends: acts on one run come one after the other.
 * @throws AppError not-found, participation-removed
 */
export async function getRunLocked(trx: Db, id: string, userId: string): Promise<Run> {
  return asRun(await ownRun(trx, id, userId).forUpdate().executeTakeFirst());
}

/** The seed of any run, whoever plays it: for files whose signed address tells that their reader may have them. */
export async function findSeed(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('run').select('seed').where('id', '=', id).executeTakeFirst();
  return row?.seed ?? null;
}

/** Of a run: no teacher removed its participation. While that can be undone, it is nowhere. */
export const NOT_REMOVED = sql<boolean>`not exists (
  select from removed_participation where removed_participation.run_id = run.id)`;

function ownRun(db: Db, id: string, userId: string) {
  return db
    .selectFrom('run')
    .selectAll()
    .select(NOT_REMOVED.as('stands'))
    .where('id', '=', id)
    .where('userId', '=', userId);
}

type RunRow = Awaited<ReturnType<ReturnType<typeof ownRun>['executeTakeFirst']>>;

function asRun(row: RunRow): Run {
  if (!row) throw new AppError('not-found', 'run');
  if (!row.stands) throw new AppError('participation-removed');
  return {
    id: row.id,
    userId: row.userId,
    trial: row.trial,
    title: row.title,
    origin: row.origin,
    scope: scopeSchema.parse(row.scope),
    policy: policySchema.parse(row.policy),
    earlier: earlierSchema.parse(row.earlier),
    met: row.met,
    badges: z.array(badgeSchema).parse(row.badges),
    device: deviceSchema.parse(row.device),
    seed: row.seed,
    finished: row.status === 'finished',
    currentChallenge: row.currentChallenge,
    remaining: { low: row.remainingLow, high: row.remainingHigh },
    acknowledged: row.acknowledged,
    obstacles: z.array(obstacleSchema).parse(row.obstacles),
    focusTold: row.focusTold,
    leftPage: row.leftPage,
  };
}

export async function listAnswers(db: Db, runId: string): Promise<Answer[]> {
  const rows = await db
    .selectFrom('answer')
    .select(['position', 'challengeId', 'skillId', 'response', 'outcome', 'guess', 'leftPage'])
    .where('runId', '=', runId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    ...row,
    response: row.response === null ? null : responseSchema.parse(row.response),
    outcome: z.enum(['right', 'wrong', 'skipped']).parse(row.outcome),
  }));
}

/** Of a row of `run`: how many answers it has. Their places say it, so that none is read. */
export const ANSWERED = sql<number>`coalesce((select max(position) from answer where answer.run_id = run.id), 0)`;

export async function insertAnswer(trx: Db, runId: string, answer: Answer, now: Date): Promise<void> {
  await trx
    .insertInto('answer')
    .values({
      ...answer,
      runId,
      response: answer.response === null ? null : JSON.stringify(answer.response),
      answeredAt: now,
    })
    .execute();
}

/** What is asked now, and how much remains; no challenge ends the run. */
export async function updateCurrent(
  trx: Db,
  runId: string,
  next: {
    readonly challenge: { readonly id: string; readonly skill: string } | null;
    readonly remaining: Remaining;
  },
  now: Date,
): Promise<void> {
  const { challenge, remaining } = next;
  await trx
    .updateTable('run')
    .set({
      currentChallenge: challenge?.id ?? null,
      currentSkill: challenge?.skill ?? null,
      remainingLow: remaining.low,
      remainingHigh: remaining.high,
      leftPage: 0,
      ...(challenge ? {} : { status: 'finished', finishedAt: now }),
    })
    .where('id', '=', runId)
    .execute();
}

/** The last of them is asked instead of; `updateCurrent` follows when none is. */
export async function updateObstacles(trx: Db, runId: string, obstacles: readonly Obstacle[]): Promise<void> {
  const replacement = obstacles.at(-1)?.replacement ?? null;
  await trx
    .updateTable('run')
    .set({
      obstacles: JSON.stringify(obstacles),
      ...(replacement === null ? {} : { currentChallenge: replacement, leftPage: 0 }),
    })
    .where('id', '=', runId)
    .execute();
}

export async function updateFocusTold(db: Db, runId: string): Promise<void> {
  await db.updateTable('run').set({ focusTold: true }).where('id', '=', runId).execute();
}

/** `times`: in all, for the question asked now; fewer than known changes nothing. */
export async function updateLeftPage(trx: Db, runId: string, times: number): Promise<void> {
  await trx
    .updateTable('run')
    .set({ leftPage: times })
    .where('id', '=', runId)
    .where('leftPage', '<', times)
    .execute();
}

export async function updateAcknowledged(db: Db, runId: string, upTo: number): Promise<void> {
  await db
    .updateTable('run')
    .set({ acknowledged: upTo })
    .where('id', '=', runId)
    .where('acknowledged', '<', upTo)
    .execute();
}

export async function replaceKnowledge(
  trx: Db,
  runId: string,
  elements: readonly KnowledgeElement[],
): Promise<void> {
  await trx.deleteFrom('runSkill').where('runId', '=', runId).execute();
  if (elements.length === 0) return;
  await trx
    .insertInto('runSkill')
    .values(
      elements.map((element) => ({
        runId,
        skillId: element.skill,
        status: element.status,
        source: element.source,
        becauseSkill: element.because?.skill ?? null,
        becauseCorrect: element.because?.correct ?? null,
      })),
    )
    .execute();
}

/** What the answers so far show, in no order. */
export async function listKnowledge(db: Db, runId: string): Promise<KnowledgeElement[]> {
  const rows = await db.selectFrom('runSkill').selectAll().where('runId', '=', runId).execute();
  return rows.map(asElement);
}

export function asElement(row: {
  readonly skillId: string;
  readonly status: string;
  readonly source: string;
  readonly becauseSkill: string | null;
  readonly becauseCorrect: boolean | null;
}): KnowledgeElement {
  const { skillId, status, source, becauseSkill, becauseCorrect } = row;
  const because =
    becauseSkill === null || becauseCorrect === null
      ? null
      : { skill: becauseSkill, correct: becauseCorrect };
  return elementSchema.parse({ skill: skillId, status, source, because });
}

export async function listValidatedSkills(db: Db, runId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('runSkill')
    .select('skillId')
    .where('runId', '=', runId)
    .where('status', '=', 'validated')
    .execute();
  return rows.map((row) => row.skillId);
}

/**
 * What the finished runs of a person showed of these skills, trials left out: answers with when they were given, the
 * rest with the end of its run, and what a run itself had kept with its own time. Several elements of a skill may come.
 */
export async function listEarlierElements(
  db: Db,
  userId: string,
  skillIds: readonly string[],
): Promise<EarlierElement[]> {
  const wanted = new Set(skillIds);
  const runs = await db
    .selectFrom('run')
    .select(['id', 'earlier'])
    .where('userId', '=', userId)
    .where('trial', '=', false)
    .where('status', '=', 'finished')
    .where(NOT_REMOVED)
    .execute();
  if (runs.length === 0) return [];
  const kept = new Map(runs.map((run) => [run.id, earlierSchema.parse(run.earlier)]));
  const rows = await db
    .selectFrom('runSkill')
    .innerJoin('run', 'run.id', 'runSkill.runId')
    .leftJoin('answer', (join) =>
      join.onRef('answer.runId', '=', 'runSkill.runId').onRef('answer.skillId', '=', 'runSkill.skillId'),
    )
    .selectAll('runSkill')
    .select(['run.finishedAt', 'answer.answeredAt', 'answer.guess'])
    .where('runSkill.runId', 'in', [...kept.keys()])
    .where('runSkill.skillId', 'in', skillIds)
    .execute();
  const own = rows.flatMap((row) => {
    const at = row.answeredAt ?? row.finishedAt;
    if (!at || kept.get(row.runId)?.some(({ skill }) => skill === row.skillId)) return [];
    return { ...asElement(row), guess: row.guess ?? 0, at };
  });
  return [...[...kept.values()].flat().filter(({ skill }) => wanted.has(skill)), ...own];
}

/** Challenges of these skills that a person has answered in a run of theirs, trials left out. */
export async function listMetChallenges(
  db: Db,
  userId: string,
  skillIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('answer')
    .innerJoin('run', 'run.id', 'answer.runId')
    .select('answer.challengeId')
    .distinct()
    .where('run.userId', '=', userId)
    .where('run.trial', '=', false)
    .where(NOT_REMOVED)
    .where('answer.skillId', 'in', skillIds)
    .orderBy('answer.challengeId')
    .execute();
  return rows.map((row) => row.challengeId);
}

/** Rows of one statement: a whole académie's year must not meet the statement's time limit. */
const ERASED_AT_ONCE = 500;

/** Participations, answers and grades go with their runs. @returns how many went now: at most 500, call again until 0. */
export async function eraseRunsOfParticipations(db: Db, lastSchoolYear: number): Promise<number> {
  const result = await db
    .deleteFrom('run')
    .where('id', 'in', (e) =>
      e
        .selectFrom('participation')
        .select('runId')
        .where('schoolYear', '<=', lastSchoolYear)
        .limit(ERASED_AT_ONCE),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** @returns how many went now: at most 500, call again until 0. */
export async function eraseTrials(db: Db, startedBefore: Date): Promise<number> {
  const result = await db
    .deleteFrom('run')
    .where('id', 'in', (e) =>
      e
        .selectFrom('run')
        .select('id')
        .where('trial', '=', true)
        .where('startedAt', '<', startedBefore)
        .limit(ERASED_AT_ONCE),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
