import { type Command, UsageError } from './command.ts';
import { consoleCommand } from './console.ts';
import { rotateKeys } from './keys.ts';
import {
  addCommand,
  approveCommand,
  disableCommand,
  inviteCommand,
  joinCommand,
  listCommand,
} from './platforms.ts';
import { testCommand } from './test-platform.ts';
import { eraseUser, exportUser } from './users.ts';

const COMMANDS: ReadonlyMap<string, (words: readonly string[]) => Command> = new Map([
  ['platform add', addCommand],
  ['platform list', listCommand],
  ['platform invite', inviteCommand],
  ['platform approve', approveCommand],
  ['platform disable', disableCommand],
  ['platform join', joinCommand],
  ['platform test', testCommand],
  ['keys rotate', rotateKeys],
  ['user export', exportUser],
  ['user erase', eraseUser],
]);

/** The command that these words write, its arguments checked. @throws UsageError */
export function chooseCommand(words: readonly string[]): Command {
  const [group, name, ...rest] = words;
  if (group === undefined) throw new UsageError('Aucune commande.');
  if (group === 'console') return consoleCommand(words.slice(1));
  const make = COMMANDS.get(`${group} ${name}`);
  if (!make) throw new UsageError(`Commande inconnue : « ${[group, name].filter(Boolean).join(' ')} ».`);
  return make(rest);
}
