import { z } from 'zod';
import { frenchSpacing } from '../french.ts';
import type { Prepare } from './component.ts';
import {
  type DriveConfig,
  type DriveValue,
  isDate,
  itemsOf,
  RIGHTS,
  slotsOf,
  VISITOR,
} from './drive-rules.ts';

/** What an author writes of an online space: people, groups, folders and documents; and what must become of it. */

const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules, chiffres et tirets seulement')
  .refine((name) => !/^made-/.test(name), '« made-… » est le nom de ce que l’élève crée');
const short = z.string().trim().min(1).max(80);
const words = z.string().max(3000);
const day = z.string().refine(isDate, 'un jour comme 2026-03-12');
const moment = z
  .string()
  .regex(/^20\d\d-\d\d-\d\d( \d\d:\d\d)?$/, 'un jour comme 2026-03-12, ou 2026-03-12 17:05');
const right = z.enum(RIGHTS);
const given = z.enum(['read', 'comment', 'edit']);
const scope = z.enum(['nobody', 'school', 'anyone']);
const sync = z.enum(['online', 'offline', 'syncing']);

const item = z.strictObject({
  id,
  name: short,
  kind: z.enum(['folder', 'text', 'sheet', 'picture', 'video', 'pdf']).default('text'),
  in: id.optional(),
  owner: id.optional(),
  modified: moment.optional(),
  by: id.optional(),
  size: z.string().max(20).default(''),
  sync: sync.default('online'),
  shares: z.record(id, given).default({}),
  inherits: z.boolean().default(true),
  link: z
    .strictObject({
      scope,
      right: given.default('read'),
      until: day.optional(),
      password: z.string().max(60).default(''),
      /** What its address ends with; else drawn from its name. */
      address: z
        .string()
        .regex(/^[a-z0-9-]{3,40}$/, 'minuscules, chiffres et tirets : de 3 à 40 signes')
        .optional(),
    })
    .optional(),
  text: words.default(''),
  versions: z
    .array(
      z.strictObject({
        id,
        by: id,
        when: moment,
        text: words,
        label: z.string().max(80).default(''),
      }),
    )
    .max(12)
    .default([]),
  comments: z
    .array(z.strictObject({ by: id, text: words.min(1).max(400) }))
    .max(12)
    .default([]),
});

const config = z.strictObject({
  /** Of the space, invented. */
  name: short,
  me: id,
  today: day,
  /** A folder or a document; else the top of the space. */
  open: id.optional(),
  cut: z.boolean().default(false),
  audit: z.boolean().default(false),
  people: z
    .array(
      z.strictObject({
        id,
        name: short,
        about: z.string().max(120).default(''),
        inside: z.boolean().default(true),
      }),
    )
    .min(1)
    .max(16),
  groups: z
    .array(z.strictObject({ id, name: short, by: id.optional(), members: z.array(id).max(16).default([]) }))
    .max(8)
    .default([]),
  items: z.array(item).min(1).max(40),
  activity: z
    .array(z.strictObject({ by: id, when: moment, what: z.string().trim().min(1).max(160) }))
    .max(20)
    .default([]),
});

const change = {
  share: z.strictObject({ share: id, with: id, right }),
  inherits: z.strictObject({ inherits: id, is: z.boolean() }),
  link: z.strictObject({
    link: id,
    scope,
    right: given.optional(),
    /** Its last day; '' for none. */
    until: z.union([day, z.literal('')]).optional(),
    /** At least so many signs; 0: none. */
    password: z.coerce.number().int().min(0).max(30).optional(),
  }),
  member: z.strictObject({ member: id, group: id, is: z.boolean() }),
  place: z.strictObject({ place: id, in: z.union([id, z.literal('')]) }),
  name: z.strictObject({ name: id, is: short }),
  gone: z.strictObject({ gone: id, is: z.boolean().default(true) }),
  sync: z.strictObject({ sync: id, is: sync }),
  owner: z.strictObject({ owner: id, is: id }),
};
const changes = [
  change.share,
  change.inherits,
  change.link,
  change.member,
  change.place,
  change.name,
  change.gone,
  change.sync,
  change.owner,
] as const;
const changed = z.union(
  changes,
  'un changement est « share », « inherits », « link », « member », « place », « name », « gone », « sync » ou « owner »',
);
const says = z.array(z.string().trim().min(1)).max(8).default([]);
const many = z.union([id.transform((one) => [one]), z.array(id).min(1).max(40)]);
const expectation = z.union(
  [
    ...changes,
    /** What these people can do in the end, by whatever way; `by`: one way to come there, for the check. */
    z.strictObject({
      right,
      of: many,
      on: many,
      inside: z.boolean().default(false),
      by: z.array(changed).max(12).default([]),
    }),
    z.strictObject({ restored: id, version: id }),
    z.strictObject({ labelled: id, says }),
    z.strictObject({ text: id, is: words }),
    z.strictObject({ lines: id, are: z.array(z.string().trim().min(1)).min(1).max(40) }),
    z.strictObject({ commented: id, says }),
    z.strictObject({ rules: z.coerce.number().int().min(1).max(60) }),
    z.strictObject({ access: z.literal('kept') }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est un changement, ou « right » + « of » + « on », « restored », « labelled », « text », « lines », « commented », « rules », « access: kept » ou « rest: kept »',
);

export const driveShape = { config, expect: z.array(expectation).min(1).max(24) };

export type DriveExpectation = z.infer<typeof expectation>;
export type DriveChange = z.infer<typeof changed>;
type Authored = z.infer<typeof config>;

/** The space as the page gets it; people, groups and items that do not exist are reported. */
export const prepareDrive: Prepare<Authored, DriveExpectation, DriveConfig> = (
  authored,
  expected,
  { fault },
) => {
  const under = (...path: PropertyKey[]) => ['practical', ...path];
  const used = new Set<string>([VISITOR]);
  const name = (one: string, at: readonly PropertyKey[]) => {
    if (used.has(one)) fault(`« ${one} » est déjà le nom d'autre chose.`, at);
    used.add(one);
  };
  const people = new Set(authored.people.map((one) => one.id));
  const known = (one: string | undefined, at: readonly PropertyKey[]) => {
    if (one !== undefined && !people.has(one)) fault(`aucune personne ne s'appelle « ${one} ».`, at);
  };
  authored.people.forEach((one, rank) => {
    name(one.id, under('people', rank, 'id'));
  });
  known(authored.me, under('me'));
  authored.groups.forEach((one, rank) => {
    name(one.id, under('groups', rank, 'id'));
    for (const each of [...one.members, ...(one.by ? [one.by] : [])]) known(each, under('groups', rank));
  });
  const groups = new Set(authored.groups.map((one) => one.id));
  const kinds = new Map(authored.items.map((one) => [one.id, one.kind]));
  authored.items.forEach((one, rank) => {
    const at = under('items', rank);
    name(one.id, [...at, 'id']);
    known(one.owner, [...at, 'owner']);
    known(one.by, [...at, 'by']);
    for (const each of [...one.versions, ...one.comments]) known(each.by, at);
    for (const each of one.versions) name(each.id, [...at, 'versions']);
    for (const who of Object.keys(one.shares))
      if (!people.has(who) && !groups.has(who))
        fault(`ni personne ni groupe ne s'appelle « ${who} ».`, [...at, 'shares']);
    if (one.in !== undefined && kinds.get(one.in) !== 'folder')
      fault(`aucun dossier ne s'appelle « ${one.in} ».`, [...at, 'in']);
    if (one.versions.length > 0 && one.kind !== 'text' && one.kind !== 'sheet')
      fault('seul un texte ou un tableau a des versions.', [...at, 'versions']);
  });
  for (const [rank, one] of authored.items.entries()) {
    const seen = new Set<string>([one.id]);
    for (let up = one.in; up !== undefined; up = authored.items.find((each) => each.id === up)?.in) {
      if (seen.has(up)) {
        fault(`« ${one.id} » est dans lui-même.`, under('items', rank, 'in'));
        return blank(authored);
      }
      seen.add(up);
    }
  }
  authored.activity.forEach((one, rank) => {
    known(one.by, under('activity', rank, 'by'));
  });
  if (authored.open !== undefined && !kinds.has(authored.open))
    fault(`rien ne s'appelle « ${authored.open} ».`, under('open'));
  const made = complete(authored);
  checkExpected(made, expected, fault);
  return made;
};

/** What a change or an expectation sets: keys and what they must become. A password, being anyone's choice, is not here. */
export function changesIn(one: DriveExpectation | DriveChange): readonly (readonly [string, DriveValue])[] {
  if ('share' in one) return [[`share/${one.share}/${one.with}`, one.right]];
  if ('inherits' in one) return [[`inherit/${one.inherits}`, one.is]];
  if ('link' in one)
    return [
      [`scope/${one.link}`, one.scope],
      ...(one.right === undefined ? [] : [[`link/${one.link}`, one.right] as const]),
      ...(one.until === undefined ? [] : [[`until/${one.link}`, one.until] as const]),
    ];
  if ('member' in one) return [[`member/${one.group}/${one.member}`, one.is]];
  if ('place' in one) return [[`place/${one.place}`, one.in]];
  if ('name' in one) return [[`name/${one.name}`, one.is]];
  if ('gone' in one) return [[`gone/${one.gone}`, one.is]];
  if ('sync' in one) return [[`sync/${one.sync}`, one.is]];
  if ('owner' in one) return [[`owner/${one.owner}`, one.is]];
  return [];
}

function checkExpected(
  made: DriveConfig,
  expected: readonly DriveExpectation[],
  fault: (message: string, path: readonly PropertyKey[]) => void,
): void {
  const slots = slotsOf(made, []);
  const people = new Set([VISITOR, ...made.people.map((one) => one.id)]);
  const items = new Set(itemsOf(made, []).map((one) => one.id));
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    const can = (key: string, value?: DriveValue) => {
      const slot = slots.get(key);
      if (!slot) fault(`« ${key} » ne peut pas être changé ici.`, at);
      else if (value !== undefined && !slot.fits(value))
        fault(`« ${key} » ne peut pas devenir « ${String(value)} ».`, at);
    };
    const steps = 'by' in one ? one.by : [];
    for (const [key, value] of [one, ...steps].flatMap(changesIn)) can(key, value);
    if ('right' in one && 'of' in one) {
      for (const who of one.of) if (!people.has(who)) fault(`aucune personne ne s'appelle « ${who} ».`, at);
      for (const on of one.on) if (!items.has(on)) fault(`rien ne s'appelle « ${on} ».`, at);
    }
    if ('restored' in one) can(`version/${one.restored}`, one.version);
    if ('labelled' in one) can(`label/${one.labelled}`);
    if ('text' in one) can(`text/${one.text}`, one.is);
    if ('lines' in one) can(`text/${one.lines}`);
    if ('commented' in one && !items.has(one.commented)) fault(`rien ne s'appelle « ${one.commented} ».`, at);
  });
}

/** With nothing in it that could be walked for ever. */
function blank(authored: Authored): DriveConfig {
  return { ...complete(authored), items: [] };
}

/** French spacing, and every key there. */
function complete(authored: Authored): DriveConfig {
  const french = frenchSpacing;
  return {
    ...authored,
    open: authored.open ?? '',
    people: authored.people.map((one) => ({ ...one, about: french(one.about) })),
    groups: authored.groups.map((one) => ({ ...one, by: one.by ?? null })),
    items: authored.items.map((one, rank) => ({
      ...one,
      in: one.in ?? null,
      owner: one.owner ?? authored.me,
      modified: one.modified ?? authored.today,
      by: one.by ?? null,
      text: french(one.text),
      versions: one.versions.map((each) => ({ ...each, text: french(each.text) })),
      comments: one.comments.map((each) => ({ ...each, text: french(each.text) })),
      link: {
        scope: one.link?.scope ?? 'nobody',
        right: one.link?.right ?? 'read',
        until: one.link?.until ?? '',
        password: one.link?.password ?? '',
        address: one.link?.address ?? addressOf(one.id, rank),
      },
    })),
    activity: authored.activity.map((one) => ({ ...one, what: french(one.what) })),
  };
}

/** A few signs that look drawn by chance, always the same for an item. */
function addressOf(id: string, rank: number): string {
  let sum = 7 + rank * 131;
  for (const sign of id) sum = (sum * 33 + (sign.codePointAt(0) ?? 0)) % 2_176_782_336;
  return sum.toString(36).padStart(6, '0').slice(-6);
}
