/* What is chosen: a piece, its points of sound, a passage. */
import { numberField, readNumber } from './fields.js';
import {
  addPoint,
  app,
  button,
  db,
  endOf,
  figure,
  h,
  has,
  isHeard,
  isTextual,
  leveled,
  limits,
  live,
  moveTo,
  nameOf,
  pieces,
  refusal,
  refuse,
  repaint,
  replaced,
  selected,
  t,
  time,
  total,
  trimmed,
  withoutPassage,
  withPieces,
} from './state.js';

export const drawInspector = () => {
  const piece = selected();
  const { tracks } = app.config;
  if (tracks.length === 0 || !['move', 'trim', 'gain', 'points', 'fade', 'text'].some(has)) return null;
  if (!piece)
    return h(
      'section',
      { class: 'panel' },
      h('p', { class: 'soft' }, t(pieces().length > 0 ? 'choose-first' : 'empty')),
    );
  const of = (state) => state.pieces.find(({ id }) => id === piece.id) ?? piece;
  const field = (key, label, read, made, more = {}) =>
    numberField({
      key: `${key} ${piece.id}`,
      label: t(label),
      read: (state) => read(of(state)),
      next: (state, value) => replaced(state, made(of(state), value, state)),
      ...more,
    });
  const edge = (name) => (old, value, state) => trimmed(state.pieces, old, name, value, limits(old));
  const heard = isHeard(piece.track);
  const volume = { scale: 1, least: -60, most: 24 };
  return h(
    'section',
    { class: 'panel' },
    h('h2', { class: 'chosen-name' }, nameOf(piece)),
    isTextual(piece.track) &&
      has('text') &&
      h(
        'p',
        { class: 'line' },
        h('label', { for: 'f-text' }, t('text')),
        h('textarea', {
          id: 'f-text',
          rows: '2',
          maxlength: '180',
          'data-key': `text ${piece.id}`,
          value: piece.text,
          oninput: ({ target }) => {
            app.type(replaced(app.state, { ...of(app.state), text: target.value }), `text ${piece.id}`);
            repaint();
          },
        }),
      ),
    h(
      'div',
      { class: 'numbers' },
      has('move') &&
        field(
          'start',
          'start',
          (one) => one.start,
          (old, value, state) => moveTo(old, value, state.pieces),
          { most: total() },
        ),
      has('trim') && field('left', 'left', (one) => one.start, edge('left'), { most: total() }),
      has('trim') && field('right', 'right', (one) => endOf(one), edge('right'), { most: total() }),
      heard &&
        has('gain') &&
        field(
          'gain',
          'gain',
          (one) => one.gain,
          (old, gain) => ({ ...old, gain }),
          volume,
        ),
      has('fade') &&
        field(
          'fade-in',
          'fade-in',
          (one) => one.fadeIn,
          (old, value) => ({ ...old, fadeIn: Math.min(value, old.length - old.fadeOut) }),
        ),
      has('fade') &&
        field(
          'fade-out',
          'fade-out',
          (one) => one.fadeOut,
          (old, value) => ({ ...old, fadeOut: Math.min(value, old.length - old.fadeIn) }),
        ),
    ),
    heard && has('points') && drawPoints(piece, of),
  );
};
const drawPoints = (piece, of) => {
  const change = (rank, made) => (state, value) => {
    const old = of(state);
    const points = old.points.map((one, other) => (other === rank ? made(one, value, old) : one));
    return replaced(state, { ...old, points: [...points].sort((a, b) => a.at - b.at) });
  };
  return h(
    'fieldset',
    { class: 'points' },
    h('legend', {}, t('points')),
    button(t('add-point'), 'icon:plus', () => addPoint(piece), { 'data-key': 'add-point' }),
    refusal('points'),
    piece.points.map((_, rank) =>
      h(
        'div',
        { class: 'point' },
        numberField({
          key: `at ${piece.id} ${rank}`,
          label: t('point-at', { number: rank + 1 }),
          read: (state) => (of(state).points[rank]?.at ?? 0) - of(state).skip + of(state).start,
          next: change(rank, (one, value, old) => ({
            ...one,
            at: Math.max(0, value - old.start + old.skip),
          })),
          most: total(),
        }),
        numberField({
          key: `level ${piece.id} ${rank}`,
          label: t('point-gain', { number: rank + 1 }),
          read: (state) => of(state).points[rank]?.gain ?? 0,
          next: change(rank, (one, gain) => ({ ...one, gain })),
          ...{ scale: 1, least: -60, most: 24 },
        }),
        button(
          t('remove-point', { number: rank + 1 }),
          'icon:trash-2',
          () =>
            app.change(
              replaced(app.state, { ...piece, points: piece.points.filter((__, other) => other !== rank) }),
            ),
          { class: 'tool only-icon', 'data-key': `no-point ${rank}` },
        ),
      ),
    ),
  );
};
export const drawPassage = () => {
  if (!has('passage')) return null;
  const heard = app.config.tracks.filter(({ id }) => !isTextual(id));
  const track = app.view.track || selected()?.track || heard[0]?.id;
  const { passage } = app.view;
  const edge = (rank, label) => {
    const shown = () => (app.view.passage ? figure(app.view.passage[rank] / 10) : '');
    const input = h('input', {
      type: 'text',
      inputmode: 'decimal',
      id: `f-passage-${rank}`,
      'data-key': `passage ${rank}`,
      autocomplete: 'off',
      value: shown(),
      oninput: () => {
        const value = readNumber(input.value);
        if (value === null) return;
        const tenths = Math.min(Math.max(Math.round(value * 10), 0), total());
        const next = [...(app.view.passage ?? [0, 0])];
        // Where nothing is chosen yet, the other edge follows.
        if (!app.view.passage) next[1 - rank] = rank === 0 ? total() : 0;
        next[rank] = tenths;
        app.note({ passage: next });
        repaint();
      },
    });
    const here = () => {
      const next = [...(app.view.passage ?? [0, total()])];
      next[rank] = app.view.head;
      app.show({ passage: next }, t('did-edge', { label, time: time(app.view.head) }));
    };
    return h(
      'p',
      { class: 'number' },
      h('label', { for: `f-passage-${rank}` }, label),
      h(
        'span',
        { class: 'steps' },
        input,
        button(t('here'), null, here, {
          class: 'step-wide',
          'data-key': `here ${rank}`,
          'aria-label': t('edge-here', { label }),
        }),
      ),
    );
  };
  const ready = () => {
    const [from, to] = app.view.passage ?? [0, 0];
    if (from < to) return [from, to];
    refuse('passage', t(app.view.passage && from > to ? 'passage-inverted' : 'no-passage'));
    return null;
  };
  const cut = () => {
    const found = ready();
    if (!found) return;
    app.note({ passage: null, head: found[0] });
    app.change(
      withPieces(app.state, withoutPassage(pieces(), track, ...found)),
      t('did-cut', { from: time(found[0]), to: time(found[1]) }),
    );
  };
  const level = h('input', {
    type: 'text',
    id: 'f-level',
    'data-key': 'level',
    value: app.view.level,
    autocomplete: 'off',
    oninput: ({ target }) => app.note({ level: target.value }),
  });
  const setLevel = () => {
    const found = ready();
    const gain = readNumber(level.value);
    if (!found) return;
    if (gain === null || gain < -60 || gain > 24) {
      refuse('passage', t('no-level'));
      return;
    }
    app.change(
      withPieces(app.state, leveled(pieces(), track, ...found, gain)),
      t('did-level', { gain: db(gain) }),
    );
  };
  return h(
    'section',
    { class: 'panel' },
    h('h2', {}, t('passage')),
    h('p', { class: 'soft' }, t('passage-help')),
    h(
      'div',
      { class: 'numbers' },
      edge(0, t('passage-from')),
      edge(1, t('passage-to')),
      heard.length > 1 &&
        h(
          'p',
          { class: 'line' },
          h('label', { for: 'f-track' }, t('on-track')),
          h(
            'select',
            {
              id: 'f-track',
              'data-key': 'track',
              onchange: ({ target }) => app.show({ track: target.value }),
            },
            heard.map(({ id, name }) => h('option', { value: id, selected: id === track }, name)),
          ),
        ),
      has('points') && h('p', { class: 'line' }, h('label', { for: 'f-level' }, t('passage-gain')), level),
    ),
    h(
      'div',
      { class: 'acts' },
      has('remove') &&
        button(t('cut-passage'), 'icon:scissors', cut, { class: 'press', 'data-key': 'cut-passage' }),
      has('points') &&
        button(t('set-level'), 'icon:volume-2', setLevel, { class: 'press', 'data-key': 'set-level' }),
      passage &&
        button(t('forget'), null, () => app.show({ passage: null }), {
          class: 'press',
          'data-key': 'forget',
        }),
    ),
    refusal('passage'),
  );
};

live.push(() => {
  const named = document.querySelector('.chosen-name');
  if (named) named.textContent = nameOf(selected());
});
