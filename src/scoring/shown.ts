/** What a result shows of each tube, small enough to be counted for thousands of pupils at once. */

interface TubeSkill {
  readonly id: string;
  readonly tube: string;
  readonly competence: string;
  readonly level: number;
}

/** Levels as bits: 6 is levels 1 and 2. */
export interface ShownTube {
  readonly tube: string;
  readonly competence: string;
  readonly targeted: number;
  readonly validated: number;
}

/** In the order of the targeted skills. */
export function shownByTube(
  validatedSkillIds: ReadonlySet<string>,
  targeted: readonly TubeSkill[],
): ShownTube[] {
  return [...Map.groupBy(targeted, ({ tube }) => tube)].map(([tube, skills]) => ({
    tube,
    competence: skills[0]?.competence ?? '',
    targeted: bitsOf(skills),
    validated: bitsOf(skills.filter(({ id }) => validatedSkillIds.has(id))),
  }));
}

function bitsOf(skills: readonly Pick<TubeSkill, 'level'>[]): number {
  return skills.reduce((bits, { level }) => bits | (1 << level), 0);
}

/** The lowest first. */
export function levelsOf(bits: number): number[] {
  return Array.from({ length: 31 }, (_, level) => level).filter((level) => bits & (1 << level));
}
