/* The machine and what is done to it: every part of the window reads it here. */

export const { h, icon, button, ask, locale } = window.Practical;
export const { actOn, addressFault, addressOf, freeOn, ipNumber, isLit, loadOf, maskText, measureOf } =
  window.Shared;
export const { ping, releaseOf, resolve, runningOf, socketsFor, statusesOf, usedOn } = window.Shared;
export const t = (name, values) => window.Practical.t(`practical.system-panel.${name}`, values);

export const SECTIONS = {
  tasks: 'icon:activity',
  disks: 'icon:hard-drive',
  network: 'icon:network',
  terminal: 'icon:terminal',
  programs: 'icon:package',
  facts: 'icon:info',
};
export const DEVICES = {
  box: 'icon:router',
  switch: 'icon:share-2',
  'access-point': 'icon:radio-tower',
  repeater: 'icon:repeat',
  router: 'icon:waypoints',
  internet: 'icon:globe',
  server: 'icon:server',
  computer: 'icon:monitor',
  laptop: 'icon:laptop',
  phone: 'icon:smartphone',
  tablet: 'icon:tablet',
  printer: 'icon:printer',
  tv: 'icon:tv',
  speaker: 'icon:speaker',
  storage: 'icon:database',
};
export const LINKS = {
  cable: 'icon:cable',
  wifi: 'icon:wifi',
  bluetooth: 'icon:bluetooth',
  mobile: 'icon:signal',
  fibre: 'icon:cable',
};
export const MEASURES = { cpu: '%', memory: 'Mo', disk: 'Mo/s', network: 'Mbit/s' };
export const ECHOES = 10;
export const MOST_LINES = 40;

export let app = null;
/** The window as it now stands: told anew before each drawing. */
export const renew = (given) => {
  app = given;
};

export const number = (value) => value.toLocaleString(locale, { maximumFractionDigits: 2 });
export const measured = (value, unit) => `${number(value)}\u00a0${unit}`;
export const sized = (megabytes) =>
  megabytes >= 1000 ? measured(megabytes / 1000, t('gigabytes')) : measured(megabytes, t('megabytes'));
export const unitOf = (what) => (what === 'memory' ? t('megabytes') : t(`unit.${what}`));
export const sections = () => {
  const { tasks, disks, network, programs, facts } = app.config;
  const there = {
    tasks,
    disks,
    network,
    terminal: network?.terminal,
    programs,
    facts: facts.length > 0,
  };
  return Object.keys(SECTIONS).filter((name) => there[name]);
};
export const section = () => {
  const open = app.view.section ?? app.config.open;
  return sections().includes(open) ? open : sections()[0];
};
export const deviceOf = (id) => app.config.network.devices.find((one) => one.id === id);
export const nameOf = (id) => deviceOf(id)?.name ?? id;

/** Does it, or says in a sheet why it cannot be done. */
export const act = (one, said) => {
  const { state, refused } = actOn(app.config, app.state, one);
  if (refused) {
    ask({ title: t('refused-title'), body: h('p', {}, t(`act.${refused.key}`, refused.values)) });
    return;
  }
  app.change(state, said);
};
/** The same, from a sheet that waits for the answer. */
export const tried = (one, said) => {
  const { state, refused } = actOn(app.config, app.state, one);
  if (refused) return t(`act.${refused.key}`, refused.values);
  app.change(state, said);
  return undefined;
};

export const gauge = (label, value, most, words) =>
  h(
    'div',
    { class: 'gauge' },
    h(
      'p',
      { class: 'gauge-line' },
      h('span', { class: 'name' }, label),
      h('span', { class: 'value' }, words),
    ),
    h('progress', {
      max: String(most),
      value: Math.min(value, most),
      'aria-label': label,
      'aria-valuetext': words,
      class: value / most > 0.9 ? 'is-full' : false,
    }),
  );
export const hasAddress = (device) => {
  const first = app.state.devices[device.id];
  return first.auto || first.ip !== '';
};
