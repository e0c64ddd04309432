import { schoolYearOf } from '../school-year.ts';

/** What a teacher set for one course. */
export interface Closing {
  readonly deadline: Date | null;
  /** Finished results leave by themselves at the deadline, or when the course is closed. */
  readonly automaticSending: boolean;
  readonly closedAt: Date | null;
}

export const NEVER: Closing = { deadline: null, automaticSending: false, closedAt: null };

/** What holds for one school year: a deadline or a closing of another one is over. */
export function closingOfYear(
  { deadline, automaticSending, closedAt }: Closing,
  schoolYear: number,
): Closing {
  const ofYear = (date: Date | null) => (date !== null && schoolYearOf(date) === schoolYear ? date : null);
  const due = ofYear(deadline);
  return { deadline: due, automaticSending: automaticSending && due !== null, closedAt: ofYear(closedAt) };
}

/** `late`: past the deadline, which closes nothing: what comes late is better than nothing. */
export function stateOf(
  { deadline, closedAt }: Pick<Closing, 'deadline' | 'closedAt'>,
  now: Date,
): 'open' | 'late' | 'closed' {
  if (closedAt !== null) return 'closed';
  return deadline !== null && deadline <= now ? 'late' : 'open';
}

/**
 * Whether a finished result leaves by itself now: never of a pupil who was not told, nor before the deadline that they
 * were told, unless the teacher closes.
 */
export function leavesByItself(closing: Closing, toldDeadline: Date | null, now: Date): boolean {
  const { deadline, automaticSending, closedAt } = closing;
  if (!automaticSending || deadline === null || toldDeadline === null) return false;
  return closedAt !== null || (deadline <= now && toldDeadline <= now);
}

/** Where a pupil stands who reads that something leaves by itself. */
export interface Reader {
  readonly finished: boolean;
  readonly toldDeadline: Date | null;
}

/** Somebody who is about to begin. */
export const NEWCOMER: Reader = { finished: false, toldDeadline: null };

/**
 * The deadline that holds for a pupil once they have read the page: that of now, but whoever finished and comes after
 * it without having been told keeps their result. Null: nothing leaves by itself.
 */
export function toldBy(
  { deadline, automaticSending }: Closing,
  { finished, toldDeadline }: Reader,
  now: Date,
): Date | null {
  if (!automaticSending || deadline === null) return null;
  return finished && deadline <= now ? toldDeadline : deadline;
}
