import { z } from 'zod';
import type { RunResult } from '../../runs/result.ts';
import { STATES } from '../choose-participants.ts';
import { nameHolds, readSortOf, type Sort, sortPeople } from '../sort-people.ts';
import type { CertifiableState } from '../views.ts';

/** A competence's code is a column too. */
export const COLUMNS = ['name', 'division', 'state', 'pix', 'shared'] as const;

/** What the address of the profiles' page says; whatever else it says counts as nothing. */
export const profilesChoiceSchema = z.object({
  q: z.string().max(100).catch(''),
  division: z.string().max(30).catch(''),
  state: z.enum(STATES).or(z.literal('')).catch(''),
  sort: z.string().max(20).catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export type ProfilesChoice = z.output<typeof profilesChoiceSchema>;

/** A pupil of the class, and the last profile that they sent. */
export interface ListedProfile {
  readonly name: string;
  readonly division: string | null;
  readonly state: CertifiableState;
  readonly sharedAt: Date | null;
  readonly profile: Pick<RunResult, 'pix' | 'competences'> | null;
}

/** @param codes of the competences */
export function readProfilesSort(sort: string, codes: readonly string[]): Sort<string> {
  return readSortOf(sort, [...COLUMNS, ...codes], new Set(['pix', 'shared', ...codes]));
}

/**
 * Those that a choice keeps, in its order: profiles that were not sent stand last.
 * @param profiles in the order of their names
 */
export function chooseProfiles<P extends ListedProfile>(
  profiles: readonly P[],
  choice: ProfilesChoice,
  codes: readonly string[],
): P[] {
  const { column, direction } = readProfilesSort(choice.sort, codes);
  const kept = profiles.filter(
    ({ name, division, state }) =>
      nameHolds(name, choice.q) &&
      (choice.division === '' || choice.division === division) &&
      (choice.state === '' || choice.state === state),
  );
  return sortPeople(kept, direction, (one, rank) => placeIn(one, column, rank));
}

function placeIn(one: ListedProfile, column: string, rank: number): string | number | null {
  if (column === 'name') return rank;
  if (column === 'division') return one.division;
  if (column === 'state') return STATES.indexOf(one.state);
  if (column === 'shared') return one.sharedAt?.getTime() ?? null;
  if (column === 'pix') return one.profile?.pix ?? null;
  return one.profile && (one.profile.competences.find(({ code }) => code === column)?.pix ?? 0);
}
