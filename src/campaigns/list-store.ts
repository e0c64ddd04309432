import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { taughtContexts } from '../lti/roster.ts';

/** A teacher, and the course that they came from. */
export interface Reader {
  readonly platformId: string;
  readonly contextId: string;
  readonly userId: string;
}

export const TABS = ['active', 'archived'] as const;
export const SORTS = ['recent', 'name', 'participants', 'results'] as const;

export interface ListFilters {
  readonly tab: (typeof TABS)[number];
  /** Part of a campaign's name, and of its maker's; case and accents do not count; empty: all. */
  readonly name: string;
  readonly creator: string;
  readonly sort: (typeof SORTS)[number];
  /** 1, 2… */
  readonly page: number;
}

export interface ListedCampaign {
  readonly code: string;
  readonly name: string;
  readonly targetProfile: string;
  readonly creator: string | null;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
  /** Made in the reader's course, or added to it. */
  readonly here: boolean;
  /** By this reader: else it may only be seen. */
  readonly changeable: boolean;
  /** Of the course that made it, when it still stands. */
  readonly course: string | null;
  /** People who began, and who sent, this school year in the reader's courses. */
  readonly participants: number;
  readonly results: number;
}

export const PAGE_SIZE = 25;

/**
 * The campaigns that a teacher may see: their own, and those of courses that they teach. Of the course they came from
 * first. @returns one page, and how many there are in all; a page past the end is empty, with `total` 0.
 */
export async function listCampaigns(
  db: Db,
  reader: Reader,
  { tab, name, creator, sort, page }: ListFilters,
  schoolYear: number,
): Promise<{ readonly rows: readonly ListedCampaign[]; readonly total: number }> {
  const courses = taughtContexts(reader.userId, reader.contextId);
  const people = (condition: RawBuilder<SqlBool>) => sql<number>`(
    select count(distinct participation.user_id)::int from participation
    where participation.campaign_id = campaign.id and participation.school_year = ${schoolYear}
      and participation.context_id in ${courses} and ${condition})`;
  const here = sql<boolean>`coalesce(campaign.context_id = ${reader.contextId}, false)
    or ${linkedIn(sql`(${reader.contextId}::bigint)`)}`;
  const maker = sql<string | null>`coalesce(nullif(owner.name, ''),
    nullif(concat_ws(' ', owner.given_name, owner.family_name), ''))`;
  let query = db
    .selectFrom('campaign')
    .leftJoin('ltiUser as owner', 'owner.id', 'campaign.ownerId')
    .leftJoin('context', 'context.id', 'campaign.contextId')
    .select([
      'campaign.code',
      'campaign.name',
      'campaign.targetProfile',
      'campaign.createdAt',
      'campaign.archivedAt',
      maker.as('creator'),
      here.as('here'),
      madeBy(reader).as('changeable'),
      sql<string | null>`coalesce(nullif(context.title, ''), context.label)`.as('course'),
      people(sql`true`).as('participants'),
      people(sql`participation.shared_at is not null`).as('results'),
      sql<number>`count(*) over ()::int`.as('total'),
    ])
    .where('campaign.platformId', '=', reader.platformId)
    .where('campaign.archivedAt', tab === 'archived' ? 'is not' : 'is', null)
    .where(seenBy(reader));
  if (name) query = query.where(contains(sql`campaign.name`, name));
  if (creator) query = query.where(contains(maker, creator));
  query = query.orderBy('here', 'desc');
  if (sort === 'name') query = query.orderBy(sql`${folded(sql`campaign.name`)}`);
  if (sort === 'participants' || sort === 'results') query = query.orderBy(sort, 'desc');
  const rows = await query
    .orderBy('campaign.createdAt', 'desc')
    .orderBy('campaign.id', 'desc')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** What a teacher may do with a campaign: nothing (undefined), see it, or change it. */
export async function findCampaignRights(
  db: Db,
  reader: Reader,
  campaignId: string,
): Promise<'see' | 'change' | undefined> {
  const row = await db
    .selectFrom('campaign')
    .select(madeBy(reader).as('made'))
    .where('campaign.id', '=', campaignId)
    .where('campaign.platformId', '=', reader.platformId)
    .where(seenBy(reader))
    .executeTakeFirst();
  return row && (row.made ? 'change' : 'see');
}

function linkedIn(courses: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from campaign_link join resource_link on resource_link.id = campaign_link.resource_link_id
    join context as shown on shown.id = resource_link.context_id
    where campaign_link.campaign_id = campaign.id and coalesce(shown.same_as, shown.id) in ${courses})`;
}

function madeBy(reader: Reader): RawBuilder<boolean> {
  return sql<boolean>`(coalesce(campaign.owner_id = ${reader.userId}, false)
    or coalesce(campaign.context_id in ${taughtContexts(reader.userId, reader.contextId)}, false))`;
}

function seenBy(reader: Reader): RawBuilder<boolean> {
  return sql<boolean>`(${madeBy(reader)} or ${linkedIn(taughtContexts(reader.userId, reader.contextId))})`;
}

/** Without case nor accents. */
function folded(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`regexp_replace(normalize(lower(${text}), nfd), '[\\u0300-\\u036f]', '', 'g')`;
}

function contains(text: RawBuilder<unknown>, part: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`position(${folded(sql`${part}::text`)} in ${folded(text)}) > 0`;
}
