import { type NextFunction, type Request, type Response, Router } from 'express';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import type { LtiDeps } from '../lti/deps.ts';
import { formBody } from '../web/form.ts';
import { localeOf, page } from '../web/page.ts';
import { bearerToken } from '../web/session.ts';
import type { MessagePage } from '../web/views.ts';
import { noteEvent } from './audit.ts';
import {
  actorOf,
  attachAdminSession,
  endAdminSession,
  findAdminSession,
  getAdminSession,
} from './console-session.ts';
import { entryRouter } from './entry.ts';
import { homeRouter } from './home.ts';
import { adminPage, setConsolePolicy } from './page.ts';
import { platformRouter } from './platform-routes.ts';
import { type ReportsDeps, reportsRouter } from './report-routes.ts';
import { tutorialsRouter } from './tutorials.ts';
import type { AdminShellPage } from './views.ts';

/** The administrator's console at `/admin`: framed by nobody, opened by its own sessions alone. */
export function adminRouter(deps: ReportsDeps): Router {
  const router = Router();
  router.use(setConsolePolicy, formBody({ limit: '16kb', fields: 20 }));
  router.use('/enter', entryRouter(deps));
  router.use(requireSession(deps));
  router.use('/platforms', platformRouter(deps));
  router.use('/tutorials', tutorialsRouter(deps));
  router.use('/reports', reportsRouter(deps));
  router.use(homeRouter(deps));
  router.post('/closure', async (req, res) => {
    await endAdminSession(deps.db, getAdminSession(res).id, deps.now());
    await noteEvent(deps, { action: 'console closed', subject: 'console' }, actorOf(res));
    const t = translator(localeOf(req, res));
    // The page's script forgets the token.
    res.set('HX-Trigger', 'palier:closed');
    await page(req, res, 'message', {
      title: t('admin.closed.title'),
      paragraphs: [t('admin.closed.help')],
      action: null,
    } satisfies MessagePage);
  });
  router.use((req) => {
    throw new AppError('not-found', req.path);
  });
  const mounted = Router();
  mounted.use('/admin', router);
  return mounted;
}

/** Without a token, a navigation gets the shell: its script loads the page with what the history remembers. */
function requireSession(deps: LtiDeps) {
  return async (req: Request, res: Response, next: NextFunction) => {
    const token = bearerToken(req);
    const session = token === null ? undefined : await findAdminSession(deps.db, token, deps.now());
    if (session) {
      attachAdminSession(res, session);
      next();
      return;
    }
    const navigates = req.method === 'GET' && req.get('hx-request-type') === undefined;
    if (token !== null || !navigates) throw new AppError('admin-session-over');
    const title = translator(localeOf(req, res))('admin.shell.title');
    await adminPage(req, res, 'shell', { title } satisfies AdminShellPage);
  };
}
