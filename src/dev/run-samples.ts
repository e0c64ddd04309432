import type {
  AnswersPage,
  ChallengePage,
  CheckpointPage,
  ChoiceView,
  CompetenceResult,
  FocusPage,
  ResultPage,
  SolutionPage,
} from '../runs/views.ts';
import { badges } from './badge-samples.ts';
import { correctedAnswers, LONG_QUESTION, PLAIN_QUESTION, RICH_QUESTION } from './question-samples.ts';
import { REPORT } from './report-samples.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample, teacherSample } from './sample.ts';
import { tutorialLink } from './tutorial-link-sample.ts';
import { leftOutTubes, tubeResults } from './why-samples.ts';

const TITLE = 'Parcours de rentrée 3e';

export const CHALLENGE: ChallengePage = {
  deadline: null,
  title: TITLE,
  trial: false,
  stair: { answered: 7, remaining: { low: 6, high: 9 }, label: '7 réponses, encore 6 à 9 environ' },
  question: PLAIN_QUESTION,
  single: choices([
    'Il l’ajoute à ses favoris',
    'Il agrandit la fenêtre',
    'Il note l’heure de sa visite',
    'Il imprime la page',
  ]),
  several: [],
  fields: [],
  placement: null,
  answerAction: NOWHERE,
  skipAction: NOWHERE,
  solutionAddress: null,
  error: null,
  report: REPORT,
  obstacle: null,
  focus: null,
  changed: null,
};

const SENT = {
  label: 'Envoyés le 22 novembre 2026 à 21:09',
  grade: 'La note est dans le carnet de notes du cours.',
};

const KEPT =
  'Ce que tu as validé reste acquis. Ce que tu as manqué te sera demandé de nouveau, avec d’autres questions quand il y en a.';

const RESULT: ResultPage = {
  closing: null,
  title: TITLE,
  trial: false,
  percent: 72,
  stars: 2,
  stage: 'Bien joué ! Tu as pris de la hauteur : quelques marches encore et tout le palier est à toi.',
  pix: 58,
  gain: null,
  leftOut: null,
  maxLevel: 8,
  badges: [],
  competences: [
    competence('1.1', 'Mener une recherche et une veille d’information', '1', 12, 14, 4),
    competence('2.1', 'Interagir', '2', 5, 9, 2),
    competence('3.4', 'Programmer', '3', 0, 6, 0),
    competence('4.1', 'Sécuriser l’environnement numérique', '4', 8, 9, 8),
    competence('5.2', 'Évoluer dans un environnement numérique', '5', 1, 3, 1),
  ],
  topics: [
    {
      title: 'Messages piégés',
      address: NOWHERE,
      domain: '4',
      competence: '4.1 Sécuriser l’environnement numérique',
      detail: '1 acquis validé sur 4',
    },
    {
      title: 'Lire une adresse web',
      address: NOWHERE,
      domain: '1',
      competence: '1.1 Mener une recherche et une veille d’information',
      detail: '2 acquis validés sur 4',
    },
  ],
  toWorkOn: [
    tutorialLink('Reconnaître un message piégé', 4, 'next'),
    tutorialLink('Lire une adresse web', 3, 'next'),
  ],
  earlier: null,
  send: {
    action: NOWHERE,
    final: 'Une fois envoyé, ce résultat ne change plus. Plus tard, tu pourras en envoyer un meilleur.',
  },
  sent: null,
  retry: null,
  later: null,
  practice: null,
  answersAddress: NOWHERE,
  trialAgainAction: null,
  classAddress: null,
};

export const CHECKPOINT: CheckpointPage = {
  deadline: 'À finir et à envoyer avant le 4 décembre 2026 à 18:00.',
  title: TITLE,
  trial: false,
  stair: { answered: 10, remaining: { low: 4, high: 8 }, label: '10 réponses, encore 4 à 8 environ' },
  summary: { right: 2, wrong: 2, skipped: 1 },
  answers: correctedAnswers(5),
  continueAction: NOWHERE,
  last: false,
  changed: null,
};

/** The pupil's pages of a run, in every state. */
export const RUN_SAMPLES: readonly Sample[] = [
  pupilSample('runs/challenge', 'one-choice', CHALLENGE),
  pupilSample('runs/challenge', 'several-choices', {
    ...CHALLENGE,
    stair: { answered: 0, remaining: { low: 18, high: 26 }, label: '18 à 26 questions environ' },
    single: [],
    several: choices(
      ['Une photo', 'Un mot de passe', 'Une adresse', 'Le résultat d’un match'],
      ['Un mot de passe', 'Une adresse'],
    ),
  } satisfies ChallengePage),
  pupilSample('runs/challenge', 'chosen', {
    ...CHALLENGE,
    single: choices(
      ['Il l’ajoute à ses favoris', 'Il agrandit la fenêtre', 'Il note l’heure'],
      ['Il agrandit la fenêtre'],
    ),
  } satisfies ChallengePage),
  pupilSample('runs/challenge', 'fields', {
    ...CHALLENGE,
    question: RICH_QUESTION,
    single: [],
    fields: [
      {
        name: 'date',
        label: 'Date de la sortie',
        format: 'date',
        size: 'words',
        unit: null,
        options: [],
        value: '',
      },
      {
        name: 'places',
        label: 'Places restantes',
        format: 'number',
        size: 'small',
        unit: 'places',
        options: [],
        value: '12',
      },
      {
        name: 'lieu',
        label: 'Lieu',
        format: 'select',
        size: 'words',
        unit: null,
        options: ['Le stade', 'La mairie'],
        value: 'Le stade',
      },
      {
        name: 'phrase',
        label: 'Ce que tu réponds',
        format: 'text',
        size: 'sentence',
        unit: null,
        options: [],
        value: '',
      },
    ],
  } satisfies ChallengePage),
  pupilSample('runs/challenge', 'empty-answer', {
    ...CHALLENGE,
    error: 'Choisis une réponse, ou passe la question.',
  }),
  pupilSample('runs/challenge', 'obstacle', {
    ...CHALLENGE,
    question: RICH_QUESTION,
    obstacle: {
      action: NOWHERE,
      reasons: [
        { value: 'picture', label: 'Je ne peux pas voir l’image' },
        { value: 'file', label: 'Je ne peux pas ouvrir le fichier' },
        { value: 'device', label: 'Mon appareil ne convient pas' },
      ],
      unsuited: true,
    },
    changed: 'Voici une autre épreuve, sur la même chose.',
  } satisfies ChallengePage),
  pupilSample('runs/challenge', 'focus', { ...CHALLENGE, focus: { action: NOWHERE, times: 0 } }),
  pupilSample('runs/challenge', 'focus-left', { ...CHALLENGE, focus: { action: NOWHERE, times: 2 } }),
  pupilSample('runs/focus', 'before', {
    title: TITLE,
    trial: false,
    stair: CHALLENGE.stair,
    action: NOWHERE,
  } satisfies FocusPage),
  pupilSample('runs/challenge', 'trial', { ...CHALLENGE, trial: true, solutionAddress: NOWHERE }),
  pupilSample('runs/challenge', 'last-steps', {
    ...CHALLENGE,
    stair: { answered: 38, remaining: { low: 1, high: 1 }, label: '38 réponses, encore une' },
  } satisfies ChallengePage),
  pupilSample('runs/challenge', 'long-text', {
    ...CHALLENGE,
    title: `${TITLE} : ${LONG_WORD}`,
    question: LONG_QUESTION,
    single: choices([
      LONG_WORD,
      `${'Une réponse qui prend son temps pour dire les choses. '.repeat(5)}`,
      'Non',
    ]),
  } satisfies ChallengePage),
  pupilSample('runs/checkpoint', 'middle', CHECKPOINT),
  pupilSample('runs/checkpoint', 'last', {
    ...CHECKPOINT,
    stair: { answered: 17, remaining: null, label: '17 réponses' },
    summary: { right: 1, wrong: 1, skipped: 0 },
    answers: correctedAnswers(2),
    last: true,
  } satisfies CheckpointPage),
  pupilSample('runs/checkpoint', 'answered-elsewhere', {
    ...CHECKPOINT,
    changed:
      'Tu as déjà répondu à cette question dans une autre page ou sur un autre appareil : c’est cette réponse qui compte. Continue ici.',
  } satisfies CheckpointPage),
  pupilSample('runs/answers', 'many', {
    title: TITLE,
    answers: correctedAnswers(25),
    back: NOWHERE,
  } satisfies AnswersPage),
  ...correctedAnswers(1).map((answer) =>
    teacherSample('runs/solution', 'trial', { title: TITLE, answer, back: NOWHERE } satisfies SolutionPage),
  ),
  pupilSample('runs/answers', 'none', { title: TITLE, answers: [], back: NOWHERE } satisfies AnswersPage),
  pupilSample('runs/result', 'to-send', RESULT),
  pupilSample('runs/result', 'to-send-before', {
    ...RESULT,
    closing: 'À finir et à envoyer avant le 4 décembre 2026 à 18:00.',
  } satisfies ResultPage),
  pupilSample('runs/result', 'closed', {
    ...RESULT,
    send: null,
    closing:
      'Ton professeur a fermé ce parcours : on ne peut plus rien lui envoyer. Tes réponses restent à toi.',
  } satisfies ResultPage),
  pupilSample('runs/result', 'sent', {
    ...RESULT,
    send: null,
    sent: SENT,
  } satisfies ResultPage),
  pupilSample('runs/result', 'gain', {
    ...RESULT,
    gain: {
      pix: '+ 24 pix',
      levels: [
        {
          domain: '1',
          label: 'Niveau 2',
          competence: '1.1 Mener une recherche et une veille d’information',
        },
        { domain: '4', label: 'Niveau 1', competence: `4.1 ${LONG_WORD}` },
      ],
    },
  } satisfies ResultPage),
  pupilSample('runs/result', 'left-out', {
    ...RESULT,
    leftOut:
      '2 acquis ne comptent pas dans ce résultat : tu ne pouvais pas faire leurs épreuves. Ils ne t’enlèvent rien.',
    competences: [
      { ...competence('1.1', 'Mener une recherche', '1', 3, 4, 1), tubes: leftOutTubes() },
      competence('2.1', 'Interagir', '2', 5, 9, 2),
    ],
  } satisfies ResultPage),
  pupilSample('runs/result', 'badges', { ...RESULT, badges: badges() } satisfies ResultPage),
  pupilSample('runs/result', 'retry-later', {
    ...RESULT,
    send: null,
    sent: SENT,
    retry: {
      action: null,
      when: 'Tu pourras améliorer ton résultat à partir du 26 novembre 2026 à 21:09.',
      kept: KEPT,
    },
  } satisfies ResultPage),
  pupilSample('runs/result', 'retry-now', {
    ...RESULT,
    send: null,
    sent: SENT,
    retry: { action: NOWHERE, when: null, kept: KEPT },
  } satisfies ResultPage),
  pupilSample('runs/result', 'retry-unsent', {
    ...RESULT,
    earlier: {
      label:
        '12 acquis étaient déjà validés par des parcours précédents : ils comptent ici et ne t’ont pas été redemandés.',
      nothingAsked: false,
    },
    retry: { action: NOWHERE, when: null, kept: KEPT },
  } satisfies ResultPage),
  pupilSample('runs/result', 'retried', {
    ...RESULT,
    send: null,
    sent: SENT,
    later: { address: NOWHERE },
  } satisfies ResultPage),
  pupilSample('runs/result', 'nothing-asked', {
    ...RESULT,
    earlier: {
      label:
        'Tes parcours précédents ont déjà répondu à tout : 26 acquis validés comptent ici. Tu peux regarder ton résultat et l’envoyer.',
      nothingAsked: true,
    },
    answersAddress: null,
  } satisfies ResultPage),
  pupilSample('runs/result', 'nothing-yet', {
    ...RESULT,
    percent: 0,
    stars: 0,
    pix: 0,
    stage: 'C’est le pied de l’escalier. Choisis un tuto ci-dessous : la première marche est la plus facile.',
    competences: [competence('1.1', 'Mener une recherche et une veille d’information', '1', 0, 14, 0)],
  } satisfies ResultPage),
  pupilSample('runs/result', 'everything', {
    ...RESULT,
    percent: 100,
    stars: 3,
    pix: 512,
    maxLevel: 5,
    stage: 'Tout en haut ! Tu peux aider les autres à monter.',
    competences: Array.from({ length: 16 }, (_, index) =>
      competence(
        `${(index % 5) + 1}.${Math.floor(index / 5) + 1}`,
        'Adapter les documents à leur finalité',
        String((index % 5) + 1),
        9,
        9,
        5,
      ),
    ),
    topics: [],
    toWorkOn: [],
  } satisfies ResultPage),
  pupilSample('runs/result', 'trial', {
    ...RESULT,
    trial: true,
    send: null,
    trialAgainAction: NOWHERE,
    classAddress: NOWHERE,
  } satisfies ResultPage),
];

function choices(texts: readonly string[], checked: readonly string[] = []): ChoiceView[] {
  return texts.map((text, index) => ({ value: String(index), text, checked: checked.includes(text) }));
}

function competence(
  code: string,
  title: string,
  domain: string,
  validated: number,
  targeted: number,
  level: number,
): CompetenceResult {
  return {
    code,
    title,
    domain,
    validated,
    targeted,
    level,
    percent: Math.round((validated / targeted) * 100),
    pix: level * 8,
    tubes: code === '1.1' ? tubeResults('pupil') : [],
  };
}
