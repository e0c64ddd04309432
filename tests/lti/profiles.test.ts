import type { Server } from 'node:http';
import path from 'node:path';
import express from 'express';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { registrationHandler } from '../../src/lti/dynamic-registration.ts';
import { createHttp, type Http, isAllowedAddress } from '../../src/lti/http.ts';
import { createInvite } from '../../src/lti/invites.ts';
import { createToolKeys } from '../../src/lti/keys.ts';
import { addPlatform } from '../../src/lti/registrations.ts';
import { readLtiSettings } from '../../src/lti/settings.ts';
import { findPlatform, findPlatforms, isOfPlatform, type Platform } from '../../src/lti/store.ts';
import { createTokens } from '../../src/lti/token.ts';
import { errorHandler } from '../../src/web/errors.ts';
import { createRender } from '../../src/web/page.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { close, listen, portOf, startApp, type TestApp } from './support/app.ts';
import { startPlatform, type TestPlatform } from './support/platform.ts';
import { OPEN_EDX, OPEN_EDX_SERVICES, PROFILES, type Profile } from './support/profiles.ts';

/** The profiles of platforms, each served by a server of ours to which its hosts lead. */
let database: TestDatabase;
let app: TestApp;
let vendor: TestPlatform;
let door: Server;
let profile: Profile;
/** The hosts asked, in order. */
const hosts: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  app = await startApp(database.db, { ALLOW_PRIVATE_NETWORK: 'off' });
  vendor = await startPlatform();
  vendor.answer = (req, res) => {
    if (req.method === 'GET') res.json(profile.configuration);
    else if (req.path.endsWith('oken') || req.path.includes('token'))
      res.json({ access_token: 'x', expires_in: 60 });
    else res.status(profile.answer.status).json(profile.answer.body);
  };
  const assets = { address: (name: string) => `/assets/${name}`, frame: () => '', router: express.Router() };
  const pages = express();
  pages.locals.render = createRender(path.resolve('views'), assets, { cache: true });
  pages.get('/lti/register', registrationHandler(app.deps, toVendor(), readLtiSettings()));
  pages.use(errorHandler(app.deps.log));
  door = await listen(pages);
});
beforeEach(async () => {
  hosts.length = 0;
  vendor.calls.length = 0;
  await database.db.deleteFrom('platform').execute();
});
afterAll(async () => {
  await close(door);
  await app.close();
  await vendor.close();
  await database.drop();
});

/** Calls as in production (https, public hosts), led to the server that stands for the vendor's. */
function toVendor(): Http {
  const local = createHttp({ allowPrivateNetwork: true });
  return async (call) => {
    expect(isAllowedAddress(call.url, app.deps.config)).toBe(true);
    const url = new URL(call.url);
    hosts.push(url.host);
    return local({ ...call, url: `${vendor.origin}${url.pathname}${url.search}` });
  };
}

async function register(at = profile.at) {
  const secret = await createInvite(database.db, {
    autoApprove: false,
    expiresAt: new Date(Date.now() + 60_000),
  });
  const query = new URLSearchParams({
    openid_configuration: at,
    registration_token: 'reg-token',
    invite: secret,
  });
  const response = await fetch(`http://127.0.0.1:${portOf(door)}/lti/register?${query}`);
  return { status: response.status, html: await response.text() };
}

async function registered(): Promise<Platform> {
  const [platform] = await findPlatforms(database.db, String(profile.configuration.issuer), undefined);
  if (!platform) throw new Error('no platform');
  return platform;
}

const NAMES = ['Canvas', 'Canvas at its newer common host', 'Blackboard', 'Brightspace', 'Sakai'] as const;

function profileOf(name: string): Profile {
  const found = PROFILES.find((each) => each.name === name);
  if (!found) throw new Error(`no profile ${name}`);
  return found;
}

test('every profile is tried', () => {
  expect(PROFILES.map(({ name }) => name)).toEqual(NAMES);
});

test.each(NAMES)('%s registers itself', async (name) => {
  const each = profileOf(name);
  profile = each;
  expect((await register()).status).toBe(200);
  const platform = await registered();
  expect(platform).toMatchObject({
    issuer: each.configuration.issuer,
    authUrl: each.configuration.authorization_endpoint,
    tokenUrl: each.configuration.token_endpoint,
    jwksUrl: each.configuration.jwks_uri,
    clientId: each.answer.body.client_id,
    status: 'pending',
  });
  const deployments = await database.db.selectFrom('deployment').select('deploymentId').execute();
  expect(deployments.map(({ deploymentId }) => deploymentId)).toEqual(
    each.deploymentId ? [each.deploymentId] : [],
  );
  const [read, sent] = vendor.calls;
  expect([read?.headers.authorization, sent?.headers.authorization]).toEqual(
    Array(2).fill('Bearer reg-token'),
  );
});

test.each(NAMES)(
  '%s: assertions are addressed as its configuration says, and its services are its own',
  async (name) => {
    const each = profileOf(name);
    profile = each;
    await register();
    const platform = await registered();
    for (const address of each.services)
      expect([address, isOfPlatform(platform, address)]).toEqual([address, true]);
    for (const address of [
      'https://evil.example/',
      'https://instructure.com.evil.example/',
      'https://evilblackboard.com/',
      'http://college.instructure.com/',
      'https://college.instructure.com:8443/',
    ]) {
      expect([address, isOfPlatform(platform, address)]).toEqual([address, false]);
    }
    await createTokens(app.deps, toVendor(), createToolKeys(app.deps)).get(platform, ['scope']);
    const assertion = new URLSearchParams(vendor.calls.at(-1)?.body).get('client_assertion') ?? '';
    expect(decodeJwt(assertion).aud).toEqual(each.audience);
    expect(hosts.at(-1)).toBe(new URL(String(each.configuration.token_endpoint)).host);
  },
);

test.each([
  ['Canvas', ['assignment_selection']],
  ['Sakai', ['ContentArea']],
] as const)(
  '%s is asked for the places it names, and without names for the specification’s',
  async (name, places) => {
    profile = profileOf(name);
    await register();
    const sent = JSON.parse(vendor.calls.find(({ method }) => method === 'POST')?.body ?? '{}');
    const tool = sent['https://purl.imsglobal.org/spec/lti-tool-configuration'];
    expect(tool.messages[1]).toMatchObject({ type: 'LtiDeepLinkingRequest', placements: places });
    expect(tool['https://canvas.instructure.com/lti/privacy_level']).toBe('name_only');
  },
);

test('Open edX, whose values are typed in: its services are its own', async () => {
  const id = await addPlatform(database.db, {
    name: 'Open edX',
    ...OPEN_EDX,
    deploymentIds: [...OPEN_EDX.deploymentIds],
  });
  const platform = await findPlatform(database.db, id);
  if (!platform) throw new Error('no platform');
  for (const address of OPEN_EDX_SERVICES) expect(isOfPlatform(platform, address)).toBe(true);
  expect(isOfPlatform(platform, 'https://studio.college.example/')).toBe(false);
});

const CANVAS = profileOf('Canvas');
const BRIGHTSPACE = profileOf('Brightspace');

test.each([
  ['a stranger as Canvas', CANVAS, 'https://evil.example/openid', {}],
  [
    'a stranger whose host begins like Canvas',
    CANVAS,
    'https://canvas.instructure.com.evil.example/openid',
    {},
  ],
  ['keys of Canvas elsewhere', CANVAS, undefined, { jwks_uri: 'https://evil.example/jwks' }],
  ['a school of Canvas as another vendor', CANVAS, undefined, { issuer: 'https://blackboard.com' }],
  [
    'keys at a vendor’s authorization server',
    BRIGHTSPACE,
    undefined,
    { jwks_uri: 'https://auth.brightspace.com/jwks' },
  ],
  ['a token address elsewhere', BRIGHTSPACE, undefined, { token_endpoint: 'https://evil.example/token' }],
  ['plain http', CANVAS, undefined, { token_endpoint: 'http://canvas.instructure.com/token' }],
])('%s is refused', async (_name, base, at, change) => {
  profile = { ...base, configuration: { ...base.configuration, ...change } };
  expect((await register(at ?? base.at)).status).toBe(400);
  expect(app.lines.at(-1)).toContain('registration-configuration-invalid');
  expect(await database.db.selectFrom('platform').select('id').execute()).toEqual([]);
});
