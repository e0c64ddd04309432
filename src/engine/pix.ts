import { type Attempt, OVER, type ScopeSkill, type Selection } from './method.ts';
import { PIX_FIT, remaining } from './remaining.ts';
import { drawOne } from './seed.ts';

/** PIX's published rule for campaigns and training, rebuilt from its description; for those who want every step explained. */

const STARTING_LEVEL = 2;
const EASY_TUBE_TOP = 3;
const TOO_HARD_BY = 2;

export interface PixKnowledge {
  readonly skill: string;
  readonly validated: boolean;
  readonly source: 'direct' | 'inferred';
}

/** The question to ask, or none when every skill is known or out of reach; the cap only bounds what remains. */
export function nextPix(
  scope: readonly ScopeSkill[],
  cap: number,
  attempts: readonly Attempt[],
  seed: string,
  unavailable: ReadonlySet<string>,
): Selection {
  const known = pixKnowledge(scope, attempts);
  const untested = scope.filter((skill) => !known.has(skill.id));
  const askable = untested.filter((skill) => !unavailable.has(skill.id));
  const level = predictedLevel(scope, attempts);
  const tubes = Map.groupBy(untested, (skill) => skill.tube);
  const rewarded = withinReach(preferEasyTubes(scope, askable), attempts, level).map((skill) => ({
    skill,
    reward: pixReward(skill, level, tubes.get(skill.tube) ?? []),
  }));
  const best = Math.max(...rewarded.map((candidate) => candidate.reward));
  const drawn = drawOne(
    rewarded.filter((candidate) => candidate.reward === best),
    `${seed}:${attempts.length}`,
  );
  if (!drawn) return OVER;
  const undecided = {
    skills: untested.length,
    tubes: new Set(rewarded.map(({ skill }) => skill.tube)).size,
    most: Math.min(askable.length, cap - attempts.length),
  };
  return { skill: drawn.skill.id, remaining: remaining(undecided, PIX_FIT) };
}

/** Direct answers (the latest of a skill counts) and what they imply below or above in the tube. */
export function pixKnowledge(
  scope: readonly ScopeSkill[],
  attempts: readonly Attempt[],
): ReadonlyMap<string, PixKnowledge> {
  const skills = new Map(scope.map((skill) => [skill.id, skill]));
  const tubes = Map.groupBy(scope, (skill) => skill.tube);
  const known = new Map<string, PixKnowledge>();
  for (const { skill: id, correct } of attempts) {
    const asked = skills.get(id);
    if (!asked) continue;
    known.set(id, { skill: id, validated: correct, source: 'direct' });
    for (const other of tubes.get(asked.tube) ?? []) {
      const implied = correct ? other.level < asked.level : other.level > asked.level;
      if (implied && !known.has(other.id)) {
        known.set(other.id, { skill: other.id, validated: correct, source: 'inferred' });
      }
    }
  }
  return known;
}

/** The level, 0.5 to 7.5, whose expected right answers come nearest to those given; 2 before the first answer. */
export function predictedLevel(
  scope: readonly Pick<ScopeSkill, 'id' | 'level'>[],
  attempts: readonly Pick<Attempt, 'skill' | 'correct'>[],
): number {
  const levels = new Map(scope.map((skill) => [skill.id, skill.level]));
  const latest = new Map(attempts.map(({ skill, correct }) => [skill, correct]));
  const given = [...latest].flatMap(([skill, correct]) => {
    const level = levels.get(skill);
    return level === undefined ? [] : [{ level, right: correct ? 1 : 0 }];
  });
  if (given.length === 0) return STARTING_LEVEL;
  const anchored = [...given, { level: 0, right: 1 }, { level: 7, right: 0 }];
  const gaps = PREDICTIONS.map((prediction) => ({
    prediction,
    gap: Math.abs(anchored.reduce((sum, { level, right }) => sum + right - chance(prediction, level), 0)),
  }));
  return gaps.reduce((best, candidate) => (candidate.gap < best.gap ? candidate : best)).prediction;
}

/** Skills of the tube that asking this one is expected to decide; the skill itself counts on both sides. */
export function pixReward(
  skill: Pick<ScopeSkill, 'level'>,
  predicted: number,
  untestedOfTube: readonly Pick<ScopeSkill, 'level'>[],
): number {
  const right = chance(predicted, skill.level);
  const below = untestedOfTube.filter((other) => other.level <= skill.level).length;
  const above = untestedOfTube.filter((other) => other.level >= skill.level).length;
  return right * below + (1 - right) * above;
}

const PREDICTIONS = Array.from({ length: 15 }, (_, i) => (i + 1) / 2);

function chance(ability: number, difficulty: number): number {
  return 1 / (1 + Math.exp(difficulty - ability));
}

function preferEasyTubes(
  scope: readonly ScopeSkill[],
  askable: readonly ScopeSkill[],
): readonly ScopeSkill[] {
  const tops = new Map<string, number>();
  for (const { tube, level } of scope) tops.set(tube, Math.max(level, tops.get(tube) ?? 0));
  const easy = askable.filter((skill) => (tops.get(skill.tube) ?? 0) <= EASY_TUBE_TOP);
  return easy.length > 0 ? easy : askable;
}

function withinReach(
  askable: readonly ScopeSkill[],
  attempts: readonly Attempt[],
  predicted: number,
): readonly ScopeSkill[] {
  if (attempts.length > 0) return askable.filter((skill) => skill.level - predicted <= TOO_HARD_BY);
  const second = askable.filter((skill) => skill.level === STARTING_LEVEL);
  if (second.length > 0) return second;
  const lowest = Math.min(...askable.map((skill) => skill.level));
  return askable.filter((skill) => skill.level === lowest);
}
