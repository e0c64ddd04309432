import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ContentError, type Problem, report } from './problems.ts';

const MAX_FILES = 20_000;
const MAX_BYTES = 5 * 1024 * 1024;

/** Paths relative to the content folder, with `/`, in order. */
export type ContentFiles = ReadonlyMap<string, Buffer>;

/**
 * Every file under `dir`, hidden ones left out.
 * Links and files above 5 MB are reported and left out; throws ContentError when the folder is missing.
 */
export async function readContentFiles(dir: string, problems: Problem[]): Promise<ContentFiles> {
  const paths = await listFiles(dir, problems);
  const files = new Map<string, Buffer>();
  for (const path of paths) {
    const full = join(dir, path);
    if ((await stat(full)).size > MAX_BYTES) {
      report(problems, path, 'fichier trop gros : 5 Mo au plus. Allège-le ou découpe-le.');
    } else {
      files.set(path, await readFile(full));
    }
  }
  return files;
}

/** Names this state of the bank: SHA-256 of all paths and bytes, 16 hexadecimal characters. */
export function versionOf(files: ContentFiles): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of files) {
    hash.update(`${path}\0${bytes.length}\0`);
    hash.update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

/** UTF-8 text of a file, or null (reported) when it holds other bytes. */
export function textOf(bytes: Buffer, path: string, problems: Problem[]): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    report(problems, path, "ce fichier n'est pas en UTF-8 : enregistre-le avec le codage « UTF-8 ».");
    return null;
  }
}

async function listFiles(dir: string, problems: Problem[]): Promise<string[]> {
  let entries: Awaited<ReturnType<typeof readTree>>;
  try {
    entries = await readTree(dir);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContentError([
      { file: 'content', line: 1, column: 1, message: `dossier des contenus illisible : ${reason}` },
    ]);
  }
  const paths: string[] = [];
  for (const entry of entries) {
    const path = relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (path.split('/').some((part) => part.startsWith('.'))) continue;
    if (entry.isFile()) paths.push(path);
    else if (!entry.isDirectory()) {
      report(problems, path, 'ni fichier ni dossier : un lien ne peut pas être servi, copie le fichier.');
    }
  }
  if (paths.length > MAX_FILES) {
    throw new ContentError([
      { file: 'content', line: 1, column: 1, message: `trop de fichiers (${MAX_FILES} au plus)` },
    ]);
  }
  return paths.sort();
}

function readTree(dir: string) {
  return readdir(dir, { recursive: true, withFileTypes: true });
}
