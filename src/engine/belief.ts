import { doubtRemoved } from './doubt.ts';
import type { Attempt, ScopeSkill } from './method.ts';
import { ABILITIES, type Vector } from './model.ts';
import { competencePosteriors, dotRow, messageUp } from './posterior.ts';
import { inferTube, type Tree, treeOf } from './scope-tree.ts';
import type { TubeBelief } from './tube-belief.ts';

/** The belief about every skill after some answers; vectors follow the scope. */
export interface Belief {
  readonly asked: Uint8Array;
  /** P(mastered). */
  readonly mastered: Vector;
  /** P(right if asked now). */
  readonly success: Vector;
  /** Doubt about its tube's skills that asking it would remove; 0 once asked. */
  readonly worth: Vector;
  /** P(right) of the last two questions when they were asked, the last one first. */
  readonly lastSuccesses: readonly number[];
  /** How far answers lie from what was expected of them: 1 as the model says, more for a pupil it fits badly. */
  readonly surprise: number;
}

/**
 * Exact inference on the tree general → competence → tube → skill; answers outside the scope are not heard.
 * Keeps the state of the last call: answers that go on from it change only the tubes they touch, any others start
 * afresh. The result is the same either way.
 */
export function createBeliefs(scope: readonly ScopeSkill[]): (attempts: readonly Attempt[]) => Belief {
  const tree = treeOf(scope);
  let state = startState(tree);
  return (attempts) => {
    if (!goesOn(state, attempts)) state = startState(tree);
    for (let i = state.heard.length; i < attempts.length; i += 1) {
      const attempt = attempts[i];
      if (attempt) hear(tree, state, attempt);
    }
    state.belief ??= view(tree, state);
    return state.belief;
  };
}

/** Weight of the squared error expected that few answers don't outweigh: about three questions' worth. */
const PATIENCE = 0.7;

interface State {
  readonly heard: Attempt[];
  lastSuccesses: readonly number[];
  /** Sums over the answers: squared error of the chance foreseen, and what the model expects of it. */
  observed: number;
  expected: number;
  readonly tubes: TubeBelief[];
  readonly touched: Uint8Array;
  readonly asked: Uint8Array;
  /** P(answers | ability) of each competence. */
  readonly likelihoods: Vector[];
  /** What each competence says of the general ability. */
  readonly messages: Vector[];
  posteriors: readonly Vector[];
  belief: Belief | null;
}

function startState(tree: Tree): State {
  const likelihoods = tree.competences.map(() => new Float64Array(ABILITIES.length).fill(1));
  const messages = likelihoods.map(messageUp);
  return {
    heard: [],
    lastSuccesses: [],
    observed: 0,
    expected: 0,
    tubes: [...tree.untouched],
    touched: new Uint8Array(tree.tubes.length),
    asked: new Uint8Array(tree.scope.length),
    likelihoods,
    messages,
    posteriors: competencePosteriors(likelihoods, messages),
    belief: null,
  };
}

function goesOn(state: State, attempts: readonly Attempt[]): boolean {
  return (
    state.heard.length <= attempts.length &&
    state.heard.every((before, i) => {
      const now = attempts[i];
      return now?.skill === before.skill && now.correct === before.correct && now.guess === before.guess;
    })
  );
}

function hear(tree: Tree, state: State, attempt: Attempt): void {
  // Copied: a caller may change its own.
  state.heard.push({ ...attempt });
  state.belief = null;
  const t = tree.tubesOf.get(attempt.skill);
  const tube = tree.tubes[t ?? -1];
  if (t === undefined || !tube) return;
  foresee(tree, state, t, attempt);
  state.tubes[t] = inferTube(tree.scope, tube, state.heard);
  state.touched[t] = 1;
  const likelihood = competenceLikelihood(tree, state, tube.competence);
  state.likelihoods[tube.competence] = likelihood;
  state.messages[tube.competence] = messageUp(likelihood);
  state.posteriors = competencePosteriors(state.likelihoods, state.messages);
}

/** Notes the question, and what the belief expected of its answer before hearing it. */
function foresee(tree: Tree, state: State, t: number, attempt: Attempt): void {
  const tube = tree.tubes[t];
  const belief = state.tubes[t];
  const posterior = state.posteriors[tube?.competence ?? -1];
  if (!tube || !belief || !posterior) return;
  const within = tube.skills.findIndex((rank) => tree.scope[rank]?.id === attempt.skill);
  state.asked[tube.skills[within] ?? 0] = 1;
  const success = dotRow(posterior, belief.right, within);
  state.lastSuccesses = [success, ...state.lastSuccesses].slice(0, 2);
  state.observed += ((attempt.correct ? 1 : 0) - success) ** 2;
  state.expected += success * (1 - success);
}

/** Always in the order of the tubes, whatever that of the answers; a tube without an answer says nothing. */
function competenceLikelihood(tree: Tree, state: State, competence: number): Vector {
  const product = new Float64Array(ABILITIES.length).fill(1);
  for (const t of tree.competences[competence] ?? []) {
    const likelihood = state.tubes[t]?.likelihood;
    if (!likelihood || state.touched[t] === 0) continue;
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

function view(tree: Tree, state: State): Belief {
  const size = tree.scope.length;
  const asked = state.asked.slice();
  const mastered = new Float64Array(size);
  const success = new Float64Array(size);
  const worth = new Float64Array(size);
  for (let t = 0; t < tree.tubes.length; t += 1) {
    const tube = tree.tubes[t];
    const belief = state.tubes[t];
    const posterior = state.posteriors[tube?.competence ?? -1];
    if (!tube || !belief || !posterior) continue;
    const { skills } = tube;
    for (let s = 0; s < skills.length; s += 1) {
      const rank = skills[s] ?? 0;
      mastered[rank] = dotRow(posterior, belief.mastered, s);
      success[rank] = dotRow(posterior, belief.right, s);
    }
    for (let s = 0; s < skills.length; s += 1) {
      const rank = skills[s] ?? 0;
      if (asked[rank] === 1) continue;
      const right = success[rank] ?? 0;
      let doubt = 0;
      for (let u = 0; u < skills.length; u += 1) {
        const both = dotRow(posterior, belief.rightAnd, s * skills.length + u);
        doubt += doubtRemoved(mastered[skills[u] ?? 0] ?? 0, right, both);
      }
      worth[rank] = doubt;
    }
  }
  const surprise = (state.observed + PATIENCE) / (state.expected + PATIENCE);
  return { asked, mastered, success, worth, lastSuccesses: state.lastSuccesses, surprise };
}
