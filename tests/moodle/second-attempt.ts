import type { Jobs } from '../../src/db/jobs.ts';
import { enqueueGrades, RESULT_TAG } from '../../src/grades/enqueue.ts';
import type { Activity } from './course.ts';
import type { Pair } from './pair.ts';

/** A second attempt's grade, written and queued as the first's was. */
export async function sendAgain(
  pair: Pair,
  jobs: Jobs,
  activity: Activity,
  scoreGiven: number,
): Promise<void> {
  const { db } = pair.palier.database;
  const first = await db
    .selectFrom('participation')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .innerJoin('participationLink', 'participationLink.participationId', 'participation.id')
    .selectAll('participation')
    .select('participationLink.resourceLinkId')
    .where('campaign.code', '=', activity.custom.campaign ?? '')
    .executeTakeFirstOrThrow();
  const run = await db.selectFrom('run').selectAll().where('id', '=', first.runId).executeTakeFirstOrThrow();
  await db.transaction().execute(async (trx) => {
    const { id: _run, policy, scope, earlier, badges, ...runCopy } = run;
    const { id: runId } = await trx
      .insertInto('run')
      .values({
        ...runCopy,
        policy: JSON.stringify(policy),
        scope: JSON.stringify(scope),
        earlier: JSON.stringify(earlier),
        badges: JSON.stringify(badges),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: _first, result, resourceLinkId, ...whole } = first;
    // PostgreSQL writes these with the result.
    const { shownTopics: _topics, shownLevels: _levels, reachedCompetences: _reached, ...copy } = whole;
    const { id } = await trx
      .insertInto('participation')
      .values({ ...copy, runId, attempt: 2, result: JSON.stringify(result) })
      .returning('id')
      .executeTakeFirstOrThrow();
    const code = activity.custom.campaign ?? '';
    const column = { resourceId: code, tag: RESULT_TAG, label: activity.name, scoreMaximum: 100, scoreGiven };
    const { platformId, userId } = first;
    const grade = { participationId: id, platformId, resourceLinkId, userId, comment: 'Deuxième essai' };
    await enqueueGrades(trx, jobs, { ...grade, lineItems: [column] }, new Date());
  });
}
