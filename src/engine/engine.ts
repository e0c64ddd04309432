import { createBayes } from './bayes.ts';
import { explain } from './knowledge.ts';
import { type Engine, OVER, type Policy, type ScopeSkill } from './method.ts';
import { nextPix, pixKnowledge } from './pix.ts';

const NONE: ReadonlySet<string> = new Set();

/** Everything follows from (scope, policy, attempts, seed): an old run replays to the letter. */
export function createEngine(scope: readonly ScopeSkill[], policy: Policy): Engine {
  const bayes = createBayes(scope, policy);
  return {
    next(attempts, seed, unavailable = NONE) {
      if (attempts.length >= policy.cap) return OVER;
      return policy.method === 'pix'
        ? nextPix(scope, policy.cap, attempts, seed, unavailable)
        : bayes.next(attempts, seed, unavailable);
    },
    knowledge(attempts) {
      if (attempts.length === 0) return [];
      const judgements =
        policy.method === 'pix' ? [...pixKnowledge(scope, attempts).values()] : bayes.presume(attempts);
      return explain(scope, attempts, judgements);
    },
  };
}
