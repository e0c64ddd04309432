import { afterAll, beforeAll, expect, test } from 'vitest';
import { claim, deepLinkingChange, startPlatform, type TestPlatform } from '../lti/support/platform.ts';
import { launchFrom } from '../security/launches.ts';
import { pageHeaders } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';

/** A place of the course that takes text or files, and no activity. */
let site: Site;
let platform: TestPlatform;
let token: string;
let html: string;

beforeAll(async () => {
  site = await startSite();
  platform = await startPlatform();
  await platform.register(site.db);
  const roles = ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'];
  const change = {
    ...deepLinkingChange(platform, { accept_types: ['html', 'file'] }),
    [claim('roles')]: roles,
  };
  ({ html } = await launchFrom(site, platform, change));
  token = /name="palier-session" content="([^"]+)"/.exec(html)?.[1] ?? '';
});
afterAll(async () => {
  await platform?.close();
  await site?.close();
});

const decode = (page: string): Record<string, unknown> => {
  const jwt = /name="JWT" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return Object(JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()));
};

test('says so, and offers the way back alone', () => {
  expect(html).toContain('Cet endroit du cours n’accepte pas d’activité Palier');
  expect(html).toContain('action="/picker/cancellation"');
  expect(html).not.toContain('name="model"');
});

test.each([
  ['/picker/cancellation', {}],
  ['/picker/ready', { model: 'rentree-3e' }],
  ['/picker/campaigns', { model: 'rentree-3e', name: '3e B' }],
])('%s tells the LMS why, and leaves no campaign behind', async (address, fields) => {
  const answer = await fetch(site.url + address, {
    method: 'POST',
    headers: pageHeaders(token),
    body: new URLSearchParams(fields),
  });
  expect(answer.status).toBe(200);
  expect(decode(await answer.text())).toMatchObject({
    'https://purl.imsglobal.org/spec/lti-dl/claim/content_items': [],
    'https://purl.imsglobal.org/spec/lti-dl/claim/errormsg': expect.stringContaining('Cet endroit du cours'),
  });
  expect(await site.db.selectFrom('campaign').selectAll().execute()).toEqual([]);
});
