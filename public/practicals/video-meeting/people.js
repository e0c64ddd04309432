/* Those who are there or wait, and what is written. */
import {
  app,
  button,
  config,
  EVERYONE,
  field,
  h,
  hasMic,
  isIn,
  isMine,
  isOpen,
  named,
  now,
  others,
  press,
  select,
  set,
  t,
} from './state.js';

const MOST_MESSAGES = 12;

const drawPerson = (one) => {
  const muted = `muted/${one.id}`;
  const cohost = `cohost/${one.id}`;
  const states = [
    one.host && t('host'),
    now[cohost] && t('cohost'),
    t(hasMic(one) ? 'mic-on' : 'mic-off'),
    one.hand && t('mark.hand'),
    now.sound && one.noise && hasMic(one) && one.noise,
  ].filter(Boolean);
  return h(
    'li',
    { class: 'person' },
    named(one.name, states.join(' · ')),
    config().host &&
      h(
        'span',
        { class: 'person-acts' },
        hasMic(one) && press(muted, t('mute'), t('mute-one', { name: one.name }), () => set(muted, true)),
        press(
          cohost,
          t(now[cohost] ? 'uncohost' : 'make-cohost'),
          t(now[cohost] ? 'uncohost-one' : 'cohost-one', { name: one.name }),
          () => set(cohost, !now[cohost]),
        ),
      ),
  );
};

export const drawPeople = () => {
  const waiting = config().host ? config().people.filter((one) => one.waiting && !isIn(one)) : [];
  return [
    waiting.length > 0 &&
      h(
        'section',
        { class: 'waiting', 'aria-label': t('waiting') },
        h('h3', {}, t('waiting')),
        h(
          'ul',
          { class: 'persons' },
          waiting.map((one) => {
            const slot = `person/${one.id}`;
            const out = now[slot] === 'out';
            const act = (value, label) =>
              press(`${slot} ${value}`, label, t(`${value}-one`, { name: one.name }), () => set(slot, value));
            return h(
              'li',
              { class: 'person' },
              named(one.name, out && t('is-out'), 'soft is-no'),
              h('span', { class: 'person-acts' }, act('in', t('let-in')), !out && act('out', t('keep-out'))),
            );
          }),
        ),
      ),
    h(
      'ul',
      { class: 'persons', 'aria-label': t('people') },
      h(
        'li',
        { class: 'person' },
        named(
          t('you', { name: String(now.name).trim() || t('no-name') }),
          [config().host && t('host'), t(isOpen() ? 'mic-on' : 'mic-off'), now.hand && t('mark.hand')]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
      others().map(drawPerson),
    ),
  ];
};

export const drawChat = () => {
  const nameOf = (id) => config().people.find((one) => one.id === id)?.name ?? id;
  const lines = [
    ...(isMine() ? config().chat : []).map(({ from, text, mine }) => ({
      from: nameOf(from),
      to: mine ? t('to-you') : '',
      text,
    })),
    ...app.state.messages.map(({ to, text }) => ({
      from: t('me'),
      to: to === EVERYONE ? '' : t('to-one', { name: nameOf(to) }),
      text,
    })),
  ];
  const to = [EVERYONE, ...others().map(({ id }) => id)].includes(app.view.to) ? app.view.to : EVERYONE;
  const send = () => {
    const text = app.view.draft.trim();
    const { messages } = app.state;
    if (text === '') {
      app.show({ chatFault: t('fault.empty') });
      return;
    }
    if (messages.length >= MOST_MESSAGES) {
      app.show({ chatFault: t('fault.many') });
      return;
    }
    app.view = { ...app.view, draft: '', chatFault: '' };
    app.change(
      { ...app.state, messages: [...messages, { to, text }] },
      t('sent', { name: to === EVERYONE ? t('everyone') : nameOf(to) }),
    );
  };
  return [
    lines.length === 0
      ? h('p', { class: 'soft' }, t('no-message'))
      : h(
          'ul',
          { class: 'messages', 'aria-label': t('messages') },
          lines.map((one) =>
            h(
              'li',
              {},
              h('p', { class: 'soft' }, h('strong', {}, one.from), one.to && ` ${one.to}`),
              h('p', {}, one.text),
            ),
          ),
        ),
    select(
      'to',
      t('to'),
      [[EVERYONE, t('everyone')], ...others().map(({ id, name }) => [id, name])],
      to,
      (value) => app.show({ to: value }),
    ),
    field(
      'draft',
      t('message'),
      h('input', {
        type: 'text',
        id: 'draft',
        'data-key': 'draft',
        value: app.view.draft,
        maxlength: '300',
        autocomplete: 'off',
        oninput: ({ target }) => app.note({ draft: target.value.slice(0, 300) }),
        onkeydown: (event) => {
          if (event.key === 'Enter') send();
        },
      }),
    ),
    h('p', { class: 'fault', role: 'alert' }, app.view.chatFault),
    button(t('send'), 'icon:send', send, { class: 'press', 'data-key': 'send' }),
  ];
};
