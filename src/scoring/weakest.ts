interface TubeSkill {
  readonly id: string;
  readonly tube: string;
  readonly level: number;
}

export interface WeakTube {
  readonly tube: string;
  readonly validated: number;
  readonly targeted: number;
}

/**
 * Tubes to work on next, the weakest first: the smallest share validated, then the lowest level that is missing, then the
 * order of the targeted skills. What is wholly validated is not among them.
 */
export function weakestTubes(
  validatedSkillIds: ReadonlySet<string>,
  targeted: readonly TubeSkill[],
): WeakTube[] {
  return [...Map.groupBy(targeted, (skill) => skill.tube)]
    .map(([tube, skills]) => {
      const missing = skills.filter(({ id }) => !validatedSkillIds.has(id));
      const validated = skills.length - missing.length;
      return { tube, validated, targeted: skills.length, lowest: Math.min(...missing.map((s) => s.level)) };
    })
    .filter(({ validated, targeted: all }) => validated < all)
    .toSorted(
      (a, b) =>
        // Shares compared in whole numbers.
        a.validated * b.targeted - b.validated * a.targeted || a.lowest - b.lowest,
    )
    .map(({ tube, validated, targeted: all }) => ({ tube, validated, targeted: all }));
}
