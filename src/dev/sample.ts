import type { PageFrame } from '../web/views.ts';

/** One view in one state, as the style guide shows it and the tests render and photograph it. */
export interface Sample {
  /** File under `views/`, without its ending. */
  readonly view: string;
  readonly state: string;
  readonly audience: PageFrame['audience'];
  readonly person: string | null;
  readonly model: object;
  /** Left out: a page that is none of the places. */
  readonly place?: PageFrame['place'];
}

export function pupilSample(view: string, state: string, model: object): Sample {
  return { view, state, audience: 'pupil', person: 'Inès', model };
}

export function teacherSample(view: string, state: string, model: object): Sample {
  return { view, state, audience: 'teacher', person: 'Camille', model };
}

/** Views that open without a course: while an activity is chosen, or the tool registered. */
const APART = /^(campaigns\/pick(er|ed)|lti\/\w+)$/;

/** As its session would frame it: only who has a session of a course has places. */
export function placeOf({
  view,
  person,
  place,
}: Pick<Sample, 'view' | 'person' | 'place'>): PageFrame['place'] {
  return person !== null && !APART.test(view) ? (place ?? 'elsewhere') : null;
}

/** Where the samples' links and forms lead: the page stays as it is. */
export const NOWHERE = '/dev/styleguide/nowhere';

/** A word that no line can hold, to see that every page keeps its width. */
export const LONG_WORD =
  'Hippopotomonstrosesquippedaliophobie-Constantinopolitaine-de-Saint-Barthélemy-en-Vercors';

/** For windows prepared without their bank: no fault is told, no picture is found, a text stays as it is. */
export const WORKSHOP = { fault: () => {}, picture: () => null, render: (text: string) => text };
