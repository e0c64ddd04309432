import type { Db } from '../db/database.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Sending } from '../runs/deps.ts';
import { findPractisedCompetence } from './store.ts';

/** What the result of a run says when it was practice; null for a campaign's. */
export async function describePractice(db: Db, runId: string, t: Translate): Promise<Sending['practice']> {
  const code = await findPractisedCompetence(db, runId);
  if (code === null) return null;
  return { label: t('student.practice.result.back', { code }), address: `/competences/${code}` };
}
