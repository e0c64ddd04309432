import type { Db } from '../db/database.ts';
import { sinceReset } from '../engine/earlier.ts';
import { isPlayable } from '../referential/referential.ts';
import type { Competence, Referential, Skill } from '../referential/types.ts';
import { bestKnowledge, type PersonProfile, personProfile } from '../scoring/person.ts';
import { listPersonElements, listResets, type PersonElement } from './person-store.ts';

export interface ReadProfile {
  /** What all runs show, without what was begun again since. */
  readonly elements: readonly PersonElement[];
  /** When a competence was last begun again, by its code. */
  readonly resets: ReadonlyMap<string, Date>;
  /** The best shown of each skill, today's bank or not. */
  readonly best: ReadonlyMap<string, PersonElement>;
  readonly profile: PersonProfile;
}

/** Where a person stands today in every competence of the framework, in its order. */
export async function readProfile(
  db: Db,
  referential: Referential,
  userId: string,
  maxLevel: number,
): Promise<ReadProfile> {
  const resets = await listResets(db, userId);
  const elements = sinceReset(await listPersonElements(db, userId), (skill) =>
    resets.get(referential.skills.get(skill)?.competence ?? ''),
  );
  const best = bestKnowledge(elements);
  const validated = [...best.values()].flatMap((one) => (one.status === 'validated' ? one.skill : []));
  const competences = [...referential.competences.values()].map((competence) => ({
    code: competence.code,
    skills: playableOf(competence),
  }));
  return { elements, resets, best, profile: personProfile(new Set(validated), competences, maxLevel) };
}

/** Skills of a competence that can be asked, tube by tube. */
export function playableOf(competence: Competence): Skill[] {
  return competence.tubes.flatMap(({ skills }) => skills.filter(isPlayable));
}
