/* What a link lets in, what a visitor sees, and an audit of it all. */
import { choose } from './acts.js';
import { drawPaper } from './folder.js';
import {
  app,
  can,
  config,
  GIVEN,
  groups,
  h,
  icon,
  item,
  membersOf,
  nameOf,
  person,
  rightName,
  rightOn,
  SCOPES,
  set,
  shownIn,
  slots,
  t,
  VISITOR,
  waysTo,
} from './state.js';

export const drawShared = (one, who, right, manages) => {
  const key = `share/${one.id}/${who}`;
  const about = person(who)?.about;
  const members = groups().find((each) => each.id === who);
  return h(
    'li',
    { class: 'who' },
    icon(members ? 'icon:users' : 'icon:user'),
    h(
      'div',
      { class: 'who-words' },
      h('b', {}, nameOf(who)),
      (about || members) && h('p', { class: 'soft' }, members ? membersOf(who) : about),
    ),
    manages && can(key)
      ? [
          choose(
            key,
            right,
            GIVEN.map((each) => [each, rightName(each)]),
            {
              'aria-label': t('right-of', { name: nameOf(who) }),
              onchange: ({ target }) =>
                set({ [key]: target.value }, `${nameOf(who)} : ${rightName(target.value)}`),
            },
          ),
          h(
            'button',
            {
              type: 'button',
              class: 'press',
              'aria-label': t('remove-of', { name: nameOf(who) }),
              'data-key': `remove ${who}`,
              onclick: () => set({ [key]: 'none' }, t('removed', { name: nameOf(who) })),
            },
            t('remove'),
          ),
        ]
      : h('span', { class: 'soft' }, rightName(right)),
  );
};

export const drawLink = (one, manages) => {
  const { id, link } = one;
  const address = `nuage.example/${link.address}`;
  if (!manages)
    return h(
      'section',
      { class: 'part', 'aria-labelledby': 'link-title' },
      h('h2', { id: 'link-title' }, t('link')),
      h('p', {}, t(`scope.${link.scope}`)),
      link.scope !== 'nobody' && h('p', { class: 'address' }, address),
    );
  return h(
    'section',
    { class: 'part', 'aria-labelledby': 'link-title' },
    h('h2', { id: 'link-title' }, t('link')),
    h(
      'fieldset',
      { class: 'plain' },
      h('legend', {}, t('link-who')),
      SCOPES.map((scope) =>
        h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'radio',
            name: 'scope',
            checked: link.scope === scope,
            'data-key': `scope ${scope}`,
            onchange: () => set({ [`scope/${id}`]: scope }, t(`scope.${scope}`)),
          }),
          h('span', {}, t(`scope.${scope}`), h('span', { class: 'soft block' }, t(`scope-help.${scope}`))),
        ),
      ),
    ),
    link.scope !== 'nobody' && [
      h(
        'div',
        { class: 'link-parts' },
        h(
          'p',
          { class: 'line' },
          h('label', { for: 'link-right' }, t('link-right')),
          choose(
            'link-right',
            link.right,
            GIVEN.map((right) => [right, rightName(right)]),
            { onchange: ({ target }) => set({ [`link/${id}`]: target.value }, rightName(target.value)) },
          ),
        ),
        h(
          'p',
          { class: 'line' },
          h('label', { for: 'link-until' }, t('link-until')),
          h('input', {
            type: 'date',
            id: 'link-until',
            class: 'field',
            value: link.until,
            'data-key': 'until',
            onchange: ({ target }) => {
              if (!slots.get(`until/${id}`).fits(target.value)) return;
              set({ [`until/${id}`]: target.value });
            },
          }),
        ),
        h(
          'p',
          { class: 'line' },
          h('label', { for: 'link-password' }, t('link-password')),
          h('input', {
            type: 'text',
            id: 'link-password',
            value: link.password,
            maxlength: 60,
            autocomplete: 'off',
            autocapitalize: 'off',
            spellcheck: 'false',
            'data-key': 'password',
            onchange: ({ target }) => set({ [`password/${id}`]: target.value.trim() }),
          }),
        ),
      ),
      h(
        'p',
        { class: 'address-line' },
        h('span', { class: 'address' }, address),
        h(
          'button',
          {
            type: 'button',
            class: 'press',
            'aria-expanded': app.view.tried ? 'true' : 'false',
            'data-key': 'try',
            onclick: () => app.show({ tried: !app.view.tried }),
          },
          t('try'),
        ),
      ),
      app.view.tried && drawVisit(one, address),
    ],
  );
};

/** What someone without an account meets at the address. */
const drawVisit = (one, address) => {
  const { scope, until, password, right } = one.link;
  const why =
    until !== '' && until < config().today
      ? 'over'
      : scope === 'school'
        ? 'school'
        : password !== '' && 'password';
  return h(
    'div',
    { class: 'visit', role: 'group', 'aria-label': t('try-title') },
    h('p', { class: 'visit-bar' }, icon('icon:globe'), h('span', {}, address)),
    why
      ? h('p', { class: 'visit-page' }, icon('icon:lock'), t(`try.${why}`))
      : h(
          'div',
          { class: 'visit-page' },
          h('p', {}, h('b', {}, one.name)),
          h('p', { class: 'soft' }, t(`visitor-may.${right}`)),
          one.kind === 'folder'
            ? h(
                'ul',
                { class: 'plain-list' },
                shownIn(one.id)
                  .filter(({ id }) => rightOn(config(), app.state, VISITOR, id) !== 'none')
                  .map(({ name }) => h('li', {}, name)),
              )
            : drawPaper(one, one.text),
        ),
  );
};

/** What each can do in the end, and by which way. */
export const drawAudit = (id) =>
  h(
    'section',
    { class: 'part', 'aria-labelledby': 'audit-title' },
    h('h2', { id: 'audit-title' }, t('audit')),
    h(
      'ul',
      { class: 'who-list' },
      [...config().people.map((one) => one.id), VISITOR].map((who) => {
        const ways = waysTo(config(), app.state, who, id).map(({ right, how, through, from }) => {
          const by = t(`way.${how}`, { group: through === '' ? '' : nameOf(through) });
          const at = from === id ? '' : ` (${t('from', { folder: item(from).name })})`;
          return `${rightName(right)} : ${by}${at}`;
        });
        return h(
          'li',
          { class: 'who' },
          h(
            'div',
            { class: 'who-words' },
            h('b', {}, nameOf(who)),
            h('p', { class: 'soft' }, ways.join(' ; ') || t('way.none')),
          ),
          h('span', {}, rightName(rightOn(config(), app.state, who, id))),
        );
      }),
    ),
  );
