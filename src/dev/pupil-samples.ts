import type { DivisionsPage, PupilPage, PupilsPage } from '../teacher/views.ts';
import { LONG_WORD, NOWHERE, type Sample, teacherSample } from './sample.ts';

const FAMILIES = ['Abgrall', 'Benali', 'Cadiou', 'Diallo', 'Étienne', 'Le Goff', 'Nguyen', 'Özdemir'];
const GIVEN = ['Inès', 'Noé', 'Maëlle', 'Yanis', 'Chloé', 'Tom'];
const STATES = [
  ['yes', 'Certifiable'],
  ['no', 'Pas encore certifiable'],
  ['unknown', 'Rien d’envoyé'],
] as const;

function pupilRows(count: number): PupilsPage['pupils'] {
  return Array.from({ length: count }, (_, i) => {
    const [state, stateLabel] = STATES[i % 3] ?? STATES[0];
    return {
      name: `${FAMILIES[i % FAMILIES.length]} ${GIVEN[i % GIVEN.length]}`,
      address: NOWHERE,
      courses: i % 4 === 0 ? 'Technologie 3e B, Pix 3e' : 'Technologie 3e B',
      division: i % 5 === 4 ? null : '3e B',
      state,
      stateLabel,
      pix: state === 'unknown' ? null : 40 + ((i * 37) % 300),
      lastActivity: i % 7 === 2 ? null : '22 nov. 2026',
    };
  });
}

const option = (value: string, label: string, chosen = false) => ({ value, label, chosen });

const PUPILS: PupilsPage = {
  title: 'Élèves',
  query: '',
  filters: [
    {
      name: 'year',
      label: 'Année scolaire',
      options: [option('2026', '2026-2027', true), option('2025', '2025-2026')],
    },
    {
      name: 'course',
      label: 'Cours',
      options: [option('', 'Tous mes cours', true), option('1', 'Technologie 3e B'), option('2', 'Pix 3e')],
    },
    { name: 'division', label: 'Division', options: [option('', 'Toutes', true), option('3e B', '3e B')] },
    {
      name: 'state',
      label: 'Certification',
      options: [option('', 'Tous', true), ...STATES.map(([state, label]) => option(state, label))],
    },
    {
      name: 'sort',
      label: 'Classer par',
      options: [option('name', 'Nom', true), option('pix', 'Pix envoyés')],
    },
  ],
  filtered: false,
  countLabel: '30 élèves',
  roster: {
    label:
      'En septembre, la liste peut être incomplète\u00a0: un élève qui ne s’est jamais connecté au cours peut manquer.',
    failed: false,
  },
  total: 30,
  pupils: pupilRows(30),
  paging: null,
};

const PUPIL: PupilPage = {
  title: 'Le Goff Maëlle',
  year: 'Année scolaire 2026-2027',
  back: NOWHERE,
  courses: 'Technologie 3e B, Pix 3e',
  division: '3e B',
  lastActivity: '22 novembre 2026 à 14:05',
  state: 'no',
  stateLabel: 'Pas encore certifiable',
  profile: {
    pixLabel: '46 pix',
    certifiableLabel: '3 compétences au niveau 1 ou plus, sur 5 pour être certifiable',
    domains: ['Information et données', 'Communication et collaboration', 'Création de contenu'].map(
      (title, place) => ({
        domain: String(place + 1),
        title,
        competences: ['Gérer des données', 'Partager et publier', 'Programmer'].map((competence, i) => ({
          code: `${place + 1}.${i + 1}`,
          title: competence,
          sent: i === 2 ? null : { level: `Niveau ${i + 1}`, pix: `${9 + 8 * i} pix`, date: '20 nov. 2026' },
        })),
      }),
    ),
  },
  participations: [
    {
      campaign: 'Parcours de rentrée 3e B',
      course: 'Technologie 3e B',
      address: NOWHERE,
      status: 'shared',
      statusLabel: 'Envoyé',
      date: '20 nov. 2026',
      percent: 59,
    },
    {
      campaign: 'Protection et sécurité (essai 2)',
      course: 'Pix 3e',
      address: null,
      status: 'started',
      statusLabel: 'En cours',
      date: '22 nov. 2026',
      percent: null,
    },
  ],
};

const DIVISIONS: DivisionsPage = {
  title: 'Indiquer les divisions',
  list: '',
  longest: 400_000,
  error: '',
  found: null,
};

export const PUPIL_SAMPLES: readonly Sample[] = [
  teacherSample('teacher/divisions', 'new', DIVISIONS),
  teacherSample('teacher/divisions', 'empty', { ...DIVISIONS, error: 'La liste est vide.' }),
  teacherSample('teacher/divisions', 'found', {
    ...DIVISIONS,
    list: 'Abgrall;Inès;3e B',
    found: {
      sureLabel: '1 élève reconnu',
      sure: [{ name: 'Abgrall Inès', division: '3e B' }],
      doubtfulLabel: '1 ligne mise de côté',
      doubtful: [{ line: 'Ligne 2', name: LONG_WORD, why: 'aucun élève de vos cours ne porte ce nom' }],
      keepLabel: 'Garder 1 division',
    },
  }),
  teacherSample('teacher/pupils', 'thirty', PUPILS),
  teacherSample('teacher/pupils', 'six-hundred', {
    ...PUPILS,
    countLabel: '600 élèves',
    total: 600,
    pupils: pupilRows(100),
    paging: { label: 'Page 2 sur 6', before: NOWHERE, after: NOWHERE },
  }),
  teacherSample('teacher/pupils', 'none-found', {
    ...PUPILS,
    query: 'zz',
    filtered: true,
    countLabel: '0 élève',
    pupils: [],
  }),
  teacherSample('teacher/pupils', 'empty', { ...PUPILS, total: 0, pupils: [], countLabel: '0 élève' }),
  teacherSample('teacher/pupils', 'roster-failed', {
    ...PUPILS,
    roster: {
      label:
        'La liste d’un de vos cours n’a pas pu être relue\u00a0: des élèves peuvent manquer. Revenez dans quelques minutes.',
      failed: true,
    },
    pupils: PUPILS.pupils.map((pupil) => ({ ...pupil, name: LONG_WORD, courses: LONG_WORD })).slice(0, 3),
  }),
  teacherSample('teacher/pupil', 'sent', PUPIL),
  teacherSample('teacher/pupil', 'unsent', {
    ...PUPIL,
    title: LONG_WORD,
    state: 'unknown',
    stateLabel: 'Rien d’envoyé',
    lastActivity: null,
    profile: null,
    participations: [],
  }),
];
