import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Activity } from './course.ts';
import { addCampaign, open, type Pair, PUPIL, startPair, TEACHER } from './pair.ts';

/** What a launch from the recorded Moodle may lack or hold, and where it leads. */
let pair: Pair;
let activity: Activity;
let code: string;

beforeAll(async () => {
  pair = await startPair();
  activity = await addCampaign(pair, { competenceColumns: true });
  code = activity.custom.campaign ?? '';
}, 60_000);
afterAll(() => pair?.close());

const claim = (name: string) =>
  pair.moodle.lastPayload()[`https://purl.imsglobal.org/spec/lti/claim/${name}`];

async function userOf(sub: string) {
  return pair.palier.database.db
    .selectFrom('ltiUser')
    .select(['name', 'givenName', 'familyName', 'locale'])
    .where('sub', '=', sub)
    .executeTakeFirst();
}

describe('deep linking', () => {
  test('gives Moodle what it can keep: the launch address, the code, a whole maximum, a tag', () => {
    expect(activity.name).not.toMatch(/[<>]/);
    expect(code).toMatch(/^[A-Z]{6}\d{3}$/);
    const [item] = pair.moodle.course.items;
    expect(item).toMatchObject({ scoreMaximum: 100, tag: 'palier-result', resourceId: code });
    // As in the recorded item that has one: an address and values of its own.
    const { url } = pair.palier;
    const review = { url: `${url}/lti/launch`, custom: activity.custom };
    expect(item?.more).toEqual({ submissionReview: review });
  });

  test('the first in a course has no roster yet; the next launch brings it', async () => {
    const { db } = pair.palier.database;
    const roster = () => db.selectFrom('context').select('membershipsUrl').execute();
    expect(await roster()).toEqual([{ membershipsUrl: null }]);
    await open(pair, TEACHER, activity);
    expect(await roster()).toEqual([
      { membershipsUrl: `${pair.moodle.url}/mod/lti/services.php/CourseSection/2/bindings/1/memberships` },
    ]);
    await addCampaign(pair, { competenceColumns: false });
    expect(await roster()).toHaveLength(1);
  });

  test('is open to the site’s administrator', async () => {
    const before = pair.moodle.course.activities.length;
    await addCampaign(pair, { competenceColumns: false, as: 'admin' });
    expect(pair.moodle.course.activities).toHaveLength(before + 1);
  });
});

describe('a pupil', () => {
  test('with recorded oddities (null and unresolved custom values, roles of the course alone) lands', async () => {
    const { html, address } = await open(pair, PUPIL, activity);
    expect(address).toBe(`/campaigns/${code}/entry`);
    expect(html).toContain('Zoé');
    expect(claim('custom')).toMatchObject({ v_Context_type: '$Context.type', campaign: code });
    expect(claim('roles')).toEqual(['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner']);
    expect(await userOf('4')).toEqual({
      name: 'Zoé Benoît',
      givenName: 'Zoé',
      familyName: 'Benoît',
      locale: 'fr',
    });
  });

  test('without an id number lands, accents and all', async () => {
    expect((await open(pair, 'eleve.crevecoeur', activity)).html).toContain('Commencer');
    expect(claim('lis')).toMatchObject({ person_sourcedid: '' });
    expect((await userOf('8'))?.familyName).toBe('Crèvecœur');
  });

  test('whose name is not shared lands nameless, and the teacher’s page says so', async () => {
    const unnamed = {
      id: '9',
      username: 'eleve.neuf',
      givenName: 'Anaïs',
      familyName: 'Jamais-Dite',
      email: 'eleve.neuf@college.example',
      idnumber: 'INE-0009Z',
      role: 'Learner',
      enrolled: true,
    } as const;
    pair.moodle.course.people.push({ ...unnamed });
    pair.moodle.settings.sharesNames = false;
    const { html } = await open(pair, unnamed.username, activity);
    expect(pair.moodle.lastPayload()).toMatchObject({ sub: '9' });
    expect(pair.moodle.lastPayload()).not.toHaveProperty('name');
    expect(Object.values(Object(claim('custom')))).toContain(null);
    expect(html).toContain('Commencer');
    const teacher = await open(pair, TEACHER, activity);
    const { html: results } = await teacher.get(`/campaigns/${code}?roster=now`);
    pair.moodle.settings.sharesNames = true;
    expect(results).toContain('Élève sans nom');
    expect(results).toContain('Benoît');
    expect(results).not.toContain('Jamais-Dite');
    pair.moodle.course.people.pop();
  });

  test.each(['window', 'frame'] as const)('lands where Moodle opens the tool in a %s', async (container) => {
    pair.moodle.settings.container = container;
    const { html } = await open(pair, 'eleve.garcon', activity);
    pair.moodle.settings.container = 'iframe';
    expect(claim('launch_presentation')).toMatchObject({ document_target: container });
    expect(html).toContain('Commencer');
  });
});

describe('a teacher', () => {
  test('sees the whole roster, those who have not begun included, and not the teacher', async () => {
    const { html, address } = await open(pair, TEACHER, activity);
    expect(address).toBe(`/campaigns/${code}`);
    for (const name of ['Benoît', 'Crèvecœur', 'de Saint-Exupéry', 'Garçon', 'Ouâli']) {
      expect(html).toContain(name);
    }
    expect(html.match(/Pas commencé/g)?.length).toBeGreaterThanOrEqual(5);
    expect(html).not.toContain('Lefèvre-Müller Hélène');
  });

  test('who follows a grade of the gradebook (submission review) is answered with the campaign', async () => {
    const review = await open(pair, TEACHER, activity, '&user=4');
    expect(claim('message_type')).toBe('LtiSubmissionReviewRequest');
    expect(claim('for_user')).toEqual({ user_id: '4' });
    expect(review.html).toContain('Benoît');
  });

  test('who follows the grade of a pupil who has begun is answered with that pupil', async () => {
    const pupil = await open(pair, 'eleve.garcon', activity);
    await pupil.post(`/campaigns/${code}/participations`);
    const sub = String(pair.moodle.lastPayload().sub);
    const review = await open(pair, TEACHER, activity, `&user=${sub}`);
    expect(review.address).toMatch(/^\/participations\/\d+$/);
    expect(review.html).toContain('Garçon');
    expect(review.html).not.toContain('Benoît');
    // Some platforms send a review without the values of its link.
    const { custom } = activity;
    pair.moodle.course.activities[0] = { ...activity, custom: {} };
    const bare = await open(pair, TEACHER, activity, `&user=${sub}`);
    pair.moodle.course.activities[0] = { ...activity, custom };
    expect(bare.address).toBe(review.address);
  });
});

test('the site’s administrator, Instructor everywhere, sees no pupil, in the language of the account', async () => {
  const { html } = await open(pair, 'admin', activity);
  expect(claim('roles')).toEqual([
    'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
    'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor',
    'http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator',
  ]);
  expect(html).toContain('Palier does not know who you are in this course');
  expect(html).not.toContain('Benoît');
});

test('a copy of the activity in the course leads to the same campaign by a link of its own', async () => {
  const copy = pair.moodle.duplicate(activity.id);
  expect((await open(pair, PUPIL, copy)).address).toBe(`/campaigns/${code}/entry`);
  const links = await pair.palier.database.db
    .selectFrom('resourceLink')
    .select('lineItemUrl')
    .where('linkId', 'in', [activity.id, copy.id])
    .execute();
  expect(new Set(links.map(({ lineItemUrl }) => lineItemUrl)).size).toBe(2);
});

test('an id_token lives 60 s: late by more than the leeway, it is refused without a session', async () => {
  pair.moodle.setClock(Date.now() - 150_000);
  await expect(open(pair, PUPIL, activity)).rejects.toThrow(/no session \(4\d\d\)/);
  pair.moodle.setClock(Date.now() - 100_000);
  expect((await open(pair, PUPIL, activity)).address).toBe(`/campaigns/${code}/entry`);
  pair.moodle.setClock(null);
});
