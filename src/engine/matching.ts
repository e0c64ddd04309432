import type { Matching } from '../referential/types.ts';

/** For each left, whether the right it was given is its own. */
export function matchVerdicts({ pairs }: Matching, matches: readonly number[]): boolean[] {
  return pairs.map(({ right }, left) => matches[left] === right);
}

/** Each left drawn among the rights, without giving one twice unless the challenge lets it. */
export function matchingChance({ pairs, rights, reuse }: Matching): number {
  return pairs.reduce((chance, _, given) => chance / (rights.length - (reuse ? 0 : given)), 1);
}
