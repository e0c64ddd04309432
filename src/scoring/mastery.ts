/** Mastery of a campaign: how much of what it targets is validated, over everything targeted, asked or not. */

export interface Rate {
  readonly validated: number;
  readonly targeted: number;
  /** Whole percent, halves up; 0 when nothing is targeted. */
  readonly percent: number;
}

export interface Mastery extends Rate {
  readonly stars: Stars;
  /** By competence code, then by domain code (`4` for `4.1`), in the order of the targeted skills. */
  readonly competences: ReadonlyMap<string, Rate>;
  readonly domains: ReadonlyMap<string, Rate>;
}

export type Stars = 0 | 1 | 2 | 3;

/** First percent of one, two and three stars: insufficient, fragile, satisfactory, very good mastery. */
const STAR_THRESHOLDS = [21, 51, 81] as const;

interface TargetedSkill {
  readonly id: string;
  readonly competence: string;
}

/** Validated skills outside the target don't count; PIX's rounding (13 of 22 is 59 %). */
export function mastery(validatedSkillIds: ReadonlySet<string>, targeted: readonly TargetedSkill[]): Mastery {
  const overall = rateOf(targeted, validatedSkillIds);
  return {
    ...overall,
    stars: starsOf(overall.percent),
    competences: ratesBy(targeted, validatedSkillIds, (skill) => skill.competence),
    domains: ratesBy(targeted, validatedSkillIds, (skill) => domainOf(skill.competence)),
  };
}

/** In whole numbers until the end, so that an exact half is one: 1 of 8 is 13 %. */
export function percentOf(validated: number, targeted: number): number {
  return targeted === 0 ? 0 : Math.floor((200 * validated + targeted) / (2 * targeted));
}

/** The mean of whole percents, rounded; null when there are none. */
export function meanOf(percents: readonly number[]): number | null {
  if (percents.length === 0) return null;
  return Math.round(percents.reduce((sum, percent) => sum + percent, 0) / percents.length);
}

export function starsOf(percent: number): Stars {
  const [one, two, three] = STAR_THRESHOLDS;
  if (percent >= three) return 3;
  if (percent >= two) return 2;
  return percent >= one ? 1 : 0;
}

function ratesBy(
  targeted: readonly TargetedSkill[],
  validated: ReadonlySet<string>,
  key: (skill: TargetedSkill) => string,
): ReadonlyMap<string, Rate> {
  return new Map([...Map.groupBy(targeted, key)].map(([code, skills]) => [code, rateOf(skills, validated)]));
}

function rateOf(targeted: readonly TargetedSkill[], validatedSkillIds: ReadonlySet<string>): Rate {
  const validated = targeted.filter((skill) => validatedSkillIds.has(skill.id)).length;
  return { validated, targeted: targeted.length, percent: percentOf(validated, targeted.length) };
}

/** The domain of a competence, by their codes: « 4.2 » is of « 4 ». */
export function domainOf(competence: string): string {
  return competence.split('.', 1)[0] ?? competence;
}
