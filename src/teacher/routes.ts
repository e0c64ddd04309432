import { Router } from 'express';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { parseId } from '../web/form.ts';
import { page } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import { pupilPage } from './pupil-page.ts';
import { pupilsPage } from './pupils-page.ts';

/** The teacher's pages across campaigns: their pupils. */
export function teacherRouter(deps: CampaignsDeps): Router {
  const router = Router();

  router.get('/pupils', async (req, res) => {
    await page(req, res, 'teacher/pupils', await pupilsPage(deps, req, res));
  });

  router.get('/pupils/:id', async (req, res) => {
    getTeacherSession(res);
    await page(req, res, 'teacher/pupil', await pupilPage(deps, req, res, parseId(req.params.id)));
  });

  return router;
}
