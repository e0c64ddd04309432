/** Share of misjudgements in the doubt to remove, the rest being variance; tuned in simulation. */
const MISJUDGED = 0.6;

/**
 * Expected fall of the doubt about a skill when another is asked: of its variance p(1 − p), and of half its chance of
 * being judged wrong, min(p, 1 − p). Variance alone asks too long where the judgement will not change;
 * misjudgement alone sees no further than the next answer.
 */
export function doubtRemoved(mastered: number, right: number, both: number): number {
  const wrong = 1 - right;
  const variance = (both - right * mastered) ** 2 / (right * wrong);
  const ifRight = both / right;
  const ifWrong = (mastered - both) / wrong;
  const misjudged =
    Math.min(mastered, 1 - mastered) -
    right * Math.min(ifRight, 1 - ifRight) -
    wrong * Math.min(ifWrong, 1 - ifWrong);
  return (1 - MISJUDGED) * variance + (MISJUDGED / 2) * misjudged;
}
