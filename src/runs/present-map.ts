import type { Translate } from '../i18n/translate.ts';
import { spotOf } from '../referential/practicals/map.ts';
import { degreesOf, type Point } from '../referential/practicals/map-geometry.ts';
import type { ExpectedMark, MapConfig, MapExpectation } from '../referential/practicals/map-shape.ts';
import { type Listed, quoted, type Words } from './practical-words.ts';

/** How a map had to be left, in words. */
export function mapWords(t: Translate, config: MapConfig, one: MapExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list?: Listed) => ({
    expected: t(`run.practical.carte.${key}`, values),
    found: `carte.${key}`,
    ...(list ? { list } : {}),
  });
  const named = (ids: readonly string[]) =>
    quoted(
      t,
      ids.map((id) => [...config.places, ...config.areas].find((each) => each.id === id)?.name || id),
    );
  if ('mark' in one) {
    const { mark } = one;
    const key = mark.of === undefined ? 'mark' : 'mark-of';
    return say(key, { what: partsOf(t, config, mark).join(' ') }, (_, found) =>
      found.map((trouble) => troubleWords(t, trouble)).join(' '),
    );
  }
  if ('gone' in one) {
    const gone = config.marks?.list.filter(({ id }) => one.gone.includes(id)) ?? [];
    return say('gone', {
      list: quoted(
        t,
        gone.map(({ category }) => category),
      ),
    });
  }
  if ('shown' in one) {
    const shown = config.layers.filter(({ id }) => one.shown.includes(id)).map(({ name }) => name);
    return say(shown.length === 0 ? 'shown-none' : 'shown', { list: quoted(t, shown) });
  }
  if ('filmed' in one) return say('filmed', { list: named(one.filmed) });
  if ('unfilmed' in one) return say('unfilmed', { list: named(one.unfilmed) });
  if ('setting' in one) {
    const label = config.settings.find(({ id }) => id === one.setting)?.label ?? one.setting;
    return say('setting', { label, list: one.is.map((option) => quoted(t, [option])).join(', ') });
  }
  if ('way' in one) return say('way', { from: named([one.way[0]]), to: named([one.way[1]]) });
  return say('rest');
}

function partsOf(t: Translate, config: MapConfig, mark: ExpectedMark): string[] {
  const part = (key: string, values: Readonly<Record<string, string>>) =>
    t(`run.practical.carte.part.${key}`, values);
  const fields = Object.entries(mark.values ?? {}).map(([name, value]) =>
    part('field', {
      label: config.marks?.fields.find(({ id }) => id === name)?.label ?? name,
      value: quoted(t, [value]),
    }),
  );
  return [
    whereWords(config, mark, part),
    ...(mark.category === undefined ? [] : [part('category', { category: quoted(t, [mark.category]) })]),
    ...fields,
  ];
}

function whereWords(
  config: MapConfig,
  mark: ExpectedMark,
  part: (key: string, values: Readonly<Record<string, string>>) => string,
): string {
  const placeName = (id: string | undefined) => config.places.find((one) => one.id === id)?.name ?? '';
  if (mark.crossing !== undefined) {
    const streets = mark.crossing.join(', ');
    return mark.by === undefined
      ? part('crossing', { streets })
      : part('crossing-by', { streets, place: placeName(mark.by) });
  }
  if (mark.place !== undefined) return part('place', { place: placeName(mark.place) });
  return part('at', { at: coordinates(config, spotOf(config, mark) ?? [0, 0]) });
}

function coordinates({ coordinates: how, origin }: MapConfig, at: Point): string {
  if (how === 'degrees')
    return degreesOf(origin, at)
      .map((one) => one.toFixed(5))
      .join(', ');
  return at.map((one) => String(Math.round(one))).join(', ');
}

function troubleWords(t: Translate, trouble: string): string {
  return trouble.startsWith('field:')
    ? t('run.practical.carte.trouble.field', { label: trouble.slice('field:'.length) })
    : t(`run.practical.carte.trouble.${trouble}`);
}
