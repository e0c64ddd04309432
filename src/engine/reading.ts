import { ABILITIES, type Noise, type Vector } from './model.ts';
import { competencePosterior, dotRow, generalPosterior, messageUp } from './posterior.ts';
import { inferTube, type Tree } from './scope-tree.ts';
import type { Outcome } from './skill-table.ts';
import { rightRow, type TubeBelief } from './tube-belief.ts';

/** What the answers say if they stray from mastery in one way: exact inference on the tree under one noise. */
export interface Reading {
  readonly noise: Noise;
  readonly tubes: TubeBelief[];
  readonly touched: Uint8Array;
  /** P(answers | ability) of each competence. */
  readonly likelihoods: Vector[];
  /** What each competence says of the general ability. */
  readonly messages: Vector[];
  /** Worked out when asked for; null once an answer changed them. */
  general: Vector | null;
  posteriors: (Vector | null)[];
}

export function startReading(tree: Tree, noise: Noise): Reading {
  const likelihoods = tree.competences.map(() => new Float64Array(ABILITIES.length).fill(1));
  return {
    noise,
    tubes: tree.tubes.map((tube) => inferTube(tree.scope, tube, [], noise)),
    touched: new Uint8Array(tree.tubes.length),
    likelihoods,
    messages: likelihoods.map(messageUp),
    general: null,
    posteriors: likelihoods.map(() => null),
  };
}

/** An answer reached tube `t`; `outcomes`, all those given, follows the scope. */
export function touch(
  tree: Tree,
  reading: Reading,
  t: number,
  outcomes: readonly (readonly Outcome[])[],
): void {
  const tube = tree.tubes[t];
  if (!tube) return;
  reading.tubes[t] = inferTube(tree.scope, tube, outcomes, reading.noise);
  reading.touched[t] = 1;
  const likelihood = competenceLikelihood(tree, reading, tube.competence);
  reading.likelihoods[tube.competence] = likelihood;
  reading.messages[tube.competence] = messageUp(likelihood);
  reading.general = null;
  reading.posteriors = reading.posteriors.map(() => null);
}

/** P(general ability | all answers), up to a factor. */
export function generalOf(reading: Reading): Vector {
  reading.general ??= generalPosterior(reading.messages);
  return reading.general;
}

/** P(ability of a competence | all answers). */
export function posteriorOf(reading: Reading, competence: number): Vector {
  const before = reading.posteriors[competence];
  if (before) return before;
  const general = generalOf(reading);
  const likelihood = reading.likelihoods[competence] ?? general;
  const posterior = competencePosterior(likelihood, general, reading.messages[competence] ?? general);
  reading.posteriors[competence] = posterior;
  return posterior;
}

/** P(a skill is answered right if asked now), by its rank. */
export function successOf(tree: Tree, reading: Reading, rank: number): number {
  const t = tree.tubesOf[rank] ?? -1;
  const belief = reading.tubes[t];
  const competence = tree.tubes[t]?.competence ?? -1;
  return belief ? dotRow(posteriorOf(reading, competence), rightRow(belief, tree.rungs[rank] ?? 0), 0) : 0;
}

/** Always in the order of the tubes, whatever that of the answers; a tube without an answer says nothing. */
function competenceLikelihood(tree: Tree, reading: Reading, competence: number): Vector {
  const product = new Float64Array(ABILITIES.length).fill(1);
  for (const t of tree.competences[competence] ?? []) {
    const likelihood = reading.tubes[t]?.likelihood;
    if (!likelihood || reading.touched[t] === 0) continue;
    let peak = 0;
    for (let c = 0; c < product.length; c += 1) {
      const value = (product[c] ?? 0) * (likelihood[c] ?? 0);
      product[c] = value;
      peak = Math.max(peak, value);
    }
    for (let c = 0; c < product.length; c += 1) product[c] = (product[c] ?? 0) / peak;
  }
  return product;
}
