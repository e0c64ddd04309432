import { frenchSpacing } from '../french.ts';
import type { Prepare } from './component.ts';
import type { SystemConfig } from './system-acts.ts';
import { ipNumber } from './system-network.ts';
import type { AuthoredSystem, SystemExpectation } from './system-panel-shape.ts';

type Fault = (message: string, path: readonly PropertyKey[]) => void;

/** The panel as the page gets it; what is named twice, leads nowhere or cannot be is reported. */
export const prepareSystemPanel: Prepare<AuthoredSystem, SystemExpectation, SystemConfig> = (
  authored,
  expected,
  { fault },
) => {
  const { tasks, disks, network, programs } = authored;
  if (!tasks && !disks && !network && !programs)
    fault('il faut « tasks », « disks », « network » ou « programs ».', ['practical']);
  if (authored.open !== undefined && !sectionsOf(authored).includes(authored.open))
    fault(`il n'y a pas de page « ${authored.open} ».`, ['practical', 'open']);
  const made: SystemConfig = {
    title: frenchSpacing(authored.title),
    open: authored.open ?? null,
    facts: authored.facts.map(({ name, value }) => ({
      name: frenchSpacing(name),
      value: frenchSpacing(value),
    })),
    tasks: tasks
      ? {
          ...tasks,
          list: tasks.list.map(({ parent, unsaved, fixed, revived, pid, ...task }, rank) => ({
            ...task,
            name: frenchSpacing(task.name),
            // Numbers rise as they are started, and follow no order that a pupil could read.
            pid: pid ?? 1200 + rank * 137,
            parent: parent ?? null,
            unsaved: unsaved ?? null,
            fixed: fixed === undefined ? null : frenchSpacing(fixed),
            revived: revived ?? null,
          })),
        }
      : null,
    disks: disks
      ? {
          list: disks.list,
          items: disks.items.map(({ fixed, note, ...one }) => ({
            ...one,
            note: frenchSpacing(note),
            fixed: fixed === undefined ? null : frenchSpacing(fixed),
          })),
          programs: disks.programs ?? null,
        }
      : null,
    network: network
      ? {
          me: network.me ?? null,
          tests: network.tests,
          terminal: network.terminal,
          size: [0, 1].map((axis) => Math.max(...network.devices.map(({ at }) => at[axis] ?? 1))),
          names: network.names,
          devices: network.devices.map(
            ({ on, hung, auto, ip, prefix, gateway, dns, gives, facts, ...device }) => ({
              ...device,
              gives: gives ?? null,
              facts: facts.map((one) => ({ name: frenchSpacing(one.name), value: frenchSpacing(one.value) })),
              first: { on, hung, auto, ip, prefix, gateway, dns },
            }),
          ),
          links: network.links.map(({ name, ...link }) => ({ ...link, name: name ?? '' })),
        }
      : null,
    programs: programs
      ? programs.map(({ fixed, about, releases, ...program }) => ({
          ...program,
          about: frenchSpacing(about),
          fixed: fixed === undefined ? null : frenchSpacing(fixed),
          releases: releases.map(({ note, needs, ...release }) => ({
            ...release,
            note: frenchSpacing(note),
            needs: needs.map(({ program: needed, from, below }) => ({
              program: needed,
              from: from ?? null,
              below: below ?? null,
            })),
          })),
        }))
      : null,
  };
  checkNames(made, expected, fault);
  return made;
};

/** The pages of a panel, in their order. */
export function sectionsOf(config: {
  readonly facts: readonly unknown[];
  readonly tasks?: unknown;
  readonly disks?: unknown;
  readonly network?: { readonly terminal: boolean } | null | undefined;
  readonly programs?: unknown;
}): readonly string[] {
  return [
    ...(config.tasks ? ['tasks'] : []),
    ...(config.disks ? ['disks'] : []),
    ...(config.network ? ['network'] : []),
    ...(config.network?.terminal ? ['terminal'] : []),
    ...(config.programs ? ['programs'] : []),
    ...(config.facts.length > 0 ? ['facts'] : []),
  ];
}

/** Everything that is named once, by what it is. */
function idsOf({ tasks, disks, network, programs }: SystemConfig) {
  const ids = (list: readonly { readonly id: string }[] | undefined) => new Set(list?.map((one) => one.id));
  return {
    task: ids(tasks?.list),
    disk: ids(disks?.list),
    item: ids(disks?.items),
    device: ids(network?.devices),
    link: ids(network?.links),
    program: ids(programs ?? []),
  };
}
type Kind = keyof ReturnType<typeof idsOf>;

const CALLED: Readonly<Record<Kind, string>> = {
  task: 'aucun programme en marche',
  disk: 'aucun disque',
  item: 'aucun élément des disques',
  device: 'aucun appareil',
  link: 'aucune liaison',
  program: 'aucun programme à installer',
};

function checkNames(made: SystemConfig, expected: readonly SystemExpectation[], fault: Fault): void {
  const { tasks, disks, network, programs } = made;
  const ids = idsOf(made);
  const all = Object.values(ids).flatMap((set) => [...set]);
  const counts =
    (tasks?.list.length ?? 0) +
    (disks ? disks.list.length + disks.items.length : 0) +
    (network ? network.devices.length + network.links.length : 0) +
    (programs?.length ?? 0);
  if (new Set(all).size < counts) fault('deux choses portent le même « id ».', ['practical']);
  const known = (kind: Kind, one: string, at: readonly PropertyKey[]) => {
    if (!ids[kind].has(one)) fault(`${CALLED[kind]} ne s'appelle « ${one} ».`, at);
  };
  tasks?.list.forEach((task, rank) => {
    const at = ['practical', 'tasks', 'list', rank];
    for (const other of [task.parent, task.revived]) if (other !== null) known('task', other, at);
    if (task.parent === task.id) fault('un programme ne se lance pas lui-même.', at);
  });
  disks?.items.forEach((item, rank) => {
    known('disk', item.disk, ['practical', 'disks', 'items', rank]);
  });
  if (disks && disks.programs !== null) known('disk', disks.programs, ['practical', 'disks', 'programs']);
  if (network) checkNetwork(network, (one, at) => known('device', one, at), fault);
  programs?.forEach((program, rank) => {
    const at = ['practical', 'programs', rank];
    const versions = program.releases.map(({ version }) => version);
    if (new Set(versions).size < versions.length) fault('deux fois la même version.', at);
    if (program.installed !== '' && !versions.includes(program.installed))
      fault(`la version ${program.installed} n'est pas dans « releases ».`, at);
    for (const rival of program.rivals) known('program', rival, at);
    for (const need of program.releases.flatMap(({ needs }) => needs)) known('program', need.program, at);
  });
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    if ('rest' in one) {
      for (const each of one.but)
        if (!all.includes(each.split('.')[0] ?? '')) fault(`« ${each} » n'est rien de « practical ».`, at);
      return;
    }
    if ('ended' in one) for (const each of one.ended) known('task', each, at);
    if ('disk' in one) known('disk', one.disk, at);
    if ('gone' in one) for (const each of one.gone) known('item', each, at);
    if ('kept' in one) for (const each of one.kept) known('item', each, at);
    if ('item' in one) {
      known('item', one.item, at);
      known('disk', one.on, at);
    }
    if ('reach' in one || 'apart' in one) {
      known('device', 'reach' in one ? one.reach : one.apart, at);
      if (!one.to.includes('.')) known('device', one.to, at);
    }
    if ('device' in one) known('device', one.device, at);
    if ('link' in one) {
      known('link', one.link, at);
      if (one.to !== null) known('device', one.to, at);
    }
    if ('program' in one) known('program', one.program, at);
  });
}

function checkNetwork(
  network: NonNullable<SystemConfig['network']>,
  known: (id: string, at: readonly PropertyKey[]) => void,
  fault: Fault,
): void {
  if (network.me !== null) known(network.me, ['practical', 'network', 'me']);
  if (network.terminal && network.me === null)
    fault('« terminal » demande « me », l’appareil qui parle.', ['practical', 'network', 'me']);
  const places = new Set(network.devices.map(({ at }) => at.join(',')));
  if (places.size < network.devices.length)
    fault('deux appareils à la même place du plan.', ['practical', 'network', 'devices']);
  network.devices.forEach((device, rank) => {
    const at = ['practical', 'network', 'devices', rank];
    for (const { via } of device.routes) known(via, at);
    for (const heard of Object.keys(device.hears)) known(heard, at);
    for (const address of [device.first.ip, device.first.gateway, device.first.dns, device.wan])
      if (address !== '' && ipNumber(address) === null) fault(`« ${address} » n'est pas une adresse.`, at);
  });
  network.links.forEach(({ ends }, rank) => {
    for (const end of ends) if (end !== null) known(end, ['practical', 'network', 'links', rank]);
    if (ends[0] === ends[1])
      fault('une liaison va d’un appareil à un autre.', ['practical', 'network', 'links', rank]);
  });
}
