import { afterAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import {
  activitiesOf,
  bodyOf,
  CAMPAIGN,
  call,
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
let link: string;

beforeEach(async () => {
  await pick(pair, [CAMPAIGN]);
  const path = (await activitiesOf(pair, 'eleve-3')).at(-1) ?? '';
  link = path.split('/').at(-1) ?? '';
  const found = await call(`${items}?resource_link_id=${link}`, token);
  lineItem = (await bodyOf(found, lineItemsSchema))[0]?.id ?? '';
});

test('a tool makes, finds, changes and deletes its own line items', async () => {
  const body = {
    label: 'Compétence 1.1',
    scoreMaximum: 8,
    tag: 'palier-competence',
    resourceId: `r-${link}`,
  };
  const created = await call(items, token, { method: 'POST', type: TYPES.lineItem, body });
  expect(created.status).toBe(201);
  expect(created.headers.get('content-type')).toContain(TYPES.lineItem);
  const made = await bodyOf(created, z.looseObject({ id: z.string() }));
  expect(made).toEqual({ id: created.headers.get('location'), ...body });

  const found = await call(`${items}?resource_id=r-${link}&tag=palier-competence`, token, {
    accept: TYPES.lineItems,
  });
  expect(await found.json()).toEqual([made]);
  expect(await (await call(`${items}?resource_id=r-${link}&tag=other`, token)).json()).toEqual([]);

  const changed = await call(made.id, token, {
    method: 'PUT',
    type: TYPES.lineItem,
    body: { label: 'Nouveau nom', scoreMaximum: 10 },
  });
  expect(await changed.json()).toEqual({ id: made.id, label: 'Nouveau nom', scoreMaximum: 10 });
  expect(await (await call(made.id, token)).json()).toMatchObject({ label: 'Nouveau nom' });

  expect((await call(made.id, token, { method: 'DELETE' })).status).toBe(204);
  expect((await call(made.id, token)).status).toBe(404);
});

test.each([
  ['no label', { scoreMaximum: 10 }],
  ['no maximum', { label: 'A' }],
  ['a maximum of zero', { label: 'A', scoreMaximum: 0 }],
  ['a link that does not exist', { label: 'A', scoreMaximum: 1, resourceLinkId: 'nowhere' }],
  ['a list for a body', []],
])('a line item with %s is refused', async (_what, body) => {
  const response = await call(items, token, { method: 'POST', type: TYPES.lineItem, body });
  expect(response.status).toBe(400);
});

test('replacing a link’s line item keeps it on its link', async () => {
  const body = { label: 'Rentrée (bis)', scoreMaximum: 50 };
  const response = await call(lineItem, token, { method: 'PUT', type: TYPES.lineItem, body });
  expect(await response.json()).toMatchObject({ resourceLinkId: link, scoreMaximum: 50 });
});

test('pages of line items follow one another without a gap', async () => {
  for (const n of [1, 2, 3, 4, 5]) {
    const body = { label: `Page ${n}`, scoreMaximum: n, tag: `paged-${link}` };
    await call(items, token, { method: 'POST', type: TYPES.lineItem, body });
  }
  const labels: string[] = [];
  let next: string | undefined = `${items}?tag=paged-${link}&limit=2`;
  while (next !== undefined) {
    const response: Response = await call(next, token, { accept: TYPES.lineItems });
    const page = await bodyOf(response, lineItemsSchema);
    expect(page.length).toBeLessThanOrEqual(2);
    labels.push(...page.map(({ label }) => label));
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  expect(labels).toEqual(['Page 1', 'Page 2', 'Page 3', 'Page 4', 'Page 5']);
  expect((await call(`${items}?limit=0`, token)).status).toBe(400);
  expect((await call(`${items}?limit=all`, token)).status).toBe(400);
});
