import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correct } from '../../src/engine/correct.ts';
import type { Matching, Ordering, Placement, Pointing } from '../../src/referential/types.ts';
import { shownPlaces } from '../../src/runs/order.ts';
import { type Fields, readPlacement } from '../../src/runs/respond-placement.ts';

const ORDERING: Ordering = {
  mode: 'ordering',
  items: ['a', 'b', 'c', 'd'].map((text, rank) => ({ text, rank })),
  first: null,
  last: null,
};
const MATCHING: Matching = {
  mode: 'matching',
  pairs: [
    { left: 'a', right: 0 },
    { left: 'b', right: 1 },
    { left: 'c', right: 2 },
  ],
  rights: ['A', 'B', 'C', 'D'],
  reuse: false,
};
const POINTING: Pointing = {
  mode: 'pointing',
  width: 300,
  height: 200,
  points: 2,
  zones: [40, 120, 200].map((x, index) => ({
    label: `zone ${index}`,
    right: index < 2,
    why: null,
    shape: { is: 'circle', centre: { x, y: 50 }, radius: 30 },
  })),
};

const read = (placement: Placement, form: Fields, seed = 'seed') =>
  readPlacement('epreuve', placement, seed, form);
const isRight = (placement: Placement, form: Fields, seed = 'seed') => {
  const response = read(placement, form, seed);
  if ('key' in response) return response.key;
  return correct({ type: placement.mode, choices: [], fields: [], placement }, response).correct;
};

describe('the order in which things are shown', () => {
  const seed = fc.string({ maxLength: 20 });
  const ranks = fc.array(fc.nat(3), { minLength: 3, maxLength: 8 }).filter((list) => new Set(list).size > 1);

  test('items never begin in a right order, whatever the seed; the same seed gives the same order', () => {
    fc.assert(
      fc.property(ranks, seed, (list, s) => {
        const sorted = [...list].sort((a, b) => a - b);
        const placement: Ordering = {
          ...ORDERING,
          items: sorted.map((rank, index) => ({ text: `${index}`, rank })),
        };
        const order = shownPlaces('id', placement, s);
        expect([...order].sort((a, b) => a - b)).toEqual([...sorted.keys()]);
        expect(correct({ type: 'ordering', choices: [], fields: [], placement }, { order }).correct).toBe(
          false,
        );
        expect(shownPlaces('id', placement, s)).toEqual(order);
      }),
      { numRuns: 1000 },
    );
  });

  test('the rights never all face their lefts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 8 }), seed, (count, s) => {
        const rights = Array.from({ length: count }, (_, index) => `${index}`);
        const placement = { ...MATCHING, rights, pairs: rights.map((left, right) => ({ left, right })) };
        expect(shownPlaces('id', placement, s)).not.toEqual([...rights.keys()]);
      }),
    );
  });

  test('other pupils and other challenges see other orders', () => {
    const orders = (of: (index: number) => number[]) =>
      new Set(Array.from({ length: 60 }, (_, index) => of(index).join())).size;
    expect(orders((index) => shownPlaces('id', ORDERING, `${index}`))).toBeGreaterThan(15);
    expect(orders((index) => shownPlaces(`${index}`, POINTING, 'seed'))).toBe(6);
  });
});

describe('an order given', () => {
  const shown = shownPlaces('epreuve', ORDERING, 'seed');
  /** The place of each item as shown, so that the bank's items come in this order. */
  const placing = (order: readonly number[]): Fields =>
    Object.fromEntries(shown.map((index, item) => [`place.${item}`, String(order.indexOf(index) + 1)]));

  test('is read in the bank’s order', () => {
    expect(read(ORDERING, placing([0, 1, 2, 3]))).toEqual({ order: [0, 1, 2, 3] });
    expect(read(ORDERING, placing([3, 1, 0, 2]))).toEqual({ order: [3, 1, 0, 2] });
    expect(isRight(ORDERING, placing([0, 1, 2, 3]))).toBe(true);
    expect(isRight(ORDERING, placing([1, 0, 2, 3]))).toBe(false);
  });

  test.each<[string, Fields, string]>([
    ['nothing', {}, 'run.empty.order'],
    ['left as it was', placing(shown), 'run.empty.order'],
    ['one item only, where it was', { 'place.0': '1' }, 'run.empty.order'],
    ['an item without place', { ...placing([0, 1, 2, 3]), 'place.0': '' }, 'run.empty.places'],
    [
      'two items at one place',
      { 'place.0': '2', 'place.1': '2', 'place.2': '1', 'place.3': '4' },
      'run.empty.places',
    ],
    ['a place that is none', { ...placing([0, 1, 2, 3]), 'place.1': '9' }, 'run.empty.places'],
    ['place zero', { ...placing([0, 1, 2, 3]), 'place.1': '0' }, 'run.empty.places'],
    ['a place below', { ...placing([0, 1, 2, 3]), 'place.1': '-1' }, 'run.empty.places'],
    ['half a place', { ...placing([0, 1, 2, 3]), 'place.1': '1.5' }, 'run.empty.places'],
    ['a word', { ...placing([0, 1, 2, 3]), 'place.1': 'un' }, 'run.empty.places'],
    ['two places for one item', { ...placing([0, 1, 2, 3]), 'place.1': ['1', '2'] }, 'run.empty.places'],
    ['what every object carries', { constructor: '1', 'place.constructor': '1' }, 'run.empty.order'],
  ])('%s is none', (_, form, key) => {
    expect(isRight(ORDERING, form)).toBe(key);
  });
});

describe('pairs given', () => {
  const shown = shownPlaces('epreuve', MATCHING, 'seed');
  const pairing = (...rights: number[]): Fields =>
    Object.fromEntries(rights.map((right, left) => [`match.${left}`, String(shown.indexOf(right))]));

  test('are read in the bank’s order', () => {
    expect(read(MATCHING, pairing(0, 1, 2))).toEqual({ matches: [0, 1, 2] });
    expect(read(MATCHING, pairing(3, 0, 1))).toEqual({ matches: [3, 0, 1] });
    expect(isRight(MATCHING, pairing(0, 1, 2))).toBe(true);
    expect(isRight(MATCHING, pairing(3, 0, 1))).toBe(false);
    expect(read({ ...MATCHING, reuse: true }, pairing(1, 1, 1))).toEqual({ matches: [1, 1, 1] });
  });

  test.each<[string, Fields, string, number]>([
    ['nothing', {}, 'run.empty.matches', 1],
    ['empty lists', { 'match.0': '', 'match.1': '', 'match.2': '' }, 'run.empty.matches', 1],
    ['two left', { 'match.1': '0' }, 'run.empty.match', 2],
    ['one left', { ...pairing(0, 1, 2), 'match.2': '' }, 'run.empty.match', 1],
    ['a right that is none', { ...pairing(0, 1, 2), 'match.2': '4' }, 'run.empty.match', 1],
    ['a right below', { ...pairing(0, 1, 2), 'match.2': '-1' }, 'run.empty.match', 1],
    ['a word', { ...pairing(0, 1, 2), 'match.2': 'C' }, 'run.empty.match', 1],
    ['two rights for one left', { ...pairing(0, 1, 2), 'match.2': ['1', '2'] }, 'run.empty.match', 1],
    ['one right twice', pairing(0, 1, 1), 'run.empty.match-twice', 1],
  ])('%s is no answer', (_, form, key, count) => {
    expect(read(MATCHING, form)).toEqual({ key, count });
  });
});

describe('places given', () => {
  const shown = shownPlaces('epreuve', POINTING, 'seed');
  const zone = (index: number) => String(shown.indexOf(index));

  test('are read as points, or as zones of the list', () => {
    expect(read(POINTING, { point: ['40,50', '120.5,49.25'] })).toEqual({
      points: [
        { x: 40, y: 50 },
        { x: 120.5, y: 49.25 },
      ],
    });
    expect(read(POINTING, { zone: [zone(2), zone(0)] })).toEqual({ zones: [2, 0] });
    expect(read({ ...POINTING, points: 1 }, { point: '300,200' })).toEqual({ points: [{ x: 300, y: 200 }] });
    expect(isRight(POINTING, { point: ['120,50', '40,50'] })).toBe(true);
    expect(isRight(POINTING, { point: ['120,50', '200,50'] })).toBe(false);
    expect(isRight(POINTING, { zone: [zone(0), zone(1)] })).toBe(true);
    expect(isRight(POINTING, { zone: [zone(0), zone(2)] })).toBe(false);
  });

  test.each<[string, Fields, string, number]>([
    ['nothing', {}, 'run.empty.point', 2],
    ['one point only', { point: '40,50' }, 'run.empty.point-more', 1],
    ['the same point twice', { point: ['40,50', '40,50'] }, 'run.empty.point-more', 1],
    ['a point too many', { point: ['40,50', '120,50', '200,50'] }, 'run.empty.point-many', 2],
    [
      'a thousand points',
      { point: Array.from({ length: 1000 }, (_, x) => `${x % 300},5`) },
      'run.empty.point-many',
      2,
    ],
    ['a point outside the picture', { point: ['40,50', '301,50'] }, 'run.empty.point-more', 1],
    ['a point below zero', { point: ['40,50', '-1,50'] }, 'run.empty.point-more', 1],
    ['no numbers', { point: ['40,50', 'NaN,NaN'] }, 'run.empty.point-more', 1],
    [
      'numbers written otherwise',
      { point: ['4e1,50', '0x10,50', ' 40,50', '40 50', '40,50,60'] },
      'run.empty.point',
      2,
    ],
    ['an object', { point: { x: 40, y: 50 } }, 'run.empty.point', 2],
    ['one zone only', { zone: '1' }, 'run.empty.point-more', 1],
    ['the same zone twice', { zone: ['1', '1'] }, 'run.empty.point-more', 1],
    ['every zone', { zone: ['0', '1', '2'] }, 'run.empty.point-many', 2],
    ['a zone that is none', { zone: ['0', '3'] }, 'run.empty.point-more', 1],
    ['points and zones', { point: '40,50', zone: '1' }, 'run.empty.point', 2],
  ])('%s is no answer', (_, form, key, count) => {
    expect(read(POINTING, form)).toEqual({ key, count });
  });
});

test('no form, however strange, is a fault', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('0', '1', '2', '99', '-0', '1e1', '40,50', '999999999,1', 'null', '__proto__'),
    fc.array(fc.string({ maxLength: 5 }), { maxLength: 30 }),
    fc.anything(),
  );
  const name = fc.constantFrom(
    'place.0',
    'place.1',
    'match.0',
    'match.1',
    'point',
    'zone',
    '__proto__',
    'length',
  );
  fc.assert(
    fc.property(
      fc.dictionary(name, value),
      fc.constantFrom<Placement>(ORDERING, MATCHING, POINTING),
      (form, placement) => {
        const response = read(placement, form);
        if (!('key' in response)) expect(typeof isRight(placement, form)).toBe('boolean');
      },
    ),
    { numRuns: 1000 },
  );
});
