import { DEFAULT_POLICY } from '../../engine/method.ts';
import { type Locale, type Translate, translator } from '../../i18n/translate.ts';
import { isPlayable } from '../../referential/referential.ts';
import { titleOf } from '../../referential/title.ts';
import type { Competence, Referential, Tube } from '../../referential/types.ts';
import { freezeScope } from '../../runs/scope.ts';
import { profile } from '../../scoring/points.ts';
import { estimateLength, presentLength } from '../length.ts';
import { type Composition, skillsOf, targetsOf, tubesOf } from './compose.ts';
import type { ComposePage, ComposeSummary } from './views.ts';

export function composePage(
  referential: Referential,
  maxLevel: number,
  locale: Locale,
  given: Composition,
  errors: Readonly<Record<string, string>>,
): ComposePage {
  const t = translator(locale);
  const competences = [...referential.competences.values()];
  return {
    title: t('compose.heading'),
    action: '/campaigns/new/parcours',
    values: { title: given.title, description: given.description },
    levels: Array.from({ length: maxLevel }, (_, place) => ({
      value: place + 1,
      chosen: place + 1 === Math.min(given.maxLevel, maxLevel),
    })),
    domains: referential.domains.map((domain) => ({
      domain: domain.code,
      title: titleOf(domain, locale),
      competences: competences
        .filter((competence) => competence.domain === domain.code)
        .map((competence) => presentCompetence(t, locale, competence, given, maxLevel)),
    })),
    summary: composeSummary(referential, maxLevel, locale, given),
    errors,
  };
}

/** How long it is and how many pix it can bring, from the skills that can be asked. */
export function composeSummary(
  referential: Referential,
  maxLevel: number,
  locale: Locale,
  given: Composition,
): ComposeSummary {
  const t = translator(locale);
  const tubes = tubesOf(referential, given);
  const targets = targetsOf(tubes, given.maxLevel, given.top);
  const skills = skillsOf(referential, targets);
  if (skills.length === 0) return { made: null };
  const length = estimateLength(referential, skills, DEFAULT_POLICY);
  const pix = profile(new Set(skills), freezeScope(referential, skills), maxLevel).total;
  const planned = targets.flatMap(({ tube, max }) =>
    (referential.tubes.get(tube)?.skills ?? []).filter(({ level }) => level <= max),
  ).length;
  const byCompetence = Map.groupBy(tubes, (id) => referential.tubes.get(id)?.competence ?? '');
  return {
    made: {
      length: `${t('campaign.length.skills', { count: length.skills })}, ${presentLength(t, length)}`,
      pix: t('compose.pix', { count: pix }),
      readiness:
        skills.length < planned ? t('campaign.model.part-ready', { count: skills.length, planned }) : null,
      competences: [...byCompetence].map(([code, chosen]) => {
        const competence = referential.competences.get(code);
        const title = competence ? titleOf(competence, locale) : '';
        return t('compose.competence', { code, title, count: chosen.length });
      }),
    },
  };
}

function presentCompetence(
  t: Translate,
  locale: Locale,
  competence: Competence,
  { competence: whole, tube, top }: Composition,
  maxLevel: number,
): ComposePage['domains'][number]['competences'][number] {
  const { code, tubes } = competence;
  const chosen = tubes.filter(({ id }) => tube.includes(id));
  return {
    code,
    title: titleOf(competence, locale),
    whole: whole.includes(code),
    open: chosen.length > 0 || whole.includes(code) || tubes.some(({ id }) => top[id] !== undefined),
    detail: t('compose.tubes', { count: tubes.length }),
    tubes: tubes.map((one) => ({
      id: one.id,
      title: one.title,
      detail: presentTube(t, one),
      chosen: chosen.includes(one),
      topLabel: t('compose.top', { title: one.title }),
      tops: [
        { value: '', label: t('compose.top.same'), chosen: top[one.id] === undefined },
        ...one.skills
          .map(({ level }) => level)
          .filter((level) => level <= maxLevel)
          .sort((a, b) => a - b)
          .map((level) => ({
            value: `${one.id}:${level}`,
            label: t('collection.level', { level }),
            chosen: top[one.id] === level,
          })),
      ],
    })),
  };
}

function presentTube(t: Translate, { skills }: Tube): string {
  const levels = skills.map(({ level }) => level);
  const ready = skills.filter(isPlayable).length;
  return t('compose.tube', { from: Math.min(...levels), to: Math.max(...levels), count: ready });
}
