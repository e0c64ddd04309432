import type { Db } from '../db/database.ts';
import { asKind, type Report } from '../runs/report-store.ts';

/** Where reports are read: a course's, of one campaign and school year. */
export interface ReportPlace {
  readonly campaignId: string;
  readonly contextId: string;
  readonly schoolYear: number;
}

export interface CourseReport extends Report {
  readonly id: string;
  readonly challengeId: string;
  /** Null when the platform gives no name. */
  readonly name: string | null;
  readonly seen: boolean;
  readonly treated: boolean;
}

/** More would be one problem said by many. */
const MOST = 100;

/** Those not seen first, then the newest; 100 at most. */
export async function listCourseReports(db: Db, place: ReportPlace): Promise<CourseReport[]> {
  const rows = await reportsOf(db, place)
    .innerJoin('ltiUser', 'ltiUser.id', 'challengeReport.userId')
    .select([
      'challengeReport.id',
      'challengeReport.challengeId',
      'challengeReport.kind',
      'challengeReport.words',
      'challengeReport.reportedAt',
      'challengeReport.seenAt',
      'challengeReport.treatedAt',
      'ltiUser.name',
      'ltiUser.givenName',
      'ltiUser.familyName',
    ])
    .orderBy((e) => e('challengeReport.seenAt', 'is', null), 'desc')
    .orderBy('challengeReport.reportedAt', 'desc')
    .orderBy('challengeReport.id', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    challengeId: row.challengeId,
    kind: asKind(row.kind),
    words: row.words,
    reportedAt: row.reportedAt,
    name: [row.givenName, row.familyName].filter(Boolean).join(' ') || row.name,
    seen: row.seenAt !== null,
    treated: row.treatedAt !== null,
  }));
}

/** Those of `ids` that this place holds; others are left as they are. */
export async function markReportsSeen(
  db: Db,
  place: ReportPlace,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('challengeReport')
    .set({ seenAt: now })
    .where('id', 'in', reportsOf(db, place).select('challengeReport.id'))
    .where('id', 'in', ids)
    .where('seenAt', 'is', null)
    .execute();
}

function reportsOf(db: Db, { campaignId, contextId, schoolYear }: ReportPlace) {
  return db
    .selectFrom('challengeReport')
    .innerJoin('participation', 'participation.runId', 'challengeReport.runId')
    .where('participation.campaignId', '=', campaignId)
    .where('participation.contextId', '=', contextId)
    .where('participation.schoolYear', '=', schoolYear);
}
