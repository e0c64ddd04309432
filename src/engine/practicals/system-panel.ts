import { z } from 'zod';
import {
  type Act,
  actOn,
  addressFault,
  firstState,
  freeOn,
  type SystemConfig,
  type SystemState,
} from '../../referential/practicals/system-acts.ts';
import {
  clashesOf,
  familyOf,
  loadOf,
  runningOf,
  statusesOf,
} from '../../referential/practicals/system-machine.ts';
import { ping, socketsFor } from '../../referential/practicals/system-network.ts';
import type { SystemExpectation } from '../../referential/practicals/system-panel-shape.ts';
import type { Component, Verdict } from './component.ts';

const id = z.string().max(60);
const address = z.string().max(15);

/** What was ended, where each file is, how each device is set, what each link joins, what is installed. */
export const reachedSystem = z.strictObject({
  ended: z.array(id).max(60),
  places: z.record(id, z.string().max(70)).refine((places) => Object.keys(places).length <= 60),
  devices: z
    .record(
      id,
      z.strictObject({
        on: z.boolean(),
        hung: z.boolean(),
        auto: z.boolean(),
        ip: address,
        prefix: z.int().min(8).max(30),
        gateway: address,
        dns: address,
      }),
    )
    .refine((devices) => Object.keys(devices).length <= 24),
  links: z.record(id, z.tuple([id, id.nullable()])).refine((links) => Object.keys(links).length <= 40),
  programs: z.record(id, z.string().max(20)).refine((programs) => Object.keys(programs).length <= 20),
});

export type ReachedSystem = z.infer<typeof reachedSystem>;

export const systemPanel: Component<SystemConfig, SystemExpectation, ReachedSystem> = {
  reached: reachedSystem,

  initial: (config) => plain(firstState(config)),

  verdicts(config, expected, state) {
    if (!isPossible(config, state)) return expected.map(() => ({ right: false, found: [] }));
    return expected.map((one) => verdict(config, expected, one, state));
  },

  solve(config, expected) {
    const acts = expected.flatMap((one) => actsFor(config, one));
    return plain(acts.reduce((state, act) => actOn(config, state, act).state, firstState(config)));
  },
};

/** Of its own: what is kept of a run is no part of the bank. */
function plain(state: SystemState): ReachedSystem {
  return structuredClone(state) as ReachedSystem;
}

/** Acts that bring what is expected: those its author gives, or the obvious ones. */
export function actsFor(config: SystemConfig, one: SystemExpectation): readonly Act[] {
  if ('rest' in one) return [];
  if (one.by) return one.by as readonly Act[];
  if ('ended' in one) return one.ended.map((end) => ({ end }));
  if ('gone' in one) {
    const bins = (config.disks?.list ?? []).map((disk): Act => ({ empty: disk.id }));
    return [...one.gone.map((each): Act => ({ delete: each })), ...bins];
  }
  if ('item' in one) return [{ move: one.item, to: one.on }];
  if ('link' in one) return [{ plug: one.link, to: one.to }];
  if ('program' in one && one.version === 'any') return [];
  if ('program' in one)
    return [
      one.version === 'none' ? { uninstall: one.program } : { install: one.program, version: one.version },
    ];
  if ('device' in one) {
    const { on, ...set } = one.is;
    return [
      ...(Object.keys(set).length > 0 ? [{ address: one.device, set } as Act] : []),
      ...(on === undefined ? [] : [{ power: one.device, on }]),
    ];
  }
  return [];
}

function verdict(
  config: SystemConfig,
  all: readonly SystemExpectation[],
  one: SystemExpectation,
  state: ReachedSystem,
): Verdict {
  const tasks = config.tasks?.list ?? [];
  const running = runningOf(tasks, state.ended);
  const nameOf = (each: string) => namesOf(config).get(each) ?? each;
  if ('ended' in one) {
    const wanted = new Set(one.ended.flatMap((each) => familyOf(tasks, each)));
    const gone = tasks.filter((task) => !running.includes(task));
    const right = gone.length === wanted.size && gone.every((task) => wanted.has(task.id));
    return { right, found: gone.map(({ name }) => name) };
  }
  if ('blocked' in one) {
    const statuses = statusesOf(running);
    const stuck = running.filter((task) => statuses[task.id] === 'stuck');
    return { right: stuck.length === 0, found: stuck.map(({ name }) => name) };
  }
  if ('load' in one) {
    const load = loadOf(running, one.load, 0);
    return { right: load < one.under, found: [String(load)] };
  }
  if ('disk' in one) {
    const free = freeOn(config, state, one.disk);
    return { right: free >= one.free, found: [String(free)] };
  }
  if ('gone' in one) {
    const left = one.gone.filter((each) => state.places[each] !== 'gone');
    return { right: left.length === 0, found: left.map(nameOf) };
  }
  if ('kept' in one) {
    const disks = new Set(config.disks?.list.map((disk) => disk.id));
    const lost = one.kept.filter((each) => !disks.has(state.places[each] ?? ''));
    return { right: lost.length === 0, found: lost.map(nameOf) };
  }
  if ('item' in one) return { right: state.places[one.item] === one.on, found: [] };
  if ('reach' in one || 'apart' in one) {
    const from = 'reach' in one ? one.reach : one.apart;
    const { network } = config;
    const ok =
      network !== null && ping(network, state, from, one.to.includes('.') ? one.to : `@${one.to}`).ok;
    return { right: 'reach' in one ? ok : !ok, found: [] };
  }
  if ('device' in one) {
    const now = state.devices[one.device];
    const wrong = Object.entries(one.is).filter(([key, value]) => now?.[key as keyof typeof now] !== value);
    return {
      right: now !== undefined && wrong.length === 0,
      found: wrong.flatMap(([key]) => {
        const value = now?.[key as keyof typeof now];
        return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
      }),
    };
  }
  if ('link' in one) {
    const end = state.links[one.link]?.[1] ?? null;
    return { right: end === one.to, found: end === null ? [] : [nameOf(end)] };
  }
  if ('program' in one) {
    const version = state.programs[one.program] ?? '';
    return {
      right: one.version === 'any' ? version !== '' : version === (one.version === 'none' ? '' : one.version),
      found: version === '' ? [] : [version],
    };
  }
  const found = changedBeside(config, all, one.but, state).map(nameOf);
  return { right: found.length === 0, found: [...new Set(found)] };
}

/** What changed that nothing asked for: by its id. */
function changedBeside(
  config: SystemConfig,
  all: readonly SystemExpectation[],
  but: readonly string[],
  state: ReachedSystem,
): string[] {
  const first = firstState(config);
  const allowed = new Set<string>(but);
  for (const one of all) {
    if ('rest' in one) continue;
    for (const act of actsFor(config, one)) for (const each of touchedBy(config, act)) allowed.add(each);
  }
  const tasks = config.tasks?.list ?? [];
  const may = new Set(tasks.flatMap((task) => (allowed.has(task.id) ? familyOf(tasks, task.id) : [])));
  const running = runningOf(tasks, state.ended);
  const ended = tasks.filter((task) => !running.includes(task) && !may.has(task.id));
  const moved = Object.keys(first.places).filter(
    (each) => !allowed.has(each) && state.places[each] !== first.places[each],
  );
  const set = Object.entries(first.devices).flatMap(([each, was]) =>
    Object.entries(was).some(
      ([key, value]) =>
        !allowed.has(each) &&
        !allowed.has(`${each}.${key}`) &&
        state.devices[each]?.[key as keyof typeof was] !== value,
    )
      ? [each]
      : [],
  );
  const plugged = Object.keys(first.links).filter(
    (each) => !allowed.has(each) && state.links[each]?.[1] !== first.links[each]?.[1],
  );
  const installed = Object.keys(first.programs).filter(
    (each) => !allowed.has(each) && state.programs[each] !== first.programs[each],
  );
  return [...ended.map((task) => task.id), ...moved, ...set, ...plugged, ...installed];
}

function touchedBy(config: SystemConfig, act: Act): readonly string[] {
  if ('end' in act) return [act.end];
  if ('delete' in act) return [act.delete];
  if ('restore' in act) return [act.restore];
  if ('move' in act) return [act.move];
  if ('empty' in act) return [];
  if ('install' in act) return [act.install];
  if ('uninstall' in act) return [act.uninstall];
  if ('power' in act) return [`${act.power}.on`, `${act.power}.hung`];
  if ('plug' in act) return [act.plug];
  // Whoever makes an address automatic leaves what was written as it is: any of it may differ.
  return act.set.auto === undefined
    ? Object.keys(act.set).map((key) => `${act.address}.${key}`)
    : Object.keys(config.network?.devices[0]?.first ?? {}).map((key) => `${act.address}.${key}`);
}

/** What a person can name, by its id. */
export function namesOf({ tasks, disks, network, programs }: SystemConfig): ReadonlyMap<string, string> {
  return new Map(
    [
      ...(tasks?.list ?? []),
      ...(disks?.list ?? []),
      ...(disks?.items ?? []),
      ...(network?.devices ?? []),
      ...(network?.links ?? []),
      ...(programs ?? []),
    ].map((one) => [one.id, one.name]),
  );
}

/** Whether acts of the panel could lead there: a page is not believed. */
function isPossible(config: SystemConfig, state: ReachedSystem): boolean {
  const first = firstState(config);
  const sameKeys = (one: object, other: object) =>
    Object.keys(one).length === Object.keys(other).length &&
    Object.keys(one).every((key) => Object.hasOwn(other, key));
  return (
    sameKeys(first.places, state.places) &&
    sameKeys(first.devices, state.devices) &&
    sameKeys(first.links, state.links) &&
    sameKeys(first.programs, state.programs) &&
    areEndable(config, state) &&
    areSomewhere(config, state) &&
    arePluggable(config, state) &&
    areInstallable(config, state)
  );
}

/** Each was ended while it could be, in that order. */
function areEndable(config: SystemConfig, { ended }: ReachedSystem): boolean {
  let at = firstState(config);
  for (const end of ended) {
    const { state, refused } = actOn(config, at, { end });
    if (refused !== null) return false;
    at = state;
  }
  return true;
}

function areSomewhere(config: SystemConfig, state: ReachedSystem): boolean {
  const disks = config.disks?.list.map((disk) => disk.id) ?? [];
  const possible = new Set([...disks, ...disks.map((disk) => `bin/${disk}`), 'gone']);
  const items = config.disks?.items ?? [];
  return (
    items.every((item) => {
      const place = state.places[item.id] ?? '';
      return possible.has(place) && (item.fixed === null || place === item.disk);
    }) &&
    // A disk may be too full from the start; what is done never fills it more than it holds.
    disks.every(
      (disk) => freeOn(config, state, disk) >= Math.min(0, freeOn(config, firstState(config), disk)),
    )
  );
}

function arePluggable(config: SystemConfig, state: ReachedSystem): boolean {
  const { network } = config;
  if (!network) return true;
  const devices = network.devices.every((device) => {
    const now = state.devices[device.id];
    if (!now) return false;
    const { first } = device;
    const power = device.power || (now.on === first.on && now.hung === first.hung);
    const address =
      (['auto', 'ip', 'prefix', 'gateway', 'dns'] as const).every((key) => now[key] === first[key]) ||
      (device.address && addressFault(now) === null);
    return power && (first.hung || !now.hung) && address;
  });
  return (
    devices &&
    network.links.every((link) => {
      const [from, to] = state.links[link.id] ?? ['', null];
      if (from !== link.ends[0]) return false;
      if (to === link.ends[1]) return true;
      // Seen from where the others stand: could this end go there?
      const loose = { ...state, links: { ...state.links, [link.id]: [from, null] as const } };
      return link.moves && (to === null || socketsFor(network, loose, link.id).includes(to));
    })
  );
}

function areInstallable(config: SystemConfig, state: ReachedSystem): boolean {
  const programs = config.programs ?? [];
  const before = new Set(clashesOf(programs, firstState(config).programs).map((one) => JSON.stringify(one)));
  return (
    programs.every((program) => {
      const version = state.programs[program.id] ?? '';
      if (version === program.installed) return true;
      return (
        program.fixed === null && (version === '' || program.releases.some((one) => one.version === version))
      );
    }) && clashesOf(programs, state.programs).every((one) => before.has(JSON.stringify(one)))
  );
}
