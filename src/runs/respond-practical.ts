import type { Response as GivenResponse } from '../engine/correct.ts';
import { initialState, type Reached, readReached } from '../engine/practicals/practical.ts';
import { AppError } from '../errors.ts';
import type { Practical } from '../referential/practicals/read.ts';
import type { Challenge } from '../referential/types.ts';
import type { Fields } from './respond-placement.ts';

/** Characters of a state: what a window of a few hundred files comes to. */
export const MAX_REACHED = 32_000;

/**
 * The state to correct; null while nothing was done in the window.
 * @throws AppError form-invalid for anything that the window cannot report.
 */
export function readPracticalAnswer({ practical }: Challenge, form: Fields): GivenResponse | null {
  if (!practical || form.reached === undefined || form.reached === '') return null;
  const reached = reachedFrom(practical, form.reached);
  if (reached === null) throw new AppError('form-invalid', 'reached');
  return JSON.stringify(reached) === JSON.stringify(initialState(practical)) ? null : { reached };
}

/** What a form holds of the window, to go on from there; null when it holds nothing sound. */
export function reachedFrom(practical: Practical, posted: unknown): Reached | null {
  if (typeof posted !== 'string' || posted.length > MAX_REACHED) return null;
  try {
    return readReached(practical, JSON.parse(posted));
  } catch {
    return null;
  }
}
