import type { Translate } from '../i18n/translate.ts';
import type { JoinFigures } from './join-store.ts';

/** What a joining does, in sentences. */
export function explainJoin(t: Translate, figures: JoinFigures): string[] {
  const { people, peopleOfBoth, courses, coursesOfBoth, renamed } = figures;
  return [
    t('admin.join.people', { people: t('admin.people', { count: people }), both: peopleOfBoth }),
    t('admin.join.courses', { courses: t('admin.contexts', { count: courses }), both: coursesOfBoth }),
    ...renamed.slice(0, 10).map(({ from, into }) => t('admin.join.renamed', { from, into })),
  ];
}
