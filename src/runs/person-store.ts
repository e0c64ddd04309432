import type { Db } from '../db/database.ts';
import { standsAlready } from '../engine/earlier.ts';
import type { EarlierElement } from '../engine/method.ts';
import { asElement, earlierSchema, NOT_REMOVED } from './store.ts';

/** What one run of a person shows of a skill. */
export interface PersonElement extends EarlierElement {
  /** Of a run that is not over: a later one does not start from it yet. */
  readonly underWay: boolean;
}

/**
 * What all runs of a person show, trials left out: of runs over, everything; of runs under way, what stands already
 * (`standsAlready`). Times are as in `listEarlierElements`. Several elements of a skill may come.
 */
export async function listPersonElements(db: Db, userId: string): Promise<PersonElement[]> {
  const runs = await db
    .selectFrom('run')
    .select(['id', 'earlier', 'status'])
    .where('userId', '=', userId)
    .where('trial', '=', false)
    .where(NOT_REMOVED)
    .execute();
  const kept = new Map(runs.map((run) => [run.id, earlierSchema.parse(run.earlier)]));
  const rows = await db
    .selectFrom('runSkill')
    .innerJoin('run', 'run.id', 'runSkill.runId')
    .leftJoin('answer', (join) =>
      join.onRef('answer.runId', '=', 'runSkill.runId').onRef('answer.skillId', '=', 'runSkill.skillId'),
    )
    .leftJoin('answer as reason', (join) =>
      join.onRef('reason.runId', '=', 'runSkill.runId').onRef('reason.skillId', '=', 'runSkill.becauseSkill'),
    )
    .selectAll('runSkill')
    .select(['run.finishedAt', 'answer.answeredAt', 'answer.guess', 'reason.answeredAt as reasonAt'])
    .where('run.userId', '=', userId)
    .where('run.trial', '=', false)
    .where(NOT_REMOVED)
    .execute();
  const own = rows.flatMap((row) => {
    const element = asElement(row);
    const underWay = row.finishedAt === null;
    const at = row.answeredAt ?? row.finishedAt ?? row.reasonAt;
    if (!at || (underWay && !standsAlready(element))) return [];
    if (kept.get(row.runId)?.some(({ skill }) => skill === row.skillId)) return [];
    return { ...element, guess: row.guess ?? 0, at, underWay };
  });
  const carried = runs.flatMap(({ id, status }) =>
    (kept.get(id) ?? []).map((element) => ({ ...element, underWay: status !== 'finished' })),
  );
  return [...carried, ...own];
}

/** When a person last began a competence again, by its code. */
export async function listResets(db: Db, userId: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('knowledgeReset')
    .select(['competence', 'resetAt'])
    .where('userId', '=', userId)
    .orderBy('resetAt')
    .execute();
  return new Map(rows.map(({ competence, resetAt }) => [competence, resetAt]));
}

export async function insertReset(
  trx: Db,
  reset: { readonly userId: string; readonly competence: string; readonly resetAt: Date },
): Promise<void> {
  await trx.insertInto('knowledgeReset').values(reset).execute();
}

/** With their answers and what they show. @returns how many went. */
export async function eraseRuns(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const result = await db.deleteFrom('run').where('id', 'in', ids).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** @returns how many went. */
export async function eraseResets(db: Db, before: Date): Promise<number> {
  const result = await db.deleteFrom('knowledgeReset').where('resetAt', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}
