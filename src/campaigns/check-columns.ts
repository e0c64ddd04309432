import {
  type CampaignInCourse,
  type HeldColumn,
  knockAt,
  listHeldColumns,
  resendTo,
} from '../grades/deleted-columns.ts';
import { PlatformError } from '../lti/platform-error.ts';
import { getCourseServices } from '../lti/store.ts';
import { takeColumnCheck } from './course-store.ts';
import type { CampaignsDeps } from './deps.ts';

const FRESH_MS = 5 * 60_000;
/** Between two requests of a teacher. */
const PAUSE_MS = 4000;

/**
 * Looks, while a teacher reads the class page, whether the course still has the columns that hold our grades: the LMS
 * tells nobody that one was deleted. The delivery of one grade then settles what became of it.
 */
export async function checkColumns(
  deps: CampaignsDeps,
  of: CampaignInCourse,
  options: { readonly force: boolean },
): Promise<void> {
  const held = await listHeldColumns(deps.db, of);
  if (held.length === 0) return;
  const { platformId, lineItemsUrl } = await getCourseServices(deps.db, of.contextId);
  if (lineItemsUrl === null) return;
  const now = deps.now();
  const before = new Date(now.getTime() - (options.force ? PAUSE_MS : FRESH_MS));
  if (!(await takeColumnCheck(deps.db, of, now, before))) return;
  try {
    const target = { platformId, lineItemsUrl };
    const listed = new Set((await deps.platform.listLineItems(target)).map(({ id }) => id));
    for (const column of held) {
      const { url, heldBy } = column;
      if (heldBy.every((address) => listed.has(address))) continue;
      // Some platforms do not list all that they keep.
      const stands = url !== null && (listed.has(url) || (await deps.platform.hasLineItem(target, url)));
      await putInLine(deps, column, stands);
    }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    deps.log.warn({ contextId: of.contextId, status: error.status, code: error.code }, 'columns not checked');
  }
}

/** Of a column that stands, the grades that another took; of one that is gone, a single grade, which finds that out. */
async function putInLine(deps: CampaignsDeps, column: HeldColumn, stands: boolean): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const jobs = stands
      ? await resendTo(trx, column, deps.now())
      : await knockAt(trx, column.lineItemId, deps.now());
    for (const job of jobs) await deps.jobs.queueGrade(trx, job);
  });
}
