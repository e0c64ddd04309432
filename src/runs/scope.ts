import { z } from 'zod';
import { guessOf } from '../engine/guess.ts';
import type { Referential } from '../referential/types.ts';

/** One targeted skill, as it stood when the run began. */
const frozenSkill = z.object({
  id: z.string(),
  tube: z.string(),
  competence: z.string(),
  level: z.number(),
  pix: z.number(),
  guess: z.number(),
});

export const scopeSchema = z.array(frozenSkill);
export type FrozenSkill = z.infer<typeof frozenSkill>;

/** Freezes the targeted skills: later edits of the bank change neither the path nor the score of a run. */
export function freezeScope(referential: Referential, skillIds: readonly string[]): FrozenSkill[] {
  return skillIds.flatMap((id) => {
    const skill = referential.skills.get(id);
    if (!skill || skill.challenges.length === 0) return [];
    const guess = Math.max(...skill.challenges.map(guessOf));
    return [
      { id, tube: skill.tube, competence: skill.competence, level: skill.level, pix: skill.pix, guess },
    ];
  });
}
