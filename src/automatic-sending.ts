import { sendDue } from './campaigns/closing/send-due.ts';
import type { CampaignsDeps } from './campaigns/deps.ts';

const SWEEP_MS = 60_000;

/** Sends, every minute, the results that leave by themselves: any number of processes may do so at once. */
export function startAutomaticSending(deps: CampaignsDeps): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const sweep = () => {
    running = running
      .then(async () => {
        const results = await sendDue(deps);
        if (results > 0) deps.log.info({ results }, 'sent at their deadline');
      })
      .catch((err: unknown) => deps.log.error({ err }, 'deadlines not looked at'));
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
