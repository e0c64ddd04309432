import { pictureEditorShape, preparePictureEditor } from '../referential/practicals/picture-editor.ts';
import type { Practical } from '../referential/practicals/read.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** A picture editor filled from what an author writes. */
export function pictureOf(authored: unknown): Practical {
  return {
    component: 'picture-editor',
    config: preparePictureEditor(pictureEditorShape.config.parse(authored), [], WORKSHOP),
    expect: [],
    alternativeHtml: null,
    equivalent: null,
  };
}

const SEA = [
  { fill: ['#bfe3f5', '#f3fafd'], rect: [0, 0, 360, 130] },
  { fill: '#f6d365', ellipse: [292, 46, 22, 22] },
  { fill: ['#2f8fb5', '#135672'], rect: [0, 130, 360, 110] },
  {
    fill: '#ffffff',
    polygon: [
      [186, 28],
      [186, 140],
      [112, 140],
    ],
  },
  {
    fill: '#e4572e',
    polygon: [
      [194, 44],
      [194, 140],
      [244, 140],
    ],
  },
  {
    fill: '#4a2c17',
    line: [
      [190, 22],
      [190, 152],
    ],
    thick: 5,
  },
  {
    fill: '#7a3b12',
    polygon: [
      [100, 150],
      [268, 150],
      [238, 186],
      [128, 186],
    ],
  },
  { fill: '#ffffff', text: 'N7', at: [172, 158], tall: 18 },
];

/** A photo that lies on its side, dull, with everything that can be done to it. */
export const PICTURE: Practical = pictureOf({
  name: 'voilier.jpg',
  alt: 'Un voilier à la voile blanche et rouge, couché sur le côté.',
  width: 360,
  height: 240,
  shapes: SEA,
  tones: { from: 60, to: 200, noise: 6 },
  turns: 1,
  details: { Date: '14 mars 2026, 16 h 05', Lieu: '14,60 N, 61,07 O', Appareil: LONG_WORD },
  tools: ['rotate', 'mirror', 'crop', 'resize', 'light', 'levels', 'zoom', 'properties'],
});

/** A round logo on nothing, to be written in a file. */
export const EXPORT: Practical = pictureOf({
  name: 'logo',
  alt: 'Un logo rond, sur un fond transparent.',
  width: 160,
  height: 160,
  shapes: [
    { fill: '#0d5f7a', ellipse: [80, 80, 76, 76] },
    { fill: ['#ffffff', '#ffd166'], ellipse: [80, 80, 60, 60] },
    { fill: '#0d5f7a', text: 'SURF', at: [40, 68], tall: 24 },
  ],
  tools: ['rotate', 'resize', 'export', 'properties'],
});

/** A poster in layers, one hidden and one half seen through. */
export const LAYERS: Practical = pictureOf({
  name: 'affiche.png',
  alt: 'Une affiche en quatre calques.',
  width: 300,
  height: 220,
  format: 'png',
  layers: [
    { id: 'fond', name: 'Fond bleu', shapes: [{ fill: '#1d3557', rect: [0, 0, 300, 220] }], opacity: 60 },
    { id: 'titre', name: 'Titre', shapes: [{ fill: '#ffffff', text: 'FETE', at: [90, 24], tall: 36 }] },
    { id: 'lune', name: LONG_WORD, shapes: [{ fill: '#ffd166', ellipse: [150, 130, 60, 60] }], vector: true },
    {
      id: 'cadre',
      name: 'Cadre',
      shapes: [{ fill: '#e63946', rect: [10, 180, 280, 30], round: 8 }],
      visible: false,
    },
  ],
  tools: ['layers', 'zoom'],
});

/** What a picture cut too short is told. */
export const PICTURE_CORRECTED: CorrectedPractical = [
  { expected: 'L’image est à l’endroit.', right: true, reached: null },
  {
    expected: 'Le cadre garde tout le sujet, et rien de ce qui gêne.',
    right: false,
    reached: 'Il coupe une partie du sujet. On voit encore ce qui gêne.',
  },
];
