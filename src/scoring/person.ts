import { type CompetencePoints, profile } from './points.ts';

/** The profile of a person: what all their runs leave, and what could still be reached. */

export interface ShownSkill {
  readonly skill: string;
  readonly status: 'validated' | 'invalidated';
  readonly source: 'direct' | 'inferred';
  readonly at: Date;
}

/**
 * The best that was ever shown of each skill: what is validated is never lost (PIX keeps validated skills and asks them
 * no more; only beginning a competence again takes them away). Among equals an answer counts more than what was
 * inferred, then the latest.
 */
export function bestKnowledge<E extends ShownSkill>(elements: readonly E[]): ReadonlyMap<string, E> {
  const best = new Map<string, E>();
  for (const element of elements) {
    const other = best.get(element.skill);
    if (!other || rank(element) > rank(other)) best.set(element.skill, element);
    else if (rank(element) === rank(other) && element.at > other.at) best.set(element.skill, element);
  }
  return best;
}

function rank({ status, source }: ShownSkill): number {
  return (status === 'validated' ? 2 : 0) + (source === 'direct' ? 1 : 0);
}

export interface CompetenceStanding extends CompetencePoints {
  /** Playable skills that are validated, and all of them. */
  readonly validated: number;
  readonly playable: number;
  /** With every playable skill validated: what the challenges of today allow. */
  readonly reachable: { readonly pix: number; readonly level: number };
}

export interface PersonProfile {
  /** Pix, of 1024 whatever can be reached. */
  readonly total: number;
  readonly reachable: number;
  /** In the order given, those without a playable skill included. */
  readonly competences: readonly CompetenceStanding[];
}

/** Pix and levels of a person; `skills` are the playable ones of each competence, with what they are worth today. */
export function personProfile(
  validatedSkillIds: ReadonlySet<string>,
  competences: readonly {
    readonly code: string;
    readonly skills: readonly { readonly id: string; readonly level: number; readonly pix: number }[];
  }[],
  maxLevel: number,
): PersonProfile {
  const standings = competences.map(({ code, skills }): CompetenceStanding => {
    const owned = skills.map((skill) => ({ ...skill, competence: code }));
    const everything = new Set(owned.map(({ id }) => id));
    const [now] = profile(validatedSkillIds, owned, maxLevel).competences;
    const [top] = profile(everything, owned, maxLevel).competences;
    const nothing = { competence: code, pix: 0, level: 0, ahead: 0, missing: 8 };
    return {
      ...(now ?? nothing),
      validated: owned.filter(({ id }) => validatedSkillIds.has(id)).length,
      playable: owned.length,
      reachable: { pix: top?.pix ?? 0, level: top?.level ?? 0 },
    };
  });
  const sum = (pixOf: (standing: CompetenceStanding) => number) =>
    standings.reduce((total, standing) => total + pixOf(standing), 0);
  return {
    total: sum(({ pix }) => pix),
    reachable: sum(({ reachable }) => reachable.pix),
    competences: standings,
  };
}

/** Whether today's challenges can bring a competence one level higher. */
export function canRise({ level, reachable }: Pick<CompetenceStanding, 'level' | 'reachable'>): boolean {
  return level < reachable.level;
}

/** Competences still at level 0 whose first level is within reach, those that lack least first; at most `wanted`. */
export function nearestFirstLevels(
  competences: readonly CompetenceStanding[],
  wanted: number,
): CompetenceStanding[] {
  return competences
    .filter((standing) => standing.level === 0 && canRise(standing))
    .sort((a, b) => a.missing - b.missing)
    .slice(0, Math.max(0, wanted));
}
