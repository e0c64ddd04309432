import { createServer } from 'node:http';
import type { Response } from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../src/db/database.ts';
import { addPlatform } from '../../src/lti/registrations.ts';
import { startPlatform, type TestPlatform } from '../lti/support/platform.ts';
import { launch } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { freePort } from '../support/palier.ts';
import { type Administrator, type Answered, openConsole } from './console-person.ts';

let pair: Pair;
let db: Db;
let admin: Administrator;
let liar: TestPlatform;
let liarId = '';

beforeAll(async () => {
  pair = await startPair();
  db = pair.palier.database.db;
  admin = await openConsole(pair.palier.url, db);
  liar = await startPlatform();
  ({ platformId: liarId } = await liar.register(db));
});
afterAll(async () => {
  await pair.close();
  await liar.close();
});
afterEach(() => pair.lms.control.failServices(null));

const examine = (id: string, headers = {}): Promise<Answered> =>
  admin.post(`/admin/platforms/${id}/test`, {}, headers);
const findings = async (): Promise<unknown> => {
  const event = await db
    .selectFrom('auditEvent')
    .selectAll()
    .where('action', '=', 'platform tested')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(event.actor).toBe('console (tests)');
  return Reflect.get(Object(event.details), 'findings');
};
const register = (change: { clientId?: string; tokenUrl?: string; jwksUrl?: string }) => {
  const { issuer, clientId, authUrl, tokenUrl, jwksUrl, deploymentId } = pair.lms;
  const own = { name: 'Autre', issuer, clientId, authUrl, tokenUrl, jwksUrl };
  return addPlatform(db, { ...own, ...change, deploymentIds: [deploymentId] });
};
/** What the platform that lies answers at its token address. */
const giveToken = (answer: (res: Response) => void) => {
  liar.answer = (req, res) => (req.path === '/token' ? answer(res) : void res.status(404).end());
};

describe('the practice LMS', () => {
  test('before anybody opened Palier: what could be tried works, the rest is not known', async () => {
    const { status, html } = await examine('1');
    expect(status).toBe(200);
    expect(await findings()).toEqual(['no-launch']);
    expect(html).toContain('1 clé lue');
    expect(html).toContain('accordé');
    expect(html).toContain('Personne n’a encore ouvert Palier depuis cette plateforme');
  });

  test('after a launch everything works, services too', async () => {
    const activity = await addActivity(pair, { competenceColumns: false });
    await launch(pair.palier.url, `${pair.lms.url}/as/eleve-1/activity/${activity}`);
    const { html } = await examine('1');
    expect(await findings()).toEqual([]);
    expect(html).toContain('Tout fonctionne');
    expect(html).toContain('1 colonne lue');
    expect(html).toMatch(/\d+ personnes lues/);
  });

  test('services that a launch did not show are off in the settings of the tool', async () => {
    const context = db.selectFrom('context').selectAll();
    const [known] = await context.execute();
    await db.updateTable('context').set({ lineItemsUrl: null, membershipsUrl: null }).execute();
    const { html } = await examine('1');
    expect(await findings()).toEqual(['ags-off', 'nrps-off']);
    expect(html).toContain('Le service de notes (AGS) n’est pas ouvert à Palier');
    await db
      .updateTable('context')
      .set({ lineItemsUrl: `${pair.lms.url}/nowhere`, membershipsUrl: `${pair.lms.url}/nowhere` })
      .execute();
    await examine('1');
    expect(await findings()).toEqual(['ags-refused', 'nrps-refused']);
    const { lineItemsUrl, membershipsUrl } = known ?? {};
    await db
      .updateTable('context')
      .set({ lineItemsUrl: lineItemsUrl ?? null, membershipsUrl: membershipsUrl ?? null })
      .execute();
  });

  test('a failure of its services is not taken for a wrong client id', async () => {
    pair.lms.control.failServices({ status: 503 });
    const { html } = await examine('1');
    expect(await findings()).toEqual(['busy']);
    expect(html).toContain('occupée ou en maintenance');
  });

  test('a client id that it does not know, with a letter for its administrator', async () => {
    const id = await register({ clientId: 'somebody-else' });
    const { html } = await examine(id);
    expect(await findings()).toEqual(['client-id']);
    expect(html).toContain('sous l’identifiant client somebody-else');
    const letter = /data-copy="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(letter).toMatch(/^Bonjour,\n\n/);
    expect(letter).toContain(pair.palier.url);
    expect(letter).toContain('token-refused (401): invalid_client');
    expect(letter).toContain(`${pair.palier.url}/lti/jwks`);
  });

  test('a port where nobody listens, and one that does not speak https', async () => {
    const closed = `http://127.0.0.1:${await freePort()}`;
    const down = await register({ clientId: 'down', jwksUrl: `${closed}/jwks` });
    const { html } = await examine(down);
    expect(await findings()).toContain('unreachable');
    expect(html).toContain(closed.slice('http://'.length));
    const plain = pair.lms.jwksUrl.replace('http://', 'https://');
    await examine(await register({ clientId: 'tls', jwksUrl: plain }));
    expect(await findings()).toContain('tls');
  });

  test('a platform that waits or is closed is examined too, as far as it can be', async () => {
    for (const status of ['pending', 'disabled']) {
      await db.updateTable('platform').set({ status }).where('id', '=', '1').execute();
      await examine('1');
      expect(await findings()).toEqual([status]);
    }
    await db.updateTable('platform').set({ status: 'active' }).where('id', '=', '1').execute();
  });

  test('PUBLIC_URL against what a proxy says of the request', async () => {
    const proxied = { 'x-forwarded-host': 'palier.example.fr', 'x-forwarded-proto': 'https' };
    const { html } = await examine('1', proxied);
    expect(await findings()).toEqual(['public-url']);
    expect(html).toContain('https://palier.example.fr ≠');
    const { host } = new URL(pair.palier.url);
    await examine('1', { 'x-forwarded-host': host, 'x-forwarded-proto': 'http, https' });
    expect(await findings()).toEqual([]);
    await examine('1', { 'x-forwarded-proto': 'https' });
    expect(await findings()).toEqual(['public-url']);
    const hostile = await examine('1', { 'x-forwarded-host': '<script>x</script>' });
    expect(hostile.status).toBe(200);
    expect(hostile.html).not.toContain('<script>x');
  });

  test('a tested page that is reloaded leads to the platform', async () => {
    expect((await admin.get('/admin/platforms/1/test')).address).toBe('/admin/platforms/1');
  });
});

describe('a platform that answers otherwise', () => {
  test('a web page instead of a token: it cannot read our keys', async () => {
    giveToken((res) => void res.status(500).type('html').send('<h1>Erreur</h1>'));
    await examine(liarId);
    expect(await findings()).toEqual(['busy']);
    giveToken((res) => void res.status(200).type('html').send('<h1>Erreur</h1>'));
    const { html } = await examine(liarId);
    expect(await findings()).toEqual(['keys-unread']);
    expect(html).toContain(`${pair.palier.url}/lti/jwks`);
  });

  test('scopes that are not granted, and the words of its library', async () => {
    giveToken((res) => void res.status(400).json({ error: 'invalid_scope' }));
    await examine(liarId);
    expect(await findings()).toEqual(['ags-off']);
    giveToken((res) => void res.status(400).json({ error: 'Signature verification failed' }));
    await examine(liarId);
    expect(await findings()).toEqual(['keys-unread']);
    giveToken((res) => void res.status(400).json({ error: 'Expired token' }));
    await examine(liarId);
    expect(await findings()).toEqual(['clock-refused']);
  });

  test('a clock that is wrong, by the date of its answers', async () => {
    giveToken((res) => void res.json({ access_token: 'x', expires_in: 60 }));
    let date = '';
    const server = createServer((_req, res) => {
      res.sendDate = false;
      res.setHeader('Date', date);
      res.end(JSON.stringify({ keys: liar.keys }));
    });
    const jwksUrl = `http://127.0.0.1:${await freePort()}/jwks`;
    await new Promise<void>((done) => server.listen(Number(new URL(jwksUrl).port), '127.0.0.1', done));
    await db.updateTable('platform').set({ jwksUrl }).where('id', '=', liarId).execute();
    date = new Date(Date.now() - 5000).toUTCString();
    await examine(liarId);
    expect(await findings()).toEqual(['clock', 'no-launch']);
    date = new Date(Date.now() + 60_000).toUTCString();
    const { html } = await examine(liarId);
    expect(html).toMatch(/(59|60|61)(,\d)? s d’écart/);
    date = 'yesterday';
    await examine(liarId);
    expect(await findings()).toEqual(['no-launch']);
    await db
      .updateTable('platform')
      .set({ jwksUrl: `${liar.origin}/jwks` })
      .where('id', '=', liarId)
      .execute();
    server.closeAllConnections();
    server.close();
  });

  test('no answer at all: the page still comes before a browser gives up', async () => {
    liar.answer = () => {};
    const from = Date.now();
    await examine(liarId);
    expect(await findings()).toEqual(['unreachable']);
    expect(Date.now() - from).toBeLessThan(15_000);
  });

  test('no key at its key address', async () => {
    giveToken((res) => void res.json({ access_token: 'x', expires_in: 60 }));
    const { keys } = liar;
    liar.keys = [];
    await examine(liarId);
    expect(await findings()).toEqual(['keys-wrong', 'no-launch']);
    liar.keys = keys;
  });
});
