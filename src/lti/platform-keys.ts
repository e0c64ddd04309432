import { createPublicKey, type KeyObject } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { JWK } from 'jose';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { LtiDeps } from './deps.ts';
import type { Http } from './http.ts';
import { isSignedBy, type Jws } from './jws.ts';
import { type Platform, savePlatformKeys } from './store.ts';

export type PlatformKeys = ReturnType<typeof createPlatformKeys>;

/**
 * A token may name any key, so questions that teach nothing are few: some at once, then one each 5 s. One that brought
 * new keys costs nothing: a platform may change its keys and sign with them at once.
 */
const SPARE = 3;
const PAUSE_MS = 5_000;
/** Older keys still serve, while new ones are fetched beside. */
const STALE_MS = 3_600_000;

interface Known {
  readonly keys: readonly JWK[];
  /** When the platform gave them: milliseconds since 1970. */
  readonly at: number;
  /** A key is made ready once, not at every launch. */
  readonly ready: Map<JWK, KeyObject>;
}

interface Asked {
  /** The question under way. */
  current: Promise<void> | null;
  /** The one that waits for its turn. */
  next: Promise<void> | null;
  /** The newest keys that this process has seen. */
  newest: Known | null;
  /** When all questions asked in vain will count no more, one each `PAUSE_MS`: milliseconds since 1970. */
  vainUntil: number;
}

/** What is no key, or one we do not understand, is passed over (RFC 7517, 5). */
const keySet = z.object({ keys: z.array(z.unknown()) });
const MAX_KEYS = 200;
const rsaKey = z.object({
  kty: z.literal('RSA'),
  n: z.string().max(2048),
  e: z.string().max(16),
  kid: z.string().max(255).nullish(),
  alg: z.literal('RS256').nullish(),
  use: z.literal('sig').nullish(),
});

/**
 * The keys with which platforms sign. Known ones live in the platform's row, for every process and for the hours
 * when the platform's address is down; this process remembers what it saw last.
 */
export function createPlatformKeys(deps: LtiDeps, http: Http) {
  const memory = new Map<string, Asked>();

  const rememberOf = ({ id, jwksUrl }: Platform): Asked => {
    const source = `${id} ${jwksUrl}`;
    const asked = memory.get(source) ?? { current: null, next: null, newest: null, vainUntil: 0 };
    memory.set(source, asked);
    return asked;
  };

  /** The row as it was read when the request came may be older than what this process has learnt since. */
  const knownOf = (platform: Platform): Known => {
    const asked = rememberOf(platform);
    const at = platform.jwksFetchedAt?.getTime() ?? 0;
    if (asked.newest && asked.newest.at >= at) return asked.newest;
    asked.newest = { keys: readKeys(platform.jwks), at, ready: new Map() };
    return asked.newest;
  };

  const fetchKeys = async (platform: Platform, asked: Asked): Promise<void> => {
    const before = nameKeys(knownOf(platform).keys);
    const at = deps.now();
    try {
      const keys = await fetchPlatformKeys(http, platform);
      asked.newest = { keys, at: at.getTime(), ready: new Map() };
      if (nameKeys(keys) === before) countVain(asked, at);
      await savePlatformKeys(deps.db, platform, keys, at);
    } catch (error) {
      countVain(asked, at);
      deps.log.warn({ platformId: platform.id, err: error }, "a platform's keys could not be fetched");
    } finally {
      asked.current = null;
    }
  };

  /** Until the next question, in milliseconds; a clock set back makes nobody wait longer. */
  const pauseOf = ({ vainUntil }: Asked): number => {
    const due = vainUntil - (SPARE - 1) * PAUSE_MS;
    return Math.min(Math.max(due - deps.now().getTime(), 0), PAUSE_MS);
  };

  const begin = (platform: Platform, asked: Asked): Promise<void> => {
    asked.current ??= fetchKeys(platform, asked);
    return asked.current;
  };

  /** One question, begun from now on, for all who wait for it. */
  const askInTurn = async (platform: Platform, asked: Asked): Promise<void> => {
    await asked.current;
    const pause = pauseOf(asked);
    if (pause > 0) await setTimeout(pause);
    asked.next = null;
    await begin(platform, asked);
  };

  const isSigned = (platform: Platform, jws: Jws): boolean => {
    const known = knownOf(platform);
    return chooseKeys(known.keys, jws.kid).some((key) => isSignedBy(jws, makeReady(known, key)));
  };

  /**
   * The same after asking the platform anew: its keys may have changed, under their name even. Whatever strangers asked
   * before, a question comes that began after this one was put.
   */
  const isSignedAnew = async (platform: Platform, jws: Jws): Promise<boolean> => {
    const asked = rememberOf(platform);
    const known = knownOf(platform);
    // By a key that we have, under a name that it has not: no new key is to be found, and nobody waits for one.
    const misnamed = known.keys.some((key) => isSignedBy(jws, makeReady(known, key)));
    if (misnamed && pauseOf(asked) > 0) return false;
    if (asked.current) {
      await asked.current;
      if (isSigned(platform, jws)) return true;
    }
    asked.next ??= askInTurn(platform, asked);
    await asked.next;
    return isSigned(platform, jws);
  };

  return {
    /** @throws AppError keys-unreachable when there never were any; token-signature when none of them signed this token. */
    async verify(platform: Platform, jws: Jws): Promise<void> {
      if (isSigned(platform, jws)) {
        const asked = rememberOf(platform);
        const stale = deps.now().getTime() - knownOf(platform).at > STALE_MS;
        if (stale && asked.next === null && pauseOf(asked) === 0) void begin(platform, asked);
        return;
      }
      if (await isSignedAnew(platform, jws)) return;
      const known = knownOf(platform);
      if (known.keys.length === 0) throw new AppError('keys-unreachable', `platform ${platform.id}`);
      const named = chooseKeys(known.keys, jws.kid).length > 0;
      throw new AppError('token-signature', named ? undefined : 'no key of the platform has this kid');
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
  const keys = readKeys(JSON.parse(answer.text)).filter(isUsable);
  if (keys.length === 0) throw new Error('the key address gave no RS256 key');
  return keys;
}

function countVain(asked: Asked, at: Date): void {
  // A clock set back since leaves no more than what was asked at once.
  const counted = Math.min(asked.vainUntil, at.getTime() + SPARE * PAUSE_MS);
  asked.vainUntil = Math.max(counted, at.getTime()) + PAUSE_MS;
}

function makeReady(known: Known, key: JWK): KeyObject {
  const ready = known.ready.get(key) ?? createPublicKey({ key: { ...key }, format: 'jwk' });
  known.ready.set(key, ready);
  return ready;
}

/** The `kid` is only ever a name to look up: several keys may have it (RFC 7517, 4.5); a lone key that has none is the one. */
function chooseKeys(keys: readonly JWK[], kid: string): readonly JWK[] {
  const named = keys.filter((key) => key.kid === kid);
  if (named.length > 0) return named;
  return keys.length === 1 ? keys.filter((key) => key.kid === undefined) : [];
}

/** Two sets have the same name when they hold the same keys, in any order. */
function nameKeys(keys: readonly JWK[]): string {
  return keys
    .map((key) => JSON.stringify(key))
    .sort()
    .join();
}

/** A key that is no key, or is weaker than the algorithm asks, would break a verification instead of failing it. */
function isUsable(jwk: JWK): boolean {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  } catch {
    return false;
  }
}

function readKeys(given: unknown): JWK[] {
  const set = keySet.safeParse(given);
  if (!set.success) return [];
  const keys = set.data.keys.flatMap((key) => {
    const rsa = rsaKey.safeParse(key);
    if (!rsa.success) return [];
    const { kty, n, e, kid } = rsa.data;
    return [{ kty, n, e, alg: 'RS256', ...(kid == null ? {} : { kid }) }];
  });
  return keys.slice(0, MAX_KEYS);
}
