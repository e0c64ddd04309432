import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergePlatforms } from '../../src/admin/join-store.ts';
import { finalLevel, gradeOf, levelsOf, proposeLevel } from '../../src/teacher/lsu.ts';
import { listLsuLevels, saveLsuLevels } from '../../src/teacher/lsu-store.ts';
import { eraseOldPupilNotes } from '../../src/teacher/retention.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { givePupil } from '../support/people.ts';

const AT = new Date('2026-11-25T09:00:00Z');

describe('the level proposed for a domain', () => {
  const sent = (levels: Readonly<Record<string, number>>) => ({
    competences: new Map(
      Object.entries(levels).map(([code, level]) => [code, { code, level, pix: level * 8, sharedAt: AT }]),
    ),
  });
  const domains = [
    { code: '1', competences: ['1.1', '1.2', '1.3'] },
    { code: '2', competences: ['2.1', '2.2'] },
    { code: '4', competences: ['4.1'] },
  ];

  test('by hand: (4 + 3 + 1) / 3 is 2, nothing sent is nothing said, 0 is below the first level', () => {
    const levels = levelsOf(
      sent({ '1.1': 4, '1.2': 3, '1.3': 1, '4.1': 0 }),
      domains,
      new Map([['2', 1]]),
      '3e',
    );
    expect(levels).toEqual([
      {
        domain: '1',
        proposed: 2,
        evidence: [
          { code: '1.1', level: 4 },
          { code: '1.2', level: 3 },
          { code: '1.3', level: 1 },
        ],
        chosen: undefined,
      },
      { domain: '2', proposed: null, evidence: [], chosen: 1 },
      { domain: '4', proposed: 0, evidence: [{ code: '4.1', level: 0 }], chosen: undefined },
    ]);
    expect(levels.map(finalLevel)).toEqual([2, 1, 0]);
    expect(finalLevel({ proposed: 3, chosen: null })).toBeNull();
  });

  test('the sixth class is judged on three levels, the third on five', () => {
    const of = (grade: '6e' | '3e') => levelsOf(sent({ '4.1': 7 }), domains, new Map(), grade)[2]?.proposed;
    expect([of('6e'), of('3e')]).toEqual([3, 5]);
  });

  test('it lies between the lowest and the mean, under the top, and one more level never lowers it', () => {
    const level = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 4 }), fc.constantFrom(3, 5), (levels, top) => {
        const proposed = proposeLevel(levels, top) ?? Number.NaN;
        expect(proposed).toBeGreaterThanOrEqual(Math.min(top, ...levels));
        expect(proposed).toBeLessThanOrEqual(Math.min(top, levels.reduce((a, b) => a + b) / levels.length));
        const [first = 0, ...others] = levels;
        expect(proposeLevel([first + 1, ...others], top)).toBeGreaterThanOrEqual(proposed);
      }),
    );
  });

  test.each([
    [['6e B', '6e B', '3e A'], '6e'],
    [['602', 'Sixième 1'], '6e'],
    [['3e B', null], '3e'],
    [[null, null], '3e'],
    [['6A', '3B'], '3e'],
  ] as const)('%j: %s', (divisions, grade) => expect(gradeOf(divisions)).toBe(grade));
});

describe('what a teacher puts in its place', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());
  const at = (day: number, schoolYear = 2026) => ({ schoolYear, now: new Date(Date.UTC(2026, 10, day)) });

  test('the last word stands, the proposal can stand again, other years stay', async () => {
    const { db } = database;
    const { userId } = await givePupil(db);
    await saveLsuLevels(db, [{ userId, domain: '1', level: 2 }], at(1, 2025));
    const choices = [
      { userId, domain: '1', level: 2 },
      { userId, domain: '2', level: null },
      { userId, domain: '3', level: undefined },
    ];
    await saveLsuLevels(db, choices, at(2));
    await saveLsuLevels(
      db,
      [
        { userId, domain: '1', level: 4 },
        { userId, domain: '2', level: undefined },
      ],
      at(3),
    );
    expect(await listLsuLevels(db, [userId], 2026)).toEqual(new Map([[userId, new Map([['1', 4]])]]));
    expect(await listLsuLevels(db, [userId], 2025)).toEqual(new Map([[userId, new Map([['1', 2]])]]));
    expect(await eraseOldPupilNotes(db, new Date('2026-12-05T09:00:00Z'))).toBe(1);
    expect(await listLsuLevels(db, [userId], 2025)).toEqual(new Map());
  });

  test('of one person under two registrations, the level written last stays', async () => {
    const { db } = database;
    const old = await givePupil(db);
    const kept = await givePupil(db);
    await db
      .updateTable('ltiUser')
      .set({ sub: 'same' })
      .where('id', 'in', [old.userId, kept.userId])
      .execute();
    await saveLsuLevels(db, [{ userId: old.userId, domain: '1', level: 3 }], at(9));
    await saveLsuLevels(db, [{ userId: kept.userId, domain: '1', level: 1 }], at(2));
    await saveLsuLevels(db, [{ userId: old.userId, domain: '4', level: 2 }], at(2));
    await db.transaction().execute((trx) => mergePlatforms(trx, old.platformId, kept.platformId));
    const levels = new Map([
      ['1', 3],
      ['4', 2],
    ]);
    expect(await listLsuLevels(db, [kept.userId], 2026)).toEqual(new Map([[kept.userId, levels]]));
  });
});
