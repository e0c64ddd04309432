import { type DatabaseConfig, databaseShape, prepareDatabase } from '../referential/practicals/database.ts';
import type { Practical } from '../referential/practicals/read.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

const TITLES = ['Le phare', 'La dune', 'Le vent', 'La clé', 'Le pont', 'Le jardin', 'La forêt', LONG_WORD];
const READERS = ['Anaé', 'Ilyès', 'Maud', 'Teva', 'Soraya'];

function windowOn(authored: unknown): Practical {
  const config: DatabaseConfig = prepareDatabase(databaseShape.config.parse(authored), [], WORKSHOP);
  return { component: 'database', config, expect: [], alternativeHtml: null, equivalent: null };
}

const LIBRARY = [
  {
    name: 'Livres',
    key: 'id',
    columns: [
      { name: 'id', kind: 'number' },
      { name: 'titre' },
      { name: 'genre' },
      { name: 'pages', kind: 'number' },
      { name: 'achat', kind: 'date' },
    ],
    rows: TITLES.map((title, rank) => [
      rank + 1,
      title,
      ['policier', 'poésie', 'aventure'][rank % 3],
      rank === 3 ? '' : 80 + ((rank * 47) % 160),
      `20${20 + (rank % 6)}-0${1 + (rank % 9)}-15`,
    ]),
  },
  {
    name: 'Lecteurs',
    key: 'id',
    columns: [{ name: 'id', kind: 'number' }, { name: 'prenom' }],
    rows: READERS.map((name, rank) => [rank + 11, name]),
  },
  {
    name: 'Emprunts',
    key: 'id',
    columns: [
      { name: 'id', kind: 'number' },
      { name: 'id_livre', kind: 'number', to: 'Livres' },
      { name: 'id_lecteur', kind: 'number', to: 'Lecteurs' },
      { name: 'jours', kind: 'number' },
    ],
    rows: Array.from({ length: 14 }, (_, rank) => [
      rank + 1,
      1 + ((rank * 3) % 8),
      11 + ((rank * 2) % 5),
      4 + ((rank * 5) % 17),
    ]),
  },
];

/** Three linked tables with every part of the form. */
export const DATABASE = windowOn({
  tools: ['columns', 'conditions', 'join', 'group', 'sort', 'sql', 'edit'],
  tables: LIBRARY,
});

/** One table to be asked, as beginners have it. */
export const DATABASE_PLAIN = windowOn({ tools: ['conditions', 'sort'], tables: LIBRARY.slice(0, 1) });

/** Records to be mended, and nothing asked. */
export const DATABASE_RECORDS = windowOn({ tools: ['edit'], tables: LIBRARY });
