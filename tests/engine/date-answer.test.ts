import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correct } from '../../src/engine/correct.ts';
import { guessOf } from '../../src/engine/guess.ts';
import type { AnswerField } from '../../src/referential/types.ts';

function date(accepted: string[]): AnswerField {
  return {
    id: 'jour',
    label: 'Jour',
    format: 'date',
    size: 'words',
    accepted,
    tolerances: { caseAndAccents: true, punctuation: true, typos: true },
  };
}

function answered(accepted: string[], answer: string): boolean {
  const challenge = { type: 'qroc' as const, choices: [], fields: [date(accepted)] };
  return correct(challenge, { fields: { jour: answer } }).correct;
}

describe('dates', () => {
  test.each([
    '5 mars 2026',
    '05 mars 2026',
    'Le 5 Mars 2026',
    'jeudi 5 mars 2026',
    'le jeudi 5 mars 2026',
    '5 mars 26',
    '5/3/2026',
    '05/03/2026',
    '05/03/26',
    '5-3-2026',
    '05.03.2026',
    '5 3 2026',
    ' 5 / 3 / 2026 ',
    '2026-03-05',
    '2026/3/5',
    '5\u00A0mars\u00A02026',
    '05–03–2026',
  ])('« %s » is 5 March 2026', (answer) => {
    expect(answered(['5 mars 2026'], answer)).toBe(true);
  });

  test.each([
    '3 mai 2026',
    '3/5/2026',
    '05/03/2025',
    '05/03/25',
    '5 mars',
    '5/3',
    'mars 2026',
    '5 mras 2026',
    '2026-05-03',
    '5/3-2026',
    '05032026',
    '5 mars 2026 ou 6 mars 2026',
    '15 mars 2026',
    '5 mars 20266',
    'demain',
    '/',
    '',
  ])('« %s » is not', (answer) => {
    expect(answered(['5 mars 2026'], answer)).toBe(false);
  });

  test.each([
    [['14 juillet'], '14/07', true],
    [['14 juillet'], '14 juillet 1789', true],
    [['14 juillet'], '14 juil. 1789', true],
    [['14 juillet'], '7/14', false],
    [['1er février 2024'], '1 fevrier 2024', true],
    [['1er février 2024'], '1er fév. 2024', true],
    [['29/02/2024'], '29 février 2024', true],
    [['29/02/2024'], '29 février 2023', false],
    [['31/12/99'], '31 décembre 1999', true],
    [['1er août 2025', '2 août 2025'], '02/08/2025', true],
    [['1er août 2025', 'aucune'], 'Aucune', true],
  ])('%j: « %s » %s', (accepted, answer, right) => {
    expect(answered(accepted, answer)).toBe(right);
  });

  test.each(['31 février 2026', '0 mars 2026', '32/01/2026', '12/13/2026', '31/04'])(
    'no calendar has « %s »',
    (text) => {
      expect(answered(['31/01/2026', '12 décembre 2026', '30/04'], text)).toBe(false);
    },
  );

  test('a day written in any usual way is itself, and no other', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [year, month, dayOfMonth] = one.toISOString().slice(0, 10).split('-');
        const written = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' });
        const same = one.toISOString().slice(0, 10) === other.toISOString().slice(0, 10);
        for (const answer of [
          written.format(one),
          `${dayOfMonth}/${month}/${year}`,
          `${year}-${month}-${dayOfMonth}`,
        ]) {
          expect(answered([written.format(one)], answer)).toBe(true);
          expect(answered([written.format(other)], answer)).toBe(same);
        }
      }),
    );
  });

  test('hostile texts are wrong', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        expect(answered(['5 mars 2026'], `${text}x`)).toBe(false);
      }),
    );
    for (const long of ['5'.repeat(499), ' '.repeat(499), '1 '.repeat(249), `5${' '.repeat(499)}mars 2026`]) {
      expect(answered(['5 mars 2026'], long)).toBe(false);
    }
  });

  test('a date cannot be guessed', () => {
    expect(guessOf({ type: 'qroc', choices: [], fields: [date(['5 mars'])] })).toBe(0);
  });
});
