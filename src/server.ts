import type { Server } from 'node:http';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createApp } from './app.ts';
import { startAutomaticSending } from './automatic-sending.ts';
import { openPalier, ROOT } from './boot.ts';
import { openContent } from './content.ts';
import { startJobs } from './db/jobs.ts';
import { startDelivery } from './delivery.ts';
import { startDemo } from './demo.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createPlatformClient } from './lti/client.ts';
import { runProcess } from './process.ts';
import { serverOf } from './web/server-of.ts';

/** How long requests in hand may take to finish at a stop. */
const DRAIN_MS = 10_000;
/** In production, how long `/readyz` says no before the door closes: balancers look every few seconds. */
const NOTICE_MS = 5000;
/** Longer than a reverse proxy keeps an idle connection (60 s as a rule), or it would send a request into one just closed. */
const KEEP_ALIVE_MS = 65_000;

/** Of `npm run dev`: what is edited shows without a restart. */
const watch = process.argv.includes('--watch');

await runProcess(async (config, log, { onStop, stopping }) => {
  let started = false;
  const { db, url, close } = await openPalier(config, 'server', log);
  onStop(close);
  const content = await openContent(path.join(ROOT, 'content'), { watch, log });
  onStop(content.close);
  const jobs = await startJobs(url, (err) => log.error({ err }, 'job queue'));
  onStop(jobs.stop);
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
    watch,
  };
  onStop(await startDelivery(deps));
  onStop(startAutomaticSending(deps));
  onStop(startHousekeeping(deps));

  const notReady = () => (stopping() ? 'stopping' : started ? null : 'starting');
  onStop(
    await listen(serverOf(createApp({ ...deps, notReady })), config.port, config.production ? NOTICE_MS : 0),
  );
  if (config.demoLms) onStop(await startDemo({ db, config, log }));
  started = true;
  log.info({ url: config.publicUrl, demoLms: config.demoLms ? config.demoLmsUrl : null }, 'Palier is ready');
  if (config.demoLms) {
    process.stdout.write(`\n  Palier est prêt. Ouvrir le LMS de démonstration : ${config.demoLmsUrl}\n\n`);
  }
});

async function listen(server: Server, port: number, noticeMs: number): Promise<() => Promise<void>> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return async () => {
    await setTimeout(noticeMs);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(DRAIN_MS, undefined, { ref: false }).then(() => server.closeAllConnections());
    });
  };
}
