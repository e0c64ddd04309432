/* Drafts, reports to judge, and settings. */
import { avatar, mark, picture, select, title } from './pieces.js';
import { audienceLine } from './posts.js';
import {
  audienceName,
  button,
  config,
  go,
  h,
  icon,
  nameOf,
  now,
  optionsOf,
  postState,
  set,
  short,
  t,
  values,
} from './state.js';

export const drawDrafts = () => [
  title(t('nav.drafts')),
  h(
    'div',
    { class: 'posts' },
    config()
      .posts.filter((post) => post.draft)
      .map((post) => {
        const state = postState(values(), post);
        const key = `post/${post.id}`;
        return h(
          'article',
          { class: 'post', 'aria-label': t('draft', { text: short(post.text) }) },
          h('p', { class: 'words' }, now(`text/${post.id}`)),
          post.scene && picture(post.scene, post.alt),
          h('p', {}, audienceLine(post)),
          state === 'draft'
            ? h(
                'div',
                { class: 'sheet-actions' },
                button(t('publish'), 'icon:send', () => set({ [key]: 'online' }, t('published')), {
                  class: 'press with-icon',
                  'data-key': `publish ${post.id}`,
                }),
                button(t('throw'), 'icon:trash-2', () => set({ [key]: 'deleted' }, t('thrown')), {
                  class: 'press with-icon',
                  'data-key': `throw ${post.id}`,
                }),
              )
            : [
                mark(
                  t(state === 'online' ? 'published' : 'thrown'),
                  state === 'online' ? 'icon:check' : 'icon:trash-2',
                ),
                button(t('draft-again'), 'icon:undo-2', () => set({ [key]: 'draft' }, t('draft-again')), {
                  'data-key': `again ${post.id}`,
                }),
              ],
        );
      }),
  ),
];

export const drawCases = () => [
  title(t('nav.cases')),
  config().charter !== '' &&
    h(
      'details',
      { class: 'charter', open: true },
      h('summary', {}, t('charter')),
      h('p', { class: 'words' }, config().charter),
    ),
  h(
    'div',
    { class: 'posts' },
    config().cases.map((one, rank) =>
      h(
        'article',
        { class: 'post', 'aria-label': t('case', { number: rank + 1 }) },
        h(
          'div',
          { class: 'post-head' },
          avatar(one.by),
          h(
            'div',
            { class: 'post-who' },
            h('b', {}, nameOf(one.by)),
            one.past !== '' && h('p', { class: 'soft' }, one.past),
          ),
        ),
        h('p', { class: 'words' }, one.text),
        one.reason !== '' && mark(t('reported-for', { reason: one.reason }), 'icon:flag'),
        select(
          t('measure', { number: rank + 1 }),
          `measure ${one.id}`,
          [['', t('measure-none')], ...config().measures.map((each) => [each, each])],
          now(`measure/${one.id}`),
          (each) => set({ [`measure/${one.id}`]: each }, each),
        ),
      ),
    ),
  ),
];

export const drawSettings = () => [
  title(t('nav.settings')),
  h(
    'ul',
    { class: 'rows' },
    config().settings.map((one, rank) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'tool wide-tool',
            'data-key': `settings ${rank}`,
            onclick: () => go(`settings:${rank}`),
          },
          icon('icon:settings'),
          h('span', {}, one.title),
        ),
      ),
    ),
  ),
];

const drawSetting = (one) => {
  const key = `setting/${one.id}`;
  const value = now(key);
  const put = (next, word = String(next)) => set({ [key]: next }, `${one.label} : ${word}`);
  const help = one.help !== '' && h('p', { class: 'soft' }, one.help);
  if (one.kind === 'switch')
    return h(
      'div',
      { class: 'setting' },
      h(
        'button',
        {
          type: 'button',
          class: 'switch',
          role: 'switch',
          'aria-checked': value ? 'true' : 'false',
          'data-key': key,
          onclick: () => put(!value, t(value ? 'off' : 'on')),
        },
        h('span', {}, one.label),
        h('span', { class: 'knob', 'aria-hidden': 'true' }),
      ),
      help,
    );
  if (one.kind === 'pictures')
    return h(
      'fieldset',
      { class: 'setting plain' },
      h('legend', {}, one.label),
      help,
      h(
        'div',
        { class: 'scenes' },
        one.scenes.map((each) =>
          h(
            'label',
            { class: 'scene' },
            picture(each.scene, ''),
            h(
              'span',
              { class: 'scene-label' },
              h('input', {
                type: 'radio',
                name: one.id,
                checked: value === each.label,
                'data-key': `${key} ${each.label}`,
                onchange: () => put(each.label),
              }),
              h('span', {}, each.label),
            ),
          ),
        ),
      ),
    );
  if (one.kind === 'entry')
    return h(
      'p',
      { class: 'setting line' },
      h('label', { for: key }, one.label),
      h('input', {
        type: 'text',
        id: key,
        value,
        maxlength: '120',
        autocomplete: 'off',
        'data-key': key,
        'aria-describedby': one.help === '' ? false : `${key}-help`,
        onchange: ({ target }) => put(target.value.trim()),
      }),
      one.help !== '' && h('span', { class: 'soft', id: `${key}-help` }, one.help),
    );
  if (one.kind === 'slider')
    return h(
      'p',
      { class: 'setting line' },
      h('label', { for: key }, one.label, ' ', h('b', {}, String(value))),
      h('input', {
        type: 'range',
        id: key,
        min: one.min,
        max: one.max,
        step: 1,
        value,
        'data-key': key,
        'aria-describedby': one.help === '' ? false : `${key}-help`,
        onchange: ({ target }) => put(Number(target.value)),
      }),
      one.help !== '' && h('span', { class: 'soft', id: `${key}-help` }, one.help),
    );
  const options = optionsOf(config(), one).map((each) => [
    each,
    one.kind === 'audience' ? audienceName(each) : each,
  ]);
  return h(
    'div',
    { class: 'setting' },
    select(one.label, key, options, value, (each) => put(each)),
    help,
  );
};

export const drawSection = (rank) => {
  const section = config().settings[rank];
  return [title(section.title), h('div', { class: 'settings' }, section.items.map(drawSetting))];
};
