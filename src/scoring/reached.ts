import type { Profile } from './points.ts';

/** Levels reached: what the analysis of a tube shows, and « niveau gagné » after an answer. */

interface TubeSkill {
  readonly id: string;
  readonly tube: string;
  readonly level: number;
}

export interface TubeReached {
  readonly tube: string;
  /** Highest validated level of the tube, 0 when none is. */
  readonly reached: number;
  /** Highest targeted level. */
  readonly top: number;
}

/** By tube, in the order of the targeted skills. */
export function reachedByTube(
  validatedSkillIds: ReadonlySet<string>,
  targeted: readonly TubeSkill[],
): TubeReached[] {
  return [...Map.groupBy(targeted, (skill) => skill.tube)].map(([tube, skills]) => ({
    tube,
    reached: Math.max(0, ...skills.map((skill) => (validatedSkillIds.has(skill.id) ? skill.level : 0))),
    top: Math.max(...skills.map((skill) => skill.level)),
  }));
}

/** Competences whose level rose from one profile to the next, with the level now reached. */
export function levelsWon(before: Profile, after: Profile): { competence: string; level: number }[] {
  const levels = new Map(before.competences.map(({ competence, level }) => [competence, level]));
  return after.competences.flatMap(({ competence, level }) =>
    level > (levels.get(competence) ?? 0) ? { competence, level } : [],
  );
}
