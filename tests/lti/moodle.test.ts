import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Claims, readClaims } from '../../src/lti/claims.ts';
import { createEnter } from '../../src/lti/enter.ts';
import { verifyIdToken } from '../../src/lti/id-token.ts';
import { findNext } from '../../src/lti/paging.ts';
import { createPlatformKeys } from '../../src/lti/platform-keys.ts';
import { decideStanding } from '../../src/lti/roles.ts';
import type { Platform } from '../../src/lti/store.ts';
import { findPlatforms } from '../../src/lti/store.ts';
import jwks from '../fixtures/moodle/jwks.json' with { type: 'json' };
import launches from '../fixtures/moodle/launches.json' with { type: 'json' };
import linePage from '../fixtures/moodle/line-items-page.json' with { type: 'json' };
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { startApp, type TestApp } from './support/app.ts';

/*
 * Launches recorded on a real Moodle 4.5, read with the clock set back to their moment. The people are fictitious.
 */
const MOODLE = 'http://127.0.0.1:8080';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await testDatabase();
  app = await startApp(database.db);
  for (const clientId of new Set(launches.map((launch) => launch.clientId))) {
    const { id } = await database.db
      .insertInto('platform')
      .values({
        name: 'Moodle',
        issuer: MOODLE,
        clientId,
        authUrl: `${MOODLE}/mod/lti/auth.php`,
        tokenUrl: `${MOODLE}/mod/lti/token.php`,
        jwksUrl: `${MOODLE}/mod/lti/certs.php`,
        jwks: JSON.stringify(jwks),
        jwksFetchedAt: new Date('2026-11-22T19:00:00Z'),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const deploymentId of ['1', '7']) {
      await database.db.insertInto('deployment').values({ platformId: id, deploymentId }).execute();
    }
  }
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

async function read(name: string): Promise<{ platform: Platform; claims: Claims; nonce: string; now: Date }> {
  const recorded = launches.find((launch) => launch.name === name);
  if (!recorded) throw new Error(`no recorded launch ${name}`);
  const now = new Date(recorded.iat * 1000);
  const [platform] = await findPlatforms(database.db, MOODLE, recorded.clientId);
  if (!platform) throw new Error('no platform');
  const keys = createPlatformKeys({ ...app.deps, now: () => now }, () => {
    throw new Error('no call: the keys are known');
  });
  const payload = await verifyIdToken(keys, platform, recorded.idToken, { nonce: recorded.nonce, now });
  return { platform, claims: readClaims(payload), nonce: recorded.nonce, now };
}

test.each(launches.map(({ name }) => name))('%s verifies and is understood', async (name) => {
  const { claims } = await read(name);
  expect(claims.deploymentId).toMatch(/^[17]$/);
  expect(claims.context).toEqual({ id: '2', label: 'PIX3E', title: 'Pix 3e' });
  expect(claims.product).toBe('moodle');
});

test('the same token is over two minutes later', async () => {
  const [recorded] = launches;
  const { platform, now } = await read(recorded?.name ?? '');
  const keys = createPlatformKeys(app.deps, () => {
    throw new Error('no call');
  });
  const late = verifyIdToken(keys, platform, recorded?.idToken ?? '', {
    nonce: recorded?.nonce ?? '',
    now: new Date(now.getTime() + 121_000),
  });
  await expect(late).rejects.toMatchObject({ code: 'token-expired' });
});

test("a pupil's launch", async () => {
  const { claims } = await read('resource-link-student-iframe');
  expect(claims).toMatchObject({
    messageType: 'LtiResourceLinkRequest',
    sub: '4',
    name: 'Zoé Benoît',
    givenName: 'Zoé',
    locale: 'fr',
    resourceLink: { id: '1', title: 'Campagne « Données & réseaux »' },
    membershipsUrl: `${MOODLE}/mod/lti/services.php/CourseSection/2/bindings/1/memberships`,
    ags: {
      lineItems: `${MOODLE}/mod/lti/services.php/2/lineitems?type_id=1`,
      lineItem: `${MOODLE}/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1`,
    },
  });
  expect(claims.custom).toMatchObject({ campaign_id: 'c-0001', v_Context_id: '2' });
  expect(decideStanding(claims.roles, false)).toEqual({ role: 'learner', enrolled: 'learner' });
});

test('names that are not shared are null; what custom variables leave null is left out', async () => {
  const { claims } = await read('resource-link-student-privacy-off');
  expect(claims).toMatchObject({ name: null, givenName: null, familyName: null, sub: expect.any(String) });
  for (const value of Object.values(claims.custom)) expect(typeof value).toBe('string');
});

test('an ungraded activity has no line item of its own', async () => {
  const { claims } = await read('resource-link-student-ungraded');
  expect(claims.ags?.lineItem).toBeNull();
  expect(claims.ags?.lineItems).not.toBeNull();
});

test('the site administrator may place activities, and is no teacher of the course', async () => {
  const placed = await read('request-as-admin');
  expect(decideStanding(placed.claims.roles, true)).toEqual({ role: 'teacher', enrolled: null });
  const opened = await read('resource-link-admin-iframe');
  expect(decideStanding(opened.claims.roles, false)).toEqual({ role: 'none', enrolled: null });
});

test('deep linking: settings without data, several items accepted', async () => {
  const { claims } = await read('single-item');
  expect(claims.deepLinking).toMatchObject({
    data: null,
    acceptMultiple: true,
    acceptLineItem: true,
    acceptTypes: ['ltiResourceLink'],
  });
  expect(claims.deepLinking?.returnUrl).toMatch(
    /^http:\/\/127\.0\.0\.1:8080\/mod\/lti\/contentitem_return\.php/,
  );
});

test('the grade book leads to a review of one pupil', async () => {
  const { claims } = await read('submission-review-teacher-without');
  expect(claims).toMatchObject({ messageType: 'LtiSubmissionReviewRequest', forUserSub: '4' });
});

test('a launch that loses its line item claim keeps the address seen before', async () => {
  const state = (nonce: string) => ({
    platformId: '1',
    target: '',
    nonce,
    expiresAt: new Date('2027-01-01'),
    browser: '',
    storageTarget: null,
  });
  const enter = createEnter(database.db);
  const enterRecorded = async (name: string) => {
    const { platform, claims, nonce, now } = await read(name);
    const deployment = await database.db
      .selectFrom('deployment')
      .select('id')
      .where('platformId', '=', platform.id)
      .where('deploymentId', '=', claims.deploymentId)
      .executeTakeFirstOrThrow();
    const standing = decideStanding(claims.roles, false);
    const entry = {
      platform,
      deploymentId: deployment.id,
      claims,
      standing,
      state: state(nonce),
      question: null,
    };
    return enter(entry, now);
  };
  const first = await enterRecorded('resource-link-student-iframe');
  const second = await enterRecorded('resource-link-student-two-line-items');
  await expect(enterRecorded('resource-link-student-iframe')).rejects.toMatchObject({ code: 'nonce-used' });
  expect(second.session.userId).toBe(first.session.userId);
  const links = await database.db.selectFrom('resourceLink').select(['linkId', 'lineItemUrl']).execute();
  expect(links).toContainEqual({
    linkId: '1',
    lineItemUrl: `${MOODLE}/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1`,
  });
});

test('the Link header that Moodle writes leads to the next page', () => {
  const first = `${MOODLE}/mod/lti/services.php/2/lineitems?type_id=1&limit=2`;
  expect(findNext(linePage.link, first)).toBe(`${first}&from=2`);
  expect(findNext(linePage.lastLink, first)).toBe(`${first}&from=4`);
  expect(findNext(undefined, first)).toBeUndefined();
  expect(findNext(`<${first}>; rel="prev"`, first)).toBeUndefined();
});
