import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correct, type Response } from '../../src/engine/correct.ts';
import { guessOf } from '../../src/engine/guess.ts';
import { placesOf } from '../../src/engine/ordering.ts';
import { zoneAt } from '../../src/engine/pointing.ts';
import { areaOf, boundsOf, contains, rectangle, type Shape, samplesOf } from '../../src/referential/shape.ts';
import type { Matching, Ordering, Placement, Pointing } from '../../src/referential/types.ts';

function isRight(placement: Placement, response: Response): boolean {
  return correct({ type: placement.mode, choices: [], fields: [], placement }, response).correct;
}

function guess(placement: Placement): number {
  return guessOf({ type: placement.mode, choices: [], fields: [], placement });
}

/** Items whose ranks are given. */
function ordering(...ranks: number[]): Ordering {
  return {
    mode: 'ordering',
    items: ranks.map((rank, index) => ({ text: `item ${index}`, rank })),
    first: null,
    last: null,
  };
}

/** Lefts whose rights are given, among `count` rights. */
function matching(rights: number[], count: number, reuse = false): Matching {
  return {
    mode: 'matching',
    pairs: rights.map((right, index) => ({ left: `left ${index}`, right })),
    rights: Array.from({ length: count }, (_, index) => `right ${index}`),
    reuse,
  };
}

const WINDOW = rectangle(0, 0, 200, 100);
const BUTTON = rectangle(20, 20, 40, 20);
const SUN: Shape = { is: 'circle', centre: { x: 300, y: 50 }, radius: 30 };
const ROOF: Shape = {
  is: 'polygon',
  corners: [
    { x: 220, y: 200 },
    { x: 260, y: 120 },
    { x: 300, y: 200 },
    { x: 260, y: 170 },
  ],
};

function pointing(points: number, ...zones: (readonly [Shape, boolean])[]): Pointing {
  return {
    mode: 'pointing',
    width: 400,
    height: 200,
    points,
    zones: zones.map(([shape, right], index) => ({ label: `zone ${index}`, right, why: null, shape })),
  };
}

describe('ordering', () => {
  test.each<[string, Ordering, number[], boolean]>([
    ['the right order', ordering(0, 1, 2), [0, 1, 2], true],
    ['two neighbours swapped', ordering(0, 1, 2), [1, 0, 2], false],
    ['the other way round', ordering(0, 1, 2), [2, 1, 0], false],
    ['the first put last', ordering(0, 1, 2), [1, 2, 0], false],
    ['items of one rank, one way', ordering(0, 1, 1, 2), [0, 1, 2, 3], true],
    ['items of one rank, the other way', ordering(0, 1, 1, 2), [0, 2, 1, 3], true],
    ['items of one rank, parted', ordering(0, 1, 1, 2), [1, 0, 2, 3], false],
    ['the author’s file in another order', ordering(2, 0, 1), [1, 2, 0], true],
    ['an item missing', ordering(0, 1, 2), [0, 1], false],
    ['an item twice', ordering(0, 1, 2), [0, 1, 1], false],
    ['an item too many', ordering(0, 1, 2), [0, 1, 2, 2], false],
    ['an item that is none', ordering(0, 1, 2), [0, 1, 7], false],
    ['a place before the first', ordering(0, 1, 2), [-1, 0, 1], false],
    ['no number', ordering(0, 1, 2), [0, Number.NaN, 2], false],
    ['half an item', ordering(0, 1, 2), [0, 0.5, 2], false],
    ['nothing', ordering(0, 1, 2), [], false],
  ])('%s', (_, placement, order, right) => {
    expect(isRight(placement, { order })).toBe(right);
  });

  test('an order is right when its ranks never go down, and only then', () => {
    const ranks = fc.array(fc.nat(3), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(
        ranks.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
        ),
        ([list, order]) => {
          const inOrder = order.map((index) => list[index] ?? 0);
          expect(isRight(ordering(...list), { order })).toBe(
            inOrder.join() === [...inOrder].sort((a, b) => a - b).join(),
          );
        },
      ),
    );
  });

  test('the places of an item: its own, or those of its equals', () => {
    const { items } = ordering(0, 1, 1, 2);
    expect(items.map((_, index) => placesOf(items, index))).toEqual([
      { from: 1, to: 1 },
      { from: 2, to: 3 },
      { from: 2, to: 3 },
      { from: 4, to: 4 },
    ]);
  });
});

describe('matching', () => {
  test.each<[string, Matching, number[], boolean]>([
    ['the right pairs', matching([0, 1, 2], 3), [0, 1, 2], true],
    ['pairs written in another order', matching([2, 0, 1], 4), [2, 0, 1], true],
    ['two exchanged', matching([0, 1, 2], 3), [1, 0, 2], false],
    ['one that is nobody’s', matching([0, 1, 2], 4), [0, 1, 3], false],
    ['one used for all', matching([0, 1, 2], 3), [0, 0, 0], false],
    ['one right for two lefts', matching([0, 1, 0], 2, true), [0, 1, 0], true],
    ['one right for two lefts, exchanged', matching([0, 1, 0], 2, true), [1, 0, 1], false],
    ['a pair missing', matching([0, 1, 2], 3), [0, 1], false],
    ['a pair too many', matching([0, 1, 2], 3), [0, 1, 2, 0], false],
    ['a right that is none', matching([0, 1, 2], 3), [0, 1, 9], false],
    ['no number', matching([0, 1, 2], 3), [0, 1, Number.NaN], false],
    ['nothing', matching([0, 1, 2], 3), [], false],
  ])('%s', (_, placement, matches, right) => {
    expect(isRight(placement, { matches })).toBe(right);
  });
});

describe('pointing', () => {
  const one = pointing(1, [BUTTON, true], [WINDOW, false], [SUN, false], [ROOF, false]);
  test.each<[string, number, number, boolean]>([
    ['well inside', 30, 30, true],
    ['on its edge', 20, 40, true],
    ['on its corner', 60, 20, true],
    ['just beside, in the window that holds it', 61, 30, false],
    ['in another zone', 300, 50, false],
    ['outside every zone', 210, 10, false],
    ['out of the picture', 4000, 4000, false],
    ['no number', Number.NaN, 30, false],
  ])('a point %s', (_, x, y, right) => {
    expect(isRight(one, { points: [{ x, y }] })).toBe(right);
  });

  test.each<[string, number, number, number | null]>([
    ['the middle of a circle', 300, 50, 2],
    ['the edge of a circle', 330, 50, 2],
    ['the corner of the square around a circle', 328, 78, null],
    ['the tip of a polygon', 260, 120, 3],
    ['inside a polygon', 245, 175, 3],
    ['the hollow of a polygon', 260, 190, null],
    ['the smallest of two zones', 30, 30, 0],
    ['the larger around it', 150, 90, 1],
  ])('%s', (_, x, y, zone) => {
    expect(zoneAt(one, { x, y })).toBe(zone);
  });

  test('where one zone lies under another, the order of the file does not matter', () => {
    const turned = pointing(1, [WINDOW, false], [BUTTON, true]);
    expect(isRight(turned, { points: [{ x: 30, y: 30 }] })).toBe(true);
    const hole = pointing(1, [WINDOW, true], [BUTTON, false]);
    expect(isRight(hole, { points: [{ x: 30, y: 30 }] })).toBe(false);
    expect(isRight(hole, { points: [{ x: 150, y: 50 }] })).toBe(true);
  });

  const inButton = { x: 30, y: 30 };
  const inSun = { x: 300, y: 50 };
  const inRoof = { x: 245, y: 175 };
  const two = pointing(2, [BUTTON, true], [WINDOW, false], [SUN, true], [ROOF, false]);
  test.each<[string, Response, boolean]>([
    ['both right', { points: [inButton, inSun] }, true],
    ['both right, the other way round', { points: [inSun, inButton] }, true],
    ['one right, one wrong', { points: [inButton, inRoof] }, false],
    ['the same zone twice', { points: [inButton, { x: 31, y: 31 }] }, false],
    ['one missing', { points: [inButton] }, false],
    ['one too many', { points: [inButton, inSun, inRoof] }, false],
    ['both zones of the list', { zones: [2, 0] }, true],
    ['one zone of the list', { zones: [0] }, false],
    ['a zone twice', { zones: [0, 0] }, false],
    ['a wrong zone', { zones: [0, 1] }, false],
    ['a zone that is none', { zones: [0, 9] }, false],
    ['nothing', { points: [] }, false],
  ])('two places asked: %s', (_, response, right) => {
    expect(isRight(two, response)).toBe(right);
  });

  test('any of several right zones will do when one is asked', () => {
    const either = pointing(1, [BUTTON, true], [SUN, true], [ROOF, false]);
    expect(isRight(either, { points: [inSun] })).toBe(true);
    expect(isRight(either, { points: [inButton] })).toBe(true);
    expect(isRight(either, { points: [inRoof] })).toBe(false);
  });

  test('points are right or wrong whatever their order', () => {
    const point = fc.record({ x: fc.double({ min: 0, max: 400 }), y: fc.double({ min: 0, max: 200 }) });
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(isRight(two, { points: [a, b] })).toBe(isRight(two, { points: [b, a] }));
      }),
    );
  });

  test('a million points are refused at once', () => {
    const points = Array.from({ length: 1_000_000 }, () => inButton);
    const start = performance.now();
    expect(isRight(two, { points })).toBe(false);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

test('an answer of another type is wrong, never a fault', () => {
  const answers: Response[] = [
    { choices: [0] },
    { fields: { reponse: 'x' } },
    { order: [0, 1, 2] },
    { matches: [0, 1, 2] },
    { points: [{ x: 30, y: 30 }] },
    { zones: [0] },
  ];
  const accepting = (placement: Placement) => answers.map((response) => isRight(placement, response));
  expect(accepting(ordering(0, 1, 2))).toEqual([false, false, true, false, false, false]);
  expect(accepting(matching([0, 1, 2], 3))).toEqual([false, false, false, true, false, false]);
  expect(accepting(pointing(1, [BUTTON, true], [SUN, false]))).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
  expect(correct({ type: 'ordering', choices: [], fields: [] }, { order: [] }).correct).toBe(false);
});

describe('shapes', () => {
  const number = fc.integer({ min: 0, max: 300 });
  const side = fc.integer({ min: 1, max: 100 });

  test('a rectangle holds what lies between its sides, and nothing else', () => {
    fc.assert(
      fc.property(number, number, side, side, number, number, (x, y, width, height, px, py) => {
        const within = px >= x && px <= x + width && py >= y && py <= y + height;
        expect(contains(rectangle(x, y, width, height), { x: px, y: py })).toBe(within);
      }),
      { numRuns: 500 },
    );
  });

  test('bounds, samples and area agree', () => {
    expect(areaOf(rectangle(3, 4, 10, 20))).toBe(200);
    expect(areaOf(SUN)).toBeCloseTo(Math.PI * 900);
    expect(boundsOf(SUN)).toEqual({ left: 270, top: 20, right: 330, bottom: 80 });
    for (const shape of [WINDOW, BUTTON, SUN, ROOF]) {
      const { left, top, right, bottom } = boundsOf(shape);
      const share = samplesOf(shape).length / 400;
      expect(share).toBeCloseTo(areaOf(shape) / ((right - left) * (bottom - top)), 1);
    }
  });
});

describe('the chance of a lucky placement', () => {
  test.each<[string, Placement, number]>([
    // The order shown is never right: a pupil knows it, and 5 orders of 3 remain.
    ['three items', ordering(0, 1, 2), 1 / 5],
    ['five items', ordering(0, 1, 2, 3, 4), 1 / 119],
    ['four items, two of one rank', ordering(0, 1, 1, 2), 2 / 23],
    ['three pairs', matching([0, 1, 2], 3), 1 / 6],
    ['three pairs and a right too many', matching([0, 1, 2], 4), 1 / 24],
    ['four lefts in two classes', matching([0, 1, 0, 1], 2, true), 1 / 16],
    ['one of four zones', pointing(1, [BUTTON, true], [WINDOW, false], [SUN, false], [ROOF, false]), 1 / 4],
    ['either of two among three', pointing(1, [BUTTON, true], [SUN, true], [ROOF, false]), 1 / 2],
    ['two of four zones', pointing(2, [BUTTON, true], [WINDOW, false], [SUN, true], [ROOF, false]), 1 / 6],
  ])('%s', (_, placement, expected) => {
    expect(guess(placement)).toBeCloseTo(expected, 10);
  });

  test('counted over every answer that can be given', () => {
    const placement = ordering(0, 1, 1, 2);
    const orders = permutations([0, 1, 2, 3]);
    const right = orders.filter((order) => isRight(placement, { order })).length;
    expect(guess(placement)).toBeCloseTo(right / (orders.length - 1), 10);
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
