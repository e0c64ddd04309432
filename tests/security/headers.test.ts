import type { Server } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPlatform } from '../../src/lti/registrations.ts';
import { serverOf } from '../../src/web/server-of.ts';
import { close, portOf } from '../lti/support/app.ts';
import { type Site, startSite } from './site.ts';

/** The smallest buffer that reverse proxies give the headers of an answer. */
const PROXY_BUFFER = 4096;

let site: Site;

beforeAll(async () => {
  site = await startSite({ METRICS: 'off' });
});
afterAll(() => site.close());

test('an address that nothing answers is not found, with or without a session to be had', async () => {
  for (const address of ['/.env', '/metrics', '/nowhere', '/wp-login.php']) {
    const answer = await fetch(site.url + address);
    expect([address, answer.status]).toEqual([address, 404]);
    expect(await answer.text()).not.toContain('data-shell');
  }
});

test('headers stay small with 500 platforms; a page without a session may still be framed by each', async () => {
  const hosts = Array.from({ length: 500 }, (_, number) => `moodle-${number}.academie.example.fr`);
  const add = (host: string) =>
    addPlatform(site.db, {
      name: host,
      issuer: `https://${host}`,
      clientId: 'client',
      authUrl: `https://${host}/auth`,
      tokenUrl: `https://${host}/token`,
      jwksUrl: `https://${host}/jwks`,
      deploymentIds: ['1'],
    });
  await Promise.all(hosts.slice(0, 20).map(add));
  // What is known of platforms is renewed after half a minute.
  site.setNow(new Date(Date.now() + 60_000));
  const few = await policyOf('/runs/1');
  expect(few).toContain(`frame-ancestors 'self' https://moodle-0.academie.example.fr `);
  await Promise.all(hosts.slice(20).map(add));
  site.setNow(new Date(Date.now() + 120_000));
  expect(await policyOf('/runs/1')).toContain("frame-ancestors 'self' https:");
  for (const address of ['/lti/jwks', '/lti/config.json', '/lti/launch', '/healthz', '/assets/palier.js']) {
    expect(await policyOf(address)).toContain("frame-ancestors 'self'");
    expect(await policyOf(address)).not.toContain('moodle');
  }
  await policyOf('/nowhere');
  await policyOf('/lti/login?iss=https://unknown.example');
});

test('an address that nothing can read is answered at once, and ends the connection', async () => {
  const server = serverOf(site.app);
  await new Promise<void>((done) => server.listen(0, done));
  for (const address of ['http://[/', 'http://[::x/lti/login', 'http://[::1]x/runs/1']) {
    for (const method of ['GET', 'POST']) {
      expect(await askRaw(server, `${method} ${address} HTTP/1.1\r\nHost: localhost\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 400 /,
      );
    }
  }
  const whole = 'GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
  expect(await askRaw(server, whole)).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\nok$/);
  await close(server);
});

test('without the database, a page still says so in French, with its headers and a reference', async () => {
  const fresh = await startSite();
  // A connection that was never made cannot be lost.
  expect((await fetch(`${fresh.url}/readyz`)).status).toBe(200);
  await fresh.db.destroy();
  const cases = [
    ['/lti/login?iss=https://a.example&client_id=c&login_hint=1&target_link_uri=TARGET', 500],
    ['/lti/jwks', 500],
    ['/runs/1', 500],
    ['/nowhere', 404],
  ] as const;
  for (const [address, status] of cases) {
    const answer = await fetch(
      fresh.url + address.replace('TARGET', encodeURIComponent(`${fresh.publicUrl}/lti/launch`)),
    );
    const html = await answer.text();
    expect([address, answer.status]).toEqual([address, status]);
    expect(html).toMatch(/Référence[^<]*<code>[0-9A-F]{8}<\/code>/);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
  }
  await fresh.close();
});

/** What is answered to these bytes, until the server hangs up. */
async function askRaw(server: Server, text: string): Promise<string> {
  const socket = connect(portOf(server), 'localhost');
  socket.write(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

/** The policy of an answer whose headers fit. */
async function policyOf(address: string): Promise<string> {
  const { headers } = await fetch(site.url + address);
  const size = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  expect([address, size < PROXY_BUFFER]).toEqual([address, true]);
  return headers.get('content-security-policy') ?? '';
}
