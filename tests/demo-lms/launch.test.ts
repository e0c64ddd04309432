import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  activitiesOf,
  authenticationRequest,
  authorize,
  CAMPAIGN,
  CLAIM,
  DL,
  formIn,
  launch,
  loginForm,
  pick,
} from './conversation.ts';
import type { Pair } from './in-test-tool.ts';
import { startPair } from './in-test-tool.ts';

let pair: Pair;
let path: string;
beforeAll(async () => {
  pair = await startPair();
  await pick(pair, [CAMPAIGN]);
  path = (await activitiesOf(pair, 'eleve-5'))[0] ?? '';
});
afterAll(() => pair.close());

test('a page sends the login that the specification asks for, and storage only when it is on', async () => {
  const login = await loginForm(pair, path);
  expect(login.action).toBe(`${pair.tool.origin}/login`);
  expect(Object.keys(login.fields)).toEqual([
    'iss',
    'target_link_uri',
    'login_hint',
    'lti_message_hint',
    'client_id',
    'lti_deployment_id',
  ]);
  await fetch(`${pair.lms.url}/as/prof-1/settings`, {
    method: 'POST',
    body: new URLSearchParams({ launchIn: 'iframe', services: 'ok', platformStorage: 'on' }),
  });
  expect((await loginForm(pair, path)).fields.lti_storage_target).toBe('_parent');
  expect((await loginForm(pair, `${path}/tab`)).fields.lti_storage_target).toBeUndefined();
});

test('a pupil’s launch carries every claim of a resource link request', async () => {
  const claims = await launch(pair, path);
  expect(claims).toMatchObject({
    name: 'Zoé d’Almeida',
    given_name: 'Zoé',
    family_name: 'd’Almeida',
    [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: '1',
    [`${CLAIM}/target_link_uri`]: pair.tool.launchUrl,
    [`${CLAIM}/resource_link`]: { title: 'Rentrée 3ᵉ B', description: 'Une campagne' },
    [`${CLAIM}/context`]: {
      label: '3E-PIX',
      title: 'Pix 3e',
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection'],
    },
    [`${CLAIM}/launch_presentation`]: { document_target: 'iframe', locale: 'fr' },
    [`${CLAIM}/tool_platform`]: { product_family_code: 'demo-lms' },
    [`${CLAIM}/custom`]: { campaign: 'ABCD', pupil: 'Zoé d’Almeida', unknown: '$Inconnu.truc' },
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      lineitems: `${pair.lms.url}/api/courses/c-7f3a91/line-items`,
      lineitem: expect.stringContaining('/line-items/'),
    },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': { service_versions: ['2.0'] },
  });
  expect(claims[`${CLAIM}/roles`]).toContain('http://purl.imsglobal.org/vocab/lis/v2/membership#Learner');
  const { iat = 0, exp = 0 } = claims;
  expect(exp - iat).toBeGreaterThanOrEqual(60);
  expect(exp - iat).toBeLessThanOrEqual(300);
});

test('the same person has the same opaque sub at each launch, another person another one', async () => {
  const first = await launch(pair, path);
  const again = await launch(pair, `${path}/tab`);
  const other = await launch(pair, path.replace('eleve-5', 'eleve-6'));
  expect(again.sub).toBe(first.sub);
  expect(again[`${CLAIM}/launch_presentation`]).toMatchObject({ document_target: 'window' });
  expect(other.sub).not.toBe(first.sub);
  expect(first.sub).not.toContain('eleve');
});

test('the picker’s launch is a deep linking request by an instructor', async () => {
  const claims = await launch(pair, '/as/prof-2/add');
  expect(claims[`${CLAIM}/message_type`]).toBe('LtiDeepLinkingRequest');
  expect(claims[`${CLAIM}/roles`]).toContain('http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor');
  expect(claims[`${CLAIM}/resource_link`]).toBeUndefined();
  expect(claims[`${DL}/deep_linking_settings`]).toMatchObject({
    deep_link_return_url: `${pair.lms.url}/lti/deep-linking`,
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe', 'window'],
    accept_multiple: true,
    accept_lineitem: true,
  });
});

test('the authentication request may be posted', async () => {
  const request = authenticationRequest(pair, await loginForm(pair, path));
  const response = await fetch(pair.lms.authUrl, { method: 'POST', body: new URLSearchParams(request) });
  expect(formIn(await response.text()).fields.id_token).toMatch(/^ey/);
});

test.each([
  ['response_type', 'code', 'unsupported_response_type'],
  ['scope', 'openid profile', 'invalid_scope'],
  ['response_mode', 'query', 'invalid_request'],
  ['prompt', 'login', 'invalid_request'],
  ['prompt', '', 'invalid_request'],
  ['nonce', '', 'invalid_request'],
  ['state', '', 'invalid_request'],
  ['login_hint', 'someone-else', 'login_required'],
  ['lti_message_hint', 'made-up', 'invalid_request'],
])('an authentication request with %s “%s” is answered to the tool with %s', async (name, value, error) => {
  const request = authenticationRequest(pair, await loginForm(pair, path));
  const response = await authorize(pair, { ...request, [name]: value });
  const { action, fields } = formIn(await response.text());
  expect(action).toBe(pair.tool.launchUrl);
  expect(fields.error).toBe(error);
  expect(fields.id_token).toBeUndefined();
});

test.each([
  ['client_id', 'unknown'],
  ['redirect_uri', 'http://127.0.0.1:1/launch'],
  ['redirect_uri', ''],
])('a request with another %s stays on the LMS', async (name, value) => {
  const request = authenticationRequest(pair, await loginForm(pair, path));
  const response = await authorize(pair, { ...request, [name]: value });
  expect(response.status).toBe(400);
  expect(await response.text()).not.toContain('data-autosubmit');
});

test('a redirect_uri that only begins like the registered one is refused', async () => {
  const request = authenticationRequest(pair, await loginForm(pair, path));
  const response = await authorize(pair, { ...request, redirect_uri: `${pair.tool.launchUrl}?x=1` });
  expect(response.status).toBe(400);
});

test('a hint works once', async () => {
  const request = authenticationRequest(pair, await loginForm(pair, path));
  expect(formIn(await (await authorize(pair, request)).text()).fields.id_token).toMatch(/^ey/);
  const again = formIn(await (await authorize(pair, { ...request, nonce: 'other' })).text());
  expect(again.fields).toMatchObject({ error: 'invalid_request', state: request.state });
});

test('a parameter given twice is refused', async () => {
  const request = new URLSearchParams(authenticationRequest(pair, await loginForm(pair, path)));
  request.append('nonce', 'second');
  const response = await fetch(`${pair.lms.authUrl}?${request}`);
  expect(formIn(await response.text()).fields.error).toBe('invalid_request');
});

test('names of the class keep their accents, hyphens and apostrophes in the pages', async () => {
  const html = await (await fetch(`${pair.lms.url}/as/prof-1/roster`)).text();
  expect(html).toContain('Château-Renault');
  expect(html).toContain('N&#39;Diaye');
  expect([...html.matchAll(/<th scope="row">/g)]).toHaveLength(32);
});

test('an address that cannot be read, or is not there, gets a page that says what to do next', async () => {
  const unreadable = await fetch(`${pair.lms.url}/as/%E0%A4%A/course`);
  expect([unreadable.status, await unreadable.text()]).toEqual([
    400,
    expect.stringContaining('Revenez à l’accueil'),
  ]);
  expect((await fetch(`${pair.lms.url}/as/prof-9/course`)).status).toBe(404);
  expect((await fetch(`${pair.lms.url}/as/prof-1/nothing`)).status).toBe(404);
  expect((await fetch(`${pair.lms.url}/nothing`)).status).toBe(404);
});

test('what only teachers may do is refused to pupils and to other sites', async () => {
  for (const page of ['add', 'settings']) {
    expect((await fetch(`${pair.lms.url}/as/eleve-1/${page}`)).status).toBe(403);
  }
  const remove = `${pair.lms.url}${path.replace('eleve-5', 'eleve-1')}/delete`;
  expect((await fetch(remove, { method: 'POST' })).status).toBe(403);
  const fromElsewhere = await fetch(`${pair.lms.url}${path.replace('eleve-5', 'prof-1')}/delete`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(fromElsewhere.status).toBe(403);
  expect(await activitiesOf(pair, 'eleve-5')).toEqual([path]);
});
