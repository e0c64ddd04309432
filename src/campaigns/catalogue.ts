import { DEFAULT_POLICY } from '../engine/method.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Referential, TargetProfile } from '../referential/types.ts';
import { estimateLength, presentLength } from './length.ts';
import type { CatalogueModel, CataloguePart, ModelGroup } from './views.ts';

const CATEGORIES: readonly TargetProfile['category'][] = ['rentree', 'socle', 'discipline', 'cible'];

/** The parcours that can be played, by category; one is chosen: the one named, else the first. */
export function modelGroups(t: Translate, referential: Referential, chosen: string): ModelGroup[] {
  const ready = [...referential.targetProfiles.values()].filter((profile) => profile.skills.length > 0);
  const first = CATEGORIES.flatMap((category) => ready.filter((profile) => profile.category === category))[0];
  const checked = ready.some((profile) => profile.id === chosen) ? chosen : first?.id;
  return CATEGORIES.map((category) => ({
    title: t(`campaign.category.${category}`),
    models: ready
      .filter((profile) => profile.category === category)
      .map((profile) => ({
        id: profile.id,
        title: profile.title,
        description: profile.description,
        audience: audienceOf(profile),
        readiness: presentReadiness(t, referential, profile),
        length: presentModelLength(t, referential, profile),
        competences: competencesOf(referential, profile),
        checked: profile.id === checked,
      })),
  })).filter((group) => group.models.length > 0);
}

function presentModelLength(t: Translate, referential: Referential, profile: TargetProfile): string {
  const length = estimateLength(referential, profile.skills, DEFAULT_POLICY);
  return `${t('campaign.length.skills', { count: length.skills })}, ${presentLength(t, length)}`;
}

function competencesOf(referential: Referential, profile: TargetProfile): string[] {
  const codes = new Set(profile.tubes.flatMap(({ tube }) => referential.tubes.get(tube)?.competence ?? []));
  return [...codes].sort().map((code) => `${code} ${referential.competences.get(code)?.title ?? ''}`);
}

/** Every parcours by category, those that nobody can start yet included. */
export function presentCatalogue(t: Translate, referential: Referential): CataloguePart[] {
  const all = [...referential.targetProfiles.values()];
  return CATEGORIES.map((category) => ({
    title: t(`campaign.category.${category}`),
    models: all
      .filter((profile) => profile.category === category)
      .map((profile) => presentModel(t, referential, profile)),
  })).filter((part) => part.models.length > 0);
}

/** The parcours that nobody can start yet. */
export function presentWaiting(t: Translate, referential: Referential): CatalogueModel[] {
  return presentCatalogue(t, referential)
    .flatMap(({ models }) => models)
    .filter(({ address }) => address === null);
}

function presentModel(t: Translate, referential: Referential, profile: TargetProfile): CatalogueModel {
  const playable = profile.skills.length > 0;
  return {
    title: profile.title,
    description: profile.description,
    audience: audienceOf(profile),
    length: playable ? presentModelLength(t, referential, profile) : null,
    readiness: presentReadiness(t, referential, profile),
    competences: competencesOf(referential, profile),
    tubes: profile.tubes.flatMap(({ tube, max }) => {
      const title = referential.tubes.get(tube)?.title;
      return title === undefined ? [] : [t('campaign.model.tube', { title, level: max })];
    }),
    address: playable ? `/campaigns/new?model=${profile.id}` : null,
  };
}

function audienceOf({ classes, discipline }: TargetProfile): string | null {
  const parts = [classes.join(', '), discipline ?? ''].filter(Boolean);
  return parts.length === 0 ? null : parts.join(' · ');
}

/** How much of a parcours can be played; null when all of it can. */
function presentReadiness(t: Translate, referential: Referential, profile: TargetProfile): string | null {
  const ready = profile.skills.length;
  const planned = countPlanned(referential, profile);
  if (ready === 0) return t('campaign.model.none-ready', { count: planned });
  return ready < planned ? t('campaign.model.part-ready', { count: ready, planned }) : null;
}

/** Skills of the plan, written or not. */
function countPlanned(referential: Referential, { tubes }: TargetProfile): number {
  const skills = tubes.flatMap(({ tube, max }) =>
    (referential.tubes.get(tube)?.skills ?? []).filter(({ level }) => level <= max),
  );
  return new Set(skills).size;
}
