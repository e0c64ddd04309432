import { Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { translator } from '../../i18n/translate.ts';
import { formBody, parseForm } from '../../web/form.ts';
import { go, localeOf, page } from '../../web/page.ts';
import { getSession, getTeacherSession } from '../../web/session.ts';
import type { CampaignsDeps } from '../deps.ts';
import { findAuthor, getNamedCampaign } from '../named.ts';
import type { Campaign } from '../store.ts';
import { collectionPage } from './pupil-page.ts';
import { sendProfile } from './send.ts';
import { profilesPage } from './teacher-page.ts';

const sendForm = z.object({ externalId: z.string().trim().max(255).default('') });

/** A collection of profiles: a pupil's sending, and what the teacher got. */
export function collectionRouter(deps: CampaignsDeps): Router {
  const router = Router();

  router.get('/campaigns/:code/profiles', async (req, res) => {
    const { platformId } = getTeacherSession(res);
    const campaign = await getCollection(platformId, req.params.code);
    await page(req, res, 'campaigns/profiles', await profilesPage(deps, req, res, campaign));
  });

  router.post('/campaigns/:code/profiles', formBody({ limit: '4kb', fields: 5 }), async (req, res) => {
    const session = getSession(res);
    const campaign = await getCollection(session.platformId, req.params.code);
    const { externalId } = parseForm(sendForm, req.body);
    if (await sendProfile(deps, campaign, session, externalId)) {
      return go(res, `/campaigns/${campaign.code}/entry`);
    }
    const locale = localeOf(req, res);
    const error = translator(locale)('campaign.landing.identifier-missing');
    const author = await findAuthor(deps.db, campaign);
    const model = await collectionPage(deps, campaign, session, author, locale, error);
    await page(req, res, 'campaigns/collection', model, 422);
  });

  return router;

  async function getCollection(platformId: string, code: unknown): Promise<Campaign> {
    const campaign = await getNamedCampaign(deps.db, platformId, code);
    if (campaign.purpose !== 'collect') throw new AppError('not-found', 'collection');
    return campaign;
  }
}
