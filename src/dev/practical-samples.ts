import { initialState } from '../engine/practicals/practical.ts';
import { browserShape, prepareBrowser } from '../referential/practicals/browser.ts';
import { fileManagerShape, prepareFileManager } from '../referential/practicals/file-manager.ts';
import { frameOf, type Practical } from '../referential/practicals/read.ts';
import type {
  AnswersPage,
  ChallengePage,
  CorrectedAnswer,
  CorrectedPractical,
  PracticalView,
} from '../runs/views.ts';
import { BLOCKS_CORRECTED, MAZE, TURTLE } from './blocks-sample.ts';
import { CALENDAR, CALENDAR_MONTH, CALENDAR_ZONES } from './calendar-sample.ts';
import { CODE, CODE_SITE } from './code-editor-sample.ts';
import { DATABASE, DATABASE_PLAIN, DATABASE_RECORDS } from './database-sample.ts';
import { DRIVE, DRIVE_CORRECTED } from './drive-sample.ts';
import { FORM, FORM_CORRECTED } from './form-builder-sample.ts';
import { MAILBOX, MAILBOX_CORRECTED } from './mailbox-sample.ts';
import { MAP, MAP_CORRECTED } from './map-sample.ts';
import { VAULT } from './password-manager-sample.ts';
import { EXPORT, LAYERS, PICTURE, PICTURE_CORRECTED } from './picture-sample.ts';
import { PRINTING, PRINTING_CORRECTED, SCANNING } from './printer-scanner-sample.ts';
import { PLAIN_QUESTION } from './question-samples.ts';
import { CHALLENGE } from './run-samples.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample, WORKSHOP } from './sample.ts';
import {
  COMPUTER,
  PHONE,
  PHONE_APPS,
  PHONE_NETWORK,
  PHONE_SCREEN,
  SETTINGS_CORRECTED,
} from './settings-sample.ts';
import { SLIDES, SLIDES_CORRECTED } from './slides-sample.ts';
import {
  NETWORK,
  NETWORK_CORRECTED,
  NETWORK_GROUP,
  NETWORK_PROFILE,
  NETWORK_SETTINGS,
  NETWORK_THREAD,
} from './social-sample.ts';
import { MONTAGE, MONTAGE_CORRECTED } from './sound-video-sample.ts';
import { SPREADSHEET } from './spreadsheet-sample.ts';
import {
  SYSTEM_CORRECTED,
  SYSTEM_DISKS,
  SYSTEM_NETWORK,
  SYSTEM_PROGRAMS,
  SYSTEM_TASKS,
  SYSTEM_TERMINAL,
} from './system-panel-sample.ts';
import { MEETING, MEETING_CORRECTED } from './video-meeting-sample.ts';
import { WORD_PROCESSOR, WORD_PROCESSOR_MARKED, WORD_PROCESSOR_PLAIN } from './word-processor-sample.ts';

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

const FILES: Practical = {
  component: 'file-manager',
  config: DISK,
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};

const BROWSER: Practical = {
  component: 'browser',
  config: prepareBrowser(
    browserShape.config.parse({
      open: ['https://cherche.example/?q=cerf-volant', 'https://www.atelier-vent.example/'],
      engine: { address: 'https://cherche.example/', title: 'Cherche' },
      folders: ['Loisirs'],
      bookmarks: [{ address: 'https://www.atelier-vent.example/', title: LONG_WORD, folder: 'Loisirs' }],
      history: [{ address: 'https://www.atelier-vent.example/', when: '2026-03-10 17:05' }],
      cookies: [{ name: 'panier', site: 'atelier-vent.example', from: 'regie.example', use: 'Publicité' }],
      certificates: [
        { site: 'atelier-vent.example', owner: 'Atelier du vent', issuer: 'Certif', until: '12/08/2027' },
        { site: 'vieux.example', owner: 'Vieux', issuer: 'Certif', until: '02/01/2025', trouble: 'expired' },
      ],
      pages: [
        {
          address: 'https://boutique.example/cerf-volant',
          title: 'Cerf-volant à petit prix',
          text: 'Des cerfs-volants livrés chez toi.',
          advert: true,
        },
        {
          address: 'https://www.atelier-vent.example/',
          title: 'Construire un cerf-volant',
          text: '<p>Deux baguettes, du papier, de la ficelle.</p>',
        },
        { address: 'https://vieux.example/', title: LONG_WORD, text: '<p>Cerf-volant</p>' },
      ],
    }),
    [],
    WORKSHOP,
  ),
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};

const CORRECTED: CorrectedPractical = [
  {
    expected: 'Le dossier « Documents/Sortie/Trop lourd » contient « volcan.jpg », et rien d’autre.',
    right: false,
    reached: 'Tu y as mis « budget.ods », « volcan.jpg ».',
  },
  { expected: 'Tous les autres fichiers sont restés à leur place.', right: true, reached: null },
];

/** Every simulated application in use: alone, with a field beside it, told in words, then corrected. */
export const PRACTICAL_SAMPLES: readonly Sample[] = [
  asked('file-manager', windowOf(FILES, 'Fichiers')),
  asked('blocks', windowOf(MAZE, 'Atelier de blocs')),
  asked('blocks-drawing', windowOf(TURTLE, 'Atelier de blocs')),
  asked('browser', windowOf(BROWSER, 'Navigateur')),
  asked('mailbox', windowOf(MAILBOX, 'Messagerie')),
  asked('settings', windowOf(PHONE, 'Réglages')),
  asked('settings-network', windowOf(PHONE_NETWORK, 'Réglages')),
  asked('settings-screen', windowOf(PHONE_SCREEN, 'Réglages')),
  asked('settings-apps', windowOf(PHONE_APPS, 'Réglages')),
  asked('settings-computer', windowOf(COMPUTER, 'Réglages')),
  asked('printer-scanner', windowOf(PRINTING, 'Impression et numérisation')),
  asked('printer-scanner-scan', windowOf(SCANNING, 'Impression et numérisation')),
  asked('calendar', windowOf(CALENDAR, 'Agenda')),
  asked('calendar-month', windowOf(CALENDAR_MONTH, 'Agenda')),
  asked('calendar-zones', windowOf(CALENDAR_ZONES, 'Agenda')),
  asked('database', windowOf(DATABASE, 'Base de données')),
  asked('database-plain', windowOf(DATABASE_PLAIN, 'Base de données')),
  asked('database-records', windowOf(DATABASE_RECORDS, 'Base de données')),
  asked('shared-drive', windowOf(DRIVE, 'Espace en ligne')),
  asked('form-builder', windowOf(FORM, 'Créateur de formulaires')),
  asked('slides', windowOf(SLIDES, 'Diaporama')),
  asked('social-network', windowOf(NETWORK, 'Réseau social')),
  asked('social-network-profile', windowOf(NETWORK_PROFILE, 'Réseau social')),
  asked('social-network-group', windowOf(NETWORK_GROUP, 'Réseau social')),
  asked('social-network-thread', windowOf(NETWORK_THREAD, 'Réseau social')),
  asked('social-network-settings', windowOf(NETWORK_SETTINGS, 'Réseau social')),
  asked('sound-video-editor', windowOf(MONTAGE, 'Montage son et vidéo')),
  asked('spreadsheet', windowOf(SPREADSHEET, 'Tableur')),
  asked('system-panel', windowOf(SYSTEM_TASKS, 'Ordinateur et réseau')),
  asked('system-panel-disks', windowOf(SYSTEM_DISKS, 'Ordinateur et réseau')),
  asked('system-panel-network', windowOf(SYSTEM_NETWORK, 'Ordinateur et réseau')),
  asked('system-panel-terminal', windowOf(SYSTEM_TERMINAL, 'Ordinateur et réseau')),
  asked('system-panel-programs', windowOf(SYSTEM_PROGRAMS, 'Ordinateur et réseau')),
  asked('video-meeting', windowOf(MEETING, 'Réunion à distance')),
  asked('password-manager', windowOf(VAULT, 'Coffre de mots de passe')),
  asked('map', windowOf(MAP, 'Carte')),
  asked('picture-editor', windowOf(PICTURE, 'Éditeur d’images')),
  asked('picture-editor-export', windowOf(EXPORT, 'Éditeur d’images')),
  asked('picture-editor-layers', windowOf(LAYERS, 'Éditeur d’images')),
  asked('code-editor', windowOf(CODE, 'Éditeur de code')),
  asked('code-editor-site', windowOf(CODE_SITE, 'Éditeur de code')),
  asked('word-processor', windowOf(WORD_PROCESSOR, 'Traitement de texte')),
  asked('word-processor-plain', windowOf(WORD_PROCESSOR_PLAIN, 'Traitement de texte')),
  asked('word-processor-marked', windowOf(WORD_PROCESSOR_MARKED, 'Traitement de texte')),
  asked('file-manager-told', {
    ...windowOf(FILES, 'Fichiers'),
    alternativeHtml:
      '<p>Dans le dossier « Sortie », quatre fichiers&nbsp;: programme.odt, budget.ods, volcan.jpg et chanson du car.mp3.</p>',
  }),
  pupilSample('runs/answers', 'practical', {
    title: 'Rentrée en 3e',
    answers: [
      corrected(1, windowOf(FILES, 'Fichiers'), CORRECTED),
      corrected(2, windowOf(MAILBOX, 'Messagerie'), MAILBOX_CORRECTED),
      corrected(3, windowOf(PICTURE, 'Éditeur d’images'), PICTURE_CORRECTED),
      corrected(4, windowOf(PHONE, 'Réglages'), SETTINGS_CORRECTED),
      corrected(5, windowOf(SYSTEM_NETWORK, 'Ordinateur et réseau'), SYSTEM_CORRECTED),
      corrected(6, windowOf(MAZE, 'Atelier de blocs'), BLOCKS_CORRECTED),
      corrected(7, windowOf(NETWORK, 'Réseau social'), NETWORK_CORRECTED),
      corrected(8, windowOf(DRIVE, 'Espace en ligne'), DRIVE_CORRECTED),
      corrected(9, windowOf(FORM, 'Créateur de formulaires'), FORM_CORRECTED),
      corrected(10, windowOf(MAP, 'Carte'), MAP_CORRECTED),
      corrected(11, windowOf(SLIDES, 'Diaporama'), SLIDES_CORRECTED),
      corrected(12, windowOf(MONTAGE, 'Montage son et vidéo'), MONTAGE_CORRECTED),
      corrected(13, windowOf(PRINTING, 'Impression et numérisation'), PRINTING_CORRECTED),
      corrected(14, windowOf(MEETING, 'Réunion à distance'), MEETING_CORRECTED),
    ],
    back: NOWHERE,
  } satisfies AnswersPage),
];

function windowOf(practical: Practical, title: string): PracticalView {
  return {
    frame: frameOf(practical),
    id: `sample-${practical.component}`,
    title,
    setup: JSON.stringify({ config: practical.config, state: initialState(practical) }),
    reached: '',
    alternativeHtml: practical.alternativeHtml,
  };
}

function asked(state: string, practical: PracticalView): Sample {
  return pupilSample('runs/challenge', state, {
    ...CHALLENGE,
    single: [],
    question: {
      ...PLAIN_QUESTION,
      id: practical.id,
      instructionHtml: '<p>Fais ce qu’il faut dans la fenêtre, puis valide.</p>',
      practical,
    },
  } satisfies ChallengePage);
}

function corrected(number: number, shown: PracticalView, practical: CorrectedPractical): CorrectedAnswer {
  return {
    number,
    outcome: 'wrong',
    competence: 'Gérer des données',
    domain: '1',
    question: { ...PLAIN_QUESTION, practical: shown },
    choices: [],
    fields: [],
    placement: null,
    practical,
    reportAddress: NOWHERE,
    leftPage: 0,
    explanationHtml: '<p>Trie par taille&nbsp;: les plus lourds se suivent.</p>',
    tutorials: [],
  };
}
