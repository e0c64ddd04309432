import type { Db } from '../db/database.ts';
import { eraseUnseenPeople } from '../lti/people.ts';
import { eraseRunsOfParticipations, eraseTrials } from '../runs/store.ts';
import { eraseOldMarks } from '../runs/tutorial-store.ts';
import { undoableSince } from './removal.ts';
import { eraseRemoved } from './removal-store.ts';
import { schoolYearOf } from './school-year.ts';

const TRIAL_DAYS = 30;

/**
 * The last school year whose results are no longer kept: a year ends on 31 August, and three months more pass
 * before they go. On 30 November 2026: 2024 (2024-2025); on 1 December 2026: 2025.
 */
export function lastErasedYear(now: Date): number {
  const threeMonthsAgo = new Date(now);
  threeMonthsAgo.setUTCMonth(now.getUTCMonth() - 3);
  return schoolYearOf(threeMonthsAgo) - 1;
}

/** The last day that results of the school year of `now` are kept. */
export function keptUntil(now: Date): Date {
  return new Date(Date.UTC(schoolYearOf(now) + 1, 10, 30));
}

/** Erases results, what teachers removed, marks on lessons, trials and people whose time is over. Harmless when repeated. @returns how many of each. */
export async function eraseOldResults(
  db: Db,
  now: Date,
): Promise<{ results: number; removed: number; marks: number; trials: number; people: number }> {
  const year = lastErasedYear(now);
  const end = yearEnd(year);
  return {
    results: await untilNone(() => eraseRunsOfParticipations(db, year)),
    removed: await untilNone(() => eraseRemoved(db, undoableSince(now))),
    marks: await untilNone(() => eraseOldMarks(db, end)),
    trials: await untilNone(() => eraseTrials(db, new Date(now.getTime() - TRIAL_DAYS * 86_400_000))),
    people: await untilNone(() => eraseUnseenPeople(db, end)),
  };
}

/** When a school year is over: the next one's 1 September. */
export function yearEnd(year: number): Date {
  return new Date(Date.UTC(year + 1, 8, 1));
}

/** Erases some at a time until none is left. @returns how many went. */
export async function untilNone(erase: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let some = await erase(); some > 0; some = await erase()) all += some;
  return all;
}
