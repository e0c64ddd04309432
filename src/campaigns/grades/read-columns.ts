import { setTimeout } from 'node:timers/promises';
import type { GradedColumn } from '../../grades/report-store.ts';
import type { LineItem } from '../../lti/ags.ts';
import { PlatformError } from '../../lti/platform-error.ts';
import type { CampaignsDeps } from '../deps.ts';

/** The page waits no longer for the LMS. */
const PATIENCE_MS = 4000;

/** What the LMS says of these columns now: by address; or why it could not be asked, a key of the messages. */
export async function readColumns(
  deps: CampaignsDeps,
  columns: readonly GradedColumn[],
): Promise<ReadonlyMap<string, LineItem> | string> {
  const containers = new Map(
    columns.flatMap(({ platformId, lineItemsUrl }) =>
      lineItemsUrl === null ? [] : [[`${platformId} ${lineItemsUrl}`, { platformId, lineItemsUrl }] as const],
    ),
  );
  try {
    const reading = Promise.all(
      [...containers.values()].map((target) => deps.platform.listLineItems(target)),
    );
    const lists = await Promise.race([reading, setTimeout(PATIENCE_MS, null, { ref: false })]);
    if (lists === null) {
      reading.catch((err: unknown) => deps.log.warn({ err }, 'columns not read'));
      return 'campaign.grades.unread.slow';
    }
    return new Map(lists.flat().map((item) => [item.id, item]));
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    deps.log.warn({ status: error.status, code: error.code }, 'columns not read');
    return error.reason;
  }
}
