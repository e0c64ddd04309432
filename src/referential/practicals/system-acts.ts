import type { Disk, Item, Need, Program, Task } from './system-machine.ts';
import { clashesOf, familyOf, releaseOf, runningOf } from './system-machine.ts';
import type { DeviceState, Ends, Network } from './system-network.ts';
import { ipNumber, socketsFor } from './system-network.ts';

/** What can be done in the panel, and what comes of it. The page runs this very file, after those that it imports. */

export interface SystemConfig {
  readonly title: string;
  readonly open: string | null;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly tasks: {
    readonly list: readonly Task[];
    readonly columns: readonly string[];
    readonly memory: number;
    readonly tree: boolean;
    readonly ends: boolean;
  } | null;
  readonly disks: {
    readonly list: readonly Disk[];
    readonly items: readonly Item[];
    readonly programs: string | null;
  } | null;
  readonly network:
    | (Network & {
        /** The device whose panel it is. */
        readonly me: string | null;
        readonly tests: readonly string[];
        readonly terminal: boolean;
        readonly size: readonly number[];
      })
    | null;
  readonly programs: readonly Program[] | null;
}

/** `places`: a disk, `bin/<disk>` or `gone`; `programs`: versions, '' when not installed. */
export interface SystemState {
  readonly ended: readonly string[];
  readonly places: Readonly<Record<string, string>>;
  readonly devices: Readonly<Record<string, DeviceState>>;
  readonly links: Readonly<Record<string, Ends>>;
  readonly programs: Readonly<Record<string, string>>;
}

export type Act =
  | { readonly end: string }
  | { readonly delete: string }
  | { readonly restore: string }
  | { readonly empty: string }
  | { readonly move: string; readonly to: string }
  | { readonly install: string; readonly version: string }
  | { readonly uninstall: string }
  | { readonly power: string; readonly on: boolean }
  | { readonly plug: string; readonly to: string | null }
  | { readonly address: string; readonly set: Partial<DeviceState> };

/** `key`: a text of the page, `act.<key>`. */
export interface Refused {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}
export interface Done {
  readonly state: SystemState;
  readonly refused: Refused | null;
}

export function firstState(config: SystemConfig): SystemState {
  const { network, disks, programs } = config;
  return {
    ended: [],
    places: Object.fromEntries((disks?.items ?? []).map((item) => [item.id, item.disk])),
    devices: Object.fromEntries((network?.devices ?? []).map((device) => [device.id, device.first])),
    links: Object.fromEntries((network?.links ?? []).map((link) => [link.id, link.ends])),
    programs: Object.fromEntries((programs ?? []).map((program) => [program.id, program.installed])),
  };
}

/** Megabytes taken on a disk: the system, what stands there or in its bin, and programs. */
export function usedOn(config: SystemConfig, state: SystemState, disk: string): number {
  const { disks, programs } = config;
  const items = (disks?.items ?? []).filter((item) =>
    [disk, `bin/${disk}`].includes(state.places[item.id] ?? ''),
  );
  const installed = disks?.programs === disk ? (programs ?? []) : [];
  const sizes = [
    ...items.map(({ size }) => size),
    ...installed.map((program) => releaseOf(program, state.programs[program.id] ?? '')?.size ?? 0),
  ];
  return sizes.reduce((sum, size) => sum + size, disks?.list.find(({ id }) => id === disk)?.system ?? 0);
}

export function freeOn(config: SystemConfig, state: SystemState, disk: string): number {
  return (config.disks?.list.find(({ id }) => id === disk)?.total ?? 0) - usedOn(config, state, disk);
}

const REFUSED: Refused = { key: 'refused', values: {} };

/** What becomes of the state; or, refused, why. */
export function actOn(config: SystemConfig, state: SystemState, act: Act): Done {
  const no = (key: string, values: Refused['values'] = {}): Done => ({ state, refused: { key, values } });
  const yes = (changed: Partial<SystemState>): Done => ({ state: { ...state, ...changed }, refused: null });
  if ('end' in act) {
    const tasks = config.tasks?.list ?? [];
    const running = runningOf(tasks, state.ended);
    const task = running.find(({ id }) => id === act.end);
    if (!task || config.tasks?.ends === false) return { state, refused: REFUSED };
    if (task.fixed !== null) return no('fixed', { name: task.name, why: task.fixed });
    const guard = running.find(({ id }) => id === task.revived);
    if (guard && !familyOf(tasks, task.id).includes(guard.id)) return no('revived', { name: task.name });
    return yes({ ended: [...state.ended, act.end] });
  }
  if ('delete' in act || 'restore' in act || 'move' in act || 'empty' in act)
    return onFiles(config, state, act);
  if ('install' in act || 'uninstall' in act) return onPrograms(config, state, act);
  const { network } = config;
  if (!network) return { state, refused: REFUSED };
  if ('power' in act) {
    const device = network.devices.find(({ id }) => id === act.power);
    const now = state.devices[act.power];
    if (!device?.power || !now) return { state, refused: REFUSED };
    // What starts anew is no longer hung.
    const next = { ...now, on: act.on, hung: act.on ? now.hung : false };
    return yes({ devices: { ...state.devices, [act.power]: next } });
  }
  if ('plug' in act) {
    const link = network.links.find(({ id }) => id === act.plug);
    if (!link?.moves) return { state, refused: REFUSED };
    if (act.to !== null && !socketsFor(network, state, act.plug).includes(act.to)) return no('no-socket');
    return yes({ links: { ...state.links, [act.plug]: [link.ends[0], act.to] } });
  }
  const device = network.devices.find(({ id }) => id === act.address);
  const now = state.devices[act.address];
  if (!device?.address || !now) return { state, refused: REFUSED };
  const next = { ...now, ...act.set, on: now.on, hung: now.hung };
  const wrong = addressFault(next);
  return wrong === null ? yes({ devices: { ...state.devices, [act.address]: next } }) : no(wrong);
}

/** What is not an address, as a text of the page; null when all can be. */
export function addressFault(next: DeviceState): string | null {
  if (next.auto) return null;
  const number = ipNumber(next.ip);
  if (number === null) return 'bad-ip';
  if (!Number.isInteger(next.prefix) || next.prefix < 8 || next.prefix > 30) return 'bad-prefix';
  // The first address of a network names it, the last one speaks to all of it.
  const rank = number % 2 ** (32 - next.prefix);
  if (rank === 0 || rank === 2 ** (32 - next.prefix) - 1) return 'bad-edge';
  if (next.gateway !== '' && ipNumber(next.gateway) === null) return 'bad-gateway';
  if (next.dns !== '' && ipNumber(next.dns) === null) return 'bad-dns';
  return null;
}

type OnFiles = Extract<Act, { delete: string } | { restore: string } | { move: string } | { empty: string }>;

function onFiles(config: SystemConfig, state: SystemState, act: OnFiles): Done {
  const yes = (places: SystemState['places']): Done => ({ state: { ...state, places }, refused: null });
  if ('empty' in act) {
    const emptied = Object.entries(state.places).map(([id, place]) => [
      id,
      place === `bin/${act.empty}` ? 'gone' : place,
    ]);
    return yes(Object.fromEntries(emptied));
  }
  const id = 'delete' in act ? act.delete : 'restore' in act ? act.restore : act.move;
  const item = config.disks?.items.find((one) => one.id === id);
  const place = state.places[id];
  if (!item || place === undefined || place === 'gone') return { state, refused: REFUSED };
  if (item.fixed !== null)
    return { state, refused: { key: 'fixed', values: { name: item.name, why: item.fixed } } };
  if ('restore' in act) return yes({ ...state.places, [id]: place.replace('bin/', '') });
  if (place.startsWith('bin/')) return { state, refused: REFUSED };
  // What programs keep to go faster goes through no bin: it is made again when needed.
  if ('delete' in act) return yes({ ...state.places, [id]: item.cache ? 'gone' : `bin/${place}` });
  const to = config.disks?.list.find((one) => one.id === act.to);
  if (!to || act.to === place) return { state, refused: REFUSED };
  if (freeOn(config, state, act.to) < item.size)
    return { state, refused: { key: 'full', values: { name: to.name } } };
  return yes({ ...state.places, [id]: act.to });
}

type OnPrograms = Extract<Act, { install: string } | { uninstall: string }>;

function onPrograms(config: SystemConfig, state: SystemState, act: OnPrograms): Done {
  const all = config.programs ?? [];
  const id = 'install' in act ? act.install : act.uninstall;
  const version = 'install' in act ? act.version : '';
  const program = all.find((one) => one.id === id);
  if (!program || (version !== '' && !releaseOf(program, version))) return { state, refused: REFUSED };
  if (program.fixed !== null)
    return { state, refused: { key: 'fixed', values: { name: program.name, why: program.fixed } } };
  const next = { ...state, programs: { ...state.programs, [id]: version } };
  const known = new Set(clashesOf(all, state.programs).map((one) => JSON.stringify(one)));
  const clash = clashesOf(all, next.programs).find((one) => !known.has(JSON.stringify(one)));
  if (clash) return { state, refused: clashWords(all, next.programs, clash) };
  const disk = config.disks?.programs ?? null;
  if (disk !== null && version !== '' && freeOn(config, next, disk) < 0) {
    const name = config.disks?.list.find((one) => one.id === disk)?.name ?? '';
    return { state, refused: { key: 'full', values: { name } } };
  }
  return { state: next, refused: null };
}

/** Why two programs do not go together, as a text of the page. */
export function clashWords(
  all: readonly Program[],
  installed: Readonly<Record<string, string>>,
  clash: { readonly program: string; readonly need: Need | null; readonly rival: string | null },
): Refused {
  const nameOf = (id: string) => all.find((one) => one.id === id)?.name ?? id;
  const name = `${nameOf(clash.program)} ${installed[clash.program] ?? ''}`;
  if (clash.need === null) return { key: 'rival', values: { name, rival: nameOf(clash.rival ?? '') } };
  const { program, from, below } = clash.need;
  const bounds =
    from !== null && below !== null ? 'both' : from !== null ? 'from' : below !== null ? 'below' : 'any';
  return {
    key: `needs-${bounds}`,
    values: { name, needed: nameOf(program), from: from ?? '', below: below ?? '' },
  };
}
