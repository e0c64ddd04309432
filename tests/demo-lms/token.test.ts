import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { AGS, ALL_SCOPES, askToken, assertionClaims, bodyOf } from './conversation.ts';
import type { Pair } from './in-test-tool.ts';
import { startPair, startTool } from './in-test-tool.ts';

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

test('a good assertion gets a bearer token for an hour, never to be cached', async () => {
  const response = await askToken(pair);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const body = await bodyOf(response, z.looseObject({ scope: z.string() }));
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  expect(body.scope.split(' ').sort()).toEqual(ALL_SCOPES.split(' ').sort());
});

test('the issuer is a good audience too, and only the scopes asked for are granted', async () => {
  const response = await askToken(
    pair,
    { scope: `${AGS}/score https://example.org/other` },
    { aud: pair.lms.issuer },
  );
  expect(await response.json()).toMatchObject({ scope: `${AGS}/score` });
});

const now = Math.floor(Date.now() / 1000);
test.each<[string, Record<string, unknown>]>([
  ['another audience', { aud: 'http://127.0.0.1:1/token' }],
  ['another subject', { sub: 'someone' }],
  ['an unknown issuer', { iss: 'someone', sub: 'someone' }],
  ['an expiry in the past', { exp: now - 60 }],
  ['no expiry', { exp: undefined }],
  ['no jti', { jti: undefined }],
  ['an issue date in the future', { iat: now + 600, exp: now + 700 }],
  ['a life of a day', { exp: now + 86_400 }],
])('an assertion with %s is an invalid client', async (_what, claims) => {
  const response = await askToken(pair, {}, claims);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: 'invalid_client' });
});

test('a jti works once', async () => {
  const claims = { jti: randomUUID() };
  expect((await askToken(pair, {}, claims)).status).toBe(200);
  expect((await askToken(pair, {}, claims)).status).toBe(401);
});

test('a signature by other keys, or none at all, is refused', async () => {
  const stranger = await startTool();
  const forged = await stranger.sign(assertionClaims(pair));
  await stranger.close();
  expect((await askToken(pair, { client_assertion: forged })).status).toBe(401);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = `${part({ alg: 'none' })}.${part(assertionClaims(pair))}.`;
  expect((await askToken(pair, { client_assertion: unsigned })).status).toBe(401);
  expect((await askToken(pair, { client_assertion: 'nonsense' })).status).toBe(401);
});

test.each([
  ['grant_type', 'authorization_code', 'unsupported_grant_type'],
  ['client_assertion_type', 'password', 'invalid_request'],
  ['client_assertion', '', 'invalid_request'],
  ['scope', '', 'invalid_request'],
  ['scope', 'https://example.org/other', 'invalid_scope'],
])('%s “%s” is refused with %s', async (name, value, error) => {
  const response = await askToken(pair, { [name]: value });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error });
});

test('another media type or method is refused', async () => {
  const json = await fetch(pair.lms.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(json.status).toBe(400);
  const get = await fetch(pair.lms.tokenUrl);
  expect(get.status).toBe(405);
  expect(get.headers.get('allow')).toBe('POST');
});
