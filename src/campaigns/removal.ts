import { AppError } from '../errors.ts';
import { restoreGrades, sendAgain } from '../grades/removed-store.ts';
import type { CampaignsDeps } from './deps.ts';
import { lockRemoved, moveBack, moveOut, noteRemoval } from './removal-store.ts';
import {
  getParticipationInContext,
  listAttempts,
  lockParticipant,
  lockParticipationInContext,
} from './store.ts';

/** How long a removal can be undone. */
export const UNDO_DAYS = 30;

/** When a participation that is erased at `now` was removed. */
export function undoableSince(now: Date): Date {
  return new Date(now.getTime() - UNDO_DAYS * 86_400_000);
}

/** When what is removed at `removedAt` goes for good. */
export function erasedOn(removedAt: Date): Date {
  return new Date(removedAt.getTime() + UNDO_DAYS * 86_400_000);
}

export interface Teacher {
  readonly userId: string;
  readonly contextId: string;
}

/**
 * Removes a participation of the teacher's course. Of a pupil's attempts the one before stands again, and leaves for the
 * gradebook again. @returns the campaign's code. @throws AppError not-found
 */
export async function removeParticipation(
  deps: Pick<CampaignsDeps, 'db' | 'jobs' | 'now'>,
  id: string,
  teacher: Teacher,
): Promise<string> {
  const now = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const participation = await getParticipationInContext(trx, id, teacher.contextId);
    await lockParticipant(trx, participation);
    // A second click finds nothing any more.
    await lockParticipationInContext(trx, id, teacher.contextId);
    await moveOut(trx, id, now);
    const standing = (await listAttempts(trx, participation)).find(({ sharedAt }) => sharedAt !== null);
    if (standing && participation.sharedAt !== null && standing.attempt < participation.attempt)
      for (const job of await sendAgain(trx, standing.id, now)) await deps.jobs.queueGrade(trx, job);
    await noteRemoval(trx, 'participation removed', participation, { userId: teacher.userId, at: now });
    return participation.code;
  });
}

/** Puts a removed participation back as it was. @returns the campaign's code. @throws AppError not-found */
export async function restoreParticipation(
  deps: Pick<CampaignsDeps, 'db' | 'jobs' | 'now'>,
  id: string,
  teacher: Teacher,
): Promise<string> {
  const now = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const removed = await lockRemoved(trx, id, teacher.contextId, undoableSince(now));
    if (!removed) throw new AppError('not-found', 'removed participation');
    await lockParticipant(trx, removed);
    await moveBack(trx, removed);
    const grades = { participationId: id, userId: removed.userId, rows: removed.grades };
    for (const job of await restoreGrades(trx, grades, now)) await deps.jobs.queueGrade(trx, job);
    await noteRemoval(trx, 'participation restored', removed, { userId: teacher.userId, at: now });
    return removed.code;
  });
}
