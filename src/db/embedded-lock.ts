import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, link, open, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { EmbeddedDatabaseError } from './embedded-command.ts';

const POLL_MS = 100;
const HEARTBEAT_MS = 1000;
/** A holder that hasn't shown life through so many polls (20 s) is gone, whatever its pid says. */
const POLLS_WITHOUT_LIFE = 200;

const Holder = z.object({ pid: z.int().positive(), host: z.string(), token: z.string() });
const heldHere = new Set<string>();

/**
 * Does `work` while this process alone, of all processes, holds the lock file. A lock left by a process that
 * died is taken over: at once when its pid is free, after 20 s without a heartbeat when the pid was given to
 * another program (usual in containers). Throws EmbeddedDatabaseError after `waitMs`.
 */
export async function withFileLock<T>(
  path: string,
  waitMs: number,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const token = randomUUID();
  heldHere.add(token);
  let file: FileHandle | undefined;
  try {
    file = await acquire(path, token, waitMs, onWait);
    const held = file;
    const heartbeat = setInterval(() => {
      held.utimes(new Date(), new Date()).catch(() => {
        // The folder may be going away under us; a waiter then takes over, as it should.
      });
    }, HEARTBEAT_MS);
    try {
      return await work();
    } finally {
      clearInterval(heartbeat);
    }
  } finally {
    await file?.close();
    if ((await contentOf(path))?.includes(token)) await rm(path, { force: true });
    heldHere.delete(token);
  }
}

async function acquire(path: string, token: string, waitMs: number, onWait: () => void): Promise<FileHandle> {
  const deadline = performance.now() + waitMs;
  let lastSign = '';
  let pollsWithoutLife = 0;
  for (let polls = 0; ; polls++) {
    const file = await create(path, token);
    if (file) return file;
    if (polls === 20) onWait();
    if (performance.now() > deadline) {
      throw new EmbeddedDatabaseError(
        `Un autre programme prépare ou arrête déjà la base de données depuis plus de ${Math.round(waitMs / 1000)} s. ` +
          `Attendez qu'il finisse ; s'il n'y en a pas, effacez ${path} et recommencez.`,
      );
    }
    const content = await contentOf(path);
    if (content === undefined) continue;
    const sign = `${content} ${await modifiedAt(path)}`;
    pollsWithoutLife = sign === lastSign ? pollsWithoutLife + 1 : 0;
    lastSign = sign;
    if (holderIsDead(content) || pollsWithoutLife > POLLS_WITHOUT_LIFE) await takeAway(path, content);
    else await sleep(POLL_MS);
  }
}

/** Written aside, then linked into place: nobody ever sees a lock without its holder. */
async function create(path: string, token: string): Promise<FileHandle | undefined> {
  if ((await contentOf(path)) !== undefined) return undefined;
  const aside = `${path}.${token}`;
  const file = await open(aside, 'wx', 0o644);
  try {
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname(), token }));
    await link(aside, path);
    return file;
  } catch (error) {
    await file.close();
    if (errorCode(error) === 'EEXIST') return undefined;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function holderIsDead(content: string): boolean {
  const holder = parseHolder(content);
  if (!holder || holder.host !== hostname()) return false;
  if (holder.pid === process.pid) return !heldHere.has(holder.token);
  return !processExists(holder.pid);
}

function parseHolder(content: string): z.infer<typeof Holder> | undefined {
  try {
    return Holder.safeParse(JSON.parse(content)).data;
  } catch {
    // Not ours, or of an older version: the heartbeat decides.
    return undefined;
  }
}

/**
 * Removes a dead holder's lock. Several waiters may judge it dead, and one of them late, when another already holds
 * a new lock: only who wins the claim on this very holder may remove, and only what still is that holder's.
 */
async function takeAway(path: string, seen: string): Promise<void> {
  const claim = `${path}.${createHash('sha256').update(seen).digest('hex').slice(0, 16)}.dead`;
  try {
    await (await open(claim, 'wx')).close();
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    // Its winner died too, in the few instructions below.
    if (Date.now() - (await modifiedAt(claim)) > POLLS_WITHOUT_LIFE * POLL_MS)
      await rm(claim, { force: true });
    await sleep(POLL_MS);
    return;
  }
  if ((await contentOf(path)) === seen) await rm(path, { force: true });
  await rm(claim, { force: true });
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function modifiedAt(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}

/** Whether a process with this id runs on this machine (also when it isn't ours). */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** The `code` of a system or PostgreSQL error, or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
