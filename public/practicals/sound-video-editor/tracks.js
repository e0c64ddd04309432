/* The tracks: pieces to drag, the ruler. */
import { setHead, stop, tellHead } from './player.js';
import {
  app,
  endOf,
  figure,
  h,
  has,
  inOrder,
  isHeard,
  isTextual,
  kindOf,
  limits,
  live,
  moveTo,
  nameOf,
  nameOfTrack,
  onTrack,
  pieces,
  remove,
  repaint,
  replaced,
  STEPS,
  select,
  selected,
  span,
  t,
  time,
  total,
  trimmed,
} from './state.js';
import { filmOf, styled, waveOf } from './waves.js';

const dragged = (event, element, piece, mode) => {
  if (event.button > 0) return;
  event.stopPropagation();
  const perTenth = element.parentElement.getBoundingClientRect().width / total();
  const begin = event.clientX;
  let next = piece;
  element.setPointerCapture(event.pointerId);
  const move = ({ clientX }) => {
    const by = Math.round((clientX - begin) / perTenth);
    if (mode === 'move') next = by === 0 ? piece : moveTo(piece, piece.start + by);
    else {
      const edge = mode === 'left' ? piece.start : endOf(piece);
      next = trimmed(pieces(), piece, mode, edge + by, limits(piece));
    }
    styled(element, { at: next.start / total(), long: next.length / total() });
    fill(element, next);
    tellTime(mode === 'right' ? endOf(next) : next.start);
    // The screen shows what the edge cuts.
    if (mode !== 'move') setHead(mode === 'right' ? endOf(next) - 1 : next.start);
  };
  const drop = () => {
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', drop);
    element.removeEventListener('pointercancel', lost);
    tellTime(null);
    if (next.start === piece.start && next.length === piece.length) return;
    app.note({ selected: piece.id });
    app.change(replaced(app.state, next), `${nameOf(next)}, ${span(next)}`);
  };
  const lost = () => {
    next = piece;
    drop();
    repaint();
  };
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', drop);
  element.addEventListener('pointercancel', lost);
};
const tellTime = (tenths) => {
  const bubble = document.querySelector('.bubble');
  if (!bubble) return;
  bubble.hidden = tenths === null;
  if (tenths === null) return;
  bubble.textContent = time(tenths);
  styled(bubble, { at: tenths / total() });
};

const fill = (element, piece) => {
  const inside = element.querySelector('.inside');
  if (isHeard(piece.track)) inside.innerHTML = waveOf(piece);
  else if (!isTextual(piece.track)) inside.replaceChildren(...filmOf(piece));
};
const keysOn = (event, piece) => {
  const by = event.shiftKey ? 10 : 1;
  const sideways = { ArrowLeft: -by, ArrowRight: by }[event.key];
  const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (sideways && has('move')) {
    event.preventDefault();
    const next = moveTo(piece, piece.start + sideways);
    app.note({ selected: piece.id });
    app.change(replaced(app.state, next), `${nameOf(next)}, ${span(next)}`);
  } else if (along) {
    event.preventDefault();
    const list = inOrder();
    const next = list[list.findIndex(({ id }) => id === piece.id) + along];
    if (!next) return;
    document.querySelector(`[data-key="piece ${next.id}"]`)?.focus();
    select(next.id);
  } else if (event.key === 'Delete' && has('remove')) {
    event.preventDefault();
    app.note({ selected: piece.id });
    remove();
  }
};
const drawPiece = (piece) => {
  const chosen = piece.id === app.view.selected;
  const list = inOrder();
  const home = selected() ?? list[0];
  const kind = kindOf(piece.track);
  const element = styled(
    h(
      'button',
      {
        type: 'button',
        class: `piece kind-${kind}${chosen ? ' is-chosen' : ''}`,
        'data-key': `piece ${piece.id}`,
        tabindex: home.id === piece.id ? '0' : '-1',
        'aria-pressed': chosen ? 'true' : 'false',
        'aria-label': `${nameOf(piece)}, ${nameOfTrack(piece.track)}, ${span(piece)}`,
        onclick: () => {
          if (app.view.selected !== piece.id) select(piece.id, t('chosen', { name: nameOf(piece) }));
        },
        onkeydown: (event) => keysOn(event, piece),
      },
      h('span', { class: 'inside' }),
      h('span', { class: 'name' }, nameOf(piece)),
    ),
    { at: piece.start / total(), long: piece.length / total() },
  );
  if (has('move')) {
    element.classList.add('can-move');
    element.addEventListener('pointerdown', (event) => {
      // A finger scrolls the page until a first tap has chosen the clip.
      if (chosen || event.pointerType === 'mouse') dragged(event, element, piece, 'move');
    });
  }
  if (chosen && has('trim')) {
    for (const edge of ['left', 'right']) {
      const handle = h('span', { class: `handle handle-${edge}`, 'data-handle': edge });
      handle.addEventListener('pointerdown', (event) => dragged(event, element, piece, edge));
      element.append(handle);
    }
  }
  fill(element, piece);
  return element;
};
const headAt = (event, ruler) => {
  const box = ruler.getBoundingClientRect();
  return Math.min(Math.max(Math.round(((event.clientX - box.left) / box.width) * total()), 0), total());
};
const setPassage = (from, to) => {
  app.note({ passage: from === to ? null : [Math.min(from, to), Math.max(from, to)] });
  const band = document.querySelector('.band');
  const [first, last] = app.view.passage ?? [0, 0];
  if (band) {
    band.hidden = app.view.passage === null;
    styled(band, { at: first / total(), long: (last - first) / total() });
  }
};
const scrub = (event) => {
  const ruler = event.currentTarget;
  if (event.button > 0) return;
  stop();
  const begin = headAt(event, ruler);
  let moved = false;
  ruler.setPointerCapture(event.pointerId);
  setHead(begin);
  const move = (moving) => {
    const now = headAt(moving, ruler);
    if (now === begin && !moved) return;
    moved = true;
    if (has('passage')) setPassage(begin, now);
    tellTime(now);
    setHead(has('passage') ? Math.min(begin, now) : now);
  };
  const drop = () => {
    ruler.removeEventListener('pointermove', move);
    ruler.removeEventListener('pointerup', drop);
    ruler.removeEventListener('pointercancel', drop);
    tellTime(null);
    if (moved) app.show({});
  };
  ruler.addEventListener('pointermove', move);
  ruler.addEventListener('pointerup', drop);
  ruler.addEventListener('pointercancel', drop);
};
const drawRuler = () => {
  const wide = total() / app.view.zoom;
  const step = STEPS.find((one) => wide / one <= 7) ?? 1200;
  const small = STEPS.filter((one) => one < step && step % one === 0 && wide / one <= 42)[0] ?? step;
  const count = (every) => Array.from({ length: Math.floor(total() / every) + 1 }, (_, i) => i * every);
  const ticks = h('span', { class: 'ticks' });
  const tick = (one) => `M${one} ${one % step === 0 ? 0 : 8}V16`;
  ticks.innerHTML = `<svg viewBox="0 0 ${total()} 16" preserveAspectRatio="none" aria-hidden="true"><path d="${count(small).map(tick).join('')}"/></svg>`;
  return h(
    'div',
    {
      class: 'ruler',
      role: 'slider',
      tabindex: '0',
      'data-key': 'ruler',
      'aria-label': t('head'),
      'aria-valuemin': '0',
      'aria-valuemax': String(total() / 10),
      'aria-valuenow': String(app.view.head / 10),
      'aria-valuetext': tellHead(app.view.head),
      onpointerdown: scrub,
      onkeydown: (event) => {
        const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[
          event.key
        ];
        const edge = { Home: 0, End: total() }[event.key];
        if (by === undefined && edge === undefined) return;
        event.preventDefault();
        setHead(Math.min(Math.max(edge ?? app.view.head + by * (event.shiftKey ? 10 : 1), 0), total()));
      },
    },
    ticks,
    count(step).map((one) =>
      styled(h('span', { class: 'mark' }, figure(one / 10, step % 10 ? 1 : 0)), {
        at: one / total(),
      }),
    ),
  );
};
export const drawFrise = () => {
  const passage = app.view.passage ?? [0, 0];
  return h(
    'div',
    { class: 'frise-scroll', role: 'group', 'aria-label': t('tracks') },
    styled(
      h(
        'div',
        { class: 'frise' },
        drawRuler(),
        app.config.tracks.map(({ id, name, kind }) =>
          h(
            'div',
            { class: `track kind-${kind}`, role: 'group', 'aria-label': name },
            h('span', { class: 'track-name', 'aria-hidden': 'true' }, name),
            h('div', { class: 'lane' }, onTrack(pieces(), id).map(drawPiece)),
          ),
        ),
        styled(h('div', { class: 'band', hidden: passage[0] >= passage[1] }), {
          at: passage[0] / total(),
          long: (passage[1] - passage[0]) / total(),
        }),
        h('div', { class: 'head' }),
        h('div', { class: 'bubble', hidden: true }),
      ),
      { zoom: app.view.zoom, head: app.view.head / total() },
    ),
  );
};
export const scrolled = (act) => {
  const left = document.querySelector('.frise-scroll')?.scrollLeft ?? 0;
  act();
  const now = document.querySelector('.frise-scroll');
  if (now) now.scrollLeft = left;
};

live.push(() => scrolled(() => document.querySelector('.frise-scroll')?.replaceWith(drawFrise())));
