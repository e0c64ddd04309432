import { Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { formBody, parseForm } from '../../web/form.ts';
import { go, page } from '../../web/page.ts';
import { getTeacherSession } from '../../web/session.ts';
import { makeCampaign, NOTHING } from '../creation.ts';
import type { CampaignsDeps } from '../deps.ts';
import { archiveCampaign } from '../manage-store.ts';
import { getNamedCampaign } from '../named.ts';
import { listCampaignsOfContext } from '../store.ts';
import { analysisAddress, analysisPage } from './analysis-page.ts';
import { resultsPage } from './results-page.ts';

const nextForm = z.object({ model: z.string().max(100) });

/** What a class showed together, and what comes next. */
export function collectiveRouter(deps: CampaignsDeps): Router {
  const router = Router();

  router.get('/campaigns/:code/results', async (req, res) => {
    const { platformId } = getTeacherSession(res);
    const campaign = await getNamedCampaign(deps.db, platformId, req.params.code);
    await page(req, res, 'campaigns/results', await resultsPage(deps, req, res, campaign));
  });

  router.get('/campaigns/:code/analysis', async (req, res) => {
    const { platformId } = getTeacherSession(res);
    const campaign = await getNamedCampaign(deps.db, platformId, req.params.code);
    await page(req, res, 'campaigns/analysis', await analysisPage(deps, req, res, campaign));
  });

  router.post('/campaigns/:code/next', formBody({ limit: '4kb', fields: 5 }), async (req, res) => {
    const session = getTeacherSession(res);
    const { code } = await getNamedCampaign(deps.db, session.platformId, req.params.code);
    const { model } = parseForm(nextForm, req.body);
    if (!deps.referential().targetProfiles.get(model)?.skills.length)
      throw new AppError('form-invalid', 'model');
    const standing = await listCampaignsOfContext(deps.db, session.contextId);
    const next =
      standing.find(({ targetProfile }) => targetProfile === model) ??
      (await makeCampaign(deps, session, { ...NOTHING, model }));
    const { id, archivedAt } = await getNamedCampaign(deps.db, session.platformId, next.code);
    // Made by this session, then archived: wanted again.
    if (archivedAt) await archiveCampaign(deps.db, id, null);
    go(res, analysisAddress(code, { prepared: next.code }));
  });

  return router;
}
