import type { Attempt, ScopeSkill } from './method.ts';
import type { Vector } from './model.ts';
import { type Reading, startReading, successOf, touch } from './reading.ts';
import type { Rules } from './rules.ts';
import { type Tree, treeOf } from './scope-tree.ts';
import type { Outcome } from './skill-table.ts';
import { addWorth, chancesOf } from './worth.ts';

/** A skill not asked is validated from this chance on. */
export const PRESUMED = 0.5;

/** The belief about every skill after some answers; vectors follow the scope. */
export interface Belief {
  readonly asked: Uint8Array;
  /** P(mastered), by the first reading: that alone keeps a right answer from lowering any skill. */
  readonly mastered: Vector;
  /** P(right if asked now), by the same. */
  readonly success: Vector;
  /** Doubt that asking it would remove, in skills, all readings heard; 0 once asked. */
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
export function createBeliefs(
  scope: readonly ScopeSkill[],
  rules: Rules,
): (attempts: readonly Attempt[]) => Belief {
  const tree = treeOf(scope);
  let state = startState(tree, rules);
  return (attempts) => {
    if (!goesOn(state, attempts)) state = startState(tree, rules);
    for (let i = state.heard.length; i < attempts.length; i += 1) {
      const attempt = attempts[i];
      if (attempt) hear(tree, state, attempt);
    }
    state.belief ??= view(tree, state, rules);
    return state.belief;
  };
}

/** Weight of the squared error expected that few answers don't outweigh: about three questions' worth. */
const PATIENCE = 0.7;
/** A reading that answers make a billion times less likely than the first is dropped for good. */
const REFUTED = Math.log(1e-9);
/** Under this share of the belief a reading changes no choice worth its time. */
const AUDIBLE = 0.01;

interface Heard {
  readonly reading: Reading;
  /** Logarithm of P(answers | this reading). */
  evidence: number;
}

interface State {
  readonly heard: Attempt[];
  /** For each skill, the answers it got. */
  readonly outcomes: Outcome[][];
  readonly asked: Uint8Array;
  /** 1 for a skill whose last answer was right, else 0. */
  readonly answered: Uint8Array;
  lastSuccesses: readonly number[];
  /** Sums over the answers: squared error of the chance foreseen, and what the model expects of it. */
  observed: number;
  expected: number;
  readonly first: Heard;
  /** The other readings; null once refuted. */
  readonly others: (Heard | null)[];
  belief: Belief | null;
}

function startState(tree: Tree, rules: Rules): State {
  const others = tree.scope.length > rules.othersUpTo ? [] : rules.others;
  return {
    heard: [],
    outcomes: tree.scope.map(() => []),
    asked: new Uint8Array(tree.scope.length),
    answered: new Uint8Array(tree.scope.length),
    lastSuccesses: [],
    observed: 0,
    expected: 0,
    first: { reading: startReading(tree, rules.first.noise), evidence: 0 },
    others: others.map(({ noise }) => ({ reading: startReading(tree, noise), evidence: 0 })),
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
  const rank = tree.ranks.get(attempt.skill);
  const tube = rank === undefined ? undefined : tree.tubesOf[rank];
  if (rank === undefined || tube === undefined) return;
  const success = foresee(tree, state.first, rank, attempt);
  state.lastSuccesses = [success, ...state.lastSuccesses].slice(0, 2);
  state.observed += ((attempt.correct ? 1 : 0) - success) ** 2;
  state.expected += success * (1 - success);
  state.outcomes[rank]?.push({ correct: attempt.correct, guess: attempt.guess });
  state.asked[rank] = 1;
  state.answered[rank] = attempt.correct ? 1 : 0;
  touch(tree, state.first.reading, tube, state.outcomes);
  for (const [i, other] of state.others.entries()) {
    if (!other) continue;
    foresee(tree, other, rank, attempt);
    if (other.evidence - state.first.evidence < REFUTED) state.others[i] = null;
    else touch(tree, other.reading, tube, state.outcomes);
  }
}

/** Notes how well a reading foresaw an answer. @returns P(right) before it */
function foresee(tree: Tree, heard: Heard, rank: number, { correct }: Attempt): number {
  const success = successOf(tree, heard.reading, rank);
  heard.evidence += Math.log(correct ? success : 1 - success);
  return success;
}

function view(tree: Tree, state: State, rules: Rules): Belief {
  const { first, lastSuccesses } = state;
  const chances = chancesOf(tree, first.reading, 0);
  const asked = state.asked.slice();
  const shown = state.answered.slice();
  for (let rank = 0; rank < shown.length; rank += 1) {
    if (asked[rank] === 0) shown[rank] = (chances.mastered[rank] ?? 0) >= PRESUMED ? 1 : 0;
  }
  const standing = { asked, shown, presumed: PRESUMED };
  const odds = state.others.map((other, i) =>
    other ? (rules.others[i]?.odds ?? 0) * Math.exp(other.evidence - first.evidence) : 0,
  );
  const sum = odds.reduce((all, each) => all + each, 1);
  const worth = new Float64Array(tree.scope.length);
  if (1 / sum >= AUDIBLE) addWorth(tree, first.reading, chances, standing, rules.first.aim, 1 / sum, worth);
  for (const [i, other] of state.others.entries()) {
    const share = (odds[i] ?? 0) / sum;
    const aim = rules.others[i]?.aim;
    if (!other || !aim || share < AUDIBLE) continue;
    const theirs = chancesOf(tree, other.reading, aim.negligible);
    addWorth(tree, other.reading, theirs, standing, aim, share, worth);
  }
  // Where answers deceive, asking would do harm: worth nothing.
  for (let rank = 0; rank < worth.length; rank += 1) worth[rank] = Math.max(0, worth[rank] ?? 0);
  const surprise = (state.observed + PATIENCE) / (state.expected + PATIENCE);
  return { asked, mastered: chances.mastered, success: chances.right, worth, lastSuccesses, surprise };
}
