import { preparePrinting } from '../referential/practicals/printer-scanner.ts';
import { printerScannerShape } from '../referential/practicals/printer-scanner-shape.ts';
import type { Practical } from '../referential/practicals/read.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

function made(authored: object): Practical {
  return {
    component: 'printer-scanner',
    config: preparePrinting(printerScannerShape.config.parse(authored), [], WORKSHOP),
    expect: [],
    alternativeHtml: null,
    equivalent: null,
  };
}

/** A computer with a document of nine pages, and three printers of which one is to be added. */
export const PRINTING = made({
  title: 'Ordinateur du club de spéléologie',
  document: {
    name: 'Le guide des grottes',
    pages: [
      { title: 'Le guide des grottes', look: 'cover', black: 0.4, colour: 1.2 },
      { title: 'Avant de descendre' },
      { title: 'La corde et le casque', look: 'picture', colour: 0.8 },
      { title: 'Le plan', look: 'map', colour: 0.6 },
      { title: 'Les horaires', look: 'table' },
      { title: 'La carte postale', look: 'photo', black: 0.2, colour: 1.6 },
      { title: 'La chanson', look: 'score' },
      { title: LONG_WORD.slice(0, 80) },
      {},
    ],
  },
  printers: [
    {
      id: 'club',
      name: 'Imprimante du club',
      model: 'Lumo 420',
      place: 'Local, près de la porte',
      address: '192.168.1.57',
      port: '192.168.1.40',
      link: 'cable',
      driver: 'autre',
      drivers: [
        { id: 'autre', name: 'Lumo 240', models: ['Lumo 240'] },
        { id: 'lumo', name: 'Lumo 420', models: ['Lumo 420'] },
      ],
      trays: [
        { id: 'haut', name: 'Bac du haut', sheets: 40 },
        { id: 'bas', name: 'Bac du bas', paper: 'A3', sheets: 0, capacity: 100 },
      ],
      ink: { black: 62, colour: 0.5 },
    },
    {
      id: 'bureau',
      name: 'Petite imprimante du bureau',
      link: 'wifi',
      networks: ['Grotte', 'Grotte-invités'],
      wifi: 'Grotte-invités',
      colour: false,
      duplex: false,
      paused: true,
      jam: true,
      trays: [{ id: 'bac', name: 'Bac', sheets: 0 }],
      ink: { black: 0, colour: 0 },
      queue: [
        { id: 'plan', name: 'Plan du gouffre', owner: 'Maud', paper: 'A3', sheets: 2 },
        { id: 'menu', name: LONG_WORD.slice(0, 80), owner: 'Teva' },
      ],
    },
    {
      id: 'salle',
      name: 'Imprimante de la salle',
      model: 'Lumo 420',
      place: 'Grande salle',
      installed: false,
    },
  ],
  network: 'Grotte',
  stock: { A4: 200, A3: 20 },
  spares: { black: 1, colour: 1 },
});

/** A scanner with two papers, both askew. */
export const SCANNING = made({
  scanner: {
    name: 'Scanner du local',
    originals: [
      {
        id: 'lettre',
        name: 'Lettre de la mairie',
        skew: 5,
        words: 'La visite du gouffre est fixée au 12 mai.',
      },
      { id: 'photo', name: 'Photo de la sortie', look: 'photo', width: 150, height: 100, skew: -3 },
    ],
  },
});

export const PRINTING_CORRECTED: CorrectedPractical = [
  {
    expected: 'Le document est imprimé ainsi : pages 4-6, exemplaires : 3.',
    right: false,
    reached: 'À revoir : les pages, le nombre d’exemplaires.',
  },
  { expected: 'Rien d’autre n’est imprimé ni changé.', right: true, reached: null },
];
