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
