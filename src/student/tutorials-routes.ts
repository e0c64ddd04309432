import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import type { Tutorial } from '../referential/types.ts';
import { presenterFor } from '../runs/deps.ts';
import { answerForm } from '../runs/respond.ts';
import { presentMarks } from '../runs/tutorial-marks.ts';
import { listMarks, saveMark } from '../runs/tutorial-store.ts';
import { formBody, parseForm } from '../web/form.ts';
import { go, localeOf, page } from '../web/page.ts';
import { getSession } from '../web/session.ts';
import { answerExercise, askExercise, type Exercise } from './tutorials-exercise.ts';
import { presentLesson, tutorialsPage } from './tutorials-page.ts';
import { findUnderway, listLastAnswers } from './tutorials-store.ts';
import type { TutorialPage } from './tutorials-views.ts';

const yes = z.enum(['yes', 'no']).transform((word) => word === 'yes');
/** One change a press; `place`: the group of buttons that was pressed. */
const markQuery = z.intersection(
  z.object({ place: z.string().regex(/^marks-[a-z0-9-]{1,150}$/) }),
  z.union([
    z.object({ saved: yes }),
    z.object({ done: yes }),
    z.object({
      helped: z
        .enum(['yes', 'no', 'unsaid'])
        .transform((word) => (word === 'unsaid' ? null : word === 'yes')),
    }),
  ]),
);
const turnQuery = z.object({ turn: z.coerce.number().int().min(0).max(999).default(0) });

/** « Mes tutos »: lessons recommended, kept and done, each with an exercise that leaves no trace. */
export function tutorialsRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '64kb', fields: 100 });

  router.get('/tutorials', async (req, res) => {
    const { userId } = getSession(res);
    const competence = textOf(req.query.competence);
    const wanted = {
      competence: deps.referential().competences.has(competence) ? competence : null,
      open: textOf(req.query.open) || null,
    };
    const presenter = presenterFor(deps, req, res, '/tutorials', await listMarks(deps.db, userId));
    const answers = await listLastAnswers(deps.db, userId);
    await page(req, res, 'student/tutorials', tutorialsPage(presenter, answers, wanted));
  });

  router.get('/tutorials/:id', async (req, res) => {
    const { userId } = getSession(res);
    const tutorial = tutorialOf(req);
    const back = textOf(req.query.back);
    const presenter = presenterFor(deps, req, res, '/tutorials', await listMarks(deps.db, userId));
    await page(req, res, 'student/tutorial', {
      title: tutorial.title,
      minutes: tutorial.minutes,
      back: /^\/runs\/\d{1,18}(\/result|\/answers)?$/.test(back) ? back : '/tutorials',
      ...presentLesson(presenter, tutorial),
    } satisfies TutorialPage);
  });

  router.post('/tutorials/:id/marks', async (req, res) => {
    const { userId } = getSession(res);
    const tutorial = tutorialOf(req);
    const { place, ...change } = parseForm(markQuery, req.query);
    await saveMark(deps.db, { userId, tutorial: tutorial.id }, change, deps.now());
    if (req.get('hx-request-type') !== 'partial') return go(res, `/tutorials/${tutorial.id}`);
    const t = translator(localeOf(req, res));
    const marks = await listMarks(deps.db, userId);
    const model = presentMarks(t, tutorial, marks.get(tutorial.id), place, change);
    await page(req, res, 'runs/_marks', model);
  });

  router.get('/tutorials/:id/exercise', async (req, res) => {
    const exercise = await exerciseOf(req, res);
    const presenter = presenterFor(deps, req, res, '/tutorials');
    await page(req, res, 'student/exercise', askExercise(presenter, exercise, req));
  });

  router.post('/tutorials/:id/exercise', form, async (req, res) => {
    const exercise = await exerciseOf(req, res);
    const given = parseForm(answerForm, req.body);
    const answered = answerExercise(presenterFor(deps, req, res, '/tutorials'), exercise, given);
    // A page kept open while a run began to ask it: another is chosen.
    if (!answered) return go(res, `/tutorials/${exercise.tutorial.id}/exercise?turn=${exercise.turn}`);
    await page(req, res, 'student/exercise', answered.page, answered.status);
  });

  return router;

  /** @throws AppError not-found */
  function tutorialOf(req: Request): Tutorial {
    const tutorial = deps.referential().tutorials.get(String(req.params.id));
    if (!tutorial) throw new AppError('not-found', 'tutorial');
    return tutorial;
  }

  async function exerciseOf(req: Request, res: Response): Promise<Exercise> {
    const { userId } = getSession(res);
    const tutorial = tutorialOf(req);
    const { turn } = parseForm(turnQuery, req.query);
    return { userId, tutorial, turn, underway: await findUnderway(deps.db, userId) };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
