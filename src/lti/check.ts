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
 * line items and the members of the last course seen. Half a minute at most, even when nothing answers.
 */
export async function checkPlatform(deps: LtiDeps, platform: Platform): Promise<Check[]> {
  const http = createHttp(deps.config);
  let skew: number | undefined;
  const timed: Http = async (call) => {
    const from = deps.now();
    const answer = await http(call);
    skew = measureSkew(answer.header('date'), from, deps.now());
    return answer;
  };
  const [keys, token] = await Promise.all([
    attempt('keys', async () => (await fetchPlatformKeys(timed, platform)).length),
    attempt('token', async () => {
      await createTokens(deps, http, createToolKeys(deps)).get(platform, [SCOPE.score]);
      return 1;
    }),
  ]);
  const seconds = skew;
  const clock = seconds === undefined ? [] : [await attempt('clock', async () => judgeSkew(seconds))];
  const services = token.ok ? await checkServices(deps, platform) : [];
  return [keys, ...clock, token, ...services];
}

async function checkServices(deps: LtiDeps, platform: Platform): Promise<Check[]> {
  const client = createPlatformClient(deps);
  const { lineItemsUrl, membershipsUrl } = (await findLastServices(deps, platform.id)) ?? NO_SERVICES;
  const target = { platformId: platform.id };
  const tries: Promise<Check>[] = [];
  if (lineItemsUrl !== null) {
    const list = async () => (await client.listLineItems({ ...target, lineItemsUrl })).length;
    tries.push(attempt('line-items', list));
  }
  if (membershipsUrl !== null) {
    const list = async () => (await client.listMembers({ ...target, membershipsUrl })).length;
    tries.push(attempt('members', list));
  }
  return Promise.all(tries);
}

async function attempt(what: Check['what'], work: () => Promise<number>): Promise<Check> {
  try {
    return { what, ok: true, found: await work(), fault: null };
  } catch (error) {
    const reason = error instanceof PlatformError ? error.reason : 'error.keys-unreachable.help';
    return { what, ok: false, found: reason, fault: describeFault(error) };
  }
}

function describeFault(error: unknown): { code: string; proof: string } {
  const code = error instanceof PlatformError || error instanceof HttpFault ? error.code : 'unreadable';
  return { code, proof: (error instanceof Error ? error.message : String(error)).slice(0, 300) };
}

/** Seconds between their clock, as an answer's `Date` tells, and ours at the middle of the call. */
function measureSkew(date: string | undefined, from: Date, to: Date): number | undefined {
  // `Date` counts whole seconds: its middle is the best guess.
  const theirs = Date.parse(date ?? '') + 500;
  if (Number.isNaN(theirs)) return undefined;
  return Math.round(Math.abs(theirs - (from.getTime() + to.getTime()) / 2) / 100) / 10;
}

/** @throws PlatformError when tokens would be refused for it */
function judgeSkew(seconds: number): number {
  if (seconds <= MAX_SKEW) return seconds;
  throw new PlatformError({
    kind: 'retry',
    status: null,
    code: 'clock',
    reason: 'lti.check.clock',
    detail: `${seconds} s`,
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
    .innerJoin('resourceLink', (join) =>
      join.on((e) =>
        e(e.fn.coalesce('resourceLink.sameAs', 'resourceLink.id'), '=', e.ref('session.resourceLinkId')),
      ),
    )
    .innerJoin('context', 'context.id', 'resourceLink.contextId')
    .innerJoin('deployment', 'deployment.id', 'context.deploymentId')
    .select('resourceLink.lineItemUrl')
    .where('deployment.platformId', '=', platformId)
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
    .leftJoin('session', (join) =>
      join
        .on((e) => e('session.contextId', '=', e.fn.coalesce('context.sameAs', 'context.id')))
        .onRef('session.deploymentId', '=', 'deployment.id'),
    )
    .select(['context.lineItemsUrl', 'context.membershipsUrl'])
    .where('deployment.platformId', '=', platformId)
    .orderBy('session.id', (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();
}
