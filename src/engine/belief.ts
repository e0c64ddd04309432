import type { Attempt, ScopeSkill } from './method.ts';
import {
  ABILITIES,
  COMPETENCE_GIVEN_GENERAL,
  dot,
  GENERAL_PRIOR,
  GENERAL_TO_COMPETENCE,
  normalised,
  peaked,
  product,
  quotient,
  through,
  type Vector,
} from './model.ts';
import { createSkillTables } from './skill-table.ts';
import { createTubeBeliefs, type SkillBelief, type TubeBelief } from './tube-belief.ts';

/** The belief about every skill after some answers. */
export interface Belief {
  skills(): readonly SkillView[];
  /** P(right if asked now) of one skill of the scope; much cheaper than all of `skills`. */
  success(skill: string): number | undefined;
}

export interface SkillView {
  readonly id: string;
  readonly tube: string;
  readonly competence: string;
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
  const tableOf = createSkillTables();
  const competences = [...Map.groupBy(scope, (skill) => skill.competence).values()].map((skills) =>
    [...Map.groupBy(skills, (skill) => skill.tube).values()].map((tube) => createTubeBeliefs(tube, tableOf)),
  );
  return (attempts) => {
    const outcomes = Map.groupBy(attempts, (attempt) => attempt.skill);
    const tubes = competences.map((beliefs) => beliefs.map((beliefOf) => beliefOf(outcomes)));
    const posteriors = competencePosteriors(tubes.map(competenceLikelihood));
    const believed = tubes.flatMap((beliefs, k) =>
      beliefs.map((tube) => ({ tube, posterior: posteriors[k] ?? FLAT })),
    );
    return {
      skills: () => believed.flatMap(({ tube, posterior }) => viewTube(tube, posterior)),
      success(id) {
        for (const { tube, posterior } of believed) {
          const skill = tube.skills.find((candidate) => candidate.id === id);
          if (skill) return dot(posterior, skill.right);
        }
        return undefined;
      },
    };
  };
}

const FLAT: Vector = new Float64Array(ABILITIES.length).fill(1);

function competenceLikelihood(tubes: readonly TubeBelief[]): Vector {
  return peaked(tubes.reduce((all, tube) => (tube.touched ? product(all, tube.likelihood) : all), FLAT));
}

/** P(ability of each competence | all answers): each hears the others through the general ability. */
function competencePosteriors(likelihoods: readonly Vector[]): Vector[] {
  const messages = likelihoods.map((likelihood) => through(COMPETENCE_GIVEN_GENERAL, likelihood));
  const general = messages.reduce((all, message) => peaked(product(all, message)), GENERAL_PRIOR);
  return likelihoods.map((likelihood, k) => {
    const fromOthers = quotient(general, messages[k] ?? FLAT);
    return normalised(product(likelihood, through(GENERAL_TO_COMPETENCE, fromOthers)));
  });
}

function viewTube(tube: TubeBelief, posterior: Vector): SkillView[] {
  const mastered = tube.skills.map((skill) => dot(posterior, skill.mastered));
  return tube.skills.map((skill, i) => {
    const success = dot(posterior, skill.right);
    return {
      id: skill.id,
      tube: skill.tube,
      competence: skill.competence,
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
