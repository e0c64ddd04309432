import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claim, deepLinkingChange, startPlatform, type TestPlatform } from '../lti/support/platform.ts';
import { beginLogin, launchFrom } from './launches.ts';
import { giveCampaign, givePerson, pageHeaders } from './people.ts';
import { type Site, startSite } from './site.ts';

/** What a platform, or somebody between, may do to us. */
let site: Site;
let platform: TestPlatform;
let hostile: TestPlatform;

beforeAll(async () => {
  site = await startSite();
  [platform, hostile] = await Promise.all([startPlatform(), startPlatform()]);
  await platform.register(site.db);
  await hostile.register(site.db);
});
afterAll(async () => {
  await site?.close();
  await platform?.close();
  await hostile?.close();
});

async function keysAt(path: string): Promise<void> {
  await site.db
    .updateTable('platform')
    .set({ jwksUrl: hostile.origin + path, jwks: null })
    .where('issuer', '=', hostile.origin)
    .execute();
}

test('keys that come one byte at a time are given up after ten seconds, and other platforms enter meanwhile', async () => {
  await keysAt('/slow');
  hostile.answer = async (_req, res) => {
    res.type('json');
    while (!res.destroyed) {
      res.write(' ');
      await setTimeout(200);
    }
  };
  const from = performance.now();
  const waiting = launchFrom(site, hostile);
  await setTimeout(100);
  expect((await launchFrom(site, platform)).status).toBe(200);
  expect(performance.now() - from).toBeLessThan(5000);
  const { status, html } = await waiting;
  expect(status).toBe(400);
  expect(html).not.toContain('palier-session');
  expect(performance.now() - from).toBeLessThan(13_000);
});

test('a key set of 2 MB, of a thousand keys, compressed, or behind a redirect, opens nothing', async () => {
  const [key] = hostile.keys;
  const sets: Record<string, (res: Parameters<TestPlatform['answer']>[1]) => void> = {
    '/huge': (res) => void res.json({ keys: [key], more: 'x'.repeat(2_000_000) }),
    // The good one is beyond those that are looked at.
    '/many': (res) => void res.json({ keys: [...Array(1000).fill({ ...platform.keys[0], kid: 'x' }), key] }),
    '/bomb': (res) =>
      void res
        .set('Content-Encoding', 'gzip')
        .type('json')
        .end(gzipSync(`{"keys":[],"more":"${'0'.repeat(50_000_000)}"}`)),
    '/moved': (res) => void res.redirect(302, `${hostile.origin}/jwks`),
  };
  for (const [path, answer] of Object.entries(sets)) {
    // A process that asked a moment ago does not ask again.
    const fresh = await startSite();
    await hostile.register(fresh.db);
    await fresh.db
      .updateTable('platform')
      .set({ jwksUrl: hostile.origin + path })
      .execute();
    hostile.answer = (_req, res) => answer(res);
    hostile.calls.length = 0;
    const { status, html } = await launchFrom(fresh, hostile);
    expect([path, status, hostile.calls.map((call) => call.path)]).toEqual([
      path,
      path === '/many' ? 401 : 400,
      [path],
    ]);
    expect(html).not.toContain('palier-session');
    await fresh.close();
  }
});

test('characters that the database cannot store, or that a cut halves, break no launch', async () => {
  const accept_types = ['ltiResourceLink', 'pwn\u0000', '\ud800'];
  const { status, html } = await launchFrom(site, platform, {
    ...deepLinkingChange(platform, { accept_types }),
    name: '𝒫'.repeat(300),
    [claim('context')]: { id: 'cut', title: `a${'𝒫'.repeat(300)}`, label: '\udc00\u0000' },
    [claim('custom')]: { other: '𝒫'.repeat(5000) },
  });
  expect([status, html.includes('palier-session')]).toEqual([200, true]);
  const row = await site.db
    .selectFrom('context')
    .select('title')
    .where('contextId', '=', 'cut')
    .executeTakeFirstOrThrow();
  expect(row.title).toBe(`a${'𝒫'.repeat(127)}`);
});

test('a compressed form that swells to 50 MB is refused', async () => {
  const answer = await fetch(`${site.url}/lti/launch`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync(`state=${'0'.repeat(50_000_000)}`)),
  });
  expect(answer.status).toBe(413);
});

test('what proxies or attackers say of our address changes none that we give', async () => {
  const said = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '81',
    forwarded: 'host=evil.example;proto=http',
  };
  const { authRequest } = await beginLogin(site, platform, said);
  expect(authRequest.searchParams.get('redirect_uri')).toBe(`${site.publicUrl}/lti/launch`);
  const configuration = await (await fetch(`${site.url}/lti/config.json`, { headers: said })).text();
  expect(configuration).toContain(site.publicUrl);
  expect(configuration).not.toContain('evil.example');
});

test('a launch may be framed by its own platform alone; other pages by approved platforms', async () => {
  const { headers } = await launchFrom(site, platform);
  const ancestorsOf = (given: Headers) =>
    /frame-ancestors ([^;]*)/.exec(given.get('content-security-policy') ?? '')?.[1];
  expect(ancestorsOf(headers)).toBe(`'self' ${platform.origin}`);
  // The list of platforms is read every half minute.
  const fresh = await startSite();
  await platform.register(fresh.db);
  await hostile.register(fresh.db, { status: 'pending' });
  expect(ancestorsOf((await fetch(`${fresh.url}/runs/1`)).headers)).toBe(`'self' ${platform.origin}`);
  await fresh.close();
});

test('hosts that would mean something else in a policy are left out of it', async () => {
  for (const host of ['a;sandbox', 'a,b', '*', '*.fr', "a'b"]) {
    const query = new URLSearchParams({ iss: `https://${host}`, login_hint: '1', target_link_uri: 'x' });
    const { headers } = await fetch(`${site.url}/lti/login?${query}`);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'$/);
  }
});

test('a campaign’s code, guessed or copied to another platform, opens nothing there', async () => {
  const rows = await site.db
    .selectFrom('deployment')
    .innerJoin('platform', 'platform.id', 'deployment.platformId')
    .innerJoin('context', 'context.deploymentId', 'deployment.id')
    .select(['platform.id as platformId', 'deployment.id as deploymentId', 'context.id as contextId'])
    .where('platform.issuer', '=', platform.origin)
    .executeTakeFirstOrThrow();
  const link = await site.db
    .selectFrom('resourceLink')
    .select('id')
    .where('contextId', '=', rows.contextId)
    .executeTakeFirstOrThrow();
  const place = { ...rows, resourceLinkId: link.id, origin: platform.origin };
  const owner = await givePerson(site, place, 'Proprietaire', 'teacher');
  const { code } = await giveCampaign(site, owner, { title: 'Titre-de-la-campagne' });
  const custom = { [claim('custom')]: { campaign: code } };
  const home = await launchFrom(site, platform, custom);
  expect(home.html).toContain('Titre-de-la-campagne');
  const guest = await startPlatform('client-2');
  await guest.register(site.db);
  for (const role of ['Learner', 'Instructor']) {
    const roles = [`http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`];
    const abroad = await launchFrom(site, guest, { ...custom, [claim('roles')]: roles });
    expect(abroad.status).toBe(200);
    const address = role === 'Learner' ? '/welcome/unknown-campaign' : `/campaigns/${code}/recreation?model=`;
    expect(abroad.html).toContain(`data-address="${address}"`);
    expect(abroad.html).not.toMatch(/Titre-de-la-campagne|Proprietaire/);
  }
  await guest.close();
});

test('a course restored on another platform: one click makes its campaign again, for the whole class, and nothing else', async () => {
  const stranger = await startPlatform('client-3');
  await stranger.register(site.db);
  const from = await site.db.selectFrom('campaign').select('code').executeTakeFirstOrThrow();
  const { code } = from;
  const custom = { [claim('custom')]: { campaign: code, model: 'rentree-3e' } };
  const as = (role: string) => ({
    ...custom,
    [claim('roles')]: [`http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`],
  });
  const count = () =>
    site.db
      .selectFrom('campaign')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('code', '=', code)
      .executeTakeFirstOrThrow();

  const teacher = await launchFrom(site, stranger, as('Instructor'));
  expect(teacher.html).toMatch(/Recréer «\sParcours de rentrée 3e\s» ici/);
  expect(teacher.html).toContain(`action="/campaigns/${code}/recreation?model=rentree-3e"`);
  const token = /name="palier-session" content="([^"]+)"/.exec(teacher.html)?.[1] ?? '';
  const click = () =>
    fetch(`${site.url}/campaigns/${code}/recreation?model=rentree-3e`, {
      method: 'POST',
      headers: { ...pageHeaders(token), 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    });
  const clicks = await Promise.all([click(), click(), click()]);
  expect(clicks.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(Number((await count()).n)).toBe(2);

  const pupil = await launchFrom(site, stranger, as('Learner'));
  expect(pupil.html).toContain(`data-address="/campaigns/${code}/entry"`);
  expect(pupil.html).not.toMatch(/Titre-de-la-campagne|Proprietaire/);
  const again = await launchFrom(site, stranger, as('Instructor'));
  expect(again.html).toContain(`data-address="/campaigns/${code}"`);
  await stranger.close();
});

test('a course copied on its platform, or another section: the same campaign, a class of its own', async () => {
  const { code } = await site.db.selectFrom('campaign').select('code').executeTakeFirstOrThrow();
  const enter = async (sub: string, course: string, role: string) => {
    const { html } = await launchFrom(site, platform, {
      sub,
      given_name: 'Camille',
      family_name: sub,
      [claim('context')]: { id: course, title: course },
      [claim('resource_link')]: { id: `link-${course}` },
      [claim('roles')]: [`http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`],
      [claim('custom')]: { campaign: code, model: 'rentree-3e' },
    });
    return { html, token: /name="palier-session" content="([^"]+)"/.exec(html)?.[1] ?? '' };
  };
  for (const [sub, course] of [
    ['Kerguelen', 'original'],
    ['Kerguelen', 'copie'],
    ['Lozachmeur', 'copie'],
  ] as const) {
    const { token } = await enter(sub, course, 'Learner');
    const answer = await fetch(`${site.url}/campaigns/${code}/participations`, {
      method: 'POST',
      headers: { ...pageHeaders(token), 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    });
    expect(answer.headers.get('location')).toMatch(/^\/runs\/\d+$/);
  }
  const original = await enter('Mazeas', 'original', 'Instructor');
  expect(original.html).toContain('Kerguelen');
  expect(original.html).not.toContain('Lozachmeur');
  const copy = await enter('Nedelec', 'copie', 'Instructor');
  expect(copy.html).toMatch(/Kerguelen[\s\S]*Lozachmeur/);
  const runs = await site.db
    .selectFrom('participation')
    .innerJoin('ltiUser', 'ltiUser.id', 'participation.userId')
    .select('participation.contextId')
    .where('sub', '=', 'Kerguelen')
    .execute();
  expect(new Set(runs.map(({ contextId }) => contextId)).size).toBe(2);
});
