import { open, readFile, readlink, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from './embedded-binaries.ts';
import { type CommandResult, EmbeddedDatabaseError, runCommand } from './embedded-command.ts';
import { errorCode, processExists } from './embedded-lock.ts';
import type { Place } from './embedded-place.ts';

export interface Postmaster {
  pid: number;
  /** Undefined while PostgreSQL hasn't written it yet. */
  port: number | undefined;
}

const LOG_LIMIT = 10 * 1024 * 1024;

/** No statement and no value in the log: both hold people's names. Not one of them may need quoting by a shell. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'password_encryption=scram-sha-256',
  'max_connections=100',
  'shared_buffers=64MB',
  'max_wal_size=256MB',
  'max_parallel_workers_per_gather=0',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];

/** The PostgreSQL that runs in the place, or undefined. */
export async function runningPostmaster(place: Place): Promise<Postmaster | undefined> {
  const lines = (await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !processExists(pid)) return undefined;
  if (!(await worksIn(pid, place.data))) return undefined;
  const port = Number(lines[3]);
  return { pid, port: Number.isInteger(port) && port > 0 ? port : undefined };
}

/** Starts PostgreSQL on a free port of 127.0.0.1, in a session of its own. Throws EmbeddedDatabaseError. */
export async function startCluster(place: Place): Promise<void> {
  await rotateLog(place);
  await disownForeignPid(place);
  let said = '';
  for (let attempt = 0; attempt < 20; attempt++) {
    const logSize = (await stat(logOf(place)).catch(() => undefined))?.size ?? 0;
    const settings = [...SETTINGS, `port=${await freePort()}`].map((setting) => `-c ${setting}`).join(' ');
    const started = await pgCtl(
      place,
      ['start', '-w', '-t', '60', '-l', 'postgres.log', '-o', settings],
      true,
    );
    // Recovery after a crash can outlast pg_ctl's patience: then it runs, and connecting tells when it is ready.
    if (started.ok || (await runningPostmaster(place))) return;
    said = (await readFile(logOf(place)).catch(() => Buffer.alloc(0))).subarray(logSize).toString().trim();
    said = `${said.slice(-2000)}\n${started.output}`.trim();
    // Another program took the port in between, or the backends of a killed server are still on their way out.
    if (!/could not bind|still in use/.test(said)) break;
    await sleep(250);
  }
  throw new EmbeddedDatabaseError(
    `PostgreSQL n'a pas démarré (${place.data}). Voici ce qu'il en dit ; la suite est dans ${logOf(place)} :\n${said}`,
  );
}

/** Stops PostgreSQL in order (open transactions are rolled back). Whether it stopped. */
export async function stopCluster(place: Place): Promise<boolean> {
  await pgCtl(place, ['stop', '-m', 'fast', '-w', '-t', '60'], false);
  for (let polls = 0; polls < 50; polls++) {
    if (!(await runningPostmaster(place))) return true;
    await sleep(100);
  }
  return false;
}

/**
 * A pid in postmaster.pid may have been given to another program since (usual when a container is started anew);
 * on Linux a server is told by its working folder. Elsewhere, and where that can't be read, the pid is believed.
 */
async function worksIn(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(data));
  } catch (error) {
    // ENOENT: gone, or dead and not yet reaped (a container without init). EACCES: not readable by this account.
    if (errorCode(error) !== 'EACCES') return false;
    return (await ownerUid(`/proc/${pid}`)) === (await ownerUid(data));
  }
}

async function ownerUid(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.uid;
}

/**
 * A stale postmaster.pid whose pid now belongs to another program of the same account keeps PostgreSQL from
 * starting. The file itself must stay: by its memory key PostgreSQL makes sure that no backend of the killed
 * server still writes. Our own pid instead counts as stale (pg_ctl names its parent to the server).
 */
async function disownForeignPid(place: Place): Promise<void> {
  const path = join(place.data, 'postmaster.pid');
  const [pid = '', ...rest] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  if (process.platform !== 'linux' || !/^\d+$/.test(pid) || !processExists(Number(pid))) return;
  await writeFile(path, [process.pid, ...rest].join('\n'));
}

/** Paths are given from the home folder: pg_ctl hands them to a shell, which would read `$` and quotes in them. */
function pgCtl(place: Place, args: string[], detached: boolean): Promise<CommandResult> {
  const [action = '', ...rest] = args;
  return runCommand(program(place.binaries, 'pg_ctl'), [action, '-D', basename(place.data), ...rest], {
    cwd: place.home,
    account: place.account,
    timeoutMs: 90_000,
    detached,
  });
}

async function rotateLog(place: Place): Promise<void> {
  const path = logOf(place);
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size < LOG_LIMIT) return;
  await rename(path, `${path}.1`);
  const file = await open(path, 'a', 0o600);
  if (place.account) await file.chown(place.account.uid, place.account.gid);
  await file.close();
}

function logOf(place: Place): string {
  return join(place.home, 'postgres.log');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new EmbeddedDatabaseError('Aucun port libre sur 127.0.0.1.'));
      });
    });
  });
}
