import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConsoleKey } from '../../src/admin/console-key.ts';
import type { Db } from '../../src/db/database.ts';
import { launch } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { cleanEnvironment } from '../support/palier.ts';
import { type Administrator, actAs, enter, openConsole } from './console-person.ts';

const run = promisify(execFile);
const PAGES = [
  '/admin',
  '/admin/tutorials',
  '/admin/audit',
  '/admin/keys',
  '/admin/platforms/1',
  '/admin/platforms/1/closure',
];
const ACTS = [
  '/admin/invitations',
  '/admin/keys',
  '/admin/closure',
  '/admin/platforms/1/approval',
  '/admin/platforms/1/closure',
  '/admin/platforms/1/test',
  '/admin/platforms/1/frames',
  '/admin/platforms/1/frames/removal',
];

let pair: Pair;
let db: Db;
let url = '';
let admin: Administrator;

beforeAll(async () => {
  pair = await startPair();
  db = pair.palier.database.db;
  url = pair.palier.url;
  admin = await openConsole(url, db);
});
afterAll(() => pair.close());

const events = (action: string) =>
  db.selectFrom('auditEvent').selectAll().where('action', '=', action).orderBy('id').execute();
const link = async () => `${url}/admin/enter?key=${await createConsoleKey(db, 'tests', new Date())}`;

describe('the one-time link', () => {
  test('of the command line opens the console once; looking at it does not use it up', async () => {
    const { stdout } = await run(process.execPath, [path.resolve('src/admin/cli.ts'), 'console'], {
      env: { ...cleanEnvironment(), ...pair.palier.env },
    });
    const address = stdout.trimEnd().split('\n').at(-1) ?? '';
    expect(address).toMatch(new RegExp(`^${url}/admin/enter\\?key=[\\w-]{43}$`));
    for (let looks = 0; looks < 3; looks += 1) expect((await fetch(address)).status).toBe(200);
    const opened = await enter(url, address);
    expect(opened).toMatchObject({ status: 200 });
    expect(opened.token).toMatch(/^[\w-]{43}$/);
    expect(opened.html).toContain('Plateformes reliées à Palier');
    expect(opened.headers.get('set-cookie')).toBeNull();
    const again = await enter(url, address);
    expect(again).toMatchObject({ status: 403, token: null });
    expect(again.html).toContain('npm run admin -- console');
    expect((await events('console link made'))[0]?.actor).toMatch(/^command line \(/);
    expect((await events('console opened')).at(-1)?.actor).toMatch(/^console \(/);
    expect(pair.palier.output()).not.toContain(address.slice(-43));
    const rows = await db.selectFrom('adminKey').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(address.slice(-43));
  });

  test('is used by one of ten that click at once', async () => {
    const key = new URL(await link()).searchParams.get('key') ?? '';
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        fetch(`${url}/admin/enter`, {
          method: 'POST',
          body: new URLSearchParams({ key }),
          headers: { 'sec-fetch-site': 'same-origin' },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(403)]);
  });

  test('expires after a quarter of an hour', async () => {
    const late = new Date(Date.now() - 15 * 60_000 - 1000);
    const key = await createConsoleKey(db, 'tests', late);
    expect((await fetch(`${url}/admin/enter?key=${key}`)).status).toBe(403);
    const clicked = await fetch(`${url}/admin/enter`, {
      method: 'POST',
      body: new URLSearchParams({ key }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(clicked.status).toBe(403);
    expect(await clicked.text()).not.toContain('palier-session');
  });

  test.each([
    ['?key=', 'empty'],
    ['', 'missing'],
    [`?key=${'A'.repeat(43)}`, 'never made'],
    [`?key=${'A'.repeat(5000)}`, 'too long'],
    ['?key[]=x&key[]=y', 'several'],
    ['?key=%00%27%3B--', 'hostile'],
  ])('« %s » (%s) opens nothing', async (query) => {
    const answer = await fetch(`${url}/admin/enter${query}`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('ne marche plus');
  });

  test('is not clicked by another site', async () => {
    const key = new URL(await link()).searchParams.get('key') ?? '';
    const answer = await fetch(`${url}/admin/enter`, {
      method: 'POST',
      body: new URLSearchParams({ key }),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
    expect((await enter(url, `${url}/admin/enter?key=${key}`)).token).not.toBeNull();
  });
});

describe('who may come in', () => {
  test('pages without a session: the shell to a navigation, 401 to a script; acts: nobody', async () => {
    for (const page of PAGES) {
      const shell = await fetch(url + page);
      expect(shell.status, page).toBe(200);
      const html = await shell.text();
      expect(html, page).toContain('data-shell');
      expect(html, page).not.toContain(pair.lms.issuer);
      expect((await actAs(url, 'A'.repeat(43)).get(page)).status, page).toBe(401);
    }
    for (const act of ACTS) {
      const init = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } };
      expect((await fetch(url + act, init)).status, act).toBe(401);
      expect((await admin.post(act, {}, { 'sec-fetch-site': 'cross-site' })).status, act).toBe(403);
    }
  });

  test("a pupil's or a teacher's token opens no page of the console, an administrator's nothing else", async () => {
    const activity = await addActivity(pair, { competenceColumns: false });
    for (const person of ['eleve-1', 'prof-1']) {
      const session = await launch(url, `${pair.lms.url}/as/${person}/activity/${activity}`);
      const intruder = actAs(url, session.token);
      for (const page of PAGES) expect((await intruder.get(page)).status, `${person} ${page}`).toBe(401);
      for (const act of ACTS) expect((await intruder.post(act)).status, `${person} ${act}`).toBe(401);
      expect((await intruder.get(session.address)).status).toBe(200);
      expect((await admin.get(session.address)).status).toBe(401);
      expect((await admin.post('/session/closure')).status).toBe(401);
    }
  });

  test('no site may frame the console, and nothing of it is kept', async () => {
    const answers = [await admin.get('/admin'), await admin.get('/admin/nowhere')];
    for (const { headers } of [...answers, await fetch(`${url}/admin`), await fetch(`${url}/admin/enter`)]) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|127\.0\.0\.1/);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 404]);
  });

  test('a session ends after half an hour idle, after four hours, and when it is closed', async () => {
    const age = async (person: Administrator, column: 'usedAt' | 'createdAt', minutes: number) => {
      const { id } = await db
        .selectFrom('adminSession')
        .select('id')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      const then = new Date(Date.now() - minutes * 60_000);
      await db
        .updateTable('adminSession')
        .set({ [column]: then })
        .where('id', '=', id)
        .execute();
      return (await person.get('/admin')).status;
    };
    const idle = await openConsole(url, db);
    expect(await age(idle, 'usedAt', 29)).toBe(200);
    expect(await age(idle, 'usedAt', 31)).toBe(401);
    const old = await openConsole(url, db);
    expect(await age(old, 'createdAt', 239)).toBe(200);
    expect(await age(old, 'createdAt', 241)).toBe(401);
    const closed = await openConsole(url, db);
    const answer = await closed.post('/admin/closure');
    expect(answer.headers.get('hx-trigger')).toBe('palier:closed');
    expect((await closed.get('/admin')).status).toBe(401);
    expect((await events('console closed')).length).toBe(1);
  });
});
