import { sql } from 'kysely';
import { closingOfYear, NEVER } from '../campaigns/closing/rules.ts';
import type { Db } from '../db/database.ts';
import { ENROLLED_PUPIL } from '../lti/roster.ts';

export interface PupilRow {
  readonly userId: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly name: string | null;
  /** Of the courses asked for, those where this pupil is. */
  readonly courseIds: readonly string[];
  readonly division: string | null;
  /** In these courses, this school year. */
  readonly lastActivity: Date | null;
}

export interface Wanted {
  readonly courseIds: readonly string[];
  readonly schoolYear: number;
  /** This school year's pupils are those of the class list too; an earlier one's, those who did something. */
  readonly current: boolean;
  readonly userId?: string;
}

/** The pupils of these courses. */
export async function listPupils(db: Db, wanted: Wanted): Promise<PupilRow[]> {
  const { schoolYear, current } = wanted;
  const courses = [...wanted.courseIds];
  const person = wanted.userId ?? null;
  const { rows } = await sql<PupilRow>`
    with place as (
      select user_id, context_id, max(at) as at from (
        select participation.user_id, participation.context_id,
          greatest(participation.started_at, participation.shared_at, run.finished_at, latest.answered_at) as at
        from participation
        join run on run.id = participation.run_id
        left join lateral (
          select answered_at from answer where answer.run_id = run.id and run.finished_at is null
          order by position desc limit 1) latest on true
        where participation.context_id = any(${courses}::bigint[]) and participation.school_year = ${schoolYear}
        union all
        select user_id, context_id, null from enrolment
        where ${current} and context_id = any(${courses}::bigint[])
          and ${ENROLLED_PUPIL}) as shown
      where ${person}::bigint is null or user_id = ${person}
      group by user_id, context_id)
    select lti_user.id as user_id, lti_user.family_name, lti_user.given_name, lti_user.name,
      array_agg(place.context_id::text order by place.context_id) as course_ids, pupil_division.division,
      max(place.at) as last_activity
    from place join lti_user on lti_user.id = place.user_id
    left join pupil_division on pupil_division.user_id = place.user_id
      and pupil_division.school_year = ${schoolYear}
    group by lti_user.id, pupil_division.division`.execute(db);
  return rows;
}

/** What a pupil sent of each competence, frozen. */
export interface SentCompetences {
  readonly userId: string;
  readonly sharedAt: Date;
  readonly competences: unknown;
}

/** What was sent in these courses; of whoever else it may be, nothing. */
export async function listSentCompetences(db: Db, wanted: Wanted): Promise<SentCompetences[]> {
  const rows = await db
    .selectFrom('participation')
    .select(['userId', 'sharedAt', sql<unknown>`result -> 'competences'`.as('competences')])
    .where('contextId', '=', sql<string>`any(${[...wanted.courseIds]}::bigint[])`)
    .where('schoolYear', '=', wanted.schoolYear)
    .where('sharedAt', 'is not', null)
    .$if(wanted.userId !== undefined, (query) => query.where('userId', '=', wanted.userId ?? ''))
    .execute();
  return rows.flatMap(({ sharedAt, ...row }) => (sharedAt ? [{ ...row, sharedAt }] : []));
}

export interface PupilParticipation {
  readonly id: string;
  readonly campaign: string;
  readonly contextId: string;
  readonly course: string | null;
  readonly attempt: number;
  readonly startedAt: Date;
  readonly finished: boolean;
  /** The course closed the campaign this school year. */
  readonly closed: boolean;
  readonly sharedAt: Date | null;
  readonly mastery: number | null;
}

/** A pupil's participations in these courses, the newest first. */
export async function listParticipations(
  db: Db,
  wanted: Wanted & { readonly userId: string },
): Promise<PupilParticipation[]> {
  const rows = await db
    .selectFrom('participation')
    .innerJoin('run', 'run.id', 'participation.runId')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .innerJoin('context', 'context.id', 'participation.contextId')
    .leftJoin('campaignCourse', (join) =>
      join
        .onRef('campaignCourse.campaignId', '=', 'participation.campaignId')
        .onRef('campaignCourse.contextId', '=', 'participation.contextId'),
    )
    .select([
      'participation.id',
      'campaign.name as campaign',
      'participation.contextId',
      'context.title as course',
      'participation.attempt',
      'participation.startedAt',
      'participation.sharedAt',
      'participation.mastery',
      'run.finishedAt',
      'campaignCourse.closedAt',
    ])
    .where('participation.contextId', '=', sql<string>`any(${[...wanted.courseIds]}::bigint[])`)
    .where('participation.schoolYear', '=', wanted.schoolYear)
    .where('participation.userId', '=', wanted.userId)
    .orderBy('participation.startedAt', 'desc')
    .orderBy('participation.id', 'desc')
    .execute();
  return rows.map(({ finishedAt, closedAt, ...row }) => ({
    ...row,
    finished: finishedAt !== null,
    closed: closingOfYear({ ...NEVER, closedAt }, wanted.schoolYear).closedAt !== null,
  }));
}

/** School years in which something was done in these courses, the newest first. */
export async function listYears(db: Db, courseIds: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('participation')
    .select('schoolYear')
    .distinct()
    .where('contextId', '=', sql<string>`any(${[...courseIds]}::bigint[])`)
    .orderBy('schoolYear', 'desc')
    .execute();
  return rows.map(({ schoolYear }) => schoolYear);
}
