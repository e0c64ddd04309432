import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPlatformClient, type PlatformClient } from '../../src/lti/client.ts';
import { createToolKeys } from '../../src/lti/keys.ts';
import { findNext } from '../../src/lti/paging.ts';
import { redact } from '../../src/lti/platform-faults.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { startApp, type TestApp } from './support/app.ts';
import { login, postLaunch } from './support/browser.ts';
import { learnerClaims, startPlatform, type TestPlatform } from './support/platform.ts';
import { type Services, serveLikeMoodle } from './support/services.ts';

/** Scopes, tokens and pages, as the specifications of the services have them. */
let database: TestDatabase;
let app: TestApp;
let platform: TestPlatform;
let services: Services;
let platformId: string;
let client: PlatformClient;

const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope';
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

beforeAll(async () => {
  database = await testDatabase();
  app = await startApp(database.db);
  platform = await startPlatform();
  platformId = (await platform.register(database.db)).platformId;
});
beforeEach(() => {
  services = serveLikeMoodle(platform);
  platform.calls.length = 0;
  client = createPlatformClient(app.deps);
});
afterAll(async () => {
  await app.close();
  await platform.close();
  await database.drop();
});

const lineItems = () => ({ platformId, lineItemsUrl: `${platform.origin}/lineitems?type_id=1` });
const post = () =>
  client.postScore(
    { platformId, lineItemUrl: `${platform.origin}/lineitems/2/lineitem?type_id=1` },
    {
      userId: 'pupil-1',
      scoreGiven: 0,
      scoreMaximum: 100,
      comment: 'Niveau 1',
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: new Date(),
    },
  );
const make = () =>
  client.createLineItem(lineItems(), { label: 'x', scoreMaximum: 8, resourceId: 'r', tag: 't' });

/** A launch whose grade service claim grants these scopes. */
async function launchWithScopes(scope: readonly string[]) {
  const { state, nonce, cookie } = await login(app, platform);
  const endpoint = {
    scope,
    lineitems: lineItems().lineItemsUrl,
    lineitem: `${platform.origin}/lineitems/2/lineitem?type_id=1`,
  };
  const claims = learnerClaims(platform, app.url, nonce, new Date(), {
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': endpoint,
  });
  const { status } = await postLaunch(app, { state, id_token: await platform.sign(claims) }, { cookie });
  expect(status).toBe(200);
  platform.calls.length = 0;
}

const scopesAsked = () => services.tokens.map((form) => form.get('scope'));

test('each call asks for the one scope that it needs, and each scope has its own token', async () => {
  await post();
  await client.listLineItems(lineItems());
  await client.listLineItems(lineItems());
  await make();
  await client.listMembers({ platformId, membershipsUrl: `${platform.origin}/memberships` }).catch(() => {});
  expect(scopesAsked()).toEqual([`${AGS}/score`, `${AGS}/lineitem`, NRPS]);
});

test('a scope that the launch did not grant is not asked for, and once granted it is', async () => {
  await launchWithScopes([`${AGS}/lineitem.readonly`]);
  for (const call of [post(), make()]) {
    await expect(call).rejects.toMatchObject({
      code: 'scope-not-granted',
      reason: 'grade.reason.not-allowed',
    });
  }
  expect(platform.calls).toEqual([]);
  await client.listLineItems(lineItems());
  expect(scopesAsked()).toEqual([`${AGS}/lineitem.readonly`]);
  await launchWithScopes([`${AGS}/lineitem`, `${AGS}/score`]);
  await post();
  await make();
  expect(scopesAsked().slice(1)).toEqual([`${AGS}/score`, `${AGS}/lineitem`]);
});

test('a token serves until a minute before its end; one that lives less than that serves once', async () => {
  await post();
  app.setNow(new Date(Date.now() + 3_530_000));
  await post();
  expect(services.tokens).toHaveLength(1);
  app.setNow(new Date(Date.now() + 3_545_000));
  await post();
  expect(services.tokens).toHaveLength(2);
  app.setNow(null);
  const short = createPlatformClient(app.deps);
  let tokens = 0;
  platform.answer = (req, res) => {
    if (req.path !== '/token') return void res.json([]);
    tokens += 1;
    res.json({ access_token: `t${tokens}`, token_type: 'bearer', expires_in: '30' });
  };
  await short.listLineItems(lineItems());
  await short.listLineItems(lineItems());
  expect(tokens).toBe(2);
});

test('a token without an announced life is taken for an hour', async () => {
  let tokens = 0;
  platform.answer = (req, res) => {
    if (req.path !== '/token') return void res.json([]);
    tokens += 1;
    res.json({ access_token: 't' });
  };
  await client.listLineItems(lineItems());
  await client.listLineItems(lineItems());
  expect(tokens).toBe(1);
});

test('the assertion verifies with our published key, is posted as a form, and is never the same twice', async () => {
  await post();
  services.revoke();
  await post();
  const jwks = createRemoteJWKSet(new URL(`${app.url}/lti/jwks`));
  const seen = new Set<unknown>();
  for (const form of services.tokens) {
    const { payload } = await jwtVerify(form.get('client_assertion') ?? '', jwks, {
      issuer: 'client-1',
      subject: 'client-1',
      audience: `${platform.origin}/token`,
      requiredClaims: ['iat', 'exp', 'jti'],
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
    seen.add(payload.jti);
  }
  expect(seen.size).toBe(2);
  const call = platform.calls.find(({ path }) => path === '/token');
  expect(call?.headers['content-type']).toBe('application/x-www-form-urlencoded');
});

test('an assertion names the deployment where there is one alone', async () => {
  const named = () =>
    decodeJwt(services.tokens.at(-1)?.get('client_assertion') ?? '')[
      'https://purl.imsglobal.org/spec/lti/claim/deployment_id'
    ];
  await post();
  expect(named()).toBe('1');
  const other = { platformId, deploymentId: 'other' };
  await database.db.insertInto('deployment').values(other).execute();
  client = createPlatformClient(app.deps);
  await post();
  expect(named()).toBeUndefined();
  await database.db.deleteFrom('deployment').where('deploymentId', '=', 'other').execute();
});

test('our keys change between two calls: the new one signs, and it is published', async () => {
  await post();
  const { kid, signsFrom } = await createToolKeys(app.deps).rotate();
  app.setNow(signsFrom);
  client = createPlatformClient(app.deps);
  await post();
  app.setNow(null);
  const jwks = createRemoteJWKSet(new URL(`${app.url}/lti/jwks`));
  const last = services.tokens.at(-1)?.get('client_assertion') ?? '';
  const currentDate = signsFrom;
  expect((await jwtVerify(last, jwks, { currentDate })).protectedHeader.kid).toBe(kid);
  const first = services.tokens[0]?.get('client_assertion') ?? '';
  await expect(jwtVerify(first, jwks)).resolves.toBeDefined();
});

test('zero is a score, its time has a zone and milliseconds, and the bearer is in the header alone', async () => {
  await post();
  expect(services.scores[0]?.score).toMatchObject({
    scoreGiven: 0,
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
  const call = platform.calls.find(({ path }) => path.includes('/scores'));
  expect(call?.headers.authorization).toMatch(/^Bearer token-\d+$/);
  expect(`${call?.path}${call?.body}`).not.toContain('token-');
});

test('a new column holds label, maximum, resource id and tag, and no link', async () => {
  await make();
  const call = platform.calls.find(({ method, path }) => method === 'POST' && path.startsWith('/lineitems'));
  expect(JSON.parse(call?.body ?? '')).toEqual({ label: 'x', scoreMaximum: 8, resourceId: 'r', tag: 't' });
  expect(call?.headers.accept).toBe('application/vnd.ims.lis.v2.lineitem+json');
  expect(call?.path).toBe('/lineitems?type_id=1');
});

test('the filters are sent beside what the address holds, and checked again where they are ignored', async () => {
  services.lineItems.push({
    id: `${platform.origin}/a`,
    label: 'a',
    scoreMaximum: 1,
    resourceId: 'r',
    tag: 'other',
  });
  services.lineItems.push({
    id: `${platform.origin}/b`,
    label: 'b',
    scoreMaximum: 1,
    resourceId: 'r',
    tag: 't',
  });
  const found = await client.findLineItem(lineItems(), { resourceId: 'r', tag: 't' });
  expect(found?.id).toBe(`${platform.origin}/b`);
  expect(platform.calls.at(-1)?.path).toBe('/lineitems?type_id=1&resource_id=r&tag=t');
  platform.answer = (req, res) => {
    if (req.path === '/token') res.json({ access_token: 't' });
    else res.json(services.lineItems);
  };
  expect((await client.findLineItem(lineItems(), { resourceId: 'r', tag: 't' }))?.id).toBe(
    `${platform.origin}/b`,
  );
});

test('members: absent status is active, others are not; short and full names of roles; each person once', async () => {
  const page = (number: number) => [
    { user_id: `${number}-a`, roles: ['Learner'] },
    {
      user_id: `${number}-b`,
      roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      status: 'Inactive',
    },
    { user_id: `${number}-c`, roles: ['Instructor'], status: 'Deleted' },
    { user_id: 'again', roles: ['Learner'], status: 'Active' },
  ];
  platform.answer = (req, res) => {
    if (req.path === '/token') return void res.json({ access_token: 't' });
    const number = Number(req.query.page ?? 1);
    // A relative address, after another relation.
    if (number < 3) res.set('Link', `</m?page=9>; rel="differences", </m?page=${number + 1}>; rel="next"`);
    res.json({ id: 'x', context: { id: '2' }, members: page(number) });
  };
  const listed = await client.listMembers({ platformId, membershipsUrl: `${platform.origin}/m` });
  expect(listed).toHaveLength(10);
  expect(listed.filter(({ active }) => active).map(({ sub }) => sub)).toEqual(['1-a', 'again', '2-a', '3-a']);
  expect(listed.filter(({ role }) => role === 'teacher')).toHaveLength(3);
});

test('rows that cannot be read are left out and counted in the log; the others stay', async () => {
  const strange = [null, 7, {}, [], { id: 7, user_id: 7, userId: 7 }];
  const tooLong = 'x'.repeat(3000);
  const unstorable = ['a\0b', 'a\ud800', tooLong].map((id) => ({ id, user_id: id, userId: id }));
  const good = {
    id: `${platform.origin}/li`,
    resourceId: 'r',
    tag: 't',
    user_id: 'pupil-1',
    userId: 'pupil-1',
  };
  const rows = [...strange, ...unstorable, good];
  platform.answer = (req, res) => {
    if (req.path === '/token') return void res.json({ access_token: 't' });
    res.json(req.path === '/m' ? { members: rows } : rows);
  };
  const dropped: number[] = [];
  const address = `${platform.origin}/m`;
  const members = await client.listMembers({ platformId, membershipsUrl: address }, (count) =>
    dropped.push(count),
  );
  expect(members.map(({ sub }) => sub)).toEqual(['pupil-1']);
  expect(dropped).toEqual([8]);
  expect((await client.listLineItems(lineItems())).map(({ id }) => id)).toEqual([good.id]);
  expect((await client.findLineItem(lineItems(), { resourceId: 'r', tag: 't' }))?.id).toBe(good.id);
  const results = await client.listResults({ platformId, lineItemUrl: good.id });
  expect(results.map(({ userId }) => userId)).toEqual(['pupil-1']);
  const logged = app.lines.filter((line) => line.includes('could not be read'));
  expect(logged).toHaveLength(4);
  expect(logged[0]).toContain('"dropped":8');
  expect(logged.join()).not.toContain('pupil-1');
});

test('a page of members at another origin is not asked for', async () => {
  const elsewhere = await startPlatform('elsewhere');
  platform.answer = (req, res) => {
    if (req.path === '/token') return void res.json({ access_token: 't' });
    res.set('Link', `<${elsewhere.origin}/m>; rel="next"`).json({ members: [] });
  };
  const listing = client.listMembers({ platformId, membershipsUrl: `${platform.origin}/m` });
  await expect(listing).rejects.toMatchObject({ kind: 'refused', code: 'foreign-page' });
  expect(elsewhere.calls).toEqual([]);
  await elsewhere.close();
});

test('the address of the next page is used as it stands: no filter is put on it again', async () => {
  platform.answer = (req, res) => {
    if (req.path === '/token') return void res.json({ access_token: 't' });
    if (req.query.page === undefined) res.set('Link', '</lineitems?page=2>; rel="next"');
    res.json([]);
  };
  await client.findLineItem(lineItems(), { resourceId: 'r', tag: 't' });
  expect(platform.calls.map((call) => call.path).slice(-2)).toEqual([
    '/lineitems?type_id=1&resource_id=r&tag=t',
    '/lineitems?page=2',
  ]);
});

test('the next page is read from the Link header in each of its written forms', () => {
  const at = 'https://lms.example/items?a=1';
  const next = 'https://lms.example/items?p=2';
  for (const link of [
    `<${next}>; rel="next"`,
    `<${next}>; rel=next`,
    `<${next}>;rel="next"; title="x"`,
    `<https://lms.example/first>; rel="first", <${next}>; rel="next", <https://lms.example/l>; rel="last"`,
    '</items?p=2>; rel="next"',
    '<?p=2>; REL="NEXT"',
  ]) {
    expect(findNext(link, at)).toBe(next);
  }
  for (const link of [undefined, '', '<x>; rel="prev"', 'rel="next"', '<https://[>; rel="next"']) {
    expect(findNext(link, at)).toBeUndefined();
  }
  for (const link of ['<https://evil.example/>; rel="next"', '<http://lms.example/items>; rel="next"']) {
    expect(() => findNext(link, at)).toThrow('foreign-page');
  }
});

test('a Link header as long as a header may be is read in no time, whatever it holds', () => {
  const from = performance.now();
  for (const part of [' ', '= ', 'rel= ', '<a>; rel = ']) {
    const link = `<https://lms.example/items?p=2>;rel=${part.repeat(16_000 / part.length)}`;
    expect(findNext(link, 'https://lms.example/items')).toBeUndefined();
  }
  expect(performance.now() - from).toBeLessThan(300);
});

test('what a platform says is cut before the log, without words that name anybody, in no time whatever its length', () => {
  expect(redact('User not in course')).toBe('User not in course');
  expect(redact('No user 12 or camille@college.fr here {"userId":"12"}')).toBe('No user # or # here');
  expect(redact(`${'1'.repeat(390)} camille-durand-12`)).toBe('#');
  const from = performance.now();
  for (const part of ['a', 'a ', ' ', '1a']) redact(part.repeat(500_000));
  expect(performance.now() - from).toBeLessThan(300);
});

test('answers that are no JSON, or of another shape, are tried again later and never taken for an empty list', async () => {
  for (const body of ['', '<html>', '{"items":[]}', '[{"label":"no id"}]']) {
    platform.answer = (req, res) => {
      if (req.path === '/token') res.json({ access_token: 't' });
      else res.send(body);
    };
    await expect(client.listLineItems(lineItems())).rejects.toMatchObject({
      kind: 'retry',
      code: 'unreadable-answer',
    });
  }
});

test('sixty scores at once take one token and all arrive', async () => {
  await Promise.all(Array.from({ length: 60 }, () => post()));
  expect(services.scores).toHaveLength(60);
  expect(services.tokens).toHaveLength(1);
});

test('columns are never deleted, and changed in one place: the only PUT sends a column back as it was read', () => {
  const sources = ['src/lti', 'src/grades'].flatMap((room) =>
    readdirSync(room).map((name) => ({ name, text: readFileSync(path.join(room, name), 'utf8') })),
  );
  const calls = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/\bmethod: '(\w+)'/g)].map(([, method]) => ({ name, method })),
  );
  expect(new Set(calls.map(({ method }) => method))).toEqual(new Set(['GET', 'POST', 'PUT']));
  const puts = calls.filter(({ method }) => method === 'PUT');
  expect(puts.filter(({ name }) => name !== 'http.ts')).toEqual([{ name: 'ags.ts', method: 'PUT' }]);
});
