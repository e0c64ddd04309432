import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { realBank, rightResponse } from '../support/content.ts';
import { type HttpSession, launch, readForm } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { shownOnPage } from '../support/shown.ts';

/** Generated challenges over HTTP: each pupil's own values, files and correction. */
let pair: Pair;
let bank: Referential;
let activity: string;

beforeAll(async () => {
  [pair, bank] = await Promise.all([startPair(), realBank()]);
  activity = await addActivity(pair, { competenceColumns: false });
}, 60_000);
afterAll(() => pair?.close());

interface Asked {
  readonly session: HttpSession;
  readonly runId: string;
  readonly html: string;
  readonly challenge: Challenge;
}

async function ask(pupil: number, id: string): Promise<Asked> {
  const skill = bank.challenges.get(id)?.skill ?? '';
  const session = await launch(pair.palier.url, `${pair.lms.url}/as/eleve-${pupil}/activity/${activity}`);
  const { address } = await session.post(readForm(session.html).action);
  const runId = address.replace('/runs/', '');
  await pair.palier.database.db
    .updateTable('run')
    .set({ currentChallenge: id, currentSkill: skill })
    .where('id', '=', runId)
    .execute();
  const { html } = await session.get(address);
  const challenge = await shownOnPage(bank, html);
  if (!challenge) throw new Error('nothing asked');
  return { session, runId, html, challenge };
}

const ACCOUNTS = 'mot-de-passe-3-comptes-a-changer';

test('two pupils get values of their own, and each file holds what its pupil is corrected on', async () => {
  const files: string[] = [];
  for (const pupil of [3, 4]) {
    const { session, runId, html, challenge } = await ask(pupil, ACCOUNTS);
    const stolen = /Le service «\s([^»]+?)\s» annonce/u.exec(html)?.[1]?.replaceAll('’', "'");
    const link = /href="(\/files\/runs\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(html).not.toContain(challenge.explanationHtml);
    const run = await pair.palier.database.db
      .selectFrom('run')
      .select('seed')
      .where('id', '=', runId)
      .executeTakeFirstOrThrow();
    expect(html).not.toContain(run.seed);

    const file = await fetch(pair.palier.url + link);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename=comptes.csv');
    expect(file.headers.get('content-type')).toMatch(/^text\/csv/);
    const text = await file.text();
    files.push(text);
    const rows = text
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(';'));
    expect(rows.map(([service]) => service)).toContain(stolen);
    const code = rows.find(([service]) => service === stolen)?.[1];
    const toChange = rows.filter(([, other]) => other === code).length;

    const response = rightResponse(challenge);
    expect(response).toEqual({ fields: { nombre: String(toChange) } });
    await session.post(`/runs/${runId}/answers`, { challenge: ACCOUNTS, 'field.nombre': String(toChange) });
    const answer = await pair.palier.database.db
      .selectFrom('answer')
      .select('outcome')
      .where('runId', '=', runId)
      .executeTakeFirstOrThrow();
    expect(answer.outcome).toBe('right');
    for (let turn = 0; turn < 4; turn += 1) {
      const asked = /name="challenge" value="([^"]+)"/.exec((await session.get(`/runs/${runId}`)).html)?.[1];
      await session.post(`/runs/${runId}/skips`, { challenge: asked ?? '' });
    }
    const checkpoint = (await session.get(`/runs/${runId}`)).html;
    expect(checkpoint).toContain('id="checkpoint"');
    expect(checkpoint).toContain(challenge.instructionHtml);
    expect(checkpoint).toContain(challenge.explanationHtml);
  }
  expect(files[0]).not.toBe(files[1]);
});

test('a file made for a pupil is had by the address signed for it alone', async () => {
  const { html } = await ask(5, ACCOUNTS);
  const link = /href="(\/files\/runs\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const status = async (address: string) => (await fetch(pair.palier.url + address)).status;
  expect(await status(link)).toBe(200);
  expect(await status(link.split('?')[0] ?? '')).toBe(403);
  expect(await status(link.replace(/runs\/\d+/, 'runs/1'))).toBe(403);
  expect(await status(link.replace('comptes.csv', 'autre.csv'))).toBe(403);
});

test('a picture drawn for a pupil is shown where it is pointed at', async () => {
  const { html, challenge } = await ask(6, 'moteur-resultats-1-montrer-annonce');
  const source = /src="(\/files\/runs\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const picture = await fetch(pair.palier.url + source);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  expect(await picture.text()).toBe(challenge.pictures[0]?.made?.().toString());
});
