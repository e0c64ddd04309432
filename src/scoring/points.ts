/**
 * Pix points and levels from validated skills, by PIX's rules: 8 pix a level, pix floored per competence,
 * capped at the highest level that can be reached.
 */

export interface PointsSkill {
  readonly id: string;
  readonly competence: string;
  readonly level: number;
}

export interface CompetencePoints {
  readonly competence: string;
  /** Whole pix, 0 to 8 × maxLevel. */
  readonly pix: number;
  /** 0 to maxLevel. */
  readonly level: number;
  /** Pix already earned towards the next level; 0 at the highest. */
  readonly ahead: number;
  /** Pix missing to the next level; 0 at the highest. */
  readonly missing: number;
}

export interface Profile {
  readonly total: number;
  /** In the order in which competences first appear among the skills. */
  readonly competences: readonly CompetencePoints[];
}

const PIX_PER_LEVEL = 8;
const MOST_PIX_OF_A_SKILL = 4;
/** Thirds and sevenths of 8 don't add up exactly in floating point: 7 × 8/7 must give a whole level. */
const ROUNDING = 1e-9;

/** Pix of a skill: the 8 pix of its level shared by the competence's skills at that level, 4 at most. */
export function pixOfSkill(skillsOfLevelInCompetence: number): number {
  return Math.min(MOST_PIX_OF_A_SKILL, PIX_PER_LEVEL / skillsOfLevelInCompetence);
}

/** Profile of a pupil over the whole referential `skills` (with their pix); ids outside it count for nothing. */
export function profile(
  validatedSkillIds: ReadonlySet<string>,
  skills: readonly (PointsSkill & { readonly pix: number })[],
  maxLevel: number,
): Profile {
  const competences = [...Map.groupBy(skills, (skill) => skill.competence)].map(([competence, owned]) =>
    points(
      competence,
      owned.reduce((sum, skill) => sum + (validatedSkillIds.has(skill.id) ? skill.pix : 0), 0),
      maxLevel,
    ),
  );
  return { total: competences.reduce((sum, { pix }) => sum + pix, 0), competences };
}

function points(competence: string, real: number, maxLevel: number): CompetencePoints {
  const pix = Math.min(Math.floor(real + ROUNDING), PIX_PER_LEVEL * maxLevel);
  const level = Math.floor(pix / PIX_PER_LEVEL);
  const ahead = pix % PIX_PER_LEVEL;
  return { competence, pix, level, ahead, missing: level === maxLevel ? 0 : PIX_PER_LEVEL - ahead };
}
