import { initialState } from '../engine/practicals/practical.ts';
import { translator } from '../i18n/translate.ts';
import { frameOf, type Practical } from '../referential/practicals/read.ts';
import type { ComponentName } from '../referential/practicals/windows.ts';
import type {
  AnswersPage,
  ChallengePage,
  CorrectedAnswer,
  CorrectedPractical,
  PracticalView,
} from '../runs/views.ts';
import { BLOCKS_CORRECTED, MAZE, TURTLE } from './blocks-sample.ts';
import { BROWSER } from './browser-sample.ts';
import { CALENDAR, CALENDAR_MONTH, CALENDAR_ZONES } from './calendar-sample.ts';
import { CODE, CODE_SITE } from './code-editor-sample.ts';
import { DATABASE, DATABASE_PLAIN, DATABASE_RECORDS } from './database-sample.ts';
import { DRIVE, DRIVE_CORRECTED } from './drive-sample.ts';
import { FILES, FILES_CORRECTED, FILES_TOLD } from './file-manager-sample.ts';
import { FORM, FORM_CORRECTED } from './form-builder-sample.ts';
import { MAILBOX, MAILBOX_CORRECTED } from './mailbox-sample.ts';
import { MAP, MAP_CORRECTED } from './map-sample.ts';
import { VAULT } from './password-manager-sample.ts';
import { EXPORT, LAYERS, PICTURE, PICTURE_CORRECTED } from './picture-sample.ts';
import { PRINTING, PRINTING_CORRECTED, SCANNING } from './printer-scanner-sample.ts';
import { PLAIN_QUESTION } from './question-samples.ts';
import { CHALLENGE } from './run-samples.ts';
import { NOWHERE, pupilSample, type Sample } from './sample.ts';
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
import { MEETING, MEETING_CORRECTED, MEETING_DOOR } from './video-meeting-sample.ts';
import { WORD_PROCESSOR, WORD_PROCESSOR_MARKED, WORD_PROCESSOR_PLAIN } from './word-processor-sample.ts';

const t = translator('fr');

interface Samples {
  /** In the state named as the window. */
  readonly shown: Practical;
  /** In further states, named after it. */
  readonly others?: Readonly<Record<string, Practical>>;
  /** Among the answers that a pupil reads again. */
  readonly corrected?: readonly [Practical, CorrectedPractical];
}

const SAMPLES: Readonly<Record<ComponentName, Samples>> = {
  'file-manager': { shown: FILES, others: { told: FILES_TOLD }, corrected: [FILES, FILES_CORRECTED] },
  blocks: { shown: MAZE, others: { drawing: TURTLE }, corrected: [MAZE, BLOCKS_CORRECTED] },
  browser: { shown: BROWSER },
  mailbox: { shown: MAILBOX, corrected: [MAILBOX, MAILBOX_CORRECTED] },
  settings: {
    shown: PHONE,
    others: { network: PHONE_NETWORK, screen: PHONE_SCREEN, apps: PHONE_APPS, computer: COMPUTER },
    corrected: [PHONE, SETTINGS_CORRECTED],
  },
  'printer-scanner': {
    shown: PRINTING,
    others: { scan: SCANNING },
    corrected: [PRINTING, PRINTING_CORRECTED],
  },
  calendar: { shown: CALENDAR, others: { month: CALENDAR_MONTH, zones: CALENDAR_ZONES } },
  database: { shown: DATABASE, others: { plain: DATABASE_PLAIN, records: DATABASE_RECORDS } },
  'shared-drive': { shown: DRIVE, corrected: [DRIVE, DRIVE_CORRECTED] },
  'form-builder': { shown: FORM, corrected: [FORM, FORM_CORRECTED] },
  slides: { shown: SLIDES, corrected: [SLIDES, SLIDES_CORRECTED] },
  'social-network': {
    shown: NETWORK,
    others: {
      profile: NETWORK_PROFILE,
      group: NETWORK_GROUP,
      thread: NETWORK_THREAD,
      settings: NETWORK_SETTINGS,
    },
    corrected: [NETWORK, NETWORK_CORRECTED],
  },
  'sound-video-editor': { shown: MONTAGE, corrected: [MONTAGE, MONTAGE_CORRECTED] },
  spreadsheet: { shown: SPREADSHEET },
  'system-panel': {
    shown: SYSTEM_TASKS,
    others: {
      disks: SYSTEM_DISKS,
      network: SYSTEM_NETWORK,
      terminal: SYSTEM_TERMINAL,
      programs: SYSTEM_PROGRAMS,
    },
    corrected: [SYSTEM_NETWORK, SYSTEM_CORRECTED],
  },
  'password-manager': { shown: VAULT },
  map: { shown: MAP, corrected: [MAP, MAP_CORRECTED] },
  'picture-editor': {
    shown: PICTURE,
    others: { export: EXPORT, layers: LAYERS },
    corrected: [PICTURE, PICTURE_CORRECTED],
  },
  'code-editor': { shown: CODE, others: { site: CODE_SITE } },
  'video-meeting': {
    shown: MEETING,
    others: { door: MEETING_DOOR },
    corrected: [MEETING, MEETING_CORRECTED],
  },
  'word-processor': {
    shown: WORD_PROCESSOR,
    others: { plain: WORD_PROCESSOR_PLAIN, marked: WORD_PROCESSOR_MARKED },
  },
};

/** Every simulated application in use, then corrected. */
export const PRACTICAL_SAMPLES: readonly Sample[] = [
  ...Object.entries(SAMPLES).flatMap(([component, { shown, others = {} }]) => [
    asked(component, shown),
    ...Object.entries(others).map(([state, other]) => asked(`${component}-${state}`, other)),
  ]),
  pupilSample('runs/answers', 'practical', {
    title: 'Rentrée en 3e',
    answers: Object.values(SAMPLES)
      .flatMap(({ corrected }) => (corrected ? [corrected] : []))
      .map(([shown, words], index) => corrected(index + 1, shown, words)),
    back: NOWHERE,
  } satisfies AnswersPage),
];

function windowOf(practical: Practical): PracticalView {
  return {
    frame: frameOf(practical),
    id: `sample-${practical.component}`,
    title: t(`run.practical.${practical.component}`),
    setup: JSON.stringify({ config: practical.config, state: initialState(practical) }),
    reached: '',
    alternativeHtml: practical.alternativeHtml,
  };
}

function asked(state: string, shown: Practical): Sample {
  const practical = windowOf(shown);
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

function corrected(number: number, shown: Practical, practical: CorrectedPractical): CorrectedAnswer {
  return {
    number,
    outcome: 'wrong',
    competence: 'Gérer des données',
    domain: '1',
    question: { ...PLAIN_QUESTION, practical: windowOf(shown) },
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
