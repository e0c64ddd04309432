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
/** Row c: P(tube ability | competence ability c). */
export const TUBE_GIVEN_COMPETENCE = ABILITIES.map((competence) => bell(TUBE_ABILITIES, competence, 1.2));

/** P(right | distance θ − b, chance of a lucky answer): 7 % of slips even far above. */
export function chanceOfRight(distance: number, guess: number): number {
  return guess + (1 - guess - SLIP) / (1 + Math.exp(-DISCRIMINATION * distance));
}

export type Vector = Float64Array;

function grid(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** The normal law, cut to a grid. */
export function bell(points: readonly number[], mean: number, spread: number): Vector {
  const heights = points.map((point) => Math.exp(-0.5 * ((point - mean) / spread) ** 2));
  const sum = heights.reduce((all, height) => all + height, 0);
  return Float64Array.from(heights, (height) => height / sum);
}
