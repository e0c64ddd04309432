import { createEngine } from '../../src/engine/engine.ts';
import { type Attempt, DEFAULT_POLICY, type Engine, type ScopeSkill } from '../../src/engine/method.ts';
import { seeded } from '../../src/engine/seed.ts';
import { makeContent, makePupil, TRUTHS } from './pupils.ts';

const PUPILS = 20;
const REPLAYED = 60;
/** Each moment is timed so many times and the shortest kept: other processes on the machine are not measured. */
const TRIES = 5;

/** Decisions on about 500 skills with the state kept, and replays of 60 answers by an engine that starts from nothing. */
export function timings(): string[] {
  const content = makeContent(16, 7, 8, seeded('temps'));
  const policy = { ...DEFAULT_POLICY, cap: content.length };
  const decisions: number[] = [];
  const replays: number[] = [];
  for (let p = 0; p < PUPILS; p += 1) {
    const tries = Array.from({ length: TRIES }, () =>
      playTimed(createEngine(content, policy), content, `élève ${p}`),
    );
    const attempts = tries[0]?.attempts ?? [];
    for (const i of [...attempts.keys(), attempts.length]) {
      decisions.push(Math.min(...tries.map(({ times }) => times[i] ?? Number.POSITIVE_INFINITY)));
    }
    replays.push(Math.min(...tries.map(() => replayTime(content, attempts.slice(0, REPLAYED)))));
  }
  return [
    `- Une décision sur ${content.length} acquis, état gardé : ${spread(decisions)}.`,
    `- Reprise de ${REPLAYED} réponses sur ${content.length} acquis, moteur neuf : ${spread(replays)}.`,
    `- Chaque instant mesuré ${TRIES} fois, le plus court gardé.`,
  ];
}

function replayTime(content: readonly ScopeSkill[], attempts: readonly Attempt[]): number {
  // A copy: engines of one scope share its tree, and a process that wakes up has none.
  const fresh = structuredClone(content);
  const start = performance.now();
  createEngine(fresh, { ...DEFAULT_POLICY, cap: content.length }).next(attempts, 'reprise');
  return performance.now() - start;
}

function playTimed(
  engine: Engine,
  content: readonly ScopeSkill[],
  seed: string,
): { attempts: readonly Attempt[]; times: readonly number[] } {
  const skills = new Map(content.map((skill) => [skill.id, skill]));
  const truth = TRUTHS[1] ?? TRUTHS[0];
  const attempts: Attempt[] = [];
  const times: number[] = [];
  if (!truth) return { attempts, times };
  const pupil = makePupil(content, truth, seeded(seed), seeded(`${seed} réponses`));
  for (;;) {
    const start = performance.now();
    const { skill: id } = engine.next(attempts, seed);
    times.push(performance.now() - start);
    const skill = skills.get(id ?? '');
    if (!skill) return { attempts, times };
    attempts.push({ skill: skill.id, correct: pupil.answer(skill), guess: skill.guess });
  }
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3).replace('.', ',');
  return `médiane ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}
