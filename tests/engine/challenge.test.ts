import { describe, expect, test } from 'vitest';
import { type ChallengeContext, chooseChallenge } from '../../src/engine/choose-challenge.ts';
import { guessOf } from '../../src/engine/guess.ts';
import { drawOne, seeded } from '../../src/engine/seed.ts';
import type { AnswerField, Challenge } from '../../src/referential/types.ts';

function challenge(id: string, more: Partial<Challenge> = {}): Challenge {
  return {
    id,
    skill: 'sujet.2',
    type: 'qcu',
    kind: 'quiz',
    status: 'validated',
    instructionHtml: '<p>Quel outil choisir ?</p>',
    documentHtml: null,
    explanationHtml: '<p>Celui-ci.</p>',
    pictures: [],
    attachments: [],
    choices: [
      { text: 'oui', right: true },
      { text: 'non', right: false },
    ],
    shuffle: true,
    fields: [],
    placement: null,
    practical: null,
    devices: ['computer', 'tablet', 'phone'],
    seconds: 60,
    focus: false,
    ...more,
  };
}

const context: ChallengeContext = { seed: 's', met: new Set(), lastType: null, device: null };
const chosen = (bank: Challenge[], more: Partial<ChallengeContext> = {}) =>
  new Set(
    Array.from(
      { length: 40 },
      (_, i) => chooseChallenge(bank, { ...context, ...more, seed: `s${i}` })?.id ?? null,
    ),
  );

describe('choosing among the challenges of a skill', () => {
  test('every one has its chance, the same seed gives the same one', () => {
    const bank = [challenge('a'), challenge('b'), challenge('c')];
    expect(chosen(bank)).toEqual(new Set(['a', 'b', 'c']));
    expect(chooseChallenge(bank, context)).toBe(chooseChallenge(bank, context));
  });

  test('one not met first, even if only proposed; all met, one again', () => {
    const bank = [challenge('a'), challenge('b', { status: 'proposed' })];
    expect(chosen(bank)).toEqual(new Set(['a']));
    expect(chosen(bank, { met: new Set(['a']) })).toEqual(new Set(['b']));
    expect(chosen(bank, { met: new Set(['a', 'b']) })).toEqual(new Set(['a']));
  });

  test('never archived, never unsuited to the device', () => {
    const bank = [challenge('a', { status: 'archived' }), challenge('b', { devices: ['computer'] })];
    expect(chosen(bank)).toEqual(new Set(['b']));
    expect(chosen(bank, { device: 'computer' })).toEqual(new Set(['b']));
    expect(chosen(bank, { device: 'phone' })).toEqual(new Set([null]));
    expect(chosen([])).toEqual(new Set([null]));
  });

  test('another type than the last when there is one', () => {
    const bank = [challenge('a'), challenge('b', { type: 'qroc' })];
    expect(chosen(bank, { lastType: 'qcu' })).toEqual(new Set(['b']));
    expect(chosen(bank, { lastType: 'qroc' })).toEqual(new Set(['a']));
    expect(chosen([challenge('a')], { lastType: 'qcu' })).toEqual(new Set(['a']));
  });
});

describe('the chance of a lucky answer', () => {
  const tolerances = { caseAndAccents: true, punctuation: true, typos: true };
  const text: AnswerField = {
    id: 't',
    label: 'Mot',
    format: 'text',
    size: 'words',
    accepted: ['x'],
    tolerances,
  };
  const select: AnswerField = { ...text, id: 'l', format: 'select', options: ['x', 'y', 'z', 'w'] };
  const picks = (count: number, right: number) =>
    Array.from({ length: count }, (_, i) => ({ text: `${i}`, right: i < right }));

  test.each<[string, Pick<Challenge, 'type' | 'choices' | 'fields'>, number]>([
    ['qcu of 4', { type: 'qcu', choices: picks(4, 1), fields: [] }, 1 / 4],
    ['qcu of 2', { type: 'qcu', choices: picks(2, 1), fields: [] }, 1 / 2],
    ['qcm of 3', { type: 'qcm', choices: picks(3, 2), fields: [] }, 1 / 4],
    ['qcm of 5', { type: 'qcm', choices: picks(5, 2), fields: [] }, 1 / 26],
    ['free text', { type: 'qroc', choices: [], fields: [text] }, 0],
    ['select of 4', { type: 'qroc', choices: [], fields: [select] }, 1 / 4],
    ['two selects', { type: 'qrocm-ind', choices: [], fields: [select, select] }, 1 / 16],
    ['a select and a text', { type: 'qrocm-ind', choices: [], fields: [select, text] }, 0],
    ['two selects in any order', { type: 'qrocm-dep', choices: [], fields: [select, select] }, 1 / 8],
  ])('%s', (_, given, expected) => {
    expect(guessOf(given)).toBeCloseTo(expected, 10);
  });
});

describe('the seeded generator', () => {
  test('follows from its seed, spreads evenly, and differs between near seeds', () => {
    const bins = Array.from({ length: 10 }, () => 0);
    const random = seeded('graine');
    for (let i = 0; i < 20_000; i += 1) {
      const bin = Math.floor(random() * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
    expect(seeded('a')()).toBe(seeded('a')());
    expect(new Set(Array.from({ length: 1000 }, (_, i) => seeded(`run:${i}`)())).size).toBe(1000);
  });

  test('draws each of a few alike, none of nothing', () => {
    const draws = Array.from({ length: 3000 }, (_, i) => drawOne(['a', 'b', 'c'], `12:${i}`));
    for (const item of ['a', 'b', 'c']) {
      expect(Math.abs(draws.filter((drawn) => drawn === item).length - 1000)).toBeLessThan(120);
    }
    expect(drawOne([], 's')).toBeNull();
  });
});
