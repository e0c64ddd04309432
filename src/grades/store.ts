import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

export interface LineItemWanted {
  readonly resourceId: string;
  readonly tag: string;
  readonly label: string;
  readonly scoreMaximum: number;
}

/** One row per column of a gradebook, made at most once for a link. @returns its id. */
export async function upsertLineItem(
  trx: Db,
  resourceLinkId: string,
  wanted: LineItemWanted,
): Promise<string> {
  const { resourceId, tag, label, scoreMaximum } = wanted;
  const row = await trx
    .insertInto('lineItem')
    .values({ resourceLinkId, resourceId, tag, label, scoreMaximum })
    .onConflict((conflict) =>
      conflict.columns(['resourceLinkId', 'resourceId', 'tag']).doUpdateSet({ label }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function supersedePending(
  trx: Db,
  lineItemId: string,
  userId: string,
  exceptParticipationId: string,
): Promise<void> {
  await trx
    .updateTable('grade')
    .set({ state: 'superseded' })
    .where('lineItemId', '=', lineItemId)
    .where('userId', '=', userId)
    .where('participationId', '!=', exceptParticipationId)
    .where('state', 'in', ['pending', 'refused'])
    .execute();
}

export interface NewGrade {
  readonly participationId: string;
  readonly lineItemId: string;
  readonly userId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  readonly comment: string;
  readonly queuedAt: Date;
}

/** @returns false when this participation already has its grade for this line item. */
export async function insertGrade(trx: Db, grade: NewGrade): Promise<boolean> {
  const row = await trx
    .insertInto('grade')
    .values(grade)
    .onConflict((conflict) => conflict.columns(['participationId', 'lineItemId']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export interface Delivery {
  readonly gradeId: string;
  readonly lineItemId: string;
  readonly platformId: string;
  readonly sub: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  readonly comment: string;
  readonly attempts: number;
  readonly lineItem: LineItemWanted & { readonly url: string | null };
  /** The link's own line item, as its launches claim it. */
  readonly claimedUrl: string | null;
  /** The link, as the platform names it. */
  readonly linkId: string;
  readonly lineItemsUrl: string | null;
}

/** What the row says now, for one line item and pupil. */
export async function findDelivery(
  db: Db,
  lineItemId: string,
  userId: string,
): Promise<Delivery | undefined> {
  const row = await db
    .selectFrom('grade')
    .innerJoin('lineItem', 'lineItem.id', 'grade.lineItemId')
    .innerJoin('resourceLink', 'resourceLink.id', 'lineItem.resourceLinkId')
    .innerJoin('context', 'context.id', 'resourceLink.contextId')
    .innerJoin('ltiUser', 'ltiUser.id', 'grade.userId')
    .select([
      'grade.id as gradeId',
      'grade.lineItemId',
      'ltiUser.platformId',
      'ltiUser.sub',
      'grade.scoreGiven',
      'grade.scoreMaximum',
      'grade.comment',
      'grade.attempts',
      'lineItem.resourceId',
      'lineItem.tag',
      'lineItem.label',
      'lineItem.scoreMaximum as columnMaximum',
      'lineItem.url',
      'resourceLink.lineItemUrl as claimedUrl',
      'resourceLink.linkId',
      'context.lineItemsUrl',
    ])
    .where('grade.lineItemId', '=', lineItemId)
    .where('grade.userId', '=', userId)
    .where('grade.state', '=', 'pending')
    .orderBy('grade.id', 'desc')
    .executeTakeFirst();
  if (!row) return undefined;
  const { resourceId, tag, label, columnMaximum, url, ...grade } = row;
  return { ...grade, lineItem: { resourceId, tag, label, scoreMaximum: columnMaximum, url } };
}

/** When this column last received this pupil's score from us. */
export async function findLastSending(db: Db, lineItemId: string, userId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('grade')
    .select((e) => e.fn.max('sentAt').as('sentAt'))
    .where('lineItemId', '=', lineItemId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row?.sentAt ?? undefined;
}

export async function updateLineItemUrl(db: Db, lineItemId: string, url: string): Promise<void> {
  await db.updateTable('lineItem').set({ url }).where('id', '=', lineItemId).execute();
}

/**
 * Only one process at a time looks for, or makes, this column, until the transaction ends. Not a row lock:
 * pupils who send meanwhile must not wait for a slow LMS. @returns the address that another process found first.
 */
export async function lockLineItem(trx: Db, lineItemId: string): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`line-item:${lineItemId}`}, 0))`.execute(trx);
  const row = await trx.selectFrom('lineItem').select('url').where('id', '=', lineItemId).executeTakeFirst();
  return row?.url ?? null;
}

export async function markSent(db: Db, gradeId: string, now: Date): Promise<void> {
  await db
    .updateTable('grade')
    .set({ state: 'sent', sentAt: now, triedAt: now, reason: null, attempts: sql`attempts + 1` })
    .where('id', '=', gradeId)
    .execute();
}

export async function markTried(
  db: Db,
  gradeId: string,
  outcome: { readonly reason: string; readonly refused: boolean },
  now: Date,
): Promise<void> {
  await db
    .updateTable('grade')
    .set({
      state: outcome.refused ? 'refused' : 'pending',
      reason: outcome.reason,
      triedAt: now,
      attempts: sql`attempts + 1`,
    })
    .where('id', '=', gradeId)
    .where('state', '=', 'pending')
    .execute();
}

/** Pending rows that a lost job may have left behind. */
export async function listPending(db: Db, queuedBefore: Date, limit: number) {
  return db
    .selectFrom('grade')
    .select(['lineItemId', 'userId'])
    .distinct()
    .where('state', '=', 'pending')
    .where('queuedAt', '<', queuedBefore)
    .limit(limit)
    .execute();
}

export type GradeState = 'pending' | 'sent' | 'refused' | 'superseded';

export interface GradeRow {
  readonly id: string;
  readonly participationId: string;
  readonly tag: string;
  readonly state: GradeState;
  readonly reason: string | null;
}

export async function listGradesOf(db: Db, participationIds: readonly string[]): Promise<GradeRow[]> {
  if (participationIds.length === 0) return [];
  const rows = await db
    .selectFrom('grade')
    .innerJoin('lineItem', 'lineItem.id', 'grade.lineItemId')
    .select(['grade.id', 'grade.participationId', 'lineItem.tag', 'grade.state', 'grade.reason'])
    .where('grade.participationId', 'in', participationIds)
    .orderBy('grade.id')
    .execute();
  return rows.map((row) => ({ ...row, state: asState(row.state) }));
}

/** Puts the refused grades of a participation back in line. @returns the columns concerned. */
export async function requeueRefused(trx: Db, participationId: string, now: Date) {
  return trx
    .updateTable('grade')
    .set({ state: 'pending', queuedAt: now, reason: null })
    .where('participationId', '=', participationId)
    .where('state', '=', 'refused')
    .returning(['lineItemId', 'userId'])
    .execute();
}

function asState(state: string): GradeState {
  return state === 'sent' || state === 'refused' || state === 'superseded' ? state : 'pending';
}
