import type { Db } from '../db/database.ts';
import { NO_SETTINGS, type Settings, settingsForm } from './settings.ts';

/** What this person chose, on any computer. */
export async function findSettings(db: Db, userId: string): Promise<Settings> {
  const row = await db
    .selectFrom('personSettings')
    .select(['language', 'theme', 'letters', 'size', 'contrast', 'motion'])
    .where('userId', '=', userId)
    .executeTakeFirst();
  return settingsOf(row);
}

/** A row of `person_settings`. */
export interface SettingsRow {
  readonly language: string | null;
  readonly [look: string]: unknown;
}

export function settingsOf(row: SettingsRow | null | undefined): Settings {
  return row ? settingsForm.parse({ ...row, language: row.language ?? 'auto' }) : NO_SETTINGS;
}

/** Keeps the whole choice; the last one sent is the one that stays. */
export async function saveSettings(db: Db, userId: string, settings: Settings, now: Date): Promise<void> {
  const { language, ...looks } = settings;
  const columns = { ...looks, language: language === 'auto' ? null : language, changedAt: now };
  await db
    .insertInto('personSettings')
    .values({ userId, ...columns })
    .onConflict((conflict) => conflict.column('userId').doUpdateSet(columns))
    .execute();
}
