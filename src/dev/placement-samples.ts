import type {
  AnswersPage,
  ChallengePage,
  CorrectedAnswer,
  CorrectedPlacement,
  MatchingView,
  OrderingView,
  PictureView,
  PlacementView,
  PointedPicture,
  PointingView,
} from '../runs/views.ts';
import { PLAIN_QUESTION, SAMPLE_PICTURE } from './question-samples.ts';
import { CHALLENGE } from './run-samples.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample } from './sample.ts';

const ORDERING: OrderingView = {
  mode: 'ordering',
  first: 'Le plus léger',
  last: 'Le plus lourd',
  items: ['Une heure de vidéo', 'Un message', 'Une photo', 'Une chanson', 'Une page de texte'].map(
    (text, name) => ({ name: String(name), text, place: null }),
  ),
};

const MATCHING: MatchingView = {
  mode: 'matching',
  reuse: false,
  lefts: [
    { name: '0', text: 'Favori', chosen: '' },
    { name: '1', text: 'Historique', chosen: '' },
    { name: '2', text: 'Onglet fermé par erreur', chosen: '' },
  ],
  rights: [
    { value: '0', letter: 'A', text: 'La liste de toutes les pages visitées' },
    { value: '1', letter: 'B', text: 'Rouvrir le dernier onglet' },
    { value: '2', letter: 'C', text: 'Une adresse que l’on garde exprès' },
    { value: '3', letter: 'D', text: 'Une copie de la page' },
  ],
};

const PICTURE: PictureView = {
  src: SAMPLE_PICTURE,
  alt: 'Page du club : un ciel étoilé, un télescope et trois onglets, Accueil, Sorties et Matériel.',
  caption: 'La page d’accueil du club',
  width: 640,
  height: 360,
};

const POINTING: PointingView = {
  mode: 'pointing',
  picture: PICTURE,
  width: 640,
  height: 360,
  count: 1,
  points: [],
  zones: [
    { value: '0', text: 'Le disque jaune', checked: false },
    { value: '1', text: 'Le mot de gauche dans le bandeau', checked: false },
    { value: '2', text: 'Les marches', checked: false },
  ],
};

export const POINTED: PointedPicture = {
  picture: PICTURE,
  width: 640,
  height: 360,
  zones: [
    { state: 'right', outline: 'M400 170a70 70 0 1 0 140 0a70 70 0 1 0 -140 0Z' },
    { state: 'wrong', outline: 'M10 4L115 4L115 44L10 44Z' },
  ],
  marks: [
    { state: 'right', x: 455, y: 160, number: 1 },
    { state: 'wrong', x: 200, y: 250, number: 2 },
  ],
  radius: 23,
};

const LONG = `${'Un texte qui prend toute la place qu’on lui donne, '.repeat(2)}et finit.`;

/** Placed by hand: before, halfway, refused, long, then corrected. */
export const PLACEMENT_SAMPLES: readonly Sample[] = [
  asked('ordering', ORDERING),
  asked('ordering-given', {
    ...ORDERING,
    first: null,
    last: null,
    items: ORDERING.items.map((item, index) => ({ ...item, place: index + 1 })),
  }),
  asked('ordering-unmoved', ORDERING, 'Déplace d’abord les étiquettes.'),
  asked('ordering-long', {
    ...ORDERING,
    items: [LONG, LONG_WORD, 'Non'].map((text, name) => ({ name: String(name), text, place: null })),
  }),
  asked('matching', MATCHING),
  asked(
    'matching-halfway',
    {
      ...MATCHING,
      lefts: MATCHING.lefts.map((left, index) => ({ ...left, chosen: ['2', '0', ''][index] ?? '' })),
    },
    'Il reste 1 élément à relier.',
  ),
  asked('matching-reuse', {
    ...MATCHING,
    reuse: true,
    lefts: ['.odt', '.jpg', '.txt', '.png', '.docx', '.svg'].map((text, name) => ({
      name: String(name),
      text,
      chosen: String(name % 2),
    })),
    rights: [
      { value: '0', letter: 'A', text: 'Un texte' },
      { value: '1', letter: 'B', text: 'Une image' },
    ],
  }),
  asked('matching-long', {
    ...MATCHING,
    lefts: [LONG, LONG_WORD, 'Non'].map((text, name) => ({ name: String(name), text, chosen: '' })),
    rights: [LONG, LONG_WORD].map((text, value) => ({
      value: String(value),
      letter: 'AB'[value] ?? '',
      text,
    })),
  }),
  asked('pointing', POINTING),
  asked('pointing-given', { ...POINTING, points: ['470,170'] }),
  asked(
    'pointing-halfway',
    { ...POINTING, count: 3, points: ['470,170', '60,26.5'] },
    'Il reste 1 endroit à montrer.',
  ),
  asked('pointing-listed', {
    ...POINTING,
    zones: POINTING.zones.map((zone, index) => ({ ...zone, checked: index === 1 })),
  }),
  pupilSample('runs/answers', 'placed', {
    title: 'Parcours de rentrée 3e',
    answers: correctedPlacements().map((placement, index) => corrected(placement, index)),
    back: NOWHERE,
  } satisfies AnswersPage),
];

function asked(state: string, placement: PlacementView, error: string | null = null): Sample {
  const page: ChallengePage = { ...CHALLENGE, single: [], placement, error };
  return pupilSample('runs/challenge', state, page);
}

function correctedPlacements(): CorrectedPlacement[] {
  const items = [
    { place: '1', text: 'Un message', given: 1, right: true },
    { place: '2 à 3', text: 'Une page de texte', given: 3, right: true },
    { place: '2 à 3', text: 'Une photo', given: 4, right: false },
    { place: '4', text: 'Une heure de vidéo', given: 2, right: false },
  ];
  const rows = [
    { left: 'Favori', given: 'Une adresse gardée', right: true, expected: 'Une adresse gardée' },
    { left: 'Historique', given: 'Une copie', right: false, expected: 'La liste des pages visitées' },
  ];
  const [zone] = POINTED.zones;
  const none = { ...POINTED, zones: zone ? [zone] : [], marks: [] };
  return [
    { mode: 'ordering', items },
    { mode: 'ordering', items: items.map((item) => ({ ...item, given: null, right: false })) },
    { mode: 'matching', rows },
    { mode: 'matching', rows: rows.map((row) => ({ ...row, given: null, right: false })) },
    {
      mode: 'pointing',
      drawn: POINTED,
      given: [
        { label: 'Repère 1 : bien vu', text: 'Le disque jaune', right: true, why: null },
        {
          label: 'Repère 2 : pas ici',
          text: 'Les marches',
          right: false,
          why: 'Les marches ne mènent nulle part.',
        },
      ],
      count: 2,
      expected: ['Le disque jaune', 'Le bandeau'],
    },
    { mode: 'pointing', drawn: none, given: [], count: 1, expected: ['Le disque jaune', 'Le bandeau'] },
  ];
}

function corrected(placement: CorrectedPlacement, index: number): CorrectedAnswer {
  return {
    number: index + 1,
    outcome: index % 2 === 0 ? 'wrong' : 'skipped',
    competence: 'Mener une recherche et une veille d’information',
    domain: '1',
    question: PLAIN_QUESTION,
    choices: [],
    fields: [],
    placement,
    reportAddress: NOWHERE,
    leftPage: 0,
    practical: null,
    explanationHtml: '<p>Compare les éléments deux par deux, du plus petit au plus grand.</p>',
    tutorials: [],
  };
}
