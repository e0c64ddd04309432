import { describe, expect, test } from 'vitest';
import { blocks } from '../../src/engine/practicals/blocks.ts';
import { blocksShape, boardOf, prepareBlocks } from '../../src/referential/practicals/blocks.ts';
import { readProgram } from '../../src/referential/practicals/blocks-program.ts';
import {
  type Board,
  countBlocks,
  lastWorld,
  MOST_STEPS,
  type Program,
  runProgram,
  sameDrawing,
} from '../../src/referential/practicals/blocks-run.ts';

function program(...lines: string[]): Program {
  const read = readProgram(lines.join('\n'));
  if (typeof read === 'string') throw new Error(read);
  return read;
}
function board(authored: Record<string, unknown>): Board {
  const [one] = blocksShape.config.parse({ boards: [authored] }).boards;
  if (!one) throw new Error('no board');
  return boardOf(one);
}
const GARDEN = board({ map: ['..oG', '.##.', '>.o.'] });
const ended = (where: Board, ...lines: string[]) => {
  const run = runProgram(program(...lines), where);
  const { x, y, turned, carried, objects, values, colors } = lastWorld(run);
  return { end: run.end, x, y, turned, carried, objects, values, colors, steps: run.steps.length };
};

describe('a program as an author writes it', () => {
  test('loops, conditions, one’s own block', () => {
    expect(
      program(
        'set n 0',
        'until cell >= 5',
        'if not wall-ahead',
        'forward 2',
        'else',
        'right',
        'end',
        'end',
        'own',
        'paint red',
      ),
    ).toEqual({
      main: [
        { do: 'set', name: 'n', n: 0 },
        {
          do: 'until',
          test: { a: '#', sign: '>=', b: 5 },
          body: [
            {
              do: 'if',
              test: { see: 'wall-ahead', not: true },
              body: [{ do: 'forward', n: 2 }],
              other: [{ do: 'right' }],
            },
          ],
        },
      ],
      own: [{ do: 'paint', color: 'red' }],
    });
  });

  test.each([
    ['repeat 3\nforward', 'ligne 1 : il manque « end ».'],
    ['forward\nend', 'ligne 2 : « end » n’a rien à fermer.'],
    ['jump', 'ligne 1 : bloc inconnu « jump ».'],
    ['repeat many!\nend', 'ligne 1 : « many! » n’est ni un nombre, ni une variable, ni cell.'],
    ['if sunny day\nend', 'ligne 1 : « sunny day » n’est pas une condition.'],
    ['paint pink', 'ligne 1 : une couleur parmi red, blue, yellow, green.'],
    ['take two', 'ligne 1 : rien ne suit « take ».'],
  ])('%j is refused with its line', (text, why) => {
    expect(readProgram(text)).toBe(why);
  });
});

describe('a run', () => {
  test('walks, turns and gathers', () => {
    expect(ended(GARDEN, 'forward 2', 'take', 'forward', 'left', 'forward 2')).toMatchObject({
      end: 'done',
      x: 3,
      y: 0,
      turned: 0,
      carried: 1,
      objects: ['C1'],
    });
  });

  test.each([
    [['forward', 'left', 'forward'], 'bump', 'B3'],
    [['left', 'left', 'forward'], 'bump', 'A3'],
    [['forward 9'], 'bump', 'D3'],
    [['take'], 'nothing', 'A3'],
    [['drop'], 'empty-handed', 'A3'],
    [['until goal', 'end'], 'endless', 'A3'],
    [['repeat 99999', 'left', 'end'], 'endless', 'A3'],
    [['call', 'own', 'call'], 'endless', 'A3'],
  ] as const)('%j ends by %s in %s', (lines, end, cell) => {
    const run = runProgram(program(...lines), GARDEN);
    const { x, y } = lastWorld(run);
    expect([run.end, `${'ABCD'[x]}${y + 1}`]).toEqual([end, cell]);
    expect(run.blamed).not.toBeNull();
    expect(run.steps.length).toBeLessThanOrEqual(MOST_STEPS);
  });

  test('asks, counts and paints, by the numbers of cells and by variables', () => {
    const belt = board({ map: ['>...'], numbers: ['A1=3', 'B1=5', 'C1=8', 'D1=5'] });
    expect(
      ended(
        belt,
        ...['set n 2', 'repeat 3', 'forward', 'if cell > 5', 'paint red', 'add n cell', 'else'],
        ...['paint green', 'add n -1', 'end', 'end'],
      ),
    ).toMatchObject({
      end: 'done',
      values: { n: 8 },
      colors: { B1: 'green', C1: 'red', D1: 'green' },
    });
  });

  test('a condition is asked before each turn, and a step tells what it said', () => {
    const { steps } = runProgram(program('until wall-ahead', 'forward', 'end'), GARDEN);
    expect(steps.map(({ at, yes }) => [at, yes])).toEqual([
      ['main.0', false],
      ['main.0.body.0', undefined],
      ['main.0', false],
      ['main.0.body.0', undefined],
      ['main.0', false],
      ['main.0.body.0', undefined],
      ['main.0', true],
    ]);
  });

  test('a drawing is the same whatever the order and the way of its lines', () => {
    const sheet = board({ columns: 9, rows: 9, at: 'C7', facing: 'up' });
    const lines = (...text: string[]) => lastWorld(runProgram(program(...text), sheet)).lines;
    const square = lines('repeat 4', 'forward 3', 'right 90', 'end');
    expect(sameDrawing(square, lines('right', 'repeat 4', 'forward 3', 'left', 'end'))).toBe(true);
    expect(sameDrawing(square, lines('repeat 3', 'forward 3', 'right 90', 'end'))).toBe(false);
    expect(sameDrawing(square, lines('repeat 4', 'forward 4', 'right 90', 'end'))).toBe(false);
    expect(sameDrawing(square, lines('repeat 4', 'forward 3', 'right 60', 'end'))).toBe(false);
    expect(lines('pen-up', 'forward 2', 'pen-down', 'forward 1')).toEqual([[2, 4, 2, 3]]);
  });
});

const FAULTS: string[] = [];
function workshop(practical: unknown, expected: unknown[]) {
  FAULTS.length = 0;
  const expect = blocksShape.expect.parse(expected);
  const config = prepareBlocks(blocksShape.config.parse(practical), expect, {
    fault: (message) => FAULTS.push(message),
    picture: () => null,
    render: (text) => text,
  });
  const right = (state: unknown) => {
    const read = blocks.reached.safeParse(state).data;
    return read ? blocks.verdicts(config, expect, read) : null;
  };
  return { config, expect, right };
}

const ROW = { palette: ['forward', 'until', 'repeat', 'take', 'if'], tests: ['goal', 'object'] };
const KEY = ['until goal', 'forward', 'if object', 'take', 'end', 'end'].join('\n');
const row = (extra = {}) =>
  workshop({ ...ROW, boards: [{ map: ['>.o.G'] }], ...extra }, [
    { program: KEY, hidden: [{ map: ['>.G'] }, { map: ['>oo.o.G'] }] },
    { goal: 'reached' },
    { objects: 'taken' },
  ]);

describe('what is judged', () => {
  test('the author’s program meets everything; nothing of it is in the page', () => {
    const { config, expect: expected, right } = row();
    expect(FAULTS).toEqual([]);
    expect(right(blocks.solve(config, expected))?.map((one) => one.right)).toEqual([true, true, true]);
    expect(JSON.stringify(config)).not.toContain('"do":"until"');
    expect(JSON.stringify(config)).not.toContain('hidden');
  });

  test('a model shows the colours of a grid, not the way there; of a drawing, its lines', () => {
    const target = (scene: string) => {
      const { config } = workshop(
        {
          scene,
          boards: [{ columns: 2, rows: 1 }],
          palette: ['forward', 'paint'],
          colors: ['red'],
          model: true,
        },
        [{ program: 'forward\npaint red' }],
      );
      return config.boards[0]?.target;
    };
    expect(target('grid')).toEqual({ colors: { B1: 'red' }, lines: [] });
    expect(target('drawing')?.lines).toHaveLength(1);
  });

  test('a path learnt by heart fails on the boards that are not shown', () => {
    const { right } = row();
    const byHeart = program('forward', 'forward', 'take', 'forward', 'forward');
    expect(right(byHeart)).toEqual([
      { right: false, found: ['hidden'] },
      { right: true, found: [] },
      { right: true, found: [] },
    ]);
    expect(right(program('repeat 9', 'forward', 'end'))).toEqual([
      { right: false, found: ['bump E1'] },
      { right: true, found: [] },
      { right: false, found: ['C1'] },
    ]);
    expect(right(program('forward'))).toMatchObject([{}, { found: ['B1'] }, { found: ['C1'] }]);
  });

  test('more blocks than are allowed, or others than are given, are refused', () => {
    const { right } = row({ most: 4 });
    expect(right(program('forward', 'forward', 'take', 'forward', 'forward'))?.[0]?.found).toEqual([
      'most 5',
    ]);
    expect(right(program('forward 2', 'take'))?.[0]?.found).toEqual(['forbidden']);
  });

  test('a program to mend is changed, and nothing is added to it', () => {
    const { config, right } = workshop({ boards: [{ map: ['>..G'] }], start: 'repeat 2\nforward\nend' }, [
      { program: 'repeat 3\nforward\nend' },
      { goal: 'reached' },
    ]);
    expect(blocks.initial(config)).toEqual(program('repeat 2', 'forward', 'end'));
    expect(right(program('repeat 3', 'forward', 'end'))?.every((one) => one.right)).toBe(true);
    expect(right(program('repeat 2', 'forward', 'end', 'forward'))?.[0]?.found).toEqual(['forbidden']);
  });

  test('cells, drawings, variables and the blocks used', () => {
    const { right } = workshop(
      {
        boards: [{ map: ['>...'], numbers: ['B1=4', 'C1=9'] }],
        palette: ['forward', 'paint', 'repeat', 'add'],
        colors: ['red', 'blue'],
        variables: ['n'],
        readsCell: true,
      },
      [
        { program: 'repeat 3\npaint red\nadd n cell\nforward\nend' },
        { painted: 'same' },
        { variable: 'n' },
        { uses: 'repeat' },
      ],
    );
    expect(
      right(program('repeat 3', 'paint red', 'add n cell', 'forward', 'end'))?.map((one) => one.right),
    ).toEqual([true, true, true, true]);
    expect(right(program('paint red', 'forward', 'paint blue', 'add n 12', 'forward'))).toEqual([
      { right: true, found: [] },
      { right: false, found: ['B1', 'C1'] },
      { right: false, found: ['12'] },
      { right: false, found: [] },
    ]);
  });

  test('a report of another shape, too long or too deep is none', () => {
    const { right } = row();
    const deep = (levels: number): unknown[] =>
      levels === 0 ? [] : [{ do: 'repeat', n: 2, body: deep(levels - 1) }];
    const forward = { do: 'forward' };
    expect(right({ main: deep(12), own: [] })).not.toBeNull();
    for (const wrong of [
      {},
      { main: [], own: [], goal: 'reached' },
      { main: [{ do: 'teleport' }], own: [] },
      { main: [{ ...forward, n: 1.5 }], own: [] },
      { main: [{ ...forward, n: '__proto__' }], own: [] },
      {
        main: [
          { do: 'set', name: 'constructor', n: 1 },
          { do: 'if', body: [] },
        ],
        own: [],
      },
      { main: Array.from({ length: 121 }, () => forward), own: [] },
      { main: Array.from({ length: 70 }, () => forward), own: Array.from({ length: 70 }, () => forward) },
      { main: deep(40), own: [] },
    ])
      expect(right(wrong), JSON.stringify(wrong).slice(0, 80)).toBeNull();
  });
});

test('what cannot be is reported to the author', () => {
  workshop(
    {
      boards: [{ map: ['>.#'], goal: 'C1', objects: ['F9'] }],
      palette: ['forward'],
      most: 1,
      start: 'right',
      model: true,
    },
    [{ program: 'forward\nset n cell\nif red\nend' }, { variable: 'n' }],
  );
  expect(FAULTS).toEqual([
    'le bloc « set » n’est pas dans « palette ».',
    '« cell » demande « readsCell: true ».',
    'la variable « n » n’est pas dans « variables ».',
    'le bloc « if » n’est pas dans « palette ».',
    'la condition « red » n’est pas dans « tests ».',
    'plus de 1 blocs.',
    'la variable « n » n’est pas dans « variables ».',
    'la case « F9 » est hors du plan (3 colonnes, 1 lignes).',
    'il y a un mur en « C1 ».',
  ]);
  expect(countBlocks(program('repeat 2', 'forward', 'end', 'own', 'left'))).toBe(3);
});
