import { expect } from 'vitest';
import { z } from 'zod';
import { bodyFault, madeShape } from '../../src/referential/made/shape.ts';
import { makeFile } from '../../src/referential/make-file.ts';

export const shape = z.strictObject({ name: z.string(), ...madeShape });

/** As an author writes it, with nothing drawn left. */
export function made(file: z.input<typeof shape>): Buffer {
  expect(bodyFault(file)).toBe(null);
  const read = shape.parse(file);
  const bytes = makeFile(read);
  expect(makeFile(read).equals(bytes)).toBe(true);
  return bytes;
}

export const PROPERTIES = {
  title: 'Les prêts & retours',
  author: 'Rosa Lima',
  subject: 'Raquettes',
  keywords: ['neige', 'prêt', 'été'],
  created: '2026-03-01 09:10',
  modified: '2026-03-04 18:20',
  lastAuthor: 'Mei',
  revision: 7,
};

export const SHEETS = [
  {
    name: 'Prêts',
    columns: [
      { title: 'Jour', format: 'date' as const },
      { title: 'Heure', format: 'time' as const },
      { title: 'Prix', format: 'euros' as const },
      { title: 'Code', format: 'text' as const, hidden: true },
      { title: 'Double' },
    ],
    rows: [
      ['2026-03-05', '14:05', 1234.5, '007', { formula: '=C2*2', value: 2469 }],
      ['2026-12-31', 75, 2, '012', { formula: '=SI(C3>1,5;SOMME(C2:C3);Tarifs!B1)', value: 1236.5 }],
    ],
    cells: {
      G1: { value: 'Total', bold: true },
      G2: { formula: '=SOMME.SI(D2:D3;"007";C2:C3)', value: 1234.5 },
    },
    hiddenRows: [3],
  },
  { name: 'Tarifs', hidden: true, rows: [['a <b> & "c"', 9, true]] },
];

export const TEXT = [
  { title: 'Le règlement' },
  { heading: 'Les horaires' },
  'Un **gras**, un *italique*, 2 * 3 = 6 & <rien>.',
  { heading: 'Le mardi', level: 2 },
  { list: ['une carte', 'un sifflet'] },
  { list: ['partir', 'revenir'], ordered: true },
  {
    table: [
      ['Nom', 'Âge'],
      ['Malo', 12],
    ],
  },
  { break: 'page' as const },
  { heading: 'La fin' },
];
export const CHANGED = {
  runs: [
    'On emportera ',
    { deleted: 'deux', by: 'Rosa', on: '2026-03-02 10:15' },
    { inserted: 'sept', by: 'Rosa', on: '2026-03-02 10:15' },
    ' litres. ',
    { text: 'Vraiment', comment: 'Tu es sûre ?', by: 'Mei' },
    ' !',
  ],
};

export const DRAWING = {
  width: 90,
  height: 61,
  ground: '#2040a0',
  shapes: [
    { fill: '#e0c020', rect: [10, 10, 40, 30] as [number, number, number, number] },
    {
      fill: ['#ffffff', '#000000'] as [string, string],
      ellipse: [70, 40, 15, 15] as [number, number, number, number],
    },
  ],
};
export const PHOTO = {
  taken: '2026-08-17 18:46:05',
  modified: '2026-08-21 10:02',
  maker: 'Fictif',
  model: 'Lumo 12',
  author: 'Éloïse',
  latitude: 44.8567,
  longitude: -6.3551,
  altitude: 2210,
  orientation: 6,
  resolution: 300,
  exposure: 250,
  aperture: 2.8,
  sensitivity: 400,
};
