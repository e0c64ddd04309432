import { correct } from './engine/correct.ts';
import { initialState, readReached, solvedState } from './engine/practicals/practical.ts';
import type { Practical } from './referential/practicals/read.ts';
import type { Challenge } from './referential/types.ts';

/** What a window whose state is the answer corrects otherwise than its author means; empty when all is well. */
export function practicalFaults(challenge: Challenge, practical: Practical): string[] {
  const accepts = (reached: ReturnType<typeof initialState>) => correct(challenge, { reached }).correct;
  const solved = solvedState(practical);
  return [
    ...(accepts(initialState(practical)) ? ['la fenêtre est juste avant que l’on y touche.'] : []),
    ...(accepts(solved) && readReached(practical, solved) !== null
      ? []
      : ['« expect » demande un état qui ne peut pas être atteint.']),
  ];
}
