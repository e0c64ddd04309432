/* Faces, pictures, names, titles: what every page is made of. */
import { app, back, button, config, face, go, h, icon, me, nameOf, person, scene, t } from './state.js';

export const avatar = (id) => {
  const holder = h('span', { class: 'avatar' });
  holder.innerHTML = face(nameOf(id));
  return holder;
};
export const picture = (name, alt) => {
  const holder = h(
    'div',
    alt === '' ? { class: 'picture' } : { class: 'picture', role: 'img', 'aria-label': alt },
  );
  holder.innerHTML = scene(name);
  return holder;
};
export const badge = (id) =>
  person(id)?.verified &&
  h('span', { class: 'badge' }, icon('icon:badge-check'), h('span', { class: 'unseen' }, t('verified')));
export const nameButton = (id, key) =>
  h(
    'button',
    {
      type: 'button',
      class: 'name',
      'data-key': `name ${key}`,
      onclick: () => go(id === me() ? 'profile' : `person:${id}`),
    },
    nameOf(id),
    badge(id),
  );
export const only = (label, sign, act, more = {}) =>
  button(label, sign, act, { class: 'tool only-icon', ...more });
export const select = (label, key, options, chosen, act) =>
  h(
    'label',
    { class: 'choice' },
    h('span', {}, label),
    h(
      'select',
      { 'data-key': key, onchange: ({ target }) => act(target.value) },
      options.map(([value, word]) => h('option', { value, selected: value === chosen }, word)),
    ),
  );
export const mark = (text, sign) => h('p', { class: 'mark' }, icon(sign), h('span', {}, text));
export const title = (text, more) =>
  h(
    'div',
    { class: 'bar' },
    app.view.stack.length > 0 &&
      button(t('back'), 'icon:arrow-left', back, { class: 'tool only-icon', 'data-key': 'back' }),
    h('h1', { class: 'title', tabindex: '-1', 'data-home': true, 'data-key': `title ${text}` }, text),
    more,
  );

/** Words with their hashtags to touch and the people they mention. */
export const rich = (text, key) => {
  const names = config()
    .people.map((one) => one.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .sort((a, b) => b.length - a.length);
  const cut = new RegExp(`(#[\\p{L}\\p{N}_]+|@(?:${names.join('|')}))`, 'u');
  return text.split(cut).map((part, rank) => {
    if (rank % 2 === 0) return part;
    if (part.startsWith('@')) return h('strong', { class: 'mention' }, part);
    return h(
      'button',
      {
        type: 'button',
        class: 'tag',
        'data-key': `tag ${key} ${rank}`,
        onclick: () => go(`tag:${part.toLowerCase()}`),
      },
      part,
    );
  });
};
