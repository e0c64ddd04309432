import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weakestTubes } from '../../src/scoring/weakest.ts';

const tube = (name: string, ...levels: number[]) =>
  levels.map((level) => ({ id: `${name}${level}`, tube: name, level }));

test('by hand: the smallest share first, then the lowest level missing; what is whole is left out', () => {
  const targeted = [...tube('a', 1, 2), ...tube('b', 1, 2, 3, 4), ...tube('c', 3, 4), ...tube('d', 1)];
  // a: 1 of 2, misses 2. b: 1 of 4. c: 1 of 2, misses 4. d: whole.
  const validated = new Set(['a1', 'b1', 'c3', 'd1']);
  expect(weakestTubes(validated, targeted)).toEqual([
    { tube: 'b', validated: 1, targeted: 4 },
    { tube: 'a', validated: 1, targeted: 2 },
    { tube: 'c', validated: 1, targeted: 2 },
  ]);
});

test('each tube that misses something is there once, and shares never go down', () => {
  const skill = fc.record({
    tube: fc.constantFrom('a', 'b', 'c', 'd'),
    level: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(fc.array(skill), fc.func(fc.boolean()), (skills, isValidated) => {
      const targeted = skills.map((one, place) => ({ ...one, id: `${place}` }));
      const validated = new Set(targeted.filter(({ id }) => isValidated(id)).map(({ id }) => id));
      const found = weakestTubes(validated, targeted);
      const missing = new Set(targeted.filter(({ id }) => !validated.has(id)).map((one) => one.tube));
      expect(found.map((one) => one.tube).toSorted()).toEqual([...missing].toSorted());
      const shares = found.map((one) => one.validated / one.targeted);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    }),
  );
});
