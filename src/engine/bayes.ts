import { type Belief, createBeliefs, type SkillView } from './belief.ts';
import { type Attempt, OVER, type Policy, type ScopeSkill, type Selection } from './method.ts';
import { bayesFit, remaining } from './remaining.ts';
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

/**
 * The Bayesian method: asks what removes most variance, stops when nothing removes more than eps and no judgement
 * contradicts all that a pupil has shown of a competence.
 */
export function createBayes(scope: readonly ScopeSkill[], policy: Policy): Bayes {
  const after = createBeliefs(scope);
  const fit = bayesFit(policy.eps);
  return {
    after,
    next(attempts, seed, unavailable) {
      const skills = after(attempts).skills();
      const askable = skills.filter((skill) => !skill.asked && !unavailable.has(skill.id));
      const instructive = askable.filter((skill) => skill.worth > policy.eps);
      const pool = instructive.length > 0 ? askable : unheard(askable, skills, attempts);
      const skill = drawNearlyBest(comfortable(pool, attempts, after), `${seed}:${attempts.length}`);
      if (skill === null) return OVER;
      const wanted = instructive.length > 0 ? instructive : pool;
      const undecided = {
        skills: wanted.length,
        tubes: new Set(wanted.map(({ tube }) => tube)).size,
        most: Math.min(askable.length, policy.cap - attempts.length),
      };
      return { skill, remaining: remaining(undecided, fit) };
    },
  };
}

/** Whether the belief counts a skill that was not asked as validated. */
export function presumed(skill: SkillView): boolean {
  return skill.mastered >= 0.5;
}

/**
 * Skills to judge only after hearing the pupil: refused in a competence without one mistake, presumed in one without
 * one right answer, and whatever lies in a competence where nothing was asked. So a faultless pupil validates
 * everything, and no competence is judged by the others alone.
 */
function unheard(
  askable: readonly SkillView[],
  skills: readonly SkillView[],
  attempts: readonly Attempt[],
): readonly SkillView[] {
  const competences = new Map(skills.map((skill) => [skill.id, skill.competence]));
  const shown = new Map<string | undefined, Set<boolean>>();
  for (const { skill, correct } of attempts) {
    const competence = competences.get(skill);
    shown.set(competence, (shown.get(competence) ?? new Set()).add(correct));
  }
  return askable.filter((skill) => !shown.get(skill.competence)?.has(presumed(skill)));
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
      const success = asked === undefined ? undefined : after(attempts.slice(0, -back)).success(asked);
      return success !== undefined && success < HARD;
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
