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

async function findPerson(db: Db, userId: string) {
  return db
    .selectFrom('ltiUser')
    .select(['name', 'givenName', 'familyName'])
    .where('id', '=', userId)
    .executeTakeFirst();
}
