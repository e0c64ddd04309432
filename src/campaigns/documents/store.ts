import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { SORT_NAME } from '../../lti/people.ts';
import { ENROLLED_PUPIL } from '../../lti/roster.ts';
import { type RunResult, runResultSchema } from '../../runs/result.ts';
import { ANSWERED } from '../../runs/store.ts';

/** A campaign in one course, one school year: what a document is about. */
export interface Subject {
  readonly campaignId: string;
  readonly contextId: string;
  readonly schoolYear: number;
}

/** One participation, or a pupil who has not begun. */
export interface ParticipationRow {
  readonly userId: string;
  readonly name: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly division: string | null;
  readonly externalId: string | null;
  readonly participationId: string | null;
  readonly attempt: number | null;
  /** Of a pupil's attempts, the one that the pages show. */
  readonly standing: boolean;
  readonly startedAt: Date | null;
  readonly sharedAt: Date | null;
  readonly finished: boolean;
  readonly answered: number;
  readonly remaining: { readonly low: number; readonly high: number };
}

/** Every attempt of the same pupils as `listParticipants`, without what was frozen; in the order of their names. */
export async function listParticipations(db: Db, subject: Subject): Promise<ParticipationRow[]> {
  const attempts = db
    .selectFrom('participation')
    .innerJoin('run', 'run.id', 'participation.runId')
    .select([
      'participation.userId',
      'participation.id',
      'participation.attempt',
      'participation.externalId',
      'participation.startedAt',
      'participation.sharedAt',
      'run.finishedAt',
      'run.remainingLow',
      'run.remainingHigh',
      STANDING.as('standing'),
      ANSWERED.as('answered'),
    ])
    .where('participation.campaignId', '=', subject.campaignId)
    .where('participation.contextId', '=', subject.contextId)
    .where('participation.schoolYear', '=', subject.schoolYear);
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('ltiUser', 'ltiUser.id', 'enrolment.userId')
    .leftJoin(attempts.as('own'), 'own.userId', 'enrolment.userId')
    .leftJoin('pupilDivision', (join) =>
      join
        .onRef('pupilDivision.userId', '=', 'enrolment.userId')
        .on('pupilDivision.schoolYear', '=', subject.schoolYear),
    )
    .select([
      'enrolment.userId',
      'ltiUser.name',
      'ltiUser.givenName',
      'ltiUser.familyName',
      'pupilDivision.division',
      'own.id as participationId',
      'own.externalId',
      'own.attempt',
      'own.startedAt',
      'own.sharedAt',
      'own.finishedAt',
      'own.remainingLow',
      'own.remainingHigh',
      'own.standing',
      'own.answered',
    ])
    .where('enrolment.contextId', '=', subject.contextId)
    .where((e) => e.or([e('own.id', 'is not', null), ENROLLED_PUPIL]))
    .orderBy(SORT_NAME)
    .orderBy('enrolment.userId')
    .orderBy('own.attempt')
    .execute();
  return rows.map(({ finishedAt, remainingLow, remainingHigh, ...row }) => ({
    ...row,
    standing: row.standing ?? true,
    finished: finishedAt !== null,
    answered: row.answered ?? 0,
    remaining: { low: remainingLow ?? 0, high: remainingHigh ?? 0 },
  }));
}

/** The last one sent, or the last one when none was. */
export const STANDING = sql<boolean>`row_number() over (
  partition by participation.user_id order by participation.shared_at is null, participation.attempt desc) = 1`;

/** What was frozen at sending, by participation. */
export async function readResults(
  db: Db,
  participationIds: readonly string[],
): Promise<ReadonlyMap<string, RunResult>> {
  if (participationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('participation')
    .select(['id', 'result'])
    .where('id', 'in', participationIds)
    .where('sharedAt', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, result }) => [id, runResultSchema.parse(result)]));
}

/** What results sent hold: the bank may have changed since. */
export async function listNamesInResults(
  db: Db,
  subject: Subject,
): Promise<{ readonly competences: string[]; readonly badges: { id: string; title: string }[] }> {
  const named = async (list: 'competences' | 'badges', key: 'code' | 'id') => {
    const { rows } = await sql<{ name: string; title: string }>`
      select distinct on (name) part ->> ${sql.lit(key)} as name, coalesce(part ->> 'title', '') as title
      from participation, jsonb_array_elements(result -> ${sql.lit(list)}) as part
      where campaign_id = ${subject.campaignId} and context_id = ${subject.contextId}
        and school_year = ${subject.schoolYear} and shared_at is not null
      order by name`.execute(db);
    return rows;
  };
  const competences = await named('competences', 'code');
  const badges = await named('badges', 'id');
  return {
    competences: competences.map(({ name }) => name),
    badges: badges.map(({ name, title }) => ({ id: name, title })),
  };
}

/** Whether the class of some pupil of a course is known this school year. */
export async function hasDivisions(
  db: Db,
  { contextId, schoolYear }: Pick<Subject, 'contextId' | 'schoolYear'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('enrolment')
    .innerJoin('pupilDivision', 'pupilDivision.userId', 'enrolment.userId')
    .select('pupilDivision.userId')
    .where('enrolment.contextId', '=', contextId)
    .where('pupilDivision.schoolYear', '=', schoolYear)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Names for the heads of documents. @throws NoResultError: the ids come from a session. */
export async function getPlaceNames(
  db: Db,
  contextId: string,
): Promise<{ readonly platform: string; readonly course: string | null }> {
  return db
    .selectFrom('context')
    .innerJoin('deployment', 'deployment.id', 'context.deploymentId')
    .innerJoin('platform', 'platform.id', 'deployment.platformId')
    .select(['platform.name as platform', 'context.title as course'])
    .where('context.id', '=', contextId)
    .executeTakeFirstOrThrow();
}
