import type { Practical } from '../referential/practicals/read.ts';
import { prepareSettings } from '../referential/practicals/settings.ts';
import { settingsShape } from '../referential/practicals/settings-shape.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD } from './sample.ts';

function made(authored: object): Practical {
  return {
    component: 'settings',
    config: prepareSettings(settingsShape.config.parse(authored), [], {
      fault: () => {},
      picture: () => null,
      render: (text) => `<p>${text}</p>`,
    }),
    expect: [],
    alternativeHtml: null,
    equivalent: null,
  };
}

const PHONE_PARTS = {
  frame: 'phone',
  clock: '09:41',
  bar: [
    { icon: 'plane', label: 'Mode avion', when: { avion: true } },
    { icon: 'wifi', label: 'Wi-Fi', when: { wifi: true } },
    { icon: 'battery-low', label: 'Batterie : 18 %' },
  ],
  rules: [{ when: { avion: true }, set: { wifi: false } }],
  screens: [
    {
      id: 'accueil',
      items: [
        { link: 'reseau', icon: 'wifi', help: 'Wi-Fi, mode avion' },
        { link: 'ecran', icon: 'sun' },
        { link: 'applis', icon: 'layout-grid' },
        { link: 'verrou', icon: 'lock', shows: 'verrouillage' },
      ],
    },
    {
      id: 'reseau',
      title: 'Réseau',
      items: [
        { switch: 'avion', label: 'Mode avion', icon: 'plane', help: 'Coupe toutes les ondes.' },
        { switch: 'wifi', label: 'Wi-Fi', icon: 'wifi', value: true },
        {
          networks: 'box',
          label: 'Réseaux à portée',
          when: { wifi: true },
          value: 'Gare',
          options: [
            { name: 'Box-4F2A', strength: 3, key: 'Mouette7' },
            { name: LONG_WORD, strength: 1, key: 'x' },
            { name: 'Gare', strength: 2 },
          ],
        },
      ],
    },
    {
      id: 'ecran',
      title: 'Écran',
      items: [
        {
          slider: 'luminosite',
          label: 'Luminosité',
          icon: 'sun',
          min: 0,
          max: 100,
          step: 10,
          value: 20,
          unit: '%',
        },
        {
          choice: 'veille',
          label: 'Mise en veille',
          options: ['30 secondes', '2 minutes', 'Jamais'],
          value: 'Jamais',
        },
        {
          several: 'jours',
          label: 'Mode nuit',
          help: 'Les jours choisis',
          options: ['Lundi', 'Mardi'],
          value: ['Mardi'],
        },
        { entry: 'nom', label: 'Nom de l’appareil', value: 'Téléphone de Naïm' },
        { entry: 'code', label: 'Code', secret: true, value: '1234' },
        { heading: 'État' },
        { fact: 'Place prise', value: '51 Go sur 64 Go', bar: 80 },
        { note: 'Une mise à jour attend.', tone: 'warning' },
        { test: 'Essayer le son', says: [{ text: 'On n’entend rien.' }] },
        {
          act: 'reinit',
          label: 'Tout réinitialiser',
          confirm: 'Tous les réglages seront perdus.',
          danger: true,
        },
      ],
    },
    {
      id: 'applis',
      title: 'Applications',
      items: [
        {
          list: 'apps',
          label: 'Installées',
          choice: { label: 'Micro', options: ['Autorisé', 'Refusé'] },
          remove: { label: 'Désinstaller', confirm: '« %nom » et ses données seront supprimées.' },
          rows: [
            {
              id: 'billes',
              name: 'Billes folles',
              text: 'Jeu',
              value: 'Autorisé',
              items: [{ fact: 'Taille', value: '212 Mo' }],
            },
            { id: 'long', name: LONG_WORD, value: 'Refusé' },
            {
              id: 'telephone',
              name: 'Téléphone',
              value: 'Autorisé',
              fixed: 'Cette application fait partie de l’appareil.',
            },
          ],
        },
      ],
    },
    {
      id: 'verrou',
      title: 'Verrouillage',
      items: [{ choice: 'verrouillage', label: 'Méthode', options: ['Aucune', 'Code'], value: 'Aucune' }],
    },
  ],
};

/** A phone with an item of each kind, at home and on its richest screens. */
export const PHONE = made(PHONE_PARTS);
export const PHONE_NETWORK = made({ ...PHONE_PARTS, open: 'reseau' });
export const PHONE_SCREEN = made({ ...PHONE_PARTS, open: 'ecran' });
export const PHONE_APPS = made({ ...PHONE_PARTS, open: 'applis' });

/** A computer whose running programs can be sorted and stopped. */
export const COMPUTER = made({
  frame: 'computer',
  title: 'Tableau de bord',
  open: 'programmes',
  screens: [
    {
      id: 'accueil',
      items: [
        { link: 'programmes', icon: 'activity' },
        { link: 'stockage', icon: 'hard-drive' },
      ],
    },
    {
      id: 'programmes',
      title: 'Programmes ouverts',
      items: [
        {
          list: 'ouverts',
          label: 'En marche',
          first: 'Programme',
          columns: [
            { name: 'Processeur', unit: '%' },
            { name: 'Mémoire', unit: 'Mo' },
          ],
          remove: { label: 'Arrêter', confirm: 'Ce que « %nom » n’a pas enregistré sera perdu.' },
          rows: [
            { id: 'montage', name: 'Montage', cells: [97, 1840] },
            { id: 'texte', name: 'Traitement de texte', cells: [2, 310] },
            { id: 'systeme', name: 'Cœur du système', cells: [1, 640], fixed: 'Le système en a besoin.' },
          ],
        },
      ],
    },
    {
      id: 'stockage',
      title: 'Stockage',
      items: [
        { fact: 'Disque', value: '237 Go sur 256 Go', bar: 93 },
        { link: 'details', label: 'Par dossier' },
      ],
    },
    { id: 'details', title: 'Par dossier', items: [{ fact: 'Vidéos', value: '180 Go' }] },
  ],
});

/** What settings changed beside the point are told. */
export const SETTINGS_CORRECTED: CorrectedPractical = [
  {
    expected: 'Réseau › Wi-Fi : activé.',
    right: false,
    reached: 'Chez toi : désactivé.',
  },
  {
    expected: 'Tous les autres réglages sont restés comme ils étaient.',
    right: false,
    reached: 'Changé aussi : « Luminosité ».',
  },
];
