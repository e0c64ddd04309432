/** What a question is worth asking for; each part is a doubt that its answer is expected to remove. */
export interface Aim {
  /** Of the variances p(1 − p) of the tube's skills. */
  readonly variance: number;
  /** Of the chances of a wrong judgement, min(p, 1 − p). */
  readonly misjudged: number;
  /** Of the squared error of the number of skills shown as validated, in a scope of the usual size (`worth.ts`). */
  readonly total: number;
  /**
   * Whether it foresees that a skill asked stands as answered: the answer may be lucky or careless, and later ones
   * change nothing of it. Otherwise every skill counts as if it were judged by the belief.
   */
  readonly asShown: boolean;
  /** Abilities of a competence less likely than this are left out of the sums over them. */
  readonly negligible: number;
}

/**
 * Expected fall of the doubt about a skill judged by the belief when another is asked. Variance alone asks too long
 * where the judgement will not change; misjudgement alone sees no further than the next answer.
 * `mastered` is P(mastered), `right` P(the other is answered right), `both` P(both).
 */
export function doubtRemoved(mastered: number, right: number, both: number, aim: Aim): number {
  const wrong = 1 - right;
  const variance = (both - right * mastered) ** 2 / (right * wrong);
  const misjudged =
    Math.min(mastered, 1 - mastered) -
    // P(right) · min(P(mastered | right), 1 − P(mastered | right)), and the same of wrong.
    Math.min(both, right - both) -
    Math.min(mastered - both, wrong - mastered + both);
  return aim.variance * variance + aim.misjudged * misjudged;
}

/** The same of the skill asked itself, which will stand as answered: less than nothing where answers deceive. */
export function ownDoubtRemoved(mastered: number, right: number, both: number, aim: Aim): number {
  const deceived = mastered + right - 2 * both;
  return aim.misjudged * (Math.min(mastered, 1 - mastered) - deceived);
}
