import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../db/database.ts';

const LIFE_MS = 15 * 60_000;

/** A one-time key of the console, good for 15 minutes. @returns its secret (32 random bytes, base64url), kept nowhere */
export async function createConsoleKey(db: Db, madeBy: string, now: Date): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await db.deleteFrom('adminKey').where('expiresAt', '<', now).execute();
  await db
    .insertInto('adminKey')
    .values({ tokenHash: hash(secret), madeBy, expiresAt: new Date(now.getTime() + LIFE_MS) })
    .execute();
  return secret;
}

/** Whether a key would still open the console; it stays unused. */
export async function isConsoleKeyGood(db: Db, secret: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('adminKey')
    .select('madeBy')
    .where('tokenHash', '=', hash(secret))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses a key up, in the caller's transaction: of two requests at once, one gets it. @returns who made it */
export async function takeConsoleKey(db: Db, secret: string, now: Date): Promise<string | undefined> {
  const row = await db
    .updateTable('adminKey')
    .set({ usedAt: now })
    .where('tokenHash', '=', hash(secret))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('madeBy')
    .executeTakeFirst();
  return row?.madeBy;
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
