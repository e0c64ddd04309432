import { ABILITIES, COMPETENCE_GIVEN_GENERAL, GENERAL_PRIOR, type Vector } from './model.ts';

const WIDTH = ABILITIES.length;
/** Row g: P(competence ability | general ability g), rows one after the other. */
const DOWN = Float64Array.from(COMPETENCE_GIVEN_GENERAL.flatMap((row) => [...row]));

/** What a competence's answers say of the general ability: P(answers | general ability). */
export function messageUp(likelihood: Vector): Vector {
  const message = new Float64Array(WIDTH);
  for (let g = 0; g < WIDTH; g += 1) message[g] = dotRow(likelihood, DOWN, g);
  return message;
}

/** P(general ability | all answers), up to a factor; `messages` (of `messageUp`) follow the competences. */
export function generalPosterior(messages: readonly Vector[]): Vector {
  const general = Float64Array.from(GENERAL_PRIOR);
  for (const message of messages) {
    // Scaled each time: hundreds of answers would underflow.
    let peak = 0;
    for (let g = 0; g < WIDTH; g += 1) {
      const value = (general[g] ?? 0) * (message[g] ?? 0);
      general[g] = value;
      peak = Math.max(peak, value);
    }
    for (let g = 0; g < WIDTH; g += 1) general[g] = (general[g] ?? 0) / peak;
  }
  return general;
}

/** P(ability of a competence | all answers): it hears the others through the general ability. */
export function competencePosterior(likelihood: Vector, general: Vector, ownMessage: Vector): Vector {
  const posterior = new Float64Array(WIDTH);
  for (let g = 0; g < WIDTH; g += 1) {
    const fromOthers = (general[g] ?? 0) / (ownMessage[g] ?? 1);
    const from = g * WIDTH;
    for (let c = 0; c < WIDTH; c += 1) {
      posterior[c] = (posterior[c] ?? 0) + fromOthers * (DOWN[from + c] ?? 0);
    }
  }
  let sum = 0;
  for (let c = 0; c < WIDTH; c += 1) {
    const value = (posterior[c] ?? 0) * (likelihood[c] ?? 0);
    posterior[c] = value;
    sum += value;
  }
  for (let c = 0; c < WIDTH; c += 1) posterior[c] = (posterior[c] ?? 0) / sum;
  return posterior;
}

/**
 * For each competence, the expected number of skills mastered in all the others, as a function of its own ability.
 * `counts` gives each competence's own number as a function of its ability.
 */
export function countsElsewhere(
  counts: readonly Vector[],
  likelihoods: readonly Vector[],
  messages: readonly Vector[],
  general: Vector,
): Vector[] {
  /** Of each competence, and of all, as functions of the general ability. */
  const given = counts.map((count, k) => {
    const weighted = count.map((value, c) => value * (likelihoods[k]?.[c] ?? 0));
    return messageUp(weighted).map((sum, g) => sum / (messages[k]?.[g] ?? 1));
  });
  const all = new Float64Array(WIDTH);
  for (const each of given) for (let g = 0; g < WIDTH; g += 1) all[g] = (all[g] ?? 0) + (each[g] ?? 0);
  return given.map((own, k) => {
    const sums = new Float64Array(WIDTH);
    const weights = new Float64Array(WIDTH);
    for (let g = 0; g < WIDTH; g += 1) {
      const fromOthers = (general[g] ?? 0) / (messages[k]?.[g] ?? 1);
      const elsewhere = (all[g] ?? 0) - (own[g] ?? 0);
      const from = g * WIDTH;
      for (let c = 0; c < WIDTH; c += 1) {
        const weight = fromOthers * (DOWN[from + c] ?? 0);
        weights[c] = (weights[c] ?? 0) + weight;
        sums[c] = (sums[c] ?? 0) + weight * elsewhere;
      }
    }
    for (let c = 0; c < WIDTH; c += 1) sums[c] = (sums[c] ?? 0) / (weights[c] ?? 1);
    return sums;
  });
}

/** The mean, under a posterior over ABILITIES, of the row of that rank in a matrix. */
export function dotRow(posterior: Vector, matrix: Vector, row: number): number {
  const offset = row * WIDTH;
  let sum = 0;
  for (let c = 0; c < WIDTH; c += 1) sum += (posterior[c] ?? 0) * (matrix[offset + c] ?? 0);
  return sum;
}
