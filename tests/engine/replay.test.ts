import { describe, expect, test } from 'vitest';
import type { Policy } from '../../src/engine/method.ts';
import { seeded } from '../../src/engine/seed.ts';
import { content, play } from './content.ts';

/**
 * Runs played by the engine as it was when these policies were in use: stored runs and campaigns hold them for years,
 * and must go on as they began. A change that breaks these lines needs a new version, not new lines.
 */
const PLAYED = [
  {
    policy: { method: 'bayes', version: 1, eps: 0.0425, cap: 40 },
    seed: 'inconnu',
    level: 3,
    asked:
      '3.0.2+ 3.1.4+ 2.0.4- 2.1.4- 2.1.3+ 2.0.3+ 3.0.4- 0.1.4- 1.0.4- 1.2.3+ 3.1.5- 0.2.3+ 1.1.3+ 1.2.4+ 0.2.4- 1.1.4- 0.0.3+ 1.0.3+ 0.0.4- 0.1.3+ 3.0.3+ 3.0.5-',
    remaining:
      '17-26 15-24 14-22 15-24 14-22 14-23 13-21 14-22 12-20 10-17 9-16 8-14 7-14 7-13 6-11 5-10 5-10 4-8 2-6 1-5 1-2 1-2 0-0',
    validated:
      '0.0.1 0.0.2 0.0.3 0.1.1 0.1.2 0.1.3 0.2.1 0.2.2 0.2.3 1.0.1 1.0.2 1.0.3 1.1.1 1.1.2 1.1.3 1.2.1 1.2.2 1.2.3 1.2.4 2.0.1 2.0.2 2.0.3 2.1.1 2.1.2 2.1.3 3.0.1 3.0.2 3.0.3 3.1.1 3.1.2 3.1.3 3.1.4',
  },
  {
    policy: { method: 'bayes', version: 1, eps: 0.0425, cap: 40 },
    seed: 'savant',
    level: 5,
    asked:
      '2.1.2+ 3.1.4+ 2.0.5+ 3.0.5+ 0.2.6- 0.0.4+ 1.2.6+ 0.2.5+ 1.0.5+ 0.1.5+ 1.1.6- 1.0.6- 1.2.5- 2.1.5+ 0.1.6+ 0.0.6- 0.0.5+ 1.1.5+ 1.2.4+',
    remaining:
      '17-26 15-24 14-22 12-20 9-16 10-18 9-16 8-14 6-12 4-9 3-8 4-10 5-10 6-12 5-10 3-8 4-8 2-6 1-2 0-0',
    validated:
      '0.0.1 0.0.2 0.0.3 0.0.4 0.0.5 0.1.1 0.1.2 0.1.3 0.1.4 0.1.5 0.1.6 0.2.1 0.2.2 0.2.3 0.2.4 0.2.5 1.0.1 1.0.2 1.0.3 1.0.4 1.0.5 1.1.1 1.1.2 1.1.3 1.1.4 1.1.5 1.2.1 1.2.2 1.2.3 1.2.4 1.2.6 2.0.1 2.0.2 2.0.3 2.0.4 2.0.5 2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 3.0.1 3.0.2 3.0.3 3.0.4 3.0.5 3.1.1 3.1.2 3.1.3 3.1.4 3.1.5',
  },
  {
    policy: { method: 'bayes', version: 1, eps: 0.0425, cap: 40 },
    seed: 'fragile',
    level: 1,
    asked:
      '3.1.2- 3.0.3- 2.0.2- 2.1.1+ 2.1.2+ 3.0.2- 1.2.2- 3.1.1+ 2.1.3- 3.0.1+ 0.1.2+ 1.0.1- 2.0.1+ 0.2.2- 0.0.2+ 1.2.1+ 1.1.1+ 1.1.2- 0.2.1+ 0.1.3- 2.0.3- 0.1.1+ 3.1.3- 0.0.3- 0.0.1+',
    remaining:
      '17-26 16-25 15-24 13-21 14-22 14-23 13-22 11-19 12-20 9-16 10-17 9-16 8-14 7-14 7-13 6-12 7-13 6-12 4-9 3-7 3-8 2-6 1-4 1-2 1-2 0-0',
    validated: '0.0.1 0.0.2 0.1.1 0.1.2 0.2.1 1.1.1 1.2.1 2.0.1 2.1.1 2.1.2 3.0.1 3.1.1',
  },
  {
    policy: { method: 'pix', version: 1, eps: 0.0425, cap: 40 },
    seed: 'pas à pas',
    level: 3,
    asked:
      '0.2.2- 0.1.2+ 0.0.3+ 1.1.3- 1.2.3+ 1.0.3+ 2.1.3+ 3.0.3+ 2.0.4+ 3.1.3+ 0.1.5- 1.2.5- 0.0.5- 1.0.4- 1.1.2+ 2.1.4+ 3.1.4- 0.1.4- 3.0.4- 2.1.5- 0.1.3+ 2.0.5- 0.0.4- 1.2.4- 0.2.1+',
    remaining:
      '18-29 17-27 17-27 16-26 15-25 14-24 14-23 13-22 12-21 11-19 10-18 9-17 9-16 8-15 7-14 6-12 5-11 4-9 4-8 3-6 2-5 2-4 1-3 1-2 1-1 0-0',
    validated:
      '0.0.1 0.0.2 0.0.3 0.1.1 0.1.2 0.1.3 0.2.1 1.0.1 1.0.2 1.0.3 1.1.1 1.1.2 1.2.1 1.2.2 1.2.3 2.0.1 2.0.2 2.0.3 2.0.4 2.1.1 2.1.2 2.1.3 2.1.4 3.0.1 3.0.2 3.0.3 3.1.1 3.1.2 3.1.3',
  },
  {
    policy: { method: 'bayes', version: 2, eps: 0.113, cap: 40 },
    seed: 'inconnu',
    level: 3,
    asked:
      '3.0.2+ 2.1.4+ 2.0.5- 3.1.4- 1.0.3+ 0.2.3+ 0.0.4- 1.1.3+ 3.0.4- 1.2.4+ 3.1.3+ 0.1.3+ 1.2.5- 1.1.4+ 2.0.4- 2.0.3- 0.1.4- 0.0.3+ 0.2.4- 1.0.4+ 3.0.3+ 1.0.5- 2.0.2-',
    remaining:
      '16-25 16-24 15-24 15-23 14-23 14-22 13-21 12-19 11-19 10-17 10-17 9-16 8-15 7-13 6-12 7-13 5-10 4-8 3-7 3-7 2-6 2-5 1-2 0-0',
    validated:
      '0.0.1 0.0.2 0.0.3 0.1.1 0.1.2 0.1.3 0.2.1 0.2.2 0.2.3 1.0.1 1.0.2 1.0.3 1.0.4 1.1.1 1.1.2 1.1.3 1.1.4 1.2.1 1.2.2 1.2.3 1.2.4 2.0.1 2.1.1 2.1.2 2.1.3 2.1.4 3.0.1 3.0.2 3.0.3 3.1.1 3.1.2 3.1.3',
  },
  {
    policy: { method: 'bayes', version: 2, eps: 0.113, cap: 40 },
    seed: 'savant',
    level: 5,
    asked:
      '2.1.2+ 3.1.5+ 2.0.4+ 1.2.4+ 0.2.4+ 0.0.4+ 3.0.5+ 0.1.5+ 1.0.5+ 1.1.5+ 1.2.6- 0.2.6- 1.1.6- 2.1.5+ 0.1.6+ 1.0.6- 0.0.6- 1.2.5+ 0.2.5+ 0.0.5+',
    remaining:
      '16-25 16-24 14-22 13-22 11-19 10-18 9-16 6-11 8-14 7-13 6-11 6-12 5-10 3-7 2-5 3-7 2-6 2-5 1-4 1-2 0-0',
    validated:
      '0.0.1 0.0.2 0.0.3 0.0.4 0.0.5 0.1.1 0.1.2 0.1.3 0.1.4 0.1.5 0.1.6 0.2.1 0.2.2 0.2.3 0.2.4 0.2.5 1.0.1 1.0.2 1.0.3 1.0.4 1.0.5 1.1.1 1.1.2 1.1.3 1.1.4 1.1.5 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 2.0.1 2.0.2 2.0.3 2.0.4 2.0.5 2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 3.0.1 3.0.2 3.0.3 3.0.4 3.0.5 3.1.1 3.1.2 3.1.3 3.1.4 3.1.5',
  },
  {
    policy: { method: 'bayes', version: 2, eps: 0.113, cap: 40 },
    seed: 'fragile',
    level: 1,
    asked:
      '3.1.2- 2.1.3- 2.0.2- 3.0.3- 1.1.1+ 1.2.3- 1.0.3- 1.1.2- 3.0.1+ 2.1.2- 1.2.2+ 0.1.1- 0.2.2- 1.0.1+ 0.0.1+ 0.2.1+ 0.0.2- 3.1.1+ 2.0.1+ 2.1.1+ 3.0.2- 1.0.2-',
    remaining:
      '16-25 16-25 15-23 14-23 12-20 13-21 11-19 10-17 9-15 6-12 9-16 7-13 8-14 5-11 5-10 5-10 4-9 3-7 2-6 2-5 1-4 1-2 0-0',
    validated: '0.0.1 0.2.1 1.0.1 1.1.1 1.2.1 1.2.2 2.0.1 2.1.1 3.0.1 3.1.1',
  },
] as const;

const scope = [
  ...content(2, 3, 6, 0.25),
  ...content(4, 2, 5, 0).filter(({ competence }) => competence > '1'),
];

/** What was asked, `+` after a right answer and `-` after a wrong one, the estimates shown, and what stood at the end. */
function replay(policy: Policy, seed: string, level: number) {
  const luck = seeded(`${seed} réponses`);
  const right = (skill: { level: number }) => luck() < (skill.level <= level ? 0.9 : 0.2);
  const { engine, attempts, bounds } = play(scope, policy, seed, right);
  const knowledge = engine.knowledge(attempts);
  return {
    asked: attempts.map(({ skill, correct }) => `${skill}${correct ? '+' : '-'}`).join(' '),
    remaining: bounds.map(({ low, high }) => `${low}-${high}`).join(' '),
    validated: knowledge.flatMap(({ skill, status }) => (status === 'validated' ? skill : [])).join(' '),
  };
}

describe('a stored run replays to the letter', () => {
  test.each(PLAYED)(
    'version $policy.version, $policy.method, $seed',
    ({ policy, seed, level, ...played }) => {
      expect(replay(policy, seed, level)).toEqual(played);
    },
  );
});
