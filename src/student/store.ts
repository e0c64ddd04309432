import { sql } from 'kysely';
import { type Closing, closingOfYear } from '../campaigns/closing/rules.ts';
import type { Db } from '../db/database.ts';
import { eraseRuns } from '../runs/person-store.ts';
import { ANSWERED } from '../runs/store.ts';

export interface Practice {
  readonly competence: string;
  readonly runId: string;
  readonly startedAt: Date;
  readonly finished: boolean;
}

/** The latest practice of each competence, by its code. */
export async function listPractices(db: Db, userId: string): Promise<ReadonlyMap<string, Practice>> {
  const rows = await db
    .selectFrom('practice')
    .innerJoin('run', 'run.id', 'practice.runId')
    .select(['practice.competence', 'practice.runId', 'practice.startedAt', 'run.finishedAt'])
    .where('practice.userId', '=', userId)
    .orderBy('practice.id')
    .execute();
  return new Map(
    rows.map(({ finishedAt, ...row }) => [row.competence, { ...row, finished: finishedAt !== null }]),
  );
}

/** The competence that a run practises; null for a run of a campaign. */
export async function findPractisedCompetence(db: Db, runId: string): Promise<string | null> {
  const row = await db
    .selectFrom('practice')
    .select('competence')
    .where('runId', '=', runId)
    .executeTakeFirst();
  return row?.competence ?? null;
}

/** One act at a time on one pupil's practice; the lock goes with the transaction. */
export async function lockPractice(trx: Db, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`practice:${userId}`}, 0))`.execute(trx);
}

export async function insertPractice(
  trx: Db,
  practice: {
    readonly userId: string;
    readonly competence: string;
    readonly runId: string;
    readonly schoolYear: number;
    readonly startedAt: Date;
  },
): Promise<void> {
  await trx.insertInto('practice').values(practice).execute();
}

/** Practices go with their runs. @returns how many went now: at most 500, call again until 0. */
export async function erasePractices(db: Db, lastSchoolYear: number): Promise<number> {
  const rows = await db
    .selectFrom('practice')
    .select('runId')
    .where('schoolYear', '<=', lastSchoolYear)
    .limit(500)
    .execute();
  return eraseRuns(
    db,
    rows.map(({ runId }) => runId),
  );
}

/** A campaign begun by this person: its latest attempt, in one course and school year. */
export interface OwnParticipation {
  readonly code: string;
  readonly title: string;
  /** A collection of profiles: nothing was asked. */
  readonly collects: boolean;
  readonly runId: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly sharedAt: Date | null;
  readonly mastery: number | null;
  readonly answered: number;
  readonly remainingLow: number;
  readonly remainingHigh: number;
  readonly schoolYear: number;
  readonly participationId: string;
  readonly toldDeadline: Date | null;
  readonly closing: Closing;
}

/** Every campaign that a person has begun, in whatever course, the newest first. */
export async function listOwnParticipations(db: Db, userId: string): Promise<OwnParticipation[]> {
  const rows = await db
    .selectFrom('participation')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .innerJoin('run', 'run.id', 'participation.runId')
    .leftJoin('campaignCourse', (join) =>
      join
        .onRef('campaignCourse.campaignId', '=', 'participation.campaignId')
        .onRef('campaignCourse.contextId', '=', 'participation.contextId'),
    )
    .distinctOn(['participation.campaignId', 'participation.contextId', 'participation.schoolYear'])
    .select([
      'participation.id as participationId',
      'participation.schoolYear',
      'participation.toldDeadline',
      'campaignCourse.deadline',
      'campaignCourse.automaticSending',
      'campaignCourse.closedAt',
      'campaign.code',
      'campaign.title',
      'participation.runId',
      'participation.startedAt',
      'participation.sharedAt',
      'participation.mastery',
      'run.finishedAt',
      'run.remainingLow',
      'run.remainingHigh',
      sql<boolean>`campaign.purpose = 'collect'`.as('collects'),
      ANSWERED.as('answered'),
    ])
    .where('participation.userId', '=', userId)
    .orderBy('participation.campaignId')
    .orderBy('participation.contextId')
    .orderBy('participation.schoolYear')
    .orderBy('participation.attempt', 'desc')
    .execute();
  return rows
    .map(({ deadline, automaticSending, closedAt, ...row }) => ({
      ...row,
      closing: closingOfYear(
        { deadline, automaticSending: automaticSending ?? false, closedAt },
        row.schoolYear,
      ),
    }))
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

/** A campaign of a course from which this person came to Palier, and which they have not begun. */
export interface WaitingCampaign {
  readonly code: string;
  readonly title: string;
  readonly contextId: string;
  readonly course: string | null;
  readonly createdAt: Date;
  readonly closing: Closing;
}

/**
 * Campaigns that an activity of this person's courses is known to lead to, not archived and not begun this school year;
 * the newest first. A campaign that stands in no activity yet is its teacher's alone.
 */
export async function listWaitingCampaigns(
  db: Db,
  userId: string,
  schoolYear: number,
): Promise<WaitingCampaign[]> {
  const { rows } = await sql<Omit<WaitingCampaign, 'closing'> & Closing>`
    select distinct on (campaign.created_at, campaign.id, enrolment.context_id)
      campaign.code, campaign.title, campaign.created_at, enrolment.context_id, course.title as course,
      choice.deadline, coalesce(choice.automatic_sending, false) as automatic_sending, choice.closed_at
    from enrolment
    join context course on course.id = enrolment.context_id
    join context place on coalesce(place.same_as, place.id) = enrolment.context_id
    join resource_link on resource_link.context_id = place.id
    join campaign_link on campaign_link.resource_link_id = coalesce(resource_link.same_as, resource_link.id)
    join campaign on campaign.id = campaign_link.campaign_id
    left join campaign_course choice on choice.campaign_id = campaign.id and choice.context_id = enrolment.context_id
    where enrolment.user_id = ${userId} and enrolment.launch_role = 'learner' and campaign.archived_at is null
      and not exists (
        select from participation
        where participation.campaign_id = campaign.id and participation.context_id = enrolment.context_id
          and participation.user_id = ${userId} and participation.school_year = ${schoolYear})
    order by campaign.created_at desc, campaign.id desc, enrolment.context_id
    limit 50`.execute(db);
  return rows.map(({ deadline, automaticSending, closedAt, ...row }) => ({
    ...row,
    closing: closingOfYear({ deadline, automaticSending, closedAt }, schoolYear),
  }));
}
