import type { LtiDeps } from './deps.ts';
import type { Http, HttpAnswer, HttpCall } from './http.ts';
import { PlatformError } from './platform-error.ts';
import { accept, asPlatformError, checkOrigin } from './platform-faults.ts';
import { findPlatform, type Platform, savePlatformError, touchPlatform } from './store.ts';
import type { Tokens } from './token.ts';

export interface ServiceCall extends HttpCall {
  readonly scopes: readonly string[];
}

export type CallService = (platformId: string, call: ServiceCall) => Promise<HttpAnswer>;

/**
 * Calls a service of a platform with a token, on the platform's own addresses only.
 * A 401 gets one new token and one more try.
 */
export function createServiceCall(deps: LtiDeps, http: Http, tokens: Tokens): CallService {
  const callTwice = async (platform: Platform, call: ServiceCall): Promise<HttpAnswer> => {
    const token = await tokens.get(platform, call.scopes);
    const first = await send(http, call, token);
    if (first.status !== 401) return accept(first, deps.now());
    tokens.drop(platform, call.scopes, token);
    return accept(await send(http, call, await tokens.get(platform, call.scopes)), deps.now());
  };
  return async (platformId, call) => {
    const platform = await findUsable(deps, platformId);
    checkOrigin(platform, call.url);
    try {
      const answer = await callTwice(platform, call);
      await touchPlatform(deps.db, platformId, 'lastServiceAt', deps.now());
      return answer;
    } catch (error) {
      if (error instanceof PlatformError) await savePlatformError(deps.db, platformId, error.message);
      throw error;
    }
  };
}

async function findUsable(deps: LtiDeps, platformId: string): Promise<Platform> {
  const platform = await findPlatform(deps.db, platformId);
  if (platform?.status === 'active') return platform;
  throw new PlatformError({
    kind: 'refused',
    status: null,
    code: 'platform-disabled',
    reason: 'grade.reason.platform-disabled',
  });
}

async function send(http: Http, call: ServiceCall, token: string): Promise<HttpAnswer> {
  try {
    return await http({ ...call, headers: { ...call.headers, Authorization: `Bearer ${token}` } });
  } catch (error) {
    throw asPlatformError(error);
  }
}
