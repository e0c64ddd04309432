import type { Prepare } from './component.ts';
import { crossingsOf, distance, isInside, type Point, wayBetween } from './map-geometry.ts';
import type { AuthoredMap, ExpectedMark, MapConfig, MapExpectation } from './map-shape.ts';

/** The map as the page gets it: turned over as its author asks, surfaces as corners; nothing of what is expected. */
export const prepareMap: Prepare<AuthoredMap, MapExpectation, MapConfig> = (
  authored,
  expected,
  { fault },
) => {
  const config = turned(authored);
  checkParts(config, fault);
  expected.forEach((one, rank) => {
    checkExpected(config, one, (message) => fault(message, ['expect', rank]));
  });
  return config;
};

/** Where a point of the author's is once the map is turned over. */
export function turnedPoint(
  { size: [wide, tall], mirror }: Pick<MapConfig, 'size' | 'mirror'>,
  [x, y]: Point,
) {
  const across = mirror === 'x' || mirror === 'both';
  const down = mirror === 'y' || mirror === 'both';
  return [across ? wide - x : x, down ? tall - y : y] as [number, number];
}

/** The crossing of these streets; of several, the nearest to a place, if one is named. Null when there is none. */
export function crossingOf(config: MapConfig, names: readonly string[], by?: string): Point | null {
  const found = crossingsOf(config.streets).filter(({ streets }) =>
    names.every((name) => streets.includes(name)),
  );
  const near = by === undefined ? undefined : config.places.find((place) => place.id === by)?.at;
  if (near) found.sort((a, b) => distance(a.at, near) - distance(b.at, near));
  return found[0]?.at ?? null;
}

/** Where an expected mark must be, on the map as it is shown. */
export function spotOf(config: MapConfig, { place, crossing, by, at }: ExpectedMark): Point | null {
  if (at !== undefined) return turnedPoint(config, at);
  if (crossing !== undefined) return crossingOf(config, crossing, by);
  return config.places.find((one) => one.id === place)?.at ?? null;
}

function turned({ marks, ...authored }: AuthoredMap): MapConfig {
  const turn = (at: Point) => turnedPoint(authored, at);
  const { mirror } = authored;
  const angleOf = (angle: number) => {
    const across = mirror === 'x' || mirror === 'both' ? -angle : angle;
    const down = mirror === 'y' || mirror === 'both' ? 180 - across : across;
    return ((down % 360) + 360) % 360;
  };
  return {
    ...authored,
    streets: authored.streets.map((street) => ({ ...street, path: street.path.map(turn) })),
    areas: authored.areas.map(({ rect, polygon, ...area }) => ({
      ...area,
      polygon: (rect === undefined ? (polygon ?? []) : cornersOf(rect)).map(turn),
    })),
    places: authored.places.map((place) => ({ ...place, at: turn(place.at) })),
    walls: authored.walls.map((wall) => wall.map(turn)),
    marks: marks ? { ...marks, list: marks.list.map((mark) => ({ ...mark, at: turn(mark.at) })) } : null,
    cameras: authored.cameras.map((one) => ({ ...one, at: turn(one.at), angle: angleOf(one.angle) })),
  };
}

function cornersOf([x, y, wide, tall]: readonly [number, number, number, number]): [number, number][] {
  return [
    [x, y],
    [x + wide, y],
    [x + wide, y + tall],
    [x, y + tall],
  ];
}

type Fault = Parameters<Prepare<AuthoredMap, MapExpectation, MapConfig>>[2]['fault'];

function checkParts(config: MapConfig, fault: Fault): void {
  const { size, layers, places, areas, marks, cameras, settings } = config;
  const sheet: Point[] = cornersOf([0, 0, size[0], size[1]]);
  const inSight = (at: Point, path: readonly PropertyKey[]) => {
    const edge = at[0] === 0 || at[1] === 0 || at[0] === size[0] || at[1] === size[1];
    if (!edge && !isInside(sheet, at)) fault(`le point ${at.join(', ')} est hors de la carte.`, path);
  };
  const once = (ids: readonly string[], path: readonly PropertyKey[]) => {
    const twice = ids.find((one, rank) => ids.indexOf(one) !== rank);
    if (twice !== undefined) fault(`« ${twice} » est donné deux fois.`, path);
  };
  const areaIds = areas.flatMap((area) => area.id ?? []);
  once(
    [...places.map((one) => one.id), ...areaIds, ...cameras.map((one) => one.id)],
    ['practical', 'places'],
  );
  once(
    config.streets.map(({ name }) => name),
    ['practical', 'streets'],
  );
  places.forEach((place, rank) => {
    const path = ['practical', 'places', rank];
    inSight(place.at, path);
    if (place.layer !== undefined && !layers.some((layer) => layer.id === place.layer))
      fault(`pas de couche « ${place.layer} ».`, path);
  });
  cameras.forEach((camera, rank) => {
    inSight(camera.at, ['practical', 'cameras', rank]);
  });
  settings.forEach(({ options, value }, rank) => {
    if (!options.includes(value))
      fault(`« ${value} » n'est pas dans « options ».`, ['practical', 'settings', rank]);
  });
  once(
    (marks?.list ?? []).map((one) => one.id),
    ['practical', 'marks'],
  );
  (marks?.list ?? []).forEach((mark, rank) => {
    const path = ['practical', 'marks', 'list', rank];
    inSight(mark.at, path);
    checkMark(config, mark.category, mark.values, (message) => fault(message, path));
  });
}

function checkMark(
  { marks }: MapConfig,
  category: string | undefined,
  values: Readonly<Record<string, string>>,
  fault: (message: string) => void,
): void {
  if (category !== undefined && !marks?.categories.includes(category))
    fault(`pas de catégorie « ${category} ».`);
  for (const [id, value] of Object.entries(values)) {
    const field = marks?.fields.find((one) => one.id === id);
    if (!field) fault(`pas de champ « ${id} ».`);
    else if (field.options && !field.options.includes(value))
      fault(`« ${value} » n'est pas un choix de « ${field.label} ».`);
  }
}

function checkExpected(config: MapConfig, one: MapExpectation, fault: (message: string) => void): void {
  if ('mark' in one) {
    const { mark } = one;
    if (!config.marks) fault('« mark » demande « marks ».');
    if (spotOf(config, mark) === null)
      fault(`« ${mark.crossing?.join(' / ') ?? mark.place} » n'est pas sur la carte.`);
    const same = mark.crossing ? crossingsOf(config.streets).filter(meets(mark.crossing)) : [];
    if (same.length > 1 && mark.by === undefined)
      fault('ces rues se croisent deux fois : « by » dit près de quel lieu.');
    if (mark.by !== undefined && !config.places.some(({ id }) => id === mark.by))
      fault(`pas de lieu « ${mark.by} ».`);
    checkMark(config, mark.category, mark.values ?? {}, fault);
  }
  const markIds = (config.marks?.list ?? []).filter(({ fixed }) => !fixed).map(({ id }) => id);
  const named = 'gone' in one ? one.gone : 'mark' in one && one.mark.of !== undefined ? [one.mark.of] : [];
  for (const id of named)
    if (!markIds.includes(id)) fault(`pas de repère « ${id} » que l'on puisse changer.`);
  if ('shown' in one)
    for (const id of one.shown)
      if (!config.layers.some((layer) => layer.id === id)) fault(`pas de couche « ${id} ».`);
  const filmed = 'filmed' in one ? one.filmed : 'unfilmed' in one ? one.unfilmed : [];
  const targets = [...config.places.map(({ id }) => id), ...config.areas.map(({ id }) => id)];
  for (const id of filmed) if (!targets.includes(id)) fault(`ni lieu ni surface « ${id} ».`);
  if (filmed.length > 0 && config.cameras.length === 0) fault('« filmed » demande « cameras ».');
  if ('setting' in one) {
    const setting = config.settings.find(({ id }) => id === one.setting);
    if (!setting) fault(`pas de réglage « ${one.setting} ».`);
    for (const option of one.is)
      if (setting && !setting.options.includes(option)) fault(`« ${option} » n'est pas dans « options ».`);
  }
  if ('way' in one) {
    if (!config.route) fault('« way » demande « route: true ».');
    const [from, to] = one.way.map((id) => config.places.find((place) => place.id === id)?.at);
    if (!from || !to) fault('« way » nomme deux lieux de la carte.');
    else if (wayBetween(config.streets, from, to) === null) fault('aucune rue ne mène de l’un à l’autre.');
  }
}

function meets(names: readonly string[]) {
  return ({ streets }: { readonly streets: readonly string[] }) =>
    names.every((name) => streets.includes(name));
}
