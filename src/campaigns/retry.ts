const DAY_MS = 86_400_000;

/** A finished attempt, and what its campaign says of another one. */
export interface Attempted {
  readonly finishedAt: Date;
  /** Null: not sent. */
  readonly sharedAt: Date | null;
  readonly multipleSendings: boolean;
  readonly archived: boolean;
  /** Everything targeted is validated. */
  readonly complete: boolean;
}

/**
 * From when a pupil may begin another attempt, PIX's rule for « repasser »: `retryDays` after sending, or after the end
 * of what was not sent. Null: never, because one sending is all the campaign takes, it is archived, or nothing is left
 * to improve.
 */
export function retryOpensAt(attempt: Attempted, retryDays: number): Date | null {
  const { finishedAt, sharedAt, multipleSendings, archived, complete } = attempt;
  if (archived || complete || (sharedAt !== null && !multipleSendings)) return null;
  return new Date((sharedAt ?? finishedAt).getTime() + retryDays * DAY_MS);
}
