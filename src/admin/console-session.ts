import { createHash, randomBytes } from 'node:crypto';
import type { Response } from 'express';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';

/** An administrator's session: of another kind than those of launches, neither opens the other's doors. */
export interface AdminSession {
  readonly id: string;
  /** The account that made the link. */
  readonly openedBy: string;
}

const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 4 * 3_600_000;
/** `used_at` is written at most this often. */
const TOUCH_MS = 60_000;

/** Opens a session in the caller's transaction. @returns the bearer token (32 random bytes, base64url), kept nowhere */
export async function openAdminSession(db: Db, openedBy: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db
    .deleteFrom('adminSession')
    .where('createdAt', '<', new Date(now.getTime() - ABSOLUTE_MS))
    .execute();
  await db
    .insertInto('adminSession')
    .values({ tokenHash: hash(token), openedBy, createdAt: now, usedAt: now })
    .execute();
  return token;
}

/** The live session of a token: not ended, idle under 30 minutes, opened under 4 hours ago. */
export async function findAdminSession(db: Db, token: string, now: Date): Promise<AdminSession | undefined> {
  const row = await db
    .selectFrom('adminSession')
    .select(['id', 'openedBy', 'usedAt'])
    .where('tokenHash', '=', hash(token))
    .where('endedAt', 'is', null)
    .where('usedAt', '>', new Date(now.getTime() - IDLE_MS))
    .where('createdAt', '>', new Date(now.getTime() - ABSOLUTE_MS))
    .executeTakeFirst();
  if (!row) return undefined;
  if (now.getTime() - row.usedAt.getTime() > TOUCH_MS) {
    await db.updateTable('adminSession').set({ usedAt: now }).where('id', '=', row.id).execute();
  }
  return { id: row.id, openedBy: row.openedBy };
}

export async function endAdminSession(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('adminSession').set({ endedAt: now }).where('id', '=', id).execute();
}

export function attachAdminSession(res: Response, session: AdminSession): void {
  res.locals.adminSession = session;
}

/** @throws AppError admin-session-over */
export function getAdminSession(res: Response): AdminSession {
  const session: AdminSession | undefined = res.locals.adminSession;
  if (!session) throw new AppError('admin-session-over');
  return session;
}

/** How the audit log names who acts in this session. */
export function actorOf(res: Response): string {
  return `console (${getAdminSession(res).openedBy})`;
}

function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
