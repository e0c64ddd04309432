import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCampaign, givePerson, givePlace, givePlatform, open } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { session } from '../support/http-person.ts';
import { bankOf } from '../support/small-bank.ts';

/** What only a browser does around a question: caution, pictures, leaving, voice, a report sent in place. */
let site: Site;
let browser: Browser;
let code: string;
let place: Awaited<ReturnType<typeof givePlace>>;
let pupils = 0;

beforeAll(async () => {
  const real = await realBank();
  const pictures = [...real.challenges.values()].find(
    (challenge) => challenge.pictures.length > 0 && challenge.placement === null,
  )?.pictures;
  if (!pictures) throw new Error('no picture in the bank');
  const asked = { pictures, focus: true };
  const { bank, skills } = bankOf(real, [asked, asked, asked]);
  [site, browser] = await Promise.all([startSite({}, { bank }), openBrowser()]);
  place = await givePlace(site, await givePlatform(site, 'alpha'), 'Cours A');
  const given = await giveCampaign(site, await givePerson(site, place, 'Drevillon', 'teacher'));
  code = given.code;
  await site.db
    .updateTable('campaign')
    .set({ skills: [...skills] })
    .where('id', '=', given.id)
    .execute();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** A pupil before their first question, as a reload finds them: with the token in this entry of the history. */
async function atQuestion(prepare?: (page: Page) => Promise<void>): Promise<{ page: Page; address: string }> {
  pupils += 1;
  const { token } = await open(site, await givePerson(site, place, `Élève${pupils}`, 'learner'));
  const { address } = await session(site.url, token, '', '').post(`/campaigns/${code}/participations`);
  const page = await openPage(browser, { viewport: { width: 390, height: 844 } });
  await prepare?.(page);
  await page.goto(site.url + address);
  await page.evaluate(`history.replaceState({ htmx: true, palier: '${token}' }, '', location.href)`);
  await page.reload();
  await page.getByRole('button', { name: 'J’ai compris, j’y vais' }).click();
  await page.locator('#answer-form').waitFor();
  return { page, address };
}

const dialogs = (page: Page) => {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(dialog.type());
    dialog.dismiss().catch(() => {});
  });
  return seen;
};

test('an unsaved answer is not lost without a word, and one that was sent needs none', async () => {
  const { page, address } = await atQuestion();
  const seen = dialogs(page);
  const leave = page.getByRole('button', { name: 'Fermer cette séance' });
  await page.locator('.choice-card').first().click();
  await page.getByText('Ce n’est pas toi').click();
  await leave.click();
  const caution = page.getByRole('dialog', { name: 'Ta réponse n’est pas validée' });
  await caution.waitFor();
  expect(await page.evaluate('document.activeElement.value')).toBe('stay');
  await page.keyboard.press('Escape');
  await caution.waitFor({ state: 'hidden' });
  expect(await page.locator('.choice-input').first().isChecked()).toBe(true);
  // A link that htmx follows.
  await page.evaluate(`{
    const link = Object.assign(document.createElement('a'), { href: '/how-it-works', textContent: 'Ailleurs' });
    document.querySelector('main').append(link);
    htmx.process(link);
  }`);
  await page.getByText('Ailleurs').click();
  await caution.waitFor();
  await page.getByRole('button', { name: 'Rester ici' }).click();
  expect(new URL(page.url()).pathname).toBe(address);
  // A real navigation: the browser's own caution.
  await page.evaluate(`setTimeout(() => { location.href = '/how-it-works'; })`);
  await expect.poll(() => seen).toEqual(['beforeunload']);
  expect(new URL(page.url()).pathname).toBe(address);

  await page.getByRole('button', { name: 'Je valide' }).click();
  await page.locator('.choice-input:checked').first().waitFor({ state: 'detached' });
  expect(seen).toEqual(['beforeunload']);
  await page.locator('.choice-card').first().click();
  await page.getByText('Ce n’est pas toi').click();
  await leave.click();
  await page.getByRole('button', { name: 'Quitter sans valider' }).click();
  await page.locator('#answer-form').waitFor({ state: 'detached' });
  await page.context().close();
});

test('Back asks before an unsaved answer is lost: one stays with it, or leaves at a second Back', async () => {
  const { page, address } = await atQuestion();
  await page.locator('.choice-card').first().click();
  await page.getByRole('button', { name: 'Je valide' }).click();
  await page.locator('.choice-input:checked').first().waitFor({ state: 'detached' });
  const question = await page.locator('#answer-form input[name=challenge]').inputValue();
  const entry = () => page.evaluate('navigation.currentEntry.index');
  const stood = await entry();
  const caution = page.getByRole('dialog', { name: 'Ta réponse n’est pas validée' });
  const kept = page.locator('.choice-input').nth(1);
  await kept.focus();
  await page.keyboard.press('Space');

  await page.evaluate('history.back()');
  await caution.waitFor();
  await page.getByRole('button', { name: 'Rester ici' }).click();
  await expect.poll(entry).toBe(stood);
  expect(new URL(page.url()).pathname).toBe(address);
  expect(await kept.isChecked()).toBe(true);
  await expect
    .poll(() => page.evaluate('document.querySelectorAll(".choice-input")[1] === document.activeElement'))
    .toBe(true);

  await page.evaluate('history.back()');
  await caution.waitFor();
  await page.evaluate('history.back()');
  await caution.waitFor({ state: 'detached' });
  expect(await entry()).toBeLessThan(Number(stood));
  await page.goForward();
  await page.locator(`#answer-form input[value="${question}"]`).waitFor({ state: 'attached' });
  await page.locator('.choice-input:checked').waitFor({ state: 'detached' });

  await kept.check();
  await page.evaluate('history.back()');
  await page.getByRole('button', { name: 'Quitter sans valider' }).click();
  await page.locator('.choice-input:checked').waitFor({ state: 'detached' });
  await page.context().close();
});

test('a picture opens above the page, is enlarged and closed by keyboard, and gives the focus back', async () => {
  const { page } = await atQuestion();
  const picture = page.getByRole('button', { name: 'Agrandir l’image' });
  await picture.focus();
  await page.keyboard.press('Enter');
  const dialog = page.locator('dialog.enlarged');
  await dialog.waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Fermer');
  const width = async () => (await dialog.locator('img').boundingBox())?.width ?? 0;
  const before = await width();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  expect(await width()).toBeCloseTo(before * 2, 0);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.evaluate("document.activeElement.hasAttribute('data-enlarge')")).toBe(true);
  await page.context().close();
});

test('leaving a question from memory is said without drama and told to the server; a glance is not', async () => {
  const { page, address } = await atQuestion();
  const left = async () =>
    (
      await site.db
        .selectFrom('run')
        .select('leftPage')
        .where('id', '=', address.split('/').at(-1) ?? '')
        .executeTakeFirstOrThrow()
    ).leftPage;
  // The harness keeps a page focused and visible for ever: what the browser would say is said here.
  await page.evaluate("dispatchEvent(new Event('blur')); dispatchEvent(new Event('focus'))");
  expect(await page.getByText('réponds sans quitter cette page').isVisible()).toBe(true);
  await page.evaluate("dispatchEvent(new Event('blur'))");
  await page.waitForTimeout(1100);
  await page.evaluate("dispatchEvent(new Event('focus'))");
  await page.getByText('Tu as quitté la page un moment').waitFor();
  await expect.poll(left).toBe(1);
  await page.reload();
  await page.getByText('Tu as quitté la page un moment').waitFor();
  await page.evaluate(`{
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    delete document.visibilityState;
    document.dispatchEvent(new Event('visibilitychange'));
  }`);
  await expect.poll(left).toBe(2);
  await page.context().close();
});

/** A voice of the device, which the test's browser has not: it keeps what it is given to say. */
const VOICE = `{
  const said = [];
  const speech = new EventTarget();
  Object.assign(speech, {
    getVoices: () => [{ lang: 'en-US', localService: true }, { lang: 'fr_FR', localService: true }],
    speak: (words) => { said.push(words); words.onstart?.(); },
    cancel: () => { said.length = 0; },
  });
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { writable: true, value: null });
  window.said = said;
}`;

test('a question is read aloud on demand, choices and picture too, and stops; nothing is offered without a voice', async () => {
  const silent = await atQuestion();
  expect(await silent.page.evaluate('speechSynthesis.getVoices().length')).toBe(0);
  expect(await silent.page.locator('[data-aloud]').isHidden()).toBe(true);
  await silent.page.context().close();
  const { page } = await atQuestion(async (fresh) => void (await fresh.addInitScript(VOICE)));
  const button = page.getByRole('button', { name: 'Écouter la question' });
  await button.focus();
  await page.keyboard.press('Space');
  const said = JSON.parse(await page.evaluate('JSON.stringify(said.map(({ text, lang }) => [text, lang]))'));
  const texts = said.map(([text]: [string, string]) => text).join(' ');
  const choices = await page.locator('.choice-card').allTextContents();
  for (const text of [...choices, (await page.locator('.picture img').getAttribute('alt')) ?? ''])
    expect(texts.replace(/\s+/g, ' ')).toContain(text.replace(/\s+/g, ' ').trim());
  expect(said.every(([text, lang]: [string, string]) => text.length <= 180 && lang === 'fr-FR')).toBe(true);
  expect(await page.locator('.is-spoken').count()).toBe(1);
  await page.getByRole('button', { name: 'Arrêter' }).press('Enter');
  expect(await page.evaluate('said.length')).toBe(0);
  expect(await page.locator('.is-spoken').count()).toBe(0);
  await button.waitFor();
  await page.context().close();
});

test('a problem is reported in place: the answer under way stays', async () => {
  const { page, address } = await atQuestion();
  await page.locator('.choice-card').nth(1).click();
  await page.getByText('Signaler un problème').click();
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.getByText('Choisis d’abord ce qui ne va pas.').waitFor();
  await page.getByLabel('La consigne n’est pas claire').check();
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.getByText('Merci, c’est signalé.').waitFor();
  expect(await page.evaluate("document.activeElement.classList.contains('notice-success')")).toBe(true);
  expect(await page.locator('.choice-input').nth(1).isChecked()).toBe(true);
  expect(new URL(page.url()).pathname).toBe(address);
  await page.context().close();
});
