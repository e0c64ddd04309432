import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { openPage } from '../support/browser.ts';
import type { TestDatabase } from '../support/db.ts';
import { type HttpSession, launch } from '../support/http-person.ts';

/** Where a teacher's journey goes: Palier, the LMS, an activity of the course. */
export interface Ground {
  readonly palierUrl: string;
  readonly lmsUrl: string;
  readonly database: TestDatabase;
  readonly activity: string;
}

const frozenScope = z.array(z.object({ id: z.string(), level: z.number() }));

/** Somebody's own browser, on the activity. */
export async function openActivity(
  browser: Browser,
  { lmsUrl, activity }: Ground,
  person: string,
): Promise<Page> {
  const page = await openPage(browser, { reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } });
  await page.goto(`${lmsUrl}/as/${person}/activity/${activity}/tab`);
  return page;
}

/** Another tab of the campaign, its page come. */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
  await page.locator('.tab[aria-current]', { hasText: name }).waitFor();
}

/** A pupil of the course, without a browser. @returns their session, and the address of the run that they begin */
export async function beginAs(
  { palierUrl, lmsUrl, activity }: Ground,
  person: string,
  code: string,
): Promise<{ pupil: HttpSession; run: string }> {
  const pupil = await launch(palierUrl, `${lmsUrl}/as/${person}/activity/${activity}`);
  const { address } = await pupil.post(`/campaigns/${code}/participations`);
  const [run] = /^\/runs\/\d+/.exec(address) ?? [];
  if (!run) throw new Error(`no run at ${address}`);
  return { pupil, run };
}

/** What a pupil begins, as after their last answer: of its skills the easiest are validated. */
export async function finishAs(
  ground: Ground,
  person: string,
  code: string,
  validated: number,
): Promise<{ pupil: HttpSession; run: string }> {
  const begun = await beginAs(ground, person, code);
  const { db } = ground.database;
  const [runId = ''] = /\d+$/.exec(begun.run) ?? [];
  const { scope } = await db
    .updateTable('run')
    .set({ status: 'finished', finishedAt: new Date(), currentChallenge: null })
    .where('id', '=', runId)
    .returning('scope')
    .executeTakeFirstOrThrow();
  const skills = frozenScope
    .parse(scope)
    .toSorted((a, b) => a.level - b.level)
    .slice(0, validated);
  if (skills.length > 0)
    await db
      .insertInto('runSkill')
      .values(skills.map(({ id }) => ({ runId, skillId: id, status: 'validated', source: 'direct' })))
      .onConflict((conflict) =>
        conflict.columns(['runId', 'skillId']).doUpdateSet({ status: 'validated', source: 'direct' }),
      )
      .execute();
  return begun;
}
