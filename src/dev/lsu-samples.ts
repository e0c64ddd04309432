import type { LsuPage } from '../teacher/views.ts';
import { LONG_WORD, NOWHERE, type Sample, teacherSample } from './sample.ts';

const DOMAINS = [
  ['1', 'Information et données'],
  ['2', 'Communication et collaboration'],
  ['3', 'Création de contenu'],
  ['4', 'Protection et sécurité'],
  ['5', 'Environnement numérique'],
] as const;

type Level = LsuPage['pupils'][number]['levels'][number];

/** `chosen` null: the proposal stands. */
function level(
  pupil: number,
  domain: string,
  proposed: string,
  chosen: string | null,
  evidence: string,
): Level {
  const labels = ['Niveau 0', 'Niveau 1', 'Niveau 2', 'Niveau 3', 'Niveau 4', 'Niveau 5'];
  const value = chosen ?? 'auto';
  return {
    field: `level-${pupil}-${domain}`,
    label: `Élève ${pupil}, domaine ${domain}`,
    changed: chosen !== null,
    options: [
      ['auto', proposed],
      ...labels.map((label, place) => [String(place), label]),
      ['none', 'Non évalué'],
    ].map(([one = '', label = '']) => ({ value: one, label, chosen: one === value })),
    evidence,
  };
}

function pupil(number: number, name: string, division: string | null): LsuPage['pupils'][number] {
  const given = [
    level(number, '1', '3 proposé', null, '1.1 : 4 · 1.2 : 3 · 1.3 : 2'),
    level(number, '2', '2 proposé', number % 2 === 0 ? '3' : null, '2.1 : 2 · 2.4 : 3'),
    level(number, '3', 'Rien à proposer', null, 'rien d’envoyé'),
    level(number, '4', '0 proposé', null, '4.1 : 0 · 4.2 : 1 · 4.3 : 0'),
    level(number, '5', '1 proposé', number % 3 === 0 ? 'none' : null, '5.1 : 1'),
  ];
  return { name, division, levels: given };
}

const NAMES = [
  'Awa Diallo',
  'Bastien Le Goff',
  'Chloé Payet',
  'Dimitri Rakoto',
  'Élise Ortega',
  'Farid Benali',
];

const LSU: LsuPage = {
  title: 'Fiche LSU',
  year: '2026-2027',
  saved: false,
  filters: [
    {
      name: 'grade',
      label: 'Classe',
      options: [
        { value: '6e', label: 'Sixième', chosen: false },
        { value: '3e', label: 'Troisième', chosen: true },
      ],
    },
    {
      name: 'course',
      label: 'Cours',
      options: [{ value: '', label: 'Tous mes cours', chosen: true }],
    },
    {
      name: 'division',
      label: 'Division',
      options: [
        { value: '', label: 'Toutes', chosen: false },
        { value: '3e B', label: '3e B', chosen: true },
      ],
    },
  ],
  top: 'En 3e, les niveaux vont de 1 à 5 (note de service du 21 décembre 2021, NOR MENE2129631N, et document d’accompagnement du CRCN). 0\u00a0: le niveau 1 n’est pas atteint.',
  domains: DOMAINS.map(([code, title]) => ({ code, title: `${code}. ${title}` })),
  kept: { grade: '3e', course: '', division: '3e B', page: '1' },
  countLabel: '6 élèves',
  pupils: NAMES.map((name, place) => pupil(place + 1, name, '3e B')),
  documents: [
    { format: 'levels.csv', label: 'Pour un tableur (.csv)', fileName: 'niveaux.csv', address: NOWHERE },
    { format: 'levels.pdf', label: 'À imprimer (.pdf)', fileName: 'niveaux.pdf', address: NOWHERE },
  ],
  paging: null,
};

export const LSU_SAMPLES: readonly Sample[] = [
  teacherSample('teacher/lsu', 'class', LSU),
  teacherSample('teacher/lsu', 'saved', {
    ...LSU,
    saved: true,
    pupils: [pupil(1, LONG_WORD, null)],
    countLabel: '41 élèves',
    paging: { label: 'Page 2 sur 2', before: NOWHERE, after: null },
  } satisfies LsuPage),
  teacherSample('teacher/lsu', 'empty', { ...LSU, pupils: [], countLabel: '0 élève' } satisfies LsuPage),
];
