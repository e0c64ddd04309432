import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/engine/method.ts';
import { pixKnowledge, pixReward, predictedLevel } from '../../src/engine/pix.ts';
import { content, play } from './content.ts';

const PIX: Policy = { ...DEFAULT_POLICY, method: 'pix' };

/** Answers to one skill per (level, right) pair, each in a tube of its own. */
function given(answers: readonly (readonly [number, number])[]) {
  return {
    scope: answers.map(([level], i) => ({ id: `${i}`, level })),
    attempts: answers.map(([, right], i) => ({ skill: `${i}`, correct: right === 1 })),
  };
}

test.each<[readonly (readonly [number, number])[], number]>([
  [[], 2],
  [[[2, 1]], 4.5],
  [[[2, 0]], 1],
  [
    [
      [2, 1],
      [3, 1],
    ],
    5,
  ],
  [
    [
      [2, 1],
      [3, 1],
      [4, 0],
    ],
    4,
  ],
  [
    [
      [2, 1],
      [4, 1],
      [6, 0],
      [5, 1],
    ],
    5.5,
  ],
  [
    [
      [2, 0],
      [1, 0],
    ],
    0.5,
  ],
  [
    [
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 1],
    ],
    6.5,
  ],
])('answers %j predict level %d', (answers, level) => {
  const { scope, attempts } = given(answers);
  expect(predictedLevel(scope, attempts)).toBe(level);
});

test.each([
  [2, [2.08, 3.0, 3.0, 2.24, 1.19]],
  [3, [1.48, 2.54, 3.0, 2.54, 1.48]],
])('rewards in an untested tube 1 to 5 at level %i', (predicted, rewards) => {
  const tube = [1, 2, 3, 4, 5].map((level) => ({ level }));
  for (const [i, skill] of tube.entries()) {
    expect(pixReward(skill, predicted, tube)).toBeCloseTo(rewards[i] ?? Number.NaN, 2);
  }
});

describe('inference within a tube', () => {
  const scope = content(1, 2, 5);
  const of = (attempts: { skill: string; correct: boolean }[]) =>
    Object.fromEntries(
      [
        ...pixKnowledge(
          scope,
          attempts.map((attempt) => ({ ...attempt, guess: 0 })),
        ),
      ].map(([id, element]) => [id, `${element.validated ? '+' : '-'}${element.source}`]),
    );

  test('right validates what is below, wrong refuses what is above, other tubes stay unknown', () => {
    expect(of([{ skill: '0.0.3', correct: true }])).toEqual({
      '0.0.1': '+inferred',
      '0.0.2': '+inferred',
      '0.0.3': '+direct',
    });
    expect(of([{ skill: '0.1.4', correct: false }])).toEqual({ '0.1.4': '-direct', '0.1.5': '-inferred' });
  });

  test('what was decided stays, but a direct answer replaces an inference', () => {
    expect(
      of([
        { skill: '0.0.2', correct: false },
        { skill: '0.0.5', correct: true },
      ]),
    ).toEqual({
      '0.0.1': '+inferred',
      '0.0.2': '-direct',
      '0.0.3': '-inferred',
      '0.0.4': '-inferred',
      '0.0.5': '+direct',
    });
  });

  test('knowledge leaves out the skills that no answer decides', () => {
    const seen = createEngine(scope, PIX).knowledge([{ skill: '0.0.3', correct: true, guess: 0 }]);
    expect(seen.map((element) => [element.skill, element.status, element.source, element.because])).toEqual([
      ['0.0.1', 'validated', 'inferred', { skill: '0.0.3', correct: true }],
      ['0.0.2', 'validated', 'inferred', { skill: '0.0.3', correct: true }],
      ['0.0.3', 'validated', 'direct', { skill: '0.0.3', correct: true }],
    ]);
  });
});

describe('selection', () => {
  test('starts at level 2 where there is one, else at the lowest', () => {
    const engine = createEngine(content(2, 2, 6), PIX);
    for (let i = 0; i < 10; i += 1) expect(engine.next([], `s${i}`).skill).toMatch(/\.2$/);
    const high = content(1, 2, 6).filter((skill) => skill.level >= 4);
    expect(createEngine(high, PIX).next([], 's').skill).toMatch(/\.4$/);
  });

  test('easy tubes come first', () => {
    const scope = [
      ...content(1, 1, 6),
      ...content(1, 1, 3).map((skill) => ({ ...skill, id: `facile.${skill.level}`, tube: 'facile' })),
    ];
    const { attempts } = play(scope, PIX, 's', (skill) => skill.level <= 2);
    const tubes = attempts.map((attempt) => attempt.skill.startsWith('facile'));
    expect(tubes.lastIndexOf(true)).toBeLessThan(tubes.indexOf(false));
  });

  test('a weak pupil is never asked what is far above, and those skills count as not validated', () => {
    const scope = content(1, 3, 8);
    const { attempts, engine } = play(scope, PIX, 's', () => false);
    expect(Math.max(...attempts.map((attempt) => Number(attempt.skill.split('.')[2])))).toBeLessThanOrEqual(
      4,
    );
    expect(engine.knowledge(attempts).some((element) => element.status === 'validated')).toBe(false);
  });

  test('a strong pupil validates everything', () => {
    const scope = content(2, 2, 6);
    const { attempts, engine } = play(scope, PIX, 's', () => true);
    expect(engine.knowledge(attempts).filter((element) => element.status === 'validated')).toHaveLength(
      scope.length,
    );
    expect(attempts.length).toBeLessThan(scope.length);
  });
});
