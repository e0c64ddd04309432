import { z } from 'zod';
import {
  type Arriving,
  type ExpectedLetter,
  type MailboxConfig,
  type MailboxExpectation,
  type MailRule,
  namedIn,
  RULE_FIELDS,
} from '../../referential/practicals/mailbox.ts';
import type { Component } from './component.ts';
import { folded } from './folded.ts';

const name = z.string().min(1).max(200);
const list = z.array(name).max(60);

const letter = z.strictObject({
  how: z.enum(['new', 'reply', 'reply-all', 'forward']),
  of: name.nullable(),
  to: list,
  cc: list,
  bcc: list,
  subject: z.string().max(300),
  text: z.string().max(2000),
  files: z.array(name).max(32),
});

const rule = z.strictObject({
  match: z.enum(['all', 'any']),
  conditions: z
    .array(
      z.strictObject({
        field: z.enum(RULE_FIELDS),
        test: z.enum(['has', 'lacks']),
        words: z.string().min(1).max(80),
      }),
    )
    .min(1)
    .max(4),
  folder: name,
});

/** `folders`: those made here; `sent`: oldest first; `rules`: in their order, the first that fits decides. */
export const reachedMailbox = z.strictObject({
  folders: z.array(name).max(8),
  boxes: z.array(z.strictObject({ id: name, folder: name })).max(120),
  reported: z.array(name).max(120),
  sent: z.array(letter).max(8),
  rules: z.array(rule).max(10),
});

export type ReachedMailbox = z.infer<typeof reachedMailbox>;
type Letter = ReachedMailbox['sent'][number];

const FIELDS = ['to', 'cc', 'bcc'] as const;

/** Of a letter, what `found` says of it: each entry is one of these, a space, and its value. */
export const LETTER_PARTS = ['nobody', ...FIELDS, 'subject', 'files'] as const;

export const mailbox: Component<MailboxConfig, MailboxExpectation, ReachedMailbox> = {
  reached: reachedMailbox,

  initial: ({ messages, rules }) => ({
    folders: [],
    boxes: messages.map(({ id, folder }) => ({ id, folder })),
    reported: [],
    sent: [],
    rules: rules.map(({ match, conditions, folder }) => ({ match, conditions: [...conditions], folder })),
  }),

  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),

  solve(config, expected) {
    const start = { ...mailbox.initial(config), sent: lettersOf(expected).map(asWanted) };
    return expected.reduce<ReachedMailbox>((state, one) => bring(state, one), start);
  },
};

function verdict(
  config: MailboxConfig,
  all: readonly MailboxExpectation[],
  one: MailboxExpectation,
  { folders, boxes, reported, sent, rules }: ReachedMailbox,
): { right: boolean; found: readonly string[] } {
  const subjects = (ids: readonly string[]) =>
    config.messages.flatMap(({ id, subject }) => (ids.includes(id) ? [subject] : []));
  if ('folder' in one) {
    const there = folders.find((made) => words(made) === words(one.folder)) ?? one.folder;
    const inside = boxes.flatMap(({ id, folder }) => (folder === there ? [id] : []));
    const right =
      one.holds.every((id) => inside.includes(id)) && (!one.only || inside.length === one.holds.length);
    return { right, found: subjects(inside) };
  }
  if ('reported' in one) return { right: isSame(one.reported, reported), found: subjects(reported) };
  if ('sorts' in one) {
    const lost = one.sorts.filter((each) => folderOf(rules, each, config.me.address) !== each.goes);
    return { right: lost.length === 0, found: lost.map(({ subject }) => subject) };
  }
  if ('rest' in one) {
    const named = new Set(all.flatMap(namedIn));
    const moved = boxes.filter(
      ({ id, folder }) =>
        !named.has(id) &&
        (reported.includes(id) || config.messages.find((message) => message.id === id)?.folder !== folder),
    );
    return { right: moved.length === 0, found: subjects(moved.map(({ id }) => id)) };
  }
  const wanted = one.sent;
  if (wanted === 'nothing') return { right: sent.length === 0, found: sent.flatMap(parts) };
  // A letter gone to the wrong people is not mended by a second one.
  const me = plain(config.me.address);
  const letters = lettersOf(all);
  const stray = sent.some((each) => !letters.some((other) => isLetter(other, each, me)));
  const right = !stray && sent.filter((each) => isLetter(wanted, each, me)).length === 1;
  return { right, found: sent.flatMap(parts) };
}

/** The folder that rules, in their order, give a message: the first that fits decides. */
export function folderOf(
  rules: readonly MailRule[],
  { from, to, subject, text }: Arriving,
  me: string,
): string {
  const read = {
    from: `${from.name} ${from.address}`,
    to: (to ?? [me]).join(' '),
    subject,
    text,
  };
  const fits = ({ field, test, words: looked }: MailRule['conditions'][number]) =>
    folded(read[field]).includes(folded(looked)) === (test === 'has');
  const first = rules.find(({ match, conditions }) =>
    match === 'all' ? conditions.every(fits) : conditions.some(fits),
  );
  return first?.folder ?? 'inbox';
}

function bring(state: ReachedMailbox, one: MailboxExpectation): ReachedMailbox {
  if ('folder' in one) {
    return {
      ...state,
      folders: one.made ? [...state.folders, one.folder] : state.folders,
      boxes: state.boxes.map(({ id, folder }) => {
        if (one.holds.includes(id)) return { id, folder: one.folder };
        return { id, folder: one.only && folder === one.folder ? 'archive' : folder };
      }),
    };
  }
  if ('reported' in one) return { ...state, reported: [...one.reported] };
  return 'sorts' in one ? { ...state, rules: one.rules.map((each) => ({ ...each })) } : state;
}

function lettersOf(expected: readonly MailboxExpectation[]): ExpectedLetter[] {
  return expected.flatMap((one) => ('sent' in one && one.sent !== 'nothing' ? [one.sent] : []));
}

/** Whether a letter is the one wanted; a copy to oneself changes nothing. */
function isLetter(wanted: ExpectedLetter, given: Letter, me: string): boolean {
  const how = given.how === 'reply-all' ? 'reply' : given.how;
  return (
    (wanted.how === undefined || wanted.how === how) &&
    (wanted.of === undefined || wanted.of === given.of) &&
    FIELDS.every((field) => {
      const asked = wanted[field].map(plain);
      return isSame(
        asked,
        given[field].map(plain).filter((address) => address !== me || asked.includes(address)),
      );
    }) &&
    given.subject.trim() !== '' &&
    (wanted.subject === undefined || wanted.subject.some((one) => words(one) === words(given.subject))) &&
    given.text.trim() !== '' &&
    wanted.says.every((one) => words(given.text).includes(words(one))) &&
    isSame(wanted.files, given.files)
  );
}

function parts(given: Letter): string[] {
  const { subject, files } = given;
  const people = FIELDS.flatMap((field) =>
    given[field].length === 0 ? [] : [`${field} ${given[field].join(', ')}`],
  );
  return [
    ...(people.length === 0 ? ['nobody '] : people),
    `subject ${subject}`,
    ...(files.length === 0 ? [] : [`files ${files.join(', ')}`]),
  ];
}

function asWanted({ how = 'new', of, to, cc, bcc, subject, says, files }: ExpectedLetter): Letter {
  return {
    how,
    of: of ?? null,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    subject: subject?.[0] ?? 'Bonjour',
    text: ['Bonjour', ...says].join(' '),
    files: [...files],
  };
}

/** The same members, whatever their order; one given twice counts once. */
function isSame(wanted: readonly string[], given: readonly string[]): boolean {
  const [one, other] = [new Set(wanted), new Set(given)];
  return one.size === other.size && [...one].every((member) => other.has(member));
}

function plain(address: string): string {
  return address.trim().toLowerCase();
}

/** Letters and digits alone. */
function words(text: string): string {
  return folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
