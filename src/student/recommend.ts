import { type CompetenceStanding, canRise } from '../scoring/person.ts';
import type { Door } from './practice-door.ts';

/** Competences shown at most. */
const MOST = 3;

/**
 * What to work on next: a practice under way first, then what is begun and nearest to its next level, then what was
 * never begun, in the order of the framework; only where questions wait now and a level is within reach.
 */
export function recommend<C extends { readonly standing: CompetenceStanding; readonly door: Door }>(
  competences: readonly C[],
): C[] {
  const worth = ({ standing, door }: C): number | null => {
    if (door.kind === 'under-way') return 0;
    if (door.kind !== 'open' || !canRise(standing)) return null;
    return door.begun ? standing.missing : Number.MAX_SAFE_INTEGER;
  };
  return competences
    .flatMap((competence) => {
      const place = worth(competence);
      return place === null ? [] : { competence, place };
    })
    .sort((a, b) => a.place - b.place)
    .slice(0, MOST)
    .map(({ competence }) => competence);
}
