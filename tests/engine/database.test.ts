import { describe, expect, test } from 'vitest';
import { DATABASE, DATABASE_RECORDS } from '../../src/dev/database-sample.ts';
import { database } from '../../src/engine/practicals/database.ts';
import { initialState, readReached, solvedState, verdictsOn } from '../../src/engine/practicals/practical.ts';
import {
  type DatabaseConfig,
  databaseShape,
  prepareDatabase,
} from '../../src/referential/practicals/database.ts';
import {
  evaluate,
  type Query,
  readCell,
  sqlOf,
  type Table,
} from '../../src/referential/practicals/database-query.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';

const expecting = (practical: Practical, ...expected: unknown[]): Practical =>
  ({ ...practical, expect: databaseShape.expect.parse(expected) }) as Practical;

const ask = (changed: Partial<Query>): Query => ({
  from: 'Livres',
  joins: [],
  columns: [],
  conditions: [],
  any: false,
  group: '',
  measure: '',
  of: '',
  having: null,
  sort: [],
  ...changed,
});
const { tables } = DATABASE.config as DatabaseConfig;
const given = (changed: Partial<Query>) => ({ query: ask(changed), edits: {} });
const when = (column: string, test: string, value = '', to = '') =>
  ({ column, test, value, to }) as Query['conditions'][number];

describe('a query', () => {
  test('keeps rows by its conditions, all or any, as SQL has it for empty cells', () => {
    const pages = (...conditions: Query['conditions'][number][]) =>
      evaluate(tables, ask({ conditions })).rows.map((row) => row.values['Livres.id']);
    expect(pages(when('Livres.genre', 'is', 'POESIE'))).toEqual([2, 5, 8]);
    expect(pages(when('Livres.titre', 'has', 'l'), when('Livres.genre', 'is', 'policier'))).toEqual([
      1, 4, 7,
    ]);
    expect(pages(when('Livres.pages', 'empty'))).toEqual([4]);
    expect(pages(when('Livres.pages', 'not', '80'))).not.toContain(4);
    expect(pages(when('Livres.achat', 'between', '15/01/2022', '2023-12-31'))).toEqual([3, 4]);
    const either = ask({
      any: true,
      conditions: [when('Livres.pages', 'empty'), when('Livres.genre', 'is', 'poésie')],
    });
    expect(evaluate(tables, either).rows.length).toBe(4);
  });

  test('joins by the columns named, groups, measures, keeps groups and sorts', () => {
    const joined = ask({
      joins: [{ table: 'Emprunts', left: 'Livres.id', right: 'Emprunts.id_livre' }],
      group: 'Livres.genre',
      measure: 'count',
      having: { test: 'least', value: '5' },
      sort: [{ by: '#', down: true }],
    });
    const { rows } = evaluate(tables, joined);
    expect(rows.map(({ values }) => [values['Livres.genre'], values['#']])).toEqual([
      ['policier', 6],
      ['poésie', 6],
    ]);
    expect(sqlOf(tables, joined)).toBe(
      'SELECT Livres.genre, COUNT(*)\nFROM Livres\nJOIN Emprunts ON Livres.id = Emprunts.id_livre\nGROUP BY Livres.genre\nHAVING COUNT(*) >= 5\nORDER BY COUNT(*) DESC',
    );
  });

  test('writes names, quotes and dates of SQL soundly', () => {
    const odd: Table[] = [
      { name: 'T', key: 'a b', columns: [{ name: 'a b', kind: 'text' }], rows: [["l'île"]] },
    ];
    const query = ask({ from: 'T', conditions: [when('T.a b', 'is', "l'île")] });
    expect(sqlOf(odd, query)).toBe(`SELECT *\nFROM T\nWHERE "a b" = 'l''île'`);
    expect(evaluate(odd, query).rows.length).toBe(1);
    expect(sqlOf(tables, ask({ conditions: [when('Livres.achat', 'more', '1/2/2022')] }))).toContain(
      "achat > '2022-02-01'",
    );
  });

  test('reads cells of each kind, and refuses others', () => {
    expect(readCell('number', ' 1 234,5 ')).toBe(1234.5);
    expect(readCell('number', 'douze')).toBeNull();
    expect(readCell('date', '31/02/2026')).toBeNull();
    expect(readCell('date', '5/3/2026')).toBe('2026-03-05');
  });
});

describe('what is judged', () => {
  const BIG = { result: { from: 'Livres', conditions: [{ column: 'genre', test: 'is', value: 'poésie' }] } };
  const right = (practical: Practical, state: unknown) =>
    verdictsOn(practical, state).map((one) => one.right);

  test('another way to ask the same is right; the same rows by their numbers are not', () => {
    const wanted = expecting(DATABASE, BIG);
    expect(right(wanted, given({ conditions: [when('Livres.genre', 'has', 'poes')] }))).toEqual([true]);
    const byNumber = given({
      any: true,
      conditions: [2, 5, 8].map((id) => when('Livres.id', 'is', String(id))),
    });
    expect(evaluate(tables, byNumber.query).rows.length).toBe(3);
    expect(verdictsOn(wanted, byNumber)).toEqual([{ right: false, found: ['otherwise'] }]);
    expect(verdictsOn(wanted, given({}))).toEqual([{ right: false, found: ['rows'] }]);
  });

  test('a bound counts even when no row of the window stands on it', () => {
    const pages = (tables.find(({ name }) => name === 'Livres')?.rows ?? []).map((row) => row[3]);
    const free = Array.from({ length: 200 }, (_, add) => 100 + add).find((one) => !pages.includes(one));
    const wanted = expecting(DATABASE, {
      result: { from: 'Livres', conditions: [{ column: 'pages', test: 'more', value: free }] },
    });
    const asked = (test: string) => given({ conditions: [when('Livres.pages', test, String(free))] });
    expect(right(wanted, asked('more'))).toEqual([true]);
    expect(verdictsOn(wanted, asked('least'))).toEqual([{ right: false, found: ['otherwise'] }]);
    const same = given({ conditions: [when('Livres.pages', 'least', String(Number(free) + 1))] });
    expect(right(wanted, same)).toEqual([true]);
  });

  test('the bound of groups counts too', () => {
    const grouped = { from: 'Emprunts', group: 'id_lecteur', measure: 'mean', of: 'jours' } as const;
    const having = (test: 'more' | 'least') => ({ having: { test, value: '7,123' } });
    const wanted = expecting(DATABASE, { result: { ...grouped, ...having('more') } });
    const asked = { ...grouped, group: 'Emprunts.id_lecteur', of: 'Emprunts.jours' };
    expect(right(wanted, given({ ...asked, ...having('more') }))).toEqual([true]);
    expect(verdictsOn(wanted, given({ ...asked, ...having('least') }))[0]?.found).toEqual(['otherwise']);
  });

  test('all and any, columns, order and the other way round of a join', () => {
    const two = (any: boolean) => ({
      any,
      conditions: [when('Livres.genre', 'is', 'policier'), when('Livres.pages', 'more', '150')],
    });
    const wanted = expecting(DATABASE, {
      result: {
        from: 'Emprunts',
        joins: [{ table: 'Livres', left: 'id_livre', right: 'Livres.id' }],
        columns: ['titre', 'jours'],
        conditions: [{ column: 'jours', test: 'more', value: 6 }],
        sort: [{ by: 'jours', down: true }],
      },
    });
    const asked: Partial<Query> = {
      joins: [{ table: 'Emprunts', left: 'Livres.id', right: 'Emprunts.id_livre' }],
      columns: ['Livres.titre', 'Emprunts.jours'],
      conditions: [when('Emprunts.jours', 'more', '6')],
      sort: [{ by: 'Emprunts.jours', down: true }],
    };
    expect(right(wanted, given(asked))).toEqual([true]);
    const found = (changed: Partial<Query>) => verdictsOn(wanted, given({ ...asked, ...changed }))[0]?.found;
    expect(found({ columns: ['Livres.titre'] })).toEqual(['columns']);
    expect(found({ sort: [] })).toEqual(['order']);
    expect(found({ joins: [{ table: 'Emprunts', left: 'Livres.id', right: 'Emprunts.id' }] })).toEqual([
      'rows',
    ]);
    const all = expecting(DATABASE, { result: { from: 'Livres', ...two(false) } });
    expect(right(all, given(two(false)))).toEqual([true]);
    expect(right(all, given(two(true)))).toEqual([false]);
  });

  test('records changed, added, taken away, and nothing else', () => {
    const wanted = expecting(
      DATABASE_RECORDS,
      { changed: 'Emprunts', row: 3, to: { jours: 9 } },
      { added: 'Lecteurs', cells: { prenom: 'Hina' } },
      { gone: 'Livres', rows: [2] },
      { rest: 'kept' },
    );
    const solved = solvedState(wanted);
    expect(right(wanted, solved)).toEqual([true, true, true, true]);
    const state = database.reached.parse(solved);
    const without = { ...state, edits: { ...state.edits, 'Livres/4': null } };
    expect(right(wanted, without)).toEqual([true, true, false, false]);
    const twice = { ...state, edits: { ...state.edits, 'Lecteurs/9': [99, 'Hina'] } };
    expect(right(wanted, twice)[1]).toBe(false);
    expect(right(wanted, initialState(wanted))).toEqual([false, false, false, true]);
  });

  test('a state that no page sends is refused', () => {
    expect(readReached(DATABASE, { query: {}, edits: {} })).toBeNull();
    expect(readReached(DATABASE, { ...given({}), more: 1 })).toBeNull();
    const long = when('Livres.titre', 'is', 'x'.repeat(300));
    expect(readReached(DATABASE, given({ conditions: [long] }))).toBeNull();
    expect(right(expecting(DATABASE, BIG), given({ from: 'Ailleurs' }))).toEqual([false]);
  });
});

test('an author is told of cells, keys, columns and tables that do not fit', () => {
  const faults: string[] = [];
  const around = { fault: (message: string) => faults.push(message), picture: () => null, render: String };
  const authored = databaseShape.config.parse({
    tables: [
      {
        name: 'A',
        columns: [
          { name: 'id', kind: 'number' },
          { name: 'b', to: 'Z' },
        ],
        rows: [
          [1, 'x'],
          [1, 'y'],
          ['deux', 'z'],
        ],
      },
    ],
  });
  prepareDatabase(
    authored,
    databaseShape.expect.parse([
      { result: { from: 'A', sort: [{ by: 'nom' }] } },
      { changed: 'A', row: 7, to: { c: 1 } },
    ]),
    around,
  );
  expect(faults.join('\n')).toMatch(/deux/);
  for (const part of ['donnée deux fois', 'table « Z »', 'colonne « nom »', 'clé « 7 »', 'colonne « c »'])
    expect(faults.join('\n')).toContain(part);
});
