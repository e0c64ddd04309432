import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAILBOX } from '../../src/dev/mailbox-sample.ts';
import { EXPORT, LAYERS, PICTURE } from '../../src/dev/picture-sample.ts';
import { COMPUTER, PHONE as TELEPHONE } from '../../src/dev/settings-sample.ts';
import { SPREADSHEET } from '../../src/dev/spreadsheet-sample.ts';
import { WORD_PROCESSOR, WORD_PROCESSOR_MARKED } from '../../src/dev/word-processor-sample.ts';
import { mailboxShape } from '../../src/referential/practicals/mailbox.ts';
import { pictureEditorShape } from '../../src/referential/practicals/picture-editor.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { settingsShape } from '../../src/referential/practicals/settings-shape.ts';
import { spreadsheetShape } from '../../src/referential/practicals/spreadsheet.ts';
import { wordProcessorShape } from '../../src/referential/practicals/word-processor.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { accessible, enterByKeys, focusedIn, frameIn, keptIn, meets } from './practical-window.ts';

/** Simulated applications in a real browser: by mouse, by touch, by keyboard, right and wrong, with axe. */
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let palier: PalierProcess;
let browser: Browser;
let bank: Referential;
let activity: string;

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

/** A pupil answers each challenge once: where one is tried again, by another. */
const PUPILS = { mouse: 1, keys: 2, phone: 3 } as const;
type Pupil = keyof typeof PUPILS;
const pages = new Map<Pupil, Page>();

/** The page of a pupil whose run has begun. */
async function pageOf(pupil: Pupil): Promise<Page> {
  const known = pages.get(pupil);
  if (known) return known;
  const page = await openPage(browser, { reducedMotion: 'reduce', ...(pupil === 'phone' ? PHONE : {}) });
  await page.goto(`${palier.lmsUrl}/as/eleve-${PUPILS[pupil]}/activity/${activity}/tab`);
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.locator('#challenge').waitFor();
  pages.set(pupil, page);
  return page;
}

/** A pupil before this challenge, its window open. */
async function meet(id: string, pupil: Pupil): Promise<Met> {
  const challenge = bank.challenges.get(id);
  if (!challenge?.practical) throw new Error(`${id} has no window`);
  const page = await pageOf(pupil);
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
  return outcome;
}

/** A window of the style guide: for components whose challenges still wait for their review. */
async function tryOut(component: string, pupil: Pupil): Promise<Omit<Met, 'challenge'>> {
  const page = await openPage(browser, { reducedMotion: 'reduce', ...(pupil === 'phone' ? PHONE : {}) });
  await page.goto(`${palier.url}/dev/styleguide/runs-challenge/${component}`);
  await page.locator('[data-wait]').waitFor({ state: 'hidden' });
  return { page, window: page.frameLocator('.practical-frame') };
}

describe('the frame', () => {
  test('has no origin, no network and no way out; a stranger is not heard', { timeout: 60_000 }, async () => {
    const met = await meet('arborescence-fichiers-1-p-six-fichiers', 'mouse');
    const frame = frameIn(met.page);
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
      .toBe('12002px');
    expect(await keptIn(met.page)).toBe('');
  });

  test('what was done outlives a reload and a form sent back, and can be undone', {
    timeout: 60_000,
  }, async () => {
    const met = await meet('arborescence-fichiers-1-p-six-fichiers', 'mouse');
    const { page, window } = met;
    await page.getByRole('button', { name: 'Je valide' }).click();
    await expect
      .poll(() => page.locator('#answer-error').innerText())
      .toContain('Fais d’abord ce que demande');
    await page.locator('[data-wait]').waitFor({ state: 'hidden' });
    await window.getByRole('checkbox', { name: 'Choisir confiture.odt' }).check();
    await window.getByRole('button', { name: 'Supprimer' }).click();
    await expect.poll(() => keptIn(page)).toContain('"bin":[{"path":"Bureau/confiture.odt"');
    await page.reload();
    await page.locator('[data-wait]').waitFor({ state: 'hidden' });
    await expect.poll(() => window.getByRole('button', { name: 'confiture.odt' }).count()).toBe(0);
    await expect.poll(() => keptIn(page)).toContain('"bin":[{"path":"Bureau/confiture.odt"');
    await window.getByRole('checkbox', { name: 'Choisir berceuse.mp3' }).check();
    await window.getByRole('button', { name: 'Supprimer' }).click();
    await window.getByRole('button', { name: 'berceuse.mp3' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Annuler' }).click();
    await window.getByRole('button', { name: 'berceuse.mp3' }).waitFor();
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await window.getByRole('button', { name: 'confiture.odt' }).waitFor();
    await expect.poll(() => keptIn(page)).toBe('');
    await expect.poll(() => page.evaluate('history.state.practical.state.bin.length')).toBe(0);
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

  test('by mouse', { timeout: 60_000 }, async () => {
    const met = await meet(ID, 'mouse');
    await send(met, RECIPES, 'Recettes', 'click');
    await met.window.getByRole('checkbox', { name: 'Choisir berceuse.mp3' }).click();
    await met.window.getByRole('button', { name: 'Déplacer' }).click();
    await accessible(met.page, 'a sheet open');
    await met.window.getByRole('button', { name: 'Annuler' }).click();
    await send(met, SONGS.slice(1), 'Chansons', 'click');
    expect(await judged(met)).toBe('right');
  });

  test('by dragging, into the wrong folder', { timeout: 60_000 }, async () => {
    const met = await meet('volume-compression-2-p-trop-lourd', 'mouse');
    const { window } = met;
    await window.getByRole('checkbox', { name: 'Choisir piton.jpg' }).check();
    await window.getByRole('checkbox', { name: 'Choisir lagon.png' }).check();
    await window
      .locator('tr', { hasText: 'piton.jpg' })
      .dragTo(window.locator('.place', { hasText: 'Images' }));
    await expect.poll(() => keptIn(met.page)).toContain('"Images/piton.jpg"');
    expect(await keptIn(met.page)).toContain('"Images/lagon.png"');
    expect(await judged(met)).toBe('wrong');
  });

  test('on a phone, by taps, bin included', { timeout: 60_000 }, async () => {
    const met = await meet(ID, 'phone');
    const { window } = met;
    await window.getByRole('checkbox', { name: 'Choisir berceuse.mp3' }).tap();
    await window.getByRole('button', { name: 'Supprimer' }).tap();
    await window.getByRole('button', { name: 'Corbeille' }).tap();
    await window.getByRole('checkbox', { name: 'Choisir berceuse.mp3' }).tap();
    await window.getByRole('button', { name: 'Restaurer' }).tap();
    await window.getByRole('button', { name: 'Ordinateur' }).first().tap();
    await window.getByRole('button', { name: 'Bureau' }).tap();
    await send(met, RECIPES, 'Recettes', 'tap');
    await send(met, SONGS, 'Chansons', 'tap');
    expect(await judged(met, 'tap')).toBe('right');
  });

  test('by the keyboard alone', { timeout: 60_000 }, async () => {
    const met = await meet(ID, 'keys');
    const { page } = met;
    const tabTo = await enterByKeys(page);
    const focused = () => focusedIn(page);
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

describe('browser', () => {
  test('by mouse: an address typed, the right page read', { timeout: 60_000 }, async () => {
    const met = await meet('navigateur-adresse-1-p-affiche-du-club', 'mouse');
    const { page, window } = met;
    const address = window.getByRole('textbox', { name: 'Barre d’adresse' });
    await address.fill(`${await page.locator('#instruction code').innerText()}s`);
    await window.getByRole('button', { name: 'Aller à cette adresse' }).click();
    await window.getByRole('heading', { name: 'Page introuvable' }).waitFor();
    await address.fill(await page.locator('#instruction code').innerText());
    await address.press('Enter');
    const row = window.getByRole('row', { name: 'Benjamins' });
    const hour = await row.locator('td').last().innerText();
    // A keyboard's apostrophe finds a printer's.
    await window.getByRole('button', { name: 'Rechercher dans la page' }).click();
    await window.getByRole('searchbox', { name: 'Rechercher dans la page' }).fill("l'accueil");
    await window.getByText(/^1 sur \d+$/).waitFor();
    await window.getByRole('link', { name: 'Retour à l’accueil' }).click();
    await window.getByRole('link', { name: 'Les horaires' }).waitFor();
    await window.getByRole('button', { name: 'Page précédente' }).click();
    await row.waitFor();
    await page.getByLabel('Heure du cours').fill(hour);
    expect(await judged(met)).toBe('right');
  });

  test('by mouse: a bookmark left out of its folder', { timeout: 60_000 }, async () => {
    const met = await meet('navigateur-adresse-4-p-favori-stage', 'mouse');
    const { page, window } = met;
    await window.getByRole('button', { name: 'Ajouter aux favoris' }).click();
    await window.getByLabel('Nom').fill('Stage');
    await accessible(met.page, 'a bookmark added');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => keptIn(page)).toContain('"title":"Stage","folder":null');
    await window.getByRole('button', { name: 'Favoris', exact: true }).click();
    await window.getByRole('button', { name: 'Modifier le favori Stage' }).waitFor();
    expect(await judged(met)).toBe('wrong');
  });

  test('by mouse: found in a long page', { timeout: 60_000 }, async () => {
    const met = await meet('navigateur-adresse-2-p-course-de-pirogues', 'mouse');
    const { page, window } = met;
    const number = await page.locator('#instruction strong').innerText();
    await window.getByRole('button', { name: 'Rechercher dans la page' }).click();
    await window.getByRole('searchbox', { name: 'Rechercher dans la page' }).fill(number);
    await window.getByText('1 sur 1').waitFor();
    const row = window.getByRole('row').filter({ has: window.locator('mark') });
    await expect.poll(() => row.isVisible()).toBe(true);
    await page.getByLabel('Temps').fill(await row.locator('td').last().innerText());
    expect(await judged(met)).toBe('right');
  });

  test('on a phone, by taps: words and site: for the engine', { timeout: 60_000 }, async () => {
    const met = await meet('moteur-requete-4-p-un-seul-site', 'phone');
    const { page, window } = met;
    const field = window.getByRole('searchbox', { name: 'Rechercher sur le web' });
    await field.fill('faune site:parc-aubrac.example');
    await window.getByRole('button', { name: 'Rechercher', exact: true }).tap();
    await window.getByText('1 résultat').waitFor();
    await field.fill('revenu site:parc-aubrac.example');
    await field.press('Enter');
    await window.getByRole('link', { name: 'Les espèces revenues' }).tap();
    await page.getByLabel('Année').fill(await window.locator('article strong').innerText());
    expect(await judged(met, 'tap')).toBe('right');
  });

  test('by the keyboard alone', { timeout: 60_000 }, async () => {
    const met = await meet('navigateur-adresse-4-p-favori-stage', 'keys');
    const { page } = met;
    const tabTo = await enterByKeys(page);
    await tabTo('Ajouter aux favoris');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Stage');
    await tabTo('Dossier');
    await page.keyboard.press('ArrowDown');
    await tabTo('Enregistrer');
    await page.keyboard.press('Enter');
    await expect.poll(() => keptIn(page)).toContain('"folder":"Orientation"');
    await page.getByRole('button', { name: 'Je valide' }).focus();
    expect(await judged(met)).toBe('right');
  });
});

describe('mailbox', () => {
  const expecting = (...expected: unknown[]): Practical =>
    ({ ...MAILBOX, expect: mailboxShape.expect.parse(expected) }) as Practical;
  const ANSWER = expecting(
    { sent: { how: 'reply', of: 'tournoi', to: ['tournois@volley.example'], says: ['présente'] } },
    { rest: 'kept' },
  );

  test('by mouse: headers shown, answered to all by mistake', { timeout: 60_000 }, async () => {
    const met = await tryOut('mailbox', 'mouse');
    const { page, window } = met;
    await window.getByRole('button', { name: 'Tournoi de samedi' }).click();
    await window.getByRole('button', { name: 'Détails' }).click();
    await window.getByText('<nadia@volley.example>').waitFor();
    await accessible(met.page, 'a message with its headers');
    await window.getByRole('link', { name: 'plan du gymnase' }).click();
    await window.getByText('https://volley.example/plan', { exact: true }).last().waitFor();
    await window.getByRole('button', { name: 'Fermer' }).click();
    await window.getByRole('button', { name: 'Répondre à tous' }).click();
    await window.getByLabel('Texte du message').fill('Je serai présente.');
    // A draft outlives a walk elsewhere, and a reload just after.
    await window.getByRole('button', { name: 'Corbeille' }).click();
    await page.reload();
    await window.getByRole('button', { name: 'Brouillon' }).click();
    expect(await window.getByLabel('Texte du message').inputValue()).toBe('Je serai présente.');
    await window.getByRole('button', { name: 'Voir certificat.pdf' }).click();
    await window.getByText('Apte au volley.').waitFor();
    await window.getByRole('button', { name: 'Fermer' }).click();
    await accessible(met.page, 'a letter');
    await window.getByRole('button', { name: 'Envoyer' }).click();
    await expect.poll(() => meets(page, ANSWER)).toEqual([false, true]);
  });

  test('by mouse: a rule made and applied, a folder made', { timeout: 60_000 }, async () => {
    const met = await tryOut('mailbox', 'mouse');
    const { page, window } = met;
    await window.getByRole('button', { name: 'Nouveau dossier' }).click();
    await window.getByLabel('Nom du dossier').fill('Repas');
    await window.getByRole('button', { name: 'Créer' }).click();
    await window.getByRole('button', { name: 'Règles de tri' }).click();
    await window.getByRole('button', { name: 'Nouvelle règle' }).click();
    await window.getByLabel('Où chercher, condition 1').selectOption('subject');
    await window.getByLabel('Mots de la condition 1').fill('menus');
    await accessible(met.page, 'a rule');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByText('Choisis d’abord un dossier.').waitFor();
    await window.getByLabel('Ranger dans le dossier').selectOption('Repas');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByRole('button', { name: 'Supprimer la règle 2' }).click();
    await window.getByRole('button', { name: 'Monter la règle 2' }).click();
    await window.getByRole('button', { name: 'Appliquer' }).click();
    await window.getByText('2 messages rangés par tes règles').first().waitFor();
    const wanted = expecting({ folder: 'repas', holds: ['menus'], only: true, made: true });
    await expect.poll(() => meets(page, wanted)).toEqual([true]);
  });

  test('on a phone, by taps: reported, and taken back from spam', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('mailbox', 'phone');
    const wanted = expecting({ reported: ['menus'] }, { rest: 'kept' });
    await window.getByRole('button', { name: 'Menus' }).tap();
    await window.getByRole('button', { name: 'Signaler un hameçonnage' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true]);
    await window.getByRole('button', { name: 'Indésirables' }).tap();
    await window.getByRole('checkbox', { name: 'Choisir « Tu as gagné' }).tap();
    await window.getByRole('button', { name: 'Pas indésirable' }).tap();
    await expect.poll(async () => meets(page, wanted)).toEqual([true, false]);
  });

  test('by the keyboard alone', { timeout: 60_000 }, async () => {
    const { page } = await tryOut('mailbox', 'keys');
    const tabTo = await enterByKeys(page);
    await tabTo('non lu, Coach Nadia');
    await page.keyboard.press('Enter');
    await tabTo('Répondre');
    await page.keyboard.press('Enter');
    await tabTo('Texte du message');
    await page.keyboard.type('Je serai présente !');
    await tabTo('Envoyer');
    await page.keyboard.press('Enter');
    await expect.poll(() => meets(page, ANSWER)).toEqual([true, true]);
  });
});

describe('spreadsheet', () => {
  const expecting = (...expected: unknown[]): Practical =>
    ({ ...SPREADSHEET, expect: spreadsheetShape.expect.parse(expected) }) as Practical;
  const TOTALS = expecting({ formula: '=B2*C2', in: 'D2:D4' });
  const cellOf = (window: FrameLocator, address: string) => window.locator(`[data-cell="${address}"]`);

  test('by mouse: cells pointed at, a formula filled down, then a value in its place', {
    timeout: 60_000,
  }, async () => {
    const met = await tryOut('spreadsheet', 'mouse');
    const { page, window } = met;
    await accessible(met.page, 'a sheet');
    const bar = window.getByRole('textbox', { name: 'Contenu de la cellule' });
    await cellOf(window, 'D2').dblclick();
    await bar.fill('=');
    await cellOf(window, 'B2').click();
    await bar.press('*');
    await cellOf(window, 'C2').click();
    expect(await bar.inputValue()).toBe('=B2*C2');
    await bar.press('Enter');
    await cellOf(window, 'D2').click();
    await window.getByRole('button', { name: 'Recopier' }).click();
    await window.getByLabel('Jusqu’à la cellule').fill('d4');
    await window.getByRole('dialog').getByRole('button', { name: 'Recopier' }).click();
    await expect.poll(() => cellOf(window, 'D4').innerText()).toBe('58');
    await expect.poll(() => meets(page, TOTALS)).toEqual([true]);
    await cellOf(window, 'D3').click();
    await bar.fill('25,6');
    await window.getByRole('button', { name: 'Valider la cellule' }).click();
    await expect.poll(() => meets(page, TOTALS)).toEqual([false]);
  });

  test('on a phone, by taps: sorted, then filtered', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('spreadsheet', 'phone');
    await cellOf(window, 'B2').tap();
    await window.getByRole('button', { name: 'Tri décroissant' }).tap();
    await expect.poll(() => cellOf(window, 'A2').innerText()).toBe('Ananas');
    const sorted = expecting({ sorted: 'B', order: 'down' }, { shown: 'A', values: ['Ananas'] });
    await expect.poll(() => meets(page, sorted)).toEqual([true, false]);
    await cellOf(window, 'A2').tap();
    await window.getByRole('button', { name: 'Filtrer' }).tap();
    await window.getByRole('button', { name: 'Tout décocher' }).tap();
    await window.getByRole('checkbox', { name: 'Ananas' }).tap();
    await window.getByRole('dialog').getByRole('button', { name: 'Filtrer' }).tap();
    await window.getByText('1 ligne affichée sur 4').first().waitFor();
    await expect.poll(() => meets(page, sorted)).toEqual([true, true]);
  });

  test('by the keyboard alone', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('spreadsheet', 'keys');
    const tabTo = await enterByKeys(page);
    await tabTo('54');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('=b3*c3');
    await page.keyboard.press('Enter');
    await page.keyboard.type('=B4*C4');
    await page.keyboard.press('Enter');
    await page.keyboard.type('rien');
    await page.keyboard.press('Escape');
    await page.keyboard.type('=B5');
    await page.getByRole('button', { name: 'Je valide' }).focus();
    await expect.poll(() => cellOf(window, 'D5').innerText()).toBe('5');
    await expect.poll(() => meets(page, TOTALS)).toEqual([true]);
  });
});

describe('word processor', () => {
  const expecting = (document: Practical, ...expected: unknown[]): Practical =>
    ({ ...document, expect: wordProcessorShape.expect.parse(expected) }) as Practical;
  const rest = { rest: 'kept' };

  test('by mouse: words in bold, a title, a comment, a table of contents', { timeout: 60_000 }, async () => {
    const met = await tryOut('word-processor', 'mouse');
    const { page, window } = met;
    const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
    const word = (name: string) => window.getByRole('option', { name, exact: true });
    await word('grain').last().click();
    await word('Peser').click({ modifiers: ['Shift'] });
    await window.getByText('Choisi : « Peser le grain »').first().waitFor();
    await press('Gras');
    await page.keyboard.press('Control+i');
    await page.keyboard.press('Control+z');
    await window.getByRole('option', { name: 'Tout le paragraphe 7' }).click();
    await press('Style : Corps de texte');
    await window.getByRole('radio', { name: 'Titre 3' }).check();
    await accessible(met.page, 'a choice of styles');
    await press('Appliquer');
    await word('vanne').click();
    await press('Commenter');
    await window.getByLabel('Ton commentaire').fill('Laquelle ?');
    await window.getByRole('dialog').getByRole('button', { name: 'Commenter' }).click();
    await window.getByRole('option', { name: 'Le moulin de Kergoat (Titre 1' }).click();
    await press('Insérer un sommaire');
    await window.getByText('Sommaire inséré').waitFor({ state: 'attached' });
    const wanted = expecting(
      WORD_PROCESSOR,
      { paragraph: 'un', bold: true, italic: false },
      { paragraph: 'jour', style: 'title-3' },
      { noted: 'deux', on: 'vanne' },
      { contents: 'up-to-date' },
      rest,
    );
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true]);
    await press('Accepter : Maud\u00a0: «\u202fcinq\u202f» devient «\u202fsix\u202f»');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, false]);
  });

  test('on a phone, by taps: paragraphs moved, a list, a spelling corrected', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('word-processor', 'phone');
    const press = (name: string) => window.getByRole('button', { name, exact: true }).tap();
    const whole = (number: number) => window.getByRole('option', { name: `Tout le paragraphe ${number} ` });
    await whole(8).tap();
    await press('Couper');
    await whole(8).tap();
    await press('Coller après');
    await press('Liste à puces');
    await press('Orthographe');
    await window.getByRole('button', { name: 'Ignorer' }).tap();
    await press('Orthographe');
    await window.getByRole('radio', { name: 'meunier' }).tap();
    await press('Corriger');
    await window.getByRole('option', { name: 'grain', exact: true }).first().tap();
    await press('Étendre');
    await window.getByRole('option', { name: 'le', exact: true }).nth(3).tap();
    await window.getByText('Choisi : « le grain »').first().waitFor();
    const wanted = expecting(
      WORD_PROCESSOR,
      { order: ['deux', 'un'] },
      { paragraph: 'un', list: 'bullets' },
      { ignored: ['Kergoat'] },
      { paragraph: 'jour', text: 'Le meunier se levait avant le jour.\nIl pesait le grain.' },
      rest,
    );
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true]);
  });

  test('by the keyboard alone: found and replaced, then typed with its marks', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('word-processor-marked', 'keys');
    const tabTo = await enterByKeys(page);
    const focused = () => focusedIn(page);
    await tabTo('Rechercher et remplacer');
    await page.keyboard.press('Enter');
    await page.keyboard.type('bus');
    await page.keyboard.press('Tab');
    await page.keyboard.type('car');
    await tabTo('Mot entier');
    await page.keyboard.press('Space');
    await tabTo('Tout remplacer');
    await page.keyboard.press('Enter');
    await window.getByText('1 remplacement').first().waitFor();
    const replaced = expecting(WORD_PROCESSOR_MARKED, {
      replaced: [{ find: 'bus', by: 'car', whole: true }],
    });
    await expect.poll(() => meets(page, replaced)).toEqual([true]);
    await tabTo('Tout le paragraphe 1');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('car');
    await page.keyboard.press('Shift+ArrowRight');
    await window.getByText('Choisi : « car  passe »').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    for (let steps = 0; steps < 80 && (await focused()) !== 'Modifier le texte'; steps += 1)
      await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Quoi');
    await tabTo('Espace insécable');
    await page.keyboard.press('Enter');
    await page.keyboard.type('?\nRien.');
    await tabTo('Appliquer');
    await page.keyboard.press('Enter');
    const typed = { paragraph: 'p2', text: 'Quoi\u00a0?', exact: true };
    const all = expecting(WORD_PROCESSOR_MARKED, typed, { added: 'Rien.', after: 'p2' });
    await expect.poll(() => meets(page, all)).toEqual([true, true]);
  });
});

describe('settings', () => {
  const expecting = (practical: Practical, ...expected: unknown[]): Practical =>
    ({ ...practical, expect: settingsShape.expect.parse(expected) }) as Practical;
  const FLYING = expecting(
    TELEPHONE,
    { setting: 'avion', is: true },
    { setting: 'luminosite', from: 30, to: 30 },
    { rest: 'kept' },
  );

  test('by mouse: a setting searched, a rule at work, a number, one change too many', {
    timeout: 60_000,
  }, async () => {
    const met = await tryOut('settings', 'mouse');
    const { page, window } = met;
    await window.getByRole('searchbox', { name: 'Rechercher un réglage' }).fill('avion');
    await window.getByText('2 réglages trouvés').waitFor();
    await window.getByRole('button', { name: /^Mode avion/ }).click();
    await window.getByRole('switch', { name: 'Mode avion' }).click();
    // The rule: no Wi-Fi on a plane, nor networks to join.
    expect(await window.getByRole('switch', { name: 'Wi-Fi' }).getAttribute('aria-checked')).toBe('false');
    await window.getByRole('button', { name: 'Gare' }).waitFor({ state: 'detached' });
    await window.getByRole('button', { name: 'Retour' }).click();
    await window.getByRole('button', { name: 'Écran' }).click();
    await window.getByRole('button', { name: 'Luminosité : plus' }).click();
    await expect.poll(() => meets(page, FLYING)).toEqual([true, true, true]);
    await window.getByRole('button', { name: 'Tout réinitialiser' }).click();
    await accessible(met.page, 'a confirmation asked');
    await window.getByRole('dialog').getByRole('button', { name: 'Tout réinitialiser' }).click();
    await expect.poll(() => meets(page, FLYING)).toEqual([true, true, false]);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect.poll(() => meets(page, FLYING)).toEqual([true, true, true]);
  });

  test('on a phone, by taps: a network joined, an application removed', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('settings', 'phone');
    await window.getByRole('button', { name: 'Réseau' }).tap();
    await window.getByRole('button', { name: 'Box-4F2A' }).tap();
    await window.getByLabel('Clé du réseau').fill('mouette7');
    await window.getByRole('button', { name: 'Se connecter' }).tap();
    await window.getByText('Clé refusée').waitFor();
    await window.getByLabel('Clé du réseau').fill('Mouette7');
    await window.getByRole('button', { name: 'Se connecter' }).tap();
    await window.getByRole('button', { name: 'Retour' }).tap();
    await window.getByRole('button', { name: 'Applications' }).tap();
    await window.getByRole('button', { name: 'Désinstaller : Téléphone' }).tap();
    await window.getByText('fait partie de l’appareil').waitFor();
    await window.getByRole('button', { name: 'Fermer' }).tap();
    await window.getByRole('button', { name: 'Billes folles' }).tap();
    await window.getByText('212 Mo').waitFor();
    await window.getByRole('button', { name: 'Désinstaller' }).tap();
    await window.getByRole('dialog').getByRole('button', { name: 'Désinstaller' }).tap();
    await window.getByRole('heading', { name: 'Applications', exact: true }).waitFor();
    const wanted = expecting(
      TELEPHONE,
      { setting: 'box', is: 'Box-4F2A' },
      { setting: 'apps', is: ['billes'] },
      { rest: 'kept' },
    );
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
    await window.getByLabel('Micro : Téléphone').selectOption('Refusé');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false]);
  });

  test('by the keyboard alone: programs sorted, the greedy one stopped', { timeout: 60_000 }, async () => {
    const met = await tryOut('settings-computer', 'keys');
    const { page, window } = met;
    const tabTo = await enterByKeys(page);
    await tabTo('Mémoire');
    await page.keyboard.press('Enter');
    expect(await window.getByRole('columnheader', { name: 'Mémoire' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    expect(await focusedIn(page)).toContain('Mémoire');
    await accessible(met.page, 'a table sorted');
    await tabTo('Arrêter\u00a0: Montage');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await tabTo('Arrêter');
    await page.keyboard.press('Enter');
    const wanted = expecting(COMPUTER, { setting: 'ouverts', is: ['montage'] }, { rest: 'kept' });
    await expect.poll(() => meets(page, wanted)).toEqual([true, true]);
  });
});

describe('picture editor', () => {
  const expecting = (picture: Practical, ...expected: unknown[]): Practical =>
    ({ ...picture, expect: pictureEditorShape.expect.parse(expected) }) as Practical;
  const FRAMED = [{ upright: true }, { holds: [100, 20, 166, 168], leaves: [[270, 24, 44, 44]] }] as const;
  const WIDE = [{ width: 180 }, { rest: 'kept' }] as const;

  test('by mouse: turned the wrong way, then upright, framed by its corner, made too light', {
    timeout: 60_000,
  }, async () => {
    const met = await tryOut('picture-editor', 'mouse');
    const { page, window } = met;
    const wanted = expecting(PICTURE, ...FRAMED);
    await window.getByRole('button', { name: 'Tourner à droite' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false]);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await window.getByRole('button', { name: 'Tourner à gauche' }).click();
    await window.getByRole('button', { name: 'Rogner' }).click();
    await accessible(met.page, 'a crop');
    const [frame, corner] = await Promise.all(
      ['.frame', '.handle-ne'].map((name) => window.locator(name).boundingBox()),
    );
    if (!frame || !corner) throw new Error('no frame');
    const [x, y] = [corner.x + 22, corner.y + 22];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - (frame.width * 92) / 360, y + frame.height / 30, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true]);
    await window.getByText('Le cadre garde 268 × 232 pixels').first().waitFor();
    await window.getByRole('button', { name: 'Niveaux' }).click();
    await window.getByLabel('Point blanc').fill('120');
    await window.getByText('dans le blanc').waitFor();
    await expect.poll(() => keptIn(page)).toContain('"white":120');
    await expect.poll(() => meets(page, expecting(PICTURE, { levels: 2 }))).toEqual([false]);
    await window.getByLabel('Point blanc').fill('200');
    await window.getByLabel('Point noir').fill('84');
    await expect.poll(() => meets(page, expecting(PICTURE, { levels: 2 }))).toEqual([true]);
    await window.getByRole('button', { name: 'Zoom', exact: true }).click();
    for (let steps = 0; steps < 3; steps += 1)
      await window.getByRole('button', { name: 'Zoom plus fort' }).click();
    await window.getByText('Zoom : 800').first().waitFor();
  });

  test('by mouse: exported in a format that keeps what is transparent', { timeout: 60_000 }, async () => {
    const met = await tryOut('picture-editor-export', 'mouse');
    const { page, window } = met;
    const wanted = expecting(EXPORT, { file: { format: ['png-palette'], under: 4000, gap: 3 } });
    await window.getByRole('button', { name: 'Exporter' }).click();
    await window.getByText('perdue').waitFor();
    await window.getByLabel('Qualité').fill('40');
    await expect.poll(() => meets(page, wanted)).toEqual([false]);
    await window.getByLabel('Format').selectOption('png-palette');
    await window.getByLabel('Nombre de couleurs').selectOption('64');
    await window.getByText('gardée').waitFor();
    await accessible(met.page, 'an export');
    await expect.poll(() => meets(page, wanted)).toEqual([true]);
  });

  test('on a phone, by taps: layers moved, shown and made opaque', { timeout: 60_000 }, async () => {
    const met = await tryOut('picture-editor-layers', 'phone');
    const { page, window } = met;
    const wanted = expecting(LAYERS, { looks: ['titre', 'lune', 'cadre', 'fond'] });
    await window.getByRole('button', { name: 'Calques' }).tap();
    await accessible(met.page, 'layers');
    for (let steps = 0; steps < 3; steps += 1)
      await window.getByRole('button', { name: 'Descendre « Fond bleu' }).tap();
    await window.getByRole('button', { name: 'Montrer « Cadre' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([false]);
    await window.getByLabel('Opacité de « Fond bleu').fill('99');
    await window.getByRole('button', { name: 'Opacité de « Fond bleu » : un de plus' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true]);
  });

  test('by the keyboard alone, up to what is typed last', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('picture-editor', 'keys');
    const tabTo = await enterByKeys(page);
    await tabTo('Dimensions');
    await page.keyboard.press('Enter');
    await tabTo('Largeur');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('180');
    expect(await window.getByLabel('Hauteur').inputValue()).toBe('270');
    await page.getByRole('button', { name: 'Je valide' }).focus();
    await expect.poll(() => meets(page, expecting(PICTURE, ...WIDE))).toEqual([true, true]);
    await window.getByLabel('Garder les proportions').focus();
    await page.keyboard.press('Space');
    await window.getByLabel('Hauteur').fill('20 pixels');
    await page.keyboard.press('Enter');
    await window.getByText('Écris deux nombres entiers').first().waitFor();
    await window.getByLabel('Hauteur').fill('20');
    await page.keyboard.press('Enter');
    await expect.poll(() => meets(page, expecting(PICTURE, ...WIDE))).toEqual([false, true]);
  });
});
