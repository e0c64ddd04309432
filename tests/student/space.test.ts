import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eraseOldResults } from '../../src/campaigns/retention.ts';
import { collectPersonalData } from '../../src/lti/personal-data.ts';
import type { Challenge, Tube } from '../../src/referential/types.ts';
import { eraseOldPractice } from '../../src/student/retention.ts';
import {
  giveCampaign,
  givePerson,
  givePlace,
  givePlatform,
  open,
  type Person,
  type Place,
} from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { type HttpSession, session } from '../support/http-person.ts';
import { playOverHttp } from '../support/play-http.ts';

/** The pupil's space over HTTP, with the whole application, the real bank and a clock that moves. */
const NOW = new Date('2026-11-02T09:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
let site: Site;
let here: Place;
let there: Place;
let abroad: Place;
let teacher: Person;
let pupil: Person;

beforeAll(async () => {
  site = await startSite();
  const alpha = await givePlatform(site, 'alpha');
  here = await givePlace(site, alpha, 'Cours d’ici');
  there = await givePlace(site, alpha, 'Cours de maths');
  abroad = await givePlace(site, await givePlatform(site, 'beta'), 'Cours d’ailleurs');
  teacher = await givePerson(site, here, 'Prigent', 'teacher');
}, 60_000);
beforeEach(async () => {
  pupil = await givePerson(site, here, `Eleve${Math.random().toString(36).slice(2)}`, 'learner');
  await site.db.deleteFrom('campaign').execute();
});
afterAll(() => site?.close());

async function visit(person: Person, now: Date, address: string, where = site): Promise<HttpSession> {
  where.setNow(now);
  const { token } = await open(where, person, now);
  const { html } = await session(where.url, token, address, '').get(address);
  return session(where.url, token, address, html);
}

const upTo = (level: number) => (challenge: Challenge) =>
  (site.bank.skills.get(challenge.skill)?.level ?? 0) <= level;
const pixOf = (html: string) => Number(/class="figure">([\d\u202f]+)/.exec(html)?.[1]?.replace('\u202f', ''));
const practicesOf = (userId: string) =>
  site.db.selectFrom('practice').selectAll().where('userId', '=', userId).orderBy('id').execute();

async function practise(code: string, now: Date, level: number, person = pupil) {
  const me = await visit(person, now, `/competences/${code}`);
  const begun = await me.post(`/competences/${code}/practice`);
  expect([begun.status, begun.address]).toEqual([200, expect.stringMatching(/^\/runs\/\d+$/)]);
  return playOverHttp({ ...me, ...begun }, site.bank, upTo(level));
}

describe('home', () => {
  test('at a first visit: a name, no pix, what can be done, and the way to everything', async () => {
    const { html } = await visit(pupil, NOW, '/');
    expect(html).toContain('Bonjour Camille');
    expect(pixOf(html)).toBe(0);
    expect(html).toContain('Aucun parcours ne t’attend');
    expect(html).toContain('action="/code"');
    expect(html).toContain('href="/competences/1.1"');
    expect(html).toContain('0 compétences sur 5');
    for (const place of ['/competences', '/tutorials', '/me']) expect(html).toContain(`href="${place}"`);
    expect(html).toMatch(/href="\/" aria-current="page"/);
    const drawn = (await visit(pupil, NOW, '/competences')).html;
    expect(drawn.includes('key-closed'), 'the legend names what is drawn, no more').toBe(
      /profile-step[^"]* is-closed/.test(drawn),
    );
    await site.db
      .updateTable('ltiUser')
      .set({ givenName: null, familyName: null, name: null })
      .where('id', '=', pupil.userId)
      .execute();
    expect((await visit(pupil, NOW, '/')).html).toMatch(/<h1>Bonjour\u202f!<\/h1>/);
  });

  test('follows a campaign from its course to what was sent, and other courses’ campaigns stay theirs', async () => {
    const { code } = await giveCampaign(site, teacher, { title: 'Parcours d’ici' });
    const maths = await givePerson(site, there, 'Queffelec', 'teacher');
    const other = await giveCampaign(site, maths, { title: 'Parcours de maths' });
    await giveCampaign(site, await givePerson(site, abroad, 'Riou', 'teacher'), {
      title: 'Parcours lointain',
    });
    const first = await visit(pupil, NOW, '/');
    expect(first.html).toContain(`href="/campaigns/${code}/entry"`);
    expect(first.html).not.toContain('Parcours de maths');
    expect(first.html).not.toContain('Parcours lointain');

    // Launched from there once: it shows, and is opened from there, where its grade belongs.
    await site.db
      .insertInto('enrolment')
      .values({ contextId: there.contextId, userId: pupil.userId, launchRole: 'learner', launchedAt: NOW })
      .execute();
    const both = (await visit(pupil, NOW, '/')).html;
    expect(both).toContain('Ouvre-le depuis ton cours «\u202fCours de maths\u202f»');
    expect(both).not.toContain(`/campaigns/${other.code}/entry`);

    const entry = await visit(pupil, NOW, `/campaigns/${code}/entry`);
    const begun = await entry.post(`/campaigns/${code}/participations`);
    expect((await entry.get('/')).html).toMatch(/0 réponse, encore[\s\S]*href="\/runs\/\d+"/);
    const { runId } = await playOverHttp({ ...entry, ...begun }, site.bank, upTo(2));
    const finished = (await entry.get('/')).html;
    expect(finished).toContain('Terminé, à envoyer');
    expect(pixOf(finished)).toBeGreaterThan(0);
    await entry.post(`/runs/${runId}/sending`);
    const sent = (await entry.get('/')).html;
    expect(sent).toMatch(/Envoyé le 2 nov. 2026, \d+\u202f% de réussite/);
    expect(sent).not.toContain('Terminé, à envoyer');
    // The year after, the same campaign waits again; what was sent is still there.
    expect((await visit(pupil, later(330), '/')).html).toMatch(
      new RegExp(`/campaigns/${code}/entry[\\s\\S]*Envoyé le 2 nov. 2026`),
    );
  });

  test.each([
    ['teacher', '/welcome/no-campaign'],
    ['none', '/welcome/no-role'],
  ] as const)('of a %s is none: they are told what to do', async (role, address) => {
    const person = await givePerson(site, here, `Adulte${Math.random()}`, role);
    site.setNow(NOW);
    const { token } = await open(site, person, NOW);
    const answer = await fetch(`${site.url}/`, {
      headers: { authorization: `Bearer ${token}`, 'hx-request-type': 'full' },
      redirect: 'manual',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, address]);
    const page = await session(site.url, token, address, '').get(address);
    expect(page.html).not.toContain('href="/competences"');
  });
});

test('a session that was closed leaves no way into the space', async () => {
  const me = await visit(pupil, NOW, '/');
  const closed = await me.post('/session/closure');
  expect(closed.html).toContain('Séance fermée');
  expect(closed.html).not.toContain('class="places"');
});

describe('free practice', () => {
  test('begins once however often one clicks, gives pix, sends nothing, and waits four days for what failed', async () => {
    const me = await visit(pupil, NOW, '/competences/1.1');
    expect(me.html).toContain('Commencer');
    expect(me.html).toMatch(/\d+ à \d+ questions|\d+ questions/);
    const clicks = await Promise.all(Array.from({ length: 4 }, () => me.post('/competences/1.1/practice')));
    const [begun] = clicks;
    if (!begun) throw new Error('no answer');
    expect(new Set(clicks.map(({ address }) => address)).size).toBe(1);
    expect(await practicesOf(pupil.userId)).toHaveLength(1);
    expect((await me.get('/competences/1.1')).html).toContain('Reprendre mon entraînement');
    expect((await me.get('/')).html).toContain('href="/competences/1.1"');

    const { html } = await playOverHttp({ ...me, ...begun }, site.bank, upTo(2));
    expect(html).toContain('Rien à envoyer');
    expect(html).toContain('href="/competences/1.1"');
    expect(html).not.toContain('/sending"');
    const runId = (await practicesOf(pupil.userId))[0]?.runId;
    expect((await me.post(`/runs/${runId}/sending`)).status).toBe(404);

    const after = (await me.get('/competences/1.1')).html;
    expect(after).toContain('reviendront le 6 nov. 2026');
    expect((await me.post('/competences/1.1/practice')).status).toBe(409);
    const pix = pixOf((await me.get('/')).html);
    expect(pix).toBeGreaterThanOrEqual(8);

    const day = await visit(pupil, later(4), '/competences/1.1');
    expect(day.html).toContain('Continuer à progresser');
    await practise('1.1', later(4), 4);
    expect(pixOf((await visit(pupil, later(4), '/')).html)).toBeGreaterThan(pix);
  });

  test('what is answered counts before the run is over, and a campaign asks no more what practice validated', async () => {
    const { code } = await giveCampaign(site, teacher, {});
    const me = await visit(pupil, NOW, '/competences/1.1');
    const begun = await me.post('/competences/1.1/practice');
    const challenge = site.bank.challenges.get(
      /name="challenge" value="([^"]+)"/.exec(begun.html)?.[1] ?? '',
    );
    if (!challenge) throw new Error('no challenge');
    await playOverHttp({ ...me, ...begun }, site.bank, () => true);
    const validated = await site.db
      .selectFrom('runSkill')
      .select('skillId')
      .where('status', '=', 'validated')
      .where('runId', '=', (await practicesOf(pupil.userId))[0]?.runId ?? '')
      .execute();
    const entry = await visit(pupil, later(1), `/campaigns/${code}/entry`);
    await playOverHttp(entry, site.bank, () => true);
    const asked = await site.db
      .selectFrom('answer')
      .innerJoin('participation', 'participation.runId', 'answer.runId')
      .select('skillId')
      .where('participation.userId', '=', pupil.userId)
      .execute();
    const known = new Set(validated.map(({ skillId }) => skillId));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ skillId }) => known.has(skillId))).toEqual([]);
  });

  test('of a run under way, one right answer already gives its pix', async () => {
    const me = await visit(pupil, NOW, '/competences/4.1');
    const begun = await me.post('/competences/4.1/practice');
    let turns = 0;
    await playOverHttp({ ...me, ...begun }, site.bank, () => {
      turns += 1;
      if (turns > 1) throw new Error('enough');
      return true;
    }).catch(() => undefined);
    const run = await site.db
      .selectFrom('run')
      .selectAll()
      .where('userId', '=', pupil.userId)
      .executeTakeFirstOrThrow();
    expect(run.status).toBe('started');
    expect(pixOf((await me.get('/')).html)).toBeGreaterThan(0);
  });

  test('a competence without questions says so kindly, and cannot be begun; an unknown one is not found', async () => {
    const whole = site.bank.competences.get('5.2');
    if (!whole) throw new Error('no such competence');
    const emptied = ({ skills, ...tube }: Tube) => ({
      ...tube,
      skills: skills.map((skill) => ({ ...skill, challenges: [] })),
    });
    const competences = new Map(site.bank.competences);
    competences.set('5.2', { ...whole, tubes: whole.tubes.map(emptied) });
    const poorer = await startSite({}, { bank: { ...site.bank, competences } });
    try {
      const place = await givePlace(poorer, await givePlatform(poorer, 'alpha'), 'Cours d’ici');
      const person = await givePerson(poorer, place, 'Sans', 'learner');
      const me = await visit(person, NOW, '/competences/5.2', poorer);
      expect(me.html).toContain('en préparation');
      expect(me.html).not.toContain('practice-form');
      expect((await me.post('/competences/5.2/practice')).status).toBe(409);
      expect((await me.get('/competences/9.9')).status).toBe(404);
      expect((await me.post('/competences/9.9/practice')).status).toBe(404);
      expect((await me.get('/competences')).html.match(/class="row-link"/g)).toHaveLength(16);
    } finally {
      await poorer.close();
    }
  });
});

describe('beginning a competence again', () => {
  test('waits seven days, is confirmed, takes its pix and nothing that was sent, and asks everything anew', async () => {
    const { code } = await giveCampaign(site, teacher, {});
    const entry = await visit(pupil, NOW, `/campaigns/${code}/entry`);
    const { runId } = await playOverHttp(entry, site.bank, upTo(3));
    await entry.post(`/runs/${runId}/sending`);
    const pix = pixOf((await entry.get('/')).html);
    const early = await visit(pupil, later(6), '/competences/1.1');
    expect(early.html).toContain('à partir du 9 nov. 2026');
    expect((await early.post('/competences/1.1/reset')).status).toBe(409);

    const day = await visit(pupil, later(7), '/competences/1.1');
    expect(day.html).toContain('href="/competences/1.1/reset"');
    const asked = (await day.get('/competences/1.1/reset')).html;
    expect(asked).toContain('Ce que tu gardes');
    await Promise.all([day.post('/competences/1.1/reset'), day.post('/competences/1.1/reset')]);
    const resets = await site.db
      .selectFrom('knowledgeReset')
      .selectAll()
      .where('userId', '=', pupil.userId)
      .execute();
    expect(resets.map(({ competence }) => competence)).toEqual(['1.1']);
    const html = (await day.get('/competences/1.1')).html;
    expect(html).toContain('Pas encore de niveau');
    expect(html).toContain('Commencer');
    const left = pixOf((await day.get('/')).html);
    expect(left).toBeLessThan(pix);
    expect((await day.get('/competences/4.1')).html).not.toContain('Pas encore de niveau');
    const sent = await site.db
      .selectFrom('participation')
      .select(['result', 'sharedAt'])
      .where('runId', '=', runId)
      .executeTakeFirstOrThrow();
    expect(sent.sharedAt).toEqual(NOW);

    await practise('1.1', later(8), 3);
    const [practice] = await practicesOf(pupil.userId);
    const run = await site.db
      .selectFrom('run')
      .select('earlier')
      .where('id', '=', practice?.runId ?? '')
      .executeTakeFirstOrThrow();
    expect(run.earlier).toEqual([]);
    expect(pixOf((await visit(pupil, later(8), '/')).html)).toBeGreaterThan(left);
  });
});

describe('a code', () => {
  const wrong = async (text: string) => (await visit(pupil, NOW, '/code')).post('/code', { code: text });

  test('opens a campaign of the same platform, in the course of the launch; then leads to where it stands', async () => {
    const maths = await givePerson(site, there, 'Salaun', 'teacher');
    const { id, code } = await giveCampaign(site, maths, { title: 'Parcours de maths' });
    const me = await visit(pupil, NOW, '/');
    const typed = `${code.slice(0, 3).toLowerCase()} ${code.slice(3, 6)}-${code.slice(6)}`;
    const entered = await me.post('/code', { code: typed });
    expect(entered.address).toBe(`/campaigns/${code}/entry`);
    expect(entered.html).toContain('Parcours de maths');
    const begun = await me.post(`/campaigns/${code}/participations`);
    const participation = await site.db
      .selectFrom('participation')
      .selectAll()
      .where('userId', '=', pupil.userId)
      .executeTakeFirstOrThrow();
    expect([participation.campaignId, participation.contextId]).toEqual([id, here.contextId]);
    expect((await me.post('/code', { code })).address).toBe(begun.address);
    await site.db.updateTable('campaign').set({ archivedAt: NOW }).where('id', '=', id).execute();
    expect((await me.post('/code', { code })).address).toBe(begun.address);
  });

  test('that is wrong says what to do, whatever is wrong with it', async () => {
    const far = await giveCampaign(site, await givePerson(site, abroad, 'Tanguy', 'teacher'), {});
    const over = await giveCampaign(site, teacher, {});
    await site.db.updateTable('campaign').set({ archivedAt: NOW }).where('id', '=', over.id).execute();
    for (const [text, words] of [
      ['', 'Écris le code'],
      ['BCDFGH23', 'Un code a 9 signes'],
      ['BCDFGH222', 'Aucun parcours n’a ce code'],
      [far.code, 'Aucun parcours n’a ce code'],
      [over.code, 'Ce parcours est terminé'],
    ] as const) {
      const answer = await wrong(text);
      expect([text, answer.status]).toEqual([text, 422]);
      expect(answer.html).toContain(words);
      expect(answer.html).toContain('aria-invalid="true"');
    }
    expect((await wrong('"><b>x')).html).not.toContain('<b>x');
  });

  test('cannot be guessed by trying', async () => {
    const strict = await startSite({ RATE_LIMIT: 'on' });
    try {
      const place = await givePlace(strict, await givePlatform(strict, 'alpha'), 'Cours');
      const prof = await givePerson(strict, place, 'Urvoas', 'teacher');
      const guesser = await givePerson(strict, place, 'Vigouroux', 'learner');
      const friend = await givePerson(strict, place, 'Winoc', 'learner');
      const { code } = await giveCampaign(strict, prof, {});
      const tries = async (person: Person, text: string) => {
        const { token } = await open(strict, person);
        return session(strict.url, token, '/', '').post('/code', { code: text });
      };
      for (let i = 0; i < 10; i += 1) expect((await tries(guesser, 'BCDFGH222')).status).toBe(422);
      const refused = await tries(guesser, code);
      expect(refused.status).toBe(429);
      expect(refused.html).toContain('Attends dix minutes');
      expect((await tries(friend, code)).address).toBe(`/campaigns/${code}/entry`);
    } finally {
      await strict.close();
    }
  });
});

describe('what is kept of practice', () => {
  test('goes three months after its school year, with what was begun again', async () => {
    await practise('1.1', NOW, 1);
    await site.db
      .insertInto('knowledgeReset')
      .values({ userId: pupil.userId, competence: '4.1', resetAt: NOW })
      .execute();
    const rows = async () => [
      (await practicesOf(pupil.userId)).length,
      (await site.db.selectFrom('run').select('id').where('userId', '=', pupil.userId).execute()).length,
      (await site.db.selectFrom('knowledgeReset').select('id').where('userId', '=', pupil.userId).execute())
        .length,
    ];
    const data = await collectPersonalData(site.db, pupil.userId);
    expect([data.practice?.length, data.knowledge_reset?.length]).toEqual([1, 1]);
    await eraseOldPractice(site.db, new Date('2027-11-30T12:00:00Z'));
    expect(await rows()).toEqual([1, 1, 1]);
    await eraseOldPractice(site.db, new Date('2027-12-02T12:00:00Z'));
    expect(await rows()).toEqual([0, 0, 0]);
    await site.db.updateTable('ltiUser').set({ seenAt: NOW }).where('id', '=', pupil.userId).execute();
    await site.db.deleteFrom('enrolment').where('userId', '=', pupil.userId).execute();
    await eraseOldResults(site.db, new Date('2027-12-02T12:00:00Z'));
    expect(await site.db.selectFrom('ltiUser').select('id').where('id', '=', pupil.userId).execute()).toEqual(
      [],
    );
  });
});
