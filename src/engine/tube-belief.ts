import { ABILITIES, TUBE_ABILITIES, TUBE_GIVEN_COMPETENCE, type Vector } from './model.ts';
import { type Outcome, type SkillTable, skillTable } from './skill-table.ts';

/** Rows of these matrices follow ABILITIES, those of the competence. */
const WIDTH = ABILITIES.length;

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
}

/** A skill as its tube sees it, with the answers it got. */
export interface TubeSkill {
  readonly level: number;
  readonly guess: number;
  readonly outcomes: readonly Outcome[];
}

/** Beliefs of tubes without an answer, of all engines: contents have few shapes of tubes, runs touch few of them. */
const untouched = new Map<string, TubeBelief>();
/** Under 10 kB each. */
const REMEMBERED = 1000;

/** The belief of one tube after its answers. */
export function tubeBelief(skills: readonly TubeSkill[]): TubeBelief {
  if (skills.some((skill) => skill.outcomes.length > 0)) return infer(skills);
  const key = skills.map(({ level, guess }) => `${level}|${guess}`).join(' ');
  const before = untouched.get(key);
  if (before) return before;
  const belief = infer(skills);
  if (untouched.size >= REMEMBERED) untouched.clear();
  untouched.set(key, belief);
  return belief;
}

function infer(skills: readonly TubeSkill[]): TubeBelief {
  const tables = skills.map(({ level, guess, outcomes }) => skillTable(level, guess, outcomes));
  const asked = skills.map(({ outcomes }) => outcomes.length > 0);
  const { likelihood, weights } = weigh(tables, asked);
  const mastered = new Float64Array(skills.length * WIDTH);
  const right = new Float64Array(skills.length * WIDTH);
  const rightAnd = new Float64Array(skills.length ** 2 * WIDTH);
  const both = new Float64Array(TUBE_ABILITIES.length);
  for (const [s, table] of tables.entries()) {
    project(table.mastered, weights, mastered, s * WIDTH);
    project(table.right, weights, right, s * WIDTH);
    if (asked[s]) continue;
    for (const [u, other] of tables.entries()) {
      for (let t = 0; t < both.length; t += 1) both[t] = (table.right[t] ?? 0) * (other.mastered[t] ?? 0);
      project(u === s ? table.rightAndMastered : both, weights, rightAnd, (s * skills.length + u) * WIDTH);
    }
  }
  return { likelihood, mastered, right, rightAnd };
}

/** P(answers | competence ability) and, row by row, P(tube ability | competence ability, answers). */
function weigh(tables: readonly SkillTable[], asked: readonly boolean[]) {
  const likelihood = new Float64Array(WIDTH);
  const weights: Vector[] = [];
  let peak = 0;
  for (const [c, prior] of TUBE_GIVEN_COMPETENCE.entries()) {
    const row = Float64Array.from(prior);
    for (const [s, table] of tables.entries()) {
      if (!asked[s]) continue;
      for (let t = 0; t < row.length; t += 1) row[t] = (row[t] ?? 0) * (table.likelihood[t] ?? 0);
    }
    let sum = 0;
    for (let t = 0; t < row.length; t += 1) sum += row[t] ?? 0;
    for (let t = 0; t < row.length; t += 1) row[t] = (row[t] ?? 0) / sum;
    weights.push(row);
    likelihood[c] = sum;
    peak = Math.max(peak, sum);
  }
  for (let c = 0; c < WIDTH; c += 1) likelihood[c] = (likelihood[c] ?? 0) / peak;
  return { likelihood, weights };
}

/** The mean of a function of the tube's ability, for each ability of the competence, written at `offset`. */
function project(values: Vector, weights: readonly Vector[], into: Vector, offset: number): void {
  for (const [c, row] of weights.entries()) {
    let sum = 0;
    for (let t = 0; t < values.length; t += 1) sum += (row[t] ?? 0) * (values[t] ?? 0);
    into[offset + c] = sum;
  }
}
