import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { ROOT } from '../src/boot.ts';
import { frozenProfile } from '../src/campaigns/collection/profile.ts';
import type { Subject } from '../src/campaigns/documents/store.ts';
import { schoolYearOf } from '../src/campaigns/school-year.ts';
import { type Db, openDatabase } from '../src/db/database.ts';
import { joinEmbeddedDatabase } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { DEFAULT_POLICY } from '../src/engine/method.ts';
import { loadReferential } from '../src/referential/load.ts';
import type { Referential } from '../src/referential/types.ts';
import { playableOf } from '../src/runs/person-profile.ts';
import { scoreRun } from '../src/runs/result.ts';
import { type FrozenSkill, freezeScope } from '../src/runs/scope.ts';
import { personProfile } from '../src/scoring/person.ts';
import type { Session } from '../src/web/session.ts';

export const PUPILS = 2000;
export const ANSWERS = 50;
/** Pupils with a second result sent, and who have not sent one. */
const RETRIED = 300;
const UNSENT = 100;

/** As long, and as often the same, as those of a collège: what lays out a page measures each word once. */
const GIVEN =
  'Maëlle Noé Yanis Inès Jean-Baptiste Chloé Aya Raphaël Élise Mohamed Anaïs Zoé Lou Tiphaine'.split(' ');
const FAMILY = ['Le ', 'Da ', 'Ker', 'Ben ', 'Mar', 'Du', 'Ro'].flatMap((start) =>
  ['gof', 'tinel', 'rand', 'saïd', 'ché'].flatMap((middle) =>
    ['fic', 'aud', 'ette', 'ier', ''].map((end) => start + middle + end),
  ),
);

export interface BigClass {
  readonly db: Db;
  readonly url: string;
  readonly bank: Referential;
  readonly subject: Subject;
  readonly skills: number;
  /** Of a session of its teacher. */
  readonly teacher: Omit<Session, 'id'>;
  /** The same pupils in another course, each with a profile sent. */
  readonly collection: { readonly code: string; readonly teacher: Omit<Session, 'id'> };
  stop(): Promise<void>;
}

/**
 * A campaign on the longest parcours, in a course of 2,000 pupils who all began it, 50 answers each, on an embedded
 * PostgreSQL of its own: 1,900 have sent, 300 of them twice. Each has an ability of their own, so that results differ.
 */
export async function giveBigClass(): Promise<BigClass> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palier-bench-'));
  const embedded = await joinEmbeddedDatabase({ dataDir, role: 'command', log: pino({ level: 'silent' }) });
  await migrate(embedded.url, path.join(ROOT, 'migrations'));
  const db = openDatabase(embedded.url);
  const bank = await loadReferential(path.join(ROOT, 'content'));
  const filled = await fill(db, bank);
  return {
    db,
    url: embedded.url,
    bank,
    ...filled,
    async stop() {
      await db.destroy();
      await embedded.leave();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Levels of each tube that a pupil validates: from the pupil's ability and the tube's own difficulty, always the same. */
function showsOf(scope: readonly FrozenSkill[], pupil: number): string[] {
  const ability = 1 + ((pupil * 37) % 50) / 10;
  const tubes = [...new Set(scope.map(({ tube }) => tube))];
  return scope
    .filter(({ tube, level }) => level <= ability + (((pupil + 7 * tubes.indexOf(tube)) % 5) - 2))
    .map(({ id }) => id);
}

/** Written in few statements: the way there is not what is measured. */
async function fill(
  db: Db,
  bank: Referential,
): Promise<Pick<BigClass, 'subject' | 'skills' | 'teacher' | 'collection'>> {
  const profile = [...bank.targetProfiles.values()].sort((a, b) => b.skills.length - a.skills.length)[0];
  if (!profile) throw new Error('no profile');
  const scope = freezeScope(bank, profile.skills);
  const schoolYear = schoolYearOf(new Date());
  const id = async (statement: ReturnType<typeof sql<{ id: string }>>) =>
    (await statement.execute(db)).rows[0]?.id ?? '';
  const platform = await id(sql`
    insert into platform (name, issuer, client_id, auth_url, token_url, jwks_url)
    values ('LMS', 'x', 'x', 'x', 'x', 'x') returning id`);
  const deployment = await id(
    sql`insert into deployment (platform_id, deployment_id) values (${platform}, '1') returning id`,
  );
  const context = await id(
    sql`insert into context (deployment_id, context_id, title) values (${deployment}, 'x', 'Pix 3e') returning id`,
  );
  const campaignId = await id(sql`
    insert into campaign (code, platform_id, context_id, name, title, target_profile, skills, policy, created_at)
    values ('BCDFGH234', ${platform}, ${context}, 'Rentrée', 'Rentrée', ${profile.id}, ${profile.skills},
      ${JSON.stringify(DEFAULT_POLICY)}, now()) returning id`);
  await sql`
    insert into lti_user (platform_id, sub, given_name, family_name)
    select ${platform}, n, given.name, family.name
    from generate_series(1, ${sql.lit(PUPILS)}) as n
    join unnest(${GIVEN}::text[]) with ordinality as given(name, place) on given.place = 1 + n % ${GIVEN.length}
    join unnest(${FAMILY}::text[]) with ordinality as family(name, place)
      on family.place = 1 + (n / ${GIVEN.length}) % ${FAMILY.length}`.execute(db);
  await sql`
    insert into enrolment (context_id, user_id, roster_role, roster_active)
    select ${context}, id, 'learner', true from lti_user`.execute(db);
  for (const attempt of [1, 2]) {
    const pupils = attempt === 1 ? PUPILS : RETRIED;
    const shown = Array.from({ length: pupils }, (_, pupil) => {
      const validated = showsOf(scope, pupil + (attempt - 1) * 11);
      const result = scoreRun({ scope, badges: [...profile.badges], obstacles: [] }, validated, 8);
      return { pupil: pupil + 1, validated, result, sent: pupil < PUPILS - UNSENT };
    });
    await sql`
      with shown as (
        select (one ->> 'pupil')::bigint as pupil, (one ->> 'sent')::boolean as sent, one -> 'result' as result
        from jsonb_array_elements(${JSON.stringify(shown)}::jsonb) as one
      ),
      begun as (
        insert into run (user_id, title, locale, origin, scope, policy, seed, content_version, status, started_at,
          finished_at)
        select lti_user.id, 'x', 'fr', '/', ${JSON.stringify(scope)}::jsonb, ${JSON.stringify(DEFAULT_POLICY)}::jsonb,
          'x', ${bank.version}, 'finished', now(), now()
        from lti_user join shown on shown.pupil = lti_user.sub::bigint returning id, user_id
      )
      insert into participation (campaign_id, platform_id, deployment_id, context_id, user_id, school_year, attempt,
        run_id, started_at, shared_at, mastery, result)
      select ${campaignId}, ${platform}, ${deployment}, ${context}, begun.user_id, ${schoolYear}, ${attempt}, begun.id,
        now(), case when shown.sent then now() end, case when shown.sent then (shown.result ->> 'percent')::int end,
        case when shown.sent then shown.result end
      from begun join lti_user on lti_user.id = begun.user_id join shown on shown.pupil = lti_user.sub::bigint`.execute(
      db,
    );
    const known = shown.flatMap(({ pupil, validated }) => {
      const own = new Set(validated);
      return scope.map(({ id: skill }) => ({ pupil, skill, validated: own.has(skill) }));
    });
    await sql`
      insert into run_skill (run_id, skill_id, status, source)
      select participation.run_id, known.skill, case when known.validated then 'validated' else 'invalidated' end,
        'direct'
      from unnest(${known.map(({ pupil }) => pupil)}::bigint[], ${known.map(({ skill }) => skill)}::text[],
        ${known.map((one) => one.validated)}::boolean[]) as known(pupil, skill, validated)
      join lti_user on lti_user.sub = known.pupil::text
      join participation on participation.user_id = lti_user.id and participation.attempt = ${attempt}`.execute(
      db,
    );
  }
  await sql`
    insert into answer (run_id, position, challenge_id, skill_id, outcome, guess, answered_at)
    select run_id, n, 'c' || n, 's' || n, 'right', 0, now()
    from participation, generate_series(1, ${sql.lit(ANSWERS)}) as n where attempt = 1`.execute(db);
  const link = await id(sql`
    insert into resource_link (context_id, link_id, title) values (${context}, 'x', 'Rentrée') returning id`);
  await sql`insert into campaign_link (resource_link_id, campaign_id) values (${link}, ${campaignId})`.execute(
    db,
  );
  await sql`
    with line as (
      insert into line_item (resource_link_id, resource_id, tag, label, score_maximum)
      values (${link}, 'BCDFGH234', 'palier-result', 'Rentrée', 100) returning id
    )
    insert into grade (participation_id, line_item_id, user_id, score_given, score_maximum, comment, state, queued_at,
      sent_at)
    select participation.id, line.id, user_id, mastery, 100, 'x', 'sent', now(), now()
    from participation, line where shared_at is not null`.execute(db);
  const userId = await id(sql`
    insert into lti_user (platform_id, sub, given_name, family_name)
    values (${platform}, 'teacher', 'Camille', 'Roche') returning id`);
  await sql`
    insert into enrolment (context_id, user_id, launch_role, launched_at)
    values (${context}, ${userId}, 'teacher', now())`.execute(db);
  const collecting = await id(
    sql`insert into context (deployment_id, context_id, title) values (${deployment}, 'y', 'Pix 3e') returning id`,
  );
  await fillCollection(db, bank, { platform, deployment, context: collecting, schoolYear });
  await sql`analyze`.execute(db);
  const session = { platformId: platform, deploymentId: deployment, role: 'teacher', locale: 'fr' } as const;
  return {
    subject: { campaignId, contextId: context, schoolYear },
    skills: scope.length,
    teacher: {
      ...session,
      userId,
      contextId: context,
      resourceLinkId: link,
      deepLinking: null,
      returnUrl: null,
    },
    collection: {
      code: COLLECTION_CODE,
      teacher: {
        ...session,
        userId: await id(sql`
          insert into lti_user (platform_id, sub, given_name, family_name)
          values (${platform}, 'colleague', 'Dominique', 'Roche') returning id`),
        contextId: collecting,
        resourceLinkId: null,
        deepLinking: null,
        returnUrl: null,
      },
    },
  };
}

const COLLECTION_CODE = 'BCDFGH236';

/** Every pupil sends a profile, in a course of its own. */
async function fillCollection(
  db: Db,
  bank: Referential,
  place: {
    readonly platform: string;
    readonly deployment: string;
    readonly context: string;
    readonly schoolYear: number;
  },
): Promise<void> {
  const playable = [...bank.competences.values()].map((one) => ({ code: one.code, skills: playableOf(one) }));
  const skills = playable.flatMap((competence) => competence.skills);
  const shown = Array.from({ length: PUPILS }, (_, pupil) => {
    const validated = skills.filter((_skill, at) => (pupil + at * 7) % 11 < pupil % 8).map(({ id }) => id);
    return { pupil: pupil + 1, result: frozenProfile(personProfile(new Set(validated), playable, 8)) };
  });
  const { platform, deployment, context, schoolYear } = place;
  await sql`
    insert into enrolment (context_id, user_id, roster_role, roster_active)
    select ${context}, id, 'learner', true from lti_user where sub <> 'teacher'`.execute(db);
  await sql`
    with campaign as (
      insert into campaign (code, platform_id, context_id, name, title, target_profile, skills, policy, created_at,
        purpose)
      values (${COLLECTION_CODE}, ${platform}, ${context}, 'Profils', 'Profils', 'collecte-profils', '{}',
        ${JSON.stringify(DEFAULT_POLICY)}, now(), 'collect') returning id
    ), shown as (
      select one ->> 'pupil' as pupil, one -> 'result' as result
      from jsonb_array_elements(${JSON.stringify(shown)}::jsonb) as one
    ), begun as (
      insert into run (user_id, title, locale, origin, scope, policy, seed, content_version, status, started_at,
        finished_at)
      select lti_user.id, 'x', 'fr', '/', '[]', ${JSON.stringify(DEFAULT_POLICY)}::jsonb, 'x', ${bank.version},
        'finished', now(), now()
      from lti_user join shown on shown.pupil = lti_user.sub returning id, user_id
    )
    insert into participation (campaign_id, platform_id, deployment_id, context_id, user_id, school_year, run_id,
      started_at, shared_at, mastery, result)
    select campaign.id, ${platform}, ${deployment}, ${context}, begun.user_id, ${schoolYear}, begun.id, now(), now(),
      (shown.result ->> 'percent')::int, shown.result
    from campaign, begun join lti_user on lti_user.id = begun.user_id join shown on shown.pupil = lti_user.sub`.execute(
    db,
  );
}
