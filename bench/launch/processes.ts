import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';

/** A process of the benchmark that answers questions over its channel. */
export interface Worker {
  /** The first message that `pick` takes, after `question` was sent. @throws Error when the process ends before. */
  ask<T>(
    question: string | object | null,
    pick: (message: Record<string, unknown>) => T | undefined,
  ): Promise<T>;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a Node process with a channel; what it prints is shown only when it fails. */
export function startWorker(
  file: string,
  env: Readonly<Record<string, string>>,
  options: { cwd: string; profileDir?: string | undefined; flags?: readonly string[] },
): Worker {
  const profile = options.profileDir ? ['--cpu-prof', `--cpu-prof-dir=${options.profileDir}`] : [];
  const usage = path.join(import.meta.dirname, 'usage.mjs');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...(options.flags ?? []), ...profile, '--import', usage, file], {
    cwd: options.cwd,
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  }
  return {
    pid: child.pid ?? 0,
    ask: (question, pick) =>
      new Promise((resolve, reject) => {
        const settle = () => {
          child.off('message', read);
          child.off('exit', fail);
        };
        const read = (message: Record<string, unknown>) => {
          const found = pick(message);
          if (found === undefined) return;
          settle();
          resolve(found);
        };
        const fail = () => {
          settle();
          reject(new Error(`${path.basename(file)} ended:\n${output}`));
        };
        if (child.exitCode !== null) return fail();
        child.on('message', read);
        child.on('exit', fail);
        if (question !== null) child.send(question);
      }),
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
