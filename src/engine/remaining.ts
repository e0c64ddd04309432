/**
 * How many questions remain, from what is still undecided: skills worth asking (Bayes) or not known (PIX), and the
 * tubes they lie in. Fitted on 28 000 moments of simulated runs, noisy or not, of 3 to 25 tubes: about 8 times in 10
 * the truth lies within the bounds (`bench/adaptive/simulate.ts` counts it again).
 */

export interface Undecided {
  readonly skills: number;
  readonly tubes: number;
  /** Questions that can be asked at most: skills with a playable challenge, and what the cap leaves. */
  readonly most: number;
}

export interface RemainingFit {
  readonly factor: number;
  readonly skillPower: number;
  readonly tubePower: number;
  /** Margins in square roots of the estimate: a count spreads like that. */
  readonly below: number;
  readonly above: number;
}

export const PIX_FIT: RemainingFit = { factor: 0.95, skillPower: 0.57, tubePower: 0.4, below: 1.1, above: 1 };

/** A smaller eps than the one fitted leaves more to ask behind each skill already worth it. */
export function bayesFit(
  eps: number,
  fitted: { readonly eps: number; readonly factor: number },
): RemainingFit {
  const factor = fitted.factor * (fitted.eps / Math.max(eps, 0.01)) ** 0.25;
  return { factor, skillPower: 0.45, tubePower: 0.48, below: 0.8, above: 1.2 };
}

/** Bounds that include the question being asked: 1 ≤ low ≤ high ≤ most. */
export function remaining(undecided: Undecided, fit: RemainingFit): { low: number; high: number } {
  const middle =
    fit.factor *
    Math.max(1, undecided.skills) ** fit.skillPower *
    Math.max(1, undecided.tubes) ** fit.tubePower;
  const margin = Math.sqrt(middle);
  const high = clamp(Math.round(middle + fit.above * margin), 1, undecided.most);
  return { low: clamp(Math.round(middle - fit.below * margin), 1, high), high };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
