/* Tracks, lines of text, sources, and what is told of the montage. */
import {
  app,
  button,
  db,
  figure,
  h,
  has,
  inOrder,
  isHeard,
  isTextual,
  loudest,
  nameOf,
  nameOfTrack,
  partsOf,
  peakOf,
  pieces,
  placeSource,
  redrawn,
  refusal,
  select,
  sourceOf,
  span,
  t,
  time,
} from './state.js';
import { styled } from './waves.js';

export const drawLevels = () => {
  const heard = inOrder().filter(({ track }) => isHeard(track));
  if (!has('gain') || heard.length === 0) return null;
  return h(
    'section',
    { class: 'panel levels' },
    h('h2', {}, t('levels')),
    h(
      'ul',
      {},
      heard.map((piece) => {
        const peak = peakOf(piece);
        const meter = styled(
          h('span', { class: peak > 0 ? 'meter is-over' : 'meter', 'aria-hidden': 'true' }),
          {
            long: Math.max(0, Math.min(1, (peak + 48) / 48)),
          },
        );
        return h(
          'li',
          {},
          h(
            'span',
            {},
            t('level', {
              name: nameOf(piece),
              source: figure(sourceOf(piece).peak, 0),
              gain: db(loudest(piece)),
              peak: figure(peak, peak % 1 ? 1 : 0),
            }),
          ),
          meter,
          peak > 0 && h('strong', { class: 'over' }, t('over')),
        );
      }),
    ),
  );
};
export const drawLines = () => {
  const list = inOrder().filter(({ track }) => isTextual(track));
  if (list.length === 0) return null;
  return h(
    'section',
    { class: 'panel lines' },
    h('h2', {}, t('texts')),
    h(
      'ol',
      {},
      list.map((piece) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              class: 'text-line',
              'data-key': `line ${piece.id}`,
              'aria-pressed': piece.id === app.view.selected ? 'true' : 'false',
              onclick: () => {
                app.note({ head: piece.start });
                select(piece.id, t('chosen', { name: nameOf(piece) }));
              },
            },
            h('span', { class: 'soft' }, span(piece)),
            h('span', {}, nameOf(piece)),
          ),
        ),
      ),
    ),
  );
};
export const drawBin = () => {
  if (!has('place')) return null;
  const waiting = app.config.clips.filter(({ id }) => !pieces().some(({ of }) => of === id));
  return h(
    'section',
    { class: 'panel' },
    h('h2', {}, t('bin')),
    waiting.length === 0
      ? h('p', { class: 'soft' }, t('bin-empty'))
      : [
          h('p', { class: 'soft' }, t('bin-help')),
          refusal('bin'),
          h(
            'ul',
            { class: 'bin' },
            waiting.map((source) =>
              h(
                'li',
                {},
                h(
                  'span',
                  {},
                  t('bin-item', {
                    name: source.name,
                    track: nameOfTrack(source.track),
                    time: time(source.length),
                  }),
                ),
                button(t('place'), 'icon:plus', () => placeSource(source), {
                  class: 'press',
                  'data-key': `bin ${source.id}`,
                  'aria-label': t('place-named', { name: source.name }),
                }),
              ),
            ),
          ),
        ],
  );
};
export const drawTold = () => {
  if (!app.view.told) return h('div', { class: 'told' });
  const lines = inOrder().flatMap((piece) =>
    partsOf(piece).flatMap(({ from, to, label }) => {
      const shift = piece.start - piece.skip;
      const [first, last] = [
        Math.max(from, piece.skip) + shift,
        Math.min(to, piece.skip + piece.length) + shift,
      ];
      return last > first
        ? [
            {
              track: piece.track,
              text: t('told-line', { label, span: t('span', { from: time(first), to: time(last) }) }),
            },
          ]
        : [];
    }),
  );
  return h(
    'div',
    { class: 'told' },
    app.config.tracks.map(({ id, name }) => {
      const mine = lines.filter(({ track }) => track === id);
      return (
        mine.length > 0 && [
          h('h3', {}, name),
          h(
            'ul',
            {},
            mine.map(({ text }) => h('li', {}, text)),
          ),
        ]
      );
    }),
  );
};
export const drawTelling = () =>
  app.config.clips.some((one) => one.marks.length + one.scenes.length > 0) &&
  h(
    'section',
    { class: 'panel' },
    button(
      t('tell'),
      app.view.told ? 'icon:chevron-up' : 'icon:chevron-down',
      () => app.show({ told: !app.view.told }),
      {
        'data-key': 'tell',
        'aria-expanded': app.view.told ? 'true' : 'false',
      },
    ),
    drawTold(),
  );

redrawn('.levels', drawLevels);
redrawn('.told', drawTold);
redrawn('.lines', drawLines);
