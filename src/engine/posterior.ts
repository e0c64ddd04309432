import {
  ABILITIES,
  COMPETENCE_GIVEN_GENERAL,
  GENERAL_PRIOR,
  GENERAL_TO_COMPETENCE,
  normalised,
  peaked,
  product,
  quotient,
  through,
  type Vector,
} from './model.ts';

/** P(ability of each competence | all answers): each hears the others through the general ability. */
export function competencePosteriors(likelihoods: readonly Vector[]): Vector[] {
  const messages = likelihoods.map((likelihood) => through(COMPETENCE_GIVEN_GENERAL, likelihood));
  const general = messages.reduce((all, message) => peaked(product(all, message)), GENERAL_PRIOR);
  return likelihoods.map((likelihood, k) => {
    const message = messages[k];
    const fromOthers = message ? quotient(general, message) : general;
    return normalised(product(likelihood, through(GENERAL_TO_COMPETENCE, fromOthers)));
  });
}

/** The mean, under a posterior over ABILITIES, of the row of that rank in a matrix. */
export function dotRow(posterior: Vector, matrix: Vector, row: number): number {
  const offset = row * WIDTH;
  let sum = 0;
  for (let c = 0; c < WIDTH; c += 1) sum += (posterior[c] ?? 0) * (matrix[offset + c] ?? 0);
  return sum;
}

const WIDTH = ABILITIES.length;
