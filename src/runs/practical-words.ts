import type { Translate } from '../i18n/translate.ts';

/** One thing that was expected of a window, in words. */
export interface Words {
  readonly expected: string;
  /** Texts for what is found instead: `run.practical.<found>.found` and `.none`. */
  readonly found: string;
  /** How what is found is listed, when it isn't a list of names. */
  readonly list?: Listed;
}

/** How the names of what was found are told. */
export type Listed = (t: Translate, names: readonly string[]) => string;

/** A long list is cut: a page is read, not counted. */
const MOST_NAMED = 12;

/** Names in quotation marks, one after another. */
export const quoted: Listed = (t, names) => {
  const shown = names.slice(0, MOST_NAMED).map((name) => t('run.practical.quoted', { name }));
  return [...shown, ...(names.length > MOST_NAMED ? ['…'] : [])].join(', ');
};

/** What a verdict found and wrote `key=value`, taken apart; the value may hold the sign again. */
export function pairOf(found: string): [key: string, value: string] {
  const at = found.indexOf('=');
  return [found.slice(0, at), found.slice(at + 1)];
}

/** Pairs that were found, each in words, one after another. */
export function pairsBy(word: (key: string, value: string) => string, between = ', '): Listed {
  return (_, found) => found.map((each) => word(...pairOf(each))).join(between);
}
