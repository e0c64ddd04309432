import type { TubeResult } from '../runs/views.ts';
import { LONG_WORD } from './sample.ts';

/** Topics of a competence in every way that a skill can stand. */
export function tubeResults(reader: 'pupil' | 'teacher'): TubeResult[] {
  const yours = reader === 'pupil' ? 'ta réussite' : 'la réussite de l’élève';
  const others = `déduit ${reader === 'pupil' ? 'de tes réponses' : 'des réponses de l’élève'} dans d’autres sujets`;
  const right = reader === 'pupil' ? 'tu as bien répondu' : 'bonne réponse';
  return [
    {
      title: 'Se repérer dans le navigateur et dans une adresse web',
      steps: [
        { level: 1, state: 'inferred' },
        { level: 2, state: 'inferred' },
        { level: 3, state: 'direct' },
        { level: 4, state: 'missing' },
        { level: 5, state: 'missing' },
      ],
      reasons: [
        {
          levels: 'Niveaux 1 et 2',
          status: 'validated',
          verdict: 'validés',
          why: `déduit de ${yours} au niveau 3 du même sujet`,
        },
        { levels: 'Niveau 3', status: 'validated', verdict: 'validé', why: right },
        {
          levels: 'Niveaux 4 et 5',
          status: 'missing',
          verdict: 'pas encore',
          why: others,
        },
      ],
    },
    {
      title: 'Juger une information',
      steps: [
        { level: 2, state: 'kept' },
        { level: 4, state: 'kept' },
        { level: 8, state: 'missing' },
      ],
      reasons: [
        {
          levels: 'Niveaux 2 et 4',
          status: 'validated',
          verdict: 'validés',
          why: 'déjà validé lors d’un parcours précédent, le 3 sept. 2026',
        },
        {
          levels: 'Niveau 8',
          status: 'missing',
          verdict: 'pas encore',
          why: 'pas demandé, donc compté comme pas encore validé',
        },
      ],
    },
    {
      title: LONG_WORD,
      steps: Array.from({ length: 8 }, (_, i) => ({ level: i + 1, state: i < 7 ? 'inferred' : 'direct' })),
      reasons: [
        { levels: 'Niveaux 1 à 7', status: 'validated', verdict: 'validés', why: LONG_WORD },
        { levels: 'Niveau 8', status: 'validated', verdict: 'validé', why: right },
      ],
    },
  ];
}

/** A level out of the count between two others. */
export function leftOutTubes(): TubeResult[] {
  return [
    {
      title: 'Formuler une requête',
      steps: [
        { level: 1, state: 'direct' },
        { level: 2, state: 'left-out' },
        { level: 3, state: 'missing' },
      ],
      reasons: [
        { levels: 'Niveau 1', status: 'validated', verdict: 'validé', why: 'tu as bien répondu' },
        {
          levels: 'Niveau 2',
          status: 'left-out',
          verdict: 'laissé de côté',
          why: 'tu ne pouvais pas faire l’épreuve',
        },
        { levels: 'Niveau 3', status: 'missing', verdict: 'pas encore', why: 'réponse passée' },
      ],
    },
  ];
}
