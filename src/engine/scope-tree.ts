import type { Attempt, ScopeSkill } from './method.ts';
import { type TubeBelief, tubeBelief } from './tube-belief.ts';

/** A scope as a tree of competences, tubes and skills, all by rank. */
export interface Tree {
  readonly scope: readonly ScopeSkill[];
  readonly tubes: readonly Tube[];
  readonly tubesOf: ReadonlyMap<string, number>;
  /** For each competence, its tubes' ranks. */
  readonly competences: readonly (readonly number[])[];
  /** What the tubes say before any answer. */
  readonly untouched: readonly TubeBelief[];
}

export interface Tube {
  readonly competence: number;
  /** Ranks in the scope. */
  readonly skills: readonly number[];
}

/** Engines of one scope (a simulation's pupils, say) share its tree, which never changes. */
const grown = new WeakMap<readonly ScopeSkill[], Tree>();

export function treeOf(scope: readonly ScopeSkill[]): Tree {
  const before = grown.get(scope);
  if (before) return before;
  const tree = growTree(scope);
  grown.set(scope, tree);
  return tree;
}

function growTree(scope: readonly ScopeSkill[]): Tree {
  const byCompetence = Map.groupBy(scope.entries(), ([, skill]) => skill.competence);
  const tubes = [...byCompetence.values()].flatMap((entries, competence) =>
    [...Map.groupBy(entries, ([, skill]) => skill.tube).values()].map((members) => ({
      competence,
      skills: members.map(([rank]) => rank),
    })),
  );
  const competences = [...byCompetence.values()].map((_, k) =>
    tubes.flatMap((tube, rank) => (tube.competence === k ? rank : [])),
  );
  const tubesOf = new Map(
    tubes.flatMap((tube, t) => tube.skills.map((rank) => [scope[rank]?.id ?? '', t] as const)),
  );
  const untouched = tubes.map((tube) => inferTube(scope, tube, []));
  return { scope, tubes, tubesOf, competences, untouched };
}

/** What a tube says after those of the answers that are its own. */
export function inferTube(scope: readonly ScopeSkill[], tube: Tube, heard: readonly Attempt[]): TubeBelief {
  return tubeBelief(
    tube.skills.flatMap((rank) => {
      const skill = scope[rank];
      if (!skill) return [];
      const outcomes = heard.filter((attempt) => attempt.skill === skill.id);
      return { level: skill.level, guess: skill.guess, outcomes };
    }),
  );
}
