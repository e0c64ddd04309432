import type { Aim } from './doubt.ts';
import type { Policy } from './method.ts';
import { type Noise, ORDINARY, STEADY } from './model.ts';

/** What the Bayesian method goes by, version by version: a stored run goes on, and replays, by those it began with. */
export interface Rules {
  /** The way in which answers are taken to stray; skills are judged by it alone. */
  readonly first: { readonly noise: Noise; readonly aim: Aim };
  /** Other ways, each with its odds against the first before any answer; they help to choose questions. */
  readonly others: readonly { readonly noise: Noise; readonly aim: Aim; readonly odds: number }[];
  /** Skills of the largest scope in which the other ways are heard: beyond, they take as long again and change little. */
  readonly othersUpTo: number;
  /** How much surprise moves the bar under which questions are not asked, as a power; 0: not at all. */
  readonly surprisePower: number;
  /** Of the estimate of what remains: the value at `eps`, about 8 times in 10 within its margins. */
  readonly remaining: { readonly factor: number; readonly eps: number };
}

const ONE: Rules = {
  first: { noise: ORDINARY, aim: { variance: 0.4, misjudged: 0.3, total: 0, asShown: false, negligible: 0 } },
  others: [],
  othersUpTo: 0,
  surprisePower: 2.5,
  remaining: { factor: 1.15, eps: 0.0425 },
};

/** Tuned in simulation (`bench/adaptive`), on other pupils than those reported. */
const TWO: Rules = {
  first: {
    noise: ORDINARY,
    aim: { variance: 0.4, misjudged: 0.3, total: 0.2, asShown: true, negligible: 1e-6 },
  },
  others: [
    {
      noise: STEADY,
      odds: 2.5,
      aim: { variance: 0.125, misjudged: 0.325, total: 0, asShown: false, negligible: 1e-6 },
    },
  ],
  othersUpTo: 200,
  surprisePower: 0,
  remaining: { factor: 1.05, eps: 0.113 },
};

export const RULES: Readonly<Record<Policy['version'], Rules>> = { 1: ONE, 2: TWO };
