import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { ROOT } from '../src/boot.ts';
import { openDatabase } from '../src/db/database.ts';
import { joinEmbeddedDatabase } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { DEFAULT_POLICY } from '../src/engine/method.ts';
import { loadReferential } from '../src/referential/load.ts';
import { recordAnswer } from '../src/runs/answer.ts';
import { startRun } from '../src/runs/start.ts';
import { getRun } from '../src/runs/store.ts';

/**
 * One pupil's answer, from the lock to the next challenge, against the floor: a transaction that writes one row.
 * Prints the median and the 95th percentile of each, in milliseconds, and their ratio.
 */
const RUNS = 40;
const ANSWERS = 8;

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palier-bench-'));
const embedded = await joinEmbeddedDatabase({ dataDir, role: 'command', log: pino({ level: 'silent' }) });
await migrate(embedded.url, path.join(ROOT, 'migrations'));
const db = openDatabase(embedded.url);
const bank = await loadReferential(path.join(ROOT, 'content'));
const skills = bank.targetProfiles.get('rentree-3e')?.skills ?? [];
const now = new Date();

const platform = await db
  .insertInto('platform')
  .values({ name: 'x', issuer: 'x', clientId: 'x', authUrl: 'x', tokenUrl: 'x', jwksUrl: 'x' })
  .returning('id')
  .executeTakeFirstOrThrow();
const user = await db
  .insertInto('ltiUser')
  .values({ platformId: platform.id, sub: 'x' })
  .returning('id')
  .executeTakeFirstOrThrow();
const wanted = {
  userId: user.id,
  trial: false,
  title: 'x',
  locale: 'fr',
  origin: '/',
  skills,
  policy: DEFAULT_POLICY,
  device: null,
  badges: [],
  keepFailuresDays: null,
};

const answers: number[] = [];
const floor: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const runId = await db.transaction().execute((trx) => startRun(trx, bank, wanted, now));
  for (let number = 0; number < ANSWERS; number += 1) {
    const { currentChallenge, finished } = await getRun(db, runId, user.id);
    if (finished || currentChallenge === null) break;
    const given = { runId, userId: user.id, challengeId: currentChallenge, response: null };
    answers.push(await time(() => recordAnswer(db, bank, given, now)));
    floor.push(
      await time(() =>
        db
          .transaction()
          .execute((trx) =>
            trx.insertInto('auditEvent').values({ actor: 'bench', action: 'floor', subject: 'x' }).execute(),
          ),
      ),
    );
  }
}
console.table({
  'answer (ms)': summary(answers),
  'floor: one row in a transaction (ms)': summary(floor),
});
console.log(`ratio of medians: ${(quantile(answers, 0.5) / quantile(floor, 0.5)).toFixed(2)}`);
await db.destroy();
await embedded.leave();
await rm(dataDir, { recursive: true, force: true });

async function time(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await act();
  return performance.now() - from;
}

function summary(values: readonly number[]) {
  return {
    median: Number(quantile(values, 0.5).toFixed(2)),
    p95: Number(quantile(values, 0.95).toFixed(2)),
    measures: values.length,
  };
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
