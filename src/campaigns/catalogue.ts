import { DEFAULT_POLICY } from '../engine/method.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Referential, TargetProfile } from '../referential/types.ts';
import type { Composed } from './composing/store.ts';
import { estimateLength, presentLength } from './length.ts';
import { composedId, composedProfile, isStartable, type Listed } from './models.ts';
import type { CatalogueModel, CataloguePart, ModelGroup } from './views.ts';

const CATEGORIES: readonly TargetProfile['category'][] = ['rentree', 'socle', 'discipline', 'cible'];

/** What teachers of the reader's platform composed, and who reads. */
export interface Composing {
  readonly composed: readonly Composed[];
  readonly userId: string;
}

/** The parcours that can be started, by category; one is chosen: the one named, else the first of the bank. */
export function modelGroups(
  t: Translate,
  referential: Referential,
  composing: Composing,
  chosen: string,
): ModelGroup[] {
  const ready = [
    ...byCategory(t, referential, isStartable),
    ...composedPart(t, referential, composing, isStartable),
  ];
  const [first] = ready.flatMap(({ profiles }) => profiles);
  const named = ready.some(({ profiles }) => profiles.some(({ id }) => id === chosen));
  const checked = named ? chosen : first?.id;
  return ready.map(({ title, profiles }) => ({
    title,
    models: profiles.map((profile) => ({
      ...presentProfile(t, referential, profile),
      id: profile.id,
      length: presentModelLength(t, referential, profile),
      checked: profile.id === checked,
      collects: profile.purpose === 'collect',
    })),
  }));
}

/** What was composed, as one more category. */
function composedPart(
  t: Translate,
  referential: Referential,
  { composed }: Composing,
  counts: (profile: Listed) => boolean,
) {
  const profiles = composed.map((one) => composedProfile(referential, one)).filter(counts);
  return profiles.length === 0 ? [] : [{ title: t('campaign.category.composed'), profiles }];
}

/** Categories without such a parcours are left out. */
function byCategory(t: Translate, referential: Referential, counts: (profile: TargetProfile) => boolean) {
  const all = [...referential.targetProfiles.values()].filter(counts);
  return CATEGORIES.map((category) => ({
    title: t(`campaign.category.${category}`),
    profiles: all.filter((profile) => profile.category === category),
  })).filter(({ profiles }) => profiles.length > 0);
}

function presentModelLength(t: Translate, referential: Referential, profile: Listed): string | null {
  if (profile.skills.length === 0) return null;
  const length = estimateLength(referential, profile.skills, DEFAULT_POLICY);
  return `${t('campaign.length.skills', { count: length.skills })}, ${presentLength(t, length)}`;
}

function competencesOf(referential: Referential, profile: Listed): string[] {
  const codes = new Set(profile.tubes.flatMap(({ tube }) => referential.tubes.get(tube)?.competence ?? []));
  return [...codes].sort().map((code) => `${code} ${referential.competences.get(code)?.title ?? ''}`);
}

/** Every parcours by category, those that nobody can start yet included; what was composed comes first. */
export function presentCatalogue(
  t: Translate,
  referential: Referential,
  composing: Composing,
): CataloguePart[] {
  const removable = new Map(
    composing.composed.flatMap(({ id, ownerId }) =>
      ownerId === composing.userId ? [[composedId(id), `/campaigns/models/${id}/removal`]] : [],
    ),
  );
  const authors = new Map(composing.composed.map(({ id, author }) => [composedId(id), author]));
  return [
    ...composedPart(t, referential, composing, () => true),
    ...byCategory(t, referential, () => true),
  ].map(({ title, profiles }) => ({
    title,
    models: profiles.map((profile) => {
      const author = authors.get(profile.id);
      return {
        ...presentModel(t, referential, profile),
        author: author ? t('compose.by', { author }) : null,
        removeAction: removable.get(profile.id) ?? null,
      };
    }),
  }));
}

/** The parcours that nobody can start yet. */
export function presentWaiting(t: Translate, referential: Referential): CatalogueModel[] {
  return byCategory(t, referential, (profile) => !isStartable(profile)).flatMap(({ profiles }) =>
    profiles.map((profile) => presentModel(t, referential, profile)),
  );
}

export function presentModel(t: Translate, referential: Referential, profile: Listed): CatalogueModel {
  const startable = isStartable(profile);
  return {
    ...presentProfile(t, referential, profile),
    length: presentModelLength(t, referential, profile),
    tubes: profile.tubes.flatMap(({ tube, max }) => {
      const title = referential.tubes.get(tube)?.title;
      return title === undefined ? [] : [t('campaign.model.tube', { title, level: max })];
    }),
    author: null,
    removeAction: null,
    address: startable ? `/campaigns/new?model=${profile.id}` : null,
  };
}

function presentProfile(t: Translate, referential: Referential, profile: Listed) {
  return {
    title: profile.title,
    description: profile.description,
    audience: audienceOf(profile),
    readiness: presentReadiness(t, referential, profile),
    competences: competencesOf(referential, profile),
  };
}

function audienceOf({ classes, discipline }: Listed): string | null {
  const parts = [classes.join(', '), discipline ?? ''].filter(Boolean);
  return parts.length === 0 ? null : parts.join(' · ');
}

/** How much of a parcours can be played; null when all of it can. */
function presentReadiness(t: Translate, referential: Referential, profile: Listed): string | null {
  if (profile.purpose === 'collect') return null;
  const ready = profile.skills.length;
  const planned = countPlanned(referential, profile);
  if (ready === 0) return t('campaign.model.none-ready', { count: planned });
  return ready < planned ? t('campaign.model.part-ready', { count: ready, planned }) : null;
}

/** Skills of the plan, written or not. */
function countPlanned(referential: Referential, { tubes }: Listed): number {
  const skills = tubes.flatMap(({ tube, max }) =>
    (referential.tubes.get(tube)?.skills ?? []).filter(({ level }) => level <= max),
  );
  return new Set(skills).size;
}

/** The title of a campaign's parcours, or its id when the bank has it no more. */
export function modelTitle({ targetProfiles }: Referential, id: string): string {
  return targetProfiles.get(id)?.title ?? id;
}
