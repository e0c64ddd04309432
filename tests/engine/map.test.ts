import { describe, expect, test } from 'vitest';
import { MAP } from '../../src/dev/map-sample.ts';
import { map } from '../../src/engine/practicals/map.ts';
import { initialState, readReached, solvedState, verdictsOn } from '../../src/engine/practicals/practical.ts';
import { crossingOf, prepareMap } from '../../src/referential/practicals/map.ts';
import {
  coneOf,
  crossingsOf,
  degreesOf,
  directionTo,
  films,
  filmsArea,
  isInside,
  type Point,
  pointOf,
  readCoordinates,
  segmentsOf,
  streetAt,
  wayBetween,
} from '../../src/referential/practicals/map-geometry.ts';
import { type MapConfig, mapShape } from '../../src/referential/practicals/map-shape.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';

const config = MAP.config as MapConfig;
const start = map.initial(config);
const expecting = (...expected: unknown[]): Practical =>
  ({ ...MAP, expect: mapShape.expect.parse(expected) }) as Practical;
const right = (practical: Practical, state: unknown) => verdictsOn(practical, state).map((one) => one.right);
const found = (practical: Practical, state: unknown) => verdictsOn(practical, state)[0]?.found;
const square: Point[] = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
];

describe('where things are', () => {
  test('streets that cross, that end on another, that cross twice, three at one point', () => {
    const streets = [
      { name: 'A', path: [[0, 50] as Point, [200, 50] as Point] },
      { name: 'B', path: [[100, 0] as Point, [100, 50] as Point] },
      { name: 'C', path: [[20, 0] as Point, [20, 90] as Point, [180, 90] as Point, [180, 0] as Point] },
      { name: 'D', path: [[60, 90] as Point, [140, 10] as Point] },
    ];
    expect(crossingsOf(streets).map((one) => [one.streets.join(''), ...one.at])).toEqual([
      ['ABD', 100, 50],
      ['AC', 20, 50],
      ['AC', 180, 50],
      ['CD', 60, 90],
    ]);
    expect(streetAt(streets, [30, 57])?.street.name).toBe('A');
    expect(streetAt([], [30, 57])).toBeNull();
  });

  test('the shortest way along the streets, from beside one to beside another', () => {
    const at = (id: string) => config.places.find((place) => place.id === id)?.at ?? [0, 0];
    const way = wayBetween(config.streets, at('ecole'), at('boulangerie'));
    expect(Math.round(way?.metres ?? 0)).toBe(100 + 80);
    expect(way?.path[0]).toEqual([60, 180]);
    expect(wayBetween([], [0, 0], [1, 1])).toBeNull();
    const apart = [
      { name: 'A', path: [[0, 0] as Point, [10, 0] as Point] },
      { name: 'B', path: [[0, 50] as Point, [10, 50] as Point] },
    ];
    expect(wayBetween(apart, [1, 1], [1, 49])).toBeNull();
  });

  test('directions, insides, degrees there and back', () => {
    expect(
      [[0, -5] as Point, [5, -5] as Point, [5, 1] as Point, [-5, 5] as Point].map((to) =>
        directionTo([0, 0], to),
      ),
    ).toEqual(['n', 'ne', 'e', 'sw']);
    expect([isInside(square, [5, 5]), isInside(square, [11, 5])]).toEqual([true, false]);
    const [x, y] = pointOf([44.8, 6.3], degreesOf([44.8, 6.3], [120, 340]));
    expect([Math.round(x), Math.round(y)]).toEqual([120, 340]);
    expect(degreesOf([45, 5], [0, 111_320])[0]).toBeCloseTo(44, 6);
  });

  test.each([
    ['44.8566, 6.355', [44.8566, 6.355]],
    ['44,8566 ; 6,355', [44.8566, 6.355]],
    ['44,8566 6,355', [44.8566, 6.355]],
    ['-21.1151 55.5364', [-21.1151, 55.5364]],
    ['21.5 S, 165 E', [-21.5, 165]],
    ['14.6 N, 61 O', [14.6, -61]],
    ['x 120, y 80', [120, 80]],
    ['120 ; 80', [120, 80]],
    ['44°30\'00" N, 6°15\'00" O', [44.5, -6.25]],
    ['44° 30’ N 6° 15’ E', [44.5, 6.25]],
  ] as const)('« %s » is read as coordinates', (text, pair) => {
    const read = readCoordinates(text);
    expect(read?.[0]).toBeCloseTo(pair[0], 6);
    expect(read?.[1]).toBeCloseTo(pair[1], 6);
  });

  test.each(['', 'rue Haute', '12', '12 rue Haute', '1, 2, 3'])('« %s » is none', (text) => {
    expect(readCoordinates(text)).toBeNull();
  });

  test('a camera films what is in front, near enough, and no wall between', () => {
    const camera = { at: [0, 0] as Point, angle: 90, spread: 60, reach: 20 };
    expect(films(camera, [], [10, 0])).toBe(true);
    expect(films(camera, [], [10, 5])).toBe(true);
    expect(films(camera, [], [10, 7])).toBe(false);
    expect(films(camera, [], [21, 0])).toBe(false);
    expect(films({ ...camera, angle: 345 }, [], [1, -10])).toBe(true);
    const wall = segmentsOf([
      [5, -5],
      [5, 5],
    ]);
    expect(films(camera, wall, [10, 0])).toBe(false);
    expect(
      filmsArea(
        camera,
        [],
        [
          [8, -4],
          [16, -4],
          [16, 4],
          [8, 4],
        ],
      ),
    ).toBe(true);
    expect(
      filmsArea(camera, wall, [
        [8, -4],
        [16, -4],
        [16, 4],
        [8, 4],
      ]),
    ).toBe(false);
    expect(Math.max(...coneOf(camera, wall).map(([x]) => x))).toBeCloseTo(5, 6);
  });
});

describe('what is judged', () => {
  const asked = expecting(
    {
      mark: {
        crossing: ['Rue Haute', 'Rue du Puits'],
        category: 'Éclairage',
        values: { fait: 'éteint', urgent: 'Non' },
      },
    },
    { rest: 'kept' },
  );
  const mark = {
    category: 'Éclairage',
    at: [125, 228],
    values: { fait: 'Lampadaire ÉTEINT', urgent: 'Non' },
  };
  const state = (changed: object, more: object = {}) => ({
    ...start,
    marks: { n1: { ...mark, ...changed }, ...more },
  });

  test('a mark at the right crossing, near enough; each part that is wrong is told', () => {
    expect(right(asked, state({}))).toEqual([true, true]);
    expect(right(asked, start)).toEqual([false, true]);
    expect(found(asked, state({ at: [140, 228] }))).toEqual(['at']);
    expect(found(asked, state({ category: 'Chaussée', values: { fait: 'Cassé', urgent: 'Oui' } }))).toEqual([
      'category',
      'field:Ce que l’on voit',
      'field:Danger immédiat',
    ]);
    expect(right(asked, state({}, { n2: mark }))).toEqual([true, false]);
    expect(right(asked, state({}, { trou: null }))).toEqual([true, false]);
    expect(right(asked, solvedState(asked))).toEqual([true, true]);
  });

  test('of two crossings of the same streets, the one near a place', () => {
    expect(crossingOf(config, ['Avenue de la Gare', 'Rue du Puits'], 'ecole')).toEqual([60, 80]);
    expect(crossingOf(config, ['Avenue de la Gare', 'Rue du Puits'], 'mairie')).toEqual([300, 80]);
    expect(crossingOf(config, ['Rue Haute', 'Rue Basse'])).toBeNull();
  });

  test('a mark of the start moved, another taken away; one of others cannot be', () => {
    const wanted = expecting({ mark: { of: 'trou', at: [60, 200] } }, { rest: 'kept' });
    const first = { category: 'Chaussée', at: [60, 190], values: { fait: 'Un trou', urgent: 'Non' } };
    expect(right(wanted, { ...start, marks: { trou: first } })).toEqual([true, true]);
    expect(right(wanted, { ...start, marks: { trou: null } })).toEqual([false, true]);
    const gone = expecting({ gone: ['trou'] });
    expect(right(gone, { ...start, marks: { trou: null } })).toEqual([true]);
    expect(found(gone, start)).toEqual(['Chaussée']);
    expect(right(expecting({ rest: 'kept' }), { ...start, marks: { ville: null } })).toEqual([true]);
  });

  test('layers, a choice, a way', () => {
    const wanted = expecting(
      { shown: ['eau'] },
      { setting: 'garde', is: ['1 mois', '1 semaine'] },
      { way: ['ecole', 'mairie'] },
      { rest: 'kept' },
    );
    expect(right(wanted, initialState(wanted))).toEqual([false, false, false, true]);
    expect(right(wanted, solvedState(wanted))).toEqual([true, true, true, true]);
    const other = { ...start, layers: ['eau'], settings: { garde: '1 semaine' }, way: ['mairie', 'ecole'] };
    expect(right(wanted, other)).toEqual([true, true, false, true]);
  });

  test('what cameras film, walls stopping them', () => {
    const wanted = expecting({ filmed: ['cour'] }, { unfilmed: ['etang'] });
    expect(right(wanted, start)).toEqual([false, true]);
    expect(right(wanted, { ...start, cameras: { cam: { angle: 270, on: true } } })).toEqual([true, true]);
    expect(right(wanted, { ...start, cameras: { cam: { angle: 270, on: false } } })).toEqual([false, true]);
    expect(right(wanted, solvedState(wanted))).toEqual([true, true]);
    // Nothing is asked of cameras: they are to be left as they are.
    expect(
      right(expecting({ rest: 'kept' }), { ...start, cameras: { cam: { angle: 270, on: true } } }),
    ).toEqual([false]);
  });

  test('a state that no page sends is refused', () => {
    expect(readReached(MAP, state({ at: [1, 2, 3] }))).toBeNull();
    expect(readReached(MAP, { ...start, more: true })).toBeNull();
    expect(readReached(MAP, { ...start, cameras: { cam: { angle: 400, on: true } } })).toBeNull();
    expect(readReached(MAP, { ...start, cameras: { cam: { angle: 97, on: true } } })).toBeNull();
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, rank) => [`n${rank}`, mark]));
    expect(readReached(MAP, { ...start, marks: many })).toBeNull();
  });
});

test('a map turned over keeps its crossings, its cameras and what is expected of it', () => {
  const around = { fault: () => {}, picture: () => null, render: String };
  const authored = {
    title: 'X',
    size: [100, 60],
    mirror: 'both',
    streets: [
      {
        name: 'A',
        path: [
          [0, 10],
          [100, 10],
        ],
      },
      {
        name: 'B',
        path: [
          [20, 0],
          [20, 60],
        ],
      },
    ],
    areas: [{ id: 'cour', kind: 'parking', name: 'Cour', rect: [50, 30, 20, 20] }],
    cameras: [{ id: 'c', name: 'C', at: [40, 40], angle: 90, reach: 30 }],
    marks: { title: 'M', categories: ['U', 'V'] },
  };
  const turned = prepareMap(mapShape.config.parse(authored), [], around);
  expect(crossingOf(turned, ['A', 'B'])).toEqual([80, 50]);
  expect(turned.cameras[0]?.angle).toBe(270);
  const practical = {
    ...MAP,
    config: turned,
    expect: mapShape.expect.parse([{ filmed: ['cour'] }, { mark: { at: [20, 10], within: 2 } }]),
  } as Practical;
  const marked = { ...map.initial(turned), marks: { n1: { category: 'U', at: [80, 50], values: {} } } };
  expect(right(practical, marked)).toEqual([true, true]);
});

test('an author is told of what is not on the map', () => {
  const faults: string[] = [];
  const around = { fault: (message: string) => faults.push(message), picture: () => null, render: String };
  const authored = mapShape.config.parse({
    title: 'X',
    size: [100, 100],
    places: [
      { id: 'a', name: 'A', at: [120, 5], layer: 'eau' },
      { id: 'a', name: 'B', at: [5, 5] },
    ],
    streets: [
      {
        name: 'Rue A',
        path: [
          [0, 0],
          [100, 100],
        ],
      },
    ],
    settings: [{ id: 'c', label: 'C', options: ['1', '2'], value: '3' }],
    marks: { title: 'M', categories: ['U', 'V'], fields: [{ id: 'f', label: 'F', options: ['1', '2'] }] },
  });
  const expected = mapShape.expect.parse([
    { mark: { crossing: ['Rue A', 'Rue B'], category: 'W', values: { f: '4', g: '1' } } },
    { gone: ['z'] },
    { filmed: ['nulle-part'] },
    { way: ['a', 'a'] },
    { shown: ['eau'] },
    { setting: 'd', is: ['1'] },
  ]);
  prepareMap(authored, expected, around);
  for (const part of [
    'hors de la carte',
    'pas de couche « eau »',
    'donné deux fois',
    "« 3 » n'est pas dans « options »",
    "« Rue A / Rue B » n'est pas sur la carte",
    'pas de catégorie « W »',
    "« 4 » n'est pas un choix",
    'pas de champ « g »',
    'pas de repère « z »',
    'ni lieu ni surface « nulle-part »',
    '« cameras »',
    '« route: true »',
    'pas de réglage « d »',
  ])
    expect(faults.join('\n')).toContain(part);
});
