import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { translator } from '../i18n/translate.ts';
import { deviceOf } from '../runs/device.ts';
import { formBody, parseForm } from '../web/form.ts';
import { go, localeOf, page } from '../web/page.ts';
import { getSession } from '../web/session.ts';
import { competencePage, competencesPage, resetPage } from './competences.ts';
import { enterCode } from './enter-code.ts';
import { homePage } from './home.ts';
import { getLearnerSession } from './learner.ts';
import { beginPractice, resetCompetence } from './practice.ts';
import type { CodePage } from './views.ts';

/** Codes that one pupil may try in vain. */
const WRONG_CODES = { count: 10, windowMs: 10 * 60_000 };

const codeForm = z.object({ code: z.string().max(200).default('') });

/** The pupil's space: home, competences, free practice, « J'ai un code ». */
export function studentRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '4kb', fields: 5 });

  router.get('/', async (req, res) => {
    const { role } = getSession(res);
    if (role === 'teacher') return go(res, '/welcome/no-campaign');
    if (role === 'none') return go(res, '/welcome/no-role');
    await page(req, res, 'student/home', await homePage(deps, req, res, getLearnerSession(res)));
  });

  router.get('/competences', async (req, res) => {
    const { userId } = getLearnerSession(res);
    await page(req, res, 'student/competences', await competencesPage(deps, req, res, userId));
  });

  router.get('/competences/:code', async (req, res) => {
    const { userId } = getLearnerSession(res);
    const model = await competencePage(deps, req, res, userId, req.params.code);
    await page(req, res, 'student/competence', model);
  });

  router.post('/competences/:code/practice', form, async (req, res) => {
    const session = getLearnerSession(res);
    const device = deviceOf(req.headers);
    go(res, `/runs/${await beginPractice(deps, String(req.params.code), session, device)}`);
  });

  router.get('/competences/:code/reset', async (req, res) => {
    const { userId } = getLearnerSession(res);
    await page(req, res, 'student/reset', await resetPage(deps, req, res, userId, req.params.code));
  });

  router.post('/competences/:code/reset', form, async (req, res) => {
    const code = String(req.params.code);
    await resetCompetence(deps, code, getLearnerSession(res).userId);
    go(res, `/competences/${code}`);
  });

  router.get('/code', async (req, res) => {
    getLearnerSession(res);
    await showCode(req, res, { value: '', why: null });
  });

  router.post('/code', form, limitCodes(deps.config.rateLimit), async (req, res) => {
    const session = getLearnerSession(res);
    const { code } = parseForm(codeForm, req.body);
    const entered = await enterCode(deps, code, session);
    if ('address' in entered) return go(res, entered.address);
    await showCode(req, res, { value: code, why: entered.why }, 422);
  });

  return router;
}

/** Guessing is slow: wrong codes are counted by person, whatever their sessions. */
function limitCodes(on: boolean): RequestHandler {
  if (!on) return (_req, _res, next) => next();
  return rateLimit({
    windowMs: WRONG_CODES.windowMs,
    limit: WRONG_CODES.count,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    keyGenerator: (_req, res) => getLearnerSession(res).userId,
    handler: (req: Request, res: Response, next: NextFunction) => {
      showCode(req, res, { value: '', why: 'many' }, 429).catch(next);
    },
  });
}

async function showCode(
  req: Request,
  res: Response,
  { value, why }: { readonly value: string; readonly why: string | null },
  status = 200,
): Promise<void> {
  const t = translator(localeOf(req, res));
  await page(
    req,
    res,
    'student/code',
    {
      title: t('student.code.title'),
      value,
      error: why && t(`student.code.${why}`),
    } satisfies CodePage,
    status,
  );
}
