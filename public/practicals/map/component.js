/* A drawn map: places, layers, marks, cameras, ways. A state is what `src/engine/practicals/map.ts` reads. */
(() => {
  const { h, icon, button, ask, say, locale } = window.Practical;
  const { SIGNS, HALF, disc, ground, line, nameBy, nameOfArea, room, s, streetNames } = window.Sheet;
  const { coneOf, crossingsOf, degreesOf, directionTo, distance, films, filmsArea } = window.Shared;
  const { isInside, pointOf, readCoordinates, segmentsOf, streetAt, wayBetween } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.map.${name}`, values);

  const [SIDE, WIDE, GAP] = [300, 780, 10];
  const [ZOOM, MOST_ZOOM] = [1.6, 10];
  /** In pixels: how near a finger must be; how far it moves before the map does; the least step of the keys. */
  const [NEAR, STIR, STEP] = [22, 6, 9];
  /** In metres: what still is at a crossing, on a street. */
  const [AT_CROSSING, ON_STREET] = [12, 10];
  const TURN = 15;
  const SCALES = [2, 5, 10, 20, 50, 100, 200, 500, 1000];

  let app = null;

  // ---- what is known

  const number = (value) => value.toLocaleString(locale, { maximumFractionDigits: 0 });
  const config = () => app.config;
  const isShown = ({ layer }) => layer === undefined || app.state.layers.includes(layer);
  const places = () => config().places.filter(isShown);
  const signOf = (place) =>
    place.icon ?? config().layers.find((layer) => layer.id === place.layer)?.icon ?? 'place';
  let crossings = [];
  const crossingName = ({ streets }) => t('crossing', { streets: streets.join(' / ') });
  const walls = () => config().walls.flatMap(segmentsOf);
  const cameras = () => config().cameras.map((one) => ({ ...one, ...app.state.cameras[one.id] }));
  const settingNow = ({ id, value }) => app.state.settings[id] ?? value;
  const marks = () => {
    const { marks: changed } = app.state;
    const given = config().marks?.list ?? [];
    const first = given.flatMap((mark) => {
      if (mark.fixed || !(mark.id in changed)) return [mark];
      return changed[mark.id] ? [{ ...mark, ...changed[mark.id] }] : [];
    });
    const added = Object.keys(changed).filter((id) => changed[id] && !given.some((one) => one.id === id));
    return [...first, ...added.map((id) => ({ ...changed[id], id, fixed: false }))];
  };
  const coordinatesOf = (at) => {
    if (config().coordinates === 'none') return '';
    if (config().coordinates === 'grid') return t('grid', { x: Math.round(at[0]), y: Math.round(at[1]) });
    const [latitude, longitude] = degreesOf(config().origin, at);
    return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  };
  const far = (from, to) =>
    t('far', { metres: number(distance(from, to)), side: t(`side.${directionTo(from, to)}`) });

  /** Where a point is, in words. */
  const around = (at, but) => {
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
  const spoken = (at) => {
    const { where, inside, near } = around(at);
    return [where, inside, where === '' && near, coordinatesOf(at)].filter(Boolean).join('. ');
  };

  /** What is chosen, as it now is; null when it is no longer there. */
  const chosenNow = () => {
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

  // ---- the sheet: metres and pixels

  const box = () => {
    const full = Math.min(1400, Math.max(280, window.innerWidth));
    const width = full >= WIDE ? full - SIDE - 3 * GAP : full - 2 * GAP;
    const [wide, tall] = config().size;
    return [width, Math.round(Math.min(560, Math.max(240, (width * tall) / wide)))];
  };
  const fitted = () => {
    const [width, height] = box();
    return Math.min(width / config().size[0], height / config().size[1]);
  };
  const scaleNow = () => fitted() * app.view.zoom;
  const centreNow = () => app.view.centre ?? config().size.map((one) => one / 2);
  const held = ([x, y], zoom) => {
    const shown = box().map((one) => one / (fitted() * zoom) / 2);
    return [x, y].map((one, axis) => {
      const whole = config().size[axis];
      return shown[axis] * 2 >= whole ? whole / 2 : Math.min(whole - shown[axis], Math.max(shown[axis], one));
    });
  };
  const toPx = (at) => {
    const [half, centre, scale] = [box().map((one) => one / 2), centreNow(), scaleNow()];
    return at.map((one, axis) => half[axis] + (one - centre[axis]) * scale);
  };
  const toMetres = (px) => {
    const [half, centre, scale] = [box().map((one) => one / 2), centreNow(), scaleNow()];
    return px.map((one, axis) => centre[axis] + (one - half[axis]) / scale);
  };
  const onSheet = (at) => at.map((one, axis) => Math.min(config().size[axis], Math.max(0, one)));
  const zoomBy = (factor, about = app.view.cross ?? centreNow()) => {
    const zoom = Math.min(MOST_ZOOM, Math.max(1, app.view.zoom * factor));
    const shrunk = app.view.zoom / zoom;
    const centre = centreNow().map((one, axis) => about[axis] + (one - about[axis]) * shrunk);
    app.show({ zoom, centre: held(centre, zoom) }, t('zoomed', { times: number(zoom * 100) }));
  };
  /** The centre that leaves a point in sight. */
  const inSight = (at) => {
    const [width, height] = box();
    const [x, y] = toPx(at);
    const margin = 40;
    const seen = x > margin && y > margin && x < width - margin && y < height - margin;
    return seen || app.view.zoom === 1 ? app.view.centre : held(at, app.view.zoom);
  };

  // ---- acts

  const focusOn = (selector) => document.querySelector(selector)?.focus();
  const choose = (chosen, { focus = false } = {}) => {
    app.view = { ...app.view, chosen };
    const now = chosenNow();
    if (now === null) return;
    const words = now.kind === 'point' ? spoken(now.at) : now.title;
    app.show({ chosen, cross: now.at, centre: inSight(now.at) }, words);
    if (focus) focusOn('[data-card]');
  };
  const leave = () => {
    app.show({ chosen: null, moving: null });
    focusOn('[data-key="map"]');
  };
  const setMarks = (changed, said) =>
    app.change({ ...app.state, marks: { ...app.state.marks, ...changed } }, said);
  const freshId = () => {
    let rank = 1;
    while (`n${rank}` in app.state.marks) rank += 1;
    return `n${rank}`;
  };
  const entryOf = ({ category, at, values }) => ({ category, at, values });
  const rounded = (at) => at.map((one) => Math.round(one * 10) / 10);
  const moveMark = (mark, at) => {
    app.view = { ...app.view, moving: null, chosen: { kind: 'mark', id: mark.id }, cross: at };
    setMarks({ [mark.id]: { ...entryOf(mark), at: rounded(at) } }, t('moved', { name: mark.category }));
    focusOn('[data-card]');
  };
  const removeMark = (mark) => {
    const changed = { ...app.state.marks };
    if (config().marks.list.some(({ id }) => id === mark.id)) changed[mark.id] = null;
    else delete changed[mark.id];
    app.view = { ...app.view, chosen: null, moving: null };
    app.change({ ...app.state, marks: changed }, t('removed', { name: mark.category }));
    focusOn('[data-key="map"]');
  };

  /** The sheet of a mark: what it is, and what more is asked. `done(category, values)` keeps it. */
  const openMark = (title, at, start, done) => {
    const { categories, fields } = config().marks;
    const select = (id, value, options) =>
      h(
        'select',
        { id },
        h('option', { value: '', selected: value === '' }, t('to-choose')),
        options.map((one) => h('option', { value: one, selected: one === value }, one)),
      );
    const row = (id, label, field) => h('p', { class: 'line' }, h('label', { for: id }, label), field);
    const category = select('m-category', start.category, categories);
    const entries = fields.map(({ id, label, options }) => ({
      id,
      label,
      options,
      field: options
        ? select(`m-${id}`, start.values[id] ?? '', options)
        : h('input', {
            type: 'text',
            id: `m-${id}`,
            value: start.values[id] ?? '',
            maxlength: 200,
            autocomplete: 'off',
            spellcheck: 'false',
          }),
    }));
    const save = () => {
      if (category.value === '') return t('fault.category');
      const missing = entries.find(({ options, field }) => options && field.value === '');
      if (missing) return t('fault.field', { label: missing.label });
      done(
        category.value,
        Object.fromEntries(entries.map(({ id, field }) => [id, field.value.trim()]).filter(([, one]) => one)),
      );
      return undefined;
    };
    ask({
      title,
      body: h(
        'div',
        { class: 'fields' },
        h('p', { class: 'soft' }, spoken(at)),
        row('m-category', t('category'), category),
        entries.map(({ id, label, field }) => row(`m-${id}`, label, field)),
      ),
      actions: [{ label: t('save'), main: true, act: save }],
    });
  };
  const addMark = (at) => {
    openMark(config().marks.title, at, { category: '', values: {} }, (category, values) => {
      const id = freshId();
      app.view = { ...app.view, chosen: { kind: 'mark', id }, cross: at };
      setMarks({ [id]: { category, at: rounded(at), values } }, t('added', { name: category }));
    });
  };
  const editMark = (mark) =>
    openMark(t('edit'), mark.at, mark, (category, values) =>
      setMarks({ [mark.id]: { category, at: mark.at, values } }, t('changed', { name: category })),
    );
  const setCamera = (camera, next, said) => {
    const { angle, on } = { ...camera, ...next };
    const first = config().cameras.find(({ id }) => id === camera.id);
    const changed = { ...app.state.cameras };
    if (first.angle === angle && first.on === on) delete changed[camera.id];
    else changed[camera.id] = { angle, on };
    app.change({ ...app.state, cameras: changed }, said);
  };
  const filmedBy = (camera) => {
    if (!camera.on) return [];
    const seen = config().areas.filter(
      ({ name, kind, polygon }) => name !== '' && kind !== 'district' && filmsArea(camera, walls(), polygon),
    );
    return [...seen, ...places().filter(({ at }) => films(camera, walls(), at))].map(({ name }) => name);
  };
  const filmedWords = (camera) => {
    if (!camera.on) return t('camera.off');
    const list = filmedBy(camera);
    return list.length === 0 ? t('camera.nothing') : list.join(', ');
  };
  const turnCamera = (camera, by) => {
    const angle = (((camera.angle + by) % 360) + 360) % 360;
    setCamera(camera, { angle }, t('camera.said', { list: filmedWords({ ...camera, angle }) }));
  };
  const setWay = (rank, id) => {
    const way = [...app.state.way];
    way[rank] = id;
    app.change({ ...app.state, way }, wayWords(way));
  };
  const placeNamed = (id) => config().places.find((place) => place.id === id);
  const wayNow = (way = app.state.way) => {
    const [from, to] = way.map(placeNamed);
    return from && to ? wayBetween(config().streets, from.at, to.at) : null;
  };
  const wayWords = (way) => {
    const found = wayNow(way);
    return found ? t('way-long', { metres: number(found.metres) }) : t('way-ends');
  };

  // ---- the map, drawn

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
    const order =
      now?.kind === 'place' ? [now.thing, ...shown.filter(({ id }) => id !== now.thing.id)] : shown;
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
    const [drawn] = [
      nearest(places(), 'place', reach),
      nearest(crossings, 'crossing', Math.max(6, reach / 2)),
    ]
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

  const drawMap = () => {
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

  // ---- the card of what is chosen

  const rows = (facts) =>
    h(
      'dl',
      { class: 'facts' },
      facts
        .filter(([, value]) => value)
        .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    );

  const drawCamera = (camera) => [
    h(
      'button',
      {
        type: 'button',
        class: 'switch',
        role: 'switch',
        'aria-checked': camera.on ? 'true' : 'false',
        'data-key': 'camera on',
        onclick: () => {
          const next = { ...camera, on: !camera.on };
          setCamera(camera, { on: !camera.on }, t('camera.said', { list: filmedWords(next) }));
        },
      },
      h('span', {}, t('camera.on')),
      h('span', { class: 'switch-box', 'aria-hidden': 'true' }),
    ),
    h(
      'div',
      { class: 'turns' },
      h('label', { for: 'angle' }, t('camera.angle')),
      button(t('camera.left'), 'icon:rotate-ccw', () => turnCamera(camera, -TURN), {
        class: 'tool only-icon',
        'data-key': 'camera left',
      }),
      h('input', {
        type: 'range',
        id: 'angle',
        min: 0,
        max: 345,
        step: TURN,
        value: camera.angle,
        'data-key': 'camera angle',
        'aria-valuetext': t('camera.degrees', {
          angle: camera.angle,
          side: t(`side.${directionTo([0, 0], sideOf(camera.angle))}`),
        }),
        oninput: ({ target }) => turnCamera(camera, Number(target.value) - camera.angle),
      }),
      button(t('camera.right'), 'icon:rotate-cw', () => turnCamera(camera, TURN), {
        class: 'tool only-icon',
        'data-key': 'camera right',
      }),
      h('output', {}, t('camera.angle-now', { angle: camera.angle })),
    ),
  ];
  const sideOf = (angle) => [Math.sin((angle * Math.PI) / 180), -Math.cos((angle * Math.PI) / 180)];

  const actsFor = ({ kind, thing, at }) => {
    const moving = marks().find(({ id }) => id === app.view.moving);
    const press = (key, label, act, main) =>
      h(
        'button',
        { type: 'button', class: main ? 'press press-main' : 'press', 'data-key': key, onclick: act },
        label,
      );
    if (kind === 'mark')
      return thing.fixed
        ? []
        : [
            press('edit', t('edit'), () => editMark(thing)),
            press('move', t('move'), () => {
              app.show({ moving: thing.id, chosen: null }, t('move-how'));
              focusOn('[data-key="map"]');
            }),
            press('remove', t('remove'), () => removeMark(thing)),
          ];
    if (kind === 'camera' || kind === 'street') return [];
    if (moving) return [press('here', t('move-here'), () => moveMark(moving, at), true)];
    return [
      config().marks && press('add', t('add-here', { title: config().marks.title }), () => addMark(at), true),
      config().route && kind === 'place' && press('from', t('way-from'), () => setWay(0, thing.id)),
      config().route && kind === 'place' && press('to', t('way-to'), () => setWay(1, thing.id)),
    ].filter(Boolean);
  };

  const factsOf = ({ kind, thing, at }) => {
    const { where, inside, near } = around(at, thing.id);
    const own = kind === 'place' ? Object.entries(thing.facts) : [];
    const said =
      kind === 'mark'
        ? (config().marks?.fields ?? []).map(({ id, label }) => [label, thing.values[id] ?? ''])
        : [];
    return [
      ...own,
      ...said,
      kind === 'camera' && [t('camera.films'), filmedWords(thing)],
      kind !== 'crossing' && kind !== 'street' && [t('where'), where],
      kind !== 'street' && [t('inside'), inside],
      kind !== 'street' && kind !== 'camera' && [t('around'), near],
      kind === 'street' && [
        t('crosses'),
        crossings
          .filter(({ streets }) => streets.includes(thing.name))
          .flatMap(({ streets }) => streets.filter((one) => one !== thing.name))
          .join(', '),
      ],
      kind !== 'street' && [t('coordinates'), coordinatesOf(at)],
    ].filter(Boolean);
  };

  const drawCard = (now) => {
    const acts = actsFor(now);
    return h(
      'section',
      { class: 'card', 'aria-labelledby': 'card-title' },
      h(
        'div',
        { class: 'card-head' },
        h('h2', { id: 'card-title', tabindex: '-1', 'data-card': true, 'data-key': 'card' }, now.title),
        button(t('close'), 'icon:x', leave, { class: 'tool only-icon', 'data-key': 'close' }),
      ),
      now.kind === 'camera' && drawCamera(now.thing),
      rows(factsOf(now)),
      acts.length > 0 && h('div', { class: 'acts' }, acts),
    );
  };

  // ---- beside the map

  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
  const fits = (name) =>
    plain(app.view.query)
      .split(/\s+/)
      .every((word) => plain(name).includes(word));
  const written = () => {
    const pair = config().coordinates === 'none' ? null : readCoordinates(app.view.query);
    if (pair === null) return null;
    const at = config().coordinates === 'degrees' ? pointOf(config().origin, pair) : pair;
    return at.every((one, axis) => one >= 0 && one <= config().size[axis]) ? rounded(at) : 'outside';
  };
  const groups = () => {
    const at = written();
    const option = (kind, list, name = ({ name: one }) => one) =>
      list.map((one) => ({
        chosen: { kind, id: kind === 'street' ? one.name : one.id },
        name: name(one),
        more: kind === 'crossing' || kind === 'mark' ? around(one.at).near : '',
      }));
    const { layers, marks: given } = config();
    return [
      Array.isArray(at) && [
        t('points'),
        [{ chosen: { kind: 'point', at }, name: coordinatesOf(at), more: '', always: true }],
      ],
      given && [t('marks'), option('mark', marks(), ({ category }) => category)],
      [t('cameras'), option('camera', cameras())],
      [
        t('places'),
        option(
          'place',
          places().filter(({ layer }) => layer === undefined),
        ),
      ],
      ...layers.map(({ id, name }) => [
        name,
        option(
          'place',
          places().filter(({ layer }) => layer === id),
        ),
      ]),
      [t('crossings'), option('crossing', crossings, crossingName)],
      [t('streets'), option('street', config().streets)],
    ]
      .filter(Boolean)
      .map(([title, list]) => [title, list.filter(({ name, always }) => always || fits(name))])
      .filter(([, list]) => list.length > 0);
  };

  const keyOf = ({ kind, id, at }) => `option ${kind} ${id ?? at.join(' ')}`;
  const drawList = () => {
    const found = groups();
    const all = found.flatMap(([, list]) => list);
    const keys = all.map(({ chosen }) => keyOf(chosen));
    const chosenKey = app.view.chosen ? keyOf(app.view.chosen) : '';
    const current = [app.view.active, chosenKey, keys[0]].find((key) => keys.includes(key));
    const step = (event) => {
      const options = [...event.currentTarget.querySelectorAll('[role=option]')];
      const here = options.indexOf(document.activeElement);
      const next = {
        ArrowDown: here + 1,
        ArrowUp: here - 1,
        Home: 0,
        End: options.length - 1,
      }[event.key];
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        document.activeElement.click();
        return;
      }
      if (next === undefined) return;
      event.preventDefault();
      const target = options[Math.min(options.length - 1, Math.max(0, next))];
      for (const one of options) one.tabIndex = one === target ? 0 : -1;
      target.focus();
      app.note({ active: target.dataset.key });
    };
    return h(
      'section',
      { class: 'index', 'aria-labelledby': 'index-title' },
      h('h2', { id: 'index-title' }, app.view.query === '' ? t('index') : t('found', { count: all.length })),
      all.length === 0
        ? h('p', { class: 'soft' }, written() === 'outside' ? t('outside') : t('nothing'))
        : h(
            'div',
            {
              class: 'options',
              role: 'listbox',
              'aria-labelledby': 'index-title',
              'data-scroll': 'options',
              onkeydown: step,
            },
            found.map(([title, list], rank) =>
              h(
                'div',
                { role: 'group', 'aria-labelledby': `group-${rank}` },
                h('p', { class: 'group', id: `group-${rank}`, role: 'presentation' }, title),
                list.map(({ chosen, name, more }) => {
                  const key = keyOf(chosen);
                  return h(
                    'div',
                    {
                      role: 'option',
                      class: 'option',
                      tabindex: key === current ? '0' : '-1',
                      'data-key': key,
                      'aria-selected': key === chosenKey ? 'true' : 'false',
                      onclick: () => {
                        app.view = { ...app.view, active: key };
                        choose(chosen, { focus: true });
                      },
                    },
                    h('span', {}, name),
                    more && h('span', { class: 'soft' }, more),
                  );
                }),
              ),
            ),
          ),
    );
  };

  const drawSearch = () =>
    h(
      'div',
      { class: 'search', role: 'search' },
      icon('icon:search'),
      h('input', {
        type: 'search',
        value: app.view.query,
        'data-key': 'query',
        'aria-label': t(config().coordinates === 'none' ? 'search' : 'search-coordinates'),
        placeholder: t(config().coordinates === 'none' ? 'search' : 'search-coordinates'),
        autocomplete: 'off',
        spellcheck: 'false',
        oninput: ({ target }) => app.show({ query: target.value.slice(0, 120) }),
        onkeydown: (event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          const [first] = groups();
          if (first && app.view.query !== '') choose(first[1][0].chosen, { focus: true });
          else say(written() === 'outside' ? t('outside') : t('nothing'));
        },
      }),
    );

  const drawLayers = () =>
    h(
      'fieldset',
      { class: 'layers' },
      h('legend', {}, t('layers')),
      config().layers.map(({ id, name, icon: sign }, rank) =>
        h(
          'label',
          { class: 'box' },
          h('input', {
            type: 'checkbox',
            checked: app.state.layers.includes(id),
            'data-key': `layer ${id}`,
            onchange: ({ target }) => {
              const layers = config()
                .layers.map((one) => one.id)
                .filter((one) => (one === id ? target.checked : app.state.layers.includes(one)));
              app.change({ ...app.state, layers }, t(target.checked ? 'layer-on' : 'layer-off', { name }));
            },
          }),
          h('span', { class: `swatch tint-${rank % 5}`, 'aria-hidden': 'true' }, icon(SIGNS[sign])),
          h('span', {}, name),
        ),
      ),
    );

  const drawLegend = () => {
    const kinds = [...new Set(config().areas.map(({ kind }) => kind))];
    const parts = [
      ...kinds.map((kind) => [`area ${kind}`, t(`kind.${kind}`)]),
      ...(config().walls.length > 0 ? [['wall-sign', t('kind.wall')]] : []),
      ...(config().cameras.length > 0 ? [['cone-sign', t('kind.cone')]] : []),
    ];
    if (parts.length === 0) return null;
    return h(
      'details',
      { class: 'legend', open: app.view.legend, ontoggle: ({ target }) => app.note({ legend: target.open }) },
      h('summary', { 'data-key': 'legend' }, t('legend')),
      h(
        'ul',
        {},
        parts.map(([kind, name]) =>
          h('li', {}, h('span', { class: `sample ${kind}`, 'aria-hidden': 'true' }), h('span', {}, name)),
        ),
      ),
    );
  };

  const drawSettings = () =>
    config().settings.map((setting) => {
      const { id, label, options } = setting;
      return h(
        'p',
        { class: 'line' },
        h('label', { for: `c-${id}` }, label),
        h(
          'select',
          {
            id: `c-${id}`,
            'data-key': `setting ${id}`,
            onchange: ({ target }) => {
              const settings = { ...app.state.settings, [id]: target.value };
              if (target.value === setting.value) delete settings[id];
              app.change({ ...app.state, settings }, `${label}\u00a0: ${target.value}`);
            },
          },
          options.map((one) => h('option', { value: one, selected: one === settingNow(setting) }, one)),
        ),
      );
    });

  const drawWay = () => {
    const [from, to] = app.state.way.map(placeNamed);
    const found = wayNow();
    return h(
      'section',
      { class: 'way-card', 'aria-labelledby': 'way-title' },
      h('h2', { id: 'way-title' }, t('way')),
      rows([
        [t('way-start'), from?.name ?? t('way-none')],
        [t('way-end'), to?.name ?? t('way-none')],
        [t('way-metres'), found && t('metres', { metres: number(found.metres) })],
      ]),
    );
  };

  // The page around makes the frame taller or shorter: that changes nothing here.
  let wide = window.innerWidth;
  window.addEventListener('resize', () => {
    if (!app || window.innerWidth === wide) return;
    wide = window.innerWidth;
    app.show({});
  });

  window.Practical.define({
    view: () => ({
      centre: null,
      zoom: 1,
      cross: null,
      chosen: null,
      query: '',
      moving: null,
      active: '',
      legend: false,
    }),
    draw(drawn) {
      app = drawn;
      crossings = crossingsOf(config().streets);
      const now = chosenNow();
      const list = drawList();
      const searching = app.view.query !== '';
      return [
        h(
          'header',
          { class: 'bar' },
          h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, config().title),
          config().search && drawSearch(),
        ),
        h(
          'main',
          {},
          searching && h('div', { class: 'beside top' }, list),
          h(
            'div',
            { class: 'face' },
            app.view.moving && h('p', { class: 'hint' }, t('move-how')),
            drawMap(),
            config().marks &&
              now === null &&
              !app.view.moving &&
              h('p', { class: 'hint' }, t('add-how', { title: config().marks.title })),
            now && drawCard(now),
          ),
          h(
            'div',
            { class: searching ? 'beside under' : 'beside' },
            config().layers.length > 0 && drawLayers(),
            drawSettings(),
            config().route && drawWay(),
            !searching && list,
            drawLegend(),
          ),
        ),
      ];
    },
  });
})();
