/* The map as it is drawn, moved and zoomed. */
import { choose, moveMark, rounded, wayNow } from './acts.js';
import {
  app,
  box,
  button,
  cameras,
  centreNow,
  chosenNow,
  coneOf,
  config,
  coordinatesOf,
  crossings,
  disc,
  distance,
  fitted,
  ground,
  HALF,
  h,
  held,
  inSight,
  line,
  MOST_ZOOM,
  marks,
  NEAR,
  nameBy,
  nameOfArea,
  number,
  onSheet,
  places,
  room,
  SCALES,
  STEP,
  STIR,
  s,
  scaleNow,
  signOf,
  spoken,
  streetNames,
  t,
  toMetres,
  toPx,
  walls,
  ZOOM,
  zoomBy,
} from './state.js';

const drawSheet = () => {
  const [width, height] = box();
  const scale = scaleNow();
  const now = chosenNow();
  const space = room([width, height]);
  const shown = places();
  for (const { at } of [...shown, ...marks(), ...cameras()]) {
    const [x, y] = toPx(at);
    space.take([x - HALF, y - HALF, x + HALF, y + HALF]);
  }
  const order = now?.kind === 'place' ? [now.thing, ...shown.filter(({ id }) => id !== now.thing.id)] : shown;
  const inMap = (at) => toPx(at).every((one, axis) => one > -HALF && one < [width, height][axis] + HALF);
  const streets = streetNames(config(), toPx, space);
  // The name of a place can stand on any side of its sign: that of a room or of a district has less choice.
  const first = ({ kind }) => ['room', 'private', 'district'].includes(kind);
  const nameAreas = (now) =>
    config()
      .areas.filter((area) => area.name !== '' && first(area) === now)
      .map((area) => nameOfArea(area, toPx, space));
  const rooms = nameAreas(true);
  const names = [
    ...order.filter(({ at }) => inMap(at)).map(({ name, at }) => nameBy(name, toPx(at), space)),
    ...cameras()
      .filter(({ letter }) => letter === undefined)
      .map(({ name, at }) => nameBy(name, toPx(at), space)),
  ];
  const areaNames = [...rooms, ...nameAreas(false)];
  const way = wayNow();
  const ring = now && now.kind !== 'street' ? toPx(now.at) : null;
  const cross = app.view.cross ? toPx(app.view.cross) : null;
  return s(
    'svg',
    { class: 'sheet-map', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', focusable: 'false' },
    s(
      'g',
      { class: 'all' },
      ground(config(), toPx, scale, now?.kind === 'street' ? now.thing.name : ''),
      way && s('polyline', { class: 'way', points: line(way.path.map(toPx)) }),
      cameras()
        .filter(({ on }) => on)
        .map((one) => s('polygon', { class: 'cone', points: line(coneOf(one, walls()).map(toPx)) })),
      streets,
      shown.map((place) => disc(toPx(place.at), signOf(place), tintOf(place), place.letter)),
      cameras().map(({ at, on, letter }) =>
        disc(toPx(at), 'camera', on ? 'is-camera' : 'is-camera is-off', letter),
      ),
      marks().map(({ at }) => disc(toPx(at), 'flag', 'is-mark')),
      areaNames,
      names,
      now?.kind === 'point' && ring && disc(ring, 'place', 'is-point'),
      ring && s('circle', { class: 'ring', cx: ring[0], cy: ring[1], r: HALF + 4 }),
      // Over what is chosen, the ring says enough: a letter stays legible.
      cross &&
        !(ring && distance(ring, cross) < 1) &&
        s('path', {
          class: 'cross',
          d: `M${cross[0] - 18} ${cross[1]}h12m12 0h12M${cross[0]} ${cross[1] - 18}v12m0 12v12`,
        }),
    ),
  );
};
const tintOf = ({ layer }) => {
  const rank = config().layers.findIndex(({ id }) => id === layer);
  return rank < 0 ? 'is-place' : `tint-${rank % 5}`;
};

/** What a finger or the reticle is on. */
const under = (at) => {
  const reach = NEAR / scaleNow();
  const nearest = (list, kind, most) => {
    const [best] = list
      .map((one) => ({ one, metres: distance(one.at, at) }))
      .filter(({ metres }) => metres <= most)
      .sort((a, b) => a.metres - b.metres);
    return best ? { metres: best.metres, chosen: { kind, id: best.one.id } } : null;
  };
  const laid = nearest(marks(), 'mark', reach) ?? nearest(cameras(), 'camera', reach);
  // Beside a crossing there often is a place: of the two, what is nearer to the finger.
  const [drawn] = [nearest(places(), 'place', reach), nearest(crossings, 'crossing', Math.max(6, reach / 2))]
    .filter(Boolean)
    .sort((a, b) => a.metres - b.metres);
  return (laid ?? drawn)?.chosen ?? { kind: 'point', at: rounded(onSheet(at)) };
};

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = arrows[event.key];
  if (arrow) {
    event.preventDefault();
    const metres = SCALES.find((one) => one * scaleNow() >= STEP) ?? 1000;
    const step = event.shiftKey ? Math.max(1, metres / 5) : metres;
    const from = app.view.cross ?? centreNow();
    const cross = onSheet(from.map((one, axis) => Math.round(one) + arrow[axis] * step));
    app.show({ cross, centre: inSight(cross) }, spoken(cross));
    return;
  }
  const act = {
    '+': () => zoomBy(ZOOM),
    '=': () => zoomBy(ZOOM),
    '-': () => zoomBy(1 / ZOOM),
    0: whole,
    Enter: () => choose(under(app.view.cross ?? centreNow()), { focus: true }),
    ' ': () => choose(under(app.view.cross ?? centreNow()), { focus: true }),
    Escape: () => app.show({ chosen: null, moving: null }),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
};
const whole = () => app.show({ zoom: 1, centre: null }, t('whole-said'));

/** A drag moves the map, or the mark that is chosen; two fingers draw it nearer; a tap chooses. */
const watch = (holder) => {
  const fingers = new Map();
  let begun = null;
  const placeOf = ({ clientX, clientY }) => {
    const { left, top, width } = holder.getBoundingClientRect();
    const ratio = box()[0] / width;
    return [(clientX - left) * ratio, (clientY - top) * ratio];
  };
  const pair = () => {
    const [a, b] = [...fingers.values()];
    return { middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], apart: Math.max(1, distance(a, b)) };
  };
  const all = () => holder.querySelector('.all');
  const start = () => {
    const [first] = fingers.values();
    begun = { from: first, moved: fingers.size > 1, pinch: fingers.size > 1 ? pair() : null, mark: null };
    const hit = fingers.size === 1 ? under(toMetres(first)) : null;
    const now = chosenNow();
    if (hit?.kind === 'mark' && now?.kind === 'mark' && now.thing.id === hit.id && !now.thing.fixed)
      begun.mark = now.thing;
  };
  holder.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, placeOf(event));
    holder.setPointerCapture(event.pointerId);
    start();
  });
  holder.addEventListener('pointermove', (event) => {
    const at = placeOf(event);
    if (event.pointerType === 'mouse') showAt(toMetres(at));
    if (!fingers.has(event.pointerId) || begun === null) return;
    fingers.set(event.pointerId, at);
    if (fingers.size > 1) {
      const { middle, apart } = pair();
      begun.factor = apart / begun.pinch.apart;
      begun.to = middle;
      const [x, y] = begun.pinch.middle;
      all().setAttribute(
        'transform',
        `translate(${middle[0]} ${middle[1]}) scale(${begun.factor}) translate(${-x} ${-y})`,
      );
      return;
    }
    const [dx, dy] = [at[0] - begun.from[0], at[1] - begun.from[1]];
    if (Math.hypot(dx, dy) > STIR) begun.moved = true;
    if (!begun.moved || begun.pinch) return;
    begun.to = at;
    const rank = begun.mark ? marks().findIndex(({ id }) => id === begun.mark.id) : -1;
    const part = begun.mark ? holder.querySelectorAll('.is-mark')[rank] : all();
    part?.setAttribute('transform', `translate(${dx} ${dy})`);
  });
  const end = (event, kept) => {
    if (!fingers.has(event.pointerId) || begun === null) return;
    const { from, to, moved, pinch, factor, mark } = begun;
    fingers.delete(event.pointerId);
    begun = null;
    if (!kept) {
      fingers.clear();
      all().removeAttribute('transform');
      return;
    }
    if (pinch) {
      fingers.clear();
      if (!factor) return;
      const zoom = Math.min(MOST_ZOOM, Math.max(1, app.view.zoom * factor));
      const kept = toMetres(pinch.middle);
      const half = box().map((one) => one / 2);
      const centre = kept.map((one, axis) => one + (half[axis] - to[axis]) / (fitted() * zoom));
      app.show({ zoom, centre: held(centre, zoom) });
      return;
    }
    if (!moved) choose(under(toMetres(from)));
    else if (mark) moveMark(mark, onSheet(toMetres(to)));
    else {
      const centre = centreNow().map((one, axis) => one - (to[axis] - from[axis]) / scaleNow());
      app.show({ centre: held(centre, app.view.zoom) });
    }
  };
  holder.addEventListener('pointerup', (event) => end(event, true));
  holder.addEventListener('pointercancel', (event) => end(event, false));
  holder.addEventListener('keydown', onKey);
  // The page around scrolls by the wheel too: the map takes it once it is in use.
  holder.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && document.activeElement !== holder) return;
      event.preventDefault();
      zoomBy(event.deltaY < 0 ? 1.25 : 0.8, toMetres(placeOf(event)));
    },
    { passive: false },
  );
};
const showAt = (at) => {
  const holder = document.querySelector('.pointed');
  if (holder) holder.textContent = coordinatesOf(onSheet(at));
};

const sized = (element, values) => {
  for (const [name, value] of Object.entries(values)) element.style.setProperty(name, value);
  return element;
};

export const drawMap = () => {
  const [width, height] = box();
  const holder = sized(
    h(
      'div',
      {
        class: app.view.zoom === 1 ? 'map-face' : 'map-face is-near',
        role: 'application',
        tabindex: '0',
        'data-key': 'map',
        'aria-label': t('map', { title: config().title }),
        'aria-describedby': 'map-keys',
      },
      drawSheet(),
    ),
    { height: `${height}px` },
  );
  watch(holder);
  const metres = [...SCALES].reverse().find((one) => one * scaleNow() <= Math.min(110, width / 5)) ?? 1;
  const small = (key, sign, act, disabled) =>
    button(t(key), sign, act, { class: 'tool only-icon', 'data-key': key, disabled });
  return h(
    'div',
    { class: 'map' },
    holder,
    h(
      'div',
      { class: 'foot' },
      h(
        'p',
        { class: 'scale' },
        sized(h('span', { class: 'rule', 'aria-hidden': 'true' }), {
          width: `${Math.round(metres * scaleNow())}px`,
        }),
        h('span', { class: 'unseen' }, t('scale')),
        h('span', {}, t('metres', { metres: number(metres) })),
      ),
      h('p', { class: 'pointed' }, app.view.cross ? coordinatesOf(app.view.cross) : ''),
      h('p', { class: 'north', 'aria-hidden': 'true' }, t('north')),
      h(
        'div',
        { class: 'zooms' },
        small('nearer', 'icon:plus', () => zoomBy(ZOOM), app.view.zoom >= MOST_ZOOM),
        small('farther', 'icon:minus', () => zoomBy(1 / ZOOM), app.view.zoom <= 1),
        small('whole', 'icon:maximize', whole, app.view.zoom <= 1),
      ),
    ),
    h('p', { class: 'soft keys', id: 'map-keys' }, t('keys')),
  );
};
