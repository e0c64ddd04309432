import type { Db } from '../../db/database.ts';
import type { CampaignInCourse } from '../../grades/deleted-columns.ts';
import { type Closing, closingOfYear, NEVER, type Reader } from './rules.ts';

/** @param lock whoever changes it waits until the transaction ends */
export async function findClosing(db: Db, of: CampaignInCourse, lock = false): Promise<Closing> {
  const row = await db
    .selectFrom('campaignCourse')
    .select(['deadline', 'automaticSending', 'closedAt'])
    .where('campaignId', '=', of.campaignId)
    .where('contextId', '=', of.contextId)
    .$if(lock, (query) => query.forShare())
    .executeTakeFirst();
  return row ?? NEVER;
}

/** Whether a teacher closed it for this school year. */
export async function isClosed(
  db: Db,
  of: CampaignInCourse & { readonly schoolYear: number },
): Promise<boolean> {
  return closingOfYear(await findClosing(db, of), of.schoolYear).closedAt !== null;
}

export async function saveClosing(db: Db, of: CampaignInCourse, change: Partial<Closing>): Promise<void> {
  await db
    .insertInto('campaignCourse')
    .values({ ...of, ...change })
    .onConflict((conflict) => conflict.columns(['campaignId', 'contextId']).doUpdateSet(change))
    .execute();
}

/** What the pupil of a run reads of its course. */
export interface RunClosing extends Closing, Reader {
  readonly participationId: string;
  readonly schoolYear: number;
  readonly sharedAt: Date | null;
}

/** Undefined for a run of no campaign. */
export async function findClosingOfRun(
  db: Db,
  runId: string,
  userId: string,
): Promise<RunClosing | undefined> {
  const row = await db
    .selectFrom('participation')
    .leftJoin('campaignCourse', (join) =>
      join
        .onRef('campaignCourse.campaignId', '=', 'participation.campaignId')
        .onRef('campaignCourse.contextId', '=', 'participation.contextId'),
    )
    .innerJoin('run', 'run.id', 'participation.runId')
    .select([
      'run.finishedAt',
      'participation.id as participationId',
      'participation.schoolYear',
      'participation.sharedAt',
      'participation.toldDeadline',
      'campaignCourse.deadline',
      'campaignCourse.automaticSending',
      'campaignCourse.closedAt',
    ])
    .where('participation.runId', '=', runId)
    .where('participation.userId', '=', userId)
    .executeTakeFirst();
  return (
    row && { ...row, finished: row.finishedAt !== null, automaticSending: row.automaticSending ?? false }
  );
}

/** The deadline at which this pupil read that a finished result leaves by itself; null: they did not. */
export async function findTold(db: Db, participationId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('participation')
    .select('toldDeadline')
    .where('id', '=', participationId)
    .executeTakeFirst();
  return row?.toldDeadline ?? null;
}

/** Notes what a pupil was told before they send. */
export async function saveTold(db: Db, participationId: string, deadline: Date | null): Promise<void> {
  await db
    .updateTable('participation')
    .set({ toldDeadline: deadline })
    .where('id', '=', participationId)
    .where('sharedAt', 'is', null)
    .where('toldDeadline', 'is distinct from', deadline)
    .execute();
}

/** A finished result that may leave by itself: whether it does is `leavesByItself` to say, under lock. */
export interface Waiting {
  readonly id: string;
  readonly runId: string;
  readonly userId: string;
  readonly locale: string;
}

/** Some of them, after this one; of one campaign in one course, or of all. */
export async function listWaiting(
  db: Db,
  wanted: { readonly of: CampaignInCourse | null; readonly after: string; readonly now: Date },
  limit: number,
): Promise<Waiting[]> {
  let query = db
    .selectFrom('campaignCourse')
    .innerJoin('participation', (join) =>
      join
        .onRef('participation.campaignId', '=', 'campaignCourse.campaignId')
        .onRef('participation.contextId', '=', 'campaignCourse.contextId'),
    )
    .innerJoin('run', 'run.id', 'participation.runId')
    .select(['participation.id', 'participation.runId', 'participation.userId', 'run.locale'])
    .where('campaignCourse.automaticSending', '=', true)
    .where((e) =>
      e.or([e('campaignCourse.deadline', '<=', wanted.now), e('campaignCourse.closedAt', 'is not', null)]),
    )
    .where('participation.toldDeadline', 'is not', null)
    .where('participation.sharedAt', 'is', null)
    .where('run.finishedAt', 'is not', null)
    .where('participation.id', '>', wanted.after);
  if (wanted.of) {
    query = query
      .where('participation.campaignId', '=', wanted.of.campaignId)
      .where('participation.contextId', '=', wanted.of.contextId);
  }
  return query.orderBy('participation.id').limit(limit).execute();
}

/** How a course stands for who would close it: people whose latest attempt is not sent, finished or not. */
export async function countUnsent(
  db: Db,
  of: CampaignInCourse & { readonly schoolYear: number },
): Promise<{ readonly started: number; readonly finished: number; readonly told: number }> {
  const latest = db
    .selectFrom('participation')
    .innerJoin('run', 'run.id', 'participation.runId')
    .distinctOn('participation.userId')
    .select(['participation.sharedAt', 'participation.toldDeadline', 'run.finishedAt'])
    .where('participation.campaignId', '=', of.campaignId)
    .where('participation.contextId', '=', of.contextId)
    .where('participation.schoolYear', '=', of.schoolYear)
    .orderBy('participation.userId')
    .orderBy('participation.attempt', 'desc');
  const row = await db
    .selectFrom(latest.as('latest'))
    .select((e) => [
      e.fn.countAll<string>().filterWhere('finishedAt', 'is', null).as('started'),
      e.fn.countAll<string>().filterWhere('finishedAt', 'is not', null).as('finished'),
      e.fn
        .countAll<string>()
        .filterWhere((f) => f.and([f('finishedAt', 'is not', null), f('toldDeadline', 'is not', null)]))
        .as('told'),
    ])
    .where('sharedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return { started: Number(row.started), finished: Number(row.finished), told: Number(row.told) };
}
