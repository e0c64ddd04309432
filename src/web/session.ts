import { hash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { NO_SETTINGS, type Settings } from './settings.ts';
import { settingsOf } from './settings-store.ts';

export type Role = 'learner' | 'teacher' | 'none';

/** What one launch opened: bound to its platform (of joined registrations, the one whose people they share), deployment, person, context, role and link for good. */
export interface Session {
  readonly id: string;
  readonly platformId: string;
  readonly deploymentId: string;
  readonly userId: string;
  readonly contextId: string | null;
  readonly resourceLinkId: string | null;
  readonly role: Role;
  readonly locale: string;
  readonly deepLinking: unknown;
  readonly returnUrl: string | null;
}

const IDLE_MS = 2 * 3_600_000;
const ABSOLUTE_MS = 12 * 3_600_000;
/** `used_at` is written at most this often, so that reading a page is not a write. */
const TOUCH_MS = 60_000;

/** Opens a session in the caller's transaction. @returns the bearer token (32 random bytes, base64url), kept nowhere. */
export async function openSession(
  db: Db,
  session: Omit<Session, 'id'>,
  now: Date,
): Promise<{ id: string; token: string }> {
  const { token, tokenHash } = createSessionToken();
  const { deepLinking, ...columns } = session;
  const row = await db
    .insertInto('session')
    .values({
      ...columns,
      tokenHash,
      deepLinking: deepLinking == null ? null : JSON.stringify(deepLinking),
      createdAt: now,
      usedAt: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, token };
}

/** A new bearer token (32 random bytes, base64url), to be kept nowhere, and the hash by which it is known. */
export function createSessionToken(): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

/** A session that lives, and how its person wants to read. */
interface Found {
  readonly session: Session;
  readonly settings: Settings;
}

/** The live session of a token. */
export async function findSession(db: Db, token: string, now: Date): Promise<Found | undefined> {
  const row = await sessionRows(db, now).where('tokenHash', '=', hashToken(token)).executeTakeFirst();
  if (!row) return undefined;
  if (now.getTime() - row.usedAt.getTime() > TOUCH_MS) {
    await db.updateTable('session').set({ usedAt: now }).where('id', '=', row.id).execute();
  }
  return asFound(row);
}

/** The live session for which an address was signed. */
export async function findSessionById(db: Db, id: string, now: Date): Promise<Found | undefined> {
  const row = await sessionRows(db, now).where('session.id', '=', id).executeTakeFirst();
  return row && asFound(row);
}

function sessionRows(db: Db, now: Date) {
  return liveSessions(db, now)
    .leftJoin('personSettings', 'personSettings.userId', 'session.userId')
    .selectAll('session')
    .select((e) => e.fn.toJson('personSettings').as('settings'));
}

function asFound(
  row: NonNullable<Awaited<ReturnType<ReturnType<typeof sessionRows>['executeTakeFirst']>>>,
): Found {
  const session: Session = {
    id: row.id,
    platformId: row.platformId,
    deploymentId: row.deploymentId,
    userId: row.userId,
    contextId: row.contextId,
    resourceLinkId: row.resourceLinkId,
    role: row.role === 'learner' || row.role === 'teacher' ? row.role : 'none',
    locale: row.locale,
    deepLinking: row.deepLinking,
    returnUrl: row.returnUrl,
  };
  return { session, settings: settingsOf(row.settings) };
}

/** Whether a session, known by its id alone, is still live. */
export async function isSessionLive(db: Db, id: string, now: Date): Promise<boolean> {
  return (await findUserOfSession(db, id, now)) !== undefined;
}

/** Whose session this is, known by its id alone, while it is live. */
export async function findUserOfSession(db: Db, id: string, now: Date): Promise<string | undefined> {
  const row = await liveSessions(db, now)
    .select('session.userId')
    .where('session.id', '=', id)
    .executeTakeFirst();
  return row?.userId;
}

/** Not ended, idle under 2 h, opened under 12 h ago, on a platform and deployment that are still welcome. */
function liveSessions(db: Db, now: Date) {
  return (
    db
      .selectFrom('session')
      .innerJoin('deployment', 'deployment.id', 'session.deploymentId')
      // The registration that opened it: one that was joined to another may outlive that one.
      .innerJoin('platform', 'platform.id', 'deployment.platformId')
      .where('endedAt', 'is', null)
      .where('usedAt', '>', new Date(now.getTime() - IDLE_MS))
      .where('session.createdAt', '>', new Date(now.getTime() - ABSOLUTE_MS))
      .where('platform.status', '=', 'active')
      .where('deployment.status', '=', 'active')
  );
}

/** All of a person's: on a shared computer, an earlier launch of theirs may still stand in a history. */
export async function endSessionsOf(db: Db, userId: string, now: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ endedAt: now })
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .execute();
}

/** Removes sessions that can no longer be used. @returns how many. */
export async function purgeSessions(db: Db, now: Date): Promise<number> {
  const result = await db
    .deleteFrom('session')
    .where('createdAt', '<', new Date(now.getTime() - ABSOLUTE_MS))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** The token of `Authorization: Bearer …`, or null. */
export function bearerToken(req: Request): string | null {
  const match = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(req.get('authorization') ?? '');
  return match?.[1] ?? null;
}

/** Gives this request its session; `token` only on the answer of a launch, which hands it to the page. */
export function attachSession(res: Response, session: Session, token?: string): void {
  res.locals.session = session;
  if (token !== undefined) res.locals.newToken = token;
}

export function findAttachedSession(res: Response): Session | undefined {
  return res.locals.session;
}

/** This request's pages are shown as the person chose; a chosen language is the session's. */
export function attachSettings(res: Response, settings: Settings): void {
  const session: Session | undefined = res.locals.launched ?? findAttachedSession(res);
  res.locals.settings = settings;
  res.locals.launched = session;
  if (!session) return;
  const { language } = settings;
  attachSession(
    res,
    language === 'auto' || language === session.locale ? session : { ...session, locale: language },
  );
}

export function findAttachedSettings(res: Response): Settings {
  return res.locals.settings ?? NO_SETTINGS;
}

/** @throws AppError session-missing */
export function getSession(res: Response): Session {
  const session = findAttachedSession(res);
  if (!session) throw new AppError('session-missing');
  return session;
}

type ContextSession = Session & { readonly contextId: string };

/**
 * Of a teacher in their course. A Deep Linking session is not one: administrators of an LMS have them too, and an
 * administrator is nobody's teacher.
 * @throws AppError session-missing, forbidden
 */
export function getTeacherSession(res: Response): ContextSession {
  return getContextSession(res, (session) => session.deepLinking == null);
}

/** Of somebody who places an activity in a course. @throws AppError session-missing, forbidden */
export function getDeepLinkingSession(res: Response): ContextSession {
  return getContextSession(res, (session) => session.deepLinking != null);
}

function getContextSession(res: Response, suits: (session: Session) => boolean): ContextSession {
  const session = getSession(res);
  const { contextId } = session;
  if (session.role !== 'teacher' || contextId === null || !suits(session)) {
    throw new AppError('forbidden', `role ${session.role}`);
  }
  return { ...session, contextId };
}

function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
