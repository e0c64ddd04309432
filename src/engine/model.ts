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
  const result = new Float64Array(rows.length);
  for (const [i, row] of rows.entries()) result[i] = dot(row, vector);
  return result;
}

export function product(a: Vector, b: Vector): Vector {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 1) result[i] = (a[i] ?? 0) * (b[i] ?? 0);
  return result;
}

export function quotient(a: Vector, b: Vector): Vector {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 1) result[i] = (a[i] ?? 0) / (b[i] ?? 1);
  return result;
}

/** Scaled so that the sum is 1. */
export function normalised(vector: Vector): Vector {
  let sum = 0;
  for (const value of vector) sum += value;
  return scaled(vector, 1 / sum);
}

/** Scaled so that the greatest is 1: likelihoods of hundreds of answers would underflow otherwise. */
export function peaked(vector: Vector): Vector {
  return scaled(vector, 1 / Math.max(...vector));
}

function scaled(vector: Vector, factor: number): Vector {
  const result = new Float64Array(vector.length);
  for (let i = 0; i < vector.length; i += 1) result[i] = (vector[i] ?? 0) * factor;
  return result;
}

function grid(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** The normal law, cut to a grid. */
export function bell(points: readonly number[], mean: number, spread: number): Vector {
  return normalised(Float64Array.from(points, (point) => Math.exp(-0.5 * ((point - mean) / spread) ** 2)));
}
