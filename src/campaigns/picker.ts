import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { RESULT_TAG } from '../grades/enqueue.ts';
import { formatDate, translator } from '../i18n/translate.ts';
import { acceptsLinks, type ContentItem, signDeepLinkingResponse } from '../lti/deep-linking.ts';
import { findContextTitle } from '../lti/roster.ts';
import { formBody, parseForm } from '../web/form.ts';
import { localeOf, page } from '../web/page.ts';
import { getDeepLinkingSession } from '../web/session.ts';
import type { MessagePage } from '../web/views.ts';
import { modelGroups } from './catalogue.ts';
import { readCode } from './code.ts';
import { listComposed } from './composing/store.ts';
import type { MadeCampaign } from './create.ts';
import {
  type Creation,
  checkbox,
  checkCreation,
  createForm,
  deletedColumns,
  findChosen,
  makeCampaign,
  NOTHING,
} from './creation.ts';
import type { CampaignsDeps } from './deps.ts';
import { maximumOf } from './share.ts';
import { findCampaign, listCampaignsOfContext } from './store.ts';
import type { PickedPage, PickerPage } from './views.ts';

const readyForm = z.object({
  model: z.string().max(100).optional(),
  campaign: z.string().max(40).optional(),
  competenceColumns: checkbox,
  deletedColumns,
  noGrade: checkbox,
});

/** Deep Linking: a teacher chooses or makes a campaign, which goes back to the course as an activity. */
export function pickerRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '64kb', fields: 50 });

  router.get('/', async (req, res) => {
    if (!acceptsLinks(getDeepLinkingSession(res))) return page(req, res, 'message', refusalPage(req, res));
    await page(req, res, 'campaigns/picker', await pickerPage(req, res, NOTHING, {}));
  });

  router.post('/ready', form, async (req, res) => {
    const session = getDeepLinkingSession(res);
    const given = parseForm(readyForm, req.body);
    if (!acceptsLinks(session)) return answer(req, res, null);
    if (given.campaign) {
      const code = readCode(given.campaign);
      const campaign = code && (await findCampaign(deps.db, session.platformId, code));
      if (!campaign) throw new AppError('not-found', 'campaign');
      return answer(req, res, campaign);
    }
    const created = await makeCampaign(deps, getDeepLinkingSession(res), {
      ...NOTHING,
      model: given.model ?? '',
      competenceColumns: given.competenceColumns,
      deletedColumns: given.deletedColumns,
      noGrade: given.noGrade,
    });
    await answer(req, res, created);
  });

  router.post('/campaigns', form, async (req, res) => {
    const given = parseForm(createForm, req.body);
    if (!acceptsLinks(getDeepLinkingSession(res))) return answer(req, res, null);
    const t = translator(localeOf(req, res));
    const { platformId } = getDeepLinkingSession(res);
    const errors = checkCreation(t, given, await findChosen(deps, platformId, given));
    if (Object.keys(errors).length > 0) {
      await page(req, res, 'campaigns/picker', await pickerPage(req, res, given, errors), 422);
      return;
    }
    await answer(req, res, await makeCampaign(deps, getDeepLinkingSession(res), given));
  });

  router.post('/cancellation', form, async (req, res) => {
    await answer(req, res, null);
  });

  return router;

  async function answer(req: Request, res: Response, campaign: MadeCampaign | null) {
    const session = getDeepLinkingSession(res);
    const items = campaign ? [itemOf(deps.config.publicUrl, campaign)] : [];
    const { action, jwt } = await signDeepLinkingResponse(deps, session, items);
    const title = translator(localeOf(req, res))(
      campaign ? 'campaign.picked.title' : 'campaign.picked.cancelled',
    );
    await page(req, res, 'campaigns/picked', { title, action, jwt } satisfies PickedPage);
  }

  /** Nothing is made that the course could not take. */
  function refusalPage(req: Request, res: Response): MessagePage {
    const t = translator(localeOf(req, res));
    return {
      title: t('campaign.picker.refused'),
      paragraphs: [t('lti.deep-linking.no-links')],
      action: {
        label: t('campaign.picked.send'),
        address: '/picker/cancellation',
        method: 'post',
        newTab: false,
      },
    };
  }

  async function pickerPage(
    req: Request,
    res: Response,
    values: Creation,
    errors: Readonly<Record<string, string>>,
  ): Promise<PickerPage> {
    const session = getDeepLinkingSession(res);
    const locale = localeOf(req, res);
    const t = translator(locale);
    const campaigns = await listCampaignsOfContext(deps.db, session.contextId);
    const { platformId, userId } = session;
    const composed = await listComposed(deps.db, { platformId, userId });
    return {
      title: t('campaign.picker.title'),
      course: await findContextTitle(deps.db, session.contextId),
      readyAction: '/picker/ready',
      createAction: '/picker/campaigns',
      cancelAction: '/picker/cancellation',
      groups: modelGroups(t, deps.referential(), { composed, userId }, values.model),
      campaigns: campaigns.map(({ code, name, createdAt }) => ({
        code,
        name,
        created: formatDate(createdAt, locale),
      })),
      values,
      retryDays: deps.config.retryDays,
      errors,
      creating: Object.keys(errors).length > 0,
    };
  }
}

function itemOf(publicUrl: string, campaign: MadeCampaign): ContentItem {
  const { code, title, targetProfile, graded } = campaign;
  const url = `${publicUrl}/lti/launch`;
  // The model is what makes the campaign again where only the course was carried.
  const custom = { campaign: code, model: targetProfile };
  const submissionReview = { reviewableStatus: ['Completed'], url, custom } as const;
  const scoreMaximum = maximumOf(campaign);
  const lineItem = { label: title, scoreMaximum, resourceId: code, tag: RESULT_TAG, submissionReview };
  return { type: 'ltiResourceLink', title, url, custom, ...(graded ? { lineItem } : {}) };
}
