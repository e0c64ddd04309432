import type { Db } from '../db/database.ts';
import type { CampaignInCourse } from '../grades/deleted-columns.ts';

/** What becomes of a column of grades that somebody deletes in the course. */
export type DeletedColumns = 'recreate' | 'report';

export function asDeletedColumns(choice: string | null): DeletedColumns {
  return choice === 'report' ? 'report' : 'recreate';
}

/** The choice of a course's teacher, else the campaign's. */
export async function findDeletedColumnsChoice(db: Db, of: CampaignInCourse): Promise<DeletedColumns> {
  const row = await db
    .selectFrom('campaign')
    .leftJoin('campaignCourse', (join) =>
      join
        .onRef('campaignCourse.campaignId', '=', 'campaign.id')
        .on('campaignCourse.contextId', '=', of.contextId),
    )
    .select((e) => e.fn.coalesce('campaignCourse.deletedColumns', 'campaign.deletedColumns').as('choice'))
    .where('campaign.id', '=', of.campaignId)
    .executeTakeFirstOrThrow();
  return asDeletedColumns(row.choice);
}

export async function saveDeletedColumnsChoice(
  trx: Db,
  of: CampaignInCourse,
  deletedColumns: DeletedColumns,
): Promise<void> {
  await trx
    .insertInto('campaignCourse')
    .values({ ...of, deletedColumns })
    .onConflict((conflict) => conflict.columns(['campaignId', 'contextId']).doUpdateSet({ deletedColumns }))
    .execute();
}

/** Takes the turn to compare the course's columns with ours. @returns false when one was taken since `before`. */
export async function takeColumnCheck(
  db: Db,
  of: CampaignInCourse,
  now: Date,
  before: Date,
): Promise<boolean> {
  const row = await db
    .insertInto('campaignCourse')
    .values({ ...of, columnsCheckedAt: now })
    .onConflict((conflict) =>
      conflict
        .columns(['campaignId', 'contextId'])
        .doUpdateSet({ columnsCheckedAt: now })
        .where((e) =>
          e.or([
            e('campaignCourse.columnsCheckedAt', 'is', null),
            e('campaignCourse.columnsCheckedAt', '<=', before),
          ]),
        ),
    )
    .returning('campaignId')
    .executeTakeFirst();
  return row !== undefined;
}
