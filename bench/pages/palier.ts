import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { ROOT } from '../../src/boot.ts';
import { type Db, openDatabase } from '../../src/db/database.ts';
import { joinEmbeddedDatabase } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { freePort, startWorker } from '../launch/processes.ts';

export interface Palier {
  readonly url: string;
  readonly lmsUrl: string;
  readonly db: Db;
  stop(): Promise<void>;
}

/** The real server with its practice LMS, on an embedded PostgreSQL of its own. */
export async function startPalier(): Promise<Palier> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palier-bench-'));
  const embedded = await joinEmbeddedDatabase({ dataDir, role: 'command', log: pino({ level: 'silent' }) });
  await migrate(embedded.url, path.join(ROOT, 'migrations'));
  const db = openDatabase(embedded.url, { max: 2 });
  const [port, lmsPort] = [await freePort(), await freePort()];
  const [url, lmsUrl] = [`http://localhost:${port}`, `http://127.0.0.1:${lmsPort}`];
  const settings = {
    // Production wants https. Development is slower: it reads each view again.
    NODE_ENV: 'development',
    PORT: String(port),
    PUBLIC_URL: url,
    DEMO_LMS_PORT: String(lmsPort),
    DEMO_LMS_URL: lmsUrl,
    DATABASE_URL: embedded.url,
    DATA_DIR: dataDir,
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'warn',
  };
  const worker = startWorker(path.join(ROOT, 'src/server.ts'), settings, { cwd: ROOT });
  const stop = async () => {
    await worker.stop();
    await db.destroy();
    await embedded.leave();
    await rm(dataDir, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return { url, lmsUrl, db, stop };
    await setTimeout(100);
  }
  await stop();
  throw new Error('Palier was not ready in 60 s');
}
