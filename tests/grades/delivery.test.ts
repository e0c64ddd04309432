import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GradebookRow } from '../../src/demo-lms/options.ts';
import type { Referential } from '../../src/referential/types.ts';
import { realBank } from '../support/content.ts';
import { launch } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { playOverHttp } from '../support/play-http.ts';

/** Grades that arrive, with the real server process, its real worker and an LMS that misbehaves. */
let pair: Pair;
let bank: Referential;
let activity: string;
let pupils = 0;

beforeAll(async () => {
  [pair, bank] = await Promise.all([startPair(), realBank()]);
  activity = await addActivity(pair, { competenceColumns: true });
}, 60_000);
afterAll(() => pair?.close());
beforeEach(() => pair.lms.control.failServices(null));

/** A pupil who has never played yet, at the end of the run, ready to send. */
async function finishedPupil() {
  pupils += 1;
  const person = `eleve-${pupils}`;
  const session = await launch(pair.palier.url, `${pair.lms.url}/as/${person}/activity/${activity}`);
  const { runId } = await playOverHttp(session, bank, (_challenge, turn) => turn % 2 === 0);
  return { person, session, runId };
}

function gradesOf(person: string): GradebookRow[] {
  return pair.lms.control.gradebook().filter((row) => row.person === person);
}

function teacherPage() {
  return launch(pair.palier.url, `${pair.lms.url}/as/prof-1/activity/${activity}`);
}

const arrived = (person: string) =>
  expect.poll(() => gradesOf(person).length, { timeout: 60_000, interval: 200 }).toBe(3);

describe('a grade', () => {
  test('arrives with each competence, full and with its comment; a second send changes nothing', async () => {
    const { person, session, runId } = await finishedPupil();
    expect(gradesOf(person)).toEqual([]);
    await Promise.all([session.post(`/runs/${runId}/sending`), session.post(`/runs/${runId}/sending`)]);
    await session.post(`/runs/${runId}/sending`);
    await arrived(person);
    for (const row of gradesOf(person)) {
      expect(row).toMatchObject({ activityProgress: 'Completed', gradingProgress: 'FullyGraded', posts: 1 });
      expect(row.comment).toMatch(/[★☆]{3} \d+\s% · 1\.1 .* niveau \d · 4\.1 /);
    }
    const main = gradesOf(person).find((row) => row.tag === 'palier-result');
    expect(main).toMatchObject({ scoreMaximum: 100, lineItemMaximum: 100 });
    const columns = gradesOf(person).filter((row) => row.tag === 'palier-competence');
    expect(columns.map((row) => [row.scoreMaximum, row.resourceLinkId])).toEqual([
      [8, undefined],
      [8, undefined],
    ]);
    const teacher = await teacherPage();
    expect(teacher.html).toContain('Dans le carnet');
    expect(teacher.html).toContain(`${main?.resultScore}`);
  });

  test('waits for an LMS that answers 503, then arrives once', async () => {
    const { person, session, runId } = await finishedPupil();
    pair.lms.control.failServices({ status: 503 });
    const { html } = await session.post(`/runs/${runId}/sending`);
    expect(html).toContain('en route');
    await expect.poll(() => failures(503), { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await teacherPage()).html).toContain('En route');
    pair.lms.control.failServices(null);
    await arrived(person);
    expect(gradesOf(person).map((row) => row.posts)).toEqual([1, 1, 1]);
  }, 90_000);

  test('obeys Retry-After, survives a connection cut, and takes a new token when refused', async () => {
    const { person, session, runId } = await finishedPupil();
    pair.lms.control.failServices({ status: 429, retryAfter: 2, times: 3 });
    await session.post(`/runs/${runId}/sending`);
    await arrived(person);
    const other = await finishedPupil();
    pair.lms.control.failServices({ status: 401, times: 1 });
    await other.session.post(`/runs/${other.runId}/sending`);
    await arrived(other.person);
    const third = await finishedPupil();
    pair.lms.control.failServices('reset');
    await third.session.post(`/runs/${third.runId}/sending`);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    pair.lms.control.failServices(null);
    await arrived(third.person);
    for (const name of [person, other.person, third.person]) {
      expect(gradesOf(name).map((row) => row.posts)).toEqual([1, 1, 1]);
    }
  }, 120_000);

  test('refused for good is shown to the teacher, who sends it again', async () => {
    const { person, session, runId } = await finishedPupil();
    pair.lms.control.failServices({ status: 403 });
    await session.post(`/runs/${runId}/sending`);
    const retry = /action="(\/participations\/\d+\/deliveries)"/;
    await expect
      .poll(async () => retry.test((await teacherPage()).html), { timeout: 30_000, interval: 500 })
      .toBe(true);
    pair.lms.control.failServices(null);
    const teacher = await teacherPage();
    await teacher.post(retry.exec(teacher.html)?.[1] ?? '');
    await arrived(person);
  }, 90_000);
});

test('a column that the LMS no longer has is looked up again', async () => {
  const { person, session, runId } = await finishedPupil();
  const { db } = pair.palier.database;
  const gone = `${pair.lms.url}/api/courses/c-7f3a91/line-items/none`;
  await db.updateTable('lineItem').set({ url: gone }).where('tag', '=', 'palier-competence').execute();
  const columns = new Set(pair.lms.control.gradebook().map((row) => row.lineItem));
  await session.post(`/runs/${runId}/sending`);
  await arrived(person);
  expect(new Set(pair.lms.control.gradebook().map((row) => row.lineItem))).toEqual(columns);
}, 60_000);

test('a stray 404, for a column that still stands, makes no other column', async () => {
  const { person, session, runId } = await finishedPupil();
  const columns = new Set(pair.lms.control.gradebook().map((row) => row.lineItem));
  pair.lms.control.failServices({ status: 404, times: 1 });
  await session.post(`/runs/${runId}/sending`);
  await expect.poll(() => gradesOf(person).length, { timeout: 30_000 }).toBeGreaterThan(1);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(new Set(pair.lms.control.gradebook().map((row) => row.lineItem))).toEqual(columns);
}, 60_000);

describe('a process killed without warning', () => {
  test('between the sending and the score: after a restart the grade arrives, once', async () => {
    const { person, session, runId } = await finishedPupil();
    pair.lms.control.failServices('hang');
    await session.post(`/runs/${runId}/sending`);
    await pair.palier.kill('SIGKILL');
    pair.lms.control.failServices(null);
    expect(gradesOf(person)).toEqual([]);
    await pair.palier.restart();
    await arrived(person);
    expect(gradesOf(person).map((row) => row.posts)).toEqual([1, 1, 1]);
  }, 120_000);

  test('while the LMS answers 503: after a restart the grade arrives, once', async () => {
    const { person, session, runId } = await finishedPupil();
    pair.lms.control.failServices({ status: 503 });
    const before = failures(503);
    await session.post(`/runs/${runId}/sending`);
    await expect.poll(() => failures(503), { timeout: 20_000 }).toBeGreaterThan(before);
    await pair.palier.kill('SIGKILL');
    pair.lms.control.failServices(null);
    await pair.palier.restart();
    await arrived(person);
    expect(gradesOf(person).map((row) => row.posts)).toEqual([1, 1, 1]);
  }, 120_000);

  test('on SIGTERM it ends by itself with status 0', async () => {
    expect(await pair.palier.kill('SIGTERM')).toBe(0);
    await pair.palier.restart();
  });
});

function failures(status: number): number {
  return pair.lms.control.requests().filter((request) => request.status === status).length;
}
