import { seeded } from '../engine/seed.ts';
import type { Challenge } from '../referential/types.ts';

/**
 * The order in which this pupil sees the choices: `order[place]` is the place in the bank's file.
 * Forms carry the place shown, so that a page never tells which choice the author wrote first.
 */
export function shownOrder(challenge: Pick<Challenge, 'id' | 'choices' | 'shuffle'>, seed: string): number[] {
  const order = challenge.choices.map((_, index) => index);
  if (!challenge.shuffle) return order;
  const random = seeded(`${seed}:${challenge.id}:order`);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}
