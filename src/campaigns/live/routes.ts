import { Router } from 'express';
import { getTeacherSession } from '../../web/session.ts';
import { signAddress } from '../../web/signed-address.ts';
import { attachSignedSession } from '../../web/signed-session.ts';
import type { CampaignsDeps } from '../deps.ts';
import { getNamedCampaign } from '../named.ts';
import { schoolYearOf } from '../school-year.ts';
import { createFollowing } from './follow.ts';
import { type Followed, readStamps } from './store.ts';
import type { LiveView } from './views.ts';

/** Followers of one process: beyond, a page stays as it is until it is opened again. */
const MOST = 300;
/** Of one person, whose browser keeps no more than six connections to a server. */
const MOST_OF_ONE = 4;
/** Then the browser comes again by itself, and its session is looked at anew. */
const LIFE_MS = 5 * 60_000;
/** Proxies close what is silent. */
const BEAT_MS = 20_000;

/** What a teacher's page follows as results arrive: server-sent events, of their own course alone. */
export function liveRouter(deps: CampaignsDeps & { readonly stopping: () => boolean }): Router {
  const router = Router();
  const follow = createFollowing(deps);
  const open = new Map<string, number>();

  router.get('/campaigns/:code/live', async (req, res) => {
    await attachSignedSession(deps, req, res);
    const { platformId, contextId, userId } = getTeacherSession(res);
    const campaign = await getNamedCampaign(deps.db, platformId, req.params.code);
    // Who left meanwhile closes no more: their place would stay taken for good.
    if (res.closed) return;
    const own = open.get(userId) ?? 0;
    const all = [...open.values()].reduce((sum, count) => sum + count, 0);
    // The one answer after which a browser does not come again.
    if (deps.stopping() || own >= MOST_OF_ONE || all >= MOST) return void res.status(204).end();
    open.set(userId, own + 1);
    res.set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Compressed, or kept by a proxy, events would wait for each other.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    res.write('retry: 5000\n\n');
    const beat = setInterval(() => res.write(':\n\n'), BEAT_MS);
    const end = setTimeout(() => res.end(), LIFE_MS);
    const schoolYear = schoolYearOf(deps.now());
    const leave = follow({
      of: { campaignId: campaign.id, contextId, schoolYear },
      tell: (stamp) => res.write(`data: ${stamp}\n\n`),
      end: () => res.end(),
    });
    res.on('close', () => {
      clearInterval(beat);
      clearTimeout(end);
      leave();
      const left = (open.get(userId) ?? 1) - 1;
      if (left > 0) open.set(userId, left);
      else open.delete(userId);
    });
  });

  return router;
}

/** What a page needs to follow its course from now on. */
export async function presentLive(
  deps: Pick<CampaignsDeps, 'db' | 'config' | 'now'>,
  sessionId: string,
  code: string,
  of: Followed,
): Promise<LiveView> {
  const [stamp = ''] = await readStamps(deps.db, [of]);
  const address = signAddress(deps.config.secret, sessionId, `/campaigns/${code}/live`, deps.now());
  return { address, stamp };
}
