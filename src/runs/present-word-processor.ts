import { textOf } from '../engine/practicals/word-document.ts';
import type { Translate } from '../i18n/translate.ts';
import { frenchNumber } from '../referential/practicals/spreadsheet.ts';
import type {
  AskedOfParagraphs,
  Replacement,
  WordExpectation,
  WordProcessorConfig,
} from '../referential/practicals/word-processor.ts';
import { quoted, type Words } from './practical-words.ts';

/** How a document had to be left, in words. */
export function documentWords(t: Translate, config: WordProcessorConfig, one: WordExpectation): Words {
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
