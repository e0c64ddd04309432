/* The slide in view, its blocks as buttons; a block moved or resized, by mouse, touch or keys. */
import {
  app,
  behind,
  blocksOf,
  choose,
  chosen,
  contrast,
  done,
  draft,
  grow,
  h,
  has,
  icon,
  isFitting,
  leastContrast,
  lookOf,
  MASTER,
  move,
  nameOf,
  now,
  only,
  own,
  paint,
  press,
  rect,
  remove,
  SIGNS,
  s,
  shared,
  shown,
  sketch,
  small,
  t,
  tenth,
  toldAs,
  written,
} from './state.js';

window.addEventListener('resize', () => {
  if (app) overlay();
});

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
      ids.includes(one.id) ? { ...one, x: tenth(one.x + to.x - box.x), y: tenth(one.y + to.y - box.y) } : one,
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
  sketch(shared.withBlocks(drag.deck, shown(), dragged(dx, dy)));
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
    sketch(null);
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
export const overlay = () => {
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
export const repaint = () => {
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

export const drawStage = () => {
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
export const roving = (event) => {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll('button')];
  const next = all[all.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  for (const one of all) one.tabIndex = one === next ? 0 : -1;
  next.focus();
};

export const drawChips = () => {
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

/** How well a text is read on what is behind it. */
export const gauge = (block) => {
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
