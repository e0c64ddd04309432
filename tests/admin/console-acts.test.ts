import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../src/db/database.ts';
import { readForm } from '../support/http-person.ts';
import { type Pair, startPair } from '../support/lms.ts';
import { givePupil } from '../support/people.ts';
import { type Administrator, openConsole } from './console-person.ts';

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

describe('the acts', () => {
  test('a platform that waits stands first, is approved, closed after a question, and opened again', async () => {
    const { platformId } = await givePupil(db);
    await db
      .updateTable('platform')
      .set({ status: 'pending', name: 'Zone <b>en attente</b>' })
      .where('id', '=', platformId)
      .execute();
    const { html } = await admin.get('/admin');
    expect(html).toContain('Zone &lt;b&gt;en attente&lt;/b&gt;');
    expect(html.indexOf('Zone &lt;b&gt;')).toBeLessThan(html.indexOf(pair.lms.issuer));
    expect(readForm(html).action).toBe(`/admin/platforms/${platformId}/approval`);
    const status = async () =>
      (
        await db
          .selectFrom('platform')
          .select('status')
          .where('id', '=', platformId)
          .executeTakeFirstOrThrow()
      ).status;
    const approved = await admin.post(`/admin/platforms/${platformId}/approval`);
    expect(approved).toMatchObject({ status: 200, address: `/admin/platforms/${platformId}?done=approved` });
    expect(approved.html).toContain('L’accès est ouvert.');
    expect(await status()).toBe('active');
    const asked = await admin.get(`/admin/platforms/${platformId}/closure`);
    expect(asked.html).toContain('Rien n’est effacé');
    expect(await status()).toBe('active');
    const { action } = readForm(asked.html);
    await admin.post(action);
    expect(await status()).toBe('disabled');
    expect((await admin.post(`/admin/platforms/${platformId}/approval`)).status).toBe(200);
    expect(await status()).toBe('active');
    const mine = (await events('platform approved')).filter(({ subject }) => subject.endsWith(platformId));
    expect(mine.map(({ actor }) => actor)).toEqual(['console (tests)', 'console (tests)']);
  });

  test('one deployment, never through the address of another platform', async () => {
    const [one, other] = [await givePupil(db), await givePupil(db)];
    const status = async () =>
      (
        await db
          .selectFrom('deployment')
          .select('status')
          .where('id', '=', one.deploymentId)
          .executeTakeFirstOrThrow()
      ).status;
    const base = `/admin/platforms/${one.platformId}`;
    const foreign = `/admin/platforms/${other.platformId}`;
    expect((await admin.post(`${foreign}/closure`, { deployment: one.deploymentId })).status).toBe(404);
    expect((await admin.get(`${foreign}/closure?deployment=${one.deploymentId}`)).status).toBe(404);
    const asked = await admin.get(`${base}/closure?deployment=${one.deploymentId}`);
    const { action, fields } = readForm(asked.html);
    await admin.post(action, Object.fromEntries(fields));
    expect(await status()).toBe('disabled');
    await admin.post(`${base}/approval`, { deployment: one.deploymentId });
    expect(await status()).toBe('active');
    expect((await events('platform disabled')).at(-1)?.details).toEqual({ deploymentId: '1' });
  });

  test('an invitation is shown once and registers', async () => {
    const made = await admin.post('/admin/invitations', { hours: '1', autoApprove: 'on' });
    const address = /<code>([^<]+register\?invite=[\w-]{43})<\/code>/.exec(made.html)?.[1] ?? '';
    expect(address.startsWith(`${url}/lti/register?invite=`)).toBe(true);
    expect((await admin.get('/admin/invitations')).address).toBe('/admin');
    expect((await admin.get('/admin')).html).not.toContain(address.slice(-43));
    const row = await db.selectFrom('registrationInvite').selectAll().executeTakeFirstOrThrow();
    expect(row.autoApprove).toBe(true);
    expect(row.expiresAt.getTime() - Date.now()).toBeGreaterThan(3_590_000 - 60_000);
    expect(JSON.stringify(await events('invitation made'))).not.toContain(address.slice(-43));
    const refused = await admin.post('/admin/invitations', { hours: '9999' });
    expect(refused.status).toBe(422);
  });

  test('our key is replaced after a question, the old one stays published', async () => {
    const kids = async () => {
      const answer: { keys: { kid: string }[] } = JSON.parse(await (await fetch(`${url}/lti/jwks`)).text());
      return answer.keys.map(({ kid }) => kid);
    };
    const before = await kids();
    const asked = await admin.get('/admin/keys');
    expect(await kids()).toEqual(before);
    expect(asked.html).not.toContain('elle signera à partir du');
    const done = await admin.post(readForm(asked.html).action);
    expect(done.html).toContain('Palier a une nouvelle clé');
    expect((await admin.get('/admin/keys')).html).toMatch(/elle signera à partir du [^<]*\d{2}:\d{2}/);
    const after = await kids();
    expect(after.length).toBe(before.length + 1);
    expect(after).toEqual(expect.arrayContaining(before));
    expect((await events('keys rotated')).at(-1)?.actor).toBe('console (tests)');
  });

  test('an ENT may frame a platform’s launches, until it is taken out', async () => {
    const base = '/admin/platforms/1';
    const added = await admin.post(`${base}/frames`, { origin: ' https://ENT.example.fr/portail?x=1 ' });
    expect(added.html).toContain('https://ent.example.fr');
    await admin.post(`${base}/frames`, { origin: 'ent.example.fr' });
    const origins = async () =>
      (await db.selectFrom('platform').select('frameOrigins').where('id', '=', '1').executeTakeFirstOrThrow())
        .frameOrigins;
    expect(await origins()).toEqual(['https://ent.example.fr']);
    await admin.post(`${base}/frames/removal`, { origin: 'https://ent.example.fr' });
    expect(await origins()).toEqual([]);
    expect(await events('frame origin added')).toHaveLength(1);
    expect(await events('frame origin removed')).toHaveLength(1);
    for (let n = 0; n < 20; n += 1) await admin.post(`${base}/frames`, { origin: `https://e${n}.example` });
    const full = await admin.post(`${base}/frames`, { origin: 'https://e20.example' });
    expect(full.status).toBe(422);
    expect(await origins()).toHaveLength(20);
  });

  test.each([
    'https://*.example.fr',
    "https://a;script-src 'unsafe-inline'",
    'https://a;b',
    'https://a,b',
    'javascript://x/%0aalert(1)',
    'ftp://example.fr',
    'https://user:secret@example.fr',
    '',
    `https://${'a'.repeat(400)}`,
  ])('« %s » is no site', async (origin) => {
    const { platformId } = await givePupil(db);
    const answer = await admin.post(`/admin/platforms/${platformId}/frames`, { origin });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Cette adresse ne convient pas');
    const row = await db
      .selectFrom('platform')
      .select('frameOrigins')
      .where('id', '=', platformId)
      .executeTakeFirstOrThrow();
    expect(row.frameOrigins).toEqual([]);
  });

  test.each(['999999', '0', 'x', '1e3', `${'9'.repeat(30)}`])('no platform %s', async (id) => {
    expect((await admin.get(`/admin/platforms/${id}`)).status).toBe(404);
    expect((await admin.post(`/admin/platforms/${id}/approval`)).status).toBe(404);
    expect((await admin.post(`/admin/platforms/${id}/test`)).status).toBe(404);
  });
});

test('grades refused and late: counts and reasons, by platform', async () => {
  const people = await givePupil(db);
  const { platformId, deploymentId, contextId, resourceLinkId, userId } = people;
  const [hour, now] = [new Date(Date.now() - 3_600_000), new Date()];
  const campaign = await db
    .insertInto('campaign')
    .values({
      code: 'BCDFGH234',
      platformId,
      contextId,
      name: 'x',
      title: 'x',
      targetProfile: 'x',
      skills: [],
      policy: '{}',
      createdAt: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const states = [
    ['refused', 'grade.reason.gone', hour],
    ['refused', 'grade.reason.gone', hour],
    ['pending', 'grade.reason.unreachable', hour],
    ['pending', null, now],
    ['sent', null, hour],
  ] as const;
  for (const [position, [state, reason, queuedAt]] of states.entries()) {
    const run = await db
      .insertInto('run')
      .values({
        userId,
        title: 'x',
        locale: 'fr',
        scope: '[]',
        policy: '{}',
        seed: 's',
        contentVersion: 'v',
        origin: '',
        startedAt: hour,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const participation = await db
      .insertInto('participation')
      .values({
        campaignId: campaign.id,
        platformId,
        deploymentId,
        contextId,
        userId,
        schoolYear: 2026,
        attempt: position + 1,
        runId: run.id,
        startedAt: hour,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const lineItem = await db
      .insertInto('lineItem')
      .values({ resourceLinkId, resourceId: `r${position}`, tag: 't', label: 'x', scoreMaximum: 100 })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('grade')
      .values({
        participationId: participation.id,
        lineItemId: lineItem.id,
        userId,
        scoreGiven: 1,
        scoreMaximum: 100,
        comment: '',
        state,
        reason,
        queuedAt,
      })
      .execute();
  }
  const { html } = await admin.get(`/admin/platforms/${platformId}`);
  expect(html).toContain('2 notes refusées');
  expect(html).toContain('La colonne de notes n’existe plus dans le cours.');
  expect(html).toContain('1 note en retard');
  expect(html).toContain('1 cours, 1 personne');
  expect((await admin.get('/admin')).html).toContain('2 notes refusées, 1 note en retard');
  expect((await admin.get('/admin/platforms/1')).html).toContain('Aucune note refusée');
});

test('the audit log, page by page, in words, with what it does not know as it stands', async () => {
  await db
    .insertInto('auditEvent')
    .values([
      ...Array.from({ length: 60 }, (_, n) => ({
        actor: 'somebody',
        action: `old act ${n}`,
        subject: '<script>x</script>',
      })),
      { actor: 'registration', action: 'platform registered', subject: 'platform 7' },
    ])
    .execute();
  const first = await admin.get('/admin/audit');
  expect(first.html).toContain('Plateforme inscrite par invitation');
  expect(first.html).toContain('inscription automatique');
  expect(first.html).toContain('plateforme 7');
  expect(first.html).toContain('&lt;script&gt;x&lt;/script&gt;');
  expect(first.html).not.toContain('<script>x');
  const older = /href="(\/admin\/audit\?before=\d+)"/.exec(first.html)?.[1] ?? '';
  const second = await admin.get(older);
  const shown = (html: string) => [...html.matchAll(/old act (\d+)/g)].map((match) => Number(match[1]));
  expect([...shown(first.html), ...shown(second.html)]).toEqual(Array.from({ length: 60 }, (_, n) => 59 - n));
  expect((await admin.get('/admin/audit?before=x')).status).toBe(404);
});

test('speaks English to who asks for it', async () => {
  const { html } = await admin.get('/admin', { 'accept-language': 'en' });
  expect(html).toContain('Platforms connected to Palier');
  expect(html).toContain('<html lang="en">');
});

test('two registrations of one site are shown, and joined after a question that says what it does', async () => {
  const { platformId } = await givePupil(db);
  const twin = await db
    .insertInto('platform')
    .columns(['name', 'issuer', 'clientId', 'authUrl', 'tokenUrl', 'jwksUrl'])
    .expression((e) =>
      e
        .selectFrom('platform')
        .select(['name', 'issuer', e.val('another').as('clientId'), 'authUrl', 'tokenUrl', 'jwksUrl'])
        .where('id', '=', platformId),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  expect((await admin.get('/admin')).html).toContain('Une autre inscription du même site existe');
  const { html } = await admin.get(`/admin/platforms/${twin.id}`);
  expect(html).toContain('Même site, autre inscription');
  const address = `/admin/platforms/${twin.id}/joining?into=${platformId}`;
  expect(html).toContain(address);
  const asked = await admin.get(address);
  expect(asked.html).toContain('Ce choix est définitif');
  expect(asked.html).toContain('0 personne');
  const { action, fields } = readForm(asked.html);
  const joined = await admin.post(action, Object.fromEntries(fields));
  expect(joined.address).toBe(`/admin/platforms/${twin.id}?done=joined`);
  expect(joined.html).toContain('partagent maintenant');
  expect(joined.html).not.toContain('Même site, autre inscription');
  // Sent twice, it was done.
  expect((await admin.post(action, Object.fromEntries(fields))).status).toBe(200);
  expect((await events('platform joined')).map(({ actor }) => actor)).toEqual(['console (tests)']);
});
