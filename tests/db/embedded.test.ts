import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { joinEmbeddedDatabase, ServerAlreadyRunning } from '../../src/db/embedded.ts';
import {
  cleanUp,
  HOLDER,
  killLater,
  killPostmaster,
  makeFolder,
  postmasterPid,
  query,
  startHolder,
  waitFor,
} from './embedded-support.ts';

const silent = { info: () => undefined, warn: () => undefined };

afterEach(cleanUp);

test('a database in French order, in UTF-8, kept from one start to the next', async () => {
  const dataDir = await makeFolder();
  const first = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
  await query(first.url, 'create table word (text text)');
  await query(first.url, `insert into word values ('zèbre'), ('étude'), ('eau'), ('école'), ('ère')`);
  await first.leave();
  expect(await postmasterPid(dataDir)).toBeUndefined();

  const second = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
  const sorted = await query(second.url, 'select text from word order by text collate "fr-x-icu"');
  expect(sorted.map((row) => row.text)).toEqual(['eau', 'école', 'ère', 'étude', 'zèbre']);
  const [facts] = await query(
    second.url,
    `select current_setting('server_encoding') as encoding, upper('élève') as upper, current_setting('fsync') as fsync,
       current_setting('listen_addresses') as addresses,
       (select rolsuper from pg_roles where rolname = current_user) as administrator, version() as version`,
  );
  expect(facts).toMatchObject({
    encoding: 'UTF8',
    upper: 'ÉLÈVE',
    fsync: 'on',
    addresses: '127.0.0.1',
    administrator: false,
  });
  expect(facts?.version).toMatch(/^PostgreSQL 18\./);
  // Line 5 of postmaster.pid is the folder of the Unix socket: none.
  expect((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[4]).toBe('');
  expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
  await expect(query(second.url.replace(/:[0-9a-f]{64}@/, ':wrong@'), 'select 1')).rejects.toThrow(
    /password/,
  );
  await second.leave();
});

test('after a SIGKILL of its process the database goes on, is adopted, and the last to leave stops it', async () => {
  const dataDir = await makeFolder();
  const holder = await startHolder(dataDir, 'server');
  await query(holder.url, 'create table kept as select 1 as n');
  const pid = await postmasterPid(dataDir);
  holder.process.kill('SIGKILL');

  const next = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
  expect(next.url).toBe(holder.url);
  expect(await postmasterPid(dataDir)).toBe(pid);
  expect(await query(next.url, 'select n from kept')).toEqual([{ n: 1 }]);
  await next.leave();
  expect(await postmasterPid(dataDir)).toBeUndefined();
});

test('Ctrl-C reaches our process group and not the database, so that requests can drain', async () => {
  const dataDir = await makeFolder();
  const holder = await startHolder(dataDir, 'server', { detached: true });
  const pid = await postmasterPid(dataDir);
  const gone = new Promise((resolve) => holder.process.on('exit', resolve));
  process.kill(-(holder.process.pid ?? 0), 'SIGINT');
  await gone;
  await sleep(300);
  expect(await postmasterPid(dataDir)).toBe(pid);
  expect(await query(holder.url, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a second server is refused by pid, a command joins, and only the last one out stops the database', async () => {
  const dataDir = await makeFolder();
  const server = await startHolder(dataDir, 'server');
  const refused = joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
  await expect(refused).rejects.toBeInstanceOf(ServerAlreadyRunning);
  await expect(refused).rejects.toMatchObject({
    pid: server.process.pid,
    message: expect.stringContaining(`processus ${server.process.pid}`),
  });

  const command = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'command' });
  expect(command.url).toBe(server.url);
  await command.leave();
  await command.leave();
  expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);

  const stayer = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'command' });
  await server.leave();
  expect(await query(stayer.url, 'select 2 as n')).toEqual([{ n: 2 }]);
  await stayer.leave();
  expect(await postmasterPid(dataDir)).toBeUndefined();
});

test('two processes starting at once on an empty folder both succeed, on one database', async () => {
  const dataDir = await makeFolder();
  const [one, two] = await Promise.all([startHolder(dataDir, 'server'), startHolder(dataDir, 'command')]);
  expect(one.url).toBe(two.url);
  await Promise.all([one.leave(), two.leave()]);
  expect(await postmasterPid(dataDir)).toBeUndefined();
  expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres-password', 'postgres.log']);
});

test('joining while another leaves never meets a database that is stopping', async () => {
  const dataDir = await makeFolder();
  let current = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'command' });
  for (let round = 0; round < 5; round++) {
    const [, next] = await Promise.all([
      current.leave(),
      joinEmbeddedDatabase({ dataDir, log: silent, role: 'command' }),
    ]);
    expect(await query(next.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    current = next;
  }
  await current.leave();
});

test('after a SIGKILL of PostgreSQL itself, it starts again with its data', async () => {
  const dataDir = await makeFolder();
  const first = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
  await query(first.url, 'create table kept as select 7 as n');
  await killPostmaster(join(dataDir, 'postgres'));
  await first.leave();

  const second = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  await killPostmaster(join(dataDir, 'postgres'));
  await second.leave();

  // Its pid goes to another program of the same account, as when a container is started anew.
  const path = join(dataDir, 'postgres', 'postmaster.pid');
  const owner = await stat(path);
  const bystander = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid });
  killLater(bystander);
  await writeFile(path, (await readFile(path, 'utf8')).replace(/^\d+/, String(bystander.pid)));
  const third = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
  expect(await query(third.url, 'select n from kept')).toEqual([{ n: 7 }]);
  await third.leave();
});

test('killed in the middle of the first start, it starts well the next time', async () => {
  const dataDir = await makeFolder();
  const child = spawn(process.execPath, [HOLDER, dataDir, 'server'], { detached: true, stdio: 'ignore' });
  killLater(child);
  await waitFor(async () => (await readdir(dataDir)).some((name) => name.startsWith('postgres.new-')));
  await sleep(100);
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  expect((await readdir(dataDir)).includes('postgres')).toBe(false);

  const next = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
  expect(await query(next.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  await next.leave();
  expect((await readdir(dataDir)).some((name) => name.startsWith('postgres.new-'))).toBe(false);
});

test('a server that loses its guard connection takes it again', async () => {
  const dataDir = await makeFolder();
  const server = await startHolder(dataDir, 'server');
  const command = await joinEmbeddedDatabase({ dataDir, log: silent, role: 'command' });
  const holds = `select pid from pg_stat_activity where application_name = 'palier server ${server.process.pid}'`;
  const [before] = await query(command.url, holds);
  await query(command.url, `select pg_terminate_backend(${Number(before?.pid)})`);
  await waitFor(async () => {
    const [after] = await query(command.url, holds);
    return after !== undefined && after.pid !== before?.pid;
  });
  const second = joinEmbeddedDatabase({ dataDir, log: silent, role: 'server' });
  await expect(second).rejects.toMatchObject({ pid: server.process.pid });
  await command.leave();
  expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  await server.leave();
});

test('what stands in the way is told in French with what to do', async () => {
  const file = join(await makeFolder(), 'file');
  await writeFile(file, '');
  await expect(joinEmbeddedDatabase({ dataDir: file, log: silent, role: 'command' })).rejects.toThrow(
    /DATA_DIR/,
  );

  const strange = await makeFolder();
  await mkdir(join(strange, 'postgres'));
  await writeFile(join(strange, 'postgres', 'holiday.jpg'), '');
  await expect(joinEmbeddedDatabase({ dataDir: strange, log: silent, role: 'command' })).rejects.toThrow(
    /Déplacez/,
  );
  expect(existsSync(join(strange, 'postgres', 'holiday.jpg'))).toBe(true);

  const older = await makeFolder();
  await mkdir(join(older, 'postgres'));
  await writeFile(join(older, 'postgres', 'PG_VERSION'), '16\n');
  await writeFile(join(older, 'postgres-password'), 'x');
  await expect(joinEmbeddedDatabase({ dataDir: older, log: silent, role: 'command' })).rejects.toThrow(
    /PostgreSQL 16/,
  );
  await rm(join(older, 'postgres-password'));
  await expect(joinEmbeddedDatabase({ dataDir: older, log: silent, role: 'command' })).rejects.toThrow(
    /mot de passe/,
  );
});
