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

test('« Notes »: a column of another maximum gets its grades anew, and one pupil’s are sent once more when asked', async () => {
  const code = (await open('prof-1')).address.split('/')[2] ?? '';
  const page = `/campaigns/${code}/grades`;
  const teacher = await open('prof-1');
  const before = mainOf('eleve-1') ?? Number.NaN;
  const arrived = posts(gradesOf('eleve-1'));
  const main = `id="maximum-(\\d+)-form"`;
  const column = new RegExp(main).exec((await teacher.get(page)).html)?.[1];
  const wrong = await teacher.post(`${page}/columns/${column}/maximum`, { maximum: '12,5' });
  expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('Écrivez un nombre entier')]);
  await teacher.post(`${page}/columns/${column}/maximum`, { maximum: '20' });
  const maxima = () => gradesOf('eleve-1').map((row) => row.lineItemMaximum);
  expect(maxima().filter((maximum) => maximum === 20)).toHaveLength(1);
  const once = arrived.map((count, place) => count + (maxima()[place] === 20 ? 1 : 0));
  await expect.poll(() => posts(gradesOf('eleve-1')), { timeout: 30_000 }).toEqual(once);
  expect(mainOf('eleve-1')).toBeCloseTo(before / 5, 1);
  await expect
    .poll(async () => (await teacher.get(`${page}?state=pending`)).html, { timeout: 30_000 })
    .toContain('Aucune note dans cet état');
  const { html } = await teacher.get(page);
  const participation = /name="participation" value="(\d+)"/.exec(html)?.[1] ?? '';
  const all = () => pair.lms.control.gradebook().reduce((sum, row) => sum + row.posts, 0);
  const total = all();
  await Promise.all([1, 2, 3].map(() => teacher.post(`${page}/deliveries`, { which: 'all', participation })));
  await expect.poll(all, { timeout: 30_000 }).toBe(total + 3);
}, 90_000);
