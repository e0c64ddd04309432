import { isGenerated, isPlayable, isPractical, playableChallenges } from './referential.ts';
import type { Referential } from './types.ts';

/** What pupils can meet: parts of the bank without a validated challenge are not counted. */
export interface Census {
  readonly competences: number;
  readonly tubes: number;
  readonly skills: number;
  readonly challenges: number;
  readonly practical: number;
  readonly generated: number;
  readonly tutorials: number;
  /** Playable levels of each competence of the framework, by code, lowest first. */
  readonly levels: Readonly<Record<string, readonly number[]>>;
}

/** Counts the bank. */
export function census(referential: Referential): Census {
  const skills = [...referential.skills.values()].filter(isPlayable);
  const challenges = skills.flatMap(playableChallenges);
  const levels = [...referential.competences.keys()].map((code) => {
    const found = skills.filter((skill) => skill.competence === code).map((skill) => skill.level);
    return [code, [...new Set(found)].sort((a, b) => a - b)] as const;
  });
  return {
    competences: new Set(skills.map((skill) => skill.competence)).size,
    tubes: new Set(skills.map((skill) => skill.tube)).size,
    skills: skills.length,
    challenges: challenges.length,
    practical: challenges.filter(isPractical).length,
    generated: challenges.filter(isGenerated).length,
    tutorials: referential.tutorials.size,
    levels: Object.fromEntries(levels),
  };
}
