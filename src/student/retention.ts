import { lastErasedYear } from '../campaigns/retention.ts';
import type { Db } from '../db/database.ts';
import { eraseOldResets, erasePractices } from './store.ts';

/** Erases practice whose time is over, by the rule for results. Harmless when repeated. @returns how many runs. */
export async function eraseOldPractice(db: Db, now: Date): Promise<number> {
  const year = lastErasedYear(now);
  let all = 0;
  for (let some = await erasePractices(db, year); some > 0; some = await erasePractices(db, year))
    all += some;
  await eraseOldResets(db, year);
  return all;
}
