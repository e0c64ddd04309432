import { chooseChallenge } from '../engine/choose-challenge.ts';
import { createEngine } from '../engine/engine.ts';
import type { Attempt, KnowledgeElement, Selection } from '../engine/method.ts';
import type { Challenge, Referential } from '../referential/types.ts';
import type { Answer, Run } from './store.ts';

export interface Choice {
  readonly challenge: Challenge | null;
  readonly remaining: Selection['remaining'];
  readonly knowledge: KnowledgeElement[];
}

type Asked = Pick<Run, 'scope' | 'policy' | 'earlier' | 'met' | 'device' | 'seed'>;

/** The next challenge of a run, and what it shows: both follow from the frozen run and its answers alone. */
export function chooseNext(referential: Referential, run: Asked, answers: readonly Answer[]): Choice {
  const engine = createEngine(run.scope, run.policy, run.earlier);
  const attempts = asAttempts(answers);
  const knowledge = engine.knowledge(attempts);
  // A skill whose challenges left the bank since the run began cannot be asked; the others still can.
  const unavailable = new Set(
    run.scope.flatMap(({ id }) => (askable(referential, id).length === 0 ? [id] : [])),
  );
  const selection = engine.next(attempts, run.seed, unavailable);
  if (selection.skill === null) return { challenge: null, remaining: selection.remaining, knowledge };
  const last = answers.at(-1);
  const challenges = askable(referential, selection.skill);
  // A skill with nothing for this device is asked all the same: left out, it would count against the pupil.
  const { device } = run;
  const suited = challenges.some(({ devices }) => device !== null && devices.includes(device));
  const challenge = chooseChallenge(challenges, {
    seed: `${run.seed}:${answers.length}`,
    met: new Set([...run.met, ...answers.map((answer) => answer.challengeId)]),
    lastType: last ? (referential.challenges.get(last.challengeId)?.type ?? null) : null,
    device: suited ? device : null,
  });
  return { challenge, remaining: selection.remaining, knowledge };
}

function asAttempts(answers: readonly Answer[]): Attempt[] {
  return answers.map(({ skillId, outcome, guess }) => ({
    skill: skillId,
    correct: outcome === 'right',
    guess,
  }));
}

function askable(referential: Referential, skillId: string): readonly Challenge[] {
  const challenges = referential.skills.get(skillId)?.challenges ?? [];
  return challenges.filter((challenge) => challenge.status !== 'archived');
}
