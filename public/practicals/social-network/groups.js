/* The groups: their list, and one with its members, its rules and what waits. */
import { row } from './people.js';
import { nameButton, only, select, title } from './pieces.js';
import { drawCompose, posts } from './posts.js';
import {
  allPosts,
  app,
  audienceOf,
  button,
  config,
  go,
  groupOf,
  h,
  hash,
  isMember,
  me,
  NOTIFY,
  nameOf,
  now,
  roleOf,
  sees,
  set,
  t,
  values,
} from './state.js';

const notifySelect = (id) =>
  select(
    t('notify'),
    `notify ${id}`,
    NOTIFY.map((one) => [one, t(`notify.${one}`)]),
    now(`notify/${id}`),
    (one) => set({ [`notify/${id}`]: one }, t(`notify.${one}`)),
  );

export const drawGroups = () => [
  title(t('nav.groups')),
  h(
    'ul',
    { class: 'rows' },
    config().groups.map((one) =>
      h(
        'li',
        { class: 'row' },
        crest(one.name),
        h(
          'div',
          { class: 'row-words' },
          h(
            'button',
            {
              type: 'button',
              class: 'name',
              'data-key': `group ${one.id}`,
              onclick: () => go(`group:${one.id}`),
            },
            one.name,
          ),
          h(
            'p',
            { class: 'soft' },
            t('members', {
              count: Object.keys(one.roles).filter((id) => isMember(roleOf(values(), one, id))).length,
            }),
          ),
        ),
      ),
    ),
  ),
];

export const crest = (name) =>
  h('span', { class: `crest crest-${hash(name) % 4}`, 'aria-hidden': 'true' }, [...name][0]);

export const drawGroup = (id) => {
  const group = groupOf(id);
  const mine = roleOf(values(), group, me());
  const admin = group.roles[me()] === 'admin';
  const members = Object.keys(group.roles).filter((one) => roleOf(values(), group, one) !== 'none');
  const roleSelect = (one) => {
    const key = `role/${id}/${one}`;
    const role = roleOf(values(), group, one);
    const to = (next) => set({ [key]: next }, `${nameOf(one)} : ${t(`role.${next}`)}`);
    if (role === 'asks')
      return admin
        ? [
            button(t('accept'), 'icon:check', () => to('member'), {
              class: 'press with-icon',
              'data-key': `in ${one}`,
              'aria-label': t('act-on', { act: t('accept'), name: nameOf(one) }),
            }),
            button(t('refuse'), 'icon:x', () => to('none'), {
              class: 'press with-icon',
              'data-key': `out ${one}`,
              'aria-label': t('act-on', { act: t('refuse'), name: nameOf(one) }),
            }),
          ]
        : null;
    if (!admin) return h('span', { class: 'soft' }, t(`role.${role}`));
    return [
      h(
        'select',
        {
          'data-key': `role ${one}`,
          'aria-label': t('role-of', { name: nameOf(one) }),
          onchange: ({ target }) => to(target.value),
        },
        ['member', 'moderator', 'admin'].map((each) =>
          h('option', { value: each, selected: each === role }, t(`role.${each}`)),
        ),
      ),
      one !== me() &&
        only(t('act-on', { act: t('remove'), name: nameOf(one) }), 'icon:user-minus', () => to('none'), {
          'data-key': `remove ${one}`,
        }),
    ];
  };
  const shown = allPosts(config(), app.state).filter(
    (post) => audienceOf(values(), post).audience === `group:${id}` && sees(config(), values(), me(), post),
  );
  return [
    title(group.name),
    group.about !== '' && h('p', { class: 'pad' }, group.about),
    h(
      'details',
      {
        class: 'pad members',
        open: app.view.members ? true : null,
        ontoggle: ({ target }) => app.note({ members: target.open }),
      },
      h(
        'summary',
        { 'data-key': 'members' },
        t('members', { count: members.filter((one) => isMember(roleOf(values(), group, one))).length }),
      ),
      admin &&
        h(
          'dl',
          { class: 'facts' },
          ['member', 'moderator', 'admin'].map((one) =>
            h('div', {}, h('dt', {}, t(`role.${one}`)), h('dd', {}, t(`role-help.${one}`))),
          ),
        ),
      h(
        'ul',
        { class: 'rows' },
        members.map((one) => row(one, [nameButton(one, `member ${one}`)], roleSelect(one))),
      ),
    ),
    isMember(mine) &&
      h(
        'div',
        { class: 'pad group-acts' },
        notifySelect(id),
        button(t('leave'), 'icon:log-out', () => set({ [`role/${id}/${me()}`]: 'none' }, t('left')), {
          class: 'press with-icon',
          'data-key': 'leave',
        }),
      ),
    isMember(mine) && drawCompose(id),
    isMember(mine) ? posts(shown) : h('p', { class: 'empty' }, t('group-closed')),
  ];
};
