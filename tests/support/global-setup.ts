import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { joinEmbeddedDatabase } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

/** One real PostgreSQL for the whole run; each test file copies the migrated template. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palier-tests-'));
  const embedded = await joinEmbeddedDatabase({ dataDir, role: 'command', log: pino({ level: 'warn' }) });
  const admin = new pg.Client({ connectionString: embedded.url });
  await admin.connect();
  // Nothing of it outlives the run: no test waits for the disk.
  await admin.query('alter role palier set synchronous_commit = off');
  await admin.query('create database template_palier');
  await admin.end();
  await migrate(databaseUrl(embedded.url, 'template_palier'), path.resolve('migrations'));
  project.provide('databaseUrl', embedded.url);
  return async () => {
    await embedded.leave();
    await rm(dataDir, { recursive: true, force: true });
  };
}

export function databaseUrl(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
