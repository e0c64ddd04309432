import { type Belief, createBeliefs, PRESUMED } from './belief.ts';
import { type Attempt, OVER, type Policy, type ScopeSkill, type Selection } from './method.ts';
import { bayesFit, remaining } from './remaining.ts';
import { RULES } from './rules.ts';
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
  /** The question to ask and the bounds of what remains; the cap only bounds them here. */
  next(attempts: readonly Attempt[], seed: string, unavailable: ReadonlySet<string>): Selection;
  /** For each skill of the scope, whether the belief counts it as validated. */
  presume(attempts: readonly Attempt[]): { readonly skill: string; readonly validated: boolean }[];
}

/**
 * The Bayesian method: asks what removes most doubt, stops when nothing removes enough and no judgement
 * contradicts all that a pupil has shown of a competence. Skills are ranks in the scope here.
 */
export function createBayes(scope: readonly ScopeSkill[], policy: Policy): Bayes {
  const rules = RULES[policy.version];
  const after = createBeliefs(scope, rules);
  const fit = bayesFit(policy.eps, rules.remaining);
  return {
    next(attempts, seed, unavailable) {
      const belief = after(attempts);
      const askable = askableRanks(scope, belief, unavailable);
      const bar = stopBar(policy.eps, belief.surprise, rules.surprisePower);
      const instructive = askable.filter((rank) => at(belief.worth, rank) > bar);
      const pool = instructive.length > 0 ? askable : unheard(scope, askable, belief, attempts);
      const drawn = drawNearlyBest(comfortable(pool, attempts, belief), belief, `${seed}:${attempts.length}`);
      const skill = drawn === null ? undefined : scope[drawn];
      if (!skill) return OVER;
      const wanted = instructive.length > 0 ? instructive : pool;
      const undecided = {
        skills: wanted.length,
        tubes: new Set(wanted.map((rank) => scope[rank]?.tube)).size,
        most: Math.min(askable.length, policy.cap - attempts.length),
      };
      return { skill: skill.id, remaining: remaining(undecided, fit) };
    },
    presume(attempts) {
      const { mastered } = after(attempts);
      return scope.map((skill, rank) => ({ skill: skill.id, validated: at(mastered, rank) >= PRESUMED }));
    },
  };
}

/**
 * The worth under which a question is no longer asked: eps for a pupil who answers as the model expects; with a power,
 * more for one more consistent, whose few answers say enough, less for one who surprises. Twice or half of eps at most.
 */
export function stopBar(eps: number, surprise: number, power: number): number {
  return eps * Math.max(0.5, Math.min(2, surprise ** -power));
}

function askableRanks(
  scope: readonly ScopeSkill[],
  belief: Belief,
  unavailable: ReadonlySet<string>,
): readonly number[] {
  const ranks: number[] = [];
  for (let rank = 0; rank < scope.length; rank += 1) {
    if (belief.asked[rank] === 0 && !unavailable.has(scope[rank]?.id ?? '')) ranks.push(rank);
  }
  return ranks;
}

/**
 * Skills to judge only after hearing the pupil: refused in a competence without one mistake, presumed in one without
 * one right answer, and whatever lies in a competence where nothing was asked. So a faultless pupil validates
 * everything, and no competence is judged by the others alone.
 */
function unheard(
  scope: readonly ScopeSkill[],
  askable: readonly number[],
  belief: Belief,
  attempts: readonly Attempt[],
): readonly number[] {
  const competences = new Map(scope.map((skill) => [skill.id, skill.competence]));
  const right = new Set<string | undefined>();
  const wrong = new Set<string | undefined>();
  for (const { skill, correct } of attempts) (correct ? right : wrong).add(competences.get(skill));
  return askable.filter(
    (rank) => !(at(belief.mastered, rank) >= PRESUMED ? right : wrong).has(scope[rank]?.competence),
  );
}

function comfortable(
  candidates: readonly number[],
  attempts: readonly Attempt[],
  belief: Belief,
): readonly number[] {
  if (attempts.length === 0) return probable(candidates, belief);
  const lastTwoWereHard =
    belief.lastSuccesses.length === 2 && belief.lastSuccesses.every((success) => success < HARD);
  if (!lastTwoWereHard) return candidates;
  const bar = most(belief.worth, candidates) * KIND_ENOUGH;
  const easier = candidates.filter(
    (rank) => at(belief.success, rank) >= HARD && at(belief.worth, rank) >= bar,
  );
  return easier.length > 0 ? easier : candidates;
}

/** Where even the easiest is a gamble (a campaign of high levels), the easiest ones. */
function probable(candidates: readonly number[], { success }: Belief): readonly number[] {
  const bar = Math.min(PROBABLE, most(success, candidates));
  return candidates.filter((rank) => at(success, rank) >= bar);
}

function drawNearlyBest(candidates: readonly number[], { worth }: Belief, seed: string): number | null {
  const bar = most(worth, candidates) * NEARLY_BEST;
  return drawOne(
    candidates.filter((rank) => at(worth, rank) >= bar),
    seed,
  );
}

function most(values: Float64Array, ranks: readonly number[]): number {
  return ranks.reduce((best, rank) => Math.max(best, at(values, rank)), 0);
}

function at(values: Float64Array, rank: number): number {
  return values[rank] ?? 0;
}
