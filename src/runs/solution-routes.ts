import { Router } from 'express';
import { AppError } from '../errors.ts';
import { parseId } from '../web/form.ts';
import { page } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import { presenterFor, type RunsDeps } from './deps.ts';
import { presentCorrected } from './present.ts';
import { getRun, listAnswers } from './store.ts';
import type { SolutionPage } from './views.ts';

/** « Voir la réponse »: to a teacher who tries, the correction of what is asked now. A run that counts has none. */
export function solutionRouter(deps: Pick<RunsDeps, 'db' | 'config' | 'now' | 'referential'>): Router {
  const router = Router();

  router.get('/runs/:id/solution', async (req, res) => {
    const { userId } = getTeacherSession(res);
    const run = await getRun(deps.db, parseId(req.params.id), userId);
    const { trial, currentChallenge } = run;
    if (!trial || currentChallenge === null) throw new AppError('not-found', 'solution');
    const answered = (await listAnswers(deps.db, run.id)).length;
    const back = `/runs/${run.id}`;
    const unanswered = {
      position: answered + 1,
      challengeId: currentChallenge,
      skillId: deps.referential().challenges.get(currentChallenge)?.skill ?? '',
      response: null,
      outcome: 'skipped',
      guess: 0,
      leftPage: 0,
    } as const;
    const answer = presentCorrected(presenterFor(deps, req, res, back), run, unanswered, {
      reportable: false,
    });
    if (!answer) throw new AppError('not-found', 'solution');
    await page(req, res, 'runs/solution', { title: run.title, back, answer } satisfies SolutionPage);
  });

  return router;
}
