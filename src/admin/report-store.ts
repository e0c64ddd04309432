import type { Db } from '../db/database.ts';
import { asKind, type ReportKind } from '../runs/report-store.ts';

/** One open report, without its author. */
export interface OpenReport {
  readonly id: string;
  readonly challengeId: string;
  readonly kind: ReportKind;
  readonly words: string;
  readonly reportedAt: Date;
}

const MOST = 1000;

/** Reports not seen to, the oldest first; 1000 at most. */
export async function listOpenReports(db: Db): Promise<OpenReport[]> {
  const rows = await db
    .selectFrom('challengeReport')
    .select(['id', 'challengeId', 'kind', 'words', 'reportedAt'])
    .where('treatedAt', 'is', null)
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({ ...row, kind: asKind(row.kind) }));
}

/** Closes the reports of a challenge up to the last one shown (`upTo`, its id). @returns how many were open. */
export async function markReportsTreated(
  db: Db,
  treated: { readonly challengeId: string; readonly upTo: string },
  now: Date,
): Promise<number> {
  const result = await db
    .updateTable('challengeReport')
    .set({ treatedAt: now })
    .where('challengeId', '=', treated.challengeId)
    .where('id', '<=', treated.upTo)
    .where('treatedAt', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
