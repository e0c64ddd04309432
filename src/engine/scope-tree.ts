import type { ScopeSkill } from './method.ts';
import type { Noise } from './model.ts';
import type { Outcome } from './skill-table.ts';
import { type TubeBelief, tubeBelief } from './tube-belief.ts';

/** A scope as a tree of competences, tubes and skills, all by rank. */
export interface Tree {
  readonly scope: readonly ScopeSkill[];
  readonly tubes: readonly Tube[];
  /** For each skill's id, its rank in the scope. */
  readonly ranks: ReadonlyMap<string, number>;
  /** For each skill, its tube's rank. */
  readonly tubesOf: readonly number[];
  /** For each competence, its tubes' ranks. */
  readonly competences: readonly (readonly number[])[];
  /** For each skill, its rank in its tube. */
  readonly rungs: readonly number[];
  /** Skills of the longest tube. */
  readonly longest: number;
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
  const ranks = new Map(scope.map(({ id }, rank) => [id, rank]));
  const tubesOf: number[] = [];
  const rungs: number[] = [];
  for (const [t, tube] of tubes.entries()) {
    for (const [rung, rank] of tube.skills.entries()) {
      tubesOf[rank] = t;
      rungs[rank] = rung;
    }
  }
  const longest = tubes.reduce((most, { skills }) => Math.max(most, skills.length), 0);
  return { scope, tubes, competences, ranks, tubesOf, rungs, longest };
}

/** What a tube says after the answers its skills got; `outcomes` follows the scope. */
export function inferTube(
  scope: readonly ScopeSkill[],
  tube: Tube,
  outcomes: readonly (readonly Outcome[])[],
  noise: Noise,
): TubeBelief {
  const skills = tube.skills.flatMap((rank) => {
    const skill = scope[rank];
    return skill ? { level: skill.level, guess: skill.guess, outcomes: outcomes[rank] ?? [] } : [];
  });
  return tubeBelief(skills, noise);
}
