import { nameOf, slideName } from '../engine/practicals/slides.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ExpectedBlock, SlidesConfig, SlidesExpectation } from '../referential/practicals/slides.ts';
import { MASTER } from '../referential/practicals/slides-deck.ts';
import { type Listed, quoted, type Words } from './practical-words.ts';

/** How a slide show had to be left, in words. */
export function slidesWords(t: Translate, config: SlidesConfig, one: SlidesExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list?: Listed) => ({
    expected: t(`run.practical.slides.${key}`, values),
    found: `slides.${key}`,
    list: list ?? names,
  });
  /** What has no words of its own is called by what it is. */
  const named = (name: string) => {
    const [what = '', which = ''] = name.split(' ');
    if (what === 'kind') return t(`practical.slides.kind.${which}`);
    if (what === 'part') return t(`run.practical.slides.part.${which}`);
    return what === 'slide' ? t('run.practical.slides.part.slide') : name;
  };
  const names: Listed = (_, found) => quoted(t, found.map(named));
  const troubles: Listed = (_, found) =>
    found.map((name) => t(`run.practical.slides.trouble.${name}`)).join(' ');
  const plain: Listed = (_, found) => found.join(', ');
  const blocks = (ids: readonly string[]) =>
    names(
      t,
      ids.map((id) => nameOf(config, config.deck, id)),
    );
  const slides = (ids: readonly string[]) =>
    names(
      t,
      ids.map((id) => (id === MASTER ? `part ${MASTER}` : slideName(config, config.deck, id))),
    );
  if ('block' in one) {
    const what = askedOf(t, config, one).join(' ');
    return say('block', { name: blocks([one.block]), what }, troubles);
  }
  if ('lines' in one) return say('lines', { list: quoted(t, one.keep) }, troubles);
  if ('aligned' in one) {
    const by = t(`practical.slides.align.${one.by}`).toLowerCase();
    return say('aligned', { list: blocks(one.aligned), by }, plain);
  }
  if ('spread' in one) return say(`spread-${one.by}`, { list: blocks(one.spread) }, plain);
  if ('near' in one) return say('near', { list: blocks(one.near), within: figure(one.within) }, troubles);
  if ('grouped' in one) return say('grouped', { list: blocks(one.grouped) });
  if ('biggest' in one) return say('biggest', { name: blocks([one.biggest]) });
  if ('tidy' in one) return say('tidy');
  if ('everywhere' in one) {
    const shown = ({ picture, text }: { picture?: string | undefined; text?: string | undefined }) =>
      quoted(t, [
        ...(picture === undefined ? [] : [config.pictures[picture]?.name ?? picture]),
        ...(text === undefined ? [] : [text]),
      ]);
    return say('everywhere', { list: shown(one.everywhere), gone: shown(one.nowhere) }, troubles);
  }
  if ('ground' in one) return say('ground', { slide: slides([one.ground]) });
  if ('reads' in one) return say('reads', { list: blocks(one.reads) });
  if ('page' in one) {
    const [width, height] = one.page;
    const values = { width: figure(width), height: figure(height), bleed: figure(one.bleed) };
    return say('page', values, plain);
  }
  if ('order' in one) return say('order', { list: slides(one.order) });
  if ('hidden' in one)
    return one.hidden.length === 0 ? say('hidden-none') : say('hidden', { list: slides(one.hidden) });
  if ('gone' in one) return say('gone', { list: blocks(one.gone) });
  if ('notes' in one) {
    const words = typeof one.says === 'string' ? [one.says] : one.says;
    return say('notes', { slide: slides([one.notes]), list: quoted(t, words) });
  }
  const choices =
    (what: string): Listed =>
    (_, found) =>
      quoted(
        t,
        found.map((name) => t(`practical.slides.${what}.${name}`)),
      );
  if ('transition' in one) {
    const list = choices('transition');
    return say('transition', { slide: slides([one.transition]), is: list(t, [one.is]) }, list);
  }
  if ('layout' in one) {
    const list = choices('layout');
    return say('layout', { slide: slides([one.layout]), is: list(t, [one.is]) }, list);
  }
  return say('rest');
}

/** No text is ever larger: nothing is said of that end. */
const LARGEST = 300;
const figure = (value: number) => String(value).replace('.', ',').replace('-', '−');

function askedOf(t: Translate, config: SlidesConfig, one: ExpectedBlock): string[] {
  const part = (key: string, values: Readonly<Record<string, string>> = {}) =>
    t(`run.practical.slides.part.${key}`, values);
  const words = (given: string | readonly string[]) => quoted(t, typeof given === 'string' ? [given] : given);
  const { size, bold, contrast, most, fits, plain, says, picture, inside, covers, alt, decorative } = one;
  const place = ([x, y, w, h]: readonly [number, number, number, number]) => ({
    ...{ x: figure(x), y: figure(y), w: figure(w), h: figure(h) },
  });
  return [
    ...(size === undefined
      ? []
      : [part(size[1] < LARGEST ? 'size' : 'size-least', { from: figure(size[0]), to: figure(size[1]) })]),
    ...(bold === undefined ? [] : [part(bold ? 'bold' : 'not-bold')]),
    ...(contrast === undefined
      ? []
      : [contrast === 'reads' ? part('contrast-reads') : part('contrast', { ratio: figure(contrast) })]),
    ...(most === undefined ? [] : [part('most', { ratio: figure(most) })]),
    ...(fits === undefined ? [] : [part('fits')]),
    ...(plain === undefined ? [] : [part('plain')]),
    ...(says === undefined ? [] : [part('says', { list: words(says) })]),
    ...(picture === undefined ? [] : [part('picture', { name: config.pictures[picture]?.name ?? picture })]),
    ...(inside === undefined ? [] : [part('inside', place(inside))]),
    ...(covers === undefined ? [] : [part('covers', place(covers))]),
    ...(alt === undefined ? [] : [part('alt', { list: words(alt) })]),
    ...(decorative === undefined ? [] : [part(decorative ? 'decorative' : 'not-decorative')]),
  ];
}
