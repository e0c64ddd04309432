import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawCode } from '../../src/campaigns/code.ts';
import { keepEarlier } from '../../src/engine/earlier.ts';
import type { EarlierElement } from '../../src/engine/method.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { CompetenceStanding } from '../../src/scoring/person.ts';
import { type Door, practiceDoor, resetOpensAt } from '../../src/student/practice-door.ts';
import { presentPix } from '../../src/student/present.ts';
import { readCodes } from '../../src/student/read-code.ts';
import { recommend } from '../../src/student/recommend.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const DAY = 86_400_000;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY);

function element(skill: string, status: EarlierElement['status'], days: number): EarlierElement {
  return { skill, status, source: 'direct', because: null, guess: 0, at: ago(days) };
}

describe('a code as people type it', () => {
  test.each([
    ['BCDFGH234', 'BCDFGH234'],
    [' bcd-fgh 234 ', 'BCDFGH234'],
    ['« BCDFGH.234 »', 'BCDFGH234'],
    ['bcdfgh234', 'BCDFGH234'],
    ['https://palier.example/campaigns/BCDFGH234', 'BCDFGH234'],
    ['https://palier.example/campaigns/BCDFGH234/entry', 'BCDFGH234'],
  ])('%s', (text, code) => {
    expect(readCodes(text)).toEqual([code]);
  });

  test.each([
    // Signs that no code has, each by what it looks like.
    ['8CDFGH234', 'BCDFGH234'],
    ['BCDFGH23A', 'BCDFGH234'],
    ['BCDF6H234', 'BCDFGH234'],
    ['BCDFGHZ34', 'BCDFGH234'],
    ['OCDFGH234', 'QCDFGH234'],
    ['BCDFGH2E4', 'BCDFGH234'],
    ['NCDFGH234', 'MCDFGH234'],
    ['BCDFGHI34', 'BCDFGH734'],
  ])('%s may be %s', (text, code) => {
    expect(readCodes(text)).toContain(code);
  });

  test.each([
    '',
    '   ',
    'bonjour',
    'BCDFGH23',
    'BCDFGH2345',
    'BCDFGH2#4',
    '234BCDFGH',
    '000000000',
    'x'.repeat(5000),
  ])('no code: %s', (text) => {
    expect(readCodes(text)).toEqual([]);
  });

  test('every code is read as itself, and any text gives few readings, all of them codes', () => {
    for (let i = 0; i < 200; i += 1) {
      const code = drawCode();
      expect(readCodes(code.toLowerCase())).toEqual([code]);
    }
    fc.assert(
      fc.property(fc.string({ minLength: 9, maxLength: 9 }), (text) => {
        const codes = readCodes(text);
        expect(codes.length).toBeLessThanOrEqual(16);
        for (const code of codes) expect(code).toMatch(/^[BCDFGHJKMPQRTVWXY]{6}[2346789]{3}$/);
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
  });
});

describe('what can be practised now', () => {
  const skills = ['a', 'b'];
  test.each<[string, readonly EarlierElement[], string | null, Door]>([
    ['nothing known', [], null, { kind: 'open', begun: false, skills }],
    ['a run under way', [], '7', { kind: 'under-way', runId: '7' }],
    ['one validated', [element('a', 'validated', 90)], null, { kind: 'open', begun: true, skills: ['b'] }],
    [
      'the rest failed yesterday and the day before',
      [element('a', 'invalidated', 2), element('b', 'invalidated', 1)],
      null,
      { kind: 'later', opensAt: ago(-2) },
    ],
    [
      'one failed four days ago',
      [element('a', 'invalidated', 4), element('b', 'validated', 1)],
      null,
      { kind: 'open', begun: true, skills: ['a'] },
    ],
    [
      'everything validated',
      [element('a', 'validated', 9), element('b', 'validated', 0)],
      null,
      { kind: 'complete' },
    ],
  ])('%s', (_name, elements, underWay, door) => {
    expect(practiceDoor({ skills, elements, underWay }, NOW, 4)).toEqual(door);
  });

  test('no skill: closed, and nothing to forget', () => {
    expect(practiceDoor({ skills: [], elements: [], underWay: null }, NOW, 4)).toEqual({ kind: 'closed' });
    expect(resetOpensAt([], 7)).toBeNull();
  });

  test('open exactly when a new run would have something to ask, and « later » opens when it says', () => {
    const elements = fc.array(
      fc.record({
        skill: fc.constantFrom('a', 'b', 'c'),
        status: fc.constantFrom('validated' as const, 'invalidated' as const),
        days: fc.integer({ min: 0, max: 9 }),
      }),
    );
    fc.assert(
      fc.property(elements, fc.integer({ min: 0, max: 6 }), (shown, retryDays) => {
        const known = shown.map(({ skill, status, days }) => element(skill, status, days));
        const practised = { skills: ['a', 'b', 'c'], elements: known, underWay: null };
        const door = practiceDoor(practised, NOW, retryDays);
        const settled = new Set(keepEarlier(known, NOW, retryDays).map(({ skill }) => skill));
        expect(door.kind === 'open').toBe(settled.size < 3);
        if (door.kind !== 'later') return;
        expect(practiceDoor(practised, new Date(door.opensAt.getTime() - 1), retryDays).kind).toBe('later');
        expect(practiceDoor(practised, door.opensAt, retryDays).kind).toBe('open');
      }),
    );
  });

  test('beginning again opens seven days after the last change', () => {
    expect(resetOpensAt([element('a', 'validated', 9), element('b', 'invalidated', 3)], 7)).toEqual(ago(-4));
  });

  test('the door to beginning again is never nearer for one more answer, and no answer is nearer than the wait', () => {
    const dates = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1 });
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 14 }),
        (some, one, wait) => {
          const known = some.map((days) => element('a', 'validated', days));
          const opens = resetOpensAt(known, wait) ?? NOW;
          for (const { at } of known)
            expect(opens.getTime() - at.getTime()).toBeGreaterThanOrEqual(wait * 86_400_000);
          const later = resetOpensAt([...known, element('b', 'invalidated', one)], wait) ?? NOW;
          expect(later >= opens).toBe(true);
        },
      ),
    );
  });
});

describe('what to work on next', () => {
  const open = (begun: boolean): Door => ({ kind: 'open', begun, skills: ['x'] });
  function own(code: string, door: Door, missing: number, level = 0, top = 6) {
    const standing: CompetenceStanding = {
      competence: code,
      pix: level * 8,
      level,
      ahead: 8 - missing,
      missing,
      validated: 0,
      playable: 9,
      reachable: { pix: top * 8, level: top },
    };
    return { code, standing, door };
  }

  test('what is under way, then what is nearest, then what was never begun, three at most', () => {
    const list = [
      own('1.1', open(false), 8),
      own('1.2', open(true), 5),
      own('2.1', { kind: 'under-way', runId: '1' }, 8),
      own('2.2', open(true), 1),
      own('3.1', open(false), 8),
    ];
    expect(recommend(list).map(({ code }) => code)).toEqual(['2.1', '2.2', '1.2']);
  });

  test('never where nothing can be asked now, or no level is within reach', () => {
    const list = [
      own('1.1', { kind: 'closed' }, 8, 0, 0),
      own('1.2', { kind: 'later', opensAt: NOW }, 2),
      own('1.3', { kind: 'complete' }, 0, 6, 6),
      own('2.1', open(true), 4, 3, 3),
    ];
    expect(recommend(list)).toEqual([]);
  });
});

describe('what the badge says beside « pix sur 1 024 »', () => {
  const t = translator('fr');
  const noteOf = (reachable: number, maxLevel: number, begun = true) => {
    const best = new Map(begun ? [['skill', { ...element('skill', 'validated', 1), underWay: false }]] : []);
    const presenter = { t, locale: 'fr', config: { maxLevel, certifiableCompetences: 5 } } as const;
    return presentPix(presenter, { total: 8, reachable, competences: [], best }).note;
  };

  test.each([
    ['nothing answered: how to begin', noteOf(1024, 8, false), t('student.pix.none')],
    ['fewer questions than the framework', noteOf(900, 8), t('student.pix.reachable', { reachable: 900 })],
    ['questions for all of it: nothing to add, and none to come', noteOf(1024, 8), null],
    [
      'levels up to 6: the highest total, and none to come',
      noteOf(768, 6),
      t('student.pix.top', { reachable: 768 }),
    ],
    ['levels up to 6, questions missing', noteOf(700, 6), t('student.pix.reachable', { reachable: 700 })],
  ])('%s', (_when, note, expected) => {
    expect(note).toBe(expected);
  });
});
