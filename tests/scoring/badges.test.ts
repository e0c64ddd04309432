import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standing } from '../../src/scoring/badges.ts';
import { pixOfSkill, profile } from '../../src/scoring/points.ts';
import { levelsWon, reachedByTube } from '../../src/scoring/reached.ts';

const targeted = ['a', 'b'].flatMap((tube) =>
  [1, 2, 3, 4].map((level) => ({
    id: `${tube}${level}`,
    tube,
    level,
    competence: '1.1',
    pix: pixOfSkill(2),
  })),
);

describe('badges', () => {
  test.each([
    ['all of it, reached exactly', [{ threshold: 50, tubes: null }], ['a1', 'a2', 'a3', 'b1'], true],
    ['all of it, one short', [{ threshold: 50, tubes: null }], ['a1', 'a2', 'a3'], false],
    ['a capped tube', [{ threshold: 100, tubes: [{ tube: 'a', max: 2 }] }], ['a1', 'a2'], true],
    [
      'another tube does not help',
      [{ threshold: 100, tubes: [{ tube: 'a', max: 2 }] }],
      ['a1', 'b1', 'b2'],
      false,
    ],
    [
      'what lies above the cap does not help',
      [{ threshold: 100, tubes: [{ tube: 'a', max: 2 }] }],
      ['a1', 'a3'],
      false,
    ],
    [
      'all criteria must hold',
      [
        { threshold: 25, tubes: null },
        { threshold: 50, tubes: [{ tube: 'b', max: 8 }] },
      ],
      ['a1', 'a2', 'b1'],
      false,
    ],
    ['a criterion on nothing targeted', [{ threshold: 1, tubes: [{ tube: 'c', max: 8 }] }], ['a1'], false],
    ['no criterion', [], ['a1'], false],
  ] as const)('%s', (_, criteria, validated, obtained) => {
    expect(standing(criteria, new Set(validated), targeted).obtained).toBe(obtained);
  });

  test('progress is that of the criterion furthest behind', () => {
    const criteria = [
      { threshold: 50, tubes: null },
      { threshold: 50, tubes: [{ tube: 'b', max: 4 }] },
    ];
    expect(standing(criteria, new Set(['a1', 'a2', 'b1']), targeted)).toEqual({
      obtained: false,
      criteria: [
        { percent: 38, met: false, progress: 76 },
        { percent: 25, met: false, progress: 50 },
      ],
      progress: 50,
    });
  });

  test('one more validated skill never takes a badge away; 100 % of the way means obtained', () => {
    const criterion = fc.record({
      threshold: fc.integer({ min: 1, max: 100 }),
      tubes: fc.option(
        fc.array(fc.record({ tube: fc.constantFrom('a', 'b'), max: fc.integer({ min: 1, max: 4 }) }), {
          maxLength: 3,
        }),
      ),
    });
    fc.assert(
      fc.property(
        fc.array(criterion, { maxLength: 3 }),
        fc.subarray(targeted),
        fc.constantFrom(...targeted),
        (criteria, validated, one) => {
          const ids = validated.map(({ id }) => id);
          const before = standing(criteria, new Set(ids), targeted);
          const after = standing(criteria, new Set([...ids, one.id]), targeted);
          expect(after.progress).toBeGreaterThanOrEqual(before.progress);
          expect(before.obtained && !after.obtained).toBe(false);
          expect(before.progress === 100).toBe(before.obtained);
        },
      ),
    );
  });
});

describe('levels reached', () => {
  test('by tube, against the highest targeted', () => {
    expect(reachedByTube(new Set(['a1', 'a3', 'ailleurs']), targeted)).toEqual([
      { tube: 'a', reached: 3, top: 4 },
      { tube: 'b', reached: 0, top: 4 },
    ]);
  });

  test('a level is won when an answer crosses eight pix, and only then', () => {
    const points = (...ids: string[]) => profile(new Set(ids), targeted, 8);
    expect(levelsWon(points('a1'), points('a1', 'b1'))).toEqual([{ competence: '1.1', level: 1 }]);
    expect(levelsWon(points('a1', 'b1'), points('a1', 'b1', 'a2'))).toEqual([]);
    expect(levelsWon(points('a1', 'b1'), points('a1'))).toEqual([]);
    expect(levelsWon({ total: 0, competences: [] }, points('a1', 'b1', 'a2', 'b2'))).toEqual([
      { competence: '1.1', level: 2 },
    ]);
  });
});
