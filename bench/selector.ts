import { createEngine } from '../src/engine/engine.ts';
import { type Attempt, DEFAULT_POLICY, type ScopeSkill } from '../src/engine/method.ts';

/**
 * The product's engine behind the face that simulations from outside drive: ids are ranks in the arrays, one
 * selector plays one pupil and keeps the answers. The product's default policy, without its cap: the cap spares
 * pupils, and a whole bank is no campaign.
 */

export interface Content {
  readonly seed: number | string;
  readonly skills: readonly ContentSkill[];
  readonly tubes: readonly {
    readonly id: number;
    readonly competence: number;
    readonly skills: readonly number[];
  }[];
  readonly competences: readonly { readonly id: number; readonly tubes: readonly number[] }[];
}

export interface ContentSkill {
  readonly id: number;
  readonly tube: number;
  readonly competence: number;
  readonly level: number;
  readonly pix: number;
  readonly guess: number;
  /** The challenges, or how many there are. */
  readonly challenges: number | readonly unknown[];
}

export interface Selector {
  /** Rank of the skill to ask, or null when the run is over. `rng` gives numbers in [0, 1); the state is kept here. */
  next(state: unknown, rng: () => number): number | null;
  record(id: number, correct: boolean): void;
  /** For each skill, 1 when pupils would see it validated, else 0. */
  estimate(): number[];
}

export function makeSelector(content: Content): Selector {
  const { scope, unavailable } = preparedFor(content);
  const engine = createEngine(scope, { ...DEFAULT_POLICY, cap: scope.length });
  const attempts: Attempt[] = [];
  return {
    next(_state, rng) {
      const { skill } = engine.next(attempts, `${content.seed}:${rng()}`, unavailable);
      return skill === null ? null : Number(skill);
    },
    record(id, correct) {
      attempts.push({ skill: String(id), correct, guess: content.skills[id]?.guess ?? 0 });
    },
    estimate() {
      const status = new Map(engine.knowledge(attempts).map((element) => [element.skill, element.status]));
      return content.skills.map((_, id) => (status.get(String(id)) === 'validated' ? 1 : 0));
    },
  };
}

/** Simulations make thousands of pupils on one content: engines of one scope share its tables. */
const prepared = new WeakMap<Content, { scope: readonly ScopeSkill[]; unavailable: ReadonlySet<string> }>();

function preparedFor(content: Content): { scope: readonly ScopeSkill[]; unavailable: ReadonlySet<string> } {
  const before = prepared.get(content);
  if (before) return before;
  const scope = content.skills.map((skill, id) => ({
    id: String(id),
    tube: String(skill.tube),
    competence: String(skill.competence),
    level: skill.level,
    guess: skill.guess,
  }));
  const unavailable = new Set(
    content.skills.flatMap((skill, id) => (countOf(skill.challenges) === 0 ? String(id) : [])),
  );
  const made = { scope, unavailable };
  prepared.set(content, made);
  return made;
}

function countOf(challenges: ContentSkill['challenges']): number {
  return typeof challenges === 'number' ? challenges : challenges.length;
}
