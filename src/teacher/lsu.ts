import type { SentProfile } from './profile.ts';

/** The classes whose school report (LSU) tells a level in each of the five domains. */
export const GRADES = ['6e', '3e'] as const;
export type Grade = (typeof GRADES)[number];

/**
 * The highest level that the report of each class tells. The framework has eight (code de l'éducation, art. D. 121-1);
 * the sixth class is judged on its first three, and levels 1 to 5 are those of school (note de service du 21-12-2021,
 * NOR MENE2129631N, and the ministry's accompanying document to the framework, 2020).
 */
export const TOP_LEVEL: Readonly<Record<Grade, number>> = { '6e': 3, '3e': 5 };

/** What a teacher put in its place: a level, or « not assessed » (null); undefined: the proposal stands. */
export type ChosenLevel = number | null | undefined;

export interface DomainLevel {
  readonly domain: string;
  /** 0: below the first level; null: nothing was sent of this domain. */
  readonly proposed: number | null;
  /** The competences sent, in the order of the framework, on which the proposal stands. */
  readonly evidence: readonly { readonly code: string; readonly level: number }[];
  readonly chosen: ChosenLevel;
}

/**
 * The level that the competences of a domain allow to propose: their mean, never rounded up; no text fixes the formula,
 * so that the teacher sees the competences and has the last word.
 */
export function proposeLevel(levels: readonly number[], top: number): number | null {
  if (levels.length === 0) return null;
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  return Math.min(top, Math.floor(mean));
}

/** Of one pupil, each domain in its order; competences that nobody sent weigh nothing. */
export function levelsOf(
  { competences }: Pick<SentProfile, 'competences'>,
  domains: readonly { readonly code: string; readonly competences: readonly string[] }[],
  chosen: ReadonlyMap<string, number | null>,
  grade: Grade,
): DomainLevel[] {
  return domains.map((domain) => {
    const evidence = domain.competences.flatMap((code) => {
      const sent = competences.get(code);
      return sent ? [{ code, level: sent.level }] : [];
    });
    const levels = evidence.map(({ level }) => level);
    return {
      domain: domain.code,
      proposed: proposeLevel(levels, TOP_LEVEL[grade]),
      evidence,
      chosen: chosen.get(domain.code),
    };
  });
}

/** What the report tells: the teacher's word, else the proposal. */
export function finalLevel({ chosen, proposed }: Pick<DomainLevel, 'chosen' | 'proposed'>): number | null {
  return chosen === undefined ? proposed : chosen;
}

/** The class of these divisions: « 6e B », « 602 », « Sixième 1 » are of the sixth; the third when in doubt. */
export function gradeOf(divisions: readonly (string | null)[]): Grade {
  const told = divisions.filter((division) => division !== null);
  const sixth = told.filter((division) => /^\s*(6|six)/i.test(division));
  return sixth.length * 2 > told.length ? '6e' : '3e';
}
