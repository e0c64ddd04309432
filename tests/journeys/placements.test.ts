import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Challenge, Placement, Referential } from '../../src/referential/types.ts';
import { ALL_RULES, runAxeThroughFrames } from '../support/axe.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { rightPlacement } from '../support/placements.ts';
import { heartOf, placeByHand, placeByKeys, pointOnPage, shownItems } from './placements.ts';

/** Ordering, matching and pointing in a real browser: by mouse, by touch, by keyboard, with axe and a form sent back. */
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const IDS = {
  ordering: 'mot-de-passe-6-cinq-cadenas',
  matching: 'hameconnage-3-meteo-du-cap',
  pointing: 'moteur-resultats-1-cours-de-batterie',
} as const;
type Type = keyof typeof IDS;

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

/** A new pupil before this question. */
async function meet(
  type: Type,
  options = {},
): Promise<{ page: Page; challenge: Challenge; placement: Placement }> {
  const { page, challenge } = await meetChallenge(IDS[type], options);
  if (!challenge.placement) throw new Error(`${IDS[type]} places nothing`);
  return { page, challenge, placement: challenge.placement };
}

async function meetChallenge(id: string, options = {}): Promise<{ page: Page; challenge: Challenge }> {
  const challenge = bank.challenges.get(id);
  if (!challenge) throw new Error(`no ${id}`);
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
  await page
    .locator(`#answer-form input[name=challenge][value="${challenge.id}"]`)
    .waitFor({ state: 'attached' });
  await page.evaluate('document.fonts.ready');
  return { page, challenge };
}

async function validate(page: Page, challenge: Challenge): Promise<string> {
  await page.getByRole('button', { name: 'Je valide' }).click();
  return outcome(page, challenge);
}

async function outcome(page: Page, challenge: Challenge): Promise<string> {
  await page
    .locator(`#challenge input[name=challenge][value="${challenge.id}"]`)
    .waitFor({ state: 'detached' });
  const { outcome: found } = await palier.database.db
    .selectFrom('answer')
    .select('outcome')
    .where('runId', '=', /runs\/(\d+)/.exec(page.url())?.[1] ?? '')
    .where('challengeId', '=', challenge.id)
    .executeTakeFirstOrThrow();
  return found;
}

async function accessible(page: Page, what: string): Promise<void> {
  expect(await runAxeThroughFrames(page, { runOnly: ALL_RULES }), what).toEqual([]);
}

const said = (page: Page) => page.locator('#answer-form [data-said]').textContent();

describe.each(['ordering', 'matching', 'pointing'] as const)('%s', (type) => {
  test('by clicks: right is right, wrong is wrong', { timeout: 60_000 }, async () => {
    for (const right of [true, false]) {
      const { page, challenge, placement } = await meet(type);
      await accessible(page, 'asked');
      await placeByHand(page, placement, right);
      await accessible(page, 'placed');
      expect(await validate(page, challenge)).toBe(right ? 'right' : 'wrong');
      await page.context().close();
    }
  });

  test('on a phone, by taps', { timeout: 60_000 }, async () => {
    const { page, challenge, placement } = await meet(type, PHONE);
    await placeByHand(page, placement, true, 'tap');
    await accessible(page, 'placed on a phone');
    await page.getByRole('button', { name: 'Je valide' }).tap();
    expect(await outcome(page, challenge)).toBe('right');
    await page.context().close();
  });

  test('by the keyboard alone, said as it goes', { timeout: 60_000 }, async () => {
    const { page, challenge, placement } = await meet(type);
    await placeByKeys(page, placement);
    if (type === 'ordering') expect(await said(page)).toMatch(/^«\u202f.+\u202f», position \d sur 5$/);
    if (type === 'pointing')
      expect(await said(page)).toMatch(/^Repère 2 posé\u00a0: \d+\u202f% depuis la gauche/);
    await page.getByRole('button', { name: 'Je valide' }).focus();
    await page.keyboard.press('Enter');
    expect(await outcome(page, challenge)).toBe('right');
    await page.context().close();
  });

  test('begun and sent too soon: nothing placed is lost, and it can be finished', {
    timeout: 60_000,
  }, async () => {
    const { page, challenge, placement } = await meet(type);
    await page.getByRole('button', { name: 'Je valide' }).click();
    await page.locator('#answer-error').waitFor();
    await accessible(page, 'sent back');
    if (placement.mode === 'matching') {
      await linkCards(
        page,
        placement.pairs[0]?.left ?? '',
        placement.rights[placement.pairs[0]?.right ?? 0] ?? '',
      );
      await page.getByRole('button', { name: 'Je valide' }).click();
      await expect
        .poll(() => page.locator('#answer-error').innerText())
        .toContain('Il reste 3 éléments à relier');
      expect(await page.locator('.match-lines path').count()).toBe(1);
      expect(await page.locator('.match-left.is-linked').count()).toBe(1);
    }
    if (placement.mode === 'pointing') {
      await clickAt(page, await pointOnPage(page, placement, 1));
      await page.getByRole('button', { name: 'Je valide' }).click();
      await expect
        .poll(() => page.locator('#answer-error').innerText())
        .toContain('Il reste 1 endroit à montrer');
      expect(await page.locator('.point-mark').count()).toBe(1);
    }
    await page.locator('#answer-form [data-ready]').waitFor();
    if (placement.mode === 'ordering') await placeByHand(page, placement, true);
    if (placement.mode === 'matching') {
      for (const { left, right } of placement.pairs.slice(1))
        await linkCards(page, left, placement.rights[right] ?? '');
    }
    if (placement.mode === 'pointing') await clickAt(page, await pointOnPage(page, placement, 3));
    expect(await validate(page, challenge)).toBe('right');
    await page.context().close();
  });
});

describe('dragging labels', () => {
  test('with the mouse, from anywhere on the label; Escape puts it back', { timeout: 60_000 }, async () => {
    const { page, challenge, placement } = await meet('ordering');
    const before = await shownItems(page);
    const [first, , third] = await boxes(page);
    if (!first || !third) throw new Error('labels');
    await page.mouse.move(first.x + 100, first.y + 20);
    await page.mouse.down();
    await page.mouse.move(first.x + 100, third.y + third.height - 4, { steps: 8 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await shownItems(page)).toEqual(before);
    await sortBy(page, placement, async (from, to) => {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
    });
    expect(await validate(page, challenge)).toBe('right');
    await page.context().close();
  });

  test('with a finger on its handle; elsewhere on the label, the page scrolls', {
    timeout: 60_000,
  }, async () => {
    const { page, challenge, placement } = await meet('ordering', PHONE);
    const session = await page.context().newCDPSession(page);
    const before = await shownItems(page);
    await page.locator('.order-list').scrollIntoViewIfNeeded();
    const [first, second] = await boxes(page);
    if (!first || !second) throw new Error('labels');
    const top = await page.evaluate('window.scrollY');
    await swipe(session, { x: 160, y: second.y + 30 }, { x: 160, y: second.y - 170 });
    await expect.poll(() => page.evaluate('window.scrollY')).not.toBe(top);
    expect(await shownItems(page)).toEqual(before);
    await sortBy(page, placement, (from, to) => swipe(session, from, to));
    expect(await validate(page, challenge)).toBe('right');
    await page.context().close();
  });

  /** Brings each label to its place by one drag of its handle. */
  async function sortBy(
    page: Page,
    placement: Placement,
    drag: (from: Spot, to: Spot) => Promise<void>,
  ): Promise<void> {
    if (placement.mode !== 'ordering') throw new Error('no ordering');
    const wanted = placement.items.map((item) => item.text);
    for (const [place, text] of wanted.entries()) {
      const at = (await shownItems(page)).indexOf(text);
      if (at === place) continue;
      await page.evaluate(`document.querySelector('.order-list').scrollIntoView({ block: 'center' })`);
      const all = await settledBoxes(page);
      const [from, to] = [all[at], all[place]];
      if (!from || !to) throw new Error('labels');
      await drag({ x: from.x + 20, y: from.y + from.height / 2 }, { x: to.x + 24, y: to.y + 2 });
      await expect.poll(async () => (await shownItems(page)).indexOf(text)).toBe(place);
    }
  }

  /** Once a swipe's momentum has died and labels have slid to their places. */
  async function settledBoxes(page: Page) {
    let [before, now] = ['', JSON.stringify(await boxes(page))];
    while (before !== now) {
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      [before, now] = [now, JSON.stringify(await boxes(page))];
    }
    return boxes(page);
  }

  const boxes = (page: Page) =>
    page
      .locator('[data-item]')
      .evaluateAll((items: Boxed[]) => items.map((item) => item.getBoundingClientRect()));
});

describe('cards', () => {
  test('a link is taken back, and a right goes over to another left', { timeout: 60_000 }, async () => {
    const { page, placement } = await meet('matching');
    if (placement.mode !== 'matching') throw new Error('no matching');
    const [one = '', two = ''] = placement.pairs.map((pair) => pair.left);
    const [a = '', b = ''] = placement.rights;
    const chosen = (left: string) =>
      page
        .getByLabel(left, { exact: true })
        .evaluate((list: Listed) => list.selectedOptions[0]?.textContent ?? '');
    await linkCards(page, one, a);
    expect(await chosen(one)).toContain(a);
    expect(await said(page)).toBe(`«\u202f${one}\u202f» relié à «\u202f${a}\u202f»`);
    // The other side first.
    await linkCards(page, b, two);
    expect(await chosen(two)).toContain(b);
    expect(await page.locator('.match-lines path').count()).toBe(2);
    await linkCards(page, two, a);
    expect([await chosen(one), await chosen(two)]).toEqual(['Choisis…', expect.stringContaining(a)]);
    await linkCards(page, two, a);
    expect(await chosen(two)).toBe('Choisis…');
    expect(await page.locator('.match-lines path').count()).toBe(0);
    // By the list, one that is taken cannot be taken again.
    await linkCards(page, one, a);
    const taken = page.getByLabel(two, { exact: true }).locator('option', { hasText: a });
    expect(await taken.isDisabled()).toBe(true);
    expect(await taken.textContent()).toContain('déjà prise');
    await page.context().close();
  });
});

describe('places on a picture', () => {
  test('once all are there the nearest moves; one is taken away; the list answers instead', {
    timeout: 60_000,
  }, async () => {
    const { page, challenge, placement } = await meet('pointing');
    if (placement.mode !== 'pointing') throw new Error('no pointing');
    const points = () =>
      page.locator('input[name=point]').evaluateAll((all: Valued[]) => all.map((one) => one.value));
    for (const zone of [0, 1, 2]) await clickAt(page, await pointOnPage(page, placement, zone));
    expect(await points()).toHaveLength(2);
    const meant = [0, 2].map((zone) => heartOf(placement, zone));
    for (const [index, point] of (await points()).entries()) {
      const [x, y] = point.split(',').map(Number);
      const far = Math.hypot((x ?? 0) - (meant[index]?.x ?? 0), (y ?? 0) - (meant[index]?.y ?? 0));
      expect(far, 'where it was pressed; the second, nearer, moved').toBeLessThan(3);
    }
    await page.getByRole('button', { name: 'Enlever le repère 1' }).click();
    expect(await points()).toHaveLength(1);
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('application');
    await page.keyboard.press('Delete');
    expect(await points()).toEqual([]);
    await clickAt(page, await pointOnPage(page, placement, 0));

    const fold = page.getByText('Répondre sans l’image, avec une liste');
    await fold.click();
    const given = rightPlacement(placement);
    for (const zone of 'zones' in given ? given.zones : [])
      await page.getByText(placement.zones[zone]?.label ?? '', { exact: true }).click();
    expect(await points(), 'one way of answering at a time').toEqual([]);
    await accessible(page, 'list');
    expect(await validate(page, challenge)).toBe('right');
    await page.context().close();
  });
});

const FONTS_THERE =
  'document.readyState !== "loading" && document.fonts.status === "loaded" && [...document.fonts].some((font) => font.status === "loaded")';

describe.each([
  ['on a large screen', {}],
  ['on a low one', { viewport: { width: 1024, height: 600 } }],
  ['on a phone', PHONE],
])('before a picture has come, %s', (_, options) => {
  test.each([IDS.pointing, 'moteur-resultats-6-deux-ecrans'])(
    '%s: its place is kept',
    { timeout: 60_000 },
    async (id) => {
      const { page } = await meetChallenge(id, options);
      let comes = () => {};
      const held = new Promise<void>((resolve) => {
        comes = resolve;
      });
      await page.route(/\/files\/.+\.(svg|png|jpg)/, async (route) => {
        await held;
        await route.continue();
      });
      await page.reload({ waitUntil: 'commit' });
      const picture = page.locator('.picture img').first();
      await picture.waitFor();
      const places = async () => [
        await picture.boundingBox(),
        await page.getByRole('button', { name: 'Je valide' }).boundingBox(),
      ];
      // Laid out once, a page knows which fonts it lacks.
      await places();
      await expect.poll(() => page.evaluate(FONTS_THERE)).toBe(true);
      const before = await places();
      const isThere = () => picture.evaluate((image: { readonly complete: boolean }) => image.complete);
      expect(await isThere()).toBe(false);
      comes();
      await expect.poll(isThere).toBe(true);
      expect(await places()).toEqual(before);
      await page.context().close();
    },
  );
});

/** What every page needs, without what places answers. */
const PLAIN_SCRIPTS = ['node_modules/htmx.org/dist/htmx.min.js', 'public/app.js']
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n;\n');

test('without their scripts, the same pages still post an answer', { timeout: 60_000 }, async () => {
  for (const type of ['ordering', 'matching', 'pointing'] as const) {
    const { page, challenge, placement } = await meet(type);
    await page.route(/\/assets\/palier\.js/, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: PLAIN_SCRIPTS }),
    );
    await page.reload();
    await page.locator('#answer-form').waitFor();
    expect(await page.locator('[data-ready]').count()).toBe(0);
    if (placement.mode === 'ordering') {
      for (const [place, { text }] of placement.items.entries())
        await page.getByLabel(`Place de «\u202f${text}\u202f»`).selectOption(String(place + 1));
    }
    if (placement.mode === 'matching') {
      for (const { left, right } of placement.pairs) {
        const list = page.getByLabel(left, { exact: true });
        const label = (await list.locator('option').allTextContents()).find((option) =>
          option.endsWith(`. ${placement.rights[right]}`),
        );
        await list.selectOption({ label: label ?? '' });
      }
    }
    if (placement.mode === 'pointing') {
      for (const zone of placement.zones.filter((one) => one.right))
        await page.getByText(zone.label, { exact: true }).click();
    }
    await accessible(page, `${type} without script`);
    expect(await validate(page, challenge)).toBe('right');
    await page.context().close();
  }
});

interface Spot {
  readonly x: number;
  readonly y: number;
}
interface Boxed {
  getBoundingClientRect(): Spot & { readonly width: number; readonly height: number };
}
interface Listed {
  readonly selectedOptions: readonly { readonly textContent: string | null }[];
}
interface Valued {
  readonly value: string;
}

const card = (page: Page, text: string): Locator =>
  page.locator('.match-card').filter({ has: page.locator('.match-text').getByText(text, { exact: true }) });

async function linkCards(page: Page, one: string, other: string): Promise<void> {
  await page.locator('.match-text').getByText(one, { exact: true }).click();
  await expect.poll(() => card(page, one).getAttribute('class')).toContain('is-picked');
  await page.locator('.match-text').getByText(other, { exact: true }).click();
}

async function clickAt(page: Page, position: Spot): Promise<void> {
  await page.locator('[data-surface]').click({ position });
}

/** A finger put down, moved and lifted, as the browser itself receives it. */
async function swipe(session: CDPSession, from: Spot, to: Spot): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Spot) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  await touch('touchStart', from);
  for (let step = 1; step <= 8; step += 1) {
    await touch('touchMove', {
      x: from.x + ((to.x - from.x) * step) / 8,
      y: from.y + ((to.y - from.y) * step) / 8,
    });
  }
  await touch('touchEnd');
}
