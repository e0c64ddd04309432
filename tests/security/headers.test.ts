import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPlatform } from '../../src/lti/registrations.ts';
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

/** The policy of an answer whose headers fit. */
async function policyOf(address: string): Promise<string> {
  const { headers } = await fetch(site.url + address);
  const size = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  expect([address, size < PROXY_BUFFER]).toEqual([address, true]);
  return headers.get('content-security-policy') ?? '';
}
