import { z } from 'zod';
import {
  fits,
  type Setting,
  type SettingsConfig,
  settingsOf,
} from '../../referential/practicals/settings-items.ts';
import { follow, type Value, type Values } from '../../referential/practicals/settings-rules.ts';
import type { SettingsExpectation } from '../../referential/practicals/settings-shape.ts';
import type { Component, Verdict } from './component.ts';

const MOST = 400;

/** What everything is set to, by its id. */
export const reachedSettings = z.strictObject({
  values: z
    .record(
      z.string().max(120),
      z.union([z.boolean(), z.number(), z.string().max(200), z.array(z.string().max(120)).max(80)]),
    )
    .refine((values) => Object.keys(values).length <= MOST),
});

export type ReachedSettings = z.infer<typeof reachedSettings>;

/** What `found` says of a value that is no text: told by whoever writes it. */
export const FOUND = { on: '+', off: '-', none: '' } as const;

export const settings: Component<SettingsConfig, SettingsExpectation, ReachedSettings> = {
  reached: reachedSettings,

  initial: (config) => ({ values: firstOf(config) }),

  verdicts(config, expected, { values }) {
    const known = settingsOf(config);
    const wanted = solved(config, expected);
    return expected.map((one): Verdict => {
      if (!('rest' in one)) {
        const setting = known.get(one.setting);
        const given = own(values, one.setting);
        if (!setting || !fits(setting, given)) return { right: false, found: [] };
        return { right: isWanted(one, given), found: words(setting, given) };
      }
      const named = new Set(expected.flatMap((other) => ('setting' in other ? [other.setting] : [])));
      const changed = [...known].filter(([id, setting]) => {
        if (named.has(id)) return false;
        const given = own(values, id);
        // What the rules change along with what was asked is not a change too many.
        return !fits(setting, given) || !(isSame(given, setting.first) || isSame(given, wanted[id] ?? ''));
      });
      return { right: changed.length === 0, found: changed.map(([, { label }]) => label) };
    });
  },

  solve: (config, expected) => ({ values: { ...solved(config, expected) } as ReachedSettings['values'] }),
};

function firstOf(config: SettingsConfig): ReachedSettings['values'] {
  return Object.fromEntries(
    [...settingsOf(config)].map(([id, { first }]) => [id, typeof first === 'object' ? [...first] : first]),
  );
}

/** Everything once what is asked is set, one after the other, and nothing else. */
function solved(config: SettingsConfig, expected: readonly SettingsExpectation[]): Values {
  const known = settingsOf(config);
  let values: Values = firstOf(config);
  for (const one of expected) {
    const setting = 'setting' in one ? known.get(one.setting) : undefined;
    if (!setting || !('setting' in one)) continue;
    values = follow(
      config.rules,
      values,
      Object.assign({}, values, { [one.setting]: wantedOf(one, setting) }),
    );
  }
  return values;
}

type Wanted = Exclude<SettingsExpectation, { rest: 'kept' }>;

/** A value that would do. */
function wantedOf(one: Wanted, { bounds }: Setting): Value {
  if ('is' in one) return one.is;
  if ('oneOf' in one) return one.oneOf[0] ?? '';
  if ('atLeast' in one) return 'Zk7-'.repeat(Math.ceil(one.atLeast / 4));
  const { min, step } = bounds ?? { min: 0, step: 1 };
  return min + Math.ceil((one.from - min) / step) * step;
}

function isWanted(one: Wanted, given: Value): boolean {
  if ('is' in one) return isSame(given, one.is);
  if ('oneOf' in one) return one.oneOf.some((each) => isSame(given, each));
  if ('from' in one) return typeof given === 'number' && given >= one.from && given <= one.to;
  return (
    typeof given === 'string' &&
    [...given].length >= one.atLeast &&
    !one.not.some((each) => plain(given).includes(plain(each)))
  );
}

/** Lists hold the same members, whatever their order. */
function isSame(given: Value, wanted: Value): boolean {
  if (typeof given === 'object' && typeof wanted === 'object')
    return new Set(given).size === new Set(wanted).size && given.every((each) => wanted.includes(each));
  return given === wanted;
}

function words({ names, unit }: Setting, given: Value): string[] {
  if (typeof given === 'boolean') return [given ? FOUND.on : FOUND.off];
  if (typeof given === 'number') return [unit === null ? String(given) : `${given} ${unit}`];
  if (typeof given === 'string') return [given];
  return given.length === 0 ? [FOUND.none] : given.map((each) => names[each] ?? each);
}

function own(values: Values, id: string): Value | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}

/** Case, accents and blanks aside. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, '');
}
