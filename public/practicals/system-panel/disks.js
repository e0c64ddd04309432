/* Disks, and what takes their room. */
import { act, app, ask, freeOn, gauge, h, icon, sized, t, tried, usedOn } from './state.js';

const move = (item) => {
  const { list } = app.config.disks;
  const others = list.filter(({ id }) => id !== app.state.places[item.id]);
  ask({
    title: t('move-title', { name: item.name }),
    body: h('p', {}, t('move-help', { size: sized(item.size) })),
    actions: others.map((disk, rank) => ({
      label: t('move-to', { name: disk.name, free: sized(freeOn(app.config, app.state, disk.id)) }),
      main: rank === 0,
      act: () => tried({ move: item.id, to: disk.id }, t('moved', { name: item.name, disk: disk.name })),
    })),
  });
};
const itemRow = (item, most) => {
  const { list } = app.config.disks;
  const place = app.state.places[item.id];
  const inBin = place.startsWith('bin/');
  const say = (key) => t(key, { name: item.name });
  const small = (label, does, key) =>
    h(
      'button',
      {
        type: 'button',
        class: 'press small',
        'aria-label': t('pair', { label, value: item.name }),
        'data-key': `${key} ${item.id}`,
        onclick: does,
      },
      label,
    );
  return h(
    'li',
    { class: 'file' },
    h(
      'div',
      { class: 'words' },
      h('span', { class: 'name' }, item.name),
      h(
        'span',
        { class: 'soft' },
        [item.folder, item.used && t('used', { when: item.used })].filter(Boolean).join(' · '),
      ),
      item.note && h('span', { class: 'soft' }, item.note),
    ),
    h(
      'div',
      { class: 'weight' },
      h('span', { class: 'value' }, sized(item.size)),
      h('progress', { max: String(most), value: item.size, 'aria-hidden': 'true' }),
    ),
    h(
      'div',
      { class: 'does' },
      inBin
        ? small(t('restore'), () => act({ restore: item.id }, say('restored')), 'restore')
        : [
            small(
              t(item.cache ? 'clean' : 'delete'),
              () => act({ delete: item.id }, say(item.cache ? 'cleaned' : 'deleted')),
              'delete',
            ),
            list.length > 1 && small(t('move'), () => move(item), 'move'),
          ],
    ),
  );
};
export const drawDisks = () => {
  const { list, items } = app.config.disks;
  const { places } = app.state;
  const bySize = [...items].sort((a, b) => b.size - a.size);
  const most = bySize[0]?.size ?? 1;
  return list.map((disk) => {
    const here = bySize.filter((item) => places[item.id] === disk.id);
    const bin = bySize.filter((item) => places[item.id] === `bin/${disk.id}`);
    const folders = [...new Set(here.map(({ folder }) => folder))];
    const weight = (folder) =>
      here.reduce((sum, item) => sum + (folder === null || item.folder === folder ? item.size : 0), 0);
    const chosen = folders.includes(app.view.folder) ? app.view.folder : null;
    const used = usedOn(app.config, app.state, disk.id);
    const chip = (label, folder) =>
      h(
        'button',
        {
          type: 'button',
          class: 'tool folder',
          'aria-pressed': chosen === folder ? 'true' : 'false',
          'data-key': `folder ${disk.id} ${folder ?? ''}`,
          onclick: () => app.show({ folder }, label),
        },
        `${label} · ${sized(weight(folder))}`,
      );
    return h(
      'section',
      { class: 'disk', 'aria-label': disk.name },
      h('h2', { class: 'heading' }, disk.name),
      h(
        'div',
        { class: 'gauges' },
        gauge(t('used-space'), used, disk.total, t('of', { used: sized(used), total: sized(disk.total) })),
        h(
          'p',
          { class: 'soft' },
          [
            t('free', { size: sized(Math.max(0, disk.total - used)) }),
            disk.system > 0 ? ` · ${t('system-space', { size: sized(disk.system) })}` : '',
          ].join(''),
        ),
      ),
      folders.length > 1 &&
        h(
          'div',
          { class: 'tools', role: 'group', 'aria-label': t('folders') },
          chip(t('all-folders'), null),
          folders.sort((a, b) => weight(b) - weight(a)).map((folder) => chip(folder, folder)),
        ),
      here.length === 0
        ? h('p', { class: 'empty' }, t('no-file'))
        : h(
            'ul',
            { class: 'files' },
            here
              .filter((item) => chosen === null || item.folder === chosen)
              .map((item) => itemRow(item, most)),
          ),
      bin.length > 0 &&
        h(
          'div',
          { class: 'bin' },
          h(
            'p',
            { class: 'bin-head' },
            icon('icon:trash-2'),
            h(
              'span',
              { class: 'name' },
              t('bin', { size: sized(bin.reduce((sum, { size }) => sum + size, 0)) }),
            ),
            h(
              'button',
              {
                type: 'button',
                class: 'press small is-danger',
                'data-key': `empty ${disk.id}`,
                onclick: () => act({ empty: disk.id }, t('emptied')),
              },
              t('empty-bin'),
            ),
          ),
          h(
            'ul',
            { class: 'files' },
            bin.map((item) => itemRow(item, most)),
          ),
        ),
    );
  });
};
