import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  giveCampaign,
  givePerson,
  givePlace,
  givePlatform,
  open,
  type Person,
  pageHeaders,
} from './people.ts';
import { type Site, startSite } from './site.ts';

/** What somebody may do with a session, or without one. */
let site: Site;
let pupil: Person;
let code: string;

beforeAll(async () => {
  site = await startSite({ RATE_LIMIT: 'on' });
  const place = await givePlace(site, await givePlatform(site, 'lms'), 'Cours');
  const teacher = await givePerson(site, place, 'Prof', 'teacher');
  pupil = await givePerson(site, place, 'Eleve', 'learner');
  code = (await giveCampaign(site, teacher)).code;
});
afterAll(() => site?.close());

const get = (path: string, token: string | null) =>
  fetch(site.url + path, { headers: pageHeaders(token), redirect: 'manual' });

test('a session that floods is slowed down, and a class behind the same address is not', async () => {
  const { token } = await open(site, pupil);
  const classmates = await Promise.all(Array.from({ length: 35 }, () => open(site, pupil)));
  const statuses: number[] = [];
  for (let round = 0; round < 65; round += 1) {
    const batch = Array.from({ length: 10 }, () => get('/lti/config.json', token));
    statuses.push(...(await Promise.all(batch)).map(({ status }) => status));
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(600);
  expect(statuses.filter((status) => status === 429)).toHaveLength(50);
  const refused = await get('/welcome/no-role', token);
  expect(refused.status).toBe(429);
  expect(await refused.text()).toMatch(/<h1/);
  const others = await Promise.all(classmates.map((one) => get('/welcome/no-role', one.token)));
  expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]));
});

test('a session ends after two idle hours, and twelve hours after its launch whatever is done', async () => {
  const start = Date.now();
  const after = (hours: number) => site.setNow(new Date(start + hours * 3_600_000));
  const idle = await open(site, pupil, new Date(start));
  const busy = await open(site, pupil, new Date(start));
  for (let hours = 0; hours < 12; hours += 1.5) {
    after(hours);
    expect([hours, (await get('/welcome/no-role', busy.token)).status]).toEqual([hours, 200]);
  }
  after(11.99);
  expect((await get('/welcome/no-role', busy.token)).status).toBe(200);
  expect((await get('/welcome/no-role', idle.token)).status).toBe(401);
  after(12.01);
  expect((await get('/welcome/no-role', busy.token)).status).toBe(401);
  site.setNow(null);
});

test('a session ends with its platform or its deployment', async () => {
  const { platformId, deploymentId } = pupil.place;
  const { token } = await open(site, pupil);
  for (const [table, id] of [
    ['platform', platformId],
    ['deployment', deploymentId],
  ] as const) {
    await site.db.updateTable(table).set({ status: 'disabled' }).where('id', '=', id).execute();
    expect((await get('/welcome/no-role', token)).status).toBe(401);
    await site.db.updateTable(table).set({ status: 'active' }).where('id', '=', id).execute();
  }
  expect((await get('/welcome/no-role', token)).status).toBe(200);
});

test('the way back of a tutorial leads to a run of ours or to the start, never elsewhere', async () => {
  const { token } = await open(site, pupil);
  const tutorial = [...site.bank.tutorials.keys()][0];
  const wayBack = async (back: string) => {
    const html = await (await get(`/tutorials/${tutorial}?back=${encodeURIComponent(back)}`, token)).text();
    // The foot of the page leads to the settings and back to this very page.
    return [...html.matchAll(/href="([^"]*)"/g)]
      .map((match) => match[1])
      .filter((address) => !/^\/(settings|accessibility)\?back=%2Ftutorials%2F/.test(address ?? ''));
  };
  expect(await wayBack('/runs/12/result')).toContain('/runs/12/result');
  const hostile = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/runs/1@evil.example',
    '/runs/1\r\n//evil.example',
    '/session/closure',
  ];
  for (const back of hostile) {
    const found = await wayBack(back);
    expect(found).toContain('/');
    expect(found.filter((address) => address?.includes('evil') || address?.includes('closure'))).toEqual([]);
  }
});

test('a guessed, cut or forged bearer is none', async () => {
  const { token } = await open(site, pupil);
  for (const bad of ['x'.repeat(43), token.slice(1), `${token}x`, token.toLowerCase(), '']) {
    expect((await get('/welcome/no-role', bad)).status).toBe(401);
  }
});

test('the same activity opened after 1 September is another year’s participation, and the old one stays', async () => {
  const begin = async (date: string) => {
    const now = new Date(date);
    site.setNow(now);
    const { token } = await open(site, pupil, now);
    const answer = await fetch(`${site.url}/campaigns/${code}/participations`, {
      method: 'POST',
      headers: pageHeaders(token),
      redirect: 'manual',
    });
    return answer.headers.get('location');
  };
  const june = await begin('2027-06-20T10:00:00Z');
  expect(june).toMatch(/^\/runs\/\d+$/);
  expect(await begin('2027-08-31T21:30:00Z')).toBe(june);
  // Half past midnight in Paris.
  const september = await begin('2027-08-31T22:30:00Z');
  expect(september).toMatch(/^\/runs\/\d+$/);
  expect(september).not.toBe(june);
  site.setNow(null);
});
