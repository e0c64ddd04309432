import type { Db } from '../db/database.ts';

/** What a teacher says: their last word stands. */
export async function saveDivisions(
  db: Db,
  divisions: readonly { readonly userId: string; readonly division: string }[],
  at: { readonly schoolYear: number; readonly now: Date },
): Promise<void> {
  if (divisions.length === 0) return;
  await db
    .insertInto('pupilDivision')
    .values(
      divisions.map(({ userId, division }) => ({
        userId,
        division,
        schoolYear: at.schoolYear,
        writtenAt: at.now,
        toldBy: 'teacher',
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['userId', 'schoolYear']).doUpdateSet((e) => ({
        division: e.ref('excluded.division'),
        writtenAt: e.ref('excluded.writtenAt'),
        toldBy: e.ref('excluded.toldBy'),
      })),
    )
    .execute();
}

/** What the LMS says at a launch: its last word, where no teacher has said any. */
export async function saveLaunchedDivision(
  db: Db,
  { userId, division }: { readonly userId: string; readonly division: string },
  at: { readonly schoolYear: number; readonly now: Date },
): Promise<void> {
  await db
    .insertInto('pupilDivision')
    .values({ userId, division, schoolYear: at.schoolYear, writtenAt: at.now, toldBy: 'lms' })
    .onConflict((conflict) =>
      conflict
        .columns(['userId', 'schoolYear'])
        .doUpdateSet((e) => ({
          division: e.ref('excluded.division'),
          writtenAt: e.ref('excluded.writtenAt'),
        }))
        .where('pupilDivision.toldBy', '=', 'lms')
        .where('pupilDivision.division', '!=', division),
    )
    .execute();
}

/** @returns how many went. */
export async function eraseDivisions(db: Db, lastSchoolYear: number): Promise<number> {
  const result = await db
    .deleteFrom('pupilDivision')
    .where('schoolYear', '<=', lastSchoolYear)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
