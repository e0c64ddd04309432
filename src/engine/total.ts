import { ABILITIES, type Vector } from './model.ts';
import { countsElsewhere, dotRow } from './posterior.ts';
import { generalOf, posteriorOf, type Reading } from './reading.ts';
import type { Tree, Tube } from './scope-tree.ts';

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
  /** For each competence, the number mastered in the whole scope, expected from its ability. */
  readonly counts: readonly Vector[];
}

export function totalOf(tree: Tree, reading: Reading, { shown }: Standing, mastered: Vector): Total {
  let gap = 0;
  for (let rank = 0; rank < shown.length; rank += 1) gap += (shown[rank] ?? 0) - (mastered[rank] ?? 0);
  const own = tree.competences.map((tubes) => {
    const sums = new Float64Array(WIDTH);
    for (const t of tubes) add(reading.tubes[t]?.count ?? sums, sums);
    return sums;
  });
  const counts = countsElsewhere(own, reading.likelihoods, reading.messages, generalOf(reading));
  for (const [k, elsewhere] of counts.entries()) add(own[k] ?? elsewhere, elsewhere);
  return { gap, counts };
}

/** What lies outside one tube, for covariances with its answers. */
export interface Outside {
  /** P(competence ability) times the expected number mastered outside; and its sum, that number. */
  readonly weighed: Vector;
  readonly expected: number;
  /** Row s: P(s right | competence ability). */
  readonly right: Vector;
}

export function outsideOf(
  { counts }: Total,
  reading: Reading,
  { competence }: Tube,
  t: number,
): Outside | null {
  const all = counts[competence];
  const belief = reading.tubes[t];
  if (!all || !belief) return null;
  const { count, right } = belief;
  const posterior = posteriorOf(reading, competence);
  const weighed = new Float64Array(WIDTH);
  let expected = 0;
  for (let c = 0; c < WIDTH; c += 1) {
    const value = (posterior[c] ?? 0) * ((all[c] ?? 0) - (count[c] ?? 0));
    weighed[c] = value;
    expected += value;
  }
  return { weighed, expected, right };
}

/** Covariance of a right answer to the tube's skill s with the number mastered outside; `q` is P(right). */
export function covarianceOutside({ weighed, expected, right }: Outside, s: number, q: number): number {
  return dotRow(weighed, right, s) - q * expected;
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
  let covariance = outside;
  let ifRight = gap;
  let ifWrong = gap;
  for (let u = 0; u < skills.length; u += 1) {
    const rank = skills[u] ?? 0;
    const p = mastered[rank] ?? 0;
    const v = both[u] ?? 0;
    const afterRight = v / right;
    const afterWrong = (p - v) / wrong;
    const now = shown[rank] ?? 0;
    covariance += v - p * right;
    ifRight += p - now - afterRight;
    ifWrong += p - now - afterWrong;
    if (u === s) ifRight += 1;
    else if (asked[rank] === 1) {
      ifRight += now;
      ifWrong += now;
    } else {
      if (afterRight >= presumed) ifRight += 1;
      if (afterWrong >= presumed) ifWrong += 1;
    }
  }
  const variance = covariance ** 2 / (right * wrong);
  return variance + gap ** 2 - right * ifRight ** 2 - wrong * ifWrong ** 2;
}

function add(values: Vector, into: Vector): void {
  for (let c = 0; c < into.length; c += 1) into[c] = (into[c] ?? 0) + (values[c] ?? 0);
}
