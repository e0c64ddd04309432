import type { CampaignsDeps } from '../campaigns/deps.ts';
import { schoolYearOf } from '../campaigns/school-year.ts';
import { DEFAULT_POLICY } from '../engine/method.ts';
import { AppError } from '../errors.ts';
import { chooseLocale } from '../i18n/translate.ts';
import type { Device } from '../referential/schema.ts';
import { titleOf } from '../referential/title.ts';
import { playableOf } from '../runs/person-profile.ts';
import { insertReset } from '../runs/person-store.ts';
import { startRun } from '../runs/start.ts';
import type { Session } from '../web/session.ts';
import { getOwn, readPerson } from './person.ts';
import { insertPractice, lockPractice } from './store.ts';

/**
 * Free practice of a competence: begins a run of it, or finds the one under way; two clicks at once begin one.
 * @returns the run's id. @throws AppError not-found (no such competence), conflict (nothing to ask now).
 */
export async function beginPractice(
  deps: CampaignsDeps,
  code: string,
  session: Session,
  device: Device | null,
): Promise<string> {
  const { userId, locale } = session;
  return deps.db.transaction().execute(async (trx) => {
    await lockPractice(trx, userId);
    const { competence, door } = getOwn(await readPerson({ ...deps, db: trx }, userId), code);
    if (door.kind === 'under-way') return door.runId;
    if (door.kind !== 'open') throw new AppError('conflict', 'nothing to practise now');
    const now = deps.now();
    const wanted = {
      userId,
      trial: false,
      title: titleOf(competence, chooseLocale(locale)),
      locale,
      origin: `/competences/${code}`,
      skills: playableOf(competence).map(({ id }) => id),
      policy: DEFAULT_POLICY,
      device,
      badges: [],
      keepFailuresDays: deps.config.retryDays,
    };
    const runId = await startRun(trx, deps.referential(), wanted, now);
    const schoolYear = schoolYearOf(now);
    await insertPractice(trx, { userId, competence: code, runId, schoolYear, startedAt: now });
    return runId;
  });
}

/**
 * Begins a competence again: what was shown of it no longer counts, what was sent stays. A second click changes nothing.
 * @throws AppError not-found, conflict (too early).
 */
export async function resetCompetence(deps: CampaignsDeps, code: string, userId: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await lockPractice(trx, userId);
    const { resetAt } = getOwn(await readPerson({ ...deps, db: trx }, userId), code);
    if (resetAt === null) return;
    if (resetAt > deps.now()) throw new AppError('conflict', 'too early to begin again');
    await insertReset(trx, { userId, competence: code, resetAt: deps.now() });
  });
}
