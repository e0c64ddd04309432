/* Tools of the picture editor that change what is seen: crop, light, levels, layers, zoom. */
(() => {
  const { h } = window.Practical;
  const { curveOf, frameOf, histogram, lost, paint, rangeOf, sizeOf } = window.Shared;
  const { tools, t, number, inWords, edited, full, kept, drawn, whole, result, paintOf, onCanvas } =
    window.Picture;
  const { app, alter, settle, repaint, small, slider, numberField, wholeNumber, press, fault } =
    window.Picture;

  const SVG = 'http://www.w3.org/2000/svg';
  const ZOOMS = [1, 2, 4, 8, 16, 32];
  const VIEWPORT = { width: 640, height: 360 };
  /** Both sides of the stage: a canvas drawn smaller would blur its pixels. */
  const MARGIN = 24;
  /** From this zoom, lines part the pixels. */
  const GRID_FROM = 8;
  const CORNERS = ['n', 's', 'w', 'e', 'nw', 'ne', 'sw', 'se'];

  const frameWords = ([left, top, width, height]) =>
    t('cropped', { size: inWords([width, height]), left: number(left), top: number(top) });
  const setFrame = (frame) => {
    const [width, height] = full();
    const isWhole = frame[2] === width && frame[3] === height;
    // A size given before would stretch what is kept now.
    alter({ crop: isWhole ? null : frame, size: null }, frameWords(frame));
  };
  const applyFrame = () => {
    const frame = (app().view.typed ?? frameOf(app().config, app().state).map(String)).map(wholeNumber);
    const [width, height] = full();
    const [x, y, w, hh] = frame;
    if (!(x >= 0 && y >= 0 && w >= 1 && hh >= 1 && x + w <= width && y + hh <= height)) {
      const fault = t('fault.frame', { size: inWords([width, height]) });
      app().show({ fault }, fault);
      return;
    }
    setFrame(frame);
  };

  // ---- the frame of a crop

  /** A frame whose corner, side or middle (`part`) is carried so far, in pixels of the file. */
  const carried = ([x, y, w, hh], part, dx, dy) => {
    const [width, height] = full();
    const least = Math.min(width, height, 4 * app().config.scale);
    const within = (value, from, to) => Math.max(from, Math.min(to, Math.round(value)));
    if (part === 'move') return [within(x + dx, 0, width - w), within(y + dy, 0, height - hh), w, hh];
    let [left, top, right, bottom] = [x, y, x + w, y + hh];
    if (part.includes('w')) left = within(x + dx, 0, right - least);
    if (part.includes('e')) right = within(x + w + dx, left + least, width);
    if (part.includes('n')) top = within(y + dy, 0, bottom - least);
    if (part.includes('s')) bottom = within(y + hh + dy, top + least, height);
    return [left, top, right - left, bottom - top];
  };

  const placeFrame = (frame) => {
    const [width, height] = full();
    for (const one of document.querySelectorAll('.hole, .frame')) {
      one.style.left = `${(frame[0] / width) * 100}%`;
      one.style.top = `${(frame[1] / height) * 100}%`;
      one.style.width = `${(frame[2] / width) * 100}%`;
      one.style.height = `${(frame[3] / height) * 100}%`;
    }
    frame.forEach((length, rank) => {
      const field = document.querySelector(`[data-part="${rank}"]`);
      if (field && field !== document.activeElement) field.value = String(length);
    });
  };

  const grab = (event, part) => {
    event.preventDefault();
    const { width } = document.querySelector('.paper').getBoundingClientRect();
    const factor = full()[0] / width;
    const from = frameOf(app().config, app().state);
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    let frame = from;
    const follow = (moved) => {
      frame = carried(
        from,
        part,
        (moved.clientX - event.clientX) * factor,
        (moved.clientY - event.clientY) * factor,
      );
      placeFrame(frame);
    };
    const release = () => {
      handle.removeEventListener('pointermove', follow);
      app().view = { ...app().view, typed: null, fault: null };
      setFrame(frame);
    };
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', release, { once: true });
    handle.addEventListener('pointercancel', release, { once: true });
  };

  const frameOver = () => [
    h('div', { class: 'shade', 'aria-hidden': 'true' }, h('div', { class: 'hole' })),
    h(
      'div',
      { class: 'frame', 'aria-hidden': 'true', onpointerdown: (event) => grab(event, 'move') },
      CORNERS.map((part) =>
        h('span', {
          class: `handle handle-${part}`,
          onpointerdown: (event) => {
            event.stopPropagation();
            grab(event, part);
          },
        }),
      ),
    ),
  ];

  const cropPanel = () => {
    const frame = app().view.typed ?? frameOf(app().config, app().state).map(String);
    return [
      h('p', { class: 'note' }, t('crop-note')),
      h(
        'div',
        { class: 'pairs' },
        ['left', 'top', 'width', 'height'].map((side, part) =>
          numberField({
            key: `crop-${side}`,
            label: t(`crop-${side}`),
            value: frame[part],
            part,
            apply: applyFrame,
            oninput: ({ target }) => {
              const typed = [...(app().view.typed ?? frameOf(app().config, app().state).map(String))];
              typed[part] = target.value;
              app().note({ typed });
              if (typed.every((one) => wholeNumber(one) >= 0)) placeFrame(typed.map(wholeNumber));
            },
          }),
        ),
      ),
      fault(),
      h(
        'p',
        { class: 'presses' },
        press(t('apply'), applyFrame, true),
        press(t('crop-all'), () => {
          app().view.typed = null;
          setFrame([0, 0, ...full()]);
        }),
      ),
    ];
  };

  // ---- light

  const lightPanel = () =>
    ['brightness', 'contrast'].map((key) =>
      slider({
        key,
        label: t(key),
        value: edited()[key],
        from: -100,
        to: 100,
        put: (value) => ({ [key]: value }),
        written: (value) => (value > 0 ? `+${value}` : String(value).replace('-', '−')),
      }),
    );

  const s = (tag, attributes, ...children) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  };
  const drawHistogram = () => {
    const { black, white } = edited();
    const counts = kept('counts', JSON.stringify(app().state.layers), () => histogram(drawn()));
    const sorted = [...counts].sort((one, other) => other - one);
    // One tone that fills the ground would flatten all others.
    const top = Math.max(1, Math.min(sorted[0], (sorted[3] || sorted[0]) * 1.4));
    const bars = counts
      .map((count, tone) => `M${tone + 0.5} 100V${100 - Math.min(100, (count / top) * 96)}`)
      .join('');
    const [from, to] = rangeOf(counts, 0);
    const [dark, bright] = lost(counts, curveOf(edited()));
    const mark = (tone, name) => s('path', { class: `mark mark-${name}`, d: `M${tone + 0.5} 0V100` });
    return h(
      'figure',
      { class: 'histogram' },
      s(
        'svg',
        {
          viewBox: '0 0 256 100',
          preserveAspectRatio: 'none',
          role: 'img',
          'aria-label': t('histogram', { from, to }),
        },
        s('path', { class: 'bars', d: bars }),
        mark(black, 'black'),
        mark(white, 'white'),
      ),
      h(
        'p',
        { class: 'scale', 'aria-hidden': 'true' },
        h('span', {}, t('scale-black')),
        h('span', {}, t('scale-white')),
      ),
      h('figcaption', {}, t('lost', { dark: number(dark, 1), bright: number(bright, 1) })),
    );
  };

  const levelsPanel = () => [
    drawHistogram(),
    slider({
      key: 'black',
      label: t('black'),
      value: edited().black,
      from: 0,
      to: 254,
      put: (value) => ({ black: Math.min(value, edited().white - 1) }),
    }),
    slider({
      key: 'white',
      label: t('white'),
      value: edited().white,
      from: 1,
      to: 255,
      put: (value) => ({ white: Math.max(value, edited().black + 1) }),
    }),
  ];

  // ---- layers

  const moveLayer = (rank, by) => {
    const layers = [...app().state.layers];
    const [moved] = layers.splice(rank, 1);
    layers.splice(rank + by, 0, moved);
    alter(
      { layers },
      t('layer-moved', { name: nameOf(moved.id), rank: rank + by + 1, count: layers.length }),
    );
  };
  const setLayer = (id, changes, said) =>
    alter(
      { layers: edited().layers.map((layer) => (layer.id === id ? { ...layer, ...changes } : layer)) },
      said,
    );
  const nameOf = (id) => app().config.layers.find((layer) => layer.id === id).name;

  const layersPanel = () => [
    h('p', { class: 'note' }, t('layers-note')),
    h(
      'ol',
      { class: 'layers' },
      app().state.layers.map(({ id, visible, opacity }, rank) => {
        const name = nameOf(id);
        const say1 = (changes, said) => setLayer(id, changes, said);
        return h(
          'li',
          { class: visible ? 'layer' : 'layer is-hidden' },
          h(
            'div',
            { class: 'layer-head' },
            small(
              t(visible ? 'hide' : 'show', { name }),
              visible ? 'icon:eye' : 'icon:eye-off',
              () => say1({ visible: !visible }, t(visible ? 'hidden' : 'shown', { name })),
              { 'data-key': `eye ${id}` },
            ),
            h(
              'span',
              { class: 'layer-name' },
              name,
              !visible && h('span', { class: 'unseen' }, t('is-hidden')),
            ),
            small(t('up', { name }), 'icon:arrow-up', () => moveLayer(rank, -1), { disabled: rank === 0 }),
            small(t('down', { name }), 'icon:arrow-down', () => moveLayer(rank, 1), {
              disabled: rank === app().state.layers.length - 1,
            }),
          ),
          slider({
            key: `opacity-${id}`,
            label: t('opacity', { name }),
            value: edited().layers.find((layer) => layer.id === id)?.opacity ?? opacity,
            from: 0,
            to: 100,
            put: (value) => ({
              layers: app().state.layers.map((layer) =>
                layer.id === id ? { ...layer, opacity: value } : layer,
              ),
            }),
            written: (value) => t('percent', { value }),
          }),
        );
      }),
    ),
  ];

  // ---- zoom

  const lens = () => {
    const level = app().view.level;
    const { width, height } = result();
    const room = (document.querySelector('.stage')?.clientWidth ?? VIEWPORT.width) - MARGIN;
    const view = { width: Math.min(VIEWPORT.width, room), height: VIEWPORT.height };
    const clamp = (at, size, seen) =>
      size <= seen ? (size - seen) / 2 : Math.max(0, Math.min(size - seen, at));
    const seen = [view.width / level, view.height / level];
    const [x, y] = app().view.centre ?? [width / 2, height / 2];
    return {
      ...view,
      level,
      seen,
      left: clamp(x - seen[0] / 2, width, seen[0]),
      top: clamp(y - seen[1] / 2, height, seen[1]),
      isWhole: width <= seen[0] && height <= seen[1],
      size: [width, height],
    };
  };
  const look = (by) => {
    const { left, top, seen, size } = lens();
    const within = (at, most, half) =>
      Math.max(Math.min(half, most / 2), Math.min(Math.max(most - half, most / 2), at));
    app().view.centre = [
      within(left + seen[0] / 2 + by[0], size[0], seen[0] / 2),
      within(top + seen[1] / 2 + by[1], size[1], seen[1] / 2),
    ];
    repaint();
    app().note({});
  };
  const zoomTo = (level) => {
    settle();
    app().show({ level }, t('zoomed', { percent: number(level * 100) }));
  };
  const drawZoomed = (canvas) => {
    const { width, height, level, left, top, size } = lens();
    canvas.width = width;
    canvas.height = height;
    const ink = canvas.getContext('2d');
    ink.imageSmoothingEnabled = false;
    // Around the picture there is nothing, not even transparency.
    ink.fillStyle = '#8a93a6';
    ink.fillRect(0, 0, width, height);
    ink.clearRect(-left * level, -top * level, size[0] * level, size[1] * level);
    const place = (source) =>
      ink.drawImage(source, -left * level, -top * level, source.width * level, source.height * level);
    if (app().config.layers.some(({ vector }) => vector)) {
      for (const { id, visible, opacity } of [...app().state.layers].reverse()) {
        if (!visible) continue;
        ink.globalAlpha = opacity / 100;
        const { vector, shapes } = app().config.layers.find((layer) => layer.id === id);
        if (vector)
          ink.drawImage(onCanvas(paint(shapes, { x: left, y: top, zoom: level, width, height })), 0, 0);
        else place(onCanvas(paintOf(id)));
      }
      ink.globalAlpha = 1;
      return;
    }
    place(onCanvas(result()));
    if (level < GRID_FROM) return;
    ink.fillStyle = 'rgb(110 118 135 / 60%)';
    const [fromX, toX] = [Math.max(0, -left * level), Math.min(width, (size[0] - left) * level)];
    const [fromY, toY] = [Math.max(0, -top * level), Math.min(height, (size[1] - top) * level)];
    for (let x = 0; x <= size[0]; x += 1) ink.fillRect(Math.round((x - left) * level), fromY, 1, toY - fromY);
    for (let y = 0; y <= size[1]; y += 1) ink.fillRect(fromX, Math.round((y - top) * level), toX - fromX, 1);
  };

  /** The picture is carried by the finger. */
  const carry = (canvas) => {
    canvas.className = 'zoomed';
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      let last = event;
      const follow = (moved) => {
        const { level } = app().view;
        look([(last.clientX - moved.clientX) / level, (last.clientY - moved.clientY) / level]);
        last = moved;
      };
      canvas.addEventListener('pointermove', follow);
      const leave = () => canvas.removeEventListener('pointermove', follow);
      canvas.addEventListener('pointerup', leave, { once: true });
      canvas.addEventListener('pointercancel', leave, { once: true });
    });
  };

  const zoomPanel = () => {
    const { level } = app().view;
    const at = ZOOMS.indexOf(level);
    const { isWhole, seen } = lens();
    const step = (dx, dy) => () => look([(dx * seen[0]) / 4, (dy * seen[1]) / 4]);
    return [
      h(
        'div',
        { class: 'zoom', role: 'group', 'aria-label': t('tool.zoom') },
        small(t('zoom-out'), 'icon:minus', () => zoomTo(ZOOMS[at - 1]), { disabled: at === 0 }),
        h('output', { class: 'value' }, t('percent', { value: number(level * 100) })),
        small(t('zoom-in'), 'icon:plus', () => zoomTo(ZOOMS[at + 1]), {
          disabled: at === ZOOMS.length - 1,
        }),
      ),
      h(
        'div',
        { class: 'zoom', role: 'group', 'aria-label': t('look') },
        small(t('look-left'), 'icon:arrow-left', step(-1, 0), { disabled: isWhole }),
        small(t('look-up'), 'icon:arrow-up', step(0, -1), { disabled: isWhole }),
        small(t('look-down'), 'icon:arrow-down', step(0, 1), { disabled: isWhole }),
        small(t('look-right'), 'icon:arrow-right', step(1, 0), { disabled: isWhole }),
      ),
    ];
  };

  Object.assign(tools, {
    crop: {
      sign: 'icon:crop',
      panel: cropPanel,
      fill: (canvas) => onCanvas(whole(), canvas),
      shownSize: full,
      over: frameOver,
      settle: applyFrame,
      status: () => frameWords(frameOf(app().config, app().state)),
      placed: () => placeFrame(app().view.typed?.map(wholeNumber) ?? frameOf(app().config, app().state)),
    },
    light: { sign: 'icon:sun', panel: lightPanel },
    levels: {
      sign: 'icon:chart-area',
      panel: levelsPanel,
      drawn: () => document.querySelector('.histogram')?.replaceWith(drawHistogram()),
    },
    layers: { sign: 'icon:layers', panel: layersPanel },
    zoom: {
      sign: 'icon:zoom-in',
      panel: zoomPanel,
      fill: drawZoomed,
      shownSize: () => null,
      over: carry,
      status: () =>
        `${inWords(sizeOf(app().config, app().state))}. ${t('zoomed', { percent: number(app().view.level * 100) })}`,
      placed: repaint,
    },
  });
})();
