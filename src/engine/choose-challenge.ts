import type { Challenge } from '../referential/types.ts';
import { drawOne } from './seed.ts';

export interface ChallengeContext {
  readonly seed: string;
  /** Ids of challenges this pupil has met, in this run or an earlier one. */
  readonly met: ReadonlySet<string>;
  /** Type of the question before, for variety. */
  readonly lastType: string | null;
  /** null: not known, anything goes. */
  readonly device: Challenge['devices'][number] | null;
}

/**
 * One challenge among those of a skill: never archived, never unsuited to the device; then, each where the one
 * before leaves a choice: not met yet, validated rather than proposed, another type than the last. The rest by seed.
 * null when none can be played.
 */
export function chooseChallenge(
  challenges: readonly Challenge[],
  context: ChallengeContext,
): Challenge | null {
  const { seed, met, lastType, device } = context;
  const playable = challenges.filter(
    (challenge) => challenge.status !== 'archived' && (device === null || challenge.devices.includes(device)),
  );
  const unmet = preferring(playable, (challenge) => !met.has(challenge.id));
  const checked = preferring(unmet, (challenge) => challenge.status === 'validated');
  return drawOne(
    preferring(checked, (challenge) => challenge.type !== lastType),
    seed,
  );
}

function preferring<T>(items: readonly T[], wanted: (item: T) => boolean): readonly T[] {
  const kept = items.filter(wanted);
  return kept.length > 0 ? kept : items;
}
