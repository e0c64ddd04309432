import type { CampaignPage, ParticipantList, ParticipationPage } from '../campaigns/views.ts';
import { LONG_WORD, NOWHERE } from './sample.ts';

const CHIPS: readonly (readonly [string, number])[] = [
  ['Tous', 28],
  ['Pas commencé', 7],
  ['En cours', 7],
  ['Terminé, pas envoyé', 5],
  ['Envoyé', 9],
];

export const LIST: ParticipantList = {
  action: NOWHERE,
  query: '',
  status: '',
  chips: CHIPS.map(([label, count], place) => ({
    name: `${place}`,
    label,
    count,
    address: NOWHERE,
    current: place === 0,
  })),
  selects: [
    select('division', 'Division', ['Toutes', '3e A', '3e B']),
    select('stars', 'Étoiles', [
      'Toutes',
      '3 étoiles sur 3',
      '2 étoiles sur 3',
      '1 étoile sur 3',
      '0 étoile sur 3',
    ]),
    select('state', 'Certification', ['Tous', 'Certifiable', 'Pas encore certifiable', 'Rien d’envoyé']),
    select('sort', 'Classer par', ['Nom', 'Division', 'Statut', 'Meilleure réussite']),
  ],
  countLabel: '28 élèves',
  clearAddress: null,
  emptyLabel: null,
  columns: [
    column('name', 'Élève', 'ascending'),
    column('division', 'Division'),
    column('status', 'Statut'),
    column('progress', 'Avancement'),
    column('percent', 'Réussite'),
    column('state', 'Certification'),
    column('shared', 'Envoyé le'),
  ],
  paging: null,
};

const CLOSED_LABELS: Readonly<Record<string, string>> = {
  'En cours': 'Clos sans envoi, pas terminé',
  'Terminé, pas envoyé': 'Clos sans envoi, terminé',
};

export const CLOSED: ParticipantList = {
  ...LIST,
  chips: LIST.chips.map((chip) => ({ ...chip, label: closedLabel(chip.label) })),
};

export function closedLabel(label: string): string {
  return CLOSED_LABELS[label] ?? label;
}

export const CHOSEN_NOBODY: ParticipantList = {
  ...LIST,
  query: 'maelle',
  status: 'not-begun',
  chips: CHIPS.map(([label], place) => ({
    name: `${place}`,
    label,
    count: 0,
    address: NOWHERE,
    current: place === 1,
  })),
  countLabel: '0 élève sur 28',
  clearAddress: NOWHERE,
  emptyLabel: 'Aucun élève ne correspond à ces choix.',
};

export const MANY: ParticipantList = {
  ...LIST,
  chips: CHIPS.map(([label], place) => ({
    name: `${place}`,
    label,
    count: place === 0 ? 600 : 150,
    address: NOWHERE,
    current: place === 0,
  })),
  countLabel: '600 élèves',
  columns: LIST.columns.map((one) => ({ ...one, sorted: one.name === 'percent' ? 'descending' : null })),
  paging: { label: 'Page 2 sur 6', before: NOWHERE, after: NOWHERE },
};

export const REMOVED: CampaignPage['removed'] = {
  done: {
    label: 'La participation de Diallo Awa est retirée. Elle sera effacée dans 30 jours.',
    undoAction: NOWHERE,
  },
  title: '2 participations retirées',
  rows: ['Diallo Awa', LONG_WORD].map((name) => ({
    name,
    dates: 'retirée le 25 nov. 2026, effacée le 25 déc. 2026',
    undoLabel: `Rétablir la participation de ${name}`,
    undoAction: NOWHERE,
  })),
};

export const COMPARISON: ParticipationPage['comparison'] = {
  heads: [
    { label: 'Essai 1', date: '3 nov. 2026' },
    { label: 'Essai 2', date: '21 nov. 2026' },
  ],
  lines: [
    compared('Réussite', '52 %', '64 %', '+12'),
    compared('Pix du parcours', '34 pix', '42 pix', '+8'),
    compared(
      '1.1 Mener une recherche et une veille d’information',
      'Niveau 2, 7 acquis sur 14',
      'Niveau 3, 9 acquis sur 14',
      '+2',
    ),
    { label: '1.2 Gérer des données', cells: [null, { text: 'Niveau 1, 3 acquis sur 6', change: null }] },
    compared(
      '4.1 Sécuriser l’environnement numérique',
      'Niveau 1, 4 acquis sur 6',
      'Niveau 1, 4 acquis sur 6',
      '=',
    ),
  ],
};

export const REMOVAL: ParticipationPage['removal'] = {
  title: 'Retirer cette participation',
  lines: [
    'Elle disparaît des listes, des moyennes et des documents, et de l’espace de l’élève.',
    'Vous pourrez la rétablir pendant 30 jours, depuis la page de la campagne. Ensuite, elle est effacée pour toujours.',
    'L’élève pourra commencer de nouveau le parcours.',
  ],
  label: 'Retirer la participation de Awa Diallo',
  action: NOWHERE,
};

function compared(label: string, before: string, after: string, change: string) {
  return {
    label,
    cells: [
      { text: before, change: null },
      { text: after, change },
    ],
  };
}

function select(
  name: ParticipantList['selects'][number]['name'],
  label: string,
  labels: readonly string[],
): ParticipantList['selects'][number] {
  return {
    name,
    label,
    options: labels.map((one, place) => ({ value: String(place), label: one, chosen: place === 0 })),
  };
}

function column(
  name: ParticipantList['columns'][number]['name'],
  label: string,
  sorted: 'ascending' | null = null,
): ParticipantList['columns'][number] {
  return { name, label, address: NOWHERE, sorted };
}
