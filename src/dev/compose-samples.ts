import type { ComposePage } from '../campaigns/composing/views.ts';
import { COMPETENCES, TITLES } from './collection-samples.ts';
import { LONG_WORD, NOWHERE, type Sample, teacherSample } from './sample.ts';

const TOPICS = [
  'Formuler une requête',
  'Lire une page de résultats',
  'Juger une source',
  'Citer',
  'Suivre un sujet',
  LONG_WORD,
];

function page(chosen: readonly string[], whole: readonly string[] = []): ComposePage {
  return {
    title: 'Composer un parcours',
    action: NOWHERE,
    values: { title: '', description: '' },
    levels: [1, 2, 3, 4, 5, 6, 7, 8].map((value) => ({ value, chosen: value === 4 })),
    domains: TITLES.map(([domain, title]) => ({
      domain,
      title,
      competences: COMPETENCES.filter((competence) => competence.domain === domain).map(
        ({ code, title }) => ({
          code,
          title,
          whole: whole.includes(code),
          open: whole.includes(code) || chosen.some((id) => id.startsWith(code)),
          detail: '6 sujets',
          tubes: TOPICS.map((topic, place) => ({
            id: `${code}-${place}`,
            title: topic,
            detail: 'niveaux 1 à 5, 4 acquis prêts',
            chosen: chosen.includes(`${code}-${place}`),
            topLabel: `Niveau le plus haut du sujet ${topic}`,
            tops: ['Comme le parcours', 'Niveau 1', 'Niveau 2', 'Niveau 3'].map((label, level) => ({
              value: level === 0 ? '' : `${code}-${place}:${level}`,
              label,
              chosen: level === (place === 2 ? 2 : 0),
            })),
          })),
        }),
      ),
    })),
    summary: { made: null },
    errors: {},
  };
}

const MADE: ComposePage = {
  ...page(['1.1-0', '1.1-2'], ['4.1']),
  values: { title: 'Bien chercher au CDI', description: '' },
  summary: {
    made: {
      length: '24 acquis, 15 à 20 questions, environ 20 minutes',
      pix: 'Jusqu’à 96 pix',
      readiness: '24 acquis prêts sur 30 : les autres épreuves arrivent.',
      competences: [
        '1.1 Mener une recherche et une veille d’information : 2 sujets',
        '4.1 Sécuriser l’environnement numérique : 6 sujets',
      ],
    },
  },
};

/** A teacher's own parcours. */
export const COMPOSE_SAMPLES: readonly Sample[] = [
  teacherSample('campaigns/compose', 'empty', page([])),
  teacherSample('campaigns/compose', 'chosen', MADE),
  teacherSample('campaigns/compose', 'faults', {
    ...page([]),
    errors: {
      title: 'Donnez un nom au parcours, par exemple « Bien chercher au CDI ».',
      tubes: 'Choisissez au moins un sujet dont des épreuves sont prêtes jusqu’à ce niveau.',
    },
  } satisfies ComposePage),
];
