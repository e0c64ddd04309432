import type { ScopeSkill } from './method.ts';
import {
  peaked,
  product,
  quotient,
  TUBE_ABILITIES,
  TUBE_GIVEN_COMPETENCE,
  through,
  type Vector,
} from './model.ts';
import { type Outcome, outcomeKey, type SkillTable, type SkillTables } from './skill-table.ts';

/** What one tube says, as functions of the competence's ability (vectors over ABILITIES). */
export interface TubeBelief {
  readonly touched: boolean;
  /** P(answers to the tube | competence ability), scaled to a peak of 1. */
  readonly likelihood: Vector;
  readonly skills: readonly SkillBelief[];
}

export interface SkillBelief {
  readonly id: string;
  readonly tube: string;
  readonly competence: string;
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
  tableOf: SkillTables,
): (outcomes: ReadonlyMap<string, readonly Outcome[]>) => TubeBelief {
  const known = new Map<string, TubeBelief>();
  const untouched = tubeBelief(skills, tableOf, NO_ANSWER);
  return (outcomes) => {
    if (!skills.some((skill) => outcomes.has(skill.id))) return untouched;
    const key = skills.map((skill) => outcomes.get(skill.id)?.map(outcomeKey).join('') ?? '').join('|');
    const before = known.get(key);
    if (before) return before;
    const belief = tubeBelief(skills, tableOf, outcomes);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, belief);
    return belief;
  };
}

const ANY_ABILITY: Vector = new Float64Array(TUBE_ABILITIES.length).fill(1);
const NO_ANSWER: ReadonlyMap<string, readonly Outcome[]> = new Map();

/** About 4 kB each: 100 tubes of a whole bank stay under 15 MB. */
const REMEMBERED = 32;

function tubeBelief(
  skills: readonly ScopeSkill[],
  tableOf: SkillTables,
  outcomes: ReadonlyMap<string, readonly Outcome[]>,
): TubeBelief {
  const seen = skills.map((skill) => ({
    skill,
    table: tableOf(skill.level, skill.guess, outcomes.get(skill.id) ?? []),
  }));
  const answers = seen.reduce((all, { table }) => product(all, table.likelihood), ANY_ABILITY);
  const weights = TUBE_GIVEN_COMPETENCE.map((row) => product(row, answers));
  const likelihood = through(weights, ANY_ABILITY);
  const seenFromCompetence = (vector: Vector) => quotient(through(weights, vector), likelihood);
  return {
    touched: outcomes !== NO_ANSWER,
    likelihood: peaked(likelihood),
    skills: seen.map(({ skill, table }) => {
      const asked = outcomes.has(skill.id);
      return {
        id: skill.id,
        tube: skill.tube,
        competence: skill.competence,
        asked,
        mastered: seenFromCompetence(table.mastered),
        right: seenFromCompetence(table.right),
        rightAnd: asked
          ? []
          : seen.map((other) =>
              seenFromCompetence(rightAndMastered(table, other.table, other.skill === skill)),
            ),
      };
    }),
  };
}

function rightAndMastered(table: SkillTable, other: SkillTable, same: boolean): Vector {
  return same ? table.rightAndMastered : product(table.right, other.mastered);
}
