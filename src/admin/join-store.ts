import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/*
 * Two registrations of one platform become one for people, courses and campaigns. What hangs on a row that the other
 * has too is hung on the other's; nothing is doubled, nothing lost. All of it in the caller's transaction.
 */

/**
 * Nobody enters, no session is looked up and nothing is written until the transaction ends; what is under way is waited
 * for: a row written beside the merge would be left on a person who is gone.
 */
export async function closeDoors(trx: Db): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(trx);
  await sql`lock table platform in access exclusive mode`.execute(trx);
  const { rows } = await sql<{ table: string }>`
    select distinct child.relname as table
    from pg_constraint con
    join pg_class child on child.oid = con.conrelid
    join pg_namespace space on space.oid = child.relnamespace and space.nspname = 'public'
    where con.contype = 'f'
    order by 1`.execute(trx);
  const tables = sql.join(rows.map(({ table }) => sql.table(table)));
  await sql`lock table ${tables} in share row exclusive mode`.execute(trx);
}

/** @param from whose people join `into`'s; what was joined to it before goes along. */
export async function mergePlatforms(trx: Db, from: string, into: string): Promise<void> {
  await findTwins(trx, from, into);
  await sql`update platform set joined_to = ${into} where id = ${from} or joined_to = ${from}`.execute(trx);
  // Numbers that nobody has, until all of a pupil's attempts stand together.
  await sql`
    update participation set attempt = -n.number
    from (select id, row_number() over (order by id) as number from participation where platform_id = ${from}) n
    where n.id = participation.id`.execute(trx);
  await mergeCourses(trx);
  await mergeActivities(trx);
  await mergeCampaigns(trx, from, into);
  await mergePeople(trx, from, into);
  await rehang(trx, 'platform', sql`(values (${from}::bigint, ${into}::bigint)) as twin (old, new)`, [
    'platform.joined_to',
    'deployment.platform_id',
    'line_item.made_by',
  ]);
  await numberAttempts(trx);
}

/** Pairs of rows that mean the same: `old` is hung on `new`. Courses and activities are told by their ids on the platform. */
async function findTwins(trx: Db, from: string, into: string): Promise<void> {
  await sql`
    create temp table same_person on commit drop as
    select a.id as old, b.id as new from lti_user a join lti_user b on b.sub = a.sub
    where a.platform_id = ${from} and b.platform_id = ${into}`.execute(trx);
  await sql`
    create temp table same_campaign on commit drop as
    select a.id as old, b.id as new from campaign a join campaign b on b.code = a.code
    where a.platform_id = ${from} and b.platform_id = ${into}`.execute(trx);
  await sql`
    create temp table same_course on commit drop as
    with course as (
      select coalesce(c.same_as, c.id) as id, c.context_id, coalesce(p.joined_to, p.id) as people
      from context c join deployment d on d.id = c.deployment_id join platform p on p.id = d.platform_id
      where coalesce(p.joined_to, p.id) in (${from}, ${into}))
    select a.id as old, min(b.id) as new
    from (select distinct id, context_id from course where people = ${from}) a
    join (select distinct id, context_id from course where people = ${into}) b using (context_id)
    group by a.id
    having count(distinct b.id) = 1`.execute(trx);
  await sql`
    create temp table same_activity on commit drop as
    with activity as (
      select coalesce(l.same_as, l.id) as id, l.link_id, coalesce(c.same_as, c.id) as course
      from resource_link l join context c on c.id = l.context_id)
    select a.id as old, min(b.id) as new
    from same_course
    join activity a on a.course = same_course.old
    join activity b on b.course = same_course.new and b.link_id = a.link_id
    group by a.id`.execute(trx);
  // Columns of one activity: found by what they are for.
  await sql`
    create temp table same_column on commit drop as
    select a.id as old, b.id as new
    from same_activity
    join line_item a on a.resource_link_id = same_activity.old
    join line_item b on b.resource_link_id = same_activity.new and b.resource_id = a.resource_id and b.tag = a.tag`.execute(
    trx,
  );
}

async function mergeCourses(trx: Db): Promise<void> {
  await sql`
    update context set same_as = same_course.new from same_course
    where context.id = same_course.old or context.same_as = same_course.old`.execute(trx);
  // Where both courses chose, the word of the one that stays.
  await sql`
    insert into campaign_course (campaign_id, context_id, deleted_columns)
    select campaign_id, same_course.new, deleted_columns
    from campaign_course join same_course on same_course.old = campaign_course.context_id
    on conflict (campaign_id, context_id) do nothing`.execute(trx);
  await sql`delete from campaign_course using same_course where context_id = same_course.old`.execute(trx);
  await rehang(trx, 'context', sql`same_course as twin`, [
    'context.same_as',
    'resource_link.context_id',
    'enrolment.context_id',
    'campaign_course.context_id',
  ]);
}

async function mergeActivities(trx: Db): Promise<void> {
  await sql`
    update resource_link set same_as = same_activity.new from same_activity
    where resource_link.id = same_activity.old or resource_link.same_as = same_activity.old`.execute(trx);
  await sql`
    insert into campaign_link (resource_link_id, campaign_id)
    select same_activity.new, campaign_id
    from campaign_link join same_activity on same_activity.old = resource_link_id
    on conflict (resource_link_id) do nothing`.execute(trx);
  await sql`delete from campaign_link using same_activity where resource_link_id = same_activity.old`.execute(
    trx,
  );
  await sql`
    insert into participation_link (participation_id, resource_link_id)
    select participation_id, same_activity.new
    from participation_link join same_activity on same_activity.old = resource_link_id
    on conflict do nothing`.execute(trx);
  await sql`
    delete from participation_link using same_activity where resource_link_id = same_activity.old`.execute(
    trx,
  );
  await sql`
    update line_item set url = coalesce(line_item.url, other.url), made_by = case
      when line_item.url is null then other.made_by else line_item.made_by end
    from same_column join line_item other on other.id = same_column.old
    where line_item.id = same_column.new`.execute(trx);
  await rehang(trx, 'line_item', sql`same_column as twin`, []);
  await sql`delete from line_item using same_column where id = same_column.old`.execute(trx);
  await rehang(trx, 'resource_link', sql`same_activity as twin`, [
    'resource_link.same_as',
    'campaign_link.resource_link_id',
    'participation_link.resource_link_id',
  ]);
}

async function mergeCampaigns(trx: Db, from: string, into: string): Promise<void> {
  await sql`
    insert into campaign_course (campaign_id, context_id, deleted_columns)
    select same_campaign.new, context_id, deleted_columns
    from campaign_course join same_campaign on same_campaign.old = campaign_course.campaign_id
    on conflict (campaign_id, context_id) do nothing`.execute(trx);
  await rehang(trx, 'campaign', sql`same_campaign as twin`, ['campaign_course.campaign_id']);
  await sql`delete from campaign using same_campaign where id = same_campaign.old`.execute(trx);
  await sql`update campaign set platform_id = ${into} where platform_id = ${from}`.execute(trx);
}

async function mergePeople(trx: Db, from: string, into: string): Promise<void> {
  await sql`
    with place as (
      select coalesce(same_course.new, e.context_id) as context_id, coalesce(same_person.new, e.user_id) as user_id,
        e.launch_role, e.launched_at, e.roster_role, e.roster_active
      from enrolment e
      left join same_course on same_course.old = e.context_id
      left join same_person on same_person.old = e.user_id
      where same_course.old is not null or same_person.old is not null)
    insert into enrolment as e (context_id, user_id, launch_role, launched_at, roster_role, roster_active)
    select distinct on (context_id, user_id) context_id, user_id, launch_role, launched_at, roster_role, roster_active
    from place order by context_id, user_id, launched_at desc nulls last
    on conflict (context_id, user_id) do update set
      launch_role = case when excluded.launched_at > e.launched_at or e.launched_at is null
        then excluded.launch_role else e.launch_role end,
      launched_at = greatest(e.launched_at, excluded.launched_at),
      roster_role = coalesce(e.roster_role, excluded.roster_role),
      roster_active = e.roster_active or excluded.roster_active`.execute(trx);
  await sql`
    delete from enrolment using same_course where context_id = same_course.old`.execute(trx);
  await sql`
    delete from enrolment using same_person where user_id = same_person.old`.execute(trx);
  await sql`
    update lti_user set name = coalesce(other.name, lti_user.name),
      given_name = coalesce(other.given_name, lti_user.given_name),
      family_name = coalesce(other.family_name, lti_user.family_name),
      locale = coalesce(other.locale, lti_user.locale),
      seen_at = other.seen_at
    from same_person join lti_user other on other.id = same_person.old
    where lti_user.id = same_person.new and other.seen_at > lti_user.seen_at`.execute(trx);
  await sql`
    delete from person_settings a using same_person p, person_settings b
    where (a.user_id, b.user_id) in ((p.old, p.new), (p.new, p.old))
      and (a.changed_at, a.user_id) < (b.changed_at, b.user_id)`.execute(trx);
  await sql`
    delete from pupil_division a using same_person p, pupil_division b
    where (a.user_id, b.user_id) in ((p.old, p.new), (p.new, p.old)) and a.school_year = b.school_year
      and (a.written_at, a.user_id) < (b.written_at, b.user_id)`.execute(trx);
  await sql`
    delete from lsu_level a using same_person p, lsu_level b
    where (a.user_id, b.user_id) in ((p.old, p.new), (p.new, p.old)) and a.school_year = b.school_year
      and a.domain = b.domain and (a.written_at, a.user_id) < (b.written_at, b.user_id)`.execute(trx);
  // Of one challenge, one report is open: that of the one who stays.
  await sql`
    delete from challenge_report twin using same_person, challenge_report standing
    where twin.user_id = same_person.old and standing.user_id = same_person.new
      and standing.challenge_id = twin.challenge_id
      and twin.treated_at is null and standing.treated_at is null`.execute(trx);
  await rehang(trx, 'lti_user', sql`same_person as twin`, ['enrolment.user_id']);
  await sql`delete from lti_user using same_person where id = same_person.old`.execute(trx);
  await sql`update lti_user set platform_id = ${into} where platform_id = ${from}`.execute(trx);
}

/** A result that was sent is the last word; else the attempt begun last. */
async function numberAttempts(trx: Db): Promise<void> {
  await sql`
    create temp table attempts on commit drop as
    select id, row_number() over (
      partition by campaign_id, context_id, user_id, school_year order by shared_at is not null, id) as number
    from participation p
    where exists (
      select from participation q
      where q.campaign_id = p.campaign_id and q.context_id = p.context_id and q.user_id = p.user_id
        and q.school_year = p.school_year and q.attempt < 0)`.execute(trx);
  await sql`
    update participation set attempt = -2000000000 + n.place
    from (select id, row_number() over (order by id)::integer as place from attempts) n
    where n.id = participation.id`.execute(trx);
  await sql`update participation set attempt = number from attempts where attempts.id = participation.id`.execute(
    trx,
  );
}

/**
 * Hangs on `new` whatever a foreign key hangs on `old`: a table added one day is not forgotten (rows left behind would
 * be erased with `old`, without a word).
 * @param except `table.column`s that are seen to elsewhere
 */
async function rehang(
  trx: Db,
  parent: string,
  twins: ReturnType<typeof sql>,
  except: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select child.relname as table, att.attname as column
    from pg_constraint con
    join pg_class child on child.oid = con.conrelid
    join pg_namespace space on space.oid = child.relnamespace and space.nspname = 'public'
    join pg_attribute att on att.attrelid = con.conrelid and att.attnum = con.conkey[1]
    where con.contype = 'f' and con.confrelid = ${parent}::regclass
    order by 1, 2`.execute(trx);
  for (const { table, column } of rows) {
    if (except.includes(`${table}.${column}`)) continue;
    await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = twin.new
      from ${twins} where ${sql.table(table)}.${sql.ref(column)} = twin.old`.execute(trx);
  }
}

export interface JoinFigures {
  readonly people: number;
  readonly peopleOfBoth: number;
  readonly courses: number;
  readonly coursesOfBoth: number;
  /** Courses of both whose names differ: renamed, or not the same after all. */
  readonly renamed: readonly { readonly from: string; readonly into: string }[];
}

/** What would be joined. */
export async function countTwins(db: Db, from: string, into: string): Promise<JoinFigures> {
  const { rows } = await sql<{ people: string; peopleOfBoth: string }>`
    select count(*) as people, count(b.id) as people_of_both
    from lti_user a left join lti_user b on b.sub = a.sub and b.platform_id = ${into}
    where a.platform_id = ${from}`.execute(db);
  const { rows: courses } = await sql<{ title: string | null; other: string | null; both: boolean }>`
    with course as (
      select distinct on (coalesce(c.same_as, c.id)) coalesce(c.same_as, c.id) as id, c.context_id,
        coalesce(c.title, c.label) as title, coalesce(p.joined_to, p.id) as people
      from context c join deployment d on d.id = c.deployment_id join platform p on p.id = d.platform_id
      where coalesce(p.joined_to, p.id) in (${from}, ${into}))
    select a.title, min(b.title) as other, count(distinct b.id) = 1 as both
    from course a left join course b on b.context_id = a.context_id and b.people = ${into}
    where a.people = ${from}
    group by a.id, a.title
    order by a.title`.execute(db);
  const both = courses.filter((course) => course.both);
  return {
    people: Number(rows[0]?.people ?? 0),
    peopleOfBoth: Number(rows[0]?.peopleOfBoth ?? 0),
    courses: courses.length,
    coursesOfBoth: both.length,
    renamed: both.flatMap(({ title, other }) =>
      title !== null && other !== null && title !== other ? [{ from: title, into: other }] : [],
    ),
  };
}
