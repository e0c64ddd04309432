import type { Challenge, Placement } from '../referential/types.ts';
import type { Correctable } from './correct.ts';
import { matchingChance } from './matching.ts';
import { orderingChance } from './ordering.ts';
import { pointingChance } from './pointing.ts';

/**
 * Chance, 0 to 0.5, that someone who knows nothing answers right: choices drawn at random, select lists and placements
 * too; a free text can't be guessed. A pupil knows that a qcm has at least two right choices.
 */
export function guessOf(challenge: Correctable): number {
  return Math.min(0.5, chanceOf(challenge));
}

function chanceOf({ type, choices, fields, placement }: Correctable): number {
  switch (type) {
    case 'qcu':
      return 1 / choices.length;
    case 'qcm':
      return 1 / (2 ** choices.length - choices.length - 1);
    case 'qroc':
    case 'qrocm-ind':
      return fields.map(fieldChance).reduce((all, chance) => all * chance, 1);
    case 'qrocm-dep':
      // Any order is right: n! times as many right answers as when each field has its own.
      return fields.map(fieldChance).reduce((all, chance, i) => all * chance * (i + 1), 1);
    case 'ordering':
    case 'matching':
    case 'pointing':
      return placement ? placementChance(placement) : 0;
    case 'practical':
      return 0;
  }
}

function placementChance(placement: Placement): number {
  switch (placement.mode) {
    case 'ordering':
      return orderingChance(placement.items);
    case 'matching':
      return matchingChance(placement);
    case 'pointing':
      return pointingChance(placement);
  }
}

function fieldChance(field: Challenge['fields'][number]): number {
  if (field.format !== 'select' || !field.options) return 0;
  return Math.min(1, field.accepted.length / field.options.length);
}
