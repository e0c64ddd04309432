/** What every adaptive method takes and gives; `bayes.ts` and `pix.ts` are the two there are. */

export interface Policy {
  readonly method: 'bayes' | 'pix';
  /** Of the rules that the method goes by (`rules.ts`): a run keeps those it began with. */
  readonly version: 1 | 2;
  /** Bayes stops when the best question is worth this or less, in skills (`bayes.ts`, `stopBar`). */
  readonly eps: number;
  /** Most questions of a run, whatever the method. */
  readonly cap: number;
}

/**
 * eps 0.113 asks 17 to 21 % fewer questions than PIX's rule on simulated campaigns, with a smaller error on mastery
 * where answers are noisy (`npm run bench:adaptive`). The cap is what a class hour holds.
 */
export const DEFAULT_POLICY: Policy = { method: 'bayes', version: 2, eps: 0.113, cap: 40 };

export interface ScopeSkill {
  readonly id: string;
  readonly tube: string;
  readonly competence: string;
  readonly level: number;
  /** Chance of a lucky answer, 0 to 0.5, on the skill's least guessable challenge. */
  readonly guess: number;
}

/** An answer given; skipped or late counts as not correct. `guess` is that of the challenge really asked. */
export interface Attempt {
  readonly skill: string;
  readonly correct: boolean;
  readonly guess: number;
}

export interface Selection {
  /** null: the run is over. */
  readonly skill: string | null;
  /** Questions that remain, this one included; 0 to 0 when the run is over. */
  readonly remaining: { readonly low: number; readonly high: number };
}

/** Why a skill stands as validated or not: the answer that speaks most directly. */
export interface KnowledgeElement {
  readonly skill: string;
  readonly status: 'validated' | 'invalidated';
  readonly source: 'direct' | 'inferred';
  /** Nearest direct answer of the tube; null when only other tubes speak. */
  readonly because: { readonly skill: string; readonly correct: boolean } | null;
}

/** An element of knowledge that an earlier run left, with when. */
export interface EarlierElement extends KnowledgeElement {
  /** Chance of luck of the challenge answered; nothing to an inferred element. */
  readonly guess: number;
  readonly at: Date;
}

export interface Engine {
  /**
   * The skill to ask next, never one already asked nor one of `unavailable` (skills without a playable challenge).
   * The same arguments always give the same answer.
   */
  next(attempts: readonly Attempt[], seed: string, unavailable?: ReadonlySet<string>): Selection;
  /** What pupils and teachers see, in the order of the scope; nothing before the first answer, earlier ones included. */
  knowledge(attempts: readonly Attempt[]): KnowledgeElement[];
}

export const OVER: Selection = { skill: null, remaining: { low: 0, high: 0 } };
