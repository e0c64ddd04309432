import { blocksShape, prepareBlocks } from '../referential/practicals/blocks.ts';
import type { Practical } from '../referential/practicals/read.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { WORKSHOP } from './sample.ts';

/** A workshop of blocks filled from what an author writes. */
export function blocksOf(authored: unknown, expected: unknown[] = []): Practical {
  const expect = expected.length === 0 ? [] : blocksShape.expect.parse(expected);
  return {
    component: 'blocks',
    config: prepareBlocks(blocksShape.config.parse(authored), expect, WORKSHOP),
    expect,
    alternativeHtml: null,
    equivalent: null,
  };
}

/** Two mazes, with every block of the grid, and a program begun. */
export const MAZE: Practical = blocksOf(
  {
    boards: [
      { name: 'Petit jardin', map: ['..o.G', '.###.', '>.o..', '.rb..'], numbers: ['B1=340', 'E3=12'] },
      { map: ['>..#', '.o.G'] },
    ],
    palette: [
      ...['forward', 'forward-n', 'left', 'right', 'repeat', 'until', 'if', 'if-else', 'take', 'drop'],
      ...['paint', 'set', 'add', 'call'],
    ],
    tests: ['wall-ahead', 'object', 'red', 'compare'],
    colors: ['red', 'green'],
    variables: ['score', 'tours'],
    readsCell: true,
    most: 30,
    things: { one: 'pièce', many: 'pièces' },
    goalName: 'la maison',
    start: [
      'set score 0',
      'repeat 2',
      'forward',
      'if object',
      'take',
      'add score 10',
      'else',
      'paint red',
      'end',
      'end',
      'if cell > 100',
      'call',
      'end',
      'own',
      'left',
      'forward 2',
    ].join('\n'),
  },
  [{ program: 'forward 4\nleft\nforward 2' }, { goal: 'reached' }],
);

/** A turtle with a drawing to make. */
export const TURTLE: Practical = blocksOf(
  {
    scene: 'drawing',
    boards: [{ columns: 7, rows: 6, at: 'B5', facing: 'up' }],
    palette: ['forward-n', 'right-n', 'left-n', 'repeat', 'pen-up', 'pen-down'],
    model: true,
    start: 'forward 2\nright 60\nforward 3',
  },
  [{ program: 'repeat 4\nforward 3\nright 90\nend' }, { drawn: 'same' }],
);

export const BLOCKS_CORRECTED: CorrectedPractical = [
  {
    expected: 'Le programme va jusqu’au bout, et réussit aussi sur 2 autres plans.',
    right: false,
    reached: 'Le robot se cogne en C3.',
  },
  { expected: 'Tout est ramassé.', right: true, reached: null },
];
