import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { keptColumns } from '../db/kept-row.ts';
import { readGradeRows } from '../grades/removed-store.ts';
import { eraseRuns } from '../runs/person-store.ts';
import type { ParticipationKey } from './store.ts';

/**
 * Takes a participation out of every list, count and document, by moving its row and what hangs on it; its run stays,
 * which nobody opens meanwhile.
 */
export async function moveOut(trx: Db, participationId: string, now: Date): Promise<void> {
  const grades = JSON.stringify(await readGradeRows(trx, participationId));
  await sql`
    insert into removed_participation (id, campaign_id, platform_id, deployment_id, context_id, user_id, school_year,
      run_id, participation, links, grades, removed_at)
    select id, campaign_id, platform_id, deployment_id, context_id, user_id, school_year, run_id, to_jsonb(participation),
      (select coalesce(jsonb_agg(resource_link_id), '[]') from participation_link where participation_id = participation.id),
      ${grades}::jsonb, ${now}
    from participation where id = ${participationId}`.execute(trx);
  await trx.deleteFrom('participation').where('id', '=', participationId).execute();
}

export interface Removed extends ParticipationKey {
  readonly id: string;
  readonly code: string;
  /** Its row as it was. */
  readonly participation: unknown;
  readonly grades: unknown;
}

/** One that a teacher of this course removed after `since`, locked; undefined when it is back, erased or elsewhere. */
export async function lockRemoved(
  trx: Db,
  id: string,
  contextId: string,
  since: Date,
): Promise<Removed | undefined> {
  return trx
    .selectFrom('removedParticipation')
    .innerJoin('campaign', 'campaign.id', 'removedParticipation.campaignId')
    .select([
      'removedParticipation.id',
      'removedParticipation.campaignId',
      'removedParticipation.contextId',
      'removedParticipation.userId',
      'removedParticipation.schoolYear',
      'removedParticipation.participation',
      'removedParticipation.grades',
      'campaign.code',
    ])
    .where('removedParticipation.id', '=', id)
    .where('removedParticipation.contextId', '=', contextId)
    .where('removedParticipation.removedAt', '>', since)
    .forUpdate('removedParticipation')
    .executeTakeFirst();
}

/**
 * Puts it back with its activities; what is gone since is left out. A pupil who has begun again meanwhile keeps that
 * attempt too: attempts are numbered anew, as they were begun. Grades come after (`restoreGrades`).
 */
export async function moveBack(trx: Db, { id, participation, ...key }: Removed): Promise<void> {
  const { names, values } = await keptColumns(trx, 'participation', Object(participation));
  await sql`
    insert into participation (${names}) overriding system value
    select ${values} from removed_participation as removed
    cross join jsonb_populate_record(null::participation, removed.participation || jsonb_build_object(
      'campaign_id', removed.campaign_id, 'platform_id', removed.platform_id, 'deployment_id', removed.deployment_id,
      'context_id', removed.context_id, 'user_id', removed.user_id, 'attempt', 0)) as kept
    where removed.id = ${id}`.execute(trx);
  await sql`
    insert into participation_link (participation_id, resource_link_id)
    select removed.id, resource_link.id from removed_participation as removed
    cross join jsonb_array_elements_text(removed.links) as link
    join resource_link on resource_link.id = link::bigint
    where removed.id = ${id}`.execute(trx);
  await trx.deleteFrom('removedParticipation').where('id', '=', id).execute();
  const numbers = sql`(
    select id, row_number() over (order by id)::integer as number from participation
    where campaign_id = ${key.campaignId} and context_id = ${key.contextId} and user_id = ${key.userId}
      and school_year = ${key.schoolYear}) as attempts`;
  // First numbers that nobody has: two rows never hold one.
  await sql`update participation set attempt = -number from ${numbers} where attempts.id = participation.id`.execute(
    trx,
  );
  await sql`update participation set attempt = number from ${numbers} where attempts.id = participation.id`.execute(
    trx,
  );
}

export interface RemovedRow {
  readonly id: string;
  readonly name: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly removedAt: Date;
}

/** What was removed after `since` from a campaign in one course, the latest first; 100 at most. */
export async function listRemoved(
  db: Db,
  of: { readonly campaignId: string; readonly contextId: string },
  since: Date,
): Promise<RemovedRow[]> {
  return db
    .selectFrom('removedParticipation')
    .innerJoin('ltiUser', 'ltiUser.id', 'removedParticipation.userId')
    .select([
      'removedParticipation.id',
      'removedParticipation.removedAt',
      'ltiUser.name',
      'ltiUser.givenName',
      'ltiUser.familyName',
    ])
    .where('removedParticipation.campaignId', '=', of.campaignId)
    .where('removedParticipation.contextId', '=', of.contextId)
    .where('removedParticipation.removedAt', '>', since)
    .orderBy('removedParticipation.removedAt', 'desc')
    .orderBy('removedParticipation.id', 'desc')
    .limit(100)
    .execute();
}

/** Erases for good, with runs, answers and all. @returns how many went now: at most 500, call again until 0. */
export async function eraseRemoved(db: Db, removedUntil: Date): Promise<number> {
  const rows = await db
    .selectFrom('removedParticipation')
    .select('runId')
    .where('removedAt', '<=', removedUntil)
    .limit(500)
    .execute();
  return eraseRuns(
    db,
    rows.map(({ runId }) => runId),
  );
}

/** In the audit log: never a pupil's name. */
export async function noteRemoval(
  trx: Db,
  act: 'participation removed' | 'participation restored',
  of: { readonly id: string; readonly code: string },
  by: { readonly userId: string; readonly at: Date },
): Promise<void> {
  await trx
    .insertInto('auditEvent')
    .values({
      at: by.at,
      actor: `teacher (user ${by.userId})`,
      action: act,
      subject: `participation ${of.id}`,
      details: JSON.stringify({ campaign: of.code }),
    })
    .execute();
}
