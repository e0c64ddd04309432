import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/engine/method.ts';
import { COLUMN_DELETED, remakeColumns } from '../../src/grades/deleted-columns.ts';
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

test('« Recréer la colonne » clicked twice: the second click waits for the first, and asks for nothing more', async () => {
  const { db } = database;
  const [grade] = await db.selectFrom('grade').selectAll().where('state', '=', 'pending').execute();
  const of = await db
    .selectFrom('participation')
    .select(['campaignId', 'contextId'])
    .where('id', '=', grade?.participationId ?? '')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('grade')
    .set({ state: 'refused', reason: COLUMN_DELETED })
    .where('id', '=', grade?.id ?? '')
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
  expect(await db.selectFrom('lineItem').select('remake').execute()).toEqual([{ remake: false }]);

  async function waiting(): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    return rows[0]?.count ?? 0;
  }
});
