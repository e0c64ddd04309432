import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanEnvironment, freePort } from './support/palier.ts';

/** What `npm start` does on a fresh machine: the embedded database, the practice LMS, nothing set but ports. */
let dataDir: string;
let env: Record<string, string>;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'palier-boot-'));
  const [port, lmsPort] = [await freePort(), await freePort()];
  env = {
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DEMO_LMS_PORT: String(lmsPort),
    DEMO_LMS_URL: `http://127.0.0.1:${lmsPort}`,
    DATA_DIR: dataDir,
  };
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

function start(extra: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['src/server.ts'], {
    env: { ...cleanEnvironment(), ...env, ...extra },
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const exit = once(child, 'exit').then(([code]) => code);
  return { child, exit, output: () => output };
}

async function untilReady(): Promise<number> {
  const from = performance.now();
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${env.PUBLIC_URL}/readyz`).catch(() => null);
    if (answer?.ok) return performance.now() - from;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('not ready in 60 s');
}

describe('a start with nothing set', () => {
  test('is ready with its own database and its practice LMS, and stops cleanly', async () => {
    const palier = start();
    await untilReady();
    expect(await (await fetch(`${env.PUBLIC_URL}/healthz`)).text()).toBe('ok');
    expect(await (await fetch(`${env.DEMO_LMS_URL}/`)).text()).toContain('Pix 3e');
    const keys: { keys: unknown[] } = JSON.parse(await (await fetch(`${env.PUBLIC_URL}/lti/jwks`)).text());
    expect(keys.keys).toHaveLength(1);

    const second = start({ PORT: '0', DEMO_LMS: 'off' });
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain(String(palier.child.pid));

    palier.child.kill('SIGTERM');
    expect(await palier.exit).toBe(0);
    expect(palier.output()).not.toMatch(/"level":(50|60)/);

    // Another start finds the same keys: the data was kept.
    const again = start();
    await untilReady();
    expect(JSON.parse(await (await fetch(`${env.PUBLIC_URL}/lti/jwks`)).text())).toEqual(keys);
    again.child.kill('SIGINT');
    expect(await again.exit).toBe(0);
  }, 90_000);

  test('a bad setting stops it with a sentence and no trace', async () => {
    const palier = start({ PORT: 'huit' });
    expect(await palier.exit).toBe(1);
    expect(palier.output()).toContain('PORT vaut « huit »');
    expect(palier.output()).not.toContain('at ');
  });

  test('a port already taken is told in words', async () => {
    const first = start();
    await untilReady();
    const other = start({ DATA_DIR: await mkdtemp(path.join(os.tmpdir(), 'palier-boot-')) });
    expect(await other.exit).toBe(1);
    expect(other.output()).toContain('Le port est déjà pris');
    first.child.kill('SIGTERM');
    await first.exit;
  }, 60_000);
});
