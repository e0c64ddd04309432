/*
 * The system and network page of a computer. A state is what `src/engine/practicals/system-panel.ts` reads; what can be
 * done, and what comes of it, is in `src/referential/practicals/system-*.ts`.
 */
import { drawDisks } from './disks.js';
import { drawNetwork } from './network.js';
import { drawFacts, drawPrograms } from './programs.js';
import { app, button, h, renew, SECTIONS, section, sections, t } from './state.js';
import { drawTasks } from './tasks.js';
import { drawTerminal } from './terminal.js';

const DRAWN = {
  tasks: drawTasks,
  disks: drawDisks,
  network: drawNetwork,
  terminal: drawTerminal,
  programs: drawPrograms,
  facts: drawFacts,
};

window.Practical.define({
  view: () => ({
    section: null,
    time: 0,
    sort: null,
    folder: null,
    picked: null,
    target: '',
    result: null,
    log: [],
    typed: '',
    opened: null,
  }),
  draw(given) {
    renew(given);
    const here = section();
    const all = sections();
    return h(
      'div',
      { class: 'panel' },
      h('header', { class: 'window-bar' }, h('p', {}, app.config.title)),
      h(
        'div',
        { class: all.length > 1 ? 'body' : 'body is-single' },
        all.length > 1 &&
          h(
            'nav',
            { class: 'side', 'aria-label': t('sections') },
            all.map((name) =>
              button(t(`section.${name}`), SECTIONS[name], () => app.show({ section: name }), {
                class: 'tool place',
                'data-key': `section ${name}`,
                'aria-current': name === here ? 'true' : false,
              }),
            ),
          ),
        h(
          'main',
          { class: 'main' },
          h(
            'div',
            { class: 'bar' },
            h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, t(`section.${here}`)),
          ),
          DRAWN[here](),
        ),
      ),
    );
  },
});
