/* Tests of the network. */
import { app, ECHOES, h, hasAddress, measured, nameOf, number, ping, resolve, t } from './state.js';

/** Nobody sits at a site far away, nor, before one computer, at the routers of a provider. */
export const isOurs = ({ kind }) =>
  kind !== 'internet' && kind !== 'server' && !(kind === 'router' && app.config.network.me);

/** What can be called from a device: the others, then names. */
const targets = (device) => {
  const { devices, names } = app.config.network;
  return [
    ...devices
      .filter((one) => one.id !== device.id && hasAddress(one))
      // Called by its address here, by its name below.
      .map((one) => [
        `@${one.id}`,
        one.name in names ? `${one.name} (${app.state.devices[one.id].ip})` : one.name,
      ]),
    ...Object.keys(names).map((name) => [name, name]),
  ];
};
const whyWords = (why) => t(`why.${why}`);
export const drawTests = (device) => {
  const { network } = app.config;
  const list = targets(device);
  const chosen = list.some(([id]) => id === app.view.target) ? app.view.target : (list[0]?.[0] ?? '');
  const isName = !chosen.startsWith('@');
  const run = (test) => {
    const result = { device: device.id, lines: resultOf(test, device.id, chosen) };
    app.show({ result });
  };
  const { result } = app.view;
  return h(
    'div',
    { class: 'tests' },
    h('h3', { class: 'heading' }, t('tests', { name: device.name })),
    h(
      'p',
      { class: 'line' },
      h('label', { for: 'target' }, t('target')),
      h(
        'select',
        {
          id: 'target',
          'data-key': 'target',
          onchange: ({ target }) => app.show({ target: target.value, result: null }),
        },
        list.map(([value, label]) => h('option', { value, selected: value === chosen }, label)),
      ),
    ),
    h(
      'div',
      { class: 'does' },
      network.tests
        .filter((test) => test !== 'name' || Object.keys(network.names).length > 0)
        .map((test) =>
          h(
            'button',
            {
              type: 'button',
              class: 'press small',
              'data-key': `test ${test}`,
              disabled: test === 'name' && !isName,
              onclick: () => run(test),
            },
            t(`test.${test}`),
          ),
        ),
    ),
    h(
      'div',
      { class: 'told', role: 'status' },
      result?.device === device.id && result.lines.map((line) => h('p', {}, line)),
    ),
  );
};

/** What a test writes, line by line. */
export const resultOf = (test, from, target) => {
  const { network } = app.config;
  const shown = target.startsWith('@') ? nameOf(target.slice(1)) : target;
  if (test === 'name') {
    const { ip, why } = resolve(network, app.state, from, target);
    return [why === null ? t('name-is', { name: target, ip }) : whyWords(why)];
  }
  const { ok, why, ip, hops, delay, lost, rate } = ping(network, app.state, from, target);
  if (test === 'trace') {
    const lines = hops.map((hop, rank) =>
      t('hop', { rank: rank + 1, name: nameOf(hop.device), ip: hop.ip, delay: number(hop.delay) }),
    );
    return [t('trace-to', { name: shown, ip: ip || '?' }), ...lines, ok ? t('trace-ends') : whyWords(why)];
  }
  if (!ok) return [t('ping-fails', { name: shown }), whyWords(why)];
  if (test === 'rate') return [t('rate-is', { name: shown, rate: measured(rate, t('unit.network')) })];
  const back = ECHOES - Math.round((lost / 100) * ECHOES);
  return [
    t('ping-passes', { name: shown, ip }),
    t('ping-counts', { sent: ECHOES, back, lost: measured(lost, '%'), delay: number(delay) }),
  ];
};
