import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type Db, openDatabase } from './db/database.ts';
import { joinEmbeddedDatabase } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';

export const ROOT = path.resolve(import.meta.dirname, '..');

export interface Palier {
  readonly db: Db;
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the migrated database: that of DATABASE_URL, or the embedded one (started, or joined where it runs). */
export async function openPalier(config: Config, role: 'server' | 'command', log: Logger): Promise<Palier> {
  const embedded =
    config.databaseUrl === null ? await joinEmbeddedDatabase({ dataDir: config.dataDir, role, log }) : null;
  const url = embedded?.url ?? config.databaseUrl ?? '';
  try {
    const applied = await migrate(url, path.join(ROOT, 'migrations'));
    if (applied.length > 0) log.info({ applied }, 'migrations applied');
    const db = openDatabase(url);
    return {
      db,
      url,
      async close() {
        await db.destroy();
        await embedded?.leave();
      },
    };
  } catch (error) {
    await embedded?.leave();
    throw error;
  }
}
