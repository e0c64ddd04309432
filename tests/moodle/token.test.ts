import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/palier.ts';
import { type MoodlePlatform, startMoodle } from './platform.ts';
import { recordedTokens } from './recorded.ts';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** The replayed token endpoint, asked by a tool with the recorded key id what the real one was asked. */
let moodle: MoodlePlatform;
let tool: Server;
let key: Key;
let strangerKey: Key;

beforeAll(async () => {
  const [pair, stranger] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  key = pair.privateKey;
  strangerKey = stranger.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'capture-key-1', alg: 'RS256', use: 'sig' };
  const port = await freePort();
  tool = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => {
    tool.listen(port, resolve);
  });
  moodle = await startMoodle(await freePort(), `http://localhost:${port}`);
});
afterAll(async () => {
  await moodle?.close();
  tool?.close();
});

test('answers as recorded, JSON under the name of a web page', async () => {
  const recorded = Object.entries(recordedTokens());
  expect(recorded).toHaveLength(11);
  for (const [name, { request, response }] of recorded) {
    moodle.setClock(Date.parse(response.headers.date ?? '') + 500);
    const { header, payload } = request.clientAssertion ?? { header: {}, payload: {} };
    const assertion = await new SignJWT(payload)
      .setProtectedHeader({ ...header, alg: 'RS256' })
      .sign(name === 'bad-signature' ? strangerKey : key);
    const form = { ...request.form, client_assertion: assertion };
    const json = request.headers['content-type'] === 'application/json';
    const answer = await fetch(`${moodle.url}/mod/lti/token.php`, {
      method: 'POST',
      headers: request.headers,
      body: json ? JSON.stringify(form) : new URLSearchParams(form).toString(),
    });
    const anyToken = (text: string) => text.replace(/"[0-9a-f]{32}"/, '"…"');
    expect([answer.status, answer.headers.get('content-type'), anyToken(await answer.text())], name).toEqual([
      response.status,
      response.headers['content-type'],
      anyToken(response.raw ?? String(response.body)),
    ]);
  }
});
