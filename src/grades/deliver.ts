import type { Logger } from 'pino';
import type { Db } from '../db/database.ts';
import type { GradeJob, Jobs } from '../db/jobs.ts';
import type { PlatformClient } from '../lti/client.ts';
import { PlatformError } from '../lti/platform-error.ts';
import { RESULT_TAG } from './enqueue.ts';
import {
  type Delivery,
  findDelivery,
  findLastSending,
  listPending,
  lockLineItem,
  markSent,
  markTried,
  updateLineItemUrl,
} from './store.ts';

/** Moodle compares whole seconds with its own last write and refuses a second score in the same one. */
const APART_MS = 2000;

export interface DeliveryDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly platform: PlatformClient;
  readonly log: Logger;
  readonly now: () => Date;
}

/**
 * Posts to the LMS what the grade's row says now, whatever queued the job.
 * @throws PlatformError of kind retry, so that the queue tries again later.
 */
export async function deliverGrade(deps: DeliveryDeps, job: GradeJob): Promise<void> {
  const delivery = await findDelivery(deps.db, job.lineItemId, job.userId);
  if (!delivery) return;
  const last = await findLastSending(deps.db, job.lineItemId, job.userId);
  if (last && deps.now().getTime() - last.getTime() < APART_MS) {
    await deps.jobs.queueGrade(deps.db, job, { startAfterSeconds: 2 });
    return;
  }
  try {
    const lineItemUrl = await findOrMakeLineItem(deps, delivery);
    await deps.platform.postScore(
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
    await markSent(deps.db, delivery.gradeId, deps.now());
    deps.log.info({ gradeId: delivery.gradeId, attempts: delivery.attempts + 1 }, 'grade sent');
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    await settleFailure(deps, job, delivery, error);
  }
}

async function settleFailure(
  deps: DeliveryDeps,
  job: GradeJob,
  delivery: Delivery,
  error: PlatformError,
): Promise<void> {
  const refused = error.kind === 'refused';
  await markTried(deps.db, delivery.gradeId, { reason: error.reason, refused }, deps.now());
  deps.log.warn(
    { gradeId: delivery.gradeId, status: error.status, code: error.code, refused },
    'grade not sent',
  );
  if (refused) return;
  if (error.retryAfterSeconds === undefined) throw error;
  await deps.jobs.queueGrade(deps.db, job, { startAfterSeconds: Math.min(error.retryAfterSeconds, 3600) });
}

/** The column's address: the link's own by its claim, else the one found by `resourceId` and `tag`, else a new one. */
async function findOrMakeLineItem(deps: DeliveryDeps, delivery: Delivery): Promise<string> {
  const { lineItem, lineItemId, linkId, platformId, lineItemsUrl } = delivery;
  if (lineItem.tag === RESULT_TAG && delivery.claimedUrl !== null) return delivery.claimedUrl;
  if (lineItem.url !== null) return lineItem.url;
  if (lineItemsUrl === null) {
    throw new PlatformError({
      kind: 'refused',
      status: null,
      code: 'no-line-items',
      reason: 'grade.reason.no-service',
    });
  }
  return deps.db.transaction().execute(async (trx) => {
    const known = await lockLineItem(trx, lineItemId);
    if (known !== null) return known;
    const target = { platformId, lineItemsUrl };
    const { resourceId, tag, label, scoreMaximum } = lineItem;
    const ofLink = tag === RESULT_TAG ? { resourceLinkId: linkId } : {};
    const found =
      (await deps.platform.findLineItem(target, { resourceId, tag, ...ofLink })) ??
      (await deps.platform.createLineItem(target, { label, scoreMaximum, resourceId, tag }));
    await updateLineItemUrl(trx, lineItemId, found.id);
    return found.id;
  });
}

/** Queues pending grades that no job will deliver: a lost job never loses a grade. */
export async function sweepGrades(deps: Pick<DeliveryDeps, 'db' | 'jobs' | 'now'>): Promise<number> {
  let queued = 0;
  for (const row of await listPending(deps.db, new Date(deps.now().getTime() - 30_000), 500)) {
    if (await deps.jobs.hasGradeJob(row)) continue;
    await deps.jobs.queueGrade(deps.db, row);
    queued += 1;
  }
  return queued;
}
