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

/** Origins that may frame a launch of this platform. */
export function frameOriginsOf(platform: {
  readonly issuer: string;
  readonly authUrl: string;
  readonly frameOrigins: readonly string[];
}): string[] {
  const own = [platform.issuer, platform.authUrl].flatMap((url) =>
    URL.canParse(url) ? [new URL(url).origin] : [],
  );
  return [...new Set([...own, ...platform.frameOrigins])].filter((origin) => origin.startsWith('http'));
}
