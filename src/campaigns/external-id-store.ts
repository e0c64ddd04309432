import type { Db } from '../db/database.ts';

/** What a pupil wrote before beginning, and what the campaign had asked; undefined when it asked nothing. */
export async function findExternalId(
  db: Db,
  participationId: string,
): Promise<{ readonly label: string; readonly value: string } | undefined> {
  const row = await db
    .selectFrom('participation')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .select(['campaign.externalIdLabel as label', 'participation.externalId as value'])
    .where('participation.id', '=', participationId)
    .executeTakeFirst();
  const { label, value } = row ?? { label: null, value: null };
  return label === null || value === null ? undefined : { label, value };
}
