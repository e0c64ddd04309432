import { isInOrder } from '../engine/ordering.ts';
import { seeded } from '../engine/seed.ts';
import type { Challenge, Placement } from '../referential/types.ts';

/**
 * The order in which this pupil sees the choices: `order[place]` is the place in the bank's file.
 * Forms carry the place shown, so that a page never tells which choice the author wrote first.
 */
export function shownOrder(challenge: Pick<Challenge, 'id' | 'choices' | 'shuffle'>, seed: string): number[] {
  if (!challenge.shuffle) return challenge.choices.map((_, index) => index);
  return shuffled(challenge.choices.length, `${seed}:${challenge.id}:order`);
}

/**
 * The same for the items of an ordering, the rights of a matching, the zones of a pointing. Items never begin in a
 * right order, nor does every right begin facing its left.
 */
export function shownPlaces(id: string, placement: Placement, seed: string): number[] {
  const places = shuffled(shownCount(placement), `${seed}:${id}:order`);
  // One turn is enough: what stood first now stands last, or faces another.
  return isRight(placement, places) ? [...places.slice(1), ...places.slice(0, 1)] : places;
}

function shownCount(placement: Placement): number {
  switch (placement.mode) {
    case 'ordering':
      return placement.items.length;
    case 'matching':
      return placement.rights.length;
    case 'pointing':
      return placement.zones.length;
  }
}

function isRight(placement: Placement, places: readonly number[]): boolean {
  if (placement.mode === 'ordering') return isInOrder(placement.items, places);
  return placement.mode === 'matching' && placement.pairs.every(({ right }, left) => places[left] === right);
}

/** 0 to `count` - 1, drawn by seed (Fisher and Yates). */
function shuffled(count: number, seed: string): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  const random = seeded(seed);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}
