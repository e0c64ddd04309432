import type { Translate } from '../i18n/translate.ts';
import type { PictureConfig, PictureExpectation } from '../referential/practicals/picture-editor.ts';
import { type Listed, quoted, type Words } from './practical-words.ts';

/** How a picture had to be left, in words. */
export function pictureWords(t: Translate, config: PictureConfig, one: PictureExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list?: Listed) => ({
    expected: t(`run.practical.picture.${key}`, values),
    found: `picture.${key.replace(/-only$/, '')}`,
    ...(list ? { list } : {}),
  });
  const plain: Listed = (_, found) => found.join(', ');
  /** What went wrong, each a sentence. */
  const troubles: Listed = (_, found) =>
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
