import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { formBody, parseForm, parseId } from '../web/form.ts';
import { go, page } from '../web/page.ts';
import { getSession } from '../web/session.ts';
import { ensureAsked, recordAnswer } from './answer.ts';
import { presenterFor, type RunsDeps } from './deps.ts';
import { filesRouter } from './files.ts';
import {
  type Presenter,
  presentChoices,
  presentCorrected,
  presentFields,
  presentQuestion,
  presentStair,
} from './present.ts';
import { presentPlacement } from './present-placement.ts';
import { type AnswerForm, answerForm, missingFrom, readResponse } from './respond.ts';
import { presentEarlier, presentResult, scoreRun, validatedOf } from './result.ts';
import { type Answer, getRun, listAnswers, listKnowledge, type Run, updateAcknowledged } from './store.ts';
import type { AnswersPage, ChallengePage, CheckpointPage, ResultPage, TutorialPage } from './views.ts';

/** Answers between two checkpoints. */
const CHECKPOINT_EVERY = 5;

/** The play loop: challenge, answer, checkpoint, result. Every run is read through the session's pupil. */
export function runsRouter(deps: RunsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '64kb', fields: 100 });

  router.use('/files', filesRouter(deps));

  router.get('/runs/:id', async (req, res) => {
    const { userId } = getSession(res);
    const run = await ensureAsked(deps.db, deps.referential(), parseId(req.params.id), userId, deps.now());
    const answers = await listAnswers(deps.db, run.id);
    const presenter = presenterFor(deps, req, res, `/runs/${run.id}`);
    if (checkpointDue(run, answers)) {
      await page(req, res, 'runs/checkpoint', checkpointPage(presenter, run, answers));
    } else if (run.finished) {
      // In place: a launch is answered by a page, never by a redirect, which could not carry its session.
      await showResult(req, res, run, answers);
    } else {
      await page(req, res, 'runs/challenge', challengePage(presenter, run, answers, null));
    }
  });

  router.post('/runs/:id/answers', form, async (req, res) => {
    const { userId } = getSession(res);
    const given = parseForm(answerForm, req.body);
    const run = await getRun(deps.db, parseId(req.params.id), userId);
    const challenge = deps.referential().challenges.get(given.challenge);
    const asked = challenge && run.currentChallenge === challenge.id && !run.finished;
    const response = asked ? readResponse(challenge, run.seed, given) : null;
    if (asked && response === null) {
      const answers = await listAnswers(deps.db, run.id);
      const presenter = presenterFor(deps, req, res, `/runs/${run.id}`);
      await page(req, res, 'runs/challenge', challengePage(presenter, run, answers, given), 422);
      return;
    }
    if (response !== null) {
      await recordAnswer(
        deps.db,
        deps.referential(),
        { runId: run.id, userId, challengeId: given.challenge, response },
        deps.now(),
      );
    }
    go(res, `/runs/${run.id}`);
  });

  router.post('/runs/:id/skips', form, async (req, res) => {
    const { userId } = getSession(res);
    const { challenge } = parseForm(answerForm, req.body);
    const runId = parseId(req.params.id);
    await recordAnswer(
      deps.db,
      deps.referential(),
      { runId, userId, challengeId: challenge, response: null },
      deps.now(),
    );
    go(res, `/runs/${runId}`);
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
    const presenter = presenterFor(deps, req, res, `/runs/${run.id}/answers`);
    const answers = await listAnswers(deps.db, run.id);
    await page(req, res, 'runs/answers', {
      title: run.title,
      answers: correctedAnswers(presenter, run, answers),
      back: `/runs/${run.id}/result`,
    } satisfies AnswersPage);
  });

  router.get('/tutorials/:id', async (req, res) => {
    getSession(res);
    const tutorial = deps.referential().tutorials.get(req.params.id);
    if (!tutorial) throw new AppError('not-found', 'tutorial');
    const back = String(req.query.back ?? '');
    await page(req, res, 'runs/tutorial', {
      title: tutorial.title,
      minutes: tutorial.minutes,
      html: tutorial.html,
      back: /^\/runs\/\d{1,18}(\/result|\/answers)?$/.test(back) ? back : '/',
    } satisfies TutorialPage);
  });

  return router;

  async function showResult(
    req: Request,
    res: Response,
    run: Run,
    answers: readonly Answer[],
  ): Promise<void> {
    const knowledge = await listKnowledge(deps.db, run.id);
    const result = scoreRun(run, validatedOf(knowledge), deps.config.maxLevel);
    const presenter = presenterFor(deps, req, res, `/runs/${run.id}/result`);
    const complete = result.validated === result.targeted;
    await page(req, res, 'runs/result', {
      title: run.title,
      trial: run.trial,
      maxLevel: deps.config.maxLevel,
      ...presentResult(presenter, result, run, knowledge, 'pupil'),
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
  ): ChallengePage {
    const challenge = presenter.referential.challenges.get(run.currentChallenge ?? '');
    if (!challenge) throw new AppError('unexpected', 'the challenge asked is not in the bank');
    const choices = presentChoices(challenge, run.seed, unfinished);
    const missing = unfinished && missingFrom(challenge, run.seed, unfinished);
    return {
      title: run.title,
      trial: run.trial,
      stair: presentStair(presenter.t, answers.length, run.remaining),
      question: presentQuestion(presenter, challenge, unfinished),
      single: challenge.type === 'qcu' ? choices : [],
      several: challenge.type === 'qcm' ? choices : [],
      fields: presentFields(challenge, unfinished),
      placement: presentPlacement(presenter, challenge, run.seed, unfinished),
      answerAction: `/runs/${run.id}/answers`,
      skipAction: `/runs/${run.id}/skips`,
      error: missing && presenter.t(missing.key, { count: missing.count }),
    };
  }

  function checkpointPage(presenter: Presenter, run: Run, answers: readonly Answer[]): CheckpointPage {
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
    };
  }
}

function checkpointDue(run: Run, answers: readonly Answer[]): boolean {
  const fresh = answers.length - run.acknowledged;
  return run.finished ? fresh > 0 : fresh >= CHECKPOINT_EVERY;
}

function correctedAnswers(presenter: Presenter, run: Run, answers: readonly Answer[]) {
  return answers.flatMap((answer) => presentCorrected(presenter, run.seed, answer) ?? []);
}
