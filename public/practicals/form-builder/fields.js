/* Fields of the window. */
import { h, icon, idOf, TOLD } from './state.js';

export const line = (key, label, ...fields) =>
  h('div', { class: 'line' }, h('label', { for: idOf(key) }, label), fields);
export const entry = (key, value, typed, more = {}) =>
  h('input', {
    type: 'text',
    id: idOf(key),
    value,
    autocomplete: 'off',
    maxlength: 200,
    'data-key': key,
    oninput: ({ target }) => typed(target.value),
    ...more,
  });
export const area = (key, value, typed, more = {}) =>
  h('textarea', {
    id: key,
    value,
    rows: 2,
    'data-key': key,
    oninput: ({ target }) => typed(target.value),
    ...more,
  });
export const select = (key, label, value, options, chosen, more = {}) =>
  h(
    'select',
    {
      id: idOf(key),
      'data-key': key,
      'aria-label': label,
      onchange: ({ target }) => chosen(target.value),
      ...more,
    },
    options.map(([id, text]) => h('option', { value: id, selected: String(id) === String(value) }, text)),
  );
export const box = (key, label, checked, toggled, more = {}) =>
  h(
    'label',
    { class: 'box' },
    h('input', {
      type: 'checkbox',
      checked,
      'data-key': key,
      onchange: ({ target }) => toggled(target.checked),
      ...more,
    }),
    h('span', {}, label),
  );
export const told = (what, question) =>
  h('span', { 'data-tell': `${what} ${question.id}` }, TOLD[what](question));
export const warning = (what, question) =>
  h(
    'p',
    { class: 'warning', hidden: TOLD[what](question) === '' },
    icon('icon:triangle-alert'),
    told(what, question),
  );
