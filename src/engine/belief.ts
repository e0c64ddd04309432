import type { Attempt, ScopeSkill } from './method.ts';
import {
  ABILITIES,
  COMPETENCE_GIVEN_GENERAL,
  dot,
  GENERAL_PRIOR,
  normalised,
  peaked,
  product,
  type Vector,
} from './model.ts';
import type { Outcome } from './skill-table.ts';
import { createTubeBeliefs, type SkillBelief, type TubeBelief } from './tube-belief.ts';

/** The belief about every skill after some answers. */
export interface Belief {
  readonly skills: readonly SkillView[];
}

export interface SkillView {
  readonly id: string;
  readonly tube: string;
  readonly asked: boolean;
  /** P(mastered). */
  readonly mastered: number;
  /** P(right if asked now). */
  readonly success: number;
  /** Variance that asking it would remove from its tube's skills; 0 once asked. */
  readonly worth: number;
}

/** Exact inference on the tree general → competence → tube → skill; answers outside the scope are not heard. */
export function createBeliefs(scope: readonly ScopeSkill[]): (attempts: readonly Attempt[]) => Belief {
  const competences = [...Map.groupBy(scope, (skill) => skill.competence).values()].map((skills) =>
    [...Map.groupBy(skills, (skill) => skill.tube).values()].map(createTubeBeliefs),
  );
  return (attempts) => {
    const outcomes = outcomesBySkill(attempts);
    const tubes = competences.map((beliefs) => beliefs.map((beliefOf) => beliefOf(outcomes)));
    const posteriors = competencePosteriors(tubes.map(competenceLikelihood));
    return {
      skills: tubes.flatMap((beliefs, k) => {
        const posterior = posteriors[k] ?? new Float64Array(ABILITIES.length);
        return beliefs.flatMap((belief) => viewTube(belief, posterior));
      }),
    };
  };
}

function outcomesBySkill(attempts: readonly Attempt[]): ReadonlyMap<string, readonly Outcome[]> {
  return Map.groupBy(attempts, (attempt) => attempt.skill);
}

function competenceLikelihood(tubes: readonly TubeBelief[]): Vector {
  const flat: Vector = new Float64Array(ABILITIES.length).fill(1);
  return tubes.reduce((all, tube) => peaked(product(all, tube.likelihood)), flat);
}

/** P(ability of each competence | all answers): each hears the others through the general ability. */
function competencePosteriors(likelihoods: readonly Vector[]): Vector[] {
  const messages = likelihoods.map((likelihood) =>
    Float64Array.from(COMPETENCE_GIVEN_GENERAL, (row) => dot(row, likelihood)),
  );
  const general = messages.reduce((all, message) => peaked(product(all, message)), GENERAL_PRIOR);
  return likelihoods.map((likelihood, k) => {
    const fromOthers = general.map((value, g) => value / (messages[k]?.[g] ?? 1));
    const prior = new Float64Array(ABILITIES.length);
    for (const [g, row] of COMPETENCE_GIVEN_GENERAL.entries()) {
      for (let c = 0; c < prior.length; c += 1)
        prior[c] = (prior[c] ?? 0) + (fromOthers[g] ?? 0) * (row[c] ?? 0);
    }
    return normalised(product(likelihood, prior));
  });
}

function viewTube(tube: TubeBelief, posterior: Vector): SkillView[] {
  const mastered = tube.skills.map((skill) => dot(posterior, skill.mastered));
  return tube.skills.map((skill, i) => {
    const success = dot(posterior, skill.right);
    return {
      id: skill.id,
      tube: skill.tube,
      asked: skill.asked,
      mastered: mastered[i] ?? 0,
      success,
      worth: worthOf(skill, posterior, success, mastered),
    };
  });
}

function worthOf(
  skill: SkillBelief,
  posterior: Vector,
  success: number,
  mastered: readonly number[],
): number {
  let squares = 0;
  for (const [u, both] of skill.rightAnd.entries()) {
    squares += (dot(posterior, both) - success * (mastered[u] ?? 0)) ** 2;
  }
  return squares / (success * (1 - success));
}
