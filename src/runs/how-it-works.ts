import { Router } from 'express';
import { createEngine } from '../engine/engine.ts';
import { type Attempt, DEFAULT_POLICY, type Policy } from '../engine/method.ts';
import { type Translate, translator } from '../i18n/translate.ts';
import type { Referential } from '../referential/types.ts';
import { percentOf, starsOf } from '../scoring/mastery.ts';
import { type PointsSkill, pixOfSkill, profile } from '../scoring/points.ts';
import { localeOf, page } from '../web/page.ts';
import { findAttachedSession } from '../web/session.ts';
import type { RunsDeps } from './deps.ts';
import type { DrawnStep, HowItWorksPage } from './views.ts';

type Deps = Pick<RunsDeps, 'config' | 'referential'>;

/** « Comment ça marche ? »: the method, the score and what is inferred, for anybody, with or without a session. */
export function howItWorksRouter(deps: Deps): Router {
  const router = Router();
  router.get('/how-it-works', async (req, res) => {
    const back = String(req.query.back ?? '');
    const model: HowItWorksPage = {
      ...explain(translator(localeOf(req, res)), deps.referential(), deps.config),
      back: BACK.test(back) ? back : null,
      teacher: findAttachedSession(res)?.role === 'teacher',
    };
    await page(req, res, 'runs/how-it-works', model);
  });
  return router;
}

/** Pages that lead here, and where their reader goes back to. */
const BACK = /^\/(runs\/\d{1,18}(\/result)?|campaigns\/[A-Z]{6}\d{3}(\/entry)?|participations\/\d{1,18})$/;

/** The words are the message files'; every figure comes from the rules themselves. */
export function explain(
  t: Translate,
  referential: Pick<Referential, 'competences'>,
  settings: Pick<RunsDeps['config'], 'maxLevel' | 'retryDays'>,
): Omit<HowItWorksPage, 'back' | 'teacher'> {
  return {
    title: t('how.title'),
    example: drawnExample(t),
    numbers: { ...workedNumbers(referential.competences.size), ...settings },
  };
}

const LEVELS = 8;
/** Levels of the drawn example: answered right, then not. */
const RIGHT = 3;
const WRONG = 5;
const PIX_RULE: Policy = { ...DEFAULT_POLICY, method: 'pix' };

/** One topic of eight levels: a right answer, a wrong one, and the question that follows, as the engine says. */
export function drawnExample(t: Translate): HowItWorksPage['example'] {
  const scope = Array.from({ length: LEVELS }, (_, i) => {
    return { id: String(i + 1), tube: 'topic', competence: 'competence', level: i + 1, guess: 0 };
  });
  const engine = createEngine(scope, PIX_RULE);
  const attempts: Attempt[] = [
    { skill: String(RIGHT), correct: true, guess: 0 },
    { skill: String(WRONG), correct: false, guess: 0 },
  ];
  const next = Number(engine.next(attempts, 'example').skill);
  const draw = (answered: number, asked: number | null): DrawnStep[] => {
    const known = new Map(
      engine.knowledge(attempts.slice(0, answered)).map((element) => [Number(element.skill), element]),
    );
    return scope.map(({ level }) => {
      const element = known.get(level);
      if (level === asked) return { level, state: 'asked' };
      if (!element) return { level, state: 'open' };
      const missing = element.source === 'direct' ? 'missed' : 'ruled-out';
      return { level, state: element.status === 'validated' ? element.source : missing };
    });
  };
  const known = engine.knowledge(attempts).length;
  const between = { right: RIGHT, below: RIGHT - 1, wrong: WRONG, above: WRONG + 1, top: LEVELS };
  const levels = { ...between, next, known, answers: attempts.length };
  return [
    { steps: draw(1, null), caption: t('how.example.right', levels) },
    { steps: draw(2, null), caption: t('how.example.wrong', levels) },
    { steps: draw(2, next), caption: t('how.example.next', levels) },
  ];
}

/** Validated of targeted, in the guide's own example. */
const MASTERED = { validated: 13, targeted: 22 };

function workedNumbers(competences: number): Omit<HowItWorksPage['numbers'], 'maxLevel' | 'retryDays'> {
  const skills = Array.from({ length: competences }, (_, c) => competenceOf(String(c))).flat();
  const whole = profile(new Set(skills.map(({ id }) => id)), skills, LEVELS);
  // Both skills of levels 1 and 2, one of level 3.
  const [one] = profile(new Set(skills.slice(0, 5).map(({ id }) => id)), skills, LEVELS).competences;
  const percent = percentOf(MASTERED.validated, MASTERED.targeted);
  const first = (stars: number) =>
    Array.from({ length: 101 }, (_, whole) => whole).find((value) => starsOf(value) >= stars) ?? 100;
  return {
    ...MASTERED,
    percent,
    stars: starsOf(percent),
    oneStar: first(1),
    twoStars: first(2),
    threeStars: first(3),
    pixOfTwo: pixOfSkill(2),
    pixOfFour: pixOfSkill(4),
    pix: one?.pix ?? 0,
    level: one?.level ?? 0,
    missing: one?.missing ?? 0,
    levels: LEVELS,
    competences,
    total: whole.total,
  };
}

/** Two skills a level. */
function competenceOf(competence: string): (PointsSkill & { readonly pix: number })[] {
  return Array.from({ length: 2 * LEVELS }, (_, i) => {
    return { id: `${competence}:${i}`, competence, level: Math.floor(i / 2) + 1, pix: pixOfSkill(2) };
  });
}
