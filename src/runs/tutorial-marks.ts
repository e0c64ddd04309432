import type { Translate } from '../i18n/translate.ts';
import type { Tutorial } from '../referential/types.ts';
import type { Mark, Marks } from './tutorial-store.ts';
import type { MarksView, TutorialLink } from './views.ts';

/** Where a lesson's own page puts its buttons. */
export const LESSON = 'lesson';

/** What a list of lessons needs to know of its reader. */
interface Reader {
  readonly t: Translate;
  readonly tutorialAddress: (id: string) => string;
  /** Null: lessons have no buttons. */
  readonly marks: Marks | null;
}

/** A lesson in a list; `place` tells this list from the others of its page. */
export function presentTutorial(reader: Reader, tutorial: Tutorial, place: string): TutorialLink {
  const { id, title, minutes } = tutorial;
  return {
    title,
    minutes,
    address: reader.tutorialAddress(id),
    marks: reader.marks && presentMarks(reader.t, tutorial, reader.marks.get(id), marksId(place, id)),
  };
}

/** Of the group of buttons of a lesson at a place of a page. */
export function marksId(place: string, tutorialId: string): string {
  return `marks-${place}-${tutorialId}`;
}

/**
 * The buttons of a lesson: each asks for what it would change, so that the same sent twice is once.
 * `changed`: what was just pressed, to be said.
 */
export function presentMarks(
  t: Translate,
  tutorial: Pick<Tutorial, 'id' | 'title'>,
  mark: Mark | undefined,
  id: string,
  changed: Partial<Mark> = {},
): MarksView {
  const { saved = false, done = false, helped = null } = mark ?? {};
  const action = (change: string) => `/tutorials/${tutorial.id}/marks?${change}&place=${id}`;
  const vote = (value: boolean) => ({
    pressed: helped === value,
    action: action(`helped=${helped === value ? 'unsaid' : value ? 'yes' : 'no'}`),
  });
  // Asked of who has read: on the lesson's page, or where it is marked so.
  const asked = done || helped !== null || id.startsWith(`marks-${LESSON}-`);
  return {
    id,
    tutorial: tutorial.id,
    label: t('tutorial.marks', { title: tutorial.title }),
    saved: { pressed: saved, action: action(`saved=${saved ? 'no' : 'yes'}`) },
    done: { pressed: done, action: action(`done=${done ? 'no' : 'yes'}`) },
    helped: asked ? { yes: vote(true), no: vote(false) } : null,
    said: say(t, changed),
  };
}

function say(t: Translate, { saved, done, helped }: Partial<Mark>): string {
  if (saved !== undefined) return t(saved ? 'tutorial.said.saved' : 'tutorial.said.unsaved');
  if (done !== undefined) return t(done ? 'tutorial.said.done' : 'tutorial.said.undone');
  if (helped === undefined) return '';
  return t(helped === null ? 'tutorial.said.unvoted' : 'tutorial.said.voted');
}
