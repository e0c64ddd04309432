import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from './embedded-binaries.ts';
import { EmbeddedDatabaseError, runCommand } from './embedded-command.ts';
import { errorCode } from './embedded-lock.ts';
import { isCluster, type Place } from './embedded-place.ts';

const MAJOR = '18';
const UNFINISHED = 'postgres.new-';

/**
 * Makes the cluster unless it exists, whole or not at all: in a folder of its own, renamed when finished.
 * `password` is that of the administrator `postgres`. Called under the file lock. Throws EmbeddedDatabaseError.
 */
export async function ensureCluster(place: Place, password: string): Promise<void> {
  await removeUnfinished(place.home);
  if (!(await isCluster(place.data))) await createCluster(place, password);
  const version = (await readFile(join(place.data, 'PG_VERSION'), 'utf8')).trim();
  if (version === MAJOR) return;
  throw new EmbeddedDatabaseError(
    `La base de données de ${place.data} a été créée par PostgreSQL ${version} ; cette version de Palier emploie ` +
      `PostgreSQL ${MAJOR}. Reprenez la version de Palier qui l'a créée, ou choisissez un autre DATA_DIR.`,
  );
}

/** The clusters beside this one in a folder outside DATA_DIR: theirs was erased. */
export async function strayClusters(place: Place, dataDir: string): Promise<Place[]> {
  if (place.home === dataDir) return [];
  const names = (await readdir(place.home)).filter((name) => name.startsWith('postgres-'));
  return names
    .map((name) => ({ ...place, data: join(place.home, name) }))
    .filter((p) => p.data !== place.data);
}

async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(UNFINISHED)) continue;
    await rm(join(home, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function createCluster(place: Place, password: string): Promise<void> {
  await makeRoom(place.data);
  const folder = await mkdtemp(join(place.home, UNFINISHED));
  const passwordFile = join(folder, 'password');
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  for (const path of place.account ? [folder, passwordFile, data] : []) {
    await chown(path, place.account?.uid ?? 0, place.account?.gid ?? 0);
  }
  const made = await runCommand(
    program(place.binaries, 'initdb'),
    [
      '-D',
      data,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ],
    { cwd: place.home, account: place.account, timeoutMs: 180_000 },
  );
  if (made.ok) await rename(data, place.data);
  await rm(folder, { recursive: true, force: true });
  if (made.ok) return;
  throw new EmbeddedDatabaseError(
    `La base de données n'a pas pu être créée dans ${place.home} : ${made.output.slice(-1500)}\n` +
      `Vérifiez la place libre et les droits de ce dossier, puis recommencez.`,
  );
}

/** An empty folder may stand there; one that holds something unknown is not ours to erase. */
async function makeRoom(data: string): Promise<void> {
  try {
    await rmdir(data);
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return;
    throw new EmbeddedDatabaseError(
      `${data} contient autre chose qu'une base de données complète. Déplacez ou effacez ce dossier, puis recommencez.`,
      { cause },
    );
  }
}
