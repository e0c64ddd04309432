import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/** Any constant of ours: one key for all processes that migrate. */
const MIGRATION_LOCK = 7_254_117;

export class MigrationError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
  }
}

/**
 * Applies `migrations/*.sql` in order, each once and in its own transaction, under an advisory lock,
 * so that any number of processes may start at once.
 * @returns the names applied now.
 * @throws MigrationError when an applied file was edited since, or a new one fails.
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'palier-migrate',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      'create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    );
    return await applyMissing(client, folder);
  } finally {
    await client.end();
  }
}

async function applyMissing(client: pg.Client, folder: string): Promise<string[]> {
  const known = await client.query<{ name: string; hash: string }>('select name, hash from migration');
  const applied = new Map(known.rows.map((row) => [row.name, row.hash]));
  const now: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
    const sql = await readFile(path.join(folder, name), 'utf8');
    const hash = createHash('sha256').update(sql).digest('hex');
    const before = applied.get(name);
    if (before === undefined) {
      await applyOne(client, name, sql, hash);
      now.push(name);
    } else if (before !== hash) {
      throw new MigrationError(
        `${name} a changé depuis qu'elle a été appliquée : écrire une nouvelle migration.`,
      );
    }
  }
  return now;
}

async function applyOne(client: pg.Client, name: string, sql: string, hash: string): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new MigrationError(`La migration ${name} a échoué ; rien n'a été changé.`, { cause: error });
  }
}
