import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signDeepLinkingResponse } from '../../src/lti/deep-linking.ts';
import type { Session } from '../../src/web/session.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { startApp, type TestApp } from './support/app.ts';
import { login, postLaunch } from './support/browser.ts';
import { deepLinkingChange, learnerClaims, startPlatform, type TestPlatform } from './support/platform.ts';

let database: TestDatabase;
let app: TestApp;
let platform: TestPlatform;

beforeAll(async () => {
  database = await testDatabase();
  app = await startApp(database.db);
  platform = await startPlatform();
  await platform.register(database.db);
});
beforeEach(() => {
  app.landed.length = 0;
});
afterAll(async () => {
  await app.close();
  await platform.close();
  await database.drop();
});

async function launch(change: Record<string, unknown>): Promise<Session> {
  const { state, nonce, cookie } = await login(app, platform);
  const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date(), change));
  await postLaunch(app, { state, id_token }, { cookie });
  const session = app.landed.at(-1)?.session;
  if (!session) throw new Error('no session');
  return session;
}

const item = (title: string) => ({
  type: 'ltiResourceLink' as const,
  title,
  url: `${app.url}/lti/launch`,
  custom: { campaign: 'BCDFGH234' },
  lineItem: { label: title, scoreMaximum: 100, resourceId: 'BCDFGH234', tag: 'palier-result' },
});

async function verified(jwt: string) {
  const { payload, protectedHeader } = await jwtVerify(
    jwt,
    createRemoteJWKSet(new URL(`${app.url}/lti/jwks`)),
    {
      issuer: 'client-1',
      audience: platform.origin,
    },
  );
  return { payload, protectedHeader };
}

test('the answer is signed with our published key, for this platform and deployment', async () => {
  const session = await launch(deepLinkingChange(platform));
  const { action, jwt } = await signDeepLinkingResponse(app.deps, session, [item('A'), item('B')], {
    msg: 'Fait',
  });
  expect(action).toBe(`${platform.origin}/return?course=2`);
  const { payload, protectedHeader } = await verified(jwt);
  expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) });
  expect(payload).toMatchObject({
    nonce: expect.stringMatching(/^.{16,}$/),
    'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiDeepLinkingResponse',
    'https://purl.imsglobal.org/spec/lti/claim/version': '1.3.0',
    'https://purl.imsglobal.org/spec/lti/claim/deployment_id': '1',
    'https://purl.imsglobal.org/spec/lti-dl/claim/data': 'op=aque&data',
    'https://purl.imsglobal.org/spec/lti-dl/claim/msg': 'Fait',
    'https://purl.imsglobal.org/spec/lti-dl/claim/content_items': [item('A'), item('B')],
  });
  expect((payload.iat ?? 0) * 1000).toBeLessThanOrEqual(Date.now() - 9_000);
});

test('one item where one is accepted; no data where none was given', async () => {
  const session = await launch(deepLinkingChange(platform, { accept_multiple: false, data: undefined }));
  const { jwt } = await signDeepLinkingResponse(app.deps, session, [item('A'), item('B')]);
  const { payload } = await verified(jwt);
  expect(payload['https://purl.imsglobal.org/spec/lti-dl/claim/content_items']).toEqual([item('A')]);
  expect(payload).not.toHaveProperty(['https://purl.imsglobal.org/spec/lti-dl/claim/data']);
});

test('an ordinary session has nothing to answer', async () => {
  const session = await launch({});
  await expect(signDeepLinkingResponse(app.deps, session, [])).rejects.toMatchObject({
    code: 'deep-linking-closed',
  });
});

const ITEMS = 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items';
const ERROR = 'https://purl.imsglobal.org/spec/lti-dl/claim/errormsg';

test('where links are not accepted, nothing is sent but a text that says so, in the language of the course', async () => {
  for (const [locale, text] of [
    ['fr', 'n’accepte pas'],
    ['en', 'takes no Palier activity'],
  ] as const) {
    const session = await launch({
      ...deepLinkingChange(platform, { accept_types: ['link', 'file', 'html'] }),
      'https://purl.imsglobal.org/spec/lti/claim/launch_presentation': { locale },
    });
    const { payload } = await verified((await signDeepLinkingResponse(app.deps, session, [item('A')])).jwt);
    expect(payload[ITEMS]).toEqual([]);
    expect(payload[ERROR]).toContain(text);
  }
});

test('links among other accepted kinds are sent, without an error', async () => {
  const session = await launch(deepLinkingChange(platform, { accept_types: ['html', 'ltiResourceLink'] }));
  const { payload } = await verified((await signDeepLinkingResponse(app.deps, session, [item('A')])).jwt);
  expect(payload[ITEMS]).toEqual([item('A')]);
  expect(payload).not.toHaveProperty([ERROR]);
});

test('no column is asked for where the platform makes none, and one where it does not say', async () => {
  const { lineItem: _none, ...bare } = item('A');
  for (const [accept_lineitem, expected] of [
    [false, bare],
    [true, item('A')],
    [undefined, item('A')],
  ] as const) {
    const session = await launch(deepLinkingChange(platform, { accept_lineitem }));
    const { payload } = await verified((await signDeepLinkingResponse(app.deps, session, [item('A')])).jwt);
    expect(payload[ITEMS]).toEqual([expected]);
  }
});

test('whether several are accepted is asked: unless said, one', async () => {
  const session = await launch(deepLinkingChange(platform, { accept_multiple: undefined }));
  const { payload } = await verified(
    (await signDeepLinkingResponse(app.deps, session, [item('A'), item('B')])).jwt,
  );
  expect(payload[ITEMS]).toEqual([item('A')]);
});

test('giving up, and an error of ours, are an empty list with the texts to show', async () => {
  const session = await launch(deepLinkingChange(platform));
  const given = await signDeepLinkingResponse(app.deps, session, [], { msg: 'Annulé', errormsg: 'Panne' });
  const { payload } = await verified(given.jwt);
  expect(payload).toMatchObject({
    [ITEMS]: [],
    [ERROR]: 'Panne',
    'https://purl.imsglobal.org/spec/lti-dl/claim/msg': 'Annulé',
  });
});

test('each answer has one audience, its own nonce and jti, and five minutes to live', async () => {
  const session = await launch(deepLinkingChange(platform));
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () =>
      verified((await signDeepLinkingResponse(app.deps, session, [item('A')])).jwt),
    ),
  );
  expect(new Set(answers.map(({ payload }) => payload.nonce)).size).toBe(20);
  expect(new Set(answers.map(({ payload }) => payload.jti)).size).toBe(20);
  for (const { payload } of answers) {
    expect(payload).toMatchObject({ iss: 'client-1', aud: platform.origin });
    expect(payload).not.toHaveProperty('azp');
    const left = (payload.exp ?? 0) - Date.now() / 1000;
    expect(left).toBeGreaterThan(280);
    expect(left).toBeLessThanOrEqual(300);
  }
});

test('data is echoed byte for byte, whatever it holds', async () => {
  const data = '{"a":"é€\\n"}\t<b>&amp;%20\r\n'.repeat(20);
  const session = await launch(deepLinkingChange(platform, { data }));
  const { payload } = await verified((await signDeepLinkingResponse(app.deps, session, [])).jwt);
  expect(payload['https://purl.imsglobal.org/spec/lti-dl/claim/data']).toBe(data);
});
