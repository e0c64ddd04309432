import { z } from 'zod';
import { ICONS } from './settings-rules.ts';

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
  /** Uninstall, stop, delete… `%nom` is the row's name. */
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
export type AuthoredSettings = z.infer<typeof config>;
export type AuthoredItem = z.infer<typeof item>;
export type SimpleItem = z.infer<typeof simpleItem>;
export type AuthoredList = z.infer<typeof list>;

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
