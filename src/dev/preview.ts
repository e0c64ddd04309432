import path from 'node:path';
import { type Request, type Response, Router } from 'express';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { formatProblem, inReadingOrder, type Problem } from '../referential/problems.ts';
import type { Challenge, Referential } from '../referential/types.ts';
import { assess } from '../runs/answer.ts';
import { presentAsked } from '../runs/asked.ts';
import { type Presenter, presentCorrected } from '../runs/present.ts';
import { type AnswerForm, answerForm, readResponse } from '../runs/respond.ts';
import { challengeOf } from '../runs/seen.ts';
import { formBody, parseForm } from '../web/form.ts';
import type { Render } from '../web/page.ts';
import { listChallenges } from './preview-list.ts';

export interface PreviewDeps {
  /** The bank as the folder tells it now, sound or not. */
  readonly reading: () => { readonly referential: Referential; readonly problems: readonly Problem[] };
  readonly contentDir: string;
}

/**
 * The bank for authors: every challenge as a pupil sees it, in each of its variants, with its key on demand and an
 * answer to try. Shows the key to anybody: served on this machine alone, never in production.
 */
export function previewRouter(deps: PreviewDeps): Router {
  const router = Router();
  const t = translator('fr');

  router.get('/', async (req, res) => {
    const search = String(req.query.q ?? '').slice(0, 200);
    await show(req, res, 'dev/preview', {
      title: 'Aperçu de la banque',
      search,
      ...listChallenges(deps.reading().referential, search),
    });
  });

  router.get('/challenges/:id', async (req, res) => {
    await showChallenge(req, res, null);
  });

  router.post('/challenges/:id', formBody({ limit: '64kb', fields: 100 }), async (req, res) => {
    await showChallenge(req, res, parseForm(answerForm, req.body));
  });

  router.get('/tutorials/:id', async (req, res) => {
    const tutorial = deps.reading().referential.tutorials.get(req.params.id);
    if (!tutorial) throw new AppError('not-found', 'tutorial');
    const { title, minutes, html } = tutorial;
    await show(req, res, 'dev/preview-tutorial', { title, minutes, html });
  });

  router.get('/state', (_req, res) => {
    res.set('Cache-Control', 'no-store').json(state());
  });

  router.get('/files/*path', (req, res) => {
    const wanted = req.path.slice('/files/'.length);
    const [, number, id] = /^runs\/(\d+)\/([a-z0-9-]+)\//.exec(wanted) ?? [];
    if (number === undefined || id === undefined) {
      res.sendFile(wanted, { root: deps.contentDir, cacheControl: false });
      return;
    }
    const challenge = shown(id, number);
    const media = [...challenge.pictures, ...challenge.attachments].find((one) => one.path === wanted);
    if (!media?.made) throw new AppError('not-found', 'file');
    res.type(path.extname(wanted)).send(media.made());
  });

  return router;

  /** A variant: its number is its seed. */
  function shown(id: string, number: string): Challenge {
    const challenge = challengeOf(deps.reading().referential, { id: number, seed: number }, id);
    if (!challenge) throw new AppError('not-found', 'challenge');
    return challenge;
  }

  function state() {
    const { referential, problems } = deps.reading();
    return { version: referential.version, problems: inReadingOrder(problems).map(formatProblem) };
  }

  async function showChallenge(req: Request, res: Response, form: AnswerForm | null): Promise<void> {
    const { referential } = deps.reading();
    const id = String(req.params.id);
    const number = /^[1-9]\d{0,3}$/.test(String(req.query.variant)) ? Number(req.query.variant) : 1;
    const challenge = shown(id, String(number));
    const seed = String(number);
    const presenter: Presenter = {
      referential,
      locale: 'fr',
      t,
      fileAddress: (file) => `/files/${file}`,
      tutorialAddress: (tutorial) => `/tutorials/${tutorial}`,
      marks: null,
    };
    const response = form && readResponse(challenge, seed, form);
    const address = (variant: number) => `/challenges/${id}?variant=${variant}`;
    const all = [...referential.challenges.keys()];
    const place = all.indexOf(id);
    await show(req, res, 'dev/preview-challenge', {
      title: id,
      // Fragments of the pupil's page see every name given here: few, and none of theirs.
      about: {
        id,
        status: challenge.status,
        skill: referential.skills.get(challenge.skill)?.knows ?? '',
        level: referential.skills.get(challenge.skill)?.level ?? 0,
        seconds: challenge.seconds,
        variant: referential.challenges.get(id)?.generator
          ? { number, before: number > 1 ? address(number - 1) : null, after: address(number + 1) }
          : null,
        before: place > 0 ? `/challenges/${all[place - 1]}` : null,
        after: place < all.length - 1 ? `/challenges/${all[place + 1]}` : null,
      },
      page: {
        trial: false,
        deadline: null,
        title: 'Aperçu',
        stair: { answered: 0, remaining: null, label: t('run.stair.answered', { count: 0 }) },
        ...presentAsked(presenter, challenge, seed, form),
        ...(response === null ? {} : { error: null }),
        answerAction: address(number),
        skipAction: address(number),
        solutionAddress: null,
        changed: null,
        obstacle: null,
        focus: null,
        report: null,
      },
      tried: response !== null,
      answer: presentCorrected(
        presenter,
        { id: seed, seed },
        { ...assess(challenge, response, 1), leftPage: 0 },
        { reportable: false },
      ),
    });
  }

  async function show(req: Request, res: Response, view: string, model: object): Promise<void> {
    const render: Render = req.app.locals.render;
    const frame = {
      locale: 'fr',
      person: null,
      audience: 'teacher',
      token: null,
      address: req.originalUrl,
      look: {},
      signedIn: false,
      place: null,
    } as const;
    const { page } = await render(view, { ...model, ...state() }, frame);
    res.set('Cache-Control', 'no-store').type('html').send(page);
  }
}
