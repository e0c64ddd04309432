import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { CampaignInCourse } from '../../grades/deleted-columns.ts';
import { translator } from '../../i18n/translate.ts';
import { formBody, parseForm } from '../../web/form.ts';
import { go, localeOf, page } from '../../web/page.ts';
import { getTeacherSession } from '../../web/session.ts';
import type { CampaignsDeps } from '../deps.ts';
import { findCampaignRights } from '../list-store.ts';
import { getNamedCampaign } from '../named.ts';
import { schoolYearOf } from '../school-year.ts';
import { settingsPage } from '../settings-page.ts';
import type { Campaign } from '../store.ts';
import { readParisTime } from './paris-time.ts';
import { closingOfYear } from './rules.ts';
import { sendDue } from './send-due.ts';
import { findClosing, saveClosing } from './store.ts';

const closingForm = z.object({
  deadline: z.string().trim().max(40).default(''),
  automaticSending: z.literal('on').optional(),
});

/** What a teacher decides of the end of a campaign, for their own course alone. */
export function closingRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '4kb', fields: 5 });

  router.post('/campaigns/:code/closing', form, async (req, res) => {
    const { campaign, of, changeable } = await look(req, res);
    const given = parseForm(closingForm, req.body);
    const automaticSending = given.automaticSending === 'on';
    const deadline = given.deadline === '' ? null : readParisTime(given.deadline.slice(0, 16));
    const why = check(given.deadline, deadline, automaticSending);
    if (why !== null) {
      const error = translator(localeOf(req, res))(why);
      const closing = { deadline: given.deadline, automaticSending, error };
      const model = await settingsPage(deps, req, res, campaign, { changeable, closing });
      await page(req, res, 'campaigns/settings', model, 422);
      return;
    }
    await saveClosing(deps.db, of, { deadline, automaticSending });
    go(res, `/campaigns/${campaign.code}/settings?saved=closing`);
  });

  router.post('/campaigns/:code/closure', form, async (req, res) => {
    const { campaign, of } = await look(req, res);
    const now = deps.now();
    await deps.db.transaction().execute(async (trx) => {
      const standing = closingOfYear(await findClosing(trx, of), schoolYearOf(now));
      // A second click keeps the first one's hour; what stood for another year is over.
      if (standing.closedAt === null) await saveClosing(trx, of, { ...standing, closedAt: now });
    });
    // What a process killed here leaves behind, the next sweep sends.
    await sendDue(deps, of);
    go(res, `/campaigns/${campaign.code}/settings?saved=closed`);
  });

  router.post('/campaigns/:code/reopening', form, async (req, res) => {
    const { campaign, of } = await look(req, res);
    await saveClosing(deps.db, of, { closedAt: null });
    go(res, `/campaigns/${campaign.code}/settings?saved=reopened`);
  });

  return router;

  /** @returns why it cannot be saved, a key of the messages; null when it can. */
  function check(written: string, deadline: Date | null, automaticSending: boolean): string | null {
    if (written !== '' && deadline === null) return 'closing.deadline.wrong';
    if (deadline !== null && schoolYearOf(deadline) !== schoolYearOf(deps.now()))
      return 'closing.deadline.year';
    return automaticSending && deadline === null ? 'closing.automatic.deadline' : null;
  }

  async function look(
    req: Request,
    res: Response,
  ): Promise<{ campaign: Campaign; of: CampaignInCourse; changeable: boolean }> {
    const session = getTeacherSession(res);
    const campaign = await getNamedCampaign(deps.db, session.platformId, req.params.code);
    const rights = await findCampaignRights(deps.db, session, campaign.id);
    if (!rights) throw new AppError('not-found', 'campaign');
    const of = { campaignId: campaign.id, contextId: session.contextId };
    return { campaign, of, changeable: rights === 'change' };
  }
}
