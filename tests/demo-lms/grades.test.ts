import { afterAll, beforeEach, expect, test } from 'vitest';
import {
  AGS,
  activitiesOf,
  bodyOf,
  CAMPAIGN,
  call,
  launch,
  lineItemsSchema,
  pick,
  TYPES,
  tokenFor,
} from './conversation.ts';
import type { Pair } from './in-test-tool.ts';
import { startPair } from './in-test-tool.ts';

const pair: Pair = await startPair();
afterAll(() => pair.close());

const token = await tokenFor(pair);
const items = `${pair.lms.url}/api/courses/c-7f3a91/line-items`;
let lineItem: string;
let pupil: string;
let link: string;

beforeEach(async () => {
  await pick(pair, [CAMPAIGN]);
  const path = (await activitiesOf(pair, 'eleve-3')).at(-1) ?? '';
  link = path.split('/').at(-1) ?? '';
  const claims = await launch(pair, path);
  pupil = claims.sub ?? '';
  const found = await call(`${items}?resource_link_id=${link}`, token);
  lineItem = (await bodyOf(found, lineItemsSchema))[0]?.id ?? '';
});

function scoreOf(more: object = {}): object {
  return {
    userId: pupil,
    timestamp: new Date().toISOString(),
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    scoreGiven: 10,
    scoreMaximum: 20,
    comment: 'Bien',
    ...more,
  };
}

function post(score: unknown, options: { token?: string; type?: string } = {}): Promise<Response> {
  const { type = TYPES.score } = options;
  return call(`${lineItem}/scores`, options.token ?? token, { method: 'POST', type, body: score });
}

function rowsOf(address: string) {
  return pair.lms.control.gradebook().filter((row) => row.lineItem === address);
}

test('a score becomes one grade on the scale of the line item, however often it is sent', async () => {
  expect((await post(scoreOf({ timestamp: '2026-01-10T10:00:00.000Z' }))).status).toBe(200);
  expect((await post(scoreOf({ timestamp: '2026-01-10T10:00:01.000Z', scoreGiven: 15 }))).status).toBe(200);
  expect(rowsOf(lineItem)).toMatchObject([
    { resultScore: 75, scoreGiven: 15, person: 'eleve-3', comment: 'Bien', posts: 2, tag: 'palier-result' },
  ]);
  const results = await call(`${lineItem}/results`, token, { accept: TYPES.results });
  expect(results.headers.get('content-type')).toContain(TYPES.results);
  expect(await results.json()).toMatchObject([
    { scoreOf: lineItem, userId: pupil, resultScore: 75, resultMaximum: 100, comment: 'Bien' },
  ]);
  const none = await call(`${lineItem}/results?user_id=nobody`, token);
  expect(await none.json()).toEqual([]);
});

test('only a strictly newer timestamp is taken, to the microsecond and across zones', async () => {
  expect((await post(scoreOf({ timestamp: '2026-01-10T10:00:00.000500Z' }))).status).toBe(200);
  expect((await post(scoreOf({ timestamp: '2026-01-10T10:00:00.000500Z' }))).status).toBe(409);
  expect((await post(scoreOf({ timestamp: '2026-01-10T10:00:00.000499Z' }))).status).toBe(409);
  expect((await post(scoreOf({ timestamp: '2026-01-10T11:00:00+01:00' }))).status).toBe(409);
  expect((await post(scoreOf({ timestamp: '2026-01-10T10:00:00.000501Z' }))).status).toBe(200);
  expect(rowsOf(lineItem)).toMatchObject([{ posts: 2 }]);
});

test('two scores at once with one timestamp leave one grade', async () => {
  const timestamp = '2026-01-10T10:00:00Z';
  const answers = await Promise.all([1, 2, 3].map((n) => post(scoreOf({ timestamp, scoreGiven: n }))));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(rowsOf(lineItem)).toHaveLength(1);
});

test('zero is a grade, and more than the maximum too', async () => {
  await post(scoreOf({ timestamp: '2026-01-10T10:00:00Z', scoreGiven: 0 }));
  expect(rowsOf(lineItem)).toMatchObject([{ resultScore: 0 }]);
  await post(scoreOf({ timestamp: '2026-01-10T10:00:01Z', scoreGiven: 22 }));
  expect(rowsOf(lineItem)[0]?.resultScore).toBeCloseTo(110);
});

test('a partial score is recorded and leaves the grade alone; one without scoreGiven clears it', async () => {
  await post(scoreOf({ timestamp: '2026-01-10T10:00:00Z' }));
  const partial = { gradingProgress: 'Pending', activityProgress: 'InProgress', scoreGiven: 3 };
  await post(scoreOf({ timestamp: '2026-01-10T10:00:01Z', ...partial }));
  expect(rowsOf(lineItem)).toMatchObject([{ resultScore: 50, scoreGiven: 3, gradingProgress: 'Pending' }]);
  const cleared = { scoreGiven: undefined, scoreMaximum: undefined, gradingProgress: 'NotReady' };
  await post(scoreOf({ timestamp: '2026-01-10T10:00:02Z', ...cleared }));
  expect(rowsOf(lineItem)[0]?.resultScore).toBeUndefined();
  const results = await call(`${lineItem}/results`, token);
  expect(await results.json()).toEqual([
    { id: expect.any(String), scoreOf: lineItem, userId: pupil, resultMaximum: 100, comment: 'Bien' },
  ]);
});

test.each([
  ['no userId', { userId: undefined }],
  ['an unknown user', { userId: 'u-nobody' }],
  ['no timestamp', { timestamp: undefined }],
  ['a timestamp without zone', { timestamp: '2026-01-10T10:00:00' }],
  ['a date that does not exist', { timestamp: '2026-02-31T10:00:00Z' }],
  ['no activityProgress', { activityProgress: undefined }],
  ['an unknown gradingProgress', { gradingProgress: 'Done' }],
  ['scoreGiven without scoreMaximum', { scoreMaximum: undefined }],
  ['a negative score', { scoreGiven: -1 }],
  ['a maximum of zero', { scoreMaximum: 0 }],
  ['a score in letters', { scoreGiven: '10' }],
  [
    'a submission that ends before it starts',
    { submission: { startedAt: '2026-01-10T10:00:01Z', submittedAt: '2026-01-10T10:00:00Z' } },
  ],
])('a score with %s is refused with 400 and changes nothing', async (_what, more) => {
  expect((await post(scoreOf(more))).status).toBe(400);
  expect(rowsOf(lineItem)).toEqual([]);
});

test('a teacher has no grade', async () => {
  const teacher = await launch(pair, `/as/prof-1/activity/${link}`);
  expect((await post(scoreOf({ userId: teacher.sub }))).status).toBe(400);
});

test('media types, tokens, scopes and methods are held to', async () => {
  expect((await post(scoreOf(), { type: 'application/json' })).status).toBe(415);
  expect((await post('not json')).status).toBe(400);
  const anonymous = await fetch(items);
  expect(anonymous.status).toBe(401);
  expect(anonymous.headers.get('www-authenticate')).toContain('Bearer');
  expect((await post(scoreOf(), { token: 'made-up' })).status).toBe(401);
  const reader = await tokenFor(pair, `${AGS}/lineitem.readonly`);
  expect((await post(scoreOf(), { token: reader })).status).toBe(403);
  expect((await call(items, reader)).status).toBe(200);
  const created = await call(items, reader, { method: 'POST', type: TYPES.lineItem, body: {} });
  expect(created.status).toBe(403);
  expect((await call(items, token, { accept: 'application/json' })).status).toBe(406);
  const wrong = await call(`${lineItem}/scores`, token);
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('POST');
  expect((await call(`${items}/unknown`, token)).status).toBe(404);
});

test('the gradebook page shows a teacher everything received and a pupil their own row only', async () => {
  await post(scoreOf({ comment: '★★☆ <b>niveau 4</b>' }));
  const teacherPage = await (await fetch(`${pair.lms.url}/as/prof-1/gradebook`)).text();
  expect(teacherPage).toContain('50 / 100');
  expect(teacherPage).toContain('★★☆ &lt;b&gt;niveau 4&lt;/b&gt;');
  expect(teacherPage).toContain('title="Completed"');
  expect([...teacherPage.matchAll(/<tr data-person/g)]).toHaveLength(30);
  const pupilPage = await (await fetch(`${pair.lms.url}/as/eleve-4/gradebook`)).text();
  expect([...pupilPage.matchAll(/<tr data-person="([^"]+)"/g)].map(([, id]) => id)).toEqual(['eleve-4']);
  expect(pupilPage).not.toContain('niveau 4');
});
