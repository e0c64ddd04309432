import { lastErasedYear, untilNone, yearEnd } from '../campaigns/retention.ts';
import type { Db } from '../db/database.ts';
import { eraseResets } from '../runs/person-store.ts';
import { erasePractices } from './store.ts';

/** Erases practice whose time is over, by the rule for results. Harmless when repeated. @returns how many runs. */
export async function eraseOldPractice(db: Db, now: Date): Promise<number> {
  const year = lastErasedYear(now);
  const practices = await untilNone(() => erasePractices(db, year));
  // Of a year whose runs are gone, nothing is left that a reset could forget.
  await eraseResets(db, yearEnd(year));
  return practices;
}
