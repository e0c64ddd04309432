import { Router } from 'express';
import { formBody, parseId } from '../web/form.ts';
import { go } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import type { CampaignsDeps } from './deps.ts';
import { removeParticipation, restoreParticipation } from './removal.ts';

/** A participation removed by a teacher of its course, and put back. */
export function removalRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '1kb', fields: 1 });

  router.post('/participations/:id/removal', form, async (req, res) => {
    const teacher = getTeacherSession(res);
    const id = parseId(req.params.id);
    go(res, `/campaigns/${await removeParticipation(deps, id, teacher)}?removed=${id}`);
  });

  router.post('/participations/:id/restoration', form, async (req, res) => {
    const teacher = getTeacherSession(res);
    const id = parseId(req.params.id);
    await restoreParticipation(deps, id, teacher);
    go(res, `/participations/${id}`);
  });

  return router;
}
