/** The score service (AGS 2.0, 3.4). */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Platform } from './installation.ts';
import { lineItemAddress, SCOPES } from './installation.ts';
import { lineItemOf } from './line-items.ts';
import { momentOf } from './moment.ts';
import { callerOf, readBody, ServiceRefusal, sendAs } from './service.ts';
import type { LineItem, Result } from './state.ts';
import type { Person } from './world.ts';
import { personBySub } from './world.ts';

const SCORE_TYPE = 'application/vnd.ims.lis.v1.score+json';

const dateTime = z.iso.datetime({ offset: true });
const scoreSchema = z
  .object({
    userId: z.string().min(1).max(255),
    timestamp: dateTime,
    activityProgress: z.enum(['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed']),
    gradingProgress: z.enum(['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady']),
    scoreGiven: z.number().min(0).max(1e9).nullish(),
    scoreMaximum: z.number().positive().max(1e9).nullish(),
    comment: z.string().max(20_000).nullish(),
    scoringUserId: z.string().min(1).max(255).nullish(),
    submission: z.object({ startedAt: dateTime.optional(), submittedAt: dateTime.optional() }).nullish(),
  })
  .refine((score) => typeof score.scoreGiven !== 'number' || typeof score.scoreMaximum === 'number', {
    path: ['scoreMaximum'],
    message: 'must be there when scoreGiven is',
  })
  .refine(({ submission }) => inOrder(submission?.startedAt, submission?.submittedAt), {
    path: ['submission'],
    message: 'startedAt must not be later than submittedAt',
  });
type Score = z.infer<typeof scoreSchema>;

/**
 * Takes one score: one result per line item and person, replaced only by a strictly later one (409 otherwise).
 * 400 for anyone who is not a pupil of the course.
 */
export async function takeScore(platform: Platform, request: Request, response: Response): Promise<void> {
  const client = callerOf(platform, request, [SCOPES.score]);
  const lineItem = lineItemOf(platform, client, request);
  const score = readBody(request, SCORE_TYPE, scoreSchema);
  const pupil = personBySub(score.userId);
  if (pupil?.role !== 'pupil') {
    throw new ServiceRefusal(400, 'invalid_request', 'userId is not a pupil of this course.');
  }
  const { results } = platform.store.state;
  const index = results.findIndex(
    (result) => result.lineItemId === lineItem.id && result.personId === pupil.id,
  );
  const before = results[index];
  if (before !== undefined && momentOf(score.timestamp) <= momentOf(before.timestamp)) {
    throw new ServiceRefusal(409, 'conflict', `A score stamped ${before.timestamp} is here already.`);
  }
  const after = resultAfter(lineItem, pupil, score, before);
  if (before === undefined) results.push(after);
  else results[index] = after;
  await platform.store.save();
  const resultUrl = `${lineItemAddress(platform, lineItem)}/results/${pupil.sub}`;
  sendAs(response, 200, 'application/json', { resultUrl });
}

function resultAfter(lineItem: LineItem, pupil: Person, score: Score, before: Result | undefined): Result {
  const { scoreGiven, scoreMaximum, comment, scoringUserId } = score;
  const resultScore = finalScore(lineItem, score, before);
  return {
    lineItemId: lineItem.id,
    personId: pupil.id,
    timestamp: score.timestamp,
    activityProgress: score.activityProgress,
    gradingProgress: score.gradingProgress,
    ...(typeof scoreGiven === 'number' ? { scoreGiven } : {}),
    ...(typeof scoreMaximum === 'number' ? { scoreMaximum } : {}),
    ...(resultScore === undefined ? {} : { resultScore }),
    ...(typeof comment === 'string' ? { comment } : {}),
    ...(typeof scoringUserId === 'string' ? { scoringUserId } : {}),
    receivedAt: new Date().toISOString(),
    posts: (before?.posts ?? 0) + 1,
  };
}

/**
 * A score that is fully graded becomes the grade, on the line item's scale. A partial one (Pending…) is shown as
 * such and leaves the grade alone; one without scoreGiven clears it (AGS 2.0, 3.4.6 and 3.4.9).
 */
function finalScore(lineItem: LineItem, score: Score, before: Result | undefined): number | undefined {
  const { scoreGiven, scoreMaximum } = score;
  if (typeof scoreGiven !== 'number' || typeof scoreMaximum !== 'number') return undefined;
  if (score.gradingProgress !== 'FullyGraded') return before?.resultScore;
  return (scoreGiven / scoreMaximum) * lineItem.scoreMaximum;
}

function inOrder(earlier: string | undefined, later: string | undefined): boolean {
  return earlier === undefined || later === undefined || momentOf(earlier) <= momentOf(later);
}
