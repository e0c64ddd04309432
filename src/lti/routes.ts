import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { inTurn } from '../web/in-turn.ts';
import { localeOf, page } from '../web/page.ts';
import type { LtiDeps } from './deps.ts';
import { registrationHandler } from './dynamic-registration.ts';
import { createEnter } from './enter.ts';
import { createHttp } from './http.ts';
import { createToolKeys, PUBLISHED_FOR } from './keys.ts';
import { createKnownPlatforms } from './known-platforms.ts';
import { type Landing, launchHandler } from './launch.ts';
import { loginHandler } from './login.ts';
import { messageForm } from './message-form.ts';
import { createPlatformKeys } from './platform-keys.ts';
import { hostedConfiguration, readLtiSettings } from './settings.ts';

/** The routes of `ltiMessages`, which no router lists. */
export const MESSAGE_ROUTES = ['GET /lti/login', 'POST /lti/login', 'POST /lti/launch'] as const;

/**
 * The messages of LTI: logins and launches. The first thing in the app, since a class launches at once and is met by
 * these alone. A verified launch goes on in the app as a GET of the address that `landing` gives. Posts come from other
 * sites by nature: no cross-site refusal before it.
 * @param before what each of these must pass
 */
export function ltiMessages(
  deps: LtiDeps,
  landing: Landing,
  before: readonly RequestHandler[],
): RequestHandler {
  const platforms = createKnownPlatforms(deps.db);
  const keys = createPlatformKeys(deps, createHttp(deps.config));
  const login = loginHandler(deps, platforms);
  const launch = launchHandler(deps, { platforms, keys, enter: createEnter(deps.db), landing });
  const routes: Readonly<Record<(typeof MESSAGE_ROUTES)[number], RequestHandler>> = {
    'GET /lti/login': inTurn([...before, login]),
    'POST /lti/login': inTurn([...before, messageForm, login]),
    'POST /lti/launch': inTurn([...before, messageForm, launch]),
  };
  const doors = new Map<string, RequestHandler>(Object.entries(routes));
  return (req, res, next) => {
    // As a router would: an address may have been registered in capitals or with a slash too many, and asked for whole.
    const address = req.path.replace(/\/$/, '').toLowerCase();
    const door = doors.get(`${req.method === 'HEAD' ? 'GET' : req.method} ${address}`);
    if (door) door(req, res, next);
    else next();
  };
}

/** Every other `/lti/*` route. */
export function ltiRouter(deps: LtiDeps): Router {
  const router = express.Router();
  const http = createHttp(deps.config);
  const toolKeys = createToolKeys(deps);
  const settings = readLtiSettings();

  // Moodle fetches the address once when an activity is saved.
  router.get('/lti/launch', async (req, res) => {
    const t = translator(localeOf(req, res));
    await page(req, res, 'lti/ready', { title: t('lti.ready.title') });
  });
  router.get('/lti/jwks', async (_req, res) => {
    const keys = await toolKeys.published();
    res.set('Cache-Control', `public, max-age=${PUBLISHED_FOR}`).json({ keys });
  });
  router.get('/lti/config.json', (_req, res) => {
    res
      .set('Cache-Control', 'public, max-age=300')
      .json(hostedConfiguration(settings, deps.config.publicUrl));
  });
  router.get('/lti/register', registrationHandler(deps, http, settings));
  router.use(refuseOtherMethods);
  return router;
}

const METHODS: ReadonlyMap<string, string> = new Map([
  ['/lti/login', 'GET, HEAD, POST, OPTIONS'],
  ['/lti/launch', 'GET, HEAD, POST, OPTIONS'],
  ['/lti/jwks', 'GET, HEAD, OPTIONS'],
  ['/lti/config.json', 'GET, HEAD, OPTIONS'],
  ['/lti/register', 'GET, HEAD, OPTIONS'],
]);

/** After the routes and the messages: OPTIONS is told what there is; the rest is refused (RFC 9110, 15.5.6). */
function refuseOtherMethods(req: Request, res: Response, next: NextFunction): void {
  const methods = METHODS.get(req.path);
  if (methods === undefined) {
    next();
    return;
  }
  res.set('Allow', methods);
  if (req.method !== 'OPTIONS') throw new AppError('method-not-allowed', req.method);
  res.status(204).end();
}
