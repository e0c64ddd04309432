import type { Challenge, Referential } from '../referential/types.ts';
import type { Run } from './store.ts';

/**
 * A challenge as the pupil of this run meets it: what it draws follows from the run's seed, so that what was seen is
 * what is corrected, and shown again later. Undefined when it isn't in the bank (any more).
 */
export function challengeOf(
  referential: Pick<Referential, 'challenges'>,
  run: Pick<Run, 'id' | 'seed'>,
  id: string,
): Challenge | undefined {
  const challenge = referential.challenges.get(id);
  return challenge?.generator?.make(run.seed, `runs/${run.id}`) ?? challenge;
}
