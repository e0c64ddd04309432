import { troubleFound } from '../engine/practicals/code-editor.ts';
import type { Translate } from '../i18n/translate.ts';
import {
  type CodeConfig,
  type CodeExpectation,
  type PageExpectation,
  USUAL_WIDTH,
} from '../referential/practicals/code-editor.ts';
import type { Trouble } from '../referential/practicals/code-tokens.ts';
import { quoted, type Words } from './practical-words.ts';

/** What programs and pages had to do and to hold, in words. */
export function codeWords(t: Translate, _: CodeConfig, one: CodeExpectation): Words {
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

/** Why a program or a page cannot be read or run, and where. */
function troubleWords(t: Translate, { code, line, values }: Trouble): string {
  const named = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      ['left', 'right', 'type'].includes(key) ? t(`practical.code-editor.kind.${value}`) : value,
    ]),
  );
  const why = t(`practical.code-editor.trouble.${code}`, named);
  return line > 0 ? t('practical.code-editor.at-line', { line, why }) : why;
}
