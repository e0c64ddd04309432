import { isDeepStrictEqual } from 'node:util';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Device } from '../referential/schema.ts';
import type { Referential } from '../referential/types.ts';
import { formBody, parseForm, parseId } from '../web/form.ts';
import { go, page } from '../web/page.ts';
import { getSession } from '../web/session.ts';
import { ensureAsked, type Given, recordAnswer, recordDeparture, recordObstacle } from './answer.ts';
import { presentAsked } from './asked.ts';
import { presenterFor, type RunsDeps } from './deps.ts';
import { deviceOf } from './device.ts';
import { filesRouter } from './files.ts';
import { gainOf, presentGain } from './gain.ts';
import { REASONS } from './obstacle.ts';
import { type Presenter, presentCorrected, presentStair } from './present.ts';
import { presentChanged, presentObstacle } from './present-obstacle.ts';
import { presentReport, reportAddress } from './report.ts';
import { reportRouter } from './report-routes.ts';
import { type AnswerForm, answerForm, readResponse } from './respond.ts';
import { presentEarlier, presentResult, scoreRun, validatedOf } from './result.ts';
import { challengeOf } from './seen.ts';
import { solutionRouter } from './solution-routes.ts';
import {
  type Answer,
  getRun,
  listAnswers,
  listKnowledge,
  type Run,
  updateAcknowledged,
  updateFocusTold,
} from './store.ts';
import { listMarks } from './tutorial-store.ts';
import type { AnswersPage, ChallengePage, CheckpointPage, FocusPage, ResultPage } from './views.ts';

/** Answers between two checkpoints. */
const CHECKPOINT_EVERY = 5;

/** Times that a page is said to have been left are counted this far. */
const MOST_DEPARTURES = 99;
const departureForm = z.object({
  challenge: z.string().max(200),
  times: z.coerce.number().int().min(1).max(MOST_DEPARTURES),
});
const obstacleForm = z.object({ reason: z.enum(REASONS) });

/** The play loop: challenge, answer, checkpoint, result. Every run is read through the session's pupil. */
export function runsRouter(deps: RunsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '64kb', fields: 100 });

  router.use('/files', filesRouter(deps));
  router.use(reportRouter(deps));
  router.use(solutionRouter(deps));

  router.get('/runs/:id', async (req, res) => {
    const { userId } = getSession(res);
    const run = await ensureAsked(deps.db, deps.referential(), parseId(req.params.id), userId, deps.now());
    const answers = await listAnswers(deps.db, run.id);
    const presenter = presenterFor(deps, req, res, `/runs/${run.id}`);
    const elsewhere = req.query.elsewhere === undefined ? null : presenter.t('run.elsewhere');
    if (checkpointDue(run, answers)) {
      const marks = await listMarks(deps.db, userId);
      const model = checkpointPage({ ...presenter, marks }, run, answers, elsewhere);
      const deadline = await deps.describeDeadline(run, req, res);
      await page(req, res, 'runs/checkpoint', { ...model, deadline } satisfies CheckpointPage);
    } else if (run.finished) {
      // In place: a launch is answered by a page, never by a redirect, which could not carry its session.
      await showResult(req, res, run, answers);
    } else if (asksFocus(deps.referential(), run) && !run.focusTold) {
      await page(req, res, 'runs/focus', {
        title: run.title,
        trial: run.trial,
        stair: presentStair(presenter.t, answers.length, run.remaining),
        action: `/runs/${run.id}/focus`,
      } satisfies FocusPage);
    } else {
      const model = challengePage(presenter, run, answers, null, deviceOf(req.headers));
      const deadline = await deps.describeDeadline(run, req, res);
      const changed = elsewhere ?? model.changed;
      await page(req, res, 'runs/challenge', { ...model, changed, deadline } satisfies ChallengePage);
    }
  });

  router.post('/runs/:id/answers', form, async (req, res) => {
    const { userId } = getSession(res);
    const given = parseForm(answerForm, req.body);
    const run = await getRun(deps.db, parseId(req.params.id), userId);
    const challenge = challengeOf(deps.referential(), run, given.challenge);
    const response = challenge ? readResponse(challenge, run.seed, given) : null;
    const asked = run.currentChallenge === given.challenge && !run.finished;
    if (challenge && asked && response === null) {
      const answers = await listAnswers(deps.db, run.id);
      const presenter = presenterFor(deps, req, res, `/runs/${run.id}`);
      const model = challengePage(presenter, run, answers, given, deviceOf(req.headers));
      const deadline = await deps.describeDeadline(run, req, res);
      await page(req, res, 'runs/challenge', { ...model, deadline } satisfies ChallengePage, 422);
      return;
    }
    if (response === null) return go(res, `/runs/${run.id}`);
    await answer(res, { runId: run.id, userId, challengeId: given.challenge, response });
  });

  router.post('/runs/:id/skips', form, async (req, res) => {
    const { userId } = getSession(res);
    const { challenge } = parseForm(answerForm, req.body);
    await answer(res, { runId: parseId(req.params.id), userId, challengeId: challenge, response: null });
  });

  router.post('/runs/:id/obstacles/:challenge', form, async (req, res) => {
    const { userId } = getSession(res);
    const runId = parseId(req.params.id);
    const { reason } = parseForm(obstacleForm, req.body);
    const said = { runId, userId, challengeId: String(req.params.challenge), reason };
    await recordObstacle(deps.db, deps.referential(), said, deps.now());
    go(res, `/runs/${runId}`);
  });

  router.post('/runs/:id/focus', form, async (req, res) => {
    const run = await getRun(deps.db, parseId(req.params.id), getSession(res).userId);
    await updateFocusTold(deps.db, run.id);
    go(res, `/runs/${run.id}`);
  });

  router.post('/runs/:id/departures', form, async (req, res) => {
    const { userId } = getSession(res);
    const { challenge, times } = parseForm(departureForm, req.body);
    const left = { runId: parseId(req.params.id), userId, challengeId: challenge, times };
    await recordDeparture(deps.db, deps.referential(), left);
    res.status(204).end();
  });

  router.post('/runs/:id/acknowledgements', form, async (req, res) => {
    const { userId } = getSession(res);
    const run = await getRun(deps.db, parseId(req.params.id), userId);
    const { upto } = parseForm(z.object({ upto: z.coerce.number().int().min(0).max(10_000) }), req.query);
    const answers = await listAnswers(deps.db, run.id);
    await updateAcknowledged(deps.db, run.id, Math.min(upto, answers.length));
    go(res, `/runs/${run.id}`);
  });

  router.get('/runs/:id/result', async (req, res) => {
    const run = await getRun(deps.db, parseId(req.params.id), getSession(res).userId);
    if (!run.finished) return go(res, `/runs/${run.id}`);
    await showResult(req, res, run, await listAnswers(deps.db, run.id));
  });

  router.get('/runs/:id/answers', async (req, res) => {
    const run = await getRun(deps.db, parseId(req.params.id), getSession(res).userId);
    if (!run.finished) return go(res, `/runs/${run.id}`);
    const marks = await listMarks(deps.db, run.userId);
    const presenter = presenterFor(deps, req, res, `/runs/${run.id}/answers`, marks);
    const answers = await listAnswers(deps.db, run.id);
    await page(req, res, 'runs/answers', {
      title: run.title,
      answers: correctedAnswers(presenter, run, answers),
      back: `/runs/${run.id}/result`,
    } satisfies AnswersPage);
  });

  return router;

  /** A page left open elsewhere hears that its question has another answer already; a second click, nothing. */
  async function answer(res: Response, given: Given): Promise<void> {
    const stands = await recordAnswer(deps.db, deps.referential(), given, deps.now());
    const other = stands !== null && !isDeepStrictEqual(stands.response, given.response);
    go(res, `/runs/${given.runId}${other ? '?elsewhere=yes' : ''}`);
  }

  async function showResult(
    req: Request,
    res: Response,
    run: Run,
    answers: readonly Answer[],
  ): Promise<void> {
    const knowledge = await listKnowledge(deps.db, run.id);
    const result = scoreRun(run, validatedOf(knowledge), deps.config.maxLevel);
    const marks = await listMarks(deps.db, run.userId);
    const presenter = presenterFor(deps, req, res, `/runs/${run.id}/result`, marks);
    const complete = result.validated === run.scope.length;
    await page(req, res, 'runs/result', {
      title: run.title,
      trial: run.trial,
      maxLevel: deps.config.maxLevel,
      ...presentResult(presenter, result, run, knowledge, 'pupil'),
      gain: presentGain(presenter, gainOf(run, validatedOf(knowledge), deps.config.maxLevel)),
      earlier: presentEarlier(presenter.t, run, answers.length),
      answersAddress: answers.length > 0 ? `/runs/${run.id}/answers` : null,
      classAddress: run.trial ? run.origin : null,
      ...(await deps.describeSending({ ...run, complete }, req, res)),
    } satisfies ResultPage);
  }

  function challengePage(
    presenter: Presenter,
    run: Run,
    answers: readonly Answer[],
    unfinished: AnswerForm | null,
    device: Device | null,
  ): Omit<ChallengePage, 'deadline'> {
    const challenge = challengeOf(presenter.referential, run, run.currentChallenge ?? '');
    if (!challenge) throw new AppError('unexpected', 'the challenge asked is not in the bank');
    return {
      title: run.title,
      trial: run.trial,
      stair: presentStair(presenter.t, answers.length, run.remaining),
      ...presentAsked(presenter, challenge, run.seed, unfinished),
      answerAction: `/runs/${run.id}/answers`,
      skipAction: `/runs/${run.id}/skips`,
      solutionAddress: run.trial ? `/runs/${run.id}/solution` : null,
      report: presentReport(presenter.t, reportAddress(run.id, challenge.id)),
      obstacle: presentObstacle(presenter.t, run.id, challenge, device),
      focus: challenge.focus ? { action: `/runs/${run.id}/departures`, times: run.leftPage } : null,
      changed: presentChanged(presenter.t, run, answers.length),
    };
  }

  function checkpointPage(
    presenter: Presenter,
    run: Run,
    answers: readonly Answer[],
    changed: string | null,
  ): Omit<CheckpointPage, 'deadline'> {
    const fresh = answers.slice(run.acknowledged);
    const count = (outcome: Answer['outcome']) => fresh.filter((answer) => answer.outcome === outcome).length;
    const remaining = run.finished ? null : run.remaining;
    return {
      title: run.title,
      trial: run.trial,
      stair: presentStair(presenter.t, answers.length, remaining),
      summary: { right: count('right'), wrong: count('wrong'), skipped: count('skipped') },
      answers: correctedAnswers(presenter, run, fresh),
      continueAction: `/runs/${run.id}/acknowledgements?upto=${answers.length}`,
      last: run.finished,
      changed,
    };
  }
}

function asksFocus(referential: Referential, run: Run): boolean {
  return referential.challenges.get(run.currentChallenge ?? '')?.focus ?? false;
}

function checkpointDue(run: Run, answers: readonly Answer[]): boolean {
  const fresh = answers.length - run.acknowledged;
  return run.finished ? fresh > 0 : fresh >= CHECKPOINT_EVERY;
}

function correctedAnswers(presenter: Presenter, run: Run, answers: readonly Answer[]) {
  return answers.flatMap((answer) => presentCorrected(presenter, run, answer) ?? []);
}
