import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initialState, solvedState } from '../../src/engine/practicals/practical.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { elsewhere, realBank } from '../support/content.ts';
import { type HttpSession, launch, readForm } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';

/** Simulated applications over HTTP: what the page is given, what it may report, what is told of it afterwards. */
const ID = 'arborescence-fichiers-1-p-six-fichiers';

let pair: Pair;
let bank: Referential;
let activity: string;
let pupils = 10;

beforeAll(async () => {
  [pair, bank] = await Promise.all([startPair(), realBank()]);
  activity = await addActivity(pair, { competenceColumns: false });
}, 60_000);
afterAll(() => pair?.close());

interface Asked {
  readonly challenge: Challenge;
  readonly session: HttpSession;
  readonly runId: string;
  readonly html: string;
  answer(reached: string): Promise<{ status: number; html: string }>;
}

/** A new pupil before this challenge. */
async function ask(id = ID): Promise<Asked> {
  const challenge = bank.challenges.get(id);
  if (!challenge) throw new Error(`no ${id} in the bank`);
  pupils += 1;
  const session = await launch(pair.palier.url, `${pair.lms.url}/as/eleve-${pupils}/activity/${activity}`);
  const { address } = await session.post(readForm(session.html).action);
  const runId = address.replace('/runs/', '');
  await pair.palier.database.db
    .updateTable('run')
    .set({ currentChallenge: challenge.id, currentSkill: challenge.skill })
    .where('id', '=', runId)
    .execute();
  const { html } = await session.get(address);
  return {
    challenge,
    session,
    runId,
    html,
    answer: (reached) =>
      session.post(`/runs/${runId}/answers`, new URLSearchParams({ challenge: challenge.id, reached })),
  };
}

async function outcomeOf({ runId, challenge }: Asked): Promise<string | undefined> {
  const row = await pair.palier.database.db
    .selectFrom('answer')
    .select('outcome')
    .where('runId', '=', runId)
    .where('challengeId', '=', challenge.id)
    .executeTakeFirst();
  return row?.outcome;
}

function practicalOf({ challenge }: Asked) {
  if (!challenge.practical) throw new Error('no window');
  return challenge.practical;
}

test('the page holds the window and nothing of what is expected', async () => {
  const asked = await ask();
  expect(asked.html).toContain('sandbox="allow-scripts"');
  expect(asked.html).toMatch(/src="\/assets\/frames\/file-manager\/fr\?v=[0-9a-f]{10}"/);
  expect(asked.html).toContain('marche-rennes.txt');
  expect(asked.html).not.toContain('holds');
  expect(asked.html).not.toContain('expect');
  const { config } = practicalOf(asked);
  expect(JSON.stringify(config)).not.toContain('holds');
});

test('what was asked is right, something else is wrong; the correction says both', async () => {
  const right = await ask();
  expect((await right.answer(JSON.stringify(solvedState(practicalOf(right))))).status).toBe(200);
  expect(await outcomeOf(right)).toBe('right');

  const wrong = await ask();
  await wrong.answer(JSON.stringify(elsewhere(practicalOf(wrong))));
  expect(await outcomeOf(wrong)).toBe('wrong');
  const { db } = pair.palier.database;
  await db
    .updateTable('run')
    .set({ status: 'finished', finishedAt: new Date(), currentChallenge: null, currentSkill: null })
    .where('id', '=', wrong.runId)
    .execute();
  const { html } = await wrong.session.get(`/runs/${wrong.runId}/answers`);
  expect(html).toContain('Le dossier «\u202fDocuments/Recettes\u202f» contient');
  expect(html).toContain('Il est vide, ou n’existe pas.');
});

test('a window left as it was is no answer: the page says so and keeps what it held', async () => {
  const asked = await ask();
  for (const reached of ['', JSON.stringify(initialState(practicalOf(asked)))]) {
    const { status, html } = await asked.answer(reached);
    expect(status).toBe(422);
    expect(html).toContain('Fais d’abord ce que demande la consigne');
  }
  expect(await outcomeOf(asked)).toBeUndefined();
});

describe('a report that no window makes', () => {
  test('is refused, whatever it holds, and answers nothing', async () => {
    const asked = await ask();
    const solved = solvedState(practicalOf(asked));
    const reports = [
      '{',
      'null',
      '[]',
      '42',
      '"<script>"',
      '{"items":[]}',
      JSON.stringify({ ...solved, correct: true }),
      JSON.stringify({ ...solved, items: 'all' }),
      JSON.stringify({ ...solved, items: Array.from({ length: 500 }, () => ({ path: 'a', file: 0 })) }),
      `{"__proto__":{"right":true},"items":[],"bin":[],"selected":[1]}`,
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      'x'.repeat(33_000),
    ];
    for (const report of reports) {
      const { status } = await asked.answer(report);
      expect([report.slice(0, 40), status]).toEqual([report.slice(0, 40), 422]);
    }
    expect((await asked.answer('x'.repeat(70_000))).status).toBe(413);
    expect(await outcomeOf(asked)).toBeUndefined();
    await asked.answer(JSON.stringify(solved));
    expect(await outcomeOf(asked)).toBe('right');
  });
});

test('the document of a frame can reach nothing and is framed by us alone', async () => {
  const answer = await fetch(`${pair.palier.url}/assets/frames/file-manager/fr`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; img-src data:; base-uri 'none'; form-action 'none'; sandbox allow-scripts$/,
  );
  const html = await answer.text();
  expect(html).not.toMatch(/\b(?:src|href)="(?!data:)|https?:\/\/(?!www\.w3\.org)/);
  for (const address of ['nowhere/fr', 'file-manager/de', '..%2f/fr', 'constructor/fr'])
    expect((await fetch(`${pair.palier.url}/assets/frames/${address}`)).status).toBe(404);
});
