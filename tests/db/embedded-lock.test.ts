import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { withFileLock } from '../../src/db/embedded-lock.ts';
import { cleanUp, makeFolder } from './embedded-support.ts';

afterEach(cleanUp);

const holders = {
  'a process that died': () => ({ pid: spawnSync('true').pid, host: hostname(), token: 'a' }),
  'a process that died and whose pid is now ours': () => ({ pid: process.pid, host: hostname(), token: 'b' }),
};

for (const [who, holder] of Object.entries(holders)) {
  test(`a lock left by ${who} is taken over, by one at a time`, async () => {
    const path = join(await makeFolder(), 'lock');
    await writeFile(path, JSON.stringify(holder()));
    let inside = 0;
    let done = 0;
    const started = performance.now();
    const work = async () => {
      expect(++inside).toBe(1);
      await sleep(5);
      inside--;
      done++;
    };
    await Promise.all(Array.from({ length: 8 }, () => withFileLock(path, 20_000, () => undefined, work)));
    expect(done).toBe(8);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(existsSync(path)).toBe(false);
  });
}

test('a lock that is held is waited for, no longer than asked, and freed by an error', async () => {
  const path = join(await makeFolder(), 'lock');
  const failing = withFileLock(
    path,
    1000,
    () => undefined,
    async () => {
      await expect(
        withFileLock(
          path,
          300,
          () => undefined,
          async () => 1,
        ),
      ).rejects.toThrow(/Attendez/);
      throw new Error('au feu');
    },
  );
  await expect(failing).rejects.toThrow('au feu');
  expect(
    await withFileLock(
      path,
      1000,
      () => undefined,
      async () => 2,
    ),
  ).toBe(2);
});
