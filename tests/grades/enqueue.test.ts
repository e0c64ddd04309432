import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/engine/method.ts';
import { COLUMN_DELETED, remakeColumns } from '../../src/grades/deleted-columns.ts';
import { enqueueGrades } from '../../src/grades/enqueue.ts';
import { findDelivery, findLastSending, markSent } from '../../src/grades/store.ts';
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

/** Sends as pupils do, the queue apart; `queued`: the line items that it heard of. */
async function giveSending() {
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
  const statesOf = () =>
    db
      .selectFrom('grade')
      .select(['participationId', 'state'])
      .where('participationId', 'in', ids)
      .orderBy('participationId')
      .execute();
  return { platformId, userId, ids, queued, send, statesOf };
}

test('the newest attempt is the one that leaves, in whatever order they are sent', async () => {
  const { userId, ids, queued, send, statesOf } = await giveSending();
  const [old, recent] = ids;
  await send(recent, 90);
  await send(old, 20);
  await send(old, 20);
  await send(recent, 90);
  expect(new Set(queued).size).toBe(1);
  expect(queued).toHaveLength(1);
  expect(await findDelivery(database.db, queued[0] ?? '', userId)).toMatchObject({ scoreGiven: 90 });
  expect(await statesOf()).toEqual([
    { participationId: old, state: 'superseded' },
    { participationId: recent, state: 'pending' },
  ]);
});

test('an attempt replaced while it is on its way is known to have left: the next one keeps its distance', async () => {
  const { db } = database;
  const { platformId, userId, ids, queued, send, statesOf } = await giveSending();
  const [old, recent] = ids;
  await send(old, 20);
  const lineItemId = queued[0] ?? '';
  const delivery = await findDelivery(db, lineItemId, userId);
  await send(recent, 90);
  expect(await findLastSending(db, lineItemId, userId)).toBeUndefined();
  await markSent(db, { gradeId: delivery?.gradeId ?? '', lineItemId, platformId }, 'https://lms/column', NOW);
  expect(await findLastSending(db, lineItemId, userId)).toEqual(NOW);
  expect((await statesOf()).map(({ state }) => state)).toEqual(['superseded', 'pending']);
});

test('« Recréer la colonne » clicked twice: the second click waits for the first, and asks for nothing more', async () => {
  const { db } = database;
  const { ids, queued, send } = await giveSending();
  await send(ids[0], 20);
  const of = await db
    .selectFrom('participation')
    .select(['campaignId', 'contextId'])
    .where('id', '=', ids[0] ?? '')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('grade')
    .set({ state: 'refused', reason: COLUMN_DELETED })
    .where('lineItemId', '=', queued[0] ?? '')
    .execute();
  const remake = () => db.transaction().execute((trx) => remakeColumns(trx, of, NOW));
  let second: Promise<unknown> = Promise.resolve();
  await db.transaction().execute(async (first) => {
    expect(await remakeColumns(first, of, NOW)).toHaveLength(1);
    second = remake();
    await expect.poll(waiting).toBe(1);
    // As the delivery does once the column stands again.
    await first.updateTable('lineItem').set({ remake: false }).execute();
  });
  expect(await second).toEqual([]);
  const again = await db
    .selectFrom('lineItem')
    .select('remake')
    .where('id', '=', queued[0] ?? '')
    .execute();
  expect(again).toEqual([{ remake: false }]);

  async function waiting(): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    return rows[0]?.count ?? 0;
  }
});
