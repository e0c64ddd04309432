import type { Referential } from '../referential/types.ts';

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

/** A parcours of the bank that can be started now. */
export function findBankModel({ targetProfiles }: Referential, id: string): Model | undefined {
  const profile = targetProfiles.get(id);
  if (!profile || !isStartable(profile)) return undefined;
  const { title, purpose, skills } = profile;
  return { targetProfile: profile.id, title, purpose, skills };
}

/** Something of it can be asked, or it asks nothing. */
export function isStartable({ purpose, skills }: Pick<Model, 'purpose' | 'skills'>): boolean {
  return purpose === 'collect' || skills.length > 0;
}
