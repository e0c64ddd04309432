import { type Request, type Response, Router } from 'express';
import type { Db } from '../db/database.ts';
import { translator } from '../i18n/translate.ts';
import { readBack } from './back.ts';
import { formBody, parseForm } from './form.ts';
import { localeOf, page } from './page.ts';
import { attachSettings, getSession } from './session.ts';
import { LANGUAGES, LOOKS, type Settings, settingsForm } from './settings.ts';
import { findSettings, saveSettings } from './settings-store.ts';
import type { SettingsChangedPage, SettingsPage } from './views.ts';

/** « Affichage et langue »: what a person chooses holds for all their launches, from the first byte of a page. */
export function settingsRouter(deps: { readonly db: Db; readonly now: () => Date }): Router {
  const router = Router();
  router.get('/settings', async (req, res) => {
    const settings = await findSettings(deps.db, getSession(res).userId);
    await page(req, res, 'settings', presentSettings(req, res, settings, null, req.query.back));
  });
  // What is not in the form stays as it was. A page that changes its look in place asks for the notice alone.
  router.post('/settings', formBody({ limit: '2kb', fields: 20 }), async (req, res) => {
    const { userId } = getSession(res);
    const asked = parseForm(settingsForm.partial(), req.body);
    const before = await findSettings(deps.db, userId);
    const settings = settingsForm.parse({ ...before, ...asked });
    await saveSettings(deps.db, userId, settings, deps.now());
    attachSettings(res, settings);
    const model = presentSettings(req, res, settings, before, req.body.back);
    await page(req, res, req.get('hx-request-type') === 'partial' ? '_settings-changed' : 'settings', model);
  });
  return router;
}

function presentSettings(
  req: Request,
  res: Response,
  settings: Settings,
  before: Settings | null,
  back: unknown,
): SettingsPage & SettingsChangedPage {
  return {
    ...describeSettings(settings, before),
    title: translator(localeOf(req, res))('settings.title'),
    teacher: getSession(res).role === 'teacher',
    back: readBack(back),
  };
}

/** @param before what « Annuler » brings back, just after a change */
export function describeSettings(
  settings: Settings,
  before: Settings | null,
): Pick<SettingsPage & SettingsChangedPage, 'languages' | 'looks' | 'undo'> {
  const names = Object.keys(LOOKS) as (keyof typeof LOOKS)[];
  return {
    languages: LANGUAGES.map((choice) => ({ choice, chosen: settings.language === choice })),
    looks: names.map((look) => ({
      look,
      options: LOOKS[look].map((choice) => ({ choice, chosen: settings[look] === choice })),
    })),
    undo: before && Object.entries(before).map(([name, value]) => ({ name, value })),
  };
}
