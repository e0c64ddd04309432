import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** A campaign in one course and school year, as somebody follows it. */
export interface Followed {
  readonly campaignId: string;
  readonly contextId: string;
  readonly schoolYear: number;
}

/**
 * For each of these courses, in order, a short text that is another one as soon as somebody begins, ends or sends, or a
 * grade arrives or is refused.
 */
export async function readStamps(db: Db, of: readonly Followed[]): Promise<string[]> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws('.', people.begun, people.finished, people.sent, people.sent_last, grades.done, grades.done_last)
      as stamp
    from unnest(
      ${of.map(({ campaignId }) => campaignId)}::bigint[],
      ${of.map(({ contextId }) => contextId)}::bigint[],
      ${of.map(({ schoolYear }) => schoolYear)}::int[]
    ) with ordinality as followed (campaign_id, context_id, school_year, place)
    cross join lateral (
      select count(*) as begun, count(run.finished_at) as finished, count(participation.shared_at) as sent,
        extract(epoch from max(participation.shared_at)) as sent_last
      from participation join run on run.id = participation.run_id
      where participation.campaign_id = followed.campaign_id and participation.context_id = followed.context_id
        and participation.school_year = followed.school_year
    ) people
    cross join lateral (
      select count(*) as done, extract(epoch from max(grade.tried_at)) as done_last
      from participation join grade on grade.participation_id = participation.id
      where participation.campaign_id = followed.campaign_id and participation.context_id = followed.context_id
        and participation.school_year = followed.school_year and grade.state in ('sent', 'refused')
    ) grades
    order by followed.place`.execute(db);
  return rows.map(({ stamp }) => stamp);
}
