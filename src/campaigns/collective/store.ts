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
  const { rows } = await sql<Shown>`
    select id, topics, levels
    from (
      select id, shared_at, shown_topics as topics, shown_levels as levels, ${STANDING} as standing
      from participation
      where campaign_id = ${campaignId} and context_id = ${contextId} and school_year = ${schoolYear}
    ) as attempt
    where standing and shared_at is not null`.execute(db);
  const alike = [...Map.groupBy(rows, ({ topics }) => topics).values()];
  const topics = await readTopics(
    db,
    alike.flatMap(([first]) => first?.id ?? []),
  );
  return alike.flatMap((shown) => countAlike(shown, topics.get(shown[0]?.id ?? '') ?? []));
}

interface Shown {
  readonly id: string;
  /** The same for results that aim at the same. */
  readonly topics: string;
  /** `[6,0,14]`: levels validated of each, as bits. */
  readonly levels: string;
}

/** Counted here: PostgreSQL takes ten times as long to take so many small values apart. */
function countAlike(shown: readonly Shown[], topics: readonly ShownTube[]): Pattern[] {
  const counts = topics.map(() => new Map<number, number>());
  for (const { levels } of shown) {
    const validated: number[] = JSON.parse(levels);
    validated.forEach((bits, place) => {
      const count = counts[place];
      count?.set(bits, (count.get(bits) ?? 0) + 1);
    });
  }
  return topics.flatMap((topic, place) =>
    [...(counts[place] ?? [])].map(([validated, results]) => ({ ...topic, validated, results })),
  );
}

async function readTopics(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, ShownTube[]>> {
  const { rows } = await sql<{ id: string; tubes: ShownTube[] }>`
    select id, result -> 'tubes' as tubes from participation where id = any(${[...ids]}::bigint[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, tubes }) => [id, tubes]));
}
