import { lastErasedYear } from '../campaigns/retention.ts';
import type { Db } from '../db/database.ts';
import { eraseDivisions } from './division-store.ts';
import { eraseLsuLevels } from './lsu-store.ts';

/** Erases divisions and levels of school years whose results are gone. Harmless when repeated. @returns how many. */
export async function eraseOldPupilNotes(db: Db, now: Date): Promise<number> {
  const last = lastErasedYear(now);
  return (await eraseDivisions(db, last)) + (await eraseLsuLevels(db, last));
}
