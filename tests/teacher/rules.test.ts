import { describe, expect, test } from 'vitest';
import { choiceSchema, choosePupils, type ListedPupil } from '../../src/teacher/choose-pupils.ts';
import { matchList, readList } from '../../src/teacher/divisions.ts';
import { sentProfile } from '../../src/teacher/profile.ts';

const day = (number: number) => new Date(Date.UTC(2026, 10, number));

describe('what was sent', () => {
  const competence = (code: string, pix: number) => ({ code, pix, level: Math.floor(pix / 8) });

  test('the best sending of each competence stands, the earliest among equals', () => {
    const profile = sentProfile(
      [
        { sharedAt: day(9), competences: [competence('1.1', 9), competence('1.2', 8)] },
        { sharedAt: day(3), competences: [competence('1.1', 20)] },
        { sharedAt: day(5), competences: [competence('1.1', 20), competence('4.3', 7)] },
      ],
      2,
    );
    expect([...profile.competences.values()]).toEqual([
      { code: '1.1', pix: 20, level: 2, sharedAt: day(3) },
      { code: '4.3', pix: 7, level: 0, sharedAt: day(5) },
      { code: '1.2', pix: 8, level: 1, sharedAt: day(9) },
    ]);
    expect(profile).toMatchObject({ pix: 35, reached: 2, required: 2, certifiable: true });
  });

  test('certifiable from as many competences at level 1 as the setting says', () => {
    const codes = ['1.1', '1.2', '2.1', '3.1', '4.1'];
    const sent = (count: number) => [
      { sharedAt: day(1), competences: codes.slice(0, count).map((code) => competence(code, 8)) },
    ];
    expect(sentProfile(sent(4), 5).certifiable).toBe(false);
    expect(sentProfile(sent(5), 5).certifiable).toBe(true);
    expect(sentProfile([], 5)).toMatchObject({ pix: 0, certifiable: false });
  });
});

describe('the list of pupils', () => {
  const pupils: readonly ListedPupil[] = [
    { name: 'Zola Émile', courseIds: ['1'], division: null, state: 'no', pix: 12, lastActivity: day(2) },
    {
      name: 'Étienne Maëlle',
      courseIds: ['1', '2'],
      division: null,
      state: 'yes',
      pix: 80,
      lastActivity: day(1),
    },
    { name: 'Fabre Tom', courseIds: ['2'], division: null, state: 'unknown', pix: null, lastActivity: null },
  ];
  const named = (asked: object) => choosePupils(pupils, choiceSchema.parse(asked)).map(({ name }) => name);

  test('is in the order of names as French sorts them', () => {
    expect(named({})).toEqual(['Étienne Maëlle', 'Fabre Tom', 'Zola Émile']);
  });

  test('is searched without accents, word by word, and filtered', () => {
    expect(named({ q: ' maelle ETIENNE' })).toEqual(['Étienne Maëlle']);
    expect(named({ q: 'émile étienne' })).toEqual([]);
    expect(named({ course: '2' })).toEqual(['Étienne Maëlle', 'Fabre Tom']);
    expect(named({ state: 'unknown' })).toEqual(['Fabre Tom']);
  });

  test('puts the highest and the latest first, those with nothing last', () => {
    expect(named({ sort: 'pix' })).toEqual(['Étienne Maëlle', 'Zola Émile', 'Fabre Tom']);
    expect(named({ sort: 'activity' })).toEqual(['Zola Émile', 'Étienne Maëlle', 'Fabre Tom']);
  });

  test('an address typed wrong chooses nothing', () => {
    expect(
      choiceSchema.parse({ q: ['a'], course: "1'", state: 'x', sort: 'y', year: 'z', page: '-1' }),
    ).toEqual(choiceSchema.parse({}));
  });
});

describe('a pasted list of divisions', () => {
  const read = (text: string) => readList(text).map(({ name, division }) => [name, division]);

  test('is read from a spreadsheet, with semicolons, commas or plain words', () => {
    expect(read('Nom\tPrénom\tClasse\r\nLe Goff\tMaëlle\t3e B\r\n\r\n')).toEqual([
      ['Le Goff Maëlle', '3e B'],
    ]);
    expect(read('"Le Goff";"Maëlle";"3B"\nZola Émile,3C')).toEqual([
      ['Le Goff Maëlle', '3B'],
      ['Zola Émile', '3C'],
    ]);
    expect(read('Le Goff Maëlle 3e B\nZola Émile 3C')).toEqual([
      ['Le Goff Maëlle', '3e B'],
      ['Zola Émile', '3C'],
    ]);
    expect(read('Zola;\nZola')).toEqual([
      ['Zola;', null],
      ['Zola', null],
    ]);
  });

  test('is read from the file of a school’s software, by the heads of its columns', () => {
    const file =
      'Sexe;Nom de famille;Prénom 1;Né(e) le;"Classe";Régime\nF;"LE GOFF; DIT LEGOFF";Maëlle;01/02/2012;3B;DP\nM;Zola;Émile;02/03/2012;;Ext';
    expect(read(file)).toEqual([
      ['LE GOFF; DIT LEGOFF Maëlle', '3B'],
      ['M;Zola;Émile;02/03/2012;;Ext', null],
    ]);
    expect(read('Division,Élève\n3e B,Zola Émile')).toEqual([['Zola Émile', '3e B']]);
  });

  test('only whom one line alone means is sure', () => {
    const pupils = ['Le Goff Maëlle', 'Zola Émile', 'Zola Émile', 'Fabre Jean-Luc'].map((name, i) => ({
      userId: String(i),
      name,
    }));
    const list =
      'MAELLE LE GOFF;3B\nzola emile;3B\nInconnu Paul;3B\nFabre;Jean Luc;3A\nFabre Jean-Luc;3C\nseul';
    const { sure, doubtful } = matchList(readList(list), pupils);
    expect(sure).toEqual([{ userId: '0', name: 'Le Goff Maëlle', division: '3B' }]);
    expect(doubtful.map(({ line, why }) => [line, why])).toEqual([
      [2, 'several'],
      [3, 'nobody'],
      [4, 'twice'],
      [5, 'twice'],
      [6, 'unread'],
    ]);
  });
});
