import { type Request, type Response, Router } from 'express';
import { AppError } from '../errors.ts';
import type { Challenge } from '../referential/types.ts';
import { formBody, parseForm, parseId } from '../web/form.ts';
import { go, page } from '../web/page.ts';
import { getSession } from '../web/session.ts';
import { presenterFor, type RunsDeps } from './deps.ts';
import { presentReport, readReport, reportAddress, reportForm } from './report.ts';
import { findOpenReport, saveReport } from './report-store.ts';
import { challengeOf } from './seen.ts';
import { getRun, listAnswers, type Run } from './store.ts';
import type { ReportPage } from './views.ts';

interface Met {
  readonly run: Run;
  readonly challenge: Challenge;
  /** Where its page was left. */
  readonly back: string;
}

/** « Signaler un problème »: of a challenge that this run asks or asked. */
export function reportRouter(deps: RunsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '16kb', fields: 10 });

  router.get('/runs/:id/reports/:challenge', async (req, res) => {
    const met = await getMet(req, res);
    const { userId } = met.run;
    const sent = await findOpenReport(deps.db, { userId, challengeId: met.challenge.id });
    await show(req, res, met, sent ? { sent } : {});
  });

  router.post('/runs/:id/reports/:challenge', form, async (req, res) => {
    const given = parseForm(reportForm, req.body);
    const met = await getMet(req, res);
    const { run, challenge } = met;
    const read = readReport(given);
    if ('key' in read) {
      await show(req, res, met, { form: given, fault: read.key }, 422);
      return;
    }
    const subject = { userId: run.userId, runId: run.id, challengeId: challenge.id };
    await saveReport(deps.db, { ...subject, ...read, reportedAt: deps.now() });
    go(res, reportAddress(run.id, challenge.id));
  });

  return router;

  /** @throws AppError not-found when the run is another's, or never asked this. */
  async function getMet(req: Request, res: Response): Promise<Met> {
    const challengeId = String(req.params.challenge);
    const run = await getRun(deps.db, parseId(req.params.id), getSession(res).userId);
    const challenge = challengeOf(deps.referential(), run, challengeId);
    const answers = await listAnswers(deps.db, run.id);
    const met =
      run.currentChallenge === challengeId || answers.some((answer) => answer.challengeId === challengeId);
    if (!challenge || !met) throw new AppError('not-found', 'challenge');
    // Corrections already left are all together; those of a checkpoint are still there.
    const left = run.finished && run.acknowledged >= answers.length;
    return { run, challenge, back: `/runs/${run.id}${left ? '/answers' : ''}` };
  }

  async function show(
    req: Request,
    res: Response,
    { run, challenge, back }: Met,
    shown: Parameters<typeof presentReport>[2],
    status = 200,
  ): Promise<void> {
    const { t } = presenterFor(deps, req, res, '');
    await page(
      req,
      res,
      'runs/report',
      {
        title: run.title,
        instructionHtml: challenge.instructionHtml,
        back,
        report: presentReport(t, reportAddress(run.id, challenge.id), shown),
      } satisfies ReportPage,
      status,
    );
  }
}
