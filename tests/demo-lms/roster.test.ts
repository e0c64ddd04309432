import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  AGS,
  activitiesOf,
  bodyOf,
  CAMPAIGN,
  CLAIM,
  call,
  pick,
  ROSTER,
  TYPES,
  tokenFor,
} from './conversation.ts';
import type { Pair } from './in-test-tool.ts';
import { startPair } from './in-test-tool.ts';

const container = z.looseObject({
  context: z.looseObject({ label: z.string() }),
  members: z.array(z.looseObject({ user_id: z.string(), name: z.string(), status: z.literal('Active') })),
});

let pair: Pair;
let token: string;
let address: string;
beforeAll(async () => {
  pair = await startPair();
  token = await tokenFor(pair, ROSTER);
  address = `${pair.lms.url}/api/courses/c-7f3a91/memberships`;
});
afterAll(() => pair.close());

test('everybody of the course is listed once, page by page', async () => {
  const seen: string[] = [];
  let pages = 0;
  let next: string | undefined = `${address}?limit=10`;
  while (next !== undefined) {
    const response: Response = await call(next, token, { accept: TYPES.members });
    expect(response.headers.get('content-type')).toContain(TYPES.members);
    const body = await bodyOf(response, container);
    expect(body.context.label).toBe('3E-PIX');
    seen.push(...body.members.map(({ user_id }) => user_id));
    pages += 1;
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  expect(pages).toBe(4);
  expect(new Set(seen).size).toBe(32);
});

test.each([
  ['Learner', 30],
  ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor', 2],
  ['Mentor', 0],
])('role %s is held by %i, and paging keeps the filter', async (role, count) => {
  const query = new URLSearchParams({ role, limit: '7' });
  let found = 0;
  let next: string | undefined = `${address}?${query}`;
  while (next !== undefined) {
    const response: Response = await call(next, token);
    const body = await bodyOf(response, container);
    found += body.members.length;
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  expect(found).toBe(count);
});

test('rlid adds each member’s own custom values, and must be a link of the tool', async () => {
  await pick(pair, [CAMPAIGN]);
  const link = (await activitiesOf(pair, 'prof-1'))[0]?.split('/').at(-1);
  const response = await call(`${address}?rlid=${link}&role=Learner&limit=1`, token);
  const [member] = (await bodyOf(response, container)).members;
  const custom = { campaign: 'ABCD', pupil: member?.name };
  expect(member?.message).toMatchObject([{ [`${CLAIM}/custom`]: custom }]);
  expect((await call(`${address}?rlid=nowhere`, token)).status).toBe(404);
});

test('the list needs its own scope and its own media type', async () => {
  expect((await fetch(address)).status).toBe(401);
  expect((await call(address, await tokenFor(pair, `${AGS}/score`))).status).toBe(403);
  expect((await call(address, token, { accept: 'text/html' })).status).toBe(406);
  expect((await call(address, token, { method: 'POST' })).status).toBe(405);
});
