/* The feed, what one hashtag gathers, profiles and friends. */
import { askReport } from './dialogs.js';
import { avatar, badge, mark, nameButton, select, title } from './pieces.js';
import { drawCompose, drawPost, posts } from './posts.js';
import {
  app,
  ask,
  button,
  can,
  config,
  feedOf,
  friendsOf,
  go,
  h,
  icon,
  me,
  nameOf,
  now,
  person,
  postOf,
  profileOf,
  STRANGER,
  sees,
  set,
  showsPart,
  t,
  values,
} from './state.js';

export const drawFeed = () => [title(t('nav.feed')), drawCompose(), posts(feedOf(config(), app.state))];

export const drawTag = (tag) => [
  title(tag),
  posts(
    feedOf(config(), app.state).filter((post) =>
      `${post.text} ${post.more}`
        .toLowerCase()
        .split(/[^\p{L}\p{N}_#]+/u)
        .includes(tag),
    ),
  ),
];

export const drawOne = (id) => {
  const post = postOf(id);
  const open = post && sees(config(), values(), me(), post);
  return [title(t('post')), open ? posts([post]) : h('p', { class: 'empty' }, t('gone'))];
};

const facts = (one) =>
  one.facts.length > 0 &&
  h(
    'dl',
    { class: 'facts' },
    one.facts.map(({ label, value }) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
  );

const drawFriendsOf = (id) => {
  const friends = friendsOf(config(), values(), id);
  return (
    friends.length > 0 &&
    h(
      'p',
      { class: 'soft' },
      t('friends-of', { count: friends.length, names: friends.map(nameOf).join(', ') }),
    )
  );
};

const card = (id, more) =>
  h(
    'div',
    { class: 'card' },
    h('div', { class: 'card-face' }, avatar(id)),
    h('div', { class: 'card-words' }, more),
  );

export const drawProfile = () => {
  const { as } = app.view;
  const one = person(me());
  const waiting = config().posts.filter((post) => now(`tag/${post.id}`) === 'waits');
  const viewers = [
    STRANGER,
    ...config()
      .people.map(({ id }) => id)
      .filter((id) => id !== me()),
  ];
  const open = (part) => as === null || showsPart(config(), values(), part, as);
  return [
    title(t('my-profile')),
    card(me(), [
      h('p', { class: 'big' }, one.name, badge(me())),
      one.about !== '' && open('about') && h('p', {}, one.about),
      open('about') && facts(one),
      open('friends-list') && drawFriendsOf(me()),
    ]),
    h(
      'div',
      { class: as === null ? 'as' : 'as is-on' },
      icon('icon:eye'),
      select(
        t('see-as'),
        'see as',
        [['', t('myself')], ...viewers.map((id) => [id, nameOf(id)])],
        as ?? '',
        (id) => app.show({ as: id === '' ? null : id }, id === '' ? '' : t('seen-as', { name: nameOf(id) })),
      ),
      as !== null && h('p', { class: 'as-note' }, t('seen-as', { name: nameOf(as) })),
    ),
    as === null &&
      waiting.length > 0 &&
      h(
        'section',
        { class: 'waiting', 'aria-label': t('waiting') },
        h('h2', {}, t('waiting')),
        waiting.map((post) => [
          drawPost(post, { frozen: true }),
          h(
            'div',
            { class: 'sheet-actions' },
            button(t('accept'), 'icon:check', () => set({ [`tag/${post.id}`]: 'on' }, t('tagged')), {
              class: 'press with-icon',
              'data-key': `tag-on ${post.id}`,
            }),
            button(t('refuse'), 'icon:x', () => set({ [`tag/${post.id}`]: 'off' }, t('untagged')), {
              class: 'press with-icon',
              'data-key': `tag-off ${post.id}`,
            }),
          ),
        ]),
      ),
    posts(profileOf(config(), app.state, me(), as ?? me()), { frozen: as !== null }),
  ];
};

const linkActs = (id) => {
  const link = now(`person/${id}`);
  const to = (next, said) => () => set({ [`person/${id}`]: next }, t(said, { name: nameOf(id) }));
  const first = person(id).link;
  const act = (label, sign, run) =>
    button(t(label), sign, run, {
      class: 'press with-icon',
      'data-key': `${label} ${id}`,
      'aria-label': t('act-on', { act: t(label), name: nameOf(id) }),
    });
  if (link === 'blocked')
    return [act('unblock', 'icon:ban', to(first === 'friend' ? 'none' : first, 'unblocked'))];
  return [
    link === 'asks' && act('accept', 'icon:check', to('friend', 'befriended')),
    link === 'asks' && act('refuse', 'icon:x', to('none', 'refused')),
    link === 'none' && act('add', 'icon:user-plus', to(first === 'none' ? 'asked' : 'friend', 'asked')),
    link === 'asked' && act('unask', 'icon:x', to('none', 'unasked')),
    link === 'friend' && act('unfriend', 'icon:user-minus', to('none', 'unfriended')),
  ];
};

export const drawPerson = (id) => {
  const one = person(id);
  const link = now(`person/${id}`);
  const blocked = link === 'blocked';
  const quiet = now(`quiet/${id}`) === true;
  const reason = now(`report/${id}`);
  return [
    title(one.name),
    card(id, [
      h('p', { class: 'big' }, one.name, badge(id)),
      h('p', { class: 'soft' }, t(`link.${link}`)),
      one.about !== '' && h('p', {}, one.about),
      facts(one),
      drawFriendsOf(id),
      quiet && mark(t('quiet-on'), 'icon:bell-off'),
      reason !== '' && mark(t('reported-for', { reason }), 'icon:flag'),
    ]),
    h(
      'div',
      { class: 'sheet-actions card-acts' },
      linkActs(id),
      !blocked &&
        button(t('write'), 'icon:message-circle', () => go(`to:${id}`), {
          class: 'press with-icon',
          'data-key': 'write',
        }),
      button(
        t(quiet ? 'quiet-off' : 'quiet'),
        'icon:bell-off',
        () => set({ [`quiet/${id}`]: !quiet }, t(quiet ? 'quiet-off' : 'quiet-on')),
        {
          class: 'press with-icon',
          'data-key': 'quiet',
        },
      ),
      can(`report/${id}`) &&
        button(t('report'), 'icon:flag', () => askReport(id, t('account-of', { name: one.name })), {
          class: 'press with-icon',
          'data-key': 'report',
        }),
      !blocked &&
        button(
          t('block'),
          'icon:ban',
          () =>
            ask({
              title: t('block-title', { name: one.name }),
              body: h('p', {}, t('block-help')),
              actions: [
                {
                  label: t('block'),
                  main: true,
                  act: () => set({ [`person/${id}`]: 'blocked' }, t('blocked', { name: one.name })),
                },
              ],
            }),
          { class: 'press with-icon', 'data-key': 'block' },
        ),
    ),
    blocked
      ? h('p', { class: 'empty' }, t('blocked', { name: one.name }))
      : posts(profileOf(config(), app.state, id, me())),
  ];
};

export const row = (id, words, acts) =>
  h(
    'li',
    { class: 'row' },
    avatar(id),
    h('div', { class: 'row-words' }, words),
    h('div', { class: 'row-acts' }, acts),
  );

export const drawFriends = () => {
  const others = config().people.filter((one) => one.id !== me());
  const part = (name, list) =>
    list.length > 0 && [
      h('h2', { class: 'part' }, t(`friends.${name}`)),
      h(
        'ul',
        { class: 'rows' },
        list.map(({ id, about }) =>
          row(
            id,
            [nameButton(id, `friend ${id}`), about !== '' && h('p', { class: 'soft' }, about)],
            linkActs(id),
          ),
        ),
      ),
    ];
  const linked = (...links) => others.filter(({ id }) => links.includes(now(`person/${id}`)));
  return [
    title(t('nav.friends')),
    part('asks', linked('asks')),
    part('mine', linked('friend')),
    part('others', linked('none', 'asked')),
    part('blocked', linked('blocked')),
  ];
};
