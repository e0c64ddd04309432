import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  giveCampaign,
  givePerson,
  givePlace,
  givePlatform,
  open,
  type Person,
  pageHeaders,
} from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { session } from '../support/http-person.ts';
import { playOverHttp } from '../support/play-http.ts';

let site: Site;
let pupil: Person;
let teacher: Person;
let runId: string;

beforeAll(async () => {
  site = await startSite();
  const place = await givePlace(site, await givePlatform(site, 'alpha'), 'Pix 3e');
  pupil = await givePerson(site, place, 'Abgrall', 'learner');
  teacher = await givePerson(site, place, 'Drevillon', 'teacher');
  const { code } = await giveCampaign(site, teacher, { title: 'Parcours de rentrée' });
  const person = await as(pupil);
  const landing = await person.get(`/campaigns/${code}/entry`);
  const answer = { ...person, html: landing.html, address: `/campaigns/${code}/entry` };
  ({ runId } = await playOverHttp(answer, site.bank, (_challenge, number) => number % 3 === 0));
});
afterAll(() => site?.close());

async function as(person: Person) {
  const { token } = await open(site, person);
  return session(site.url, token, '/', '');
}

/** What a button of a fragment asks, answered as to the page's script. */
async function press(person: Person, action: string) {
  const { token } = await open(site, person);
  const answer = await fetch(site.url + action, {
    method: 'POST',
    headers: { ...pageHeaders(token), 'hx-request-type': 'partial' },
  });
  return { status: answer.status, html: await answer.text() };
}

const rows = (userId: string) =>
  site.db.selectFrom('tutorialMark').selectAll().where('userId', '=', userId).execute();
const pressed = (html: string) =>
  [...html.matchAll(/id="\S+-(saved|done|yes|no)" aria-pressed="true"/g)].map(([, name]) => name);
const actionOf = (html: string, name: string) =>
  (new RegExp(`id="\\S+-${name}" aria-pressed="\\w+" hx-post="([^"]+)"`).exec(html)?.[1] ?? '').replaceAll(
    '&amp;',
    '&',
  );
const sectionOf = (html: string, state: string) =>
  html
    .split(`<section class="tutos-section" aria-labelledby="tutorials-${state}">`)[1]
    ?.split('</section>')[0] ?? '';
const lessonsIn = (html: string) =>
  [...html.matchAll(/<li class="tuto [^"]*" id="tuto-([^"]+)"/g)].map(([, id]) => id);

describe('the buttons of a lesson', () => {
  test('stand under every lesson of the result and the answers, and not yet ask whether it helped', async () => {
    const person = await as(pupil);
    for (const address of [`/runs/${runId}/result`, `/runs/${runId}/answers`]) {
      const { html } = await person.get(address);
      const links = html.match(/class="tutorial-link"/g)?.length ?? 0;
      expect(links).toBeGreaterThan(0);
      expect(html.match(/-saved" aria-pressed="false"/g)).toHaveLength(links);
      expect(html).not.toContain('mark-vote');
    }
  });

  test('keep, end and judge a lesson; the same sent ten times is one row; pressed again they undo', async () => {
    const person = await as(pupil);
    const [id] = lessonsIn((await person.get('/tutorials')).html);
    const lesson = await person.get(`/tutorials/${id}`);
    const keep = actionOf(lesson.html, 'saved');
    const answers = await Promise.all(Array.from({ length: 10 }, () => press(pupil, keep)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await rows(pupil.userId)).toHaveLength(1);
    const kept = answers[0]?.html ?? '';
    expect(kept).toMatch(/^<div class="marks"/);
    expect(pressed(kept)).toEqual(['saved']);
    expect(kept).toContain('Gardé dans Mes tutos.');
    const done = await press(pupil, actionOf(kept, 'done'));
    const voted = await press(pupil, actionOf(done.html, 'no'));
    expect(pressed(voted.html)).toEqual(['saved', 'done', 'no']);
    expect(pressed((await person.get(`/tutorials/${id}`)).html)).toEqual(['saved', 'done', 'no']);
    const changed = await press(pupil, actionOf(voted.html, 'yes'));
    expect(pressed(changed.html)).toEqual(['saved', 'done', 'yes']);
    expect(await rows(pupil.userId)).toMatchObject([{ helped: true, tutorial: id }]);
    let { html } = changed;
    for (const name of ['yes', 'done', 'saved']) ({ html } = await press(pupil, actionOf(html, name)));
    expect(pressed(html)).toEqual([]);
    expect(await rows(pupil.userId)).toEqual([]);
  });

  test('refuse what no page asks: another lesson, another word, a place of ours', async () => {
    const [id] = [...site.bank.tutorials.keys()];
    expect((await press(pupil, '/tutorials/none/marks?saved=yes&place=marks-list-none')).status).toBe(404);
    for (const query of [
      '',
      '?saved=yes',
      '?saved=maybe&place=marks-list-a',
      '?saved=yes&place=%22%3E',
      '?place=marks-a',
    ])
      expect((await press(pupil, `/tutorials/${id}/marks${query}`)).status).toBe(422);
    expect(await rows(pupil.userId)).toEqual([]);
  });
});

describe('« Mes tutos »', () => {
  test('recommends from mistakes and says why; a lesson stands once: done, else kept, else recommended', async () => {
    const person = await as(pupil);
    const fresh = await person.get('/tutorials');
    const recommended = lessonsIn(sectionOf(fresh.html, 'recommended'));
    expect(recommended.length).toBeGreaterThan(2);
    expect(sectionOf(fresh.html, 'recommended')).toContain(
      't’a résisté dans «\u202fParcours de rentrée\u202f»',
    );
    const [first, second] = recommended;
    await press(pupil, `/tutorials/${first}/marks?saved=yes&place=marks-list-x`);
    await press(pupil, `/tutorials/${second}/marks?done=yes&place=marks-list-x`);
    const { html } = await person.get('/tutorials');
    expect(lessonsIn(sectionOf(html, 'saved'))).toEqual([first]);
    expect(lessonsIn(sectionOf(html, 'done'))).toEqual([second]);
    expect(lessonsIn(html).filter((id) => id === first)).toHaveLength(1);
    // The topic still resists: its other lesson comes.
    expect(lessonsIn(sectionOf(html, 'recommended'))).toContain(second?.replace('comprendre', 'savoir-plus'));
  });

  test('says nothing of answers that no checkpoint has corrected yet', async () => {
    const { acknowledged } = await site.db
      .selectFrom('run')
      .select('acknowledged')
      .where('id', '=', runId)
      .executeTakeFirstOrThrow();
    await site.db.updateTable('run').set({ acknowledged: 0 }).where('id', '=', runId).execute();
    expect(lessonsIn(sectionOf((await (await as(pupil)).get('/tutorials')).html, 'recommended'))).toEqual([]);
    await site.db.updateTable('run').set({ acknowledged }).where('id', '=', runId).execute();
  });

  test('opens a lesson in its place, keeps to a competence, and never stumbles on an odd address', async () => {
    const person = await as(pupil);
    const [id] = lessonsIn(sectionOf((await person.get('/tutorials')).html, 'recommended'));
    const opened = await person.get(`/tutorials?open=${id}`);
    expect(opened.html).toContain(`id="tuto-${id}-head" href="/tutorials" aria-expanded="true"`);
    expect(opened.html).toContain(`href="/tutorials/${id}/exercise"`);
    const competence = site.bank.tubes.get(site.bank.tutorials.get(id ?? '')?.tube ?? '')?.competence ?? '';
    const filtered = await person.get(`/tutorials?competence=${competence}`);
    const shown = lessonsIn(filtered.html);
    const all = [...site.bank.tutorials.values()].filter(
      ({ tube }) => site.bank.tubes.get(tube)?.competence === competence,
    );
    expect([...shown].sort()).toEqual(all.map((one) => one.id).sort());
    for (const odd of ['?competence=9.9', '?competence[]=1', '?open=none', '?open=a&open=b'])
      expect((await person.get(`/tutorials${odd}`)).status).toBe(200);
  });

  test('tells somebody without a mistake what to do', async () => {
    const { html } = await (await as(teacher)).get('/tutorials');
    expect(html).toContain('Tes tutos viendront ici');
    expect(html).toContain('href="/"');
  });
});

describe('an exercise', () => {
  test('is corrected at once with its explanation and leaves no trace', async () => {
    const person = await as(pupil);
    const before = await trace();
    const ids = lessonsIn(sectionOf((await person.get('/tutorials')).html, 'recommended'));
    const pages = await Promise.all(ids.map((one) => person.get(`/tutorials/${one}/exercise`)));
    const asked = (html: string) =>
      site.bank.challenges.get(/name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? '');
    const place = pages.findIndex(({ html }) => asked(html)?.placement === null);
    const [id, { html } = { html: '' }] = [ids[place], pages[place]];
    const challenge = asked(html);
    expect(challenge).toBeDefined();
    expect(html).not.toContain(challenge?.explanationHtml.slice(0, 60));
    const empty = await person.post(`/tutorials/${id}/exercise?turn=0`, { challenge: challenge?.id ?? '' });
    expect(empty.status).toBe(422);
    expect(empty.html).not.toContain('Je passe');
    const fields = new URLSearchParams({ challenge: challenge?.id ?? '', choice: '0' });
    for (const field of challenge?.fields ?? []) fields.set(`field.${field.id}`, field.options?.[0] ?? '1');
    const answered = await person.post(`/tutorials/${id}/exercise?turn=0`, fields);
    expect(answered.status).toBe(200);
    expect(answered.html).toContain(challenge?.explanationHtml);
    expect(answered.html).toContain(`href="/tutorials/${id}/exercise?turn=1"`);
    expect(await trace()).toBe(before);
  });

  test('of another topic, or one that a run asks, is not corrected: another is given', async () => {
    const person = await as(pupil);
    const [id] = lessonsIn((await person.get('/tutorials')).html);
    const tube = site.bank.tutorials.get(id ?? '')?.tube;
    const stranger = [...site.bank.challenges.values()].find(
      ({ skill }) => site.bank.skills.get(skill)?.tube !== tube,
    );
    const answered = await person.post(`/tutorials/${id}/exercise`, {
      challenge: stranger?.id ?? '',
      choice: '0',
    });
    expect(answered.html).toContain('id="exercise-form"');
    expect(answered.html).not.toContain(stranger?.explanationHtml);
  });
});

async function trace(): Promise<string> {
  const tables = ['run', 'answer', 'runSkill', 'participation', 'grade', 'tutorialMark'] as const;
  const contents = await Promise.all(tables.map((table) => site.db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(contents);
}
