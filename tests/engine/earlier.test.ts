import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asEvidence, keepEarlier } from '../../src/engine/earlier.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { type Attempt, DEFAULT_POLICY, type EarlierElement, type Policy } from '../../src/engine/method.ts';
import { seeded } from '../../src/engine/seed.ts';
import { content, play } from './content.ts';

const NOW = new Date('2026-11-22T21:00:00Z');
const DAY = 86_400_000;
const PIX: Policy = { ...DEFAULT_POLICY, method: 'pix' };

function element(skill: string, status: EarlierElement['status'], days: number, source = 'direct' as const) {
  const because = { skill, correct: status === 'validated' };
  return { skill, status, source, because, guess: 0.1, at: new Date(NOW.getTime() - days * DAY) };
}

describe('what a new run keeps of earlier ones', () => {
  test.each([
    ['validated', 0, true],
    ['validated', 400, true],
    ['invalidated', 0, true],
    ['invalidated', 3.99, true],
    ['invalidated', 4, false],
    ['invalidated', 30, false],
  ] as const)('%s %d days ago: kept %s', (status, days, kept) => {
    expect(keepEarlier([element('a', status, days)], NOW, 4)).toHaveLength(kept ? 1 : 0);
  });

  test('the latest element of a skill counts, in any order: a later failure, once old, gives way to a new question', () => {
    const elements = [element('a', 'validated', 20), element('a', 'invalidated', 10)];
    expect(keepEarlier(elements, NOW, 4)).toEqual([]);
    expect(keepEarlier(elements.toReversed(), NOW, 4)).toEqual([]);
    const mended = [element('a', 'invalidated', 20), element('a', 'validated', 10)];
    expect(keepEarlier(mended, NOW, 4)).toEqual([mended[1]]);
  });

  test('without waiting days every failure is asked again', () => {
    expect(keepEarlier([element('a', 'invalidated', 0)], NOW, 0)).toEqual([]);
  });

  test('only answers are evidence', () => {
    const inferred = { ...element('b', 'validated', 1), source: 'inferred' as const };
    expect(asEvidence([element('a', 'invalidated', 1), inferred])).toEqual([
      { skill: 'a', correct: false, guess: 0.1 },
    ]);
  });
});

describe.each([
  ['bayes', DEFAULT_POLICY],
  ['pix', PIX],
] as const)('a run that starts from earlier ones (%s)', (_, policy) => {
  const scope = content(3, 3, 5);

  /** Plays a first run, then what a second one `days` later is made of. */
  function retry(seed: string, days: number) {
    const luck = seeded(seed);
    const first = play(scope, policy, seed, (skill) => luck() < (skill.level <= 3 ? 0.8 : 0.2));
    const at = new Date(NOW.getTime() - days * DAY);
    const elements = first.engine
      .knowledge(first.attempts)
      .map((found): EarlierElement => ({ ...found, guess: 0.1, at }));
    const earlier = keepEarlier(elements, NOW, 4);
    return { elements, earlier, engine: createEngine(scope, policy, earlier) };
  }

  function playOn(engine: ReturnType<typeof createEngine>, right: boolean): Attempt[] {
    const attempts: Attempt[] = [];
    for (;;) {
      const { skill } = engine.next(attempts, 'reprise');
      if (skill === null) return attempts;
      attempts.push({ skill, correct: right, guess: 0.1 });
    }
  }

  test('never asks what is kept, and validated skills stay validated whatever comes', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (seed, right) => {
        const { earlier, engine } = retry(seed, 10);
        const kept = new Set(earlier.map(({ skill }) => skill));
        const attempts = playOn(engine, right);
        expect(attempts.some(({ skill }) => kept.has(skill))).toBe(false);
        const now = new Map(engine.knowledge(attempts).map(({ skill, status }) => [skill, status]));
        for (const { skill } of earlier) expect(now.get(skill)).toBe('validated');
      }),
      { numRuns: 25 },
    );
  });

  test('after the wait, skills that failed can be won: a faultless retry validates everything', () => {
    const { elements, engine } = retry('reprise', 10);
    expect(elements.some(({ status }) => status === 'invalidated')).toBe(true);
    const attempts = playOn(engine, true);
    expect(attempts.length).toBeGreaterThan(0);
    expect(attempts.length).toBeLessThan(play(scope, policy, 'reprise', () => true).attempts.length + 10);
    const statuses = engine.knowledge(attempts).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['validated']));
  });

  test('before the wait a run already judged whole is over at once, and shows what is known', () => {
    const { elements, engine } = retry('reprise', 1);
    expect(elements).toHaveLength(scope.length);
    expect(engine.next([], 's')).toEqual({ skill: null, remaining: { low: 0, high: 0 } });
    expect(engine.knowledge([])).toEqual(elements.map(({ guess: _, at: __, ...found }) => found));
  });

  test('the cap counts the questions of this run', () => {
    const { earlier } = retry('plafond', 10);
    expect(asEvidence(earlier).length).toBeGreaterThan(2);
    const engine = createEngine(scope, { ...policy, cap: 2 }, earlier);
    expect(playOn(engine, true)).toHaveLength(2);
  });

  test('à neuf: nothing earlier, nothing kept', () => {
    const fresh = createEngine(scope, policy, []);
    expect(fresh.next([], 's')).toEqual(createEngine(scope, policy).next([], 's'));
    expect(fresh.knowledge([])).toEqual([]);
  });
});
