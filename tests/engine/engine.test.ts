import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stopBar } from '../../src/engine/bayes.ts';
import { createBeliefs } from '../../src/engine/belief.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/engine/method.ts';
import { RULES } from '../../src/engine/rules.ts';
import { seeded } from '../../src/engine/seed.ts';
import { beliefsOf, content, play } from './content.ts';

const PIX: Policy = { ...DEFAULT_POLICY, method: 'pix' };
const policies = fc.constantFrom(DEFAULT_POLICY, PIX, { ...DEFAULT_POLICY, eps: 0.03 });
const shapes = fc.record({
  competences: fc.integer({ min: 1, max: 4 }),
  tubes: fc.integer({ min: 1, max: 4 }),
  top: fc.integer({ min: 1, max: 8 }),
});

describe('a run, whatever the method, content and answers', () => {
  test('ends, asks no skill twice, keeps to scope and cap, and bounds what remains', () => {
    fc.assert(
      fc.property(
        shapes,
        policies,
        fc.string(),
        fc.nat(60),
        ({ competences, tubes, top }, base, seed, cap) => {
          const scope = content(competences, tubes, top);
          const policy = { ...base, cap };
          const luck = seeded(`${seed} luck`);
          const { attempts, bounds } = play(scope, policy, seed, () => luck() < 0.5);
          const asked = attempts.map((attempt) => attempt.skill);
          expect(new Set(asked).size).toBe(asked.length);
          expect(asked.length).toBeLessThanOrEqual(cap);
          for (const [i, { low, high }] of bounds.slice(0, -1).entries()) {
            expect(low).toBeGreaterThanOrEqual(1);
            expect(high).toBeGreaterThanOrEqual(low);
            expect(high).toBeLessThanOrEqual(Math.min(scope.length, cap) - i);
          }
          expect(bounds.at(-1)).toEqual({ low: 0, high: 0 });
        },
      ),
      { numRuns: 40 },
    );
  });

  test('replays to the letter, in another engine, from any of its moments, in any order of asking', () => {
    fc.assert(
      fc.property(shapes, policies, fc.string(), ({ competences, tubes, top }, policy, seed) => {
        const scope = content(competences, tubes, top);
        const luck = seeded(`${seed} luck`);
        const { engine, attempts, bounds } = play(scope, policy, seed, () => luck() < 0.6);
        const fresh = createEngine(structuredClone(scope), structuredClone(policy));
        for (let i = attempts.length; i >= 0; i -= 1) {
          const before = Object.freeze(attempts.slice(0, i));
          const selection = fresh.next(before, seed);
          expect(selection).toEqual({ skill: attempts[i]?.skill ?? null, remaining: bounds[i] });
          expect(fresh.knowledge(before)).toEqual(engine.knowledge(before));
        }
      }),
      { numRuns: 20 },
    );
  });

  test('what cannot be asked never is, and a scope without a playable skill is over at once', () => {
    for (const policy of [DEFAULT_POLICY, PIX]) {
      const scope = content(2, 2, 5);
      const unavailable = new Set(scope.filter((skill) => skill.level % 2 === 0).map((skill) => skill.id));
      const { attempts } = play(scope, policy, 'salle 12', (skill) => skill.level < 4, unavailable);
      expect(attempts.length).toBeGreaterThan(3);
      expect(attempts.some((attempt) => unavailable.has(attempt.skill))).toBe(false);
      const all = new Set(scope.map((skill) => skill.id));
      expect(createEngine(scope, policy).next([], 's', all)).toEqual({
        skill: null,
        remaining: { low: 0, high: 0 },
      });
      expect(createEngine([], policy).next([], 's').skill).toBeNull();
    }
  });

  test('answers to skills outside the scope are not heard', () => {
    for (const policy of [DEFAULT_POLICY, PIX]) {
      const engine = createEngine(content(1, 2, 4), policy);
      const stranger = { skill: 'ailleurs', correct: true, guess: 0 };
      const answer = { skill: '0.0.2', correct: true, guess: 0 };
      expect(engine.knowledge([stranger, answer])).toEqual(engine.knowledge([answer]));
    }
  });
});

describe('the Bayesian method', () => {
  const campaign = content(4, 3, 5);
  const rules = RULES[DEFAULT_POLICY.version];

  test('the first question is one the pupil will probably get right, and neighbours get different ones', () => {
    const believed = new Map(beliefsOf(campaign)([]).map((skill) => [skill.id, skill.success]));
    const engine = createEngine(campaign, DEFAULT_POLICY);
    const firsts = Array.from({ length: 30 }, (_, i) => engine.next([], `poste ${i}`).skill ?? '');
    for (const first of firsts) expect(believed.get(first)).toBeGreaterThan(0.66);
    expect(new Set(firsts).size).toBeGreaterThan(5);
  });

  test('where every skill is hard, the first question is the easiest', () => {
    const hard = content(1, 3, 8).filter((skill) => skill.level >= 6);
    expect(createEngine(hard, DEFAULT_POLICY).next([], 's').skill).toMatch(/\.6$/);
  });

  test('never three hard questions in a row when an easier one is worth half as much', () => {
    const beliefs = beliefsOf(campaign);
    let spared = 0;
    for (let p = 0; p < 40; p += 1) {
      const luck = seeded(`élève ${p}`);
      const { attempts } = play(campaign, DEFAULT_POLICY, `s${p}`, () => luck() < 0.25);
      const moments = attempts.map(({ skill }, i) => {
        const skills = beliefs(attempts.slice(0, i));
        const askable = skills.filter((other) => !other.asked);
        const best = Math.max(...askable.map((other) => other.worth));
        return {
          success: askable.find((other) => other.id === skill)?.success ?? 0,
          easier: askable.some((other) => other.success >= 0.4 && other.worth >= best / 2),
        };
      });
      for (const [i, moment] of moments.entries()) {
        const hardBefore = i >= 2 && moments.slice(i - 2, i).every((before) => before.success < 0.4);
        if (!hardBefore || !moment.easier) continue;
        expect(moment.success).toBeGreaterThanOrEqual(0.4);
        spared += 1;
      }
    }
    expect(spared).toBeGreaterThan(5);
  });

  test('stops when no question is worth more than eps, and not before', () => {
    const luck = seeded('arrêt');
    const { attempts } = play(campaign, DEFAULT_POLICY, 's', () => luck() < 0.5);
    const after = createBeliefs(campaign, rules);
    /** How far the best question lies above the bar; negative: nothing is worth asking. */
    const margin = (count: number) => {
      const belief = after(attempts.slice(0, count));
      return Math.max(...belief.worth) - stopBar(DEFAULT_POLICY.eps, belief.surprise, rules.surprisePower);
    };
    expect(attempts.length).toBeLessThan(DEFAULT_POLICY.cap);
    expect(margin(attempts.length)).toBeLessThanOrEqual(0);
    for (let i = 0; i < attempts.length; i += 1) expect(margin(i)).toBeGreaterThan(0);
  });

  test.each([
    [1, 0.04],
    [0.9, 0.04 * 0.9 ** -2.5],
    [0.1, 0.08],
    [1.2, 0.04 * 1.2 ** -2.5],
    [3, 0.02],
  ])('surprise %d: the bar lies at %d for an eps of 0.04', (surprise, bar) => {
    expect(stopBar(0.04, surprise, 2.5)).toBeCloseTo(bar, 10);
  });

  test('surprise is under 1 for who answers as levels say, over 1 for who misses the easy and gets the hard', () => {
    const believe = createBeliefs(campaign, rules);
    const surpriseOf = (right: (level: number) => boolean) =>
      believe(
        campaign
          .filter((_, rank) => rank % 3 === 0)
          .map(({ id, level, guess }) => ({ skill: id, correct: right(level), guess })),
      ).surprise;
    expect(believe([]).surprise).toBe(1);
    expect(surpriseOf((level) => level <= 3)).toBeLessThan(0.8);
    expect(surpriseOf((level) => level > 3)).toBeGreaterThan(1.5);
  });

  test('no competence is judged unheard, even where no question is worth eps', () => {
    const dull = { ...DEFAULT_POLICY, eps: 10 };
    for (const right of [true, false]) {
      const { attempts } = play(campaign, dull, 's', () => right);
      expect(new Set(attempts.map(({ skill }) => skill.split('.')[0])).size).toBe(4);
    }
    const { attempts } = play(content(1, 1, 1), DEFAULT_POLICY, 's', () => true);
    expect(attempts).toHaveLength(1);
  });

  test('a smaller eps asks more', () => {
    const lengths = [0.4, 0.24, 0.16].map(
      (eps) => play(campaign, { ...DEFAULT_POLICY, eps }, 's', (skill) => skill.level <= 3).attempts.length,
    );
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(new Set(lengths).size).toBe(3);
  });

  test.each([
    [1, 5, 8],
    [4, 3, 5],
    [2, 4, 3],
    [1, 1, 1],
  ])('always right validates everything, always wrong nothing (%i × %i × %i)', (competences, tubes, top) => {
    const scope = content(competences, tubes, top, 0.25);
    for (const right of [true, false]) {
      const { engine, attempts } = play(scope, DEFAULT_POLICY, 's', () => right);
      const statuses = engine.knowledge(attempts).map((element) => element.status);
      expect(new Set(statuses)).toEqual(new Set([right ? 'validated' : 'invalidated']));
      expect(statuses).toHaveLength(scope.length);
    }
  });

  test('a right answer never lowers a skill, a wrong one never raises it, near or far', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(campaign.length - 1), fc.boolean()), { maxLength: 25 }),
        fc.nat(59),
        (past, at) => {
          const attempts = past.map(([i, correct]) => ({
            skill: campaign[i]?.id ?? '',
            correct,
            guess: 0.1,
          }));
          const beliefs = beliefsOf(campaign);
          const chances = (correct: boolean) =>
            beliefs([...attempts, { skill: campaign[at]?.id ?? '', correct, guess: 0.1 }]);
          const before = beliefs(attempts);
          const right = chances(true);
          const wrong = chances(false);
          for (const [i, skill] of before.entries()) {
            expect(right[i]?.mastered).toBeGreaterThanOrEqual(skill.mastered - 1e-9);
            expect(wrong[i]?.mastered).toBeLessThanOrEqual(skill.mastered + 1e-9);
            expect(skill.mastered).toBeGreaterThanOrEqual(0);
            expect(skill.mastered).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the order of answers does not change what is believed', () => {
    const luck = seeded('ordre');
    const { attempts } = play(campaign, DEFAULT_POLICY, 's', () => luck() < 0.5);
    const forth = createBeliefs(campaign, rules)(attempts);
    const back = createBeliefs(campaign, rules)(attempts.toReversed());
    expect(back.mastered).toEqual(forth.mastered);
    expect(back.success).toEqual(forth.success);
    for (const [rank, worth] of forth.worth.entries()) expect(back.worth[rank]).toBeCloseTo(worth, 10);
  });

  test('before any answer, beliefs are those of the model drawn at random', () => {
    const gauss = (random: () => number) =>
      Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const random = seeded('tirage');
    const draws = Array.from({ length: 40_000 }, () => 3.5 + Math.hypot(1.5, 0.8, 1.2) * gauss(random));
    for (const skill of beliefsOf(content(1, 1, 8))([])) {
      const level = Number(skill.id.split('.')[2]);
      const share = draws.filter((ability) => ability >= level + 0.6 * gauss(random)).length / draws.length;
      expect(Math.abs(skill.mastered - share)).toBeLessThan(0.015);
    }
  });

  test('a thousand answers neither underflow nor lose the thread', () => {
    const scope = content(16, 5, 7);
    const attempts = scope.flatMap((skill) =>
      [0, 1].map(() => ({ skill: skill.id, correct: skill.level <= 4, guess: skill.guess })),
    );
    expect(attempts.length).toBeGreaterThan(1000);
    for (const skill of beliefsOf(scope)(attempts)) {
      expect(skill.mastered > 0.5).toBe(Number(skill.id.split('.')[2]) <= 4);
    }
  });
});

describe('what pupils and teachers see', () => {
  const scope = content(2, 2, 5);
  const engine = createEngine(scope, DEFAULT_POLICY);

  test('nothing before the first answer', () => {
    expect(engine.knowledge([])).toEqual([]);
  });

  test('an answer stands as it was given, the latest counts, and inference names the nearest answer', () => {
    const seen = engine.knowledge([
      { skill: '0.0.2', correct: false, guess: 0 },
      { skill: '0.0.4', correct: false, guess: 0 },
      { skill: '0.0.2', correct: true, guess: 0 },
    ]);
    const of = (id: string) => seen.find((element) => element.skill === id);
    expect(seen.map((element) => element.skill)).toEqual(scope.map((skill) => skill.id));
    expect(of('0.0.2')).toEqual({
      skill: '0.0.2',
      status: 'validated',
      source: 'direct',
      because: { skill: '0.0.2', correct: true },
    });
    expect(of('0.0.1')).toMatchObject({ source: 'inferred', because: { skill: '0.0.2', correct: true } });
    expect(of('0.0.5')).toMatchObject({
      status: 'invalidated',
      source: 'inferred',
      because: { skill: '0.0.4', correct: false },
    });
    const middle = of('0.0.3');
    expect(middle?.because?.correct).toBe(middle?.status === 'validated');
    expect(of('1.1.1')).toMatchObject({ source: 'inferred', because: null });
  });

  test('a lucky answer weighs less where luck is likely', () => {
    const chance = (guess: number) =>
      beliefsOf(scope)([{ skill: '0.0.4', correct: true, guess }]).find(({ id }) => id === '0.0.3')
        ?.mastered ?? Number.NaN;
    expect(chance(0.5)).toBeLessThan(chance(0));
  });
});
