import { percentOf } from './mastery.ts';

/** Badges (« résultats thématiques »): obtained when every criterion is met, over the skills that a campaign targets. */

export interface BadgeCriterion {
  /** Whole percent of mastery to reach, 1 to 100. */
  readonly threshold: number;
  /** Tubes capped at a level that the threshold bears on; null: everything targeted. */
  readonly tubes: readonly { readonly tube: string; readonly max: number }[] | null;
}

export interface BadgeStanding {
  readonly obtained: boolean;
  readonly criteria: readonly {
    readonly percent: number;
    readonly met: boolean;
    /** Whole percent of the way to the threshold, 100 once met. */
    readonly progress: number;
  }[];
  /** Whole percent of the way, for one bar: the criterion furthest behind. */
  readonly progress: number;
}

interface TargetedSkill {
  readonly id: string;
  readonly tube: string;
  readonly level: number;
}

/** A badge without a criterion is never obtained, nor is a criterion that bears on nothing targeted. */
export function standing(
  criteria: readonly BadgeCriterion[],
  validatedSkillIds: ReadonlySet<string>,
  targeted: readonly TargetedSkill[],
): BadgeStanding {
  const states = criteria.map((criterion) => {
    const borne = targeted.filter((skill) => bearsOn(criterion, skill));
    const validated = borne.filter((skill) => validatedSkillIds.has(skill.id)).length;
    const percent = percentOf(validated, borne.length);
    const met = borne.length > 0 && percent >= criterion.threshold;
    // Never 100 before the threshold is met, whatever the rounding.
    const progress = met ? 100 : Math.min(99, Math.floor((100 * percent) / criterion.threshold));
    return { percent, met, progress };
  });
  const obtained = states.length > 0 && states.every(({ met }) => met);
  return {
    obtained,
    criteria: states,
    progress: states.length === 0 ? 0 : Math.min(...states.map(({ progress }) => progress)),
  };
}

function bearsOn({ tubes }: BadgeCriterion, skill: TargetedSkill): boolean {
  return tubes === null || tubes.some(({ tube, max }) => tube === skill.tube && skill.level <= max);
}
