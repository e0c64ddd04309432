import type { ScopeSkill } from '../../src/engine/method.ts';

/** Simulated contents and pupils whose truth is known. All draws come from the generator given. */

export type Random = () => number;

export interface Truth {
  readonly name: string;
  /** Mean of the general ability, in levels. */
  readonly ability: number;
  /** Spread of a skill's true difficulty around its level. */
  readonly misplaced: number;
  /** Chances of a careless answer, drawn per pupil in this range. */
  readonly slip: readonly [number, number];
  /** Times the chance of luck that the type of question gives. */
  readonly luck: number;
  /** Spread of tubes around their competence, in levels: 2.5 makes them nearly unrelated. */
  readonly tubeSpread: number;
  /** Whether answers waver near the limit of what is known (logistic, slope 2), or never do. */
  readonly wavers: boolean;
}

const NOISY: Truth = {
  name: 'bruit',
  ability: 3.5,
  misplaced: 0.6,
  slip: [0.05, 0.1],
  luck: 1,
  tubeSpread: 1.2,
  wavers: true,
};

export const TRUTHS: readonly Truth[] = [
  { ...NOISY, name: 'sans bruit', misplaced: 0, slip: [0, 0], luck: 0, wavers: false },
  NOISY,
  { ...NOISY, name: 'chance et étourderie seules', wavers: false },
  { ...NOISY, name: 'sujets sans lien', tubeSpread: 2.5 },
  { ...NOISY, name: 'élèves faibles', ability: 1.5 },
  { ...NOISY, name: 'élèves forts', ability: 6 },
  { ...NOISY, name: 'au petit bonheur', luck: 1.6 },
  { ...NOISY, name: 'étourdis', slip: [0.15, 0.25] },
  { ...NOISY, name: 'niveaux mal placés', misplaced: 1.2 },
];

export interface Pupil {
  mastered(skill: string): boolean;
  answer(skill: ScopeSkill): boolean;
}

/** `tubes` tubes in each of `competences`, three to six rungs each up to `top`. */
export function makeContent(competences: number, tubes: number, top: number, random: Random): ScopeSkill[] {
  return Array.from({ length: competences }, (_, k) => k).flatMap((k) =>
    Array.from({ length: tubes }, (_, t) => t).flatMap((t) => {
      const rungs = Array.from({ length: top }, (_, i) => i + 1)
        .map((level) => ({ level, order: random() }))
        .sort((a, b) => a.order - b.order)
        .slice(0, Math.min(top, 3 + Math.floor(random() * 4)))
        .sort((a, b) => a.level - b.level);
      return rungs.map(({ level }) => ({
        id: `${k}.${t}.${level}`,
        tube: `${k}.${t}`,
        competence: `${k}`,
        level,
        guess: [0, 0.09, 0.25, 0.25][Math.floor(random() * 4)] ?? 0,
      }));
    }),
  );
}

/** `lives` draws what the pupil is, `answers` what chance does to each answer. */
export function makePupil(
  content: readonly ScopeSkill[],
  truth: Truth,
  lives: Random,
  answers: Random,
): Pupil {
  const general = truth.ability + 1.5 * gaussian(lives);
  const competences = new Map<string, number>();
  const tubes = new Map<string, number>();
  /** How far above each skill's difficulty the pupil stands. */
  const margins = new Map<string, number>();
  for (const { id, competence, tube, level } of content) {
    const ability = competences.get(competence) ?? general + 0.8 * gaussian(lives);
    competences.set(competence, ability);
    const own = tubes.get(tube) ?? ability + truth.tubeSpread * gaussian(lives);
    tubes.set(tube, own);
    margins.set(id, own - level - truth.misplaced * gaussian(lives));
  }
  const slip = truth.slip[0] + lives() * (truth.slip[1] - truth.slip[0]);
  const marginOf = (skill: string) => margins.get(skill) ?? Number.NEGATIVE_INFINITY;
  return {
    mastered: (skill) => marginOf(skill) >= 0,
    answer({ id, guess }) {
      const lucky = Math.min(0.5, guess * truth.luck);
      const knows = truth.wavers ? 1 / (1 + Math.exp(-2 * marginOf(id))) : Number(marginOf(id) >= 0);
      return answers() < knows * (1 - slip) + (1 - knows) * lucky;
    },
  };
}

/** Box and Muller. */
function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
