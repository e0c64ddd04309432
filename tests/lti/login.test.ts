import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { startApp, type TestApp } from './support/app.ts';
import { login, sendLogin } from './support/browser.ts';
import { startPlatform, type TestPlatform } from './support/platform.ts';

let database: TestDatabase;
let app: TestApp;
let platform: TestPlatform;

beforeAll(async () => {
  database = await testDatabase();
  app = await startApp(database.db);
  platform = await startPlatform();
  await platform.register(database.db);
});
afterAll(async () => {
  await app.close();
  await platform.close();
  await database.drop();
});

test.each(['GET', 'POST'] as const)('a login by %s leads to the authentication request', async (method) => {
  const { response, authRequest, state, nonce } = await login(app, platform, {}, method);
  expect(response.status).toBe(302);
  expect(authRequest.origin + authRequest.pathname).toBe(`${platform.origin}/auth`);
  expect(Object.fromEntries(authRequest.searchParams)).toEqual({
    existing: '1',
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: 'client-1',
    redirect_uri: `${app.url}/lti/launch`,
    login_hint: '4',
    lti_message_hint: '{"cmid":2,"launchid":"a b+c"}',
    state,
    nonce,
  });
  expect(nonce.length).toBeGreaterThanOrEqual(32);
});

test('an address registered with a slash too many, or in capitals, is met too; another is nothing', async () => {
  const query = new URLSearchParams({
    iss: platform.origin,
    client_id: platform.clientId,
    login_hint: '4',
    target_link_uri: `${app.url}/lti/launch`,
  });
  const statusOf = async (path: string, init: RequestInit = {}) =>
    (await fetch(`${app.url}${path}`, { redirect: 'manual', ...init })).status;
  expect(await statusOf(`/lti/login/?${query}`)).toBe(302);
  expect(await statusOf(`/lti/login?${query}`, { method: 'HEAD' })).toBe(302);
  expect(await statusOf('/lti/launch/', { method: 'POST', body: new URLSearchParams() })).toBe(400);
  expect(await statusOf(`/LTI/Login?${query}`)).toBe(302);
  expect(await statusOf('/LTI/Login', { method: 'POST', body: query })).toBe(302);
  expect(await statusOf('/Lti/launch', { method: 'POST', body: new URLSearchParams() })).toBe(400);
  for (const other of ['/lti/login/more', '/lti/login//', '//lti/login', '/lti/%6Cogin', '/lti/']) {
    expect([other, await statusOf(`${other}?${query}`)]).toEqual([other, 404]);
  }
});

test('a login is met by its whole address too, as proxies may ask, and answered with a length', async () => {
  const query = new URLSearchParams({
    iss: platform.origin,
    client_id: platform.clientId,
    login_hint: '4',
    target_link_uri: `${app.url}/lti/launch`,
  }).toString();
  const form = `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${query.length}\r\n\r\n${query}`;
  for (const request of [
    `GET ${app.url}/lti/login?${query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    `POST ${app.url}/lti/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${form}`,
    `POST /lti/login HTTP/1.0\r\nConnection: close\r\n${form}`,
  ]) {
    const answer = await sendRaw(request);
    expect(answer).toMatch(/^HTTP\/1\.1 302 /);
    expect(answer).toContain(`\r\nLocation: ${platform.origin}/auth?existing=1&scope=openid&`);
    expect(answer).toContain('\r\nContent-Length: 0\r\n');
    expect(answer).not.toContain('Transfer-Encoding');
  }
});

/** What is answered to these bytes, until the server hangs up. */
async function sendRaw(text: string): Promise<string> {
  const socket = connect(Number(new URL(app.url).port), 'localhost');
  socket.write(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

test('the state cookie survives in a frame of another site', async () => {
  const { response } = await login(app, platform);
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^palier-state-[\w-]{16}=/);
  for (const attribute of [
    'Path=/lti',
    'HttpOnly',
    'Secure',
    'SameSite=None',
    'Partitioned',
    'Max-Age=600',
  ]) {
    expect(cookie).toContain(attribute);
  }
});

test('a refusal may be read in the frame of the platform that asked, and nowhere else', async () => {
  const response = await sendLogin(app, platform, { iss: 'https://inconnu.example/lms' });
  expect(response.headers.get('content-security-policy')).toContain(
    "frame-ancestors 'self' https://inconnu.example",
  );
  const bad = await sendLogin(app, platform, { iss: "javascript:alert(1)//'unsafe-inline'" });
  expect(bad.headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'$/);
});

test('over https only the partitioned cookie is set', async () => {
  const secure = await startApp(database.db, {}, 'https://palier.example');
  const { response } = await login(secure, platform);
  expect(response.headers.getSetCookie()).toHaveLength(1);
  expect(response.headers.getSetCookie()[0]).toContain('Partitioned');
  await secure.close();
});

test('a login writes nothing', async () => {
  await login(app, platform);
  const rows = await database.db.selectFrom('usedNonce').selectAll().execute();
  expect(rows).toEqual([]);
});

test.each([
  ['no issuer', { iss: undefined }, 'login-invalid'],
  ['no login hint', { login_hint: undefined }, 'login-invalid'],
  ['no target', { target_link_uri: undefined }, 'login-invalid'],
  ['a target elsewhere', { target_link_uri: 'https://evil.example/lti/launch' }, 'login-foreign-target'],
  ['an unreadable target', { target_link_uri: 'launch' }, 'login-foreign-target'],
  ['another path of ours', { target_link_uri: 'PUBLIC/runs/1' }, 'login-foreign-target'],
  ['our host before an @', { target_link_uri: 'PUBLIC@evil.example/lti/launch' }, 'login-foreign-target'],
  ['an unknown issuer', { iss: 'https://autre.example' }, 'login-unknown-platform'],
  ['an unknown client', { client_id: 'client-9' }, 'login-unknown-platform'],
])('%s is refused', async (_name, change, code) => {
  const fields = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [name, value?.replace('PUBLIC', app.url)]),
  );
  const response = await sendLogin(app, platform, fields);
  expect(response.status).toBe(400);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(app.lines.at(-1)).toContain(`"code":"${code}"`);
  expect(await response.text()).toContain('Référence');
});

test('a repeated parameter is refused', async () => {
  const response = await fetch(
    `${app.url}/lti/login?iss=a&iss=b&login_hint=1&target_link_uri=${app.url}/lti/launch`,
    { redirect: 'manual' },
  );
  expect(response.status).toBe(400);
});

test('without a client id, the only registration of the issuer serves, and two are one too many', async () => {
  const alone = await login(app, platform, { client_id: undefined });
  expect(alone.authRequest.searchParams.get('client_id')).toBe('client-1');
  const { platformId } = await platform.register(database.db, { clientId: 'client-2' });
  const response = await sendLogin(app, platform, { client_id: undefined });
  expect(response.status).toBe(400);
  expect(app.lines.at(-1)).toContain('login-ambiguous-platform');
  const named = await login(app, platform, { client_id: 'client-2' });
  expect(named.authRequest.searchParams.get('client_id')).toBe('client-2');
  await database.db.deleteFrom('platform').where('id', '=', platformId).execute();
});

test('without a client id, registrations that are closed or wait do not count beside the open one', async () => {
  const closed = await platform.register(database.db, { clientId: 'client-3', status: 'disabled' });
  const waiting = await platform.register(database.db, { clientId: 'client-4', status: 'pending' });
  const alone = await login(app, platform, { client_id: undefined });
  expect(alone.authRequest.searchParams.get('client_id')).toBe('client-1');
  const ids = [closed.platformId, waiting.platformId];
  await database.db.deleteFrom('platform').where('id', 'in', ids).execute();
});

test('without a client id, the deployment settles which registration it is, if only one has it', async () => {
  const { platformId } = await platform.register(database.db, { clientId: 'client-2' });
  const own = { platformId, deploymentId: 'only-here' };
  await database.db.insertInto('deployment').values(own).execute();
  const named = { client_id: undefined, lti_deployment_id: 'only-here' };
  const { authRequest } = await login(app, platform, named);
  expect(authRequest.searchParams.get('client_id')).toBe('client-2');
  const closed = await platform.register(database.db, { clientId: 'client-3', status: 'disabled' });
  await database.db
    .insertInto('deployment')
    .values({ ...own, platformId: closed.platformId })
    .execute();
  const beside = await login(app, platform, named);
  expect(beside.authRequest.searchParams.get('client_id'), 'the open one').toBe('client-2');
  await database.db.deleteFrom('platform').where('id', '=', closed.platformId).execute();
  for (const id of ['1', 'nowhere', '', 'a\u0000b']) {
    const response = await sendLogin(app, platform, { client_id: undefined, lti_deployment_id: id });
    expect(response.status).toBe(400);
    expect(app.lines.at(-1)).toContain('login-ambiguous-platform');
  }
  await database.db.deleteFrom('platform').where('id', '=', platformId).execute();
});

test('optional parameters that are empty, or name no frame, are as good as absent', async () => {
  const empty = { client_id: '', lti_message_hint: '', lti_deployment_id: '', lti_storage_target: '' };
  const { authRequest } = await login(app, platform, empty);
  expect(authRequest.searchParams.get('client_id')).toBe('client-1');
  expect(authRequest.searchParams.has('lti_message_hint')).toBe(false);
  for (const name of ['a b', '"><script>', 'é', 'x'.repeat(200)]) {
    expect((await sendLogin(app, platform, { lti_storage_target: name })).status).toBe(302);
  }
});

test.each([
  ['pending', 'platform-pending'],
  ['disabled', 'platform-disabled'],
])('a %s platform is refused kindly', async (status, code) => {
  const { platformId } = await platform.register(database.db, { clientId: status, status });
  const response = await sendLogin(app, platform, { client_id: status });
  expect(response.status).toBe(403);
  expect(app.lines.at(-1)).toContain(code);
  await database.db.deleteFrom('platform').where('id', '=', platformId).execute();
});

test('with a storage target, a page leaves the secret with the platform before it goes on', async () => {
  const response = await sendLogin(app, platform, { lti_storage_target: '_parent' });
  expect(response.status).toBe(200);
  const html = await response.text();
  expect(html).toContain('data-mode="put"');
  expect(html).toContain('data-target="_parent"');
  expect(html).toContain(`data-origin="${platform.origin}"`);
  expect(html).toContain(`data-next="${platform.origin}/auth?existing=1&amp;scope=openid`);
  expect(html).toContain('src="/assets/lti-storage.js"');
});

test.each([
  ['/lti/launch', ['PUT', 'DELETE', 'PATCH'], 'GET, HEAD, POST, OPTIONS'],
  ['/lti/login', ['PUT', 'DELETE', 'PATCH'], 'GET, HEAD, POST, OPTIONS'],
  ['/lti/jwks', ['POST', 'PUT', 'DELETE', 'PATCH'], 'GET, HEAD, OPTIONS'],
  ['/lti/config.json', ['POST', 'DELETE'], 'GET, HEAD, OPTIONS'],
  ['/lti/register', ['POST', 'DELETE'], 'GET, HEAD, OPTIONS'],
])('%s tells other methods which it takes', async (path, methods, allowed) => {
  for (const method of methods) {
    const refused = await fetch(`${app.url}${path}`, { method });
    expect([method, refused.status, refused.headers.get('allow')]).toEqual([method, 405, allowed]);
    expect(await refused.text()).toContain('Référence');
  }
  const asked = await fetch(`${app.url}${path}`, { method: 'OPTIONS' });
  expect([asked.status, asked.headers.get('allow')]).toEqual([204, allowed]);
});

test('GET /lti/launch answers at once, GET /lti/jwks is plain', async () => {
  const launch = await fetch(`${app.url}/lti/launch`);
  expect(launch.status).toBe(200);
  const jwks = await fetch(`${app.url}/lti/jwks`, { redirect: 'error' });
  expect(jwks.headers.get('cache-control')).toBe('public, max-age=300');
  expect(jwks.headers.get('set-cookie')).toBeNull();
  expect(await jwks.json()).toEqual({
    keys: [
      {
        kty: 'RSA',
        alg: 'RS256',
        use: 'sig',
        e: 'AQAB',
        kid: expect.any(String),
        n: expect.stringMatching(/^[\w-]{342}$/),
      },
    ],
  });
});
