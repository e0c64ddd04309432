import { afterAll, beforeAll, describe, type ExpectStatic, expect, test } from 'vitest';
import { type Jobs, startJobs } from '../../src/db/jobs.ts';
import type { Referential } from '../../src/referential/types.ts';
import { realBank } from '../support/content.ts';
import type { Activity, Item } from './course.ts';
import { gradeOf, typeGrade } from './gradebook.ts';
import {
  addCampaign,
  columns,
  finish,
  gradeIn,
  open,
  ownItem,
  type Pair,
  PUPIL,
  postsTo,
  startPair,
  TEACHER,
} from './pair.ts';
import { sendAgain } from './second-attempt.ts';

/** Grades on the replayed Moodle, each against something that the real one was seen to do. */
let pair: Pair;
let bank: Referential;
let jobs: Jobs;

beforeAll(async () => {
  [pair, bank] = await Promise.all([startPair(), realBank()]);
  jobs = await startJobs(pair.palier.database.url, () => {});
  // Two at once would each be the first in the course.
  await addCampaign(pair, { competenceColumns: false });
}, 60_000);
afterAll(async () => {
  await jobs?.stop();
  await pair?.close();
});

const PATIENCE = { timeout: 45_000, interval: 200 };

function arrives(expect: ExpectStatic, item: () => Item, username = PUPIL) {
  return expect.poll(() => gradeIn(pair, item(), username)?.final ?? null, PATIENCE);
}

async function teacherSees(expect: ExpectStatic, activity: Activity, text: string): Promise<void> {
  await expect.poll(async () => (await open(pair, TEACHER, activity)).html, PATIENCE).toContain(text);
}

describe.concurrent('a grade', { timeout: 60_000 }, () => {
  test('leaves when the pupil sends, not before, whole, at the right address and as the right type', async ({
    expect,
  }) => {
    const activity = await addCampaign(pair, { competenceColumns: true });
    const { percent, send } = await finish(pair, bank, activity);
    const item = ownItem(pair, activity);
    expect([postsTo(pair, item), columns(pair, activity)]).toEqual([[], []]);
    await Promise.all([send(), send()]);
    await send();
    await arrives(expect, () => item).toBe(percent);
    await expect
      .poll(() => columns(pair, activity).filter((column) => gradeIn(pair, column)).length, PATIENCE)
      .toBe(2);
    for (const posted of [item, ...columns(pair, activity)]) {
      const posts = postsTo(pair, posted);
      expect(posts.map(({ url, contentType, status }) => [url, contentType, status])).toEqual([
        [
          `/mod/lti/services.php/2/lineitems/${posted.id}/lineitem/scores?type_id=1`,
          'application/vnd.ims.lis.v1.score+json',
          200,
        ],
      ]);
      expect(gradeIn(pair, posted)?.feedback).toMatch(/^[★☆]{3} \d+\s%/);
    }
    for (const column of columns(pair, activity)) {
      expect(column).toMatchObject({ tag: 'palier-competence', scoreMaximum: 8, linkId: null });
      expect(gradeIn(pair, column)?.final).toBeLessThanOrEqual(8);
    }
  });

  test('refused with 409 in the second of Moodle’s own last write: stamped anew, it arrives', async ({
    expect,
  }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    const { percent, send } = await finish(pair, bank, activity);
    const item = ownItem(pair, activity);
    // Moodle's clock is ahead, and it has just written this grade (a teacher took a note away again).
    gradeOf(item, '4').timemodified = Math.floor(Date.now() / 1000) + 5;
    await send();
    await expect.poll(() => postsTo(pair, item).map(({ status }) => status), PATIENCE).toContain(409);
    await teacherSees(expect, activity, 'reçu une note au même instant');
    await arrives(expect, () => item).toBe(percent);
    const stamps = postsTo(pair, item).map(({ body, at }) => {
      const score: { timestamp?: string } = JSON.parse(body);
      return Math.abs(at - Date.parse(score.timestamp ?? ''));
    });
    expect(stamps.length).toBeGreaterThan(1);
    expect(Math.max(...stamps), 'each is stamped when it leaves').toBeLessThan(1000);
  });

  test('stands 2 s from the one before, so that the next attempt is not refused', async ({ expect }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    const { percent, send } = await finish(pair, bank, activity);
    const item = ownItem(pair, activity);
    await send();
    await arrives(expect, () => item).toBe(percent);
    await sendAgain(pair, jobs, activity, percent === 100 ? 1 : percent + 1);
    await arrives(expect, () => item).not.toBe(percent);
    const [first, second, ...others] = postsTo(pair, item);
    expect([first?.status, second?.status, others]).toEqual([200, 200, []]);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1900);
    expect(gradeIn(pair, item)?.feedback).toBe('Deuxième essai');
  });

  test('of someone who is no pupil any more is refused for good, and nothing of the echo is shown or kept', async ({
    expect,
  }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    const { send } = await finish(pair, bank, activity, 'eleve.saintexupery');
    const item = ownItem(pair, activity);
    pair.moodle.person('eleve.saintexupery').enrolled = false;
    await send();
    await expect.poll(() => postsTo(pair, item).map(({ status }) => status), PATIENCE).toEqual([400]);
    expect(postsTo(pair, item)[0]?.reason).toContain('"userId":"7"');
    await teacherSees(expect, activity, 'cette personne n’est sans doute plus inscrite comme élève');
    const { html } = await open(pair, TEACHER, activity);
    expect(html).toContain('Renvoyer la note');
    const { lastError } = await pair.palier.database.db
      .selectFrom('platform')
      .select('lastError')
      .executeTakeFirstOrThrow();
    for (const text of [html, pair.palier.output(), lastError ?? '']) {
      expect(text).not.toContain('userId');
      expect(text).not.toContain('Incorrect score received{');
    }
    pair.moodle.person('eleve.saintexupery').enrolled = true;
    const teacher = await open(pair, TEACHER, activity);
    await teacher.post(/action="(\/participations\/\d+\/deliveries)"/.exec(teacher.html)?.[1] ?? '');
    await arrives(expect, () => item, 'eleve.saintexupery').not.toBeNull();
  });

  test('that the teacher has locked waits, says so, and arrives once unlocked', async ({ expect }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    const { percent, send } = await finish(pair, bank, activity);
    const item = ownItem(pair, activity);
    gradeOf(item, '4').locked = true;
    await send();
    await expect.poll(() => postsTo(pair, item).map(({ status }) => status), PATIENCE).toEqual([500]);
    await teacherSees(expect, activity, 'Est-elle verrouillée dans le carnet de notes');
    expect((await open(pair, TEACHER, activity)).html).toContain('En route');
    gradeOf(item, '4').locked = false;
    await arrives(expect, () => item).toBe(percent);
    await teacherSees(expect, activity, 'Dans le carnet');
  });

  test('that the teacher has typed stays the teacher’s; Palier’s is taken with a 200', async ({ expect }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    const { percent, send } = await finish(pair, bank, activity);
    const item = ownItem(pair, activity);
    typeGrade(item, '4', 15, 'Note du professeur', Date.now() - 5000);
    await send();
    await expect.poll(() => gradeIn(pair, item)?.raw, PATIENCE).toBe(percent);
    expect(gradeIn(pair, item)).toMatchObject({ final: 15, feedback: 'Note du professeur' });
    await teacherSees(expect, activity, 'Dans le carnet');
    expect(postsTo(pair, item).map(({ status }) => status)).toEqual([200]);
  });
});

test('of all that was posted, nothing was ever less than a whole grade with its comment', () => {
  const posted = pair.moodle.received.filter(({ url }) => url.includes('/scores'));
  expect(posted.length).toBeGreaterThan(6);
  for (const { body } of posted) {
    expect(JSON.parse(body)).toMatchObject({
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      scoreGiven: expect.any(Number),
      comment: expect.stringMatching(/\S/),
    });
  }
});
