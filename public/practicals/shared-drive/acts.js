/* What can be done with a file or a folder, asked for in a sheet above the window. */
import { menu } from '../menu.js';
import {
  app,
  ask,
  askText,
  can,
  config,
  go,
  goHome,
  h,
  isGone,
  isText,
  item,
  itemsOf,
  make,
  openItem,
  pathTo,
  place,
  SIGNS,
  set,
  slots,
  t,
} from './state.js';

const rename = (one) =>
  askText({
    title: t('rename-title', { name: one.name }),
    label: t('name'),
    value: one.name,
    action: t('rename'),
    done: (name) => {
      if (name === '') return t('fault.name');
      set({ [`name/${one.id}`]: name.slice(0, 80) }, name);
      return undefined;
    },
  });

const move = (one) => {
  const inside = (folder) =>
    folder.id === one.id || pathTo(config(), app.state, folder.id).some(({ id }) => id === one.id);
  const folders = itemsOf(config(), app.state.made)
    .map(({ id }) => item(id))
    .filter(({ kind, id }) => kind === 'folder' && slots.get(`place/${one.id}`)?.fits(id))
    .filter((folder) => !inside(folder) && !isGone(config(), app.state, folder.id));
  const full = (folder) =>
    [folder, ...pathTo(config(), app.state, folder.id)]
      .map(({ name }) => name)
      .reverse()
      .join(' / ');
  const places = [['', config().name], ...folders.map((folder) => [folder.id, full(folder)])];
  const chosen = choose('sheet-place', one.in ?? '', places, { 'data-first': true });
  ask({
    title: t('move-title', { name: one.name }),
    body: h('p', { class: 'line' }, h('label', { for: 'sheet-place' }, t('move-to')), chosen),
    actions: [
      {
        label: t('move'),
        main: true,
        act: () =>
          set({ [`place/${one.id}`]: chosen.value }, t('moved', { place: place(chosen.value || null) })),
      },
    ],
  });
};

const bin = (one) => {
  set({ [`gone/${one.id}`]: true }, t('binned', { name: one.name }));
  if (app.view.page.endsWith(`:${one.id}`)) goHome(`in:${one.in ?? ''}`);
};

const copy = (one) =>
  make(
    { kind: 'copy', name: t('copy-of', { name: one.name }).slice(0, 80), in: one.in, text: one.text },
    t('copied', { name: one.name }),
  );

export const options = (one) =>
  menu(one.name, [
    [t('open'), SIGNS[one.kind], () => openItem(one)],
    [t('share'), 'icon:user-plus', () => go(`share:${one.id}`)],
    isText(one) && [t('versions'), 'icon:history', () => go(`versions:${one.id}`)],
    can(`sync/${one.id}`) &&
      one.sync !== 'offline' && [
        t('keep'),
        'icon:cloud-download',
        () => set({ [`sync/${one.id}`]: 'offline' }, t('sync.offline')),
      ],
    can(`sync/${one.id}`) &&
      one.sync !== 'online' && [
        t('free'),
        'icon:cloud',
        () => set({ [`sync/${one.id}`]: 'online' }, t('sync.online')),
      ],
    one.kind === 'text' && [t('copy'), 'icon:copy', () => copy(one)],
    can(`name/${one.id}`) && [t('rename'), 'icon:pencil', () => rename(one)],
    can(`place/${one.id}`) && [t('move'), 'icon:folder-input', () => move(one)],
    can(`gone/${one.id}`) && [t('bin'), 'icon:trash-2', () => bin(one)],
  ]);

export const choose = (id, value, choices, more = {}) =>
  h(
    'select',
    { id, 'data-key': id, ...more },
    choices.map(([key, label]) => h('option', { value: key, selected: key === value }, label)),
  );
