import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Some hundred processes are started, which load the same modules: each is compiled once.
process.env.NODE_COMPILE_CACHE ??= path.resolve('node_modules/.cache/node');

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    // A worker keeps the modules that it has loaded: loading them for each file took as long as half of the tests.
    isolate: false,
    // One more than the cores of a small machine: many tests wait for a server, a queue or a browser. With four, some
    // wait too long.
    maxWorkers: 3,
    testTimeout: 60_000,
    // What is right after a second on a quiet machine takes longer beside two browsers.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 120_000,
  },
});
