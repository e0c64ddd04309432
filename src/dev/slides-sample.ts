import type { Practical } from '../referential/practicals/read.ts';
import { prepareSlides, slidesShape } from '../referential/practicals/slides.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

const config = prepareSlides(
  slidesShape.config.parse({
    name: 'Les manchots',
    page: { margin: 6 },
    tools: [
      ...['text', 'style', 'place', 'arrange', 'alt', 'add', 'slides', 'ground', 'layout', 'notes'],
      ...['transition', 'master', 'page'],
    ],
    pictures: {
      manchot: {
        name: 'Manchot',
        paths: [
          { d: 'M50 8C74 8 80 40 80 62S68 96 50 96 20 84 20 62 26 8 50 8Z', fill: '#1c2430' },
          { d: 'M50 34C64 34 68 52 68 66S60 90 50 90 32 80 32 66 36 34 50 34Z', fill: '#ffffff' },
          { d: 'M44 26H56L50 36Z', fill: '#d9730d' },
        ],
      },
      flocon: {
        name: 'Flocon',
        paths: [{ d: 'M47 5H53V95H47ZM5 47H95V53H5ZM18 22 22 18 82 78 78 82Z', fill: '#1f5fbf' }],
      },
    },
    master: {
      ground: '#f4f9ff',
      title: { color: '#10244d' },
      blocks: [
        { id: 'logo', kind: 'picture', at: [288, 8, 20, 20], picture: 'flocon', decorative: true },
        { id: 'pied', kind: 'text', at: [16, 166, 200, 8], text: 'Club nature', size: 14 },
        { id: 'numero', kind: 'number', at: [290, 166, 16, 8], size: 14, align: 'right' },
      ],
    },
    slides: [
      {
        id: 'une',
        layout: 'title',
        blocks: [
          {
            id: 'titre',
            kind: 'title',
            at: [30, 60, 240, 20],
            text: 'Les manchots',
            size: 16,
            color: '#c9cdd4',
          },
          { id: 'sous', kind: 'text', at: [60, 100, 200, 14], text: 'Exposé d’Inès' },
        ],
      },
      {
        id: 'deux',
        notes: 'Montrer la carte.',
        blocks: [
          { id: 'ou', kind: 'title', at: [20, 12, 250, 20], text: 'Où vivent-ils ?' },
          {
            ...{ id: 'idees', kind: 'list', at: [20, 50, 150, 80] },
            text: 'Sur la glace\nSur des îles\nDans un zoo de Paris',
          },
          { id: 'photo', kind: 'picture', at: [200, 50, 80, 80], picture: 'manchot' },
          { id: 'legende', kind: 'text', at: [210, 134, 60, 12], text: 'Manchot empereur', size: 16 },
        ],
      },
      {
        id: 'trois',
        hidden: true,
        blocks: [{ id: 'long', kind: 'title', at: [20, 12, 250, 20], text: LONG_WORD }],
      },
    ],
  }),
  [],
  WORKSHOP,
);

/** A talk of three slides, with every tool. */
export const SLIDES: Practical = {
  component: 'slides',
  config,
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};

export const SLIDES_CORRECTED: CorrectedPractical = [
  {
    expected: '« Les manchots » : Taille de 54 à 96 points. Un contraste suffisant pour sa taille.',
    right: false,
    reached: 'Le contraste est trop faible.',
  },
  { expected: 'Rien d’autre n’a changé.', right: true, reached: null },
];
