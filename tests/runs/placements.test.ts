import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outlineOf } from '../../src/referential/shape.ts';
import type { Challenge, Placement, Referential } from '../../src/referential/types.ts';
import { realBank } from '../support/content.ts';
import { type HttpSession, launch, readForm } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { placedFields } from '../support/placements.ts';
import { playOverHttp } from '../support/play-http.ts';

/** Ordering, matching and pointing over HTTP: asked, answered, sent wrong, corrected, shown to the teacher. */
let pair: Pair;
let bank: Referential;
let activity: string;
let pupils = 10;

beforeAll(async () => {
  [pair, bank] = await Promise.all([startPair(), realBank()]);
  activity = await addActivity(pair, { competenceColumns: false });
}, 60_000);
afterAll(() => pair?.close());

const open = (person: string): Promise<HttpSession> =>
  launch(pair.palier.url, `${pair.lms.url}/as/${person}/activity/${activity}`);

interface Asked {
  readonly challenge: Challenge;
  readonly placement: Placement;
  readonly session: HttpSession;
  readonly runId: string;
  readonly html: string;
  post(fields: readonly (readonly [string, string])[]): Promise<{ status: number; html: string }>;
}

/** A new pupil whose first question is this one. */
async function ask(type: Challenge['type'], id?: string): Promise<Asked> {
  const challenge = [...bank.challenges.values()].find(
    (one) => one.type === type && !one.generator && (!id || one.id === id),
  );
  if (!challenge?.placement) throw new Error(`no ${type} in the bank`);
  pupils += 1;
  const session = await open(`eleve-${pupils}`);
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
    placement: challenge.placement,
    session,
    runId,
    html,
    post: (fields) =>
      session.post(
        `/runs/${runId}/answers`,
        new URLSearchParams([
          ['challenge', challenge.id],
          ...fields.map(([name, value]): [string, string] => [name, value]),
        ]),
      ),
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

describe.each(['ordering', 'matching', 'pointing'] as const)('%s', (type) => {
  test('what the page shows, rightly placed, is right; wrongly, wrong', async () => {
    for (const right of [true, false]) {
      const asked = await ask(type);
      const { status } = await asked.post(placedFields(asked.placement, asked.html, right));
      expect(status).toBe(200);
      expect(await outcomeOf(asked)).toBe(right ? 'right' : 'wrong');
    }
  });

  test('an empty form, a hostile one: the question again, with what to do, and nothing recorded', async () => {
    const asked = await ask(type);
    const strange = ['-1', '99', 'x', "'; drop table run; --", '1e3', '💥'].flatMap((value) =>
      ['place.0', 'match.0', 'zone', 'point', 'choice', 'field.a'].map((name) => [name, value] as const),
    );
    for (const fields of [[], strange, [['place.0', '1'] as const, ['place.0', '1'] as const]]) {
      const { status, html } = await asked.post(fields);
      expect(status).toBe(422);
      expect(html).toMatch(/id="answer-error" role="alert"/);
      expect(html).toContain('Je passe');
      expect(html).toContain(`name="challenge" value="${asked.challenge.id}"`);
    }
    expect(await outcomeOf(asked)).toBeUndefined();
  });

  test('the page holds nothing of the key before the checkpoint', async () => {
    const asked = await ask(type);
    const { html, challenge, placement } = asked;
    expect(html).not.toContain(challenge.explanationHtml);
    if (placement.mode === 'ordering') {
      const items = [...html.matchAll(/name="place\.(\d+)"/g)].map((match) => Number(match[1]));
      expect(items, 'names follow what is shown').toEqual([...items.keys()]);
      const texts = [...html.matchAll(/data-item="([^"]*)"/g)].map((match) => match[1]);
      expect(texts).not.toEqual(placement.items.map((item) => item.text));
    }
    if (placement.mode === 'pointing') {
      for (const { shape, why } of placement.zones) {
        expect(html).not.toContain(outlineOf(shape));
        if (why) expect(html).not.toContain(why);
      }
      expect(html).not.toContain('point-zone');
    }
  });
});

describe('what was placed survives a form sent back', () => {
  test('an order whose places clash keeps each item’s place', async () => {
    const asked = await ask('ordering');
    const { html } = await asked.post([
      ['place.0', '2'],
      ['place.1', '2'],
      ['place.2', '1'],
    ]);
    const chosen = (name: string) =>
      new RegExp(`name="place\\.${name}"[\\s\\S]*?</select>`)
        .exec(html)?.[0]
        .match(/value="(\d+)" selected/)?.[1];
    expect(['0', '1', '2', '3'].map(chosen)).toEqual(['2', '2', '1', undefined]);
  });

  test('pairs stay, one left to link', async () => {
    const asked = await ask('matching', 'hameconnage-3-meteo-du-cap');
    const { html } = await asked.post([
      ['match.0', '3'],
      ['match.1', ''],
      ['match.2', '0'],
      ['match.3', '77'],
    ]);
    expect(html).toContain('Il reste 2 éléments à relier');
    const chosen = (name: number) =>
      new RegExp(`name="match\\.${name}"[\\s\\S]*?</select>`)
        .exec(html)?.[0]
        .match(/value="(\d+)" selected/)?.[1];
    expect([0, 1, 2, 3].map(chosen)).toEqual(['3', undefined, '0', undefined]);
  });

  test('points stay, one more to show; so do zones of the list', async () => {
    const asked = await ask('pointing', 'moteur-resultats-1-cours-de-batterie');
    const pointed = await asked.post([['point', '360,420.5']]);
    expect(pointed.status).toBe(422);
    expect(pointed.html).toContain('Il reste 1 endroit à montrer');
    expect(pointed.html).toContain('name="point" value="360,420.5"');
    const listed = await asked.post([['zone', '2']]);
    expect(listed.html).toMatch(/name="zone" value="2"\s+checked/);
  });
});

test('the key comes with the checkpoint, item by item, and the teacher sees what was placed', async () => {
  const asked = await ask('pointing', 'hameconnage-2-livre-en-retard');
  if (asked.placement.mode !== 'pointing') throw new Error('no pointing');
  await asked.post([['point', '84,196']]);
  const { html } = await playOverHttp(await open(`eleve-${pupils}`), bank, () => false);
  const answers = await asked.session.get(`/runs/${asked.runId}/answers`);
  const circle = asked.placement.zones[1];
  const right = asked.placement.zones.find((zone) => zone.right);
  if (!circle || !right) throw new Error('zones');
  expect(answers.html).toContain('Repère 1\u00a0: pas ici');
  expect(answers.html).toContain(`<span>${circle.label}</span>`);
  expect(answers.html).toContain(circle.why);
  expect(answers.html).toContain(`d="${outlineOf(right.shape)}"`);
  expect(answers.html).toContain('<circle cx="84" cy="196"');
  const { action, fields } = readForm(html);
  await asked.session.post(action, fields);

  const { id } = await pair.palier.database.db
    .selectFrom('participation')
    .select('id')
    .where('runId', '=', asked.runId)
    .executeTakeFirstOrThrow();
  const teacher = await open('prof-1');
  const page = await teacher.get(`/participations/${id}`);
  expect(page.status).toBe(200);
  expect(page.html).toContain(`<dd>${circle.label}</dd>`);
  expect(page.html).toContain(`<dd>${right.label}</dd>`);
  expect(page.html).toContain(`d="${outlineOf(right.shape)}"`);
});
