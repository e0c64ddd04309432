/* The settings of the form. */
import { area, box, line, select } from './fields.js';
import { app, h, RESULTS, setSettings, t, WHO } from './state.js';

export const drawSettings = () => {
  const { who, once, collect, results, closes, message } = app.state.settings;
  return h(
    'div',
    { class: 'panel' },
    h('h2', {}, t('answering')),
    line(
      'who',
      t('who'),
      select(
        'who',
        null,
        who,
        WHO.map((one) => [one, t(`who.${one}`)]),
        (chosen) => setSettings({ who: chosen }),
      ),
    ),
    box('once', t('once'), once, (on) => setSettings({ once: on })),
    box('collect', t('collect'), collect, (on) => setSettings({ collect: on })),
    line(
      'closes',
      t('closes'),
      h('input', {
        type: 'date',
        id: 'closes',
        'aria-describedby': 'closes-help',
        'data-key': 'closes',
        value: closes ?? '',
        // A day half typed is none yet.
        oninput: ({ target }) =>
          app.type(
            { ...app.state, settings: { ...app.state.settings, closes: target.value || null } },
            'closes',
          ),
      }),
      h('p', { class: 'soft', id: 'closes-help' }, t('closes-help')),
    ),
    h('h2', {}, t('after-answering')),
    line(
      'message',
      t('message'),
      area(
        'message',
        message,
        (text) => app.type({ ...app.state, settings: { ...app.state.settings, message: text } }, 'message'),
        { placeholder: t('thanks'), maxlength: 300 },
      ),
    ),
    line(
      'results',
      t('results'),
      select(
        'results',
        null,
        results,
        RESULTS.map((one) => [one, t(`results.${one}`)]),
        (chosen) => setSettings({ results: chosen }),
      ),
    ),
  );
};
