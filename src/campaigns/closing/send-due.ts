import type { CampaignInCourse } from '../../grades/deleted-columns.ts';
import type { CampaignsDeps } from '../deps.ts';
import { sendByItself } from '../share.ts';
import { listWaiting } from './store.ts';

const AT_ONCE = 200;

/**
 * Sends what leaves by itself, each in a transaction of its own: whoever else does so, or a process that dies in
 * between, loses and doubles nothing. @returns how many left now.
 */
export async function sendDue(
  deps: Pick<CampaignsDeps, 'db' | 'jobs' | 'now' | 'config' | 'referential' | 'log'>,
  of: CampaignInCourse | null = null,
): Promise<number> {
  let sent = 0;
  let after = '0';
  for (;;) {
    const some = await listWaiting(deps.db, { of, after, now: deps.now() }, AT_ONCE);
    for (const one of some) {
      // One that cannot leave must not hold back the others.
      const left = await sendByItself(deps, one).catch((err: unknown) => {
        deps.log.error({ err, participationId: one.id }, 'result not sent at its deadline');
        return false;
      });
      if (left) sent += 1;
    }
    const last = some.at(-1);
    if (!last || some.length < AT_ONCE) return sent;
    after = last.id;
  }
}
