/**
 * How the devices of a small network reach one another: links, addresses, routes, names. The page runs this very file, its
 * types taken away (`src/web/practical-frames.ts`): it imports nothing, and is written for Safari 15. A simplification of
 * Ethernet, IPv4 (RFC 791, RFC 1918, RFC 3927) and of address translation by a box: one interface for each device.
 */

export type DeviceKind =
  | 'box'
  | 'switch'
  | 'access-point'
  | 'repeater'
  | 'router'
  | 'internet'
  | 'server'
  | 'computer'
  | 'laptop'
  | 'phone'
  | 'tablet'
  | 'printer'
  | 'tv'
  | 'speaker'
  | 'storage';
export type LinkKind = 'cable' | 'wifi' | 'bluetooth' | 'mobile' | 'fibre';

/** What can change of a device. `hung`: on, yet passes and answers nothing until it starts again. */
export interface DeviceState {
  readonly on: boolean;
  readonly hung: boolean;
  readonly auto: boolean;
  readonly ip: string;
  readonly prefix: number;
  readonly gateway: string;
  readonly dns: string;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly kind: DeviceKind;
  /** Column and row on the map, from 1. */
  readonly at: readonly number[];
  readonly power: boolean;
  readonly address: boolean;
  readonly ports: number;
  /** Of a box, what the outside sees. */
  readonly wan: string;
  /** It gives addresses, from this one on. */
  readonly gives: number | null;
  /** It answers questions about names. */
  readonly names: boolean;
  readonly routes: readonly { readonly to: string; readonly via: string }[];
  /** Milliseconds that it takes to answer for itself; what it passes on is not slowed. */
  readonly slow: number;
  /** Wi-Fi that it hears: percent by the id of what sends it. */
  readonly hears: Readonly<Record<string, number>>;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly first: DeviceState;
}

export interface Link {
  readonly id: string;
  readonly name: string;
  readonly kind: LinkKind;
  readonly ends: Ends;
  /** Its second end can be plugged elsewhere. */
  readonly moves: boolean;
  readonly broken: boolean;
  /** Mbit/s, milliseconds there and back, percent lost, cost for routers. */
  readonly rate: number;
  readonly delay: number;
  readonly loss: number;
  readonly cost: number;
}
export type Ends = readonly [string, string | null];

export interface Network {
  readonly devices: readonly Device[];
  readonly links: readonly Link[];
  readonly names: Readonly<Record<string, string>>;
}

export interface NetworkState {
  readonly devices: Readonly<Record<string, DeviceState>>;
  readonly links: Readonly<Record<string, Ends>>;
}

/** Why nothing comes back. */
export type Why =
  | 'off'
  | 'no-link'
  | 'no-address'
  | 'no-gateway'
  | 'gateway-out'
  | 'gateway-silent'
  | 'no-answer'
  | 'conflict'
  | 'no-route'
  | 'no-return'
  | 'no-dns'
  | 'dns-silent'
  | 'unknown-name'
  | 'bad-target';

export interface Hop {
  readonly device: string;
  readonly ip: string;
  readonly delay: number;
}
export interface Ping {
  readonly ok: boolean;
  readonly why: Why | null;
  readonly ip: string;
  readonly hops: readonly Hop[];
  readonly delay: number;
  /** Percent. */
  readonly lost: number;
  readonly rate: number;
}

const BRIDGES: readonly DeviceKind[] = ['switch', 'access-point', 'repeater', 'box'];
const CORE: readonly DeviceKind[] = ['box', 'router', 'internet', 'server'];
const MOST_HOPS = 30;

/** Of an address written in four numbers; null when it is none. */
export function ipNumber(text: string): number | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return null;
  const parts = text.split('.').map(Number);
  if (parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

export function ipText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** Whether both lie in one network of this prefix. */
export function isSameNetwork(one: string, other: string, prefix: number): boolean {
  const a = ipNumber(one);
  const b = ipNumber(other);
  if (a === null || b === null) return false;
  const size = 2 ** (32 - prefix);
  return Math.floor(a / size) === Math.floor(b / size);
}

/** The mask of a prefix, in four numbers. */
export function maskText(prefix: number): string {
  return ipText(2 ** 32 - 2 ** (32 - prefix));
}

function deviceOf(network: Network, id: string): Device | undefined {
  return network.devices.find((one) => one.id === id);
}

function works(state: NetworkState, id: string): boolean {
  const now = state.devices[id];
  return now?.on === true && !now.hung;
}

/** Current flows in it: its lights are on at both ends. */
export function isLit(network: Network, state: NetworkState, id: string): boolean {
  const link = network.links.find((one) => one.id === id);
  const [a, b] = state.links[id] ?? ['', null];
  return (
    link !== undefined &&
    !link.broken &&
    b !== null &&
    state.devices[a]?.on === true &&
    state.devices[b]?.on === true
  );
}

/** What a lit link leads to from a device, that passes things on: of the inside, or of what lies beyond the box. */
function steps(network: Network, state: NetworkState, id: string, core: boolean): [string, Link][] {
  return network.links.flatMap((link): [string, Link][] => {
    if (link.kind === 'bluetooth' || link.kind === 'mobile' || !isLit(network, state, link.id)) return [];
    const [a, b] = state.links[link.id] ?? ['', null];
    const other = a === id ? b : b === id ? a : null;
    if (other === null || !works(state, other)) return [];
    const isCore = [id, other].every((one) => {
      const kind = deviceOf(network, one)?.kind;
      return kind !== undefined && CORE.includes(kind);
    });
    return isCore === core ? [[other, link]] : [];
  });
}

/** Everything on the same cables and waves, with the links to it. */
function nearby(network: Network, state: NetworkState, from: string): Map<string, readonly Link[]> {
  const found = new Map<string, readonly Link[]>([[from, []]]);
  if (!works(state, from)) return found;
  for (const [id, way] of found) {
    const kind = deviceOf(network, id)?.kind;
    if (id !== from && (kind === undefined || !BRIDGES.includes(kind))) continue;
    for (const [next, link] of steps(network, state, id, false))
      if (!found.has(next)) found.set(next, [...way, link]);
  }
  return found;
}

export interface Address {
  readonly ip: string;
  readonly prefix: number;
  readonly gateway: string;
  readonly dns: string;
}

/** The address of a device: its own, one that it was given, or one that it gave itself (169.254). */
export function addressOf(network: Network, state: NetworkState, id: string): Address {
  const now = state.devices[id];
  if (!now) return { ip: '', prefix: 24, gateway: '', dns: '' };
  if (!now.auto) return { ip: now.ip, prefix: now.prefix, gateway: now.gateway, dns: now.dns };
  const near = nearby(network, state, id);
  const giver = network.devices.find(
    (one) => one.gives !== null && one.id !== id && near.has(one.id) && works(state, one.id),
  );
  const rank = network.devices.findIndex((one) => one.id === id);
  const base = giver ? ipNumber(state.devices[giver.id]?.ip ?? '') : null;
  const given = giver ? state.devices[giver.id] : undefined;
  if (!giver || base === null || !given) {
    return {
      ip: `169.254.${(rank * 37 + 11) % 250}.${(rank * 91 + 23) % 250}`,
      prefix: 16,
      gateway: '',
      dns: '',
    };
  }
  const size = 2 ** (32 - given.prefix);
  const start = Math.floor(base / size) * size;
  return {
    ip: ipText(start + (giver.gives ?? 0) + rank),
    prefix: given.prefix,
    gateway: given.ip,
    dns: given.dns || given.ip,
  };
}

function owns(network: Network, state: NetworkState, id: string, ip: string): boolean {
  const wan = deviceOf(network, id)?.wan;
  return (wan !== '' && wan === ip) || addressOf(network, state, id).ip === ip;
}

/** The cheapest way through routers, by the costs of links. */
function cheapest(
  network: Network,
  state: NetworkState,
  from: string,
  isThere: (id: string) => boolean,
): readonly [string, Link][] | null {
  const ways = new Map<string, { cost: number; way: readonly [string, Link][] }>([
    [from, { cost: 0, way: [] }],
  ]);
  const done = new Set<string>();
  for (;;) {
    let best: string | null = null;
    for (const [id, { cost }] of ways)
      if (!done.has(id) && (best === null || cost < (ways.get(best)?.cost ?? 0))) best = id;
    const at = best === null ? undefined : ways.get(best);
    if (best === null || !at) return null;
    if (best !== from && isThere(best)) return at.way;
    done.add(best);
    const kind = deviceOf(network, best)?.kind;
    // A server and another house pass nothing on.
    if (best !== from && kind !== 'router' && kind !== 'internet') continue;
    for (const [next, link] of steps(network, state, best, true)) {
      const cost = at.cost + link.cost;
      if (cost < (ways.get(next)?.cost ?? Infinity)) ways.set(next, { cost, way: [...at.way, [next, link]] });
    }
  }
}

interface Sent {
  readonly why: Why | null;
  readonly at: string;
  readonly ids: readonly { readonly id: string; readonly links: readonly Link[] }[];
}

/** One way, from a device to an address. */
function send(network: Network, state: NetworkState, from: string, to: string): Sent {
  const ids: { id: string; links: readonly Link[] }[] = [];
  let at = from;
  const stop = (why: Why | null): Sent => ({ why, at, ids });
  if (!works(state, from)) return stop('off');
  while (ids.length < MOST_HOPS) {
    if (owns(network, state, at, to)) return stop(null);
    const device = deviceOf(network, at);
    const own = addressOf(network, state, at);
    if (!device) return stop('no-route');
    const near = nearby(network, state, at);
    const inside = device.kind !== 'router' && device.kind !== 'internet' && device.kind !== 'server';
    if (inside) {
      if (near.size === 1 && device.kind !== 'box') return stop('no-link');
      if (own.ip === '') return stop('no-address');
      const holders = (ip: string) =>
        [...near].filter(([id]) => id !== at && works(state, id) && addressOf(network, state, id).ip === ip);
      if (holders(own.ip).length > 0) return stop('conflict');
      if (isSameNetwork(own.ip, to, own.prefix)) {
        const [one, ...more] = holders(to);
        if (!one) return stop('no-answer');
        if (more.length > 0) return stop('conflict');
        at = one[0];
        ids.push({ id: one[0], links: one[1] });
        continue;
      }
      if (device.kind !== 'box') {
        if (own.gateway === '') return stop('no-gateway');
        if (!isSameNetwork(own.ip, own.gateway, own.prefix)) return stop('gateway-out');
        const [gate, ...more] = holders(own.gateway);
        if (!gate) return stop('gateway-silent');
        if (more.length > 0) return stop('conflict');
        const kind = deviceOf(network, gate[0])?.kind;
        if (kind !== 'box' && kind !== 'router') return stop('gateway-silent');
        at = gate[0];
        ids.push({ id: gate[0], links: gate[1] });
        continue;
      }
    }
    // A router knows the machines on its own cables.
    if (!inside) {
      const holder = [...near].find(([id]) => id !== at && addressOf(network, state, id).ip === to);
      if (holder) {
        at = holder[0];
        ids.push({ id: holder[0], links: holder[1] });
        continue;
      }
    }
    const step = outward(network, state, device, to);
    if (!step) return stop('no-route');
    at = step[0];
    ids.push({ id: step[0], links: [step[1]] });
  }
  return stop('no-route');
}

/** Where a router sends what is not its own: its longest prefix that fits, else the cheapest way. */
function outward(network: Network, state: NetworkState, device: Device, to: string): [string, Link] | null {
  if (device.routes.length > 0) {
    const fitting = device.routes
      .map((route) => {
        const [base = '', bits = '0'] = route.to.split('/');
        return { ...route, base, bits: Number(bits) };
      })
      .filter(({ base, bits }) => isSameNetwork(base, to, bits))
      .sort((a, b) => b.bits - a.bits);
    const via = fitting[0]?.via;
    return steps(network, state, device.id, true).find(([id]) => id === via) ?? null;
  }
  return cheapest(network, state, device.id, (id) => owns(network, state, id, to))?.[0] ?? null;
}

/** The address of a name, asked of the server that the device was told of. */
export function resolve(
  network: Network,
  state: NetworkState,
  from: string,
  name: string,
): { readonly ip: string; readonly why: Why | null } {
  const { dns } = addressOf(network, state, from);
  if (!works(state, from)) return { ip: '', why: 'off' };
  if (ipNumber(dns) === null) return { ip: '', why: 'no-dns' };
  const asked = exchange(network, state, from, dns);
  const holder = network.devices.find(({ id }) => id === asked.at);
  // A box only passes the question on.
  const knows =
    holder?.names === true && (holder.kind !== 'box' || steps(network, state, holder.id, true).length > 0);
  if (asked.why !== null || !knows) return { ip: '', why: 'dns-silent' };
  const ip = network.names[name.toLowerCase()];
  return ip === undefined ? { ip: '', why: 'unknown-name' } : { ip, why: null };
}

/** The address that a device is called by from another: of a box, from beyond it, the outer one. */
function seenAt(network: Network, state: NetworkState, id: string, from: string): string {
  const wan = deviceOf(network, id)?.wan ?? '';
  return wan === '' || nearby(network, state, id).has(from) ? addressOf(network, state, id).ip : wan;
}

/** There and back: what a box lets out comes back to it. */
function exchange(network: Network, state: NetworkState, from: string, to: string): Sent {
  const there = send(network, state, from, to);
  if (there.why !== null) return there;
  const box = there.ids.find(({ id }) => deviceOf(network, id)?.kind === 'box');
  const out = box !== undefined && box.id !== there.at;
  const back = send(network, state, out ? box.id : there.at, seenAt(network, state, from, there.at));
  return back.why === null && back.at === from ? there : { ...there, why: 'no-return' };
}

/** What an echo asked of an address, a name or a device (`@id`) gives. */
export function ping(network: Network, state: NetworkState, from: string, target: string): Ping {
  const none = { ok: false, hops: [], delay: 0, lost: 100, rate: 0 };
  let ip = target.startsWith('@') ? seenAt(network, state, target.slice(1), from) : target.trim();
  if (ip === '') return { ...none, why: target.startsWith('@') ? 'no-answer' : 'bad-target', ip };
  if (ipNumber(ip) === null) {
    if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(ip)) return { ...none, why: 'bad-target', ip };
    const named = resolve(network, state, from, ip);
    if (named.why !== null) return { ...none, why: named.why, ip: '' };
    ip = named.ip;
  }
  const sent = exchange(network, state, from, ip);
  let delay = 0;
  let kept = 1;
  let rate = Infinity;
  const hops = sent.ids.map(({ id, links }): Hop => {
    for (const link of links) {
      delay += link.delay;
      kept *= 1 - link.loss / 100;
      rate = Math.min(rate, link.rate);
    }
    const device = deviceOf(network, id);
    const seen = id === sent.at && owns(network, state, id, ip) ? ip : addressOf(network, state, id).ip;
    return { device: id, ip: seen, delay: delay + (device?.slow ?? 0) };
  });
  const ok = sent.why === null;
  // What is asked answers for itself: its own slowness counts, that of the devices before it does not.
  delay = hops[hops.length - 1]?.delay ?? 0;
  const lost = ok ? Math.round((1 - kept) * 100) : 100;
  return { ok, why: sent.why, ip, hops, delay, lost, rate: rate === Infinity ? 0 : rate };
}

/** Where the second end of a link may be plugged: a free socket, or what sends the Wi-Fi that is heard. */
export function socketsFor(network: Network, state: NetworkState, id: string): readonly string[] {
  const link = network.links.find((one) => one.id === id);
  const [a, b] = state.links[id] ?? ['', null];
  if (!link?.moves) return [];
  if (link.kind === 'wifi') return Object.keys(deviceOf(network, a)?.hears ?? {}).filter((one) => one !== b);
  if (link.kind !== 'cable') return link.ends[1] !== null && link.ends[1] !== b ? [link.ends[1]] : [];
  const used = (device: string) =>
    network.links.filter(
      (one) => one.kind === 'cable' && one.id !== id && state.links[one.id]?.includes(device) === true,
    ).length;
  return network.devices
    .filter((one) => one.id !== a && one.id !== b && one.ports > used(one.id))
    .map((one) => one.id);
}
