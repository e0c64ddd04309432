import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createPlatformClient, type PlatformClient } from '../../src/lti/client.ts';
import { PlatformError } from '../../src/lti/platform-error.ts';
import { addItem } from './course.ts';
import { addCampaign, type Pair, startPair } from './pair.ts';

/** Palier's calls to services, against what the recorded Moodle accepts and how it answers. */
let pair: Pair;
let client: PlatformClient;
let lineItems: { platformId: string; lineItemsUrl: string };
let members: { platformId: string; membershipsUrl: string };

beforeAll(async () => {
  pair = await startPair();
  const { moodle, platformId } = pair;
  client = newClient();
  const services = `${moodle.url}/mod/lti/services.php`;
  lineItems = { platformId, lineItemsUrl: `${services}/2/lineitems?type_id=1` };
  members = { platformId, membershipsUrl: `${services}/CourseSection/2/bindings/1/memberships` };
  await addCampaign(pair, { competenceColumns: true });
}, 60_000);
afterAll(() => pair?.close());
beforeEach(() => {
  pair.moodle.settings.gradeService = 2;
});

describe('line items', () => {
  test('are asked for with the one media type that Moodle takes, and found by resource id and tag', async () => {
    const item = addItem(pair.moodle.course, { label: '1.1', scoreMaximum: 8, resourceId: 'r', tag: 't' });
    addItem(pair.moodle.course, { label: '1.1 bis', scoreMaximum: 8, resourceId: 'r', tag: 'other' });
    const found = await client.findLineItem(lineItems, { resourceId: 'r', tag: 't' });
    expect(found?.id).toBe(
      `${pair.moodle.url}/mod/lti/services.php/2/lineitems/${item.id}/lineitem?type_id=1`,
    );
    expect(await client.findLineItem(lineItems, { resourceId: 'r', tag: 'none' })).toBeUndefined();
  });

  test('are read over all pages, whose links have typographic quotes and escaped ampersands', async () => {
    for (let number = 0; number < 7; number += 1) {
      addItem(pair.moodle.course, { label: `Colonne ${number}`, scoreMaximum: 8 });
    }
    const target = { ...lineItems, lineItemsUrl: `${lineItems.lineItemsUrl}&limit=2` };
    const listed = await client.listLineItems(target);
    expect(listed.map(({ label }) => label)).toEqual(pair.moodle.course.items.map(({ label }) => label));
    expect(pair.moodle.received.filter(({ url }) => url.includes('limit=2&from='))).not.toEqual([]);
  });

  test('are made without a link, with a label that Moodle can keep', async () => {
    const made = await client.createLineItem(lineItems, {
      label: 'é'.repeat(300),
      scoreMaximum: 8,
      resourceId: 'long',
      tag: 't',
    });
    const item = pair.moodle.course.items.at(-1);
    expect(made.id).toContain(`/lineitems/${item?.id}/`);
    expect(item).toMatchObject({ label: 'é'.repeat(255), linkId: null, resourceId: 'long', tag: 't' });
  });

  test('may only be read where the administrator gave scores and reading: making one is refused in words', async () => {
    pair.moodle.settings.gradeService = 1;
    const making = newClient().createLineItem(lineItems, {
      label: 'x',
      scoreMaximum: 8,
      resourceId: 'x',
      tag: 't',
    });
    await expect(making).rejects.toMatchObject({ reason: 'grade.reason.not-allowed' });
  });
});

describe('a token', () => {
  test('is read though Moodle calls its JSON a web page', async () => {
    const answer = await fetch(`${pair.moodle.url}/mod/lti/token.php`, { method: 'POST' });
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await client.listLineItems(lineItems)).not.toEqual([]);
  });

  test('is not given to a clock that is ahead of Moodle’s by more than ours is set back', async () => {
    pair.moodle.setClock(Date.now() - 9_000);
    expect(await newClient().listLineItems(lineItems)).not.toEqual([]);
    pair.moodle.setClock(Date.now() - 30_000);
    const late = newClient().listLineItems(lineItems);
    await expect(late).rejects.toMatchObject({ kind: 'retry', reason: 'grade.reason.token' });
    pair.moodle.setClock(null);
  });
});

describe('the roster', () => {
  test('has everyone with a role, though Moodle gives short names and no order', async () => {
    const listed = await client.listMembers(members);
    expect(listed.map(({ sub, role, active }) => [sub, role, active])).toEqual([
      ['4', 'learner', true],
      ['8', 'learner', true],
      ['7', 'learner', true],
      ['3', 'teacher', true],
      ['5', 'learner', true],
      ['6', 'learner', true],
    ]);
    expect(listed.find(({ sub }) => sub === '5')?.familyName).toBe("N'Guyên-Garçon");
  });

  test('is whole over pages, though the next page’s link forgets the role', async () => {
    const address = new URL(members.membershipsUrl);
    address.searchParams.set('limit', '4');
    const target = { ...members, membershipsUrl: address.href };
    expect((await client.listMembers(target)).map(({ sub }) => sub)).toEqual(['4', '8', '7', '3', '5', '6']);
    address.searchParams.set('role', 'Learner');
    address.searchParams.set('limit', '2');
    const pupils = await client.listMembers({ ...members, membershipsUrl: address.href });
    expect(new Set(pupils.map(({ sub }) => sub)).size).toBe(pupils.length);
  });

  test('without names where Moodle shares none', async () => {
    pair.moodle.settings.sharesNames = false;
    const listed = await client.listMembers(members);
    pair.moodle.settings.sharesNames = true;
    expect(listed.every(({ name, givenName, familyName }) => !name && !givenName && !familyName)).toBe(true);
  });
});

test('a status line that cannot be read is refused for good, not tried for ever', async () => {
  const item = addItem(pair.moodle.course, { label: 'x', scoreMaximum: 100 });
  const posting = client.postScore(
    {
      platformId: pair.platformId,
      lineItemUrl: `${pair.moodle.url}/mod/lti/services.php/2/lineitems/${item.id}/lineitem?type_id=1`,
    },
    {
      userId: 'not-a-number',
      scoreGiven: 1,
      scoreMaximum: 100,
      comment: 'x',
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: new Date(),
    },
  );
  await expect(posting).rejects.toSatisfy(
    (error) =>
      error instanceof PlatformError &&
      error.kind === 'refused' &&
      !/userId|not-a-number/.test(error.message),
  );
});

/** A client that keeps no token yet. */
function newClient(): PlatformClient {
  return createPlatformClient({
    db: pair.palier.database.db,
    config: readConfig({ ...pair.palier.env }),
    log: pino({ level: 'silent' }),
    now: () => new Date(),
  });
}
