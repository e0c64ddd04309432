import { createBeliefs } from '../../src/engine/belief.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { type Attempt, DEFAULT_POLICY, type Policy, type ScopeSkill } from '../../src/engine/method.ts';
import { RULES } from '../../src/engine/rules.ts';

/** `tubes` tubes of rungs 1 to `top` in each of `competences`; ids read `0.1.3`: competence, tube, level. */
export function content(competences: number, tubes: number, top: number, guess = 0.1): ScopeSkill[] {
  const ranks = (count: number) => Array.from({ length: count }, (_, i) => i);
  return ranks(competences).flatMap((k) =>
    ranks(tubes).flatMap((t) =>
      ranks(top).map((i) => ({
        id: `${k}.${t}.${i + 1}`,
        tube: `${k}.${t}`,
        competence: `${k}`,
        level: i + 1,
        guess,
      })),
    ),
  );
}

/** Plays a whole run; `answer` decides each question. */
export function play(
  scope: readonly ScopeSkill[],
  policy: Policy,
  seed: string,
  answer: (skill: ScopeSkill, rank: number) => boolean,
  unavailable?: ReadonlySet<string>,
) {
  const engine = createEngine(scope, policy);
  const skills = new Map(scope.map((skill) => [skill.id, skill]));
  const attempts: Attempt[] = [];
  const bounds: { low: number; high: number }[] = [];
  for (;;) {
    const selection = engine.next(attempts, seed, unavailable);
    bounds.push(selection.remaining);
    const skill = skills.get(selection.skill ?? '');
    if (!skill) return { engine, attempts, bounds };
    attempts.push({ skill: skill.id, correct: answer(skill, attempts.length), guess: skill.guess });
  }
}

/** The belief after some answers, skill by skill. */
export function beliefsOf(scope: readonly ScopeSkill[]) {
  const after = createBeliefs(scope, RULES[DEFAULT_POLICY.version]);
  return (attempts: readonly Attempt[]) => {
    const { asked, mastered, success, worth } = after(attempts);
    return scope.map(({ id }, rank) => ({
      id,
      asked: asked[rank] === 1,
      mastered: mastered[rank] ?? Number.NaN,
      success: success[rank] ?? Number.NaN,
      worth: worth[rank] ?? Number.NaN,
    }));
  };
}
