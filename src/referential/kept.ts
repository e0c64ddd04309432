import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameworkFile } from './schema.ts';
import type { ReadTube } from './tube.ts';
import type { TargetProfile } from './types.ts';

/** What a bank without a fault says: plain data, which may be kept as JSON. */
export interface SoundBank {
  readonly framework: FrameworkFile;
  readonly tubes: readonly ReadTube[];
  readonly targetProfiles: readonly TargetProfile[];
}

/** Where the reading of a bank is kept: it costs seconds, and gives the same for the same files read by the same code. */
const KEPT = path.resolve(import.meta.dirname, '../../node_modules/.cache/palier');
/** Older ones are deleted: each is a state of the bank or of the code that someone worked on. */
const MOST = 8;

/** What was kept of this version of the bank by this very code; null when nothing was, or it can't be read. */
export async function findKept(version: string): Promise<SoundBank | null> {
  try {
    return JSON.parse(await readFile(await fileOf(version), 'utf8'));
  } catch {
    return null;
  }
}

/** Keeps a sound bank for the next start; a folder that can't be written to only makes that start slower. */
export async function keep(version: string, bank: SoundBank): Promise<void> {
  try {
    const file = await fileOf(version);
    const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
    await mkdir(KEPT, { recursive: true });
    await writeFile(unfinished, JSON.stringify(bank));
    await rename(unfinished, file);
    await deleteOldest();
  } catch {
    // Installed by another user, or on a disk that can't be written: the bank was read all the same.
  }
}

async function fileOf(version: string): Promise<string> {
  return path.join(KEPT, `bank-${version}-${await readerVersion()}.json`);
}

/** Names what reads the bank: the code of this folder, and the packages installed. */
async function readerVersion(): Promise<string> {
  const here = import.meta.dirname;
  const names = await readdir(here, { recursive: true });
  const sources = names.filter((name) => name.endsWith('.ts')).sort();
  const files = [
    ...sources.map((name) => path.join(here, name)),
    path.resolve(here, '../../node_modules/.package-lock.json'),
  ];
  const hash = createHash('sha256');
  for (const bytes of await Promise.all(files.map((file) => readFile(file)))) {
    hash.update(`${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

async function deleteOldest(): Promise<void> {
  const names = await readdir(KEPT);
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(path.join(KEPT, name))).mtimeMs })),
  );
  const old = dated.sort((a, b) => b.at - a.at).slice(MOST);
  for (const { name } of old) await rm(path.join(KEPT, name), { force: true });
}
