import { describe, expect, test } from 'vitest';
import { createBeliefs } from '../../src/engine/belief.ts';
import type { Aim } from '../../src/engine/doubt.ts';
import type { Attempt } from '../../src/engine/method.ts';
import { ORDINARY, STEADY } from '../../src/engine/model.ts';
import { RULES, type Rules } from '../../src/engine/rules.ts';
import { seeded } from '../../src/engine/seed.ts';
import { content } from './content.ts';

const NOTHING: Aim = { variance: 0, misjudged: 0, total: 0, asShown: true, negligible: 0 };
const scope = content(3, 2, 5, 0.2);

function aimingAt(aim: Partial<Aim>, others: Rules['others'] = []): Rules {
  return { ...RULES[2], first: { noise: ORDINARY, aim: { ...NOTHING, ...aim } }, others };
}

function answers(seed: string, count: number): Attempt[] {
  const luck = seeded(seed);
  return scope
    .map(({ id }) => ({ id, order: luck() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ id }) => ({ skill: id, correct: luck() < 0.5, guess: 0.2 }));
}

/** What a question is worth by its definition: beliefs before it and after either answer, weighed by their chances. */
function byHand(
  rules: Rules,
  attempts: readonly Attempt[],
  rank: number,
  value: (now: Moment, then: Moment) => number,
) {
  const at = (more: readonly Attempt[]): Moment => {
    const all = [...attempts, ...more];
    const { mastered, success } = createBeliefs(scope, rules)(all);
    const given = new Map(all.map(({ skill, correct }) => [skill, Number(correct)]));
    const shown = scope.map(({ id }, i) => given.get(id) ?? Number((mastered[i] ?? 0) >= 0.5));
    return { mastered: [...mastered], shown, success: success[rank] ?? 0 };
  };
  const { id = '', guess = 0 } = scope[rank] ?? {};
  const now = at([]);
  const right = at([{ skill: id, correct: true, guess }]);
  const wrong = at([{ skill: id, correct: false, guess }]);
  return now.success * value(now, right) + (1 - now.success) * value(now, wrong);
}

interface Moment {
  readonly mastered: readonly number[];
  readonly shown: readonly number[];
  readonly success: number;
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const inTubeOf = (rank: number) => scope.flatMap(({ tube }, i) => (tube === scope[rank]?.tube ? [i] : []));

describe.each([0, 4, 12])('what a question is worth, after %i answers', (count) => {
  const attempts = answers(`valeur ${count}`, count);
  const asked = new Set(attempts.map(({ skill }) => skill));
  const open = scope.flatMap(({ id }, rank) => (asked.has(id) ? [] : [rank]));

  test('aiming at judgements: those of its tube not yet asked, itself as it will be shown', () => {
    const rules = aimingAt({ misjudged: 1 });
    const { worth } = createBeliefs(scope, rules)(attempts);
    for (const rank of open) {
      const wrongly = ({ mastered, shown }: Moment) =>
        sum(
          inTubeOf(rank)
            .filter((i) => open.includes(i))
            .map((i) => Math.abs((shown[i] ?? 0) - (mastered[i] ?? 0))),
        );
      const expected = byHand(rules, attempts, rank, (now, then) => wrongly(now) - wrongly(then));
      expect(worth[rank]).toBeCloseTo(Math.max(0, expected), 9);
    }
  });

  test('aiming at the number shown: its variance over the whole scope, its gap over the tube', () => {
    const rules = aimingAt({ total: Math.sqrt(scope.length / 45) });
    const { worth } = createBeliefs(scope, rules)(attempts);
    for (const rank of open) {
      const gapIn = ({ mastered, shown }: Moment) =>
        sum(inTubeOf(rank).map((i) => (shown[i] ?? 0) - (mastered[i] ?? 0)));
      const expected = byHand(rules, attempts, rank, (now, then) => {
        const gap = sum(now.shown) - sum(now.mastered);
        const moved = sum(then.mastered) - sum(now.mastered);
        return moved ** 2 + gap ** 2 - (gap + gapIn(then) - gapIn(now)) ** 2;
      });
      expect(worth[rank]).toBeCloseTo(Math.max(0, expected), 9);
    }
  });
});

test('readings weigh as the answers make them likely: a steady pupil is heard as one, and a refuted reading never again', () => {
  const mixed = aimingAt({}, [{ noise: STEADY, odds: 1, aim: { ...NOTHING, variance: 1 } }]);
  const best = (attempts: readonly Attempt[]) => Math.max(...createBeliefs(scope, mixed)(attempts).worth);
  const steady = { ...aimingAt({}), first: { noise: STEADY, aim: { ...NOTHING, variance: 1 } } };
  const alone = (attempts: readonly Attempt[]) => Math.max(...createBeliefs(scope, steady)(attempts).worth);
  const straight = scope
    .filter(({ tube }) => tube < '2')
    .map(({ id, level, guess }) => ({ skill: id, correct: level <= 3, guess }));
  expect(best([]) / alone([])).toBeCloseTo(0.5, 6);
  expect(best(straight) / alone(straight)).toBeGreaterThan(0.9);
  const crooked = straight.map((attempt) => ({ ...attempt, correct: !attempt.correct }));
  expect(best(crooked)).toBe(0);
  expect(Math.max(...createBeliefs(scope, { ...mixed, othersUpTo: scope.length - 1 })(straight).worth)).toBe(
    0,
  );
  const many = Array.from({ length: 20 }, () => straight).flat();
  expect(best([...crooked, ...many])).toBe(0);
});
