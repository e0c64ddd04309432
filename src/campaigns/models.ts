import type { Db } from '../db/database.ts';
import type { Referential, TargetProfile } from '../referential/types.ts';
import { skillsOf, targetsOf } from './composing/compose.ts';
import { type Composed, findComposed } from './composing/store.ts';

/** What a campaign is made of. */
export interface Model {
  /** Its id in the bank, or the title under which a teacher saved it. */
  readonly targetProfile: string;
  readonly title: string;
  readonly purpose: 'assess' | 'collect';
  readonly skills: readonly string[];
}

/** The collection of profiles: of the bank, the one model that asks nothing. */
export const COLLECTION = 'collecte-profils';

const COMPOSED = /^own-([1-9]\d{0,17})$/;

/** How forms and addresses name a parcours that a teacher composed. */
export function composedId(id: string): string {
  return `own-${id}`;
}

/** A parcours that can be started now: of the bank, or composed on this platform. */
export async function findModel(
  db: Db,
  referential: Referential,
  platformId: string,
  id: string,
): Promise<Model | undefined> {
  const [, composed] = COMPOSED.exec(id) ?? [];
  if (composed === undefined) return findBankModel(referential, id);
  const found = await findComposed(db, platformId, composed);
  if (!found || found.removedAt) return undefined;
  const { title, skills } = composedProfile(referential, found);
  const model = { targetProfile: title, title, purpose: 'assess', skills } as const;
  return isStartable(model) ? model : undefined;
}

/** A parcours of the bank that can be started now. */
export function findBankModel({ targetProfiles }: Referential, id: string): Model | undefined {
  const profile = targetProfiles.get(id);
  if (!profile || !isStartable(profile)) return undefined;
  const { title, purpose, skills } = profile;
  return { targetProfile: profile.id, title, purpose, skills };
}

/** A parcours as the catalogue knows it, whoever made it. */
export type Listed = Omit<TargetProfile, 'category'>;

export function composedProfile(
  referential: Referential,
  { id, title, description, tubes, maxLevel, tops }: Composed,
): Listed {
  const targets = targetsOf(tubes, maxLevel, tops);
  return {
    id: composedId(id),
    title,
    description,
    classes: [],
    discipline: null,
    purpose: 'assess',
    tubes: targets,
    skills: skillsOf(referential, targets),
    badges: [],
  };
}

/** Something of it can be asked, or it asks nothing. */
export function isStartable({ purpose, skills }: Pick<Model, 'purpose' | 'skills'>): boolean {
  return purpose === 'collect' || skills.length > 0;
}
