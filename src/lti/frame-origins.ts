import type { DocumentPolicy } from '../web/security.ts';
import type { Session } from '../web/session.ts';
import { getDeepLinkingSettings } from './deep-linking.ts';
import type { LtiDeps } from './deps.ts';

const FRESH_MS = 30_000;
interface Approved {
  readonly until: number;
  readonly platforms: ReadonlyMap<string, Framed>;
  readonly origins: readonly string[];
}
const cache = new WeakMap<LtiDeps['db'], Approved>();

/** Approved platforms as they were 30 s ago at most, and the origins of all that may frame them. */
async function findApproved(deps: Pick<LtiDeps, 'db' | 'now'>): Promise<Approved> {
  const now = deps.now().getTime();
  const known = cache.get(deps.db);
  if (known && known.until > now) return known;
  const rows = await deps.db
    .selectFrom('platform')
    .select(['id', 'issuer', 'authUrl', 'frameOrigins'])
    .where('status', '=', 'active')
    .execute();
  const platforms = new Map(rows.map((row) => [row.id, row]));
  const origins = [...new Set(rows.flatMap(frameOriginsOf))];
  const approved = { until: now + FRESH_MS, platforms, origins };
  cache.set(deps.db, approved);
  return approved;
}

/**
 * The policy of a page that no session opened: any approved platform may frame it, and a picker loaded into it again
 * may answer.
 */
export async function openPolicy(deps: Pick<LtiDeps, 'db' | 'now'>): Promise<DocumentPolicy> {
  const { origins } = await findApproved(deps);
  return { frameAncestors: origins, formAction: origins };
}

/** The policy of a page of this session: that of its launch. */
export async function sessionPolicy(
  deps: Pick<LtiDeps, 'db' | 'now'>,
  session: Session,
): Promise<DocumentPolicy> {
  const platform = (await findApproved(deps)).platforms.get(session.platformId);
  return platform ? launchPolicy(platform, session) : { frameAncestors: [] };
}

interface Framed {
  readonly issuer: string;
  readonly authUrl: string;
  readonly frameOrigins: readonly string[];
}

const originsOf = new WeakMap<Framed, readonly string[]>();

/** Origins that may frame a launch of this platform. */
export function frameOriginsOf(platform: Framed): readonly string[] {
  const known = originsOf.get(platform);
  if (known) return known;
  const own = [platform.issuer, platform.authUrl].flatMap((url) => URL.parse(url)?.origin ?? []);
  const origins = [...new Set([...own, ...platform.frameOrigins])].filter((origin) =>
    origin.startsWith('http'),
  );
  originsOf.set(platform, origins);
  return origins;
}

/**
 * What the document of one launch may do beyond our own site: be framed by its platform (and by what it says it
 * returns to), and, after a deep linking request, post its answer.
 */
export function launchPolicy(platform: Framed, session: Session): DocumentPolicy {
  const returns = session.returnUrl === null ? [] : [new URL(session.returnUrl).origin];
  return {
    frameAncestors: [...new Set([...frameOriginsOf(platform), ...returns])],
    formAction:
      session.deepLinking == null ? [] : [new URL(getDeepLinkingSettings(session).returnUrl).origin],
  };
}
