import { prepareMap } from '../referential/practicals/map.ts';
import { mapShape } from '../referential/practicals/map-shape.ts';
import type { Practical } from '../referential/practicals/read.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** A small town where all can be done: layers, marks, cameras, a choice, ways. */
export const MAP: Practical = {
  component: 'map',
  config: prepareMap(
    mapShape.config.parse({
      title: 'Valbois',
      size: [400, 300],
      route: true,
      layers: [
        { id: 'eau', name: 'Fontaines', icon: 'fountain', shown: false },
        { id: 'velo', name: 'Arceaux à vélos', icon: 'bike' },
      ],
      streets: [
        {
          name: 'Avenue de la Gare',
          kind: 'avenue',
          path: [
            [0, 80],
            [400, 80],
          ],
        },
        {
          name: 'Rue Haute',
          path: [
            [120, 0],
            [120, 300],
          ],
        },
        {
          name: 'Rue du Puits',
          path: [
            [60, 80],
            [60, 220],
            [300, 220],
            [300, 80],
          ],
        },
      ],
      areas: [
        { id: 'nord', kind: 'district', name: 'Quartier nord', rect: [0, 0, 400, 150] },
        { id: 'square', kind: 'park', name: 'Square des Tilleuls', rect: [150, 110, 110, 80] },
        { id: 'etang', kind: 'water', name: 'Étang', rect: [320, 200, 70, 90] },
        { id: 'cour', kind: 'parking', name: 'Parking', rect: [10, 240, 90, 50] },
        { id: 'maisons', kind: 'building', rect: [150, 20, 120, 40] },
      ],
      places: [
        {
          id: 'boulangerie',
          name: 'Boulangerie',
          icon: 'shop',
          at: [140, 65],
          facts: { Horaires: '7 h – 19 h', Étage: 0 },
        },
        { id: 'mairie', name: LONG_WORD, letter: 'B', at: [320, 60] },
        { id: 'ecole', name: 'École', icon: 'school', at: [40, 180] },
        { id: 'source', name: 'Fontaine du square', layer: 'eau', at: [200, 150], facts: { Eau: 'potable' } },
        { id: 'arceau', name: 'Arceaux de la gare', layer: 'velo', at: [380, 100], facts: { Places: 12 } },
      ],
      walls: [
        [
          [110, 235],
          [110, 295],
        ],
      ],
      marks: {
        title: 'Signaler un problème',
        categories: ['Éclairage', 'Chaussée', 'Propreté'],
        fields: [
          { id: 'fait', label: 'Ce que l’on voit' },
          { id: 'urgent', label: 'Danger immédiat', options: ['Oui', 'Non'] },
        ],
        list: [
          { id: 'trou', category: 'Chaussée', at: [60, 120], values: { fait: 'Un trou', urgent: 'Non' } },
          { id: 'ville', category: 'Propreté', at: [350, 90], fixed: true },
        ],
      },
      cameras: [{ id: 'cam', name: 'Caméra 1', at: [99, 270], angle: 165, spread: 60, reach: 70 }],
      settings: [
        { id: 'garde', label: 'Images gardées', options: ['1 an', '1 mois', '1 semaine'], value: '1 an' },
      ],
    }),
    [],
    WORKSHOP,
  ),
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};

export const MAP_CORRECTED: CorrectedPractical = [
  {
    expected: 'Un repère posé. Au carrefour : Rue Haute, Rue du Puits. Catégorie : « Éclairage ».',
    right: false,
    reached: 'Il n’est pas au bon endroit.',
  },
  { expected: 'Rien d’autre n’a changé.', right: true, reached: null },
];
