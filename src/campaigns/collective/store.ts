import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { ENROLLED_PUPIL } from '../../lti/roster.ts';
import type { ShownTube } from '../../scoring/shown.ts';
import { STANDING, type Subject } from '../documents/store.ts';

/** A result sent; of a pupil's, the last one stands. */
export interface SentResult {
  readonly userId: string;
  readonly mastery: number;
}

/** Every result sent, each pupil's first one first. */
export async function listSentResults(db: Db, subject: Subject): Promise<SentResult[]> {
  const rows = await db
    .selectFrom('participation')
    .select(['userId', 'mastery'])
    .where('campaignId', '=', subject.campaignId)
    .where('contextId', '=', subject.contextId)
    .where('schoolYear', '=', subject.schoolYear)
    .where('sharedAt', 'is not', null)
    .orderBy('userId')
    .orderBy('attempt')
    .execute();
  return rows.map(({ userId, mastery }) => ({ userId, mastery: mastery ?? 0 }));
}

/** How many pupils the participants' page lists. */
export async function countPupils(db: Db, subject: Subject): Promise<number> {
  const { count } = await db
    .selectFrom('enrolment')
    .select((e) => e.fn.countAll<string>().as('count'))
    .where('enrolment.contextId', '=', subject.contextId)
    .where((e) =>
      e.or([
        ENROLLED_PUPIL,
        e.exists(
          e
            .selectFrom('participation')
            .select('participation.id')
            .whereRef('participation.userId', '=', 'enrolment.userId')
            .where('participation.campaignId', '=', subject.campaignId)
            .where('participation.contextId', '=', subject.contextId)
            .where('participation.schoolYear', '=', subject.schoolYear),
        ),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How many of the results that stand showed the same of a tube: levels targeted and validated, as bits. */
export interface Pattern extends ShownTube {
  readonly results: number;
}

/** Of the results that stand: two thousand pupils come in some hundred rows. */
export async function countPatterns(
  db: Db,
  { campaignId, contextId, schoolYear }: Subject,
): Promise<Pattern[]> {
  const { rows } = await sql<{ shown: ShownTube; results: number }>`
    select shown, count(*)::int as results
    from (
      select id, shared_at, ${STANDING} as standing
      from participation
      where campaign_id = ${campaignId} and context_id = ${contextId} and school_year = ${schoolYear}
    ) as attempt
    join participation as own on own.id = attempt.id
    cross join jsonb_array_elements(own.result -> 'tubes') as shown
    where attempt.standing and attempt.shared_at is not null
    group by shown`.execute(db);
  return rows.map(({ shown, results }) => ({ ...shown, results }));
}
