import { sql } from 'kysely';
import { afterAll, beforeAll, describe, type ExpectStatic, test } from 'vitest';
import { RESULT_TAG } from '../../src/grades/enqueue.ts';
import type { Referential } from '../../src/referential/types.ts';
import { realBank } from '../support/content.ts';
import { addItem, type Item } from './course.ts';
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

/** Which column of the replayed Moodle's gradebook a grade goes to. */
let pair: Pair;
let bank: Referential;

beforeAll(async () => {
  [pair, bank] = await Promise.all([startPair(), realBank()]);
  // As behind Apache: a connection may be closed while it is used again.
  pair.moodle.settings.keepsConnections = true;
}, 60_000);
afterAll(() => pair?.close());

const PATIENCE = { timeout: 45_000, interval: 200 };

function arrives(expect: ExpectStatic, item: () => Item, username = PUPIL) {
  return expect.poll(() => gradeIn(pair, item(), username)?.final ?? null, PATIENCE);
}

describe.concurrent('a competence column', { timeout: 100_000 }, () => {
  test('is found again when the answer to the creation was lost: never two', async ({ expect }) => {
    const activity = await addCampaign(pair, { competenceColumns: true });
    const { send } = await finish(pair, bank, activity);
    const of = `${activity.custom.campaign}:${activity.id}:competence:1.1`;
    pair.moodle.settings.losesCreation = { of, by: 'cut' };
    await send();
    await expect
      .poll(() => columns(pair, activity).filter((column) => gradeIn(pair, column)).length, PATIENCE)
      .toBe(2);
    const made = columns(pair, activity).map(({ resourceId }) => resourceId);
    expect(new Set(made).size).toBe(made.length);
  });

  test('is made once though Palier is killed while Moodle makes it; its grade arrives after the restart', async ({
    expect,
  }) => {
    const own = await startPair();
    try {
      const activity = await addCampaign(own, { competenceColumns: true });
      const { send } = await finish(own, bank, activity);
      const of = `${activity.custom.campaign}:${activity.id}:competence:1.1`;
      own.moodle.settings.losesCreation = { of, by: 'silence' };
      await send();
      const made = () => columns(own, activity).filter(({ resourceId }) => resourceId === of);
      await expect.poll(() => made().length, PATIENCE).toBe(1);
      // Those of the activity's own column and of the other competence have left and are noted: a death between the two
      // would have them said again.
      const { db } = own.palier.database;
      const noted = () => db.selectFrom('grade').select('id').where('state', '=', 'sent').execute();
      await expect.poll(async () => (await noted()).length, { ...PATIENCE, interval: 50 }).toBe(2);
      await own.palier.kill('SIGKILL');
      expect(columns(own, activity).filter((column) => gradeIn(own, column))).toHaveLength(1);
      // The dead process's right to make the column lasts three minutes: let it have passed.
      await sql`update line_item set making_until = now() - interval '1 second' where making_until is not null`.execute(
        own.palier.database.db,
      );
      await own.palier.restart();
      await expect
        .poll(() => columns(own, activity).filter((column) => gradeIn(own, column)).length, PATIENCE)
        .toBe(2);
      expect(made()).toHaveLength(1);
      for (const column of columns(own, activity)) {
        expect(postsTo(own, column).map(({ status }) => status)).toEqual([200]);
      }
    } finally {
      await own.close();
    }
  });
});

describe.concurrent('the link’s own column', { timeout: 60_000 }, () => {
  test('keeps its claim after the competence columns', async ({ expect }) => {
    const activity = await addCampaign(pair, { competenceColumns: true });
    const first = await finish(pair, bank, activity);
    await first.send();
    await expect.poll(() => columns(pair, activity).length, PATIENCE).toBe(2);
    const item = ownItem(pair, activity);
    const second = await finish(pair, bank, activity, 'eleve.garcon');
    await second.send();
    await arrives(expect, () => item, 'eleve.garcon').toBe(second.percent);
    expect(pair.moodle.course.items.filter(({ linkId }) => linkId === activity.id)).toEqual([item]);
  });

  test('is remembered when another item of the link takes the claim away', async ({ expect }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    await open(pair, PUPIL, activity);
    const item = ownItem(pair, activity);
    addItem(pair.moodle.course, { label: 'Autre', scoreMaximum: 20, linkId: activity.id });
    const { percent, send } = await finish(pair, bank, activity);
    await send();
    await arrives(expect, () => item).toBe(percent);
  });

  test('is found among those of copies when its claim was never seen', async ({ expect }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    const copy = pair.moodle.duplicate(activity.id);
    addItem(pair.moodle.course, { label: 'Autre', scoreMaximum: 20, linkId: copy.id });
    const { percent, send } = await finish(pair, bank, copy);
    await send();
    await arrives(expect, () => ownItem(pair, copy)).toBe(percent);
    expect(postsTo(pair, ownItem(pair, activity))).toEqual([]);
  });

  test('of a duplicated activity gets the result too, from one participation', async ({ expect }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    const { percent, runId, send } = await finish(pair, bank, activity);
    await send();
    await arrives(expect, () => ownItem(pair, activity)).toBe(percent);
    const copy = pair.moodle.duplicate(activity.id);
    const again = await open(pair, PUPIL, copy);
    expect(again.address).toBe(`/runs/${runId}/result`);
    await arrives(expect, () => ownItem(pair, copy)).toBe(percent);
    expect(ownItem(pair, copy)).toMatchObject({
      resourceId: activity.custom.campaign,
      tag: RESULT_TAG,
      label: `${activity.name} (copy)`,
    });
    expect(postsTo(pair, ownItem(pair, activity))).toHaveLength(1);
    expect((await open(pair, TEACHER, copy)).html).toContain('Dans le carnet');
  });
});

describe.concurrent('a column deleted in Moodle', { timeout: 100_000 }, () => {
  const remove = (item: Item) => pair.moodle.course.items.splice(pair.moodle.course.items.indexOf(item), 1);

  test('of the activity: a free one of the same name takes its place, with every grade', async ({
    expect,
  }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    const first = await finish(pair, bank, activity);
    await first.send();
    await arrives(expect, () => ownItem(pair, activity)).toBe(first.percent);
    remove(ownItem(pair, activity));
    const second = await finish(pair, bank, activity, 'eleve.garcon');
    await second.send();
    const { campaign } = activity.custom;
    const made = () => pair.moodle.course.items.filter(({ resourceId }) => resourceId === campaign);
    await expect.poll(() => made().length, PATIENCE).toBe(1);
    const [column] = made();
    if (!column) throw new Error('no column');
    expect(column).toMatchObject({ tag: RESULT_TAG, linkId: null, scoreMaximum: 100 });
    await arrives(expect, () => column).toBe(first.percent);
    await arrives(expect, () => column, 'eleve.garcon').toBe(second.percent);
    expect(postsTo(pair, column).map(({ status }) => status)).toEqual([200, 200]);
  });

  test('and given back by the teacher in the activity’s settings: the grades move there', async ({
    expect,
  }) => {
    const activity = await addCampaign(pair, { competenceColumns: false });
    const { percent, send } = await finish(pair, bank, activity);
    await send();
    await arrives(expect, () => ownItem(pair, activity)).toBe(percent);
    remove(ownItem(pair, activity));
    addItem(pair.moodle.course, {
      label: activity.name,
      scoreMaximum: 100,
      linkId: activity.id,
      activityId: activity.id,
    });
    // The teacher's launch claims the new one, and their page compares.
    await open(pair, TEACHER, activity);
    await arrives(expect, () => ownItem(pair, activity)).toBe(percent);
    expect(postsTo(pair, ownItem(pair, activity))).toHaveLength(1);
    expect(
      pair.moodle.course.items.filter(({ resourceId }) => resourceId === activity.custom.campaign),
    ).toEqual([]);
  });
});
