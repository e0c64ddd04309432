import type { Response as GivenResponse } from '../engine/correct.ts';
import { troubleFound } from '../engine/practicals/code-editor.ts';
import { LETTER_PARTS } from '../engine/practicals/mailbox.ts';
import { initialState, verdictsOn } from '../engine/practicals/practical.ts';
import { textOf } from '../engine/practicals/word-document.ts';
import type { Translate } from '../i18n/translate.ts';
import type { BrowserExpectation } from '../referential/practicals/browser.ts';
import {
  type CodeExpectation,
  type PageExpectation,
  USUAL_WIDTH,
} from '../referential/practicals/code-editor.ts';
import type { Trouble } from '../referential/practicals/code-tokens.ts';
import { type FileManagerExpectation, nameOf } from '../referential/practicals/file-manager.ts';
import {
  type ExpectedLetter,
  type MailboxConfig,
  type MailboxExpectation,
  STANDARD_FOLDERS,
} from '../referential/practicals/mailbox.ts';
import type { PictureConfig, PictureExpectation } from '../referential/practicals/picture-editor.ts';
import { frameOf, type Practical } from '../referential/practicals/read.ts';
import { frenchNumber, type SpreadsheetExpectation } from '../referential/practicals/spreadsheet.ts';
import type {
  AskedOfParagraphs,
  Replacement,
  WordExpectation,
  WordProcessorConfig,
} from '../referential/practicals/word-processor.ts';
import type { Challenge } from '../referential/types.ts';
import { blocksWords } from './present-blocks.ts';
import { calendarWords } from './present-calendar.ts';
import { databaseWords } from './present-database.ts';
import { driveWords } from './present-drive.ts';
import { formWords } from './present-form-builder.ts';
import { mapWords } from './present-map.ts';
import { meetingWords } from './present-meeting.ts';
import { montageWords } from './present-montage.ts';
import { printingWords } from './present-printer-scanner.ts';
import { settingsWords } from './present-settings.ts';
import { slidesWords } from './present-slides.ts';
import { socialWords } from './present-social.ts';
import { systemWords } from './present-system-panel.ts';
import { vaultWords } from './present-vault.ts';
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

interface Words {
  readonly expected: string;
  /** Texts for what is found instead: `run.practical.<found>.found` and `.none`. */
  readonly found: string;
  /** How what is found is listed, when it isn't a list of names. */
  readonly list?: typeof quoted;
}

function expectedWords(t: Translate, practical: Practical): Words[] {
  switch (practical.component) {
    case 'blocks':
      return practical.expect.map((one) => blocksWords(t, practical.config, one, quoted));
    case 'browser':
      return practical.expect.map((one) => browserWords(t, one));
    case 'calendar':
      return practical.expect.map((one) => calendarWords(t, practical.config, one, quoted));
    case 'database':
      return practical.expect.map((one) => databaseWords(t, practical.config, one, quoted));
    case 'code-editor':
      return practical.expect.map((one) => codeWords(t, one));
    case 'file-manager':
      return practical.expect.map((one) => fileWords(t, one));
    case 'form-builder':
      return practical.expect.map((one) => formWords(t, practical.config, one, quoted));
    case 'mailbox':
      return practical.expect.map((one) => mailWords(t, practical.config, one));
    case 'password-manager':
      return practical.expect.map((one) => vaultWords(t, practical.config, one, quoted));
    case 'map':
      return practical.expect.map((one) => mapWords(t, practical.config, one, quoted));
    case 'picture-editor':
      return practical.expect.map((one) => pictureWords(t, practical.config, one));
    case 'printer-scanner':
      return practical.expect.map((one) => printingWords(t, practical.config, one, quoted));
    case 'settings':
      return practical.expect.map((one) => settingsWords(t, practical.config, one, quoted));
    case 'shared-drive':
      return practical.expect.map((one) => driveWords(t, practical.config, one, quoted));
    case 'slides':
      return practical.expect.map((one) => slidesWords(t, practical.config, one, quoted));
    case 'social-network':
      return practical.expect.map((one) => socialWords(t, practical.config, one, quoted));
    case 'sound-video-editor':
      return practical.expect.map((one) => montageWords(t, practical.config, one));
    case 'spreadsheet':
      return practical.expect.map((one) => sheetWords(t, one));
    case 'system-panel':
      return practical.expect.map((one) => systemWords(t, practical.config, one, quoted));
    case 'video-meeting':
      return practical.expect.map((one) => meetingWords(t, practical.config, one));
    case 'word-processor':
      return practical.expect.map((one) => documentWords(t, practical.config, one));
  }
}

function browserWords(t: Translate, one: BrowserExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>>, found = key) => ({
    expected: t(`run.practical.browser.${key}`, values),
    found: `browser.${found}`,
  });
  if ('shown' in one) return say('shown', { address: one.shown });
  if ('tabs' in one) return say('tabs', { list: quoted(t, one.tabs) });
  if ('bookmark' in one) {
    const place = one.folder === undefined ? 'bookmark' : 'bookmark-in';
    const { bookmark: address, title, folder = '' } = one;
    return title === undefined
      ? say(place, { address, folder }, 'bookmark')
      : say(`${place}-named`, { address, folder, title }, 'bookmark');
  }
  if ('cookiesGone' in one) return say('cookies-gone', { list: quoted(t, one.cookiesGone) });
  if ('cookiesKept' in one) return say('cookies-kept', { list: quoted(t, one.cookiesKept) });
  if ('thirdParties' in one) return say('third-parties', {});
  return say('rest', {});
}

function codeWords(t: Translate, one: CodeExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}, found = key) => ({
    expected: t(`run.practical.code.${key}`, values),
    found: `code.${found}`,
    list: codeFound,
  });
  if ('prints' in one) {
    const values = {
      text: quoted(t, linesIn(one.prints)),
      inputs: quoted(t, one.inputs),
      given: one.given.join(', '),
    };
    if (one.inputs.length > 0) return say('prints-inputs', values, 'prints');
    return values.given === '' ? say('prints', values) : say('prints-given', values, 'prints');
  }
  if ('call' in one) {
    const values = { call: one.call, gives: one.gives, given: one.given.join(', ') };
    if (one.told !== undefined) return { ...say('call', values), expected: one.told };
    return values.given === '' ? say('call', values) : say('call-given', values, 'call');
  }
  if ('solution' in one) return say('sound', { file: one.file });
  if ('kept' in one) return say(one.free || one.except ? 'rest' : 'kept', { file: one.kept }, 'kept');
  if ('uses' in one) return say('uses', { text: one.uses });
  if ('lacks' in one) return say('lacks', { text: one.lacks });
  if ('text' in one) return say('text', { file: one.text });
  return {
    expected: t('run.practical.code.page', { file: one.page, select: one.select, what: pageWords(t, one) }),
    found: 'code.page',
    list: codeFound,
  };
}

function pageWords(t: Translate, one: PageExpectation): string {
  const part = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    t(`run.practical.code.part.${key}`, values);
  const { count, says, leads, shows, named, width } = one;
  const list = (values: Readonly<Record<string, string>>, by: string) =>
    Object.entries(values)
      .map(([name, value]) => `${name}${by}${value}`)
      .join(', ');
  const styleWords = (style: Readonly<Record<string, string>>) => {
    const set = Object.entries(style).filter(([, value]) => value !== '');
    const left = Object.keys(style).filter((name) => style[name] === '');
    return [
      ...(set.length === 0 ? [] : [list(Object.fromEntries(set), ': ')]),
      ...(left.length === 0 ? [] : [part('style-left', { list: left.join(', ') })]),
    ].join(', ');
  };
  return [
    ...(count === undefined ? [] : [part('count', { count })]),
    ...(says === undefined ? [] : [part('says', { text: says })]),
    ...(one.attributes === undefined ? [] : [part('attributes', { list: list(one.attributes, '=') })]),
    ...(leads === undefined ? [] : [part('leads', { file: leads })]),
    ...(shows === undefined ? [] : [part('shows', { file: shows })]),
    ...(one.style === undefined ? [] : [styleWords(one.style)]),
    ...(one.style === undefined || width === USUAL_WIDTH ? [] : [part('width', { width: String(width) })]),
    ...(named === undefined ? [] : [part('named')]),
  ].join(', ');
}

const linesIn = (text: string) => text.trimEnd().split('\n');

/** What was found: words as they are, and why a program stopped in a sentence. */
function codeFound(t: Translate, found: readonly string[]): string {
  const trouble = found[0] === undefined ? null : troubleFound(found[0]);
  return trouble === null ? quoted(t, found) : troubleWords(t, trouble);
}

function fileWords(t: Translate, one: FileManagerExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>>, found: string) => ({
    expected: t(`run.practical.files.${key}`, values),
    found: `files.${found}`,
  });
  if ('folder' in one) {
    const key = one.only ? 'folder-only' : 'folder';
    return say(key, { folder: one.folder, list: quoted(t, one.holds.map(nameOf)) }, 'folder');
  }
  if ('archive' in one) {
    return say('archive', { archive: one.archive, list: quoted(t, one.holds.map(nameOf)) }, 'archive');
  }
  if ('path' in one) {
    if (one.from === undefined) return say('path', { path: one.path }, 'path');
    return say('path-from', { path: one.path, from: nameOf(one.from) }, 'path-from');
  }
  if ('kept' in one) return say('kept', { list: quoted(t, one.kept.map(nameOf)) }, 'kept');
  if ('gone' in one) return say('gone', { list: quoted(t, one.gone.map(nameOf)) }, 'gone');
  if ('selected' in one) return say('selected', { list: quoted(t, one.selected.map(nameOf)) }, 'selected');
  return say('rest', {}, 'kept');
}

function mailWords(t: Translate, config: MailboxConfig, one: MailboxExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>>, found = key) => ({
    expected: t(`run.practical.mail.${key}`, values),
    found: `mail.${found}`,
  });
  const subjects = (ids: readonly string[]) =>
    quoted(
      t,
      ids.map((id) => config.messages.find((message) => message.id === id)?.subject ?? id),
    );
  if ('folder' in one) {
    const standard = STANDARD_FOLDERS.some((name) => name === one.folder);
    const folder = standard ? t(`practical.mailbox.folder.${one.folder}`) : one.folder;
    return say(one.only ? 'folder-only' : 'folder', { folder, list: subjects(one.holds) }, 'folder');
  }
  if ('reported' in one) return say('reported', { list: subjects(one.reported) });
  if ('sorts' in one) return say('sorts', {});
  if ('rest' in one) return say('rest', {});
  if (one.sent === 'nothing') return { ...say('nothing', {}, 'sent'), list: letters };
  return { expected: letterWords(t, one.sent, subjects), found: 'mail.sent', list: letters };
}

function pictureWords(t: Translate, config: PictureConfig, one: PictureExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list?: typeof quoted) => ({
    expected: t(`run.practical.picture.${key}`, values),
    found: `picture.${key.replace(/-only$/, '')}`,
    ...(list ? { list } : {}),
  });
  const plain: typeof quoted = (_, found) => found.join(', ');
  /** What went wrong, each a sentence. */
  const troubles: typeof quoted = (_, found) =>
    found.map((name) => t(`run.practical.picture.trouble.${name}`)).join(' ');
  if ('upright' in one) return say('upright');
  if ('holds' in one) return say('frame', {}, troubles);
  if ('width' in one) {
    const { width, height } = one;
    return height === undefined
      ? say('width-only', { width: String(width) }, plain)
      : say('width', { width: String(width), height: String(height) }, plain);
  }
  if ('looks' in one) {
    const names = one.looks.map((id) => config.layers.find((layer) => layer.id === id)?.name ?? id);
    return say('looks', { list: quoted(t, names) });
  }
  if ('levels' in one) return say('levels', { percent: String(one.levels).replace('.', ',') }, troubles);
  if ('details' in one) return say('details');
  if ('file' in one) {
    const { format, under, gap } = one.file;
    const formats = format.map((name) => t(`practical.picture-editor.format.${name}`));
    const size = String(under / 1000).replace('.', ',');
    return say('file', { formats: quoted(t, formats), size, gap: String(gap).replace('.', ',') }, troubles);
  }
  return say('rest', {}, (_, found) =>
    found.map((name) => t(`run.practical.picture.part.${name}`)).join(', '),
  );
}

function sheetWords(t: Translate, one: SpreadsheetExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>>, found = key) => ({
    expected: t(`run.practical.sheet.${key}`, values),
    found: `sheet.${found}`,
  });
  if ('cell' in one) return say('cell', { cell: one.cell, value: frenchNumber(one.is) });
  if ('formula' in one) return say('formula', { cells: one.in, formula: one.formula });
  if ('sorted' in one) return say(`sorted-${one.order}`, { column: one.sorted }, 'sorted');
  if ('shown' in one)
    return say('shown', { column: one.shown, list: quoted(t, one.values.map(frenchNumber)) });
  return say('rest', {});
}

function documentWords(t: Translate, config: WordProcessorConfig, one: WordExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>>, found = key) => ({
    expected: t(`run.practical.word.${key}`, values),
    found: `word.${found}`,
  });
  const startOf = (id: string) =>
    shortened(textOf(config.blocks.find((block) => block.id === id) ?? { runs: [] })) || '¶';
  const starts = (ids: readonly string[]) => [...new Set(ids.map(startOf))];
  const styleName = (name: string) => t(`practical.word-processor.style.${name}`);
  if ('paragraph' in one || 'paragraphs' in one) {
    const list = quoted(t, starts('paragraph' in one ? [one.paragraph] : one.paragraphs));
    return say('paragraph', { list, what: askedWords(t, one).join(', ') });
  }
  if ('order' in one) return say('order', { list: quoted(t, starts(one.order)) });
  if ('added' in one) {
    const [after = ''] = starts([one.after]);
    const { added, style } = one;
    return style === undefined
      ? say('added', { after, text: added })
      : say('added-style', { after, text: added, style: styleName(style) }, 'added');
  }
  if ('gone' in one) return say('gone', { list: quoted(t, starts(one.gone)) });
  if ('replaced' in one)
    return say('replaced', { list: one.replaced.map((each) => replacementWords(t, each)).join(', ') });
  if ('ignored' in one) return say('ignored', { list: quoted(t, one.ignored) });
  if ('styled' in one) {
    const { size, color } = one;
    const what = [
      ...(size === undefined ? [] : [t('run.practical.word.part.size', { size })]),
      ...(color === undefined
        ? []
        : [t('run.practical.word.styled-color', { color: t(`practical.word-processor.color.${color}`) })]),
    ];
    return say('styled', { style: styleName(one.styled), what: what.join(', ') });
  }
  if ('contents' in one) return say('contents', {});
  if ('header' in one) return say('header', { text: one.header });
  if ('pageNumbers' in one) return say('page-numbers', {});
  if ('numbered' in one) return say('numbered', {});
  if ('accept' in one) {
    const names = (ids: readonly string[]) => {
      const found = config.changes.filter(({ id }) => ids.includes(id));
      if (found.length === 0) return t('run.practical.word.nobody');
      return quoted(
        t,
        found.map((each) => each.new || each.old),
      );
    };
    return say('decided', { accepted: names(one.accept), rejected: names(one.reject) });
  }
  if ('noted' in one) {
    const { on, says } = one;
    return says.length === 0
      ? say('noted', { on })
      : say('noted-says', { on, list: quoted(t, says) }, 'noted');
  }
  return say('rest', {});
}

function askedWords(t: Translate, one: Omit<AskedOfParagraphs, 'paragraphs'>): string[] {
  const part = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    t(`run.practical.word.part.${key}`, values);
  const { style, align, list, level, page, text, size, space = {} } = one;
  const looks = (['bold', 'italic', 'underline'] as const).flatMap((look) => {
    const wanted = one[look];
    if (wanted === undefined) return [];
    if (typeof wanted === 'string') return [part(look, { words: quoted(t, [wanted]) })];
    return [part(`${look}-${wanted ? 'all' : 'none'}`)];
  });
  return [
    ...(style === undefined ? [] : [part('style', { style: t(`practical.word-processor.style.${style}`) })]),
    ...(align === undefined ? [] : [part(`align-${align}`)]),
    ...(list === undefined ? [] : [part(`list-${list}`)]),
    ...(level === undefined ? [] : [part('level', { level: level + 1 })]),
    ...(page === undefined ? [] : [part(page ? 'page' : 'page-none')]),
    ...(text === undefined ? [] : [part('text', { text: shortened(text, 160) })]),
    ...looks,
    ...(size === undefined ? [] : [part('size', { size })]),
    ...(['before', 'after', 'line', 'first'] as const).flatMap((name) => {
      const value = space[name];
      return value === undefined ? [] : [part(`space-${name}`, { value: frenchNumber(value) })];
    }),
  ];
}

function replacementWords(t: Translate, { find, by, whole, case: isCase }: Replacement): string {
  const key = [whole ? 'whole' : '', isCase ? 'case' : ''].filter(Boolean).join('-') || 'one';
  const named = (text: string) => {
    if (text.trim() !== '') return t('run.practical.quoted', { name: text });
    if (text === '') return t('run.practical.word.replaced-nothing');
    return t('run.practical.word.replaced-spaces', { count: text.length });
  };
  return t(`run.practical.word.replaced-${key}`, { find: named(find), by: named(by) });
}

function shortened(text: string, most = 44): string {
  return text.length > most ? `${text.slice(0, most - 2).trim()}…` : text;
}

function letterWords(
  t: Translate,
  { how = 'new', of, subject, says, files, ...people }: ExpectedLetter,
  subjects: (ids: readonly string[]) => string,
): string {
  return [
    t(`run.practical.mail.${how}${of === undefined ? '' : '-of'}`, { subject: subjects(of ? [of] : []) }),
    ...(['to', 'cc', 'bcc'] as const).flatMap((field) =>
      people[field].length === 0
        ? []
        : [t(`run.practical.mail.part.${field}`, { list: people[field].join(', ') })],
    ),
    ...(subject ? [t('run.practical.mail.part.subject', { list: quoted(t, subject.slice(0, 1)) })] : []),
    ...(says.length > 0 ? [t('run.practical.mail.says', { list: quoted(t, says) })] : []),
    ...(files.length > 0 ? [t('run.practical.mail.part.files', { list: files.join(', ') })] : []),
  ].join(' ');
}

/** The letters sent, from what their verdict says of them. */
function letters(t: Translate, found: readonly string[]): string {
  return found
    .map((one) => {
      const part = LETTER_PARTS.find((name) => one.startsWith(`${name} `)) ?? 'subject';
      return t(`run.practical.mail.part.${part}`, { list: one.slice(part.length + 1) });
    })
    .join(' ');
}

/** A long list is cut: a page is read, not counted. */
const MOST_NAMED = 12;

function quoted(t: Translate, names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => t('run.practical.quoted', { name }));
  return [...shown, ...(names.length > MOST_NAMED ? ['…'] : [])].join(', ');
}

/** Why a program or a page cannot be read or run, and where. */
export function troubleWords(t: Translate, { code, line, values }: Trouble): string {
  const named = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      ['left', 'right', 'type'].includes(key) ? t(`practical.code-editor.kind.${value}`) : value,
    ]),
  );
  const why = t(`practical.code-editor.trouble.${code}`, named);
  return line > 0 ? t('practical.code-editor.at-line', { line, why }) : why;
}
