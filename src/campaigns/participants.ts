import type { Db } from '../db/database.ts';
import { listedName, SORT_NAME } from '../lti/people.ts';
import { ENROLLED_PUPIL } from '../lti/roster.ts';
import { ANSWERED } from '../runs/store.ts';
import type { ParticipantStatus } from './views.ts';

export interface Participant {
  readonly userId: string;
  /** Null when the platform gives no name. */
  readonly name: string | null;
  /** Of this school year, when a teacher told it. */
  readonly division: string | null;
  readonly status: ParticipantStatus;
  readonly answered: number;
  readonly remaining: { readonly low: number; readonly high: number };
  readonly mastery: number | null;
  readonly sharedAt: Date | null;
  /** Another attempt was begun after the one shown. */
  readonly retrying: boolean;
  readonly participationId: string | null;
}

/**
 * The pupils of one context for one campaign and school year: those the roster or a launch showed, begun or not.
 * Of several attempts the last one sent stands, or the last one when none was. Ordered by family name, as French sorts.
 */
export async function listParticipants(
  db: Db,
  wanted: { readonly campaignId: string; readonly contextId: string; readonly schoolYear: number },
): Promise<Participant[]> {
  const standing = db
    .selectFrom('participation')
    .innerJoin('run', 'run.id', 'participation.runId')
    .distinctOn('participation.userId')
    .select((e) => [
      'participation.userId',
      'participation.id as participationId',
      'participation.mastery',
      'participation.sharedAt',
      'run.status as runStatus',
      'run.remainingLow',
      'run.remainingHigh',
      e.fn
        .max('participation.attempt')
        .over((rows) => rows.partitionBy('participation.userId'))
        .as('lastAttempt'),
      'participation.attempt',
      ANSWERED.as('answered'),
    ])
    .where('participation.campaignId', '=', wanted.campaignId)
    .where('participation.contextId', '=', wanted.contextId)
    .where('participation.schoolYear', '=', wanted.schoolYear)
    .orderBy('participation.userId')
    .orderBy((e) => e('participation.sharedAt', 'is', null))
    .orderBy('participation.attempt', 'desc');
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('ltiUser', 'ltiUser.id', 'enrolment.userId')
    .leftJoin(standing.as('standing'), 'standing.userId', 'enrolment.userId')
    .leftJoin('pupilDivision', (join) =>
      join
        .onRef('pupilDivision.userId', '=', 'enrolment.userId')
        .on('pupilDivision.schoolYear', '=', wanted.schoolYear),
    )
    .select([
      'enrolment.userId',
      'ltiUser.name',
      'ltiUser.givenName',
      'ltiUser.familyName',
      'pupilDivision.division',
      'standing.participationId',
      'standing.mastery',
      'standing.sharedAt',
      'standing.runStatus',
      'standing.remainingLow',
      'standing.remainingHigh',
      'standing.answered',
      'standing.attempt',
      'standing.lastAttempt',
    ])
    .where('enrolment.contextId', '=', wanted.contextId)
    .where((e) => e.or([e('standing.participationId', 'is not', null), ENROLLED_PUPIL]))
    .orderBy(SORT_NAME)
    .orderBy('enrolment.userId')
    .execute();
  return rows.map((row) => ({
    userId: row.userId,
    name: listedName(row),
    division: row.division,
    status: placeOf(row),
    answered: row.answered ?? 0,
    remaining: { low: row.remainingLow ?? 0, high: row.remainingHigh ?? 0 },
    mastery: row.mastery,
    sharedAt: row.sharedAt,
    retrying: Number(row.lastAttempt ?? 0) > (row.attempt ?? 0),
    participationId: row.participationId,
  }));
}

function placeOf(row: {
  readonly participationId: string | null;
  readonly sharedAt: Date | null;
  readonly runStatus: string | null;
}): ParticipantStatus {
  if (row.participationId === null) return 'not-begun';
  return statusOf({ sharedAt: row.sharedAt, finished: row.runStatus === 'finished' });
}

/** Of someone who has begun. */
export function statusOf(of: {
  readonly sharedAt: Date | null;
  readonly finished: boolean;
}): Exclude<ParticipantStatus, 'not-begun'> {
  if (of.sharedAt !== null) return 'shared';
  return of.finished ? 'to-share' : 'started';
}

/** Questions answered of those foreseen, in percent; null when not begun. */
export function progressOf(
  status: ParticipantStatus,
  { answered, remaining }: Pick<Participant, 'answered' | 'remaining'>,
): number | null {
  if (status === 'not-begun') return null;
  if (status !== 'started') return 100;
  return Math.round((100 * answered) / Math.max(1, answered + (remaining.low + remaining.high) / 2));
}
