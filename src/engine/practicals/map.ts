import { z } from 'zod';
import { spotOf } from '../../referential/practicals/map.ts';
import {
  type Camera,
  distance,
  films,
  filmsArea,
  type Point,
  segmentsOf,
} from '../../referential/practicals/map-geometry.ts';
import type { ExpectedMark, MapConfig, MapExpectation } from '../../referential/practicals/map-shape.ts';
import type { Component, Verdict } from './component.ts';
import { folded } from './folded.ts';

const id = z.string().max(60);
/** Cameras turn by so many degrees at a time. */
const TURN = 15;

const metres = z.number().min(-5000).max(10_000);
const mark = z.strictObject({
  category: z.string().max(120),
  at: z.tuple([metres, metres]),
  values: z.record(id, z.string().max(300)).refine((values) => Object.keys(values).length <= 5),
});

/** `marks`: those changed, added or, null, taken away, by their id; `cameras`: those turned or switched. */
export const reachedMap = z.strictObject({
  layers: z.array(id).max(8),
  marks: z.record(id, mark.nullable()).refine((marks) => Object.keys(marks).length <= 40),
  cameras: z
    .record(id, z.strictObject({ angle: z.number().min(0).max(345).multipleOf(TURN), on: z.boolean() }))
    .refine((cameras) => Object.keys(cameras).length <= 12),
  settings: z.record(id, z.string().max(120)).refine((settings) => Object.keys(settings).length <= 5),
  way: z.tuple([id, id]),
});

export type ReachedMap = z.infer<typeof reachedMap>;
type Mark = z.infer<typeof mark>;

export const map: Component<MapConfig, MapExpectation, ReachedMap> = {
  reached: reachedMap,
  initial: ({ layers }) => ({
    layers: layers.flatMap((layer) => (layer.shown ? [layer.id] : [])),
    marks: {},
    cameras: {},
    settings: {},
    way: ['', ''],
  }),
  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),
  solve: (config, expected) =>
    expected.reduce<ReachedMap>((state, one) => bring(config, expected, state, one), map.initial(config)),
};

function verdict(
  config: MapConfig,
  all: readonly MapExpectation[],
  one: MapExpectation,
  reached: ReachedMap,
): Verdict {
  if ('mark' in one) {
    const { of } = one.mark;
    const now = of === undefined ? null : markNow(config, reached, of);
    const near = of === undefined ? addedTo(config, reached) : now === null ? [] : [now];
    const [closest] = near
      .map((each) => troubles(config, one.mark, each))
      .sort((a, b) => a.length - b.length);
    return { right: closest?.length === 0, found: closest ?? [] };
  }
  if ('gone' in one) {
    const left = one.gone.flatMap((each) => markNow(config, reached, each)?.category ?? []);
    return { right: left.length === 0, found: left };
  }
  if ('shown' in one) {
    const right =
      reached.layers.length === one.shown.length && one.shown.every((each) => reached.layers.includes(each));
    return {
      right,
      found: config.layers.flatMap((layer) => (reached.layers.includes(layer.id) ? [layer.name] : [])),
    };
  }
  if ('filmed' in one || 'unfilmed' in one) {
    const wanted = 'filmed' in one;
    const targets = wanted ? one.filmed : one.unfilmed;
    const wrong = targets.filter((target) => isFilmed(config, reached, target) !== wanted);
    return { right: wrong.length === 0, found: wrong.map((target) => nameOf(config, target)) };
  }
  if ('setting' in one) {
    const chosen = settingNow(config, reached, one.setting);
    return { right: one.is.includes(chosen), found: [chosen] };
  }
  if ('way' in one) {
    const right = one.way.every((end, rank) => reached.way[rank] === end);
    return { right, found: reached.way.every((end) => end !== '') ? reached.way.map(namedIn(config)) : [] };
  }
  return restOf(config, all, reached);
}

function restOf(config: MapConfig, all: readonly MapExpectation[], reached: ReachedMap): Verdict {
  const free = all.flatMap((one) => {
    if ('mark' in one && one.mark.of !== undefined) return [one.mark.of];
    return 'gone' in one ? one.gone : [];
  });
  const asked = all.filter((one) => 'mark' in one && one.mark.of === undefined).length;
  const changed = (config.marks?.list ?? []).flatMap((first) => {
    const now = markNow(config, reached, first.id);
    return free.includes(first.id) || (now !== null && isSame(now, first)) ? [] : [first.category];
  });
  changed.push(
    ...addedTo(config, reached)
      .slice(asked)
      .map(({ category }) => category),
  );
  const judged = all.some((one) => 'filmed' in one || 'unfilmed' in one);
  for (const camera of judged ? [] : config.cameras) {
    const now = cameraNow(reached, camera);
    if (now.angle !== camera.angle || now.on !== camera.on) changed.push(camera.name);
  }
  const chosen = all.flatMap((one) => ('setting' in one ? [one.setting] : []));
  for (const setting of config.settings)
    if (!chosen.includes(setting.id) && settingNow(config, reached, setting.id) !== setting.value)
      changed.push(setting.label);
  return { right: changed.length === 0, found: changed.slice(0, 6) };
}

function isSame(now: Mark, first: Mark): boolean {
  const names = [...new Set([...Object.keys(now.values), ...Object.keys(first.values)])];
  return (
    now.category === first.category &&
    distance(now.at, first.at) < 1 &&
    names.every((name) => (now.values[name] ?? '') === (first.values[name] ?? ''))
  );
}

function markNow(config: MapConfig, reached: ReachedMap, name: string): Mark | null {
  const first = config.marks?.list.find((one) => one.id === name);
  if (first?.fixed) return first;
  return Object.hasOwn(reached.marks, name) ? (reached.marks[name] ?? null) : (first ?? null);
}

function addedTo(config: MapConfig, reached: ReachedMap): Mark[] {
  return Object.entries(reached.marks).flatMap(([name, now]) =>
    now === null || config.marks?.list.some((one) => one.id === name) ? [] : [now],
  );
}

function settingNow(config: MapConfig, reached: ReachedMap, name: string): string {
  const first = config.settings.find((one) => one.id === name)?.value ?? '';
  return Object.hasOwn(reached.settings, name) ? (reached.settings[name] ?? first) : first;
}

function cameraNow<C extends Camera & { readonly id: string; readonly on: boolean }>(
  reached: ReachedMap,
  camera: C,
): C {
  return Object.hasOwn(reached.cameras, camera.id) ? { ...camera, ...reached.cameras[camera.id] } : camera;
}

function isFilmed(config: MapConfig, reached: ReachedMap, target: string): boolean {
  const walls = config.walls.flatMap(segmentsOf);
  return config.cameras.some((first) => {
    const camera = cameraNow(reached, first);
    return camera.on && sees(config, camera, walls, target);
  });
}

function sees(
  config: MapConfig,
  camera: Camera,
  walls: readonly (readonly [Point, Point])[],
  target: string,
): boolean {
  const place = config.places.find((one) => one.id === target);
  if (place) return films(camera, walls, place.at);
  const area = config.areas.find((one) => one.id === target);
  return area !== undefined && filmsArea(camera, walls, area.polygon);
}

function nameOf(config: MapConfig, target: string): string {
  const found = [...config.places, ...config.areas].find((one) => one.id === target);
  return found?.name || target;
}

function namedIn(config: MapConfig) {
  return (target: string) => nameOf(config, target);
}

/** The parts of a mark that are not as expected, by name: `at`, `category`, or the label of a field. */
function troubles(config: MapConfig, wanted: ExpectedMark, now: Mark): string[] {
  const spot = spotOf(config, wanted);
  const far = spot === null || distance(spot, now.at) > wanted.within;
  const fields = Object.entries(wanted.values ?? {}).flatMap(([name, value]) => {
    const field = config.marks?.fields.find((one) => one.id === name);
    const given = now.values[name] ?? '';
    const right = field?.options ? given === value : folded(given).includes(folded(value));
    return right ? [] : [`field:${field?.label ?? name}`];
  });
  return [
    ...(far ? ['at'] : []),
    ...(wanted.category === undefined || now.category === wanted.category ? [] : ['category']),
    ...fields,
  ];
}

function bring(
  config: MapConfig,
  all: readonly MapExpectation[],
  state: ReachedMap,
  one: MapExpectation,
): ReachedMap {
  if ('mark' in one) {
    const { of, category, values = {} } = one.mark;
    const first = of === undefined ? null : markNow(config, state, of);
    const [x, y] = spotOf(config, one.mark) ?? [0, 0];
    const made: Mark = {
      category: category ?? first?.category ?? config.marks?.categories[0] ?? '',
      at: [x, y],
      values: { ...first?.values, ...values },
    };
    const name = of ?? `n${Object.keys(state.marks).length + 1}`;
    return { ...state, marks: { ...state.marks, [name]: made } };
  }
  if ('gone' in one)
    return {
      ...state,
      marks: { ...state.marks, ...Object.fromEntries(one.gone.map((each) => [each, null])) },
    };
  if ('shown' in one) return { ...state, layers: [...one.shown] };
  if ('filmed' in one) return { ...state, cameras: aimed(config, all) };
  if ('unfilmed' in one)
    return Object.keys(state.cameras).length > 0 ? state : { ...state, cameras: aimed(config, all) };
  if ('setting' in one) return { ...state, settings: { ...state.settings, [one.setting]: one.is[0] ?? '' } };
  if ('way' in one) return { ...state, way: [...one.way] };
  return state;
}

/** Cameras turned to what must be filmed and away from the rest, those with the least choice first; off if of no use. */
function aimed(config: MapConfig, all: readonly MapExpectation[]): ReachedMap['cameras'] {
  const wanted = all.flatMap((one) => ('filmed' in one ? one.filmed : []));
  const refused = all.flatMap((one) => ('unfilmed' in one ? one.unfilmed : []));
  const walls = config.walls.flatMap(segmentsOf);
  const angles = Array.from({ length: 360 / TURN }, (_, rank) => rank * TURN);
  const ways = config.cameras.map(({ id: name, ...camera }) => ({
    name,
    angle: camera.angle,
    views: angles.flatMap((angle) => {
      const now = { ...camera, angle };
      if (refused.some((target) => sees(config, now, walls, target))) return [];
      return [{ angle, targets: wanted.filter((target) => sees(config, now, walls, target)) }];
    }),
  }));
  const choiceOf = ({ views }: (typeof ways)[number]) =>
    new Set(views.flatMap(({ targets }) => targets)).size;
  const missing = new Set(wanted);
  const turned = ways
    .sort((a, b) => choiceOf(a) - choiceOf(b))
    .map(({ name, angle, views }) => {
      const useOf = ({ targets }: { readonly targets: readonly string[] }) =>
        targets.filter((target) => missing.has(target)).length;
      const [best] = views.sort((a, b) => useOf(b) - useOf(a));
      const on = best !== undefined && useOf(best) > 0;
      for (const target of on ? best.targets : []) missing.delete(target);
      return [name, { angle: on ? best.angle : angle, on }];
    });
  return Object.fromEntries(turned);
}
