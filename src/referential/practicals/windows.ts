import type { z } from 'zod';
import { blocksShape, prepareBlocks } from './blocks.ts';
import { browserShape, prepareBrowser } from './browser.ts';
import { calendarShape, prepareCalendar } from './calendar.ts';
import { codeEditorShape, prepareCodeEditor } from './code-editor.ts';
import type { Prepare } from './component.ts';
import { databaseShape, prepareDatabase } from './database.ts';
import { fileManagerShape, prepareFileManager } from './file-manager.ts';
import { formBuilderShape, prepareFormBuilder } from './form-builder.ts';
import { mailboxShape, prepareMailbox } from './mailbox.ts';
import { prepareMap } from './map.ts';
import { mapShape } from './map-shape.ts';
import { prepareVault, vaultShape } from './password-manager.ts';
import { pictureEditorShape, preparePictureEditor } from './picture-editor.ts';
import { preparePrinting } from './printer-scanner.ts';
import { printerScannerShape } from './printer-scanner-shape.ts';
import { prepareSettings } from './settings.ts';
import { settingsShape } from './settings-shape.ts';
import { driveShape, prepareDrive } from './shared-drive.ts';
import { prepareSlides, slidesShape } from './slides.ts';
import { prepareSocial, socialShape } from './social-network.ts';
import { prepareSoundVideo, soundVideoShape } from './sound-video-editor.ts';
import { prepareSpreadsheet, spreadsheetShape } from './spreadsheet.ts';
import { prepareSystemPanel } from './system-panel.ts';
import { systemPanelShape } from './system-panel-shape.ts';
import { meetingShape, prepareMeeting } from './video-meeting.ts';
import { prepareWordProcessor, wordProcessorShape } from './word-processor.ts';

/** What the bank knows of a window: how its author fills it in, and how the page gets it. */
export interface Window<Authored, Expectation, Config> {
  readonly config: z.ZodType<Authored>;
  readonly expect: z.ZodType<Expectation[]>;
  readonly prepare: Prepare<Authored, Expectation, Config>;
  /** Keys, under any other, whose values aren't texts: what a formula gives for them is kept as it is. */
  readonly typed?: readonly string[];
  /** It holds programs: there, a number has a point and no space. */
  readonly programs?: true;
  /** The document that shows it, when it has several: all its parts together would be too heavy. */
  readonly frame?: (config: Config) => string;
}

/** Every window, by the name that an author gives after `practical:`: the one list of them. */
const TOLD = {
  blocks: window({
    ...blocksShape,
    prepare: prepareBlocks,
    typed: ['columns', 'rows', 'most', 'values'],
  }),
  browser: window({
    ...browserShape,
    prepare: prepareBrowser,
  }),
  calendar: window({
    ...calendarShape,
    prepare: prepareCalendar,
    typed: ['shown', 'offset', 'every', 'remind', 'minutes'],
  }),
  'code-editor': window({
    ...codeEditorShape,
    prepare: prepareCodeEditor,
    typed: ['width', 'widths', 'count', 'free'],
    programs: true,
    frame: ({ files }) =>
      files.some(({ name }) => /\.(?:html|css)$/.test(name)) ? 'code-site' : 'code-editor',
  }),
  database: window({
    ...databaseShape,
    prepare: prepareDatabase,
    typed: ['rows', 'row', 'to', 'value', 'cells', 'down', 'any'],
  }),
  'file-manager': window({
    ...fileManagerShape,
    prepare: prepareFileManager,
  }),
  'form-builder': window({
    ...formBuilderShape,
    prepare: prepareFormBuilder,
    typed: [
      ...['required', 'other', 'min', 'max', 'is', 'not', 'under', 'least', 'once', 'collect', 'from'],
      ...['to', 'answers', 'accepts', 'refuses'],
    ],
  }),
  mailbox: window({
    ...mailboxShape,
    prepare: prepareMailbox,
  }),
  map: window({
    ...mapShape,
    prepare: prepareMap,
    typed: [
      ...['at', 'path', 'rect', 'polygon', 'size', 'origin', 'angle', 'spread', 'reach', 'on', 'shown'],
      ...['within', 'walls', 'route', 'search', 'fixed'],
    ],
  }),
  'password-manager': window({
    ...vaultShape,
    prepare: prepareVault,
  }),
  'picture-editor': window({
    ...pictureEditorShape,
    prepare: preparePictureEditor,
    typed: [
      ...['rect', 'round', 'ellipse', 'line', 'thick', 'at', 'tall', 'tones', 'turns', 'mirror'],
      ...['scale', 'width', 'height', 'visible', 'vector', 'opacity', 'holds', 'leaves', 'levels'],
      ...['under', 'gap'],
    ],
    frame: ({ tools }) => (tools.includes('export') ? 'picture-export' : 'picture-editor'),
  }),
  'printer-scanner': window({
    ...printerScannerShape,
    prepare: preparePrinting,
    // Of machines, all but texts is figures.
    typed: ['document', 'printers', 'stock', 'spares', 'scanner', 'expect'],
    frame: ({ scanner }) => (scanner ? 'scanner' : 'printer-scanner'),
  }),
  settings: window({
    ...settingsShape,
    prepare: prepareSettings,
    typed: [
      ...['value', 'when', 'unless', 'set', 'is', 'oneOf', 'from', 'to', 'atLeast', 'min', 'max'],
      ...['step', 'bar', 'cells', 'strength'],
    ],
  }),
  'shared-drive': window({
    ...driveShape,
    prepare: prepareDrive,
    typed: ['inside', 'inherits', 'is', 'cut', 'audit', 'password', 'rules'],
  }),
  slides: window({
    ...slidesShape,
    prepare: prepareSlides,
    // Of a whole page too.
    typed: ['page', 'palette', 'pictures', 'master', 'slides', 'expect'],
  }),
  'social-network': window({
    ...socialShape,
    prepare: prepareSocial,
    typed: [
      ...['value', 'is', 'min', 'max', 'verified', 'waits', 'draft', 'featured', 'pinned', 'left'],
      ...['likes', 'weights', 'quiet'],
    ],
  }),
  'sound-video-editor': window({
    ...soundVideoShape,
    prepare: prepareSoundVideo,
    typed: [
      ...['length', 'start', 'skip', 'source', 'gain', 'peak', 'seed', 'fadeIn', 'fadeOut', 'from'],
      ...['to', 'x', 'within', 'atLeast', 'atMost', 'margin', 'by', 'in', 'out', 'at', 'withAt'],
      ...['marks', 'scenes', 'rate', 'bits', 'channels', 'cadence', 'lines', 'keys', 'kbps', 'seconds'],
      ...['under', 'quality', 'minutes', 'passages'],
    ],
  }),
  spreadsheet: window({
    ...spreadsheetShape,
    prepare: prepareSpreadsheet,
  }),
  'system-panel': window({
    ...systemPanelShape,
    prepare: prepareSystemPanel,
    // Of a whole machine, all but texts is figures.
    typed: ['tasks', 'disks', 'network', 'programs', 'expect'],
  }),
  'video-meeting': window({
    ...meetingShape,
    prepare: prepareMeeting,
    // Of a whole meeting, all but texts is figures and switches.
    typed: [
      ...['microphones', 'cameras', 'speakers', 'people', 'windows', 'links', 'sends', 'start', 'expect'],
      ...['host', 'blocked'],
    ],
  }),
  'word-processor': window({
    ...wordProcessorShape,
    prepare: prepareWordProcessor,
  }),
};

/** As it was told: this says alone that its parts are of one window. */
function window<Authored, Expectation, Config>(
  told: Window<Authored, Expectation, Config>,
): Window<Authored, Expectation, Config> {
  return told;
}

export type ComponentName = keyof typeof TOLD;
export type AuthoredOf<Name extends ComponentName> =
  (typeof TOLD)[Name] extends Window<infer Authored, infer _Expectation, infer _Config> ? Authored : never;
export type ExpectationOf<Name extends ComponentName> =
  (typeof TOLD)[Name] extends Window<infer _Authored, infer Expectation, infer _Config> ? Expectation : never;
export type ConfigOf<Name extends ComponentName> = ReturnType<(typeof TOLD)[Name]['prepare']>;

export const WINDOWS: {
  readonly [Name in ComponentName]: Window<AuthoredOf<Name>, ExpectationOf<Name>, ConfigOf<Name>>;
} = TOLD;

export function isComponent(name: string): name is ComponentName {
  return Object.hasOwn(WINDOWS, name);
}

const KIND = /^practical:([a-z-]+)$/;

/** The name of a window in the kind of a challenge, known or not; null for a kind that has none. */
export function componentIn(kind: string): string | null {
  return KIND.exec(kind)?.[1] ?? null;
}
