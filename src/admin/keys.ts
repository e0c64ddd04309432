import { rotateToolKeys } from './acts.ts';
import { type Command, readArguments } from './command.ts';

/** `keys rotate` */
export function rotateKeys(words: readonly string[]): Command {
  readArguments(words, {}, { min: 0, max: 0 });
  return async (deps, out) => {
    const kid = await rotateToolKeys(deps);
    out.print(`Nouvelle clé : ${kid}. L'ancienne reste publiée 24 heures.`);
    return 0;
  };
}
