import type { Db } from '../db/database.ts';
import type { Member } from './nrps.ts';

export interface ContextRoster {
  readonly contextId: string;
  readonly platformId: string;
  readonly membershipsUrl: string | null;
  readonly fetchedAt: Date | null;
  readonly error: string | null;
}

/** @throws NoResultError: the id comes from a session's row. */
export async function getContextRoster(db: Db, contextId: string): Promise<ContextRoster> {
  const row = await db
    .selectFrom('context')
    .innerJoin('deployment', 'deployment.id', 'context.deploymentId')
    .select([
      'context.id as contextId',
      'deployment.platformId',
      'context.membershipsUrl',
      'context.rosterFetchedAt as fetchedAt',
      'context.rosterError as error',
    ])
    .where('context.id', '=', contextId)
    .executeTakeFirstOrThrow();
  return row;
}

export async function findContextTitle(db: Db, contextId: string): Promise<string | null> {
  const row = await db
    .selectFrom('context')
    .select(['title', 'label'])
    .where('id', '=', contextId)
    .executeTakeFirst();
  return row?.title || row?.label || null;
}

/** Replaces what the roster says of a context; people who left it keep what they did. */
export async function saveRoster(
  db: Db,
  roster: ContextRoster,
  members: readonly Member[],
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('enrolment')
      .set({ rosterActive: false })
      .where('contextId', '=', roster.contextId)
      .execute();
    for (const member of members) {
      const { sub, name, givenName, familyName } = member;
      const names = { name, givenName, familyName };
      const user = await trx
        .insertInto('ltiUser')
        .values({ platformId: roster.platformId, sub, ...names })
        .onConflict((conflict) =>
          conflict.columns(['platformId', 'sub']).doUpdateSet((e) => ({
            name: e.fn.coalesce('excluded.name', 'ltiUser.name'),
            givenName: e.fn.coalesce('excluded.givenName', 'ltiUser.givenName'),
            familyName: e.fn.coalesce('excluded.familyName', 'ltiUser.familyName'),
          })),
        )
        .returning('id')
        .executeTakeFirstOrThrow();
      const said = { rosterRole: member.role === 'none' ? null : member.role, rosterActive: member.active };
      await trx
        .insertInto('enrolment')
        .values({ contextId: roster.contextId, userId: user.id, ...said })
        .onConflict((conflict) => conflict.columns(['contextId', 'userId']).doUpdateSet(said))
        .execute();
    }
    await trx
      .updateTable('context')
      .set({ rosterFetchedAt: now, rosterError: null })
      .where('id', '=', roster.contextId)
      .execute();
  });
}

/** @param reason in words for the teacher */
export async function noteRosterError(db: Db, contextId: string, reason: string): Promise<void> {
  await db.updateTable('context').set({ rosterError: reason }).where('id', '=', contextId).execute();
}
