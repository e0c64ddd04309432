import { z } from 'zod';
import { isDay } from './calendar-time.ts';
import type { Prepare } from './component.ts';
import { hostOf, KINDS, LENGTHS } from './vault-rules.ts';

/** What an author writes of a vault of passwords, and how it must be left. */

const text = z.string().trim().min(1).max(120);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'un identifiant : lettres minuscules, chiffres et tirets');
const day = z.string().refine(isDay, 'un jour comme 2026-03-12');
const secret = z.string().min(1).max(60);
const address = z
  .string()
  .refine((given) => hostOf(given) !== null, 'une adresse comme https://biblio.example/');

export const VAULT_TOOLS = [...(['add', 'edit', 'remove', 'generate', 'fill'] as const)];
export const FINDINGS = [...(['reused', 'weak', 'old', 'leaked'] as const)];
export const WAYS = [...(['app', 'sms', 'question', 'second', 'none'] as const)];

const config = z.strictObject({
  title: text,
  today: day,
  tools: z.array(z.enum(VAULT_TOOLS)).default([]),
  report: z.array(z.enum(FINDINGS)).default([]),
  folders: z.array(text).max(8).default([]),
  /** Passwords that a list of stolen ones holds: the report knows them. */
  leaked: z.array(secret).max(10).default([]),
  entries: z
    .array(
      z.strictObject({
        id,
        name: text,
        address,
        login: z.string().max(120).default(''),
        password: secret,
        folder: z.string().max(120).default(''),
        note: z.string().max(300).default(''),
        changed: day,
        /** A second step that can be set: the ways, the recovery codes and where they may be kept. */
        twoStep: z
          .strictObject({
            ways: z.array(z.enum(WAYS)).min(2),
            recovery: z.array(text).max(10).default([]),
            keep: z.array(text).max(6).default([]),
          })
          .nullable()
          .default(null),
      }),
    )
    .max(20)
    .default([]),
  /** Pages that ask for a login and a password; `from`: how one came to it. */
  sites: z
    .array(
      z.strictObject({
        id,
        from: text,
        address,
        title: text,
        text: z.string().max(300).default(''),
        code: z.boolean().default(false),
      }),
    )
    .max(6)
    .default([]),
  /** A telephone beside, and the codes that it shows. */
  phone: z
    .strictObject({ title: text, cards: z.array(z.strictObject({ name: text, code: text })).max(8) })
    .nullable()
    .default(null),
});

const words = z.union([text, z.array(text).min(1).max(8)]);
const passwordShape = z.strictObject({
  length: z.coerce.number().min(LENGTHS.least).max(LENGTHS.most).optional(),
  atLeast: z.coerce.number().min(1).max(LENGTHS.most).optional(),
  /** Each of these is in it. */
  kinds: z.array(z.enum(KINDS)).min(1).optional(),
  /** And no other is. */
  only: z.boolean().default(false),
  /** Not weak by the rules of the window. */
  strong: z.boolean().default(false),
  /** What everyone knows of the person: none of it is in the password. */
  without: z.array(text).max(20).default([]),
  /** Neither the one of the start, nor that of another entry, nor nearly. */
  fresh: z.boolean().default(true),
});
const entryShape = z.strictObject({
  /** An entry of the start, changed; otherwise one added. */
  of: id.optional(),
  name: words.optional(),
  address: address.optional(),
  login: text.optional(),
  folder: text.optional(),
  note: words.optional(),
  password: passwordShape.optional(),
});
const expectation = z.union(
  [
    z.strictObject({ entry: entryShape }),
    z.strictObject({ gone: z.array(id).min(1).max(10) }),
    /** Without `as`: the entry that was added. */
    z.strictObject({ signed: id, as: id.optional(), code: words.optional() }),
    z.strictObject({ reported: z.array(id).min(1).max(6) }),
    z.strictObject({ twoStep: id, way: z.enum(WAYS), code: text.optional(), kept: text.optional() }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « entry », « gone », « signed », « reported », « twoStep » et « way », ou « rest: kept »',
);

export const vaultShape = { config, expect: z.array(expectation).min(1).max(12) };

export type VaultConfig = z.infer<typeof config>;
export type VaultExpectation = z.infer<typeof expectation>;
export type VaultEntry = VaultConfig['entries'][number];
export type ExpectedEntry = z.infer<typeof entryShape>;
export type ExpectedPassword = z.infer<typeof passwordShape>;

/** The vault as the page gets it, which is as it was written: its secrets are there to be read. */
export const prepareVault: Prepare<VaultConfig, VaultExpectation, VaultConfig> = (
  authored,
  expected,
  { fault },
) => {
  const { entries, sites, folders } = authored;
  const known = (one: string, list: readonly { readonly id: string }[], at: readonly PropertyKey[]) => {
    if (!list.some((each) => each.id === one)) fault(`pas de « ${one} » dans la fenêtre.`, at);
  };
  const once = (list: readonly { readonly id: string }[], name: string) =>
    list.forEach((one, rank) => {
      if (list.findIndex((each) => each.id === one.id) !== rank)
        fault(`« ${one.id} » est donné deux fois.`, ['practical', name, rank]);
    });
  once(entries, 'entries');
  once(sites, 'sites');
  const folder = (name: string | undefined, at: readonly PropertyKey[]) => {
    if (name && !folders.includes(name)) fault(`« ${name} » n'est pas dans « folders ».`, at);
  };
  entries.forEach((entry, rank) => {
    folder(entry.folder, ['practical', 'entries', rank, 'folder']);
  });
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    if ('entry' in one) {
      const { of, password } = one.entry;
      folder(one.entry.folder, at);
      if (of !== undefined) known(of, entries, at);
      else if (!authored.tools.includes('add')) fault('une entrée ajoutée demande l’outil « add ».', at);
      if (password?.only && !password.kinds) fault('« only » va avec « kinds ».', at);
    }
    if ('gone' in one) for (const each of one.gone) known(each, entries, at);
    if ('signed' in one) {
      known(one.signed, sites, at);
      if (one.as !== undefined) known(one.as, entries, at);
    }
    if ('reported' in one) for (const each of one.reported) known(each, sites, at);
    if ('twoStep' in one) {
      const asked = entries.find((each) => each.id === one.twoStep)?.twoStep;
      if (!asked?.ways.includes(one.way)) fault(`« ${one.twoStep} » n'offre pas « ${one.way} ».`, at);
      if (one.kept !== undefined && !asked?.keep.includes(one.kept))
        fault(`« ${one.kept} » n'est pas dans « keep ».`, at);
    }
  });
  return authored;
};
