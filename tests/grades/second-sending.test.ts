import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { GradebookRow } from '../../src/demo-lms/options.ts';
import type { Referential } from '../../src/referential/types.ts';
import { realBank } from '../support/content.ts';
import { launch } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { playOverHttp } from '../support/play-http.ts';

/** A result improved and sent again, with the real server process, its worker and a gradebook; no days to wait here. */
let pair: Pair;
let bank: Referential;
let activity: string;

beforeAll(async () => {
  [pair, bank] = await Promise.all([startPair({ RETRY_DAYS: '0' }), realBank()]);
  activity = await addActivity(pair, { competenceColumns: true });
}, 60_000);
afterAll(() => pair?.close());
beforeEach(() => pair.lms.control.failServices(null));

const open = (person: string) => launch(pair.palier.url, `${pair.lms.url}/as/${person}/activity/${activity}`);
const gradesOf = (person: string) => pair.lms.control.gradebook().filter((row) => row.person === person);
const posts = (rows: readonly GradebookRow[]) => rows.map((row) => row.posts);
const scores = (rows: readonly GradebookRow[]) => rows.map((row) => row.resultScore);
const mainOf = (person: string) => gradesOf(person).find((row) => row.tag === 'palier-result')?.resultScore;
const percentOf = (html: string) => Number(/class="figure">(\d+)/.exec(html)?.[1]);

/** Plays, then tries again without a wait and does better. */
async function twoAttempts(person: string, send: 'both' | 'second') {
  const session = await open(person);
  const first = await playOverHttp(session, bank, () => false);
  if (send === 'both') await session.post(`/runs/${first.runId}/sending`);
  return {
    session,
    first,
    async again() {
      const retried = await session.post(`/runs/${first.runId}/retries`);
      return playOverHttp({ ...session, ...retried }, bank, () => true);
    },
  };
}

test('the gradebook gets each sending once, and holds the last', async () => {
  const { session, first, again } = await twoAttempts('eleve-1', 'both');
  await expect.poll(() => posts(gradesOf('eleve-1')), { timeout: 30_000 }).toEqual([1, 1, 1]);
  expect(mainOf('eleve-1')).toBe(percentOf(first.html));
  const columns = gradesOf('eleve-1').map((row) => row.lineItem);
  const second = await again();
  expect(percentOf(second.html)).toBeGreaterThan(percentOf(first.html));
  expect(posts(gradesOf('eleve-1')), 'nothing leaves before it is sent').toEqual([1, 1, 1]);
  await Promise.all([1, 2, 3].map(() => session.post(`/runs/${second.runId}/sending`)));
  await expect.poll(() => posts(gradesOf('eleve-1')), { timeout: 30_000 }).toEqual([2, 2, 2]);
  expect(mainOf('eleve-1')).toBe(percentOf(second.html));
  expect(gradesOf('eleve-1').map((row) => row.lineItem)).toEqual(columns);
});

test('sent again while the first still waits for the LMS, only the last arrives', async () => {
  pair.lms.control.failServices({ status: 503 });
  const { session, again } = await twoAttempts('eleve-2', 'both');
  const second = await again();
  await session.post(`/runs/${second.runId}/sending`);
  pair.lms.control.failServices(null);
  await expect.poll(() => posts(gradesOf('eleve-2')), { timeout: 60_000 }).toEqual([1, 1, 1]);
  expect(mainOf('eleve-2')).toBe(percentOf(second.html));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(posts(gradesOf('eleve-2'))).toEqual([1, 1, 1]);
}, 90_000);

test('launched again between the two attempts, the grade that stands is untouched', async () => {
  const { again } = await twoAttempts('eleve-3', 'both');
  await expect.poll(() => posts(gradesOf('eleve-3')), { timeout: 30_000 }).toEqual([1, 1, 1]);
  const before = scores(gradesOf('eleve-3'));
  const second = await again();
  expect((await open('eleve-3')).address).toBe(`/runs/${second.runId}/result`);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect([posts(gradesOf('eleve-3')), scores(gradesOf('eleve-3'))]).toEqual([[1, 1, 1], before]);
});
