import type { RunResult } from '../../runs/result.ts';
import { percentOf, starsOf } from '../../scoring/mastery.ts';
import { type CompetenceStanding, nearestFirstLevels, type PersonProfile } from '../../scoring/person.ts';

/** PIX counts to 16 competences of 64 pix, whatever can be reached today. */
export const ALL_PIX = 1024;

/** A profile as it is sent and frozen: every competence of the framework, those at level 0 included. */
export function frozenProfile({ total, competences }: PersonProfile): RunResult {
  const sum = (of: 'validated' | 'playable') => competences.reduce((all, one) => all + one[of], 0);
  const [validated, targeted] = [sum('validated'), sum('playable')];
  const percent = percentOf(validated, targeted);
  return {
    percent,
    stars: starsOf(percent),
    validated,
    targeted,
    pix: total,
    competences: competences.map(({ competence, validated, playable, level, pix }) => ({
      code: competence,
      validated,
      targeted: playable,
      percent: percentOf(validated, playable),
      level,
      pix,
    })),
    badges: [],
    leftOut: 0,
    tubes: [],
  };
}

/** Whether two profiles say the same pix of every competence. */
export function sameProfile(a: Pick<RunResult, 'competences'>, b: Pick<RunResult, 'competences'>): boolean {
  const pix = new Map(a.competences.map((one) => [one.code, one.pix]));
  return b.competences.length === pix.size && b.competences.every((one) => pix.get(one.code) === one.pix);
}

/**
 * Competences that would make a pupil certifiable soonest, from a frozen profile.
 * @param today what each competence allows today @param missing how many are missing
 */
export function nearestMissing(
  { competences }: Pick<RunResult, 'competences'>,
  today: PersonProfile,
  missing: number,
): CompetenceStanding[] {
  const sent = new Map(competences.map((one) => [one.code, one]));
  const standings = today.competences.map((standing) => {
    const { pix = 0, level = 0 } = sent.get(standing.competence) ?? {};
    const ahead = pix % PIX_PER_LEVEL;
    return { ...standing, pix, level, ahead, missing: PIX_PER_LEVEL - ahead };
  });
  return nearestFirstLevels(standings, missing);
}

const PIX_PER_LEVEL = 8;
