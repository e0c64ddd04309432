import type { CampaignsDeps } from '../campaigns/deps.ts';
import { sinceReset } from '../engine/earlier.ts';
import { AppError } from '../errors.ts';
import { isPlayable } from '../referential/referential.ts';
import type { Competence, Skill } from '../referential/types.ts';
import { listPersonElements, listResets, type PersonElement } from '../runs/person-store.ts';
import { bestKnowledge, type CompetenceStanding, personProfile } from '../scoring/person.ts';
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
  const resets = await listResets(db, userId);
  const elements = sinceReset(await listPersonElements(db, userId), (skill) =>
    resets.get(referential.skills.get(skill)?.competence ?? ''),
  );
  const practices = await listPractices(db, userId);
  const best = bestKnowledge(elements);
  const validated = new Set(
    [...best.values()].flatMap((one) => (one.status === 'validated' ? one.skill : [])),
  );
  const competences = [...referential.competences.values()];
  const profile = personProfile(
    validated,
    competences.map((competence) => ({ code: competence.code, skills: playableOf(competence) })),
    config.maxLevel,
  );
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

/** Skills of a competence that can be asked, tube by tube. */
export function playableOf(competence: Competence): Skill[] {
  return competence.tubes.flatMap(({ skills }) => skills.filter(isPlayable));
}

/** A competence of the framework. @throws AppError not-found */
export function getOwn(person: Person, code: string): OwnCompetence {
  const own = person.competences.find(({ competence }) => competence.code === code);
  if (!own) throw new AppError('not-found', 'competence');
  return own;
}
