import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type CampaignInCourse, remakeColumns } from '../grades/deleted-columns.ts';
import { formBody, parseForm } from '../web/form.ts';
import { go } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import { saveDeletedColumnsChoice } from './course-store.ts';
import type { CampaignsDeps } from './deps.ts';
import { getNamedCampaign } from './named.ts';

const choice = z.object({ deletedColumns: z.enum(['recreate', 'report']) });

/** What a teacher decides about the columns of a campaign in their own course. */
export function gradebookRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '4kb', fields: 5 });

  router.post('/campaigns/:code/deleted-columns', form, async (req, res) => {
    const { code, of } = await look(req, res);
    const { deletedColumns } = parseForm(choice, req.body);
    await deps.db.transaction().execute(async (trx) => {
      await saveDeletedColumnsChoice(trx, of, deletedColumns);
      if (deletedColumns === 'recreate') await remake(trx, of);
    });
    go(res, `/campaigns/${code}`);
  });

  router.post('/campaigns/:code/columns', form, async (req, res) => {
    const { code, of } = await look(req, res);
    await deps.db.transaction().execute((trx) => remake(trx, of));
    go(res, `/campaigns/${code}`);
  });

  return router;

  async function remake(trx: CampaignsDeps['db'], of: CampaignInCourse): Promise<void> {
    for (const job of await remakeColumns(trx, of, deps.now())) await deps.jobs.queueGrade(trx, job);
  }

  async function look(req: Request, res: Response): Promise<{ code: string; of: CampaignInCourse }> {
    const { platformId, contextId } = getTeacherSession(res);
    const campaign = await getNamedCampaign(deps.db, platformId, req.params.code);
    return { code: campaign.code, of: { campaignId: campaign.id, contextId } };
  }
}
