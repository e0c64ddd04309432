/** Every address of the demo LMS. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Express, NextFunction, Request, Response, Router } from 'express';
import express from 'express';
import * as actions from './actions.ts';
import { answerAuthorization } from './authorization.ts';
import { takeDeepLinkingAnswer } from './deep-linking.ts';
import { openIdConfiguration } from './discovery.ts';
import type { Platform } from './installation.ts';
import * as lineItems from './line-items.ts';
import { listMembers } from './memberships.ts';
import { PageRefusal, sendPage } from './page.ts';
import * as pages from './pages.ts';
import { registerClient } from './registration.ts';
import { listResults } from './results.ts';
import { takeScore } from './scores.ts';
import { answerServiceError, onlyMethods, ServiceRefusal, sendAs } from './service.ts';
import { issueToken } from './token.ts';
import { COURSE } from './world.ts';

const PUBLIC = fileURLToPath(new URL('./public/', import.meta.url));

export function createApp(platform: Platform): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(platform.faults.journal);
  app.use('/public', express.static(PUBLIC, { index: false, maxAge: '5m' }));
  // One parser for all: every body is read as text, and by its reader with the media type it must have.
  app.use(express.text({ type: () => true, limit: '512kb' }));
  app.use('/api', platform.faults.strike, services(platform));
  app.use(machineAddresses(platform));
  app.use(browserAddresses(platform));
  app.use(() => {
    throw new PageRefusal(404, 'Page introuvable', 'Cette adresse n’existe pas. Revenez à l’accueil.');
  });
  app.use(answerPageError(platform));
  return app;
}

function services(platform: Platform): Router {
  const router = express.Router();
  const course = `/courses/${COURSE.id}`;
  router
    .route(`${course}/line-items`)
    .get((request, response) => lineItems.listLineItems(platform, request, response))
    .post((request, response) => lineItems.createLineItem(platform, request, response))
    .all(onlyMethods('GET', 'POST'));
  router
    .route(`${course}/line-items/:lineItem`)
    .get((request, response) => lineItems.readLineItem(platform, request, response))
    .put((request, response) => lineItems.replaceLineItem(platform, request, response))
    .delete((request, response) => lineItems.deleteLineItem(platform, request, response))
    .all(onlyMethods('GET', 'PUT', 'DELETE'));
  router
    .route(`${course}/line-items/:lineItem/scores`)
    .post((request, response) => takeScore(platform, request, response))
    .all(onlyMethods('POST'));
  router
    .route(`${course}/line-items/:lineItem/results`)
    .get((request, response) => listResults(platform, request, response))
    .all(onlyMethods('GET'));
  router
    .route(`${course}/memberships`)
    .get((request, response) => listMembers(platform, request, response))
    .all(onlyMethods('GET'));
  router.use(() => {
    throw new ServiceRefusal(404, 'not_found', 'There is no such resource.');
  });
  router.use(answerServiceError(platform));
  return router;
}

function machineAddresses(platform: Platform): Router {
  const router = express.Router();
  router
    .route('/.well-known/openid-configuration')
    .get((_request, response) => sendAs(response, 200, 'application/json', openIdConfiguration(platform)))
    .all(onlyMethods('GET'));
  router
    .route('/lti/jwks')
    .get((_request, response) => {
      response.set('Cache-Control', 'public, max-age=300').json(platform.keys.jwks);
    })
    .all(onlyMethods('GET'));
  router
    .route('/lti/token')
    .all(platform.faults.strike)
    .post(async (request, response) => {
      response.set('Pragma', 'no-cache');
      sendAs(response, 200, 'application/json', await issueToken(platform, request));
    })
    .all(onlyMethods('POST'));
  router
    .route('/register')
    .post((request, response) => registerClient(platform, request, response))
    .all(onlyMethods('POST'));
  // Anything that is not a refusal of a service is left to the pages' own error page.
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    const machine = /^\/(\.well-known|lti\/(jwks|token)|register)/.test(request.path);
    if (machine) answerServiceError(platform)(error, request, response, next);
    else next(error);
  });
  return router;
}

function browserAddresses(platform: Platform): Router {
  const router = express.Router();
  router.get('/lti/auth', (request, response) => answerAuthorization(platform, request, response));
  router.post('/lti/auth', (request, response) => answerAuthorization(platform, request, response));
  router.post('/lti/deep-linking', (request, response) => takeDeepLinkingAnswer(platform, request, response));
  router.get('/', (_request, response) => pages.showHome(platform, response));
  router.get('/as', actions.choosePerson);
  const as = '/as/:person';
  router.use(as, actions.refuseOtherSites);
  router.get(`${as}/course`, (request, response) => pages.showCourse(platform, request, response));
  router.get(`${as}/add`, (request, response) => pages.showPicker(platform, request, response));
  router.get(`${as}/gradebook`, (request, response) => pages.showGradebook(platform, request, response));
  router.get(`${as}/roster`, pages.showRoster);
  router.get(`${as}/return`, pages.showReturn);
  router.get(`${as}/settings`, (request, response) => pages.showSettings(platform, request, response));
  router.post(`${as}/settings`, (request, response) => actions.changeSettings(platform, request, response));
  router.post(`${as}/register`, (request, response) =>
    actions.startRegistration(platform, request, response),
  );
  router.post(`${as}/tools/:client/remove`, (request, response) =>
    actions.removeClient(platform, request, response),
  );
  const activity = `${as}/activity/:activity`;
  router.get(activity, (request, response) => pages.showActivity(platform, request, response));
  router.get(`${activity}/tab`, (request, response) => pages.showActivityTab(platform, request, response));
  router.post(`${activity}/delete`, (request, response) =>
    actions.removeActivity(platform, request, response),
  );
  router.post(`${activity}/duplicate`, (request, response) =>
    actions.copyActivity(platform, request, response),
  );
  router.use(as, actions.missingPage);
  return router;
}

function answerPageError(platform: Platform) {
  return async (error: unknown, request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof PageRefusal) {
      const page = { title: error.heading, message: error.message, reference: undefined };
      await sendPage(response, 'error', page, { status: error.status });
      return;
    }
    if (
      error instanceof Error &&
      'status' in error &&
      typeof error.status === 'number' &&
      error.status < 500
    ) {
      const message =
        'Votre navigateur a envoyé une demande que ce LMS ne peut pas lire. Revenez à l’accueil.';
      const page = { title: 'Demande illisible', message, reference: undefined };
      await sendPage(response, 'error', page, { status: error.status });
      return;
    }
    const reference = randomUUID().slice(0, 8);
    platform.log.error({ reference, path: request.path, error: String(error) }, 'demo LMS');
    const message = 'Revenez à l’accueil et recommencez ; si cela se répète, donnez cette référence.';
    await sendPage(
      response,
      'error',
      { title: 'Quelque chose a échoué', message, reference },
      { status: 500 },
    );
  };
}
