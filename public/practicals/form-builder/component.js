/* A maker of forms. A state is what `src/engine/practicals/form-builder.ts` reads: the whole form. */
import { drawAnswers } from './answers.js';
import { drawPreview } from './preview.js';
import { drawBuild } from './questions.js';
import { drawSettings } from './settings.js';
import { app, button, formTitle, h, has, renew, TABS, t } from './state.js';

const drawBar = () => {
  const tabs = Object.keys(TABS).filter(
    (tab) => (tab !== 'settings' || has('settings')) && (tab !== 'answers' || app.config.answers.length > 0),
  );
  return h(
    'header',
    { class: 'tools' },
    h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, formTitle()),
    h(
      'div',
      { class: 'tabs' },
      tabs.map((tab) =>
        button(
          t(`tab.${tab}`),
          TABS[tab],
          () => app.show({ tab, faults: {}, sent: false }, t(`tab.${tab}`)),
          { 'data-key': `tab ${tab}`, 'aria-pressed': app.view.tab === tab ? 'true' : 'false' },
        ),
      ),
    ),
  );
};

const PAGES = { build: drawBuild, settings: drawSettings, preview: drawPreview, answers: drawAnswers };

window.Practical.define({
  view: ({ open: tab, questions: first }) => ({
    tab,
    card: null,
    at: first[0]?.id ?? '',
    given: {},
    faults: {},
    sent: false,
  }),
  draw(drawn) {
    renew(drawn);
    return [drawBar(), h('main', { class: `page-${app.view.tab}` }, PAGES[app.view.tab]())];
  },
});
