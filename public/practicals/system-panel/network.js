/* The network: its map, its links, one of its devices. */
import {
  act,
  actOn,
  addressFault,
  addressOf,
  app,
  ask,
  button,
  DEVICES,
  deviceOf,
  h,
  hasAddress,
  icon,
  isLit,
  LINKS,
  maskText,
  measured,
  nameOf,
  socketsFor,
  t,
  tried,
} from './state.js';
import { drawTests, isOurs } from './tests.js';

const endsOf = (link) => app.state.links[link.id];
const otherEnd = (link, id) => {
  const [a, b] = endsOf(link);
  return a === id ? b : a;
};
const labelOf = (link) => link.name || t(`link.${link.kind}`);

/** Lines below the devices: no text in them. The stub of a loose cable shows where it hung. */
const drawLines = () => {
  const { size, links } = app.config.network;
  const centre = (id) => deviceOf(id).at.map((rank) => rank * 100 - 50);
  const lines = links.map((link) => {
    const [a, b] = endsOf(link);
    const [x1, y1] = centre(a);
    const towards = b ?? link.ends[1];
    const [x, y] = towards === null ? [x1, y1 + (y1 > 100 ? -78 : 78)] : centre(towards);
    const part = b === null && towards !== null ? 0.45 : 1;
    const [x2, y2] = [x1 + (x - x1) * part, y1 + (y - y1) * part];
    return `<line class="line is-${link.kind}${b === null ? ' is-loose' : ''}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
  });
  const holder = h('div', { class: 'lines', 'aria-hidden': 'true' });
  holder.innerHTML = `<svg viewBox="0 0 ${size[0] * 100} ${size[1] * 100}" preserveAspectRatio="none">${lines.join('')}</svg>`;
  for (const link of links) {
    const [a, b] = endsOf(link);
    if (b === null) continue;
    const [from, to] = [centre(a), centre(b)];
    const mark = h('span', { class: `mark is-${link.kind}` }, icon(LINKS[link.kind]));
    mark.style.left = `${(from[0] + to[0]) / 2 / size[0]}%`;
    mark.style.top = `${(from[1] + to[1]) / 2 / size[1]}%`;
    holder.append(mark);
  }
  return holder;
};
/** A long address goes on to the next line after a dot. */
const broken = (name) => name.split('.').flatMap((part, rank) => (rank > 0 ? ['.', h('wbr'), part] : [part]));
const drawMap = () => {
  const { devices, size, me } = app.config.network;
  const map = h('div', { class: 'map', role: 'group', 'aria-label': t('map') }, drawLines());
  map.style.setProperty('--across', size[0]);
  map.style.gridTemplateColumns = `repeat(${size[0]}, minmax(0, 1fr))`;
  map.style.gridTemplateRows = `repeat(${size[1]}, minmax(104px, auto))`;
  for (const device of devices) {
    const { on } = app.state.devices[device.id];
    const one = h(
      'button',
      {
        type: 'button',
        class: on ? 'device-spot' : 'device-spot is-off',
        'aria-pressed': app.view.picked === device.id ? 'true' : 'false',
        'data-key': `device ${device.id}`,
        onclick: () => app.show({ picked: device.id, result: null }, device.name),
      },
      icon(DEVICES[device.kind]),
      h('span', { class: 'spot-name' }, broken(device.name)),
      device.id === me && h('span', { class: 'spot-soft' }, t('me')),
      !on && h('span', { class: 'spot-soft' }, t('is-off')),
    );
    one.style.gridColumn = String(device.at[0]);
    one.style.gridRow = String(device.at[1]);
    map.append(one);
  }
  return h('div', { class: 'map-scroll' }, map);
};

const plug = (link, device) => {
  const { network } = app.config;
  const heard = deviceOf(link.ends[0]).hears;
  const sockets = socketsFor(network, app.state, link.id);
  ask({
    title: t('plug-title', { name: labelOf(link), device: device.name }),
    body: h(
      'p',
      {},
      sockets.length > 0 ? t(link.kind === 'wifi' ? 'join-help' : 'plug-help') : t('no-socket'),
    ),
    actions: sockets.map((id) => ({
      label:
        link.kind === 'wifi'
          ? t('signal', { name: nameOf(id), percent: measured(heard[id], '%') })
          : nameOf(id),
      act: () => tried({ plug: link.id, to: id }, t('plugged', { name: labelOf(link), device: nameOf(id) })),
    })),
  });
};
const linkRow = (link, device) => {
  const other = otherEnd(link, device.id);
  const lit = isLit(app.config.network, app.state, link.id);
  const wireless = link.kind === 'wifi' || link.kind === 'bluetooth' || link.kind === 'mobile';
  const mine = link.ends[0] === device.id;
  const does = (key, named, doIt) =>
    h(
      'button',
      {
        type: 'button',
        class: 'press small',
        'aria-label': t('pair', { label: t(key), value: labelOf(link) }),
        'data-key': named,
        onclick: doIt,
      },
      t(key),
    );
  return h(
    'li',
    { class: 'card' },
    icon(other === null ? 'icon:unplug' : LINKS[link.kind]),
    h(
      'div',
      { class: 'words' },
      h(
        'span',
        { class: 'name' },
        other === null
          ? t('link-loose', { name: labelOf(link) })
          : t('link-to', { name: labelOf(link), device: nameOf(other) }),
      ),
      h(
        'span',
        { class: 'soft' },
        [
          other !== null && !wireless && t(lit ? 'light-on' : 'light-off'),
          link.kind === 'wifi' &&
            other !== null &&
            device.hears[other] &&
            t('signal-is', { percent: measured(device.hears[other], '%') }),
          link.cost > 1 && t('cost', { cost: link.cost }),
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    ),
    // Either end can be pulled out; only the first one knows where else it could go.
    link.moves &&
      (mine || !wireless) &&
      h(
        'div',
        { class: 'does' },
        other !== null &&
          does(wireless ? 'leave' : 'unplug', `unplug ${link.id}`, () =>
            act({ plug: link.id, to: null }, t('unplugged', { name: labelOf(link) })),
          ),
        mine &&
          does(wireless ? 'join' : other === null ? 'plug-in' : 'plug', `plug ${link.id}`, () =>
            plug(link, device),
          ),
      ),
  );
};

const editAddress = (device) => {
  const now = app.state.devices[device.id];
  const field = (name, value) =>
    h(
      'p',
      { class: 'line' },
      h('label', { for: `field-${name}` }, t(`field.${name}`)),
      h('input', {
        type: 'text',
        id: `field-${name}`,
        value,
        autocomplete: 'off',
        inputmode: 'decimal',
        spellcheck: 'false',
      }),
    );
  const mode = (auto) =>
    h(
      'label',
      { class: 'option' },
      h('input', {
        type: 'radio',
        name: 'mode',
        checked: now.auto === auto,
        id: auto ? 'mode-auto' : 'mode-fixed',
      }),
      h('span', {}, t(auto ? 'address-auto' : 'address-fixed')),
    );
  const body = h(
    'div',
    { class: 'form' },
    h('fieldset', { class: 'modes' }, h('legend', {}, t('address-mode')), mode(true), mode(false)),
    field('ip', now.ip),
    field('prefix', String(now.prefix)),
    field('gateway', now.gateway),
    field('dns', now.dns),
  );
  const typed = (name) => body.querySelector(`#field-${name}`).value.trim().replace(/,/g, '.');
  ask({
    title: t('address-title', { name: device.name }),
    body,
    actions: [
      {
        label: t('save'),
        main: true,
        act: () => {
          if (body.querySelector('#mode-auto').checked)
            return tried(
              { address: device.id, set: { auto: true } },
              t('address-set', { name: device.name }),
            );
          const set = {
            auto: false,
            ip: typed('ip'),
            prefix: /^\/?\d{1,2}$/.test(typed('prefix')) ? Number(typed('prefix').replace('/', '')) : 0,
            gateway: typed('gateway'),
            dns: typed('dns'),
          };
          const wrong = addressFault({ ...now, ...set });
          if (wrong) return t(`act.${wrong}`);
          return tried({ address: device.id, set }, t('address-set', { name: device.name }));
        },
      },
    ],
  });
};
const restart = (device) => {
  const off = actOn(app.config, app.state, { power: device.id, on: false });
  const on = off.refused ? off : actOn(app.config, off.state, { power: device.id, on: true });
  if (on.refused) return;
  const same = JSON.stringify(on.state) === JSON.stringify(app.state);
  if (same) app.show({}, t('restarted', { name: device.name }));
  else app.change(on.state, t('restarted', { name: device.name }));
};

export const fact = (label, value) =>
  h('div', { class: 'fact-line' }, h('dt', {}, label), h('dd', {}, value));
const drawAddress = (device) => {
  const { ip, prefix, gateway, dns } = addressOf(app.config.network, app.state, device.id);
  const core = ['internet', 'server', 'router'].includes(device.kind);
  return [
    fact(t(device.wan ? 'field.inside' : 'field.ip'), core ? ip : `${ip}\u00a0/${prefix}`),
    !core && fact(t('field.mask'), maskText(prefix)),
    device.wan && fact(t('field.outside'), device.wan),
    !core && device.kind !== 'box' && fact(t('field.gateway'), gateway || t('nothing')),
    !core && device.kind !== 'box' && fact(t('field.dns'), dns || t('nothing')),
    !core &&
      device.kind !== 'box' &&
      fact(t('address-mode'), t(app.state.devices[device.id].auto ? 'address-auto' : 'address-fixed')),
  ];
};
const drawDevice = (device) => {
  const { network } = app.config;
  const { on } = app.state.devices[device.id];
  const links = network.links.filter((link) => endsOf(link).includes(device.id));
  return h(
    'section',
    { class: 'details', 'aria-label': device.name },
    h('h2', { class: 'details-title' }, icon(DEVICES[device.kind]), h('span', {}, device.name)),
    h(
      'dl',
      { class: 'facts' },
      fact(t('device-kind'), t(`device.${device.kind}`)),
      fact(t('power'), t(on ? 'is-on' : 'is-off')),
      on && hasAddress(device) && drawAddress(device),
      device.facts.map(({ name, value }) => fact(name, value)),
    ),
    device.routes.length > 0 &&
      h(
        'table',
        { class: 'routes' },
        h('caption', {}, t('routes')),
        h(
          'thead',
          {},
          h('tr', {}, h('th', { scope: 'col' }, t('route-to')), h('th', { scope: 'col' }, t('route-via'))),
        ),
        h(
          'tbody',
          {},
          device.routes.map(({ to, via }) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, to === '0.0.0.0/0' ? t('route-default') : to),
              h('td', {}, nameOf(via)),
            ),
          ),
        ),
      ),
    (device.power || device.address) &&
      h(
        'div',
        { class: 'tools' },
        device.power &&
          button(
            t(on ? 'turn-off' : 'turn-on'),
            'icon:power',
            () =>
              act(
                { power: device.id, on: !on },
                t('pair', { label: device.name, value: t(on ? 'is-off' : 'is-on') }),
              ),
            { 'data-key': 'power' },
          ),
        device.power && on && button(t('restart'), 'icon:refresh-cw', () => restart(device)),
        device.address && on && button(t('edit-address'), 'icon:pencil', () => editAddress(device)),
      ),
    links.length > 0 && [
      h('h3', { class: 'heading' }, t('links')),
      h(
        'ul',
        { class: 'cards' },
        links.map((link) => linkRow(link, device)),
      ),
    ],
    network.tests.length > 0 && on && hasAddress(device) && isOurs(device) && drawTests(device),
  );
};

export const drawNetwork = () => {
  const { devices, me } = app.config.network;
  const picked = devices.find(({ id }) => id === (app.view.picked ?? me));
  return [h('p', { class: 'soft padded' }, t('map-help')), drawMap(), picked && drawDevice(picked)];
};
