import type { Session } from '../web/session.ts';
import { getDeepLinkingSettings } from './deep-linking.ts';
import type { LtiDeps } from './deps.ts';

const FRESH_MS = 30_000;
const cache = new WeakMap<LtiDeps['db'], { readonly until: number; readonly origins: readonly string[] }>();

/** Origins of all approved platforms, and of what frames them: who may frame a page that has no session. */
export async function listFrameOrigins(deps: Pick<LtiDeps, 'db' | 'now'>): Promise<readonly string[]> {
  const now = deps.now().getTime();
  const known = cache.get(deps.db);
  if (known && known.until > now) return known.origins;
  const rows = await deps.db
    .selectFrom('platform')
    .select(['issuer', 'authUrl', 'frameOrigins'])
    .where('status', '=', 'active')
    .execute();
  const origins = [...new Set(rows.flatMap(frameOriginsOf))];
  cache.set(deps.db, { until: now + FRESH_MS, origins });
  return origins;
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
export function launchPolicy(
  platform: Framed,
  session: Session,
): { frameAncestors: string[]; formAction: string[] } {
  const returns = session.returnUrl === null ? [] : [new URL(session.returnUrl).origin];
  return {
    frameAncestors: [...new Set([...frameOriginsOf(platform), ...returns])],
    formAction:
      session.deepLinking == null ? [] : [new URL(getDeepLinkingSettings(session).returnUrl).origin],
  };
}
