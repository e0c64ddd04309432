import type { Practical } from '../referential/practicals/read.ts';
import { prepareSoundVideo, soundVideoShape } from '../referential/practicals/sound-video-editor.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** A short report, with all that can be done in it. */
export const MONTAGE: Practical = {
  component: 'sound-video-editor',
  config: prepareSoundVideo(
    soundVideoShape.config.parse({
      title: 'Reportage sur la yole',
      length: 30,
      tools: ['move', 'trim', 'split', 'remove', 'passage', 'gain', 'points', 'fade', 'text', 'place'],
      tracks: [
        { id: 'image', kind: 'picture', name: 'Image' },
        { id: 'voix', kind: 'voice', name: 'Voix' },
        { id: 'musique', kind: 'music', name: 'Musique' },
        { id: 'titres', kind: 'titles', name: 'Titres' },
        { id: 'sous-titres', kind: 'subtitles', name: 'Sous-titres' },
      ],
      clips: [
        {
          ...{ id: 'depart', track: 'image', name: 'Le départ', start: 0, length: 14 },
          scenes: [
            { from: 0, to: 6, label: 'Le port, vide', back: 'harbour' },
            { from: 6, to: 11, label: 'Une personne court', back: 'harbour', pose: 'run', x: [10, 80] },
            {
              from: 11,
              to: 14,
              label: 'Elle joint les mains',
              back: 'harbour',
              pose: 'joined',
              shot: 'medium',
            },
          ],
        },
        {
          ...{ id: 'visage', track: 'image', name: LONG_WORD, length: 6 },
          scenes: [{ from: 0, to: 6, label: 'Un visage', back: 'hills', pose: 'talk', shot: 'close' }],
        },
        {
          ...{ id: 'recit', track: 'voix', name: 'Récit', start: 1, length: 20, skip: 2, source: 24 },
          ...{ peak: -8, seed: 4 },
          marks: [
            { from: 2, to: 9, sound: 'voice', label: 'voix' },
            { from: 10, to: 12, sound: 'noise', label: 'toux' },
            { from: 13, to: 23, sound: 'voice', label: 'voix' },
          ],
        },
        {
          ...{ id: 'tambour', track: 'musique', name: 'Tambour', start: 0, length: 28, peak: -3, seed: 9 },
          marks: [{ from: 0, to: 28, sound: 'music', label: 'tambour' }],
        },
        { id: 'titre', track: 'titres', name: 'Titre', start: 2, length: 5, text: 'La yole ronde' },
        { id: 'ligne', track: 'sous-titres', name: 'Ligne', start: 8, length: 4, text: 'On part à l’aube.' },
      ],
      project: { show: ['rate', 'bits', 'channels', 'frame', 'cadence', 'fit'], seconds: 600 },
      export: { seconds: 300 },
    }),
    [],
    WORKSHOP,
  ),
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};

export const MONTAGE_CORRECTED: CorrectedPractical = [
  {
    expected: 'Dans « Récit », est supprimé seulement ceci : de 10 à 12 s. La suite s’est rapprochée.',
    right: false,
    reached: 'Tu gardes : de 2 à 9,4 s, de 12,1 à 22 s. Il reste un trou entre deux morceaux.',
  },
  { expected: 'Rien d’autre n’a changé.', right: true, reached: null },
];
