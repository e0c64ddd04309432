import type { Practical } from '../../referential/practicals/read.ts';
import type { ComponentName, ConfigOf, ExpectationOf } from '../../referential/practicals/windows.ts';
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

/** The rules of every window. */
const RULES: { readonly [Name in ComponentName]: Component<ConfigOf<Name>, ExpectationOf<Name>, Reached> } = {
  blocks,
  browser,
  calendar,
  'code-editor': codeEditor,
  database,
  'file-manager': fileManager,
  'form-builder': formBuilder,
  mailbox,
  map,
  'password-manager': passwordManager,
  'picture-editor': pictureEditor,
  'printer-scanner': printerScanner,
  settings,
  'shared-drive': sharedDrive,
  slides,
  'social-network': socialNetwork,
  'sound-video-editor': soundVideoEditor,
  spreadsheet,
  'system-panel': systemPanel,
  'video-meeting': videoMeeting,
  'word-processor': wordProcessor,
};

function rulesOf<Name extends ComponentName>(practical: Practical<Name>): Rules {
  return bind(RULES[practical.component], practical);
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
