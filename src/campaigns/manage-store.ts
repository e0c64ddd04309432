import type { Db } from '../db/database.ts';

export interface CampaignTexts {
  readonly name: string;
  readonly title: string;
  readonly landingText: string;
}

export async function saveCampaignTexts(db: Db, campaignId: string, texts: CampaignTexts): Promise<void> {
  await db.updateTable('campaign').set(texts).where('id', '=', campaignId).execute();
}

/** `at` null: in use again. An archived campaign keeps the date of its first archiving. */
export async function archiveCampaign(db: Db, campaignId: string, at: Date | null): Promise<void> {
  await db
    .updateTable('campaign')
    .set({ archivedAt: at })
    .where('id', '=', campaignId)
    .where('archivedAt', at === null ? 'is not' : 'is', null)
    .execute();
}

/** Whether anybody began, in any course and year; a participation removed may still come back. */
export async function isBegun(db: Db, campaignId: string): Promise<boolean> {
  const row = await db
    .selectFrom('participation')
    .select('id')
    .where('campaignId', '=', campaignId)
    .unionAll((e) => e.selectFrom('removedParticipation').select('id').where('campaignId', '=', campaignId))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Deletes a campaign that nobody began, and notes it. @returns false when somebody has begun. */
export async function deleteUnbegun(
  db: Db,
  { id, code }: { readonly id: string; readonly code: string },
  by: { readonly userId: string; readonly at: Date },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    // A pupil who begins meanwhile waits for this lock, or is seen here.
    await trx.selectFrom('campaign').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
    if (await isBegun(trx, id)) return false;
    const gone = await trx.deleteFrom('campaign').where('id', '=', id).returning('id').executeTakeFirst();
    if (gone) {
      await trx
        .insertInto('auditEvent')
        .values({
          at: by.at,
          actor: `teacher (user ${by.userId})`,
          action: 'campaign deleted',
          subject: `campaign ${code}`,
        })
        .execute();
    }
    return true;
  });
}
