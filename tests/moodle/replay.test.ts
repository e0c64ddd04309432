import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readForm } from '../support/http-person.ts';
import { freePort } from '../support/palier.ts';
import { addItem, type Item } from './course.ts';
import { gradeOf, typeGrade } from './gradebook.ts';
import { SCOPES } from './moodle.ts';
import { type MoodlePlatform, startMoodle } from './platform.ts';
import {
  type Exchange,
  recordedAuthenticationErrors,
  recordedExchanges,
  recordedLockedGrade,
  recordedRefusals,
  recordedScores,
  recordedSuccession,
} from './recorded.ts';

/** The replay itself: asked what the real Moodle was asked, it answers what the real Moodle answered. */
let moodle: MoodlePlatform;

beforeAll(async () => {
  moodle = await startMoodle(await freePort(), 'http://localhost:9');
});
afterAll(() => moodle?.close());
beforeEach(() => {
  moodle.setClock(null);
  moodle.course.items.length = 0;
  moodle.course.nextItem = 2;
  seedItems();
});

/** The items that the recorded course had before the services were called. */
function seedItems(): void {
  const seeds: [number, string, number, string, string, string][] = [
    [2, 'Campagne « Données & réseaux »', 100, 'c-0001', 'score', '1'],
    [3, 'Positionnement 3e B', 100, 'c-0002', 'niveau', '2'],
    [4, 'Campagne à revoir', 20, 'c-0004', 'note', '4'],
    [5, 'Sans maximum', 100, '', '', '5'],
    [6, 'Maximum décimal', 100, '', '', '6'],
    [7, 'Avec adresse', 50, 'c-0005', 't', '9'],
  ];
  const review = { url: 'http://127.0.0.1:9000/launch?review=1', custom: { review: 'oui' } };
  for (const [id, label, scoreMaximum, resourceId, tag, linkId] of seeds) {
    const more = id === 4 ? { submissionReview: review } : {};
    addItem(moodle.course, { label, scoreMaximum, resourceId, tag, linkId, activityId: linkId, more });
  }
  moodle.course.nextItem = 14;
}

function itemOf(exchange: Exchange): Item {
  const id = /lineitems\/(\d+)\//.exec(exchange.request.url)?.[1];
  const item = moodle.course.items.find((candidate) => String(candidate.id) === id);
  if (!item) throw new Error(`no item in ${exchange.request.url}`);
  return item;
}

async function ask(exchange: Exchange, scopes: readonly string[]): Promise<Response> {
  const { method, url, headers, body } = exchange.request;
  const { authorization, ...rest } = headers;
  const token = authorization === undefined ? {} : { authorization: `Bearer ${moodle.issueToken(scopes)}` };
  const text = body == null ? null : typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(url, { method, headers: { ...rest, ...token }, body: text });
}

async function expectRecorded(name: string, exchange: Exchange, answer: Response): Promise<void> {
  const { status, statusText, headers, body } = exchange.response;
  const text = await answer.text();
  const said = {
    status: answer.status,
    // fetch reads reason phrases byte by byte
    statusText: Buffer.from(answer.statusText, 'latin1').toString('utf8'),
    contentType: answer.headers.get('content-type'),
    link: answer.headers.get('link') ?? undefined,
    body: text === '' ? '' : (JSON.parse(text) as unknown),
  };
  const recorded = { status, statusText, contentType: headers['content-type'], link: headers.link, body };
  expect(said, name).toEqual(recorded);
}

const ALL = Object.values(SCOPES);

describe('the score service', () => {
  test('answers, and leaves in the gradebook, what was recorded for fifty scores in a row', async () => {
    addItem(moodle.course, { label: 'x', scoreMaximum: 8 });
    addItem(moodle.course, { label: 'x', scoreMaximum: 8 });
    addItem(moodle.course, { label: 'Pix total', scoreMaximum: 1024, linkId: '1' });
    const scores = recordedScores(moodle.url);
    expect(scores).toHaveLength(50);
    for (const score of scores) {
      const at = Date.parse(score.response.headers.date ?? '');
      moodle.setClock(at + 500);
      if (score.name.startsWith('55')) typeGrade(itemOf(score), '7', 15, 'Note du professeur', at);
      await expectRecorded(score.name, score, await ask(score, ALL));
      const after = score.gradeInDatabaseAfter;
      if (!after) throw new Error(`${score.name}: no grade recorded`);
      const { raw, final, feedback, overridden, timemodified } = gradeOf(itemOf(score), String(after.userid));
      expect({ raw, final, feedback, overridden, timemodified }, score.name).toEqual({
        raw: after.raw,
        final: after.final,
        feedback: after.feedback,
        overridden: after.overridden,
        timemodified: after.timemodified,
      });
    }
  });

  test('refuses what was refused, with the same reason phrase', async () => {
    const refusals = recordedRefusals(moodle.url).filter(
      ({ name }) => !name.startsWith('49'), // the course's total, which is no item's
    );
    expect(refusals.length).toBeGreaterThan(15);
    for (const refusal of refusals) {
      if (refusal.response.status == null) {
        await expect(ask(refusal, ALL), refusal.name).rejects.toThrow();
        continue;
      }
      const scopes = refusal.name.includes('without score scope') ? [SCOPES.result] : ALL;
      await expectRecorded(refusal.name, refusal, await ask(refusal, scopes));
    }
  });

  test('says 409 within one second, 500 on a locked grade', async () => {
    for (const score of recordedSuccession(moodle.url)) {
      moodle.setClock(Date.parse(score.response.headers.date ?? '') + 200);
      await expectRecorded('in succession', score, await ask(score, ALL));
    }
    const locked = recordedLockedGrade(moodle.url);
    gradeOf(itemOf(locked), '6').locked = true;
    await expectRecorded('locked', locked, await ask(locked, ALL));
  });
});

test('line items: every recorded request gets its recorded answer', async () => {
  for (const [name, exchange] of recordedExchanges('line-items.json', moodle.url)) {
    const scopes = name.includes('readonly') ? [SCOPES.lineItemReadonly] : ALL;
    if (exchange.response.status == null) {
      await expect(ask(exchange, ALL), name).rejects.toThrow();
      continue;
    }
    const bad = name.includes('bad-token') || name.includes('score-only');
    await expectRecorded(name, exchange, await ask(exchange, bad ? [SCOPES.score] : scopes));
  }
});

test('memberships: every recorded request gets its recorded answer', async () => {
  for (const [name, exchange] of recordedExchanges('memberships.json', moodle.url)) {
    await expectRecorded(name, exchange, await ask(exchange, ALL));
  }
});

describe('the authentication endpoint', () => {
  const CHANGES: Readonly<Record<string, Record<string, string | null>>> = {
    'unregistered redirect_uri': { redirect_uri: 'http://localhost:9/lti/launch?x=1' },
    'no nonce': { nonce: null },
    'wrong login_hint': { login_hint: '5' },
    'wrong client_id': { client_id: 'other' },
    'no lti_message_hint': { lti_message_hint: null },
    'scope profile': { scope: 'openid profile' },
    'response_mode query': { response_mode: 'query' },
    'prompt login': { prompt: 'login' },
    'no prompt': { prompt: null },
  };

  async function begin(): Promise<URLSearchParams> {
    if (moodle.course.activities.length === 0) moodle.course.activities.push(ACTIVITY);
    const start = await (await fetch(`${moodle.url}/as/eleve.benoit/launch.php?id=2`)).text();
    const { fields } = readForm(start);
    return new URLSearchParams({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: fields.get('client_id') ?? '',
      redirect_uri: 'http://localhost:9/lti/launch',
      login_hint: fields.get('login_hint') ?? '',
      lti_message_hint: fields.get('lti_message_hint') ?? '',
      state: 'state-1',
      nonce: 'nonce-1',
    });
  }

  const ACTIVITY = { cmid: 2, id: '1', name: 'Activité', description: '', custom: {} };

  test('errs as recorded', async () => {
    for (const [name, recorded] of Object.entries(recordedAuthenticationErrors())) {
      const change = CHANGES[name];
      if (!change) continue;
      const given = await begin();
      for (const [key, value] of Object.entries(change)) {
        if (value === null) given.delete(key);
        else given.set(key, value);
      }
      const answer = await fetch(`${moodle.url}/mod/lti/auth.php?${given}`);
      expect(answer.status, name).toBe(recorded.statuses[0]);
      const html = await answer.text();
      if (recorded.postedToTool === null) expect(html, name).toContain('Invalid request');
      else if (recorded.postedToTool === 'id_token') expect(readForm(html).fields.has('id_token')).toBe(true);
      else {
        const posted = Object.fromEntries(readForm(html).fields);
        expect(posted, name).toEqual({ ...recorded.postedToTool, state: 'state-1' });
      }
    }
  });

  test('takes a hint once', async () => {
    const given = await begin();
    expect((await fetch(`${moodle.url}/mod/lti/auth.php?${given}`)).status).toBe(200);
    expect((await fetch(`${moodle.url}/mod/lti/auth.php?${given}`)).status).toBe(404);
  });
});
