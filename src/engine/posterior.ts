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
 * Row k: the expected number of skills mastered in all the other competences, as a function of competence k's ability.
 * `counts` holds, row by row, each competence's own number as a function of its ability.
 */
export function countsElsewhere(
  counts: Vector,
  likelihoods: readonly Vector[],
  messages: readonly Vector[],
  general: Vector,
): Vector {
  /** Row k: the competence's own number as a function of the general ability; and the sum of these rows. */
  const given = new Float64Array(counts.length);
  const all = new Float64Array(WIDTH);
  for (let k = 0; k < likelihoods.length; k += 1) {
    const likelihood = likelihoods[k] ?? all;
    const message = messages[k] ?? all;
    for (let g = 0; g < WIDTH; g += 1) {
      let sum = 0;
      for (let c = 0; c < WIDTH; c += 1) {
        sum += (counts[k * WIDTH + c] ?? 0) * (likelihood[c] ?? 0) * (DOWN[g * WIDTH + c] ?? 0);
      }
      const value = sum / (message[g] ?? 1);
      given[k * WIDTH + g] = value;
      all[g] = (all[g] ?? 0) + value;
    }
  }
  const elsewhere = new Float64Array(counts.length);
  const weights = new Float64Array(WIDTH);
  for (let k = 0; k < likelihoods.length; k += 1) {
    const message = messages[k] ?? all;
    weights.fill(0);
    for (let g = 0; g < WIDTH; g += 1) {
      const fromOthers = (general[g] ?? 0) / (message[g] ?? 1);
      const others = (all[g] ?? 0) - (given[k * WIDTH + g] ?? 0);
      for (let c = 0; c < WIDTH; c += 1) {
        const weight = fromOthers * (DOWN[g * WIDTH + c] ?? 0);
        weights[c] = (weights[c] ?? 0) + weight;
        elsewhere[k * WIDTH + c] = (elsewhere[k * WIDTH + c] ?? 0) + weight * others;
      }
    }
    for (let c = 0; c < WIDTH; c += 1) {
      elsewhere[k * WIDTH + c] = (elsewhere[k * WIDTH + c] ?? 0) / (weights[c] ?? 1);
    }
  }
  return elsewhere;
}

/** The mean, under a posterior over ABILITIES, of the row of that rank in a matrix. */
export function dotRow(posterior: Vector, matrix: Vector, row: number): number {
  return dotSpan(posterior, matrix, row, 0, WIDTH);
}

/** The same where the posterior is not negligible, from one of ABILITIES to before another (`spanOf`). */
export function dotSpan(posterior: Vector, matrix: Vector, row: number, from: number, to: number): number {
  const offset = row * WIDTH;
  let sum = 0;
  for (let c = from; c < to; c += 1) sum += (posterior[c] ?? 0) * (matrix[offset + c] ?? 0);
  return sum;
}

/** Where a posterior is above `negligible`: a run spends its time in sums over it, and it soon grows narrow. */
export function spanOf(
  posterior: Vector,
  negligible: number,
): { readonly from: number; readonly to: number } {
  let from = 0;
  let to = WIDTH;
  while (from < to - 1 && (posterior[from] ?? 0) < negligible) from += 1;
  while (to > from + 1 && (posterior[to - 1] ?? 0) < negligible) to -= 1;
  return { from, to };
}
