import { createEngine } from '../../src/engine/engine.ts';
import { type Attempt, DEFAULT_POLICY, type ScopeSkill } from '../../src/engine/method.ts';
import type { Pupil } from './pupils.ts';

export const METHODS = ['palier', 'pix', 'exhaustif'] as const;
export type Method = (typeof METHODS)[number];

export interface Played {
  readonly questions: number;
  readonly validated: ReadonlySet<string>;
  /** Milliseconds of each decision. */
  readonly times: readonly number[];
  /** Of the estimates shown before each question, those that held. */
  readonly heldEstimates: number;
}

/** Plays one pupil to the end of the stop rule, without a cap. */
export function play(method: Method, content: readonly ScopeSkill[], pupil: Pupil, seed: string): Played {
  return method === 'exhaustif' ? askEverything(content, pupil) : adapt(method, content, pupil, seed);
}

function askEverything(content: readonly ScopeSkill[], pupil: Pupil): Played {
  const validated = new Set(content.flatMap((skill) => (pupil.answer(skill) ? skill.id : [])));
  return { questions: content.length, validated, times: [], heldEstimates: 0 };
}

function adapt(method: Method, content: readonly ScopeSkill[], pupil: Pupil, seed: string): Played {
  const engine = createEngine(content, {
    ...DEFAULT_POLICY,
    method: method === 'pix' ? 'pix' : 'bayes',
    cap: content.length,
  });
  const skills = new Map(content.map((skill) => [skill.id, skill]));
  const attempts: Attempt[] = [];
  const bounds: { low: number; high: number }[] = [];
  const times: number[] = [];
  for (;;) {
    const start = performance.now();
    const { skill: id, remaining } = engine.next(attempts, seed);
    times.push(performance.now() - start);
    const skill = skills.get(id ?? '');
    if (!skill) break;
    bounds.push(remaining);
    attempts.push({ skill: skill.id, correct: pupil.answer(skill), guess: skill.guess });
  }
  const validated = engine
    .knowledge(attempts)
    .flatMap(({ skill, status }) => (status === 'validated' ? skill : []));
  const held = bounds.filter(({ low, high }, i) => low <= attempts.length - i && attempts.length - i <= high);
  return {
    questions: attempts.length,
    validated: new Set(validated),
    times,
    heldEstimates: held.length / Math.max(1, bounds.length),
  };
}
