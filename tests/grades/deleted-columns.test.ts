import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GradebookRow } from '../../src/demo-lms/options.ts';
import type { Referential } from '../../src/referential/types.ts';
import { realBank } from '../support/content.ts';
import { type HttpSession, launch } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { playOverHttp } from '../support/play-http.ts';

/** Columns that a teacher deletes in the course, with the real server process and its worker. */
let pair: Pair;
let bank: Referential;
let pupils = 0;

beforeAll(async () => {
  [pair, bank] = await Promise.all([startPair(), realBank()]);
}, 60_000);
afterAll(() => pair?.close());
beforeEach(() => pair.lms.control.failServices(null));

const PATIENCE = { timeout: 60_000, interval: 200 };
const MAIN = 'palier-result';
const REPORTED = 'Une colonne de notes a été supprimée dans le cours';

interface Class {
  readonly activity: string;
  readonly code: string;
}

/** An activity of a campaign of its own. */
async function newClass(options: { competenceColumns: boolean; deletedColumns?: 'report' }): Promise<Class> {
  const activity = await addActivity(pair, options);
  const { address } = await teacher(activity);
  return { activity, code: address.split('/')[2] ?? '' };
}

const teacher = (activity: string) =>
  launch(pair.palier.url, `${pair.lms.url}/as/prof-1/activity/${activity}`);

const rows = ({ code }: Class): GradebookRow[] =>
  pair.lms.control.gradebook().filter(({ resourceId }) => resourceId?.startsWith(code));
const columnsOf = (of: Class, tag = MAIN) => [
  ...new Set(rows(of).flatMap((row) => (row.tag === tag ? row.lineItem : []))),
];

/** A pupil who plays and sends. @returns who */
async function send({ activity }: Class): Promise<string> {
  pupils += 1;
  const person = `eleve-${pupils}`;
  const session = await launch(pair.palier.url, `${pair.lms.url}/as/${person}/activity/${activity}`);
  const { runId } = await playOverHttp(session, bank, (_challenge, turn) => turn % 2 === 0);
  await session.post(`/runs/${runId}/sending`);
  return person;
}

async function arrived(of: Class, people: readonly string[], tag = MAIN): Promise<void> {
  const there = () =>
    rows(of)
      .flatMap((row) => (row.tag === tag ? [row.person] : []))
      .sort();
  await expect.poll(there, PATIENCE).toEqual([...people].sort());
}

async function choose(page: HttpSession, { code }: Class, deletedColumns: string): Promise<void> {
  await page.post(`/campaigns/${code}/deleted-columns`, { deletedColumns });
}

/** The class page, once it says this. */
async function says(of: Class, words: string): Promise<HttpSession> {
  let page = await teacher(of.activity);
  const look = async () => {
    page = await teacher(of.activity);
    return page.html;
  };
  await expect.poll(look, { timeout: 30_000, interval: 500 }).toContain(words);
  return page;
}

describe('« la recréer », which a campaign begins with', () => {
  test.each([
    ['the activity’s own column', MAIN],
    ['a competence’s column', 'palier-competence'],
  ])(
    '%s: made once, and every grade that it held sent there, once',
    async (_what, tag) => {
      const of = await newClass({ competenceColumns: true });
      const first = [await send(of), await send(of)];
      await arrived(of, first);
      await expect.poll(() => rows(of).length, PATIENCE).toBe(6);
      const before = columnsOf(of, tag);
      for (const column of before) pair.lms.control.deleteColumn(column);
      const third = await send(of);
      await expect.poll(() => rows(of).length, PATIENCE).toBe(9);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      const after = columnsOf(of, tag);
      expect(after).toHaveLength(before.length);
      expect(after.filter((column) => before.includes(column))).toEqual([]);
      expect(rows(of).map((row) => row.posts)).toEqual(Array(9).fill(1));
      expect([...new Set(rows(of).map((row) => row.person))].sort()).toEqual([...first, third].sort());
      expect((await teacher(of.activity)).html).not.toContain(REPORTED);
    },
    120_000,
  );

  test('when no grade is on its way, the teacher who opens the class page is enough', async () => {
    const of = await newClass({ competenceColumns: false });
    const people = [await send(of), await send(of), await send(of)];
    await arrived(of, people);
    const [before] = columnsOf(of);
    pair.lms.control.deleteColumn(before ?? '');
    expect(rows(of)).toEqual([]);
    await (await teacher(of.activity)).get(`/campaigns/${of.code}?roster=now`);
    await arrived(of, people);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(columnsOf(of)).toHaveLength(1);
    expect(rows(of).map((row) => row.posts)).toEqual([1, 1, 1]);
  }, 120_000);

  test('killed while the LMS is asked, it is made once all the same, and no grade is lost', async () => {
    const of = await newClass({ competenceColumns: false });
    const people = [await send(of), await send(of)];
    await arrived(of, people);
    pair.lms.control.deleteColumn(columnsOf(of)[0] ?? '');
    pair.lms.control.failServices('hang');
    people.push(await send(of));
    await pair.palier.kill('SIGKILL');
    pair.lms.control.failServices(null);
    await pair.palier.restart();
    await arrived(of, people);
    expect(columnsOf(of)).toHaveLength(1);
    expect(rows(of).map((row) => row.posts)).toEqual([1, 1, 1]);
  }, 120_000);
});

describe('« me le signaler »', () => {
  test('nothing is made; the class page says so, and one click makes the column again with every grade', async () => {
    const of = await newClass({ competenceColumns: false });
    await choose(await teacher(of.activity), of, 'report');
    const people = [await send(of), await send(of)];
    await arrived(of, people);
    pair.lms.control.deleteColumn(columnsOf(of)[0] ?? '');
    people.push(await send(of));
    await says(of, REPORTED);
    // The grade that was on its way is told of last.
    const page = await says(of, 'Palier garde la note');
    expect(page.html).toContain('3 notes en attente');
    expect(rows(of)).toEqual([]);

    const again = /action="(\/campaigns\/[A-Z0-9]+\/columns)"/.exec(page.html)?.[1] ?? '';
    await Promise.all([page.post(again), page.post(again), page.post(again)]);
    await arrived(of, people);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(columnsOf(of)).toHaveLength(1);
    expect(rows(of).map((row) => row.posts)).toEqual([1, 1, 1]);
    expect((await teacher(of.activity)).html).not.toContain(REPORTED);

    // Once asked for, not for ever: the choice stands.
    pair.lms.control.deleteColumn(columnsOf(of)[0] ?? '');
    // Within four seconds of the last look at the LMS nothing is asked of it: a teacher presses again.
    const refreshed = async () =>
      (await (await teacher(of.activity)).get(`/campaigns/${of.code}?roster=now`)).html;
    await expect.poll(refreshed, { timeout: 30_000, interval: 2000 }).toContain(REPORTED);
    expect(rows(of)).toEqual([]);
  }, 180_000);

  test('a teacher who then prefers it made again needs no other click', async () => {
    const of = await newClass({ competenceColumns: false });
    await choose(await teacher(of.activity), of, 'report');
    const people = [await send(of)];
    await arrived(of, people);
    pair.lms.control.deleteColumn(columnsOf(of)[0] ?? '');
    people.push(await send(of));
    const page = await says(of, REPORTED);
    expect(page.html).toContain('Plutôt la recréer');
    await choose(page, of, 'recreate');
    await arrived(of, people);
    expect(rows(of).map((row) => row.posts)).toEqual([1, 1]);
  }, 120_000);

  test('a stray 404 for a column that stands reports nothing, and the grade arrives', async () => {
    const of = await newClass({ competenceColumns: false });
    await choose(await teacher(of.activity), of, 'report');
    const people = [await send(of)];
    await arrived(of, people);
    const column = columnsOf(of);
    pair.lms.control.failServices({ status: 404, times: 1 });
    people.push(await send(of));
    await arrived(of, people);
    expect(columnsOf(of)).toEqual(column);
    expect((await teacher(of.activity)).html).not.toContain(REPORTED);
  }, 120_000);
});

test('the choice of the creation form holds, and a course’s own counts for that course alone', async () => {
  const of = await newClass({ competenceColumns: false, deletedColumns: 'report' });
  const { db } = pair.palier.database;
  const chosen = () =>
    db
      .selectFrom('campaign')
      .leftJoin('campaignCourse', 'campaignCourse.campaignId', 'campaign.id')
      .select(['campaign.deletedColumns', 'campaignCourse.deletedColumns as here'])
      .where('code', '=', of.code)
      .execute();
  expect(await chosen()).toMatchObject([{ deletedColumns: 'report', here: null }]);
  const page = await teacher(of.activity);
  expect(page.html).toContain('Palier me le signale');
  await choose(page, of, 'recreate');
  expect((await teacher(of.activity)).html).toContain('Palier la recrée');
  expect(await chosen()).toEqual([{ deletedColumns: 'report', here: 'recreate' }]);
});
