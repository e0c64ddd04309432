/* A table of montage: tracks on a ruler. A state is what `src/engine/practicals/sound-video-editor.ts` reads. */
import { drawInspector, drawPassage } from './inspector.js';
import { drawBin, drawLevels, drawLines, drawTelling } from './panels.js';
import { drawScreen, drawTransport, small } from './player.js';
import { drawExport, drawProject } from './project.js';
import { addText, app, button, h, has, isTextual, refusal, remove, renew, split, t, total } from './state.js';
import { drawFrise } from './tracks.js';

const drawBar = () => {
  const zoom = (by) => () => {
    app.note({ zoom: Math.min(Math.max(app.view.zoom * by, 1), 16) });
    app.show({}, t('zoomed', { zoom: app.view.zoom }));
    const scroll = document.querySelector('.frise-scroll');
    if (scroll) scroll.scrollLeft = (app.view.head / total()) * scroll.scrollWidth - scroll.clientWidth / 2;
  };
  return h(
    'header',
    { class: 'tools' },
    h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, app.config.title),
    app.config.tracks.length > 0 && [
      has('split') && button(t('split'), 'icon:scissors', split, { 'data-key': 'split' }),
      has('remove') && button(t('remove'), 'icon:trash-2', remove, { 'data-key': 'remove' }),
      has('text') &&
        app.config.tracks
          .filter(({ id }) => isTextual(id))
          .map(({ id, kind }) =>
            button(t(`add-${kind}`), 'icon:type', () => addText(id), { 'data-key': `add ${id}` }),
          ),
      small(t('zoom-out'), 'icon:zoom-out', zoom(0.5), 'zoom-out'),
      small(t('zoom-in'), 'icon:zoom-in', zoom(2), 'zoom-in'),
      refusal('tools'),
    ],
  );
};

window.Practical.define({
  view: ({ clips, tracks }) => ({
    head:
      Math.min(
        ...clips.map(({ track, start }) =>
          start !== null && tracks.some(({ id, kind }) => id === track && kind === 'picture') ? start : 9999,
        ),
        9999,
      ) % 9999,
    selected: null,
    passage: null,
    track: '',
    level: '',
    zoom: 1,
    told: false,
    refused: null,
  }),
  draw(drawn) {
    renew(drawn);
    const left = document.querySelector('.frise-scroll')?.scrollLeft ?? 0;
    queueMicrotask(() => {
      const scroll = document.querySelector('.frise-scroll');
      if (scroll && scroll.scrollLeft === 0) scroll.scrollLeft = left;
    });
    const { tracks } = app.config;
    const seen = tracks.some(({ id, kind }) => kind === 'picture' || isTextual(id));
    const parts = [
      drawBar(),
      h(
        'main',
        {},
        tracks.length > 0 && h('div', { class: 'stage' }, seen && drawScreen(), drawTransport(), drawFrise()),
        h(
          'div',
          { class: 'panels' },
          drawPassage(),
          drawInspector(),
          drawBin(),
          drawLevels(),
          drawLines(),
          drawProject(),
          drawExport(),
          drawTelling(),
        ),
      ),
    ];
    app.note({ refused: null });
    return parts;
  },
});
