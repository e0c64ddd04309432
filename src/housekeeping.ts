import type { Logger } from 'pino';
import { eraseOldResults } from './campaigns/retention.ts';
import type { Db } from './db/database.ts';
import { purgeNonces } from './lti/store.ts';
import { eraseOldPractice } from './student/retention.ts';
import { eraseOldPupilNotes } from './teacher/retention.ts';
import { purgeSessions } from './web/session.ts';

const HOUR_MS = 3_600_000;

/** Removes, every hour, what has run out: nonces, sessions, results of past school years. Harmless when several processes do so. */
export function startHousekeeping(deps: { db: Db; log: Logger; now: () => Date }): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const tidy = () => {
    running = running
      .then(async () => {
        const nonces = await purgeNonces(deps.db, deps.now());
        const sessions = await purgeSessions(deps.db, deps.now());
        // Before people: one who only practised has no run left then.
        const practices = await eraseOldPractice(deps.db, deps.now());
        await eraseOldPupilNotes(deps.db, deps.now());
        const old = await eraseOldResults(deps.db, deps.now());
        deps.log.info({ nonces, sessions, practices, ...old }, 'tidied');
      })
      .catch((err: unknown) => deps.log.error({ err }, 'not tidied'));
  };
  tidy();
  const timer = setInterval(tidy, HOUR_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
