import type { ClosingView } from '../campaigns/closing/views.ts';
import { NOTHING } from '../campaigns/creation.ts';
import type { CatalogueModel, ListPage, NewPage, SettingsPage } from '../campaigns/views.ts';
import { campaignHead } from './head-sample.ts';
import { LONG_WORD, NOWHERE, type Sample, teacherSample } from './sample.ts';

const MODEL: CatalogueModel = {
  title: 'Parcours de rentrée 3e',
  description: 'Le point en début de 3e sur la recherche d’information et la sécurité.',
  audience: '3e',
  length: '34 acquis, 20 à 30 questions, environ 25 minutes',
  readiness: null,
  competences: [
    '1.1 Mener une recherche et une veille d’information',
    '4.1 Sécuriser l’environnement numérique',
  ],
  tubes: ['Formuler une requête, jusqu’au niveau 4', 'Reconnaître un message piégé, jusqu’au niveau 5'],
  author: null,
  removeAction: null,
  address: NOWHERE,
};
const OWN: CatalogueModel = {
  ...MODEL,
  title: 'Bien chercher au CDI',
  description: 'Avant l’exposé de décembre.',
  audience: null,
  author: 'Composé par Camille Durand',
  removeAction: NOWHERE,
};
const PART: CatalogueModel = {
  ...MODEL,
  title: 'EMI - cycle 4',
  readiness: '24 acquis prêts sur 60 : les autres épreuves arrivent.',
};
const WAITING: CatalogueModel = {
  ...MODEL,
  title: '[CLG] Arts plastiques - cycle 4',
  audience: '5e, 4e, 3e · Arts plastiques',
  length: null,
  readiness: 'Pas encore prêt : 26 acquis prévus, aucune épreuve écrite. Il ne peut pas être commencé.',
  address: null,
};

function row(code: string, name: string, change: Partial<ListPage['rows'][number]> = {}) {
  return {
    code,
    name,
    address: NOWHERE,
    model: 'Parcours de rentrée 3e',
    course: null,
    creator: 'Camille Durand',
    created: '12 novembre 2026',
    participants: 28,
    results: 21,
    changeable: true,
    moveAction: NOWHERE,
    settingsAddress: NOWHERE,
    ...change,
  };
}

const LIST: ListPage = {
  title: 'Campagnes',
  course: 'Technologie 3e B',
  tabs: [
    { label: 'En cours', address: NOWHERE, current: true },
    { label: 'Archivées', address: NOWHERE, current: false },
  ],
  tab: 'active',
  name: '',
  creator: '',
  sorts: [
    { value: 'recent', label: 'date de création', chosen: true },
    { value: 'name', label: 'nom', chosen: false },
  ],
  clearAddress: null,
  done: null,
  query: '',
  total: 60,
  rows: [
    row('BCDFGH234', '3e B, rentrée'),
    row('QRTVWX789', '3e B, protection', { creator: 'Yann Le Bihan', participants: 1234, results: 0 }),
    row('KMPQRT346', LONG_WORD, { course: 'Technologie 4e A', creator: null, changeable: false }),
  ],
  pages: { label: 'Page 2 sur 3', before: NOWHERE, after: NOWHERE },
  find: '',
  composeAddress: NOWHERE,
  catalogue: [
    { title: 'Composés par vous et vos collègues', models: [OWN] },
    { title: 'Parcours de rentrée', models: [MODEL] },
    { title: 'Disciplines', models: [PART, WAITING] },
  ],
};
const EMPTY = { ...LIST, total: 0, rows: [], pages: null };

const NEW: NewPage = {
  composeAddress: NOWHERE,
  title: 'Créer une campagne',
  createAction: NOWHERE,
  groups: [
    {
      title: 'Parcours de rentrée',
      models: [{ ...MODEL, id: 'rentree-3e', checked: true, collects: false }],
    },
  ],
  waiting: [WAITING],
  values: NOTHING,
  retryDays: 4,
  errors: {},
};

const CLOSING: ClosingView = {
  values: { deadline: '2026-12-04T18:00', automaticSending: true },
  error: null,
  saveAction: NOWHERE,
  closed: null,
  close: {
    consequences: [
      '2 résultats terminés partiront tout seuls : ces élèves en étaient prévenus.',
      '1 élève a terminé sans envoyer : son résultat reste à lui.',
      '3 élèves n’ont pas terminé.',
    ],
    action: NOWHERE,
  },
};

const SETTINGS: SettingsPage = {
  closing: CLOSING,
  title: 'Réglages de « 3e B, rentrée »',
  head: campaignHead('3e B, rentrée', 'settings'),
  name: '3e B, rentrée',
  changeable: true,
  saved: null,
  values: { name: '3e B, rentrée', title: 'Le point de rentrée', landingText: 'Bonjour à toutes et tous.' },
  errors: {},
  action: NOWHERE,
  copyAction: NOWHERE,
  copyKey: '00000000-0000-4000-8000-000000000000',
  archived: false,
  moveAction: NOWHERE,
  deleteAction: NOWHERE,
};

export const LIST_SAMPLES: readonly Sample[] = [
  teacherSample('campaigns/list', 'some', LIST),
  teacherSample('campaigns/list', 'archived', {
    ...LIST,
    tab: 'archived',
    tabs: LIST.tabs.map((tab) => ({ ...tab, current: !tab.current })),
    done: { label: '« 3e B, rentrée » est archivée.', undoAction: NOWHERE },
    pages: null,
  } satisfies ListPage),
  teacherSample('campaigns/list', 'none', EMPTY),
  teacherSample('campaigns/list', 'nothing-found', {
    ...EMPTY,
    name: 'sixième',
    creator: 'Le Bihan',
    clearAddress: NOWHERE,
  } satisfies ListPage),
  teacherSample('campaigns/new', 'blank', NEW),
  teacherSample('campaigns/new', 'faults', {
    ...NEW,
    errors: { name: 'Donnez un nom à la campagne.' },
  } satisfies NewPage),
  teacherSample('campaigns/new', 'no-model', { ...NEW, groups: [] } satisfies NewPage),
  teacherSample('campaigns/settings', 'own', SETTINGS),
  teacherSample('campaigns/settings', 'begun', {
    ...SETTINGS,
    archived: true,
    deleteAction: null,
    saved: 'C’est enregistré.',
    errors: { landingText: 'Le mot d’accueil est trop long.' },
  } satisfies SettingsPage),
  teacherSample('campaigns/settings', 'closed', {
    ...SETTINGS,
    closing: {
      ...CLOSING,
      closed: {
        words:
          'Vous avez fermé cette campagne le 4 décembre 2026 à 18:00. 4 participations sont closes sans envoi.',
        reopenAction: NOWHERE,
      },
      close: null,
    },
  } satisfies SettingsPage),
  teacherSample('campaigns/settings', 'no-deadline', {
    ...SETTINGS,
    closing: {
      ...CLOSING,
      values: { deadline: '', automaticSending: true },
      error: 'Pour un envoi automatique, donnez d’abord une date limite.',
      close: { consequences: ['Personne n’attend plus d’envoyer.'], action: NOWHERE },
    },
  } satisfies SettingsPage),
  teacherSample('campaigns/settings', 'of-another', {
    ...SETTINGS,
    changeable: false,
  } satisfies SettingsPage),
].map((sample): Sample => ({ ...sample, place: 'campaigns' }));
