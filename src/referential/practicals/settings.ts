import { z } from 'zod';
import { frenchSpacing } from '../french.ts';
import type { Prepare } from './component.ts';
import { type Condition, ICONS, lockOf, type Rule, type Shown, type Value } from './settings-rules.ts';

/** What an author writes of the settings of a device or of a service: screens of items, and what they must be set to. */

const text = z.string().trim().min(1);
const short = text.max(120);
const id = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules, chiffres et tirets seulement');
/** Of a row, `list/row`. */
const settingId = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)?$/, 'un nom comme wifi, ou micro/meteo');
const value = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]);
const bounds = z.strictObject({ from: z.number().optional(), to: z.number().optional() });
const condition = z.record(settingId, z.union([value, bounds]));
const iconNames = ICONS.map((name) => name.slice('icon:'.length));
const icon = z
  .string()
  .refine((name) => iconNames.includes(name), `une icône parmi : ${iconNames.join(', ')}`);
const options = z.array(short).min(2).max(14);

const shown = { when: condition.optional(), unless: condition.optional() };
const labelled = { label: short, help: text.max(300).optional(), icon: icon.optional(), ...shown };

/** The first key of an item says what it is. */
const SIMPLE = {
  heading: z.strictObject({ heading: short, ...shown }),
  /** Markdown. */
  note: z.strictObject({ note: text, tone: z.enum(['info', 'warning']).default('info'), ...shown }),
  /** `bar`: how full, from 0 to 100. */
  fact: z.strictObject({
    fact: short,
    value: z.union([short, z.number()]),
    bar: z.number().min(0).max(100).optional(),
    ...shown,
  }),
  link: z.strictObject({ link: id, shows: settingId.optional(), ...labelled, label: short.optional() }),
  /** A setting that another screen has too. */
  same: z.strictObject({ same: settingId, label: short.optional(), ...shown }),
  switch: z.strictObject({ switch: id, value: z.boolean().default(false), ...labelled }),
  choice: z.strictObject({ choice: id, options, value: short, ...labelled }),
  several: z.strictObject({ several: id, options, value: z.array(short).default([]), ...labelled }),
  slider: z.strictObject({
    slider: id,
    min: z.number(),
    max: z.number(),
    step: z.number().positive().default(1),
    unit: text.max(12).optional(),
    value: z.number(),
    ...labelled,
  }),
  /** `right`: anything else is refused by the page, that keeps of it no more than a print. */
  entry: z.strictObject({
    entry: id,
    value: z.string().max(120).default(''),
    secret: z.boolean().default(false),
    right: short.optional(),
    ...labelled,
  }),
  /** `strength`: bars, of three; `key`: asked for before it is joined. */
  networks: z.strictObject({
    networks: id,
    options: z
      .array(
        z.strictObject({
          name: short,
          strength: z.int().min(1).max(3).default(2),
          key: short.optional(),
        }),
      )
      .min(1)
      .max(14),
    value: z.string().max(120).default(''),
    ...labelled,
  }),
  /** Done once, told by `says`, and that leaves its mark. */
  act: z.strictObject({
    act: id,
    confirm: text.max(300).optional(),
    says: text.max(300).optional(),
    set: z.record(settingId, value).default({}),
    danger: z.boolean().default(false),
    ...labelled,
  }),
  /** Tells how things stand, as often as wished, and changes nothing: the first of `says` that holds. */
  test: z.strictObject({
    test: short,
    says: z
      .array(z.strictObject({ text: text.max(400), ...shown }))
      .min(1)
      .max(40),
    ...shown,
  }),
} as const;

const simpleItem = firstKeyOf(SIMPLE);

const row = z.strictObject({
  id,
  name: short,
  /** Below its name; in a list without columns. */
  text: text.max(600).optional(),
  cells: z.array(z.union([z.string().max(120), z.number()])).default([]),
  /** Its option, when the list has `choice`. */
  value: short.optional(),
  /** It cannot be removed, and why. */
  fixed: text.max(200).optional(),
  /** Its own screen. */
  items: z.array(simpleItem).max(30).default([]),
  ...shown,
});

const list = z.strictObject({
  list: id,
  label: short,
  columns: z
    .array(z.strictObject({ name: short, unit: text.max(12).optional() }))
    .max(6)
    .default([]),
  first: short.default('Nom'),
  choice: z.strictObject({ label: short, options }).optional(),
  /** Uninstall, stop, delete… `{nom}` is the row's name. */
  remove: z
    .strictObject({ label: short.max(40), confirm: text.max(300), says: text.max(200).optional() })
    .optional(),
  rows: z.array(row).min(1).max(60),
  ...shown,
});

const item = firstKeyOf({ ...SIMPLE, list });

const config = z.strictObject({
  frame: z.enum(['phone', 'computer']),
  /** Of the device or of the service. */
  title: short.default('Réglages'),
  /** Shown at the top of a phone. */
  clock: z
    .string()
    .regex(/^\d{2}:\d{2}$/, 'une heure comme 09:41')
    .optional(),
  /** What its top bar says at every moment. */
  bar: z
    .array(z.strictObject({ icon, label: short, ...shown }))
    .max(10)
    .default([]),
  search: z.boolean().default(true),
  /** The screen shown at first; else home. */
  open: id.optional(),
  /** The first is home. */
  screens: z
    .array(z.strictObject({ id, title: short.optional(), items: z.array(item).min(1).max(60) }))
    .min(1)
    .max(40),
  rules: z
    .array(z.strictObject({ when: condition, set: z.record(settingId, value) }))
    .max(30)
    .default([]),
});

const expectation = z.union(
  [
    z.strictObject({ setting: settingId, is: value }),
    z.strictObject({ setting: settingId, oneOf: z.array(z.union([z.string(), z.number()])).min(2) }),
    z.strictObject({ setting: settingId, from: z.number(), to: z.number() }),
    z.strictObject({ setting: settingId, atLeast: z.int().min(1).max(40), not: z.array(text).default([]) }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « setting » avec « is », « oneOf », « from » et « to », ou « atLeast », ou bien « rest: kept »',
);

export const settingsShape = { config, expect: z.array(expectation).min(1).max(20) };

export type SettingsExpectation = z.infer<typeof expectation>;
type Authored = z.infer<typeof config>;
type AuthoredItem = z.infer<typeof item>;
type SimpleItem = z.infer<typeof simpleItem>;
type AuthoredList = z.infer<typeof list>;

export interface SettingsConfig {
  readonly frame: 'phone' | 'computer';
  readonly title: string;
  readonly clock: string | null;
  readonly bar: readonly (Shown & { readonly icon: string; readonly label: string })[];
  readonly search: boolean;
  readonly open: string | null;
  readonly screens: readonly SettingsScreen[];
  readonly rules: readonly Rule[];
}

export interface SettingsScreen {
  readonly id: string;
  readonly title: string;
  readonly items: readonly SettingsItem[];
}

interface Labelled extends Shown {
  readonly label: string;
  readonly help?: string | undefined;
  readonly icon?: string | undefined;
}

interface Own extends Labelled {
  readonly id: string;
}

export type SettingsItem =
  | (Shown & { readonly kind: 'heading'; readonly label: string })
  | (Shown & { readonly kind: 'note'; readonly html: string; readonly tone: 'info' | 'warning' })
  | (Shown & {
      readonly kind: 'fact';
      readonly label: string;
      readonly value: string | number;
      readonly bar?: number | undefined;
    })
  | (Labelled & { readonly kind: 'link'; readonly to: string; readonly shows?: string | undefined })
  | (Shown & { readonly kind: 'same'; readonly id: string; readonly label?: string | undefined })
  | (Own & { readonly kind: 'switch'; readonly value: boolean })
  | (Own & { readonly kind: 'choice'; readonly options: readonly string[]; readonly value: string })
  | (Own & {
      readonly kind: 'several';
      readonly options: readonly string[];
      readonly value: readonly string[];
    })
  | (Own & {
      readonly kind: 'slider';
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit?: string | undefined;
      readonly value: number;
    })
  | (Own & {
      readonly kind: 'entry';
      readonly value: string;
      readonly secret: boolean;
      readonly lock?: number | undefined;
    })
  | (Own & {
      readonly kind: 'networks';
      readonly options: readonly {
        readonly name: string;
        readonly strength: number;
        readonly lock?: number | undefined;
      }[];
      readonly value: string;
    })
  | (Own & {
      readonly kind: 'act';
      readonly confirm?: string | undefined;
      readonly says?: string | undefined;
      readonly set: Readonly<Record<string, Value>>;
      readonly danger: boolean;
    })
  | (Shown & {
      readonly kind: 'test';
      readonly label: string;
      readonly says: readonly (Shown & { readonly text: string })[];
    })
  | (Shown & { readonly kind: 'remove'; readonly list: string; readonly row: string })
  | SettingsList;

export interface SettingsList extends Shown {
  readonly kind: 'list';
  readonly id: string;
  readonly label: string;
  readonly columns: readonly { readonly name: string; readonly unit?: string | undefined }[];
  readonly first: string;
  readonly choice?: { readonly label: string; readonly options: readonly string[] } | undefined;
  readonly remove?:
    | { readonly label: string; readonly confirm: string; readonly says?: string | undefined }
    | undefined;
  readonly rows: readonly (Shown & {
    readonly id: string;
    readonly name: string;
    readonly text?: string | undefined;
    readonly cells: readonly (string | number)[];
    readonly value?: string | undefined;
    readonly fixed?: string | undefined;
    /** Its own screen. */
    readonly to: string | null;
  })[];
}

/** One thing that can be set. `place`: the screen or the list where it stands, '' at home. */
export interface Setting {
  readonly label: string;
  readonly place: string;
  readonly kind: 'switch' | 'act' | 'choice' | 'several' | 'slider' | 'entry' | 'networks' | 'removed';
  readonly first: Value;
  /** What it can be or hold; of what is removed, the rows by their ids. */
  readonly options: readonly string[];
  /** Of what is removed: rows that can't be. */
  readonly fixed: readonly string[];
  readonly bounds: { readonly min: number; readonly max: number; readonly step: number } | null;
  readonly unit: string | null;
  /** Of an entry: the print of the only text that it takes. */
  readonly lock: number | null;
  /** Of what is removed: the names of rows, and the word for it. */
  readonly names: Readonly<Record<string, string>>;
  readonly verb: string;
}

/** All that can be set, by its id; a list that rows can leave is one, each of its rows that has an option another. */
export function settingsOf({ screens }: Pick<SettingsConfig, 'screens'>): ReadonlyMap<string, Setting> {
  const found = new Map<string, Setting>();
  const plain = {
    options: [],
    fixed: [],
    bounds: null,
    unit: null,
    lock: null,
    names: {},
    verb: '',
  } as const;
  screens.forEach(({ title, items }, rank) => {
    const place = rank === 0 ? '' : title;
    for (const one of items) {
      if (one.kind === 'switch') found.set(one.id, { ...plain, ...own(one, place), first: one.value });
      if (one.kind === 'act') found.set(one.id, { ...plain, ...own(one, place), first: false });
      if (one.kind === 'choice' || one.kind === 'several')
        found.set(one.id, { ...plain, ...own(one, place), first: one.value, options: one.options });
      if (one.kind === 'slider') {
        const { min, max, step, unit = null } = one;
        found.set(one.id, {
          ...plain,
          ...own(one, place),
          first: one.value,
          bounds: { min, max, step },
          unit,
        });
      }
      if (one.kind === 'entry')
        found.set(one.id, { ...plain, ...own(one, place), first: one.value, lock: one.lock ?? null });
      if (one.kind === 'networks') {
        const names = ['', ...one.options.map(({ name }) => name)];
        found.set(one.id, { ...plain, ...own(one, place), first: one.value, options: names });
      }
      if (one.kind !== 'list') continue;
      if (one.remove)
        found.set(one.id, {
          ...plain,
          label: one.label,
          place,
          kind: 'removed',
          first: [],
          options: one.rows.map((each) => each.id),
          fixed: one.rows.flatMap((each) => (each.fixed === undefined ? [] : [each.id])),
          names: Object.fromEntries(one.rows.map((each) => [each.id, each.name])),
          verb: one.remove.label,
        });
      for (const each of one.choice ? one.rows : [])
        found.set(`${one.id}/${each.id}`, {
          ...plain,
          label: each.name,
          place: one.label,
          kind: 'choice',
          first: each.value ?? '',
          options: one.choice?.options ?? [],
        });
    }
  });
  return found;
}

function own<Kind extends Setting['kind']>(one: { kind: Kind; label: string }, place: string) {
  return { kind: one.kind, label: one.label, place };
}

/** Whether a setting can be this. */
export function fits({ kind, options, fixed, bounds, lock, first }: Setting, given: unknown): given is Value {
  if (kind === 'switch' || kind === 'act') return typeof given === 'boolean';
  if (kind === 'slider')
    return typeof given === 'number' && bounds !== null && given >= bounds.min && given <= bounds.max;
  if (kind === 'several' || kind === 'removed')
    return Array.isArray(given) && given.every((each) => options.includes(each) && !fixed.includes(each));
  if (typeof given !== 'string') return false;
  if (kind === 'entry') return lock === null || given === first || lockOf(given) === lock;
  return options.includes(given);
}

/** The screens as the page gets them; what leads nowhere, is named twice or cannot be is reported. */
export const prepareSettings: Prepare<Authored, SettingsExpectation, SettingsConfig> = (
  authored,
  expected,
  { fault, render },
) => {
  const titles = new Map(authored.screens.map((screen) => [screen.id, screen.title ?? authored.title]));
  if (titles.size < authored.screens.length) fault('deux écrans du même nom.', ['practical', 'screens']);
  const used = new Set<string>();
  const name = (one: string, at: readonly PropertyKey[]) => {
    if (used.has(one))
      fault(`« ${one} » est déjà le nom d'un autre réglage (pour le montrer deux fois : same).`, at);
    used.add(one);
  };
  const prepare = (one: SimpleItem, at: readonly PropertyKey[]): SettingsItem => {
    const spaced = { ...shownOf(one), ...labelsOf(one) };
    if ('heading' in one) return { ...shownOf(one), kind: 'heading', label: frenchSpacing(one.heading) };
    if ('note' in one) return { ...shownOf(one), kind: 'note', html: render(one.note), tone: one.tone };
    if ('fact' in one)
      return { ...shownOf(one), kind: 'fact', label: one.fact, value: one.value, bar: one.bar };
    if ('same' in one) return { ...shownOf(one), kind: 'same', id: one.same, label: one.label };
    if ('test' in one) {
      const says = one.says.map((each) => ({ ...shownOf(each), text: frenchSpacing(each.text) }));
      return { ...shownOf(one), kind: 'test', label: frenchSpacing(one.test), says };
    }
    if ('link' in one) {
      const title = titles.get(one.link);
      if (title === undefined) fault(`aucun écran ne s'appelle « ${one.link} ».`, at);
      return {
        ...spaced,
        kind: 'link',
        to: one.link,
        label: one.label ?? title ?? one.link,
        shows: one.shows,
      };
    }
    if ('switch' in one) {
      name(one.switch, at);
      return { ...spaced, kind: 'switch', id: one.switch, value: one.value };
    }
    if ('choice' in one) {
      name(one.choice, at);
      return { ...spaced, kind: 'choice', id: one.choice, options: one.options, value: one.value };
    }
    if ('several' in one) {
      name(one.several, at);
      return { ...spaced, kind: 'several', id: one.several, options: one.options, value: one.value };
    }
    if ('slider' in one) {
      name(one.slider, at);
      const { min, max, step, unit, value: first } = one;
      return { ...spaced, kind: 'slider', id: one.slider, min, max, step, unit, value: first };
    }
    if ('entry' in one) {
      name(one.entry, at);
      const lock = one.right === undefined ? undefined : lockOf(one.right);
      return { ...spaced, kind: 'entry', id: one.entry, value: one.value, secret: one.secret, lock };
    }
    if ('networks' in one) {
      name(one.networks, at);
      const near = one.options.map(({ name: called, strength, key }) => ({
        name: called,
        strength,
        lock: key === undefined ? undefined : lockOf(key),
      }));
      return { ...spaced, kind: 'networks', id: one.networks, options: near, value: one.value };
    }
    name(one.act, at);
    const says = one.says === undefined ? undefined : frenchSpacing(one.says);
    const confirm = one.confirm === undefined ? undefined : frenchSpacing(one.confirm);
    return { ...spaced, kind: 'act', id: one.act, confirm, says, set: one.set, danger: one.danger };
  };
  if (authored.open !== undefined && !titles.has(authored.open))
    fault(`aucun écran ne s'appelle « ${authored.open} ».`, ['practical', 'open']);
  const details: SettingsScreen[] = [];
  const prepareList = (one: AuthoredList, at: readonly PropertyKey[]): SettingsItem => {
    name(one.list, at);
    const { remove, choice } = one;
    const ids = new Set(one.rows.map((each) => each.id));
    if (ids.size < one.rows.length) fault('deux lignes du même nom.', [...at, 'rows']);
    const rows = one.rows.map(({ items, when, unless, ...each }, rank) => {
      const place = [...at, 'rows', rank];
      if (each.cells.length !== one.columns.length)
        fault(`${one.columns.length} cellules attendues : une par colonne.`, [...place, 'cells']);
      if ((each.value === undefined) !== (choice === undefined))
        fault('« value » va avec « choice », sur chaque ligne.', place);
      const to = items.length > 0 ? `${one.list}/${each.id}` : null;
      if (to !== null)
        details.push({
          id: to,
          title: each.name,
          items: [
            ...items.map((inside, order) => prepare(inside, [...place, 'items', order])),
            ...(remove ? [{ kind: 'remove' as const, list: one.list, row: each.id }] : []),
          ],
        });
      return { ...each, when, unless, to };
    });
    return {
      ...shownOf(one),
      kind: 'list',
      id: one.list,
      label: frenchSpacing(one.label),
      columns: one.columns,
      first: one.first,
      choice,
      remove: remove && {
        label: remove.label,
        confirm: frenchSpacing(remove.confirm),
        says: remove.says === undefined ? undefined : frenchSpacing(remove.says),
      },
      rows,
    };
  };
  const screens = authored.screens.map(({ id: screen, items }, rank): SettingsScreen => {
    if (rank > 0 && authored.screens[rank]?.title === undefined)
      fault('donne un titre à cet écran : « title ».', ['practical', 'screens', rank]);
    return {
      id: screen,
      title: frenchSpacing(titles.get(screen) ?? ''),
      items: items.map((one: AuthoredItem, order) => {
        const at = ['practical', 'screens', rank, 'items', order];
        return 'list' in one ? prepareList(one, at) : prepare(one, at);
      }),
    };
  });
  const made: SettingsConfig = {
    frame: authored.frame,
    title: frenchSpacing(authored.title),
    clock: authored.clock ?? null,
    bar: authored.bar,
    search: authored.search,
    open: authored.open ?? null,
    screens: [...screens, ...details],
    rules: authored.rules,
  };
  checkNames(made, expected, fault);
  return made;
};

/** Every setting that a condition, a rule, an act or an expectation names must be, and be able to be what it says. */
function checkNames(
  made: SettingsConfig,
  expected: readonly SettingsExpectation[],
  fault: (message: string, path: readonly PropertyKey[]) => void,
): void {
  const settings = settingsOf(made);
  const known = (one: string, at: readonly PropertyKey[]) => {
    if (!settings.has(one)) fault(`aucun réglage ne s'appelle « ${one} ».`, at);
  };
  const possible = (one: string, given: unknown, at: readonly PropertyKey[]) => {
    known(one, at);
    const setting = settings.get(one);
    if (setting && !fits(setting, given)) fault(`« ${one} » ne peut pas valoir « ${String(given)} ».`, at);
  };
  const conditions = ({ when, unless }: Shown, at: readonly PropertyKey[]) => {
    for (const each of [when, unless]) for (const one of Object.keys(each ?? {})) known(one, at);
  };
  const setAll = (set: Readonly<Record<string, Value>>, at: readonly PropertyKey[]) => {
    for (const [one, given] of Object.entries(set)) possible(one, given, at);
  };
  for (const [one, setting] of settings) {
    if (!fits(setting, setting.first))
      fault(`« ${one} » ne peut pas valoir « ${String(setting.first)} ».`, ['practical', 'screens']);
  }
  for (const { items } of made.screens) {
    for (const one of items) {
      const at = ['practical', 'screens'];
      conditions(one, at);
      if (one.kind === 'same') known(one.id, at);
      if (one.kind === 'link' && one.shows !== undefined) known(one.shows, at);
      if (one.kind === 'act') setAll(one.set, at);
      if (one.kind === 'test') for (const each of one.says) conditions(each, at);
      if (one.kind === 'list') for (const each of one.rows) conditions(each, at);
    }
  }
  made.bar.forEach((one, rank) => {
    conditions(one, ['practical', 'bar', rank]);
  });
  made.rules.forEach((rule, rank) => {
    conditions(rule, ['practical', 'rules', rank]);
    setAll(rule.set, ['practical', 'rules', rank]);
  });
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    if ('rest' in one) return;
    known(one.setting, at);
    for (const given of 'is' in one ? [one.is] : 'oneOf' in one ? one.oneOf : [])
      possible(one.setting, given, at);
    if ('from' in one && settings.get(one.setting)?.kind !== 'slider')
      fault('« from » et « to » vont avec un curseur.', at);
    if ('atLeast' in one && settings.get(one.setting)?.kind !== 'entry')
      fault('« atLeast » va avec un texte à écrire.', at);
  });
}

function shownOf({ when, unless }: { when?: Condition | undefined; unless?: Condition | undefined }): Shown {
  return { ...(when && { when }), ...(unless && { unless }) };
}

function labelsOf(one: object): Labelled {
  const { label = '', help, icon: sign } = one as Partial<Labelled>;
  return {
    label: frenchSpacing(label),
    ...(help !== undefined && { help: frenchSpacing(help) }),
    ...(sign !== undefined && { icon: sign }),
  };
}

/** A schema chosen by the key that says what the value is: its faults, and not those of every other shape. */
function firstKeyOf<Shapes extends Readonly<Record<string, z.ZodType>>>(shapes: Shapes) {
  return z.unknown().transform((given, context): z.output<Shapes[keyof Shapes]> => {
    const keys = Object.keys(shapes).filter(
      (key) => typeof given === 'object' && given !== null && key in given,
    );
    // « choice » is also a part of lists, « act » of none: a list says so first.
    const key = keys.includes('list') ? 'list' : keys[0];
    const shape = key === undefined ? undefined : shapes[key];
    if (!shape) {
      context.issues.push({
        code: 'custom',
        message: `un élément commence par ${Object.keys(shapes).join(', ')}`,
        input: given,
      });
      return z.NEVER;
    }
    const read = shape.safeParse(given);
    if (!read.success) {
      for (const issue of read.error.issues) context.issues.push({ ...issue, input: given } as never);
      return z.NEVER;
    }
    return read.data as z.output<Shapes[keyof Shapes]>;
  });
}
