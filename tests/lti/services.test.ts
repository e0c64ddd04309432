import { createServer, type Server } from 'node:http';
import type { Response } from 'express';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPlatformClient, type PlatformClient } from '../../src/lti/client.ts';
import type { LtiDeps } from '../../src/lti/deps.ts';
import { PlatformError } from '../../src/lti/platform-error.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { close, startApp, type TestApp } from './support/app.ts';
import { startPlatform, type TestPlatform } from './support/platform.ts';
import { type Services, serveLikeMoodle } from './support/services.ts';

let database: TestDatabase;
let app: TestApp;
let platform: TestPlatform;
let services: Services;
let platformId: string;
let client: PlatformClient;

const NOW = new Date('2026-11-22T20:00:00.500Z');
const score = {
  userId: 'pupil-777123',
  scoreGiven: 64,
  scoreMaximum: 100,
  comment: 'Niveau 3',
  activityProgress: 'Completed',
  gradingProgress: 'FullyGraded',
  timestamp: NOW,
} as const;

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

const post = (path = '/lineitems/2/lineitem?type_id=1') =>
  client.postScore({ platformId, lineItemUrl: `${platform.origin}${path}` }, score);

async function failureOf(work: Promise<unknown>): Promise<PlatformError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PlatformError) return error;
  throw new Error('no PlatformError', { cause: error });
}

test('a score goes to /scores before the query, as its exact media type, with our name', async () => {
  await post();
  expect(services.scores).toEqual([
    {
      path: '/lineitems/2/lineitem/scores?type_id=1',
      score: { ...score, timestamp: '2026-11-22T20:00:00.500Z' },
    },
  ]);
  for (const call of platform.calls) expect(call.headers['user-agent']).toMatch(/^Palier\/\d/);
});

test('the token request carries an assertion of ours, 10 s back, and one token serves many calls', async () => {
  const from = Math.floor(Date.now() / 1000);
  await Promise.all(Array.from({ length: 10 }, () => post()));
  expect(services.scores).toHaveLength(10);
  expect(services.tokens).toHaveLength(1);
  const form = services.tokens[0];
  expect(form?.get('grant_type')).toBe('client_credentials');
  expect(form?.get('scope')).toBe('https://purl.imsglobal.org/spec/lti-ags/scope/score');
  expect(form?.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
  const assertion = form?.get('client_assertion') ?? '';
  expect(decodeProtectedHeader(assertion)).toMatchObject({ alg: 'RS256', kid: expect.any(String) });
  const claims = decodeJwt(assertion);
  expect(claims).toMatchObject({ iss: 'client-1', sub: 'client-1', aud: `${platform.origin}/token` });
  expect(claims.iat).toBeLessThanOrEqual(from - 8);
  expect(claims.exp).toBeGreaterThan(from);
});

test('a token that ran out or was refused is replaced once', async () => {
  await post();
  services.revoke();
  await post();
  expect(services.tokens).toHaveLength(2);
  app.setNow(new Date(Date.now() + 3_550_000));
  await post();
  app.setNow(null);
  expect(services.tokens).toHaveLength(3);
  expect(services.scores).toHaveLength(3);
});

test('a platform that refuses every token is asked twice, no more', async () => {
  platform.answer = (req, res) => {
    if (req.path === '/token') res.json({ access_token: 'x', expires_in: 3600 });
    else res.status(401).end();
  };
  const error = await failureOf(post());
  expect(error).toMatchObject({ kind: 'retry', status: 401, reason: 'grade.reason.not-allowed' });
  expect(platform.calls.filter(({ path }) => path.includes('scores'))).toHaveLength(2);
});

test.each([
  [409, 'retry'],
  [408, 'retry'],
  [425, 'retry'],
  [429, 'retry'],
  [500, 'retry'],
  [503, 'retry'],
  [400, 'refused'],
  [403, 'refused'],
  [404, 'refused'],
] as const)('status %i: %s', async (status, kind) => {
  services.next.push((res) => {
    // Moodle's reason phrase: for a 400, the whole request.
    res.statusMessage =
      status === 400
        ? JSON.stringify({ userId: 'pupil-777123', scoreGiven: 64 })
        : 'Refusing for user 777123';
    res.status(status).set('Retry-After', '120').send('[]');
  });
  const error = await failureOf(post());
  expect(error).toMatchObject({ kind, status, retryAfterSeconds: 120 });
  expect(error.message).not.toMatch(/777123|64/);
});

test('Retry-After may be a date, and is a day at most', async () => {
  const at = new Date(Date.now() + 300_000).toUTCString();
  services.next.push((res) => void res.status(503).set('Retry-After', at).end());
  const soon = (await failureOf(post())).retryAfterSeconds ?? 0;
  expect(soon).toBeGreaterThan(290);
  expect(soon).toBeLessThanOrEqual(301);
  services.next.push((res) => void res.status(503).set('Retry-After', '999999999').end());
  expect((await failureOf(post())).retryAfterSeconds).toBe(86_400);
});

test('a column is found over all pages by resource id and tag, and made when there is none', async () => {
  const target = { platformId, lineItemsUrl: `${platform.origin}/lineitems?type_id=1` };
  const filter = { resourceId: 'BCDFGH234:1:competence:1.1', tag: 'palier-competence' };
  expect(await client.findLineItem(target, filter)).toBeUndefined();
  const made = await client.createLineItem(target, { ...filter, label: 'é'.repeat(300), scoreMaximum: 5 });
  expect(made).toEqual({
    id: `${platform.origin}/lineitems/9/lineitem?type_id=1`,
    label: 'é'.repeat(255),
    scoreMaximum: 5,
    resourceLinkId: null,
    ...filter,
  });
  expect(platform.calls.at(-1)?.headers['content-type']).toBe('application/vnd.ims.lis.v2.lineitem+json');
  expect(await client.findLineItem(target, filter)).toEqual(made);
  for (let i = 0; i < 4; i++)
    services.lineItems.unshift({ id: `${platform.origin}/${i}`, scoreMaximum: '100' });
  expect(await client.listLineItems(target)).toHaveLength(5);
});

test('another maximum leaves all else that the platform says of a column as it is', async () => {
  const target = { platformId, lineItemsUrl: `${platform.origin}/lineitems?type_id=1` };
  const column = { label: 'Données', resourceId: 'BCDFGH234', tag: 'palier-result', scoreMaximum: 100 };
  const { id } = await client.createLineItem(target, column);
  const said = { resourceLinkId: '7', gradesReleased: false, ltiLinkId: '7' };
  Object.assign(services.lineItems[0] ?? {}, said);
  await client.changeMaximum(target, id, 20);
  expect(services.lineItems).toEqual([{ ...column, ...said, id, scoreMaximum: 20 }]);
  expect(platform.calls.at(-1)?.headers['content-type']).toBe('application/vnd.ims.lis.v2.lineitem+json');
});

test("services elsewhere than on the platform's origins never see a token", async () => {
  const elsewhere = await startPlatform();
  const error = await failureOf(
    client.postScore({ platformId, lineItemUrl: `${elsewhere.origin}/lineitem` }, score),
  );
  expect(error).toMatchObject({ kind: 'refused', code: 'foreign-address' });
  expect(elsewhere.calls).toEqual([]);
  platform.answer = (req, res) => {
    if (req.path === '/token') res.json({ access_token: 'x' });
    else res.set('Link', `<${elsewhere.origin}/next>; rel="next"`).json([]);
  };
  const target = { platformId, lineItemsUrl: `${platform.origin}/lineitems` };
  expect(await failureOf(client.listLineItems(target))).toMatchObject({ code: 'foreign-page' });
  expect(elsewhere.calls).toEqual([]);
  await elsewhere.close();
});

test('a redirect is not followed', async () => {
  const elsewhere = await startPlatform();
  services.next.push((res) => res.redirect(307, `${elsewhere.origin}/scores`));
  expect(await failureOf(post())).toMatchObject({ kind: 'refused', status: 307 });
  expect(elsewhere.calls).toEqual([]);
  await elsewhere.close();
});

test('endless pages, loops and huge answers come to an end', async () => {
  let pages = 0;
  platform.answer = (req, res) => {
    if (req.path === '/token') return void res.json({ access_token: 'x' });
    pages += 1;
    res.set('Link', `</members?page=${pages}>; rel=next`);
    res.json({ members: [{ user_id: `p${pages}`, roles: ['Learner'] }] });
  };
  const target = { platformId, membershipsUrl: `${platform.origin}/members` };
  expect(await client.listMembers(target)).toHaveLength(50);
  platform.answer = (req, res) => {
    if (req.path === '/token') return void res.json({ access_token: 'x' });
    res.set('Link', `<${platform.origin}${req.originalUrl}>; rel="next"`).json({ members: [] });
  };
  expect(await client.listMembers(target)).toEqual([]);
  platform.answer = (req, res) => {
    if (req.path === '/token') return void res.json({ access_token: 'x' });
    res.type('json').send(`{"members":[],"x":"${'x'.repeat(2_000_000)}"}`);
  };
  expect(await failureOf(client.listMembers(target))).toMatchObject({ kind: 'refused', code: 'too-large' });
});

test('members: short and full role names, status, names; asked by exact type, 500 a page', async () => {
  platform.answer = (req, res) => {
    if (req.path === '/token') return void res.json({ access_token: 'x' });
    res.json({
      members: [
        { status: 'Active', roles: ['Learner'], user_id: '4', name: 'Zoé Benoît', given_name: 'Zoé' },
        {
          roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'],
          user_id: '3',
          name: 5,
        },
        { status: 'Inactive', roles: ['Observer'], user_id: '5' },
      ],
    });
  };
  const members = await client.listMembers({
    platformId,
    membershipsUrl: `${platform.origin}/members?rlid=1`,
  });
  expect(members).toEqual([
    { sub: '4', role: 'learner', active: true, name: 'Zoé Benoît', givenName: 'Zoé', familyName: null },
    { sub: '3', role: 'teacher', active: true, name: null, givenName: null, familyName: null },
    { sub: '5', role: 'none', active: false, name: null, givenName: null, familyName: null },
  ]);
  const call = platform.calls.at(-1);
  expect(call?.path).toBe('/members?rlid=1&limit=500');
  expect(call?.headers.accept).toBe('application/vnd.ims.lti-nrps.v2.membershipcontainer+json');
});

test('results: a comment alone has neither score nor maximum', async () => {
  platform.answer = (req, res) => {
    if (req.path === '/token') return void res.json({ access_token: 'x' });
    res.json([
      { id: 'x', userId: '4', resultScore: 73, resultMaximum: 100 },
      { id: 'y', userId: '8', comment: 'Bien' },
    ]);
  };
  const lineItemUrl = `${platform.origin}/lineitems/2/lineitem?type_id=1`;
  expect(await client.listResults({ platformId, lineItemUrl }, '4')).toEqual([
    { userId: '4', score: 73, maximum: 100, comment: null },
    { userId: '8', score: null, maximum: null, comment: 'Bien' },
  ]);
  expect(platform.calls.at(-1)?.path).toBe('/lineitems/2/lineitem/results?type_id=1&user_id=4');
});

test('a token page that is no JSON: the platform cannot read our keys', async () => {
  platform.answer = (_req, res) =>
    res.status(404).type('html').send('<html>Exception: null given</html>') && undefined;
  expect(await failureOf(post())).toMatchObject({ kind: 'retry', reason: 'grade.reason.keys-unread' });
  platform.answer = (_req, res) => void res.status(400).type('html').send('{"error":"invalid_scope"}');
  expect(await failureOf(post())).toMatchObject({ kind: 'retry', reason: 'grade.reason.not-allowed' });
  platform.answer = (_req, res) => void res.status(400).type('html').send('{"error":"invalid_client"}');
  expect(await failureOf(post())).toMatchObject({ kind: 'retry', reason: 'grade.reason.token' });
});

test('a disabled platform is not called', async () => {
  await database.db
    .updateTable('platform')
    .set({ status: 'disabled' })
    .where('id', '=', platformId)
    .execute();
  expect(await failureOf(post())).toMatchObject({ kind: 'refused', code: 'platform-disabled' });
  expect(platform.calls).toEqual([]);
  await database.db.updateTable('platform').set({ status: 'active' }).where('id', '=', platformId).execute();
});

test('private addresses and plain http are refused unless allowed, by name, by number, in every form', async () => {
  const deps: LtiDeps = { ...app.deps, config: { ...app.deps.config, allowPrivateNetwork: false } };
  const strict = createPlatformClient(deps);
  const hosts = [
    'localhost',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
    '[::ffff:10.0.0.1]',
    '[::127.0.0.1]',
    '[4000::1]',
    '192.168.1.1',
    '169.254.169.254',
  ];
  for (const address of [`http://127.0.0.1:9`, ...hosts.map((host) => `https://${host}:9`)]) {
    await database.db
      .updateTable('platform')
      .set({ tokenUrl: `${address}/token` })
      .where('id', '=', platformId)
      .execute();
    const error = await failureOf(
      strict.postScore({ platformId, lineItemUrl: `${platform.origin}/lineitem` }, score),
    );
    expect([address, error.code]).toEqual([address, 'address-refused']);
  }
  await database.db
    .updateTable('platform')
    .set({ tokenUrl: `${platform.origin}/token` })
    .where('id', '=', platformId)
    .execute();
});

test.each([
  ['a token with a line end', (res: Response) => res.json({ access_token: 'a\nb', expires_in: 3600 })],
  ['a token that is no ASCII', (res: Response) => res.json({ access_token: 'jetön€', expires_in: 3600 })],
  ['an empty token', (res: Response) => res.json({ access_token: '', expires_in: 3600 })],
  ['a page without end', (res: Response) => res.send('x'.repeat(1_100_000))],
  ['a compressed answer', (res: Response) => res.set('Content-Encoding', 'gzip').send('x')],
])('%s from the token endpoint: asked for again at the next try', async (_name, answer) => {
  const healthy = platform.answer;
  platform.answer = (req, res, call) => {
    platform.answer = healthy;
    if (req.path === '/token') answer(res);
    else healthy(req, res, call);
  };
  expect(await failureOf(post())).toMatchObject({
    kind: 'retry',
    code: 'token-unreadable',
    reason: 'grade.reason.keys-unread',
  });
  await post();
  expect(services.scores).toHaveLength(1);
});

test('a broken status line is final, and so is another protocol; a cut connection is not', async () => {
  const raw: Server = createServer();
  raw.on('connection', (socket) => {
    socket.once('data', (data) => {
      if (String(data).includes('/token'))
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"access_token":"x"}');
      else if (String(data).includes('/cut')) socket.destroy();
      else if (String(data).includes('/upgrade'))
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
      else socket.end('HTTP/1.0 0 ???\r\n\r\n');
    });
  });
  await new Promise<void>((done) => raw.listen(0, '127.0.0.1', done));
  const address = raw.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const row = await database.db
    .insertInto('platform')
    .values({
      name: 'brut',
      issuer: origin,
      clientId: 'b',
      authUrl: origin,
      tokenUrl: `${origin}/token`,
      jwksUrl: origin,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const to = (path: string) => client.postScore({ platformId: row.id, lineItemUrl: origin + path }, score);
  expect(await failureOf(to('/lineitem'))).toMatchObject({ kind: 'refused', code: 'unreadable' });
  expect(await failureOf(to('/upgrade'))).toMatchObject({ kind: 'refused', code: 'unreadable' });
  expect(await failureOf(to('/cut'))).toMatchObject({ kind: 'retry', code: 'network' });
  await close(raw);
  expect(await failureOf(to('/lineitem'))).toMatchObject({ kind: 'retry', code: 'network' });
});
