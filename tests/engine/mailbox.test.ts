import { describe, expect, test } from 'vitest';
import { mailbox, type ReachedMailbox, reachedMailbox } from '../../src/engine/practicals/mailbox.ts';
import {
  type MailboxExpectation,
  mailboxShape,
  prepareMailbox,
} from '../../src/referential/practicals/mailbox.ts';

const message = (id: string, more: object = {}) => ({
  id,
  from: { name: 'Nadia', address: 'nadia@volley.example' },
  subject: `Objet ${id}`,
  date: '2026-03-12 18:04',
  text: 'Bonjour',
  ...more,
});
const AUTHORED = {
  me: { name: 'Inès', address: 'ines@famille.example' },
  folders: ['Volley'],
  canFilter: true,
  files: [{ name: 'cv.pdf', size: '96 ko' }],
  messages: [message('un'), message('deux'), message('trois', { folder: 'spam' })],
};

/** The mailbox made of these data, with what was found wrong. */
function made(authored: unknown, expected: unknown[] = []) {
  const faults: string[] = [];
  const config = prepareMailbox(
    mailboxShape.config.parse(authored),
    expected.length > 0 ? mailboxShape.expect.parse(expected) : [],
    { fault: (text) => faults.push(text), picture: () => null, render: (text) => text },
  );
  return { config, faults };
}

const { config: BOX } = made(AUTHORED);
const START = mailbox.initial(BOX);
const moved = (id: string, folder: string): ReachedMailbox => ({
  ...START,
  boxes: START.boxes.map((box) => (box.id === id ? { id, folder } : box)),
});
const LETTER = {
  how: 'reply' as const,
  of: 'un',
  to: ['nadia@volley.example'],
  cc: [],
  bcc: [],
  subject: 'Re: Objet un',
  text: 'Je serai présente.',
  files: ['cv.pdf'],
};

/** Whether each expectation is met. */
function met(state: ReachedMailbox, ...expected: unknown[]): boolean[] {
  const read: MailboxExpectation[] = mailboxShape.expect.parse(expected);
  return mailbox.verdicts(BOX, read, state).map(({ right }) => right);
}

describe('a letter', () => {
  const wanted = {
    sent: { how: 'reply', of: 'un', to: ['nadia@volley.example'], says: ['PRESENTE'], files: ['cv.pdf'] },
  };
  const sent = (...letters: object[]) => ({ ...START, sent: letters.map((one) => ({ ...LETTER, ...one })) });

  test.each([
    ['as asked', {}, true],
    ['to an address in capitals', { to: ['Nadia@Volley.example'] }, true],
    ['with a copy to oneself', { bcc: ['ines@famille.example'] }, true],
    ['by « reply all », the others taken away', { how: 'reply-all' }, true],
    ['to one more', { cc: ['tom@famille.example'] }, false],
    ['hidden instead of told', { to: [], bcc: ['nadia@volley.example'] }, false],
    ['in answer to another', { of: 'deux' }, false],
    ['written anew', { how: 'new', of: null }, false],
    ['without the words', { text: 'Je viendrai.' }, false],
    ['without a subject', { subject: ' ' }, false],
    ['without the file', { files: [] }, false],
    ['with another file too', { files: ['cv.pdf', 'plage.jpg'] }, false],
  ])('%s', (_, change, right) => {
    expect(met(sent(change), wanted)).toEqual([right]);
  });

  test('none is not one, and the right one does not mend another gone astray', () => {
    expect(met(START, wanted)).toEqual([false]);
    expect(met(sent({}, {}), wanted)).toEqual([false]);
    expect(met(sent({ cc: ['tom@famille.example'] }, {}), wanted)).toEqual([false]);
    expect(met(START, { sent: 'nothing' })).toEqual([true]);
    expect(met(sent({}), { sent: 'nothing' })).toEqual([false]);
  });

  test('the correction says to whom, about what and with which files', () => {
    const read = mailboxShape.expect.parse([wanted]);
    const found = mailbox.verdicts(BOX, read, sent({ to: [], bcc: ['a@b.example'] }))[0]?.found;
    expect(found).toEqual(['bcc a@b.example', 'subject Re: Objet un', 'files cv.pdf']);
  });
});

test('folders hold what is asked, made or not; the rest stayed; reports are exact', () => {
  const there = { folder: 'Volley', holds: ['un'] };
  expect(met(START, there)).toEqual([false]);
  expect(met(moved('un', 'Volley'), there, { rest: 'kept' })).toEqual([true, true]);
  expect(met(moved('deux', 'Volley'), there, { rest: 'kept' })).toEqual([false, false]);
  expect(met(moved('un', 'spam'), { folder: 'spam', holds: ['un'], only: true })).toEqual([false]);
  const made = { ...moved('un', 'Voyage à Lyon'), folders: ['Voyage à Lyon'] };
  expect(met(made, { folder: 'voyage a lyon', holds: ['un'], made: true })).toEqual([true]);
  const reported = { ...moved('un', 'spam'), reported: ['un'] };
  expect(met(reported, { reported: ['un'] }, { rest: 'kept' })).toEqual([true, true]);
  expect(met({ ...reported, reported: ['un', 'deux'] }, { reported: ['un'] }, { rest: 'kept' })).toEqual([
    false,
    false,
  ]);
});

describe('rules', () => {
  const rule = (conditions: object[], folder = 'Volley', match = 'all') => ({ match, conditions, folder });
  const from = { field: 'from', test: 'has', words: 'Volley.example' };
  const noPhoto = { field: 'subject', test: 'lacks', words: 'photo' };
  const arrives = (subject: string, goes: string, address = 'club@volley.example') => ({
    from: { name: 'Club', address },
    subject,
    goes,
  });
  const wanted = {
    sorts: [
      arrives('Match', 'Volley'),
      arrives('Une Photo', 'inbox'),
      arrives('Match', 'inbox', 'a@b.example'),
    ],
    rules: [rule([from, noPhoto])],
  };
  const having = (...rules: object[]) => reachedMailbox.parse({ ...START, rules });

  test('sort what has not arrived yet, all conditions or one', () => {
    expect(met(START, wanted)).toEqual([false]);
    expect(met(having(rule([from, noPhoto])), wanted)).toEqual([true]);
    expect(met(having(rule([from, noPhoto], 'Volley', 'any')), wanted)).toEqual([false]);
    expect(met(having(rule([from])), wanted)).toEqual([false]);
  });

  test('the first that fits decides', () => {
    const photo = rule([{ field: 'subject', test: 'has', words: 'photo' }], 'inbox');
    expect(met(having(photo, rule([from])), wanted)).toEqual([true]);
    expect(met(having(rule([from]), photo), wanted)).toEqual([false]);
  });

  test('the solution of the author is what the bank tries', () => {
    const read = mailboxShape.expect.parse([wanted, { folder: 'Volley', holds: ['un'] }]);
    const solved = mailbox.solve(BOX, read);
    expect(reachedMailbox.parse(solved)).toEqual(solved);
    expect(mailbox.verdicts(BOX, read, solved).every(({ right }) => right)).toBe(true);
  });
});

test('what does not exist is reported to the author', () => {
  const { faults } = made(
    {
      ...AUTHORED,
      canFilter: false,
      folders: ['Volley', 'Volley'],
      messages: [message('un'), message('un', { folder: 'Judo' })],
    },
    [
      { folder: 'Perdu', holds: ['absent'] },
      { folder: 'Volley', holds: ['un'], made: true },
      { sent: { of: 'autre', files: ['rien.pdf'] } },
      {
        sorts: [1, 2].map(() => arrivesAt('Nulle part')),
        rules: [{ conditions: [{ field: 'from', words: 'a' }], folder: 'Volley' }],
      },
    ],
  );
  expect(faults).toEqual([
    'deux dossiers du même nom.',
    "« un » est déjà le nom d'un autre message.",
    "le dossier « Judo » n'existe pas.",
    "aucun message ne s'appelle « absent ».",
    "le dossier « Perdu » n'existe pas.",
    'le dossier « Volley » existe déjà.',
    "aucun message ne s'appelle « autre ».",
    "aucun fichier ne s'appelle « rien.pdf ».",
    "le dossier « Nulle part » n'existe pas.",
    "le dossier « Nulle part » n'existe pas.",
    '« sorts » demande « canFilter: true » sous « practical ».',
  ]);
});

function arrivesAt(goes: string) {
  return { from: { name: 'A', address: 'a@b.example' }, subject: 'x', goes };
}
