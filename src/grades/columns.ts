import { type LineItem, matchLineItem } from '../lti/ags.ts';
import { PlatformError } from '../lti/platform-error.ts';
import { addressOf } from './address.ts';
import { COLUMN_DELETED, moveColumn, reportColumn } from './deleted-columns.ts';
import type { DeliveryDeps } from './deps.ts';
import { RESULT_TAG } from './enqueue.ts';
import { type Claim, claimMaking, type Delivery, endMaking, isOwn, listHeldUrls } from './store.ts';

/** Another process is looking for the column: waiting for it is no failure. */
export const BEING_MADE = 'being-made';
/** A 404 for a column that the LMS lists is believed after so many tries: about ten minutes. */
const STRAY_TRIES = 6;

/** The column's address: the one known, else the link's own by its claim, else looked up, else made. */
export async function findColumn(deps: DeliveryDeps, delivery: Delivery): Promise<string> {
  const { lineItem, claimedUrl } = delivery;
  const known = addressOf({ ...lineItem, claimedUrl });
  if (known !== null) return known;
  const { platformId, lineItemsUrl } = delivery;
  if (lineItemsUrl === null) throw noService();
  return claiming(deps, delivery, async (claim) => {
    if (claim.url !== null && isOwn(claim, platformId)) return claim.url;
    const target = { platformId, lineItemsUrl };
    const { resourceId, tag } = lineItem;
    const found = await deps.platform.findLineItem(target, {
      resourceId,
      tag,
      ...(await othersOf(deps, delivery)),
    });
    return settle(deps, delivery, claim, found ?? (await make(deps, delivery, lineItemsUrl)));
  });
}

/**
 * Another address for a column that the LMS says is gone: the one it has elsewhere, else made again if the teacher so
 * chose. Every grade that the old one held is then queued for the new one.
 * @throws PlatformError when the LMS still lists the column, or the teacher would rather be told
 */
export async function replaceColumn(
  deps: DeliveryDeps,
  delivery: Delivery,
  gone: { readonly url: string; readonly fault: PlatformError },
): Promise<string> {
  const { platformId, lineItemsUrl, lineItemId } = delivery;
  if (lineItemsUrl === null) throw gone.fault;
  return claiming(deps, delivery, async (claim) => {
    if (claim.url !== null && claim.url !== gone.url && isOwn(claim, platformId)) return claim.url;
    const items = await deps.platform.listLineItems({ platformId, lineItemsUrl });
    if (items.some(({ id }) => id === gone.url)) throw stray(gone.fault, delivery.attempts);
    const found = await findElsewhere(deps, delivery, items);
    if (!found && !delivery.lineItem.recreate) {
      await deps.db.transaction().execute((trx) => reportColumn(trx, lineItemId, claim.until, deps.now()));
      throw columnDeleted();
    }
    return settle(deps, delivery, claim, found ?? (await make(deps, delivery, lineItemsUrl)));
  });
}

/** Looks for the column, or makes it, alone. */
async function claiming(
  deps: DeliveryDeps,
  { lineItemId }: Delivery,
  work: (claim: Claim) => Promise<string>,
): Promise<string> {
  const claim = await claimMaking(deps.db, lineItemId, deps.now());
  if (!claim) throw beingMade();
  try {
    return await work(claim);
  } finally {
    await endMaking(deps.db, lineItemId, claim.until);
  }
}

/** Keeps the address, with the queue of grades that stood at another. */
async function settle(
  deps: DeliveryDeps,
  delivery: Delivery,
  { until }: Claim,
  { id: url }: LineItem,
): Promise<string> {
  await deps.db.transaction().execute(async (trx) => {
    const jobs = await moveColumn(trx, delivery, { until, url }, deps.now());
    for (const job of jobs) await deps.jobs.queueGrade(trx, job);
  });
  return url;
}

/** Before one is made: an answer lost on the way, or a teacher's own act, must not leave two. */
async function findElsewhere(
  deps: DeliveryDeps,
  delivery: Delivery,
  items: readonly LineItem[],
): Promise<LineItem | undefined> {
  const { lineItem, claimedUrl } = delivery;
  const claimed = lineItem.tag === RESULT_TAG ? items.find(({ id }) => id === claimedUrl) : undefined;
  return claimed ?? matchLineItem(items, { ...lineItem, ...(await othersOf(deps, delivery)) });
}

async function othersOf(deps: DeliveryDeps, { lineItem, lineItemId, linkId }: Delivery) {
  const except = await listHeldUrls(deps.db, lineItemId, lineItem);
  return lineItem.tag === RESULT_TAG ? { except, resourceLinkId: linkId } : { except };
}

/** Never tied to the link: that makes Moodle drop the link's own claim, and an activity has its column from the LMS alone. */
function make(
  deps: DeliveryDeps,
  { platformId, lineItem }: Delivery,
  lineItemsUrl: string,
): Promise<LineItem> {
  const { label, scoreMaximum, resourceId, tag } = lineItem;
  return deps.platform.createLineItem({ platformId, lineItemsUrl }, { label, scoreMaximum, resourceId, tag });
}

function noService(): PlatformError {
  const reason = 'grade.reason.no-service';
  return new PlatformError({ kind: 'refused', status: null, code: 'no-line-items', reason });
}

function beingMade(): PlatformError {
  const reason = 'grade.reason.busy';
  return new PlatformError({ kind: 'retry', status: null, code: BEING_MADE, reason, retryAfterSeconds: 2 });
}

function columnDeleted(): PlatformError {
  return new PlatformError({ kind: 'refused', status: 404, code: 'column-deleted', reason: COLUMN_DELETED });
}

/** The LMS misses something else, the pupil perhaps, or answers for another server that is on its way. */
function stray(fault: PlatformError, attempts: number): PlatformError {
  const kind = attempts < STRAY_TRIES ? 'retry' : 'refused';
  const { status, code, retryAfterSeconds } = fault;
  return new PlatformError({
    kind,
    status,
    code,
    reason: 'grade.reason.not-found',
    retryAfterSeconds,
    cause: fault,
  });
}
