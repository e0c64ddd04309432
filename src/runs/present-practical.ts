import type { Response as GivenResponse } from '../engine/correct.ts';
import { initialState, verdictsOn } from '../engine/practicals/practical.ts';
import type { Translate } from '../i18n/translate.ts';
import { frameOf, type Practical } from '../referential/practicals/read.ts';
import type { ComponentName, ConfigOf, ExpectationOf } from '../referential/practicals/windows.ts';
import type { Challenge } from '../referential/types.ts';
import { quoted, type Words } from './practical-words.ts';
import { blocksWords } from './present-blocks.ts';
import { browserWords } from './present-browser.ts';
import { calendarWords } from './present-calendar.ts';
import { codeWords } from './present-code-editor.ts';
import { databaseWords } from './present-database.ts';
import { driveWords } from './present-drive.ts';
import { fileWords } from './present-file-manager.ts';
import { formWords } from './present-form-builder.ts';
import { mailWords } from './present-mailbox.ts';
import { mapWords } from './present-map.ts';
import { meetingWords } from './present-meeting.ts';
import { montageWords } from './present-montage.ts';
import { pictureWords } from './present-picture-editor.ts';
import { printingWords } from './present-printer-scanner.ts';
import { settingsWords } from './present-settings.ts';
import { slidesWords } from './present-slides.ts';
import { socialWords } from './present-social.ts';
import { sheetWords } from './present-spreadsheet.ts';
import { systemWords } from './present-system-panel.ts';
import { vaultWords } from './present-vault.ts';
import { documentWords } from './present-word-processor.ts';
import type { AnswerForm } from './respond.ts';
import { reachedFrom } from './respond-practical.ts';
import type { CorrectedPractical, PracticalView } from './views.ts';

/** The window of a challenge, with what an unfinished form already holds of it; nothing of the key. */
export function presentPractical(
  t: Translate,
  { id, practical }: Challenge,
  unfinished: AnswerForm | null,
): PracticalView | null {
  if (!practical) return null;
  const { component, config, alternativeHtml } = practical;
  const reached = reachedFrom(practical, unfinished?.reached);
  return {
    frame: frameOf(practical),
    id,
    title: t(`run.practical.${component}`),
    setup: JSON.stringify({ config, state: initialState(practical) }),
    reached: reached === null ? '' : JSON.stringify(reached),
    alternativeHtml,
  };
}

/**
 * What was expected of the window and what was reached, in words; of a question that was passed, what was expected
 * alone. Null when the window's state is not the answer.
 */
export function presentCorrectedPractical(
  t: Translate,
  challenge: Challenge,
  response: GivenResponse | null,
): CorrectedPractical | null {
  const { practical } = challenge;
  if (!practical || challenge.type !== 'practical') return null;
  if (response === null || !('reached' in response))
    return expectedWords(t, practical).map(({ expected }) => ({ expected, right: null, reached: null }));
  const verdicts = verdictsOn(practical, response.reached);
  return expectedWords(t, practical).map(({ expected, found: foundKey, list = quoted }, index) => {
    const { right, found } = verdicts[index] ?? { right: false, found: [] };
    const state = found.length > 0 ? 'found' : 'none';
    return {
      expected,
      right,
      reached: !right ? t(`run.practical.${foundKey}.${state}`, { list: list(t, found) }) : null,
    };
  });
}

/** How one thing expected of each window is told. */
const WORDS: {
  readonly [Name in ComponentName]: (t: Translate, config: ConfigOf<Name>, one: ExpectationOf<Name>) => Words;
} = {
  blocks: blocksWords,
  browser: browserWords,
  calendar: calendarWords,
  'code-editor': codeWords,
  database: databaseWords,
  'file-manager': fileWords,
  'form-builder': formWords,
  mailbox: mailWords,
  map: mapWords,
  'password-manager': vaultWords,
  'picture-editor': pictureWords,
  'printer-scanner': printingWords,
  settings: settingsWords,
  'video-meeting': meetingWords,
  'shared-drive': driveWords,
  slides: slidesWords,
  'social-network': socialWords,
  'sound-video-editor': montageWords,
  spreadsheet: sheetWords,
  'system-panel': systemWords,
  'word-processor': documentWords,
};

function expectedWords<Name extends ComponentName>(t: Translate, practical: Practical<Name>): Words[] {
  const { component, config, expect } = practical;
  return expect.map((one) => WORDS[component](t, config, one));
}
