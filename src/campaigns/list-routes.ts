import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { cutText } from '../web/clean-text.ts';
import { formBody, parseForm } from '../web/form.ts';
import { go, localeOf, page } from '../web/page.ts';
import { getSession, getTeacherSession } from '../web/session.ts';
import { modelGroups, presentWaiting } from './catalogue.ts';
import { composingRouter } from './composing/routes.ts';
import { listComposed } from './composing/store.ts';
import { copyCampaign } from './create.ts';
import {
  type Creation,
  checkCreation,
  checkTexts,
  createForm,
  findChosen,
  MAX_NAME,
  makeCampaign,
  NOTHING,
  textsForm,
} from './creation.ts';
import type { CampaignsDeps } from './deps.ts';
import { renderLanding } from './landing-text.ts';
import { backToList, listPage } from './list-page.ts';
import { findCampaignRights } from './list-store.ts';
import { archiveCampaign, deleteUnbegun, saveCampaignTexts } from './manage-store.ts';
import { COLLECTION } from './models.ts';
import { getNamedCampaign } from './named.ts';
import { settingsPage } from './settings-page.ts';
import type { Campaign } from './store.ts';
import type { NewPage } from './views.ts';

const moveForm = z.object({ query: z.string().max(1000).default('') });
const copyForm = z.object({ key: z.uuid() });
const landingForm = createForm.pick({ landingText: true });
const wanted = z.object({ model: z.string().max(100).catch('') });

/** A teacher's campaigns: the list, one more, and what may be changed of each. */
export function listRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '64kb', fields: 50 });

  router.use(composingRouter(deps));

  router.get('/campaigns', async (req, res) => {
    await page(req, res, 'campaigns/list', await listPage(deps, req, res));
  });

  router.get('/campaigns/new', async (req, res) => {
    getTeacherSession(res);
    const { model } = wanted.parse(req.query);
    await page(
      req,
      res,
      'campaigns/new',
      await newPage(
        req,
        res,
        { ...NOTHING, model, purpose: model === COLLECTION ? 'collect' : 'assess' },
        {},
      ),
    );
  });

  router.post('/campaigns', form, async (req, res) => {
    const session = getTeacherSession(res);
    const given = parseForm(createForm, req.body);
    const chosen = await findChosen(deps, session.platformId, given);
    const errors = checkCreation(translator(localeOf(req, res)), given, chosen);
    if (Object.keys(errors).length > 0) {
      await page(req, res, 'campaigns/new', await newPage(req, res, given, errors), 422);
      return;
    }
    const { code } = await makeCampaign(deps, session, given);
    go(res, `/campaigns/${code}`);
  });

  router.post('/campaigns/new/landing', form, async (req, res) => {
    // Of whoever creates: here, or while an activity is placed.
    const { role } = getSession(res);
    if (role !== 'teacher') throw new AppError('forbidden', `role ${role}`);
    const { landingText } = parseForm(landingForm, req.body);
    const none = translator(localeOf(req, res))('campaign.landing.empty');
    await page(req, res, 'campaigns/_landing-word', { landingHtml: renderLanding(landingText), none });
  });

  router.get('/campaigns/:code/settings', async (req, res) => {
    const { campaign, changeable } = await look(req, res);
    await page(req, res, 'campaigns/settings', await settingsPage(deps, req, res, campaign, { changeable }));
  });

  router.post('/campaigns/:code/settings', form, async (req, res) => {
    const campaign = await getChangeable(req, res);
    const texts = parseForm(textsForm, req.body);
    const errors = checkTexts(translator(localeOf(req, res)), texts);
    if (Object.keys(errors).length > 0) {
      const model = await settingsPage(deps, req, res, campaign, { changeable: true, texts, errors });
      await page(req, res, 'campaigns/settings', model, 422);
      return;
    }
    await saveCampaignTexts(deps.db, campaign.id, { ...texts, title: texts.title || campaign.title });
    go(res, `/campaigns/${campaign.code}/settings?saved=yes`);
  });

  for (const act of ['archiving', 'restoration'] as const) {
    router.post(`/campaigns/:code/${act}`, form, async (req, res) => {
      const campaign = await getChangeable(req, res);
      await archiveCampaign(deps.db, campaign.id, act === 'archiving' ? deps.now() : null);
      go(res, backToList(parseForm(moveForm, req.body).query, campaign.code));
    });
  }

  router.post('/campaigns/:code/copies', form, async (req, res) => {
    const { campaign } = await look(req, res);
    const { id, contextId, userId } = getTeacherSession(res);
    const { key } = parseForm(copyForm, req.body);
    const name = translator(localeOf(req, res))('campaign.settings.copy.name', { name: campaign.name });
    const copy = {
      contextId,
      ownerId: userId,
      name: cutText(name, MAX_NAME),
      requestKey: `${id}:copy:${campaign.id}:${key}`,
    };
    go(res, `/campaigns/${await copyCampaign(deps.db, campaign, copy, deps.now())}/settings?saved=copy`);
  });

  router.post('/campaigns/:code/deletion', form, async (req, res) => {
    const campaign = await getChangeable(req, res);
    const { userId } = getTeacherSession(res);
    const gone = await deleteUnbegun(deps.db, campaign, { userId, at: deps.now() });
    go(res, gone ? '/campaigns' : `/campaigns/${campaign.code}/settings`);
  });

  return router;

  /** A campaign that this teacher may see. @throws AppError not-found, forbidden */
  async function look(req: Request, res: Response): Promise<{ campaign: Campaign; changeable: boolean }> {
    const session = getTeacherSession(res);
    const campaign = await getNamedCampaign(deps.db, session.platformId, req.params.code);
    const rights = await findCampaignRights(deps.db, session, campaign.id);
    if (!rights) throw new AppError('not-found', 'campaign');
    return { campaign, changeable: rights === 'change' };
  }

  async function getChangeable(req: Request, res: Response): Promise<Campaign> {
    const { campaign, changeable } = await look(req, res);
    if (!changeable) throw new AppError('forbidden', "another teacher's campaign");
    return campaign;
  }

  async function newPage(
    req: Request,
    res: Response,
    values: Creation,
    errors: Readonly<Record<string, string>>,
  ): Promise<NewPage> {
    const t = translator(localeOf(req, res));
    const { platformId, userId } = getTeacherSession(res);
    const composed = await listComposed(deps.db, { platformId, userId });
    return {
      title: t('campaign.new.title'),
      createAction: '/campaigns',
      composeAddress: '/campaigns/new/parcours',
      groups: modelGroups(t, deps.referential(), { composed, userId }, values.model),
      waiting: presentWaiting(t, deps.referential()),
      values,
      retryDays: deps.config.retryDays,
      errors,
    };
  }
}
