import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Locale, translator } from '../../src/i18n/translate.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { uncoded } from '../../src/web/coded.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank, rightResponse } from '../support/content.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { rightPlacement } from '../support/placements.ts';
import { askedChallenge, fillAnswer } from './play.ts';

/** The whole story through the tree that screen readers read: roles and names, and nothing that is only drawn. */
let palier: PalierProcess;
let browser: Browser;
let bank: Referential;
let activity: string;
beforeAll(async () => {
  [palier, browser, bank] = await Promise.all([startPalier(), openBrowser(), realBank()]);
  activity = await addActivity({ palier, lms: { url: palier.lmsUrl } }, { competenceColumns: true });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await palier?.close();
});

/** A control or a picture that is read without a name. */
const NAMELESS =
  /^\s*- (?:button|link|textbox|combobox|radio|checkbox|img|heading|dialog)(?: \[[^\]]*\])*:?$/m;

test.each(['fr', 'en'] as const)(
  'from the landing to what is sent, in %s',
  { timeout: 90_000 },
  async (locale) => {
    const t = translator(locale);
    const page = await openPage(browser, { reducedMotion: 'reduce' });
    await page.goto(`${palier.lmsUrl}/as/eleve-${locale === 'fr' ? 8 : 9}/activity/${activity}/tab`);
    if (locale === 'en') await chooseEnglish(page);
    const button = (key: string) => page.getByRole('button', { name: t(key), exact: true });
    await readable(page, locale);
    await button('campaign.start').click();
    const asked = page.getByRole('heading', { level: 1, name: /^Question \d+$/ });
    await asked.waitFor();

    const met = new Set<string>();
    let checkpoints = 0;
    for (let number = 1; number <= 80; number += 1) {
      const challenge = await askedChallenge(page, bank);
      const before = await asked.innerText();
      if (!met.has(kindOf(challenge))) await readable(page, locale);
      // One of each kind by the tree; then, to be short, what one passes.
      if (met.has(kindOf(challenge)) && number > 5) await button('run.skip').click();
      else {
        await answer(page, challenge, locale);
        await button('run.submit').click();
      }
      met.add(kindOf(challenge));
      await page.getByRole('heading', { level: 1, name: before, exact: true }).waitFor({ state: 'detached' });
      const stage = page.getByRole('heading', { level: 1 });
      await stage.waitFor();
      if ((await stage.innerText()) === t('run.checkpoint.title')) {
        checkpoints += 1;
        if (checkpoints === 1) await readable(page, locale);
        await button('run.continue').click();
        const checkpoint = page.getByRole('heading', { level: 1, name: t('run.checkpoint.title') });
        await checkpoint.waitFor({ state: 'detached' });
        await stage.waitFor();
      }
      if (!(await asked.isVisible())) break;
    }
    expect(checkpoints).toBeGreaterThan(0);
    const answers = await palier.database.db
      .selectFrom('answer')
      .select(['outcome', 'challengeId'])
      .orderBy('runId', 'desc')
      .orderBy('position')
      .limit(5)
      .execute();
    expect(
      answers.map(({ outcome }) => outcome),
      'the tree says enough to be right',
    ).toEqual(Array(5).fill('right'));
    await readable(page, locale);
    await button('run.result.send').click();
    await page.getByRole('heading', { name: t('run.result.sent.title') }).waitFor();
    await readable(page, locale);
  },
);

async function chooseEnglish(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Affichage et langue' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Display and language' }).waitFor();
  await page.getByRole('link', { name: 'Back' }).click();
}

/** One heading of the first level, a name for everything, the language said. */
async function readable(page: Page, locale: Locale): Promise<void> {
  const heading = page.getByRole('main').getByRole('heading', { level: 1 });
  await heading.waitFor();
  expect(await heading.count()).toBe(1);
  expect(await page.locator('html').getAttribute('lang')).toBe(locale);
  const tree = await page.locator('body').ariaSnapshot();
  expect(NAMELESS.exec(tree)?.[0], tree).toBeUndefined();
}

function kindOf({ type, placement, fields }: Challenge): string {
  if (type === 'practical') return type;
  return placement?.mode ?? (fields.length > 0 ? 'fields' : 'choices');
}

/** Right, by roles and names. */
async function answer(page: Page, challenge: Challenge, locale: Locale): Promise<void> {
  const t = translator(locale);
  const main = page.getByRole('main');
  const choose = (name: string) =>
    main
      .getByRole('radio', { name, exact: true })
      .or(main.getByRole('checkbox', { name, exact: true }))
      .check();
  const { placement } = challenge;
  // What is done in a window is not of this tree: `practicals.test.ts` reads theirs.
  if (challenge.type === 'practical') return fillAnswer(page, challenge, true);
  const response = placement ? rightPlacement(placement) : rightResponse(challenge);
  if ('fields' in response) {
    for (const field of challenge.fields) {
      const value = response.fields[field.id] ?? '';
      if (field.format === 'select')
        await main
          .getByRole('combobox', { name: uncoded(field.label), exact: true })
          .selectOption({ label: value });
      else await main.getByRole('textbox', { name: uncoded(field.label), exact: true }).fill(value);
    }
  } else if ('choices' in response) {
    for (const index of response.choices) await choose(uncoded(challenge.choices[index]?.text ?? ''));
  } else if (placement?.mode === 'ordering') {
    // From the last up: each goes above all those that were placed after it.
    for (const { text: item } of [...placement.items].reverse()) {
      const up = main.getByRole('button', { name: t('run.order.up', { item: uncoded(item) }), exact: true });
      for (let step = 1; step < placement.items.length; step += 1) {
        if (await up.isDisabled()) break;
        await up.click();
      }
    }
  } else if (placement?.mode === 'matching') {
    for (const { left, right } of placement.pairs) {
      const list = main.getByRole('combobox', { name: uncoded(left), exact: true });
      const options = await list.getByRole('option').allTextContents();
      const wanted = options.find(
        (option) => option.replace(/^[A-Z]\. /, '') === uncoded(placement.rights[right] ?? ''),
      );
      await list.selectOption({ label: wanted ?? '' });
    }
  } else if (placement?.mode === 'pointing' && 'zones' in response) {
    const list = main.getByText(t('run.point.list'), { exact: true });
    if ((await main.getByRole('radio').or(main.getByRole('checkbox')).count()) === 0) await list.click();
    for (const index of response.zones) await choose(placement.zones[index]?.label ?? '');
  } else throw new Error(`no way to answer ${challenge.id}`);
}
