import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Db, openDatabase } from '../../src/db/database.ts';
import { databaseUrl } from './global-setup.ts';

export interface TestDatabase {
  readonly db: Db;
  readonly url: string;
  drop(): Promise<void>;
}

/** Those of this test file that are not dropped yet. */
export const openDatabases = new Set<Db>();

/** A fresh, migrated database of its own. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = inject('databaseUrl');
  await run(server, `create database ${name} template template_palier`);
  const url = databaseUrl(server, name);
  const db = openDatabase(url, { max: 8 });
  openDatabases.add(db);
  return {
    db,
    url,
    async drop() {
      openDatabases.delete(db);
      await db.destroy();
      await dropPatiently(server, name);
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty database, not even migrated, gone after its use. */
export async function withEmptyDatabase(use: (url: string) => Promise<void>): Promise<void> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  const server = inject('databaseUrl');
  await run(server, `create database ${name}`);
  try {
    await use(databaseUrl(server, name));
  } finally {
    await dropPatiently(server, name);
  }
}

/** An autovacuum worker, which only a superuser may end, may be at the database for a moment. */
async function dropPatiently(server: string, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await run(server, `drop database ${name} with (force)`);
      return;
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
