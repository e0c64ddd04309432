import type { KnowledgeElement } from '../engine/method.ts';
import { reasonOf } from '../engine/reason.ts';
import { formatDate } from '../i18n/translate.ts';
import { leftOut } from './obstacle.ts';
import type { Presenter } from './present.ts';
import type { FrozenSkill } from './scope.ts';
import type { Run } from './store.ts';
import type { SkillStep, TubeResult } from './views.ts';

/** Who reads: pupils are spoken to, teachers read of the pupil. */
export type Reader = 'pupil' | 'teacher';

interface Explained extends SkillStep {
  readonly status: 'validated' | 'missing' | 'left-out';
  readonly why: string;
}

/** How each skill targeted stands and why, by competence code, then tube, lowest level first. */
export function presentTubes(
  presenter: Presenter,
  run: Pick<Run, 'scope' | 'earlier' | 'obstacles'>,
  knowledge: readonly KnowledgeElement[],
  reader: Reader,
): ReadonlyMap<string, readonly TubeResult[]> {
  const explain = explainer(presenter, run, knowledge, reader);
  const competences = Map.groupBy(run.scope, (skill) => skill.competence);
  return new Map(
    [...competences].map(([code, skills]) => [
      code,
      [...Map.groupBy(skills, (skill) => skill.tube)].map(([tube, owned]) => {
        const steps = owned.toSorted((a, b) => a.level - b.level).map(explain);
        return {
          title: presenter.referential.tubes.get(tube)?.title ?? tube,
          steps: steps.map(({ level, state }) => ({ level, state })),
          reasons: group(presenter, steps),
        };
      }),
    ]),
  );
}

function explainer(
  { t, locale }: Presenter,
  { scope, earlier, obstacles }: Pick<Run, 'scope' | 'earlier' | 'obstacles'>,
  knowledge: readonly KnowledgeElement[],
  reader: Reader,
): (skill: FrozenSkill) => Explained {
  const known = new Map(knowledge.map((element) => [element.skill, element]));
  const kept = new Map(earlier.map((element) => [element.skill, element]));
  const gone = leftOut(obstacles);
  return ({ id, level }) => {
    const element = known.get(id);
    const before = kept.get(id);
    if (gone.has(id))
      return { level, state: 'left-out', status: 'left-out', why: t(`knowledge.left-out.${reader}`) };
    if (!element) return { level, state: 'missing', status: 'missing', why: t('knowledge.unknown') };
    const validated = element.status === 'validated';
    if (before) {
      const why = t(`knowledge.kept.${before.status}`, { date: formatDate(before.at, locale) });
      return {
        level,
        state: validated ? 'kept' : 'missing',
        status: validated ? 'validated' : 'missing',
        why,
      };
    }
    const { key, values } = reasonOf(element, scope);
    const why = t(reader === 'teacher' ? `${key}.teacher` : key, values);
    return validated
      ? { level, state: element.source, status: 'validated', why }
      : { level, state: 'missing', status: 'missing', why };
  };
}

/** Neighbouring levels that stand alike for the same reason are said at once. */
function group({ t }: Presenter, steps: readonly Explained[]): TubeResult['reasons'] {
  const groups: Explained[][] = [];
  for (const step of steps) {
    const last = groups.at(-1)?.at(-1);
    if (last && last.status === step.status && last.why === step.why) groups.at(-1)?.push(step);
    else groups.push([step]);
  }
  return groups.map((alike) => {
    const low = alike[0]?.level ?? 0;
    const high = alike.at(-1)?.level ?? 0;
    const levels =
      alike.length === 1
        ? t('knowledge.level', { level: low })
        : t(alike.length === 2 ? 'knowledge.levels.two' : 'knowledge.levels', { low, high });
    const { status, why } = alike[0] ?? { status: 'missing' as const, why: '' };
    return { levels, status, verdict: t(`knowledge.verdict.${status}`, { count: alike.length }), why };
  });
}
