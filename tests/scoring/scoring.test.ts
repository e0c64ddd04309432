import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certifiability } from '../../src/scoring/certifiable.ts';
import { mastery, percentOf, starsOf } from '../../src/scoring/mastery.ts';
import { pixOfSkill, profile } from '../../src/scoring/points.ts';
import { relevance, relevanceBand } from '../../src/scoring/relevance.ts';

/** `counts[i]` skills at level i + 1 of one competence, with their pix. */
function competence(code: string, counts: readonly number[]) {
  return counts.flatMap((count, i) =>
    Array.from({ length: count }, (_, n) => ({
      id: `${code}-${i + 1}-${n}`,
      competence: code,
      level: i + 1,
      pix: pixOfSkill(count),
    })),
  );
}

const ids = (skills: readonly { id: string }[]) => new Set(skills.map((skill) => skill.id));

describe('pix and levels', () => {
  test.each([
    [1, 4],
    [2, 4],
    [3, 8 / 3],
    [4, 2],
    [8, 1],
  ])('%i skills at a level are worth %d pix each', (count, pix) => {
    expect(pixOfSkill(count)).toBe(pix);
  });

  test.each([2, 3, 5, 6, 7, 9, 11, 13])('%i skills at each of 8 levels make exactly 64 pix', (count) => {
    const skills = competence(
      '1.1',
      Array.from({ length: 8 }, () => count),
    );
    const [owned] = profile(ids(skills), skills, 8).competences;
    expect(owned).toEqual({ competence: '1.1', pix: 64, level: 8, ahead: 0, missing: 0 });
  });

  test('sixteen full competences make 1024, and one skill a level only 32 of 64', () => {
    const codes = Array.from({ length: 16 }, (_, i) => `c${i}`);
    const full = codes.flatMap((code) => competence(code, [2, 2, 2, 2, 2, 2, 2, 2]));
    expect(profile(ids(full), full, 8).total).toBe(1024);
    const thin = competence('1.1', [1, 1, 1, 1, 1, 1, 1, 1]);
    expect(profile(ids(thin), thin, 8).competences[0]).toMatchObject({ pix: 32, level: 4 });
  });

  test('pix are floored per competence, levels are whole eights', () => {
    const skills = [...competence('1.1', [3]), ...competence('1.2', [3, 3])];
    const validated = new Set(['1.1-1-0', '1.2-1-0', '1.2-1-1', '1.2-1-2', '1.2-2-0']);
    expect(profile(validated, skills, 8)).toEqual({
      total: 12,
      competences: [
        { competence: '1.1', pix: 2, level: 0, ahead: 2, missing: 6 },
        { competence: '1.2', pix: 10, level: 1, ahead: 2, missing: 6 },
      ],
    });
  });

  test('the highest level caps level and pix', () => {
    const skills = competence('1.1', [2, 2, 2, 2, 2, 2, 2, 2]);
    expect(profile(ids(skills), skills, 5).competences[0]).toEqual({
      competence: '1.1',
      pix: 40,
      level: 5,
      ahead: 0,
      missing: 0,
    });
  });

  test('more validated never means less, whatever the order, and bounds hold', () => {
    const skills = [...competence('1.1', [3, 7, 1, 5]), ...competence('2.1', [6, 2, 9])];
    fc.assert(
      fc.property(
        fc.subarray(skills),
        fc.subarray(skills),
        fc.integer({ min: 1, max: 8 }),
        (some, more, top) => {
          const less = profile(ids(some), skills, top);
          const all = profile(ids([...some, ...more]), skills, top);
          expect(profile(ids(some.toReversed()), skills, top)).toEqual(less);
          expect(profile(ids(some), skills.toReversed(), top).total).toBe(less.total);
          for (const [i, before] of less.competences.entries()) {
            const after = all.competences[i];
            expect(after?.pix).toBeGreaterThanOrEqual(before.pix);
            expect(after?.level).toBeGreaterThanOrEqual(before.level);
            expect(before.level).toBeLessThanOrEqual(top);
            expect(before.level * 8 + before.ahead).toBe(before.pix);
          }
        },
      ),
    );
  });
});

describe('mastery', () => {
  test("the guide's example: 13 of 22 is 59 %, two stars", () => {
    const counts: [string, number, number][] = [
      ['1.1', 1, 3],
      ['1.2', 2, 3],
      ['2.1', 2, 4],
      ['2.2', 3, 4],
      ['4.1', 3, 3],
      ['4.2', 1, 2],
      ['5.1', 1, 3],
    ];
    const targeted = counts.flatMap(([code, , of]) =>
      Array.from({ length: of }, (_, i) => ({ id: `${code}-${i}`, competence: code })),
    );
    const validated = new Set(
      counts.flatMap(([code, good]) => Array.from({ length: good }, (_, i) => `${code}-${i}`)),
    );
    const result = mastery(new Set([...validated, 'hors-parcours']), targeted);
    expect(result).toMatchObject({ validated: 13, targeted: 22, percent: 59, stars: 2 });
    expect([...result.competences.values()].map((rate) => rate.percent)).toEqual([
      33, 67, 50, 75, 100, 50, 33,
    ]);
    expect(result.domains.get('1')).toEqual({ validated: 3, targeted: 6, percent: 50 });
    expect(result.domains.get('4')).toEqual({ validated: 4, targeted: 5, percent: 80 });
    expect([...result.domains.keys()]).toEqual(['1', '2', '4', '5']);
  });

  test.each([
    [0, 0, 0],
    [0, 7, 0],
    [1, 8, 13],
    [1, 200, 1],
    [1, 201, 0],
    [2, 3, 67],
    [29, 200, 15],
    [22, 22, 100],
  ])('%i of %i is %i %%', (validated, targeted, percent) => {
    expect(percentOf(validated, targeted)).toBe(percent);
  });

  test.each([
    [0, 0],
    [20, 0],
    [21, 1],
    [50, 1],
    [51, 2],
    [80, 2],
    [81, 3],
    [100, 3],
  ])('%i %% is %i stars', (percent, stars) => {
    expect(starsOf(percent)).toBe(stars);
  });

  test('is the two significant digits of PIX from 10 % up, exact halves aside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(2000), (targeted, n) => {
        const validated = Math.min(n, targeted);
        const half = (200 * validated) % targeted === 0 && ((200 * validated) / targeted) % 2 === 1;
        fc.pre(10 * validated >= targeted && !half);
        const pix = Number((validated / targeted).toPrecision(2));
        expect(percentOf(validated, targeted)).toBe(Math.round(100 * pix));
      }),
    );
  });

  test('does not depend on the order, and competences, domains and whole add up', () => {
    const skills = ['1.1', '1.2', '4.1'].flatMap((code) => competence(code, [2, 3, 1]));
    fc.assert(
      fc.property(fc.subarray(skills), fc.boolean(), (some, turned) => {
        const result = mastery(ids(some), skills);
        const other = mastery(ids(some.toReversed()), turned ? skills.toReversed() : skills);
        expect({ ...other, competences: null, domains: null }).toEqual({
          ...result,
          competences: null,
          domains: null,
        });
        expect(new Map([...other.competences].toSorted())).toEqual(
          new Map([...result.competences].toSorted()),
        );
        for (const rates of [result.competences, result.domains]) {
          const sum = (key: 'validated' | 'targeted') =>
            [...rates.values()].reduce((total, rate) => total + rate[key], 0);
          expect([sum('validated'), sum('targeted')]).toEqual([result.validated, result.targeted]);
        }
      }),
    );
  });

  test('a percent is bounded, grows with what is validated, and 0 and 100 are exact at the ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (targeted, n) => {
        const validated = Math.min(n, targeted);
        const percent = percentOf(validated, targeted);
        expect(Math.abs(percent - (100 * validated) / targeted)).toBeLessThanOrEqual(0.5);
        expect(percentOf(targeted, targeted)).toBe(100);
        if (validated < targeted) expect(percentOf(validated + 1, targeted)).toBeGreaterThanOrEqual(percent);
      }),
    );
  });
});

test.each([
  [[1, 1, 1, 1, 0], 5, false, 4],
  [[1, 1, 1, 1, 1], 5, true, 5],
  [[8, 0, 3, 2, 1, 6, 0], 5, true, 5],
  [[], 5, false, 0],
  [[1, 0, 0], 1, true, 1],
])('levels %j with %i required: certifiable %s', (levels, required, certifiable, reached) => {
  const competences = levels.map((level) => ({ level }));
  expect(certifiability(competences, required)).toEqual({ certifiable, reached, required });
});

test('one more level never takes certifiability away, and order does not matter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(8), { minLength: 1, maxLength: 16 }),
      fc.nat(15),
      fc.integer({ min: 1, max: 16 }),
      (levels, place, required) => {
        const at = (given: readonly number[]) =>
          certifiability(
            given.map((level) => ({ level })),
            required,
          );
        const before = at(levels);
        expect(at(levels.toReversed())).toEqual(before);
        const risen = levels.map((level, i) => (i === place % levels.length ? level + 1 : level));
        expect(at(risen).reached).toBeGreaterThanOrEqual(before.reached);
        expect(before.certifiable && !at(risen).certifiable).toBe(false);
      },
    ),
  );
});

describe('relevance', () => {
  test.each([
    [[1, 2], 56.67],
    [[], 20],
    [[1, 2, 3, 4], 90],
    [[2, 1], 56.67],
    [[1, 2, 7], 56.67],
  ])('tube 1 to 4 in a campaign up to 6, %j validated: %d', (validated, expected) => {
    expect(relevance([1, 2, 3, 4], validated, 6)).toBeCloseTo(expected, 2);
  });

  test('a tube nobody targets has none', () => {
    expect(relevance([], [1], 6)).toBe(0);
  });

  test('stays within 0 to 100 even when a high skill is validated and a low one not', () => {
    const levels = [1, 2, 3, 4, 5, 6, 7, 8];
    fc.assert(
      fc.property(fc.subarray(levels, { minLength: 1 }), fc.subarray(levels), (targeted, validated) => {
        const value = relevance(targeted, validated, 8);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
      }),
    );
  });

  test.each([
    [0, 1],
    [24.9, 1],
    [25, 2],
    [56.7, 3],
    [75, 4],
    [100, 4],
  ])('%d is in band %i', (value, band) => {
    expect(relevanceBand(value)).toBe(band);
  });
});
