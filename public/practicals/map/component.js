/* A drawn map: places, layers, marks, cameras, ways. A state is what `src/engine/practicals/map.ts` reads. */
import { drawLayers, drawLegend, drawList, drawSearch, drawSettings, drawWay } from './beside.js';
import { drawCard } from './card.js';
import { drawMap } from './sheet.js';
import { app, chosenNow, config, h, renew, t } from './state.js';

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
    renew(drawn);
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
