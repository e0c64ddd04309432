import { chooseChallenge } from '../engine/choose-challenge.ts';
import { createEngine } from '../engine/engine.ts';
import type { Attempt, KnowledgeElement, Selection } from '../engine/method.ts';
import type { Challenge, Referential } from '../referential/types.ts';
import { canDo, chooseEquivalent, countedScope, type Obstacle } from './obstacle.ts';
import type { Answer, Run } from './store.ts';

export interface Choice {
  readonly challenge: Challenge | null;
  readonly remaining: Selection['remaining'];
  readonly knowledge: KnowledgeElement[];
}

type Asked = Pick<Run, 'scope' | 'policy' | 'earlier' | 'met' | 'device' | 'seed' | 'obstacles'>;

/** The next challenge of a run, and what it shows: both follow from the frozen run and its answers alone. */
export function chooseNext(referential: Referential, run: Asked, answers: readonly Answer[]): Choice {
  const scope = countedScope(run);
  const engine = createEngine(scope, run.policy, run.earlier);
  const attempts = asAttempts(answers);
  const knowledge = engine.knowledge(attempts);
  // A skill whose challenges left the bank since the run began cannot be asked; the others still can.
  const unavailable = new Set(
    scope.flatMap(({ id }) => (askable(referential, id, run.obstacles).length === 0 ? [id] : [])),
  );
  const selection = engine.next(attempts, run.seed, unavailable);
  if (selection.skill === null) return { challenge: null, remaining: selection.remaining, knowledge };
  const open = askable(referential, selection.skill, run.obstacles);
  // What one need rules out is asked all the same where nothing else is: it may be said again, without a penalty.
  const doable = open.filter((challenge) => canDo(challenge, run.obstacles));
  const challenges = doable.length > 0 ? doable : open;
  // A skill with nothing for this device is asked all the same: left out, it would count against the pupil.
  const { device } = run;
  const suited = challenges.some(({ devices }) => device !== null && devices.includes(device));
  const challenge = chooseChallenge(challenges, {
    seed: `${run.seed}:${answers.length}`,
    ...context(referential, run, answers),
    device: suited ? device : null,
  });
  return { challenge, remaining: selection.remaining, knowledge };
}

/** Asked instead of one that cannot be done: `obstacles` ends with it. Null: its skill is to be left out. */
export function chooseInstead(
  referential: Referential,
  run: Asked,
  answers: readonly Answer[],
  obstacles: readonly Pick<Obstacle, 'challenge' | 'reason' | 'skill'>[],
): Challenge | null {
  const skill = obstacles.at(-1)?.skill ?? '';
  return chooseEquivalent(askable(referential, skill, []), obstacles, {
    seed: `${run.seed}:${answers.length}:${obstacles.length}`,
    ...context(referential, run, answers),
  });
}

function context(referential: Referential, run: Asked, answers: readonly Answer[]) {
  const last = answers.at(-1);
  return {
    met: new Set([...run.met, ...answers.map((answer) => answer.challengeId)]),
    lastType: last ? (referential.challenges.get(last.challengeId)?.type ?? null) : null,
  };
}

function asAttempts(answers: readonly Answer[]): Attempt[] {
  return answers.map(({ skillId, outcome, guess }) => ({
    skill: skillId,
    correct: outcome === 'right',
    guess,
  }));
}

function askable(
  referential: Referential,
  skillId: string,
  obstacles: readonly Obstacle[],
): readonly Challenge[] {
  const challenges = referential.skills.get(skillId)?.challenges ?? [];
  const impossible = new Set(obstacles.map(({ challenge }) => challenge));
  return challenges.filter(({ id, status }) => status !== 'archived' && !impossible.has(id));
}
