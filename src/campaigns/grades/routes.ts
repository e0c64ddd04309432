import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { type GradesOf, listGradedColumns, moveMaximum, sendAgain } from '../../grades/report-store.ts';
import { translator } from '../../i18n/translate.ts';
import { PlatformError } from '../../lti/platform-error.ts';
import { formBody, parseForm, parseId } from '../../web/form.ts';
import { go, localeOf, page } from '../../web/page.ts';
import { getTeacherSession } from '../../web/session.ts';
import type { CampaignsDeps } from '../deps.ts';
import { getNamedCampaign } from '../named.ts';
import { schoolYearOf } from '../school-year.ts';
import type { Campaign } from '../store.ts';
import { gradesPage } from './page.ts';

/** Moodle takes whole numbers of the columns that a person makes; what is beyond this is a slip of the finger. */
const MOST = 1024;

const again = z.object({
  which: z.enum(['refused', 'all']),
  participation: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .nullable()
    .default(null),
});
const maximumForm = z.object({ maximum: z.string().trim().max(20) });

/** « Notes »: what became of a campaign's grades in the teacher's own course, sent again or counted of another maximum. */
export function gradesRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '4kb', fields: 5 });

  router.get('/campaigns/:code/grades', async (req, res) => {
    const { campaign, of } = await look(req, res);
    await page(req, res, 'campaigns/grades', await gradesPage(deps, req, res, campaign, of));
  });

  router.post('/campaigns/:code/grades/deliveries', form, async (req, res) => {
    const { campaign, of } = await look(req, res);
    const { which, participation } = parseForm(again, req.body);
    await deps.db.transaction().execute(async (trx) => {
      const wanted = { participationId: participation, arrivedToo: which === 'all' };
      for (const job of await sendAgain(trx, of, wanted, deps.now())) await deps.jobs.queueGrade(trx, job);
    });
    go(res, `/campaigns/${campaign.code}/grades?done=sent`);
  });

  router.post('/campaigns/:code/grades/columns/:id/maximum', form, async (req, res) => {
    const { campaign, of } = await look(req, res);
    const columns = await listGradedColumns(deps.db, of);
    const column = columns.find(({ id }) => id === parseId(req.params.id));
    if (!column) throw new AppError('not-found', 'column');
    const fault = await change(column, parseForm(maximumForm, req.body).maximum);
    if (fault === null) return go(res, `/campaigns/${campaign.code}/grades?done=maximum`);
    const t = translator(localeOf(req, res));
    const error = t('campaign.grades.maximum.failed', {
      label: column.label,
      reason: t(fault, { most: MOST }),
    });
    await page(req, res, 'campaigns/grades', await gradesPage(deps, req, res, campaign, of, error), 422);
  });

  return router;

  /**
   * In the LMS first: killed between the two, the column has its maximum, and the next sending is counted of it all the
   * same, since a score says what it is of. @returns why not, a key of the messages; null when it is done.
   */
  async function change(
    column: Awaited<ReturnType<typeof listGradedColumns>>[number],
    given: string,
  ): Promise<string | null> {
    const maximum = Number(given);
    if (!/^\d+$/.test(given) || maximum < 1 || maximum > MOST) return 'campaign.grades.maximum.wrong';
    const { platformId, lineItemsUrl, url } = column;
    if (url === null || lineItemsUrl === null) return 'grade.reason.no-service';
    try {
      await deps.platform.changeMaximum({ platformId, lineItemsUrl }, url, maximum);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      deps.log.warn({ status: error.status, code: error.code }, 'maximum not changed');
      const refused = error.kind === 'refused' && error.status !== null && error.status < 500;
      return refused ? 'campaign.grades.maximum.refused' : error.reason;
    }
    await deps.db.transaction().execute(async (trx) => {
      for (const job of await moveMaximum(trx, column.id, maximum, deps.now()))
        await deps.jobs.queueGrade(trx, job);
    });
    return null;
  }

  async function look(req: Request, res: Response): Promise<{ campaign: Campaign; of: GradesOf }> {
    const { platformId, contextId } = getTeacherSession(res);
    const campaign = await getNamedCampaign(deps.db, platformId, req.params.code);
    return { campaign, of: { campaignId: campaign.id, contextId, schoolYear: schoolYearOf(deps.now()) } };
  }
}
