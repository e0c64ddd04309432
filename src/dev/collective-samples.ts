import type { AnalysisPage, ResultsPage, TubeCard } from '../campaigns/collective/views.ts';
import { campaignHead } from './head-sample.ts';
import { LONG_WORD, NOWHERE, type Sample, teacherSample } from './sample.ts';

const rate = (validated: number, targeted: number) => ({
  validated,
  targeted,
  percent: Math.round((100 * validated) / targeted),
});

const RESULTS: ResultsPage = {
  title: 'Résultats collectifs de « 3e B, rentrée »',
  head: campaignHead('3e B, rentrée', 'results'),
  people: 28,
  sent: 21,
  summary: [
    '21 élèves sur 28 ont envoyé leurs résultats. Réussite moyenne : 59 %.',
    'La compétence la mieux maîtrisée : 1.1 Mener une recherche et une veille d’information (72 %). La moins maîtrisée : 4.1 Sécuriser l’environnement numérique (38 %).',
    'Les 6 élèves qui ont recommencé progressent : de 48 % à 61 % de réussite moyenne.',
  ],
  few: null,
  participantsAddress: NOWHERE,
  mean: 59,
  whole: rate(310, 525),
  stars: [
    { stars: 3, count: 3, share: 14 },
    { stars: 2, count: 10, share: 48 },
    { stars: 1, count: 7, share: 33 },
    { stars: 0, count: 1, share: 5 },
  ],
  competences: [
    {
      code: '1.1',
      domain: '1',
      title: 'Mener une recherche et une veille d’information',
      ...rate(151, 210),
      tubes: [
        { title: 'Formuler une requête', ...rate(80, 105) },
        { title: 'Se repérer dans le navigateur et dans une adresse web', ...rate(71, 105) },
      ],
    },
    {
      code: '2.1',
      domain: '2',
      title: 'Interagir',
      ...rate(79, 105),
      tubes: [{ title: LONG_WORD, ...rate(79, 105) }],
    },
    {
      code: '4.1',
      domain: '4',
      title: 'Sécuriser l’environnement numérique',
      ...rate(80, 210),
      tubes: [
        { title: 'Reconnaître un message piégé', ...rate(30, 105) },
        { title: 'Choisir un mot de passe', ...rate(50, 105) },
      ],
    },
  ],
  rounds: [
    { label: 'Envoi n° 1', results: 21, mean: 55 },
    { label: 'Envoi n° 2', results: 6, mean: 61 },
  ],
};

const CARD: TubeCard = {
  rank: 1,
  title: 'Reconnaître un message piégé',
  domain: '4',
  competence: '4.1 Sécuriser l’environnement numérique',
  ...rate(30, 84),
  levels: [
    { level: 1, ...rate(18, 21), next: false },
    { level: 2, ...rate(6, 21), next: true },
    { level: 3, ...rate(4, 21), next: false },
    { level: 5, ...rate(2, 21), next: false },
  ],
  step: 'Prochaine marche, niveau 2 : Repérer dans un message les indices qui trahissent une tentative d’hameçonnage.',
  gain: 3,
  tutorials: [
    {
      title: 'Un message qui presse est un message qui cache',
      address: NOWHERE,
      role: 'pour comprendre',
      minutes: 2,
    },
    {
      title: 'Signaler un message piégé',
      address: NOWHERE,
      role: 'pour aller plus loin',
      minutes: 3,
    },
  ],
};
const DONE: TubeCard = {
  ...CARD,
  rank: 3,
  title: 'Formuler une requête',
  domain: '1',
  competence: '1.1 Mener une recherche et une veille d’information',
  ...rate(42, 42),
  levels: [
    { level: 1, ...rate(21, 21), next: false },
    { level: 2, ...rate(21, 21), next: false },
  ],
  step: null,
  gain: null,
  tutorials: [],
};

const MODEL = {
  title: 'Protection et sécurité - Socle commun',
  description: 'Les mots de passe, les messages piégés, les données personnelles et le bien-être.',
  audience: '6e, 5e, 4e, 3e',
  length: '48 acquis, 25 à 35 questions, environ 35 minutes',
  readiness: null,
  competences: ['4.1 Sécuriser l’environnement numérique'],
  tubes: [],
  author: null,
  address: NOWHERE,
  removeAction: null,
};

const ANALYSIS: AnalysisPage = {
  title: 'Analyse de « 3e B, rentrée »',
  head: campaignHead('3e B, rentrée', 'analysis'),
  people: 28,
  sent: 21,
  summary: [
    'Le sujet le plus difficile pour la classe : « Reconnaître un message piégé », 36 % des acquis maîtrisés.',
    '6 élèves sur 21 y maîtrisent le niveau 2 : c’est par là que commencer.',
  ],
  few: null,
  participantsAddress: NOWHERE,
  sorts: [
    { label: 'Les plus difficiles d’abord', address: NOWHERE, current: true },
    { label: 'Les plus utiles à reprendre d’abord', address: NOWHERE, current: false },
  ],
  first: [CARD, { ...CARD, rank: 2, title: LONG_WORD, gain: 1 }],
  others: [DONE],
  next: {
    action: NOWHERE,
    models: [
      {
        id: 'protection-securite-socle',
        model: MODEL,
        why: 'Fait travailler 2 sujets difficiles : Reconnaître un message piégé ; Choisir un mot de passe.',
        made: null,
      },
      {
        id: 'emi-cycle-4',
        model: {
          ...MODEL,
          title: 'EMI - cycle 4',
          readiness: '20 acquis prêts sur 42 : les autres épreuves arrivent.',
        },
        why: 'Fait travailler : Reconnaître un message piégé.',
        made: { name: 'EMI, 3e B', code: 'KMPQRT346', address: NOWHERE },
      },
    ],
  },
  prepared: null,
};

const NONE = { summary: [], sent: 0 };

export const COLLECTIVE_SAMPLES: readonly Sample[] = [
  teacherSample('campaigns/results', 'sent', RESULTS),
  teacherSample('campaigns/results', 'few', {
    ...RESULTS,
    sent: 2,
    mean: 40,
    whole: rate(20, 50),
    summary: ['2 élèves sur 28 ont envoyé leurs résultats. Réussite moyenne : 40 %.'],
    few: 'C’est encore peu : 2 résultats pour 28 élèves. Attendez les autres avant de conclure pour la classe.',
    stars: RESULTS.stars.map((row) => ({
      ...row,
      count: row.stars === 1 ? 2 : 0,
      share: row.stars === 1 ? 100 : 0,
    })),
    rounds: [],
  } satisfies ResultsPage),
  teacherSample('campaigns/results', 'none-sent', { ...RESULTS, ...NONE, mean: null } satisfies ResultsPage),
  teacherSample('campaigns/analysis', 'sent', ANALYSIS),
  teacherSample('campaigns/analysis', 'prepared', {
    ...ANALYSIS,
    prepared: { name: MODEL.title, code: 'BCDFGH234', address: NOWHERE },
    others: [],
    next: { ...ANALYSIS.next, models: [] },
  } satisfies AnalysisPage),
  teacherSample('campaigns/analysis', 'none-sent', {
    ...ANALYSIS,
    ...NONE,
    people: 0,
    first: [],
    others: [],
  } satisfies AnalysisPage),
].map((sample): Sample => ({ ...sample, place: 'campaigns' }));
