import type { Practical } from '../referential/practicals/read.ts';
import { prepareSystemPanel } from '../referential/practicals/system-panel.ts';
import { systemPanelShape } from '../referential/practicals/system-panel-shape.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

function made(authored: object): Practical {
  return {
    component: 'system-panel',
    config: prepareSystemPanel(systemPanelShape.config.parse(authored), [], WORKSHOP),
    expect: [],
    alternativeHtml: null,
    equivalent: null,
  };
}

const MACHINE = {
  title: 'Ordinateur de l’atelier',
  facts: [
    { name: 'Système', value: 'Tilleul 12.4, 64 bits' },
    { name: 'Mémoire vive', value: '8 Go' },
  ],
  tasks: {
    columns: ['cpu', 'memory', 'pid'],
    memory: 8000,
    tree: true,
    list: [
      { id: 'bureau', name: 'Bureau', cpu: [2, 4], memory: 420, fixed: 'le système en a besoin.' },
      { id: 'montage', name: 'Montage', parent: 'bureau', cpu: [61, 58], memory: 1840, unsaved: 'fête.vid' },
      { id: 'rendu', name: 'Rendu', parent: 'montage', cpu: [22, 25], memory: [900, 1400], holds: ['Vidéo'] },
      { id: 'apercu', name: 'Aperçu', parent: 'montage', memory: 210, wants: ['Vidéo'] },
      { id: 'dessin', name: LONG_WORD, parent: 'bureau', memory: 640, stuck: true },
    ],
  },
  disks: {
    programs: 'interne',
    list: [
      { id: 'interne', name: 'Disque interne', total: 128_000, system: 31_000 },
      { id: 'externe', name: 'Disque externe', total: 500_000 },
    ],
    items: [
      {
        id: 'fete',
        name: 'Vidéos de la fête',
        folder: 'Vidéos',
        disk: 'interne',
        size: 48_200,
      },
      {
        id: 'cache',
        name: 'Cache du montage',
        folder: 'Fichiers temporaires',
        disk: 'interne',
        size: 21_500,
        cache: true,
        note: 'Refait tout seul quand il le faut.',
      },
      {
        id: 'colis',
        name: 'installation-dessin.pkg',
        folder: 'Téléchargements',
        disk: 'interne',
        size: 890,
        used: 'il y a deux ans',
      },
    ],
  },
  network: {
    me: 'poste',
    terminal: true,
    names: { 'carte.example': '203.0.113.80' },
    devices: [
      { id: 'net', name: 'Internet', kind: 'internet', at: [2, 1], ip: '203.0.113.1' },
      { id: 'site', name: 'carte.example', kind: 'server', at: [4, 1], ip: '203.0.113.80', slow: 5 },
      {
        id: 'box',
        name: 'Box',
        kind: 'box',
        at: [2, 2],
        ip: '192.168.1.1',
        wan: '198.51.100.7',
        gives: 20,
        names: true,
        ports: 4,
        power: true,
      },
      { id: 'switch', name: 'Commutateur', kind: 'switch', at: [1, 2], ports: 5, power: true },
      { id: 'borne', name: 'Borne', kind: 'access-point', at: [3, 2] },
      { id: 'poste', name: 'Poste', kind: 'computer', at: [1, 3], auto: true, address: true },
      { id: 'imprimante', name: 'Imprimante', kind: 'printer', at: [2, 3], ip: '192.168.1.60' },
      {
        id: 'portable',
        name: 'Portable',
        kind: 'laptop',
        at: [3, 3],
        auto: true,
        hears: { borne: 82, box: 31 },
        power: true,
      },
      { id: 'casque', name: 'Enceinte', kind: 'speaker', at: [4, 3] },
    ],
    links: [
      { id: 'fibre', kind: 'fibre', ends: ['box', 'net'], delay: 12 },
      { id: 'l-site', kind: 'fibre', ends: ['net', 'site'], delay: 8 },
      { id: 'l-switch', kind: 'cable', ends: ['switch', 'box'] },
      { id: 'l-borne', kind: 'cable', ends: ['borne', 'box'] },
      { id: 'l-poste', name: 'Câble bleu', kind: 'cable', ends: ['poste', null], moves: true },
      { id: 'l-imprimante', kind: 'cable', ends: ['imprimante', 'switch'], moves: true },
      { id: 'l-portable', kind: 'wifi', ends: ['portable', 'borne'], moves: true, rate: 120 },
      { id: 'l-casque', kind: 'bluetooth', ends: ['casque', 'portable'] },
    ],
  },
  programs: [
    {
      id: 'son',
      name: 'Module du son',
      installed: '2.9',
      releases: [{ version: '2.9' }, { version: '2.10' }],
    },
    {
      id: 'studio',
      name: 'Studio',
      about: 'Mélange des pistes de son',
      releases: [
        {
          version: '4.1',
          date: 'mars 2026',
          size: 640,
          note: 'Plus rapide.',
          needs: [{ program: 'son', from: '2.10', below: '3.0' }],
        },
        { version: '5.0', test: true, size: 700 },
      ],
    },
  ],
};

/** A computer with everything, open on each of its pages. */
export const SYSTEM_TASKS = made({ ...MACHINE, open: 'tasks' });
export const SYSTEM_DISKS = made({ ...MACHINE, open: 'disks' });
export const SYSTEM_NETWORK = made({ ...MACHINE, open: 'network' });
export const SYSTEM_TERMINAL = made({ ...MACHINE, open: 'terminal' });
export const SYSTEM_PROGRAMS = made({ ...MACHINE, open: 'programs' });

export const SYSTEM_CORRECTED: CorrectedPractical = [
  { expected: 'Poste joint Imprimante.', right: false, reached: 'Ce n’est pas le cas.' },
  { expected: 'Tout le reste est comme au début.', right: true, reached: null },
];
