import type { Db } from '../db/database.ts';
import { type RunResult, runResultSchema } from '../runs/result.ts';

/** A result that a person sent, as it was frozen then. */
export interface Sent {
  readonly runId: string;
  readonly title: string;
  readonly attempt: number;
  readonly course: string | null;
  readonly ownerId: string | null;
  readonly at: Date;
  readonly result: RunResult;
}

/** Newest first. */
export async function listSent(db: Db, userId: string): Promise<Sent[]> {
  const rows = await db
    .selectFrom('participation')
    .innerJoin('run', 'run.id', 'participation.runId')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .innerJoin('context', 'context.id', 'participation.contextId')
    .select([
      'participation.runId',
      'participation.attempt',
      'participation.sharedAt',
      'participation.result',
      'run.title',
      'campaign.ownerId',
      'context.title as course',
    ])
    .where('participation.userId', '=', userId)
    .where('participation.sharedAt', 'is not', null)
    .orderBy('participation.sharedAt', 'desc')
    .orderBy('participation.id', 'desc')
    .execute();
  return rows.flatMap(({ sharedAt, result, ...row }) =>
    sharedAt === null ? [] : { ...row, at: sharedAt, result: runResultSchema.parse(result) },
  );
}
