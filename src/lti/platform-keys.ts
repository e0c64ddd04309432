import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
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

interface Known {
  readonly keys: readonly JWK[];
  /** When the platform gave them: milliseconds since 1970. */
  readonly at: number;
  /** A key is made ready once, not at every launch. */
  readonly ready: Map<JWK, KeyObject>;
}

interface Asked {
  /** Under way. */
  answer: Promise<void> | null;
  /** The newest keys that this process has seen. */
  newest: Known | null;
  /** Until when each question asked in vain counts. */
  vain: number[];
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

  const rememberOf = (platform: Platform): Asked => {
    const asked = memory.get(platform.id) ?? { answer: null, newest: null, vain: [] };
    memory.set(platform.id, asked);
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
      if (nameKeys(keys) === before) asked.vain.push(at.getTime() + VAIN_MS);
      await savePlatformKeys(deps.db, platform.id, keys, at);
    } catch (error) {
      asked.vain.push(at.getTime() + FAILED_MS);
      deps.log.warn({ platformId: platform.id, err: error }, "a platform's keys could not be fetched");
    } finally {
      asked.answer = null;
    }
  };

  /** Asks the platform, unless it is being asked or was asked in vain too often. */
  const refresh = async (platform: Platform): Promise<void> => {
    const asked = rememberOf(platform);
    if (asked.answer) return asked.answer;
    const now = deps.now().getTime();
    asked.vain = asked.vain.filter((until) => until > now && until <= now + VAIN_MS);
    if (asked.vain.length >= SPARE) return;
    asked.answer = fetchKeys(platform, asked);
    return asked.answer;
  };

  return {
    /**
     * The key that may have signed a token with this `kid`.
     * @throws AppError keys-unreachable when there never were any; token-signature when none fits.
     */
    async find(platform: Platform, kid: string): Promise<KeyObject> {
      const known = knownOf(platform);
      const ready = makeReady(known, kid);
      if (!ready) return this.findNewer(platform, kid);
      if (deps.now().getTime() - known.at > STALE_MS) void refresh(platform);
      return ready;
    },

    /** The same after asking the platform anew: its keys may have changed under their name. */
    async findNewer(platform: Platform, kid: string): Promise<KeyObject> {
      await refresh(platform);
      const known = knownOf(platform);
      if (known.keys.length === 0) throw new AppError('keys-unreachable', `platform ${platform.id}`);
      const ready = makeReady(known, kid);
      if (!ready) throw new AppError('token-signature', 'no key of the platform has this kid');
      return ready;
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

function makeReady(known: Known, kid: string): KeyObject | undefined {
  const key = chooseKey(known.keys, kid);
  if (!key) return undefined;
  const ready = known.ready.get(key) ?? createPublicKey({ key: { ...key }, format: 'jwk' });
  known.ready.set(key, ready);
  return ready;
}

/** The `kid` is only ever a name to look up; a lone key that has none is the one. */
function chooseKey(keys: readonly JWK[], kid: string): JWK | undefined {
  const named = keys.find((key) => key.kid === kid);
  if (named) return named;
  const [only, another] = keys;
  return another === undefined && only?.kid === undefined ? only : undefined;
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
