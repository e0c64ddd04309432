import { expect, test } from 'vitest';
import { gainOf } from '../../src/runs/gain.ts';

/** Eight skills of one competence, two a level: 4 pix each, 8 pix a level. */
const scope = [1, 1, 2, 2, 3, 3, 4, 4].map((level, place) => ({
  id: `s${place}`,
  tube: `t${place % 2}`,
  competence: '1.1',
  level,
  pix: 4,
  guess: 0,
}));
const earlier = (...ids: string[]) =>
  ids.map((skill) => ({
    skill,
    status: 'validated' as const,
    source: 'direct' as const,
    because: null,
    guess: 0,
    at: new Date(0),
  }));

test('by hand: from nothing, three skills are 12 pix and level 1', () => {
  const run = { scope, earlier: [], obstacles: [] };
  expect(gainOf(run, ['s0', 's1', 's2'], 8)).toEqual({
    pix: 12,
    levels: [{ competence: '1.1', level: 1 }],
  });
});

test('what earlier runs left is not gained again, and a level is said only when it is crossed', () => {
  const run = { scope, earlier: earlier('s0', 's1'), obstacles: [] };
  expect(gainOf(run, ['s0', 's1', 's2'], 8)).toEqual({ pix: 4, levels: [] });
  expect(gainOf(run, ['s0', 's1', 's2', 's3'], 8)).toEqual({
    pix: 8,
    levels: [{ competence: '1.1', level: 2 }],
  });
  expect(gainOf(run, ['s0', 's1'], 8)).toEqual({ pix: 0, levels: [] });
});

test('nothing is gained above the highest level that can be reached', () => {
  const run = { scope, earlier: earlier('s0', 's1', 's2', 's3'), obstacles: [] };
  expect(
    gainOf(
      run,
      scope.map(({ id }) => id),
      2,
    ),
  ).toEqual({ pix: 0, levels: [] });
});
