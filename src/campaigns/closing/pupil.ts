import type { Db } from '../../db/database.ts';
import { formatDateTime, type Locale, translator } from '../../i18n/translate.ts';
import { type Closing, closingOfYear, type Reader, stateOf, toldBy } from './rules.ts';
import { findClosingOfRun, saveTold } from './store.ts';

/** What a pupil reads of the deadline, in a sentence; null when there is none. */
export function describeClosing(closing: Closing, reader: Reader, now: Date, locale: Locale): string | null {
  const t = translator(locale);
  const state = stateOf(closing, now);
  if (state === 'closed') return t('closing.pupil.closed');
  const { deadline } = closing;
  if (deadline === null) return null;
  const kind = toldBy(closing, reader, now) === null ? state : `${state}.automatic`;
  return t(`closing.pupil.${kind}`, { date: formatDateTime(deadline, locale) });
}

/** Notes what a pupil who has not sent reads now. */
export async function noteTold(
  db: Db,
  closing: Closing,
  reader: Reader & { readonly participationId: string },
  now: Date,
): Promise<void> {
  const told = toldBy(closing, reader, now);
  if (closing.closedAt !== null || told?.getTime() === reader.toldDeadline?.getTime()) return;
  await saveTold(db, reader.participationId, told);
}

/** What the pupil of a run reads while it is not sent; that they were told is noted. */
export async function tellClosing(
  deps: { readonly db: Db; readonly now: () => Date },
  { runId, userId }: { readonly runId: string; readonly userId: string },
  locale: Locale,
): Promise<string | null> {
  const row = await findClosingOfRun(deps.db, runId, userId);
  if (!row || row.sharedAt !== null) return null;
  const closing = closingOfYear(row, row.schoolYear);
  const now = deps.now();
  await noteTold(deps.db, closing, row, now);
  return describeClosing(closing, row, now, locale);
}
