import type { GradesPage } from '../campaigns/grades/views.ts';
import { campaignHead } from './head-sample.ts';
import { LONG_WORD, NOWHERE, type Sample, teacherSample } from './sample.ts';

const COLUMN = { activity: 'Mon point de rentrée', place: 'Dans le cours', action: NOWHERE };
const ROW = { address: NOWHERE, byItself: null, columns: null, reason: null };

const SOME: GradesPage = {
  title: 'Notes de « 3e B, rentrée »',
  head: campaignHead('3e B, rentrée', 'grades'),
  done: null,
  error: null,
  reported: null,
  counts: { refused: 1, pending: 1, sent: 2, all: 4 },
  filters: [
    { label: 'Toutes (4)', address: NOWHERE, current: true },
    { label: 'Refusées (1)', address: NOWHERE, current: false },
    { label: 'En route (1)', address: NOWHERE, current: false },
    { label: 'Dans le carnet (2)', address: NOWHERE, current: false },
  ],
  rows: [
    {
      ...ROW,
      id: '1',
      name: 'Abgrall Maël',
      state: 'refused',
      stateLabel: 'Refusée',
      score: '72 sur 100',
      columns: '2 colonnes sur 3 à jour',
      when: '3 essais, le dernier le 25 novembre 2026 à 21:09',
      reason:
        'La plateforme a refusé la note : cette personne n’est sans doute plus inscrite comme élève dans le cours.',
      again: 'Renvoyer',
    },
    {
      ...ROW,
      id: '2',
      name: 'Le Goff Inès',
      state: 'pending',
      stateLabel: 'En route',
      score: '0 sur 100',
      when: 'En attente depuis le 25 novembre 2026 à 21:09',
      again: null,
    },
    {
      ...ROW,
      id: '3',
      name: LONG_WORD,
      byItself: 'envoi automatique',
      state: 'sent',
      stateLabel: 'Dans le carnet',
      score: '100 sur 100',
      when: 'Le 24 novembre 2026 à 10:02',
      again: 'Envoyer encore',
    },
    {
      ...ROW,
      id: '4',
      name: 'Tanguy Awa',
      state: 'sent',
      stateLabel: 'Dans le carnet',
      score: null,
      when: 'Le 24 novembre 2026 à 10:02',
      again: 'Envoyer encore',
    },
  ],
  pages: null,
  sendAction: NOWHERE,
  columns: [
    { ...COLUMN, id: '1', label: 'Le point de rentrée', maximum: 20 },
    { ...COLUMN, id: '2', label: '1.1 Mener une recherche et une veille d’information', maximum: 8 },
    {
      id: '3',
      label: `1.2 ${LONG_WORD}`,
      activity: null,
      maximum: 8,
      place: 'Pas encore créée dans le cours',
      action: null,
    },
  ],
  unread: null,
  refreshAddress: NOWHERE,
};

export const GRADES_SAMPLES: readonly Sample[] = [
  teacherSample('campaigns/grades', 'some', SOME),
  teacherSample('campaigns/grades', 'done', {
    ...SOME,
    done: 'C’est reparti : les notes seront dans le carnet dans un instant.',
    counts: { refused: 0, pending: 120, sent: 0, all: 120 },
    rows: [],
    pages: { label: 'Page 1 sur 2', before: null, after: NOWHERE },
  } satisfies GradesPage),
  teacherSample('campaigns/grades', 'faults', {
    ...SOME,
    error: 'Le maximum de « Le point de rentrée » n’a pas changé. Écrivez un nombre entier de 1 à 1 024.',
    unread: 'Les colonnes du cours n’ont pas pu être lues à l’instant. La plateforme ne répond pas.',
    columns: SOME.columns.map((column) => ({ ...column, place: 'Maximum prévu par Palier', action: null })),
    reported: {
      title: 'Une colonne de notes a été supprimée dans le cours',
      columns: ['« Le point de rentrée » : 3 notes attendent'],
      label: 'Recréer la colonne',
      action: NOWHERE,
    },
  } satisfies GradesPage),
  teacherSample('campaigns/grades', 'none', {
    ...SOME,
    counts: { refused: 0, pending: 0, sent: 0, all: 0 },
    rows: [],
    columns: [],
  } satisfies GradesPage),
].map((sample): Sample => ({ ...sample, place: 'campaigns' }));
