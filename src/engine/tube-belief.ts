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
  /** Row c: P(tube ability | competence ability c, the tube's answers). */
  readonly weights: Vector;
  readonly tables: readonly SkillTable[];
  readonly asked: readonly boolean[];
  /** Worked out when first read (`rowsOf`, `pairsOf`): a replay hears most answers without looking at them. */
  rows: Rows | null;
  pairs: Pairs | null;
}

/** Means under the tube's ability, for each ability of the competence. */
export interface Rows {
  /** Row s: P(s mastered | competence ability, the tube's answers). */
  readonly mastered: Vector;
  /** Row s: P(s right | …). */
  readonly right: Vector;
  /** Expected number of its skills mastered. */
  readonly count: Vector;
}

interface Pairs {
  /** Row s·n + u: P(s right and u mastered | …); zeros once s was asked, whose worth nobody needs. */
  readonly rows: Vector;
  /** Abilities of the competence for which they are known: from one of ABILITIES to before another. */
  readonly from: number;
  readonly to: number;
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

export function rowsOf(belief: TubeBelief): Rows {
  belief.rows ??= projectAll(belief);
  return belief.rows;
}

/** Row `s` of `right` alone. */
export function rightRow({ rows, tables, weights }: TubeBelief, s: number): Vector {
  if (rows) return rows.right.subarray(s * WIDTH, (s + 1) * WIDTH);
  const row = new Float64Array(WIDTH);
  const table = tables[s];
  if (table) project(table.right, weights, row, 0, 0, WIDTH);
  return row;
}

function infer(skills: readonly TubeSkill[], noise: Noise): TubeBelief {
  const tables = skills.map(({ level, guess, outcomes }) => skillTable(level, guess, outcomes, noise));
  const asked = skills.map(({ outcomes }) => outcomes.length > 0);
  return { ...weigh(tables, asked), tables, asked, rows: null, pairs: null };
}

/** Row s·n + u: P(s right and u mastered | …), at least from one of ABILITIES to before another. */
export function pairsOf(belief: TubeBelief, from: number, to: number): Vector {
  const { pairs } = belief;
  if (pairs && pairs.from <= from && to <= pairs.to) return pairs.rows;
  const first = Math.min(from, pairs?.from ?? from);
  const last = Math.max(to, pairs?.to ?? to);
  const rows = projectPairs(belief, first, last);
  belief.pairs = { rows, from: first, to: last };
  return rows;
}

function projectAll({ tables, weights }: TubeBelief): Rows {
  const mastered = new Float64Array(tables.length * WIDTH);
  const right = new Float64Array(tables.length * WIDTH);
  const count = new Float64Array(WIDTH);
  for (let s = 0; s < tables.length; s += 1) {
    const table = tables[s];
    if (!table) continue;
    project(table.mastered, weights, mastered, s * WIDTH, 0, WIDTH);
    project(table.right, weights, right, s * WIDTH, 0, WIDTH);
    for (let c = 0; c < WIDTH; c += 1) count[c] = (count[c] ?? 0) + (mastered[s * WIDTH + c] ?? 0);
  }
  return { mastered, right, count };
}

function projectPairs({ tables, asked, weights }: TubeBelief, from: number, to: number): Vector {
  const rows = new Float64Array(tables.length ** 2 * WIDTH);
  const both = new Float64Array(DEPTH);
  for (let s = 0; s < tables.length; s += 1) {
    const table = tables[s];
    if (!table || asked[s]) continue;
    for (let u = 0; u < tables.length; u += 1) {
      const other = tables[u] ?? table;
      for (let t = 0; t < DEPTH; t += 1) both[t] = (table.right[t] ?? 0) * (other.mastered[t] ?? 0);
      const values = u === s ? table.rightAndMastered : both;
      project(values, weights, rows, (s * tables.length + u) * WIDTH, from, to);
    }
  }
  return rows;
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

/** The mean of a function of the tube's ability, for some abilities of the competence, written at `offset`. */
function project(
  values: Vector,
  weights: Vector,
  into: Vector,
  offset: number,
  first: number,
  last: number,
): void {
  for (let c = first; c < last; c += 1) {
    const from = c * DEPTH;
    let sum = 0;
    for (let t = 0; t < DEPTH; t += 1) sum += (weights[from + t] ?? 0) * (values[t] ?? 0);
    into[offset + c] = sum;
  }
}
