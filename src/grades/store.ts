import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { GRADE_QUEUE, type GradeJob } from '../db/jobs.ts';
import type { DB } from '../db/schema.ts';

export interface LineItemWanted {
  readonly resourceId: string;
  readonly tag: string;
  readonly label: string;
  readonly scoreMaximum: number;
}

/** One row per column of a gradebook, made at most once for a link. @returns its id. */
export async function ensureLineItem(
  trx: Db,
  resourceLinkId: string,
  wanted: LineItemWanted,
): Promise<string> {
  const { resourceId, tag, label, scoreMaximum } = wanted;
  // An update would make a whole class wait in line for the same row.
  await trx
    .insertInto('lineItem')
    .values({ resourceLinkId, resourceId, tag, label, scoreMaximum })
    .onConflict((conflict) => conflict.columns(['resourceLinkId', 'resourceId', 'tag']).doNothing())
    .execute();
  const row = await trx
    .selectFrom('lineItem')
    .select('id')
    .where('resourceLinkId', '=', resourceLinkId)
    .where('resourceId', '=', resourceId)
    .where('tag', '=', tag)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Older attempts' grades that have not left yet. */
export async function supersedeOlder(
  trx: Db,
  lineItemId: string,
  userId: string,
  participationId: string,
): Promise<void> {
  await trx
    .updateTable('grade')
    .set({ state: 'superseded' })
    .where('lineItemId', '=', lineItemId)
    .where('userId', '=', userId)
    .where('participationId', '<', participationId)
    .where('state', 'in', ['pending', 'refused'])
    .execute();
}

export async function hasNewerGrade(
  trx: Db,
  lineItemId: string,
  userId: string,
  participationId: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('grade')
    .select('id')
    .where('lineItemId', '=', lineItemId)
    .where('userId', '=', userId)
    .where('participationId', '>', participationId)
    .executeTakeFirst();
  return row !== undefined;
}

export interface NewGrade {
  readonly participationId: string;
  readonly lineItemId: string;
  readonly userId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  readonly comment: string;
  readonly state: 'pending' | 'superseded';
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
  /** The registration through which the activity is open. */
  readonly platformId: string;
  readonly sub: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  readonly comment: string;
  readonly attempts: number;
  /** Of the last try that failed. */
  readonly reason: string | null;
  readonly queuedAt: Date;
  readonly lineItem: LineItemWanted & {
    /** Null too when another registration made it, whose services alone know it. */
    readonly url: string | null;
    /** The teacher asked for it anew, or chose that a deleted column be made again. */
    readonly recreate: boolean;
  };
  /** The link's own line item, as its launches claim it. */
  readonly claimedUrl: string | null;
  /** The link, as the platform names it. */
  readonly linkId: string;
  readonly lineItemsUrl: string | null;
}

/** The activity of a column as it may be reached: where joined registrations know it, by the one that opened it last. */
export function openLink(e: ExpressionBuilder<DB, 'lineItem'>) {
  return e
    .selectFrom('resourceLink')
    .innerJoin('context', 'context.id', 'resourceLink.contextId')
    .innerJoin('deployment', 'deployment.id', 'context.deploymentId')
    .innerJoin('platform', 'platform.id', 'deployment.platformId')
    .select([
      'deployment.platformId',
      'resourceLink.lineItemUrl',
      'resourceLink.linkId',
      'context.lineItemsUrl',
    ])
    .where((f) =>
      f(f.fn.coalesce('resourceLink.sameAs', 'resourceLink.id'), '=', f.ref('lineItem.resourceLinkId')),
    )
    .orderBy(
      (f) => f.and([f('platform.status', '=', 'active'), f('deployment.status', '=', 'active')]),
      'desc',
    )
    .orderBy('resourceLink.seenAt', 'desc')
    .limit(1)
    .as('way');
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
    .innerJoinLateral(openLink, (join) => join.onTrue())
    .innerJoin('ltiUser', 'ltiUser.id', 'grade.userId')
    .innerJoin('participation', 'participation.id', 'grade.participationId')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .leftJoin('campaignCourse', (join) =>
      join
        .onRef('campaignCourse.campaignId', '=', 'participation.campaignId')
        .onRef('campaignCourse.contextId', '=', 'participation.contextId'),
    )
    .select((e) => [
      'grade.id as gradeId',
      'grade.lineItemId',
      'way.platformId',
      'ltiUser.sub',
      'grade.scoreGiven',
      'grade.scoreMaximum',
      'grade.comment',
      'grade.attempts',
      'grade.reason',
      'grade.queuedAt',
      'lineItem.resourceId',
      'lineItem.tag',
      'lineItem.label',
      'lineItem.scoreMaximum as columnMaximum',
      'lineItem.url',
      'lineItem.madeBy',
      'way.lineItemUrl as claimedUrl',
      'way.linkId',
      'way.lineItemsUrl',
      'lineItem.remake',
      e.fn.coalesce('campaignCourse.deletedColumns', 'campaign.deletedColumns').as('deletedColumns'),
    ])
    .where('grade.lineItemId', '=', lineItemId)
    .where('grade.userId', '=', userId)
    .where('grade.state', '=', 'pending')
    .orderBy('grade.id', 'desc')
    .executeTakeFirst();
  if (!row) return undefined;
  const { resourceId, tag, label, columnMaximum, url, remake, deletedColumns, madeBy, ...grade } = row;
  const recreate = remake || deletedColumns === 'recreate';
  const ours = isOwn({ url, madeBy }, grade.platformId);
  return {
    ...grade,
    lineItem: { resourceId, tag, label, scoreMaximum: columnMaximum, url: ours ? url : null, recreate },
  };
}

/** Whether a column's address is one that this registration may use. */
export function isOwn(
  column: { readonly url: string | null; readonly madeBy: string | null },
  platformId: string,
): boolean {
  return column.url !== null && (column.madeBy === null || column.madeBy === platformId);
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

/** Longer than a delivery may last: a claim is outlived by its holder only when that one died. */
const CLAIM_MS = 180_000;

export interface Claim {
  readonly url: string | null;
  readonly madeBy: string | null;
  readonly until: Date;
}

/**
 * Takes the right to look for this column or to make it, so that no two processes make it twice; no transaction stays
 * open while the LMS is asked. @returns undefined when another process has it.
 */
export async function claimMaking(db: Db, lineItemId: string, now: Date): Promise<Claim | undefined> {
  const until = new Date(now.getTime() + CLAIM_MS);
  const row = await db
    .updateTable('lineItem')
    .set({ makingUntil: until })
    .where('id', '=', lineItemId)
    .where((e) => e.or([e('makingUntil', 'is', null), e('makingUntil', '<', now)]))
    .returning(['url', 'madeBy'])
    .executeTakeFirst();
  return row && { ...row, until };
}

/** Ends one's own claim, if it still is. */
export async function endMaking(db: Db, lineItemId: string, until: Date): Promise<void> {
  await db
    .updateTable('lineItem')
    .set({ makingUntil: null })
    .where('id', '=', lineItemId)
    .where('makingUntil', '=', until)
    .execute();
}

/** Addresses that other links' columns of the same kind hold: copies of an activity carry the same resource id. */
export async function listHeldUrls(db: Db, lineItemId: string, wanted: LineItemWanted): Promise<string[]> {
  const rows = await db
    .selectFrom('lineItem')
    .select('url')
    .where('resourceId', '=', wanted.resourceId)
    .where('tag', '=', wanted.tag)
    .where('id', '!=', lineItemId)
    .execute();
  return rows.flatMap(({ url }) => url ?? []);
}

/** @returns false when the column was made again meanwhile: the grade must leave once more. */
export async function markSent(
  db: Db,
  grade: Pick<Delivery, 'gradeId' | 'lineItemId' | 'platformId'>,
  sentTo: string,
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    // Shared: whoever gives the column another address waits, then puts this grade back in line with the others.
    const column = await trx
      .selectFrom('lineItem')
      .select(['url', 'madeBy'])
      .where('id', '=', grade.lineItemId)
      .forShare()
      .executeTakeFirst();
    if (column && isOwn(column, grade.platformId) && column.url !== sentTo) return false;
    await trx
      .updateTable('grade')
      .set({
        // One that a newer attempt replaced on its way has left all the same: the newer must wait its turn.
        state: sql`case when state = 'pending' then 'sent' else state end`,
        sentAt: now,
        sentTo,
        triedAt: now,
        reason: null,
        attempts: sql`attempts + 1`,
      })
      .where('id', '=', grade.gradeId)
      .execute();
    return true;
  });
}

export async function markTried(
  db: Db,
  gradeId: string,
  outcome: { readonly reason: string; readonly refused: boolean; readonly counts: boolean },
  now: Date,
): Promise<void> {
  await db
    .updateTable('grade')
    .set({
      state: outcome.refused ? 'refused' : 'pending',
      reason: outcome.reason,
      triedAt: now,
      ...(outcome.counts ? { attempts: sql<number>`attempts + 1` } : {}),
    })
    .where('id', '=', gradeId)
    .where('state', '=', 'pending')
    .execute();
}

/** Of the oldest pending rows, those that no job of the queue will deliver. */
export async function listForgotten(db: Db, queuedBefore: Date, limit: number): Promise<GradeJob[]> {
  const { rows } = await sql<GradeJob>`
    with oldest as materialized (
      select line_item_id, user_id from grade
      where state = 'pending' and queued_at < ${queuedBefore}
        and not exists (
          select from pgboss.job
          where job.name = ${GRADE_QUEUE} and job.state < 'completed'
            and job.singleton_key = grade.line_item_id || ':' || grade.user_id)
      order by queued_at limit ${limit})
    select oldest.line_item_id as "lineItemId", oldest.user_id as "userId", lti_user.platform_id as "platformId"
    from oldest join lti_user on lti_user.id = oldest.user_id`.execute(db);
  return rows;
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

/** Puts the refused grades of a participation back in line. @returns their deliveries. */
export async function requeueRefused(trx: Db, participationId: string, now: Date): Promise<GradeJob[]> {
  return requeue(
    trx,
    sql<boolean>`grade.participation_id = ${participationId} and grade.state = 'refused'`,
    now,
  );
}

/** Of a grade: none of a later attempt took its place. */
export const LATEST = sql<boolean>`not exists (
  select from grade later
  where later.line_item_id = grade.line_item_id and later.user_id = grade.user_id
    and later.participation_id > grade.participation_id)`;

/** Puts these grades back in line, but those that a later attempt replaced. @returns their deliveries. */
export async function requeue(trx: Db, which: RawBuilder<boolean>, now: Date): Promise<GradeJob[]> {
  const { rows } = await sql<GradeJob>`
    update grade set state = 'pending', queued_at = ${now}, attempts = 0, reason = null
    from lti_user
    where lti_user.id = grade.user_id and ${which} and ${LATEST}
    returning grade.line_item_id as "lineItemId", grade.user_id as "userId", lti_user.platform_id as "platformId"`.execute(
    trx,
  );
  return rows;
}

function asState(state: string): GradeState {
  return state === 'sent' || state === 'refused' || state === 'superseded' ? state : 'pending';
}
