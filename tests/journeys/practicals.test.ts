import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';

/** Simulated applications in a real browser: by mouse, by touch, by keyboard, right and wrong, with axe. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let palier: PalierProcess;
let browser: Browser;
let bank: Referential;
let activity: string;
let pupils = 0;

beforeAll(async () => {
  [palier, browser, bank] = await Promise.all([startPalier(), openBrowser(), realBank()]);
  activity = await addActivity({ palier, lms: { url: palier.lmsUrl } }, { competenceColumns: false });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await palier?.close();
});

interface Met {
  readonly page: Page;
  readonly window: FrameLocator;
  readonly challenge: Challenge;
}

/** A new pupil before this challenge, its window open. */
async function meet(id: string, options = {}): Promise<Met> {
  const challenge = bank.challenges.get(id);
  if (!challenge?.practical) throw new Error(`${id} has no window`);
  pupils += 1;
  const page = await openPage(browser, { reducedMotion: 'reduce', ...options });
  await page.goto(`${palier.lmsUrl}/as/eleve-${pupils}/activity/${activity}/tab`);
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.locator('#challenge').waitFor();
  await palier.database.db
    .updateTable('run')
    .set({ currentChallenge: challenge.id, currentSkill: challenge.skill })
    .where('id', '=', /runs\/(\d+)/.exec(page.url())?.[1] ?? '')
    .execute();
  await page.reload();
  await page.locator(`#answer-form input[name=challenge][value="${id}"]`).waitFor({ state: 'attached' });
  await page.locator('[data-wait]').waitFor({ state: 'hidden' });
  return { page, window: page.frameLocator('.practical-frame'), challenge };
}

/** Validates, and tells what the server made of it. */
async function judged({ page, challenge }: Met, press: 'click' | 'tap' = 'click'): Promise<string> {
  await page.getByRole('button', { name: 'Je valide' })[press]();
  await page
    .locator(`#challenge input[name=challenge][value="${challenge.id}"]`)
    .waitFor({ state: 'detached' });
  const { outcome } = await palier.database.db
    .selectFrom('answer')
    .select('outcome')
    .where('runId', '=', /runs\/(\d+)/.exec(page.url())?.[1] ?? '')
    .where('challengeId', '=', challenge.id)
    .executeTakeFirstOrThrow();
  await page.context().close();
  return outcome;
}

/** axe looks into the frame too. */
async function accessible({ page }: Met, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    what,
  ).toEqual([]);
}

const kept = (page: Page) => page.locator('[data-reached]').inputValue();

describe('the frame', () => {
  test('has no origin, no network and no way out; a stranger is not heard', { timeout: 60_000 }, async () => {
    const met = await meet('arborescence-fichiers-1-p-six-fichiers');
    const frame = met.page.frames().find((one) => one.url().includes('/assets/frames/'));
    if (!frame) throw new Error('no frame');
    const tried = (code: string) =>
      frame.evaluate(
        `(async () => { try { ${code}; return 'done'; } catch (error) { return error.name; } })()`,
      );
    expect(await frame.evaluate('origin')).toBe('null');
    expect(await tried('parent.document.title')).toBe('SecurityError');
    expect(await tried('localStorage.length')).toBe('SecurityError');
    expect(await tried('await fetch("/healthz")')).toBe('TypeError');
    expect(
      await tried(
        'await new Promise((done, fail) => { const picture = new Image(); picture.onload = done; picture.onerror = () => fail(new TypeError()); picture.src = "/assets/palier.svg"; })',
      ),
    ).toBe('TypeError');
    expect(
      await tried(
        'await new Promise((done, fail) => { document.addEventListener("securitypolicyviolation", () => fail(new TypeError()), { once: true }); new WebSocket("ws://127.0.0.1:9").onopen = done; })',
      ),
    ).toBe('TypeError');
    await met.page.evaluate('postMessage({ kind: "state", state: { items: [] }, touched: true }, "*")');
    await frame.evaluate(
      'parent.postMessage("x".repeat(100000), "*"); parent.postMessage({ kind: "state", state: { items: "x".repeat(40000) }, touched: true }, "*"); parent.postMessage({ kind: "height", height: 1e9 }, "*")',
    );
    await expect
      .poll(() => met.page.evaluate('document.querySelector("iframe").style.height'))
      .toBe('1200px');
    expect(await kept(met.page)).toBe('');
    await met.page.context().close();
  });

  test('what was done outlives a reload and a form sent back, and can be undone', {
    timeout: 60_000,
  }, async () => {
    const met = await meet('arborescence-fichiers-1-p-six-fichiers');
    const { page, window } = met;
    await page.getByRole('button', { name: 'Je valide' }).click();
    await expect
      .poll(() => page.locator('#answer-error').innerText())
      .toContain('Fais d’abord ce que demande');
    await page.locator('[data-wait]').waitFor({ state: 'hidden' });
    await window.getByRole('checkbox', { name: 'Choisir confiture.odt' }).check();
    await window.getByRole('button', { name: 'Supprimer' }).click();
    await expect.poll(() => kept(page)).toContain('"bin":[{"path":"Bureau/confiture.odt"');
    await expect.poll(() => page.evaluate('Boolean(history.state.practical)')).toBe(true);
    await page.reload();
    await page.locator('[data-wait]').waitFor({ state: 'hidden' });
    await expect.poll(() => window.getByRole('button', { name: 'confiture.odt' }).count()).toBe(0);
    await expect.poll(() => kept(page)).toContain('"bin":[{"path":"Bureau/confiture.odt"');
    await window.getByRole('checkbox', { name: 'Choisir berceuse.mp3' }).check();
    await window.getByRole('button', { name: 'Supprimer' }).click();
    await window.getByRole('button', { name: 'berceuse.mp3' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Annuler' }).click();
    await window.getByRole('button', { name: 'berceuse.mp3' }).waitFor();
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await window.getByRole('button', { name: 'confiture.odt' }).waitFor();
    await expect.poll(() => kept(page)).toBe('');
    await page.context().close();
  });
});

describe('file manager', () => {
  const ID = 'arborescence-fichiers-1-p-six-fichiers';
  const RECIPES = ['gateau-yaourt.odt', 'marche-rennes.txt', 'confiture.odt'];
  const SONGS = ['berceuse.mp3', 'tri-martolod.ogg', 'paroles-chorale.odt'];

  async function send({ window }: Met, names: readonly string[], folder: string, press: 'click' | 'tap') {
    for (const name of names) await window.getByRole('checkbox', { name: `Choisir ${name}` })[press]();
    await window.getByRole('button', { name: 'Déplacer' })[press]();
    await window.getByRole('radio', { name: folder })[press]();
    await window.getByRole('button', { name: 'Déplacer ici' })[press]();
  }

  test('by mouse: right is right, wrong is wrong', { timeout: 60_000 }, async () => {
    const right = await meet(ID);
    await accessible(right, 'begun');
    await send(right, RECIPES, 'Recettes', 'click');
    await right.window.getByRole('checkbox', { name: 'Choisir berceuse.mp3' }).click();
    await right.window.getByRole('button', { name: 'Déplacer' }).click();
    await accessible(right, 'a sheet open');
    await right.window.getByRole('button', { name: 'Annuler' }).click();
    await send(right, SONGS.slice(1), 'Chansons', 'click');
    expect(await judged(right)).toBe('right');

    const wrong = await meet(ID);
    await send(wrong, [...RECIPES, ...SONGS], 'Recettes', 'click');
    expect(await judged(wrong)).toBe('wrong');
  });

  test('by dragging onto a folder', { timeout: 60_000 }, async () => {
    const met = await meet(ID);
    const { window } = met;
    await window.getByRole('checkbox', { name: 'Choisir berceuse.mp3' }).check();
    await window.getByRole('checkbox', { name: 'Choisir confiture.odt' }).check();
    await window
      .locator('tr', { hasText: 'confiture.odt' })
      .dragTo(window.locator('.place', { hasText: 'Documents' }));
    await expect.poll(() => kept(met.page)).toContain('"Documents/confiture.odt"');
    expect(await kept(met.page)).toContain('"Documents/berceuse.mp3"');
    await met.page.context().close();
  });

  test('on a phone, by taps', { timeout: 60_000 }, async () => {
    const met = await meet(ID, PHONE);
    await accessible(met, 'on a phone');
    await send(met, RECIPES, 'Recettes', 'tap');
    await send(met, SONGS, 'Chansons', 'tap');
    expect(await judged(met, 'tap')).toBe('right');
  });

  test('by the keyboard alone', { timeout: 60_000 }, async () => {
    const met = await meet(ID);
    const { page } = met;
    const frame = page.frames().find((one) => one.url().includes('/assets/frames/'));
    const focused = async () =>
      String(
        await frame?.evaluate(
          '(document.activeElement.getAttribute("aria-label") || document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent).trim()',
        ),
      );
    const tabTo = async (name: string) => {
      for (let steps = 0; steps < 80; steps += 1) {
        if ((await focused()).startsWith(name)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`« ${name} » is not reached by Tab`);
    };
    await page.locator('h1').focus();
    for (let steps = 0; steps < 20; steps += 1) {
      await page.keyboard.press('Tab');
      if (await frame?.evaluate('document.hasFocus()')) break;
    }
    for (const [names, folder] of [
      [RECIPES, 'Recettes'],
      [SONGS, 'Chansons'],
    ] as const) {
      for (const name of [...names].sort()) {
        await tabTo(`Choisir ${name}`);
        await page.keyboard.press('Space');
      }
      // Round the frame to its tools, as Shift+Tab walks back.
      for (let steps = 0; steps < 80 && (await focused()) !== 'Déplacer'; steps += 1)
        await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      for (let steps = 0; steps < 8 && !(await focused()).startsWith(folder); steps += 1)
        await page.keyboard.press('ArrowDown');
      await tabTo('Déplacer ici');
      await page.keyboard.press('Enter');
    }
    await page.getByRole('button', { name: 'Je valide' }).focus();
    expect(await judged(met)).toBe('right');
  });
});
