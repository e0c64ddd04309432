/*
 * Slides, and posters of one page. A state is the whole show, as `src/engine/practicals/slides.ts` reads it; what can be
 * done to it is `window.Shared`'s. Whatever is done by dragging is done by figures and keys too.
 */
(() => {
  const { h, button, icon, locale } = window.Practical;
  const { s, rect, paint, small } = window.Slides;
  const shared = window.Shared;
  const { behind, blocksOf, contrast, hasText, isFitting, leastContrast, lookOf, MASTER, tenth } = shared;
  const t = (name, values) => window.Practical.t(`practical.slides.${name}`, values);

  const MOST_BLOCKS = 14;
  const MOST_SLIDES = 14;
  const ALL_BLOCKS = 64;
  const SIGNS = {
    ...{ title: 'icon:heading', text: 'icon:type', list: 'icon:list', picture: 'icon:image' },
    ...{ number: 'icon:hash', shape: 'icon:square' },
  };
  const PALETTE = {
    ...{ black: '#000000', white: '#ffffff', grey: '#5f6673', silver: '#c9cdd4', night: '#10244d' },
    ...{ blue: '#1f5fbf', green: '#17663a', yellow: '#ffe58a', red: '#b3261e', orange: '#d9730d' },
    ...{ violet: '#6a329f', pink: '#f4b6cf' },
  };
  const ALIGN = {
    ...{ left: 'icon:align-start-vertical', centre: 'icon:align-center-vertical' },
    ...{ right: 'icon:align-end-vertical', top: 'icon:align-start-horizontal' },
    ...{ middle: 'icon:align-center-horizontal', bottom: 'icon:align-end-horizontal' },
  };

  let app = null;
  /** What a finger or a slider is doing, before it is done. */
  let draft = null;
  /** What is typed in a field of figures, and not yet taken. */
  let pending = null;

  const has = (tool) => app.config.tools.includes(tool);
  const now = () => draft ?? app.state;
  const shown = () => app.view.slide;
  const own = () => blocksOf(now(), shown());
  const chosen = () => own().filter(({ id }) => app.view.chosen.includes(id));
  const only = () => (chosen().length === 1 ? chosen()[0] : null);
  const figure = (value) => tenth(value).toLocaleString(locale, { maximumFractionDigits: 1 });
  const written = (value) => value.toLocaleString(locale, { maximumFractionDigits: 2 });
  const cut = (text, most = 34) => (text.length > most ? `${text.slice(0, most - 2).trim()}…` : text);

  const nameOf = (block) => {
    if (block.kind === 'picture') return app.config.pictures[block.picture].name;
    const [first] = block.text.split('\n');
    return cut(first) || t(block.kind === 'number' ? 'kind.number' : 'empty');
  };
  const called = (block, name = nameOf(block)) =>
    block.kind === 'number' ? t('kind.number') : t('called', { kind: t(`kind.${block.kind}`), name });
  /** For a screen reader: all its words. */
  const toldAs = (block) => called(block, block.text.replaceAll('\n', ', ') || nameOf(block));
  const titleOf = ({ blocks }) => {
    const title = blocks.find(({ kind, text }) => kind === 'title' && text !== '') ?? blocks.find(hasText);
    return title ? nameOf(title) : t('empty');
  };

  // ---- acts

  const take = () => {
    const act = pending;
    pending = null;
    act?.();
  };
  // A field is taken once the press or the key that leaves it is over: to draw anew at once would lose either.
  let pressing = false;
  const takeSoon = (delay) => setTimeout(() => !pressing && take(), delay);
  const leave = () => {
    if (!pressing) takeSoon(0);
  };
  window.addEventListener(
    'pointerdown',
    () => {
      pressing = true;
    },
    true,
  );
  for (const name of ['pointerup', 'pointercancel'])
    window.addEventListener(
      name,
      () => {
        pressing = false;
        // A finger's click comes later, and takes first: nothing may move under it.
        takeSoon(400);
      },
      true,
    );
  window.addEventListener('click', () => take(), true);
  window.addEventListener('blur', () => take());
  window.addEventListener('resize', () => {
    if (app) overlay();
  });

  /** Something done to the show; the slide that was on it may be there no more. */
  const done = (deck, said, view = {}) => {
    draft = null;
    app.view = { ...app.view, ...view };
    const before = app.state;
    app.change(deck, said);
    if (app.state === before) app.show({});
  };
  const put = (blocks, said, view) => done(shared.withBlocks(app.state, shown(), blocks), said, view);
  const alter = (block, changes, said) => done(shared.withBlock(app.state, block.id, changes), said);

  const choose = (ids, said) => {
    take();
    const all = shared.withGroups(own(), ids);
    const { panel } = app.view;
    const panels = panelsNow().map(({ id }) => id);
    const mine = ['text', 'place'].filter((id) => panels.includes(id));
    const next = all.length > 0 && !mine.includes(panel) ? (mine[0] ?? panel) : panel;
    const names = own().filter(({ id }) => all.includes(id));
    app.show(
      { chosen: all, panel: next },
      said ?? (names.length > 0 ? t('chosen', { list: names.map(toldAs).join(', ') }) : t('none-chosen')),
    );
  };
  const press = (id, more) => {
    const { chosen: list } = app.view;
    if (!more) return choose([id]);
    const family = shared.withGroups(own(), [id]);
    return choose(list.includes(id) ? list.filter((one) => !family.includes(one)) : [...list, id]);
  };
  const goTo = (slide) => {
    take();
    const number = app.state.slides.findIndex(({ id }) => id === slide) + 1;
    app.show(
      { slide, chosen: [], panel: app.view.panel === 'look' && slide !== MASTER ? null : app.view.panel },
      slide === MASTER ? t('at-master') : t('at-slide', { number, count: app.state.slides.length }),
    );
  };

  const move = (dx, dy) => {
    const ids = app.view.chosen;
    if (ids.length === 0 || !has('place')) return;
    put(
      own().map((one) =>
        ids.includes(one.id) ? { ...one, x: tenth(one.x + dx), y: tenth(one.y + dy) } : one,
      ),
      t('moved'),
    );
  };
  const grow = (dw, dh) => {
    const block = only();
    if (!block || !has('place')) return;
    alter(block, { w: Math.max(2, tenth(block.w + dw)), h: Math.max(2, tenth(block.h + dh)) }, t('resized'));
  };
  const remove = () => {
    const ids = app.view.chosen;
    if (ids.length === 0 || !has('add')) return;
    put(
      own().filter(({ id }) => !ids.includes(id)),
      t('removed', { count: ids.length }),
      { chosen: [] },
    );
  };
  const isFull = () => own().length >= MOST_BLOCKS || shared.allBlocks(app.state).length >= ALL_BLOCKS;
  const add = (kind, picture = '') => {
    const { width, height } = app.state.page;
    const id = shared.freshId(app.state);
    const tall = { title: 0.16, text: 0.14, list: 0.4, picture: 0.3, number: 0.08, shape: 0.25 }[kind];
    const block = {
      ...{ id, kind, ...shared.BLANK, picture },
      x: Math.round(width * 0.2),
      y: Math.round(height * 0.35),
      w: Math.round(width * (kind === 'number' ? 0.1 : 0.6)),
      h: Math.round(height * tall),
      fill: kind === 'shape' ? '#c9cdd4' : null,
    };
    put([...own(), block], t('added', { name: called(block) }), { chosen: [id], panel: panelFor('text') });
  };
  const panelFor = (id) => (panelsNow().some((one) => one.id === id) ? id : app.view.panel);
  const copyBlocks = () => {
    let next = app.state;
    const made = [];
    for (const block of chosen()) {
      const id = shared.freshId(next);
      made.push(id);
      const copy = { ...block, id, x: block.x + 6, y: block.y + 6, group: '' };
      next = shared.withBlocks(next, shown(), [...blocksOf(next, shown()), copy]);
    }
    done(next, t('copied'), { chosen: made });
  };

  // ---- dragging

  const RESIZES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];
  let drag = null;
  let tap = null;

  /** The nearest line of another block, or of the page, that a side of the moving box comes close to. */
  const snap = (box, others, axis, close) => {
    const [at, long, whole] = axis === 'x' ? ['x', 'w', 'width'] : ['y', 'h', 'height'];
    const page = app.state.page;
    const lines = [0, page[whole] / 2, page[whole]].concat(
      others.flatMap((one) => [one[at], one[at] + one[long] / 2, one[at] + one[long]]),
    );
    let best = null;
    for (const line of lines)
      for (const mine of [box[at], box[at] + box[long] / 2, box[at] + box[long]]) {
        const shift = line - mine;
        if (Math.abs(shift) <= close && (!best || Math.abs(shift) < Math.abs(best.shift)))
          best = { shift, line };
      }
    return best;
  };

  const dragged = (dx, dy) => {
    const { deck, ids, handle, scale } = drag;
    const blocks = blocksOf(deck, shown());
    const close = Math.min(3, 5 / scale);
    drag.guides = [];
    if (!handle) {
      const mine = blocks.filter(({ id }) => ids.includes(id));
      const others = blocks.filter(({ id }) => !ids.includes(id));
      const box = shared.around(mine);
      const to = { ...box, x: Math.round(box.x + dx), y: Math.round(box.y + dy) };
      for (const axis of ['x', 'y']) {
        const found = snap(to, others, axis, close);
        if (!found) continue;
        to[axis] += found.shift;
        drag.guides.push([axis, found.line]);
      }
      return blocks.map((one) =>
        ids.includes(one.id)
          ? { ...one, x: tenth(one.x + to.x - box.x), y: tenth(one.y + to.y - box.y) }
          : one,
      );
    }
    return blocks.map((one) => {
      if (!ids.includes(one.id)) return one;
      let { x, y, w, h: tall } = one;
      const [right, bottom] = [x + w, y + tall];
      if (handle.includes('e')) w = Math.max(2, Math.round(w + dx));
      if (handle.includes('s')) tall = Math.max(2, Math.round(tall + dy));
      if (handle.includes('w')) {
        x = Math.min(right - 2, Math.round(x + dx));
        w = tenth(right - x);
      }
      if (handle.includes('n')) {
        y = Math.min(bottom - 2, Math.round(y + dy));
        tall = tenth(bottom - y);
      }
      return { ...one, x, y, w, h: tall };
    });
  };
  const stage = () => document.querySelector('.stage svg');
  const scaleOf = (svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;

  const hold = (event) => {
    if (event.button !== 0) return;
    const { handle, block } = event.target.dataset;
    const more = app.view.several || event.shiftKey || event.ctrlKey || event.metaKey;
    if (!handle && (!block || more || !app.view.chosen.includes(block))) {
      const act = () => (block ? press(block, more) : app.view.chosen.length > 0 && choose([]));
      if (event.pointerType !== 'mouse') {
        // A finger may only mean to scroll the page: it chooses when it is lifted, and moves what it chose.
        tap = { act, x: event.clientX, y: event.clientY, pointer: event.pointerId };
        return;
      }
      act();
      if (!block || more) return;
    }
    if (!has('place')) return;
    event.preventDefault();
    document.querySelector('.stage').focus({ preventScroll: true });
    const svg = stage();
    drag = {
      ...{ x: event.clientX, y: event.clientY, pointer: event.pointerId, scale: scaleOf(svg) },
      ...{ deck: app.state, ids: app.view.chosen, handle, guides: [] },
    };
    svg.setPointerCapture(event.pointerId);
  };
  const pull = (event) => {
    if (!drag || drag.pointer !== event.pointerId) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y].map((length) => length / drag.scale);
    draft = shared.withBlocks(drag.deck, shown(), dragged(dx, dy));
    repaint();
  };
  const release = (event) => {
    if (tap?.pointer === event.pointerId) {
      const { act, x, y } = tap;
      tap = null;
      if (event.type === 'pointerup' && Math.hypot(event.clientX - x, event.clientY - y) < 10) act();
      return;
    }
    if (!drag || drag.pointer !== event.pointerId) return;
    const { handle } = drag;
    const next = draft;
    drag = null;
    if (event.type === 'pointercancel' || !next) {
      draft = null;
      repaint();
    } else done(next, t(handle ? 'resized' : 'moved'));
  };

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const keys = (event) => {
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      const [dx, dy] = step.map((part) => part * (event.shiftKey ? 10 : 1));
      if (event.altKey || event.ctrlKey) grow(dx, dy);
      else move(dx, dy);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const list = own();
      const at = list.findIndex(({ id }) => id === app.view.chosen.at(-1));
      if (list.length > 0) choose([list[(at + 1) % list.length].id]);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      remove();
    } else if (event.key === 'Escape') choose([]);
  };

  // ---- the slide in view

  const room = () => {
    const { width, height, bleed } = now().page;
    const beside = has('page') ? bleed + Math.max(width, height) * 0.03 : 0;
    return { x: -beside, y: -beside, w: width + 2 * beside, h: height + 2 * beside };
  };
  const fill = (svg) => {
    const deck = now();
    const { width, height, bleed } = deck.page;
    const { margin } = app.config;
    const frame = room();
    svg.setAttribute('viewBox', `${frame.x} ${frame.y} ${frame.w} ${frame.h}`);
    const tall = Math.min(460, Math.max(240, window.innerWidth * 0.95));
    svg.style.maxWidth = `${Math.round((tall * frame.w) / frame.h)}px`;
    /** Seen on any colour: dashes on a white line. */
    const line = (box, dash, stroke) => [
      rect(box, { fill: 'none', stroke: '#ffffff', class: 'guide' }),
      rect(box, { fill: 'none', stroke, 'stroke-dasharray': dash, class: 'guide' }),
    ];
    svg.replaceChildren(
      s('clipPath', { id: 'seen' }, rect(frame, {})),
      s(
        'g',
        { 'clip-path': 'url(#seen)' },
        paint(deck, app.config.pictures, shown(), true),
        bleed > 0 && line({ x: 0, y: 0, w: width, h: height }, '4 2', '#b3261e'),
        margin > 0 &&
          line({ x: margin, y: margin, w: width - 2 * margin, h: height - 2 * margin }, '1 2', '#1f5fbf'),
        own().map((block) => rect(block, { fill: 'transparent', class: 'hit', 'data-block': block.id })),
      ),
      s('g', { class: 'over' }),
    );
  };
  /** What has the size of a finger, whatever that of the slide: it needs its place on the page. */
  const overlay = () => {
    const svg = stage();
    const over = svg?.querySelector('.over');
    if (!over) return;
    const mm = 1 / (scaleOf(svg) || 1);
    const all = chosen();
    const block = only();
    const { width, height } = now().page;
    // Of a small block, the middle is kept to take it by.
    const isShown = (handle) =>
      handle.length === 2 ||
      ('ns'.includes(handle) ? block.w / mm > 90 && block.h / mm > 26 : block.h / mm > 56);
    const corners = RESIZES.filter((handle) => block && isShown(handle));
    over.replaceChildren(
      ...(drag?.guides ?? []).map(([axis, at]) =>
        s('line', {
          ...(axis === 'x' ? { x1: at, x2: at, y1: 0, y2: height } : { y1: at, y2: at, x1: 0, x2: width }),
          ...{ stroke: '#c2185b', 'stroke-width': mm },
        }),
      ),
      ...all.flatMap((one) => [
        rect(one, { fill: 'none', stroke: '#ffffff', 'stroke-width': 4 * mm }),
        rect(one, { fill: 'none', stroke: '#1a56b8', 'stroke-width': 2 * mm }),
        rect(one, { fill: 'transparent', class: 'hit grip', 'data-block': one.id }),
      ]),
      ...(block && has('place')
        ? corners.flatMap((handle) => {
            const x = block.x + (handle.includes('w') ? 0 : handle.includes('e') ? block.w : block.w / 2);
            const y = block.y + (handle.includes('n') ? 0 : handle.includes('s') ? block.h : block.h / 2);
            return [
              s('rect', {
                ...{ x: x - 5 * mm, y: y - 5 * mm, width: 10 * mm, height: 10 * mm, rx: 2 * mm },
                ...{ fill: '#ffffff', stroke: '#1a56b8', 'stroke-width': 2 * mm },
              }),
              s('circle', {
                ...{ cx: x, cy: y, r: Math.min(20, Math.max(9, Math.min(block.w, block.h) / mm / 3)) * mm },
                ...{ fill: 'transparent', class: `grip grip-${handle}`, 'data-handle': handle },
              }),
            ];
          })
        : []),
    );
  };
  const repaint = () => {
    const svg = stage();
    if (!svg) return;
    fill(svg);
    overlay();
    own().forEach((block, rank) => {
      const chip = document.querySelector(`[data-key="block-${block.id}"]`);
      chip?.setAttribute('aria-label', t('block-label', { rank: rank + 1, name: toldAs(block) }));
      chip?.querySelector('.chip-name').replaceChildren(nameOf(block));
    });
    for (const old of document.querySelectorAll('[data-gauge]')) {
      const block = own().find(({ id }) => id === old.dataset.gauge);
      if (block) old.replaceWith(gauge(block));
    }
    document
      .querySelector(`[data-thumb="${shown()}"]`)
      ?.replaceChildren(small(now(), app.config.pictures, shown()));
  };

  const drawStage = () => {
    const svg = s('svg', { 'aria-hidden': 'true' });
    fill(svg);
    for (const [name, act] of Object.entries({
      ...{ pointerdown: hold, pointermove: pull, pointerup: release, pointercancel: release },
    }))
      svg.addEventListener(name, act);
    // Where the style alone does not keep a finger on a block from scrolling the page.
    svg.addEventListener(
      'touchstart',
      (event) => {
        if (event.target.classList.contains('grip')) event.preventDefault();
      },
      { passive: false },
    );
    return h(
      'div',
      {
        class: 'stage',
        'data-key': 'stage',
        tabindex: '0',
        role: 'application',
        'aria-label': [
          `${shownName()}.`,
          t('stage-keys'),
          ...['place', 'add'].filter(has).map((tool) => t(`stage-keys-${tool}`)),
        ].join(' '),
        onkeydown: keys,
      },
      svg,
    );
  };
  const shownName = () => {
    if (shown() === MASTER) return t('at-master');
    const number = app.state.slides.findIndex(({ id }) => id === shown()) + 1;
    return t('at-slide', { number, count: app.state.slides.length });
  };

  /** One stop of Tab for a whole list: arrows go on. */
  const roving = (event) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!step) return;
    const all = [...event.currentTarget.querySelectorAll('button')];
    const next = all[all.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    for (const one of all) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  };

  const drawChips = () => {
    const list = own();
    const stop = Math.max(
      0,
      list.findIndex(({ id }) => app.view.chosen.includes(id)),
    );
    return h(
      'section',
      { class: 'chips', 'aria-label': t('blocks') },
      h(
        'div',
        { class: 'chips-head' },
        h('h2', {}, t('blocks')),
        list.length > 1 &&
          (has('arrange') || has('place')) &&
          h(
            'button',
            {
              ...{ type: 'button', class: 'tool', 'data-key': 'several' },
              'aria-pressed': app.view.several ? 'true' : 'false',
              onclick: () => app.show({ several: !app.view.several }),
            },
            icon('icon:copy-check'),
            h('span', {}, t('several')),
          ),
      ),
      list.length === 0
        ? h('p', { class: 'note' }, t('no-block'))
        : h(
            'ol',
            { onkeydown: roving },
            list.map((block, rank) =>
              h(
                'li',
                {},
                h(
                  'button',
                  {
                    ...{ type: 'button', class: 'chip', tabindex: rank === stop ? '0' : '-1' },
                    'data-key': `block-${block.id}`,
                    'aria-pressed': app.view.chosen.includes(block.id) ? 'true' : 'false',
                    'aria-label': t('block-label', { rank: rank + 1, name: toldAs(block) }),
                    onclick: (event) => press(block.id, app.view.several || event.shiftKey || event.ctrlKey),
                  },
                  h('span', { class: 'rank' }, String(rank + 1)),
                  icon(SIGNS[block.kind]),
                  h('span', { class: 'chip-name' }, nameOf(block)),
                  block.group !== '' && icon('icon:group'),
                ),
              ),
            ),
          ),
    );
  };

  // ---- the strip

  const drawStrip = () => {
    const { slides } = app.state;
    if (slides.length < 2 && !has('slides') && !has('master')) return null;
    const at = slides.findIndex(({ id }) => id === shown());
    const here = slides[at];
    const shift = (by) => {
      const next = [...slides];
      next.splice(at + by, 0, ...next.splice(at, 1));
      done({ ...app.state, slides: next }, t('slide-moved', { number: at + by + 1 }));
    };
    const act = (key, sign, run, off) =>
      button(t(key), sign, run, { class: 'tool only-icon', title: t(key), 'data-key': key, disabled: off });
    const one = (id, label, name, isHidden) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            ...{ type: 'button', class: isHidden ? 'card is-hidden' : 'card', 'data-key': `slide-${id}` },
            'aria-current': id === shown() ? 'true' : false,
            tabindex: id === shown() ? '0' : '-1',
            'aria-label': `${label}${name}${isHidden ? `, ${t('hidden')}` : ''}`,
            onclick: () => goTo(id),
          },
          h('span', { 'data-thumb': id }, small(app.state, app.config.pictures, id)),
          h('span', { class: 'card-name', 'aria-hidden': 'true' }, label, isHidden && icon('icon:eye-off')),
        ),
      );
    return h(
      'nav',
      { class: 'strip', 'aria-label': t('strip') },
      has('slides') &&
        h(
          'div',
          { class: 'strip-tools', role: 'toolbar', 'aria-label': t('strip-tools') },
          act(
            'slide-add',
            'icon:plus',
            () => {
              const next = shared.withNewSlide(app.state, 'text', here?.id ?? slides.at(-1).id);
              const made = next.slides[(here ? at : slides.length - 1) + 1].id;
              done(next, t('slide-added'), { slide: made, chosen: [] });
            },
            slides.length >= MOST_SLIDES,
          ),
          act(
            'slide-copy',
            'icon:copy',
            () => {
              const next = shared.withCopy(app.state, here.id);
              done(next, t('slide-copied'), { slide: next.slides[at + 1].id, chosen: [] });
            },
            !here ||
              slides.length >= MOST_SLIDES ||
              shared.allBlocks(app.state).length + here.blocks.length > ALL_BLOCKS,
          ),
          act('slide-up', 'icon:chevron-up', () => shift(-1), !here || at === 0),
          act('slide-down', 'icon:chevron-down', () => shift(1), !here || at === slides.length - 1),
          act(
            here?.hidden ? 'slide-show' : 'slide-hide',
            here?.hidden ? 'icon:eye' : 'icon:eye-off',
            () =>
              done(
                shared.withSlide(app.state, here.id, { hidden: !here.hidden }),
                t(here.hidden ? 'now-shown' : 'now-hidden'),
              ),
            !here,
          ),
          act(
            'slide-remove',
            'icon:trash-2',
            () => {
              const next = slides.filter(({ id }) => id !== here.id);
              const after = next[Math.min(at, next.length - 1)].id;
              done({ ...app.state, slides: next }, t('slide-removed'), { slide: after, chosen: [] });
            },
            !here || slides.length === 1,
          ),
        ),
      h(
        'ol',
        { onkeydown: roving, 'data-scroll': 'strip' },
        has('master') && one(MASTER, t('master'), ''),
        slides.map((slide, rank) => one(slide.id, String(rank + 1), `, ${titleOf(slide)}`, slide.hidden)),
      ),
    );
  };

  // ---- panels

  const field = (key, label, input) => h('p', { class: 'line' }, h('label', { for: key }, label), input);

  /** A figure to type, with a step each way for fingers. */
  const numberField = ({ key, label, value, from, to, step = 1, set }) => {
    const fault = h('span', { class: 'fault', role: 'alert' });
    const read = (text) => {
      const number = Number(text.trim().replace(',', '.'));
      return text.trim() !== '' && number >= from && number <= to ? tenth(number) : null;
    };
    let latest = null;
    const apply = (input) => {
      const next = read(input.value);
      latest = next;
      if (next === null) fault.textContent = t('fault.number', { from: figure(from), to: figure(to) });
      else if (next !== value) set(next);
      else fault.textContent = '';
      window.Practical.measure();
    };
    const bump = (by, sign, name) =>
      button(
        t(name, { label }),
        sign,
        () => set(Math.min(to, Math.max(from, tenth((latest ?? value) + by)))),
        {
          ...{ class: 'tool only-icon', 'data-key': `${key}-${name}`, title: t(name, { label }) },
          disabled: by < 0 ? value <= from : value >= to,
        },
      );
    return h(
      'div',
      { class: 'line' },
      h('label', { for: key }, label),
      h(
        'div',
        { class: 'figure' },
        bump(-step, 'icon:minus', 'less'),
        h('input', {
          ...{ type: 'text', id: key, 'data-key': key, inputmode: 'decimal', autocomplete: 'off' },
          ...{ maxlength: '7', value: figure(value).replace(/\s/g, '') },
          oninput: ({ target }) => {
            pending = () => apply(target);
          },
          onchange: leave,
          onkeydown: (event) => {
            if (event.key === 'Enter') take();
          },
        }),
        bump(step, 'icon:plus', 'more'),
      ),
      fault,
    );
  };
  const select = (key, label, value, options, set) =>
    field(
      key,
      label,
      h(
        'select',
        { id: key, 'data-key': key, onchange: ({ target }) => set(target.value) },
        options.map(([id, name]) => h('option', { value: id, selected: id === value }, name)),
      ),
    );
  const check = (key, label, value, set) =>
    h(
      'label',
      { class: 'check' },
      h('input', {
        type: 'checkbox',
        'data-key': key,
        checked: value,
        onchange: (e) => set(e.target.checked),
      }),
      h('span', {}, label),
    );
  const row = (...tools) => h('div', { class: 'row' }, tools);
  const sign = (key, name, act, more = {}) =>
    button(t(key), name, act, { class: 'tool only-icon', title: t(key), 'data-key': key, ...more });

  const palette = () =>
    app.config.palette ?? Object.entries(PALETTE).map(([key, color]) => ({ name: t(`color.${key}`), color }));
  const colorName = (color) => palette().find((one) => one.color === color)?.name ?? color;

  /** A colour: one of the palette, its lightness, or its code. `make(color)` gives the show with it. */
  const colorField = ({ key, label, value, none, make }) => {
    const set = (color) => done(make(color), `${label} ${color === null ? none : colorName(color)}`);
    // A shade keeps the hue that it would lose, rounded, on its way to black or white.
    const kept = app.view.hues[key];
    const now = shared.hslOf(value ?? '#ffffff');
    const { hue, saturation } = kept?.color === value ? kept : now;
    const swatch = (color, name) => {
      const one = h('button', {
        ...{ type: 'button', class: 'swatch', 'data-key': `${key}-${color}`, title: name },
        'aria-label': `${label} ${name}`,
        'aria-pressed': value === color ? 'true' : 'false',
        onclick: () => set(color),
      });
      if (color === null) one.append(icon('icon:x'));
      else one.style.background = color;
      return one;
    };
    const out = h('output', {}, `${Math.round(now.lightness)} %`);
    const code = h('input', {
      ...{ type: 'text', id: `${key}-code`, 'data-key': `${key}-code`, maxlength: '7', spellcheck: 'false' },
      ...{ autocomplete: 'off', value: value ?? '' },
      oninput: ({ target }) => {
        pending = () => takeCode(target);
      },
      onchange: leave,
      onkeydown: (event) => {
        if (event.key === 'Enter') take();
      },
    });
    const fault = h('span', { class: 'fault', role: 'alert' });
    const takeCode = (input) => {
      const text = input.value.trim().toLowerCase();
      const color = text.startsWith('#') ? text : `#${text}`;
      if (/^#[0-9a-f]{6}$/.test(color)) {
        if (color !== value) set(color);
      } else if (text !== (value ?? '')) fault.textContent = t('fault.color');
      window.Practical.measure();
    };
    const shade = (target) => shared.colorOf(hue, saturation, Number(target.value));
    return h(
      'fieldset',
      { class: 'color' },
      h('legend', {}, label, ' ', h('span', { class: 'value' }, value === null ? none : colorName(value))),
      h(
        'div',
        { class: 'swatches' },
        palette().map(({ name, color }) => swatch(color, name)),
        none && swatch(null, none),
      ),
      value !== null &&
        h(
          'div',
          { class: 'pair' },
          h(
            'div',
            { class: 'line' },
            h('label', { for: `${key}-light` }, t('lightness'), ' ', out),
            h('input', {
              ...{ type: 'range', id: `${key}-light`, 'data-key': `${key}-light`, min: '0', max: '100' },
              ...{ step: '1', value: String(Math.round(now.lightness)) },
              'aria-valuetext': `${Math.round(now.lightness)} %`,
              oninput: ({ target }) => {
                out.textContent = `${target.value} %`;
                target.setAttribute('aria-valuetext', out.textContent);
                draft = make(shade(target));
                repaint();
              },
              onchange: ({ target }) => {
                const color = shade(target);
                const hues = { ...app.view.hues, [key]: { hue, saturation, color } };
                app.view = { ...app.view, hues };
                set(color);
              },
            }),
          ),
          h('div', { class: 'line' }, h('label', { for: `${key}-code` }, t('code')), code),
        ),
      fault,
    );
  };

  /** How well a text is read on what is behind it. */
  const gauge = (block) => {
    const deck = now();
    const look = lookOf(deck, block);
    const ratio = contrast(look.color, behind(deck, shown(), block));
    const least = leastContrast(look);
    const reads = ratio >= least;
    const needle = h('span', { class: 'needle' });
    // Ratios are felt by their logarithm: 4.5 is in the middle of 1 and 21.
    needle.style.left = `${(Math.log(ratio) / Math.log(21)) * 100}%`;
    const mark = h('span', { class: 'mark' });
    mark.style.left = `${(Math.log(least) / Math.log(21)) * 100}%`;
    return h(
      'div',
      { class: reads ? 'gauge reads' : 'gauge', 'data-gauge': block.id },
      h(
        'p',
        {},
        icon(reads ? 'icon:circle-check' : 'icon:triangle-alert'),
        h('strong', {}, t(reads ? 'gauge-good' : 'gauge-bad')),
      ),
      h('div', { class: 'track', 'aria-hidden': 'true' }, mark, needle),
      h(
        'p',
        {},
        t(least === 3 ? 'gauge-large' : 'gauge-small', { ratio: written(ratio), least: written(least) }),
      ),
      !isFitting(deck, block) && h('p', { class: 'cut' }, icon('icon:triangle-alert'), t('is-cut')),
    );
  };

  const lookFields = (key, look, set, withNull) => [
    numberField({
      ...{ key: `${key}-size`, label: t('size'), value: look.size, from: 6, to: 200, step: 2 },
      set: (size) => set({ size }, t('size-now', { size: figure(size) })),
    }),
    check(`${key}-bold`, t('bold'), look.bold, (bold) => set({ bold })),
    select(
      `${key}-font`,
      t('font'),
      look.font,
      ['plain', 'serif', 'script', 'typed'].map((id) => [id, t(`font.${id}`)]),
      (font) => set({ font }),
    ),
    colorField({
      ...{ key: `${key}-color`, label: t('text-color'), value: look.color },
      make: (color) => withNull({ color }),
    }),
  ];

  const panels = {
    text() {
      const block = only();
      if (!block) return h('p', { class: 'note' }, t(chosen().length > 1 ? 'one-only' : 'choose-one'));
      const { state, config } = app;
      const change = (changes, said) => alter(block, changes, said);
      const isOwn = ['size', 'bold', 'font', 'color'].some((part) => block[part] !== null);
      return [
        !has('text') && h('p', { class: 'note' }, called(block)),
        has('text') &&
          hasText(block) &&
          block.kind !== 'number' &&
          field(
            'words',
            t(block.kind === 'list' ? 'words-list' : 'words'),
            h('textarea', {
              ...{ id: 'words', 'data-key': 'words', rows: block.kind === 'title' ? '2' : '5' },
              ...{ maxlength: '300', value: block.text },
              oninput: ({ target }) => {
                app.type(shared.withBlock(app.state, block.id, { text: target.value }), `words ${block.id}`);
                repaint();
              },
            }),
          ),
        hasText(block) && gauge(block),
        has('style') &&
          hasText(block) && [
            lookFields('own', lookOf(state, block), change, (changes) =>
              shared.withBlock(app.state, block.id, changes),
            ),
            select(
              'align-text',
              t('align-text'),
              block.align,
              ['left', 'centre', 'right'].map((id) => [id, t(`align.${id}`)]),
              (align) => change({ align }),
            ),
            shown() !== MASTER &&
              isOwn &&
              h(
                'button',
                {
                  ...{ type: 'button', class: 'press', 'data-key': 'as-master' },
                  onclick: () =>
                    change({ size: null, bold: null, font: null, color: null }, t('as-master-done')),
                },
                t('as-master'),
              ),
          ],
        has('style') &&
          block.kind !== 'picture' &&
          colorField({
            ...{ key: 'fill', label: t('fill'), value: block.fill, none: t('fill-none') },
            make: (fill) => shared.withBlock(app.state, block.id, { fill }),
          }),
        block.kind === 'picture' &&
          (has('add') || has('master')) &&
          select(
            'picture',
            t('picture'),
            block.picture,
            Object.entries(config.pictures).map(([id, { name }]) => [id, name]),
            (picture) => change({ picture }, t('picture-now', { name: config.pictures[picture].name })),
          ),
        has('alt') &&
          block.kind === 'picture' && [
            check('decorative', t('decorative'), block.decorative, (decorative) => change({ decorative })),
            !block.decorative &&
              field(
                'alt',
                t('alt'),
                h('textarea', {
                  ...{ id: 'alt', 'data-key': 'alt', rows: '3', maxlength: '200', value: block.alt },
                  oninput: ({ target }) =>
                    app.type(shared.withBlock(app.state, block.id, { alt: target.value }), `alt ${block.id}`),
                }),
              ),
          ],
      ];
    },
    place() {
      const all = chosen();
      if (all.length === 0) return h('p', { class: 'note' }, t('choose-some'));
      const block = only();
      const ids = app.view.chosen;
      const groups = new Set(all.map(({ group }) => group));
      const isGroup = groups.size === 1 && !groups.has('') && all.length > 1;
      const box = shared.around(all);
      const { page } = app.state;
      const length = (part, value, from, set) =>
        numberField({ key: `place-${part}`, label: t(`place.${part}`), value, from, to: 1000, set });
      const shift = (axis) => (value) => {
        const at = shared.around(chosen())[axis];
        move(...(axis === 'x' ? [value - at, 0] : [0, value - at]));
      };
      return [
        has('place') && [
          h(
            'div',
            { class: 'pair' },
            ['x', 'y'].map((part) => length(part, box[part], -1000, shift(part))),
          ),
          block &&
            h(
              'div',
              { class: 'pair' },
              ['w', 'h'].map((part) =>
                length(part, block[part], 2, (to) => alter(block, { [part]: to }, t('resized'))),
              ),
            ),
        ],
        has('arrange') && [
          h('h3', {}, t(all.length > 1 && !isGroup ? 'align-among' : 'align-page')),
          row(
            Object.entries(ALIGN).map(([side, name]) =>
              sign(`align.${side}`, name, () =>
                put(shared.aligned(own(), ids, side, page), t('aligned', { side: t(`align.${side}`) })),
              ),
            ),
          ),
          all.length > 2 &&
            row(
              sign('spread.across', 'icon:align-horizontal-space-between', () =>
                put(shared.spread(own(), ids, 'across'), t('spread-done')),
              ),
              sign('spread.down', 'icon:align-vertical-space-between', () =>
                put(shared.spread(own(), ids, 'down'), t('spread-done')),
              ),
            ),
          all.length > 1 &&
            row(
              isGroup
                ? button(
                    t('ungroup'),
                    'icon:ungroup',
                    () =>
                      put(
                        own().map((one) => (ids.includes(one.id) ? { ...one, group: '' } : one)),
                        t('ungrouped'),
                      ),
                    { 'data-key': 'ungroup' },
                  )
                : button(
                    t('group'),
                    'icon:group',
                    () =>
                      put(
                        own().map((one) => (ids.includes(one.id) ? { ...one, group: `g-${ids[0]}` } : one)),
                        t('grouped'),
                      ),
                    { 'data-key': 'group' },
                  ),
            ),
          h('h3', {}, t('order')),
          row(
            [
              ['back', 'icon:send-to-back'],
              ['backward', 'icon:chevron-up'],
              ['forward', 'icon:chevron-down'],
              ['front', 'icon:bring-to-front'],
            ].map(([way, name]) =>
              button(
                t(`order.${way}`),
                name,
                () => put(shared.reordered(own(), ids, way), t('reordered', { list: readOut(ids, way) })),
                { 'data-key': `order.${way}` },
              ),
            ),
          ),
          h('p', { class: 'note' }, t('order-note')),
        ],
      ];
    },
    add() {
      const isOff = isFull();
      return [
        row(
          ['title', 'text', 'list', 'number', 'shape'].map((kind) =>
            button(t(`kind.${kind}`), SIGNS[kind], () => add(kind), {
              'data-key': `add-${kind}`,
              disabled: isOff,
            }),
          ),
          Object.entries(app.config.pictures).map(([id, { name }]) =>
            button(t('called', { kind: t('kind.picture'), name }), SIGNS.picture, () => add('picture', id), {
              ...{ 'data-key': `add-picture-${id}`, disabled: isOff },
            }),
          ),
        ),
        isOff && h('p', { class: 'note' }, t('full')),
        row(
          button(t('copy'), 'icon:copy', copyBlocks, {
            ...{
              'data-key': 'copy',
              disabled: chosen().length === 0 || own().length + chosen().length > MOST_BLOCKS,
            },
          }),
          button(t('remove'), 'icon:trash-2', remove, {
            'data-key': 'remove',
            disabled: chosen().length === 0,
          }),
        ),
      ];
    },
    slide() {
      const deck = app.state;
      const slide = deck.slides.find(({ id }) => id === shown());
      const set = (changes, said) => done(shared.withSlide(app.state, slide.id, changes), said);
      return [
        has('ground') &&
          colorField({
            ...{ key: 'ground', label: t('ground') },
            value: slide ? (slide.ground ?? deck.master.ground) : deck.master.ground,
            make: (ground) =>
              slide
                ? shared.withSlide(app.state, slide.id, { ground })
                : { ...app.state, master: { ...app.state.master, ground } },
          }),
        has('ground') &&
          slide && [
            own()
              .filter((one) => hasText(one) && one.text !== '')
              .map((one) => h('div', {}, h('h3', {}, nameOf(one)), gauge(one))),
            slide.ground !== null &&
              has('master') &&
              h(
                'button',
                {
                  ...{ type: 'button', class: 'press', 'data-key': 'ground-master' },
                  onclick: () => set({ ground: null }, t('as-master-done')),
                },
                t('as-master'),
              ),
          ],
        slide &&
          has('layout') &&
          select(
            'layout',
            t('layout'),
            slide.layout,
            ['title', 'text', 'two', 'picture', 'blank'].map((id) => [id, t(`layout.${id}`)]),
            (layout) =>
              set(
                { layout, blocks: shared.laidOut(slide.blocks, layout, deck.page) },
                t('layout-now', { name: t(`layout.${layout}`) }),
              ),
          ),
        slide &&
          has('transition') && [
            select(
              'transition',
              t('transition'),
              slide.transition,
              ['none', 'fade', 'push', 'zoom'].map((id) => [id, t(`transition.${id}`)]),
              (transition) => set({ transition }),
            ),
            deck.slides.length > 1 &&
              h(
                'button',
                {
                  ...{ type: 'button', class: 'press', 'data-key': 'transition-all' },
                  onclick: () => {
                    const { transition } = slide;
                    const slides = deck.slides.map((one) => ({ ...one, transition }));
                    done({ ...app.state, slides }, t('transition-all-done'));
                  },
                },
                t('transition-all'),
              ),
          ],
        slide &&
          has('notes') &&
          field(
            'notes',
            t('notes'),
            h('textarea', {
              ...{ id: 'notes', 'data-key': 'notes', rows: '4', maxlength: '400', value: slide.notes },
              oninput: ({ target }) =>
                app.type(shared.withSlide(app.state, slide.id, { notes: target.value }), `notes ${slide.id}`),
            }),
          ),
      ];
    },
    look() {
      return ['title', 'text'].map((part) => {
        const make = (changes) => {
          const { master } = app.state;
          return { ...app.state, master: { ...master, [part]: { ...master[part], ...changes } } };
        };
        return h(
          'div',
          { class: 'look', role: 'group', 'aria-label': t(`look.${part}`) },
          h('h3', {}, t(`look.${part}`)),
          lookFields(
            `look-${part}`,
            app.state.master[part],
            (changes, said) => done(make(changes), said),
            make,
          ),
        );
      });
    },
    page() {
      const { page } = app.state;
      const one = (part, from, to) => {
        const set = (value) =>
          done({ ...app.state, page: { ...app.state.page, [part]: value } }, t('page-now'));
        return numberField({
          key: `page-${part}`,
          label: t(`page.${part}`),
          value: page[part],
          from,
          to,
          set,
        });
      };
      const { width, height, bleed } = page;
      const values = { width: figure(width + 2 * bleed), height: figure(height + 2 * bleed) };
      return [
        h('div', { class: 'pair' }, one('width', 20, 900), one('height', 20, 900)),
        one('bleed', 0, 20),
        h('p', { class: 'note' }, t('page.document', values)),
        h('p', { class: 'note' }, t('page.lines')),
      ];
    },
  };

  const readOut = (ids, way) =>
    shared
      .reordered(own(), ids, way)
      .map((block, rank) => `${rank + 1} ${nameOf(block)}`)
      .join(', ');

  const panelsNow = () =>
    [
      { id: 'text', sign: 'icon:type', on: has('text') || has('style') || has('alt') },
      { id: 'place', sign: 'icon:move', on: has('place') || has('arrange') },
      { id: 'add', sign: 'icon:plus', on: has('add') },
      { id: 'look', sign: 'icon:heading', on: has('master') && shown() === MASTER },
      {
        id: 'slide',
        sign: 'icon:presentation',
        on: has('ground') || (shown() !== MASTER && (has('layout') || has('notes') || has('transition'))),
      },
      { id: 'page', sign: 'icon:square', on: has('page') },
    ].filter(({ on }) => on);

  window.Practical.define({
    view: (config) => ({
      slide: config.deck.slides[0].id,
      chosen: [],
      several: false,
      panel: null,
      hues: {},
    }),
    draw(given) {
      app = given;
      draft = null;
      pending = null;
      const { state, view } = app;
      // Undone, or begun again: what was in view may be there no more.
      if (view.slide !== MASTER && !state.slides.some(({ id }) => id === view.slide))
        app.view = { ...view, slide: state.slides[0].id, chosen: [] };
      const here = own().map(({ id }) => id);
      app.view = { ...app.view, chosen: app.view.chosen.filter((id) => here.includes(id)) };
      const { panel } = app.view;
      const tabs = panelsNow();
      const open = tabs.find(({ id }) => id === panel);
      const isPoster = state.slides.length === 1 && !has('slides') && !has('master');
      const name = (id) => t(id === 'slide' && isPoster ? 'panel.sheet' : `panel.${id}`);
      const strip = drawStrip();
      const parts = h(
        'main',
        {},
        h('h1', { class: 'unseen', tabindex: '-1', 'data-home': true }, app.config.name),
        h(
          'div',
          { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
          tabs.map(({ id, sign: mark }) =>
            button(
              name(id),
              mark,
              () => {
                take();
                app.show({ panel: panel === id ? null : id });
              },
              { 'data-key': `panel-${id}`, 'aria-expanded': open?.id === id ? 'true' : 'false' },
            ),
          ),
        ),
        h(
          'div',
          { class: `desk${open ? ' has-panel' : ''}${strip ? '' : ' no-strip'}` },
          strip,
          h('div', { class: 'view' }, drawStage(), drawChips()),
          open &&
            h(
              'section',
              { class: 'panel', 'aria-label': name(open.id) },
              h('h2', {}, name(open.id)),
              panels[open.id](),
            ),
        ),
      );
      requestAnimationFrame(overlay);
      return parts;
    },
  });
})();
