/* The groups, the bin, and what was done by whom. */
import { choose } from './acts.js';
import { title } from './folder.js';
import {
  app,
  askText,
  button,
  config,
  dayWords,
  groups,
  h,
  icon,
  isMember,
  item,
  itemsOf,
  make,
  me,
  nameOf,
  now,
  rightName,
  SIGNS,
  set,
  t,
} from './state.js';

export const drawGroups = () => [
  title(
    t('nav.groups'),
    button(t('new-group'), 'icon:plus', () =>
      askText({
        title: t('new-group'),
        label: t('name'),
        action: t('create'),
        done: (name) =>
          name === ''
            ? t('fault.name')
            : make({ kind: 'group', name: name.slice(0, 80) }, t('made', { name })),
      }),
    ),
  ),
  groups().map((group) => {
    const manages = group.by === me();
    const members = config().people.filter(({ id }) => isMember(app.state, group, id));
    const others = config().people.filter(({ id }) => !isMember(app.state, group, id));
    return h(
      'section',
      { class: 'part', 'aria-labelledby': `group-${group.id}` },
      h('h2', { id: `group-${group.id}` }, group.name),
      !manages &&
        h(
          'p',
          { class: 'soft' },
          group.by === null ? t('group-by-none') : t('group-by', { name: nameOf(group.by) }),
        ),
      h(
        'ul',
        { class: 'who-list' },
        members.map(({ id, about }) =>
          h(
            'li',
            { class: 'who' },
            icon('icon:user'),
            h(
              'div',
              { class: 'who-words' },
              h('b', {}, nameOf(id)),
              about !== '' && h('p', { class: 'soft' }, about),
            ),
            manages &&
              h(
                'button',
                {
                  type: 'button',
                  class: 'press',
                  'aria-label': t('leave-of', { name: nameOf(id), group: group.name }),
                  'data-key': `leave ${group.id} ${id}`,
                  onclick: () =>
                    set({ [`member/${group.id}/${id}`]: false }, t('left', { name: nameOf(id) })),
                },
                t('leave'),
              ),
          ),
        ),
        members.length === 0 && h('li', { class: 'soft' }, t('nobody')),
      ),
      manages &&
        others.length > 0 &&
        h(
          'p',
          { class: 'line' },
          h('label', { for: `join ${group.id}` }, t('join')),
          choose(`join ${group.id}`, '', [['', t('choose')], ...others.map(({ id }) => [id, nameOf(id)])], {
            onchange: ({ target }) =>
              target.value !== '' &&
              set(
                { [`member/${group.id}/${target.value}`]: true },
                t('added', { who: nameOf(target.value) }),
              ),
          }),
        ),
    );
  }),
];

export const drawBin = () => {
  const gone = itemsOf(config(), app.state.made)
    .map(({ id }) => item(id))
    .filter(({ id }) => now(`gone/${id}`) === true);
  return [
    title(t('nav.bin')),
    gone.length === 0
      ? h('p', { class: 'empty' }, t('bin-empty'))
      : h(
          'ul',
          { class: 'who-list' },
          gone.map((one) =>
            h(
              'li',
              { class: 'who' },
              icon(SIGNS[one.kind]),
              h('div', { class: 'who-words' }, h('b', {}, one.name)),
              h(
                'button',
                {
                  type: 'button',
                  class: 'press',
                  'aria-label': t('unbin-of', { name: one.name }),
                  'data-key': `unbin ${one.id}`,
                  onclick: () => set({ [`gone/${one.id}`]: false }, one.name),
                },
                t('unbin'),
              ),
            ),
          ),
        ),
  ];
};

const nameAt = (id) => item(id)?.name ?? nameOf(id);
/** What was done here, the latest last: keys keep the order in which they were changed. */
const acts = () => [
  ...Object.entries(app.state.values).map(([key, value]) => {
    const [slot, id, who] = key.split('/');
    if (slot === 'share')
      return t(value === 'none' ? 'act.unshare' : 'act.share', {
        what: nameAt(id),
        who: nameOf(who),
        right: rightName(value),
      });
    if (slot === 'member') return t(value ? 'act.join' : 'act.left', { who: nameOf(who), group: nameAt(id) });
    if (slot === 'label') return t('act.label', { name: value });
    return t(`act.${slot}`, { what: nameAt(id) });
  }),
  ...app.state.made.map(({ name }) => t('made', { name })),
  ...app.state.comments.map(({ on }) => t('act.comment', { what: nameAt(on) })),
];

export const drawActivity = () => {
  const done = acts()
    .reverse()
    .map((what) => [me(), t('just-now'), what]);
  const past = config().activity.map(({ by, when, what }) => [by, dayWords(when), what]);
  return [
    title(t('nav.activity')),
    done.length + past.length === 0
      ? h('p', { class: 'empty' }, t('activity-none'))
      : h(
          'ol',
          { class: 'who-list' },
          [...done, ...past].map(([by, when, what]) =>
            h(
              'li',
              { class: 'who' },
              h(
                'div',
                { class: 'who-words' },
                h('b', {}, nameOf(by)),
                h('p', {}, what),
                h('p', { class: 'soft' }, when),
              ),
            ),
          ),
        ),
  ];
};
