import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { GradeJob } from '../db/jobs.ts';
import { addressOf } from './address.ts';
import { isOwn, LATEST, openLink, requeue } from './store.ts';

/** Columns that were deleted in an LMS, and what becomes of their grades. */

export const COLUMN_DELETED = 'grade.reason.column-deleted';

/** A campaign in one course: no other's columns are touched. */
export interface CampaignInCourse {
  readonly campaignId: string;
  readonly contextId: string;
}

/**
 * Ends one's own claim with the column's new address; every grade that the old one held is back in line, but the one on
 * its way. @returns the deliveries.
 */
export async function moveColumn(
  trx: Db,
  column: { readonly lineItemId: string; readonly gradeId: string; readonly platformId: string },
  claim: { readonly until: Date; readonly url: string },
  now: Date,
): Promise<GradeJob[]> {
  const row = await trx
    .updateTable('lineItem')
    .set({ url: claim.url, madeBy: column.platformId, makingUntil: null, remake: false })
    .where('id', '=', column.lineItemId)
    .where('makingUntil', '=', claim.until)
    .returning('id')
    .executeTakeFirst();
  if (!row) return [];
  const elsewhere = sql<boolean>`grade.state = 'sent' and grade.sent_to is distinct from ${claim.url}`;
  return requeue(
    trx,
    sql<boolean>`grade.line_item_id = ${column.lineItemId} and grade.id <> ${column.gradeId}
      and (${elsewhere} or ${REPORTED})`,
    now,
  );
}

/** Ends one's own claim on a column that is gone: its grades say so, those that it held included. */
export async function reportColumn(trx: Db, lineItemId: string, until: Date, now: Date): Promise<void> {
  const row = await trx
    .updateTable('lineItem')
    .set({ makingUntil: null })
    .where('id', '=', lineItemId)
    .where('makingUntil', '=', until)
    .returning('id')
    .executeTakeFirst();
  if (!row) return;
  await trx
    .updateTable('grade')
    .set({ state: 'refused', reason: COLUMN_DELETED, triedAt: now })
    .where('lineItemId', '=', lineItemId)
    .where('state', 'in', ['pending', 'sent'])
    .where(LATEST)
    .execute();
}

export interface ReportedColumn {
  readonly label: string;
  /** How many grades wait for it. */
  readonly grades: number;
}

export async function listReportedColumns(db: Db, of: CampaignInCourse): Promise<ReportedColumn[]> {
  const rows = await gradesIn(db, of)
    .select((e) => ['lineItem.label', e.fn.countAll<string>().as('grades')])
    .where(REPORTED)
    .groupBy(['lineItem.id', 'lineItem.label'])
    .orderBy('lineItem.id')
    .execute();
  return rows.map(({ label, grades }) => ({ label, grades: Number(grades) }));
}

/** « Recréer la colonne »: reported columns are asked for anew, their grades back in line. @returns the deliveries. */
export async function remakeColumns(trx: Db, of: CampaignInCourse, now: Date): Promise<GradeJob[]> {
  // Read once the columns are held: a second click must not ask again for what the first already had made.
  await trx
    .selectFrom('lineItem')
    .select('id')
    .where('id', 'in', gradesIn(trx, of).select('grade.lineItemId').where(REPORTED))
    .orderBy('id')
    .forUpdate()
    .execute();
  const reported = await gradesIn(trx, of).select(['grade.id', 'grade.lineItemId']).where(REPORTED).execute();
  if (reported.length === 0) return [];
  const columns = [...new Set(reported.map(({ lineItemId }) => lineItemId))];
  await trx.updateTable('lineItem').set({ remake: true }).where('id', 'in', columns).execute();
  const ids = reported.map(({ id }) => id);
  return requeue(trx, sql<boolean>`grade.id = any(${ids}::bigint[]) and ${REPORTED}`, now);
}

export interface HeldColumn {
  readonly lineItemId: string;
  /** Where its next grade would go. */
  readonly url: string | null;
  /** The addresses that took its grades. */
  readonly heldBy: readonly string[];
}

/** The columns that hold grades of ours. */
export async function listHeldColumns(db: Db, of: CampaignInCourse): Promise<HeldColumn[]> {
  const rows = await gradesIn(db, of)
    .innerJoinLateral(openLink, (join) => join.onTrue())
    .select([
      'lineItem.id',
      'lineItem.tag',
      'lineItem.url',
      'lineItem.madeBy',
      'way.platformId',
      'way.lineItemUrl as claimedUrl',
      'grade.sentTo',
    ])
    .distinct()
    .where('grade.state', '=', 'sent')
    .where(LATEST)
    .execute();
  const held = Map.groupBy(rows, ({ id }) => id);
  return [...held].map(([lineItemId, [first, ...others]]) => {
    const url = first ? addressOf(isOwn(first, first.platformId) ? first : { ...first, url: null }) : null;
    const heldBy = [first, ...others].flatMap((row) => row?.sentTo ?? url ?? []);
    return { lineItemId, url, heldBy: [...new Set(heldBy)] };
  });
}

/** One grade of a column back in line: its delivery finds out what became of the column. @returns the delivery. */
export async function knockAt(trx: Db, lineItemId: string, now: Date): Promise<GradeJob[]> {
  const one = sql`select min(grade.id) from grade
    where grade.line_item_id = ${lineItemId} and grade.state = 'sent' and ${LATEST}`;
  return requeue(trx, sql<boolean>`grade.id = (${one}) and grade.state = 'sent'`, now);
}

/** Grades that another address took than the column's own, back in line. @returns the deliveries. */
export async function resendTo(trx: Db, column: HeldColumn, now: Date): Promise<GradeJob[]> {
  return requeue(
    trx,
    sql<boolean>`grade.line_item_id = ${column.lineItemId} and grade.state = 'sent' and grade.sent_to <> ${column.url}`,
    now,
  );
}

const REPORTED = sql<boolean>`(grade.state = 'refused' and grade.reason = ${COLUMN_DELETED})`;

function gradesIn(db: Db, { campaignId, contextId }: CampaignInCourse) {
  return db
    .selectFrom('grade')
    .innerJoin('participation', 'participation.id', 'grade.participationId')
    .innerJoin('lineItem', 'lineItem.id', 'grade.lineItemId')
    .where('participation.campaignId', '=', campaignId)
    .where('participation.contextId', '=', contextId);
}
