import { createPlatformClient } from './client.ts';
import type { LtiDeps } from './deps.ts';
import { createHttp, type Http, HttpFault } from './http.ts';
import { createToolKeys } from './keys.ts';
import { PlatformError } from './platform-error.ts';
import { fetchPlatformKeys } from './platform-keys.ts';
import type { Platform } from './store.ts';
import { createTokens, SCOPE } from './token.ts';

export interface Check {
  readonly what: 'keys' | 'clock' | 'token' | 'line-items' | 'members';
  readonly ok: boolean;
  /** A count (of seconds for the clock), or the key of a message that says what is wrong. */
  readonly found: number | string;
  /** For a diagnosis: the fault's stable code, and what was seen of it. Nothing personal. */
  readonly fault: { readonly code: string; readonly proof: string } | null;
}

const NO_SERVICES = { lineItemsUrl: null, membershipsUrl: null };

/** Our assertions lie 10 s back: a clock that is further behind ours refuses them. In seconds. */
const MAX_SKEW = 8;

/**
 * Tries what a platform must do for us: its keys, a token by our keys, and, where a launch has shown them, the
 * line items and the members of the last course seen.
 */
export async function checkPlatform(deps: LtiDeps, platform: Platform): Promise<Check[]> {
  const http = createHttp(deps.config);
  const checks: Check[] = [];
  const attempt = async (what: Check['what'], work: () => Promise<number>) => {
    try {
      checks.push({ what, ok: true, found: await work(), fault: null });
    } catch (error) {
      const reason = error instanceof PlatformError ? error.reason : 'error.keys-unreachable.help';
      checks.push({ what, ok: false, found: reason, fault: describeFault(error) });
    }
  };
  await attempt('keys', async () => (await fetchPlatformKeys(http, platform)).length);
  await attempt('clock', () => measureSkew(deps, http, platform));
  await attempt('token', async () => {
    await createTokens(deps, http, createToolKeys(deps)).get(platform, [SCOPE.score]);
    return 1;
  });
  const client = createPlatformClient(deps);
  const { lineItemsUrl, membershipsUrl } = (await findLastServices(deps, platform.id)) ?? NO_SERVICES;
  if (lineItemsUrl !== null) {
    await attempt('line-items', async () => {
      const target = { platformId: platform.id, lineItemsUrl };
      return (await client.listLineItems(target)).length;
    });
  }
  if (membershipsUrl !== null) {
    await attempt('members', async () => {
      return (await client.listMembers({ platformId: platform.id, membershipsUrl })).length;
    });
  }
  return checks;
}

function describeFault(error: unknown): { code: string; proof: string } {
  const code = error instanceof PlatformError || error instanceof HttpFault ? error.code : 'unreadable';
  return { code, proof: (error instanceof Error ? error.message : String(error)).slice(0, 300) };
}

/** Seconds between their clock and ours. @throws PlatformError when tokens would be refused for it */
async function measureSkew(deps: LtiDeps, http: Http, platform: Platform): Promise<number> {
  const answer = await http({ method: 'GET', url: platform.jwksUrl });
  // `Date` counts whole seconds: its middle is the best guess.
  const theirs = Date.parse(answer.header('date') ?? '') + 500;
  if (Number.isNaN(theirs)) return 0;
  const skew = Math.round(Math.abs(theirs - deps.now().getTime()) / 100) / 10;
  if (skew <= MAX_SKEW) return skew;
  throw new PlatformError({
    kind: 'retry',
    status: answer.status,
    code: 'clock',
    reason: 'lti.check.clock',
    detail: `${skew} s`,
  });
}

/** The line item of a person's latest launch of this platform that had one. */
export async function findLatestLineItem(
  deps: LtiDeps,
  platformId: string,
  sub: string,
): Promise<string | undefined> {
  const row = await deps.db
    .selectFrom('session')
    .innerJoin('ltiUser', 'ltiUser.id', 'session.userId')
    .innerJoin('resourceLink', 'resourceLink.id', 'session.resourceLinkId')
    .select('resourceLink.lineItemUrl')
    .where('session.platformId', '=', platformId)
    .where('ltiUser.sub', '=', sub)
    .where('resourceLink.lineItemUrl', 'is not', null)
    .orderBy('session.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.lineItemUrl ?? undefined;
}

/** The services that the last course seen showed; undefined before any launch. */
export async function findLastServices(
  deps: Pick<LtiDeps, 'db'>,
  platformId: string,
): Promise<{ lineItemsUrl: string | null; membershipsUrl: string | null } | undefined> {
  return deps.db
    .selectFrom('context')
    .innerJoin('deployment', 'deployment.id', 'context.deploymentId')
    .leftJoin('session', 'session.contextId', 'context.id')
    .select(['context.lineItemsUrl', 'context.membershipsUrl'])
    .where('deployment.platformId', '=', platformId)
    .orderBy('session.id', (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();
}
