import { lastErasedYear } from '../campaigns/retention.ts';
import type { Db } from '../db/database.ts';
import { eraseDivisions } from './division-store.ts';

/** Erases divisions of school years whose results are gone. Harmless when repeated. @returns how many. */
export function eraseOldDivisions(db: Db, now: Date): Promise<number> {
  return eraseDivisions(db, lastErasedYear(now));
}
