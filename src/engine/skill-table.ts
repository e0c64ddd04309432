import { bell, chanceOfRight, type Noise, TUBE_ABILITIES, type Vector } from './model.ts';

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

/**
 * Tables of all engines, each computed once: they depend on nothing but noise, level, chances of luck and answers, so a
 * whole bank has a few dozen. What is remembered never changes a result, only the time it takes.
 */
const known = new WeakMap<Noise, Map<string, SkillTable>>();
/** Under 1 kB each. */
const REMEMBERED = 2000;

/** `guess` is that of the next answer. A skill is mastered when θ ≥ b, its true difficulty. */
export function skillTable(
  level: number,
  guess: number,
  outcomes: readonly Outcome[],
  noise: Noise,
): SkillTable {
  const tables = known.get(noise) ?? new Map<string, SkillTable>();
  known.set(noise, tables);
  const key = `${level}|${guess}|${outcomes.map(outcomeKey).join('')}`;
  const before = tables.get(key);
  if (before) return before;
  const table = integrate(level, guess, outcomes, noise);
  if (tables.size >= REMEMBERED) tables.clear();
  tables.set(key, table);
  return table;
}

function outcomeKey(outcome: Outcome): string {
  return `${outcome.correct ? '+' : '-'}${outcome.guess}`;
}

// Tenths: θ minus a whole level ends in .25 or .75, so no sum falls on the edge θ = b, where rounding would decide.
const DEVIATIONS = Array.from({ length: 43 }, (_, i) => (i - 21) * 0.1);

/** Sums over the skill's true difficulty b, spread around its level: a misplaced skill then weighs less. */
function integrate(level: number, guess: number, outcomes: readonly Outcome[], noise: Noise): SkillTable {
  const deviationWeights = bell(DEVIATIONS, 0, noise.levelSpread);
  const size = TUBE_ABILITIES.length;
  const table = {
    likelihood: new Float64Array(size),
    mastered: new Float64Array(size),
    right: new Float64Array(size),
    rightAndMastered: new Float64Array(size),
  };
  for (let t = 0; t < size; t += 1) {
    let likelihood = 0;
    let mastered = 0;
    let right = 0;
    let rightAndMastered = 0;
    for (let d = 0; d < DEVIATIONS.length; d += 1) {
      const distance = (TUBE_ABILITIES[t] ?? 0) - level - (DEVIATIONS[d] ?? 0);
      let weight = deviationWeights[d] ?? 0;
      for (const outcome of outcomes) {
        const chance = chanceOfRight(distance, outcome.guess, noise);
        weight *= outcome.correct ? chance : 1 - chance;
      }
      const rightHere = weight * chanceOfRight(distance, guess, noise);
      likelihood += weight;
      right += rightHere;
      if (distance >= 0) {
        mastered += weight;
        rightAndMastered += rightHere;
      }
    }
    table.likelihood[t] = likelihood;
    table.mastered[t] = mastered / likelihood;
    table.right[t] = right / likelihood;
    table.rightAndMastered[t] = rightAndMastered / likelihood;
  }
  return table;
}
