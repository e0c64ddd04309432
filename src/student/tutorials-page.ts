import { formatDate } from '../i18n/translate.ts';
import { titleOf } from '../referential/title.ts';
import type { Competence, Tutorial } from '../referential/types.ts';
import type { Presenter, PupilPresenter } from '../runs/present.ts';
import { LESSON, marksId, presentMarks } from '../runs/tutorial-marks.ts';
import { lessonsOf, type Recommended, recommendTutorials } from './tutorials-choose.ts';
import type { LastAnswer } from './tutorials-store.ts';
import type { Lesson, TutorialItem, TutorialsPage } from './tutorials-views.ts';

type Wanted = { readonly competence: string | null; readonly open: string | null };

/** « Mes tutos »: each lesson stands once, as done, else as saved, else as recommended. */
export function tutorialsPage(
  presenter: PupilPresenter,
  answers: readonly LastAnswer[],
  wanted: Wanted,
): TutorialsPage {
  const { referential, marks, t } = presenter;
  const recommended = new Map(
    recommendTutorials(referential, answers, marks).map((found) => [found.tutorial.id, found]),
  );
  const latest = (tutorial: Tutorial) => marks.get(tutorial.id)?.changedAt.getTime() ?? 0;
  const marked = [...referential.tutorials.values()]
    .filter(({ id }) => marks.has(id))
    .sort((a, b) => latest(b) - latest(a));
  const done = marked.filter(({ id }) => marks.get(id)?.done);
  const saved = marked.filter(({ id }) => marks.get(id)?.saved && !marks.get(id)?.done);
  const kept = new Set([...done, ...saved]);
  const next = [...recommended.values()].map(({ tutorial }) => tutorial).filter((one) => !kept.has(one));
  const listed = new Set([...kept, ...next]);
  const others = wanted.competence === null ? [] : everyLesson(presenter).filter((one) => !listed.has(one));
  const shown = (tutorials: readonly Tutorial[]) =>
    tutorials
      .filter((one) => wanted.competence === null || competenceOf(presenter, one)?.code === wanted.competence)
      .map((one) => presentItem(presenter, one, recommended.get(one.id), wanted));
  return {
    title: t('tutorials.title'),
    competences: presentCompetences(presenter, wanted.competence),
    blank: listed.size === 0,
    sections: [
      { state: 'recommended', items: shown(next) },
      { state: 'saved', items: shown(saved) },
      { state: 'done', items: shown(done) },
      ...(wanted.competence === null ? [] : [{ state: 'others' as const, items: shown(others) }]),
    ],
  };
}

/** A lesson as its page or its place in the list shows it. */
export function presentLesson(presenter: PupilPresenter, tutorial: Tutorial): Lesson {
  const { id, html } = tutorial;
  return {
    bodyHtml: html,
    marks: presentMarks(presenter.t, tutorial, presenter.marks.get(id), marksId(LESSON, id)),
    exerciseAddress: `/tutorials/${id}/exercise`,
  };
}

function everyLesson({ referential }: Presenter): Tutorial[] {
  return [...referential.tubes.values()].flatMap(lessonsOf);
}

function presentItem(
  presenter: PupilPresenter,
  tutorial: Tutorial,
  found: Recommended | undefined,
  wanted: Wanted,
): TutorialItem {
  const { id, title, minutes } = tutorial;
  const competence = competenceOf(presenter, tutorial);
  const open = wanted.open === id;
  return {
    id,
    title,
    minutes,
    competence: competence ? titleOf(competence, presenter.locale) : '',
    domain: competence?.domain ?? '',
    why: found ? presentWhy(presenter, found) : null,
    toggleAddress: listAddress({ ...wanted, open: open ? null : id }),
    lesson: open ? presentLesson(presenter, tutorial) : null,
    marks: open ? null : presentMarks(presenter.t, tutorial, presenter.marks.get(id), marksId('list', id)),
  };
}

/** Of « Mes tutos », as it is filtered and with the lesson that is open. */
function listAddress({ competence, open }: Wanted): string {
  const query = new URLSearchParams({
    ...(competence === null ? {} : { competence }),
    ...(open === null ? {} : { open }),
  });
  return query.size === 0 ? '/tutorials' : `/tutorials?${query}`;
}

function presentWhy({ t, locale, referential }: Presenter, { because }: Recommended): string {
  const { outcome, run, at, skillId } = because;
  return t(`tutorials.why.${outcome}`, {
    knows: referential.skills.get(skillId)?.knows ?? '',
    run,
    date: formatDate(at, locale),
  });
}

function presentCompetences(presenter: Presenter, chosen: string | null): TutorialsPage['competences'] {
  const withLessons = [...presenter.referential.competences.values()].filter(({ tubes }) =>
    tubes.some(({ tutorials }) => tutorials.length > 0),
  );
  return [
    { value: '', label: presenter.t('tutorials.filter.all'), chosen: chosen === null },
    ...withLessons.map((competence) => ({
      value: competence.code,
      label: `${competence.code} ${titleOf(competence, presenter.locale)}`,
      chosen: competence.code === chosen,
    })),
  ];
}

function competenceOf({ referential }: Presenter, tutorial: Tutorial): Competence | undefined {
  return referential.competences.get(referential.tubes.get(tutorial.tube)?.competence ?? '');
}
