import type { Challenge, Skill, Tube } from './types.ts';

/** Challenges a pupil may be asked: proposed ones wait for a review, archived ones only explain old answers. */
export function playableChallenges(skill: Skill): readonly Challenge[] {
  return skill.challenges.filter((challenge) => challenge.status === 'validated');
}

/** A skill counts (in a campaign, in the value of its level) when a pupil can be asked something about it. */
export function isPlayable(skill: Skill): boolean {
  return skill.challenges.some((challenge) => challenge.status === 'validated');
}

/** Playable skills of tubes capped at a level, in the order of the tubes, then by level; unknown tubes are left out. */
export function playableSkills(
  tubes: ReadonlyMap<string, Tube>,
  targets: readonly { readonly tube: string; readonly max: number }[],
): Skill[] {
  const found = new Set<Skill>();
  for (const target of targets) {
    for (const skill of tubes.get(target.tube)?.skills ?? []) {
      if (skill.level <= target.max && isPlayable(skill)) found.add(skill);
    }
  }
  return [...found];
}

/** The values differ for each pupil. */
export function isGenerated(challenge: Challenge): boolean {
  return challenge.generator !== undefined;
}

/** Done with the hands: a file to open or a simulated application. */
export function isPractical(challenge: Challenge): boolean {
  return challenge.kind === 'file' || challenge.kind.startsWith('practical:');
}
