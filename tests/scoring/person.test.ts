import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sinceReset, standsAlready } from '../../src/engine/earlier.ts';
import {
  bestKnowledge,
  nearestFirstLevels,
  personProfile,
  type ShownSkill,
} from '../../src/scoring/person.ts';
import { pixOfSkill } from '../../src/scoring/points.ts';

const day = (number: number) => new Date(Date.UTC(2026, 10, number));

/** `counts[i]` playable skills at level i + 1, with their pix. */
function competence(code: string, counts: readonly number[]) {
  const skills = counts.flatMap((count, i) =>
    Array.from({ length: count }, (_, n) => ({
      id: `${code}-${i + 1}${'abcdefgh'[n]}`,
      level: i + 1,
      pix: pixOfSkill(count),
    })),
  );
  return { code, skills };
}

function shown(
  skill: string,
  status: ShownSkill['status'],
  at: number,
  source: ShownSkill['source'] = 'direct',
): ShownSkill {
  return { skill, status, source, at: day(at) };
}

const validatedOf = (elements: readonly ShownSkill[]) =>
  new Set(
    [...bestKnowledge(elements).values()].flatMap((one) => (one.status === 'validated' ? one.skill : [])),
  );

describe('the profile of a person, worked by hand', () => {
  // 1.1: level 1 has 3 skills (8/3 pix each), level 2 has 4 (2 each), level 3 has 2 (4 each): 24 pix, level 3 at most.
  // 4.1: level 1 has 2 skills (4 each), level 2 has 1 (4, though 8 / 1 is 8): 12 pix, level 1 at most.
  // 5.2: no question yet.
  const bank = [competence('1.1', [3, 4, 2]), competence('4.1', [2, 1]), competence('5.2', [])];
  const elements = [
    // A campaign, on the 2nd: 1.1-1a and 1.1-2a right, 1.1-1b inferred, 1.1-3a not yet, 4.1-1a right.
    shown('1.1-1a', 'validated', 2),
    shown('1.1-2a', 'validated', 2),
    shown('1.1-1b', 'validated', 2, 'inferred'),
    shown('1.1-3a', 'invalidated', 2),
    shown('4.1-1a', 'validated', 2),
    // Practice of 1.1, on the 9th: 1.1-3a right this time, 1.1-1c right, 1.1-2a asked anew and missed.
    shown('1.1-3a', 'validated', 9),
    shown('1.1-1c', 'validated', 9),
    shown('1.1-2a', 'invalidated', 9),
  ];

  test('pix, levels, what is missing and what today’s questions allow', () => {
    // 1.1: 3 × 8/3 + 2 + 4 = 14 pix: level 1, 6 pix ahead, 2 to level 2. 4.1: 4 pix: level 0, 4 to level 1. Total 18.
    expect(personProfile(validatedOf(elements), bank, 8)).toEqual({
      total: 18,
      reachable: 36,
      competences: [
        {
          competence: '1.1',
          pix: 14,
          level: 1,
          ahead: 6,
          missing: 2,
          validated: 5,
          playable: 9,
          reachable: { pix: 24, level: 3 },
        },
        {
          competence: '4.1',
          pix: 4,
          level: 0,
          ahead: 4,
          missing: 4,
          validated: 1,
          playable: 3,
          reachable: { pix: 12, level: 1 },
        },
        {
          competence: '5.2',
          pix: 0,
          level: 0,
          ahead: 0,
          missing: 8,
          validated: 0,
          playable: 0,
          reachable: { pix: 0, level: 0 },
        },
      ],
    });
  });

  test('1.1 begun again on the 8th: only the practice of the 9th is left of it, 4.1 keeps all', () => {
    const resets = new Map([['1.1', day(8)]]);
    const left = sinceReset(elements, (skill) => resets.get(skill.slice(0, 3)));
    // 8/3 + 4 = 6.67, floored: 6 pix, level 0.
    const { total, competences } = personProfile(validatedOf(left), bank, 8);
    expect(competences.map(({ pix, level }) => [pix, level])).toEqual([
      [6, 0],
      [4, 0],
      [0, 0],
    ]);
    expect(total).toBe(10);
  });

  test('the highest level of the settings caps both what is reached and what can be', () => {
    const all = new Set(bank.flatMap(({ skills }) => skills.map(({ id }) => id)));
    const { competences, total } = personProfile(all, bank, 2);
    expect(competences[0]).toMatchObject({ pix: 16, level: 2, missing: 0, reachable: { pix: 16, level: 2 } });
    expect(total).toBe(28);
  });

  test('nearest to a first level: those within reach only, those that lack least first', () => {
    const { competences } = personProfile(validatedOf(elements), bank, 8);
    expect(nearestFirstLevels(competences, 4).map(({ competence }) => competence)).toEqual(['4.1']);
    expect(nearestFirstLevels(competences, 0)).toEqual([]);
    expect(nearestFirstLevels(competences, -2)).toEqual([]);
  });
});

describe('the best of what was shown', () => {
  const element = fc.record({
    skill: fc.constantFrom('1.1-1a', '1.1-1b', '1.1-2a', '4.1-1a'),
    status: fc.constantFrom('validated' as const, 'invalidated' as const),
    source: fc.constantFrom('direct' as const, 'inferred' as const),
    at: fc.integer({ min: 1, max: 28 }).map(day),
  });
  const bank = [competence('1.1', [3, 2]), competence('4.1', [2])];

  test('more runs never take a pix away, whatever their order; bounds hold', () => {
    fc.assert(
      fc.property(fc.array(element), fc.array(element), fc.integer({ min: 1, max: 8 }), (some, more, top) => {
        const less = personProfile(validatedOf(some), bank, top);
        const all = personProfile(validatedOf([...more, ...some]), bank, top);
        for (const [i, before] of less.competences.entries()) {
          expect(all.competences[i]?.pix).toBeGreaterThanOrEqual(before.pix);
          expect(before.pix).toBeLessThanOrEqual(before.reachable.pix);
          expect(before.level).toBeLessThanOrEqual(before.reachable.level);
        }
        expect(all.total).toBe(all.competences.reduce((sum, { pix }) => sum + pix, 0));
        expect(personProfile(validatedOf([...some, ...more].toReversed()), bank, top)).toEqual(all);
      }),
    );
  });

  test('begun again, a competence keeps what was shown since and nothing else; the others lose nothing', () => {
    const of = (skill: string) => skill.slice(0, 3);
    const since = (elements: ShownSkill[], at: Date | undefined) =>
      sinceReset(elements, (skill) => (of(skill) === '1.1' ? at : undefined));
    fc.assert(
      fc.property(fc.array(element), fc.integer({ min: 0, max: 29 }), (elements, date) => {
        const left = since(elements, day(date));
        const [before, after] = [elements, left].map((some) => personProfile(validatedOf(some), bank, 8));
        expect(left.filter(({ skill }) => of(skill) !== '1.1')).toEqual(
          elements.filter(({ skill }) => of(skill) !== '1.1'),
        );
        expect(after?.competences[1]).toEqual(before?.competences[1]);
        const fresh = elements.filter(({ skill, at }) => of(skill) === '1.1' && at > day(date));
        const alone = personProfile(validatedOf(fresh), bank, 8);
        expect(after?.competences[0]).toEqual(alone.competences[0]);
        expect(after?.total).toBe((alone.competences[0]?.pix ?? 0) + (before?.competences[1]?.pix ?? 0));
        // Once more is nothing more; an earlier reset changes nothing after a later one; no reset, no loss.
        expect(since(left, day(date))).toEqual(left);
        expect(since(left, day(date - 1))).toEqual(left);
        expect(since(elements, undefined)).toEqual(elements);
      }),
    );
  });

  test('one element of each skill: a success if there is one, an answer rather than a guess, then the latest', () => {
    fc.assert(
      fc.property(fc.array(element), (elements) => {
        const best = bestKnowledge(elements);
        expect(new Set(best.keys())).toEqual(new Set(elements.map(({ skill }) => skill)));
        for (const [skill, one] of best) {
          const same = elements.filter((other) => other.skill === skill);
          expect(same).toContain(one);
          const validated = same.filter(({ status }) => status === 'validated');
          expect(one.status === 'validated').toBe(validated.length > 0);
          const alike = same.filter(({ status }) => status === one.status);
          expect(one.source === 'direct').toBe(alike.some(({ source }) => source === 'direct'));
          for (const other of alike.filter(({ source }) => source === one.source))
            expect(one.at >= other.at).toBe(true);
        }
      }),
    );
  });
});

test.each([
  ['an answer right', 'validated', 'direct', true, true],
  ['an answer not right', 'invalidated', 'direct', false, true],
  ['below an answer right', 'validated', 'inferred', true, true],
  ['above an answer not right', 'invalidated', 'inferred', false, true],
  ['despite the nearest answer', 'validated', 'inferred', false, false],
  ['from other tubes', 'validated', 'inferred', null, false],
  ['not, from other tubes', 'invalidated', 'inferred', null, false],
] as const)('of a run under way, %s: counts %s', (_name, status, source, correct, counts) => {
  const because = correct === null ? null : { skill: 'x', correct };
  expect(standsAlready({ skill: 'a', status, source, because })).toBe(counts);
});
