import { afterAll, beforeAll, expect, test } from 'vitest';
import { eraseOldResults, lastErasedYear } from '../../src/campaigns/retention.ts';
import { schoolYearOf } from '../../src/campaigns/school-year.ts';
import { DEFAULT_POLICY } from '../../src/engine/method.ts';
import { insertRun } from '../../src/runs/store.ts';
import { listMarks, saveMark } from '../../src/runs/tutorial-store.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { givePupil, giveUser } from '../support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test.each([
  ['2026-08-31T21:59:59Z', 2025],
  ['2026-08-31T22:00:00Z', 2026],
  ['2026-11-22T10:00:00Z', 2026],
  ['2027-01-01T00:00:00Z', 2026],
])('at %s the school year is %i', (now, year) => {
  expect(schoolYearOf(new Date(now))).toBe(year);
});

test.each([
  ['2026-11-30T12:00:00Z', 2024],
  ['2026-12-02T12:00:00Z', 2025],
  ['2027-06-01T12:00:00Z', 2025],
])('at %s results are erased up to %i', (now, year) => {
  expect(lastErasedYear(new Date(now))).toBe(year);
});

test('what is over goes, with its answers and grades; what is not stays', async () => {
  const { db } = database;
  const pupil = await givePupil(db);
  const { platformId, deploymentId, contextId } = pupil;
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
      createdAt: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const begin = async (userId: string, schoolYear: number, trial = false) => {
    const startedAt = new Date(`${schoolYear}-10-01T10:00:00Z`);
    const frozen = { scope: [], policy: DEFAULT_POLICY, earlier: [], met: [], badges: [], device: null };
    const run = { userId, trial, title: 'x', locale: 'fr', origin: '/', ...frozen };
    const runId = await insertRun(db, { ...run, seed: 's', contentVersion: 'v', startedAt });
    await db
      .insertInto('answer')
      .values({
        runId,
        position: 1,
        challengeId: 'c',
        skillId: 's',
        outcome: 'right',
        guess: 0,
        answeredAt: startedAt,
      })
      .execute();
    if (!trial) {
      await db
        .insertInto('participation')
        .values({
          campaignId: campaign.id,
          platformId,
          deploymentId,
          contextId,
          userId,
          schoolYear,
          runId,
          startedAt,
        })
        .execute();
    }
  };
  const gone = await giveUser(db, platformId);
  await db
    .updateTable('ltiUser')
    .set({ seenAt: new Date('2025-06-01') })
    .where('id', '=', gone)
    .execute();
  await begin(gone, 2024);
  await begin(pupil.userId, 2024);
  await begin(pupil.userId, 2025);
  await begin(pupil.userId, 2025, true);

  const mark = (tutorial: string, day: string) =>
    saveMark(db, { userId: pupil.userId, tutorial }, { saved: true }, new Date(day));
  await mark('old', '2025-08-31T10:00:00Z');
  await mark('new', '2025-09-01T10:00:00Z');

  const now = new Date('2026-11-22T10:00:00Z');
  expect(await eraseOldResults(db, now)).toEqual({ results: 2, removed: 0, marks: 1, trials: 1, people: 1 });
  expect(await eraseOldResults(db, now)).toEqual({ results: 0, removed: 0, marks: 0, trials: 0, people: 0 });
  expect(await listMarks(db, pupil.userId)).toEqual(new Map([['new', expect.anything()]]));
  const left = await db.selectFrom('participation').select(['schoolYear', 'userId']).execute();
  expect(left).toEqual([{ schoolYear: 2025, userId: pupil.userId }]);
  expect(await db.selectFrom('answer').select('id').execute()).toHaveLength(1);
});
