import { Router } from 'express';
import { z } from 'zod';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { formBody, parseForm, parseId } from '../web/form.ts';
import { go, page } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import { MOST_TEXT } from './divisions.ts';
import { divisionsPage, keepDivisions } from './divisions-page.ts';
import { lsuRouter } from './lsu-routes.ts';
import { pupilPage } from './pupil-page.ts';
import { pupilsPage } from './pupils-page.ts';

const listForm = z.object({ list: z.string().max(MOST_TEXT).default('') });

/** The teacher's pages across campaigns: their pupils. */
export function teacherRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '1600kb', fields: 5 });

  router.use(lsuRouter(deps));

  router.get('/pupils', async (req, res) => {
    await page(req, res, 'teacher/pupils', await pupilsPage(deps, req, res));
  });

  router.get('/pupils/divisions', async (req, res) => {
    await page(req, res, 'teacher/divisions', await divisionsPage(deps, req, res, null));
  });

  router.post('/pupils/divisions', form, async (req, res) => {
    const { list } = parseForm(listForm, req.body);
    const model = await divisionsPage(deps, req, res, list);
    await page(req, res, 'teacher/divisions', model, model.error === '' ? 200 : 422);
  });

  router.post('/pupils/divisions/keep', form, async (req, res) => {
    const { list } = parseForm(listForm, req.body);
    await keepDivisions(deps, res, list);
    go(res, '/pupils');
  });

  router.get('/pupils/:id', async (req, res) => {
    getTeacherSession(res);
    await page(req, res, 'teacher/pupil', await pupilPage(deps, req, res, parseId(req.params.id)));
  });

  return router;
}
