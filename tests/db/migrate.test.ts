import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { testDatabase, withEmptyDatabase } from '../support/db.ts';

const FOLDER = path.resolve('migrations');

test('several processes that start at once apply each migration once', async () => {
  await withEmptyDatabase(async (url) => {
    const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(url, FOLDER)));
    const files = (await readdir(FOLDER)).sort();
    expect(applied.flat().sort()).toEqual(files);
    expect(await migrate(url, FOLDER)).toEqual([]);
  });
});

test('a migration that fails leaves nothing behind, and an edited one is noticed', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'palier-migrations-'));
  await writeFile(path.join(folder, '0001_a.sql'), 'create table a (id int);');
  await writeFile(path.join(folder, '0002_b.sql'), 'create table b (id int); select no_such_thing();');
  await withEmptyDatabase(async (url) => {
    await expect(migrate(url, folder)).rejects.toThrow('0002_b.sql');
    await writeFile(path.join(folder, '0002_b.sql'), 'create table b (id int);');
    expect(await migrate(url, folder)).toEqual(['0002_b.sql']);
    await copyFile(path.join(folder, '0002_b.sql'), path.join(folder, '0001_a.sql'));
    await expect(migrate(url, folder)).rejects.toThrow('0001_a.sql');
  });
});

test('the typed schema is that of the migrations', async () => {
  const { url, drop } = await testDatabase();
  try {
    const env = { ...process.env, DATABASE_URL: url };
    const run = promisify(execFile)(process.execPath, ['scripts/db-types.ts', '--verify'], { env });
    await expect(run).resolves.toMatchObject({ stdout: expect.any(String) });
  } finally {
    await drop();
  }
});
