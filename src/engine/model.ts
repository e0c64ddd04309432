/**
 * Numbers of the model: a tree of abilities (general, competence, tube) on grids, in levels of the framework.
 * Means, spreads, slip and discrimination come from simulation until real answers refit them by evidence.
 */

/** How answers stray from what is mastered. */
export interface Noise {
  /** Chance of a careless answer far above a skill. */
  readonly slip: number;
  /** Slope of the chance of being right around a skill's difficulty. */
  readonly discrimination: number;
  /** Spread of a skill's true difficulty around its level. */
  readonly levelSpread: number;
  /** Share of the chance of luck that the type of challenge gives. */
  readonly luck: number;
}

export const ORDINARY: Noise = { slip: 0.07, discrimination: 2, levelSpread: 0.6, luck: 1 };
/** Of a pupil who knows or knows not, and says so. */
export const STEADY: Noise = { slip: 0.01, discrimination: 6, levelSpread: 0.15, luck: 0.05 };

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

/** P(right | distance θ − b, chance of a lucky answer). */
export function chanceOfRight(distance: number, guess: number, noise: Noise): number {
  const lucky = guess * noise.luck;
  return lucky + (1 - lucky - noise.slip) / (1 + Math.exp(-noise.discrimination * distance));
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
