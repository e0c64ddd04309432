import path from 'node:path';
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type Response,
} from 'express';
import type { Logger } from 'pino';
import { adminRouter } from './admin/routes.ts';
import { ROOT } from './boot.ts';
import type { CampaignsDeps } from './campaigns/deps.ts';
import { describeDeadline, describeSending } from './campaigns/describe-sending.ts';
import { createLanding } from './campaigns/enter.ts';
import { campaignsRouter } from './campaigns/routes.ts';
import type { Db } from './db/database.ts';
import { styleguideRouter } from './dev/styleguide.ts';
import { AppError } from './errors.ts';
import { translator } from './i18n/translate.ts';
import { openPolicy, sessionPolicy } from './lti/frame-origins.ts';
import { findFirstName } from './lti/people.ts';
import { ltiMessages, ltiRouter } from './lti/routes.ts';
import { howItWorksRouter } from './runs/how-it-works.ts';
import { runsRouter } from './runs/routes.ts';
import { describePractice } from './student/describe-practice.ts';
import { meRouter } from './student/me-routes.ts';
import { studentRouter } from './student/routes.ts';
import { tutorialsRouter } from './student/tutorials-routes.ts';
import { noteDivisions } from './teacher/launched-division.ts';
import { teacherRouter } from './teacher/routes.ts';
import { accessibilityRouter } from './web/accessibility-routes.ts';
import { createAssets } from './web/assets.ts';
import { compress } from './web/compress.ts';
import { errorHandler } from './web/errors.ts';
import { inTurn } from './web/in-turn.ts';
import { createMetrics } from './web/metrics.ts';
import { createRender, localeOf, page } from './web/page.ts';
import {
  hasDocumentPolicy,
  limitRate,
  refuseCrossSiteWrites,
  securityHeaders,
  setDocumentPolicy,
} from './web/security.ts';
import {
  attachSession,
  attachSettings,
  bearerToken,
  findAttachedSession,
  findSession,
} from './web/session.ts';
import { sessionRouter } from './web/session-routes.ts';
import { settingsRouter } from './web/settings-routes.ts';
import { createSharedRender } from './web/shared-pages.ts';
import type { ShellPage } from './web/views.ts';

export interface AppDeps extends CampaignsDeps {
  readonly contentDir: string;
  /** Whether views, style sheets and scripts are read again as they change: each page costs ten times more. */
  readonly watch: boolean;
  /** Why the process is not ready yet; null when it is. */
  readonly notReady: () => string | null;
}

/** The whole application: each step in the order in which a request meets it. */
export function createApp(deps: AppDeps): Express {
  const { config, log, watch } = deps;
  const app = express();
  const assets = createAssets(path.join(ROOT, 'public'), { watch });
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  const cache = !watch;
  const render = createRender(path.join(ROOT, 'views'), assets, { cache });
  app.locals.render = render;
  app.locals.renderShared = createSharedRender(render, { cache });

  const metrics = config.metrics ? createMetrics() : null;
  const limits = config.rateLimit ? limitRate() : [];
  app.use(
    inTurn([
      logRequests(log),
      securityHeaders(config.production),
      ...(metrics ? [metrics.measure] : []),
      ltiMessages(deps, noteDivisions(deps, createLanding(deps)), limits),
    ]),
  );
  if (metrics) app.use(metrics.router);
  health(app, deps);
  app.use('/assets', compress(), assets.router);
  for (const limit of limits) app.use(limit);
  app.use(ltiRouter(deps));
  app.use(compress());
  if (!config.production) app.use('/dev', styleguideRouter());
  app.use(refuseCrossSiteWrites);
  app.use(adminRouter(deps));
  app.use(readSession(deps));
  app.use(howItWorksRouter(deps));
  app.use(sessionRouter(deps));
  app.use(settingsRouter(deps));
  app.use(accessibilityRouter(deps));
  app.use(campaignsRouter({ ...deps, stopping: () => deps.notReady() === 'stopping' }));
  app.use(
    runsRouter({
      ...deps,
      describeDeadline: (run, req, res) => describeDeadline(deps, run, req, res),
      describeSending: async (run, req, res) => ({
        ...(await describeSending(deps, run, req, res)),
        practice: await describePractice(deps.db, run.id, translator(localeOf(req, res))),
      }),
    }),
  );
  app.use(studentRouter(deps));
  app.use(teacherRouter(deps));
  app.use(tutorialsRouter(deps));
  app.use(meRouter(deps));
  app.use((req) => {
    throw new AppError('not-found', req.path);
  });
  app.use(showShell(deps));
  app.use(errorHandler(log, async (res) => setDocumentPolicy(res, await openPolicy(deps))));
  return app;
}

/** One line a request: no address parameters, no person. */
function logRequests(log: Logger) {
  return (req: Request, res: Response, next: NextFunction) => {
    const from = performance.now();
    const { method, path: address } = req;
    res.on('finish', () => {
      log.info(
        { method, path: address, status: res.statusCode, ms: Math.round(performance.now() - from) },
        'request',
      );
    });
    next();
  };
}

function health(app: Express, deps: AppDeps): void {
  app.get('/healthz', (_req, res) => {
    res.type('text/plain').send('ok');
  });
  app.get('/readyz', async (_req, res) => {
    const why = deps.notReady() ?? (await databaseFault(deps.db));
    res
      .status(why === null ? 200 : 503)
      .type('text/plain')
      .send(why ?? 'ready');
  });
}

async function databaseFault(db: Db): Promise<string | null> {
  try {
    await db.selectFrom('migration').select('name').limit(1).execute();
    return null;
  } catch {
    return 'database';
  }
}

function readSession(deps: AppDeps) {
  return async (req: Request, res: Response, next: NextFunction) => {
    const token = bearerToken(req);
    // A launch has attached its own, and told who came.
    const known = findAttachedSession(res) !== undefined || token === null;
    const found = known ? undefined : await findSession(deps.db, token, deps.now());
    if (found) {
      attachSession(res, found.session);
      attachSettings(res, found.settings);
      res.locals.person = await findFirstName(deps.db, found.session.userId);
    }
    const session = findAttachedSession(res);
    if (session) {
      if (!hasDocumentPolicy(res)) setDocumentPolicy(res, await sessionPolicy(deps, session));
    } else if (req.get('hx-request-type') !== undefined) {
      throw new AppError('session-over');
    }
    next();
  };
}

/** A page that wants a session, opened without (reload, new tab): its script loads it with what the history remembers. */
function showShell(deps: AppDeps): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const navigates = req.method === 'GET' || req.method === 'HEAD';
    if (!navigates || !(error instanceof AppError) || error.code !== 'session-missing') {
      next(error);
      return;
    }
    setDocumentPolicy(res, await openPolicy(deps));
    const title = translator(localeOf(req, res))('page.shell.title');
    await page(req, res, 'shell', { title } satisfies ShellPage);
  };
}
