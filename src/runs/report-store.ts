import type { Db } from '../db/database.ts';

export const REPORT_KINDS = ['unclear', 'media', 'mistake', 'broken', 'other'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export interface Report {
  readonly kind: ReportKind;
  readonly words: string;
  readonly reportedAt: Date;
}

/** Whose report, of what: each has one open report at most. */
interface Subject {
  readonly userId: string;
  readonly challengeId: string;
}

export async function findOpenReport(db: Db, subject: Subject): Promise<Report | undefined> {
  const row = await db
    .selectFrom('challengeReport')
    .select(['kind', 'words', 'reportedAt'])
    .where('userId', '=', subject.userId)
    .where('challengeId', '=', subject.challengeId)
    .where('treatedAt', 'is', null)
    .executeTakeFirst();
  return row && { ...row, kind: asKind(row.kind) };
}

/** Writes a report, or changes the one that is open; the same one again changes nothing, one changed is to be read anew. */
export async function saveReport(
  db: Db,
  report: Report & Subject & { readonly runId: string },
): Promise<void> {
  const { kind, words, reportedAt } = report;
  await db
    .insertInto('challengeReport')
    .values(report)
    .onConflict((conflict) =>
      conflict
        .columns(['userId', 'challengeId'])
        .where('treatedAt', 'is', null)
        .doUpdateSet({ kind, words, reportedAt, seenAt: null })
        .where((e) => e.or([e('challengeReport.kind', '!=', kind), e('challengeReport.words', '!=', words)])),
    )
    .execute();
}

export function asKind(text: string): ReportKind {
  return REPORT_KINDS.find((kind) => kind === text) ?? 'other';
}
