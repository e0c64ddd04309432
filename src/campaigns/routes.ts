import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { requeueRefused } from '../grades/store.ts';
import { translator } from '../i18n/translate.ts';
import { deviceOf } from '../runs/device.ts';
import { startRun } from '../runs/start.ts';
import { formBody, parseForm, parseId } from '../web/form.ts';
import { go, localeOf, page } from '../web/page.ts';
import { getSession, getTeacherSession } from '../web/session.ts';
import type { MessagePage } from '../web/views.ts';
import { campaignPage } from './campaign-page.ts';
import { closingRouter } from './closing/routes.ts';
import { NEVER } from './closing/rules.ts';
import { findClosing } from './closing/store.ts';
import { readCode } from './code.ts';
import { collectionPage } from './collection/pupil-page.ts';
import { collectionRouter } from './collection/routes.ts';
import { collectiveRouter } from './collective/routes.ts';
import type { CampaignsDeps } from './deps.ts';
import { documentsRouter } from './documents/routes.ts';
import { findLandedCampaign } from './enter.ts';
import { entryPage } from './entry-page.ts';
import { gradebookRouter } from './gradebook-routes.ts';
import { gradesRouter } from './grades/routes.ts';
import { listRouter } from './list-routes.ts';
import { liveRouter } from './live/routes.ts';
import { findAuthor, getNamedCampaign } from './named.ts';
import { beginParticipation, retryParticipation } from './participate.ts';
import { participationPage } from './participation-page.ts';
import { pickerRouter } from './picker.ts';
import { recreationRouter } from './recreation.ts';
import { removalRouter } from './removal-routes.ts';
import { reportsSeenRouter } from './report-routes.ts';
import { shareResults } from './share.ts';
import { type Campaign, lockParticipationInContext } from './store.ts';

const WELCOMES = ['no-campaign', 'unknown-campaign', 'no-role', 'no-context'];

const beginForm = z.object({ externalId: z.string().trim().max(255).default('') });

/** A campaign's pages: its entry for pupils, its results for the teacher, and the picker. */
export function campaignsRouter(deps: CampaignsDeps & { readonly stopping: () => boolean }): Router {
  const router = Router();
  const form = formBody({ limit: '16kb', fields: 20 });

  router.use('/picker', pickerRouter(deps));
  router.use(listRouter(deps));
  router.use(recreationRouter(deps));
  router.use(gradebookRouter(deps));
  router.use(gradesRouter(deps));
  router.use(closingRouter(deps));
  router.use(reportsSeenRouter(deps));
  router.use(removalRouter(deps));
  router.use(documentsRouter(deps));
  router.use(collectiveRouter(deps));
  router.use(liveRouter(deps));
  router.use(collectionRouter(deps));

  router.get('/welcome/:why', async (req, res) => {
    const { role } = getSession(res);
    const { why } = req.params;
    if (!WELCOMES.includes(why)) throw new AppError('not-found');
    const t = translator(localeOf(req, res));
    const reader = role === 'teacher' ? 'teacher' : 'pupil';
    await page(req, res, 'message', {
      title: t(`welcome.${why}.title`),
      paragraphs: [t(`welcome.${why}.${reader}`)],
      action: null,
    } satisfies MessagePage);
  });

  router.get('/campaigns/:code', async (req, res) => {
    const session = getSession(res);
    const campaign = await getCampaign(req, res);
    if (session.role !== 'teacher') return go(res, `/campaigns/${campaign.code}/entry`);
    const force = req.query.roster === 'now';
    await page(req, res, 'campaigns/campaign', await campaignPage(deps, req, res, campaign, force));
  });

  router.get('/campaigns/:code/entry', async (req, res) => {
    const campaign = await getCampaign(req, res);
    const session = getSession(res);
    if (session.role === 'teacher') return go(res, `/campaigns/${campaign.code}`);
    if (campaign.purpose === 'collect') {
      const author = await findAuthor(deps.db, campaign);
      const model = await collectionPage(deps, campaign, session, author, localeOf(req, res));
      return page(req, res, 'campaigns/collection', model);
    }
    await page(req, res, 'campaigns/landing', await landing(req, res, campaign, null));
  });

  router.post('/campaigns/:code/participations', form, async (req, res) => {
    const campaign = await getCampaign(req, res);
    if (campaign.purpose === 'collect') return go(res, `/campaigns/${campaign.code}/entry`);
    const { externalId } = parseForm(beginForm, req.body);
    const device = deviceOf(req.headers);
    const runId = await beginParticipation(deps, campaign, getSession(res), device, externalId);
    if (runId !== null) return go(res, `/runs/${runId}`);
    const t = translator(localeOf(req, res));
    const error = t('campaign.landing.identifier-missing');
    await page(req, res, 'campaigns/landing', await landing(req, res, campaign, error), 422);
  });

  router.post('/campaigns/:code/trials', form, async (req, res) => {
    const session = getTeacherSession(res);
    const campaign = await getCampaign(req, res);
    if (campaign.purpose === 'collect') return go(res, `/campaigns/${campaign.code}/profiles`);
    const wanted = {
      userId: session.userId,
      trial: true,
      title: campaign.title,
      locale: session.locale,
      origin: `/campaigns/${campaign.code}`,
      skills: campaign.skills,
      policy: campaign.policy,
      device: deviceOf(req.headers),
      badges: deps.referential().targetProfiles.get(campaign.targetProfile)?.badges ?? [],
      keepFailuresDays: null,
    };
    const runId = await deps.db
      .transaction()
      .execute((trx) => startRun(trx, deps.referential(), wanted, deps.now()));
    go(res, `/runs/${runId}`);
  });

  router.post('/runs/:id/sending', form, async (req, res) => {
    const { userId, locale } = getSession(res);
    const runId = parseId(req.params.id);
    await shareResults(deps, { runId, userId, locale });
    go(res, `/runs/${runId}/result`);
  });

  router.post('/runs/:id/retries', form, async (req, res) => {
    go(
      res,
      `/runs/${await retryParticipation(deps, parseId(req.params.id), getSession(res), deviceOf(req.headers))}`,
    );
  });

  router.get('/participations/:id', async (req, res) => {
    const id = parseId(req.params.id);
    await page(req, res, 'campaigns/participation', await participationPage(deps, req, res, id));
  });

  router.post('/participations/:id/deliveries', form, async (req, res) => {
    const { contextId } = getTeacherSession(res);
    const code = await deps.db.transaction().execute(async (trx) => {
      const participation = await lockParticipationInContext(trx, parseId(req.params.id), contextId);
      for (const job of await requeueRefused(trx, participation.id, deps.now()))
        await deps.jobs.queueGrade(trx, job);
      return participation.code;
    });
    go(res, `/campaigns/${code}`);
  });

  return router;

  async function landing(req: Request, res: Response, campaign: Campaign, error: string | null) {
    const { contextId } = getSession(res);
    const closing =
      contextId === null ? NEVER : await findClosing(deps.db, { campaignId: campaign.id, contextId });
    const teacher = await findAuthor(deps.db, campaign);
    return entryPage(deps, campaign, teacher, closing, localeOf(req, res), error);
  }

  async function getCampaign(req: Request, res: Response): Promise<Campaign> {
    const code = readCode(String(req.params.code));
    const session = getSession(res);
    const landed = code === null ? undefined : findLandedCampaign(session, code);
    return landed ?? getNamedCampaign(deps.db, session.platformId, req.params.code);
  }
}
