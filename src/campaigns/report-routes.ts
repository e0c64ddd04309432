import { Router } from 'express';
import { z } from 'zod';
import { formBody, parseForm } from '../web/form.ts';
import { go } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import type { CampaignsDeps } from './deps.ts';
import { getNamedCampaign } from './named.ts';
import { markReportsSeen } from './report-store.ts';
import { schoolYearOf } from './school-year.ts';

const id = z.string().regex(/^[1-9]\d{0,17}$/);
const seenForm = z.object({ report: z.union([id.transform((one) => [one]), z.array(id).max(100)]) });

/** A teacher notes that they have read what their pupils say of challenges, in their course alone. */
export function reportsSeenRouter(deps: CampaignsDeps): Router {
  const router = Router();
  router.post('/campaigns/:code/reports/seen', formBody({ limit: '16kb', fields: 110 }), async (req, res) => {
    const { platformId, contextId } = getTeacherSession(res);
    const { report } = parseForm(seenForm, req.body);
    const campaign = await getNamedCampaign(deps.db, platformId, req.params.code);
    const now = deps.now();
    const place = { campaignId: campaign.id, contextId, schoolYear: schoolYearOf(now) };
    await markReportsSeen(deps.db, place, report, now);
    go(res, `/campaigns/${campaign.code}`);
  });
  return router;
}
