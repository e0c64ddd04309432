import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Member } from '../../src/lti/nrps.ts';
import { getContextRoster, saveRoster } from '../../src/lti/roster.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { givePupil } from '../support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const NOW = new Date('2026-11-22T10:00:00Z');

function members(count: number, from = 0): Member[] {
  return Array.from({ length: count }, (_, i) => ({
    sub: `sub-${from + i}`,
    role: 'learner',
    active: true,
    name: null,
    givenName: `Prénom ${from + i}`,
    familyName: 'Nom',
  }));
}

async function enrolled(contextId: string) {
  return database.db
    .selectFrom('enrolment')
    .selectAll()
    .where('contextId', '=', contextId)
    .where('rosterActive', '=', true)
    .execute();
}

test('two courses with the same cohort, in opposite orders and while pupils launch, are all saved', async () => {
  const { platformId, deploymentId, contextId } = await givePupil(database.db);
  const other = await database.db
    .insertInto('context')
    .values({ deploymentId, contextId: 'other' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const cohort = members(300);
  const save = async (id: string, list: Member[]) =>
    saveRoster(database.db, await getContextRoster(database.db, id), list, NOW);
  const enter = (sub: string) =>
    database.db.transaction().execute(async (trx) => {
      const user = await trx
        .insertInto('ltiUser')
        .values({ platformId, sub, givenName: 'Seule' })
        .onConflict((conflict) => conflict.columns(['platformId', 'sub']).doUpdateSet({ seenAt: NOW }))
        .returning('id')
        .executeTakeFirstOrThrow();
      await trx.updateTable('context').set({ label: 'x' }).where('id', '=', contextId).execute();
      await trx
        .insertInto('enrolment')
        .values({ contextId, userId: user.id, launchRole: 'learner' })
        .onConflict((conflict) =>
          conflict.columns(['contextId', 'userId']).doUpdateSet({ launchRole: 'learner' }),
        )
        .execute();
    });
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([
      save(contextId, cohort),
      save(other.id, cohort.toReversed()),
      ...Array.from({ length: 12 }, (_, i) => enter(`sub-${i * 20}`)),
    ]);
  }
  expect(await enrolled(contextId)).toHaveLength(300);
  expect(await enrolled(other.id)).toHaveLength(300);
});

test('those who left are no longer there, and what is known of them stays', async () => {
  const { contextId } = await givePupil(database.db);
  const roster = await getContextRoster(database.db, contextId);
  await saveRoster(database.db, roster, members(2500), NOW);
  await saveRoster(database.db, roster, [...members(3), ...members(3)], NOW);
  expect(await enrolled(contextId)).toHaveLength(3);
  const all = await database.db
    .selectFrom('enrolment')
    .select('userId')
    .where('contextId', '=', contextId)
    .execute();
  expect(all).toHaveLength(2500);
});

test('a pupil whom the roster no longer lists, or no longer as active, loses the sessions of that course alone', async () => {
  const { platformId, deploymentId, contextId } = await givePupil(database.db);
  const other = await database.db
    .insertInto('context')
    .values({ deploymentId, contextId: 'other' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const roster = await getContextRoster(database.db, contextId);
  await saveRoster(database.db, roster, members(4), NOW);
  const open = async (sub: string, role: string, place: string, createdAt: Date) => {
    const { id: userId } = await database.db
      .insertInto('ltiUser')
      .values({ platformId, sub })
      .onConflict((conflict) => conflict.columns(['platformId', 'sub']).doUpdateSet({ seenAt: NOW }))
      .returning('id')
      .executeTakeFirstOrThrow();
    const tokenHash = Buffer.from(`${contextId} ${sub} ${role} ${place} ${createdAt.getTime()}`);
    const at = { createdAt, usedAt: createdAt };
    await database.db
      .insertInto('session')
      .values({ platformId, deploymentId, contextId: place, userId, role, locale: 'fr', tokenHash, ...at })
      .execute();
    return tokenHash.toString();
  };
  const before = new Date(NOW.getTime() - 60_000);
  const after = new Date(NOW.getTime() + 60_000);
  const gone = [
    await open('sub-2', 'learner', contextId, before),
    await open('sub-3', 'learner', contextId, before),
  ];
  const kept = [
    await open('sub-0', 'learner', contextId, before),
    await open('sub-2', 'learner', other.id, before),
    await open('sub-2', 'learner', contextId, after),
    await open('sub-3', 'teacher', contextId, before),
    await open('in no roster', 'learner', contextId, before),
  ];
  const [first, second, , inactive] = members(4);
  if (!first || !second || !inactive) throw new Error('four were made');
  await saveRoster(database.db, roster, [first, second, { ...inactive, active: false }], NOW);
  const rows = await database.db
    .selectFrom('session')
    .select('tokenHash')
    .where('platformId', '=', platformId)
    .where('endedAt', 'is', null)
    .execute();
  const left = rows.map(({ tokenHash }) => tokenHash.toString());
  expect(left.sort()).toEqual(kept.sort());
  expect(left).not.toContain(gone[0]);
});

test('a roster some of whose rows could not be read puts nobody out who is not listed', async () => {
  const { platformId, deploymentId, contextId } = await givePupil(database.db);
  const roster = await getContextRoster(database.db, contextId);
  await saveRoster(database.db, roster, members(4), NOW);
  const people = await database.db
    .selectFrom('ltiUser')
    .select(['id', 'sub'])
    .where('platformId', '=', platformId)
    .where('sub', 'like', 'sub-%')
    .orderBy('sub')
    .execute();
  const at = new Date(NOW.getTime() - 60_000);
  const place = {
    platformId,
    deploymentId,
    contextId,
    role: 'learner',
    locale: 'fr',
    createdAt: at,
    usedAt: at,
  };
  await database.db
    .insertInto('session')
    .values(
      people.map(({ id, sub }) => ({ ...place, userId: id, tokenHash: Buffer.from(`${contextId} ${sub}`) })),
    )
    .execute();
  const [first, , , inactive] = members(4);
  if (!first || !inactive) throw new Error('four were made');
  const read = [first, { ...inactive, active: false }, ...members(1, 9)];
  await saveRoster(database.db, roster, read, NOW, { whole: false });
  const active = (await enrolled(contextId)).map(({ userId }) => userId);
  expect(active).toHaveLength(4);
  expect(active).toEqual(expect.arrayContaining(people.slice(0, 3).map(({ id }) => id)));
  const open = await database.db
    .selectFrom('session')
    .select('userId')
    .where('contextId', '=', contextId)
    .where('endedAt', 'is', null)
    .execute();
  expect(open.map(({ userId }) => userId).sort()).toEqual(
    people
      .slice(0, 3)
      .map(({ id }) => id)
      .sort(),
  );
});
