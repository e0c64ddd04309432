import { sql } from 'kysely';
import type { Db } from '../../src/db/database.ts';
import type { Referential } from '../../src/referential/types.ts';
import { scoreRun } from '../../src/runs/result.ts';
import { freezeScope } from '../../src/runs/scope.ts';

/** Of every so many pupils who come to a course, how many send: enough for each level to be reached by some. */
const SENDERS = { of: 3, send: 2 };

/**
 * Fills the course of a campaign up to `pupils`, by launches that nobody played: two in three have sent.
 * @returns percents sent, one a pupil
 */
export async function fillCourse(db: Db, bank: Referential, code: string, pupils: number): Promise<number[]> {
  const campaign = await db
    .selectFrom('campaign')
    .innerJoin('context', 'context.id', 'campaign.contextId')
    .select([
      'campaign.id',
      'campaign.platformId',
      'context.id as contextId',
      'context.deploymentId',
      'skills',
    ])
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  const { count } = await db
    .selectFrom('enrolment')
    .select((e) => e.fn.countAll<string>().as('count'))
    .where('contextId', '=', campaign.contextId)
    .where('rosterRole', '=', 'learner')
    .executeTakeFirstOrThrow();
  const scope = freezeScope(bank, campaign.skills ?? []);
  const sent = Array.from({ length: pupils - Number(count) }, (_, place) => {
    const validated = scope.filter(({ level }, at) => level <= (place % 6) + ((at + place) % 3) - 1);
    const ids = validated.map(({ id }) => id);
    return place % SENDERS.of < SENDERS.send ? scoreRun({ scope, badges: [], obstacles: [] }, ids, 8) : null;
  });
  await sql`
    with given as (
      select place, nullif(result, 'null') as result
      from jsonb_array_elements(${JSON.stringify(sent)}::jsonb) with ordinality as given(result, place)
    ), people as (
      insert into lti_user (platform_id, sub, given_name, family_name)
      select ${campaign.platformId}, 'full-' || place, 'Camille', 'Pupille ' || lpad(place::text, 3, '0') from given
      returning id, sub
    ), enrolled as (
      insert into enrolment (context_id, user_id, launch_role, launched_at)
      select ${campaign.contextId}, id, 'learner', now() from people
    ), begun as (
      insert into run (user_id, title, locale, origin, scope, policy, seed, content_version, status, started_at,
        finished_at)
      select people.id, 'Parcours', 'fr', '/', ${JSON.stringify(scope)}, '{}', 'seed', ${bank.version}, 'finished',
        now(), now()
      from people join given on 'full-' || place = sub where result is not null
      returning id, user_id
    )
    insert into participation (campaign_id, platform_id, deployment_id, context_id, user_id, school_year, run_id,
      started_at, shared_at, mastery, result)
    select ${campaign.id}, ${campaign.platformId}, ${campaign.deploymentId}, ${campaign.contextId}, begun.user_id,
      extract(year from now() - interval '8 months')::int, begun.id, now(), now(), (result ->> 'percent')::int, result
    from begun join people on people.id = begun.user_id join given on 'full-' || place = sub`.execute(db);
  return sent.flatMap((result) => result?.percent ?? []);
}
