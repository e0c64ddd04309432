/*
 * Slides, and posters of one page. A state is the whole show, as `src/engine/practicals/slides.ts` reads it; what can be
 * done to it is `window.Shared`'s. Whatever is done by dragging is done by figures and keys too.
 */
import { panels } from './panels.js';
import { drawChips, drawStage, overlay } from './stage.js';
import { app, button, h, has, MASTER, own, panelsNow, renew, t, take } from './state.js';
import { drawStrip } from './strip.js';

window.Practical.define({
  view: (config) => ({
    slide: config.deck.slides[0].id,
    chosen: [],
    several: false,
    panel: null,
    hues: {},
  }),
  draw(given) {
    renew(given);
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
