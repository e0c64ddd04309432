/* The map and what is known of it: every part of the window reads it here. */

export const { h, icon, button, ask, say, locale } = window.Practical;
export const { SIGNS, HALF, disc, ground, line, nameBy, nameOfArea, room, s, streetNames } = window.Sheet;
export const { coneOf, crossingsOf, degreesOf, directionTo, distance, films, filmsArea } = window.Shared;
export const { isInside, pointOf, readCoordinates, segmentsOf, streetAt, wayBetween } = window.Shared;
export const t = (name, values) => window.Practical.t(`practical.map.${name}`, values);

const [SIDE, WIDE, GAP] = [300, 780, 10];
export const [ZOOM, MOST_ZOOM] = [1.6, 10];
/** In pixels: how near a finger must be; how far it moves before the map does; the least step of the keys. */
export const [NEAR, STIR, STEP] = [22, 6, 9];
/** In metres: what still is at a crossing, on a street. */
const [AT_CROSSING, ON_STREET] = [12, 10];
export const TURN = 15;
export const SCALES = [2, 5, 10, 20, 50, 100, 200, 500, 1000];

export let app = null;

export const number = (value) => value.toLocaleString(locale, { maximumFractionDigits: 0 });
export const config = () => app.config;
const isShown = ({ layer }) => layer === undefined || app.state.layers.includes(layer);
export const places = () => config().places.filter(isShown);
export const signOf = (place) =>
  place.icon ?? config().layers.find((layer) => layer.id === place.layer)?.icon ?? 'place';
export let crossings = [];
/** The window as it now stands: told anew before each drawing. */
export const renew = (given) => {
  app = given;
  crossings = crossingsOf(config().streets);
};
export const crossingName = ({ streets }) => t('crossing', { streets: streets.join(' / ') });
export const walls = () => config().walls.flatMap(segmentsOf);
export const cameras = () => config().cameras.map((one) => ({ ...one, ...app.state.cameras[one.id] }));
export const settingNow = ({ id, value }) => app.state.settings[id] ?? value;
export const marks = () => {
  const { marks: changed } = app.state;
  const given = config().marks?.list ?? [];
  const first = given.flatMap((mark) => {
    if (mark.fixed || !(mark.id in changed)) return [mark];
    return changed[mark.id] ? [{ ...mark, ...changed[mark.id] }] : [];
  });
  const added = Object.keys(changed).filter((id) => changed[id] && !given.some((one) => one.id === id));
  return [...first, ...added.map((id) => ({ ...changed[id], id, fixed: false }))];
};
export const coordinatesOf = (at) => {
  if (config().coordinates === 'none') return '';
  if (config().coordinates === 'grid') return t('grid', { x: Math.round(at[0]), y: Math.round(at[1]) });
  const [latitude, longitude] = degreesOf(config().origin, at);
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
};
const far = (from, to) =>
  t('far', { metres: number(distance(from, to)), side: t(`side.${directionTo(from, to)}`) });

/** Where a point is, in words. */
export const around = (at, but) => {
  const crossing = crossings.find((one) => distance(one.at, at) <= AT_CROSSING);
  const street = streetAt(config().streets, at);
  const inside = config().areas.filter(({ name, polygon }) => name !== '' && isInside(polygon, at));
  const near = places()
    .filter(({ id }) => id !== but)
    .map((place) => ({ place, metres: distance(place.at, at) }))
    .sort((a, b) => a.metres - b.metres)
    .slice(0, 2);
  const on = street && street.metres <= ON_STREET ? street.street.name : '';
  return {
    where: crossing ? crossingName(crossing) : on,
    inside: inside.map(({ name }) => name).join(', '),
    near: near.map(({ place }) => t('near', { name: place.name, far: far(at, place.at) })).join(' ; '),
  };
};
export const spoken = (at) => {
  const { where, inside, near } = around(at);
  return [where, inside, where === '' && near, coordinatesOf(at)].filter(Boolean).join('. ');
};

/** What is chosen, as it now is; null when it is no longer there. */
export const chosenNow = () => {
  const { chosen } = app.view;
  if (chosen === null) return null;
  const by = (list) => list.find(({ id }) => id === chosen.id) ?? null;
  const found = {
    place: () => by(places()),
    crossing: () => by(crossings),
    mark: () => by(marks()),
    camera: () => by(cameras()),
    street: () => config().streets.find(({ name }) => name === chosen.id) ?? null,
    point: () => ({ at: chosen.at }),
  }[chosen.kind]();
  if (found === null) return null;
  const at = chosen.kind === 'street' ? middleOf(found.path) : found.at;
  return { kind: chosen.kind, thing: found, at, title: titleOf(chosen.kind, found) };
};
const middleOf = (path) => {
  const segments = segmentsOf(path);
  let left = segments.reduce((sum, [a, b]) => sum + distance(a, b), 0) / 2;
  for (const [a, b] of segments) {
    const length = distance(a, b);
    if (left <= length)
      return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length];
    left -= length;
  }
  return path[0];
};
const titleOf = (kind, thing) => {
  if (kind === 'crossing') return crossingName(thing);
  if (kind === 'mark') return thing.category;
  if (kind === 'point') return around(thing.at).where || around(thing.at).inside || t('point');
  return thing.name;
};

export const box = () => {
  const full = Math.min(1400, Math.max(280, window.innerWidth));
  const width = full >= WIDE ? full - SIDE - 3 * GAP : full - 2 * GAP;
  const [wide, tall] = config().size;
  return [width, Math.round(Math.min(560, Math.max(240, (width * tall) / wide)))];
};
export const fitted = () => {
  const [width, height] = box();
  return Math.min(width / config().size[0], height / config().size[1]);
};
export const scaleNow = () => fitted() * app.view.zoom;
export const centreNow = () => app.view.centre ?? config().size.map((one) => one / 2);
export const held = ([x, y], zoom) => {
  const shown = box().map((one) => one / (fitted() * zoom) / 2);
  return [x, y].map((one, axis) => {
    const whole = config().size[axis];
    return shown[axis] * 2 >= whole ? whole / 2 : Math.min(whole - shown[axis], Math.max(shown[axis], one));
  });
};
export const toPx = (at) => {
  const [half, centre, scale] = [box().map((one) => one / 2), centreNow(), scaleNow()];
  return at.map((one, axis) => half[axis] + (one - centre[axis]) * scale);
};
export const toMetres = (px) => {
  const [half, centre, scale] = [box().map((one) => one / 2), centreNow(), scaleNow()];
  return px.map((one, axis) => centre[axis] + (one - half[axis]) / scale);
};
export const onSheet = (at) => at.map((one, axis) => Math.min(config().size[axis], Math.max(0, one)));
export const zoomBy = (factor, about = app.view.cross ?? centreNow()) => {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, app.view.zoom * factor));
  const shrunk = app.view.zoom / zoom;
  const centre = centreNow().map((one, axis) => about[axis] + (one - about[axis]) * shrunk);
  app.show({ zoom, centre: held(centre, zoom) }, t('zoomed', { times: number(zoom * 100) }));
};
/** The centre that leaves a point in sight. */
export const inSight = (at) => {
  const [width, height] = box();
  const [x, y] = toPx(at);
  const margin = 40;
  const seen = x > margin && y > margin && x < width - margin && y < height - margin;
  return seen || app.view.zoom === 1 ? app.view.centre : held(at, app.view.zoom);
};
