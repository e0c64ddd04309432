import { setTimeout } from 'node:timers/promises';
import { PlatformError } from '../lti/platform-error.ts';
import {
  type ContextRoster,
  getContextRoster,
  noteRosterError,
  noteRosterTry,
  saveRoster,
} from '../lti/roster.ts';
import type { CampaignsDeps } from './deps.ts';

const FRESH_MS = 5 * 60_000;
/** After a failure, the LMS is left alone for this long. */
const PAUSE_MS = 60_000;
/** The page waits no longer; the reading goes on and serves the next one. */
const PATIENCE_MS = 4000;

/**
 * The class list as the LMS gives it, read again when older than five minutes or when asked.
 * An LMS that does not answer costs nothing but freshness: the page says so.
 */
export async function refreshRoster(
  deps: CampaignsDeps,
  contextId: string,
  options: { readonly force: boolean },
): Promise<ContextRoster> {
  const roster = await getContextRoster(deps.db, contextId);
  if (!isDue(roster, deps.now(), options.force)) return roster;
  await noteRosterTry(deps.db, contextId, deps.now());
  const reading = readRoster(deps, roster).catch((err: unknown) => deps.log.error({ err }, 'roster'));
  await Promise.race([reading, setTimeout(PATIENCE_MS, undefined, { ref: false })]);
  return getContextRoster(deps.db, contextId);
}

function isDue(roster: ContextRoster, now: Date, force: boolean): boolean {
  if (roster.membershipsUrl === null) return false;
  const since = (date: Date | null) => now.getTime() - (date?.getTime() ?? 0);
  if (force) return since(roster.triedAt) > PATIENCE_MS;
  return since(roster.fetchedAt) > FRESH_MS && since(roster.triedAt) > PAUSE_MS;
}

async function readRoster(deps: CampaignsDeps, roster: ContextRoster): Promise<void> {
  const { contextId, platformId, membershipsUrl } = roster;
  if (membershipsUrl === null) return;
  const now = deps.now();
  try {
    let whole = true;
    const members = await deps.platform.listMembers({ platformId, membershipsUrl }, () => {
      whole = false;
    });
    await saveRoster(deps.db, roster, members, now, { whole });
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    deps.log.warn({ contextId, status: error.status, code: error.code }, 'roster not read');
    await noteRosterError(deps.db, contextId, error.reason);
  }
}
