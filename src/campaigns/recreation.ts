import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { formBody, parseForm } from '../web/form.ts';
import { go, localeOf, page } from '../web/page.ts';
import { getSession, getTeacherSession } from '../web/session.ts';
import type { MessagePage } from '../web/views.ts';
import { readCode } from './code.ts';
import { recreateCampaign } from './create.ts';
import type { CampaignsDeps } from './deps.ts';
import { findBankModel, type Model } from './models.ts';
import { findCampaign, isOfTwin, saveCampaignLink } from './store.ts';

const asked = z.object({ model: z.string().max(100).default('') });

/** Where a teacher goes whose course came from another platform with the code of a campaign that stayed there. */
export function recreationAddress(code: string, model: string | undefined): string {
  return `/campaigns/${code}/recreation?${new URLSearchParams({ model: (model ?? '').slice(0, 100) })}`;
}

/** One sentence, one click: the campaign is made again here, from the same model and under the same code. */
export function recreationRouter(deps: CampaignsDeps): Router {
  const router = Router();

  router.get('/campaigns/:code/recreation', async (req, res) => {
    const { code, stands, profile } = await look(req, res);
    if (stands) return go(res, `/campaigns/${code}`);
    const t = translator(localeOf(req, res));
    const model = profile?.title ?? '';
    await page(req, res, 'message', {
      title: t('welcome.unknown-campaign.title'),
      paragraphs: profile
        ? (await isOfTwin(deps.db, getSession(res).platformId, code))
          ? [t('campaign.recreation.twin', { model }), t('campaign.recreation.twin.fresh')]
          : [t('campaign.recreation.why', { model }), t('campaign.recreation.fresh')]
        : [t('welcome.unknown-campaign.teacher')],
      action: profile
        ? {
            label: t('campaign.recreation.do', { model }),
            address: recreationAddress(code, profile.targetProfile),
            method: 'post',
            newTab: false,
          }
        : null,
    } satisfies MessagePage);
  });

  router.post('/campaigns/:code/recreation', formBody({ limit: '4kb', fields: 5 }), async (req, res) => {
    const { platformId, contextId, userId, resourceLinkId } = getTeacherSession(res);
    const { code, profile } = await look(req, res);
    if (!profile) throw new AppError('form-invalid', 'model');
    const wanted = { platformId, contextId, ownerId: userId, targetProfile: profile.targetProfile, code };
    await recreateCampaign(deps.db, deps.referential(), wanted, deps.now());
    const campaign = await findCampaign(deps.db, platformId, code);
    if (campaign && resourceLinkId !== null) await saveCampaignLink(deps.db, resourceLinkId, campaign.id);
    go(res, `/campaigns/${code}`);
  });

  return router;

  async function look(
    req: Request,
    res: Response,
  ): Promise<{ code: string; stands: boolean; profile: Model | undefined }> {
    const code = readCode(String(req.params.code));
    const { platformId } = getSession(res);
    if (code === null) throw new AppError('not-found', 'campaign');
    const stands = (await findCampaign(deps.db, platformId, code)) !== undefined;
    if (!stands) getTeacherSession(res);
    return { code, stands, profile: findBankModel(deps.referential(), parseForm(asked, req.query).model) };
  }
}
