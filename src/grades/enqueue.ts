import type { Db } from '../db/database.ts';
import type { Jobs } from '../db/jobs.ts';
import { ensureLineItem, hasNewerGrade, insertGrade, supersedeOlder } from './store.ts';

export const RESULT_TAG = 'palier-result';
export const COMPETENCE_TAG = 'palier-competence';

export interface GradeToSend {
  readonly participationId: string;
  readonly platformId: string;
  readonly resourceLinkId: string;
  readonly userId: string;
  readonly comment: string;
  readonly lineItems: readonly {
    readonly resourceId: string;
    readonly tag: string;
    readonly label: string;
    readonly scoreMaximum: number;
    readonly scoreGiven: number;
  }[];
}

/**
 * Writes the grades of one sending, and queues their delivery, in the caller's transaction: either all stand or none.
 * An older attempt's grade that has not left yet is superseded, and so is one written after a newer attempt's; what is
 * already written for this participation stays as it is.
 */
export async function enqueueGrades(
  trx: Db,
  jobs: Pick<Jobs, 'queueGrade'>,
  grade: GradeToSend,
  now: Date,
): Promise<void> {
  for (const wanted of grade.lineItems) {
    const lineItemId = await ensureLineItem(trx, grade.resourceLinkId, wanted);
    const target = [trx, lineItemId, grade.userId, grade.participationId] as const;
    const late = await hasNewerGrade(...target);
    const written = await insertGrade(trx, {
      participationId: grade.participationId,
      lineItemId,
      userId: grade.userId,
      scoreGiven: wanted.scoreGiven,
      scoreMaximum: wanted.scoreMaximum,
      comment: grade.comment,
      state: late ? 'superseded' : 'pending',
      queuedAt: now,
    });
    if (!written || late) continue;
    await supersedeOlder(...target);
    await jobs.queueGrade(trx, { lineItemId, userId: grade.userId, platformId: grade.platformId });
  }
}
