import { ABILITIES, type Vector } from './model.ts';
import { countsElsewhere } from './posterior.ts';
import { generalOf, posteriorOf, type Reading } from './reading.ts';
import type { Tree } from './scope-tree.ts';
import { type Rows, rowsOf } from './tube-belief.ts';

const WIDTH = ABILITIES.length;

/** What is shown of the skills, by their rank in the scope. */
export interface Standing {
  readonly asked: Uint8Array;
  /** 1 for a skill shown as validated, else 0. */
  readonly shown: Uint8Array;
  /** From this P(mastered) on, a skill not asked is shown as validated. */
  readonly presumed: number;
}

/** The number of skills shown as validated beside the number mastered, under one reading. */
export interface Total {
  /** Shown less expected: what luck and carelessness brought, and rounding of beliefs to yes or no. */
  readonly gap: number;
  /** Row k: P(ability of competence k) times the number mastered in the whole scope that this ability foretells. */
  readonly weighed: Vector;
  /** The number mastered in the whole scope, expected. */
  readonly expected: number;
}

export function totalOf(tree: Tree, reading: Reading, { shown }: Standing, mastered: Vector): Total {
  let validated = 0;
  let expected = 0;
  for (let rank = 0; rank < shown.length; rank += 1) {
    validated += shown[rank] ?? 0;
    expected += mastered[rank] ?? 0;
  }
  const counts = new Float64Array(tree.competences.length * WIDTH);
  for (let t = 0; t < tree.tubes.length; t += 1) {
    const belief = reading.tubes[t];
    if (!belief) continue;
    const { count } = rowsOf(belief);
    const from = (tree.tubes[t]?.competence ?? 0) * WIDTH;
    for (let c = 0; c < WIDTH; c += 1) counts[from + c] = (counts[from + c] ?? 0) + (count[c] ?? 0);
  }
  const weighed = countsElsewhere(counts, reading.likelihoods, reading.messages, generalOf(reading));
  for (let k = 0; k < tree.competences.length; k += 1) {
    const posterior = posteriorOf(reading, k);
    for (let c = 0; c < WIDTH; c += 1) {
      const i = k * WIDTH + c;
      weighed[i] = (posterior[c] ?? 0) * ((weighed[i] ?? 0) + (counts[i] ?? 0));
    }
  }
  return { gap: validated - expected, weighed, expected };
}

/**
 * Covariance of a right answer to a tube's skill s with the number mastered outside the tube, `expected` of them.
 * `q` is P(right).
 */
export function covarianceOutside(
  { weighed }: Total,
  competence: number,
  posterior: Vector,
  { count, right }: Rows,
  s: number,
  q: number,
  expected: number,
): number {
  let sum = 0;
  for (let c = 0; c < WIDTH; c += 1) {
    const outside = (weighed[competence * WIDTH + c] ?? 0) - (posterior[c] ?? 0) * (count[c] ?? 0);
    sum += outside * (right[s * WIDTH + c] ?? 0);
  }
  return sum - q * expected;
}

/**
 * Expected fall of the squared error of the number shown, when skill s of a tube is asked: of its variance, since the
 * answer tells something of every skill, and of the square of its gap, since the answer moves what its tube shows.
 * `both` is P(s right and u mastered) for each skill u of the tube.
 */
export function totalRemoved(
  gap: number,
  outside: number,
  skills: readonly number[],
  s: number,
  right: number,
  both: Vector,
  mastered: Vector,
  { asked, shown, presumed }: Standing,
): number {
  const wrong = 1 - right;
  let expected = 0;
  let together = 0;
  let now = 0;
  let ifRight = 0;
  let ifWrong = 0;
  for (let u = 0; u < skills.length; u += 1) {
    const rank = skills[u] ?? 0;
    const p = mastered[rank] ?? 0;
    const v = both[u] ?? 0;
    expected += p;
    together += v;
    now += shown[rank] ?? 0;
    if (u === s) ifRight += 1;
    else if (asked[rank] === 1) {
      ifRight += shown[rank] ?? 0;
      ifWrong += shown[rank] ?? 0;
    } else {
      if (v >= presumed * right) ifRight += 1;
      if (p - v >= presumed * wrong) ifWrong += 1;
    }
  }
  const covariance = outside + together - right * expected;
  const rest = gap - now + expected;
  const gapIfRight = rest + ifRight - together / right;
  const gapIfWrong = rest + ifWrong - (expected - together) / wrong;
  const variance = covariance ** 2 / (right * wrong);
  return variance + gap ** 2 - right * gapIfRight ** 2 - wrong * gapIfWrong ** 2;
}
