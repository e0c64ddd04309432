import { afterAll, beforeAll, expect, test } from 'vitest';
import { presentVotes } from '../../src/admin/present-votes.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Referential } from '../../src/referential/types.ts';
import { countVotes, saveMark } from '../../src/runs/tutorial-store.ts';
import { realBank } from '../support/content.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { givePupil, giveUser } from '../support/people.ts';

let database: TestDatabase;
let bank: Referential;
beforeAll(async () => {
  [database, bank] = await Promise.all([testDatabase(), realBank()]);
});
afterAll(() => database.drop());

test('votes are counted from five on, the least helpful lesson first, without a name', async () => {
  const { platformId } = await givePupil(database.db);
  const [good, bad, few] = [...bank.tutorials.keys()];
  if (!good || !bad || !few) throw new Error('three lessons are needed');
  const vote = async (tutorial: string, helped: boolean | null) => {
    const userId = await giveUser(database.db, platformId);
    await saveMark(database.db, { userId, tutorial }, { helped, done: true }, new Date());
  };
  for (const helped of [true, true, true, true, false, null]) await vote(good, helped);
  for (const helped of [true, false, false, false, false, false]) await vote(bad, helped);
  for (const helped of [false, false, false, false, null]) await vote(few, helped);
  for (let count = 0; count < 6; count += 1) await vote('gone-from-the-bank', false);
  const page = presentVotes(translator('fr'), bank, await countVotes(database.db));
  expect(page.lessons).toMatchObject([
    { title: bank.tutorials.get(bad)?.title, votes: 6, percent: 17, bar: 'to-share' },
    { title: bank.tutorials.get(good)?.title, votes: 5, percent: 80, bar: 'shared' },
  ]);
  expect(page.few).toBe('Un tuto a moins de 5 avis\u00a0: il n’est pas montré.');
  expect(JSON.stringify(page)).not.toMatch(/Maëlle|Le Goff/);
});
