/* A post with its comments, and the writing of one. */
import { menu } from '../menu.js';
import { askAudience, askPlace, askReport, askWords } from './dialogs.js';
import { avatar, mark, nameButton, only, picture, rich } from './pieces.js';
import {
  app,
  audienceOf,
  audienceWords,
  button,
  can,
  commentsOf,
  config,
  effect,
  go,
  h,
  icon,
  me,
  nameOf,
  now,
  postOf,
  set,
  short,
  signOf,
  t,
  values,
  write,
} from './state.js';

export const audienceLine = (post, frozen) => {
  const standingNow = audienceOf(values(), post);
  const inside = [
    icon(signOf(standingNow.audience)),
    h('span', { class: 'unseen' }, t('visible-to')),
    h('span', {}, audienceWords(standingNow)),
  ];
  if (frozen || !can(`audience/${post.id}`)) return h('span', { class: 'audience' }, inside);
  return h(
    'button',
    {
      type: 'button',
      class: 'audience',
      'data-key': `audience ${post.id}`,
      onclick: () =>
        askAudience(standingNow, (wanted) =>
          set(
            { [`audience/${post.id}`]: wanted.audience, [`except/${post.id}`]: wanted.except },
            t('audience-changed', { audience: audienceWords(wanted) }),
          ),
        ),
    },
    inside,
  );
};

const optionsFor = (post) => {
  const mine = post.by === me();
  const { id } = post;
  const rank = id.startsWith('written-') ? Number(id.slice(8)) : null;
  menu(t('options-of', { name: nameOf(post.by) }), [
    mine &&
      can(`text/${id}`) && [
        t('edit'),
        'icon:pencil',
        () =>
          askWords({
            title: t('edit'),
            label: t('text'),
            value: now(`text/${id}`),
            action: t('save'),
            done: (text) => set({ [`text/${id}`]: text }, t('edited')),
          }),
      ],
    can(`featured/${id}`) && [
      t(now(`featured/${id}`) ? 'feature-off' : 'feature'),
      'icon:star',
      () =>
        set(
          { [`featured/${id}`]: !now(`featured/${id}`) },
          t(now(`featured/${id}`) ? 'feature-off' : 'feature'),
        ),
    ],
    now(`tag/${id}`) === 'on' && [t('untag'), 'icon:tag', () => set({ [`tag/${id}`]: 'off' }, t('untagged'))],
    can(`report/${id}`) && [
      t('report'),
      'icon:flag',
      () => askReport(id, t('post-of', { name: nameOf(post.by) })),
    ],
    (can(`post/${id}`) || rank !== null) && [
      t('delete'),
      'icon:trash-2',
      () => {
        if (rank === null) set({ [`post/${id}`]: 'deleted' }, t('deleted'));
        else
          app.change(
            { ...app.state, written: app.state.written.filter((_, place) => place !== rank) },
            t('deleted'),
          );
      },
    ],
    [
      t('see-author', { name: nameOf(post.by) }),
      'icon:user',
      () => go(mine ? 'profile' : `person:${post.by}`),
    ],
  ]);
};

const share = (post) =>
  menu(t('share'), [
    [
      t('share-feed'),
      'icon:share-2',
      () =>
        askAudience(defaultAudience(), ({ audience, except }) =>
          write({ kind: 'relay', of: post.id, audience, except }, t('shared')),
        ),
    ],
    config().threads.length > 0 && [
      t('share-message'),
      'icon:send',
      () =>
        askPlace(t('share-message'), (thread) =>
          write({ kind: 'message', of: post.id, thread }, t('forwarded')),
        ),
    ],
  ]);

const drawComment = (post, one, frozen) => {
  const state = can(`comment/${one.id}`) ? now(`comment/${one.id}`) : 'shown';
  if (state === 'deleted' || (frozen && state === 'hidden')) return null;
  const reason = now(`report/${one.id}`);
  return h(
    'li',
    { class: state === 'hidden' ? 'comment is-hidden' : 'comment' },
    avatar(one.by),
    h(
      'div',
      { class: 'comment-body' },
      frozen ? h('b', {}, nameOf(one.by)) : nameButton(one.by, one.id),
      h('p', {}, rich(one.text, one.id)),
      state === 'hidden' && mark(t('comment-hidden'), 'icon:eye-off'),
      reason !== '' && mark(t('reported-for', { reason }), 'icon:flag'),
    ),
    !frozen &&
      (can(`comment/${one.id}`) || can(`report/${one.id}`)) &&
      only(
        t('comment-options', { name: nameOf(one.by) }),
        'icon:ellipsis',
        () =>
          menu(short(one.text), [
            can(`comment/${one.id}`) &&
              post.by === me() && [
                t(state === 'hidden' ? 'unhide' : 'hide'),
                'icon:eye-off',
                () => set({ [`comment/${one.id}`]: state === 'hidden' ? 'shown' : 'hidden' }, t('hidden')),
              ],
            can(`report/${one.id}`) && [
              t('report'),
              'icon:flag',
              () => askReport(one.id, t('comment-of', { name: nameOf(one.by) })),
            ],
            can(`comment/${one.id}`) && [
              t('delete'),
              'icon:trash-2',
              () => set({ [`comment/${one.id}`]: 'deleted' }, t('deleted')),
            ],
          ]),
        { 'data-key': `more ${one.id}` },
      ),
  );
};

const drawRelayed = (post) => {
  const first = postOf(post.relays);
  if (!first) return null;
  return h(
    'div',
    { class: 'relayed' },
    h('p', { class: 'soft' }, t('relays', { name: nameOf(first.by) })),
    first.scene && picture(first.scene, first.alt),
    h('p', {}, short(first.text)),
    button(t('see-first', { name: nameOf(first.by) }), 'icon:arrow-right', () => go(`post:${first.id}`), {
      'data-key': `first ${post.id}`,
    }),
  );
};

export const drawPost = (post, { frozen = false } = {}) => {
  const { id } = post;
  const open = app.view.more.includes(id);
  const liked = now(`like/${id}`) === true;
  const comments = commentsOf(post);
  const reason = now(`report/${id}`);
  const text = can(`text/${id}`) ? now(`text/${id}`) : post.text;
  const key = frozen ? `as ${id}` : id;
  return h(
    'article',
    { class: 'post', 'aria-label': t('post-of', { name: nameOf(post.by) }) },
    h(
      'div',
      { class: 'post-head' },
      avatar(post.by),
      h(
        'div',
        { class: 'post-who' },
        frozen ? h('b', {}, nameOf(post.by)) : nameButton(post.by, key),
        h('p', { class: 'post-when' }, post.when || t('just-now'), ' · ', audienceLine(post, frozen)),
      ),
      !frozen &&
        only(t('options-of', { name: nameOf(post.by) }), 'icon:ellipsis', () => optionsFor(post), {
          'data-key': `more ${id}`,
        }),
    ),
    can(`featured/${id}`) && now(`featured/${id}`) && mark(t('featured'), 'icon:star'),
    text !== '' &&
      h(
        'p',
        { class: 'words' },
        rich(text, key),
        post.more !== '' && open && h('span', {}, ' ', rich(post.more, `${key}-more`)),
      ),
    post.more !== '' &&
      h(
        'button',
        {
          type: 'button',
          class: 'more',
          'aria-expanded': open ? 'true' : 'false',
          'data-key': `plus ${key}`,
          onclick: () =>
            app.show({ more: open ? app.view.more.filter((one) => one !== id) : [...app.view.more, id] }),
        },
        t(open ? 'less' : 'plus'),
      ),
    post.relays !== null && drawRelayed(post),
    post.scene && picture(post.scene, post.alt),
    post.tags.length > 0 &&
      h(
        'p',
        { class: 'soft' },
        t('with', {
          names: post.tags
            .filter((one) => one !== me() || now(`tag/${id}`) !== 'off')
            .map(nameOf)
            .join(', '),
        }),
      ),
    reason !== '' && mark(t('reported-for', { reason }), 'icon:flag'),
    h(
      'p',
      { class: 'counts' },
      t('likes', { count: post.likes + (liked ? 1 : 0) }),
      ' · ',
      t('comments', { count: comments.length }),
    ),
    !frozen &&
      h(
        'div',
        { class: 'post-acts' },
        can(`like/${id}`) &&
          button(t('like'), 'icon:heart', () => set({ [`like/${id}`]: !liked }), {
            'aria-pressed': liked ? 'true' : 'false',
            'data-key': `like ${id}`,
          }),
        button(
          t('comment'),
          'icon:message-square',
          () =>
            askWords({
              title: t('comment-title', { name: nameOf(post.by) }),
              label: t('text'),
              action: t('publish'),
              done: (words) => write({ kind: 'comment', of: id, text: words }, t('commented')),
            }),
          { 'data-key': `comment ${id}` },
        ),
        button(t('share'), 'icon:share-2', () => share(post), { 'data-key': `share ${id}` }),
      ),
    comments.length > 0 &&
      h(
        'ul',
        { class: 'comments', 'aria-label': t('comments-list') },
        comments.map((one) => drawComment(post, one, frozen)),
      ),
  );
};

export const posts = (list, more) =>
  list.length === 0
    ? h('p', { class: 'empty' }, t('empty-posts'))
    : h(
        'div',
        { class: 'posts' },
        list.map((post) => drawPost(post, more)),
      );

const defaultAudience = () => ({
  audience: String(effect(config(), values(), 'new-posts') ?? 'public'),
  except: [],
});

export const drawCompose = (group) => {
  const { compose } = app.view;
  const chosen = group
    ? { audience: `group:${group}`, except: [] }
    : {
        ...defaultAudience(),
        ...(compose.audience ? { audience: compose.audience, except: compose.except } : {}),
      };
  const note = (change) => app.note({ compose: { ...app.view.compose, ...change } });
  return h(
    'section',
    { class: 'compose', 'aria-label': t('compose') },
    avatar(me()),
    h('textarea', {
      rows: '2',
      maxlength: '600',
      'aria-label': t('compose'),
      placeholder: t('compose-hint'),
      'data-key': 'compose',
      value: compose.text,
      oninput: ({ target }) => note({ text: target.value.slice(0, 600) }),
    }),
    h(
      'div',
      { class: 'compose-acts' },
      h(
        'button',
        {
          type: 'button',
          class: 'audience',
          'data-key': 'compose audience',
          disabled: Boolean(group),
          onclick: () =>
            askAudience(chosen, (wanted) => app.show({ compose: { ...app.view.compose, ...wanted } })),
        },
        icon(signOf(chosen.audience)),
        h('span', { class: 'unseen' }, t('visible-to')),
        h('span', {}, audienceWords(chosen)),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'press press-main',
          'data-key': 'publish',
          onclick: () => {
            const text = app.view.compose.text.trim();
            if (text === '') {
              app.show({ fault: t('fault.empty') });
              return;
            }
            app.view = { ...app.view, compose: { text: '', audience: '', except: [] }, fault: '' };
            write({ kind: 'post', text, ...chosen }, t('published'));
          },
        },
        t('publish'),
      ),
    ),
    app.view.fault !== '' && h('p', { class: 'fault', role: 'alert' }, app.view.fault),
  );
};
