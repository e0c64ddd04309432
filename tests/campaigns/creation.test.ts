import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presentCatalogue } from '../../src/campaigns/catalogue.ts';
import { nearestMissing, sameProfile } from '../../src/campaigns/collection/profile.ts';
import { sendingState } from '../../src/campaigns/collection/pupil-page.ts';
import { composeForm, skillsOf, targetsOf, tubesOf } from '../../src/campaigns/composing/compose.ts';
import { composeSummary } from '../../src/campaigns/composing/page.ts';
import { findModel } from '../../src/campaigns/models.ts';
import { searchCatalogue } from '../../src/campaigns/search-catalogue.ts';
import { saveCampaignLink } from '../../src/campaigns/store.ts';
import { translator } from '../../src/i18n/translate.ts';
import { isPlayable } from '../../src/referential/referential.ts';
import { playableOf } from '../../src/runs/person-profile.ts';
import { challengeOf } from '../../src/runs/seen.ts';
import { personProfile } from '../../src/scoring/person.ts';
import { givePerson, givePlace, givePlatform, open, type Person } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { session } from '../support/http-person.ts';

/** What a campaign can be made for and of, over HTTP with the whole application. */
let site: Site;
let teacher: Person;
let stranger: Person;

beforeAll(async () => {
  // Less than the rule: the bank is still being written.
  site = await startSite({ CERTIFIABLE_COMPETENCES: '2' });
  const platform = await givePlatform(site, 'alpha');
  const course = await givePlace(site, platform, 'Technologie 3e B');
  teacher = await givePerson(site, course, 'Prigent', 'teacher');
  stranger = await givePerson(site, await givePlace(site, platform, 'Latin 3e'), 'Roche', 'teacher');
}, 60_000);
afterAll(() => site?.close());

async function as(person: Person) {
  const { token } = await open(site, person);
  return session(site.url, token, '/', '');
}

async function create(fields: Readonly<Record<string, string>>): Promise<string> {
  const { address } = await (await as(teacher)).post('/campaigns', { name: 'Campagne', ...fields });
  return /[A-Z]{6}\d{3}/.exec(address)?.[0] ?? '';
}

/** The course's activity leads to it: what is sent has a column to go to. */
async function link(code: string): Promise<void> {
  const { id } = await site.db
    .selectFrom('campaign')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  await saveCampaignLink(site.db, teacher.place.resourceLinkId, id);
}

/** As a practice over would have left them: validated by an answer. */
async function validate(person: Person, skills: readonly string[]): Promise<void> {
  const at = new Date();
  const { id: runId } = await site.db
    .insertInto('run')
    .values({
      userId: person.userId,
      title: 'Entraînement',
      locale: 'fr',
      origin: '/',
      scope: '[]',
      policy: '{}',
      seed: 'seed',
      contentVersion: '1',
      startedAt: at,
      status: 'finished',
      finishedAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await site.db
    .insertInto('runSkill')
    .values(skills.map((skillId) => ({ runId, skillId, status: 'validated', source: 'direct' })))
    .execute();
}

/** Every playable skill of the competence that comes at this place among those that can reach level 1. */
function wholeCompetence(place: number): string[] {
  const within = [...site.bank.competences.values()]
    .map(playableOf)
    .filter((skills) => skills.reduce((pix, skill) => pix + skill.pix, 0) >= 8);
  return (within[place] ?? []).map(({ id }) => id);
}

async function participations(code: string) {
  return site.db
    .selectFrom('participation')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .select(['participation.id', 'participation.attempt', 'participation.mastery', 'participation.sharedAt'])
    .where('campaign.code', '=', code)
    .orderBy('participation.attempt')
    .execute();
}

async function grades(code: string) {
  return site.db
    .selectFrom('grade')
    .innerJoin('lineItem', 'lineItem.id', 'grade.lineItemId')
    .select(['lineItem.resourceId', 'grade.scoreGiven', 'grade.scoreMaximum', 'grade.comment', 'grade.state'])
    .where('lineItem.resourceId', 'like', `${code}%`)
    .orderBy('grade.id')
    .execute();
}

describe('a collection of profiles', () => {
  test('is made without a parcours, and asks nothing', async () => {
    const code = await create({ purpose: 'collect', multipleSendings: 'on' });
    const made = await site.db
      .selectFrom('campaign')
      .select(['purpose', 'skills', 'targetProfile', 'title'])
      .where('code', '=', code)
      .executeTakeFirst();
    expect(made).toEqual({
      purpose: 'collect',
      skills: [],
      targetProfile: 'collecte-profils',
      title: 'Collecte de profils avant certification',
    });
    const { html } = await (await as(teacher)).get(`/campaigns/${code}`);
    expect(html).toContain(`href="/campaigns/${code}/profiles"`);
    expect(html).not.toContain(`action="/campaigns/${code}/trials"`);
  });

  test('goes whole to the teacher and the gradebook, and again only once it has changed', async () => {
    const code = await create({ purpose: 'collect', multipleSendings: 'on', competenceColumns: 'on' });
    await link(code);
    const pupil = await givePerson(site, teacher.place, 'Abgrall', 'learner');
    await validate(pupil, wholeCompetence(0));
    const learner = await as(pupil);
    const landing = await learner.get(`/campaigns/${code}/entry`);
    expect(landing.html).toContain("J'envoie mon profil");
    expect(landing.html).toContain('Pas encore certifiable');
    // Nothing to answer: « begin » leads back.
    expect((await learner.post(`/campaigns/${code}/participations`)).address).toBe(
      `/campaigns/${code}/entry`,
    );

    const sent = await Promise.all([1, 2, 3].map(() => learner.post(`/campaigns/${code}/profiles`)));
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(sent[0]?.html).toContain('Profil envoyé');
    expect(sent[0]?.html).not.toContain(`action="/campaigns/${code}/profiles"`);
    expect(await participations(code)).toMatchObject([
      { attempt: 1, mastery: null, sharedAt: expect.any(Date) },
    ]);
    const first = await grades(code);
    expect(first).toHaveLength(17);
    expect(first[0]).toMatchObject({ resourceId: code, scoreMaximum: 1024, state: 'pending' });
    expect(first[0]?.scoreGiven).toBeGreaterThanOrEqual(8);
    expect(first[0]?.comment).toMatch(/pix · pas encore certifiable \(1 .* sur 2\) · \d\.\d /);

    await validate(pupil, wholeCompetence(1));
    expect((await learner.get(`/campaigns/${code}/entry`)).html).toContain('mon profil à nouveau');
    await Promise.all([1, 2].map(() => learner.post(`/campaigns/${code}/profiles`)));
    expect(await participations(code)).toHaveLength(2);
    const second = (await grades(code)).filter(({ resourceId }) => resourceId === code);
    expect(second.map(({ state }) => state)).toEqual(['superseded', 'pending']);
    expect(second[1]?.comment).toContain(' · certifiable · ');

    const { html } = await (await as(teacher)).get(`/campaigns/${code}/profiles`);
    expect(html).toContain('1 élève certifiable');
    expect(html).toContain('Abgrall Camille');
    const [, file] = /href="([^"]+results\.csv[^"]*)"/.exec(html) ?? [];
    const csv = await (await fetch(site.url + file?.replaceAll('&amp;', '&'))).text();
    const [head, ...lines] = csv.trim().split(/\r?\n/);
    expect(head).toContain('Certifiable');
    expect(lines.map((line) => line.split(';').includes('Oui'))).toEqual([true, true]);
    expect(html).not.toContain('report.pdf');
    // The space of the pupil, and the list of pupils, count it as any sending.
    expect((await learner.get('/')).html).toContain(`href="/campaigns/${code}/entry"`);
    expect((await (await as(teacher)).get('/pupils')).html).toContain('Certifiable');
  });

  test('asks the identifier first, closes when archived, and shows nothing to another course', async () => {
    const code = await create({ purpose: 'collect', externalIdLabel: 'Badge' });
    const pupil = await givePerson(site, teacher.place, 'Bodiou', 'learner');
    const learner = await as(pupil);
    expect((await learner.post(`/campaigns/${code}/profiles`)).status).toBe(422);
    await learner.post(`/campaigns/${code}/profiles`, { externalId: 'B-204' });
    await validate(pupil, wholeCompetence(0));
    // One sending is all.
    await learner.post(`/campaigns/${code}/profiles`, { externalId: 'B-204' });
    expect(await participations(code)).toHaveLength(1);
    expect((await learner.get(`/campaigns/${code}/profiles`)).status).toBe(403);
    const elsewhere = await (await as(stranger)).get(`/campaigns/${code}/profiles`);
    expect([elsewhere.status, elsewhere.html.includes('Bodiou')]).toEqual([200, false]);
    const late = await as(await givePerson(site, teacher.place, 'Cariou', 'learner'));
    await (await as(teacher)).post(`/campaigns/${code}/closure`);
    expect((await late.get(`/campaigns/${code}/entry`)).html).toContain('Cette collecte est fermée');
    expect((await late.post(`/campaigns/${code}/profiles`, { externalId: 'C' })).status).toBe(409);
    await (await as(teacher)).post(`/campaigns/${code}/reopening`);
    expect((await late.get(`/campaigns/${code}/entry`)).html).not.toContain('Cette collecte est fermée');
    await (await as(teacher)).post(`/campaigns/${code}/archiving`);
    expect((await late.get(`/campaigns/${code}/entry`)).html).toContain('Cette collecte est fermée');
    expect((await late.post(`/campaigns/${code}/profiles`, { externalId: 'C' })).status).toBe(409);
  });

  test('says what a pupil may do, and what is nearest to be certifiable', () => {
    const now = { competences: [{ code: '1.1', pix: 9, level: 1, validated: 1, targeted: 2, percent: 50 }] };
    const before = { competences: now.competences.map((one) => ({ ...one, pix: 8 })) };
    const open = { over: false, multipleSendings: true };
    expect(sendingState(open, null, now)).toBe('first');
    expect(sendingState(open, now, now)).toBe('same');
    expect(sendingState(open, before, now)).toBe('again');
    expect(sendingState({ ...open, multipleSendings: false }, before, now)).toBe('once');
    expect(sendingState({ ...open, over: true }, before, now)).toBe('closed');
    expect(sameProfile(now, { competences: [] })).toBe(false);
    const skills = [1, 2, 3].map((level) => ({ id: `${level}`, level, pix: 4 }));
    const codes = ['1.1', '1.2', '1.3', '1.4'].map((code) => ({
      code,
      skills: code === '1.4' ? [] : skills,
    }));
    const today = personProfile(new Set(), codes, 8);
    const one = now.competences[0];
    if (!one) throw new Error('no competence');
    const sent = { competences: [one, { ...one, code: '1.3', pix: 5, level: 0 }] };
    expect(nearestMissing(sent, today, 4).map(({ competence, missing }) => [competence, missing])).toEqual([
      ['1.3', 3],
      ['1.2', 8],
    ]);
  });
});

describe('a parcours that a teacher composes', () => {
  const tube = () => {
    const found = [...site.bank.tubes.values()].find(({ skills }) => skills.some(isPlayable));
    if (!found) throw new Error('an empty bank');
    return found;
  };

  test('says at once how long it is and what it brings, as the bank and the score do', async () => {
    const chosen = composeForm.parse({ tube: tube().id, maxLevel: '8' });
    const { made } = composeSummary(site.bank, 8, 'fr', chosen);
    const skills = tube().skills.filter(isPlayable);
    expect(made?.length).toContain(`${skills.length} acquis, `);
    const worth = Math.floor(skills.reduce((sum, { pix }) => sum + pix, 0) + 1e-9);
    expect(made?.pix).toBe(`Jusqu’à ${worth} pix`);
    const whole = composeForm.parse({ competence: [tube().competence], tube: 'nulle-part' });
    expect(tubesOf(site.bank, whole)).toEqual(
      site.bank.competences.get(tube().competence)?.tubes.map(({ id }) => id),
    );
    expect(composeSummary(site.bank, 8, 'fr', composeForm.parse({ tube: 'nulle-part' }))).toEqual({
      made: null,
    });
    const page = await (await as(teacher)).post('/campaigns/new/parcours', {
      tube: tube().id,
      maxLevel: '8',
    });
    expect(page.html).toContain(made?.pix);
    expect(page.html).toMatch(new RegExp(`value="${tube().id}"[^>]* checked`));
  });

  test('takes a topic further or less far than the rest', async () => {
    const [short, long] = [...site.bank.tubes.values()]
      .filter(({ skills }) => skills.filter(isPlayable).length > 1)
      .map(({ id }) => id);
    const given = composeForm.parse({
      tube: [short, long],
      maxLevel: '8',
      top: ['', `${short}:1`, 'nulle-part:9'],
    });
    expect(given.top).toEqual({ [`${short}`]: 1 });
    const author = await as(teacher);
    const fields = { act: 'save', title: 'Deux pas', tube: short ?? '', maxLevel: '8', top: `${short}:1` };
    const saved = await author.post('/campaigns/new/parcours', fields);
    const [, model = 'none'] = /<option value="(own-\d+)" selected>/.exec(saved.html) ?? [];
    const found = await findModel(site.db, site.bank, teacher.place.platformId, model);
    const expected = site.bank.tubes
      .get(short ?? '')
      ?.skills.filter((one) => isPlayable(one) && one.level <= 1);
    expect(found?.skills).toEqual(expected?.map(({ id }) => id));
    expect((await author.get('/campaigns')).html).toContain('jusqu’au niveau 1');
    const shown = await author.post('/campaigns/new/parcours', { tube: short ?? '', top: `${short}:1` });
    expect(shown.html).toMatch(new RegExp(`value="${short}:1" selected`));
    expect(skillsOf(site.bank, targetsOf([short ?? '', long ?? ''], 8, given.top)).length).toBeGreaterThan(
      expected?.length ?? 0,
    );
    await author.post(`/campaigns/models/${model.replace('own-', '')}/removal`);
  });

  test('is saved once, for colleagues of the same platform alone, and its campaigns keep their scope', async () => {
    const author = await as(teacher);
    const fields = { act: 'save', title: 'Bien chercher au CDI', tube: tube().id, maxLevel: '2' };
    const saved = await Promise.all([1, 2, 3].map(() => author.post('/campaigns/new/parcours', fields)));
    const chosen = saved.map(({ html }) => /<option value="(own-\d+)" selected>/.exec(html)?.[1]);
    expect(new Set(chosen).size).toBe(1);
    const [model = 'none'] = chosen;
    const colleague = await as(stranger);
    expect((await colleague.get('/campaigns')).html).toContain('Composé par Camille Prigent');
    const abroad = await givePlace(site, await givePlatform(site, 'beta'), 'Ailleurs');
    const foreigner = await as(await givePerson(site, abroad, 'Stephan', 'teacher'));
    expect((await foreigner.get('/campaigns')).html).not.toContain('Bien chercher au CDI');
    const refused = await foreigner.post('/campaigns', { name: 'Volé', model });
    expect(refused.status).toBe(422);
    const taken = await colleague.post('/campaigns/new/parcours', {
      ...fields,
      title: 'bien chercher AU CDI',
    });
    expect([taken.status, taken.html.includes('porte déjà ce nom')]).toEqual([422, true]);
    const bare = await author.post('/campaigns/new/parcours', { act: 'save', title: 'rentree-3e' });
    expect([
      bare.status,
      bare.html.includes('porte déjà ce nom'),
      bare.html.includes('au moins un sujet'),
    ]).toEqual([422, true, true]);

    const made = await colleague.post('/campaigns', { name: 'CDI', model });
    expect(made.html).toContain('<p class="kicker">Bien chercher au CDI</p>');
    const code = /[A-Z]{6}\d{3}/.exec(made.address)?.[0] ?? '';
    const skills = async () =>
      (await site.db.selectFrom('campaign').select('skills').where('code', '=', code).executeTakeFirst())
        ?.skills;
    expect(await skills()).toEqual(
      tube()
        .skills.filter((one) => isPlayable(one) && one.level <= 2)
        .map(({ id }) => id),
    );
    const [, id] = /own-(\d+)/.exec(model) ?? [];
    // A colleague takes nothing out; its author does, and may come back on it.
    await colleague.post(`/campaigns/models/${id}/removal`);
    expect((await colleague.get('/campaigns')).html).toContain('Composé par Camille Prigent');
    const removed = await author.post(`/campaigns/models/${id}/removal`);
    expect(removed.html).toContain('est retiré du catalogue');
    expect(removed.html).not.toContain('Composé par');
    expect(await skills()).toHaveLength(
      tube().skills.filter((one) => isPlayable(one) && one.level <= 2).length,
    );
    await author.post(`/campaigns/models/${id}/restoration`);
    expect((await author.get('/campaigns?find=CHERCHER%20cdi')).html).toContain('Bien chercher au CDI');
  });

  test('the catalogue is searched by words, whatever their accents, in titles, competences and topics', () => {
    const parts = presentCatalogue(translator('fr'), site.bank, { composed: [], userId: '0' });
    const titles = (words: string) =>
      searchCatalogue(parts, words).flatMap(({ models }) => models.map(({ title }) => title));
    expect(titles('')).toHaveLength(site.bank.targetProfiles.size);
    expect(titles('RENTREE segpa')).toEqual(['Parcours de rentrée Segpa/Ulis']);
    expect(titles('securiser').length).toBeGreaterThan(1);
    expect(titles('securiser licorne')).toEqual([]);
  });
});

describe('a campaign that writes nothing in the gradebook', () => {
  test('gives the course an activity without a grade, and makes none', async () => {
    const picker = await as(
      await givePerson(site, teacher.place, 'Evanno', 'teacher', { deepLinking: true }),
    );
    const itemOf = ({ html }: { html: string }) => {
      const [, payload = ''] = /name="JWT" value="[^.]+\.([^.]+)\./.exec(html) ?? [];
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return claims['https://purl.imsglobal.org/spec/lti-dl/claim/content_items'][0];
    };
    const plain = itemOf(await picker.post('/picker/ready', { model: 'collecte-profils' }));
    expect(plain.lineItem).toMatchObject({ scoreMaximum: 1024, tag: 'palier-result' });
    const item = itemOf(await picker.post('/picker/ready', { model: 'collecte-profils', noGrade: 'on' }));
    expect(item).not.toHaveProperty('lineItem');
    const { campaign: code } = item.custom;
    await link(code);
    const pupil = await as(await givePerson(site, teacher.place, 'Floch', 'learner'));
    expect((await pupil.post(`/campaigns/${code}/profiles`)).html).toContain('voit ton profil dans Palier');
    expect(await grades(code)).toEqual([]);
    expect((await (await as(teacher)).get(`/campaigns/${code}`)).html).toContain(
      'les résultats se lisent dans Palier',
    );
  });
});

describe('a teacher who tries a campaign', () => {
  test('sees the answer on demand, and no pupil does', async () => {
    const code = await create({ model: 'rentree-3e' });
    const author = await as(teacher);
    const trial = await author.post(`/campaigns/${code}/trials`);
    const [address = 'none'] = /\/runs\/\d+/.exec(trial.address) ?? [];
    await author.post(`${address}/focus`);
    expect((await author.get(address)).html).toContain(`href="${address}/solution"`);
    const { status, html } = await author.get(`${address}/solution`);
    expect(status).toBe(200);
    expect(html).toContain('class="explanation"');
    const [, id] = /(\d+)$/.exec(address) ?? [];
    const run = await site.db
      .selectFrom('run')
      .select(['id', 'currentChallenge', 'seed'])
      .where('id', '=', id ?? '')
      .executeTakeFirstOrThrow();
    const asked = challengeOf(site.bank, run, run.currentChallenge ?? '');
    expect(html).toContain(asked?.explanationHtml);
    const pupil = await as(await givePerson(site, teacher.place, 'Guivarch', 'learner'));
    const begun = await pupil.post(`/campaigns/${code}/participations`);
    const [own = 'none'] = /\/runs\/\d+/.exec(begun.address) ?? [];
    await pupil.post(`${own}/focus`);
    expect((await pupil.get(own)).html).not.toContain('/solution');
    expect((await pupil.get(`${own}/solution`)).status).toBe(403);
  });
});
