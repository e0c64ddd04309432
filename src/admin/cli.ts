import { pino } from 'pino';
import { openPalier } from '../boot.ts';
import { ConfigError, readConfig } from '../config.ts';
import { EmbeddedDatabaseError } from '../db/embedded.ts';
import { chooseCommand } from './choose-command.ts';
import { CommandError, UsageError } from './command.ts';
import { USAGE } from './usage.ts';

process.exitCode = await main(process.argv.slice(2));

/** 0: done; 1: not done, and why; 2: the command is not written right. */
async function main(words: readonly string[]): Promise<0 | 1 | 2> {
  if (words.includes('--help') || words.includes('-h')) {
    console.log(USAGE);
    return 0;
  }
  try {
    const command = chooseCommand(words);
    const config = readConfig(process.env);
    // Results go to the standard output, everything else beside it.
    const log = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
    const palier = await openPalier(config, 'command', log);
    try {
      const deps = { db: palier.db, config, log, now: () => new Date() };
      return await command(deps, { print: (line) => console.log(line) });
    } finally {
      await palier.close();
    }
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if ([CommandError, ConfigError, EmbeddedDatabaseError].some((kind) => error instanceof kind)) {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    }
    console.error(explain(error));
    return 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') {
    return 'La base de données ne répond pas : vérifier DATABASE_URL et que PostgreSQL est démarré.';
  }
  return `La commande a échoué : ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
