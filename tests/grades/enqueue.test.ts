import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/engine/method.ts';
import { enqueueGrades } from '../../src/grades/enqueue.ts';
import { findDelivery } from '../../src/grades/store.ts';
import { insertRun } from '../../src/runs/store.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { givePupil } from '../support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const NOW = new Date('2026-11-22T10:00:00Z');

async function giveParticipations() {
  const { db } = database;
  const pupil = await givePupil(db);
  const { platformId, deploymentId, contextId, userId } = pupil;
  const campaign = await db
    .insertInto('campaign')
    .values({
      code: 'BCDFGH234',
      platformId,
      name: 'x',
      title: 'x',
      targetProfile: 'x',
      skills: [],
      policy: JSON.stringify(DEFAULT_POLICY),
      createdAt: NOW,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const ids: string[] = [];
  for (const attempt of [1, 2]) {
    const run = {
      userId,
      trial: false,
      title: 'x',
      locale: 'fr',
      origin: '/',
      scope: [],
      policy: DEFAULT_POLICY,
      earlier: [],
      met: [],
      badges: [],
      device: null,
    };
    const runId = await insertRun(db, { ...run, seed: 's', contentVersion: 'v', startedAt: NOW });
    const { id } = await db
      .insertInto('participation')
      .values({
        campaignId: campaign.id,
        platformId,
        deploymentId,
        contextId,
        userId,
        schoolYear: 2026,
        attempt,
        runId,
        startedAt: NOW,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.push(id);
  }
  return { ...pupil, ids };
}

test('the newest attempt is the one that leaves, in whatever order they are sent', async () => {
  const { db } = database;
  const { platformId, resourceLinkId, userId, ids } = await giveParticipations();
  const queued: string[] = [];
  const jobs = {
    async queueGrade(_trx: unknown, job: { lineItemId: string }) {
      queued.push(job.lineItemId);
    },
  };
  const send = (participationId: string | undefined, scoreGiven: number) =>
    db.transaction().execute((trx) =>
      enqueueGrades(
        trx,
        jobs,
        {
          participationId: participationId ?? '',
          platformId,
          resourceLinkId,
          userId,
          comment: '',
          lineItems: [{ resourceId: 'r', tag: 't', label: 'l', scoreMaximum: 100, scoreGiven }],
        },
        NOW,
      ),
    );
  const [old, recent] = ids;
  await send(recent, 90);
  await send(old, 20);
  await send(old, 20);
  await send(recent, 90);
  expect(new Set(queued).size).toBe(1);
  expect(queued).toHaveLength(1);
  expect(await findDelivery(db, queued[0] ?? '', userId)).toMatchObject({ scoreGiven: 90 });
  const states = await db
    .selectFrom('grade')
    .select(['participationId', 'state'])
    .orderBy('participationId')
    .execute();
  expect(states).toEqual([
    { participationId: old, state: 'superseded' },
    { participationId: recent, state: 'pending' },
  ]);
});
