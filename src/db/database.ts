import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.ts';

/** A pool or a transaction: what every query function takes first. */
export type Db = Kysely<DB>;

/** Opens a pool on `url`; ids (int8) come as strings, timestamps as `Date`. */
export function openDatabase(url: string, options: { max?: number } = {}): Db {
  const pool = new pg.Pool({ connectionString: url, max: options.max ?? 10, application_name: 'palier' });
  // An idle client that loses its server must not end the process: the next query opens another.
  pool.on('error', () => {});
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
