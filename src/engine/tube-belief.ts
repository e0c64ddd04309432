import type { ScopeSkill } from './method.ts';
import { dot, product, TUBE_GIVEN_COMPETENCE, type Vector } from './model.ts';
import { type Outcome, type SkillTable, skillTable } from './skill-table.ts';

/** What one tube says, as functions of the competence's ability (vectors over ABILITIES). */
export interface TubeBelief {
  /** P(answers to the tube | competence ability). */
  readonly likelihood: Vector;
  readonly skills: readonly SkillBelief[];
}

export interface SkillBelief {
  readonly id: string;
  readonly tube: string;
  readonly asked: boolean;
  /** P(mastered | competence ability, the tube's answers). */
  readonly mastered: Vector;
  /** P(right | …). */
  readonly right: Vector;
  /** For each skill u of the tube, P(this one right and u mastered | …); empty once asked. */
  readonly rightAnd: readonly Vector[];
}

/**
 * Beliefs of one tube, remembered by its answers: a run touches one tube an answer, and pupils of one class meet
 * the same few cases. What is remembered never changes a result, only the time it takes.
 */
export function createTubeBeliefs(
  skills: readonly ScopeSkill[],
): (outcomes: ReadonlyMap<string, readonly Outcome[]>) => TubeBelief {
  const known = new Map<string, TubeBelief>();
  const untouched = tubeBelief(skills, new Map());
  return (outcomes) => {
    const key = skills.map((skill) => outcomes.get(skill.id)?.map(outcomeKey).join('') ?? '').join('|');
    if (key.length < skills.length) return untouched;
    const before = known.get(key);
    if (before) return before;
    const belief = tubeBelief(skills, outcomes);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, belief);
    return belief;
  };
}

/** About 4 kB each: 100 tubes of a whole bank stay under 15 MB. */
const REMEMBERED = 32;

function outcomeKey(outcome: Outcome): string {
  return `${outcome.correct ? '+' : '-'}${outcome.guess}`;
}

function tubeBelief(
  skills: readonly ScopeSkill[],
  outcomes: ReadonlyMap<string, readonly Outcome[]>,
): TubeBelief {
  const seen = skills.map((skill) => ({
    skill,
    table: skillTable(skill.level, skill.guess, outcomes.get(skill.id) ?? []),
  }));
  const weights = TUBE_GIVEN_COMPETENCE.map((row) =>
    seen.reduce((weight, { table }) => product(weight, table.likelihood), row),
  );
  const likelihood = Float64Array.from(weights, (row) => row.reduce((sum, value) => sum + value, 0));
  const seenFromCompetence = (vector: Vector) =>
    Float64Array.from(weights, (row, c) => dot(row, vector) / (likelihood[c] ?? 1));
  return {
    likelihood,
    skills: seen.map(({ skill, table }) => {
      const asked = outcomes.has(skill.id);
      return {
        id: skill.id,
        tube: skill.tube,
        asked,
        mastered: seenFromCompetence(table.mastered),
        right: seenFromCompetence(table.right),
        rightAnd: asked ? [] : seen.map((other) => seenFromCompetence(rightAndMastered(table, other.table))),
      };
    }),
  };
}

function rightAndMastered(table: SkillTable, other: SkillTable): Vector {
  return table === other ? table.rightAndMastered : product(table.right, other.mastered);
}
