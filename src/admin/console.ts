import { accountName, noteEvent } from './audit.ts';
import { type Command, readArguments } from './command.ts';
import { createConsoleKey } from './console-key.ts';

/** `console` */
export function consoleCommand(words: readonly string[]): Command {
  readArguments(words, {}, { min: 0, max: 0 });
  return async (deps, out) => {
    const key = await deps.db.transaction().execute(async (trx) => {
      await noteEvent({ db: trx, now: deps.now }, { action: 'console link made', subject: 'console' });
      return createConsoleKey(trx, accountName(), deps.now());
    });
    out.print('À ouvrir dans un navigateur, une seule fois, dans les 15 minutes. Ne le donner à personne.');
    out.print(`${deps.config.publicUrl}/admin/enter?key=${key}`);
    return 0;
  };
}
