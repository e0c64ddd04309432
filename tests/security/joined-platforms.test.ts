import { decodeJwt } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinPlatforms } from '../../src/admin/join-platforms.ts';
import { recreateCampaign } from '../../src/campaigns/create.ts';
import { readConfig } from '../../src/config.ts';
import { setPlatformStatus } from '../../src/lti/registrations.ts';
import { claim, startPlatform, type TestPlatform } from '../lti/support/platform.ts';
import { type HttpSession, readForm, readSession } from '../support/http-person.ts';
import { playOverHttp } from '../support/play-http.ts';
import { launchFrom } from './launches.ts';
import { type Site, startSite } from './site.ts';

/** One site, registered anew: another client id, the same people, courses and activities. */
let site: Site;
let old: TestPlatform;
let anew: TestPlatform;
let oldId: string;
let newId: string;
const code = 'BCDFGH234';
/** Scores that arrived: the client whose token was used, and where. */
const scores: { readonly client: string; readonly path: string; readonly sub: string }[] = [];

beforeAll(async () => {
  site = await startSite({}, { deliver: true });
  old = await startPlatform('old-client');
  anew = { ...old, clientId: 'new-client' };
  old.answer = serve;
  oldId = (await old.register(site.db)).platformId;
  newId = (await old.register(site.db, { clientId: 'new-client' })).platformId;
}, 60_000);
afterAll(async () => {
  await site?.close();
  await old?.close();
});

/** Tokens name the client they were given to; each client sees its own addresses alone, as on Moodle. */
const serve: TestPlatform['answer'] = (req, res, { path, body }) => {
  if (path === '/token') {
    const { iss } = decodeJwt(new URLSearchParams(body).get('client_assertion') ?? '');
    res.json({ access_token: iss, token_type: 'Bearer', expires_in: 3600 });
    return;
  }
  const client = (req.get('authorization') ?? '').replace('Bearer ', '');
  if (new URL(path, old.origin).searchParams.get('of') !== client) return void res.status(401).end();
  if (path.includes('/scores')) {
    scores.push({ client, path, sub: String(JSON.parse(body).userId) });
    return void res.status(200).end();
  }
  res.status(200).type('application/vnd.ims.lis.v2.lineitemcontainer+json').send('[]');
};

interface As {
  readonly sub: string;
  readonly role?: 'Learner' | 'Instructor';
  readonly course?: string;
}

async function enter(platform: TestPlatform, { sub, role = 'Learner', course = '2' }: As) {
  const of = `?of=${platform.clientId}`;
  return launchFrom(site, platform, {
    sub,
    name: `Personne ${sub}`,
    given_name: 'Personne',
    family_name: sub,
    [claim('roles')]: [`http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`],
    [claim('context')]: { id: course, title: `Cours ${course}` },
    [claim('custom')]: { campaign: code, model: 'rentree-3e' },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': undefined,
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope: ['lineitem', 'score'].map((name) => `https://purl.imsglobal.org/spec/lti-ags/scope/${name}`),
      lineitems: `${old.origin}/lineitems${of}`,
      lineitem: `${old.origin}/lineitems/${course}/lineitem${of}`,
    },
  });
}

const open = async (platform: TestPlatform, as: As): Promise<HttpSession> =>
  readSession(site.url, await enter(platform, as));

async function play(session: HttpSession): Promise<string> {
  return (await playOverHttp(session, site.bank, (_challenge, turn) => turn % 2 === 0)).runId;
}

const arrived = (sub: string) =>
  expect
    .poll(() => scores.filter((score) => score.sub === sub).length, { timeout: 20_000, interval: 100 })
    .toBe(1);

/** The platforms under which somebody is known by this name. */
async function people(sub: string): Promise<string[]> {
  const rows = await site.db.selectFrom('ltiUser').select('platformId').where('sub', '=', sub).execute();
  return rows.map(({ platformId }) => platformId);
}

/** The campaign as a picker of the old registration made it. */
async function makeCampaign(): Promise<void> {
  await enter(old, { sub: 'teacher', role: 'Instructor' });
  const { id: contextId } = await site.db.selectFrom('context').select('id').executeTakeFirstOrThrow();
  const owner = await site.db.selectFrom('ltiUser').select('id').executeTakeFirstOrThrow();
  const wanted = { platformId: oldId, contextId, ownerId: owner.id, targetProfile: 'rentree-3e', code };
  await recreateCampaign(site.db, site.bank, wanted, new Date());
}

describe('two registrations of one site', () => {
  const sessions = new Map<string, HttpSession>();
  const runs = new Map<string, string>();

  test('before they are joined, the teacher meets one sentence that fits, and one click', async () => {
    await makeCampaign();
    for (const sub of ['sent', 'begun']) sessions.set(sub, await open(old, { sub }));
    for (const [sub, session] of sessions) runs.set(sub, await play(session));
    await sessions.get('sent')?.post(`/runs/${runs.get('sent')}/sending`);
    await arrived('sent');
    expect(scores).toMatchObject([{ client: 'old-client', path: expect.stringContaining('of=old-client') }]);

    const teacher = await open(anew, { sub: 'teacher', role: 'Instructor' });
    expect(teacher.html).toContain('une nouvelle inscription de Palier sur ce site');
    expect(teacher.html).not.toContain('depuis un autre site');
    expect(teacher.html).not.toContain('Personne sent');
    const { action } = readForm(teacher.html);
    expect((await teacher.post(action)).address).toBe(`/campaigns/${code}`);
    // Without a joining, the pupil who had begun begins again, and a third meets it here alone.
    for (const sub of ['begun', 'third']) {
      const session = await open(anew, { sub });
      expect(session.address).toBe(`/campaigns/${code}/entry`);
      const { address } = await session.post(readForm(session.html).action);
      sessions.set(`new ${sub}`, session);
      runs.set(`new ${sub}`, address.replace('/runs/', ''));
    }
    const fourth = await open(anew, { sub: 'fourth' });
    runs.set('new fourth', await play(fourth));
    await fourth.post(`/runs/${runs.get('new fourth')}/sending`);
    await arrived('fourth');
  });

  test('joined while a class enters: everybody is one person, every run is kept, none is shown to others', async () => {
    const wave = Array.from({ length: 24 }, (_, i) => i);
    const entering = wave.map((i) => enter(i % 2 ? anew : old, { sub: `wave-${i % 12}` }));
    const joining = joinPlatforms(
      { db: site.db, now: () => new Date(), config: readConfig({}), log: pino({ level: 'silent' }) },
      newId,
      oldId,
    );
    const answers = await Promise.all(entering);
    expect(await joining).toMatchObject({ people: expect.any(Number), coursesOfBoth: 1 });
    expect(answers.map(({ status }) => status)).toEqual(wave.map(() => 200));

    for (const sub of ['teacher', 'sent', 'begun', 'third', ...wave.map((i) => `wave-${i % 12}`)]) {
      expect([sub, await people(sub)]).toEqual([sub, [oldId]]);
    }
    const enrolments = await site.db
      .selectFrom('enrolment')
      .innerJoin('context', 'context.id', 'enrolment.contextId')
      .select('context.sameAs')
      .execute();
    expect(enrolments).toHaveLength(17);
    expect(enrolments.every(({ sameAs }) => sameAs === null)).toBe(true);
    expect(await site.db.selectFrom('campaign').select(['code', 'platformId']).execute()).toEqual([
      { code, platformId: oldId },
    ]);
    const kept = await site.db.selectFrom('participation').select(['runId', 'attempt']).execute();
    expect(kept.map(({ runId }) => runId).sort()).toEqual([...runs.values()].sort());
    // One column for one activity, with the grades of both.
    const columns = await site.db
      .selectFrom('lineItem')
      .innerJoin('grade', 'grade.lineItemId', 'lineItem.id')
      .select((e) => ['lineItem.id', e.fn.countAll<string>().as('grades')])
      .groupBy('lineItem.id')
      .execute();
    expect(columns).toMatchObject([{ grades: '2' }]);
    const [event] = await site.db
      .selectFrom('auditEvent')
      .selectAll()
      .where('action', '=', 'platform joined')
      .execute();
    expect(event?.subject).toBe(`platform ${newId}`);
  });

  test('sessions opened before go on, each with its own run', async () => {
    for (const [name, session] of sessions) {
      expect((await session.get(`/runs/${runs.get(name)}`)).status).toBe(200);
      for (const [other, runId] of runs) {
        if (name.replace('new ', '') === other.replace('new ', '')) continue;
        expect([name, other, (await session.get(`/runs/${runId}`)).status]).toEqual([name, other, 404]);
      }
    }
  });

  test('by the new registration the pupils find their runs and the teacher the whole class, each pupil once', async () => {
    expect((await open(anew, { sub: 'sent' })).address).toBe(`/runs/${runs.get('sent')}/result`);
    expect((await open(anew, { sub: 'begun' })).address).toBe(`/runs/${runs.get('new begun')}`);
    for (const platform of [anew, old]) {
      const { html, address } = await open(platform, { sub: 'teacher', role: 'Instructor' });
      expect(address).toBe(`/campaigns/${code}`);
      const names = [...html.matchAll(/class="col-name">(?:<a[^>]*>)?([^<]+)</g)].map((match) => match[1]);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining(['sent Personne', 'begun Personne', 'third Personne']));
    }
    // The class page found that the grade sent before stands at an address of the old registration.
    const moved = () => scores.filter(({ sub, client }) => sub === 'sent' && client === 'new-client').length;
    await expect.poll(moved, { timeout: 20_000 }).toBe(1);
  });

  test('a grade goes to the registration through which the activity is open, with its client', async () => {
    scores.length = 0;
    const session = await open(anew, { sub: 'third' });
    await session.post(`/runs/${await play(session)}/sending`);
    await arrived('third');
    expect(scores).toMatchObject([{ client: 'new-client', path: expect.stringContaining('of=new-client') }]);
  });

  test('a grade that waited for the old registration leaves by the new one', async () => {
    scores.length = 0;
    // When an activity was opened is noted once a minute.
    const later = (seconds: number) => site.setNow(new Date(Date.now() + seconds * 1000));
    later(80);
    const session = await open(old, { sub: 'late' });
    site.setNow(null);
    await site.db
      .updateTable('platform')
      .set({ tokenUrl: `${old.origin}/none` })
      .where('id', '=', oldId)
      .execute();
    await session.post(`/runs/${await play(session)}/sending`);
    await expect
      .poll(() => site.db.selectFrom('grade').select('id').where('reason', 'is not', null).execute(), {
        timeout: 20_000,
      })
      .toHaveLength(1);
    later(100);
    await enter(anew, { sub: 'teacher', role: 'Instructor' });
    site.setNow(null);
    await arrived('late');
    expect(scores.map(({ client }) => client)).not.toContain('old-client');
    const states = () => site.db.selectFrom('grade').select('state').execute();
    await expect.poll(states, { timeout: 20_000 }).toEqual(Array(4).fill({ state: 'sent' }));
  }, 60_000);

  test('a course that one alone knows is its own; one that both meet later is one', async () => {
    const other = await open(anew, { sub: 'teacher-b', role: 'Instructor', course: '3' });
    expect(other.html).not.toMatch(/(sent|begun|third) Personne/);
    await enter(anew, { sub: 'pupil-b', course: '3' });
    const same = await open(old, { sub: 'teacher-b', role: 'Instructor', course: '3' });
    expect(same.html).toContain('pupil-b Personne');
    const courses = await site.db.selectFrom('context').select(['contextId', 'sameAs']).execute();
    expect(courses.filter(({ contextId, sameAs }) => contextId === '3' && sameAs === null)).toHaveLength(1);
    expect(courses).toHaveLength(4);
    const links = await site.db.selectFrom('resourceLink').select('sameAs').execute();
    expect(links.filter(({ sameAs }) => sameAs === null)).toHaveLength(2);
  });

  test('the old registration closed, what the new one opened goes on; and the other way round', async () => {
    const [mine, theirs] = [await open(anew, { sub: 'sent' }), await open(old, { sub: 'sent' })];
    await setPlatformStatus(site.db, oldId, 'disabled', new Date());
    expect((await mine.get(`/runs/${runs.get('sent')}/result`)).status).toBe(200);
    expect((await theirs.get(`/runs/${runs.get('sent')}/result`)).status).toBe(401);
    expect((await open(anew, { sub: 'sent' })).address).toBe(`/runs/${runs.get('sent')}/result`);
    await setPlatformStatus(site.db, newId, 'disabled', new Date());
    expect((await mine.get(`/runs/${runs.get('sent')}/result`)).status).toBe(401);
  });

  test('is done once, and never with another site', async () => {
    const stranger = await startPlatform('stranger');
    const { platformId } = await stranger.register(site.db);
    const deps = {
      db: site.db,
      now: () => new Date(),
      config: readConfig({}),
      log: pino({ level: 'silent' }),
    };
    expect(await joinPlatforms(deps, newId, oldId)).toBe('joined-already');
    expect(await joinPlatforms(deps, platformId, oldId)).toBe('other-issuer');
    expect(await joinPlatforms(deps, oldId, oldId)).toBe('same');
    expect(await joinPlatforms(deps, '999999', oldId)).toBe('unknown');
    await stranger.close();
  });
});
