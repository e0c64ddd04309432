import type { Practical } from '../../referential/practicals/read.ts';
import { blocks } from './blocks.ts';
import { browser } from './browser.ts';
import { calendar } from './calendar.ts';
import { codeEditor } from './code-editor.ts';
import type { Component, Verdict } from './component.ts';
import { database } from './database.ts';
import { fileManager } from './file-manager.ts';
import { formBuilder } from './form-builder.ts';
import { mailbox } from './mailbox.ts';
import { map } from './map.ts';
import { passwordManager } from './password-manager.ts';
import { pictureEditor } from './picture-editor.ts';
import { printerScanner } from './printer-scanner.ts';
import { settings } from './settings.ts';
import { sharedDrive } from './shared-drive.ts';
import { slides } from './slides.ts';
import { socialNetwork } from './social-network.ts';
import { soundVideoEditor } from './sound-video-editor.ts';
import { spreadsheet } from './spreadsheet.ts';
import { systemPanel } from './system-panel.ts';
import { videoMeeting } from './video-meeting.ts';
import { wordProcessor } from './word-processor.ts';

/** A state of a simulated application, as a page reports it. */
export type Reached = Readonly<Record<string, unknown>>;

/** How the window stands at first. */
export function initialState(practical: Practical): Reached {
  return rulesOf(practical).initial();
}

/** The state that a page reports; null when it is none that this window can be in. */
export function readReached(practical: Practical, reported: unknown): Reached | null {
  return rulesOf(practical).read(reported);
}

/** For each thing expected, whether it is met; a report of the wrong shape meets nothing. */
export function verdictsOn(practical: Practical, reached: unknown): readonly Verdict[] {
  return rulesOf(practical).verdicts(reached);
}

/** A state that meets all that is expected, if one can. */
export function solvedState(practical: Practical): Reached {
  return rulesOf(practical).solve();
}

interface Rules {
  initial(): Reached;
  read(reported: unknown): Reached | null;
  verdicts(reached: unknown): readonly Verdict[];
  solve(): Reached;
}

function rulesOf(practical: Practical): Rules {
  switch (practical.component) {
    case 'blocks':
      return bind(blocks, practical);
    case 'browser':
      return bind(browser, practical);
    case 'calendar':
      return bind(calendar, practical);
    case 'database':
      return bind(database, practical);
    case 'code-editor':
      return bind(codeEditor, practical);
    case 'file-manager':
      return bind(fileManager, practical);
    case 'form-builder':
      return bind(formBuilder, practical);
    case 'mailbox':
      return bind(mailbox, practical);
    case 'map':
      return bind(map, practical);
    case 'settings':
      return bind(settings, practical);
    case 'shared-drive':
      return bind(sharedDrive, practical);
    case 'slides':
      return bind(slides, practical);
    case 'social-network':
      return bind(socialNetwork, practical);
    case 'password-manager':
      return bind(passwordManager, practical);
    case 'picture-editor':
      return bind(pictureEditor, practical);
    case 'sound-video-editor':
      return bind(soundVideoEditor, practical);
    case 'printer-scanner':
      return bind(printerScanner, practical);
    case 'spreadsheet':
      return bind(spreadsheet, practical);
    case 'system-panel':
      return bind(systemPanel, practical);
    case 'video-meeting':
      return bind(videoMeeting, practical);
    case 'word-processor':
      return bind(wordProcessor, practical);
  }
}

function bind<Config, Expectation, State extends Reached>(
  component: Component<Config, Expectation, State>,
  { config, expect }: { readonly config: Config; readonly expect: readonly Expectation[] },
): Rules {
  const read = (reported: unknown) => component.reached.safeParse(reported).data ?? null;
  return {
    initial: () => component.initial(config),
    read,
    verdicts(reached) {
      const state = read(reached);
      return state === null
        ? expect.map(() => ({ right: false, found: [] }))
        : component.verdicts(config, expect, state);
    },
    solve: () => component.solve(config, expect),
  };
}
