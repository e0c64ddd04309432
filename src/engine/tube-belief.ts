import { ABILITIES, type Noise, TUBE_ABILITIES, TUBE_GIVEN_COMPETENCE, type Vector } from './model.ts';
import { type Outcome, type SkillTable, skillTable } from './skill-table.ts';

/** Rows of these matrices follow ABILITIES, those of the competence. */
const WIDTH = ABILITIES.length;
const DEPTH = TUBE_ABILITIES.length;
/** Row c: P(tube ability | competence ability c), rows one after the other: a run spends its time in these loops. */
const PRIORS = Float64Array.from(TUBE_GIVEN_COMPETENCE.flatMap((row) => [...row]));

/** What one tube says, as functions of the competence's ability; skills by their rank in the tube. */
export interface TubeBelief {
  /** P(answers to the tube | competence ability), scaled to a peak of 1. */
  readonly likelihood: Vector;
  /** Row s: P(s mastered | competence ability, the tube's answers). */
  readonly mastered: Vector;
  /** Row s: P(s right | …). */
  readonly right: Vector;
  /** Row s·n + u: P(s right and u mastered | …); zeros once s was asked, whose worth nobody needs. */
  readonly rightAnd: Vector;
  /** Expected number of its skills mastered. */
  readonly count: Vector;
}

/** A skill as its tube sees it, with the answers it got. */
export interface TubeSkill {
  readonly level: number;
  readonly guess: number;
  readonly outcomes: readonly Outcome[];
}

/** Beliefs of tubes without an answer, of all engines: contents have few shapes of tubes, runs touch few of them. */
const untouched = new WeakMap<Noise, Map<string, TubeBelief>>();
/** Under 10 kB each. */
const REMEMBERED = 1000;

/** The belief of one tube after its answers. */
export function tubeBelief(skills: readonly TubeSkill[], noise: Noise): TubeBelief {
  if (skills.some((skill) => skill.outcomes.length > 0)) return infer(skills, noise);
  const beliefs = untouched.get(noise) ?? new Map<string, TubeBelief>();
  untouched.set(noise, beliefs);
  const key = skills.map(({ level, guess }) => `${level}|${guess}`).join(' ');
  const before = beliefs.get(key);
  if (before) return before;
  const belief = infer(skills, noise);
  if (beliefs.size >= REMEMBERED) beliefs.clear();
  beliefs.set(key, belief);
  return belief;
}

/** Matrices are worked out when first read: a replay hears most answers without looking at them. */
function infer(skills: readonly TubeSkill[], noise: Noise): TubeBelief {
  const tables = skills.map(({ level, guess, outcomes }) => skillTable(level, guess, outcomes, noise));
  const asked = skills.map(({ outcomes }) => outcomes.length > 0);
  const { likelihood, weights } = weigh(tables, asked);
  let mastered: Vector | null = null;
  let right: Vector | null = null;
  let rightAnd: Vector | null = null;
  let count: Vector | null = null;
  return {
    likelihood,
    get mastered() {
      mastered ??= projectEach(
        tables.map((table) => table.mastered),
        weights,
      );
      return mastered;
    },
    get right() {
      right ??= projectEach(
        tables.map((table) => table.right),
        weights,
      );
      return right;
    },
    get count() {
      count ??= sumRows(this.mastered);
      return count;
    },
    get rightAnd() {
      rightAnd ??= projectPairs(tables, asked, weights);
      return rightAnd;
    },
  };
}

/** P(answers | competence ability) and, row by row, P(tube ability | competence ability, answers). */
function weigh(tables: readonly SkillTable[], asked: readonly boolean[]) {
  const answers = new Float64Array(DEPTH).fill(1);
  for (let s = 0; s < tables.length; s += 1) {
    const table = asked[s] ? tables[s] : undefined;
    if (!table) continue;
    for (let t = 0; t < DEPTH; t += 1) answers[t] = (answers[t] ?? 0) * (table.likelihood[t] ?? 0);
  }
  const likelihood = new Float64Array(WIDTH);
  const weights = new Float64Array(WIDTH * DEPTH);
  let peak = 0;
  for (let c = 0; c < WIDTH; c += 1) {
    const from = c * DEPTH;
    let sum = 0;
    for (let t = 0; t < DEPTH; t += 1) {
      const weight = (PRIORS[from + t] ?? 0) * (answers[t] ?? 0);
      weights[from + t] = weight;
      sum += weight;
    }
    for (let t = 0; t < DEPTH; t += 1) weights[from + t] = (weights[from + t] ?? 0) / sum;
    likelihood[c] = sum;
    peak = Math.max(peak, sum);
  }
  for (let c = 0; c < WIDTH; c += 1) likelihood[c] = (likelihood[c] ?? 0) / peak;
  return { likelihood, weights };
}

function projectEach(columns: readonly Vector[], weights: Vector): Vector {
  const rows = new Float64Array(columns.length * WIDTH);
  for (const [s, column] of columns.entries()) project(column, weights, rows, s * WIDTH);
  return rows;
}

function sumRows(rows: Vector): Vector {
  const sums = new Float64Array(WIDTH);
  for (let i = 0; i < rows.length; i += 1) sums[i % WIDTH] = (sums[i % WIDTH] ?? 0) + (rows[i] ?? 0);
  return sums;
}

function projectPairs(tables: readonly SkillTable[], asked: readonly boolean[], weights: Vector): Vector {
  const rows = new Float64Array(tables.length ** 2 * WIDTH);
  const both = new Float64Array(DEPTH);
  for (let s = 0; s < tables.length; s += 1) {
    const table = tables[s];
    if (!table || asked[s]) continue;
    for (let u = 0; u < tables.length; u += 1) {
      const other = tables[u] ?? table;
      for (let t = 0; t < DEPTH; t += 1) both[t] = (table.right[t] ?? 0) * (other.mastered[t] ?? 0);
      project(u === s ? table.rightAndMastered : both, weights, rows, (s * tables.length + u) * WIDTH);
    }
  }
  return rows;
}

/** The mean of a function of the tube's ability, for each ability of the competence, written at `offset`. */
function project(values: Vector, weights: Vector, into: Vector, offset: number): void {
  for (let c = 0; c < WIDTH; c += 1) {
    const from = c * DEPTH;
    let sum = 0;
    for (let t = 0; t < DEPTH; t += 1) sum += (weights[from + t] ?? 0) * (values[t] ?? 0);
    into[offset + c] = sum;
  }
}
