import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveClosing } from '../../src/campaigns/closing/store.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { realBank } from '../support/content.ts';
import { type HttpSession, launch, readForm } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { playOverHttp } from '../support/play-http.ts';
import { shownOnPage } from '../support/shown.ts';

/** Campaigns over HTTP: entering, trying, sending, and who may see what. */
let pair: Pair;
let bank: Referential;
let activity: string;

beforeAll(async () => {
  [pair, bank] = await Promise.all([startPair(), realBank()]);
  activity = await addActivity(pair, { competenceColumns: false });
}, 60_000);
afterAll(() => pair?.close());

const open = (person: string, id = activity): Promise<HttpSession> =>
  launch(pair.palier.url, `${pair.lms.url}/as/${person}/activity/${id}`);
const codeOf = (session: HttpSession) => /\/campaigns\/([A-Z]{6}\d{3})/.exec(session.address)?.[1] ?? '';
/** What the signed answer says. */
const decodeJwt = (html: string) =>
  Buffer.from(readForm(html).fields.get('JWT')?.split('.')[1] ?? '', 'base64url').toString();
const challengeOf = (html: string) => /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? '';

async function begin(
  person: string,
  id = activity,
): Promise<{ session: HttpSession; runId: string; html: string }> {
  const session = await open(person, id);
  const { address, html } = await session.post(readForm(session.html).action);
  return { session, runId: /^\/runs\/(\d+)$/.exec(address)?.[1] ?? '', html };
}

async function newestActivity(person: string): Promise<string> {
  const course = await (await fetch(`${pair.lms.url}/as/${person}/course`)).text();
  return [...course.matchAll(/\/activity\/([^/"]+)"/g)].at(-1)?.[1] ?? '';
}

describe('entering', () => {
  test('a pupil meets the title, the length and « Commencer »; a teacher meets the class', async () => {
    const pupil = await open('eleve-1');
    expect(pupil.address).toMatch(/^\/campaigns\/[A-Z]{6}\d{3}\/entry$/);
    expect(pupil.html).toContain('Commencer');
    expect(pupil.html).toMatch(/\d+ à \d+ questions/);
    const teacher = await open('prof-1');
    expect(teacher.address).toBe(`/campaigns/${codeOf(pupil)}`);
    expect(teacher.html.match(/Pas commencé/g)?.length).toBeGreaterThanOrEqual(30);
  });

  test('each launch tells of the campaign and of its course as they stand', async () => {
    const { db } = pair.palier.database;
    const code = codeOf(await open('eleve-20'));
    const { id, title } = await db
      .selectFrom('campaign')
      .select(['id', 'title'])
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    const rename = (to: string) =>
      db.updateTable('campaign').set({ title: to }).where('id', '=', id).execute();
    await rename('Un autre titre');
    expect((await open('eleve-20')).html).toContain('Un autre titre');
    expect((await open('eleve-21')).html).toContain('Un autre titre');
    await rename(title);
    expect((await open('eleve-20')).html).toContain(title);

    const { contextId } = await db
      .selectFrom('resourceLink')
      .innerJoin('campaignLink', 'campaignLink.resourceLinkId', 'resourceLink.id')
      .select('resourceLink.contextId')
      .where('campaignLink.campaignId', '=', id)
      .executeTakeFirstOrThrow();
    await saveClosing(db, { campaignId: id, contextId }, { closedAt: new Date() });
    expect((await open('eleve-20')).html).toContain('a fermé ce parcours');
    await saveClosing(db, { campaignId: id, contextId }, { closedAt: null });
    expect((await open('eleve-20')).html).toContain('Commencer');
  });

  test('begun twenty times at once, there is one run', async () => {
    const pupil = await open('eleve-2');
    const { action } = readForm(pupil.html);
    const addresses = await Promise.all(Array.from({ length: 20 }, () => pupil.post(action)));
    expect(new Set(addresses.map(({ address }) => address)).size).toBe(1);
  });

  test('opened again, even by another launch, it goes on where it was', async () => {
    const { session, runId, html } = await begin('eleve-3');
    const first = challengeOf(html);
    const { html: next } = await session.post(`/runs/${runId}/skips`, { challenge: first });
    const again = await open('eleve-3');
    expect(again.address).toBe(`/runs/${runId}`);
    expect(challengeOf(again.html)).toBe(challengeOf(next));
    // A page kept open elsewhere, and the back button: the first answer stands, nothing is doubled.
    const { html: late } = await session.post(`/runs/${runId}/skips`, { challenge: first });
    expect(challengeOf(late)).toBe(challengeOf(next));
  });

  test('an empty answer asks for one and keeps the question', async () => {
    const { session, runId, html } = await begin('eleve-4');
    const answer = await session.post(`/runs/${runId}/answers`, { challenge: challengeOf(html) });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Je passe');
    expect(answer.html).toContain('role="alert"');
    expect(challengeOf(answer.html)).toBe(challengeOf(html));
  });
});

describe('what a page tells', () => {
  test('nothing of the key before the checkpoint', async () => {
    const { session, runId } = await begin('eleve-5');
    for (let turn = 0; turn < 4; turn += 1) {
      const { html } = await session.get(`/runs/${runId}`);
      const challenge = await shownOnPage(bank, html);
      if (!challenge) throw new Error('no challenge');
      const secrets = [
        challenge.explanationHtml,
        ...challenge.choices.flatMap((choice) => choice.why ?? []),
        ...challenge.fields
          .flatMap((field) => (field.format === 'select' ? [] : field.accepted))
          .filter((text) => text.length > 12),
      ];
      const pictures = challenge.pictures.map(({ label, caption }) => `${label} ${caption ?? ''}`);
      const shown = `${challenge.instructionHtml} ${challenge.documentHtml ?? ''} ${pictures.join(' ')}`;
      for (const secret of secrets.filter((text) => !shown.includes(text)))
        expect(html).not.toContain(secret);
      await session.post(`/runs/${runId}/skips`, { challenge: challenge.id });
    }
  });

  test('right and wrong answers get answers of the same shape', async () => {
    const answers = [];
    for (const [person, right] of [
      ['eleve-6', true],
      ['eleve-7', false],
    ] as const) {
      const session = await open(person);
      let seen = 0;
      await expect(
        playOverHttp(session, bank, () => {
          seen += 1;
          if (seen > 1) throw new Error('one answer is enough');
          return right;
        }),
      ).rejects.toThrow('one answer is enough');
      const again = await open(person);
      answers.push(again.html.replace(/<meta name="palier-session"[^>]*>/, ''));
    }
    for (const html of answers) expect(html).not.toMatch(/Réussi|Pas encore|outcome/);
  });
});

describe('who may see what', () => {
  test("a pupil never reaches the teacher's pages nor another pupil's run", async () => {
    const mine = await begin('eleve-8');
    const other = await open('eleve-9');
    const code = codeOf(other);
    expect((await other.get(`/runs/${mine.runId}`)).status).toBe(404);
    expect((await other.get(`/runs/${mine.runId}/result`)).status).toBe(404);
    expect((await other.post(`/runs/${mine.runId}/skips`, { challenge: 'x' })).status).toBe(404);
    expect((await other.post(`/runs/${mine.runId}/sending`)).status).toBe(404);
    const page = await other.get(`/campaigns/${code}`);
    expect(page.html).not.toContain('Participants');
    for (const path of [
      `/campaigns/${code}/trials`,
      '/participations/1/deliveries',
      '/picker/ready',
      '/picker/campaigns',
    ]) {
      expect((await other.post(path, { model: 'rentree-3e', name: 'x' })).status, path).toBe(403);
    }
    expect((await other.get('/picker')).status).toBe(403);
  });

  test('a session that places activities sees no class: administrators of the LMS have them too', async () => {
    const code = codeOf(await open('prof-1'));
    const placing = await launch(pair.palier.url, `${pair.lms.url}/as/prof-1/add`);
    expect((await placing.get(`/campaigns/${code}`)).status).toBe(403);
    expect((await placing.post(`/campaigns/${code}/trials`)).status).toBe(403);
  });

  test('a session is needed: a shell for a navigation, 401 for a request of the page', async () => {
    const shell = await fetch(`${pair.palier.url}/runs/1`);
    expect([shell.status, await shell.text()]).toEqual([200, expect.stringContaining('data-shell')]);
    const request = await fetch(`${pair.palier.url}/runs/1`, { headers: { 'hx-request-type': 'full' } });
    expect([request.status, await request.text()]).toEqual([
      401,
      expect.stringContaining('Ta séance est terminée'),
    ]);
  });

  test('writes from another site are refused', async () => {
    const { session, runId } = await begin('eleve-10');
    for (const site of ['cross-site', 'same-site', 'none']) {
      const answer = await fetch(`${pair.palier.url}/runs/${runId}/sending`, {
        method: 'POST',
        headers: { authorization: `Bearer ${session.token}`, 'sec-fetch-site': site },
      });
      expect(answer.status, site).toBe(403);
    }
  });

  test('files are had by a signed address alone', async () => {
    const withPicture = [...bank.challenges.values()].find(
      ({ pictures, generator }) => pictures.length > 0 && !generator,
    );
    const path = `/files/${withPicture?.pictures[0]?.path}`;
    const { session, runId } = await begin('eleve-11');
    expect((await session.get(path)).status).toBe(403);
    await pair.palier.database.db
      .updateTable('run')
      .set({
        currentChallenge: withPicture?.id ?? '',
        currentSkill: withPicture?.skill ?? '',
        focusTold: true,
      })
      .where('id', '=', runId)
      .execute();
    const { html } = await session.get(`/runs/${runId}`);
    const signed = /src="(\/files\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    if (!signed) throw new Error('a run with no picture at all');
    const file = await fetch(pair.palier.url + signed);
    expect([file.status, file.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
    const forged = signed.replace(/h=./, (start) => (start === 'h=A' ? 'h=B' : 'h=A'));
    expect((await fetch(pair.palier.url + forged)).status).toBe(403);
    const elsewhere = signed.replace(/^\/files\/[^?]+/, '/files/framework.yml');
    expect((await fetch(pair.palier.url + elsewhere)).status).toBe(403);
  });
});

describe('what people type', () => {
  test('half characters and control characters never break an answer', async () => {
    const { session, runId } = await begin('eleve-14');
    const long = '😀'.repeat(400);
    for (let turn = 0; turn < 12; turn += 1) {
      const { html } = await session.get(`/runs/${runId}`);
      const challenge = await shownOnPage(bank, html);
      if (!challenge) break;
      const [field] = challenge.fields;
      if (!field) {
        await session.post(`/runs/${runId}/skips`, { challenge: challenge.id });
        continue;
      }
      const answer = await session.post(`/runs/${runId}/answers`, {
        challenge: challenge.id,
        [`field.${field.id}`]: turn % 2 === 0 ? `a\u0000b\u0007 ${long}x` : `\ud83d 12 rue des Lilas`,
      });
      expect(answer.status).toBe(200);
      expect(pair.palier.output()).not.toContain('rue des Lilas');
      return;
    }
    throw new Error('no open question in twelve');
  });

  test('nor a name of campaign, nor an issuer', async () => {
    const teacher = await launch(pair.palier.url, `${pair.lms.url}/as/prof-2/add`);
    const made = await teacher.post('/picker/campaigns', {
      model: 'rentree-3e',
      name: 'a\u0000b',
      landingText: '\ud83d',
    });
    expect(made.status).toBe(200);
    const login = await fetch(
      `${pair.palier.url}/lti/login?iss=a%00b&login_hint=x&target_link_uri=${pair.palier.url}/lti/launch`,
    );
    expect(login.status).toBe(400);
  });
});

describe('a teacher', () => {
  test('tries the campaign as a pupil without a trace in the results', async () => {
    const teacher = await open('prof-1');
    const code = codeOf(teacher);
    const before = (await teacher.get(`/campaigns/${code}`)).html;
    const trial = await teacher.post(`/campaigns/${code}/trials`);
    const done = await playOverHttp({ ...teacher, ...trial }, bank, () => true);
    expect(done.html).toContain('essai');
    expect(done.html).not.toContain("J'envoie mes résultats");
    expect((await teacher.post(`/runs/${done.runId}/sending`)).status).toBe(404);
    const after = (await teacher.get(`/campaigns/${code}`)).html;
    const people = (html: string) => html.slice(html.indexOf('<table'));
    expect(people(after)).toBe(people(before));
  });

  test('sees nothing of what a pupil answered until it is sent, then all of it', async () => {
    const pupil = await open('eleve-17');
    // What is written is wrong and the rest right, so that both are to be read.
    let written = 0;
    let right = 0;
    const isRight = ({ fields }: Challenge) => {
      if (fields.length > 0) written += 1;
      else right += 1;
      return fields.length === 0;
    };
    const { runId } = await playOverHttp(pupil, bank, isRight);
    const teacher = await open('prof-1');
    const { participationId } = await pair.palier.database.db
      .selectFrom('participation')
      .select('id as participationId')
      .where('runId', '=', runId)
      .executeTakeFirstOrThrow();
    const page = () => teacher.get(`/participations/${participationId}`);
    expect(teacher.html).toContain(`href="/participations/${participationId}"`);
    const before = await page();
    expect(before.html).toContain('résultats pas encore envoyés');
    expect(before.html).not.toMatch(/Réponse de l’élève|Réponse attendue/);
    await pupil.post(`/runs/${runId}/sending`);
    const { html, status } = await page();
    expect(status).toBe(200);
    const { answers } = await pair.palier.database.db
      .selectFrom('answer')
      .select((e) => e.fn.countAll<number>().as('answers'))
      .where('runId', '=', runId)
      .executeTakeFirstOrThrow();
    expect(html.match(/Réponse de l’élève/g)).toHaveLength(Number(answers));
    expect(written + right).toBe(Number(answers));
    expect(html.includes('zzzzz 98765')).toBe(written > 0);
    expect(/validés?<\/strong>, (bonne réponse|déduit)/.test(html)).toBe(right > 0);
    expect(html).not.toMatch(/\bdéduit d[eu]s? (ta|tes|ton)\b|tu as bien répondu/);
    expect(before.html).not.toContain('class="why-tubes"');
    expect((await pupil.get(`/participations/${participationId}`)).status).toBe(403);
  });

  test('creates a campaign of their own; what is missing is said and nothing typed is lost', async () => {
    const teacher = await launch(pair.palier.url, `${pair.lms.url}/as/prof-2/add`);
    const wanted = {
      model: 'clg-information-donnees',
      title: 'Chercher <b>mieux</b>',
      landingText: 'Bon *courage* <script>x</script>',
    };
    const refused = await teacher.post('/picker/campaigns', { ...wanted, name: ' ' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Chercher &lt;b&gt;mieux&lt;/b&gt;');
    expect(refused.html).toContain('Donnez un nom');
    const picked = readForm((await teacher.post('/picker/campaigns', { ...wanted, name: '3e B' })).html);
    await fetch(picked.action, { method: 'POST', body: picked.fields });
    const course = await (await fetch(`${pair.lms.url}/as/eleve-12/course`)).text();
    const id = [...course.matchAll(/\/as\/eleve-12\/activity\/([^/"]+)"/g)].at(-1)?.[1] ?? '';
    const pupil = await open('eleve-12', id);
    expect(pupil.html).toContain('Bon <em>courage</em>');
    expect(pupil.html).not.toContain('<script>x');
    expect(pupil.html).not.toContain('<b>mieux');
  });

  test('chooses the method, the starting point and the sendings; pupils play by them, colleagues read them', async () => {
    const teacher = await launch(pair.palier.url, `${pair.lms.url}/as/prof-2/add`);
    const form = (id: string) => new RegExp(`<input[^>]*id="${id}"[^>]*>`).exec(teacher.html)?.[0] ?? '';
    for (const usual of ['create-freshStart-off', 'create-method-bayes', 'create-multipleSendings'])
      expect(form(usual), usual).toContain('checked');
    const wanted = { model: 'rentree-3e', name: 'Règle de PIX', method: 'pix', freshStart: 'on' };
    const picked = readForm((await teacher.post('/picker/campaigns', wanted)).html);
    await fetch(picked.action, { method: 'POST', body: picked.fields });
    const campaign = await pair.palier.database.db
      .selectFrom('campaign')
      .selectAll()
      .where('name', '=', 'Règle de PIX')
      .executeTakeFirstOrThrow();
    expect(campaign).toMatchObject({ policy: { method: 'pix' }, freshStart: true, multipleSendings: false });
    const pupil = await begin('eleve-18', await newestActivity('eleve-18'));
    const run = await pair.palier.database.db
      .selectFrom('run')
      .select('policy')
      .where('id', '=', pupil.runId)
      .executeTakeFirstOrThrow();
    expect(run.policy).toMatchObject({ method: 'pix' });
    const { html } = await (await open('prof-1')).get(`/campaigns/${campaign.code}`);
    for (const words of ['Règle de PIX', 'À neuf', 'Un seul']) expect(html).toContain(`<dd>${words}</dd>`);
    const forged = await teacher.post('/picker/campaigns', { ...wanted, method: 'dés' });
    expect(forged.status).toBe(422);
  });

  test('who clicks three times makes one campaign', async () => {
    const teacher = await launch(pair.palier.url, `${pair.lms.url}/as/prof-2/add`);
    expect(teacher.html).toContain('data-address="/picker"');
    const { action, fields } = readForm(teacher.html);
    const pages = await Promise.all([1, 2, 3].map(() => teacher.post(action, fields)));
    const codes = pages.map(({ html }) => /[BCDFGHJKMPQRTVWXY]{6}[2346789]{3}/.exec(decodeJwt(html))?.[0]);
    expect(codes[0]).toBeTruthy();
    expect(new Set(codes).size).toBe(1);
  });

  test('gives up: the LMS gets an empty answer', async () => {
    const teacher = await launch(pair.palier.url, `${pair.lms.url}/as/prof-2/add`);
    const picked = readForm((await teacher.post('/picker/cancellation')).html);
    const answer = await fetch(picked.action, { method: 'POST', body: picked.fields });
    expect(await answer.text()).toContain('Aucune activité');
  });
});

test('begun by one link and « Commencer » pressed in another, both columns get the result', async () => {
  const first = await open('eleve-15');
  const course = await (await fetch(`${pair.lms.url}/as/eleve-15/course`)).text();
  const before = new Set(
    [...course.matchAll(/\/as\/eleve-15\/activity\/([^/"]+)"/g)].map((match) => match[1]),
  );
  await fetch(`${pair.lms.url}/as/prof-1/activity/${activity}/duplicate`, { method: 'POST' });
  const after = await (await fetch(`${pair.lms.url}/as/eleve-15/course`)).text();
  const copy = [...after.matchAll(/\/as\/eleve-15\/activity\/([^/"]+)"/g)]
    .map((match) => match[1] ?? '')
    .find((id) => !before.has(id));
  const second = await open('eleve-15', copy);
  const { action } = readForm(first.html);
  await first.post(action);
  const { address, html } = await second.post(action);
  const { runId } = await playOverHttp({ ...second, address, html }, bank, () => false);
  await second.post(`/runs/${runId}/sending`);
  const rows = () => pair.lms.control.gradebook().filter((row) => row.person === 'eleve-15');
  await expect.poll(() => rows().length, { timeout: 20_000 }).toBe(2);
});

test('« Ce n’est pas toi ? » closes the session for good', async () => {
  const { session, runId } = await begin('eleve-16');
  expect((await session.post('/session/closure')).html).toContain('Séance fermée');
  expect((await session.get(`/runs/${runId}`)).status).toBe(401);
});

test('a second link to the same campaign shares the participation, and gets the sent result at its first launch', async () => {
  const session = await open('eleve-13');
  const { runId } = await playOverHttp(session, bank, (_challenge, turn) => turn % 2 === 0);
  await session.post(`/runs/${runId}/sending`);
  const rows = () => pair.lms.control.gradebook().filter((row) => row.person === 'eleve-13');
  await expect.poll(() => rows().length, { timeout: 20_000 }).toBe(1);

  await fetch(`${pair.lms.url}/as/prof-1/activity/${activity}/duplicate`, { method: 'POST' });
  const course = await (await fetch(`${pair.lms.url}/as/eleve-13/course`)).text();
  const ids = [...course.matchAll(/\/as\/eleve-13\/activity\/([^/"]+)"/g)].map((match) => match[1] ?? '');
  let reached = 0;
  for (const id of ids.filter((candidate) => candidate !== activity)) {
    const again = await open('eleve-13', id);
    if (again.address === `/runs/${runId}/result`) reached += 1;
  }
  expect(reached).toBeGreaterThan(0);
  await expect.poll(() => rows().length, { timeout: 20_000 }).toBe(1 + reached);
  expect(new Set(rows().map((row) => row.resultScore)).size).toBe(1);
  expect(new Set(rows().map((row) => row.resourceLinkId)).size).toBe(1 + reached);
});
