/* To show a window, or to record. */
import { app, button, config, h, named, now, others, put, SCREEN, set, t, toggle, told } from './state.js';

export const drawShare = () => {
  const { windows } = config();
  const kind = app.view.kind;
  const offered =
    kind === SCREEN
      ? [{ id: SCREEN, name: t('whole-screen'), text: t('whole-screen-help') }]
      : windows.filter((one) => one.kind === kind);
  const pick = offered.some(({ id }) => id === app.view.pick) ? app.view.pick : '';
  const share = () => {
    if (pick === '') {
      app.show({ shareFault: t('fault.pick') });
      return;
    }
    app.view = { ...app.view, shareFault: '', panel: '' };
    put({ share: pick, 'share-sound': app.view.withSound }, told('share', pick));
  };
  return [
    h(
      'div',
      { class: 'kinds', role: 'group', 'aria-label': t('share-what') },
      [SCREEN, 'window', 'tab'].map((one) =>
        button(
          t(`kind.${one}`),
          { screen: 'icon:monitor', window: 'icon:app-window', tab: 'icon:panel-top' }[one],
          () => app.show({ kind: one, pick: '', shareFault: '' }),
          {
            'aria-pressed': kind === one ? 'true' : 'false',
            'data-key': `kind ${one}`,
          },
        ),
      ),
    ),
    offered.length === 0
      ? h('p', { class: 'empty' }, t('no-window'))
      : h(
          'fieldset',
          { class: 'offers' },
          h('legend', { class: 'name' }, t(`pick.${kind}`)),
          offered.map(({ id, name, text }) =>
            h(
              'label',
              { class: 'offer' },
              h('input', {
                type: 'radio',
                name: 'pick',
                checked: pick === id,
                'data-key': `pick ${id}`,
                onchange: () => app.show({ pick: id, shareFault: '' }),
              }),
              named(name, text),
            ),
          ),
        ),
    h(
      'label',
      { class: 'check' },
      h('input', {
        type: 'checkbox',
        checked: app.view.withSound,
        'data-key': 'with-sound',
        onchange: ({ target }) => app.show({ withSound: target.checked }),
      }),
      h('span', {}, t('with-sound')),
    ),
    toggle('quiet', t('quiet'), t('quiet-help')),
    h('p', { class: 'fault', role: 'alert' }, app.view.shareFault),
    button(now.share === '' ? t('share') : t('share-instead'), 'icon:screen-share', share, {
      class: 'press press-main',
      'data-key': 'share-now',
    }),
  ];
};

const agreements = () =>
  others().map((one) =>
    h(
      'li',
      { class: 'person' },
      h('span', { class: 'name' }, one.name),
      h('span', { class: one.agrees ? 'soft' : 'soft is-no' }, t(one.agrees ? 'agrees' : 'refuses')),
    ),
  );

export const drawRecord = () => [
  h('p', {}, t('record-help')),
  button(t(now.asked ? 'asked' : 'ask'), 'icon:users', () => set('asked', true), {
    class: 'press small',
    disabled: now.asked === true,
    'data-key': 'ask',
  }),
  now.asked && h('ul', { class: 'persons', 'aria-label': t('agreements') }, agreements()),
  toggle('recording', t('recording'), t(now.recording ? 'recording-on' : 'recording-off')),
];
