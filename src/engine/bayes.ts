import { type Belief, createBeliefs, type SkillView } from './belief.ts';
import { type Attempt, OVER, type Policy, type ScopeSkill, type Selection } from './method.ts';
import { BAYES_FIT, remaining } from './remaining.ts';
import { drawOne } from './seed.ts';

/** Questions worth nearly as much as the best are drawn alike, so that neighbours get different ones. */
const NEARLY_BEST = 0.9;
/** Under this chance of success a question is hard for this pupil. */
const HARD = 0.4;
/** The first question is one the pupil will probably get right. */
const PROBABLE = 2 / 3;
/** An easier question spares the pupil a third hard one in a row when it is worth this share of the best. */
const KIND_ENOUGH = 0.5;

export interface Bayes {
  /** The belief about every skill after these answers. */
  readonly after: (attempts: readonly Attempt[]) => Belief;
  /** The question to ask and the bounds of what remains; the cap only bounds them here. */
  next(attempts: readonly Attempt[], seed: string, unavailable: ReadonlySet<string>): Selection;
}

/** The Bayesian method: asks what removes most variance, stops when nothing removes more than eps. */
export function createBayes(scope: readonly ScopeSkill[], policy: Policy): Bayes {
  const after = createBeliefs(scope);
  return {
    after,
    next(attempts, seed, unavailable) {
      const askable = after(attempts).skills.filter((skill) => !skill.asked && !unavailable.has(skill.id));
      const worthAsking = askable.filter((skill) => skill.worth > policy.eps);
      if (worthAsking.length === 0) return OVER;
      const undecided = {
        skills: worthAsking.length,
        tubes: new Set(worthAsking.map((skill) => skill.tube)).size,
        most: Math.min(askable.length, policy.cap - attempts.length),
      };
      const skill = drawNearlyBest(comfortable(askable, attempts, after), `${seed}:${attempts.length}`);
      return { skill, remaining: remaining(undecided, BAYES_FIT) };
    },
  };
}

function comfortable(
  candidates: readonly SkillView[],
  attempts: readonly Attempt[],
  after: Bayes['after'],
): readonly SkillView[] {
  if (attempts.length === 0) return probable(candidates);
  if (!lastTwoWereHard(attempts, after)) return candidates;
  const bar = bestWorth(candidates) * KIND_ENOUGH;
  const easier = candidates.filter((skill) => skill.success >= HARD && skill.worth >= bar);
  return easier.length > 0 ? easier : candidates;
}

/** Where even the easiest is a gamble (a campaign of high levels), the easiest ones. */
function probable(candidates: readonly SkillView[]): readonly SkillView[] {
  const surest = Math.max(...candidates.map((skill) => skill.success));
  const bar = Math.min(PROBABLE, surest);
  return candidates.filter((skill) => skill.success >= bar);
}

function lastTwoWereHard(attempts: readonly Attempt[], after: Bayes['after']): boolean {
  return (
    attempts.length >= 2 &&
    [1, 2].every((back) => {
      const asked = attempts.at(-back)?.skill;
      const then = after(attempts.slice(0, -back)).skills.find((skill) => skill.id === asked);
      return then !== undefined && then.success < HARD;
    })
  );
}

function drawNearlyBest(candidates: readonly SkillView[], seed: string): string | null {
  const bar = bestWorth(candidates) * NEARLY_BEST;
  const nearlyBest = candidates.filter((skill) => skill.worth >= bar);
  return drawOne(nearlyBest, seed)?.id ?? null;
}

function bestWorth(candidates: readonly SkillView[]): number {
  return candidates.reduce((best, skill) => Math.max(best, skill.worth), 0);
}
