import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseCommand } from '../../src/admin/choose-command.ts';
import { UsageError } from '../../src/admin/command.ts';
import { NO_SETTINGS } from '../../src/web/settings.ts';
import { saveSettings } from '../../src/web/settings-store.ts';
import { startApp, type TestApp } from '../lti/support/app.ts';
import { login, postLaunch } from '../lti/support/browser.ts';
import { claim, learnerClaims, startPlatform, type TestPlatform } from '../lti/support/platform.ts';
import { type Services, serveLikeMoodle } from '../lti/support/services.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { cleanEnvironment } from '../support/palier.ts';

let database: TestDatabase;
let app: TestApp;
let platform: TestPlatform;
let services: Services;

beforeAll(async () => {
  database = await testDatabase();
  app = await startApp(database.db);
  platform = await startPlatform();
  services = serveLikeMoodle(platform);
});
afterAll(async () => {
  await app.close();
  await platform.close();
  await database.drop();
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as an administrator does: another process. */
function admin(line: string | readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  const words = typeof line === 'string' ? line.split(' ') : line;
  return new Promise((done) => {
    execFile(
      process.execPath,
      [path.resolve('src/admin/cli.ts'), ...words],
      {
        env: {
          ...cleanEnvironment(),
          NODE_ENV: 'test',
          DATABASE_URL: database.url,
          PUBLIC_URL: app.url,
          SECRET_KEY: 'a secret for the tests of the room lti',
          ...environment,
        },
      },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

const adding = () => [
  ...[
    'platform',
    'add',
    '--name',
    'Collège Marie-Curie',
    '--issuer',
    platform.origin,
    '--client-id',
    'client-1',
  ],
  ...['--auth-url', `${platform.origin}/auth`, '--token-url', `${platform.origin}/token`],
  ...['--jwks-url', `${platform.origin}/jwks`, '--deployment-id', '1', '--deployment-id', '2'],
];

async function launch(sub: string, change: Record<string, unknown> = {}) {
  const { state, nonce, cookie } = await login(app, platform);
  const claims = learnerClaims(platform, app.url, nonce, new Date(), { sub, ...change });
  return postLaunch(app, { state, id_token: await platform.sign(claims) }, { cookie });
}

async function onlyPlatform() {
  const { out } = await admin('platform list --json');
  const [listed] = JSON.parse(out);
  return listed;
}

test('platform add prints the id; twice changes nothing; list shows it', async () => {
  const first = await admin(adding());
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/^\d+\n$/);
  const second = await admin(adding());
  expect(second.out).toBe(first.out);
  const { out } = await admin('platform list --json');
  expect(JSON.parse(out)).toMatchObject([
    {
      id: first.out.trim(),
      name: 'Collège Marie-Curie',
      issuer: platform.origin,
      clientId: 'client-1',
      deployments: ['1', '2'],
      status: 'active',
    },
  ]);
  expect((await admin('platform list')).out).toContain('Collège Marie-Curie');
});

test('platform test: keys and token, then the services that a launch showed, and a score', async () => {
  const { id } = await onlyPlatform();
  const before = await admin(`platform test ${id}`);
  expect(before.out).toContain('OK    Clés de la plateforme : 1');
  expect(before.out).toContain('OK    Jeton de service : accordé');
  expect(before.code).toBe(0);
  expect(before.out).toContain('Constat : Personne n’a encore ouvert Palier');
  expect((await launch('pupil-7')).status).toBe(200);
  const after = await admin('platform test --client-id client-1 --user pupil-7 --post-score 64');
  expect(after.out).toContain('OK    Carnet de notes : 0');
  // This platform of the tests has no roster.
  expect(after.out).toContain('ÉCHEC Participants');
  expect(after.out).toContain('Constat : La plateforme a donné un jeton, mais refuse de donner la liste');
  expect(after.out).toContain('À faire : Si la plateforme est en maintenance');
  expect(after.out).toContain('OK    Note envoyée : 64 sur 100');
  expect(services.scores).toMatchObject([
    {
      path: '/lineitems/2/lineitem/scores?type_id=1',
      score: { userId: 'pupil-7', scoreGiven: 64, scoreMaximum: 100, gradingProgress: 'FullyGraded' },
    },
  ]);
  const nobody = await admin(`platform test ${id} --user nobody --post-score 1`);
  expect(nobody.code).toBe(1);
  expect(nobody.err).toContain('aucune activité notée');
});

test('platform disable closes doors and sessions, approve opens them, with what waited', async () => {
  const { id } = await onlyPlatform();
  expect((await launch('pupil-8', { [claim('deployment_id')]: 'autre' })).status).toBe(403);
  expect((await admin('platform list')).out).toContain('en attente : autre (vu dans le cours « Pix 3e »)');
  expect((await admin(`platform disable ${id}`)).code).toBe(0);
  expect((await onlyPlatform()).status).toBe('disabled');
  const live = await database.db.selectFrom('session').select('id').where('endedAt', 'is', null).execute();
  expect(live).toEqual([]);
  expect((await admin(`platform approve ${id}`)).code).toBe(0);
  expect(await onlyPlatform()).toMatchObject({ status: 'active', deployments: ['1', '2', 'autre'] });
  expect((await launch('pupil-8', { [claim('deployment_id')]: 'autre' })).status).toBe(200);
  expect((await admin(`platform disable ${id} --deployment-id autre`)).code).toBe(0);
  expect((await launch('pupil-8', { [claim('deployment_id')]: 'autre' })).status).toBe(403);
  expect((await admin('platform approve 999999')).code).toBe(1);
});

test('platform invite ends with the address alone, once usable', async () => {
  const { out, code } = await admin('platform invite --expires 30m --auto-approve');
  expect(code).toBe(0);
  const address = out.trimEnd().split('\n').at(-1) ?? '';
  expect(address).toMatch(new RegExp(`^${app.url}/lti/register\\?invite=[\\w-]{43}$`));
  const rows = await database.db.selectFrom('registrationInvite').selectAll().execute();
  expect(rows).toMatchObject([{ autoApprove: true, usedAt: null }]);
  expect(JSON.stringify(rows)).not.toContain(address.slice(-43));
});

test.each([
  ['30s', 30],
  ['10m', 600],
  ['24h', 86_400],
  ['7d', 604_800],
])('platform invite --expires %s', async (text, seconds) => {
  const command = chooseCommand(['platform', 'invite', '--expires', text]);
  const at = new Date('2026-11-22T10:00:00Z');
  await command({ ...app.deps, now: () => at }, { print: () => {} });
  const { expiresAt } = await database.db
    .selectFrom('registrationInvite')
    .select('expiresAt')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect((expiresAt.getTime() - at.getTime()) / 1000).toBe(seconds);
});

test('keys rotate: the new one first, the old one still there', async () => {
  const before: { keys: { kid: string }[] } = JSON.parse(await (await fetch(`${app.url}/lti/jwks`)).text());
  const { code, out } = await admin('keys rotate');
  expect(code).toBe(0);
  expect(out).toMatch(/elle signera à partir du \d{4}-\d\d-\d\dT/);
  const after: { keys: { kid: string }[] } = JSON.parse(await (await fetch(`${app.url}/lti/jwks`)).text());
  expect(after.keys).toHaveLength(2);
  expect(after.keys.map(({ kid }) => kid)).toContain(before.keys[0]?.kid);
  expect((await admin('keys rotate --now')).out).toContain('signe dès maintenant');
  const leaked: { keys: { kid: string }[] } = JSON.parse(await (await fetch(`${app.url}/lti/jwks`)).text());
  expect(leaked.keys).toHaveLength(1);
  expect(after.keys.map(({ kid }) => kid)).not.toContain(leaked.keys[0]?.kid);
});

test('user export tells all, without secrets; user erase leaves nothing', async () => {
  await launch('pupil-9', { name: 'Nom Rare' });
  const { id } = await onlyPlatform();
  const user = await database.db
    .selectFrom('ltiUser')
    .select('id')
    .where('sub', '=', 'pupil-9')
    .executeTakeFirstOrThrow();
  const run = await database.db
    .insertInto('run')
    .values({
      userId: user.id,
      title: 'Essai',
      locale: 'fr',
      scope: '[]',
      policy: '{}',
      seed: 's',
      contentVersion: 'v',
      origin: '',
      met: ['défi-déjà-vu'],
      earlier: JSON.stringify([{ skill: 'acquis-gardé' }]),
      startedAt: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await database.db
    .insertInto('answer')
    .values({
      runId: run.id,
      position: 1,
      challengeId: 'c',
      skillId: 's',
      outcome: 'right',
      guess: 0,
      answeredAt: new Date(),
    })
    .execute();
  await saveSettings(database.db, user.id, { ...NO_SETTINGS, letters: 'spaced' }, new Date());
  const exported = await admin(`user export ${id}:pupil-9`);
  const data = JSON.parse(exported.out);
  expect(Object.keys(data).sort()).toEqual([
    'answer',
    'enrolment',
    'lti_user',
    'person_settings',
    'run',
    'session',
  ]);
  expect(data.lti_user).toMatchObject([{ sub: 'pupil-9', name: 'Nom Rare' }]);
  expect(data.answer).toHaveLength(1);
  expect(data.person_settings).toMatchObject([{ letters: 'spaced', language: null }]);
  expect(data.run).toMatchObject([{ met: ['défi-déjà-vu'], earlier: [{ skill: 'acquis-gardé' }] }]);
  expect(exported.out).not.toContain('token_hash');
  expect((await admin(`user export ${user.id}`)).out).toBe(exported.out);
  expect((await admin(`user erase ${user.id}`)).code).toBe(0);
  for (const table of ['answer', 'run', 'enrolment', 'session', 'personSettings'] as const) {
    const rows = await database.db.selectFrom(table).selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(`"userId":"${user.id}"`);
  }
  expect(await database.db.selectFrom('answer').selectAll().execute()).toEqual([]);
  const again = await admin(`user erase ${user.id}`);
  expect(again).toMatchObject({ code: 1, out: '' });
  expect(again.err).toContain('Personne inconnue');
  const events = await database.db.selectFrom('auditEvent').selectAll().execute();
  expect(JSON.stringify(events)).not.toContain('Nom Rare');
  const acts = events.map(({ action }) => action);
  expect(acts).toEqual(expect.arrayContaining(['person erased', 'platform tested', 'score posted']));
  expect(events.every(({ actor }) => actor.startsWith('command line ('))).toBe(true);
});

test.each([
  ['', 'Aucune commande'],
  ['platform', 'Commande inconnue'],
  ['platform fly', 'Commande inconnue'],
  ['platform add --name x', 'Il manque --deployment-id'],
  ['platform list --yaml', 'Option inconnue'],
  ['platform approve', 'Il manque un identifiant'],
  ['platform approve un', "n'est pas un identifiant"],
  ['platform invite --expires demain', '--expires'],
  ['platform test', '--client-id'],
  ['platform test 1 --user x', 'vont ensemble'],
  ['platform test 1 --user x --post-score 101', 'de 0 à 100'],
  ['keys rotate now', 'en trop'],
  ['console now', 'en trop'],
  ['user erase', 'Il manque un identifiant'],
])('« %s » is not written right', (line, message) => {
  expect(() => chooseCommand(line === '' ? [] : line.split(' '))).toThrow(UsageError);
  expect(() => chooseCommand(line === '' ? [] : line.split(' '))).toThrow(message);
});

test('a command not written right ends with code 2 and the usage', async () => {
  const { code, out, err } = await admin('platform fly');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('Commande inconnue : « platform fly ».');
  expect(err).toContain('platform invite [--expires 24h]');
});

test('help, wrong settings and an absent database', async () => {
  expect(await admin('--help')).toMatchObject({ code: 0, err: '' });
  const settings = await admin('platform list', { PUBLIC_URL: 'palier' });
  expect(settings.code).toBe(1);
  expect(settings.err).toContain('PUBLIC_URL vaut « palier »');
  const absent = await admin('platform list', { DATABASE_URL: 'postgres://palier@127.0.0.1:9/x' });
  expect(absent.code).toBe(1);
  expect(absent.err).toContain('La base de données ne répond pas');
  const insecure = await admin(adding(), { ALLOW_PRIVATE_NETWORK: 'off' });
  expect(insecure.code).toBe(1);
  expect(insecure.err).toContain('--auth-url');
});

test('platform list says why the last launch was refused, until one enters again', async () => {
  const late = { exp: 1_600_000_000, iat: 1_600_000_000 };
  expect((await launch('pupil-1', late)).status).toBe(401);
  expect((await onlyPlatform()).lastError).toBe('launch token-expired');
  expect((await launch('pupil-1', { exp: late.exp, nonce: 'x\u0000' })).status).toBe(401);
  expect((await admin('platform list')).out).toContain('dernière erreur');
});

test('platform add keeps the audience that a platform wants of its tokens; one added again without it keeps it', async () => {
  const words = adding().map((word) => (word === 'client-1' ? 'client-audience' : word));
  const id = (await admin([...words, '--token-audience', 'https://api.lms.example/token'])).out.trim();
  const audience = () =>
    database.db.selectFrom('platform').select('tokenAudience').where('id', '=', id).executeTakeFirstOrThrow();
  expect(await audience()).toEqual({ tokenAudience: 'https://api.lms.example/token' });
  expect((await admin(words)).out.trim()).toBe(id);
  expect(await audience()).toEqual({ tokenAudience: 'https://api.lms.example/token' });
});

test('platform join: two registrations of one site, shown, tried, joined once', async () => {
  const { id } = await onlyPlatform();
  const again = adding().map((word) => (word === 'client-1' ? 'client-2' : word));
  const other = (await admin(again)).out.trim();
  expect((await admin('platform list')).out).toContain(`« platform join ${other} ${id} »`);
  const tried = await admin(`platform join ${other} ${id} --dry-run`);
  expect(tried.out).toMatch(/0 personne de cette inscription[\s\S]*Rien n’a été changé\./);
  const joinedTo = async () => {
    const listed: { id: string; joinedTo: string | null }[] = JSON.parse(
      (await admin('platform list --json')).out,
    );
    return listed.find((row) => row.id === other)?.joinedTo;
  };
  expect(await joinedTo()).toBe(null);
  expect((await admin(`platform join ${other} ${id}`)).out).toContain(
    `Jointe : plateforme ${other} à ${id}.`,
  );
  expect(await joinedTo()).toBe(id);
  expect((await admin('platform list')).out).toContain(`jointe à la plateforme ${id}`);
  expect(await admin(`platform join ${other} ${id}`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('déjà jointe'),
  });
  expect((await admin(`platform join ${other}`)).code).toBe(2);
}, 60_000);
