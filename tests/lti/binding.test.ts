import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { startApp, type TestApp } from './support/app.ts';
import { cookieOf, fieldOf, login, postLaunch, sendLogin } from './support/browser.ts';
import { learnerClaims, startPlatform, type TestPlatform } from './support/platform.ts';

let database: TestDatabase;
let app: TestApp;
let platform: TestPlatform;

const FRAME = { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' };
const OUR_PAGE = { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'same-origin' };

beforeAll(async () => {
  database = await testDatabase();
  app = await startApp(database.db);
  platform = await startPlatform();
  await platform.register(database.db);
});
beforeEach(() => {
  app.landed.length = 0;
});
afterAll(async () => {
  await app.close();
  await platform.close();
  await database.drop();
});

async function begin(change: Record<string, string> = {}) {
  const response = await sendLogin(app, platform, change);
  const html = response.status === 200 ? await response.text() : '';
  const next = response.headers.get('location') ?? attribute(html, 'next');
  const { searchParams } = new URL(next);
  const state = searchParams.get('state') ?? '';
  const claims = learnerClaims(platform, app.url, searchParams.get('nonce') ?? '', new Date());
  return { state, id_token: await platform.sign(claims), cookie: cookieOf(response), html };
}

const attribute = (html: string, name: string) =>
  (new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

test("another browser's launch is refused outright where cookies work", async () => {
  const { state, id_token } = await begin();
  const stranger = await login(app, platform);
  for (const cookie of ['', stranger.cookie]) {
    const { status, html } = await postLaunch(
      app,
      { state, id_token },
      { cookie, 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' },
    );
    expect(status).toBe(403);
    expect(html).not.toContain('palier-session');
    expect(html).not.toContain('<form');
  }
  expect(app.lines.at(-1)).toContain('state-other-browser');
  expect(app.landed).toEqual([]);
});

test('in a frame without cookies, one button that names the account carries the launch to a new tab', async () => {
  const { state, id_token } = await begin();
  const { status, html, response } = await postLaunch(app, { state, id_token }, FRAME);
  expect(status).toBe(403);
  expect(html).not.toContain('palier-session');
  expect(html).toContain('Zoé Benoît');
  expect(html).toContain('Ouvrir dans un nouvel onglet');
  expect(html).toMatch(/<form[^>]*action="\/lti\/launch" target="_blank"/);
  expect(response.headers.get('referrer-policy')).toBe('same-origin');
  // The reader takes their time: the platform's token has run out.
  app.setNow(new Date(Date.now() + 5 * 60_000));
  const fields = { state, id_token: fieldOf(html, 'id_token'), ticket: fieldOf(html, 'ticket') };
  const opened = await postLaunch(app, fields, OUR_PAGE);
  expect(opened.status).toBe(200);
  expect(opened.html).toContain('palier-session');
  const again = await postLaunch(app, fields, OUR_PAGE);
  app.setNow(null);
  expect(again.status).toBe(401);
  expect(app.landed).toHaveLength(1);
});

test('the page that asks for one more click has a reference that the log has too, whatever the browser says of itself', async () => {
  for (const headers of [FRAME, {}]) {
    const { state, id_token } = await begin();
    const { status, html } = await postLaunch(app, { state, id_token }, headers);
    expect(status).toBe(403);
    const [, reference = ''] = /Référence[^<]*<code>([0-9A-F]{8})<\/code>/.exec(html) ?? [];
    expect(reference).not.toBe('');
    expect(app.lines.at(-1)).toContain(`"reference":"${reference}"`);
  }
});

test('the ticket is worth nothing from another site, for another launch, or for ever', async () => {
  const { state, id_token } = await begin();
  const { html } = await postLaunch(app, { state, id_token }, FRAME);
  const ticket = fieldOf(html, 'ticket');
  const attempts: [Record<string, string>, Record<string, string>][] = [
    [
      { state, id_token, ticket },
      { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' },
    ],
    [{ state, id_token, ticket }, FRAME],
    [{ state, id_token, ticket }, { origin: 'https://evil.example' }],
    [{ state, id_token, ticket: `${ticket}x` }, OUR_PAGE],
  ];
  const other = await begin();
  attempts.push([{ state: other.state, id_token: other.id_token, ticket }, OUR_PAGE]);
  for (const [fields, headers] of attempts) {
    const answer = await postLaunch(app, fields, headers);
    expect(answer.status).toBe(403);
    expect(answer.html).not.toContain('palier-session');
  }
  app.setNow(new Date(Date.now() + 601_000));
  const late = await postLaunch(app, { state, id_token, ticket }, OUR_PAGE);
  app.setNow(null);
  expect(late.status).toBe(400);
  expect(app.landed).toEqual([]);
});

test('an old browser, without Sec-Fetch-Site, says by Origin that the page was ours', async () => {
  const { state, id_token } = await begin();
  const { html } = await postLaunch(app, { state, id_token });
  const opened = await postLaunch(
    app,
    { state, id_token, ticket: fieldOf(html, 'ticket') },
    { origin: app.url },
  );
  expect(opened.status).toBe(200);
});

test("the platform's storage proves the browser; from another site it proves nothing", async () => {
  const { state, id_token, html } = await begin({ lti_storage_target: '_parent' });
  const value = attribute(html, 'value');
  const asked = await postLaunch(app, { state, id_token }, FRAME);
  expect(asked.status).toBe(200);
  expect(asked.html).not.toContain('palier-session');
  expect(attribute(asked.html, 'mode')).toBe('get');
  expect(attribute(asked.html, 'key')).toBe(attribute(html, 'key'));
  expect(attribute(asked.html, 'value')).toBe('');
  const fields = { state, id_token: fieldOf(asked.html, 'id_token') };
  const stolen = await postLaunch(app, { ...fields, storage_value: value }, FRAME);
  expect(stolen.status).toBe(403);
  const framed = { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'same-origin' };
  const wrong = await postLaunch(app, { ...fields, storage_value: 'x' }, framed);
  expect(wrong.status).toBe(403);
  const silent = await postLaunch(app, { ...fields, storage_value: '' }, framed);
  expect(silent.html).toContain('Ouvrir dans un nouvel onglet');
  const opened = await postLaunch(app, { ...fields, storage_value: value }, framed);
  expect(opened.status).toBe(200);
  expect(opened.html).toContain('palier-session');
});

test('the cookie is the fast way even where the platform has a storage', async () => {
  const { state, id_token, cookie } = await begin({ lti_storage_target: '_parent' });
  const opened = await postLaunch(app, { state, id_token }, { ...FRAME, cookie });
  expect(opened.status).toBe(200);
  expect(opened.html).toContain('palier-session');
});

test('a launch for one registration does not pass under the state of another', async () => {
  const second = await startPlatform('client-2');
  await second.register(database.db);
  const { state, nonce, cookie } = await login(app, second);
  const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date()));
  const { status } = await postLaunch(app, { state, id_token }, { cookie });
  expect(status).toBe(401);
  const posing = learnerClaims(second, app.url, nonce, new Date());
  const forged = await postLaunch(app, { state, id_token: await platform.sign(posing) }, { cookie });
  expect(forged.status).toBe(401);
  await second.close();
});

test.each(['=', '=; Domain=x', '=; Path=/', '=\r\nX-More: 1', ' ', 'é', '-'])(
  'a state with %j behind it is none of ours, and names no cookie',
  async (more) => {
    const { state, id_token, cookie } = await begin();
    const storage_value = cookie.slice(cookie.indexOf('=') + 1);
    const { status, html, response } = await postLaunch(
      app,
      { state: state + more, id_token, storage_value },
      OUR_PAGE,
    );
    expect(status).toBe(400);
    expect(app.lines.at(-1)).toContain('"code":"state-invalid"');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(html).not.toContain('palier-session');
    expect(app.landed).toEqual([]);
  },
);
