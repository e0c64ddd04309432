import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { AuditEvent, Deployment, Platform } from '../db/schema.ts';
import { isSharedIssuer } from '../lti/vendors.ts';

/** More platforms than one page can show are more than one Palier serves. */
const MOST_PLATFORMS = 500;
/** A grade that still waits after ten minutes is late: the first tries come within seconds. */
const LATE_MS = 10 * 60_000;

export type PlatformRow = Selectable<Platform> & {
  readonly deployments: readonly Selectable<Deployment>[];
  readonly contexts: number;
  readonly people: number;
  readonly grades: readonly GradeTrouble[];
  /** Other registrations of the same site whose people it does not share. */
  readonly twins: readonly { readonly id: string; readonly name: string; readonly clientId: string }[];
};

/** Grades of a platform that somebody should look at. */
export interface GradeTrouble {
  readonly state: 'refused' | 'late';
  /** The key of a message; null when a late one was never tried. */
  readonly reason: string | null;
  readonly count: number;
}

/** All platforms, or one, with what hangs on them: those that wait for an approval first. */
export async function listPlatformRows(db: Db, now: Date, id?: string): Promise<PlatformRow[]> {
  let query = db.selectFrom('platform').selectAll();
  if (id !== undefined) query = query.where('id', '=', id);
  const platforms = await query.orderBy('name').orderBy('id').limit(MOST_PLATFORMS).execute();
  const ids = platforms.map((platform) => platform.id);
  if (ids.length === 0) return [];
  const deployments = await db
    .selectFrom('deployment')
    .selectAll()
    .where('platformId', 'in', ids)
    .orderBy('id')
    .execute();
  const [contexts, people] = [await countContexts(db, ids), await countPeople(db, ids)];
  const grades = await listGradeTroubles(db, ids, now);
  const alike = await db
    .selectFrom('platform')
    .select(['id', 'name', 'clientId', 'issuer', 'joinedTo'])
    .where(
      'issuer',
      'in',
      platforms.map(({ issuer }) => issuer),
    )
    .orderBy('id')
    .execute();
  const rows = platforms.map((platform) => ({
    ...platform,
    deployments: deployments.filter(({ platformId }) => platformId === platform.id),
    contexts: contexts.get(platform.id) ?? 0,
    people: people.get(platform.id) ?? 0,
    grades: grades.get(platform.id) ?? [],
    twins: platform.joinedTo === null ? alike.filter((other) => isTwin(platform, other)) : [],
  }));
  const waits = (row: PlatformRow) =>
    row.status === 'pending' || row.deployments.some(({ status }) => status === 'pending');
  return rows.sort((a, b) => Number(waits(b)) - Number(waits(a)));
}

function isTwin(
  platform: Selectable<Platform>,
  other: Pick<Selectable<Platform>, 'id' | 'issuer' | 'joinedTo'>,
): boolean {
  if (isSharedIssuer(platform.issuer)) return false;
  return other.issuer === platform.issuer && other.id !== platform.id && other.joinedTo === null;
}

async function countContexts(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('context')
    .innerJoin('deployment', 'deployment.id', 'context.deploymentId')
    .select((eb) => ['deployment.platformId', eb.fn.countAll<string>().as('count')])
    .where('deployment.platformId', 'in', ids)
    .groupBy('deployment.platformId')
    .execute();
  return new Map(rows.map(({ platformId, count }) => [platformId, Number(count)]));
}

async function countPeople(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('ltiUser')
    .select((eb) => ['platformId', eb.fn.countAll<string>().as('count')])
    .where('platformId', 'in', ids)
    .groupBy('platformId')
    .execute();
  return new Map(rows.map(({ platformId, count }) => [platformId, Number(count)]));
}

async function listGradeTroubles(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, GradeTrouble[]>> {
  const before = new Date(now.getTime() - LATE_MS);
  const rows = await db
    .selectFrom('grade')
    .innerJoin('ltiUser', 'ltiUser.id', 'grade.userId')
    .select((eb) => ['platformId', 'state', 'reason', eb.fn.countAll<string>().as('count')])
    .where('platformId', 'in', ids)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'refused'),
        eb.and([eb('state', '=', 'pending'), eb('queuedAt', '<', before)]),
      ]),
    )
    .groupBy(['platformId', 'state', 'reason'])
    .orderBy(sql`count(*)`, 'desc')
    .execute();
  const troubles = new Map<string, GradeTrouble[]>();
  for (const { platformId, state, reason, count } of rows) {
    const trouble = {
      state: state === 'refused' ? 'refused' : 'late',
      reason,
      count: Number(count),
    } as const;
    troubles.set(platformId, [...(troubles.get(platformId) ?? []), trouble]);
  }
  return troubles;
}

/** The log, newest first, from before an event's id on; one more than `limit` when there are older ones. */
export async function listEvents(
  db: Db,
  before: string | undefined,
  limit: number,
): Promise<Selectable<AuditEvent>[]> {
  let query = db.selectFrom('auditEvent').selectAll();
  if (before !== undefined) query = query.where('id', '<', before);
  return query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}
