/* Who gets in, and by which right. */
import { choose } from './acts.js';
import { title } from './folder.js';
import { drawAudit, drawLink, drawShared } from './link.js';
import {
  app,
  ask,
  button,
  can,
  config,
  GIVEN,
  go,
  groups,
  h,
  icon,
  isShared,
  item,
  membersOf,
  nameOf,
  pathTo,
  person,
  place,
  rightName,
  set,
  t,
} from './state.js';

export const drawShare = (id) => {
  const one = item(id);
  const manages = can(`scope/${id}`);
  const way = pathTo(config(), app.state, id);
  const above = [];
  for (const folder of one.inherits ? way : []) {
    above.push(folder);
    if (!folder.inherits) break;
  }
  const given = above.map((folder) => [
    folder,
    [
      ...(folder.owner === one.owner ? [] : [[folder.owner, 'edit']]),
      ...Object.entries(folder.shares),
      ...(folder.link.scope === 'nobody' ? [] : [[null, folder.link.right]]),
    ],
  ]);
  const others = [...config().people, ...groups()].filter(
    (each) => each.id !== one.owner && !(each.id in one.shares) && can(`share/${id}/${each.id}`),
  );
  const add = app.view.add ?? { who: '', right: 'read' };
  return [
    title(t('share-title', { name: one.name })),
    h(
      'section',
      { class: 'part', 'aria-labelledby': 'people-title' },
      h('h2', { id: 'people-title' }, t('people')),
      h(
        'ul',
        { class: 'who-list' },
        drawOwner(one),
        Object.entries(one.shares).map(([who, right]) => drawShared(one, who, right, manages)),
      ),
      given
        .filter(([, ways]) => ways.length > 0)
        .map(([folder, ways]) => [
          h(
            'div',
            { class: 'bar' },
            h('h3', {}, t('given-by-folder', { folder: folder.name })),
            can(`scope/${folder.id}`) &&
              button(t('see-folder', { folder: folder.name }), 'icon:folder', () => go(`share:${folder.id}`)),
          ),
          h(
            'ul',
            { class: 'who-list' },
            ways.map(([who, right]) =>
              h(
                'li',
                { class: 'who' },
                icon(who === null ? 'icon:link' : person(who) ? 'icon:user' : 'icon:users'),
                h(
                  'div',
                  { class: 'who-words' },
                  h('b', {}, who === null ? t(`scope.${folder.link.scope}`) : nameOf(who)),
                  who !== null && !person(who) && h('p', { class: 'soft' }, membersOf(who)),
                ),
                h('span', { class: 'soft' }, rightName(right)),
              ),
            ),
          ),
        ]),
      one.in !== null &&
        manages &&
        h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'checkbox',
            checked: one.inherits,
            'data-key': 'inherit',
            onchange: ({ target }) =>
              set({ [`inherit/${id}`]: target.checked }, t(target.checked ? 'inherits' : 'inherits-not')),
          }),
          h('span', {}, t('inherit', { folder: place(one.in) })),
        ),
      manages &&
        others.length > 0 &&
        h(
          'div',
          { class: 'add' },
          h(
            'p',
            { class: 'line' },
            h('label', { for: 'add-who' }, t('add-who')),
            choose(
              'add-who',
              add.who,
              [
                ['', t('choose')],
                ...others.map((each) => [
                  each.id,
                  person(each.id)
                    ? [nameOf(each.id), person(each.id).about].filter(Boolean).join(' – ')
                    : t('group', { name: each.name }),
                ]),
              ],
              {
                onchange: ({ target }) => app.note({ add: { ...(app.view.add ?? add), who: target.value } }),
              },
            ),
          ),
          h(
            'p',
            { class: 'line' },
            h('label', { for: 'add-right' }, t('add-right')),
            choose(
              'add-right',
              add.right,
              GIVEN.map((right) => [right, rightName(right)]),
              {
                onchange: ({ target }) =>
                  app.note({ add: { ...(app.view.add ?? add), right: target.value } }),
              },
            ),
          ),
          h(
            'button',
            {
              type: 'button',
              class: 'press press-main',
              'data-key': 'add',
              onclick: () => {
                const { who, right } = app.view.add ?? add;
                if (who === '') {
                  app.show({ shareFault: t('fault.who') });
                  return;
                }
                app.view = { ...app.view, add: null, shareFault: '' };
                set({ [`share/${id}/${who}`]: right }, t('added', { who: nameOf(who) }));
              },
            },
            t('add'),
          ),
          app.view.shareFault !== '' && h('p', { class: 'fault', role: 'alert' }, app.view.shareFault),
        ),
    ),
    drawLink(one, manages),
    manages &&
      isShared(one) &&
      h(
        'p',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'press',
            'data-key': 'stop',
            onclick: () =>
              set(
                {
                  ...Object.fromEntries(Object.keys(one.shares).map((who) => [`share/${id}/${who}`, 'none'])),
                  [`scope/${id}`]: 'nobody',
                },
                t('stopped'),
              ),
          },
          t('stop'),
        ),
      ),
    config().audit && drawAudit(id),
  ];
};

const drawOwner = (one) =>
  h(
    'li',
    { class: 'who' },
    icon('icon:user'),
    h(
      'div',
      { class: 'who-words' },
      h('b', {}, nameOf(one.owner)),
      h('p', { class: 'soft' }, [t('is-owner'), person(one.owner)?.about].filter(Boolean).join(' · ')),
    ),
    can(`owner/${one.id}`) &&
      h(
        'button',
        {
          type: 'button',
          class: 'press',
          'data-key': 'owner',
          onclick: () => {
            const choices = config().people.map(({ id }) => [id, nameOf(id)]);
            const chosen = choose('sheet-owner', one.owner, choices, { 'data-first': true });
            ask({
              title: t('owner-title', { name: one.name }),
              body: h('p', { class: 'line' }, h('label', { for: 'sheet-owner' }, t('owner')), chosen),
              actions: [
                {
                  label: t('owner-give'),
                  main: true,
                  act: () => set({ [`owner/${one.id}`]: chosen.value }, nameOf(chosen.value)),
                },
              ],
            });
          },
        },
        t('owner-change'),
      ),
  );
