import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/** « Camille Durand », or null when the platform gives no name. */
export async function findPersonName(db: Db, userId: string): Promise<string | null> {
  const row = await findPerson(db, userId);
  return row ? row.name || [row.givenName, row.familyName].filter(Boolean).join(' ') || null : null;
}

/** As lists are sorted: « Durand Camille », or null when the platform gives no name. */
export function listedName(person: {
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly name: string | null;
}): string | null {
  return [person.familyName, person.givenName].filter(Boolean).join(' ') || person.name;
}

/** Of a row of `lti_user`: as French sorts, families first; those who have none before the others. */
export const SORT_NAME = sql<string>`(coalesce(lti_user.family_name, '') || ' ' || coalesce(lti_user.given_name, '')
  || ' ' || coalesce(lti_user.name, '')) collate "fr-x-icu"`;

/** The name for the header: the given name, else the whole. */
export async function findFirstName(db: Db, userId: string): Promise<string | null> {
  const row = await findPerson(db, userId);
  return row?.givenName || row?.name || null;
}

/**
 * Removes people not seen since `before`, by themselves or on a roster read since, who have no run left.
 * Their campaigns stay, without an owner. @returns how many went now: at most 500, call again until 0.
 */
export async function eraseUnseenPeople(db: Db, before: Date): Promise<number> {
  const result = await db
    .deleteFrom('ltiUser')
    .where('id', 'in', (e) =>
      e
        .selectFrom('ltiUser as person')
        .select('person.id')
        .where('person.seenAt', '<', before)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('run').select('run.id').whereRef('run.userId', '=', 'person.id'))),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('enrolment')
                .innerJoin('context', 'context.id', 'enrolment.contextId')
                .select('enrolment.userId')
                .whereRef('enrolment.userId', '=', 'person.id')
                .where('enrolment.rosterActive', '=', true)
                .where('context.rosterFetchedAt', '>=', before),
            ),
          ),
        )
        .limit(500),
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
