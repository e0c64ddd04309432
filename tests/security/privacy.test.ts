import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoLms } from '../../src/demo-lms/options.ts';
import { startDemoLms } from '../../src/demo-lms/platform.ts';
import { addPlatform } from '../../src/lti/registrations.ts';
import { type HttpSession, launch, readForm } from '../support/http-person.ts';
import { freePort } from '../support/palier.ts';
import { playOverHttp } from '../support/play-http.ts';
import { pageHeaders } from './people.ts';
import { type Site, startSite } from './site.ts';

/** A whole story with its accidents, read in the log at its lowest level and before its censorship. */
let site: Site;
let lms: DemoLms;

beforeAll(async () => {
  site = await startSite({}, { deliver: true });
  const port = await freePort();
  const lti = `${site.publicUrl}/lti`;
  lms = await startDemoLms({
    port,
    url: `http://127.0.0.1:${port}`,
    tool: {
      loginUrl: `${lti}/login`,
      launchUrl: `${lti}/launch`,
      jwksUrl: `${lti}/jwks`,
      registerUrl: `${lti}/register`,
      title: 'Palier',
    },
    log: pino({ level: 'silent' }),
  });
  await addPlatform(site.db, {
    name: 'LMS',
    issuer: lms.issuer,
    clientId: lms.clientId,
    authUrl: lms.authUrl,
    tokenUrl: lms.tokenUrl,
    jwksUrl: lms.jwksUrl,
    deploymentIds: [lms.deploymentId],
  });
});
afterAll(async () => {
  await site?.close();
  await lms?.close();
});

const as = (person: string, page: string): Promise<HttpSession> =>
  launch(site.url, `${lms.url}/as/${person}/${page}`);

test('no name, token, identifier or answer in the log or the measures of a whole story; zero is a grade', {
  timeout: 60_000,
}, async () => {
  const picker = await as('prof-1', 'add');
  const ready = readForm(picker.html);
  const picked = readForm((await picker.post(ready.action, ready.fields)).html);
  await fetch(picked.action, { method: 'POST', body: picked.fields });
  const course = await (await fetch(`${lms.url}/as/prof-1/course`)).text();
  const id = /\/as\/prof-1\/activity\/([^/"]+)"/.exec(course)?.[1];

  const pupil = await as('eleve-1', `activity/${id}`);
  const { runId } = await playOverHttp(pupil, site.bank, () => false);
  lms.control.failServices({ status: 503, retryAfter: 1, times: 1 });
  await pupil.post(`/runs/${runId}/sending`);
  await accidents(pupil, runId);
  const grade = await delivered();
  expect(grade).toMatchObject({ state: 'sent', scoreGiven: 0 });
  const teacher = await as('prof-1', `activity/${id}`);
  expect((await teacher.get(`${teacher.address}?roster=now`)).status).toBe(200);

  const people = await site.db.selectFrom('ltiUser').selectAll().execute();
  expect(people.length).toBeGreaterThan(25);
  const names = people.flatMap((one) => [one.name, one.givenName, one.familyName, one.sub]);
  const words = new Set(names.filter((name) => name !== null && name.length > 1));
  const tokens = [picker.token, pupil.token, teacher.token];
  const measures = await (await fetch(`${site.url}/metrics`)).text();
  const log = site.lines.join('');
  for (const known of ['"launch"', '"request"', 'cross-site-write', 'form-invalid', 'state-invalid'])
    expect(log).toContain(known);
  for (const text of [log, measures]) {
    for (const word of words) expect([word, hasWord(text, word ?? '')]).toEqual([word, false]);
    for (const token of tokens) expect(text.includes(token)).toBe(false);
    // Signed tokens, bearers, what was typed, and parameters of addresses.
    expect(text).not.toMatch(/eyJ[\w-]{10}|Bearer |zzzzz|98765|Une réponse|login_hint|\?back=|roster=now/);
  }
});

/** Requests that fail, each in another place. */
async function accidents(pupil: HttpSession, runId: string): Promise<void> {
  const form = { challenge: 'Une réponse', choice: 'Une réponse' };
  await pupil.post(`/runs/${runId}/answers`, form);
  await pupil.post(`/runs/${runId}/answers`, { challenge: 'Une réponse'.repeat(100) });
  await pupil.get(`/runs/999999/result?back=${encodeURIComponent('Une réponse')}`);
  await pupil.post('/picker/campaigns', { name: 'Une réponse' });
  const headers = { ...pageHeaders(pupil.token), 'sec-fetch-site': 'cross-site' };
  await fetch(`${site.url}/runs/${runId}/answers`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  const replay = new URLSearchParams({
    state: 'Une réponse',
    id_token: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.x',
  });
  await fetch(`${site.url}/lti/launch`, { method: 'POST', body: replay });
  await fetch(`${site.url}/lti/login?login_hint=${encodeURIComponent('Une réponse')}`);
}

async function delivered(): Promise<{ state: string; scoreGiven: number } | undefined> {
  const find = () => site.db.selectFrom('grade').select(['state', 'scoreGiven']).limit(1).executeTakeFirst();
  for (let tries = 0; tries < 300; tries += 1) {
    const grade = await find();
    if (grade && grade.state !== 'pending') return grade;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return find();
}

function hasWord(text: string, word: string): boolean {
  const exact = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\d])${exact}(?![\\p{L}\\d])`, 'u').test(text);
}
