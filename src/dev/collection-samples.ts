import type { CollectionPage, ProfilesPage } from '../campaigns/collection/views.ts';
import { campaignHead } from './head-sample.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample, teacherSample } from './sample.ts';

export const TITLES = [
  [
    '1',
    'Information et données',
    ['Mener une recherche et une veille d’information', 'Gérer des données', 'Traiter des données'],
  ],
  [
    '2',
    'Communication et collaboration',
    ['Interagir', 'Partager et publier', 'Collaborer', 'S’insérer dans le monde numérique'],
  ],
  [
    '3',
    'Création de contenu',
    [
      'Développer des documents textuels',
      'Développer des documents multimédia',
      'Adapter les documents à leur finalité',
      'Programmer',
    ],
  ],
  [
    '4',
    'Protection et sécurité',
    [
      'Sécuriser l’environnement numérique',
      'Protéger les données personnelles et la vie privée',
      'Protéger la santé, le bien-être et l’environnement',
    ],
  ],
  [
    '5',
    'Environnement numérique',
    ['Résoudre des problèmes techniques', 'Évoluer dans un environnement numérique'],
  ],
] as const;

export const COMPETENCES = TITLES.flatMap(([domain, , titles]) =>
  titles.map((title, place) => ({ code: `${domain}.${place + 1}`, title, domain })),
);
/** Pix of a competence, by its place in the framework. */
const pixAt = (place: number) => (place * 5) % 23;

const PUPIL: CollectionPage = {
  title: 'Collecte de profils avant certification',
  landingHtml: null,
  teacher: 'Mme Roche',
  identifier: null,
  pix: '171 pix',
  certifiable: 'Certifiable : 9 compétences au niveau 1 ou plus.',
  domains: TITLES.map(([domain, title]) => ({
    domain,
    title,
    competences: COMPETENCES.map((competence, place) => ({ ...competence, pix: pixAt(place) }))
      .filter((competence) => competence.domain === domain)
      .map(({ code, title, pix }) => ({
        code,
        title,
        level: `Niveau ${Math.floor(pix / 8)}`,
        pix: `${pix} pix`,
      })),
  })),
  sent: null,
  deadline: 'À envoyer avant le 12 décembre 2026 à 18:00.',
  send: {
    action: NOWHERE,
    label: 'J’envoie mon profil',
    note: 'Une fois envoyé, ce profil ne change plus. Si tu progresses, tu pourras envoyer le nouveau.',
  },
  closed: null,
};
const SENT = {
  when: 'Envoyé le 25 novembre 2026 à 10:12',
  grade: 'Tes pix sont dans le carnet de notes de ton cours.',
  now: 'Il n’a pas changé depuis. Quand tu auras progressé, tu pourras l’envoyer à nouveau.',
};

function row(name: string, shift: number): ProfilesPage['rows'][number] {
  const pix = COMPETENCES.map((_, place) =>
    shift === 0 ? pixAt(place) : place % 4 === 0 ? 9 : (place * shift) % 7,
  );
  const certifiable = pix.filter((one) => one >= 8).length >= 5;
  return {
    name,
    address: NOWHERE,
    division: shift === 3 ? null : `3e ${'ABC'[shift % 3]}`,
    sharedAt: '25 novembre 2026 à 10:12',
    profile: {
      pix: pix.reduce((all, one) => all + one, 0),
      certifiable,
      stateLabel: certifiable ? 'Certifiable' : 'Pas encore',
      missing: certifiable ? null : 'Il manque 1 compétence. Les plus proches : 1.2 (2 pix).',
      cells: pix.map((one) => ({ level: Math.floor(one / 8), pix: `${one} pix` })),
    },
  };
}

const LIST: NonNullable<ProfilesPage['list']> = {
  action: NOWHERE,
  query: '',
  selects: [
    {
      name: 'division',
      label: 'Division',
      options: ['Toutes', '3e A', '3e B', '3e C'].map((label, place) => ({
        value: label,
        label,
        chosen: place === 0,
      })),
    },
    {
      name: 'state',
      label: 'Certification',
      options: ['Tous', 'Certifiable', 'Pas encore certifiable', 'Rien d’envoyé'].map((label, place) => ({
        value: label,
        label,
        chosen: place === 0,
      })),
    },
    {
      name: 'sort',
      label: 'Classer par',
      options: ['Nom', 'Division', 'Certification', 'Le plus de pix'].map((label, place) => ({
        value: label,
        label,
        chosen: place === 3,
      })),
    },
  ],
  countLabel: '4 élèves',
  clearAddress: null,
  emptyLabel: null,
  columns: [
    { name: 'name', label: 'Élève', address: NOWHERE, sorted: null },
    { name: 'division', label: 'Division', address: NOWHERE, sorted: null },
    { name: 'state', label: 'Certification', address: NOWHERE, sorted: null },
    { name: 'pix', label: 'Pix', address: NOWHERE, sorted: 'descending' },
    ...COMPETENCES.map(({ code, title }) => ({ name: code, label: title, address: NOWHERE, sorted: null })),
    { name: 'shared', label: 'Envoyé le', address: NOWHERE, sorted: null },
  ],
  paging: null,
};

const PROFILES: ProfilesPage = {
  title: 'Profils : 3e B, avant la certification',
  head: campaignHead('3e B, avant la certification', 'profiles'),
  sentLabel: '3 profils reçus, 4 élèves',
  certifiableLabel: '1 élève certifiable',
  rule: 'Un élève est certifiable avec 5 compétences au niveau 1 ou plus. De chaque élève, le dernier profil envoyé.',
  competences: COMPETENCES,
  list: LIST,
  rows: [
    row('Abgrall Inès', 0),
    row('Diallo Awa', 3),
    { name: 'Le Goff Maëlle', address: null, division: '3e A', sharedAt: null, profile: null },
    row(LONG_WORD, 5),
  ],
  documents: [
    {
      format: 'results.csv',
      label: 'Exporter les résultats (.csv)',
      address: NOWHERE,
      fileName: 'profils.csv',
    },
    { format: 'results.xlsx', label: 'Pour un tableur (.xlsx)', address: NOWHERE, fileName: 'profils.xlsx' },
  ],
};

/** A collection of profiles, on both sides. */
export const COLLECTION_SAMPLES: readonly Sample[] = [
  pupilSample('campaigns/collection', 'to-send', PUPIL),
  pupilSample('campaigns/collection', 'identifier-missing', {
    ...PUPIL,
    identifier: { label: 'Numéro de badge', error: 'Écris ce que ton professeur demande, puis recommence.' },
  } satisfies CollectionPage),
  pupilSample('campaigns/collection', 'sent', { ...PUPIL, sent: SENT, send: null } satisfies CollectionPage),
  pupilSample('campaigns/collection', 'closed', {
    ...PUPIL,
    send: null,
    closed: 'Cette collecte est fermée : on ne peut plus envoyer de profil. Demande à ton professeur.',
  } satisfies CollectionPage),
  teacherSample('campaigns/profiles', 'plain', PROFILES),
  teacherSample('campaigns/profiles', 'nobody', {
    ...PROFILES,
    sentLabel: '0 profil reçu, 0 élève',
    certifiableLabel: '0 élève certifiable',
    list: null,
    rows: [],
  } satisfies ProfilesPage),
  teacherSample('campaigns/profiles', 'none-chosen', {
    ...PROFILES,
    list: {
      ...LIST,
      query: 'xyz',
      countLabel: '0 élève sur 4',
      clearAddress: NOWHERE,
      emptyLabel: 'Aucun élève ne correspond à ces choix.',
    },
    rows: [],
  } satisfies ProfilesPage),
  teacherSample('campaigns/profiles', 'six-hundred', {
    ...PROFILES,
    sentLabel: '560 profils reçus, 600 élèves',
    certifiableLabel: '93 élèves certifiables',
    rows: Array.from({ length: 100 }, (_, place) => row(`Élève ${place + 1}`, place % 6)),
    list: {
      ...LIST,
      countLabel: '600 élèves',
      paging: { label: 'Page 2 sur 6', before: NOWHERE, after: NOWHERE },
    },
  } satisfies ProfilesPage),
];
