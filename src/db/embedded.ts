import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, realpath, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCluster, strayClusters } from './embedded-cluster.ts';
import { EmbeddedDatabaseError } from './embedded-command.ts';
import { errorCode, withFileLock } from './embedded-lock.ts';
import { choosePlace, hasCluster, noteLocation, type Place, type PlaceLog } from './embedded-place.ts';
import { runningPostmaster, startCluster, stopCluster } from './embedded-postmaster.ts';
import {
  ensureRoleAndDatabase,
  isRefusedPassword,
  type Presence,
  passwordOf,
  type Role,
  takePresence,
} from './embedded-presence.ts';

export { EmbeddedDatabaseError } from './embedded-command.ts';
export { ServerAlreadyRunning } from './embedded-presence.ts';

export interface EmbeddedDatabase {
  /** `postgres://palier:…@127.0.0.1:PORT/palier`, good until PostgreSQL next starts. */
  url: string;
  /** Gives the database up; the last of all processes to leave stops it. Close pools first. Never rejects. */
  leave(): Promise<void>;
}

/** The first start on a slow disk takes a minute or two; who leaves is about to be killed by its supervisor. */
const JOIN_WAIT_MS = 240_000;
const LEAVE_WAIT_MS = 20_000;

/**
 * Starts PostgreSQL 18 in dataDir, or adopts the one already running there. Hooks no signal: who joins, leaves.
 * Throws EmbeddedDatabaseError (in French: what is wrong, what to do) or, for a second 'server', ServerAlreadyRunning.
 */
export async function joinEmbeddedDatabase(options: {
  dataDir: string;
  log: PlaceLog;
  /** A 'server' is refused when another server process uses dataDir; a 'command' always joins. */
  role: Role;
}): Promise<EmbeddedDatabase> {
  const { log, role } = options;
  const dataDir = await openFolder(options.dataDir);
  const joined = await alone(dataDir, JOIN_WAIT_MS, log, async () => {
    const secret = await readOrMakeSecret(dataDir);
    const place = await choosePlace(
      dataDir,
      createHash('sha256').update(secret).digest('hex').slice(0, 8),
      log,
    );
    const port = await ensureRunning(place, dataDir, secret, log);
    return { place, port, secret, presence: await takePresence(port, secret, role, log) };
  });
  let left: Promise<void> | undefined;
  return {
    url: `postgres://palier:${passwordOf(joined.secret, 'palier')}@127.0.0.1:${joined.port}/palier`,
    leave() {
      left ??= leave(dataDir, joined.place, joined.presence, log);
      return left;
    },
  };
}

async function openFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true });
    return await realpath(dataDir);
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      `Le dossier de données ${resolve(dataDir)} ne peut pas être ouvert ni créé (${errorCode(cause) ?? cause}). ` +
        `Donnez à DATA_DIR un dossier où ce compte peut écrire.`,
      { cause },
    );
  }
}

/** Starting and stopping happen one process at a time: nobody joins a database that another is stopping. */
async function alone<T>(dataDir: string, waitMs: number, log: PlaceLog, work: () => Promise<T>): Promise<T> {
  const onWait = () =>
    log.info({ dataDir }, 'Un autre processus démarre ou arrête la base de données : attente.');
  try {
    return await withFileLock(join(dataDir, 'postgres.lock'), waitMs, onWait, work);
  } catch (cause) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(cause) ?? '')) throw cause;
    throw new EmbeddedDatabaseError(
      `Ce compte n'a pas les droits sur le dossier de données ${dataDir} : il a sans doute été créé par un autre ` +
        `compte (par exemple avec sudo). Lancez Palier avec ce compte-là, ou donnez le dossier à celui-ci (« chown -R »).`,
      { cause },
    );
  }
}

async function readOrMakeSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'postgres-password');
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret !== '') return secret;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  if (await hasCluster(dataDir)) {
    throw new EmbeddedDatabaseError(
      `Le mot de passe de la base de données, ${path}, a disparu. Remettez ce fichier depuis une sauvegarde, ` +
        `ou choisissez un autre DATA_DIR pour repartir d'une base vide.`,
    );
  }
  const secret = randomBytes(32).toString('hex');
  const file = await open(`${path}.new`, 'w', 0o600);
  await file.writeFile(`${secret}\n`);
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
  return secret;
}

/** The port of the database, running and set up. */
async function ensureRunning(place: Place, dataDir: string, secret: string, log: PlaceLog): Promise<number> {
  await ensureCluster(place, passwordOf(secret, 'postgres'));
  await noteLocation(dataDir, place);
  for (const stray of await strayClusters(place, dataDir)) {
    if (await runningPostmaster(stray)) await stopCluster(stray);
    log.warn({ folder: stray.data }, 'Base de données d’un DATA_DIR effacé : ce dossier peut être supprimé.');
  }
  for (let failures = 0; ; failures++) {
    const running = await runningPostmaster(place);
    if (!running) {
      await startCluster(place);
      log.info({ data: place.data }, 'PostgreSQL est démarré.');
    } else if (running.port !== undefined) {
      try {
        await ensureRoleAndDatabase(running.port, secret);
        return running.port;
      } catch (error) {
        // Recovery after a crash may take minutes, and PostgreSQL says so; anything else lasts seconds at most.
        if (errorCode(error) === '57P03' && failures < 6000) await sleep(100);
        else if (failures > 200 || isRefusedPassword(error)) throw unreachable(place, running.pid, error);
      }
    }
    await sleep(100);
  }
}

function unreachable(place: Place, pid: number, cause: unknown): EmbeddedDatabaseError {
  const why = isRefusedPassword(cause) ? 'refuse le mot de passe gardé dans DATA_DIR' : 'ne répond pas';
  return new EmbeddedDatabaseError(
    `PostgreSQL (processus ${pid}, base ${place.data}) ${why}. Arrêtez ce processus s'il est bien PostgreSQL, ` +
      `sinon effacez ${join(place.data, 'postmaster.pid')}, puis recommencez ; voyez aussi ${join(place.home, 'postgres.log')}.`,
    { cause },
  );
}

async function leave(dataDir: string, place: Place, presence: Presence, log: PlaceLog): Promise<void> {
  try {
    await alone(dataDir, LEAVE_WAIT_MS, log, async () => {
      // A database that can't be reached has nothing left to stop.
      const last = await presence.giveUp().catch(() => false);
      if (last && !(await stopCluster(place)))
        log.warn({ data: place.data }, 'PostgreSQL ne s’est pas arrêté.');
    });
  } catch (error) {
    log.warn({ err: error, data: place.data }, 'La base de données n’a pas pu être quittée en ordre.');
  } finally {
    await presence.close();
  }
}
