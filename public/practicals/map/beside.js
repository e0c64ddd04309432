/* Beside the map: its list, a search, layers, a legend, a way. */
import { choose, placeNamed, rounded, wayNow } from './acts.js';
import { rows } from './card.js';
import {
  app,
  around,
  cameras,
  config,
  coordinatesOf,
  crossingName,
  crossings,
  h,
  icon,
  marks,
  number,
  places,
  pointOf,
  readCoordinates,
  SIGNS,
  say,
  settingNow,
  t,
} from './state.js';

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
const fits = (name) =>
  plain(app.view.query)
    .split(/\s+/)
    .every((word) => plain(name).includes(word));
const written = () => {
  const pair = config().coordinates === 'none' ? null : readCoordinates(app.view.query);
  if (pair === null) return null;
  const at = config().coordinates === 'degrees' ? pointOf(config().origin, pair) : pair;
  return at.every((one, axis) => one >= 0 && one <= config().size[axis]) ? rounded(at) : 'outside';
};
const groups = () => {
  const at = written();
  const option = (kind, list, name = ({ name: one }) => one) =>
    list.map((one) => ({
      chosen: { kind, id: kind === 'street' ? one.name : one.id },
      name: name(one),
      more: kind === 'crossing' || kind === 'mark' ? around(one.at).near : '',
    }));
  const { layers, marks: given } = config();
  return [
    Array.isArray(at) && [
      t('points'),
      [{ chosen: { kind: 'point', at }, name: coordinatesOf(at), more: '', always: true }],
    ],
    given && [t('marks'), option('mark', marks(), ({ category }) => category)],
    [t('cameras'), option('camera', cameras())],
    [
      t('places'),
      option(
        'place',
        places().filter(({ layer }) => layer === undefined),
      ),
    ],
    ...layers.map(({ id, name }) => [
      name,
      option(
        'place',
        places().filter(({ layer }) => layer === id),
      ),
    ]),
    [t('crossings'), option('crossing', crossings, crossingName)],
    [t('streets'), option('street', config().streets)],
  ]
    .filter(Boolean)
    .map(([title, list]) => [title, list.filter(({ name, always }) => always || fits(name))])
    .filter(([, list]) => list.length > 0);
};

const keyOf = ({ kind, id, at }) => `option ${kind} ${id ?? at.join(' ')}`;
export const drawList = () => {
  const found = groups();
  const all = found.flatMap(([, list]) => list);
  const keys = all.map(({ chosen }) => keyOf(chosen));
  const chosenKey = app.view.chosen ? keyOf(app.view.chosen) : '';
  const current = [app.view.active, chosenKey, keys[0]].find((key) => keys.includes(key));
  const step = (event) => {
    const options = [...event.currentTarget.querySelectorAll('[role=option]')];
    const here = options.indexOf(document.activeElement);
    const next = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      Home: 0,
      End: options.length - 1,
    }[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      document.activeElement.click();
      return;
    }
    if (next === undefined) return;
    event.preventDefault();
    const target = options[Math.min(options.length - 1, Math.max(0, next))];
    for (const one of options) one.tabIndex = one === target ? 0 : -1;
    target.focus();
    app.note({ active: target.dataset.key });
  };
  return h(
    'section',
    { class: 'index', 'aria-labelledby': 'index-title' },
    h('h2', { id: 'index-title' }, app.view.query === '' ? t('index') : t('found', { count: all.length })),
    all.length === 0
      ? h('p', { class: 'soft' }, written() === 'outside' ? t('outside') : t('nothing'))
      : h(
          'div',
          {
            class: 'options',
            role: 'listbox',
            'aria-labelledby': 'index-title',
            'data-scroll': 'options',
            onkeydown: step,
          },
          found.map(([title, list], rank) =>
            h(
              'div',
              { role: 'group', 'aria-labelledby': `group-${rank}` },
              h('p', { class: 'group', id: `group-${rank}`, role: 'presentation' }, title),
              list.map(({ chosen, name, more }) => {
                const key = keyOf(chosen);
                return h(
                  'div',
                  {
                    role: 'option',
                    class: 'option',
                    tabindex: key === current ? '0' : '-1',
                    'data-key': key,
                    'aria-selected': key === chosenKey ? 'true' : 'false',
                    onclick: () => {
                      app.view = { ...app.view, active: key };
                      choose(chosen, { focus: true });
                    },
                  },
                  h('span', {}, name),
                  more && h('span', { class: 'soft' }, more),
                );
              }),
            ),
          ),
        ),
  );
};

export const drawSearch = () =>
  h(
    'div',
    { class: 'search', role: 'search' },
    icon('icon:search'),
    h('input', {
      type: 'search',
      value: app.view.query,
      'data-key': 'query',
      'aria-label': t(config().coordinates === 'none' ? 'search' : 'search-coordinates'),
      placeholder: t(config().coordinates === 'none' ? 'search' : 'search-coordinates'),
      autocomplete: 'off',
      spellcheck: 'false',
      oninput: ({ target }) => app.show({ query: target.value.slice(0, 120) }),
      onkeydown: (event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        const [first] = groups();
        if (first && app.view.query !== '') choose(first[1][0].chosen, { focus: true });
        else say(written() === 'outside' ? t('outside') : t('nothing'));
      },
    }),
  );

export const drawLayers = () =>
  h(
    'fieldset',
    { class: 'layers' },
    h('legend', {}, t('layers')),
    config().layers.map(({ id, name, icon: sign }, rank) =>
      h(
        'label',
        { class: 'box' },
        h('input', {
          type: 'checkbox',
          checked: app.state.layers.includes(id),
          'data-key': `layer ${id}`,
          onchange: ({ target }) => {
            const layers = config()
              .layers.map((one) => one.id)
              .filter((one) => (one === id ? target.checked : app.state.layers.includes(one)));
            app.change({ ...app.state, layers }, t(target.checked ? 'layer-on' : 'layer-off', { name }));
          },
        }),
        h('span', { class: `swatch tint-${rank % 5}`, 'aria-hidden': 'true' }, icon(SIGNS[sign])),
        h('span', {}, name),
      ),
    ),
  );

export const drawLegend = () => {
  const kinds = [...new Set(config().areas.map(({ kind }) => kind))];
  const parts = [
    ...kinds.map((kind) => [`area ${kind}`, t(`kind.${kind}`)]),
    ...(config().walls.length > 0 ? [['wall-sign', t('kind.wall')]] : []),
    ...(config().cameras.length > 0 ? [['cone-sign', t('kind.cone')]] : []),
  ];
  if (parts.length === 0) return null;
  return h(
    'details',
    { class: 'legend', open: app.view.legend, ontoggle: ({ target }) => app.note({ legend: target.open }) },
    h('summary', { 'data-key': 'legend' }, t('legend')),
    h(
      'ul',
      {},
      parts.map(([kind, name]) =>
        h('li', {}, h('span', { class: `sample ${kind}`, 'aria-hidden': 'true' }), h('span', {}, name)),
      ),
    ),
  );
};

export const drawSettings = () =>
  config().settings.map((setting) => {
    const { id, label, options } = setting;
    return h(
      'p',
      { class: 'line' },
      h('label', { for: `c-${id}` }, label),
      h(
        'select',
        {
          id: `c-${id}`,
          'data-key': `setting ${id}`,
          onchange: ({ target }) => {
            const settings = { ...app.state.settings, [id]: target.value };
            if (target.value === setting.value) delete settings[id];
            app.change({ ...app.state, settings }, `${label}\u00a0: ${target.value}`);
          },
        },
        options.map((one) => h('option', { value: one, selected: one === settingNow(setting) }, one)),
      ),
    );
  });

export const drawWay = () => {
  const [from, to] = app.state.way.map(placeNamed);
  const found = wayNow();
  return h(
    'section',
    { class: 'way-card', 'aria-labelledby': 'way-title' },
    h('h2', { id: 'way-title' }, t('way')),
    rows([
      [t('way-start'), from?.name ?? t('way-none')],
      [t('way-end'), to?.name ?? t('way-none')],
      [t('way-metres'), found && t('metres', { metres: number(found.metres) })],
    ]),
  );
};
