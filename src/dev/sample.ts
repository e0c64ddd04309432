import type { PageFrame } from '../web/views.ts';

/** One view in one state, as the style guide shows it and the tests render and photograph it. */
export interface Sample {
  /** File under `views/`, without its ending. */
  readonly view: string;
  readonly state: string;
  readonly audience: PageFrame['audience'];
  readonly person: string | null;
  readonly model: object;
  /** Of a pupil's page; left out: one that is none of the places. */
  readonly place?: PageFrame['place'];
}

export function pupilSample(view: string, state: string, model: object): Sample {
  return { view, state, audience: 'pupil', person: 'Inès', model };
}

export function teacherSample(view: string, state: string, model: object): Sample {
  return { view, state, audience: 'teacher', person: 'Camille', model };
}

/** As its session would frame it: only a pupil whose session is known has places. */
export function placeOf({
  audience,
  person,
  place,
}: Pick<Sample, 'audience' | 'person' | 'place'>): PageFrame['place'] {
  return audience === 'pupil' && person !== null ? (place ?? 'elsewhere') : null;
}

/** Where the samples' links and forms lead: the page stays as it is. */
export const NOWHERE = '/dev/styleguide/nowhere';

/** A word that no line can hold, to see that every page keeps its width. */
export const LONG_WORD =
  'Hippopotomonstrosesquippedaliophobie-Constantinopolitaine-de-Saint-Barthélemy-en-Vercors';
