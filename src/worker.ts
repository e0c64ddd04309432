import { openPalier } from './boot.ts';
import { startJobs } from './db/jobs.ts';
import { startDelivery } from './delivery.ts';
import { createPlatformClient } from './lti/client.ts';
import { runProcess } from './process.ts';

/** Delivers grades only: as many as wanted beside the servers. */
await runProcess(async (config, log, { onStop }) => {
  const { db, url, close } = await openPalier(config, 'command', log);
  onStop(close);
  const jobs = await startJobs(url, (err) => log.error({ err }, 'job queue'));
  onStop(jobs.stop);
  const now = () => new Date();
  const platform = createPlatformClient({ db, config, log, now });
  onStop(await startDelivery({ db, jobs, platform, log, now }));
  log.info('Palier worker is ready');
});
