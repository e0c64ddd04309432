import type { GradeJob } from '../db/jobs.ts';
import { isGone } from '../lti/ags.ts';
import { PlatformError } from '../lti/platform-error.ts';
import { BEING_MADE, findColumn, replaceColumn } from './columns.ts';
import type { DeliveryDeps } from './deps.ts';
import { type Delivery, findDelivery, findLastSending, listForgotten, markSent, markTried } from './store.ts';

/** Moodle compares whole seconds with its own last write and refuses a second score in the same one. */
const APART_MS = 2000;
/** After that, a person must look: the grade is refused, and the teacher can send it again. */
const PATIENCE_MS = 30 * 86_400_000;

/** What cannot be read may come from something on the way, once or twice; from Moodle, of some values, it comes for ever. */
const UNREADABLE = ['unreadable', 'too-large'];
const UNREADABLE_TRIES = 3;

/** Posts to the LMS what the grade's row says now, whatever queued the job; queues the next try when there is one. */
export async function deliverGrade(deps: DeliveryDeps, job: GradeJob): Promise<void> {
  const delivery = await findDelivery(deps.db, job.lineItemId, job.userId);
  if (!delivery) return;
  const last = await findLastSending(deps.db, job.lineItemId, job.userId);
  if (isTooSoon(last, deps.now())) {
    await deps.jobs.queueGrade(deps.db, job, { startAfterSeconds: 2 });
    return;
  }
  try {
    const sentTo = await postToColumn(deps, delivery);
    if (!(await markSent(deps.db, delivery, sentTo, deps.now()))) {
      await deps.jobs.queueGrade(deps.db, job, { startAfterSeconds: 2 });
      return;
    }
    deps.log.info({ gradeId: delivery.gradeId, attempts: delivery.attempts + 1 }, 'grade sent');
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    await settleFailure(deps, job, delivery, error);
  }
}

/** A score that our own clock, set back since, places in the future keeps nobody waiting for that hour to come. */
export function isTooSoon(last: Date | undefined, now: Date): boolean {
  return last !== undefined && Math.abs(now.getTime() - last.getTime()) < APART_MS;
}

/** @returns the address that took it. */
async function postToColumn(deps: DeliveryDeps, delivery: Delivery): Promise<string> {
  const column = await findColumn(deps, delivery);
  try {
    await post(deps, delivery, column);
    return column;
  } catch (error) {
    if (!isGone(error)) throw error;
    const other = await replaceColumn(deps, delivery, { url: column, fault: error });
    await post(deps, delivery, other);
    return other;
  }
}

function post(deps: DeliveryDeps, delivery: Delivery, lineItemUrl: string): Promise<void> {
  return deps.platform.postScore(
    { platformId: delivery.platformId, lineItemUrl },
    {
      userId: delivery.sub,
      scoreGiven: delivery.scoreGiven,
      scoreMaximum: delivery.scoreMaximum,
      comment: delivery.comment,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: deps.now(),
    },
  );
}

async function settleFailure(
  deps: DeliveryDeps,
  job: GradeJob,
  delivery: Delivery,
  error: PlatformError,
): Promise<void> {
  const tooLong = deps.now().getTime() - delivery.queuedAt.getTime() > PATIENCE_MS;
  const refused = isFinal(delivery, error) || tooLong;
  const reason = tooLong && error.kind === 'retry' ? 'grade.reason.too-long' : error.reason;
  const counts = error.code !== BEING_MADE;
  await markTried(deps.db, delivery.gradeId, { reason, refused, counts }, deps.now());
  deps.log.warn(
    { gradeId: delivery.gradeId, status: error.status, code: error.code, refused },
    'grade not sent',
  );
  if (!refused) {
    await deps.jobs.queueGrade(deps.db, job, {
      startAfterSeconds: waitBeforeRetry(delivery.attempts, error),
    });
  }
}

/** Whether the LMS has said no, at the last, after these tries before. */
export function isFinal(
  before: Pick<Delivery, 'attempts' | 'reason'>,
  error: Pick<PlatformError, 'kind' | 'code' | 'reason'>,
): boolean {
  if (!UNREADABLE.includes(error.code)) return error.kind === 'refused';
  return before.attempts + 1 >= UNREADABLE_TRIES && before.reason === error.reason;
}

/** 10 s, 20 s, 40 s … 1 h, and never sooner than the LMS asks (a day at most); 3 s when another score took the same second. */
export function waitBeforeRetry(
  attempts: number,
  error: Pick<PlatformError, 'status' | 'code' | 'retryAfterSeconds'>,
): number {
  const soon = (error.status === 409 && attempts < 5) || error.code === BEING_MADE;
  const backoff = soon ? 3 : 10 * 2 ** Math.min(attempts, 9);
  return Math.max(Math.min(3600, backoff), error.retryAfterSeconds ?? 0);
}

/** Queues pending grades that no job will deliver: a lost job never loses a grade. @returns how many. */
export async function sweepGrades(deps: Pick<DeliveryDeps, 'db' | 'jobs' | 'now'>): Promise<number> {
  const forgotten = await listForgotten(deps.db, new Date(deps.now().getTime() - 30_000), 500);
  for (const job of forgotten) await deps.jobs.queueGrade(deps.db, job);
  return forgotten.length;
}
