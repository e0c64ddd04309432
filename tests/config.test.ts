import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'palier-config-'));
const base = { DATA_DIR: dataDir };
const production = {
  ...base,
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://palier.example.fr',
  SECRET_KEY: 'k'.repeat(48),
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('have the defaults of the documentation', () => {
    expect(readConfig(base)).toMatchObject({
      port: 3000,
      publicUrl: 'http://localhost:3000',
      databaseUrl: null,
      demoLms: true,
      demoLmsPort: 3001,
      demoLmsUrl: 'http://127.0.0.1:3001',
      maxLevel: 8,
      retryDays: 4,
      resetDays: 7,
      certifiableCompetences: 5,
      trustProxy: false,
      allowPrivateNetwork: true,
      rateLimit: true,
    });
  });

  test('close in production what development leaves open', () => {
    expect(readConfig(production)).toMatchObject({
      demoLms: false,
      allowPrivateNetwork: false,
      production: true,
    });
  });

  test('keep one secret in the data folder, for its owner alone', () => {
    const first = readConfig(base).secret;
    expect(readConfig(base).secret.equals(first)).toBe(true);
    const file = path.join(dataDir, 'secret-key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').length).toBeGreaterThanOrEqual(48);
  });

  test.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'palier.example.fr'],
    ['PUBLIC_URL', 'https://palier.example.fr/outil'],
    ['DEMO_LMS', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['MAX_LEVEL', '9'],
    ['RATE_LIMIT', 'true'],
    ['NODE_ENV', 'prod'],
  ])('%s=%s is refused by name and value', (name, value) => {
    const [fault, ...others] = faultsOf({ ...base, [name]: value });
    expect(others).toEqual([]);
    expect(fault).toContain(name);
    expect(fault).toContain(value);
  });

  test('are all told at once', () => {
    const faults = faultsOf({ ...base, PORT: 'a', MAX_LEVEL: '0', DEMO_LMS: 'peut-être' });
    expect(faults.map((fault) => fault.split(' ', 1)[0]).sort()).toEqual(['DEMO_LMS', 'MAX_LEVEL', 'PORT']);
  });

  test('never show a secret', () => {
    const secret = 'trop-courte-42';
    const password = 'motdepasse-unique';
    const faults = faultsOf({ ...base, SECRET_KEY: secret, DATABASE_URL: `mysql://palier:${password}@x/y` });
    expect(faults).toHaveLength(2);
    expect(faults.join()).not.toContain(secret);
    expect(faults.join()).not.toContain(password);
  });

  test('in production want https and a secret', () => {
    const faults = faultsOf({ ...base, NODE_ENV: 'production' });
    expect(faults.join('\n')).toMatch(/PUBLIC_URL[\s\S]*SECRET_KEY/);
  });
});

test('whom to write to is an e-mail or an https address, or nobody', () => {
  const contact = (given?: string) =>
    readConfig({ DATA_DIR: dataDir, ...(given === undefined ? {} : { ACCESSIBILITY_CONTACT: given }) })
      .accessibilityContact;
  expect(contact()).toBeNull();
  expect(contact('aide@college.example')).toBe('mailto:aide@college.example');
  expect(contact('https://college.example/aide')).toBe('https://college.example/aide');
  for (const wrong of [
    'aide',
    'javascript:alert(1)',
    'http://college.example',
    'a@b.example?bcc=c@d.example',
  ])
    expect(() => contact(wrong)).toThrow(/ACCESSIBILITY_CONTACT/);
});
