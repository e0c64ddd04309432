import { PlatformError } from '../lti/platform-error.ts';
import type { DeliveryDeps } from './deps.ts';
import { RESULT_TAG } from './enqueue.ts';
import { claimMaking, type Delivery, endMaking, forgetLineItemUrl, listHeldUrls } from './store.ts';

/** The column's address: the one known, else the link's own by its claim, else looked up, else made. */
export async function findColumn(deps: DeliveryDeps, delivery: Delivery): Promise<string> {
  const { lineItem, claimedUrl } = delivery;
  if (lineItem.url !== null) return lineItem.url;
  if (lineItem.tag === RESULT_TAG && claimedUrl !== null) return claimedUrl;
  return lookUp(deps, delivery, []);
}

/** Another address for a column that the LMS says is gone. */
export async function replaceColumn(deps: DeliveryDeps, delivery: Delivery, gone: string): Promise<string> {
  await forgetLineItemUrl(deps.db, delivery.lineItemId, gone);
  return lookUp(deps, delivery, [gone]);
}

/** Found by `resourceId` and `tag` before any is made: an answer lost on the way must not make a second column. */
async function lookUp(deps: DeliveryDeps, delivery: Delivery, gone: readonly string[]): Promise<string> {
  const { lineItem, lineItemId, linkId, platformId, lineItemsUrl } = delivery;
  if (lineItemsUrl === null) {
    throw new PlatformError({
      kind: 'refused',
      status: null,
      code: 'no-line-items',
      reason: 'grade.reason.no-service',
    });
  }
  const claim = await claimMaking(deps.db, lineItemId, deps.now());
  if (!claim) {
    throw new PlatformError({
      kind: 'retry',
      status: null,
      code: 'being-made',
      reason: 'grade.reason.busy',
      retryAfterSeconds: 2,
    });
  }
  let url: string | undefined;
  try {
    if (claim.url !== null) return claim.url;
    const target = { platformId, lineItemsUrl };
    const { resourceId, tag, label, scoreMaximum } = lineItem;
    const except = [...gone, ...(await listHeldUrls(deps.db, lineItemId, lineItem))];
    const ofLink = tag === RESULT_TAG ? { resourceLinkId: linkId } : {};
    const found =
      (await deps.platform.findLineItem(target, { resourceId, tag, except, ...ofLink })) ??
      (await deps.platform.createLineItem(target, { label, scoreMaximum, resourceId, tag }));
    url = found.id;
    return url;
  } finally {
    await endMaking(deps.db, lineItemId, url);
  }
}
