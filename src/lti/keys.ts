import { createPrivateKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../db/database.ts';
import type { LtiDeps } from './deps.ts';
import { decrypt, encrypt } from './secrets.ts';

export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

export interface PublicKey {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly kid: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
}

export interface RotatedKey {
  readonly kid: string;
  readonly signsFrom: Date;
}

export type ToolKeys = ReturnType<typeof createToolKeys>;

/** Any constant of ours: one process at a time makes a key. */
const KEY_LOCK = 7_254_118;
/** How long a platform may keep our set: `Cache-Control` of /lti/jwks, in seconds. */
export const PUBLISHED_FOR = 300;
/** Then the new key is known everywhere; twice that, since an answer may have been kept on the way. */
const SIGNS_AFTER_MS = 2 * PUBLISHED_FOR * 1000;
/** What a key signed lives for minutes; platforms that keep our set for a day still find it. */
const PUBLISHED_AFTER_MS = 24 * 3_600_000;
/** How long this process may go on with a key that another has retired. */
const CACHE_MS = 60_000;

const publicKey = z.object({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  kid: z.string(),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
});

/**
 * Our own RSA keys: made at first need, private halves encrypted under SECRET_KEY, replaced by `rotate`. A new key is
 * published at once and signs later; the one before signs until then (`retiredAt`).
 */
export function createToolKeys(deps: Pick<LtiDeps, 'db' | 'config' | 'log' | 'now'>) {
  let cached: { signing: SigningKey; at: number } | undefined;

  const open = (row: { kid: string; privateJwk: Buffer }): SigningKey | undefined => {
    try {
      const jwk = JSON.parse(decrypt(deps.config, 'tool-key', row.privateJwk));
      return { kid: row.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
    } catch (error) {
      // SECRET_KEY is another than before: a new key serves, and platforms fetch it by its new name.
      deps.log.error({ kid: row.kid, err: error }, 'a key of ours cannot be read; a new one replaces it');
      return undefined;
    }
  };

  const make = async (db: Db, signsFrom: Date): Promise<SigningKey> => {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    const jwk = privateKey.export({ format: 'jwk' });
    const kid = randomBytes(12).toString('hex');
    const shown = { kty: 'RSA', n: jwk.n, e: jwk.e, kid, alg: 'RS256', use: 'sig' };
    await db.updateTable('toolKey').set({ retiredAt: signsFrom }).where('retiredAt', 'is', null).execute();
    await db
      .insertInto('toolKey')
      .values({
        kid,
        publicJwk: JSON.stringify(shown),
        privateJwk: encrypt(deps.config, 'tool-key', JSON.stringify(jwk)),
        createdAt: deps.now(),
        signsFrom,
      })
      .execute();
    return { kid, key: privateKey };
  };

  const current = async (): Promise<SigningKey> => {
    const at = deps.now().getTime();
    if (cached && Math.abs(at - cached.at) < CACHE_MS) return cached.signing;
    const signing =
      (await openLive(deps.db)) ??
      (await locked(async (trx) => {
        // Another process may have made one while we waited.
        return (await openLive(trx)) ?? (await make(trx, deps.now()));
      }));
    cached = { signing, at };
    return signing;
  };

  const openLive = async (db: Db): Promise<SigningKey | undefined> => {
    const now = deps.now();
    const rows = await db
      .selectFrom('toolKey')
      .select(['kid', 'privateJwk', 'signsFrom'])
      .where((eb) => eb.or([eb('retiredAt', 'is', null), eb('retiredAt', '>', now)]))
      .orderBy('signsFrom')
      .execute();
    // Another server's clock may be ahead of ours: its first key is no reason to make a second.
    const row = rows.findLast(({ signsFrom }) => signsFrom <= now) ?? rows[0];
    return row && open(row);
  };

  const locked = <T>(work: (trx: Db) => Promise<T>): Promise<T> =>
    deps.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${KEY_LOCK})`.execute(trx);
      return work(trx);
    });

  return {
    /** The key to sign with. */
    current,

    /** The keys at /lti/jwks: those that sign or will, and those that stopped less than 24 h ago. */
    async published(): Promise<PublicKey[]> {
      await current();
      const rows = await deps.db
        .selectFrom('toolKey')
        .select('publicJwk')
        .where((eb) =>
          eb.or([
            eb('retiredAt', 'is', null),
            eb('retiredAt', '>', new Date(deps.now().getTime() - PUBLISHED_AFTER_MS)),
          ]),
        )
        .orderBy('createdAt', 'desc')
        .execute();
      return rows.map((row) => publicKey.parse(row.publicJwk));
    },

    /** When the next key will sign, or null when none waits. */
    async nextSignsFrom(): Promise<Date | null> {
      const row = await deps.db
        .selectFrom('toolKey')
        .select((eb) => eb.fn.max('signsFrom').as('signsFrom'))
        .where('signsFrom', '>', deps.now())
        .executeTakeFirst();
      return row?.signsFrom ?? null;
    },

    /**
     * Makes the next key. One that leaked must sign, and prove, nothing any more: then `leaked` forgets all others and
     * the new one signs at once.
     */
    async rotate(options: { readonly leaked: boolean } = { leaked: false }): Promise<RotatedKey> {
      const made = await locked(async (trx) => {
        if (options.leaked) await trx.deleteFrom('toolKey').execute();
        const signed = options.leaked ? undefined : await openLive(trx);
        const signsFrom = new Date(deps.now().getTime() + (signed ? SIGNS_AFTER_MS : 0));
        return { signing: await make(trx, signsFrom), signsFrom };
      });
      cached = undefined;
      return { kid: made.signing.kid, signsFrom: made.signsFrom };
    },
  };
}
