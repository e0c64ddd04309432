import { createToolKeys } from '../lti/keys.ts';
import { noteEvent } from './audit.ts';
import { type Command, readArguments } from './command.ts';

/** `keys rotate` */
export function rotateKeys(words: readonly string[]): Command {
  readArguments(words, {}, { min: 0, max: 0 });
  return async (deps, out) => {
    const kid = await createToolKeys(deps).rotate();
    await noteEvent(deps, { action: 'keys rotated', subject: `key ${kid}` });
    out.print(`Nouvelle clé : ${kid}. L'ancienne reste publiée 24 heures.`);
    return 0;
  };
}
