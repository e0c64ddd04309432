/* A picture editor. A state is what `src/engine/practicals/picture-editor.ts` reads; pixels are `window.Shared`'s. */
(() => {
  const { h, button, locale } = window.Practical;
  const { compose, curveOf, cut, expose, frameOf, histogram, light, lost, makeFile } = window.Shared;
  const { orient, orientBox, paint, rangeOf, resample, sizeOf, turnedSize } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.picture-editor.${name}`, values);

  const SVG = 'http://www.w3.org/2000/svg';
  const ZOOMS = [1, 2, 4, 8, 16, 32];
  const PALETTES = [256, 128, 64, 32, 16, 8, 4, 2];
  const VIEWPORT = { width: 640, height: 360 };
  /** From this zoom, lines part the pixels. */
  const GRID_FROM = 8;
  const MOST = 20000;
  const CORNERS = ['n', 's', 'w', 'e', 'nw', 'ne', 'sw', 'se'];
  const PANELS = {
    crop: 'icon:crop',
    resize: 'icon:scaling',
    light: 'icon:sun',
    levels: 'icon:chart-area',
    layers: 'icon:layers',
    zoom: 'icon:zoom-in',
    export: 'icon:save',
    properties: 'icon:info',
  };

  let app = null;

  // ---- what is known

  const number = (value, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits });
  /** The state, with what is still being slid or typed. */
  const edited = () => ({ ...app.state, ...app.view.draft });
  const inWords = ([width, height]) => t('size', { width: number(width), height: number(height) });
  const full = () => turnedSize(app.config, app.state);

  // ---- pixels: each step is kept until what it comes from changes

  const steps = new Map();
  const kept = (step, key, make) => {
    const known = steps.get(step);
    if (known && known.key === key) return known.value;
    const value = make();
    steps.set(step, { key, value });
    return value;
  };
  const nativeView = () => ({ x: 0, y: 0, zoom: 1, width: app.config.width, height: app.config.height });
  const paintOf = (id) =>
    kept(`layer ${id}`, app.config, () =>
      paint(app.config.layers.find((layer) => layer.id === id).shapes, nativeView()),
    );
  const drawn = () =>
    kept('drawn', JSON.stringify(edited().layers), () =>
      expose(compose(edited().layers, paintOf, nativeView()), app.config.tones),
    );
  /** Whole, as it is turned and lit. */
  const whole = () => {
    const { turns, mirror, brightness, contrast, black, white } = edited();
    const before = drawn();
    const turned = kept('turned', [JSON.stringify(edited().layers), turns, mirror].join(), () =>
      orient(before, turns, mirror),
    );
    return light(turned, { brightness, contrast, black, white });
  };
  const result = () => {
    const pixels = whole();
    const { scale } = app.config;
    const [x, y, width, height] = frameOf(app.config, edited()).map((length) => Math.round(length / scale));
    const [left, top] = [Math.min(x, pixels.width - 1), Math.min(y, pixels.height - 1)];
    return cut(pixels, [
      left,
      top,
      Math.max(1, Math.min(width, pixels.width - left)),
      Math.max(1, Math.min(height, pixels.height - top)),
    ]);
  };
  const fileMade = () =>
    kept('file', JSON.stringify(edited()), () =>
      makeFile(resample(result(), ...sizeOf(app.config, edited())), edited()),
    );

  const onCanvas = (pixels, canvas = document.createElement('canvas')) => {
    canvas.width = pixels.width;
    canvas.height = pixels.height;
    canvas.getContext('2d').putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
    return canvas;
  };

  // ---- acts

  /** What is being slid or typed is done before anything else is. */
  const settle = () => {
    const typed = app.view.typed;
    if (app.view.tool === 'resize' && typed) applySize();
    else if (app.view.tool === 'crop' && typed) applyFrame();
    else if (app.view.draft) commit();
  };
  const commit = (said) => {
    const next = edited();
    app.view = { ...app.view, draft: null, typed: null, fault: null };
    const before = app.state;
    app.change(next, said);
    if (app.state === before) app.show({});
  };
  const alter = (changes, said) => {
    app.view = { ...app.view, draft: { ...app.view.draft, ...changes } };
    commit(said);
  };
  // « Je valide » stands outside of this frame: what was typed last counts.
  window.addEventListener('blur', () => {
    if (app) settle();
  });
  window.addEventListener('resize', () => {
    if (app && app.view.tool === 'zoom') repaint();
  });

  const open = (tool) => {
    settle();
    app.show({ tool: app.view.tool === tool ? null : tool, draft: null, typed: null, fault: null });
  };

  /** Turned or mirrored as it is seen: what is kept of it and its size follow. */
  const turn = (turns, mirror, said) => {
    settle();
    const { state } = app;
    const size = full();
    const crop = state.crop && orientBox(state.crop, size, turns, mirror);
    alter(
      {
        // A mirror of what is turned one way is turned the other.
        turns: ((mirror ? 4 - state.turns : state.turns) + turns) % 4,
        mirror: mirror !== state.mirror,
        crop,
        size: state.size && (turns % 2 === 1 ? [state.size[1], state.size[0]] : state.size),
      },
      `${t(said)} ${inWords(turns % 2 === 1 ? [...sizeOf(app.config, state)].reverse() : sizeOf(app.config, state))}`,
    );
  };

  const wholeNumber = (text) => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN);

  const applySize = () => {
    const [width, height] = (app.view.typed ?? sizeOf(app.config, app.state).map(String)).map(wholeNumber);
    if (!(width >= 1 && width <= MOST && height >= 1 && height <= MOST)) {
      app.show({ fault: t('fault.size') }, t('fault.size'));
      return;
    }
    const [, , keptWidth, keptHeight] = frameOf(app.config, app.state);
    const asIs = width === keptWidth && height === keptHeight;
    alter({ size: asIs ? null : [width, height] }, t('resized', { size: inWords([width, height]) }));
  };

  const frameWords = ([left, top, width, height]) =>
    t('cropped', { size: inWords([width, height]), left: number(left), top: number(top) });
  const setFrame = (frame) => {
    const [width, height] = full();
    const isWhole = frame[2] === width && frame[3] === height;
    // A size given before would stretch what is kept now.
    alter({ crop: isWhole ? null : frame, size: null }, frameWords(frame));
  };
  const applyFrame = () => {
    const frame = (app.view.typed ?? frameOf(app.config, app.state).map(String)).map(wholeNumber);
    const [width, height] = full();
    const [x, y, w, hh] = frame;
    if (!(x >= 0 && y >= 0 && w >= 1 && hh >= 1 && x + w <= width && y + hh <= height)) {
      const fault = t('fault.frame', { size: inWords([width, height]) });
      app.show({ fault }, fault);
      return;
    }
    setFrame(frame);
  };

  const moveLayer = (rank, by) => {
    const layers = [...app.state.layers];
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
  const nameOf = (id) => app.config.layers.find((layer) => layer.id === id).name;

  // ---- the frame of a crop

  /** A frame whose corner, side or middle (`part`) is carried so far, in pixels of the file. */
  const carried = ([x, y, w, hh], part, dx, dy) => {
    const [width, height] = full();
    const least = Math.min(width, height, 4 * app.config.scale);
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
    const from = frameOf(app.config, app.state);
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
      app.view = { ...app.view, typed: null, fault: null };
      setFrame(frame);
    };
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', release, { once: true });
    handle.addEventListener('pointercancel', release, { once: true });
  };

  // ---- zoom

  const lens = () => {
    const level = app.view.level;
    const { width, height } = result();
    const room = document.querySelector('.stage')?.clientWidth ?? VIEWPORT.width;
    const view = { width: Math.min(VIEWPORT.width, room), height: VIEWPORT.height };
    const clamp = (at, size, seen) =>
      size <= seen ? (size - seen) / 2 : Math.max(0, Math.min(size - seen, at));
    const seen = [view.width / level, view.height / level];
    const [x, y] = app.view.centre ?? [width / 2, height / 2];
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
    app.view.centre = [
      within(left + seen[0] / 2 + by[0], size[0], seen[0] / 2),
      within(top + seen[1] / 2 + by[1], size[1], seen[1] / 2),
    ];
    repaint();
    app.note({});
  };
  const zoomTo = (level) => {
    settle();
    app.show({ level }, t('zoomed', { percent: number(level * 100) }));
  };
  const drawZoomed = (canvas) => {
    const { width, height, level, left, top, size } = lens();
    canvas.width = width;
    canvas.height = height;
    const ink = canvas.getContext('2d');
    ink.imageSmoothingEnabled = false;
    const place = (source) =>
      ink.drawImage(source, -left * level, -top * level, source.width * level, source.height * level);
    if (app.config.layers.some(({ vector }) => vector)) {
      for (const { id, visible, opacity } of [...app.state.layers].reverse()) {
        if (!visible) continue;
        ink.globalAlpha = opacity / 100;
        const { vector, shapes } = app.config.layers.find((layer) => layer.id === id);
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

  // ---- drawing

  /** The picture alone: while something slides, nothing else is drawn anew. */
  const repaint = () => {
    const canvas = document.querySelector('canvas');
    if (canvas) fill(canvas);
  };
  const fill = (canvas) => {
    const { tool } = app.view;
    if (tool === 'zoom') drawZoomed(canvas);
    else if (tool === 'crop') onCanvas(whole(), canvas);
    else if (tool === 'export') onCanvas(fileMade().pixels, canvas);
    else onCanvas(result(), canvas);
    const [width, height] = tool === 'crop' ? full() : sizeOf(app.config, edited());
    const tall = Math.min(400, (window.innerWidth * 4) / 5);
    canvas.style.width = tool === 'zoom' ? '' : `${Math.max(1, Math.min(width, (tall * width) / height))}px`;
    canvas.style.aspectRatio = tool === 'zoom' ? '' : `${width} / ${height}`;
    const level = document.querySelector('.histogram');
    if (level) level.replaceWith(drawHistogram());
  };

  const status = () => {
    const { tool, level } = app.view;
    const size = inWords(sizeOf(app.config, app.state));
    if (tool === 'zoom') return `${size}. ${t('zoomed', { percent: number(level * 100) })}`;
    return tool === 'crop' ? frameWords(frameOf(app.config, app.state)) : size;
  };

  const drawPicture = () => {
    const { tool } = app.view;
    const canvas = h('canvas', { role: 'img', 'aria-label': `${app.config.alt} ${status()}` });
    if (tool === 'zoom') {
      canvas.className = 'zoomed';
      canvas.addEventListener('pointerdown', (event) => {
        canvas.setPointerCapture(event.pointerId);
        let last = event;
        const follow = (moved) => {
          look([
            (last.clientX - moved.clientX) / app.view.level,
            (last.clientY - moved.clientY) / app.view.level,
          ]);
          last = moved;
        };
        canvas.addEventListener('pointermove', follow);
        const leave = () => canvas.removeEventListener('pointermove', follow);
        canvas.addEventListener('pointerup', leave, { once: true });
        canvas.addEventListener('pointercancel', leave, { once: true });
      });
    }
    const frame = tool === 'crop' && [
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
    return h(
      'div',
      { class: tool === 'crop' ? 'stage is-cropping' : 'stage' },
      h('div', { class: 'paper' }, canvas, frame),
    );
  };

  const small = (label, sign, act, more) =>
    button(label, sign, act, { class: 'tool only-icon', title: label, ...more });

  /** A slider with its value, and a step each way for fingers. `put(value)` gives the changes of the state. */
  const slider = ({ key, label, value, from, to, put, written = String }) => {
    const out = h('output', { class: 'value' }, written(value));
    const set = (next) => alter(put(Math.max(from, Math.min(to, next))), `${label} ${written(next)}`);
    return h(
      'div',
      { class: 'slider' },
      h('label', { for: key }, label, ' ', out),
      h(
        'div',
        { class: 'slide' },
        small(t('less', { label }), 'icon:minus', () => set(value - 1), { disabled: value <= from }),
        h('input', {
          type: 'range',
          id: key,
          'data-key': key,
          min: from,
          max: to,
          value: String(value),
          'aria-valuetext': written(value),
          oninput: ({ target }) => {
            out.textContent = written(Number(target.value));
            target.setAttribute('aria-valuetext', out.textContent);
            app.note({ draft: { ...app.view.draft, ...put(Number(target.value)) } });
            if (app.view.tool !== 'export') repaint();
          },
          onchange: () => commit(),
        }),
        small(t('more', { label }), 'icon:plus', () => set(value + 1), { disabled: value >= to }),
      ),
    );
  };

  const numberField = ({ key, label, value, oninput, apply, part }) =>
    h(
      'p',
      { class: 'line' },
      h('label', { for: key }, label),
      h('input', {
        type: 'text',
        id: key,
        'data-key': key,
        'data-part': part,
        inputmode: 'numeric',
        autocomplete: 'off',
        maxlength: '5',
        value,
        oninput,
        onkeydown: (event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          apply();
        },
      }),
    );
  const press = (label, act, main) =>
    h(
      'button',
      { type: 'button', class: main ? 'press press-main' : 'press', 'data-key': label, onclick: act },
      label,
    );
  const fault = () => app.view.fault && h('p', { class: 'fault' }, app.view.fault);

  const panels = {
    crop() {
      const frame = app.view.typed ?? frameOf(app.config, app.state).map(String);
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
                const typed = [...(app.view.typed ?? frameOf(app.config, app.state).map(String))];
                typed[part] = target.value;
                app.note({ typed });
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
            app.view.typed = null;
            setFrame([0, 0, ...full()]);
          }),
        ),
      ];
    },
    resize() {
      const typed = app.view.typed ?? sizeOf(app.config, app.state).map(String);
      const [, , keptWidth, keptHeight] = frameOf(app.config, app.state);
      const field = (part, side) =>
        numberField({
          key: `size-${side}`,
          label: t(`size-${side}`),
          value: typed[part],
          part,
          apply: applySize,
          oninput: ({ target }) => {
            const next = [...(app.view.typed ?? sizeOf(app.config, app.state).map(String))];
            next[part] = target.value;
            const value = wholeNumber(target.value);
            if (app.view.locked && value >= 1) {
              const ratio = part === 0 ? keptHeight / keptWidth : keptWidth / keptHeight;
              next[1 - part] = String(Math.max(1, Math.round(value * ratio)));
              document.querySelector(`[data-part="${1 - part}"]`).value = next[1 - part];
            }
            app.note({ typed: next });
          },
        });
      return [
        h('div', { class: 'pairs' }, field(0, 'width'), field(1, 'height')),
        h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'checkbox',
            'data-key': 'locked',
            checked: app.view.locked,
            onchange: ({ target }) => app.show({ locked: target.checked }),
          }),
          h('span', {}, t('locked')),
        ),
        fault(),
        h('p', { class: 'presses' }, press(t('apply'), applySize, true)),
      ];
    },
    light: () =>
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
      ),
    levels: () => [
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
    ],
    layers: () => [
      h('p', { class: 'note' }, t('layers-note')),
      h(
        'ol',
        { class: 'layers' },
        app.state.layers.map(({ id, visible, opacity }, rank) => {
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
                disabled: rank === app.state.layers.length - 1,
              }),
            ),
            slider({
              key: `opacity-${id}`,
              label: t('opacity', { name }),
              value: edited().layers.find((layer) => layer.id === id)?.opacity ?? opacity,
              from: 0,
              to: 100,
              put: (value) => ({
                layers: app.state.layers.map((layer) =>
                  layer.id === id ? { ...layer, opacity: value } : layer,
                ),
              }),
              written: (value) => t('percent', { value }),
            }),
          );
        }),
      ),
    ],
    zoom() {
      const { level } = app.view;
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
    },
    export() {
      const { format, colours, quality } = edited();
      const { bytes, gap } = fileMade();
      const clear = result().data.some((value, at) => at % 4 === 3 && value < 255);
      const choose = (key, name, options, value, change) =>
        h(
          'p',
          { class: 'line' },
          h('label', { for: key }, name),
          h(
            'select',
            { id: key, 'data-key': key, onchange: ({ target }) => alter(change(target.value)) },
            options.map(([option, text]) =>
              h('option', { value: option, selected: option === String(value) }, text),
            ),
          ),
        );
      return [
        choose(
          'format',
          t('format'),
          ['jpeg', 'png', 'png-palette'].map((one) => [one, t(`format.${one}`)]),
          format,
          (one) => ({
            format: one,
          }),
        ),
        format === 'jpeg' &&
          slider({
            key: 'quality',
            label: t('quality'),
            value: quality,
            from: 1,
            to: 100,
            put: (value) => ({ quality: value }),
          }),
        format === 'png-palette' &&
          choose(
            'colours',
            t('colours'),
            PALETTES.map((one) => [String(one), number(one)]),
            colours,
            (one) => ({
              colours: Number(one),
            }),
          ),
        h(
          'dl',
          { class: 'facts' },
          fact(t('weight'), weightOf(bytes)),
          fact(t('gap'), number(gap, 1)),
          fact(t('clear'), t(clear ? (format === 'jpeg' ? 'clear-lost' : 'clear-kept') : 'clear-none')),
        ),
      ];
    },
    properties() {
      const { details, name } = app.config;
      return [
        h(
          'dl',
          { class: 'facts' },
          fact(t('file-name'), name),
          fact(t('dimensions'), inWords(sizeOf(app.config, app.state))),
          app.config.tools.includes('export') && fact(t('weight'), weightOf(fileMade().bytes)),
          details && app.state.details && Object.entries(details).map(([label, value]) => fact(label, value)),
        ),
        details &&
          (app.state.details
            ? h(
                'p',
                { class: 'presses' },
                press(t('details-clear'), () => alter({ details: false }, t('details-gone'))),
              )
            : h('p', { class: 'note' }, t('details-gone'))),
      ];
    },
  };
  const fact = (label, value) => h('div', { class: 'fact' }, h('dt', {}, label), h('dd', {}, value));
  const weightOf = (bytes) => t('bytes', { size: number(bytes / 1000, 1) });

  const s = (tag, attributes, ...children) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  };
  const drawHistogram = () => {
    const { black, white } = edited();
    const counts = kept('counts', JSON.stringify(app.state.layers), () => histogram(drawn()));
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

  window.Practical.define({
    view: (config) => ({
      tool: null,
      locked: config.locked,
      level: 1,
      centre: null,
      draft: null,
      typed: null,
      fault: null,
    }),
    draw(given) {
      if (app?.config !== given.config) steps.clear();
      app = given;
      const { tools } = app.config;
      const { tool } = app.view;
      const now = (name, sign, act) => button(t(name), sign, act, { 'data-key': name });
      const parts = h(
        'main',
        {},
        h(
          'div',
          { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
          tools.includes('rotate') && [
            now('rotate-left', 'icon:rotate-ccw', () => turn(3, false, 'turned-left')),
            now('rotate-right', 'icon:rotate-cw', () => turn(1, false, 'turned-right')),
          ],
          tools.includes('mirror') &&
            now('mirror', 'icon:flip-horizontal-2', () => turn(0, true, 'mirrored')),
          Object.entries(PANELS).map(
            ([name, sign]) =>
              tools.includes(name) &&
              button(t(`tool.${name}`), sign, () => open(name), {
                'data-key': name,
                'aria-expanded': tool === name ? 'true' : 'false',
              }),
          ),
        ),
        h('h1', { class: 'unseen', tabindex: '-1', 'data-home': true }, app.config.name),
        h(
          'div',
          { class: tool === null ? 'desk' : 'desk has-panel' },
          h('div', { class: 'view' }, drawPicture(), h('p', { class: 'status' }, status())),
          tool !== null &&
            h(
              'section',
              { class: 'panel', 'aria-label': t(`tool.${tool}`) },
              h('h2', {}, t(`tool.${tool}`)),
              panels[tool](),
            ),
        ),
      );
      const canvas = parts.querySelector('canvas');
      fill(canvas);
      requestAnimationFrame(() => {
        if (tool === 'crop') placeFrame(app.view.typed?.map(wholeNumber) ?? frameOf(app.config, app.state));
        if (tool === 'zoom') repaint();
      });
      return parts;
    },
  });
})();
