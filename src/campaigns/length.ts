import { createEngine } from '../engine/engine.ts';
import type { Policy } from '../engine/method.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Referential } from '../referential/types.ts';
import { freezeScope } from '../runs/scope.ts';

export interface Length {
  readonly skills: number;
  readonly low: number;
  readonly high: number;
  readonly minutes: number;
}

/** How long a pupil who starts these skills anew should count: the engine's estimate, and the authors' times. */
export function estimateLength(
  referential: Referential,
  skillIds: readonly string[],
  policy: Policy,
): Length {
  let known = lengths.get(referential);
  if (!known) {
    known = new Map();
    lengths.set(referential, known);
  }
  const key = namesOf(skillIds) + JSON.stringify(policy);
  let length = known.get(key);
  if (!length) {
    length = computeLength(referential, skillIds, policy);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, length);
  }
  return length;
}

/** A whole class opens the same campaign: its length is worked out once for each bank. */
const lengths = new WeakMap<Referential, Map<string, Length>>();
const MAX_KNOWN = 500;

/** A campaign's list of skills is long, and the same for each of its launches. */
function namesOf(skillIds: readonly string[]): string {
  const names = listed.get(skillIds) ?? JSON.stringify(skillIds);
  listed.set(skillIds, names);
  return names;
}
const listed = new WeakMap<readonly string[], string>();

function computeLength(referential: Referential, skillIds: readonly string[], policy: Policy): Length {
  const scope = freezeScope(referential, skillIds);
  const { low, high } = createEngine(scope, policy).next([], 'length').remaining;
  const challenges = scope.flatMap(({ id }) => referential.skills.get(id)?.challenges ?? []);
  const mean =
    challenges.reduce((sum, challenge) => sum + challenge.seconds, 0) / Math.max(1, challenges.length);
  const minutes = Math.max(5, Math.round((((low + high) / 2) * mean) / 60 / 5) * 5);
  return { skills: scope.length, low, high, minutes };
}

export function presentLength(t: Translate, length: Length): string {
  const questions =
    length.low === length.high
      ? t('campaign.length.questions', { count: length.low })
      : t('campaign.length.questions-between', { low: length.low, high: length.high });
  return t('campaign.length.whole', { questions, minutes: length.minutes });
}
