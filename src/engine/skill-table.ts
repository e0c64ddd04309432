import { bell, chanceOfRight, LEVEL_SPREAD, TUBE_ABILITIES, type Vector } from './model.ts';

/** An answer to one skill, as the model needs it. */
export interface Outcome {
  readonly correct: boolean;
  readonly guess: number;
}

/** One skill seen from the ability θ of its tube; each vector follows TUBE_ABILITIES. */
export interface SkillTable {
  /** P(the answers given | θ). */
  readonly likelihood: Vector;
  /** P(mastered | θ, answers). */
  readonly mastered: Vector;
  /** P(next answer right | θ, answers). */
  readonly right: Vector;
  /** P(next answer right and mastered | θ, answers). */
  readonly rightAndMastered: Vector;
}

export type SkillTables = (level: number, guess: number, outcomes: readonly Outcome[]) => SkillTable;

/**
 * Tables of an engine, each computed once: they depend on nothing but level, chances of luck and answers, so a whole
 * bank has a few dozen. `guess` is that of the next answer. A skill is mastered when θ ≥ b.
 */
export function createSkillTables(): SkillTables {
  const known = new Map<string, SkillTable>();
  return (level, guess, outcomes) => {
    const key = `${level}|${guess}|${outcomes.map(outcomeKey).join('')}`;
    const before = known.get(key);
    if (before) return before;
    const table = skillTable(level, guess, outcomes);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, table);
    return table;
  };
}

/** What tells answers apart, for the keys of what is remembered. */
export function outcomeKey(outcome: Outcome): string {
  return `${outcome.correct ? '+' : '-'}${outcome.guess}`;
}

/** Under 1 kB each. */
const REMEMBERED = 1000;

/** Sums over the skill's true difficulty b, spread around its level: a misplaced skill then weighs less. */
function skillTable(level: number, guess: number, outcomes: readonly Outcome[]): SkillTable {
  const difficulties = DEVIATIONS.map((deviation) => level + deviation);
  const rows = TUBE_ABILITIES.map((ability) => {
    let likelihood = 0;
    let mastered = 0;
    let right = 0;
    let rightAndMastered = 0;
    for (const [i, difficulty] of difficulties.entries()) {
      const distance = ability - difficulty;
      let weight = DEVIATION_WEIGHTS[i] ?? 0;
      for (const outcome of outcomes) {
        const chance = chanceOfRight(distance, outcome.guess);
        weight *= outcome.correct ? chance : 1 - chance;
      }
      const rightHere = weight * chanceOfRight(distance, guess);
      likelihood += weight;
      right += rightHere;
      if (distance >= 0) {
        mastered += weight;
        rightAndMastered += rightHere;
      }
    }
    return { likelihood, mastered, right, rightAndMastered };
  });
  return {
    likelihood: Float64Array.from(rows, (row) => row.likelihood),
    mastered: Float64Array.from(rows, (row) => row.mastered / row.likelihood),
    right: Float64Array.from(rows, (row) => row.right / row.likelihood),
    rightAndMastered: Float64Array.from(rows, (row) => row.rightAndMastered / row.likelihood),
  };
}

// Tenths: θ minus a whole level ends in .25 or .75, so no sum falls on the edge θ = b, where rounding would decide.
const DEVIATIONS = Array.from({ length: 43 }, (_, i) => (i - 21) * 0.1);
const DEVIATION_WEIGHTS = bell(DEVIATIONS, 0, LEVEL_SPREAD);
