import { z } from 'zod';
import { frenchSpacing } from '../french.ts';
import type { Prepare } from './component.ts';

/** What an author writes of a mailbox: its messages, and what must have been sent, sorted or reported. */

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules, chiffres et tirets seulement');
const address = z
  .string()
  .max(120)
  .regex(/^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$/, 'une adresse comme ines@voile.example');
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'une date et une heure comme 2026-03-14 16:05');
const person = z.strictObject({ name: text, address });
const file = z.strictObject({
  name: text,
  size: text,
  /** What is seen when it is opened. */
  text: text.optional(),
});

/** Folders that every mailbox has. */
export const STANDARD_FOLDERS = ['inbox', 'sent', 'archive', 'spam', 'trash'] as const;

/** Where a rule looks. */
export const RULE_FIELDS = ['from', 'to', 'subject', 'text'] as const;

const rule = z.strictObject({
  match: z.enum(['all', 'any']).default('all'),
  conditions: z
    .array(
      z.strictObject({
        field: z.enum(RULE_FIELDS),
        test: z.enum(['has', 'lacks']).default('has'),
        words: text.max(80),
      }),
    )
    .min(1)
    .max(4),
  folder: text,
});

const message = z.strictObject({
  id,
  from: person,
  /** Where a reply goes, when it isn't to `from`. */
  replyTo: address.optional(),
  /** Else to the owner alone. */
  to: z.array(address).max(60).optional(),
  cc: z.array(address).max(60).default([]),
  subject: text,
  date: moment,
  /** Markdown; its links say where they lead, and lead nowhere. */
  text,
  folder: text.default('inbox'),
  attachments: z.array(file).max(12).default([]),
  /** What « Afficher l'original » shows, a line each. */
  original: z.array(text).max(60).default([]),
  read: z.boolean().default(false),
});

const config = z.strictObject({
  me: person,
  folders: z.array(text).max(8).default([]),
  contacts: z
    .array(z.union([person, z.strictObject({ name: text, addresses: z.array(address).min(2).max(40) })]))
    .max(40)
    .default([]),
  messages: z.array(message).max(120).default([]),
  /** What can be attached. */
  files: z.array(file).max(20).default([]),
  rules: z.array(rule).max(8).default([]),
  /** Whether rules can be seen and changed. */
  canFilter: z.boolean().default(false),
});

const addresses = z.array(address).max(40).default([]);

const letter = z.strictObject({
  how: z.enum(['new', 'reply', 'forward']).optional(),
  /** The message replied to or forwarded. */
  of: id.optional(),
  to: addresses,
  cc: addresses,
  bcc: addresses,
  /** Any of these, word for word; any subject at all when absent, but one. */
  subject: z.array(text).min(1).optional(),
  /** Words that the text holds, each. */
  says: z.array(text).default([]),
  files: z.array(text).default([]),
});

const arriving = z.strictObject({
  from: person,
  to: z.array(address).optional(),
  subject: text,
  text: text.default('…'),
  /** The folder where the rules must put it. */
  goes: text,
});

const expectation = z.union(
  [
    z.strictObject({
      folder: text,
      holds: z.array(id).min(1),
      only: z.boolean().default(false),
      /** Whether the pupil makes the folder. */
      made: z.boolean().default(false),
    }),
    z.strictObject({ reported: z.array(id).min(1) }),
    z.strictObject({ sent: letter }),
    z.strictObject({ sent: z.literal('nothing') }),
    z.strictObject({ sorts: z.array(arriving).min(2).max(40), rules: z.array(rule).min(1).max(8) }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « folder » et « holds », « reported », « sent », « sent: nothing », « sorts » et « rules », ou « rest: kept »',
);

export const mailboxShape = { config, expect: z.array(expectation).min(1).max(20) };

export type MailboxExpectation = z.infer<typeof expectation>;
export type ExpectedLetter = z.infer<typeof letter>;
export type Arriving = z.infer<typeof arriving>;
export type MailRule = z.infer<typeof rule>;

type Authored = z.infer<typeof config>;

export interface MailboxConfig extends Omit<Authored, 'messages'> {
  readonly messages: readonly MailMessage[];
}

export interface MailMessage extends Omit<z.infer<typeof message>, 'text' | 'to' | 'replyTo'> {
  readonly to: readonly string[];
  readonly replyTo: string | null;
  readonly html: string;
}

/** The mailbox as the page gets it; folders, messages and files that do not exist are reported. */
export const prepareMailbox: Prepare<Authored, MailboxExpectation, MailboxConfig> = (
  authored,
  expected,
  { fault, render },
) => {
  const folders = new Set<string>([...STANDARD_FOLDERS, ...authored.folders]);
  if (folders.size < STANDARD_FOLDERS.length + authored.folders.length) {
    fault('deux dossiers du même nom.', ['practical', 'folders']);
  }
  const inFolder = (folder: string, at: readonly PropertyKey[]) => {
    if (!folders.has(folder)) fault(`le dossier « ${folder} » n'existe pas.`, at);
  };
  const ids = new Set<string>();
  authored.messages.forEach((one, rank) => {
    const at = ['practical', 'messages', rank];
    if (ids.has(one.id)) fault(`« ${one.id} » est déjà le nom d'un autre message.`, [...at, 'id']);
    ids.add(one.id);
    inFolder(one.folder, [...at, 'folder']);
  });
  authored.rules.forEach((one, rank) => {
    inFolder(one.folder, ['practical', 'rules', rank, 'folder']);
  });
  const files = new Set(
    [authored, ...authored.messages.map(({ attachments }) => ({ files: attachments }))].flatMap((one) =>
      one.files.map(({ name }) => name),
    ),
  );
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    for (const name of namedIn(one)) {
      if (!ids.has(name)) fault(`aucun message ne s'appelle « ${name} ».`, at);
    }
    if ('folder' in one) {
      if (!one.made) inFolder(one.folder, at);
      else if (folders.has(one.folder)) fault(`le dossier « ${one.folder} » existe déjà.`, at);
    }
    if ('sorts' in one) {
      for (const { goes } of one.sorts) inFolder(goes, at);
      for (const { folder } of one.rules) inFolder(folder, at);
      if (!authored.canFilter) fault('« sorts » demande « canFilter: true » sous « practical ».', at);
    }
    for (const name of 'sent' in one && one.sent !== 'nothing' ? one.sent.files : []) {
      if (!files.has(name)) fault(`aucun fichier ne s'appelle « ${name} ».`, at);
    }
  });
  return {
    ...authored,
    messages: authored.messages.map(({ text: written, to, replyTo, subject, ...rest }) => ({
      ...rest,
      subject: frenchSpacing(subject),
      to: to ?? [authored.me.address],
      replyTo: replyTo ?? null,
      html: render(written),
    })),
  };
};

/** The messages that an expectation speaks of. */
export function namedIn(one: MailboxExpectation): readonly string[] {
  if ('holds' in one) return one.holds;
  if ('reported' in one) return one.reported;
  return 'sent' in one && one.sent !== 'nothing' && one.sent.of !== undefined ? [one.sent.of] : [];
}
