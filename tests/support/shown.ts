import type { Challenge, Referential } from '../../src/referential/types.ts';
import { challengeOf } from '../../src/runs/seen.ts';
import { openDatabases } from './db.ts';

/** A challenge with the values drawn for the pupil of this run, which a test can't read off the page alone. */
export async function shownInRun(bank: Referential, runId: string, challengeId: string): Promise<Challenge> {
  const plain = bank.challenges.get(challengeId);
  if (!plain) throw new Error(`${challengeId} is not in the bank`);
  if (!plain.generator) return plain;
  for (const db of openDatabases) {
    const run = await db
      .selectFrom('run')
      .select(['id', 'seed'])
      .where('id', '=', runId)
      .where('currentChallenge', '=', challengeId)
      .executeTakeFirst();
    const challenge = run && challengeOf(bank, run, challengeId);
    if (challenge) return challenge;
  }
  throw new Error(`no run ${runId} asks ${challengeId}`);
}

/** The challenge that a page asks; null when it asks none. */
export async function shownOnPage(bank: Referential, html: string): Promise<Challenge | null> {
  const id = /name="challenge" value="([^"]+)"/.exec(html)?.[1];
  const runId = /action="\/runs\/(\d+)\/answers"/.exec(html)?.[1];
  return id && runId ? shownInRun(bank, runId, id) : null;
}
