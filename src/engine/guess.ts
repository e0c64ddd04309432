import type { Challenge } from '../referential/types.ts';

/**
 * Chance, 0 to 0.5, that someone who knows nothing answers right: choices drawn at random, select lists too;
 * a free text can't be guessed. A pupil knows that a qcm has at least two right choices.
 */
export function guessOf(challenge: Pick<Challenge, 'type' | 'choices' | 'fields'>): number {
  return Math.min(0.5, chanceOf(challenge));
}

function chanceOf({ type, choices, fields }: Pick<Challenge, 'type' | 'choices' | 'fields'>): number {
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
  }
}

function fieldChance(field: Challenge['fields'][number]): number {
  if (field.format !== 'select' || !field.options) return 0;
  return Math.min(1, field.accepted.length / field.options.length);
}
