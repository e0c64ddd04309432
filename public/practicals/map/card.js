/* The card of what is chosen. */
import {
  addMark,
  editMark,
  filmedWords,
  focusOn,
  leave,
  moveMark,
  removeMark,
  setCamera,
  setWay,
  turnCamera,
} from './acts.js';
import {
  app,
  around,
  button,
  config,
  coordinatesOf,
  crossings,
  directionTo,
  h,
  marks,
  TURN,
  t,
} from './state.js';

export const rows = (facts) =>
  h(
    'dl',
    { class: 'facts' },
    facts
      .filter(([, value]) => value)
      .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );

const drawCamera = (camera) => [
  h(
    'button',
    {
      type: 'button',
      class: 'switch',
      role: 'switch',
      'aria-checked': camera.on ? 'true' : 'false',
      'data-key': 'camera on',
      onclick: () => {
        const next = { ...camera, on: !camera.on };
        setCamera(camera, { on: !camera.on }, t('camera.said', { list: filmedWords(next) }));
      },
    },
    h('span', {}, t('camera.on')),
    h('span', { class: 'switch-box', 'aria-hidden': 'true' }),
  ),
  h(
    'div',
    { class: 'turns' },
    h('label', { for: 'angle' }, t('camera.angle')),
    button(t('camera.left'), 'icon:rotate-ccw', () => turnCamera(camera, -TURN), {
      class: 'tool only-icon',
      'data-key': 'camera left',
    }),
    h('input', {
      type: 'range',
      id: 'angle',
      min: 0,
      max: 345,
      step: TURN,
      value: camera.angle,
      'data-key': 'camera angle',
      'aria-valuetext': t('camera.degrees', {
        angle: camera.angle,
        side: t(`side.${directionTo([0, 0], sideOf(camera.angle))}`),
      }),
      oninput: ({ target }) => turnCamera(camera, Number(target.value) - camera.angle),
    }),
    button(t('camera.right'), 'icon:rotate-cw', () => turnCamera(camera, TURN), {
      class: 'tool only-icon',
      'data-key': 'camera right',
    }),
    h('output', {}, t('camera.angle-now', { angle: camera.angle })),
  ),
];
const sideOf = (angle) => [Math.sin((angle * Math.PI) / 180), -Math.cos((angle * Math.PI) / 180)];

const actsFor = ({ kind, thing, at }) => {
  const moving = marks().find(({ id }) => id === app.view.moving);
  const press = (key, label, act, main) =>
    h(
      'button',
      { type: 'button', class: main ? 'press press-main' : 'press', 'data-key': key, onclick: act },
      label,
    );
  if (kind === 'mark')
    return thing.fixed
      ? []
      : [
          press('edit', t('edit'), () => editMark(thing)),
          press('move', t('move'), () => {
            app.show({ moving: thing.id, chosen: null }, t('move-how'));
            focusOn('[data-key="map"]');
          }),
          press('remove', t('remove'), () => removeMark(thing)),
        ];
  if (kind === 'camera' || kind === 'street') return [];
  if (moving) return [press('here', t('move-here'), () => moveMark(moving, at), true)];
  return [
    config().marks && press('add', t('add-here', { title: config().marks.title }), () => addMark(at), true),
    config().route && kind === 'place' && press('from', t('way-from'), () => setWay(0, thing.id)),
    config().route && kind === 'place' && press('to', t('way-to'), () => setWay(1, thing.id)),
  ].filter(Boolean);
};

const factsOf = ({ kind, thing, at }) => {
  const { where, inside, near } = around(at, thing.id);
  const own = kind === 'place' ? Object.entries(thing.facts) : [];
  const said =
    kind === 'mark'
      ? (config().marks?.fields ?? []).map(({ id, label }) => [label, thing.values[id] ?? ''])
      : [];
  return [
    ...own,
    ...said,
    kind === 'camera' && [t('camera.films'), filmedWords(thing)],
    kind !== 'crossing' && kind !== 'street' && [t('where'), where],
    kind !== 'street' && [t('inside'), inside],
    kind !== 'street' && kind !== 'camera' && [t('around'), near],
    kind === 'street' && [
      t('crosses'),
      crossings
        .filter(({ streets }) => streets.includes(thing.name))
        .flatMap(({ streets }) => streets.filter((one) => one !== thing.name))
        .join(', '),
    ],
    kind !== 'street' && [t('coordinates'), coordinatesOf(at)],
  ].filter(Boolean);
};

export const drawCard = (now) => {
  const acts = actsFor(now);
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'card-title' },
    h(
      'div',
      { class: 'card-head' },
      h('h2', { id: 'card-title', tabindex: '-1', 'data-card': true, 'data-key': 'card' }, now.title),
      button(t('close'), 'icon:x', leave, { class: 'tool only-icon', 'data-key': 'close' }),
    ),
    now.kind === 'camera' && drawCamera(now.thing),
    rows(factsOf(now)),
    acts.length > 0 && h('div', { class: 'acts' }, acts),
  );
};
