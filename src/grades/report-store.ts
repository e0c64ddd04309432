import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { GradeJob } from '../db/jobs.ts';
import { addressOf } from './address.ts';
import type { CampaignInCourse } from './deleted-columns.ts';
import { RESULT_TAG } from './enqueue.ts';
import { isOwn, LATEST, openLink, requeue } from './store.ts';

/** What a teacher reads of a campaign's grades in their course, and sends again. */

export const SENDING_STATES = ['refused', 'pending', 'sent'] as const;
export type SendingState = (typeof SENDING_STATES)[number];

export interface GradesOf extends CampaignInCourse {
  readonly schoolYear: number;
}

/** All the grades of one pupil's participation; its state is that of the one that most calls for something. */
export interface Sending {
  readonly participationId: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly name: string | null;
  readonly state: SendingState;
  /** Of the activity's own column, of 100; null when it has none. */
  readonly percent: number | null;
  /** It left at the deadline or at the closing, not by the pupil. */
  readonly byItself: boolean;
  readonly columns: number;
  readonly sent: number;
  readonly attempts: number;
  /** Of the last try that failed, a key of the messages. */
  readonly reason: string | null;
  readonly sentAt: Date | null;
  readonly triedAt: Date | null;
  readonly queuedAt: Date;
}

export const SENDINGS_A_PAGE = 100;

const STATE = sql<SendingState>`case when bool_or(grade.state = 'refused') then 'refused'
  when bool_or(grade.state = 'pending') then 'pending' else 'sent' end`;

/** @returns one page, the refused first, then by name; and how many participations are in each state. */
export async function listSendings(
  db: Db,
  of: GradesOf,
  { state, page }: { readonly state: SendingState | null; readonly page: number },
): Promise<{ readonly rows: readonly Sending[]; readonly counts: Readonly<Record<SendingState, number>> }> {
  const all = gradesOf(db, of)
    .innerJoin('ltiUser', 'ltiUser.id', 'participation.userId')
    .groupBy(['participation.id', 'ltiUser.id'])
    .select((e) => [
      'participation.id as participationId',
      'ltiUser.familyName',
      'ltiUser.givenName',
      'ltiUser.name',
      'participation.sentByItself as byItself',
      STATE.as('state'),
      sql<number | null>`max(grade.score_given) filter (where line_item.tag = ${RESULT_TAG})`.as('percent'),
      sql<number>`count(*)::int`.as('columns'),
      sql<number>`(count(*) filter (where grade.state = 'sent'))::int`.as('sent'),
      sql<number>`coalesce(max(grade.attempts) filter (where grade.state <> 'sent'), 0)`.as('attempts'),
      sql<string | null>`(array_agg(grade.reason order by grade.state desc, grade.id)
        filter (where grade.state <> 'sent' and grade.reason is not null))[1]`.as('reason'),
      e.fn.max('grade.sentAt').as('sentAt'),
      e.fn.max('grade.triedAt').as('triedAt'),
      e.fn.max('grade.queuedAt').as('queuedAt'),
    ]);
  const counted = await db
    .selectFrom(all.as('sending'))
    .select((e) => ['state', e.fn.countAll<string>().as('count')])
    .groupBy('state')
    .execute();
  const countOf = (wanted: SendingState) => Number(counted.find((row) => row.state === wanted)?.count ?? 0);
  let query = db.selectFrom(all.as('sending')).selectAll();
  if (state) query = query.where('state', '=', state);
  const rows = await query
    .orderBy(sql`array_position(${SENDING_STATES}::text[], state)`)
    .orderBy(sql`concat_ws(' ', family_name, given_name, name) collate "fr-x-icu"`)
    .orderBy('participationId')
    .limit(SENDINGS_A_PAGE)
    .offset((page - 1) * SENDINGS_A_PAGE)
    .execute();
  const counts = { refused: countOf('refused'), pending: countOf('pending'), sent: countOf('sent') };
  return { rows, counts };
}

/** A column of the course's gradebook that our grades go to. */
export interface GradedColumn {
  readonly id: string;
  readonly label: string;
  readonly main: boolean;
  /** As the activity is named in the course. */
  readonly activity: string | null;
  /** As we would make it. */
  readonly scoreMaximum: number;
  readonly platformId: string;
  /** Null until it is found or made. */
  readonly url: string | null;
  readonly lineItemsUrl: string | null;
}

/** Those that hold or wait for a grade, an activity's own before its competences'. */
export async function listGradedColumns(db: Db, of: GradesOf): Promise<GradedColumn[]> {
  const rows = await db
    .selectFrom('lineItem')
    .innerJoin('resourceLink', 'resourceLink.id', 'lineItem.resourceLinkId')
    .innerJoinLateral(openLink, (join) => join.onTrue())
    .select([
      'lineItem.id',
      'lineItem.label',
      'lineItem.tag',
      'lineItem.url',
      'lineItem.madeBy',
      'lineItem.scoreMaximum',
      'resourceLink.title as activity',
      'way.platformId',
      'way.lineItemUrl as claimedUrl',
      'way.lineItemsUrl',
    ])
    .where('lineItem.id', 'in', gradesOf(db, of).select('grade.lineItemId'))
    .orderBy('lineItem.resourceLinkId')
    .orderBy((e) => e('lineItem.tag', '=', RESULT_TAG), 'desc')
    .orderBy('lineItem.resourceId')
    .execute();
  return rows.map(({ tag, url, madeBy, claimedUrl, ...row }) => ({
    ...row,
    main: tag === RESULT_TAG,
    url: addressOf({ tag, claimedUrl, url: isOwn({ url, madeBy }, row.platformId) ? url : null }),
  }));
}

/**
 * Puts grades back in line: a pupil's (`participationId`), or everybody's; those that were refused, or those that had
 * arrived too. One that is on its way stays so: a second click changes nothing. @returns the deliveries.
 */
export async function sendAgain(
  trx: Db,
  of: GradesOf,
  which: { readonly participationId: string | null; readonly arrivedToo: boolean },
  now: Date,
): Promise<GradeJob[]> {
  const { participationId, arrivedToo } = which;
  return requeue(
    trx,
    sql<boolean>`grade.state = any(${arrivedToo ? ['refused', 'sent'] : ['refused']}::text[])
      and grade.participation_id in (
        select participation.id from participation
        where participation.campaign_id = ${of.campaignId} and participation.context_id = ${of.contextId}
          and participation.school_year = ${of.schoolYear}
          and (${participationId}::bigint is null or participation.id = ${participationId}))`,
    now,
  );
}

/** A column has another maximum in the LMS: it would be made so again, and what it holds leaves anew. @returns the deliveries. */
export async function moveMaximum(
  trx: Db,
  lineItemId: string,
  scoreMaximum: number,
  now: Date,
): Promise<GradeJob[]> {
  await trx.updateTable('lineItem').set({ scoreMaximum }).where('id', '=', lineItemId).execute();
  return requeue(
    trx,
    sql<boolean>`grade.line_item_id = ${lineItemId} and grade.state in ('sent', 'refused')`,
    now,
  );
}

function gradesOf(db: Db, { campaignId, contextId, schoolYear }: GradesOf) {
  return db
    .selectFrom('grade')
    .innerJoin('participation', 'participation.id', 'grade.participationId')
    .innerJoin('lineItem', 'lineItem.id', 'grade.lineItemId')
    .where('participation.campaignId', '=', campaignId)
    .where('participation.contextId', '=', contextId)
    .where('participation.schoolYear', '=', schoolYear)
    .where('grade.state', '<>', 'superseded')
    .where(LATEST);
}
