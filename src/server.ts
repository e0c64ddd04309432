import { createServer } from 'node:http';
import path from 'node:path';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { openPalier, ROOT } from './boot.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { openContent } from './content.ts';
import { ServerAlreadyRunning } from './db/embedded.ts';
import { startJobs } from './db/jobs.ts';
import { startDemo } from './demo.ts';
import { deliverGrade, sweepGrades } from './grades/deliver.ts';
import { createLog } from './log.ts';
import { createPlatformClient } from './lti/client.ts';

const SWEEP_MS = 60_000;

/** Starts everything in order; what was started is stopped in the reverse order, on a signal as on a failure. */
async function main(config: Config, log: Logger): Promise<void> {
  const closers: (() => Promise<void>)[] = [];
  let notReady: string | null = 'starting';
  const stop = once(async (why: string) => {
    notReady = 'stopping';
    log.info({ why }, 'stopping');
    for (const close of closers.reverse())
      await close().catch((err: unknown) => log.error({ err }, 'while stopping'));
    log.info('stopped');
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void stop(signal).then(() => process.exit(0)));
  }
  try {
    const { db, url, close } = await openPalier(config, 'server', log);
    closers.push(close);
    const content = await openContent(path.join(ROOT, 'content'), { watch: !config.production, log });
    closers.push(content.close);
    const jobs = await startJobs(url, (err) => log.error({ err }, 'job queue'));
    closers.push(jobs.stop);
    const now = () => new Date();
    const platform = createPlatformClient({ db, config, log, now });
    const deps = {
      db,
      config,
      log,
      now,
      jobs,
      platform,
      referential: content.referential,
      contentDir: content.dir,
    };
    await jobs.workGrades((job) => deliverGrade(deps, job));
    closers.push(every(SWEEP_MS, () => sweepGrades(deps), log));

    const app = createApp({ ...deps, notReady: () => notReady });
    closers.push(await listen(createServer(app), config.port));
    if (config.demoLms) closers.push(await startDemo({ db, config, log }));
    notReady = null;
    log.info(
      { url: config.publicUrl, demoLms: config.demoLms ? config.demoLmsUrl : null },
      'Palier is ready',
    );
    if (config.demoLms) welcome(config);
  } catch (error) {
    await stop('failure');
    throw error;
  }
}

/** Runs `act` at intervals; one run at a time, and none is cut by the stop. */
function every(ms: number, act: () => Promise<unknown>, log: Logger): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(act).catch((err: unknown) => log.error({ err }, 'periodic work'));
  }, ms);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<() => Promise<void>> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      // Requests in hand get time to finish; a client that never ends does not hold the stop.
      setTimeout(() => server.closeAllConnections(), 10_000).unref();
    });
}

function once<A>(act: (argument: A) => Promise<void>): (argument: A) => Promise<void> {
  let running: Promise<void> | null = null;
  return (argument) => {
    running ??= act(argument);
    return running;
  };
}

function welcome(config: Config): void {
  process.stdout.write(`\n  Palier est prêt. Ouvrir le LMS de démonstration : ${config.demoLmsUrl}\n\n`);
}

try {
  const config = readConfig(process.env);
  await main(config, createLog(config.logLevel));
} catch (error) {
  const known = error instanceof ConfigError || error instanceof ServerAlreadyRunning;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
