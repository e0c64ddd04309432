import { fileManagerShape, prepareFileManager } from '../referential/practicals/file-manager.ts';
import type { Practical } from '../referential/practicals/read.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

const DISK = prepareFileManager(
  fileManagerShape.config.parse({
    open: 'Documents/Sortie',
    folders: ['Documents/Sortie/Photos', 'Documents/Sortie/Trop lourd', 'Images', 'Téléchargements'],
    files: [
      {
        path: 'Documents/Sortie/programme.odt',
        size: '24 ko',
        modified: '2026-03-02 08:15',
        author: 'Aïssatou',
        text: 'Départ à 8 h 15 devant le gymnase. Apporter de l’eau et un chapeau.',
      },
      { path: 'Documents/Sortie/budget.ods', size: '1 850 ko', modified: '2026-02-27 17:40' },
      { path: 'Documents/Sortie/volcan.jpg', size: '2,4 Mo', modified: '2026-03-14 16:05' },
      { path: 'Documents/Sortie/chanson du car.mp3', size: '3,1 Mo', modified: '2026-03-01 12:00' },
      { path: `Documents/Sortie/Photos/${LONG_WORD}.png`, size: '612 o', modified: '2026-03-14 16:07' },
      { path: 'Téléchargements/plan.pdf', size: '480 ko', modified: '2026-01-09 10:30' },
    ],
    bin: [{ path: 'Documents/Sortie/autorisation.pdf', size: '96 ko', modified: '2026-02-20 18:22' }],
  }),
  [],
  WORKSHOP,
);

/** A disk of a few folders, with a long name and a bin. */
export const FILES: Practical = {
  component: 'file-manager',
  config: DISK,
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};

/** The same for who is told it in words. */
export const FILES_TOLD: Practical = {
  ...FILES,
  alternativeHtml:
    '<p>Dans le dossier « Sortie », quatre fichiers&nbsp;: programme.odt, budget.ods, volcan.jpg et chanson du car.mp3.</p>',
};

export const FILES_CORRECTED: CorrectedPractical = [
  {
    expected: 'Le dossier « Documents/Sortie/Trop lourd » contient « volcan.jpg », et rien d’autre.',
    right: false,
    reached: 'Tu y as mis « budget.ods », « volcan.jpg ».',
  },
  { expected: 'Tous les autres fichiers sont restés à leur place.', right: true, reached: null },
];
