import { createBayes } from './bayes.ts';
import { asEvidence } from './earlier.ts';
import { explain } from './knowledge.ts';
import {
  type Attempt,
  type EarlierElement,
  type Engine,
  type KnowledgeElement,
  OVER,
  type Policy,
  type ScopeSkill,
} from './method.ts';
import { nextPix, pixKnowledge } from './pix.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * Everything follows from (scope, policy, earlier, attempts, seed): an old run replays to the letter.
 * `earlier` is what earlier runs leave to start from (`keepEarlier`): those skills are not asked again and stand as
 * they stood; the cap counts the run's own questions.
 */
export function createEngine(
  scope: readonly ScopeSkill[],
  policy: Policy,
  earlier: readonly EarlierElement[] = [],
): Engine {
  const method =
    policy.method === 'pix' ? pixMethod(scope, policy, earlier) : bayesMethod(scope, policy, earlier);
  const standing = new Map(earlier.map((element) => [element.skill, element]));
  return {
    next(attempts, seed, unavailable = NONE) {
      return attempts.length >= policy.cap ? OVER : method.next(attempts, seed, unavailable);
    },
    knowledge(attempts) {
      const shown = new Map(method.knowledge(attempts).map((element) => [element.skill, element]));
      return scope.flatMap(({ id }) => {
        const before = standing.get(id);
        if (!before) return shown.get(id) ?? [];
        const { skill, status, source, because } = before;
        return { skill, status, source, because };
      });
    },
  };
}

interface Method {
  next: Engine['next'];
  knowledge(attempts: readonly Attempt[]): KnowledgeElement[];
}

/**
 * Judges only what nothing earlier settled, from this run's answers alone: kept successes without the failures
 * forgotten beside them would make the belief too rosy, and what failed would pass unasked.
 */
function bayesMethod(
  scope: readonly ScopeSkill[],
  policy: Policy,
  earlier: readonly EarlierElement[],
): Method {
  const settled = new Set(earlier.map((element) => element.skill));
  const open = settled.size === 0 ? scope : scope.filter((skill) => !settled.has(skill.id));
  const bayes = createBayes(open, policy);
  return {
    next: (attempts, seed, unavailable = NONE) => bayes.next(attempts, seed, unavailable),
    knowledge: (attempts) => (attempts.length === 0 ? [] : explain(open, attempts, bayes.presume(attempts))),
  };
}

/** PIX hears the answers kept: they place the level predicted and count in what a question would decide. */
function pixMethod(scope: readonly ScopeSkill[], policy: Policy, earlier: readonly EarlierElement[]): Method {
  const evidence = asEvidence(earlier);
  const settled = new Set(earlier.map((element) => element.skill));
  const answered = new Set(evidence.map((attempt) => attempt.skill));
  /** What was inferred earlier is neither asked nor waiting for an answer. */
  const open = scope.filter((skill) => answered.has(skill.id) || !settled.has(skill.id));
  return {
    next: (attempts, seed, unavailable = NONE) =>
      nextPix(open, policy.cap + evidence.length, [...evidence, ...attempts], seed, unavailable),
    knowledge(attempts) {
      const heard = [...evidence, ...attempts];
      return explain(scope, heard, [...pixKnowledge(scope, heard).values()]);
    },
  };
}
