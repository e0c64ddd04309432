import { describe, expect, test } from 'vitest';
import { type ReachedSpreadsheet, spreadsheet } from '../../src/engine/practicals/spreadsheet.ts';
import { copied, readTyped, show, valuesOf } from '../../src/engine/practicals/spreadsheet-formula.ts';
import {
  prepareSpreadsheet,
  type SpreadsheetExpectation,
  spreadsheetShape,
} from '../../src/referential/practicals/spreadsheet.ts';

const CELLS: Readonly<Record<string, string>> = {
  A1: 'Fruit',
  B1: 'Kilos',
  A2: 'Letchis',
  B2: '12',
  A3: 'Mangues',
  B3: '7,5',
  A4: 'letchis',
  B4: '1 200',
  C2: '20 %',
  D2: '=B2*2',
  E1: '=E2',
  E2: '=E1',
};
const shown = (formula: string) => {
  const value = valuesOf((at) => (at === 'Z1' ? formula : (CELLS[at] ?? '')));
  return show(value('Z1'));
};

describe('a formula', () => {
  test.each([
    ['=B2+B3', '19,5'],
    ['=b2*$B$3', '90'],
    ['=2+3*4^2/8', '8'],
    ['=-(2-5)%', '0,03'],
    ['=B2*(1+C2)', '14,4'],
    ['=SOMME(B2:B4)', '1219,5'],
    ['=somme(B2;B3;10)', '29,5'],
    ['=MOYENNE(B2:B3)', '9,75'],
    ['=MIN(B2:B4)&" kg"', '7,5 kg'],
    ['=MAX(B1:B4)', '1200'],
    ['=NB(A1:B4)', '3'],
    ['=NBVAL(A1:B4)', '8'],
    ['=MÉDIANE(B2:B4)', '12'],
    ['=ARRONDI(2,345;2)', '2,35'],
    ['=SI(B2>=12;"oui";"non")', 'oui'],
    ['=SI(A2="LETCHIS";1;2)', '1'],
    ['=SI(ET(B2>1;NON(B3>9));SI(OU(FAUX;VRAI);"a";"b");"c")', 'a'],
    ['=NB.SI(A2:A4;"letchis")', '2'],
    ['=NB.SI(B2:B4;">10")', '2'],
    ['=SOMME.SI(A2:A4;A2;B2:B4)', '1212'],
    ['=SOMME.SI.ENS(B2:B4;A2:A4;"letchis";B2:B4;"<100")', '12'],
    ['=RECHERCHEV("Mangues";A2:B4;2;FAUX)', '7,5'],
    ['=D2+Z9', '24'],
    ['=Z9', '0'],
  ])('%s shows %s', (formula, value) => {
    expect(shown(formula)).toBe(value);
  });

  test.each([
    ['=B2/0', '#DIV/0!'],
    ['=MOYENNE(A1:A2)', '#DIV/0!'],
    ['=A2+1', '#VALEUR!'],
    ['=TOTAL(B2)', '#NOM?'],
    ['=SOM(B2:B3', '#ERREUR'],
    ['=B2+', '#ERREUR'],
    ['=', '#ERREUR'],
    ['=E1', '#CIRCULAIRE'],
    ['=SOMME(Z1:Z2)', '#CIRCULAIRE'],
    ['=RECHERCHEV("Kiwi";A2:B4;2;FAUX)', '#N/A'],
    ['=RECHERCHEV("Kiwi";A2:B4;3;FAUX)', '#REF!'],
    [`=${'('.repeat(200)}1${')'.repeat(200)}`, '#ERREUR'],
  ])('%s is told %s', (formula, fault) => {
    expect(shown(formula)).toBe(fault);
  });

  test('is copied further: only what no $ holds moves, texts and names never', () => {
    expect(copied('=B2*$F$1+$C2-D$4', 1, 3)).toBe('=C5*$F$1+$C5-E$4');
    expect(copied('=SI(A1="B2";SOMME(A1:A9);NB.SI(A1:A2;"x"))', 0, 1)).toBe(
      '=SI(A2="B2";SOMME(A2:A10);NB.SI(A2:A3;"x"))',
    );
    expect(copied('=A1', -1, 0)).toBe('=#REF!');
    expect(copied('B2', 1, 1)).toBe('B2');
  });

  test('what is typed is a number as the French write it, or a text', () => {
    expect(['3,5', '-1 200', '12 %', '4 €', ',5', 'VRAI'].map(readTyped)).toEqual([
      3.5,
      -1200,
      0.12,
      4,
      0.5,
      true,
    ]);
    expect(['3.5', '12 kg', '1 20', '', '2026-03-14'].map(readTyped)).toEqual([
      '3.5',
      '12 kg',
      '1 20',
      '',
      '2026-03-14',
    ]);
  });
});

const AUTHORED = {
  rows: [
    ['Fruit', 'Kilos', 'Prix', 'Total'],
    ['Letchis', 12, 4.5],
    ['Mangues', 8, 3.2],
    ['Ananas', 20, 2.9],
  ],
  table: 'A1:D4',
};
function made(authored: unknown, expected: unknown[] = []) {
  const faults: string[] = [];
  const config = prepareSpreadsheet(
    spreadsheetShape.config.parse(authored),
    expected.length > 0 ? spreadsheetShape.expect.parse(expected) : [],
    { fault: (text) => faults.push(text), picture: () => null, render: (text) => text },
  );
  return { config, faults };
}
const { config: SHEET } = made(AUTHORED);

/** Whether each expectation is met, once these cells are typed. */
function met(cells: Record<string, string>, ...expected: unknown[]): boolean[] {
  return judged({ cells, filters: {} }, ...expected);
}
function judged(state: ReachedSpreadsheet, ...expected: unknown[]): boolean[] {
  const read: SpreadsheetExpectation[] = spreadsheetShape.expect.parse(expected);
  return spreadsheet.verdicts(SHEET, read, state).map(({ right }) => right);
}

describe('what is expected', () => {
  const wanted = { formula: '=B2*C2', in: 'D2:D4' };

  test.each([
    ['copied down', { D2: '=B2*C2', D3: '=B3*C3', D4: '=B4*C4' }, true],
    ['another way round, or a function', { D2: '=PRODUIT(B2:C2)', D3: '=C3*B3', D4: '=+B4*C4' }, true],
    ['a value in place of a formula', { D2: '54', D3: '=B3*C3', D4: '=B4*C4' }, false],
    ['right today, wrong once numbers change', { D2: '=12*C2', D3: '=B3*C3', D4: '=B4*C4' }, false],
    ['not copied to the end', { D2: '=B2*C2', D3: '=B3*C3' }, false],
  ])('a formula: %s', (_, cells, right) => {
    expect(met(cells, wanted)).toEqual([right]);
  });

  test('the cells to look at again are named', () => {
    const read = spreadsheetShape.expect.parse([wanted]);
    const state = { cells: { D2: '=B2*C2', D3: '=B3*2' }, filters: {} };
    expect(spreadsheet.verdicts(SHEET, read, state)[0]?.found).toEqual(['D3', 'D4']);
  });

  test('a value typed, and the rest left alone', () => {
    const typed = { cell: 'D2', is: 3.5 };
    expect(met({ D2: '3,50' }, typed, { rest: 'kept' })).toEqual([true, true]);
    expect(met({ D2: '3.5', B2: '1' }, typed, { rest: 'kept' })).toEqual([false, false]);
  });

  test('a sort keeps rows whole', () => {
    const sorted = { sorted: 'B', order: 'down' };
    const whole = {
      A2: 'Ananas',
      B2: '20',
      C2: '2,9',
      A3: 'Letchis',
      B3: '12',
      C3: '4,5',
      A4: 'Mangues',
      B4: '8',
      C4: '3,2',
    };
    expect(met({}, sorted)).toEqual([false]);
    expect(met(whole, sorted, { rest: 'kept' })).toEqual([true, true]);
    expect(met(whole, { ...sorted, order: 'up' })).toEqual([false]);
    expect(met({ B2: '20', B3: '12', B4: '8' }, sorted)).toEqual([false]);
  });

  test('a filter shows the rows asked, whatever column it is set on', () => {
    const shownRows = { shown: 'A', values: ['Letchis', 'Ananas'] };
    expect(judged({ cells: {}, filters: {} }, shownRows)).toEqual([false]);
    expect(judged({ cells: {}, filters: { A: ['Ananas', 'Letchis'] } }, shownRows)).toEqual([true]);
    expect(judged({ cells: {}, filters: { B: ['12', '20'] } }, shownRows)).toEqual([true]);
    expect(judged({ cells: {}, filters: { A: ['Ananas'] } }, shownRows)).toEqual([false]);
  });

  test('the bank can reach it', () => {
    const read = spreadsheetShape.expect.parse([
      wanted,
      { shown: 'A', values: ['Letchis'] },
      { rest: 'kept' },
    ]);
    const solved = spreadsheet.solve(SHEET, read);
    expect(spreadsheet.verdicts(SHEET, read, solved).every(({ right }) => right)).toBe(true);
  });
});

test('what falls outside of the sheet or its table is reported to the author', () => {
  const { faults } = made(
    { rows: [['a']], charts: [{ kind: 'bars', title: 'x', labels: 'A1:A2', values: 'Z1:Z2' }] },
    [
      { cell: 'A90', is: 1 },
      { sorted: 'A', order: 'up' },
    ],
  );
  expect(faults).toEqual([
    "« Z1 » est hors de la feuille (jusqu'à F4).",
    "« Z2 » est hors de la feuille (jusqu'à F4).",
    "« A90 » est hors de la feuille (jusqu'à F4).",
    '« sorted » et « shown » demandent « table ».',
  ]);
  expect(made(AUTHORED, [{ sorted: 'F', order: 'up' }]).faults).toEqual([
    "la colonne « F » n'est pas dans « table ».",
  ]);
});
