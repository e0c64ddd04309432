/* Discussions: their list, and one with its messages. */
import { menu } from '../menu.js';
import { askPeople, askPlace, askReport } from './dialogs.js';
import { crest } from './groups.js';
import { avatar, mark, only, rich, title } from './pieces.js';
import {
  allPosts,
  app,
  button,
  can,
  config,
  go,
  h,
  icon,
  isThere,
  me,
  NOTIFY,
  nameOf,
  now,
  set,
  short,
  t,
  threadName,
  threads,
  toKey,
  write,
} from './state.js';

const threadOf = (page) => {
  if (page.startsWith('thread:')) return config().threads.find((one) => one.id === page.slice(7));
  const to = page.slice(3).split('+');
  const known = config().threads.find((one) => one.name === '' && one.with.join('+') === to.join('+'));
  return known ?? { id: page, name: '', with: to, messages: [] };
};
const messagesOf = (thread) => [
  ...thread.messages,
  ...app.state.written.flatMap((one, rank) =>
    one.kind === 'message' &&
    (one.thread === thread.id || (one.thread === null && toKey(one.to) === thread.id))
      ? [
          {
            id: `written-${rank}`,
            by: me(),
            text: one.text,
            when: t('just-now'),
            reply: one.reply,
            of: one.of,
          },
        ]
      : [],
  ),
];
const allMessages = () => config().threads.flatMap((one) => one.messages);

export const drawThreads = () => [
  title(
    t('nav.messages'),
    button(t('new-message'), 'icon:pencil', () => askPeople(t('new-message'), (to) => go(toKey(to))), {
      'data-key': 'new message',
    }),
  ),
  h(
    'ul',
    { class: 'rows' },
    threads().map((one) => {
      const list = messagesOf(one);
      const last = list[list.length - 1];
      return h(
        'li',
        { class: 'row' },
        one.name === '' && one.with.length === 1 ? avatar(one.with[0]) : crest(threadName(one)),
        h(
          'div',
          { class: 'row-words' },
          h(
            'button',
            {
              type: 'button',
              class: 'name',
              'data-key': `thread ${one.id}`,
              onclick: () => go(one.id.startsWith('to:') ? one.id : `thread:${one.id}`),
            },
            threadName(one),
          ),
          one.name !== '' && h('p', { class: 'soft' }, t('members', { count: one.with.length + 1 })),
          last && h('p', { class: 'soft last' }, `${nameOf(last.by)} : ${short(last.text)}`),
        ),
        h(
          'div',
          { class: 'row-signs' },
          now(`pinned/${one.id}`) === true && [icon('icon:pin'), h('span', { class: 'unseen' }, t('pinned'))],
          can(`notify/${one.id}`) &&
            now(`notify/${one.id}`) !== 'all' && [
              icon('icon:bell-off'),
              h('span', { class: 'unseen' }, t(`notify.${now(`notify/${one.id}`)}`)),
            ],
        ),
      );
    }),
  ),
];

const drawMessage = (thread, one) => {
  const mine = one.by === me();
  const hidden = !mine && now(`person/${one.by}`) === 'blocked';
  const quoted =
    one.reply === null
      ? null
      : [...allMessages(), ...messagesOf(thread)].find((each) => each.id === one.reply);
  const of =
    one.of &&
    ([...allMessages(), ...allPosts(config(), app.state)].find((each) => each.id === one.of) ?? null);
  const reason = now(`report/${one.id}`);
  const real = !one.id.startsWith('written-');
  return h(
    'li',
    { class: mine ? 'message is-mine' : 'message' },
    !mine && avatar(one.by),
    h(
      'div',
      { class: 'bubble' },
      h(
        'p',
        { class: 'bubble-who' },
        h('b', {}, mine ? t('you') : nameOf(one.by)),
        ' ',
        h('span', { class: 'soft' }, one.when),
      ),
      quoted && h('p', { class: 'quoted' }, `${nameOf(quoted.by)} : ${short(quoted.text)}`),
      of && h('p', { class: 'quoted' }, t('forwarded-of', { name: nameOf(of.by) }), ' ', of.text),
      hidden
        ? h('p', { class: 'soft' }, t('message-hidden'))
        : one.text !== '' && h('p', {}, rich(one.text, one.id)),
      now(`capture/${one.id}`) === true && mark(t('captured'), 'icon:camera'),
      reason !== '' && mark(t('reported-for', { reason }), 'icon:flag'),
    ),
    real &&
      !hidden &&
      only(
        t('message-options', { text: short(one.text) }),
        'icon:ellipsis',
        () =>
          menu(short(one.text), [
            [t('reply'), 'icon:reply', () => app.show({ reply: { ...app.view.reply, [thread.id]: one.id } })],
            [
              t('forward'),
              'icon:forward',
              () =>
                askPlace(t('forward'), (place) =>
                  write({ kind: 'message', of: one.id, thread: place }, t('forwarded')),
                ),
            ],
            [t('capture'), 'icon:camera', () => set({ [`capture/${one.id}`]: true }, t('captured'))],
            can(`report/${one.id}`) && [
              t('report'),
              'icon:flag',
              () => askReport(one.id, t('message-of', { name: nameOf(one.by) })),
            ],
            !mine && [t('see-author', { name: nameOf(one.by) }), 'icon:user', () => go(`person:${one.by}`)],
          ]),
        { 'data-key': `more ${one.id}` },
      ),
  );
};

export const drawThread = (page) => {
  const thread = threadOf(page);
  if (!thread || !isThere(thread))
    return [title(t('nav.messages')), h('p', { class: 'empty' }, t('thread-gone'))];
  const { id } = thread;
  const list = messagesOf(thread);
  const reply = list.find((one) => one.id === app.view.reply[id]);
  const pinned = now(`pinned/${id}`) === true;
  const text = app.view.typed[id] ?? '';
  const type = (value) => ({ typed: { ...app.view.typed, [id]: value.slice(0, 600) } });
  const send = () => {
    const words = (app.view.typed[id] ?? '').trim();
    if (words === '') {
      app.show({ fault: t('fault.empty') });
      return;
    }
    const known = can(`pinned/${id}`);
    const { [id]: answered = null, ...others } = app.view.reply;
    app.view = { ...app.view, ...type(''), fault: '', reply: others };
    const where = known ? { thread: id } : { to: [...thread.with] };
    write({ kind: 'message', ...where, reply: answered, text: words }, t('sent'));
  };
  const ours = list.length - thread.messages.length;
  const bubbles = h(
    'ul',
    {
      class: 'messages',
      'data-scroll': `${id} ${ours}`,
      tabindex: '0',
      'aria-label': threadName(thread),
    },
    list.map((one) => drawMessage(thread, one)),
  );
  // What was just sent is seen.
  if (ours > 0 && ours !== app.view.sent[id]) {
    app.view.sent = { ...app.view.sent, [id]: ours };
    requestAnimationFrame(() => {
      bubbles.scrollTop = bubbles.scrollHeight;
    });
  }
  return [
    title(
      threadName(thread),
      can(`pinned/${id}`) &&
        only(
          t('thread-options'),
          'icon:settings',
          () =>
            menu(threadName(thread), [
              ...NOTIFY.map((one) => [
                `${t('notify')} : ${t(`notify.${one}`)}${now(`notify/${id}`) === one ? ' ✓' : ''}`,
                one === 'all' ? 'icon:bell' : 'icon:bell-off',
                () => set({ [`notify/${id}`]: one }, t(`notify.${one}`)),
              ]),
              [
                t(pinned ? 'unpin' : 'pin'),
                'icon:pin',
                () => set({ [`pinned/${id}`]: !pinned }, t(pinned ? 'unpin' : 'pinned')),
              ],
              [t('leave'), 'icon:log-out', () => set({ [`left/${id}`]: true }, t('left'))],
            ]),
          { 'data-key': 'thread options' },
        ),
    ),
    thread.name !== '' &&
      h('p', { class: 'soft pad' }, t('with', { names: thread.with.map(nameOf).join(', ') })),
    bubbles,
    h(
      'div',
      { class: 'write' },
      reply &&
        h(
          'p',
          { class: 'quoted' },
          t('reply-to', { name: nameOf(reply.by) }),
          ' ',
          short(reply.text),
          ' ',
          only(t('reply-cancel'), 'icon:x', () => app.show({ reply: { ...app.view.reply, [id]: null } }), {
            'data-key': 'reply cancel',
          }),
        ),
      h('textarea', {
        rows: '2',
        maxlength: '600',
        'aria-label': t('message-to', { name: threadName(thread) }),
        'data-key': 'message',
        value: text,
        oninput: ({ target }) => app.note(type(target.value)),
      }),
      h(
        'div',
        { class: 'sheet-actions' },
        h(
          'button',
          { type: 'button', class: 'press press-main', 'data-key': 'send', onclick: send },
          t('send'),
        ),
        thread.name !== '' &&
          button(
            t('mention'),
            'icon:at-sign',
            () =>
              menu(
                t('mention'),
                thread.with.map((one) => [
                  nameOf(one),
                  'icon:at-sign',
                  () =>
                    app.show(
                      type(`${app.view.typed[id] ?? ''}${app.view.typed[id] ? ' ' : ''}@${nameOf(one)} `),
                    ),
                ]),
              ),
            { 'data-key': 'mention' },
          ),
      ),
      app.view.fault !== '' && h('p', { class: 'fault', role: 'alert' }, app.view.fault),
    ),
  ];
};
