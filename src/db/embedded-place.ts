import { createHash } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach, ownerOf, postgresAccount, runsAsRoot } from './embedded-account.ts';
import { type Binaries, canRun, copyBinaries, findBinaries } from './embedded-binaries.ts';
import { type Account, EmbeddedDatabaseError } from './embedded-command.ts';

/** Where one embedded database lives and who runs it. */
export interface Place {
  binaries: Binaries;
  /** The folder that holds the cluster's folder and postgres.log: DATA_DIR, unless the account can't reach it. */
  home: string;
  /** The cluster's folder (PGDATA). */
  data: string;
  /** The account that runs PostgreSQL; absent: ours. */
  account: Account | undefined;
}

export interface PlaceLog {
  info(facts: object, message?: string): void;
  warn(facts: object, message?: string): void;
}

const NOTE = 'postgres-location';

/**
 * Finds where the database of a data folder lives, or chooses it. As root: PostgreSQL refuses to run, so an
 * account is chosen, and what it can't reach is moved (binaries copied, data kept elsewhere, said in the log).
 * `identity` names the cluster: another one found in the folder elsewhere belongs to a data folder since erased.
 * Called under the file lock. Throws EmbeddedDatabaseError.
 */
export async function choosePlace(dataDir: string, identity: string, log: PlaceLog): Promise<Place> {
  const binaries = await findBinaries();
  const inside = { home: dataDir, data: join(dataDir, 'postgres') };
  if (!runsAsRoot()) return { ...inside, binaries, account: undefined };

  const known = await knownFolders(dataDir, inside);
  const account = (known && (await ownerOf(known.data))) ?? (await postgresAccount());
  const folders = known ?? (await chooseFolders(dataDir, identity, account, log));
  if (!(await canReach(folders.home, account)) && !(await letThrough(folders.home, account))) {
    throw new EmbeddedDatabaseError(
      `Le compte ${account.uid}, propriétaire de la base de données, ne peut plus atteindre ${folders.home}. ` +
        `Rouvrez-lui les dossiers parents (« chmod o+x »), ou lancez Palier avec ce compte.`,
    );
  }
  await giveLog(join(folders.home, 'postgres.log'), account);
  return { ...folders, account, binaries: await reachableBinaries(binaries, account, log) };
}

/** Writes down a cluster kept outside the data folder, once it exists. */
export async function noteLocation(dataDir: string, place: Place): Promise<void> {
  if (place.home === dataDir) return;
  const unfinished = join(dataDir, `${NOTE}.new`);
  await writeFile(unfinished, `${place.data}\n`, { mode: 0o644 });
  await rename(unfinished, join(dataDir, NOTE));
}

/** Whether the data folder already has (or had) a cluster, here or elsewhere. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  return (await isCluster(join(dataDir, 'postgres'))) || (await readNote(dataDir)) !== undefined;
}

/** Whether the folder holds a finished cluster. */
export async function isCluster(data: string): Promise<boolean> {
  return (await stat(join(data, 'PG_VERSION')).catch(() => undefined))?.isFile() ?? false;
}

async function knownFolders(
  dataDir: string,
  inside: { home: string; data: string },
): Promise<{ home: string; data: string } | undefined> {
  const noted = await readNote(dataDir);
  if (noted === undefined) return (await isCluster(inside.data)) ? inside : undefined;
  if (await isCluster(noted)) return { home: join(noted, '..'), data: noted };
  throw new EmbeddedDatabaseError(
    `La base de données notée dans ${join(dataDir, NOTE)} n'est plus dans ${noted}. Remettez-la à sa place, ` +
      `ou, pour repartir d'une base vide, effacez ${join(dataDir, NOTE)}.`,
  );
}

async function readNote(dataDir: string): Promise<string | undefined> {
  const note = await readFile(join(dataDir, NOTE), 'utf8').catch(() => '');
  return note.trim() === '' ? undefined : note.trim();
}

async function chooseFolders(
  dataDir: string,
  identity: string,
  account: Account,
  log: PlaceLog,
): Promise<{ home: string; data: string }> {
  if (await canReach(dataDir, account)) return { home: dataDir, data: join(dataDir, 'postgres') };
  if (await letThrough(dataDir, account)) return { home: dataDir, data: join(dataDir, 'postgres') };
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  for (const parent of await foldersForAll()) {
    const home = join(parent, `palier-${hash}`);
    if (!(await makeOwnFolder(home)) || !(await canReach(home, account))) continue;
    log.warn(
      { dataDir, home },
      `PostgreSQL ne peut pas fonctionner sous root, et le compte postgres n'atteint pas ${dataDir} : ` +
        `la base de données est gardée dans ${home}.`,
    );
    return { home, data: join(home, `postgres-${identity}`) };
  }
  throw new EmbeddedDatabaseError(
    `Le compte postgres n'atteint ni ${dataDir}, ni /var/lib, ni ${tmpdir()}. Lancez Palier avec un compte ` +
      `ordinaire, ou choisissez un DATA_DIR ouvert à tous (par exemple DATA_DIR=/srv/palier).`,
  );
}

/** mkdtemp and careful administrators make closed folders: letting this one account pass through is enough. */
async function letThrough(folder: string, account: Account): Promise<boolean> {
  const { uid, gid, mode } = await stat(folder);
  if (uid !== 0 || (mode & 0o077) !== 0) return false;
  await chown(folder, 0, account.gid);
  await chmod(folder, (mode & 0o7777) | 0o010);
  if (await canReach(folder, account)) return true;
  await chmod(folder, mode & 0o7777);
  await chown(folder, 0, gid);
  return false;
}

async function reachableBinaries(binaries: Binaries, account: Account, log: PlaceLog): Promise<Binaries> {
  if (await canRun(binaries, account)) return binaries;
  let cause: unknown;
  for (const parent of await foldersForAll()) {
    try {
      const copy = await copyBinaries(binaries, parent);
      if (!(await canRun(copy, account))) continue;
      log.info({ from: binaries.root, to: copy.root }, `PostgreSQL est lancé depuis ${copy.root}.`);
      return copy;
    } catch (error) {
      cause = error;
    }
  }
  throw new EmbeddedDatabaseError(
    `Le compte postgres ne peut pas exécuter PostgreSQL (${binaries.root}), ni une copie sous /var/lib ou ` +
      `${tmpdir()}. Lancez Palier avec un compte ordinaire, ou indiquez un serveur dans DATABASE_URL.`,
    { cause },
  );
}

async function foldersForAll(): Promise<string[]> {
  return ['/var/lib', await realpath(tmpdir()).catch(() => '/tmp')];
}

/** Under /tmp anybody may have made the folder before us: it counts only when root's, and closed to others' writes. */
async function makeOwnFolder(path: string): Promise<boolean> {
  await mkdir(path, { mode: 0o755 }).catch(() => undefined);
  const made = await lstat(path).catch(() => undefined);
  if (!made?.isDirectory() || made.uid !== 0) return false;
  if ((made.mode & 0o022) !== 0) return false;
  await chmod(path, 0o755);
  return true;
}

/** pg_ctl opens the log as the account, in a folder where that account can't make files. */
async function giveLog(path: string, account: Account): Promise<void> {
  const file = await open(path, 'a', 0o600);
  await file.chown(account.uid, account.gid);
  await file.close();
}
