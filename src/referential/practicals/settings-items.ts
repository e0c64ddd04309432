import { lockOf } from './lock.ts';
import type { Rule, Shown, Value } from './settings-rules.ts';

/** Screens as the page gets them, and what can be set in them. */

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

export interface Labelled extends Shown {
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
