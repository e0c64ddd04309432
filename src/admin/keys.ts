import { rotateToolKeys } from './acts.ts';
import { type Command, readArguments } from './command.ts';

/** `keys rotate` */
export function rotateKeys(words: readonly string[]): Command {
  const given = readArguments(words, { now: { type: 'boolean' } }, { min: 0, max: 0 });
  const leaked = given.flag('now');
  return async (deps, out) => {
    const { kid, signsFrom } = await rotateToolKeys(deps, { leaked });
    out.print(
      leaked
        ? `Nouvelle clé : ${kid}. Elle signe dès maintenant ; les autres ne sont plus publiées.`
        : `Nouvelle clé : ${kid}. Déjà publiée, elle signera à partir du ${signsFrom.toISOString()} ; l'ancienne reste publiée 24 heures de plus.`,
    );
    return 0;
  };
}
