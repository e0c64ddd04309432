import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type TestDatabase, testDatabase } from './db.ts';

/** The real server process, on a database of its own, with its demo LMS. */
export interface PalierProcess {
  readonly url: string;
  readonly lmsUrl: string;
  readonly database: TestDatabase;
  readonly env: Readonly<Record<string, string>>;
  /** What the process printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** Starts it again after `kill`, on the same ports and data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startPalier(settings: Readonly<Record<string, string>> = {}): Promise<PalierProcess> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palier-data-'));
  const env = {
    ...(await addresses()),
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'info',
    ...settings,
  };
  let output = '';
  let child = run();
  for (let tries = 1; ; tries += 1) {
    try {
      await ready(env.PUBLIC_URL, child, () => output);
      break;
    } catch (error) {
      // A port that was free a moment ago may be another's by now.
      if (tries === 3 || !output.includes('EADDRINUSE')) throw error;
      Object.assign(env, await addresses(), settings);
      output = '';
      child = run();
    }
  }
  return {
    url: env.PUBLIC_URL,
    lmsUrl: env.DEMO_LMS_URL,
    database,
    env,
    output: () => output,
    kill,
    async restart() {
      child = run();
      await ready(env.PUBLIC_URL, child, () => output);
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) await kill('SIGTERM');
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };

  function run(): ChildProcess {
    const process_ = spawn(process.execPath, ['src/server.ts'], { env: { ...cleanEnvironment(), ...env } });
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    process_.stdout?.on('data', keep);
    process_.stderr?.on('data', keep);
    return process_;
  }

  async function kill(signal: NodeJS.Signals): Promise<number | null> {
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = await ended;
    return code;
  }
}

async function addresses() {
  const [port, lmsPort] = [await freePort(), await freePort()];
  return {
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DEMO_LMS_PORT: String(lmsPort),
    DEMO_LMS_URL: `http://127.0.0.1:${lmsPort}`,
  };
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

/** Without what the machine or the test runner sets for Palier. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of ['DATABASE_URL', 'SECRET_KEY', 'PUBLIC_URL', 'PORT', 'NODE_ENV', 'DEMO_LMS', 'VITEST'])
    delete env[name];
  return env;
}

async function ready(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended:\n${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server was not ready in 30 s:\n${output()}`);
}
