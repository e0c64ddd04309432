/**
 * Numbers of the model: a tree of abilities (general, competence, tube) on grids, in levels of the framework.
 * Means, spreads, slip and discrimination come from simulation until real answers refit them by evidence.
 */

export const SLIP = 0.07;
export const DISCRIMINATION = 2;
export const LEVEL_SPREAD = 0.6;

/** Values of the general and competence abilities. */
export const ABILITIES = grid(-1.5, 9, 0.75);
/** Values of a tube's ability: finer, since mastery is read on it. */
export const TUBE_ABILITIES = grid(-1.25, 9.25, 0.5);

/** P(general ability). */
export const GENERAL_PRIOR = bell(ABILITIES, 3.5, 1.5);
/** Row g: P(competence ability | general ability g). */
export const COMPETENCE_GIVEN_GENERAL = ABILITIES.map((general) => bell(ABILITIES, general, 0.8));
/** The same, row c, for messages that go down. */
export const GENERAL_TO_COMPETENCE = ABILITIES.map((_, c) =>
  Float64Array.from(COMPETENCE_GIVEN_GENERAL, (row) => row[c] ?? 0),
);
/** Row c: P(tube ability | competence ability c). */
export const TUBE_GIVEN_COMPETENCE = ABILITIES.map((competence) => bell(TUBE_ABILITIES, competence, 1.2));

/** P(right | distance θ − b, chance of a lucky answer): 7 % of slips even far above. */
export function chanceOfRight(distance: number, guess: number): number {
  return guess + (1 - guess - SLIP) / (1 + Math.exp(-DISCRIMINATION * distance));
}

export type Vector = Float64Array;

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Each row's product with the vector. */
export function through(rows: readonly Vector[], vector: Vector): Vector {
  return Float64Array.from(rows, (row) => dot(row, vector));
}

export function product(a: Vector, b: Vector): Vector {
  return a.map((value, i) => value * (b[i] ?? 0));
}

/** Scaled so that the sum is 1. */
export function normalised(vector: Vector): Vector {
  const sum = vector.reduce((total, value) => total + value, 0);
  return vector.map((value) => value / sum);
}

/** Scaled so that the greatest is 1: likelihoods of hundreds of answers would underflow otherwise. */
export function peaked(vector: Vector): Vector {
  const peak = vector.reduce((greatest, value) => Math.max(greatest, value), 0);
  return vector.map((value) => value / peak);
}

function grid(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** The normal law, cut to a grid. */
export function bell(points: readonly number[], mean: number, spread: number): Vector {
  return normalised(Float64Array.from(points, (point) => Math.exp(-0.5 * ((point - mean) / spread) ** 2)));
}
