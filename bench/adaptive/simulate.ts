import { createEngine } from '../../src/engine/engine.ts';
import { type Attempt, DEFAULT_POLICY, type Policy, type ScopeSkill } from '../../src/engine/method.ts';
import { seeded } from '../../src/engine/seed.ts';
import { makeContent, makePupil, NO_NOISE, NOISY, type Noise, UNRELATED } from './pupils.ts';

/**
 * Measures the method against PIX's rule on the same simulated pupils. `node bench/adaptive/simulate.ts [pupils]`.
 * Skill error = share of skills judged wrong; mastery RMSE in points of 100. Caps are off: the stop rules speak.
 */

interface Measure {
  questions: number;
  skillError: number;
  masteryRmse: number;
  within: number;
  width: number;
}

const PUPILS = Number(process.argv[2] ?? 504);
const CONTENTS = 6;
const SHAPES = [
  { name: 'compétence', competences: 1, tubes: 5, top: 7 },
  { name: 'campagne', competences: 4, tubes: 3, top: 5 },
  { name: 'banque', competences: 16, tubes: 5, top: 8 },
] as const;
const TRUTHS = [
  { name: 'sans bruit', noise: NO_NOISE },
  { name: 'bruit', noise: NOISY },
  { name: 'sujets sans lien', noise: UNRELATED },
] as const;
const POLICIES = [
  { name: 'PIX', policy: { ...DEFAULT_POLICY, method: 'pix' } },
  { name: 'bayes, eps 0.03', policy: { ...DEFAULT_POLICY, eps: 0.03 } },
  { name: `bayes, eps ${DEFAULT_POLICY.eps} (défaut)`, policy: DEFAULT_POLICY },
] as const;

console.log(
  '| contenu | élèves | méthode | questions | erreur, acquis | RMSE maîtrise | reste dans les bornes (largeur) |',
);
console.log('|---|---|---|---|---|---|---|');
for (const shape of SHAPES) {
  for (const truth of TRUTHS) {
    for (const { name, policy } of POLICIES) {
      const measure = measureOn(shape, truth.noise, policy);
      console.log(
        `| ${shape.name} | ${truth.name} | ${name} | ${measure.questions.toFixed(1)} | ${(100 * measure.skillError).toFixed(1)} % | ${(100 * measure.masteryRmse).toFixed(1)} | ${(100 * measure.within).toFixed(0)} % (${measure.width.toFixed(1)}) |`,
      );
    }
  }
}

function measureOn(shape: (typeof SHAPES)[number], noise: Noise, policy: Policy): Measure {
  const sum = { questions: 0, wrong: 0, skills: 0, square: 0, asked: 0, within: 0, width: 0 };
  const pupils = shape.competences > 8 ? Math.ceil(PUPILS / 8) : PUPILS;
  for (let c = 0; c < CONTENTS; c += 1) {
    const content = makeContent(
      shape.competences,
      shape.tubes,
      shape.top,
      seeded(`content ${shape.name} ${c}`),
    );
    const engine = createEngine(content, { ...policy, cap: content.length });
    for (let p = 0; p < Math.ceil(pupils / CONTENTS); p += 1) {
      const pupil = makePupil(content, noise, seeded(`pupil ${c} ${p}`));
      const { attempts, bounds } = play(engine, content, pupil, `run ${c} ${p}`);
      const validated = new Set(
        engine
          .knowledge(attempts)
          .flatMap((element) => (element.status === 'validated' ? element.skill : [])),
      );
      const wrong = content.filter((skill) => validated.has(skill.id) !== pupil.mastered(skill.id)).length;
      const truth = content.filter((skill) => pupil.mastered(skill.id)).length;
      sum.questions += attempts.length;
      sum.wrong += wrong;
      sum.skills += content.length;
      sum.square += ((validated.size - truth) / content.length) ** 2;
      for (const [i, { low, high }] of bounds.entries()) {
        const left = attempts.length - i;
        sum.asked += 1;
        sum.within += low <= left && left <= high ? 1 : 0;
        sum.width += high - low;
      }
    }
  }
  const played = CONTENTS * Math.ceil(pupils / CONTENTS);
  return {
    questions: sum.questions / played,
    skillError: sum.wrong / sum.skills,
    masteryRmse: Math.sqrt(sum.square / played),
    within: sum.within / sum.asked,
    width: sum.width / sum.asked,
  };
}

function play(
  engine: ReturnType<typeof createEngine>,
  content: readonly ScopeSkill[],
  pupil: ReturnType<typeof makePupil>,
  seed: string,
): { attempts: Attempt[]; bounds: { low: number; high: number }[] } {
  const skills = new Map(content.map((skill) => [skill.id, skill]));
  const attempts: Attempt[] = [];
  const bounds: { low: number; high: number }[] = [];
  for (;;) {
    const { skill: id, remaining } = engine.next(attempts, seed);
    const skill = skills.get(id ?? '');
    if (!skill) return { attempts, bounds };
    bounds.push(remaining);
    attempts.push({ skill: skill.id, correct: pupil.answer(skill), guess: skill.guess });
  }
}
