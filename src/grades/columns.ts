import { PlatformError } from '../lti/platform-error.ts';
import type { DeliveryDeps } from './deps.ts';
import { RESULT_TAG } from './enqueue.ts';
import { claimMaking, type Delivery, endMaking, listHeldUrls } from './store.ts';

/** Another process is looking for the column: waiting for it is no failure. */
export const BEING_MADE = 'being-made';

/** The column's address: the one known, else the link's own by its claim, else looked up, else made. */
export async function findColumn(deps: DeliveryDeps, delivery: Delivery): Promise<string> {
  const { lineItem, claimedUrl } = delivery;
  if (lineItem.url !== null) return lineItem.url;
  if (lineItem.tag === RESULT_TAG && claimedUrl !== null) return claimedUrl;
  return lookUp(deps, delivery, null);
}

/**
 * Another address for a column that the LMS says is gone.
 * @throws the fault itself when the LMS still lists that column: what it misses is something else, the pupil perhaps.
 */
export function replaceColumn(
  deps: DeliveryDeps,
  delivery: Delivery,
  gone: { readonly url: string; readonly fault: PlatformError },
): Promise<string> {
  return lookUp(deps, delivery, gone);
}

/** Found by `resourceId` and `tag` before any is made: an answer lost on the way must not make a second column. */
async function lookUp(
  deps: DeliveryDeps,
  delivery: Delivery,
  gone: { readonly url: string; readonly fault: PlatformError } | null,
): Promise<string> {
  const { lineItem, lineItemId, linkId, platformId, lineItemsUrl } = delivery;
  if (lineItemsUrl === null) throw gone?.fault ?? noService();
  const claim = await claimMaking(deps.db, lineItemId, deps.now());
  if (!claim) throw beingMade();
  let url: string | undefined;
  try {
    if (claim.url !== null && claim.url !== gone?.url) return claim.url;
    const target = { platformId, lineItemsUrl };
    const { resourceId, tag, label, scoreMaximum } = lineItem;
    const except = await listHeldUrls(deps.db, lineItemId, lineItem);
    const ofLink = tag === RESULT_TAG ? { resourceLinkId: linkId } : {};
    const found = await deps.platform.findLineItem(target, { resourceId, tag, except, ...ofLink });
    if (gone && found?.id === gone.url) throw gone.fault;
    const column =
      found ?? (await deps.platform.createLineItem(target, { label, scoreMaximum, resourceId, tag }));
    url = column.id;
    return url;
  } finally {
    await endMaking(deps.db, lineItemId, claim.until, url);
  }
}

function noService(): PlatformError {
  const reason = 'grade.reason.no-service';
  return new PlatformError({ kind: 'refused', status: null, code: 'no-line-items', reason });
}

function beingMade(): PlatformError {
  const reason = 'grade.reason.busy';
  return new PlatformError({ kind: 'retry', status: null, code: BEING_MADE, reason, retryAfterSeconds: 2 });
}
