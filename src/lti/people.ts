import type { Db } from '../db/database.ts';

/** « Camille Durand », or null when the platform gives no name. */
export async function findPersonName(db: Db, userId: string): Promise<string | null> {
  const row = await findPerson(db, userId);
  return row ? row.name || [row.givenName, row.familyName].filter(Boolean).join(' ') || null : null;
}

/** The name for the header: the given name, else the whole. */
export async function findFirstName(db: Db, userId: string): Promise<string | null> {
  const row = await findPerson(db, userId);
  return row?.givenName || row?.name || null;
}

/** Removes people not seen since `before`, gone from every roster, who own nothing. @returns how many. */
export async function eraseUnseenPeople(db: Db, before: Date): Promise<number> {
  const result = await db
    .deleteFrom('ltiUser')
    .where('seenAt', '<', before)
    .where((e) =>
      e.not(
        e.or([
          e.exists(e.selectFrom('run').select('run.id').whereRef('run.userId', '=', 'ltiUser.id')),
          e.exists(
            e.selectFrom('campaign').select('campaign.id').whereRef('campaign.ownerId', '=', 'ltiUser.id'),
          ),
          e.exists(
            e
              .selectFrom('enrolment')
              .select('enrolment.userId')
              .whereRef('enrolment.userId', '=', 'ltiUser.id')
              .where('enrolment.rosterActive', '=', true),
          ),
        ]),
      ),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function findPerson(db: Db, userId: string) {
  return db
    .selectFrom('ltiUser')
    .select(['name', 'givenName', 'familyName'])
    .where('id', '=', userId)
    .executeTakeFirst();
}
