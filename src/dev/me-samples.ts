import type { MePage, MyDataPage, SentView } from '../student/me-views.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample } from './sample.ts';

const SENT: SentView = {
  id: '42',
  title: 'Parcours de rentrée 3e',
  attempt: null,
  at: 'Envoyé le 22 novembre 2026 à 21:09',
  to: 'Destinataire : les enseignants du cours « 3e B Technologie » ; campagne de Camille Durand',
  percent: 72,
  stars: 2,
  pix: 58,
  competences: [
    {
      code: '1.1',
      title: 'Mener une recherche et une veille d’information',
      domain: '1',
      percent: 86,
      level: 4,
    },
    { code: '4.1', title: 'Sécuriser l’environnement numérique', domain: '4', percent: 40, level: 1 },
  ],
  address: NOWHERE,
};

const DATA: MyDataPage = {
  title: 'Mes données',
  lead: 'Voici tout ce que Palier garde sur toi. Rien n’est caché, rien n’est vendu.',
  download: { address: NOWHERE, fileName: 'palier.json' },
  answers: [
    {
      question: 'Qui voit quoi ?',
      paragraphs: [
        'Avant l’envoi, les enseignants du cours voient seulement où tu en es : pas commencé, en cours, ou terminé.',
        'Après l’envoi, ils voient ton résultat et tes réponses, et ta note est écrite dans le cours.',
      ],
    },
    {
      question: 'Combien de temps ?',
      paragraphs: [
        'Les résultats de cette année scolaire sont gardés jusqu’au 30 novembre 2027, puis effacés.',
      ],
    },
  ],
  tables: [
    {
      id: 'lti_user',
      title: 'Mon identité',
      count: 1,
      rows: [
        [
          { label: 'Prénom', value: 'Inès' },
          { label: 'Nom de famille', value: 'Le Goff' },
          { label: 'Dernière venue', value: '22 novembre 2026 à 21:09' },
        ],
      ],
      more: null,
    },
    {
      id: 'answer',
      title: 'Mes réponses',
      count: 212,
      rows: Array.from({ length: 3 }, (_, index) => [
        { label: 'Rang de la question', value: String(index + 1) },
        { label: 'Question', value: 'navigateur-adresse-1-fleche-retour' },
        { label: 'Ma réponse', value: '{"choices":[2]}' },
        { label: 'Résultat', value: 'réussi' },
      ]),
      more: '172 lignes de plus sont dans le fichier à télécharger.',
    },
    {
      id: 'a_table_without_words',
      title: 'a_table_without_words',
      count: 1,
      rows: [[{ label: 'column', value: LONG_WORD.repeat(3) }]],
      more: null,
    },
  ],
};

/** « Moi » and « Mes données », in every state. */
export const ME_SAMPLES: readonly Sample[] = [
  pupilSample('student/me', 'nothing-sent', { title: 'Moi', sent: [] } satisfies MePage),
  pupilSample('student/me', 'sent', {
    title: 'Moi',
    sent: [
      { ...SENT, id: '43', attempt: 'essai 2', percent: 91, stars: 3, pix: 80 },
      SENT,
      { ...SENT, id: '41', title: LONG_WORD, to: 'Destinataire : les enseignants du cours' },
    ],
  } satisfies MePage),
  pupilSample('student/me-data', 'all', DATA),
];
