import type { Attempt, KnowledgeElement, ScopeSkill } from './method.ts';

export interface Judgement {
  readonly skill: string;
  readonly validated: boolean;
}

/**
 * What pupils and teachers see: a skill answered stands as last answered, the others as the method judges them,
 * each with the answer that explains it best. In the order of the scope; skills nobody judged are left out.
 */
export function explain(
  scope: readonly ScopeSkill[],
  attempts: readonly Attempt[],
  judgements: readonly Judgement[],
): KnowledgeElement[] {
  const answers = new Map(attempts.map(({ skill, correct }) => [skill, correct]));
  const judged = new Map(judgements.map(({ skill, validated }) => [skill, validated]));
  const tubes = Map.groupBy(scope, (skill) => skill.tube);
  return scope.flatMap((skill) => {
    const direct = answers.get(skill.id);
    const validated = direct ?? judged.get(skill.id);
    if (validated === undefined) return [];
    return {
      skill: skill.id,
      status: validated ? ('validated' as const) : ('invalidated' as const),
      source: direct === undefined ? ('inferred' as const) : ('direct' as const),
      because: nearestAnswer(skill, validated, tubes.get(skill.tube) ?? [], answers),
    };
  });
}

/** Nearest in level; of two as near, the one that says the same as the judgement, then the lower one. */
function nearestAnswer(
  skill: ScopeSkill,
  validated: boolean,
  tube: readonly ScopeSkill[],
  answers: ReadonlyMap<string, boolean>,
): KnowledgeElement['because'] {
  const near = tube
    .flatMap((other) => {
      const correct = answers.get(other.id);
      return correct === undefined ? [] : { skill: other.id, correct, level: other.level };
    })
    .sort(
      (a, b) =>
        Math.abs(a.level - skill.level) - Math.abs(b.level - skill.level) ||
        Number(b.correct === validated) - Number(a.correct === validated) ||
        a.level - b.level,
    )[0];
  return near ? { skill: near.skill, correct: near.correct } : null;
}
