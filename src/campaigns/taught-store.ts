import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { taughtContexts } from '../lti/roster.ts';

/** A course that a teacher teaches. */
export interface TaughtCourse {
  readonly id: string;
  readonly title: string | null;
}

/** In the order of their titles. */
export async function listTaughtCourses(db: Db, userId: string, here: string): Promise<TaughtCourse[]> {
  const { rows } = await sql<TaughtCourse>`
    select context.id, coalesce(nullif(context.title, ''), nullif(context.label, '')) as title
    from context where context.id in ${taughtContexts(userId, here)}
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
    select participation.user_id, count(distinct code)::int as reached
    from participation
    left join lateral jsonb_array_elements_text(participation.reached_competences) as code on true
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
