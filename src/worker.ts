import path from 'node:path';
import { startAutomaticSending } from './automatic-sending.ts';
import { openPalier, ROOT } from './boot.ts';
import { openContent } from './content.ts';
import { startJobs } from './db/jobs.ts';
import { startDelivery } from './delivery.ts';
import { createPlatformClient } from './lti/client.ts';
import { runProcess } from './process.ts';

/** Delivers grades, and sends what is due at its deadline: as many as wanted beside the servers. */
await runProcess(async (config, log, { onStop }) => {
  const { db, url, close } = await openPalier(config, 'command', log);
  onStop(close);
  const jobs = await startJobs(url, (err) => log.error({ err }, 'job queue'));
  onStop(jobs.stop);
  const now = () => new Date();
  const platform = createPlatformClient({ db, config, log, now });
  const content = await openContent(path.join(ROOT, 'content'), { watch: false, log });
  onStop(content.close);
  const deps = { db, config, jobs, platform, log, now, referential: content.referential };
  onStop(await startDelivery(deps));
  onStop(startAutomaticSending(deps));
  log.info('Palier worker is ready');
});
