import type { ScopeSkill } from '../../src/engine/method.ts';

/** Simulated contents and pupils whose truth is known. All draws come from the generator given. */

export type Random = () => number;

export interface Noise {
  /** Spread of a skill's true difficulty around its level. */
  readonly misplaced: number;
  /** Chances of a careless answer, drawn per pupil in this range. */
  readonly slip: readonly [number, number];
  /** Whether those who don't know answer right as often as the type of question lets them. */
  readonly lucky: boolean;
  /** Spread of tubes around their competence, in levels: 2.5 makes them nearly unrelated. */
  readonly tubeSpread: number;
}

export const NO_NOISE: Noise = { misplaced: 0, slip: [0, 0], lucky: false, tubeSpread: 1.2 };
export const NOISY: Noise = { misplaced: 0.6, slip: [0.05, 0.1], lucky: true, tubeSpread: 1.2 };
export const UNRELATED: Noise = { ...NOISY, tubeSpread: 2.5 };

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

export function makePupil(content: readonly ScopeSkill[], noise: Noise, random: Random): Pupil {
  const general = 3.5 + 1.5 * gaussian(random);
  const competences = new Map<string, number>();
  const tubes = new Map<string, number>();
  for (const { competence, tube } of content) {
    const ability = competences.get(competence) ?? general + 0.8 * gaussian(random);
    competences.set(competence, ability);
    if (!tubes.has(tube)) tubes.set(tube, ability + noise.tubeSpread * gaussian(random));
  }
  const slip = noise.slip[0] + random() * (noise.slip[1] - noise.slip[0]);
  const known = new Map(
    content.map((skill) => [
      skill.id,
      (tubes.get(skill.tube) ?? 0) >= skill.level + noise.misplaced * gaussian(random),
    ]),
  );
  return {
    mastered: (skill) => known.get(skill) ?? false,
    answer: (skill) => (known.get(skill.id) ? random() >= slip : noise.lucky && random() < skill.guess),
  };
}

/** Box and Muller. */
function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
