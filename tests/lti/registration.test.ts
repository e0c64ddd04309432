import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createInvite } from '../../src/lti/invites.ts';
import recorded from '../fixtures/moodle/registration.json' with { type: 'json' };
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { startApp, type TestApp } from './support/app.ts';
import { startPlatform, type TestPlatform } from './support/platform.ts';

let database: TestDatabase;
let app: TestApp;
let moodle: TestPlatform;
let configuration: Record<string, unknown>;
let answer: { status: number; body: string };

beforeAll(async () => {
  database = await testDatabase();
  app = await startApp(database.db);
  moodle = await startPlatform();
});
beforeEach(async () => {
  moodle.calls.length = 0;
  await database.db.deleteFrom('platform').execute();
  configuration = JSON.parse(here(JSON.stringify(recorded.configuration)));
  answer = { status: 200, body: here(JSON.stringify(recorded.response)) };
  moodle.answer = (req, res) => {
    if (req.path === '/mod/lti/openid-configuration.php') res.json(configuration);
    else if (req.path === '/mod/lti/openid-registration.php')
      res.status(answer.status).type('json').send(answer.body);
    else res.status(404).end();
  };
});
afterAll(async () => {
  await app.close();
  await moodle.close();
  await database.drop();
});

const here = (text: string) => text.replaceAll('http://127.0.0.1:8080', moodle.origin);
const rows = () => database.db.selectFrom('platform').selectAll().execute();

const invite = (autoApprove = false, life = 3_600_000) =>
  createInvite(database.db, { autoApprove, expiresAt: new Date(Date.now() + life) });

async function register(secret: string | undefined, change: Record<string, string> = {}) {
  const query = new URLSearchParams({
    openid_configuration: `${moodle.origin}/mod/lti/openid-configuration.php`,
    registration_token: 'registration.token.value',
    ...(secret === undefined ? {} : { invite: secret }),
    ...change,
  });
  const response = await fetch(`${app.url}/lti/register?${query}`);
  return { status: response.status, html: await response.text() };
}

test('a Moodle registers itself and waits for approval; its page says what to do, and closes', async () => {
  const { status, html } = await register(await invite());
  expect(status).toBe(200);
  expect(html).toContain('aura approuvé cette inscription');
  expect(html).toContain('Activer');
  expect(html).toContain('sélecteur d’activités');
  expect(html).toContain('src="/assets/lti-close.js"');
  const [platform] = await rows();
  expect(platform).toMatchObject({
    issuer: moodle.origin,
    clientId: recorded.response.client_id,
    authUrl: `${moodle.origin}/mod/lti/auth.php`,
    tokenUrl: `${moodle.origin}/mod/lti/token.php`,
    jwksUrl: `${moodle.origin}/mod/lti/certs.php`,
    status: 'pending',
    product: 'moodle',
  });
  const deployments = await database.db.selectFrom('deployment').selectAll().execute();
  expect(deployments).toMatchObject([{ platformId: platform?.id, deploymentId: '1', status: 'active' }]);
});

test('what we send holds all that Moodle asks for', async () => {
  await register(await invite());
  const call = moodle.calls.find(({ method }) => method === 'POST');
  expect(call?.headers).toMatchObject({
    authorization: 'Bearer registration.token.value',
    'content-type': 'application/json',
  });
  const sent = JSON.parse(call?.body ?? '{}');
  for (const name of Object.keys(recorded.request).filter((key) => !/contacts|#/.test(key))) {
    expect(Object.keys(sent)).toContain(name);
  }
  expect(sent).toMatchObject({
    initiate_login_uri: `${app.url}/lti/login`,
    redirect_uris: [`${app.url}/lti/launch`],
    jwks_uri: `${app.url}/lti/jwks`,
    client_name: 'Palier',
    'https://purl.imsglobal.org/spec/lti-tool-configuration': {
      domain: new URL(app.url).host,
      target_link_uri: `${app.url}/lti/launch`,
      messages: [
        { type: 'LtiResourceLinkRequest' },
        { type: 'LtiDeepLinkingRequest', target_link_uri: `${app.url}/lti/launch` },
      ],
    },
  });
  expect(sent.scope.split(' ')).toContain('https://purl.imsglobal.org/spec/lti-ags/scope/lineitem');
});

test('an invitation that approves opens the platform at once', async () => {
  const { html } = await register(await invite(true));
  expect(html).toContain('peut ouvrir Palier');
  expect(await rows()).toMatchObject([{ status: 'active' }]);
});

test('an invitation serves once, even asked ten times at once, and not after its end', async () => {
  const secret = await invite();
  const answers = await Promise.all(Array.from({ length: 10 }, () => register(secret)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(9);
  expect((await register(await invite(false, -1000))).status).toBe(403);
  expect(app.lines.at(-1)).toContain('registration-invite-expired');
  for (const bad of [undefined, '', 'x'.repeat(43)]) expect((await register(bad)).status).toBe(403);
  expect(moodle.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test.each([
  ['an issuer elsewhere', { issuer: 'https://autre.example' }],
  ['keys elsewhere', { jwks_uri: 'http://127.0.0.1:9/certs' }],
  ['a token address elsewhere', { token_endpoint: 'http://169.254.169.254/latest' }],
  ['a registration address elsewhere', { registration_endpoint: 'http://127.0.0.1:9/register' }],
  ['an authorization address that is a script', { authorization_endpoint: 'javascript:alert(1)' }],
  ['no issuer', { issuer: undefined }],
])('%s is refused, and the invitation stays good', async (_name, change) => {
  const secret = await invite();
  const whole = configuration;
  configuration = { ...whole, ...change };
  expect((await register(secret)).status).toBe(400);
  expect(app.lines.at(-1)).toContain('registration-configuration-invalid');
  expect(await rows()).toEqual([]);
  configuration = whole;
  expect((await register(secret)).status).toBe(200);
});

test('an issuer with a query or a fragment is refused', async () => {
  const whole = configuration;
  for (const end of ['?tenant=1', '#x', '?', '/#']) {
    configuration = { ...whole, issuer: `${moodle.origin}${end}` };
    expect((await register(await invite())).status).toBe(400);
    expect(app.lines.at(-1)).toContain('registration-configuration-invalid');
  }
  configuration = whole;
  expect(await rows()).toEqual([]);
});

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
async function sentTo(change: Record<string, unknown>) {
  const whole = configuration;
  configuration = { ...whole, ...change };
  expect((await register(await invite())).status).toBe(200);
  configuration = whole;
  const sent = JSON.parse(moodle.calls.findLast(({ method }) => method === 'POST')?.body ?? '{}');
  const types: string[] = sent[TOOL].messages.map(({ type }: { type: string }) => type);
  return { scopes: sent.scope.split(' ').filter(Boolean), types };
}

test('the reviews of submissions are asked for where the platform lists them, or lists nothing', async () => {
  const review = 'LtiSubmissionReviewRequest';
  const listed = { messages_supported: [{ type: 'LtiResourceLinkRequest' }, { type: review }] };
  expect((await sentTo({ [PLATFORM]: listed })).types.at(-1)).toBe(review);
  expect((await sentTo({ [PLATFORM]: { product_family_code: 'x' } })).types.at(-1)).toBe(review);
  expect((await sentTo({ [PLATFORM]: undefined })).types.at(-1)).toBe(review);
  expect((await sentTo({})).types).toEqual(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest']);
});

test('only scopes that the platform has are asked for, and all of ours where it does not say', async () => {
  const score = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';
  expect((await sentTo({ scopes_supported: ['openid', score] })).scopes).toEqual([score]);
  expect((await sentTo({ scopes_supported: ['openid'] })).scopes).toEqual([]);
  for (const silent of [undefined, 'openid', [3]]) {
    expect((await sentTo({ scopes_supported: silent })).scopes).toHaveLength(5);
  }
});

test('a platform that says no, or nothing, is told apart', async () => {
  const secret = await invite();
  answer = { status: 400, body: 'domain_targetlinkuri_mismatch' };
  expect((await register(secret)).status).toBe(400);
  expect(app.lines.at(-1)).toContain('status 400 domain_targetlinkuri_mismatch');
  const gone = await register(secret, { openid_configuration: 'http://127.0.0.1:9/openid' });
  expect(gone.status).toBe(400);
  expect(app.lines.at(-1)).toContain('registration-unreachable');
});

test('the configuration is not fetched from private addresses in production', async () => {
  const strict = await startApp(database.db, { ALLOW_PRIVATE_NETWORK: 'off' });
  const secret = await invite();
  const query = new URLSearchParams({
    invite: secret,
    openid_configuration: `${moodle.origin}/mod/lti/openid-configuration.php`,
  });
  const response = await fetch(`${strict.url}/lti/register?${query}`);
  expect(response.status).toBe(400);
  expect(moodle.calls).toEqual([]);
  await strict.close();
});

test('a platform known already keeps its addresses and its state', async () => {
  await register(await invite(true));
  await database.db
    .updateTable('platform')
    .set({ status: 'disabled', tokenUrl: 'https://kept.example' })
    .execute();
  expect((await register(await invite(true))).status).toBe(200);
  expect(await rows()).toMatchObject([{ status: 'disabled', tokenUrl: 'https://kept.example' }]);
});

test('GET /lti/config.json', async () => {
  const response = await fetch(`${app.url}/lti/config.json`);
  expect(await response.json()).toMatchObject({
    title: 'Palier',
    oidc_initiation_url: `${app.url}/lti/login`,
    target_link_uri: `${app.url}/lti/launch`,
    public_jwk_url: `${app.url}/lti/jwks`,
    extensions: [{ platform: 'canvas.instructure.com' }],
  });
  // Canvas knows no other kinds of message, and refuses a place twice.
  const shown = await (await fetch(`${app.url}/lti/config.json`)).text();
  expect(shown.match(/"placement":"\w+","message_type":"\w+"/g)).toEqual([
    '"placement":"link_selection","message_type":"LtiResourceLinkRequest"',
    '"placement":"assignment_selection","message_type":"LtiDeepLinkingRequest"',
  ]);
});

test('we ask to be a web application with an id_token, our own key and no secret; texts in two languages', async () => {
  await register(await invite());
  const sent = JSON.parse(moodle.calls.find(({ method }) => method === 'POST')?.body ?? '{}');
  expect(sent).toMatchObject({
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    token_endpoint_auth_method: 'private_key_jwt',
    logo_uri: `${app.url}/assets/palier.svg`,
  });
  const tool = sent['https://purl.imsglobal.org/spec/lti-tool-configuration'];
  expect(tool.description).not.toBe(tool['description#en']);
  expect(tool.claims).toEqual(expect.arrayContaining(['iss', 'sub']));
  expect(tool.custom_parameters).toEqual({});
  for (const message of tool.messages) expect(message).toHaveProperty(['label#en']);
});

test('without a registration token none is sent, and without a deployment none is kept', async () => {
  answer = { status: 201, body: JSON.stringify({ client_id: 'bare' }) };
  const query = new URLSearchParams({
    openid_configuration: `${moodle.origin}/mod/lti/openid-configuration.php`,
    invite: await invite(),
  });
  const response = await fetch(`${app.url}/lti/register?${query}`);
  expect(response.status).toBe(200);
  for (const call of moodle.calls) expect(call.headers).not.toHaveProperty('authorization');
  expect(await rows()).toMatchObject([{ clientId: 'bare', status: 'pending' }]);
  expect(await database.db.selectFrom('deployment').selectAll().execute()).toEqual([]);
});

test('a configuration that leads elsewhere, is huge, or is no JSON is refused, and the invitation stays good', async () => {
  const secret = await invite();
  const elsewhere = await startPlatform('elsewhere');
  const usual = moodle.answer;
  const answers: TestPlatform['answer'][] = [
    (_req, res) => res.redirect(302, `${elsewhere.origin}/openid`),
    (_req, res) => void res.type('json').send(`{"x":"${'x'.repeat(1_100_000)}"}`),
    (_req, res) => void res.send('<html>'),
    (_req, res) => void res.status(404).end(),
  ];
  for (const each of answers) {
    moodle.answer = each;
    expect((await register(secret)).status).toBe(400);
  }
  expect(elsewhere.calls).toEqual([]);
  await elsewhere.close();
  moodle.answer = usual;
  expect((await register(secret)).status).toBe(200);
});

test.each([
  ['no client id', '{}'],
  ['a client id that is a number', '{"client_id":5}'],
  ['no JSON', 'ok'],
])('an answer to the registration with %s is refused', async (_name, body) => {
  answer = { status: 200, body };
  expect((await register(await invite())).status).toBe(400);
  expect(app.lines.at(-1)).toContain('registration-refused');
  expect(await rows()).toEqual([]);
});
