/*
 * A picture editor. A state is what `src/engine/practicals/picture-editor.ts` reads; pixels are `window.Shared`'s. Tools
 * of other files join `window.Picture.tools`: `{ sign, panel }`, and what else they change (`fill` the canvas, lay `over`
 * it, `settle` what is typed, `status`, `drawn` once all is there).
 */
(() => {
  const { h, button, locale } = window.Practical;
  const { compose, cut, expose, frameOf, light, orient, orientBox, paint, sizeOf, turnedSize } =
    window.Shared;
  const t = (name, values) => window.Practical.t(`practical.picture-editor.${name}`, values);

  const MOST = 20000;
  const ORDER = ['crop', 'resize', 'light', 'levels', 'layers', 'zoom', 'export', 'properties'];

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
  const onCanvas = (pixels, canvas = document.createElement('canvas')) => {
    canvas.width = pixels.width;
    canvas.height = pixels.height;
    canvas.getContext('2d').putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
    return canvas;
  };

  // ---- acts

  /** What is being slid or typed is done before anything else is. */
  const settle = () => {
    if (app.view.typed) tools[app.view.tool].settle();
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
    if (app) repaint();
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

  // ---- drawing

  /** The picture alone: while something slides, nothing else is drawn anew. */
  const repaint = () => {
    const canvas = document.querySelector('canvas');
    if (canvas) fill(canvas);
  };
  const fill = (canvas) => {
    const { fill: own, shownSize, drawn: after } = tools[app.view.tool] ?? {};
    if (own) own(canvas);
    else onCanvas(result(), canvas);
    const size = shownSize ? shownSize() : sizeOf(app.config, edited());
    if (size) {
      const tall = Math.min(400, (window.innerWidth * 4) / 5);
      canvas.style.width = `${Math.max(1, Math.min(size[0], (tall * size[0]) / size[1]))}px`;
      canvas.style.aspectRatio = `${size[0]} / ${size[1]}`;
    }
    after?.();
  };

  const status = () => tools[app.view.tool]?.status?.() ?? inWords(sizeOf(app.config, app.state));

  const drawPicture = () => {
    const { tool } = app.view;
    const canvas = h('canvas', { role: 'img', 'aria-label': `${app.config.alt} ${status()}` });
    const over = tools[tool]?.over?.(canvas);
    return h('div', { class: `stage stage-${tool}` }, h('div', { class: 'paper' }, canvas, over));
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

  const fact = (label, value) => h('div', { class: 'fact' }, h('dt', {}, label), h('dd', {}, value));

  const panels = {
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
    properties() {
      const { details, name } = app.config;
      return [
        h(
          'dl',
          { class: 'facts' },
          fact(t('file-name'), name),
          fact(t('dimensions'), inWords(sizeOf(app.config, app.state))),
          tools.export && fact(t('weight'), tools.export.weight()),
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
  const tools = {
    resize: { sign: 'icon:scaling', panel: panels.resize, settle: applySize },
    properties: { sign: 'icon:info', panel: panels.properties },
  };
  window.Picture = {
    ...{
      tools,
      t,
      number,
      inWords,
      edited,
      full,
      kept,
      drawn,
      whole,
      result,
      paintOf,
      onCanvas,
      settle,
      alter,
    },
    ...{ repaint, small, slider, numberField, wholeNumber, press, fault, fact },
    app: () => app,
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
      const has = (name) => app.config.tools.includes(name);
      const { tool } = app.view;
      const now = (name, sign, act) => button(t(name), sign, act, { 'data-key': name });
      const parts = h(
        'main',
        {},
        h(
          'div',
          { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
          has('rotate') && [
            now('rotate-left', 'icon:rotate-ccw', () => turn(3, false, 'turned-left')),
            now('rotate-right', 'icon:rotate-cw', () => turn(1, false, 'turned-right')),
          ],
          has('mirror') && now('mirror', 'icon:flip-horizontal-2', () => turn(0, true, 'mirrored')),
          ORDER.map(
            (name) =>
              has(name) &&
              button(t(`tool.${name}`), tools[name].sign, () => open(name), {
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
              tools[tool].panel(),
            ),
        ),
      );
      fill(parts.querySelector('canvas'));
      // What needs its place on the page.
      requestAnimationFrame(() => tools[tool]?.placed?.());
      return parts;
    },
  });
})();
