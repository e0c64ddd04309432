import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** The program of embedded-holder.ts. */
export const HOLDER = fileURLToPath(new URL('./embedded-holder.ts', import.meta.url));

const folders: string[] = [];
const children: ChildProcess[] = [];

/** Ends what the last test started and removes its folders, here and elsewhere. */
export async function cleanUp(): Promise<void> {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) {
    const noted = (await readFile(join(folder, 'postgres-location'), 'utf8').catch(() => '')).trim();
    await killPostmaster(noted || join(folder, 'postgres'));
    if (noted) await rm(dirname(noted), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Has a process killed when the test is over. */
export function killLater(child: ChildProcess): void {
  children.push(child);
}

/** Has a folder removed, and its database ended, when the test is over. */
export function removeLater(folder: string): void {
  folders.push(folder);
}

/** A new empty folder, closed to other accounts as mkdtemp makes it. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'palier-embedded-'));
  removeLater(folder);
  return folder;
}

/** Runs embedded-holder.ts; rejects with what it said when it couldn't join. */
export async function startHolder(
  dataDir: string,
  role: 'server' | 'command',
  options: { uid?: number; gid?: number; detached?: boolean } = {},
  program = HOLDER,
) {
  const child = spawn(process.execPath, [program, dataDir, role], {
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  killLater(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const heard: string[] = [];
  const until = async (key: string): Promise<string> => {
    for (let line = await lines.next(); !line.done; line = await lines.next()) {
      heard.push(line.value);
      const said: unknown = JSON.parse(line.value);
      if (typeof said === 'object' && said !== null && key in said) return String(Reflect.get(said, key));
      if (line.value.includes('"failed"')) break;
    }
    throw new Error(heard.join('\n'));
  };
  const url = await until('url');
  const leave = async () => {
    child.stdin.end();
    await until('left');
  };
  return { process: child, url, leave };
}

/** One statement on a connection of its own. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** The pid of the PostgreSQL that runs in a data folder's cluster. */
export function postmasterPid(dataDir: string): Promise<number | undefined> {
  return clusterPid(join(dataDir, 'postgres'));
}

/** The pid of the PostgreSQL that runs in a cluster's own folder. */
export async function clusterPid(data: string): Promise<number | undefined> {
  const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  return pid > 0 && (await runs(pid)) ? pid : undefined;
}

/** Ends the PostgreSQL of a cluster as a power cut would. */
export async function killPostmaster(data: string): Promise<void> {
  const pid = await clusterPid(data);
  if (pid === undefined) return;
  process.kill(pid, 'SIGKILL');
  await waitFor(async () => !(await runs(pid)));
}

/** Waits at most 9 s for something to be so. */
export async function waitFor(met: () => Promise<boolean>): Promise<void> {
  for (let polls = 0; polls < 300; polls++) {
    if (await met()) return;
    await sleep(30);
  }
  throw new Error('Rien après 9 s.');
}

async function runs(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // In a container without init the dead stay in the table.
  return !(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).includes(') Z ');
}
