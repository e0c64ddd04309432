import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/** A course that a teacher teaches. */
export interface TaughtCourse {
  readonly id: string;
  readonly title: string | null;
}

/**
 * The courses where a launch showed this person as a teacher, unless the class list has since named them otherwise or
 * left them out. The course of the session (`here`) was shown by its own launch.
 */
export async function listTaughtCourses(db: Db, userId: string, here: string): Promise<TaughtCourse[]> {
  const { rows } = await sql<TaughtCourse>`
    select context.id, coalesce(nullif(context.title, ''), nullif(context.label, '')) as title
    from enrolment
    join context on context.id = enrolment.context_id
    join deployment on deployment.id = context.deployment_id
    where enrolment.user_id = ${userId} and (
      context.id = ${here}
      or enrolment.launch_role = 'teacher' and deployment.status = 'active'
        and (enrolment.roster_role is null or enrolment.roster_role = 'teacher' and enrolment.roster_active))
    order by 2 nulls last, 1`.execute(db);
  return rows;
}

/**
 * In how many competences level 1 was reached, by what each pupil sent in these courses; those who sent nothing are not
 * there. (A level never falls as pix rise, so that the highest is that of the best sending.)
 */
export async function countCompetencesReached(
  db: Db,
  wanted: { readonly courseIds: readonly string[]; readonly schoolYear: number; readonly userId?: string },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ userId: string; reached: number }>`
    select participation.user_id,
      count(distinct part ->> 'code') filter (where (part ->> 'level')::int >= 1)::int as reached
    from participation
    left join lateral jsonb_array_elements(participation.result -> 'competences') as part on true
    where participation.context_id = any(${[...wanted.courseIds]}::bigint[])
      and participation.school_year = ${wanted.schoolYear} and participation.shared_at is not null
      and (${wanted.userId ?? null}::bigint is null or participation.user_id = ${wanted.userId ?? null})
    group by participation.user_id`.execute(db);
  return new Map(rows.map(({ userId, reached }) => [userId, reached]));
}

/** The class of a pupil in a school year, when a teacher told it. */
export async function findDivision(db: Db, userId: string, schoolYear: number): Promise<string | null> {
  const row = await db
    .selectFrom('pupilDivision')
    .select('division')
    .where('userId', '=', userId)
    .where('schoolYear', '=', schoolYear)
    .executeTakeFirst();
  return row?.division ?? null;
}
