import type { ScopeSkill } from '../../src/engine/method.ts';
import { seeded } from '../../src/engine/seed.ts';
import { pixOfSkill, profile } from '../../src/scoring/points.ts';
import { METHODS, type Method, type Played, play } from './methods.ts';
import { makePupil, type Pupil, type Truth } from './pupils.ts';

export interface Measure {
  readonly method: Method;
  readonly questions: number;
  /** Share of skills judged wrong, as pupils see them. */
  readonly skillError: number;
  readonly levelRmse: number;
  /** In points of 100, with half the width of its 95 % interval. */
  readonly masteryRmse: number;
  readonly masteryHalf: number;
  /** RMSE less PIX's on the same pupils, and half the width of its 95 % interval (paired). */
  readonly against: { readonly gap: number; readonly half: number };
  /** Milliseconds of a decision. */
  readonly median: number;
  readonly heldEstimates: number;
}

interface Sums {
  questions: number;
  wrong: number;
  levelSquares: number;
  held: number;
  readonly masterySquares: number[];
  readonly times: number[];
}

const HIGHEST_LEVEL = 8;

/** The same pupils play by every method; `family` keeps the seeds of tuning and of reporting apart. */
export function measure(
  contents: readonly (readonly ScopeSkill[])[],
  truth: Truth,
  pupils: number,
  family: string,
): Measure[] {
  const sums = new Map(METHODS.map((method) => [method, emptySums()]));
  let played = 0;
  let competences = 0;
  let skills = 0;
  for (const [c, content] of contents.entries()) {
    const worth = withPix(content);
    for (let p = 0; p < Math.ceil(pupils / contents.length); p += 1) {
      played += 1;
      skills += content.length;
      competences += new Set(content.map((skill) => skill.competence)).size;
      for (const [method, sum] of sums) {
        const seed = `${family} ${c} ${p}`;
        const pupil = makePupil(content, truth, seeded(`${seed} vie`), seeded(`${seed} réponses ${method}`));
        add(sum, worth, pupil, play(method, content, pupil, seed));
      }
    }
  }
  const pix = sums.get('pix') ?? emptySums();
  return [...sums].map(([method, sum]) => summarise(method, sum, pix, { played, competences, skills }));
}

function emptySums(): Sums {
  return { questions: 0, wrong: 0, levelSquares: 0, held: 0, masterySquares: [], times: [] };
}

type Worth = ScopeSkill & { readonly pix: number };

function withPix(content: readonly ScopeSkill[]): Worth[] {
  const rungs = Map.groupBy(content, ({ competence, level }) => `${competence}|${level}`);
  return content.map((skill) => ({
    ...skill,
    pix: pixOfSkill(rungs.get(`${skill.competence}|${skill.level}`)?.length ?? 1),
  }));
}

function add(sum: Sums, content: readonly Worth[], pupil: Pupil, played: Played): void {
  const truth = new Set(content.flatMap(({ id }) => (pupil.mastered(id) ? id : [])));
  sum.questions += played.questions;
  sum.held += played.heldEstimates;
  sum.wrong += content.filter(({ id }) => truth.has(id) !== played.validated.has(id)).length;
  sum.masterySquares.push(((100 * (played.validated.size - truth.size)) / content.length) ** 2);
  const shown = profile(played.validated, content, HIGHEST_LEVEL).competences;
  for (const [k, real] of profile(truth, content, HIGHEST_LEVEL).competences.entries()) {
    sum.levelSquares += (real.level - (shown[k]?.level ?? 0)) ** 2;
  }
  for (const time of played.times) sum.times.push(time);
}

function summarise(
  method: Method,
  sum: Sums,
  pix: Sums,
  counts: { played: number; competences: number; skills: number },
): Measure {
  const rmse = Math.sqrt(mean(sum.masterySquares));
  const pixRmse = Math.sqrt(mean(pix.masterySquares));
  // Delta method: a root's error is that of its square over twice the root.
  // No error at all has none.
  const own = sum.masterySquares.map((square) => (rmse === 0 ? 0 : square / (2 * rmse)));
  const gaps = own.map(
    (value, i) => value - (pixRmse === 0 ? 0 : (pix.masterySquares[i] ?? 0) / (2 * pixRmse)),
  );
  const times = sum.times.toSorted((a, b) => a - b);
  return {
    method,
    questions: sum.questions / counts.played,
    skillError: sum.wrong / counts.skills,
    levelRmse: Math.sqrt(sum.levelSquares / counts.competences),
    masteryRmse: rmse,
    masteryHalf: halfInterval(own),
    against: { gap: rmse - pixRmse, half: halfInterval(gaps) },
    median: times[Math.floor(times.length / 2)] ?? 0,
    heldEstimates: sum.held / counts.played,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0) / values.length;
}

function halfInterval(values: readonly number[]): number {
  const centre = mean(values);
  const variance =
    values.reduce((all, value) => all + (value - centre) ** 2, 0) / Math.max(1, values.length - 1);
  return 1.96 * Math.sqrt(variance / values.length);
}
