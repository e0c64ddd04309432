import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { startApp, type TestApp } from './support/app.ts';
import { login, postLaunch } from './support/browser.ts';
import {
  claim,
  deepLinkingChange,
  learnerClaims,
  startPlatform,
  type TestPlatform,
} from './support/platform.ts';

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
  app.lines.length = 0;
});
afterAll(async () => {
  await app.close();
  await platform.close();
  await database.drop();
});

async function launchWith(change: Record<string, unknown>, header?: { kid?: string }) {
  const { state, nonce, cookie } = await login(app, platform);
  const token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date(), change), header);
  return postLaunch(app, { state, id_token: token }, { cookie });
}

test('a true launch answers the page it leads to, with a new session, uncached', async () => {
  const { status, html, response } = await launchWith({});
  expect(status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(html).toMatch(
    /<meta name="palier-session" content="[\w-]{43}" data-address="\/landed\?from=launch">/,
  );
  expect(html).toContain('learner launch');
  expect(response.headers.get('set-cookie')).toMatch(
    /^palier-state-[\w-]{16}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=\/lti; /,
  );
  const [landed] = app.landed;
  expect(landed?.launch).toMatchObject({
    messageType: 'LtiResourceLinkRequest',
    role: 'learner',
    locale: 'fr',
    custom: { campaign: 'BCDFGH234' },
    lineItemUrl: `${platform.origin}/lineitems/2/lineitem?type_id=1`,
    deepLinking: null,
    returnUrl: `${platform.origin}/course/2`,
    forUserSub: null,
  });
});

test('the person, the course, the link and the place in the course are kept', async () => {
  await launchWith({ sub: 'pupil-2' });
  const row = await database.db
    .selectFrom('ltiUser')
    .innerJoin('enrolment', 'enrolment.userId', 'ltiUser.id')
    .innerJoin('context', 'context.id', 'enrolment.contextId')
    .innerJoin('resourceLink', 'resourceLink.contextId', 'context.id')
    .selectAll()
    .where('sub', '=', 'pupil-2')
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    givenName: 'Zoé',
    launchRole: 'learner',
    label: 'PIX3E',
    lineItemsUrl: `${platform.origin}/lineitems?type_id=1`,
    membershipsUrl: `${platform.origin}/memberships`,
    agsScopes: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
    linkId: '1',
    lineItemUrl: `${platform.origin}/lineitems/2/lineitem?type_id=1`,
  });
});

test('a class that launches within a minute notes it once on its platform, not once each', async () => {
  const version = async () =>
    (await sql<{ version: string }>`select xmin::text as version from platform`.execute(database.db)).rows;
  await launchWith({});
  const noted = await version();
  for (const sub of ['pupil-3', 'pupil-4']) expect((await launchWith({ sub })).status).toBe(200);
  expect(await version()).toEqual(noted);
});

test('services that a later launch leaves out are remembered', async () => {
  await launchWith({});
  await launchWith({
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope: [],
      lineitems: `${platform.origin}/lineitems?type_id=1`,
    },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': undefined,
  });
  const link = await database.db.selectFrom('resourceLink').selectAll().executeTakeFirstOrThrow();
  expect(link.lineItemUrl).toBe(`${platform.origin}/lineitems/2/lineitem?type_id=1`);
  const context = await database.db.selectFrom('context').selectAll().executeTakeFirstOrThrow();
  expect(context).toMatchObject({ membershipsUrl: `${platform.origin}/memberships`, agsScopes: [] });
});

test('twenty posts of one launch at once: exactly one enters', async () => {
  const { state, nonce, cookie } = await login(app, platform);
  const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date()));
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => postLaunch(app, { state, id_token }, { cookie })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status === 401);
  expect(refused).toHaveLength(19);
  expect(refused.every(({ html }) => !html.includes('palier-session'))).toBe(true);
  expect(app.lines.filter((line) => line.includes('"nonce-used"'))).toHaveLength(19);
});

test('thirty pupils of one class at once all enter', async () => {
  const launches = await Promise.all(
    Array.from({ length: 30 }, (_, i) => launchWith({ sub: `class-${i}`, [claim('context')]: { id: '77' } })),
  );
  expect(launches.map(({ status }) => status)).toEqual(Array(30).fill(200));
});

const minutes = (n: number) => Math.floor(Date.now() / 1000) + n * 60;
const REFUSALS: [string, Record<string, unknown>, string, number][] = [
  ['another issuer', { iss: 'https://autre.example' }, 'token-audience', 401],
  ['another audience', { aud: 'client-9' }, 'token-audience', 401],
  ['several audiences without azp', { aud: ['client-1', 'x'] }, 'token-audience', 401],
  ['several audiences, another azp', { aud: ['client-1', 'x'], azp: 'x' }, 'token-audience', 401],
  ['one audience, another azp', { azp: 'x' }, 'token-audience', 401],
  ['an expired token', { exp: minutes(-2), iat: minutes(-3) }, 'token-expired', 401],
  ['no expiry', { exp: undefined }, 'claims-invalid', 400],
  ['no date of issue', { iat: undefined }, 'claims-invalid', 400],
  ['a token of the future', { iat: minutes(2), exp: minutes(3) }, 'token-early', 401],
  ['a token not yet good', { nbf: minutes(2) }, 'token-early', 401],
  ['another nonce', { nonce: 'another' }, 'nonce-mismatch', 401],
  ['no nonce', { nonce: undefined }, 'nonce-mismatch', 401],
  ['no person', { sub: undefined }, 'person-missing', 400],
  ['an empty person', { sub: '' }, 'person-missing', 400],
  ['a person that is null', { sub: null }, 'person-missing', 400],
  ['a person of 300 characters', { sub: 'x'.repeat(300) }, 'claims-invalid', 400],
  ['a person with NUL', { sub: 'a\u0000b' }, 'claims-invalid', 400],
  ['no version', { [claim('version')]: undefined }, 'claims-invalid', 400],
  ['version 1.1', { [claim('version')]: 'LTI-1p0' }, 'claims-invalid', 400],
  ['another message', { [claim('message_type')]: 'LtiEulaRequest' }, 'message-unsupported', 400],
  ['no deployment', { [claim('deployment_id')]: undefined }, 'claims-invalid', 400],
  ['no role claim', { [claim('roles')]: undefined }, 'claims-invalid', 400],
  ['roles of which none is a text', { [claim('roles')]: [1, 2, null] }, 'claims-invalid', 400],
  ['roles that are a text', { [claim('roles')]: 'Learner' }, 'claims-invalid', 400],
  ['no link', { [claim('resource_link')]: undefined }, 'claims-invalid', 400],
  ['no target', { [claim('target_link_uri')]: undefined }, 'claims-invalid', 400],
  [
    'a target elsewhere',
    { [claim('target_link_uri')]: 'https://evil.example/lti/launch' },
    'login-foreign-target',
    400,
  ],
  ['a review of nobody', { [claim('message_type')]: 'LtiSubmissionReviewRequest' }, 'claims-invalid', 400],
  [
    "a pupil's review of another pupil",
    { [claim('message_type')]: 'LtiSubmissionReviewRequest', [claim('for_user')]: { user_id: 'pupil-9' } },
    'forbidden',
    403,
  ],
];

test.each(REFUSALS)('%s is refused', async (_name, change, code, expected) => {
  const { status, html } = await launchWith(change);
  expect(app.lines.at(-1)).toContain(`"code":"${code}"`);
  expect(status).toBe(expected);
  expect(html).not.toContain('palier-session');
  expect(app.landed).toEqual([]);
});

test.each([
  ["a pupil's deep linking", { [claim('roles')]: ['Learner'] }, 'forbidden'],
  [
    'deep linking without settings',
    { 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': undefined },
    'claims-invalid',
  ],
])('%s is refused', async (_name, change, code) => {
  const { status } = await launchWith({ ...deepLinkingChange(platform), ...change });
  expect(app.lines.at(-1)).toContain(`"code":"${code}"`);
  expect(status).toBeGreaterThanOrEqual(400);
});

test('a deep linking answer would go elsewhere: refused', async () => {
  const settings = { deep_link_return_url: 'https://evil.example/return' };
  const { status } = await launchWith(deepLinkingChange(platform, settings));
  expect(status).toBe(400);
  expect(app.lines.at(-1)).toContain('claims-invalid');
});

test('a deep linking launch keeps its settings in the session', async () => {
  const { status } = await launchWith(deepLinkingChange(platform));
  expect(status).toBe(200);
  expect(app.landed[0]?.launch).toMatchObject({
    messageType: 'LtiDeepLinkingRequest',
    role: 'teacher',
    resourceLinkId: null,
    deepLinking: {
      returnUrl: `${platform.origin}/return?course=2`,
      data: 'op=aque&data',
      acceptTypes: ['ltiResourceLink'],
      acceptMultiple: true,
      acceptLineItem: true,
    },
  });
  expect(app.landed[0]?.session.deepLinking).toEqual(app.landed[0]?.launch.deepLinking);
});

test('a teacher reviews a submission', async () => {
  const { status } = await launchWith({
    [claim('message_type')]: 'LtiSubmissionReviewRequest',
    [claim('roles')]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'],
    [claim('for_user')]: { user_id: 'pupil-9' },
  });
  expect(status).toBe(200);
  expect(app.landed[0]?.launch).toMatchObject({ role: 'teacher', forUserSub: 'pupil-9' });
});

test('an unknown deployment is noted for the administrator and refused, then enters once approved', async () => {
  const change = { [claim('deployment_id')]: 'new-school' };
  const { status, html } = await launchWith(change);
  expect(status).toBe(403);
  expect(html).toContain('administrateur de Palier');
  const deployment = await database.db
    .selectFrom('deployment')
    .selectAll()
    .where('deploymentId', '=', 'new-school')
    .executeTakeFirstOrThrow();
  expect(deployment).toMatchObject({ status: 'pending', seenIn: 'Pix 3e' });
  expect((await launchWith(change)).status).toBe(403);
  await database.db
    .updateTable('deployment')
    .set({ status: 'active' })
    .where('id', '=', deployment.id)
    .execute();
  expect((await launchWith(change)).status).toBe(200);
  await database.db
    .updateTable('deployment')
    .set({ status: 'disabled' })
    .where('id', '=', deployment.id)
    .execute();
  expect((await launchWith(change)).status).toBe(403);
  expect(app.lines.at(-1)).toContain('deployment-disabled');
});

test('forms that are no launch are refused', async () => {
  const { state, nonce, cookie } = await login(app, platform);
  const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date()));
  const cases: [Record<string, string>, string][] = [
    [{}, 'state-missing'],
    [{ id_token }, 'state-missing'],
    [{ state }, 'token-missing'],
    [{ state, id_token: 'a.b.c' }, 'token-malformed'],
    [{ state: `${state}x`, id_token }, 'state-invalid'],
    [{ state: 'eyJwIjoiMSJ9.AAAA', id_token }, 'state-invalid'],
    [{ error: 'access_denied', state }, 'platform-refused-login'],
    [{ error: 'login_required', error_description: 'x', state }, 'platform-refused-login'],
  ];
  for (const [fields, code] of cases) {
    const { status, html } = await postLaunch(app, fields, { cookie });
    expect(app.lines.at(-1)).toContain(`"code":"${code}"`);
    expect(status).toBe(400);
    expect(html).not.toContain('palier-session');
  }
});

test('an error without a value is none, and what is not ours in the form does no harm', async () => {
  const { state, nonce, cookie } = await login(app, platform);
  const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date()));
  const extra = {
    error: '',
    error_description: '',
    session_state: 'x',
    scope: 'openid',
    iss: platform.origin,
  };
  expect((await postLaunch(app, { state, id_token, ...extra }, { cookie })).status).toBe(200);
});

test('a login is over after ten minutes', async () => {
  const { state, nonce, cookie } = await login(app, platform);
  app.setNow(new Date(Date.now() + 601_000));
  const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, app.deps.now()));
  const { status } = await postLaunch(app, { state, id_token }, { cookie });
  app.setNow(null);
  expect(status).toBe(400);
  expect(app.lines.at(-1)).toContain('state-expired');
});

test('a clock one minute off still passes, either way', async () => {
  for (const seconds of [-110, 50]) {
    const iat = Math.floor(Date.now() / 1000) + seconds;
    expect((await launchWith({ iat, exp: iat + 60 })).status).toBe(200);
  }
});

test('claims that are hostile or of the wrong type do no harm', async () => {
  const { status, html } = await launchWith({
    sub: 'hostile',
    name: `<img src=x onerror=alert(1)>${'é'.repeat(5000)}`,
    given_name: { toString: 'x' },
    family_name: 'a\u0000b\ud800',
    [claim('custom')]: {
      __proto__: null,
      constructor: 'x',
      campaign: 'a\u0000b',
      list: [1],
      ['k'.repeat(400)]: 'v',
    },
    [claim('launch_presentation')]: 'nothing',
    [claim('tool_platform')]: 5,
    [claim('lis')]: null,
    [claim('context')]: { id: 'c9', label: 5, title: 'T'.repeat(9000) },
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope: 'score',
      lineitem: 'javascript:alert(1)',
    },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: 'file:///etc/passwd',
    },
  });
  expect(status).toBe(200);
  expect(html).not.toContain('<img src=x');
  const user = await database.db
    .selectFrom('ltiUser')
    .selectAll()
    .where('sub', '=', 'hostile')
    .executeTakeFirstOrThrow();
  expect(user.name).toHaveLength(255);
  expect(user).toMatchObject({ givenName: null, familyName: 'a b\ufffd' });
  expect(app.landed[0]?.launch.custom).toEqual({ constructor: 'x', campaign: 'a b' });
  const context = await database.db
    .selectFrom('context')
    .selectAll()
    .where('contextId', '=', 'c9')
    .executeTakeFirstOrThrow();
  expect(context).toMatchObject({ label: null, membershipsUrl: null, lineItemsUrl: null });
  expect(context.title).toHaveLength(255);
});

test('a launch without a course or names enters, with nothing to write to', async () => {
  const { status } = await launchWith({
    sub: 'nobody',
    name: undefined,
    given_name: undefined,
    family_name: undefined,
    [claim('context')]: undefined,
    [claim('launch_presentation')]: undefined,
    [claim('roles')]: [],
  });
  expect(status).toBe(200);
  expect(app.landed[0]?.launch).toMatchObject({
    contextId: null,
    resourceLinkId: null,
    role: 'none',
    returnUrl: null,
  });
});

test('a return address elsewhere is dropped', async () => {
  await launchWith({ [claim('launch_presentation')]: { return_url: 'https://evil.example/' } });
  expect(app.landed[0]?.launch.returnUrl).toBeNull();
});

test('nothing personal is logged', async () => {
  await launchWith({ sub: 'secret-sub', name: 'Nom Secret' });
  await launchWith({ sub: 'secret-sub', name: 'Nom Secret', nonce: 'x' });
  await launchWith({ sub: 'secret-sub', name: 'Nom Secret', [claim('deployment_id')]: 'autre' });
  expect(app.lines.length).toBeGreaterThan(0);
  for (const line of app.lines) expect(line).not.toMatch(/secret-sub|Nom Secret/);
});
