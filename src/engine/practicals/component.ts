import type { z } from 'zod';

/** The rules of one simulated application: pure, the same for the page's report and the check of the bank. */
export interface Component<Config, Expectation, Reached> {
  /** What a page may report; anything else is refused. */
  readonly reached: z.ZodType<Reached>;
  /** How the window stands before anything is done. */
  initial(config: Config): Reached;
  /** For each expectation, whether it is met, and what is found in its place (names, to be said). */
  verdicts(config: Config, expected: readonly Expectation[], reached: Reached): readonly Verdict[];
  /** A state that meets everything: the bank's proof that its challenge can be done. */
  solve(config: Config, expected: readonly Expectation[]): Reached;
}

export interface Verdict {
  readonly right: boolean;
  readonly found: readonly string[];
}
