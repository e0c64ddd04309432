import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createToolKeys } from '../../src/lti/keys.ts';
import { addPlatform } from '../../src/lti/registrations.ts';
import type { Platform } from '../../src/lti/store.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { startApp, type TestApp } from './support/app.ts';
import { login, postLaunch } from './support/browser.ts';
import { learnerClaims, startPlatform, type TestPlatform } from './support/platform.ts';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await testDatabase();
  app = await startApp(database.db);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

let count = 0;
async function withPlatform(work: (platform: TestPlatform) => Promise<void>) {
  const platform = await startPlatform(`client-${++count}`);
  await platform.register(database.db);
  try {
    await work(platform);
  } finally {
    await platform.close();
  }
}

async function launch(platform: TestPlatform, header?: { kid?: string }) {
  const { state, nonce, cookie } = await login(app, platform);
  const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date()), header);
  return postLaunch(app, { state, id_token }, { cookie });
}

const asked = (platform: TestPlatform) => platform.calls.filter(({ path }) => path === '/jwks').length;

test("a platform's keys are asked for once, and again when it signs with a new one", async () => {
  await withPlatform(async (platform) => {
    for (let i = 0; i < 3; i++) expect((await launch(platform)).status).toBe(200);
    expect(asked(platform)).toBe(1);
    await platform.rotate('key-2');
    expect((await launch(platform)).status).toBe(200);
    expect(asked(platform)).toBe(2);
  });
});

test('keys changed again and again within a minute, each used at once: no launch fails', async () => {
  await withPlatform(async (platform) => {
    for (let i = 0; i < 8; i++) {
      await platform.rotate(`next-${i}`);
      expect((await launch(platform)).status).toBe(200);
      expect((await launch(platform)).status).toBe(200);
    }
    expect(asked(platform)).toBe(8);
  });
});

test('thirty first launches at once ask for the keys once', async () => {
  await withPlatform(async (platform) => {
    const launches = await Promise.all(Array.from({ length: 30 }, () => launch(platform)));
    expect(launches.map(({ status }) => status)).toEqual(Array(30).fill(200));
    expect(asked(platform)).toBe(1);
  });
});

test('a new key under the old name is found too', async () => {
  await withPlatform(async (platform) => {
    expect((await launch(platform)).status).toBe(200);
    await platform.rotate('key-1');
    expect((await launch(platform)).status).toBe(200);
  });
});

/** A launch as the platform's, signed by somebody else. */
async function forge(platform: TestPlatform, thief: TestPlatform, kid: string) {
  const { state, nonce, cookie } = await login(app, platform);
  const id_token = await thief.sign(learnerClaims(platform, app.url, nonce, new Date()), { kid });
  return (await postLaunch(app, { state, id_token }, { cookie })).status;
}

// Each waits for the next question to its own platform, and none for another.
describe.concurrent('who asks in vain', () => {
  test('unknown key names ask the platform three times, then once in five seconds', async () => {
    const thief = await startPlatform('thief');
    await withPlatform(async (platform) => {
      expect((await launch(platform)).status).toBe(200);
      const at = performance.now();
      for (let i = 0; i < 5; i++) expect(await forge(platform, thief, `made-up-${i}`)).toBe(401);
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, i) => forge(platform, thief, `more-${i}`)),
      );
      expect(all).toEqual(Array(20).fill(401));
      const questions = asked(platform) - 1;
      expect(questions).toBeGreaterThanOrEqual(5);
      expect(questions).toBeLessThanOrEqual(3 + (performance.now() - at) / 5000);
    });
    await thief.close();
  }, 60_000);

  test('a known key under an unknown name makes nobody wait, and asks no more than that', async () => {
    await withPlatform(async (platform) => {
      expect((await launch(platform)).status).toBe(200);
      for (let i = 0; i < 20; i++) {
        expect((await launch(platform, { kid: `made-up-${i}` })).status).toBe(401);
      }
      expect(asked(platform)).toBeLessThanOrEqual(1 + 5);
      await platform.rotate('key-2');
      expect((await launch(platform)).status).toBe(200);
    });
  });

  test('while strangers ask in vain without end, the platform changes its keys and no launch fails', async () => {
    const thief = await startPlatform('thief');
    await withPlatform(async (platform) => {
      expect((await launch(platform)).status).toBe(200);
      let over = false;
      const strangers = Array.from({ length: 5 }, async (_, i) => {
        for (let n = 0; !over; n += 1) await forge(platform, thief, `made-up-${i}-${n}`);
      });
      for (const kid of ['key-2', 'key-3']) {
        await platform.rotate(kid);
        const pupils = await Promise.all(Array.from({ length: 6 }, () => launch(platform)));
        expect(pupils.map(({ status }) => status)).toEqual(Array(6).fill(200));
      }
      over = true;
      await Promise.all(strangers);
    });
    await thief.close();
  }, 60_000);
});

test('a token that answers no login of ours asks the platform nothing', async () => {
  await withPlatform(async (platform) => {
    expect((await launch(platform)).status).toBe(200);
    const wrong = [{ iss: 'https://else.example' }, { aud: 'else' }, { nonce: 'else' }, { exp: 1 }];
    for (const change of wrong) {
      const { state, nonce, cookie } = await login(app, platform);
      const claims = learnerClaims(platform, app.url, nonce, new Date(), change);
      const id_token = await platform.sign(claims, { kid: 'made-up' });
      expect((await postLaunch(app, { state, id_token }, { cookie })).status).toBeGreaterThanOrEqual(400);
    }
    const { state, cookie } = await login(app, platform);
    const head = Buffer.from('{"alg":"RS256","kid":"made-up"}').toString('base64url');
    expect((await postLaunch(app, { state, id_token: `${head}.e30.AA` }, { cookie })).status).toBe(401);
    expect(asked(platform)).toBe(1);
  });
});

test('of two keys with one name, the one that signed serves', async () => {
  await withPlatform(async (platform) => {
    const other = await startPlatform('namesake');
    platform.keys = [...other.keys.map((key) => ({ ...key, kid: 'key-1' })), ...platform.keys];
    await other.close();
    expect((await launch(platform)).status).toBe(200);
    expect(asked(platform)).toBe(1);
  });
});

test('a key that is weak, or no key, is left aside; alone, it makes no launch fail otherwise than in words', async () => {
  await withPlatform(async (platform) => {
    const [good] = platform.keys;
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
    const bad = [
      { ...weak, kid: 'weak', alg: 'RS256', use: 'sig' },
      { kty: 'RSA', n: '%%', e: '', kid: 'garbage' },
      { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'curve' },
    ];
    const all = (kids: string[]) => Promise.all(kids.map((kid) => launch(platform, { kid })));
    platform.keys = bad;
    const alone = await all(['weak', 'garbage', 'curve']);
    expect(alone.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(app.lines.at(-1)).toContain('keys-unreachable');
    platform.keys = [...bad, { ...good }];
    expect((await launch(platform)).status).toBe(200);
    const beside = await all(['weak', 'garbage', 'curve']);
    expect(beside.map(({ status }) => status)).toEqual([401, 401, 401]);
  });
});

test('what is no key in a set, or one of another kind, is passed over, however many', async () => {
  await withPlatform(async (platform) => {
    const [good] = platform.keys;
    const strange = [
      null,
      3,
      'x',
      {},
      [],
      { kty: 7 },
      { kty: 'oct', k: 'AA', kid: 'key-1' },
      { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AA', kid: 'key-1' },
      ...Array.from({ length: 300 }, (_, i) => ({
        kty: 'EC',
        crv: 'P-256',
        x: 'AA',
        y: 'AA',
        kid: `c-${i}`,
      })),
    ];
    platform.keys = [...strange, { ...good, alg: null, use: null }] as TestPlatform['keys'];
    expect((await launch(platform)).status).toBe(200);
  });
});

test('a key meant for encryption, or for another algorithm, verifies nothing', async () => {
  for (const change of [{ use: 'enc' }, { alg: 'RS512' }, { kty: 'oct' }]) {
    await withPlatform(async (platform) => {
      platform.keys = platform.keys.map((key) => ({ ...key, ...change }));
      expect((await launch(platform)).status).toBe(400);
      expect(app.lines.at(-1)).toContain('keys-unreachable');
    });
  }
});

test('the last good keys serve while the address is down, even to a process just started', async () => {
  await withPlatform(async (platform) => {
    expect((await launch(platform)).status).toBe(200);
    platform.keys = [];
    const other = await startApp(database.db, {}, app.url);
    other.setNow(new Date(Date.now() + 2 * 3_600_000));
    const begun = await login(other, platform);
    const id_token = await platform.sign(learnerClaims(platform, app.url, begun.nonce, other.deps.now()));
    const { status } = await postLaunch(other, { state: begun.state, id_token }, { cookie: begun.cookie });
    expect(status).toBe(200);
    await other.close();
  });
});

test('once an administrator names another key address, the keys of the one before sign no more', async () => {
  await withPlatform(async (platform) => {
    const thief = await startPlatform('thief-of-the-old-keys');
    thief.keys = [];
    expect((await launch(platform)).status).toBe(200);
    const row = await database.db
      .selectFrom('platform')
      .selectAll()
      .where('clientId', '=', platform.clientId)
      .executeTakeFirstOrThrow();
    const rename = (jwksUrl: string) => addPlatform(database.db, { ...named(row), jwksUrl });
    await rename(row.jwksUrl);
    expect((await launch(platform)).status).toBe(200);
    expect(asked(platform), 'the same address: the keys stay').toBe(1);
    await rename(`${thief.origin}/jwks`);
    const other = await startApp(database.db, {}, app.url);
    for (const here of [app, other]) {
      const { state, nonce, cookie } = await login(here, platform);
      const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date()));
      expect((await postLaunch(here, { state, id_token }, { cookie })).status).toBe(400);
    }
    await other.close();
    await thief.close();
  });
});

function named({ name, issuer, clientId, authUrl, tokenUrl }: Platform) {
  return { name, issuer, clientId, authUrl, tokenUrl, deploymentIds: ['1'] };
}

test('no keys at all: said so', async () => {
  await withPlatform(async (platform) => {
    platform.keys = [];
    const { status } = await launch(platform);
    expect(status).toBe(400);
    expect(app.lines.at(-1)).toContain('keys-unreachable');
  });
});

test('a token that names no key is refused, even where there is but one', async () => {
  await withPlatform(async (platform) => {
    for (const kid of [undefined, '']) {
      const { state, nonce, cookie } = await login(app, platform);
      const id_token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date()), { kid });
      expect((await postLaunch(app, { state, id_token }, { cookie })).status).toBe(401);
      expect(app.lines.at(-1)).toContain('no kid');
    }
  });
});

test('a lone key that has no name serves, and two are one too many', async () => {
  await withPlatform(async (platform) => {
    platform.keys = platform.keys.map(({ kid: _none, ...key }) => key);
    expect((await launch(platform)).status).toBe(200);
    const other = await startPlatform('other');
    platform.keys = [...platform.keys, ...other.keys.map(({ kid: _none, ...key }) => key)];
    await other.close();
    app.setNow(new Date(Date.now() + 2 * 3_600_000));
    await launch(platform);
    expect((await launch(platform)).status).toBe(401);
    app.setNow(null);
  });
});

test('another algorithm, no signature, or keys inside the token are refused', async () => {
  await withPlatform(async (platform) => {
    const { state, nonce, cookie } = await login(app, platform);
    const claims = learnerClaims(platform, app.url, nonce, new Date());
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const none = Buffer.from('{"alg":"none","kid":"key-1"}').toString('base64url');
    const secret = Buffer.from(JSON.stringify(platform.keys[0]));
    const symmetric = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .sign(secret);
    const thief = await startPlatform('thief');
    const own = await thief.sign(claims);
    const [head] = own.split('.');
    const withKey = Buffer.from(
      JSON.stringify({ alg: 'RS256', kid: 'key-1', jwk: thief.keys[0], jku: `${thief.origin}/jwks` }),
    ).toString('base64url');
    const tokens = [
      `${none}.${body}.`,
      symmetric,
      own,
      `${head}.${body}.AAAA`,
      `${withKey}.${body}.${own.split('.')[2]}`,
    ];
    for (const id_token of tokens) {
      const { status, html } = await postLaunch(app, { state, id_token }, { cookie });
      expect(status).toBe(401);
      expect(html).not.toContain('palier-session');
    }
    expect(thief.calls).toEqual([]);
    await thief.close();
  });
});

test('our keys are kept encrypted, shown without their private half, and rotated', async () => {
  const keys = createToolKeys(app.deps);
  const first = await keys.current();
  const rows = await database.db.selectFrom('toolKey').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.privateJwk.toString('latin1')).not.toContain('"d"');
  const { kid: next } = await keys.rotate();
  expect(next).not.toBe(first.kid);
  const published = await keys.published();
  expect(published.map(({ kid }) => kid).sort()).toEqual([first.kid, next].sort());
  for (const key of published)
    expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  const later = createToolKeys({ ...app.deps, now: () => new Date(Date.now() + 25 * 3_600_000) });
  expect((await later.published()).map(({ kid }) => kid)).toEqual([next]);
});

test('a new key of ours is published at once and signs when no platform can still have the set of before', async () => {
  const fresh = await testDatabase();
  const at = Date.now();
  const after = (minutes: number) =>
    createToolKeys({ ...app.deps, db: fresh.db, now: () => new Date(at + minutes * 60_000) });
  const kidAt = async (minutes: number) => (await after(minutes).current()).kid;
  const shownAt = async (minutes: number) => (await after(minutes).published()).map(({ kid }) => kid);
  const first = (await after(0).rotate()).kid;
  expect(await kidAt(0)).toBe(first);
  expect(await after(0).nextSignsFrom()).toBeNull();
  const second = await after(1).rotate();
  expect(second.signsFrom).toEqual(new Date(at + 11 * 60_000));
  expect(await after(2).nextSignsFrom()).toEqual(second.signsFrom);
  // Replaced again before it ever signed.
  const third = (await after(5).rotate()).kid;
  expect((await shownAt(5)).sort()).toEqual([first, second.kid, third].sort());
  expect(await Promise.all([6, 10.9, 11, 14.9, 15, 60].map(kidAt))).toEqual([
    first,
    first,
    second.kid,
    second.kid,
    third,
    third,
  ]);
  expect((await shownAt(24 * 60 + 10)).sort()).toEqual([first, second.kid, third].sort());
  expect(await shownAt(24 * 60 + 16)).toEqual([third]);
  // A server whose clock is behind makes no key of its own.
  expect(await kidAt(-1)).toBe(first);
  await fresh.drop();
});

test('a key of ours that leaked neither signs nor is published, from the moment it is replaced', async () => {
  const fresh = await testDatabase();
  const keys = createToolKeys({ ...app.deps, db: fresh.db });
  await keys.current();
  await keys.rotate();
  const { kid } = await keys.rotate({ leaked: true });
  expect((await keys.current()).kid).toBe(kid);
  expect((await keys.published()).map((key) => key.kid)).toEqual([kid]);
  await fresh.drop();
});

test('ten processes that start at once make one key', async () => {
  const fresh = await testDatabase();
  const kids = await Promise.all(
    Array.from(
      { length: 10 },
      async () => (await createToolKeys({ ...app.deps, db: fresh.db }).current()).kid,
    ),
  );
  expect(new Set(kids).size).toBe(1);
  await fresh.drop();
});

test('with another SECRET_KEY, a new key replaces the one that cannot be read', async () => {
  const other = await startApp(database.db, { SECRET_KEY: 'another secret of at least 32 characters' });
  const before = await createToolKeys(app.deps).current();
  const after = await createToolKeys(other.deps).current();
  expect(after.kid).not.toBe(before.kid);
  await other.close();
});
