import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Enrolment } from '../db/schema.ts';
import type { Member } from './nrps.ts';
import { getCourseServices } from './store.ts';

export interface ContextRoster {
  readonly contextId: string;
  /** The registration that may read it, and whose people its members are. */
  readonly platformId: string;
  readonly peopleOf: string;
  readonly membershipsUrl: string | null;
  readonly fetchedAt: Date | null;
  /** Of the last try, good or bad. */
  readonly triedAt: Date | null;
  readonly error: string | null;
}

/** Of an enrolment: a pupil of the course, by the class list, or by their launches where no list told of them. */
export const ENROLLED_PUPIL = sql<boolean>`(
  enrolment.roster_role = 'learner' and enrolment.roster_active
  or enrolment.launch_role = 'learner' and enrolment.roster_role is null)`;

/**
 * Ids of the contexts where a launch showed this person as a teacher, unless the class list has since named them
 * otherwise or left them out; `here`, the session's own, was shown by its own launch.
 */
export function taughtContexts(userId: string, here: string): RawBuilder<string> {
  return sql<string>`(
    select ${here}::bigint union select enrolment.context_id
    from enrolment join context on context.id = enrolment.context_id
    join deployment on deployment.id = context.deployment_id
    where enrolment.user_id = ${userId} and enrolment.launch_role = 'teacher' and deployment.status = 'active'
      and (enrolment.roster_role is null or enrolment.roster_role = 'teacher' and enrolment.roster_active))`;
}

/** @throws NoResultError: the id comes from a session's row. */
export async function getContextRoster(db: Db, contextId: string): Promise<ContextRoster> {
  const { platformId, peopleOf, membershipsUrl } = await getCourseServices(db, contextId);
  const row = await db
    .selectFrom('context')
    .select([
      'context.rosterFetchedAt as fetchedAt',
      'context.rosterTriedAt as triedAt',
      'context.rosterError as error',
    ])
    .where('context.id', '=', contextId)
    .executeTakeFirstOrThrow();
  return { contextId, platformId, peopleOf, membershipsUrl, ...row };
}

export async function findContextTitle(db: Db, contextId: string): Promise<string | null> {
  const row = await db
    .selectFrom('context')
    .select(['title', 'label'])
    .where('id', '=', contextId)
    .executeTakeFirst();
  return row?.title || row?.label || null;
}

/** Rows of one statement: far under PostgreSQL's 65 535 parameters. */
const CHUNK = 1000;

/**
 * Replaces what the roster says of a context as it was at `now`; people who left it keep what they did, and pupils
 * among them lose the sessions they had there. Users (in one order), then the
 * context, then enrolments: the order in which launches lock them. Does nothing while another process does the same.
 * @param options.whole whether every row could be read; else who is not listed is not taken to have left
 */
export async function saveRoster(
  db: Db,
  roster: ContextRoster,
  members: readonly Member[],
  now: Date,
  options: { readonly whole: boolean } = { whole: true },
): Promise<void> {
  const { contextId, peopleOf } = roster;
  await db.transaction().execute(async (trx) => {
    if (!(await tryLock(trx, `roster:${contextId}`))) return;
    const unique = [...new Map(members.map((member) => [member.sub, member])).values()];
    const ordered = unique.sort((a, b) => (a.sub < b.sub ? -1 : 1));
    const ids = new Map<string, string>();
    for (const some of chunks(ordered)) {
      for (const { id, sub } of await saveUsers(trx, peopleOf, some)) ids.set(sub, id);
    }
    await trx
      .updateTable('context')
      .set({ rosterFetchedAt: now, rosterError: null })
      .where('id', '=', contextId)
      .execute();
    const before = await trx
      .updateTable('enrolment')
      .set({ rosterActive: false })
      .where('contextId', '=', contextId)
      .where('rosterActive', '=', true)
      .$if(!options.whole, (update) =>
        update.where('userId', '=', sql<string>`any(${[...ids.values()]}::bigint[])`),
      )
      .returning('userId')
      .execute();
    for (const some of chunks(ordered)) {
      const rows = some.flatMap(({ sub, role, active }) => {
        const userId = ids.get(sub);
        return userId
          ? [{ contextId, userId, rosterRole: role === 'none' ? null : role, rosterActive: active }]
          : [];
      });
      await saveEnrolments(trx, rows);
    }
    const stay = new Set(unique.flatMap(({ sub, active }) => (active ? (ids.get(sub) ?? []) : [])));
    const left = before.map(({ userId }) => userId).filter((id) => !stay.has(id));
    for (const some of chunks(left)) await endSessions(trx, contextId, some, now);
  });
}

function saveUsers(trx: Db, platformId: string, members: readonly Member[]) {
  return trx
    .insertInto('ltiUser')
    .values(
      members.map(({ sub, name, givenName, familyName }) => ({
        platformId,
        sub,
        name,
        givenName,
        familyName,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['platformId', 'sub']).doUpdateSet((e) => ({
        name: e.fn.coalesce('excluded.name', 'ltiUser.name'),
        givenName: e.fn.coalesce('excluded.givenName', 'ltiUser.givenName'),
        familyName: e.fn.coalesce('excluded.familyName', 'ltiUser.familyName'),
      })),
    )
    .returning(['id', 'sub'])
    .execute();
}

function saveEnrolments(trx: Db, rows: readonly Insertable<Enrolment>[]) {
  return trx
    .insertInto('enrolment')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['contextId', 'userId']).doUpdateSet((e) => ({
        rosterRole: e.ref('excluded.rosterRole'),
        rosterActive: e.ref('excluded.rosterActive'),
      })),
    )
    .execute();
}

/** Only of pupils whom a roster had shown: teachers of a whole site are in none. A launch since then speaks later. */
async function endSessions(trx: Db, contextId: string, userIds: readonly string[], now: Date): Promise<void> {
  await trx
    .updateTable('session')
    .set({ endedAt: now })
    .where('contextId', '=', contextId)
    .where('role', '=', 'learner')
    .where('userId', 'in', userIds)
    .where('createdAt', '<', now)
    .where('endedAt', 'is', null)
    .execute();
}

async function tryLock(trx: Db, name: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked`.execute(trx);
  return rows[0]?.locked ?? false;
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) =>
    items.slice(i * CHUNK, (i + 1) * CHUNK),
  );
}

/** @param reason in words for the teacher */
export async function noteRosterError(db: Db, contextId: string, reason: string): Promise<void> {
  await db.updateTable('context').set({ rosterError: reason }).where('id', '=', contextId).execute();
}

export async function noteRosterTry(db: Db, contextId: string, now: Date): Promise<void> {
  await db.updateTable('context').set({ rosterTriedAt: now }).where('id', '=', contextId).execute();
}
