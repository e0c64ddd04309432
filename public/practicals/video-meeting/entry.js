/* Before and after: the door, the room where one gets ready, the way out. */
import { behindWords, blockedNote, drawDevices, html, myPicture, myPictureWords } from './devices.js';
import {
  app,
  ask,
  button,
  config,
  field,
  h,
  isSeen,
  now,
  put,
  renew,
  room,
  roomOf,
  set,
  t,
  told,
  withValues,
} from './state.js';

const join = () => {
  if (now.allowed === false && !app.view.warned) {
    app.view = { ...app.view, warned: true };
    ask({
      title: t('blocked'),
      body: h('p', {}, t('blocked-join')),
      actions: [
        { label: t('allow'), main: true, act: () => set('allowed', true) },
        { label: t('join-anyway'), act: () => put({ place: 'meeting' }, told('place', 'meeting')) },
      ],
    });
    return;
  }
  put({ place: 'meeting' }, told('place', 'meeting'));
};

export const drawDoor = () => {
  const fault = app.view.fault;
  const enter = () => {
    const found = roomOf(config(), app.state.code);
    if (found === null) {
      app.show({ fault: t(app.state.code.trim() === '' ? 'fault.no-code' : 'fault.code') });
      return;
    }
    app.view = { ...app.view, fault: '' };
    put({ place: 'lobby', room: found });
  };
  return h(
    'main',
    { class: 'card' },
    h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, t('door')),
    h('p', { class: 'soft' }, t('door-help')),
    field(
      'code',
      t('code'),
      h('input', {
        type: 'text',
        id: 'code',
        'data-key': 'code',
        value: app.state.code,
        maxlength: '40',
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        'aria-describedby': fault ? 'code-fault' : false,
        'aria-invalid': fault ? 'true' : false,
        oninput: ({ target }) => app.type({ ...app.state, code: target.value.slice(0, 40) }, 'code'),
        onkeydown: (event) => {
          if (event.key === 'Enter') enter();
        },
      }),
    ),
    h('p', { class: 'fault', role: 'alert', id: 'code-fault' }, fault),
    button(t('continue'), null, enter, { class: 'press press-main', 'data-key': 'continue' }),
  );
};

export const drawLobby = () =>
  h(
    'main',
    { class: 'lobby' },
    h(
      'div',
      { class: 'lobby-head' },
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, room().title),
      h('p', { class: 'soft' }, t('lobby')),
    ),
    h(
      'section',
      { class: 'preview', 'aria-label': t('preview') },
      html('div', { class: 'picture', role: 'img', 'aria-label': myPictureWords() }, myPicture()),
      config().behind.length > 0 && isSeen() && h('p', { class: 'soft' }, behindWords()),
      h('div', { class: 'toggles' }, control('mic'), control('camera')),
    ),
    h(
      'section',
      { class: 'ready', 'aria-label': t('ready') },
      blockedNote(),
      field(
        'name',
        t('your-name'),
        h('input', {
          type: 'text',
          id: 'name',
          'data-key': 'name',
          value: now.name,
          maxlength: '40',
          autocomplete: 'off',
          spellcheck: 'false',
          oninput: ({ target }) => {
            const { values, code, messages } = app.state;
            const name = target.value.slice(0, 40);
            app.type({ values: withValues(config(), values, { name }), code, messages }, 'name');
            renew(app);
          },
        }),
      ),
      drawDevices(),
      h(
        'div',
        { class: 'lobby-acts' },
        button(t('join'), 'icon:door-open', join, { class: 'press press-main', 'data-key': 'join' }),
        config().place === 'door' &&
          button(t('other-code'), 'icon:arrow-left', () => put({ place: 'door', room: '' }), {
            class: 'press',
            'data-key': 'other-code',
          }),
      ),
    ),
  );

export const drawLeft = () =>
  h(
    'main',
    { class: 'card' },
    h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, t('left')),
    h('p', {}, t('left-help')),
    button(t('back'), 'icon:door-open', () => put({ place: 'meeting' }, told('place', 'meeting')), {
      class: 'press press-main',
      'data-key': 'back',
    }),
  );
