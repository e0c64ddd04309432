import { Router } from 'express';
import type { Db } from '../db/database.ts';
import { translator } from '../i18n/translate.ts';
import { localeOf, page } from './page.ts';
import { endSessionsOf, getSession } from './session.ts';
import type { MessagePage } from './views.ts';

/** « Ce n'est pas toi ? »: on a shared computer, the session can be closed at once. */
export function sessionRouter(deps: { readonly db: Db; readonly now: () => Date }): Router {
  const router = Router();
  router.post('/session/closure', async (req, res) => {
    await endSessionsOf(deps.db, getSession(res).userId, deps.now());
    const t = translator(localeOf(req, res));
    res.locals.person = null;
    res.locals.closed = true;
    // The page's script forgets the token.
    res.set('HX-Trigger', 'palier:closed');
    await page(req, res, 'message', {
      title: t('page.closed.title'),
      paragraphs: [t('page.closed.help')],
      action: null,
    } satisfies MessagePage);
  });
  return router;
}
