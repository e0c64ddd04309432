import { translator } from '../i18n/translate.ts';
import { presentMarks } from '../runs/tutorial-marks.ts';
import type { Mark } from '../runs/tutorial-store.ts';
import type { MarksView, TutorialLink } from '../runs/views.ts';
import { NOWHERE } from './sample.ts';

/** The buttons of a lesson as this reader left them, at a place of a page. */
export function marks(title: string, place: string, mark?: Partial<Mark>): MarksView {
  const id = title
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const given = { saved: false, done: false, helped: null, ...mark };
  return presentMarks(translator('fr'), { id, title }, given, `marks-${place}-${id}`);
}

export function tutorialLink(
  title: string,
  minutes: number,
  place: string,
  mark?: Partial<Mark>,
): TutorialLink {
  return { title, minutes, address: NOWHERE, marks: marks(title, place, mark) };
}
