import { PlatformError } from '../lti/platform-error.ts';
import { type ContextRoster, getContextRoster, noteRosterError, saveRoster } from '../lti/roster.ts';
import type { CampaignsDeps } from './deps.ts';

const FRESH_MS = 5 * 60_000;

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
  const age = deps.now().getTime() - (roster.fetchedAt?.getTime() ?? 0);
  if (roster.membershipsUrl === null || (age < FRESH_MS && !options.force)) return roster;
  try {
    const members = await deps.platform.listMembers({
      platformId: roster.platformId,
      membershipsUrl: roster.membershipsUrl,
    });
    await saveRoster(deps.db, roster, members, deps.now());
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    deps.log.warn({ contextId, status: error.status, code: error.code }, 'roster not read');
    await noteRosterError(deps.db, contextId, error.reason);
  }
  return getContextRoster(deps.db, contextId);
}
