import { expect, test } from 'vitest';
import { realBank } from '../support/content.ts';
import { addCampaign, columns, finish, gradeIn, postsTo, startPair } from './pair.ts';

const PATIENCE = { timeout: 45_000, interval: 200 };

test('killed while Moodle makes a column: after a restart the grades arrive, and no column twice', {
  timeout: 100_000,
}, async () => {
  const pair = await startPair();
  try {
    const bank = await realBank();
    const activity = await addCampaign(pair, { competenceColumns: true });
    const { send } = await finish(pair, bank, activity);
    const of = `${activity.custom.campaign}:${activity.id}:competence:1.1`;
    pair.moodle.settings.losesCreation = { of, by: 'silence' };
    await send();
    const made = () => columns(pair, activity).filter(({ resourceId }) => resourceId === of);
    await expect.poll(() => made().length, PATIENCE).toBe(1);
    await pair.palier.kill('SIGKILL');
    await pair.palier.restart();
    await expect
      .poll(() => columns(pair, activity).filter((column) => gradeIn(pair, column)).length, PATIENCE)
      .toBe(2);
    expect(made()).toHaveLength(1);
    for (const column of columns(pair, activity)) {
      expect(postsTo(pair, column).map(({ status }) => status)).toEqual([200]);
    }
  } finally {
    await pair.close();
  }
});
