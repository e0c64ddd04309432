import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAdminSession } from '../../src/admin/console-session.ts';
import { MESSAGE_ROUTES } from '../../src/lti/routes.ts';
import { signAddress } from '../../src/web/signed-address.ts';
import { listRoutes } from './express-routes.ts';
import { MATRIX, type Row } from './matrix.ts';
import { open, pageHeaders } from './people.ts';
import { type Site, startSite } from './site.ts';
import { buildWorld, COLUMNS, type Column, digest, type World } from './world.ts';

/** Every route of the real application, asked by everybody, with the ids of real rows. */
interface Answer {
  readonly row: Row;
  readonly column: Column;
  readonly token: string | null;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** Whether a row changed, where the request was refused. */
  readonly changed: boolean;
}

let site: Site;
let world: World;
const answers: Answer[] = [];

beforeAll(async () => {
  site = await startSite();
  world = await buildWorld(site);
  for (const row of MATRIX) for (const column of COLUMNS) answers.push(await ask(row, column));
}, 120_000);
afterAll(() => site?.close());

const nameOf = ({ row, column }: Answer) => `${row.route} ${row.what ?? ''} as ${column}`;
/** Files of the bank may be HTML too; as simulated applications, they have a policy of their own. */
const isConsole = ({ row }: Answer) => row.route.includes(' /admin/');
const pagesOnly = () =>
  answers.filter(
    ({ row, headers }) =>
      row.what !== 'signed' && row.what !== 'frame' && headers.get('content-type')?.startsWith('text/html'),
  );

test('every route of the application has its rows in the matrix, and no row is of a route that is gone', () => {
  const known = [
    ...MESSAGE_ROUTES,
    ...listRoutes(site.app).map(({ method, path }) => `${method} ${path}`),
  ].filter(
    (route) => !/^GET \/assets\/(css\/(palier|teacher)\.css|palier\.js|fonts\/[\w-]+\.woff2)$/.test(route),
  );
  expect(known.length).toBeGreaterThan(30);
  expect([...new Set(MATRIX.map(({ route }) => route))].sort()).toEqual(known.sort());
});

describe('who may reach what', () => {
  test.each(MATRIX.map((row) => [`${row.route} ${row.what ?? ''}`.trim(), row] as const))(
    '%s',
    (_name, row) => {
      const everybody = row.expect.length === 1;
      const given = answers.filter((answer) => answer.row === row);
      expect(Object.fromEntries(given.map(({ column, status }) => [column, status]))).toEqual(
        Object.fromEntries(
          COLUMNS.map((column, place) => [
            column,
            (everybody ? undefined : row.expect[place]) ?? row.expect[0],
          ]),
        ),
      );
    },
  );

  test('a refused request changes no row', () => {
    const refused = answers.filter(({ status }) => status >= 400);
    expect(refused.length).toBeGreaterThan(150);
    expect(refused.filter(({ changed }) => changed).map(nameOf)).toEqual([]);
  });

  test('nobody reads a name, a title or a course that is not theirs to read', () => {
    const leaks = answers.flatMap((answer) =>
      world.secrets
        .filter(({ word, readers }) => !readers.includes(answer.column) && answer.body.includes(word))
        .map(({ word }) => `${word} in ${nameOf(answer)}`),
    );
    expect(leaks).toEqual([]);
    // The words are there for those who may.
    for (const { word, readers } of world.secrets) {
      if (readers.length === 0) continue;
      const shown = answers.some(({ column, body }) => readers.includes(column) && body.includes(word));
      expect([word, shown]).toEqual([word, true]);
    }
  });

  test('without a session, a navigation to any page of somebody gets the same empty shell', async () => {
    const shells = new Set<string>();
    const addresses = [
      `/runs/${world.runs.begun}`,
      `/runs/${world.runs.over}/result`,
      `/runs/999999`,
      `/campaigns/${world.codes.begun}`,
      '/campaigns/BCDFGH234',
      '/picker',
    ];
    for (const address of addresses) {
      const answer = await fetch(site.url + address);
      expect([address, answer.status]).toEqual([address, 200]);
      shells.add((await answer.text()).replaceAll(address, ''));
    }
    expect(shells.size).toBe(1);
  });
});

describe('every answer', () => {
  test('that is a page has a policy without unsafe sources or wildcards, framed by named origins only', () => {
    expect(pagesOnly().length).toBeGreaterThan(200);
    for (const answer of pagesOnly()) {
      const policy = policyOf(answer.headers);
      const directives = isConsole(answer) ? CONSOLE_DIRECTIVES : DIRECTIVES;
      expect([nameOf(answer), [...policy.keys()]]).toEqual([nameOf(answer), directives]);
      if (isConsole(answer)) expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
      const text = answer.headers.get('content-security-policy') ?? '';
      expect([nameOf(answer), /unsafe|\*|\bblob:|https?:(\s|;|$)/.test(text)]).toEqual([
        nameOf(answer),
        false,
      ]);
      expect(policy.get('default-src')).toEqual(["'none'"]);
      expect(policy.get('script-src')).toEqual(["'self'"]);
      expect(policy.get('style-src')).toEqual(["'self'"]);
    }
  });

  test('tells browsers not to sniff, not to say whence people come, and to close devices', () => {
    for (const answer of answers) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('permissions-policy')).toContain('camera=()');
      expect(answer.headers.get('x-powered-by')).toBeNull();
    }
  });

  test('that is a page of a session is not kept by caches and depends on how it was asked', () => {
    const own = pagesOnly().filter(({ token, row }) => token !== null && !row.route.includes('/dev/'));
    expect(own.length).toBeGreaterThan(150);
    for (const answer of own) {
      expect([nameOf(answer), answer.headers.get('cache-control')]).toEqual([nameOf(answer), 'no-store']);
      if (!isConsole(answer)) expect(answer.headers.get('vary')?.toLowerCase()).toContain('hx-request-type');
    }
  });

  test('holds no token and sets no cookie', () => {
    for (const answer of answers) {
      const { token, headers, body } = answer;
      expect(headers.getSetCookie()).toEqual([]);
      if (token !== null) expect([nameOf(answer), body.includes(token)]).toEqual([nameOf(answer), false]);
      expect([nameOf(answer), headers.get('location') ?? '/']).toEqual([
        nameOf(answer),
        expect.stringMatching(/^\/[^/\\]*/),
      ]);
    }
  });

  test('that is a file is an attachment which nothing can run, and ends with its session', async () => {
    const signed = answers.find(({ row, column }) => row.what === 'signed' && column === 'pupil');
    expect(signed?.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    expect(signed?.headers.get('content-security-policy')).toBe(
      "default-src 'none'; img-src 'self' data:; sandbox",
    );
    const { session, token } = await open(site, world.people.pupil);
    const address = site.url + signAddress(site.secret, session.id, world.file.plain, new Date());
    expect((await fetch(address)).status).toBe(200);
    await fetch(`${site.url}/session/closure`, { method: 'POST', headers: pageHeaders(token) });
    expect((await fetch(address)).status).toBe(403);
  });
});

const DIRECTIVES = [
  'default-src',
  'script-src',
  'style-src',
  'img-src',
  'font-src',
  'connect-src',
  'media-src',
  'frame-src',
  'base-uri',
  'form-action',
  'frame-ancestors',
];

/** The console shows no picture or film of a challenge. */
const CONSOLE_DIRECTIVES = DIRECTIVES.filter((name) => name !== 'media-src' && name !== 'frame-src');

async function ask(row: Row, column: Column): Promise<Answer> {
  // A session of its own for every request: one of them closes it.
  const token = await tokenOf(column);
  const method = /^[A-Z]+/.exec(row.route)?.[0] ?? '';
  const before = await digest(site);
  const response = await fetch(site.url + row.address(world), {
    method: method === 'ALL' ? 'GET' : method,
    headers: pageHeaders(token),
    ...(method === 'POST' ? { body: new URLSearchParams(row.fields?.(world) ?? {}) } : {}),
    redirect: 'manual',
  });
  const body = await response.text();
  const changed = response.status >= 400 && (await digest(site)) !== before;
  return { row, column, token, status: response.status, headers: response.headers, body, changed };
}

async function tokenOf(column: Column): Promise<string | null> {
  if (column === 'nobody') return null;
  if (column === 'console') return openAdminSession(site.db, 'tests', new Date());
  return (await open(site, world.people[column])).token;
}

function policyOf(headers: Headers): Map<string, string[]> {
  const text = headers.get('content-security-policy') ?? '';
  return new Map(
    text.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}
