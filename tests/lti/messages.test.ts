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

/** What messages may hold, lack or repeat: who enters, and as whom. */
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

async function launchWith(change: Record<string, unknown>, by = platform) {
  const { state, nonce, cookie } = await login(app, by, { client_id: by.clientId });
  const id_token = await by.sign(learnerClaims(by, app.url, nonce, new Date(), change));
  return postLaunch(app, { state, id_token }, { cookie });
}

const ENTER: [string, Record<string, unknown>][] = [
  ['an audience that is a list of one', { aud: ['client-1'] }],
  ['an audience that is a list of several, with azp', { aud: ['client-1', 'x'], azp: 'client-1' }],
  ['one audience, with azp', { azp: 'client-1' }],
  ['claims of other specifications and of nobody', { 'https://lms.example/claim/x': { y: [1] }, other: 1 }],
  ['no jti', { jti: undefined }],
  ['an nbf that has begun', { nbf: Math.floor(Date.now() / 1000) - 5 }],
  ['a token good for a day', { exp: Math.floor(Date.now() / 1000) + 86_400 }],
  ['an empty list of roles', { [claim('roles')]: [] }],
  ['roles nobody knows', { [claim('roles')]: ['https://lms.example/role#Wizard', 5] }],
  ['no custom values', { [claim('custom')]: undefined }],
  ['no presentation', { [claim('launch_presentation')]: undefined }],
  [
    'no services',
    {
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': undefined,
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': undefined,
    },
  ],
  ['no names nor mail', { name: undefined, given_name: undefined, family_name: undefined, email: undefined }],
  ['a link without a title', { [claim('resource_link')]: { id: 'untitled' } }],
  ['a course without a title', { [claim('context')]: { id: 'untitled' } }],
  [
    'ids of 255 characters',
    {
      sub: 's'.repeat(255),
      [claim('resource_link')]: { id: 'l'.repeat(255) },
      [claim('context')]: { id: 'c'.repeat(255) },
    },
  ],
];

test.each(ENTER)('%s: enters', async (_name, change) => {
  const { status } = await launchWith(change);
  expect(status).toBe(200);
  expect(app.landed).toHaveLength(1);
});

const REFUSED: [string, Record<string, unknown>, string][] = [
  ['a link id of 256 characters', { [claim('resource_link')]: { id: 'l'.repeat(256) } }, 'claims-invalid'],
  ['a course id of 256 characters', { [claim('context')]: { id: 'c'.repeat(256) } }, 'claims-invalid'],
  ['a link without an id', { [claim('resource_link')]: { title: 'x' } }, 'claims-invalid'],
  ['a link with an empty id', { [claim('resource_link')]: { id: '' } }, 'claims-invalid'],
  ['a link id that is a number', { [claim('resource_link')]: { id: 3 } }, 'claims-invalid'],
  ['a course without an id', { [claim('context')]: { title: 'x' } }, 'claims-invalid'],
  ['a deployment of 256 characters', { [claim('deployment_id')]: 'd'.repeat(256) }, 'claims-invalid'],
  ['a deployment that is a number', { [claim('deployment_id')]: 1 }, 'claims-invalid'],
  ['a person that is a number', { sub: 4 }, 'claims-invalid'],
  ['no kind of message', { [claim('message_type')]: undefined }, 'claims-invalid'],
  ['a kind in small letters', { [claim('message_type')]: 'ltiresourcelinkrequest' }, 'message-unsupported'],
  [
    'the answer to a deep linking request',
    { [claim('message_type')]: 'LtiDeepLinkingResponse' },
    'message-unsupported',
  ],
  ['version 1.3 without its last part', { [claim('version')]: '1.3' }, 'claims-invalid'],
  ['a target that is no address', { [claim('target_link_uri')]: 'lti/launch' }, 'claims-invalid'],
  [
    'another page of ours as the target',
    { [claim('target_link_uri')]: 'PUBLIC/runs/1' },
    'login-foreign-target',
  ],
  ['an expiry that is a text', { exp: 'tomorrow' }, 'claims-invalid'],
  ['a nonce that is a list', { nonce: ['x'] }, 'nonce-mismatch'],
];

test.each(REFUSED)('%s: refused', async (_name, change, code) => {
  const given = Object.entries(change).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replace('PUBLIC', app.url) : value,
  ]);
  const { status, html } = await launchWith(Object.fromEntries(given));
  expect(app.lines.at(-1)).toContain(`"code":"${code}"`);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(html).toContain('Référence');
  expect(html).not.toContain('palier-session');
});

test('every refusal has a reference that the log has too', async () => {
  const { html } = await launchWith({ nonce: 'x' });
  const reference =
    /Référence[^<]*<[^>]*>\s*([\w-]{6,})/.exec(html)?.[1] ?? /Référence\D{0,40}?([\w-]{6,})/.exec(html)?.[1];
  expect(reference).toBeDefined();
  expect(app.lines.join()).toContain(reference);
});

test('a token of more than 256 kB, and a form of more than 512 kB, are refused before they are read', async () => {
  const { state, cookie } = await login(app, platform);
  const large = await postLaunch(app, { state, id_token: 'x'.repeat(263_000) }, { cookie });
  expect([large.status, app.lines.at(-1)?.includes('token-malformed')]).toEqual([400, true]);
  const huge = await postLaunch(app, { state, id_token: 'x'.repeat(600_000) }, { cookie });
  expect(huge.status).toBe(413);
  expect(huge.html).toContain('Référence');
});

test('a large launch still enters', async () => {
  const custom = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`key_${i}`, 'v'.repeat(300)]));
  expect((await launchWith({ [claim('custom')]: { ...custom, campaign: 'BCDFGH234' } })).status).toBe(200);
});

test('the signed target is that of the login, its query kept out of the address we gave', async () => {
  const launch = async (asked: string, signed: string) => {
    const address = `${app.url}/lti/launch`;
    const { state, nonce, cookie, authRequest } = await login(app, platform, {
      target_link_uri: `${address}${asked}`,
    });
    expect(authRequest.searchParams.get('redirect_uri')).toBe(address);
    const target = { [claim('target_link_uri')]: `${address}${signed}` };
    const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date(), target));
    return (await postLaunch(app, { state, id_token }, { cookie })).status;
  };
  expect(await launch('?campaign=c-0005&x=1', '?campaign=c-0005&x=1')).toBe(200);
  expect(await launch('?a=%C3%A9+%20&b=2', '?b=2&a=é%20%20')).toBe(200);
  for (const [asked, signed] of [
    ['', '?x=1'],
    ['?campaign=autre', ''],
    ['?campaign=autre', '?campaign=une'],
    ['?a=1', '?a=1&a=1'],
    ['', '#x'],
  ] as const) {
    expect(await launch(asked, signed)).toBe(400);
    expect(app.lines.at(-1)).toContain('target_link_uri is not that of the login');
  }
});

test('ids and data are opaque: whatever PostgreSQL can keep comes in, and data goes back as it was', async () => {
  const odd = ['x ', ' x', 'a\tb', '\u0001', '\u0085', 'é\n'];
  for (const id of odd) {
    const change = { sub: id, [claim('context')]: { id }, [claim('resource_link')]: { id } };
    expect([id, (await launchWith(change)).status]).toEqual([id, 200]);
    const { status } = await launchWith(deepLinkingChange(platform, { data: id }));
    expect([id, status]).toEqual([id, 200]);
    expect(app.landed.at(-1)?.launch.deepLinking?.data).toBe(id);
  }
  const subs = await database.db.selectFrom('ltiUser').select('sub').where('sub', 'in', odd).execute();
  expect(subs).toHaveLength(odd.length);
  for (const id of ['a\u0000b', 'a\ud800']) {
    expect((await launchWith({ [claim('resource_link')]: { id } })).status).toBe(400);
    expect((await launchWith(deepLinkingChange(platform, { data: id }))).status).toBe(400);
  }
});

test('claims that are null, one audience said twice and one role that is no text do no harm', async () => {
  const { clientId } = platform;
  for (const change of [
    { azp: null },
    { nbf: null },
    { aud: [clientId, clientId] },
    { [claim('roles')]: [7, 'Learner'] },
  ]) {
    expect([change, (await launchWith(change)).status]).toEqual([change, 200]);
    expect(app.landed.at(-1)?.session.role).toBe('learner');
  }
});

test('a message in the address is no launch: only a posted form is', async () => {
  const { state, nonce, cookie } = await login(app, platform);
  const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date()));
  const query = new URLSearchParams({ state, id_token });
  const response = await fetch(`${app.url}/lti/launch?${query}`, { headers: { cookie } });
  expect(await response.text()).not.toContain('palier-session');
  expect(app.landed).toEqual([]);
});

test('the state of one registration does not open another, nor its key', async () => {
  const other = await startPlatform('client-other');
  await other.register(database.db);
  const { state, nonce, cookie } = await login(app, platform);
  const id_token = await other.sign(learnerClaims(other, app.url, nonce, new Date()));
  const claims = learnerClaims(platform, app.url, nonce, new Date());
  const forged = await other.sign(claims);
  for (const [token, code] of [
    [id_token, 'token-audience'],
    [forged, 'token-signature'],
  ] as const) {
    const { status } = await postLaunch(app, { state, id_token: token }, { cookie });
    expect(status).toBe(401);
    expect(app.lines.at(-1)).toContain(code);
  }
  await other.close();
});

test('every login has a state and a nonce of its own', async () => {
  const logins = await Promise.all(Array.from({ length: 50 }, () => login(app, platform)));
  expect(new Set(logins.map(({ state }) => state)).size).toBe(50);
  expect(new Set(logins.map(({ nonce }) => nonce)).size).toBe(50);
  expect(new Set(logins.map(({ cookie }) => cookie.split('=')[0])).size).toBe(50);
});

test('two activities opened at once in one browser each end where they began', async () => {
  const [first, second] = [await login(app, platform), await login(app, platform)];
  const cookie = `${first.cookie}; ${second.cookie}`;
  for (const { state, nonce } of [second, first]) {
    const link = { [claim('resource_link')]: { id: `tab-${nonce}` } };
    const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date(), link));
    expect((await postLaunch(app, { state, id_token }, { cookie })).status).toBe(200);
  }
  const crossed = await login(app, platform);
  const id_token = await platform.sign(learnerClaims(platform, app.url, crossed.nonce, new Date()));
  const { status } = await postLaunch(
    app,
    { state: crossed.state, id_token },
    { cookie: first.cookie, 'sec-fetch-dest': 'document' },
  );
  expect(status).toBe(403);
  expect(app.lines.at(-1)).toContain('state-other-browser');
});

test('names, titles and courses follow the platform when they change; what is left out stays', async () => {
  const who = {
    sub: 'renamed',
    [claim('context')]: { id: 'rc', title: 'Avant' },
    [claim('resource_link')]: { id: 'rl', title: 'Avant' },
  };
  await launchWith({ ...who, name: 'Avant Nom' });
  await launchWith({
    ...who,
    name: 'Après Nom',
    [claim('context')]: { id: 'rc', title: 'Après' },
    [claim('resource_link')]: { id: 'rl', title: 'Après' },
  });
  await launchWith({
    ...who,
    name: undefined,
    [claim('context')]: { id: 'rc' },
    [claim('resource_link')]: { id: 'rl' },
  });
  const row = await database.db
    .selectFrom('resourceLink')
    .innerJoin('context', 'context.id', 'resourceLink.contextId')
    .innerJoin('enrolment', 'enrolment.contextId', 'context.id')
    .innerJoin('ltiUser', 'ltiUser.id', 'enrolment.userId')
    .select(['resourceLink.title as link', 'context.title as course', 'ltiUser.name'])
    .where('linkId', '=', 'rl')
    .execute();
  expect(row).toEqual([{ link: 'Après', course: 'Après', name: 'Après Nom' }]);
});

test('one id on two platforms, in two deployments or in two courses names different things', async () => {
  const other = await startPlatform('client-twin');
  await other.register(database.db);
  const same = { sub: 'same', [claim('context')]: { id: 'same' }, [claim('resource_link')]: { id: 'same' } };
  await launchWith(same);
  await launchWith(same, other);
  await launchWith({ ...same, [claim('context')]: { id: 'same-2' } });
  const keys = app.landed.map(({ launch }) => launch);
  expect(new Set(keys.map(({ userId }) => userId)).size).toBe(2);
  expect(new Set(keys.map(({ contextId }) => contextId)).size).toBe(3);
  expect(new Set(keys.map(({ resourceLinkId }) => resourceLinkId)).size).toBe(3);
  expect(keys[0]?.deploymentId).not.toBe(keys[1]?.deploymentId);
  await other.close();
});

test('the language is that of the page around us, then the person’s, and an unknown one becomes French', async () => {
  const cases: [Record<string, unknown>, string][] = [
    [{ locale: 'fr', [claim('launch_presentation')]: { locale: 'en_GB' } }, 'en'],
    [{ locale: 'en', [claim('launch_presentation')]: {} }, 'en'],
    [{ locale: 'fr_ca', [claim('launch_presentation')]: undefined }, 'fr'],
    [{ locale: 'tlh', [claim('launch_presentation')]: undefined }, 'fr'],
  ];
  for (const [change, locale] of cases) {
    await launchWith(change);
    expect(app.landed.at(-1)?.launch.locale).toBe(locale);
  }
});

test('custom values reach the page as the texts they are; their names may be any', async () => {
  await launchWith({ [claim('custom')]: { campaign: 'BCDFGH234', 'Clé É.x': 'é', empty: '', flag: true } });
  expect(app.landed[0]?.launch.custom).toEqual({ campaign: 'BCDFGH234', 'Clé É.x': 'é', empty: '' });
});

test('deep linking: what we do not use, and what is of another kind, does no harm', async () => {
  const settings = {
    accept_media_types: 'text/html',
    accept_presentation_document_targets: undefined,
    auto_create: true,
    title: 5,
    text: null,
    unknown: {},
    accept_multiple: 'yes',
    accept_lineitem: 'no',
  };
  expect((await launchWith(deepLinkingChange(platform, settings))).status).toBe(200);
  expect(app.landed[0]?.launch.deepLinking).toMatchObject({ acceptMultiple: false, acceptLineItem: true });
});

test.each([
  ['no return address', { deep_link_return_url: undefined }],
  ['a return address that is a script', { deep_link_return_url: 'javascript:alert(1)' }],
  ['no kinds of item', { accept_types: undefined }],
  ['data of 70 000 characters', { data: 'x'.repeat(70_000) }],
])('deep linking with %s: refused', async (_name, settings) => {
  const { status } = await launchWith(deepLinkingChange(platform, settings));
  expect(status).toBe(400);
  expect(app.lines.at(-1)).toContain('claims-invalid');
});

test('a pupil reviews their own submission', async () => {
  const { status } = await launchWith({
    [claim('message_type')]: 'LtiSubmissionReviewRequest',
    [claim('for_user')]: { user_id: 'pupil-1' },
  });
  expect(status).toBe(200);
  expect(app.landed[0]?.launch).toMatchObject({ role: 'learner', forUserSub: 'pupil-1' });
});
