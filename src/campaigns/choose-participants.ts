import { z } from 'zod';
import { starsOf } from '../scoring/mastery.ts';
import { type Participant, progressOf } from './participants.ts';
import { FRENCH, nameHolds, readSortOf, type Sort, sortPeople } from './sort-people.ts';
import type { CertifiableState } from './views.ts';

export const STATUSES = ['not-begun', 'started', 'to-share', 'shared'] as const;
export const STATES: readonly CertifiableState[] = ['yes', 'no', 'unknown'];
export const STARS = ['3', '2', '1', '0'] as const;
export const COLUMNS = ['name', 'division', 'status', 'progress', 'percent', 'state', 'shared'] as const;

export type Column = (typeof COLUMNS)[number];

const sorts = COLUMNS.flatMap((column) => [column, `-${column}`] as const);

/** What the address of a campaign's page says; whatever else it says counts as nothing. */
export const choiceSchema = z.object({
  q: z.string().max(100).catch(''),
  status: z.enum(STATUSES).or(z.literal('')).catch(''),
  division: z.string().max(30).catch(''),
  stars: z.enum(STARS).or(z.literal('')).catch(''),
  state: z.enum(STATES).or(z.literal('')).catch(''),
  /** A column in its own direction, `-` against it. */
  sort: z.enum(sorts).catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export type Choice = z.output<typeof choiceSchema>;

export interface Chosen extends Participant {
  readonly state: CertifiableState;
}

/** The highest and the latest first; names, divisions and the rest from their beginning. */
const DOWNWARDS: ReadonlySet<Column> = new Set(['progress', 'percent', 'shared']);

export function readSort(sort: Choice['sort']): Sort<Column> {
  return readSortOf(sort, COLUMNS, DOWNWARDS);
}

/** Those that a choice keeps, whatever its status. */
export function filterParticipants<P extends Chosen>(participants: readonly P[], choice: Choice): P[] {
  return participants.filter(
    ({ name, division, mastery, state }) =>
      nameHolds(name, choice.q) &&
      (choice.division === '' || choice.division === division) &&
      (choice.stars === '' || (mastery !== null && String(starsOf(mastery)) === choice.stars)) &&
      (choice.state === '' || choice.state === state),
  );
}

/**
 * In the order of a column; those who have nothing there stand last, whatever the direction.
 * @param participants in the order of their names, which equals keep
 */
export function sortParticipants<P extends Chosen>(participants: readonly P[], sort: Choice['sort']): P[] {
  const { column, direction } = readSort(sort);
  return sortPeople(participants, direction, (participant, rank) => placeIn(participant, column, rank));
}

function placeIn(participant: Chosen, column: Column, rank: number): string | number | null {
  switch (column) {
    case 'name':
      return rank;
    case 'division':
      return participant.division;
    case 'status':
      return STATUSES.indexOf(participant.status);
    case 'progress':
      return progressOf(participant.status, participant);
    case 'percent':
      return participant.mastery;
    case 'state':
      return STATES.indexOf(participant.state);
    case 'shared':
      return participant.sharedAt?.getTime() ?? null;
  }
}

/** @param reached competences at level 1 at least; undefined when nothing was sent */
export function certifiableState(reached: number | undefined, required: number): CertifiableState {
  if (reached === undefined) return 'unknown';
  return reached >= required ? 'yes' : 'no';
}

/** Divisions that somebody has, in their order: « 3e A », « 3e B ». */
export function divisionsOf(people: readonly { readonly division: string | null }[]): string[] {
  return [...new Set(people.flatMap(({ division }) => division ?? []))].sort(FRENCH.compare);
}
