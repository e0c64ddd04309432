import { z } from 'zod';
import type { KnowledgeElement } from '../engine/method.ts';
import type { Translate } from '../i18n/translate.ts';
import { titleOf } from '../referential/title.ts';
import { domainOf, mastery } from '../scoring/mastery.ts';
import { profile } from '../scoring/points.ts';
import { shownByTube } from '../scoring/shown.ts';
import { type WeakTube, weakestTubes } from '../scoring/weakest.ts';
import { badgeResultSchema, presentBadges, scoreBadges } from './badges.ts';
import { countedScope } from './obstacle.ts';
import type { Presenter } from './present.ts';
import { presentTubes, type Reader } from './reasons.ts';
import type { Run } from './store.ts';
import { presentTutorial } from './tutorial-marks.ts';
import type { ResultPage } from './views.ts';

/** The result of a finished run; what the teacher gets is this, frozen at sending. */
export const runResultSchema = z.object({
  percent: z.number(),
  stars: z.number(),
  validated: z.number(),
  targeted: z.number(),
  pix: z.number(),
  competences: z.array(
    z.object({
      code: z.string(),
      validated: z.number(),
      targeted: z.number(),
      percent: z.number(),
      level: z.number(),
      pix: z.number(),
    }),
  ),
  // Results sent before there were any have none.
  badges: z.array(badgeResultSchema).default([]),
  /** Skills that left the count, since they could not be asked of this pupil. */
  leftOut: z.number().default(0),
  /** Levels targeted and validated, as bits. */
  tubes: z
    .array(
      z.object({ tube: z.string(), competence: z.string(), targeted: z.number(), validated: z.number() }),
    )
    .default([]),
});

export type RunResult = z.infer<typeof runResultSchema>;

export function validatedOf(knowledge: readonly KnowledgeElement[]): string[] {
  return knowledge.flatMap(({ skill, status }) => (status === 'validated' ? [skill] : []));
}

/** Mastery over everything targeted; pix and levels from the validated skills, as they were worth at the start. */
export function scoreRun(
  run: Pick<Run, 'scope' | 'badges' | 'obstacles'>,
  validatedSkills: readonly string[],
  maxLevel: number,
): RunResult {
  const validated = new Set(validatedSkills);
  const scope = countedScope(run);
  const rates = mastery(validated, scope);
  const points = profile(validated, scope, maxLevel);
  const competences = points.competences.map(({ competence, level, pix }) => {
    const rate = rates.competences.get(competence) ?? { validated: 0, targeted: 0, percent: 0 };
    return { code: competence, ...rate, level, pix };
  });
  competences.sort((a, b) => a.code.localeCompare(b.code));
  const { percent, stars } = rates;
  return {
    percent,
    stars,
    validated: rates.validated,
    targeted: rates.targeted,
    pix: points.total,
    competences,
    badges: scoreBadges(run.badges, validated, scope),
    leftOut: run.scope.length - scope.length,
    tubes: shownByTube(validated, scope),
  };
}

/** What a run owes to earlier ones, in a sentence. */
export function presentEarlier(
  t: Translate,
  run: Pick<Run, 'earlier'>,
  answered: number,
): ResultPage['earlier'] {
  if (run.earlier.length === 0) return null;
  const nothingAsked = answered === 0;
  const validated = validatedOf(run.earlier).length;
  const key = nothingAsked ? 'run.result.earlier.all' : 'run.result.earlier';
  return { label: t(key, { count: validated }), nothingAsked };
}

/** Topics to work on after a run, each with its lesson: at most this many. */
const MOST_TOPICS = 3;

/** Percent of the way from which a pupil reads of a badge not won. */
const NEAR = 50;

export function presentResult(
  presenter: Presenter,
  result: RunResult,
  run: Pick<Run, 'scope' | 'earlier' | 'obstacles' | 'trial'>,
  knowledge: readonly KnowledgeElement[],
  reader: Reader,
): Pick<
  ResultPage,
  'percent' | 'stars' | 'stage' | 'pix' | 'leftOut' | 'badges' | 'competences' | 'topics' | 'toWorkOn'
> {
  const { referential, locale, t } = presenter;
  const tubes = presentTubes(presenter, run, knowledge, reader);
  const weakest = weakestTubes(new Set(validatedOf(knowledge)), countedScope(run)).slice(0, MOST_TOPICS);
  return {
    percent: result.percent,
    stars: result.stars,
    stage: t(`run.stage.${result.stars}`),
    pix: result.pix,
    leftOut:
      result.leftOut === 0
        ? null
        : t(`run.result.left-out.${result.targeted === 0 ? 'all' : reader}`, { count: result.leftOut }),
    badges: presentBadges(result.badges, reader === 'teacher' ? 0 : NEAR),
    competences: result.competences.map((competence) => {
      const known = referential.competences.get(competence.code);
      return {
        ...competence,
        title: known ? titleOf(known, locale) : competence.code,
        domain: domainOf(competence.code),
        tubes: tubes.get(competence.code) ?? [],
      };
    }),
    topics: weakest.map((weak) => presentTopic(presenter, weak, run.trial)),
    toWorkOn: tutorialsFor(presenter, weakest),
  };
}

function presentTopic(
  { referential, locale, t }: Presenter,
  { tube: id, validated, targeted }: WeakTube,
  trial: boolean,
): ResultPage['topics'][number] {
  const tube = referential.tubes.get(id);
  const competence = referential.competences.get(tube?.competence ?? '');
  return {
    title: tube?.title ?? id,
    address: trial || !competence ? null : `/competences/${competence.code}`,
    domain: competence?.domain ?? '',
    competence: competence ? `${competence.code} ${titleOf(competence, locale)}` : '',
    detail: t('run.result.skills', { count: validated, validated, targeted }),
  };
}

/** Of each of these tubes, the lesson that explains. */
function tutorialsFor(presenter: Presenter, weakest: readonly WeakTube[]): ResultPage['toWorkOn'] {
  const { referential } = presenter;
  return weakest
    .flatMap(
      ({ tube }) =>
        referential.tubes.get(tube)?.tutorials.find((tutorial) => tutorial.role === 'comprendre') ?? [],
    )
    .map((tutorial) => presentTutorial(presenter, tutorial, 'next'));
}
