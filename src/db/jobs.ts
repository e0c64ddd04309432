import { fromKysely, PgBoss } from 'pg-boss';
import type { Db } from './database.ts';

/** One job of grade delivery: a nudge, the row says what to send. */
export interface GradeJob {
  readonly lineItemId: string;
  readonly userId: string;
  readonly platformId: string;
}

export const GRADE_QUEUE = 'grade';

/** For faults of our own; when an LMS should be tried again is the grade's row to say. */
const GRADE_RETRY = {
  retryLimit: 10,
  retryDelay: 10,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 120,
  // A process killed in the middle of a delivery is noticed within half a minute.
  heartbeatSeconds: 10,
  retentionSeconds: 30 * 86_400,
  deleteAfterSeconds: 3600,
} as const;

/** Deliveries at once in one process, and to one platform of them: a slow LMS must not starve the others. */
const AT_ONCE = 12;
const AT_ONCE_TO_ONE = 2;

export interface Jobs {
  /** Queues a delivery inside `trx`: it exists if and only if the transaction commits. One at a time per key. */
  queueGrade(trx: Db, job: GradeJob, options?: { startAfterSeconds?: number }): Promise<void>;
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
  // An existing queue keeps the options of its first day otherwise.
  await boss.updateQueue(GRADE_QUEUE, GRADE_RETRY);
  return {
    async queueGrade(trx, job, options = {}) {
      await boss.send(GRADE_QUEUE, job, {
        db: fromKysely(trx),
        singletonKey: `${job.lineItemId}:${job.userId}`,
        group: { id: job.platformId },
        ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
      });
    },
    async workGrades(handle) {
      await boss.work<GradeJob>(
        GRADE_QUEUE,
        {
          batchSize: 1,
          localConcurrency: AT_ONCE,
          localGroupConcurrency: AT_ONCE_TO_ONE,
          pollingIntervalSeconds: 1,
        },
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
