import type { z } from 'zod';
import type { ChallengeFile } from '../schema.ts';
import type { CheckPart } from '../yaml-file.ts';
import { type BlocksConfig, type BlocksExpectation, blocksShape, prepareBlocks } from './blocks.ts';
import { type BrowserConfig, type BrowserExpectation, browserShape, prepareBrowser } from './browser.ts';
import { type CalendarConfig, type CalendarExpectation, calendarShape, prepareCalendar } from './calendar.ts';
import { type CodeConfig, type CodeExpectation, codeEditorShape, prepareCodeEditor } from './code-editor.ts';
import type { Workshop } from './component.ts';
import { type DatabaseConfig, type DatabaseExpectation, databaseShape, prepareDatabase } from './database.ts';
import type { DriveConfig } from './drive-rules.ts';
import {
  type FileManagerConfig,
  type FileManagerExpectation,
  fileManagerShape,
  prepareFileManager,
} from './file-manager.ts';
import {
  type FormConfig,
  type FormExpectation,
  formBuilderShape,
  prepareFormBuilder,
} from './form-builder.ts';
import { type MailboxConfig, type MailboxExpectation, mailboxShape, prepareMailbox } from './mailbox.ts';
import { prepareMap } from './map.ts';
import { type MapConfig, type MapExpectation, mapShape } from './map-shape.ts';
import type { MeetingConfig } from './meeting-rules.ts';
import { prepareVault, type VaultConfig, type VaultExpectation, vaultShape } from './password-manager.ts';
import {
  type PictureConfig,
  type PictureExpectation,
  pictureEditorShape,
  preparePictureEditor,
} from './picture-editor.ts';
import { preparePrinting } from './printer-scanner.ts';
import { type PrintExpectation, printerScannerShape } from './printer-scanner-shape.ts';
import type { PrintConfig } from './printing-machine.ts';
import { prepareSettings } from './settings.ts';
import type { SettingsConfig } from './settings-items.ts';
import { type SettingsExpectation, settingsShape } from './settings-shape.ts';
import { type DriveExpectation, driveShape, prepareDrive } from './shared-drive.ts';
import { prepareSlides, type SlidesConfig, type SlidesExpectation, slidesShape } from './slides.ts';
import { prepareSocial, type SocialExpectation, socialShape } from './social-network.ts';
import type { SocialConfig } from './social-rules.ts';
import {
  type MontageConfig,
  type MontageExpectation,
  prepareSoundVideo,
  soundVideoShape,
} from './sound-video-editor.ts';
import {
  prepareSpreadsheet,
  type SpreadsheetConfig,
  type SpreadsheetExpectation,
  spreadsheetShape,
} from './spreadsheet.ts';
import type { SystemConfig } from './system-acts.ts';
import { prepareSystemPanel } from './system-panel.ts';
import { type SystemExpectation, systemPanelShape } from './system-panel-shape.ts';
import { type MeetingExpectation, meetingShape, prepareMeeting } from './video-meeting.ts';
import {
  prepareWordProcessor,
  type WordExpectation,
  type WordProcessorConfig,
  wordProcessorShape,
} from './word-processor.ts';

/** A simulated application. `expect`, its key, is empty when the answer is written in fields or chosen. */
export type Practical =
  | PracticalOf<'blocks', BlocksConfig, BlocksExpectation>
  | PracticalOf<'browser', BrowserConfig, BrowserExpectation>
  | PracticalOf<'calendar', CalendarConfig, CalendarExpectation>
  | PracticalOf<'database', DatabaseConfig, DatabaseExpectation>
  | PracticalOf<'code-editor', CodeConfig, CodeExpectation>
  | PracticalOf<'file-manager', FileManagerConfig, FileManagerExpectation>
  | PracticalOf<'form-builder', FormConfig, FormExpectation>
  | PracticalOf<'mailbox', MailboxConfig, MailboxExpectation>
  | PracticalOf<'password-manager', VaultConfig, VaultExpectation>
  | PracticalOf<'map', MapConfig, MapExpectation>
  | PracticalOf<'picture-editor', PictureConfig, PictureExpectation>
  | PracticalOf<'printer-scanner', PrintConfig, PrintExpectation>
  | PracticalOf<'settings', SettingsConfig, SettingsExpectation>
  | PracticalOf<'shared-drive', DriveConfig, DriveExpectation>
  | PracticalOf<'slides', SlidesConfig, SlidesExpectation>
  | PracticalOf<'social-network', SocialConfig, SocialExpectation>
  | PracticalOf<'sound-video-editor', MontageConfig, MontageExpectation>
  | PracticalOf<'spreadsheet', SpreadsheetConfig, SpreadsheetExpectation>
  | PracticalOf<'system-panel', SystemConfig, SystemExpectation>
  | PracticalOf<'video-meeting', MeetingConfig, MeetingExpectation>
  | PracticalOf<'word-processor', WordProcessorConfig, WordExpectation>;

interface PracticalOf<Component extends string, Config, Expectation> {
  readonly component: Component;
  /** Sent whole to the page. */
  readonly config: Config;
  readonly expect: readonly Expectation[];
  /** The same in words, for those who cannot use the window. */
  readonly alternativeHtml: string | null;
  /** Another challenge of the skill that asks for no window. */
  readonly equivalent: string | null;
}

/** The document that shows a window: pictures to export and to retouch, programs and sites, would be too heavy together. */
export function frameOf(practical: Practical): string {
  const { component, config } = practical;
  if (component === 'picture-editor' && config.tools.includes('export')) return 'picture-export';
  if (component === 'code-editor' && config.files.some(({ name }) => /\.(?:html|css)$/.test(name)))
    return 'code-site';
  if (component === 'printer-scanner' && config.scanner) return 'scanner';
  return component;
}

const KIND = /^practical:([a-z-]+)$/;

/** The simulated application of a challenge; null for others and when it is wrong (reported). */
export function readPractical(data: ChallengeFile, part: CheckPart, workshop: Workshop): Practical | null {
  const component = KIND.exec(data.kind)?.[1];
  if (component === undefined) {
    if (data.practical !== undefined)
      workshop.fault('« practical » va avec « kind: practical:<composant> », et seulement avec lui.', [
        'practical',
      ]);
    if (data.type === 'practical')
      workshop.fault('« type: practical » demande « kind: practical:<composant> ».', ['kind']);
    return null;
  }
  const answersByState = data.type === 'practical';
  if ((data.alternative === undefined) === (data.equivalent === undefined)) {
    workshop.fault(
      'donne « alternative » (la fenêtre racontée) ou « equivalent » (une autre épreuve de l’acquis), et un seul des deux.',
      [data.alternative === undefined ? 'kind' : 'equivalent'],
    );
  }
  const shared = {
    alternativeHtml: data.alternative === undefined ? null : workshop.render(data.alternative),
    equivalent: data.equivalent ?? null,
  };
  const expectOf = <S extends z.ZodType>(schema: S) =>
    answersByState ? part(schema, data.expect, ['expect']) : ([] as z.output<S>[] & z.output<S>);
  switch (component) {
    case 'blocks': {
      const authored = part(blocksShape.config, data.practical, ['practical']);
      const expect = expectOf(blocksShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareBlocks(authored, expect, workshop), expect, ...shared };
    }
    case 'browser': {
      const authored = part(browserShape.config, data.practical, ['practical']);
      const expect = expectOf(browserShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareBrowser(authored, expect, workshop), expect, ...shared };
    }
    case 'calendar': {
      const authored = part(calendarShape.config, data.practical, ['practical']);
      const expect = expectOf(calendarShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareCalendar(authored, expect, workshop), expect, ...shared };
    }
    case 'database': {
      const authored = part(databaseShape.config, data.practical, ['practical']);
      const expect = expectOf(databaseShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareDatabase(authored, expect, workshop), expect, ...shared };
    }
    case 'code-editor': {
      const authored = part(codeEditorShape.config, data.practical, ['practical']);
      const expect = expectOf(codeEditorShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareCodeEditor(authored, expect, workshop), expect, ...shared };
    }
    case 'file-manager': {
      const authored = part(fileManagerShape.config, data.practical, ['practical']);
      const expect = expectOf(fileManagerShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareFileManager(authored, expect, workshop), expect, ...shared };
    }
    case 'form-builder': {
      const authored = part(formBuilderShape.config, data.practical, ['practical']);
      const expect = expectOf(formBuilderShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareFormBuilder(authored, expect, workshop), expect, ...shared };
    }
    case 'mailbox': {
      const authored = part(mailboxShape.config, data.practical, ['practical']);
      const expect = expectOf(mailboxShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareMailbox(authored, expect, workshop), expect, ...shared };
    }
    case 'password-manager': {
      const authored = part(vaultShape.config, data.practical, ['practical']);
      const expect = expectOf(vaultShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareVault(authored, expect, workshop), expect, ...shared };
    }
    case 'map': {
      const authored = part(mapShape.config, data.practical, ['practical']);
      const expect = expectOf(mapShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareMap(authored, expect, workshop), expect, ...shared };
    }
    case 'picture-editor': {
      const authored = part(pictureEditorShape.config, data.practical, ['practical']);
      const expect = expectOf(pictureEditorShape.expect);
      if (!authored || !expect) return null;
      return { component, config: preparePictureEditor(authored, expect, workshop), expect, ...shared };
    }
    case 'printer-scanner': {
      const authored = part(printerScannerShape.config, data.practical, ['practical']);
      const expect = expectOf(printerScannerShape.expect);
      if (!authored || !expect) return null;
      return { component, config: preparePrinting(authored, expect, workshop), expect, ...shared };
    }
    case 'settings': {
      const authored = part(settingsShape.config, data.practical, ['practical']);
      const expect = expectOf(settingsShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareSettings(authored, expect, workshop), expect, ...shared };
    }
    case 'shared-drive': {
      const authored = part(driveShape.config, data.practical, ['practical']);
      const expect = expectOf(driveShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareDrive(authored, expect, workshop), expect, ...shared };
    }
    case 'slides': {
      const authored = part(slidesShape.config, data.practical, ['practical']);
      const expect = expectOf(slidesShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareSlides(authored, expect, workshop), expect, ...shared };
    }
    case 'social-network': {
      const authored = part(socialShape.config, data.practical, ['practical']);
      const expect = expectOf(socialShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareSocial(authored, expect, workshop), expect, ...shared };
    }
    case 'sound-video-editor': {
      const authored = part(soundVideoShape.config, data.practical, ['practical']);
      const expect = expectOf(soundVideoShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareSoundVideo(authored, expect, workshop), expect, ...shared };
    }
    case 'spreadsheet': {
      const authored = part(spreadsheetShape.config, data.practical, ['practical']);
      const expect = expectOf(spreadsheetShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareSpreadsheet(authored, expect, workshop), expect, ...shared };
    }
    case 'system-panel': {
      const authored = part(systemPanelShape.config, data.practical, ['practical']);
      const expect = expectOf(systemPanelShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareSystemPanel(authored, expect, workshop), expect, ...shared };
    }
    case 'video-meeting': {
      const authored = part(meetingShape.config, data.practical, ['practical']);
      const expect = expectOf(meetingShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareMeeting(authored, expect, workshop), expect, ...shared };
    }
    case 'word-processor': {
      const authored = part(wordProcessorShape.config, data.practical, ['practical']);
      const expect = expectOf(wordProcessorShape.expect);
      if (!authored || !expect) return null;
      return { component, config: prepareWordProcessor(authored, expect, workshop), expect, ...shared };
    }
    default:
      workshop.fault(`composant inconnu « $component» : $COMPONENTS.join(', ').`, ['kind']);
      return null;
  }
}

export const COMPONENTS: readonly Practical['component'][] = [
  'blocks',
  'browser',
  'calendar',
  'database',
  'code-editor',
  'file-manager',
  'form-builder',
  'mailbox',
  'map',
  'picture-editor',
  'printer-scanner',
  'settings',
  'shared-drive',
  'slides',
  'social-network',
  'sound-video-editor',
  'spreadsheet',
  'system-panel',
  'video-meeting',
  'word-processor',
];
