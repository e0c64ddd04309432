/** What preparing a component's configuration may ask of the bank around it. */
export interface Workshop {
  fault(message: string, path: readonly PropertyKey[]): void;
  /** A picture of the tube's `media/` as a `data:` address: the frame has no network. Null when it is missing (reported). */
  picture(file: string, path: readonly PropertyKey[]): string | null;
  /** Markdown to safe HTML. */
  render(markdown: string): string;
}

/**
 * Turns what the author wrote under `practical` into what the page gets, and checks `expect` (empty when the answer is
 * not a state) against it. Nothing of `expect` may enter the result.
 */
export type Prepare<Authored, Expectation, Config> = (
  authored: Authored,
  expected: readonly Expectation[],
  workshop: Workshop,
) => Config;
