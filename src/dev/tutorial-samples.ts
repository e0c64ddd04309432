import type {
  ExercisePage,
  Lesson,
  TutorialItem,
  TutorialPage,
  TutorialsPage,
} from '../student/tutorials-views.ts';
import { correctedAnswers, LONG_QUESTION, RICH_QUESTION } from './question-samples.ts';
import { CHALLENGE } from './run-samples.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample } from './sample.ts';
import { marks } from './tutorial-link-sample.ts';

const HTML =
  '<p>Ton navigateur sait se souvenir d’une page pour toi. On appelle cela un <strong>favori</strong>.</p><h2>Comment faire</h2><ol><li>Ouvre la page.</li><li>Clique sur l’étoile, à droite de l’adresse.</li><li>Donne-lui un nom clair, comme <em>Menu de la cantine</em>.</li></ol><blockquote><p>Un favori garde l’adresse, pas la page&nbsp;: si le site ferme, le favori ne mène plus nulle part.</p></blockquote><pre tabindex="0"><code>https://cantine.example/menu?semaine=12</code></pre>';

const WHY =
  'Conseillé parce qu’une question t’a résisté dans « Parcours de rentrée 3e », le 22 nov. 2026. À retravailler : Retrouver une page déjà consultée.';

const COMPETENCES: TutorialsPage['competences'] = [
  { value: '', label: 'Toutes', chosen: true },
  { value: '1.1', label: '1.1 Mener une recherche et une veille d’information', chosen: false },
  { value: '4.1', label: '4.1 Sécuriser l’environnement numérique', chosen: false },
];

const TUTORIALS: TutorialsPage = {
  title: 'Mes tutos',
  competences: COMPETENCES,
  blank: false,
  sections: [
    {
      state: 'recommended',
      items: [
        item('Garder une page sous la main', '1', WHY),
        item('Reconnaître un message piégé', '4', WHY.replace('22', '20')),
      ],
    },
    {
      state: 'saved',
      items: [{ ...item('Lire un tableau', '2'), marks: marks('Lire un tableau', 'list', { saved: true }) }],
    },
    {
      state: 'done',
      items: [
        {
          ...item('Croiser deux sources', '3'),
          marks: marks('Croiser deux sources', 'list', { saved: true, done: true, helped: true }),
        },
      ],
    },
  ],
};

const TUTORIAL: TutorialPage = {
  title: 'Garder une page sous la main',
  minutes: 3,
  back: NOWHERE,
  ...lesson('Garder une page sous la main'),
};

const EXERCISE: ExercisePage = {
  title: 'Exercice',
  lesson: { title: 'Garder une page sous la main', address: NOWHERE },
  asked: {
    question: CHALLENGE.question,
    single: CHALLENGE.single,
    several: [],
    fields: [],
    placement: null,
    action: NOWHERE,
    error: null,
  },
  corrected: null,
  againAddress: null,
};

/** Lessons and their exercises, in every state. */
export const TUTORIAL_SAMPLES: readonly Sample[] = [
  pupilSample('student/tutorial', 'lesson', TUTORIAL),
  pupilSample('student/tutorial', 'marked', {
    ...TUTORIAL,
    marks: marks(TUTORIAL.title, 'lesson', { saved: true, done: true, helped: false }),
  } satisfies TutorialPage),
  pupilSample('student/tutorials', 'lists', TUTORIALS),
  pupilSample('student/tutorials', 'open', {
    ...TUTORIALS,
    sections: [
      {
        state: 'recommended',
        items: [
          {
            ...item('Garder une page sous la main', '1', WHY),
            lesson: lesson('Garder une page sous la main'),
            marks: null,
          },
          item('Reconnaître un message piégé', '4', WHY),
        ],
      },
      { state: 'saved', items: [] },
      { state: 'done', items: [] },
    ],
  } satisfies TutorialsPage),
  pupilSample('student/tutorials', 'blank', {
    ...TUTORIALS,
    blank: true,
    sections: [
      { state: 'recommended', items: [] },
      { state: 'saved', items: [] },
      { state: 'done', items: [] },
    ],
  } satisfies TutorialsPage),
  pupilSample('student/tutorials', 'competence', {
    ...TUTORIALS,
    competences: COMPETENCES.map((one) => ({ ...one, chosen: one.value === '4.1' })),
    sections: [
      { state: 'recommended', items: [] },
      { state: 'saved', items: [] },
      { state: 'done', items: [] },
      {
        state: 'others',
        items: [
          item(LONG_WORD, '5', WHY),
          ...Array.from({ length: 12 }, (_, index) => item(`Leçon ${index + 1}`, '4')),
        ],
      },
    ],
  } satisfies TutorialsPage),
  pupilSample('student/exercise', 'asked', EXERCISE),
  pupilSample('student/exercise', 'empty-answer', {
    ...EXERCISE,
    asked: EXERCISE.asked && {
      ...EXERCISE.asked,
      question: RICH_QUESTION,
      single: [],
      several: CHALLENGE.single,
      error:
        'Termine d’abord ta réponse. Si tu ne sais pas, relis le tuto ou essaie quand même : rien n’est noté.',
    },
  } satisfies ExercisePage),
  ...correctedAnswers(4).map((corrected) =>
    pupilSample('student/exercise', `corrected-${corrected.number}`, {
      ...EXERCISE,
      asked: null,
      corrected: corrected.outcome === 'skipped' ? { ...corrected, outcome: 'wrong' } : corrected,
      againAddress: NOWHERE,
    } satisfies ExercisePage),
  ),
  pupilSample('student/exercise', 'none', { ...EXERCISE, asked: null } satisfies ExercisePage),
  pupilSample('student/exercise', 'long-text', {
    ...EXERCISE,
    lesson: { title: LONG_WORD, address: NOWHERE },
    asked: EXERCISE.asked && { ...EXERCISE.asked, question: LONG_QUESTION },
  } satisfies ExercisePage),
];

function lesson(title: string): Lesson {
  return { bodyHtml: HTML, marks: marks(title, 'lesson'), exerciseAddress: NOWHERE };
}

function item(title: string, domain: string, why: string | null = null): TutorialItem {
  const { id, ...rest } = marks(title, 'list');
  return {
    id: rest.tutorial,
    title,
    minutes: 3,
    competence: 'Mener une recherche et une veille d’information',
    domain,
    why,
    toggleAddress: NOWHERE,
    lesson: null,
    marks: { id, ...rest },
  };
}
