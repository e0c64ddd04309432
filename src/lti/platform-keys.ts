import { createLocalJWKSet, type JWK } from 'jose';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { LtiDeps } from './deps.ts';
import type { Http } from './http.ts';
import { type Platform, savePlatformKeys } from './store.ts';

export type PlatformKeys = ReturnType<typeof createPlatformKeys>;

/**
 * A token may name any key, so questions that taught nothing are few: so many at once, each counted for a minute, or
 * for 5 s when there was no answer. One that brought new keys costs nothing: a platform may change its keys and sign
 * with them at once.
 */
const SPARE = 3;
const VAIN_MS = 60_000;
const FAILED_MS = 5_000;
/** Older keys still serve, while new ones are fetched beside. */
const STALE_MS = 3_600_000;

interface Asked {
  /** Under way. */
  answer: Promise<JWK[] | null> | null;
  /** The newest keys that this process has seen. */
  newest: { readonly keys: JWK[]; readonly at: number } | null;
  /** Until when each question asked in vain counts. */
  vain: number[];
}

const keySet = z.object({
  keys: z.array(z.looseObject({ kty: z.string() })).max(200),
});
const rsaKey = z.object({
  kty: z.literal('RSA'),
  // 2048 bits at least, as the algorithm asks: 256 bytes are 342 characters.
  n: z.string().regex(/^[\w-]{342,2048}$/),
  e: z.string().regex(/^[\w-]{1,16}$/),
  kid: z.string().max(255).optional(),
  alg: z.literal('RS256').optional(),
  use: z.literal('sig').optional(),
});

/**
 * The keys with which platforms sign. Known ones live in the platform's row, for every process and for the hours
 * when the platform's address is down; this process remembers what it saw last.
 */
export function createPlatformKeys(deps: LtiDeps, http: Http) {
  const memory = new Map<string, Asked>();

  const rememberOf = (platform: Platform): Asked => {
    const asked = memory.get(platform.id) ?? { answer: null, newest: null, vain: [] };
    memory.set(platform.id, asked);
    return asked;
  };

  /** The row as it was read when the request came may be older than what this process has learnt since. */
  const knownOf = (platform: Platform): { keys: JWK[]; at: number } => {
    const row = { keys: readKeys(platform.jwks), at: platform.jwksFetchedAt?.getTime() ?? 0 };
    const newest = memory.get(platform.id)?.newest;
    return newest && newest.at >= row.at ? newest : row;
  };

  const fetchKeys = async (platform: Platform, asked: Asked): Promise<JWK[] | null> => {
    const before = JSON.stringify(knownOf(platform).keys);
    const at = deps.now();
    try {
      const keys = await fetchPlatformKeys(http, platform);
      asked.newest = { keys, at: at.getTime() };
      if (JSON.stringify(keys) === before) asked.vain.push(at.getTime() + VAIN_MS);
      await savePlatformKeys(deps.db, platform.id, keys, at);
      return keys;
    } catch (error) {
      asked.vain.push(at.getTime() + FAILED_MS);
      deps.log.warn({ platformId: platform.id, err: error }, "a platform's keys could not be fetched");
      return null;
    } finally {
      asked.answer = null;
    }
  };

  /** The newest keys, or null when there is no answer, or the address was asked in vain too often. */
  const refresh = async (platform: Platform): Promise<JWK[] | null> => {
    const asked = rememberOf(platform);
    if (asked.answer) return asked.answer;
    const now = deps.now().getTime();
    asked.vain = asked.vain.filter((until) => until > now && until <= now + VAIN_MS);
    if (asked.vain.length >= SPARE) return null;
    asked.answer = fetchKeys(platform, asked);
    return asked.answer;
  };

  return {
    /**
     * The keys that may have signed a token with this `kid`.
     * @throws AppError keys-unreachable when there never were any; token-signature when none fits.
     */
    async find(platform: Platform, kid: string): Promise<ReturnType<typeof createLocalJWKSet>> {
      const { keys, at } = knownOf(platform);
      const fitting = chooseKeys(keys, kid);
      if (fitting.length > 0) {
        if (deps.now().getTime() - at > STALE_MS) void refresh(platform);
        return createLocalJWKSet({ keys: fitting });
      }
      return this.findNewer(platform, kid);
    },

    /** The same after asking the platform anew: its keys may have changed under their name. */
    async findNewer(platform: Platform, kid: string): Promise<ReturnType<typeof createLocalJWKSet>> {
      const keys = (await refresh(platform)) ?? knownOf(platform).keys;
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

/** The `kid` is only ever a name to look up; a lone key that has none is the one. */
function chooseKeys(keys: readonly JWK[], kid: string): JWK[] {
  const named = keys.filter((key) => key.kid === kid);
  if (named.length > 0) return named.slice(0, 1);
  const [only, another] = keys;
  return only !== undefined && another === undefined && only.kid === undefined ? [only] : [];
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
