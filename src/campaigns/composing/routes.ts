import { createHash } from 'node:crypto';
import { Router } from 'express';
import { translator } from '../../i18n/translate.ts';
import { formBody, parseForm, parseId } from '../../web/form.ts';
import { go, localeOf, page } from '../../web/page.ts';
import { getTeacherSession } from '../../web/session.ts';
import type { CampaignsDeps } from '../deps.ts';
import { composedId } from '../models.ts';
import { checkComposition, composeForm, tubesOf } from './compose.ts';
import { composePage, composeSummary } from './page.ts';
import { insertComposed, removeComposed } from './store.ts';

/** A teacher composes a parcours, for themselves and for their colleagues of the same LMS. */
export function composingRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '32kb', fields: 400 });

  router.get('/campaigns/new/parcours', async (req, res) => {
    getTeacherSession(res);
    const { maxLevel } = deps.config;
    const model = composePage(deps.referential(), maxLevel, localeOf(req, res), composeForm.parse({}), {});
    await page(req, res, 'campaigns/compose', model);
  });

  router.post('/campaigns/new/parcours', form, async (req, res) => {
    const { id, platformId, userId: ownerId } = getTeacherSession(res);
    const given = parseForm(composeForm, req.body);
    const referential = deps.referential();
    const locale = localeOf(req, res);
    const shown = [referential, deps.config.maxLevel, locale, given] as const;
    if (given.act === 'preview') {
      if (req.get('hx-request-type') === 'partial') {
        return page(req, res, 'campaigns/_compose-summary', { summary: composeSummary(...shown) });
      }
      return page(req, res, 'campaigns/compose', composePage(...shown, {}));
    }
    const t = translator(locale);
    const errors = checkComposition(t, referential, given);
    if (Object.keys(errors).length > 0) {
      return page(req, res, 'campaigns/compose', composePage(...shown, errors), 422);
    }
    const { title, description, maxLevel } = given;
    const tubes = tubesOf(referential, given);
    const tops = Object.fromEntries(tubes.flatMap((id) => (given.top[id] ? [[id, given.top[id]]] : [])));
    const sent = JSON.stringify([title, description, maxLevel, tubes, tops]);
    const requestKey = createHash('sha256').update(`${id}:composed:${sent}`).digest('base64url');
    const model = { platformId, ownerId, title, description, tubes, maxLevel, tops, requestKey };
    const made = await insertComposed(deps.db, { ...model, createdAt: deps.now() });
    if (made === null) {
      const taken = { title: t('compose.title-taken') };
      return page(req, res, 'campaigns/compose', composePage(...shown, taken), 422);
    }
    go(res, `/campaigns/new?model=${composedId(made)}`);
  });

  for (const act of ['removal', 'restoration'] as const) {
    router.post(`/campaigns/models/:id/${act}`, form, async (req, res) => {
      const { platformId, userId } = getTeacherSession(res);
      const id = parseId(req.params.id);
      const at = act === 'removal' ? deps.now() : null;
      const done = await removeComposed(deps.db, { platformId, userId, id }, at);
      go(res, done && at ? `/campaigns?removed=${id}` : '/campaigns');
    });
  }

  return router;
}
