import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correct } from '../../src/engine/correct.ts';
import { matchesNumber } from '../../src/engine/number-answer.ts';
import type { AnswerField } from '../../src/referential/types.ts';

const ALL = { caseAndAccents: true, punctuation: true, typos: true };

function field(accepted: string[], more: Partial<AnswerField> = {}): AnswerField {
  return {
    id: 'reponse',
    label: 'Réponse',
    format: 'text',
    size: 'words',
    accepted,
    tolerances: ALL,
    ...more,
  };
}

function answered(answerField: AnswerField, answer: string): boolean {
  return correct(
    { type: 'qroc', choices: [], fields: [answerField] },
    { fields: { [answerField.id]: answer } },
  ).correct;
}

const choices = (...right: boolean[]) => right.map((isRight, i) => ({ text: `choix ${i}`, right: isRight }));

describe('choices', () => {
  const qcu = { type: 'qcu' as const, choices: choices(false, true, false), fields: [] };
  const qcm = { type: 'qcm' as const, choices: choices(true, false, true, false), fields: [] };

  test.each([
    [[1], true],
    [[0], false],
    [[], false],
    [[0, 1], false],
    [[7], false],
    [[-1], false],
    [[Number.NaN], false],
    [[1.5], false],
  ])('qcu %j: %s', (picked, right) => {
    expect(correct(qcu, { choices: picked })).toEqual({ correct: right, fields: {} });
  });

  test.each([
    [[0, 2], true],
    [[2, 0], true],
    [[0], false],
    [[0, 1, 2], false],
    [[0, 1, 2, 3], false],
    [[1, 3], false],
    [[], false],
    [[0, 0], false],
    [Array.from({ length: 100_000 }, (_, i) => i), false],
  ])('qcm %#: %s', (picked, right) => {
    expect(correct(qcm, { choices: picked }).correct).toBe(right);
  });

  test('an answer of the other kind is wrong', () => {
    expect(correct(qcu, { fields: { reponse: '1' } }).correct).toBe(false);
    expect(correct({ type: 'qroc', choices: [], fields: [field(['1'])] }, { choices: [0] })).toEqual({
      correct: false,
      fields: { reponse: false },
    });
  });
});

describe('free text, all tolerances', () => {
  test.each([
    ['navigateur', 'navigatuer'],
    ['navigateur', ' NAVIGATEUR  '],
    ['cle', 'cles'],
    ['cles', 'cle'],
    ['clé USB', 'cle usb'],
    ['clé USB', 'cléusb'],
    ['cœur', 'coeur'],
    ['l’adresse', "l'adresse"],
    ['mot de passe', 'mot\u00a0de\u202fpasse'],
    ['mot de passe', 'mot de\u200b passe'],
    ['e\u0301cran', 'écran'],
    ['« bonjour »', '"bonjour"'],
    ['https', 'https'],
    ['@', ' @ '],
    ['#', '#'],
    ['3,5', '3.5'],
    ['données personnelles', 'donnée personelles'],
    ['мышь', 'МЫШЬ'],
  ])('%s accepts %s', (accepted, answer) => {
    expect(answered(field([accepted]), answer)).toBe(true);
  });

  test.each([
    ['moodle', 'moodel'],
    ['pdf', 'odf'],
    ['cle', 'clx'],
    ['oui', 'ou'],
    ['@', '#'],
    ['#', '!?'],
    ['@', 'arobase'],
    ['arobase', '@'],
    ['35', '3,5'],
    ['-5', '5'],
    ['2024', '2025'],
    ['ipv4', 'ipv6'],
    ['192.168.1.1', '192.168.1.7'],
    ['navigateur', ''],
    ['navigateur', '   '],
    ['navigateur', '...'],
    ['navigateur', 'n'],
    ['navigateur', `navigateur${' '.repeat(500)}`],
    ['мышь', 'окно'],
  ])('%s refuses %s', (accepted, answer) => {
    expect(answered(field([accepted]), answer)).toBe(false);
  });

  test('what the author names as refused is no typo, what is accepted wins', () => {
    expect(answered(field(['https']), 'http')).toBe(true);
    expect(answered(field(['https'], { refused: ['http'] }), 'HTTP')).toBe(false);
    expect(answered(field(['https', 'http'], { refused: ['http'] }), 'http')).toBe(true);
  });

  test('each tolerance can be switched off', () => {
    const strictCase = { tolerances: { ...ALL, caseAndAccents: false, typos: false } };
    expect(answered(field(['Python'], strictCase), 'python')).toBe(false);
    expect(answered(field(['Python'], strictCase), 'Python !')).toBe(true);
    const strictMarks = { tolerances: { ...ALL, punctuation: false, typos: false } };
    expect(answered(field(['C'], strictMarks), 'C++')).toBe(false);
    expect(answered(field(['*.txt'], strictMarks), '*.TXT')).toBe(true);
    const noTypos = { tolerances: { ...ALL, typos: false } };
    expect(answered(field(['https'], noTypos), 'http')).toBe(false);
    expect(answered(field(['https'], noTypos), 'HTTPS')).toBe(true);
  });

  test('forgiving does not depend on which side has the letter too many', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1', '-'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(answered(field([one]), other)).toBe(answered(field([other]), one));
      }),
      { numRuns: 500 },
    );
  });
});

describe('numbers', () => {
  const number = (accepted: string[], unit?: string) =>
    field(accepted, unit === undefined ? { format: 'number' } : { format: 'number', unit });

  test.each([
    ['12', '12'],
    ['12', ' 12,0 '],
    ['12', '012'],
    ['12', '+12'],
    ['1234567', '1 234 567'],
    ['1234,5', '1\u202f234.50'],
    ['0,03', ',03'],
    ['-2', '−2'],
    ['0', '-0'],
    ['9007199254740993', '9 007 199 254 740 993'],
  ])('%s accepts %s', (accepted, answer) => {
    expect(answered(number([accepted]), answer)).toBe(true);
  });

  test.each([
    ['12', '13'],
    ['12', '1 2'],
    ['1000', '10 00'],
    ['12', '12 Go'],
    ['12', 'douze'],
    ['12', '1,2'],
    ['12', '-12'],
    ['12', ''],
    ['12', ','],
    ['12', '-'],
    ['12', '1.2.0'],
    ['12', '0xC'],
    ['12', '12e0'],
    ['12', 'Infinity'],
    ['9007199254740993', '9007199254740992'],
  ])('%s refuses %s', (accepted, answer) => {
    expect(answered(number([accepted]), answer)).toBe(false);
  });

  test.each([
    ['12', true],
    ['12 Go', true],
    ['12go.', true],
    ['12 Mo', false],
    ['Go', false],
  ])('with the unit Go, %s: %s', (answer, right) => {
    expect(answered(number(['12'], 'Go'), answer)).toBe(right);
  });

  test('a plural unit, and a number that may also be a word', () => {
    expect(answered(number(['3'], 'heures'), '3 heure')).toBe(true);
    expect(answered(number(['12', 'douze']), 'Douze')).toBe(true);
    expect(answered(number(['12', 'douze']), 'bouze')).toBe(false);
  });

  test('a number written in any usual way is itself, and no other', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (one, other) => {
        const written = one.toLocaleString('fr-FR');
        expect(answered(number([String(one)]), written)).toBe(true);
        expect(answered(number([String(other)]), written)).toBe(one === other);
      }),
    );
  });
});

test('a select list is taken to the letter', () => {
  const select = field(['Wi-Fi'], { format: 'select', options: ['Wi-Fi', 'wifi', 'Bluetooth'] });
  expect(answered(select, 'Wi-Fi')).toBe(true);
  expect(answered(select, 'wifi')).toBe(false);
  expect(answered(select, 'Wi-Fj')).toBe(false);
  expect(answered(select, '')).toBe(false);
});

describe('several fields', () => {
  const fields = [
    field(['souris'], { id: 'un' }),
    field(['clavier', 'souris sans fil'], { id: 'deux' }),
    field(['écran'], { id: 'trois' }),
  ];

  test('each its own: all must be right, and the detail says which are', () => {
    const challenge = { type: 'qrocm-ind' as const, choices: [], fields };
    expect(correct(challenge, { fields: { un: 'souris', deux: 'clavier', trois: 'ecran' } })).toEqual({
      correct: true,
      fields: { un: true, deux: true, trois: true },
    });
    expect(correct(challenge, { fields: { un: 'clavier', deux: 'souris', trois: 'ecran' } })).toEqual({
      correct: false,
      fields: { un: false, deux: false, trois: true },
    });
  });

  const free = { type: 'qrocm-dep' as const, choices: [], fields };
  test.each([
    [{ un: 'écran', deux: 'souris', trois: 'clavier' }, [true, true, true]],
    [{ un: 'souris', deux: 'souris', trois: 'écran' }, [true, false, true]],
    [{ un: 'clavier', deux: 'souris sans fil', trois: 'écran' }, [true, false, true]],
    [{ un: 'manette', deux: 'écran' }, [false, true, false]],
    [{}, [false, false, false]],
  ])('free order %j: %j', (given, right) => {
    const result = correct(free, { fields: given });
    expect(Object.values(result.fields)).toEqual(right);
    expect(result.correct).toBe(right.every(Boolean));
  });

  test('a broad list is given back to the answer that needs it', () => {
    const broad = [field(['a-un', 'b-deux'], { id: 'x' }), field(['a-un'], { id: 'y' })];
    const challenge = { type: 'qrocm-dep' as const, choices: [], fields: broad };
    expect(correct(challenge, { fields: { x: 'a-un', y: 'b-deux' } }).correct).toBe(true);
    expect(correct(challenge, { fields: { x: 'b-deux', y: 'a-un' } }).correct).toBe(true);
    expect(correct(challenge, { fields: { x: 'b-deux', y: 'b-deux' } }).correct).toBe(false);
  });

  test('names that every object carries are no answers', () => {
    const challenge = { type: 'qroc' as const, choices: [], fields: [field(['x'], { id: 'constructor' })] };
    expect(correct(challenge, { fields: {} })).toEqual({ correct: false, fields: { constructor: false } });
  });
});

describe('hostile strings', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.constantFrom(
      '\ud800',
      '\u0000',
      '\u202e',
      '𝕏'.repeat(300),
      ' '.repeat(5000),
      '1'.repeat(499),
      'ﷺ'.repeat(400),
    ),
  );
  const formats = fc.constantFrom<AnswerField['format']>('text', 'number', 'date', 'select');

  test('any answer gets a verdict, any accepted text accepts itself unless blank or too long', () => {
    fc.assert(
      fc.property(hostile, hostile, formats, (accepted, answer, format) => {
        const answerField = field([accepted], { format, options: [accepted, 'autre'] });
        expect(typeof answered(answerField, answer)).toBe('boolean');
        const blank = accepted.replace(/[\s\p{Cf}]/gu, '') === '';
        if (!blank && accepted.length <= 500) expect(answered(answerField, accepted)).toBe(true);
        if (answer.length > 500) expect(answered(answerField, answer)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  test('the challenge and the answer are left as they were', () => {
    const challenge = {
      type: 'qroc' as const,
      choices: Object.freeze([]),
      fields: Object.freeze([field(['x'])]),
    };
    const response = Object.freeze({ fields: Object.freeze({ reponse: 'x' }) });
    expect(correct(Object.freeze(challenge), response).correct).toBe(true);
  });
});

describe('numbers with a unit or a label', () => {
  test.each([
    ['3 euros', '3', '€', true],
    ['3€', '3', '€', true],
    ['24 pour cent', '24', '%', true],
    ['24 %', '24', '%', true],
    ['24 euros', '24', '%', false],
    ['15 heures', '15', 'h', true],
    ['46 mn', '46', 'minutes', true],
    ['128 Secondes', '128', 's', true],
    ['46 minutes', '46', 'h', false],
    ['12 gigaoctets', '12', 'Go', true],
    ['12 Mo', '12', 'Go', false],
    ['n° 4', '4', undefined, true],
    ['numéro 4', '4', undefined, true],
    ['n° 5', '4', undefined, false],
    ['zone 4', '4', undefined, false],
    ['n°', '4', undefined, false],
  ])('%j for %j %s: %s', (answer, accepted, unit, right) => {
    expect(matchesNumber(answer, accepted, unit)).toBe(right);
  });
});
