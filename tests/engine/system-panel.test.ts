import { describe, expect, test } from 'vitest';
import { reachedSystem, systemPanel } from '../../src/engine/practicals/system-panel.ts';
import { translator } from '../../src/i18n/translate.ts';
import { actOn, firstState, freeOn, type SystemState } from '../../src/referential/practicals/system-acts.ts';
import {
  compareVersions,
  loadOf,
  measureOf,
  runningOf,
  statusesOf,
} from '../../src/referential/practicals/system-machine.ts';
import {
  addressOf,
  ipNumber,
  ipText,
  isLit,
  isSameNetwork,
  maskText,
  type Network,
  ping,
  resolve,
  socketsFor,
} from '../../src/referential/practicals/system-network.ts';
import { prepareSystemPanel } from '../../src/referential/practicals/system-panel.ts';
import { systemPanelShape } from '../../src/referential/practicals/system-panel-shape.ts';
import { systemWords } from '../../src/runs/present-system-panel.ts';

const MACHINE = {
  tasks: {
    memory: 4000,
    list: [
      { id: 'bureau', name: 'Bureau', memory: 300, fixed: 'Le système en a besoin.' },
      {
        id: 'montage',
        name: 'Montage',
        cpu: [20, 70],
        memory: [900, 1200],
        parent: 'bureau',
        unsaved: 'fête',
      },
      { id: 'rendu', name: 'Rendu', cpu: 30, parent: 'montage' },
      { id: 'garde', name: 'Garde' },
      { id: 'pub', name: 'Réclame', revived: 'garde' },
      { id: 'a', name: 'A', holds: ['un'], wants: ['deux'] },
      { id: 'b', name: 'B', holds: ['deux'], wants: ['un'] },
      { id: 'c', name: 'C', wants: ['un'] },
      { id: 'd', name: 'D', holds: ['trois'] },
      { id: 'e', name: 'E', wants: ['trois'] },
    ],
  },
  disks: {
    programs: 'ssd',
    list: [
      { id: 'ssd', name: 'Interne', total: 10_000, system: 2000 },
      { id: 'cle', name: 'Clé', total: 1500 },
    ],
    items: [
      { id: 'film', name: 'Film', folder: 'Vidéos', disk: 'ssd', size: 4000 },
      { id: 'photos', name: 'Photos', folder: 'Images', disk: 'ssd', size: 1200 },
      { id: 'cache', name: 'Cache', folder: 'Temp', disk: 'ssd', size: 900, cache: true },
      {
        id: 'coeur',
        name: 'Cœur',
        folder: 'Système',
        disk: 'ssd',
        size: 100,
        fixed: 'Non.',
      },
    ],
  },
  network: {
    me: 'pc',
    terminal: true,
    names: { 'carte.example': '203.0.113.80', 'perdu.example': '203.0.113.99' },
    devices: [
      { id: 'net', name: 'Internet', kind: 'internet', at: [1, 1], ip: '203.0.113.1' },
      { id: 'site', name: 'Site', kind: 'server', at: [2, 1], ip: '203.0.113.80', slow: 40 },
      {
        id: 'box',
        name: 'Box',
        kind: 'box',
        at: [1, 2],
        ip: '192.168.1.1',
        wan: '198.51.100.7',
        gives: 20,
        names: true,
        ports: 3,
        power: true,
      },
      { id: 'sw', name: 'Commutateur', kind: 'switch', at: [2, 2], ports: 3, power: true, hung: true },
      { id: 'pc', name: 'Poste', kind: 'computer', at: [1, 3], auto: true, address: true },
      {
        id: 'imp',
        name: 'Imprimante',
        kind: 'printer',
        at: [2, 3],
        ip: '192.168.1.60',
        address: true,
        gateway: '192.168.1.1',
      },
      { id: 'tel', name: 'Téléphone', kind: 'phone', at: [3, 3], auto: true, hears: { box: 90 } },
    ],
    links: [
      { id: 'fibre', kind: 'fibre', ends: ['box', 'net'], delay: 10, rate: 300 },
      { id: 'l-site', kind: 'fibre', ends: ['net', 'site'], delay: 5, loss: 10 },
      { id: 'l-sw', kind: 'cable', ends: ['sw', 'box'], moves: true },
      { id: 'l-pc', kind: 'cable', ends: ['pc', 'sw'], moves: true, rate: 100 },
      { id: 'l-imp', kind: 'cable', ends: ['imp', 'sw'] },
      { id: 'l-tel', kind: 'wifi', ends: ['tel', null], moves: true },
    ],
  },
  programs: [
    {
      id: 'son',
      name: 'Son',
      installed: '2.9',
      releases: [{ version: '2.9' }, { version: '2.10', size: 50 }],
    },
    {
      id: 'studio',
      name: 'Studio',
      rivals: ['vieux'],
      releases: [
        { version: '4.0', size: 300, needs: [{ program: 'son', from: '2.10', below: '3.0' }] },
        { version: '9.0', size: 9000 },
      ],
    },
    { id: 'vieux', name: 'Vieux', installed: '1.0', releases: [{ version: '1.0' }] },
  ],
};

function made(authored: unknown, expected: unknown[] = []) {
  const faults: string[] = [];
  const config = prepareSystemPanel(
    systemPanelShape.config.parse(authored),
    expected.length > 0 ? systemPanelShape.expect.parse(expected) : [],
    { fault: (text) => faults.push(text), picture: () => null, render: (text) => text },
  );
  return { config, faults };
}

const { config, faults } = made(MACHINE);
const START = firstState(config);
const { network, tasks } = config;
if (!network || !tasks) throw new Error('a machine without network or tasks');
type Act = Parameters<typeof actOn>[2];
const having = (...acts: Act[]): SystemState =>
  acts.reduce((state, act) => {
    const { state: next, refused } = actOn(config, state, act);
    expect(refused, JSON.stringify(act)).toBeNull();
    return next;
  }, START);
const refusal = (act: Act, state = START) => actOn(config, state, act).refused?.key;
const met = (state: unknown, ...expected: unknown[]) => {
  const read = reachedSystem.parse(state);
  return systemPanel
    .verdicts(config, systemPanelShape.expect.parse(expected), read)
    .map(({ right }) => right);
};
const AWAKE: Act[] = [
  { power: 'sw', on: false },
  { power: 'sw', on: true },
];

test('a machine is read whole, and its first state is one that a page may report', () => {
  expect(faults).toEqual([]);
  expect(reachedSystem.safeParse(systemPanel.initial(config)).success).toBe(true);
  expect(met(START, { rest: 'kept' })).toEqual([true]);
});

describe('what runs', () => {
  test('ends with all that it started, unless the system needs it or another starts it again', () => {
    const ended = having({ end: 'montage' });
    const left = runningOf(tasks.list, ended.ended).map(({ id }) => id);
    expect(left).not.toContain('rendu');
    expect(left).toContain('bureau');
    expect(refusal({ end: 'bureau' })).toBe('fixed');
    expect(refusal({ end: 'pub' })).toBe('revived');
    expect(refusal({ end: 'rendu' }, ended)).toBe('refused');
    expect(having({ end: 'garde' }, { end: 'pub' }).ended).toEqual(['garde', 'pub']);
    expect(met(ended, { ended: ['montage'] }, { rest: 'kept' })).toEqual([true, true]);
    expect(met(ended, { ended: ['rendu'] }, { rest: 'kept' })).toEqual([false, false]);
  });

  test('is measured again and again, and its last figure stays', () => {
    const montage = tasks.list.find(({ id }) => id === 'montage');
    if (!montage) throw new Error('no task');
    expect([0, 1, 2].map((time) => measureOf(montage, 'memory', time))).toEqual([900, 1200, 1200]);
    expect(loadOf(tasks.list, 'cpu', 1)).toBe(100);
    expect(met(having({ end: 'montage' }), { load: 'cpu', under: 10 })).toEqual([true]);
    expect(met(START, { load: 'cpu', under: 10 })).toEqual([false]);
  });

  test('waits, or is stuck for ever when each waits for the other', () => {
    const told = statusesOf(tasks.list);
    expect(told).toMatchObject({
      a: 'stuck',
      b: 'stuck',
      c: 'stuck',
      d: 'runs',
      e: 'waits',
      montage: 'runs',
    });
    const freed = statusesOf(runningOf(tasks.list, ['b']));
    expect(freed).toMatchObject({ a: 'runs', c: 'waits' });
    expect(met(having({ end: 'c' }), { blocked: 'none' })).toEqual([false]);
    expect(met(having({ end: 'a' }), { blocked: 'none' })).toEqual([true]);
  });
});

describe('disks', () => {
  test('room comes back when the bin is emptied, and at once for temporary files', () => {
    expect(freeOn(config, START, 'ssd')).toBe(1800);
    const binned = having({ delete: 'film' });
    expect(freeOn(config, binned, 'ssd')).toBe(1800);
    expect(freeOn(config, having({ delete: 'film' }, { empty: 'ssd' }), 'ssd')).toBe(5800);
    expect(freeOn(config, having({ delete: 'cache' }), 'ssd')).toBe(2700);
    expect(having({ delete: 'film' }, { restore: 'film' })).toEqual(START);
    expect(met(binned, { kept: ['film'] }, { gone: ['film'] })).toEqual([false, false]);
  });

  test('what does not fit or is fixed does not move', () => {
    expect(refusal({ move: 'film', to: 'cle' })).toBe('full');
    expect(refusal({ delete: 'coeur' })).toBe('fixed');
    const moved = having({ move: 'photos', to: 'cle' });
    expect(met(moved, { item: 'photos', on: 'cle' }, { disk: 'ssd', free: 3000 }, { rest: 'kept' })).toEqual([
      true,
      true,
      true,
    ]);
    expect(refusal({ delete: 'photos' }, having({ delete: 'photos' }))).toBe('refused');
  });
});

describe('the network', () => {
  const pingFrom = (from: string, to: string, state: SystemState = START) => ping(network, state, from, to);

  test('addresses are numbers, and masks cut them', () => {
    expect(ipNumber('192.168.1.256')).toBeNull();
    expect(ipText(ipNumber('192.168.1.20') ?? 0)).toBe('192.168.1.20');
    expect([24, 26, 30].map(maskText)).toEqual(['255.255.255.0', '255.255.255.192', '255.255.255.252']);
    expect(isSameNetwork('10.0.0.63', '10.0.0.64', 26)).toBe(false);
    expect(isSameNetwork('10.0.0.1', '10.0.0.62', 26)).toBe(true);
  });

  test('a hung switch passes nothing though its lights are on, until it starts again', () => {
    expect(isLit(network, START, 'l-pc')).toBe(true);
    expect(addressOf(network, START, 'pc').ip).toMatch(/^169\.254\./);
    expect(pingFrom('pc', '@imp')).toMatchObject({ ok: false, why: 'no-link' });
    const awake = having(...AWAKE);
    expect(addressOf(network, awake, 'pc')).toMatchObject({ gateway: '192.168.1.1', dns: '192.168.1.1' });
    expect(pingFrom('pc', '@imp', awake)).toMatchObject({ ok: true, rate: 100 });
  });

  test('the outside is reached through the box, and its answer comes back to it', () => {
    const awake = having(...AWAKE);
    const there = pingFrom('pc', 'carte.example', awake);
    expect(there).toMatchObject({ ok: true, ip: '203.0.113.80', lost: 10, rate: 100 });
    expect(there.hops.map(({ device }) => device)).toEqual(['box', 'net', 'site']);
    expect([there.delay, there.hops.at(-1)?.delay], 'it is slow to answer for itself').toEqual([57, 57]);
    expect(pingFrom('site', '192.168.1.60', awake)).toMatchObject({ ok: false, why: 'no-route' });
    expect(pingFrom('pc', 'perdu.example', awake).ok).toBe(false);
    expect(resolve(network, awake, 'pc', 'inconnu.example')).toEqual({ ip: '', why: 'unknown-name' });
    expect(resolve(network, awake, 'imp', 'carte.example').why).toBe('no-dns');
    expect(pingFrom('pc', 'n’importe quoi', awake).why).toBe('bad-target');
  });

  test('a box is called by its outer address from beyond it, even where another house has the same one inside', () => {
    const house = (id: string, wan: string, row: number) => ({
      devices: [
        { id, name: id, kind: 'box', at: [1, row], ip: '192.168.1.254', wan },
        {
          id: `pc-${id}`,
          name: `pc-${id}`,
          kind: 'laptop',
          at: [2, row],
          ip: '192.168.1.9',
          gateway: '192.168.1.254',
        },
      ],
      links: [
        { id: `f-${id}`, kind: 'fibre', ends: [id, 'net'] },
        { id: `w-${id}`, kind: 'wifi', ends: [`pc-${id}`, id] },
      ],
    });
    const [one, other] = [house('one', '198.51.100.1', 2), house('other', '198.51.100.2', 3)];
    const net = { id: 'net', name: 'Internet', kind: 'internet', at: [1, 1], ip: '203.0.113.1' };
    const { config, faults } = made({
      network: {
        devices: [net, ...one.devices, ...other.devices],
        links: [...one.links, ...other.links],
      },
    });
    expect(faults).toEqual([]);
    if (!config.network) throw new Error('no network');
    const asked = (from: string, to: string) => {
      const { ok, ip, hops } = ping(config.network as Network, firstState(config), from, to);
      return [ok, ip, hops.map((hop) => `${hop.device} ${hop.ip}`).join(', ')];
    };
    expect(asked('net', '@other')).toEqual([true, '198.51.100.2', 'other 198.51.100.2']);
    expect(asked('other', '@net')).toEqual([true, '203.0.113.1', 'net 203.0.113.1']);
    expect(asked('pc-one', '@one')).toEqual([true, '192.168.1.254', 'one 192.168.1.254']);
    expect(asked('pc-one', '@other')).toEqual([
      true,
      '198.51.100.2',
      'one 192.168.1.254, net 203.0.113.1, other 198.51.100.2',
    ]);
  });

  test.each([
    ['another network', { ip: '192.168.2.9', gateway: '192.168.1.1' }, 'gateway-out'],
    ['no gateway', { ip: '192.168.1.9', gateway: '' }, 'no-gateway'],
    ['a gateway that is no one', { ip: '192.168.1.9', gateway: '192.168.1.99' }, 'gateway-silent'],
    ['a gateway that passes nothing on', { ip: '192.168.1.9', gateway: '192.168.1.60' }, 'gateway-silent'],
    ['an address twice', { ip: '192.168.1.60', gateway: '192.168.1.1' }, 'conflict'],
    [
      'a mask too short to be answered',
      { ip: '192.170.1.9', prefix: 8, gateway: '192.168.1.1' },
      'no-return',
    ],
  ])('%s is told', (_, set, why) => {
    const state = having(...AWAKE, { address: 'pc', set: { auto: false, prefix: 24, dns: '', ...set } });
    expect(pingFrom('pc', '203.0.113.80', state)).toMatchObject({ ok: false, why });
  });

  test('cables go to free sockets, Wi-Fi to what is heard', () => {
    expect(socketsFor(network, START, 'l-pc')).toEqual(['box']);
    expect(socketsFor(network, START, 'l-tel')).toEqual(['box']);
    expect(refusal({ plug: 'l-imp', to: 'box' })).toBe('refused');
    expect(refusal({ plug: 'l-pc', to: 'imp' })).toBe('no-socket');
    expect(refusal({ address: 'pc', set: { auto: false, ip: '1.2.3' } })).toBe('bad-ip');
    expect(refusal({ address: 'pc', set: { auto: false, ip: '10.0.0.1', prefix: 31 } })).toBe('bad-prefix');
    for (const ip of ['10.0.0.64', '10.0.0.127'])
      expect(refusal({ address: 'pc', set: { auto: false, ip, prefix: 26 } })).toBe('bad-edge');
    const state = having({ plug: 'l-pc', to: 'box' }, { plug: 'l-tel', to: 'box' });
    expect(
      met(state, { reach: 'pc', to: 'tel' }, { apart: 'pc', to: 'imp' }, { link: 'l-pc', to: 'box' }),
    ).toEqual([true, true, true]);
    expect(
      met(state, { reach: 'pc', to: 'tel', by: [{ plug: 'l-pc', to: 'box' }] }, { rest: 'kept' }),
    ).toEqual([true, false]);
  });

  test('routers take the longest prefix, else the cheapest way', () => {
    const at = (row: number) => (_: unknown, rank: number) => [rank + 1, row];
    const ids = ['r1', 'r2', 'r3', 's'];
    const places = ids.map(at(1));
    const devices = ids.map((id, rank) => ({
      id,
      name: id,
      kind: id === 's' ? 'server' : 'router',
      at: places[rank],
      ip: `10.0.${rank}.1`,
    }));
    const links = [
      { id: 'x', kind: 'fibre', ends: ['r1', 'r2'], cost: 2 },
      { id: 'y', kind: 'fibre', ends: ['r2', 's'], cost: 2 },
      { id: 'z', kind: 'fibre', ends: ['r1', 'r3'], cost: 1 },
      { id: 'w', kind: 'fibre', ends: ['r3', 's'], cost: 4, moves: true },
    ];
    const routed = (first: object) => {
      const one = made({ network: { devices: [{ ...devices[0], ...first }, ...devices.slice(1)], links } });
      expect(one.faults).toEqual([]);
      if (!one.config.network) throw new Error('no network');
      return ping(one.config.network, firstState(one.config), 'r1', '10.0.3.1').hops.map(
        ({ device }) => device,
      );
    };
    expect(routed({})).toEqual(['r2', 's']);
    const routes = [
      { to: '0.0.0.0/0', via: 'r2' },
      { to: '10.0.0.0/8', via: 'r2' },
      { to: '10.0.3.0/24', via: 'r3' },
    ];
    expect(routed({ routes })).toEqual(['r3', 's']);
  });
});

describe('programs to install', () => {
  test('versions are numbers between dots', () => {
    expect(compareVersions('2.9', '2.10')).toBeLessThan(0);
    expect(compareVersions('3', '3.0.0')).toBe(0);
  });

  test('each needs what it needs, beside no rival, where there is room', () => {
    expect(refusal({ install: 'studio', version: '4.0' })).toBe('needs-both');
    const ready = having({ install: 'son', version: '2.10' }, { uninstall: 'vieux' });
    expect(refusal({ install: 'studio', version: '4.0' }, having({ install: 'son', version: '2.10' }))).toBe(
      'rival',
    );
    const done = actOn(config, ready, { install: 'studio', version: '4.0' }).state;
    expect(met(done, { program: 'studio', version: '4.0' }, { program: 'vieux', version: 'none' })).toEqual([
      true,
      true,
    ]);
    expect(refusal({ uninstall: 'son' }, done)).toBe('needs-both');
    expect(refusal({ install: 'studio', version: '9.0' }, ready)).toBe('full');
    expect(refusal({ install: 'studio', version: '7.7' })).toBe('refused');
  });
});

describe('a page is not believed', () => {
  const moved = { ...START.places, film: 'cle' };
  test.each([
    ['a program that cannot be ended', { ended: ['bureau'] }],
    ['an unknown program', { ended: ['rien'] }],
    ['a disk fuller than it can be', { places: moved }],
    ['a place that is none', { places: { ...START.places, film: 'ailleurs' } }],
    ['a cable where there is no socket', { links: { ...START.links, 'l-imp': ['imp', 'box'] } }],
    ['a link from elsewhere', { links: { ...START.links, 'l-pc': ['tel', 'box'] } }],
    [
      'an address that cannot be changed',
      { devices: { ...START.devices, tel: { ...START.devices.tel, ip: '1.1.1.1' } } },
    ],
    ['a device that is not there', { devices: { ...START.devices, autre: START.devices.pc } }],
    ['programs that do not go together', { programs: { ...START.programs, studio: '4.0' } }],
    ['nothing', { ended: [], places: {}, devices: {}, links: {}, programs: {} }],
  ])('%s meets nothing', (_, changed) => {
    expect(
      met({ ...START, ...changed }, { rest: 'kept', but: ['film', 'studio', 'l-imp'] }, { kept: ['photos'] }),
    ).toEqual([false, false]);
  });

  test('what is too long, or of another shape, is refused', () => {
    expect(reachedSystem.safeParse({ ...START, ended: Array(61).fill('a') }).success).toBe(false);
    expect(reachedSystem.safeParse({ ...START, more: 1 }).success).toBe(false);
    expect(reachedSystem.safeParse({ ...START, places: { film: 'x'.repeat(71) } }).success).toBe(false);
    expect(reachedSystem.safeParse(null).success).toBe(false);
  });
});

test('what is expected is proved by its acts, and told in words in both languages', () => {
  const expected = systemPanelShape.expect.parse([
    { ended: ['montage', 'a'] },
    { blocked: 'none' },
    { load: 'cpu', under: 10 },
    { gone: ['cache'] },
    { kept: ['photos'] },
    { item: 'photos', on: 'cle' },
    { disk: 'ssd', free: 3500 },
    { reach: 'pc', to: 'carte.example', by: [{ plug: 'l-pc', to: 'box' }] },
    { apart: 'pc', to: 'imp' },
    { device: 'imp', is: { ip: '192.168.1.61' } },
    { link: 'l-tel', to: 'box' },
    { program: 'son', version: '2.10' },
    { program: 'vieux', version: 'none' },
    { program: 'son', version: 'any' },
    { rest: 'kept' },
  ]);
  const solved = systemPanel.solve(config, expected);
  expect(systemPanel.verdicts(config, expected, solved).map(({ right }) => right)).toEqual(
    expected.map(() => true),
  );
  for (const locale of ['fr', 'en'] as const) {
    const t = translator(locale);
    for (const one of expected) {
      const words = systemWords(t, config, one);
      expect(words.expected).not.toMatch(/\{|undefined/);
      for (const state of ['found', 'none'])
        expect(t(`run.practical.${words.found}.${state}`, { list: 'x' })).not.toMatch(/\{|run\./);
    }
  }
});

test.each([
  [{ ...MACHINE, open: 'facts' }, [], 'pas de page'],
  [{ facts: [{ name: 'a', value: 'b' }] }, [], 'il faut'],
  [{ tasks: { list: [{ id: 'a', name: 'A', parent: 'z' }] } }, [], 'ne s’appelle'],
  [
    {
      tasks: {
        list: [
          { id: 'a', name: 'A' },
          { id: 'a', name: 'B' },
        ],
      },
    },
    [],
    'même « id »',
  ],
  [MACHINE, [{ ended: ['zut'] }], 'ne s’appelle'],
  [MACHINE, [{ reach: 'pc', to: 'zut' }], 'ne s’appelle'],
  [MACHINE, [{ rest: 'kept', but: ['zut'] }], 'n’est rien'],
])('what cannot be is reported to its author (%#)', (authored, expected, message) => {
  expect(made(authored, expected).faults.join(' ').replaceAll("'", '’')).toContain(message);
});
