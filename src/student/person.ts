import type { CampaignsDeps } from '../campaigns/deps.ts';
import { AppError } from '../errors.ts';
import type { Competence } from '../referential/types.ts';
import { playableOf, readProfile } from '../runs/person-profile.ts';
import type { PersonElement } from '../runs/person-store.ts';
import type { CompetenceStanding } from '../scoring/person.ts';
import { type Door, practiceDoor, resetOpensAt } from './practice-door.ts';
import { listPractices } from './store.ts';

/** A competence as it stands for one person. */
export interface OwnCompetence {
  readonly competence: Competence;
  readonly standing: CompetenceStanding;
  readonly door: Door;
  /** From when it may be begun again; null: nothing to forget. */
  readonly resetAt: Date | null;
}

export interface Person {
  readonly total: number;
  readonly reachable: number;
  /** All of the framework, in its order. */
  readonly competences: readonly OwnCompetence[];
  /** The best shown of each skill, today's bank or not. */
  readonly best: ReadonlyMap<string, PersonElement>;
}

/** What all runs of a person say today: pix, levels, and what each competence offers next. */
export async function readPerson(
  deps: Pick<CampaignsDeps, 'db' | 'config' | 'now' | 'referential'>,
  userId: string,
): Promise<Person> {
  const { db, config } = deps;
  const referential = deps.referential();
  const { elements, resets, best, profile } = await readProfile(db, referential, userId, config.maxLevel);
  const practices = await listPractices(db, userId);
  const competences = [...referential.competences.values()];
  const byCompetence = Map.groupBy(elements, ({ skill }) => referential.skills.get(skill)?.competence);
  return {
    total: profile.total,
    reachable: profile.reachable,
    best,
    competences: competences.flatMap((competence, place) => {
      const standing = profile.competences[place];
      if (!standing) return [];
      const shown = byCompetence.get(competence.code) ?? [];
      const practice = practices.get(competence.code);
      const reset = resets.get(competence.code);
      const goesOn = practice && !practice.finished && (!reset || practice.startedAt > reset);
      const practised = {
        skills: playableOf(competence).map(({ id }) => id),
        elements: shown.filter(({ underWay }) => !underWay),
        underWay: goesOn ? practice.runId : null,
      };
      return {
        competence,
        standing,
        door: practiceDoor(practised, deps.now(), config.retryDays),
        resetAt: resetOpensAt(shown, config.resetDays),
      };
    }),
  };
}

/** A competence of the framework. @throws AppError not-found */
export function getOwn(person: Person, code: string): OwnCompetence {
  const own = person.competences.find(({ competence }) => competence.code === code);
  if (!own) throw new AppError('not-found', 'competence');
  return own;
}
