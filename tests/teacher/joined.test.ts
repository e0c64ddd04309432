import { afterAll, beforeAll, expect, test } from 'vitest';
import { mergePlatforms } from '../../src/admin/join-store.ts';
import { saveDivisions } from '../../src/teacher/division-store.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { givePupil } from '../support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('of one person under two registrations, the division written last stays, one a school year', async () => {
  const { db } = database;
  const old = await givePupil(db);
  const kept = await givePupil(db);
  await db.updateTable('ltiUser').set({ sub: 'same' }).execute();
  const write = (userId: string, schoolYear: number, division: string, day: number) =>
    saveDivisions(db, [{ userId, division }], { schoolYear, now: new Date(Date.UTC(2026, 10, day)) });
  await write(old.userId, 2026, '3e B', 9);
  await write(kept.userId, 2026, '3e A', 2);
  await write(old.userId, 2025, '4e C', 1);
  await db.transaction().execute((trx) => mergePlatforms(trx, old.platformId, kept.platformId));
  const rows = await db
    .selectFrom('pupilDivision')
    .select(['userId', 'schoolYear', 'division'])
    .orderBy('schoolYear')
    .execute();
  expect(rows).toEqual([
    { userId: kept.userId, schoolYear: 2025, division: '4e C' },
    { userId: kept.userId, schoolYear: 2026, division: '3e B' },
  ]);
});
