import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});
const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});

const REGISTRY = /^https:\/\/registry\.npmjs\.org\//;

test('every package comes from the npm registry with its fingerprint, and only named ones run a script', () => {
  const { packages } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const { allowScripts } = manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const installed = Object.entries(packages).filter(([place]) => place !== '');
  expect(installed.length).toBeGreaterThan(100);
  for (const [place, { resolved, integrity, hasInstallScript }] of installed) {
    // Left out: the registry that npm is set to. Anything else would be a place of its own.
    if (resolved !== undefined) expect([place, resolved]).toEqual([place, expect.stringMatching(REGISTRY)]);
    expect([place, integrity]).toEqual([place, expect.stringMatching(/^sha512-/)]);
    const name = place.replace(/^.*node_modules\//, '');
    if (hasInstallScript) expect([name, allowScripts[name]]).toEqual([name, true]);
  }
});

test('what runs in production is few and pinned', () => {
  const { dependencies } = manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(25);
  for (const [name, version] of Object.entries(dependencies)) {
    // The runtime itself follows its long-term line's mends.
    expect([name, version]).toEqual([
      name,
      expect.stringMatching(name === 'node' ? /^24\.x$/ : /^\d+\.\d+\.\d+$/),
    ]);
  }
});
