import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { ROOT } from '../../src/boot.ts';
import { loadReferential } from '../../src/referential/load.ts';
import type { Challenge } from '../../src/referential/types.ts';
import { challengeOf } from '../../src/runs/seen.ts';
import { fillAnswer } from '../../tests/journeys/play.ts';
import { openBrowser, openPage } from '../../tests/support/browser.ts';
import { addActivity } from '../../tests/support/lms.ts';
import { type FirstView, timeClick, timeFirstView } from './measure.ts';
import { startPalier } from './palier.ts';

/**
 * A pupil on an old phone behind a slow link, in Chromium: from the click on « Je valide » to what comes next, painted,
 * over a whole run; and the first view of the pages one meets first. A target missed makes the exit status 1.
 */
const ANSWER_MS = 2000;
const PAGE_BYTES = 120_000;
const LEAST_QUESTIONS = 10;
/** One run shows few types: others play until each was painted. */
const MOST_PUPILS = 4;
const STAGES = '#challenge, #focus, #checkpoint, #result';
/** Those that a run asks of itself least come first: after a checkpoint, one not painted yet is asked. */
const TYPES = ['pointing', 'ordering', 'matching', 'lists', 'several choices', 'one choice', 'fields'];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

interface Step {
  readonly from: string;
  readonly to: string;
  readonly ms: number;
}

const bank = await loadReferential(path.join(ROOT, 'content'));
const palier = await startPalier();
const browser = await openBrowser();
const views: Record<string, FirstView> = {};
const steps: Step[] = [];
try {
  const activity = await addActivity({ palier, lms: { url: palier.lmsUrl } }, { competenceColumns: true });
  for (let pupil = 1; pupil <= MOST_PUPILS && (pupil === 1 || unseenTypes().length > 0); pupil += 1) {
    const page = await openPage(browser, PHONE);
    const cdp = await page.context().newCDPSession(page);
    await page.goto(`${palier.lmsUrl}/as/eleve-${pupil}/activity/${activity}/tab`);
    await page.locator('#landing').waitFor();
    views.landing ??= await timeFirstView(page, cdp, '#landing');
    await page.getByRole('button', { name: 'Commencer' }).click();
    await page.locator(STAGES).waitFor();
    views.challenge ??= await timeFirstView(page, cdp, '#challenge');
    await play(page, cdp);
    views.result ??= await timeFirstView(page, cdp, '#result');
    await page.getByRole('link', { name: 'Accueil' }).click();
    await page.locator('#home').waitFor();
    views.home ??= await timeFirstView(page, cdp, '#home');
    await page.context().close();
  }
} finally {
  await browser.close();
  await palier.stop();
}
report();

async function play(page: Page, cdp: CDPSession): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    const stage = await stageOf(page);
    if (stage === 'result') return;
    const from = stage === 'challenge' ? typeOf(await asked(page)) : stage;
    let button = stage === 'checkpoint' ? 'Continuer' : 'J’ai compris, j’y vais';
    if (stage === 'checkpoint') {
      views.checkpoint ??= await timeFirstView(page, cdp, '#checkpoint');
      await askUnseen(page);
    }
    if (stage === 'challenge') {
      await fillAnswer(page, await asked(page), turn % 4 !== 3);
      button = 'Je valide';
    }
    const ms = await timeClick(page, cdp, button, STAGES);
    const next = await stageOf(page);
    steps.push({ from, to: next === 'challenge' ? typeOf(await asked(page)) : next, ms });
  }
  throw new Error('the run does not end');
}

/** A run at a checkpoint will ask a question of a type that was not painted yet. */
async function askUnseen(page: Page): Promise<void> {
  const [type] = unseenTypes();
  const unseen = [...bank.challenges.values()].find(
    (one) => !one.generator && !one.focus && typeOf(one) === type,
  );
  if (!unseen) return;
  await palier.db
    .updateTable('run')
    .set({ currentChallenge: unseen.id, currentSkill: unseen.skill })
    .where('id', '=', /runs\/(\d+)/.exec(page.url())?.[1] ?? '')
    .where('finishedAt', 'is', null)
    .execute();
}

async function stageOf(page: Page): Promise<string> {
  const stage = page.locator(STAGES);
  await stage.waitFor();
  return (await stage.getAttribute('id')) ?? '';
}

async function asked(page: Page): Promise<Challenge> {
  const id = await page.locator('#answer-form input[name=challenge]').inputValue();
  const run = await palier.db
    .selectFrom('run')
    .select(['id', 'seed'])
    .where('currentChallenge', '=', id)
    .executeTakeFirstOrThrow();
  const challenge = challengeOf(bank, run, id);
  if (!challenge) throw new Error(`${id} is not in the bank`);
  return challenge;
}

function unseenTypes(): string[] {
  return TYPES.filter((type) => !steps.some(({ to }) => to === type));
}

function typeOf(challenge: Challenge): string {
  if (challenge.placement) return challenge.placement.mode;
  if (challenge.fields.length > 0)
    return challenge.fields.some((field) => field.format === 'select') ? 'lists' : 'fields';
  return challenge.choices.filter((choice) => choice.right).length > 1 ? 'several choices' : 'one choice';
}

function report(): void {
  console.log('\nFrom the click to what comes next, painted (ms)');
  const rows: Record<string, object> = {};
  const answers = steps.filter(({ from }) => from !== 'checkpoint' && from !== 'focus');
  const questions = answers.filter(({ to }) => to !== 'checkpoint' && to !== 'focus' && to !== 'result');
  for (const [to, group] of Map.groupBy(steps, (step) => `to ${step.to}`)) rows[to] = summary(group);
  rows['« Je valide » to the next question'] = summary(questions);
  rows['« Je valide » to anything'] = summary(answers);
  console.table(rows);
  console.log('\nFirst view, nothing in the cache, reloaded: the shell, then the page');
  console.table(
    Object.fromEntries(
      Object.entries(views).map(([name, view]) => [name, { ...view, ms: Math.round(view.ms) }]),
    ),
  );
  const worst = Math.max(...steps.map(({ ms }) => ms));
  const heaviest = Math.max(...Object.values(views).map(({ bytes }) => bytes));
  check(`worst step under ${ANSWER_MS} ms: ${Math.round(worst)}`, worst < ANSWER_MS);
  check(
    `answers measured, at least ${LEAST_QUESTIONS}: ${answers.length}`,
    answers.length >= LEAST_QUESTIONS,
  );
  const unseen = unseenTypes();
  check(`every type of question painted: ${unseen.join(', ') || 'yes'}`, unseen.length === 0);
  check(`heaviest first view under ${PAGE_BYTES} bytes: ${heaviest}`, heaviest < PAGE_BYTES);
}

function summary(group: readonly Step[]): object {
  const sorted = group.map(({ ms }) => Math.round(ms)).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], worst: sorted.at(-1), measures: sorted.length };
}

function check(what: string, good: boolean): void {
  console.log(`${good ? 'met   ' : 'MISSED'}  ${what}`);
  if (!good) process.exitCode = 1;
}
