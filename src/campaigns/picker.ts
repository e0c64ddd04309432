import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { DEFAULT_POLICY } from '../engine/method.ts';
import { AppError } from '../errors.ts';
import { RESULT_TAG } from '../grades/enqueue.ts';
import { formatDate, type Translate, translator } from '../i18n/translate.ts';
import { acceptsLinks, type ContentItem, signDeepLinkingResponse } from '../lti/deep-linking.ts';
import { findContextTitle } from '../lti/roster.ts';
import type { Referential, TargetProfile } from '../referential/types.ts';
import { formBody, parseForm } from '../web/form.ts';
import { localeOf, page } from '../web/page.ts';
import { getDeepLinkingSession } from '../web/session.ts';
import type { MessagePage } from '../web/views.ts';
import { readCode } from './code.ts';
import { createCampaign, USUAL } from './create.ts';
import type { CampaignsDeps } from './deps.ts';
import { estimateLength, presentLength } from './length.ts';
import { type Campaign, findCampaign, listCampaignsOfContext } from './store.ts';
import type { PickedPage, PickerPage } from './views.ts';

const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

const deletedColumns = z.enum(['recreate', 'report']).default('recreate');

const readyForm = z.object({
  model: z.string().max(100).optional(),
  campaign: z.string().max(40).optional(),
  competenceColumns: checkbox,
  deletedColumns,
});

const createForm = z.object({
  model: z.string().max(100).default(''),
  name: z.string().trim().max(200).default(''),
  title: z.string().trim().max(100).default(''),
  landingText: z.string().trim().max(10_000).default(''),
  method: z.enum(['bayes', 'pix']).default(USUAL.method),
  freshStart: z
    .enum(['on', 'off'])
    .default('off')
    .transform((value) => value === 'on'),
  multipleSendings: checkbox,
  competenceColumns: checkbox,
  deletedColumns,
});

const MAX_LANDING = 5000;
const NOTHING = {
  ...USUAL,
  name: '',
  title: '',
  landingText: '',
  competenceColumns: true,
  deletedColumns: 'recreate',
  model: '',
} as const;

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
    const created = await make(res, {
      ...NOTHING,
      model: given.model ?? '',
      competenceColumns: given.competenceColumns,
      deletedColumns: given.deletedColumns,
    });
    await answer(req, res, created);
  });

  router.post('/campaigns', form, async (req, res) => {
    const given = parseForm(createForm, req.body);
    if (!acceptsLinks(getDeepLinkingSession(res))) return answer(req, res, null);
    const t = translator(localeOf(req, res));
    const errors: Record<string, string> = {};
    if (given.name === '') errors.name = t('campaign.form.name-missing');
    if (!deps.referential().targetProfiles.get(given.model)?.skills.length)
      errors.model = t('campaign.form.model-missing');
    if (given.landingText.length > MAX_LANDING)
      errors.landingText = t('campaign.form.landing-too-long', { max: MAX_LANDING });
    if (Object.keys(errors).length > 0) {
      await page(req, res, 'campaigns/picker', await pickerPage(req, res, given, errors), 422);
      return;
    }
    await answer(req, res, await make(res, given));
  });

  router.post('/cancellation', form, async (req, res) => {
    await answer(req, res, null);
  });

  return router;

  async function make(res: Response, given: z.infer<typeof createForm>) {
    const { id, platformId, contextId, userId } = getDeepLinkingSession(res);
    const { model, ...rest } = given;
    const requestKey = createHash('sha256')
      .update(`${id}:${JSON.stringify(given)}`)
      .digest('base64url');
    return createCampaign(
      deps.db,
      deps.referential(),
      { ...rest, platformId, contextId, ownerId: userId, targetProfile: model, requestKey },
      deps.now(),
    );
  }

  async function answer(req: Request, res: Response, campaign: PickedCampaign | null) {
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
    values: z.infer<typeof createForm>,
    errors: Readonly<Record<string, string>>,
  ): Promise<PickerPage> {
    const session = getDeepLinkingSession(res);
    const locale = localeOf(req, res);
    const t = translator(locale);
    const campaigns = await listCampaignsOfContext(deps.db, session.contextId);
    return {
      title: t('campaign.picker.title'),
      course: await findContextTitle(deps.db, session.contextId),
      readyAction: '/picker/ready',
      createAction: '/picker/campaigns',
      cancelAction: '/picker/cancellation',
      groups: modelGroups(t, deps.referential(), values.model),
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

type PickedCampaign = Pick<Campaign, 'code' | 'title' | 'targetProfile'>;

function itemOf(publicUrl: string, { code, title, targetProfile }: PickedCampaign): ContentItem {
  const url = `${publicUrl}/lti/launch`;
  // The model is what makes the campaign again where only the course was carried.
  const custom = { campaign: code, model: targetProfile };
  const submissionReview = { reviewableStatus: ['Completed'], url, custom } as const;
  const lineItem = { label: title, scoreMaximum: 100, resourceId: code, tag: RESULT_TAG, submissionReview };
  return { type: 'ltiResourceLink', title, url, custom, lineItem };
}

const CATEGORIES: readonly TargetProfile['category'][] = ['rentree', 'socle', 'discipline', 'cible'];

function modelGroups(t: Translate, referential: Referential, chosen: string): PickerPage['groups'] {
  const ready = [...referential.targetProfiles.values()].filter((profile) => profile.skills.length > 0);
  const first = CATEGORIES.flatMap((category) => ready.filter((profile) => profile.category === category))[0];
  const checked = ready.some((profile) => profile.id === chosen) ? chosen : first?.id;
  return CATEGORIES.map((category) => ({
    title: t(`campaign.category.${category}`),
    models: ready
      .filter((profile) => profile.category === category)
      .map((profile) => ({
        id: profile.id,
        title: profile.title,
        description: profile.description,
        length: presentModelLength(t, referential, profile),
        competences: competencesOf(referential, profile),
        checked: profile.id === checked,
      })),
  })).filter((group) => group.models.length > 0);
}

function presentModelLength(t: Translate, referential: Referential, profile: TargetProfile): string {
  const length = estimateLength(referential, profile.skills, DEFAULT_POLICY);
  return `${t('campaign.length.skills', { count: length.skills })}, ${presentLength(t, length)}`;
}

function competencesOf(referential: Referential, profile: TargetProfile): string[] {
  const codes = new Set(profile.tubes.flatMap(({ tube }) => referential.tubes.get(tube)?.competence ?? []));
  return [...codes].sort().map((code) => `${code} ${referential.competences.get(code)?.title ?? ''}`);
}
