import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  AGS,
  activitiesOf,
  askToken,
  bodyOf,
  CAMPAIGN,
  call,
  launch,
  lineItemsSchema,
  pick,
  TYPES,
  tokenFor,
} from './conversation.ts';
import { freePort, startPair, startTool } from './in-test-tool.ts';

const ITEMS = '/api/courses/c-7f3a91/line-items';

test('keys, activities, line items, grades and settings survive a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demo-lms-'));
  const stateFile = join(folder, 'kept', 'state.json');
  const [port, tool] = [await freePort(), await startTool()];
  const first = await startPair({ stateFile, port, tool });
  await pick(first, [CAMPAIGN]);
  const keys = await (await fetch(first.lms.jwksUrl)).text();
  const token = await tokenFor(first);
  const [item] = await bodyOf(await call(first.lms.url + ITEMS, token), lineItemsSchema);
  const [path = ''] = await activitiesOf(first, 'eleve-9');
  const before = await launch(first, path);
  const score = {
    userId: before.sub,
    timestamp: '2026-01-10T10:00:00Z',
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    scoreGiven: 64,
    scoreMaximum: 100,
  };
  await call(`${item?.id}/scores`, token, { method: 'POST', type: TYPES.score, body: score });
  const grades = first.lms.control.gradebook();
  expect(grades).toHaveLength(1);
  await first.lms.close();

  const second = await startPair({ stateFile, port, tool });
  expect(await (await fetch(second.lms.jwksUrl)).text()).toBe(keys);
  expect(second.lms.control.gradebook()).toEqual(grades);
  const after = await launch(second, path);
  expect(after.sub).toBe(before.sub);
  const fresh = await tokenFor(second);
  expect(await (await call(second.lms.url + ITEMS, fresh)).json()).toEqual([item]);
  const repeated = await call(`${item?.id}/scores`, fresh, {
    method: 'POST',
    type: TYPES.score,
    body: score,
  });
  expect(repeated.status).toBe(409);
  await second.lms.close();

  await writeFile(stateFile, '{"version":');
  const third = await startPair({ stateFile, port, tool });
  expect(await activitiesOf(third, 'eleve-9')).toEqual([]);
  expect(await readFile(`${stateFile}.illisible`, 'utf8')).toBe('{"version":');
  await third.close();
  await rm(folder, { recursive: true });
});

test('services fail as they are told to, and everything received is written down in order', async () => {
  const pair = await startPair();
  const token = await tokenFor(pair);
  const address = pair.lms.url + ITEMS;
  const { control } = pair.lms;

  control.failServices({ status: 429, retryAfter: 7, times: 2 });
  const refused = await call(address, token);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await askToken(pair)).status).toBe(429);
  expect((await call(address, token)).status).toBe(200);

  control.failServices({ status: 503 });
  expect((await call(address, token)).status).toBe(503);
  expect((await call(address, token)).status).toBe(503);
  control.failServices('reset');
  await expect(call(address, token)).rejects.toThrow();
  control.failServices('hang');
  const signal = AbortSignal.timeout(300);
  await expect(fetch(address, { signal })).rejects.toThrow(/timeout/i);
  control.failServices(null);
  expect((await call(address, token)).status).toBe(200);

  const received = control.requests().filter(({ path }) => path === ITEMS);
  expect(received.map(({ status }) => status)).toEqual([429, 200, 503, 503, 0, 0, 200]);
  expect(received.every(({ method, at }) => method === 'GET' && at > 0)).toBe(true);
  await pair.close();
});

test('a teacher breaks and mends the services from the settings page', async () => {
  const pair = await startPair();
  const token = await tokenFor(pair);
  const choose = (services: string) =>
    fetch(`${pair.lms.url}/as/prof-2/settings`, {
      method: 'POST',
      body: new URLSearchParams({ launchIn: 'iframe', services }),
    });
  await choose('503');
  const broken = await call(pair.lms.url + ITEMS, token);
  expect([broken.status, broken.headers.get('retry-after')]).toEqual([503, '10']);
  const page = await (await choose('slow')).text();
  expect(page).toContain('value="slow" checked');
  expect((await choose('perhaps')).status).toBe(400);
  await choose('ok');
  expect((await call(pair.lms.url + ITEMS, token)).status).toBe(200);
  await pair.close();
});

test('a hanging request does not keep the LMS from closing', async () => {
  const pair = await startPair();
  pair.lms.control.failServices('hang');
  const hanging = fetch(pair.lms.url + ITEMS).catch((error: unknown) => error);
  while (pair.lms.control.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await pair.close();
  expect(await hanging).toBeInstanceOf(Error);
});

test('a taken port is said in French', async () => {
  const pair = await startPair();
  const port = Number(new URL(pair.lms.url).port);
  await expect(startPair({ port, tool: pair.tool })).rejects.toThrow(`Le port ${port} est déjà pris`);
  await pair.close();
});

test('another tool registers with a token that works once, and has its own deployment and line items', async () => {
  const pair = await startPair();
  const configuration = await bodyOf(
    await fetch(`${pair.lms.url}/.well-known/openid-configuration`),
    z.looseObject({ registration_endpoint: z.string() }),
  );
  expect(configuration).toMatchObject({
    issuer: pair.lms.issuer,
    authorization_endpoint: pair.lms.authUrl,
    token_endpoint: pair.lms.tokenUrl,
    jwks_uri: pair.lms.jwksUrl,
  });
  expect(configuration).toHaveProperty(['https://purl.imsglobal.org/spec/lti-platform-configuration']);

  const page = await fetch(`${pair.lms.url}/as/prof-1/register`, {
    method: 'POST',
    body: new URLSearchParams({ registerUrl: 'http://127.0.0.1:9/register?invite=abc' }),
  });
  const frame = /<iframe[^>]*src="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
  const query = new URL(frame).searchParams;
  expect(query.get('invite')).toBe('abc');
  expect(query.get('openid_configuration')).toBe(`${pair.lms.url}/.well-known/openid-configuration`);
  const registrationToken = query.get('registration_token') ?? '';

  const { host } = new URL(pair.tool.origin);
  const registration = {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: `${pair.tool.origin}/login`,
    redirect_uris: [pair.tool.launchUrl],
    client_name: 'Autre outil',
    jwks_uri: `${pair.tool.origin}/jwks`,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: `${AGS}/lineitem ${AGS}/score`,
    'https://purl.imsglobal.org/spec/lti-tool-configuration': {
      domain: host,
      target_link_uri: pair.tool.launchUrl,
      claims: ['iss', 'sub', 'given_name'],
      messages: [{ type: 'LtiDeepLinkingRequest' }],
    },
  };
  const register = (body: object, token = registrationToken) =>
    call(configuration.registration_endpoint, token, { method: 'POST', type: 'application/json', body });
  expect((await register(registration, 'made-up')).status).toBe(401);
  const wrong = await register({ ...registration, redirect_uris: ['javascript:alert(1)'] });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ error: 'invalid_client_metadata' });
  const created = await register(registration);
  expect(created.status).toBe(201);
  const client = await bodyOf(created, z.looseObject({ client_id: z.string() }));
  expect(client['https://purl.imsglobal.org/spec/lti-tool-configuration']).toMatchObject({
    deployment_id: '2',
  });
  expect((await register(registration)).status).toBe(401);

  const other = { ...pair, lms: { ...pair.lms, clientId: client.client_id, deploymentId: '2' } };
  await pick(pair, [CAMPAIGN]);
  const token = await tokenFor(other);
  expect(await (await call(pair.lms.url + ITEMS, token)).json()).toEqual([]);
  const claims = await launch(other, `/as/prof-1/add?outil=${client.client_id}`);
  expect(claims).toMatchObject({ aud: client.client_id, given_name: 'Hélène' });
  expect(claims.family_name).toBeUndefined();
  expect(claims['https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice']).toBeUndefined();
  await pair.close();
});
