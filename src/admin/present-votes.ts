import type { Translate } from '../i18n/translate.ts';
import type { Referential } from '../referential/types.ts';
import type { TutorialVotesPage } from './views.ts';

/** Below this, a share says little, and might say who voted. */
const FEWEST_VOTES = 5;
/** A lesson that helps fewer readers than this is to be written again. */
const ENOUGH = 60;

export interface Votes {
  readonly tutorial: string;
  readonly helped: number;
  readonly votes: number;
}

/** Shares of « helped » from five votes on, those that help least first; a lesson that left the bank is left out. */
export function presentVotes(
  t: Translate,
  referential: Pick<Referential, 'tutorials' | 'tubes'>,
  counted: readonly Votes[],
): TutorialVotesPage {
  const known = counted.flatMap(({ tutorial, helped, votes }) => {
    const lesson = referential.tutorials.get(tutorial);
    if (!lesson) return [];
    const tube = referential.tubes.get(lesson.tube);
    const topic = [tube?.competence, tube?.title].filter(Boolean).join(' ');
    return { title: lesson.title, topic, votes, percent: Math.round((100 * helped) / votes) };
  });
  const lessons = known
    .filter(({ votes }) => votes >= FEWEST_VOTES)
    .sort((a, b) => a.percent - b.percent || b.votes - a.votes || a.title.localeCompare(b.title, 'fr'))
    .map((lesson) => ({ ...lesson, bar: lesson.percent >= ENOUGH ? 'shared' : 'to-share' }) as const);
  const few = known.length - lessons.length;
  return {
    title: t('admin.votes.title'),
    lessons,
    few: few === 0 ? null : t('admin.votes.few', { count: few, fewest: FEWEST_VOTES }),
  };
}
