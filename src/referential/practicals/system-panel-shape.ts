import { z } from 'zod';

/** What an author writes of a computer's system and network page: its programs, disks, network, and what to make of them. */

const text = z.string().trim().min(1);
const short = text.max(120);
const long = text.max(300);
const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules, chiffres et tirets seulement');
const version = z.string().regex(/^\d+(\.\d+){0,3}$/, 'une version comme 2.10');
const ip = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}$/, 'une adresse comme 192.168.1.20');
const size = z.number().min(0).max(100_000_000);
const figures = z.union([
  z
    .number()
    .min(0)
    .transform((one) => [one]),
  z.array(z.number().min(0)).min(1).max(12),
]);

export const COLUMNS = [
  ...(['pid', 'cpu', 'memory', 'disk', 'network', 'user', 'publisher', 'path', 'started'] as const),
  ...(['holds', 'wants', 'unsaved'] as const),
] as const;
export const DEVICE_KINDS = [
  ...(['box', 'switch', 'access-point', 'repeater', 'router', 'internet', 'server', 'computer'] as const),
  ...(['laptop', 'phone', 'tablet', 'printer', 'tv', 'speaker', 'storage'] as const),
] as const;
export const LINK_KINDS = ['cable', 'wifi', 'bluetooth', 'mobile', 'fibre'] as const;
export const TESTS = ['ping', 'trace', 'name', 'rate'] as const;
export const SECTIONS = ['facts', 'tasks', 'disks', 'network', 'terminal', 'programs'] as const;

const task = z.strictObject({
  id,
  name: short,
  pid: z.int().min(1).max(99_999).optional(),
  cpu: figures.default([0]),
  memory: figures.default([0]),
  disk: figures.default([0]),
  network: figures.default([0]),
  parent: id.optional(),
  user: short.default(''),
  publisher: short.default(''),
  path: short.default(''),
  started: short.default(''),
  /** What would be lost. */
  unsaved: short.optional(),
  stuck: z.boolean().default(false),
  fixed: long.optional(),
  revived: id.optional(),
  holds: z.array(short).max(8).default([]),
  wants: z.array(short).max(8).default([]),
});

const item = z.strictObject({
  id,
  name: short,
  folder: short,
  disk: id,
  size,
  cache: z.boolean().default(false),
  used: short.default(''),
  note: long.default(''),
  fixed: long.optional(),
});

const device = z.strictObject({
  id,
  name: short.max(40),
  kind: z.enum(DEVICE_KINDS),
  at: z.tuple([z.int().min(1).max(6), z.int().min(1).max(8)]),
  on: z.boolean().default(true),
  hung: z.boolean().default(false),
  /** It can be turned off and on. */
  power: z.boolean().default(false),
  /** Its address can be changed. */
  address: z.boolean().default(false),
  ports: z.int().min(0).max(24).default(0),
  auto: z.boolean().default(false),
  ip: ip.or(z.literal('')).default(''),
  prefix: z.int().min(8).max(30).default(24),
  gateway: ip.or(z.literal('')).default(''),
  dns: ip.or(z.literal('')).default(''),
  wan: ip.or(z.literal('')).default(''),
  gives: z.int().min(1).max(250).optional(),
  names: z.boolean().default(false),
  routes: z
    .array(
      z.strictObject({
        to: z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, 'un réseau comme 10.2.0.0/16'),
        via: id,
      }),
    )
    .max(8)
    .default([]),
  slow: z.number().min(0).max(2000).default(0),
  hears: z.record(id, z.number().min(1).max(100)).default({}),
  facts: z
    .array(z.strictObject({ name: short, value: long }))
    .max(8)
    .default([]),
});

const link = z.strictObject({
  id,
  name: short.max(60).optional(),
  kind: z.enum(LINK_KINDS),
  /** The second one may hang loose: null, or nothing written, which is what a formula can say. */
  ends: z.tuple([id, id.nullable().or(z.literal('').transform(() => null))]),
  moves: z.boolean().default(false),
  broken: z.boolean().default(false),
  rate: z.number().min(0.1).max(100_000).default(1000),
  delay: z.number().min(0).max(2000).default(1),
  loss: z.number().min(0).max(99).default(0),
  cost: z.number().min(1).max(1000).default(1),
});

const need = z.strictObject({ program: id, from: version.optional(), below: version.optional() });
const program = z.strictObject({
  id,
  name: short,
  about: long.default(''),
  installed: version.or(z.literal('')).default(''),
  fixed: long.optional(),
  rivals: z.array(id).max(6).default([]),
  releases: z
    .array(
      z.strictObject({
        version,
        date: short.default(''),
        size: size.default(0),
        note: long.default(''),
        test: z.boolean().default(false),
        needs: z.array(need).max(6).default([]),
      }),
    )
    .min(1)
    .max(12),
});

const config = z.strictObject({
  title: short.default('Mon ordinateur'),
  open: z.enum(SECTIONS).optional(),
  facts: z
    .array(z.strictObject({ name: short, value: long }))
    .max(20)
    .default([]),
  tasks: z
    .strictObject({
      list: z.array(task).min(1).max(60),
      columns: z.array(z.enum(COLUMNS)).max(7).default(['cpu', 'memory']),
      /** Megabytes of the whole machine. */
      memory: size.default(8000),
      tree: z.boolean().default(false),
      ends: z.boolean().default(true),
    })
    .optional(),
  disks: z
    .strictObject({
      list: z
        .array(z.strictObject({ id, name: short.max(40), total: size, system: size.default(0) }))
        .min(1)
        .max(4),
      items: z.array(item).max(60),
      programs: id.optional(),
    })
    .optional(),
  network: z
    .strictObject({
      me: id.optional(),
      tests: z
        .array(z.enum(TESTS))
        .max(4)
        .default([...TESTS]),
      terminal: z.boolean().default(false),
      devices: z.array(device).min(1).max(24),
      links: z.array(link).max(40),
      names: z.record(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/), ip).default({}),
    })
    .optional(),
  programs: z.array(program).min(1).max(20).optional(),
});

const settings = z.strictObject({
  auto: z.boolean().optional(),
  ip: z.string().max(15).optional(),
  prefix: z.int().optional(),
  gateway: z.string().max(15).optional(),
  dns: z.string().max(15).optional(),
});
const act = z.union(
  [
    z.strictObject({ end: id }),
    z.strictObject({ delete: id }),
    z.strictObject({ restore: id }),
    z.strictObject({ empty: id }),
    z.strictObject({ move: id, to: id }),
    z.strictObject({ install: id, version }),
    z.strictObject({ uninstall: id }),
    z.strictObject({ power: id, on: z.boolean() }),
    z.strictObject({ plug: id, to: id.nullable() }),
    z.strictObject({ address: id, set: settings }),
  ],
  'un geste est « end », « delete », « restore », « empty », « move », « install », « uninstall », « power », « plug » ou « address »',
);
/** Acts that bring it, one after the other: the proof that it can be, and what may change. */
const by = z.array(act).max(20).optional();

const expectation = z.union(
  [
    z.strictObject({ ended: z.array(id), by }),
    z.strictObject({ blocked: z.literal('none'), by }),
    z.strictObject({ load: z.enum(['cpu', 'memory', 'disk', 'network']), under: z.number(), by }),
    z.strictObject({ disk: id, free: size, by }),
    z.strictObject({ gone: z.array(id).min(1), by }),
    z.strictObject({ kept: z.array(id).min(1), by }),
    z.strictObject({ item: id, on: id, by }),
    z.strictObject({ reach: id, to: short, by }),
    z.strictObject({ apart: id, to: short, by }),
    z.strictObject({ device: id, is: settings.extend({ on: z.boolean().optional() }), by }),
    z.strictObject({ link: id, to: id.nullable(), by }),
    z.strictObject({ program: id, version: version.or(z.literal(['none', 'any'])), by }),
    z.strictObject({ rest: z.literal('kept'), but: z.array(z.string().max(80)).max(40).default([]) }),
  ],
  'une attente est « ended », « blocked », « load », « disk », « gone », « kept », « item », « reach », « apart », « device », « link », « program » ou « rest: kept »',
);

export const systemPanelShape = { config, expect: z.array(expectation).min(1).max(20) };

export type AuthoredSystem = z.infer<typeof config>;
export type SystemExpectation = z.infer<typeof expectation>;
