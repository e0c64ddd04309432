import { createLocalJWKSet, type JWK } from 'jose';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { LtiDeps } from './deps.ts';
import type { Http } from './http.ts';
import { type Platform, savePlatformKeys } from './store.ts';

export type PlatformKeys = ReturnType<typeof createPlatformKeys>;

/** A platform's address is asked at most this often, whatever tokens say… */
const PAUSE_MS = 60_000;
/** …and this often while it does not answer. */
const FAILED_PAUSE_MS = 5_000;
/** Older keys still serve, while new ones are fetched beside. */
const STALE_MS = 3_600_000;

const keySet = z.object({
  keys: z.array(z.looseObject({ kty: z.string() })).max(200),
});
const rsaKey = z.object({
  kty: z.literal('RSA'),
  n: z.string().max(2048),
  e: z.string().max(16),
  kid: z.string().max(255).optional(),
  alg: z.literal('RS256').optional(),
  use: z.literal('sig').optional(),
});

/**
 * The keys with which platforms sign. Known ones live in the platform's row, for every process and for the hours
 * when the platform's address is down; this process remembers only when it last asked.
 */
export function createPlatformKeys(deps: LtiDeps, http: Http) {
  const asked = new Map<string, { at: number; failed: boolean; answer: Promise<JWK[]> }>();

  const fetchKeys = async (platform: Platform): Promise<JWK[]> => {
    const keys = await fetchPlatformKeys(http, platform);
    await savePlatformKeys(deps.db, platform.id, keys, deps.now());
    return keys;
  };

  /** The newest keys, or null when the address was asked a moment ago and gave no others. */
  const refresh = async (platform: Platform): Promise<JWK[] | null> => {
    const now = deps.now().getTime();
    const last = asked.get(platform.id);
    if (last && Math.abs(now - last.at) < (last.failed ? FAILED_PAUSE_MS : PAUSE_MS)) {
      return last.answer.catch(() => null);
    }
    const asking = { at: now, failed: false, answer: fetchKeys(platform) };
    asked.set(platform.id, asking);
    return asking.answer.catch((error: unknown) => {
      asking.failed = true;
      deps.log.warn({ platformId: platform.id, err: error }, "a platform's keys could not be fetched");
      return null;
    });
  };

  return {
    /**
     * The keys that may have signed a token with this `kid`.
     * @throws AppError keys-unreachable when there never were any; token-signature when none fits.
     */
    async find(platform: Platform, kid: string | undefined): Promise<ReturnType<typeof createLocalJWKSet>> {
      const known = readKeys(platform.jwks);
      const fitting = chooseKeys(known, kid);
      if (fitting.length > 0) {
        const age = deps.now().getTime() - (platform.jwksFetchedAt?.getTime() ?? 0);
        if (age > STALE_MS) void refresh(platform);
        return createLocalJWKSet({ keys: fitting });
      }
      return this.findNewer(platform, kid);
    },

    /** The same after asking the platform anew: its keys may have changed under their name. */
    async findNewer(
      platform: Platform,
      kid: string | undefined,
    ): Promise<ReturnType<typeof createLocalJWKSet>> {
      const fresh = await refresh(platform);
      const keys = fresh ?? readKeys(platform.jwks);
      if (keys.length === 0) throw new AppError('keys-unreachable', `platform ${platform.id}`);
      const fitting = chooseKeys(keys, kid);
      if (fitting.length === 0) throw new AppError('token-signature', 'no key of the platform has this kid');
      return createLocalJWKSet({ keys: fitting });
    },
  };
}

/** The keys that a platform's address gives now. @throws Error when there is none to use */
export async function fetchPlatformKeys(http: Http, platform: Platform): Promise<JWK[]> {
  const answer = await http({
    method: 'GET',
    url: platform.jwksUrl,
    headers: { Accept: 'application/json' },
  });
  if (answer.status !== 200) throw new Error(`the key address answered ${answer.status}`);
  const keys = readKeys(JSON.parse(answer.text));
  if (keys.length === 0) throw new Error('the key address gave no RS256 key');
  return keys;
}

/** The `kid` is only ever a name to look up; without one, a lone key is the one. */
function chooseKeys(keys: readonly JWK[], kid: string | undefined): JWK[] {
  const named = keys.filter((key) => key.kid === kid && kid !== undefined);
  if (named.length > 0) return named.slice(0, 1);
  const [only, another] = keys;
  if (only === undefined || another !== undefined) return [];
  return kid === undefined || only.kid === undefined
    ? [{ ...only, ...(kid === undefined ? {} : { kid }) }]
    : [];
}

function readKeys(given: unknown): JWK[] {
  const set = keySet.safeParse(given);
  if (!set.success) return [];
  return set.data.keys.flatMap((key) => {
    const rsa = rsaKey.safeParse(key);
    if (!rsa.success) return [];
    const { kty, n, e, kid } = rsa.data;
    return [{ kty, n, e, alg: 'RS256', ...(kid === undefined ? {} : { kid }) }];
  });
}
