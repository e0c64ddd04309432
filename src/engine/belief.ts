import type { Attempt, ScopeSkill } from './method.ts';
import { ABILITIES, type Vector } from './model.ts';
import { competencePosteriors, dotRow, messageUp } from './posterior.ts';
import { type TubeBelief, tubeBelief } from './tube-belief.ts';

/** The belief about every skill after some answers; vectors follow the scope. */
export interface Belief {
  readonly asked: Uint8Array;
  /** P(mastered). */
  readonly mastered: Vector;
  /** P(right if asked now). */
  readonly success: Vector;
  /** Variance that asking it would remove from its tube's skills; 0 once asked. */
  readonly worth: Vector;
  /** P(right) of the last two questions when they were asked, the last one first; unknown outside the scope. */
  readonly lastSuccesses: readonly (number | null)[];
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
    if (!goesOn(state, attempts)) {
      state = startState(tree);
      hear(tree, state, attempts.slice(0, -2));
    }
    for (const attempt of attempts.slice(state.heard.length)) {
      const success = successOf(tree, state, attempt.skill);
      hear(tree, state, [attempt]);
      state.lastSuccesses = [success, ...state.lastSuccesses].slice(0, 2);
    }
    state.belief ??= view(tree, state);
    return state.belief;
  };
}

interface Tree {
  readonly scope: readonly ScopeSkill[];
  readonly tubes: readonly Tube[];
  readonly tubesOf: ReadonlyMap<string, number>;
  /** For each competence, its tubes' ranks. */
  readonly competences: readonly (readonly number[])[];
  /** What the tubes say before any answer. */
  readonly untouched: readonly TubeBelief[];
}

interface Tube {
  readonly competence: number;
  /** Ranks in the scope. */
  readonly skills: readonly number[];
}

interface State {
  heard: readonly Attempt[];
  lastSuccesses: readonly (number | null)[];
  readonly tubes: TubeBelief[];
  readonly touched: Uint8Array;
  /** P(answers | ability) of each competence. */
  readonly likelihoods: Vector[];
  /** What each competence says of the general ability. */
  readonly messages: Vector[];
  posteriors: readonly Vector[];
  belief: Belief | null;
}

/** Engines of one scope (a simulation's pupils, say) share its tree, which never changes. */
const grown = new WeakMap<readonly ScopeSkill[], Tree>();

function treeOf(scope: readonly ScopeSkill[]): Tree {
  const before = grown.get(scope);
  if (before) return before;
  const tree = growTree(scope);
  grown.set(scope, tree);
  return tree;
}

function growTree(scope: readonly ScopeSkill[]): Tree {
  const byCompetence = Map.groupBy(scope.entries(), ([, skill]) => skill.competence);
  const tubes = [...byCompetence.values()].flatMap((entries, competence) =>
    [...Map.groupBy(entries, ([, skill]) => skill.tube).values()].map((members) => ({
      competence,
      skills: members.map(([rank]) => rank),
    })),
  );
  const competences = [...byCompetence.values()].map((_, k) =>
    tubes.flatMap((tube, rank) => (tube.competence === k ? rank : [])),
  );
  const tubesOf = new Map(
    tubes.flatMap((tube, t) => tube.skills.map((rank) => [scope[rank]?.id ?? '', t] as const)),
  );
  const untouched = tubes.map((tube) => inferTube(scope, tube, []));
  return { scope, tubes, tubesOf, competences, untouched };
}

function startState(tree: Tree): State {
  const likelihoods = tree.competences.map(() => new Float64Array(ABILITIES.length).fill(1));
  const messages = likelihoods.map(messageUp);
  return {
    heard: [],
    lastSuccesses: [],
    tubes: [...tree.untouched],
    touched: new Uint8Array(tree.tubes.length),
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

function hear(tree: Tree, state: State, attempts: readonly Attempt[]): void {
  // Copied: a caller may change its own.
  state.heard = [...state.heard, ...attempts.map((attempt) => ({ ...attempt }))];
  state.belief = null;
  const touched = new Set(attempts.flatMap((attempt) => tree.tubesOf.get(attempt.skill) ?? []));
  if (touched.size === 0) return;
  const competences = new Set<number>();
  for (const t of touched) {
    const tube = tree.tubes[t];
    if (!tube) continue;
    state.tubes[t] = inferTube(tree.scope, tube, state.heard);
    state.touched[t] = 1;
    competences.add(tube.competence);
  }
  for (const k of competences) {
    const likelihood = competenceLikelihood(tree, state, k);
    state.likelihoods[k] = likelihood;
    state.messages[k] = messageUp(likelihood);
  }
  state.posteriors = competencePosteriors(state.likelihoods, state.messages);
}

function inferTube(scope: readonly ScopeSkill[], tube: Tube, heard: readonly Attempt[]): TubeBelief {
  return tubeBelief(
    tube.skills.flatMap((rank) => {
      const skill = scope[rank];
      if (!skill) return [];
      const outcomes = heard.filter((attempt) => attempt.skill === skill.id);
      return { level: skill.level, guess: skill.guess, outcomes };
    }),
  );
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

function successOf(tree: Tree, state: State, id: string): number | null {
  const t = tree.tubesOf.get(id) ?? -1;
  const tube = tree.tubes[t];
  const posterior = state.posteriors[tube?.competence ?? -1];
  const belief = state.tubes[t];
  if (!tube || !posterior || !belief) return null;
  const within = tube.skills.findIndex((rank) => tree.scope[rank]?.id === id);
  return dotRow(posterior, belief.right, within);
}

function view(tree: Tree, state: State): Belief {
  const size = tree.scope.length;
  const asked = new Uint8Array(size);
  const mastered = new Float64Array(size);
  const success = new Float64Array(size);
  const worth = new Float64Array(size);
  const answered = new Set(state.heard.map((attempt) => attempt.skill));
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
      if (state.touched[t] === 1 && answered.has(tree.scope[rank]?.id ?? '')) asked[rank] = 1;
    }
    for (let s = 0; s < skills.length; s += 1) {
      const rank = skills[s] ?? 0;
      if (asked[rank] === 1) continue;
      const right = success[rank] ?? 0;
      let squares = 0;
      for (let u = 0; u < skills.length; u += 1) {
        const covariance =
          dotRow(posterior, belief.rightAnd, s * skills.length + u) - right * (mastered[skills[u] ?? 0] ?? 0);
        squares += covariance * covariance;
      }
      worth[rank] = squares / (right * (1 - right));
    }
  }
  return { asked, mastered, success, worth, lastSuccesses: state.lastSuccesses };
}
