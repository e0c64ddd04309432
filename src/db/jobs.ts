import { fromKysely, PgBoss } from 'pg-boss';
import type { Db } from './database.ts';

/** One job of grade delivery: a nudge, the row says what to send. */
export interface GradeJob {
  readonly lineItemId: string;
  readonly userId: string;
}

export const GRADE_QUEUE = 'grade';

/** 10 s, 20 s, 40 s … at most 1 h apart, for 30 days. */
const GRADE_RETRY = {
  retryLimit: 800,
  retryDelay: 10,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 120,
  // A process killed in the middle of a delivery is noticed within half a minute.
  heartbeatSeconds: 10,
  retentionSeconds: 30 * 86_400,
  deleteAfterSeconds: 3600,
} as const;

export interface Jobs {
  /** Queues a delivery inside `trx`: it exists if and only if the transaction commits. One at a time per key. */
  queueGrade(trx: Db, job: GradeJob, options?: { startAfterSeconds?: number }): Promise<void>;
  /** Whether a delivery for this key waits, is due again or runs. */
  hasGradeJob(job: GradeJob): Promise<boolean>;
  /** `handle` throws to be tried again. */
  workGrades(handle: (job: GradeJob) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts pg-boss on the same database, in its own schema. */
export async function startJobs(url: string, onError: (error: unknown) => void): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'palier-jobs',
    max: 4,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(GRADE_QUEUE, { policy: 'stately', ...GRADE_RETRY });
  return {
    async queueGrade(trx, job, options = {}) {
      await boss.send(GRADE_QUEUE, job, {
        db: fromKysely(trx),
        singletonKey: keyOf(job),
        ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
      });
    },
    async hasGradeJob(job) {
      const jobs = await boss.findJobs(GRADE_QUEUE, { key: keyOf(job) });
      return jobs.some(({ state }) => state === 'created' || state === 'retry' || state === 'active');
    },
    async workGrades(handle) {
      await boss.work<GradeJob>(
        GRADE_QUEUE,
        { batchSize: 1, localConcurrency: 4, pollingIntervalSeconds: 1 },
        async ([job]) => {
          if (job) await handle(job.data);
        },
      );
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 20_000 });
    },
  };
}

function keyOf(job: GradeJob): string {
  return `${job.lineItemId}:${job.userId}`;
}
