import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Referential } from '../../src/referential/types.ts';
import { openBrowser } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { launch } from '../support/http-person.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { accessible } from './keys.ts';
import { askedChallenge, fillAnswer } from './play.ts';
import { beginAs, finishAs, type Ground, openActivity, openTab } from './teacher.ts';

/** What a teacher does with a campaign: its words, its copies, its end; a parcours of their own; a try of it. */
let palier: PalierProcess;
let browser: Browser;
let bank: Referential;
let ground: Ground;
let teacher: Page;
/** Of the campaign of the first test, which the others go on with. */
let code: string;

beforeAll(async () => {
  [palier, browser, bank] = await Promise.all([startPalier(), openBrowser(), realBank()]);
  const activity = await addActivity({ palier, lms: { url: palier.lmsUrl } }, { competenceColumns: false });
  ground = { palierUrl: palier.url, lmsUrl: palier.lmsUrl, database: palier.database, activity };
  teacher = await openActivity(browser, ground, 'prof-1');
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await palier?.close();
});

const codeOf = (page: Page) => new URL(page.url()).pathname.split('/')[2] ?? '';

test('renamed, its words seen as pupils do before they are saved', { timeout: 90_000 }, async () => {
  const page = teacher;
  await page.getByRole('link', { name: 'Campagnes' }).click();
  await page.getByRole('link', { name: 'Créer une campagne', exact: true }).first().click();
  await page.locator('#new-campaign').waitFor();
  await page.getByLabel('Nom de la campagne').fill('Essai de rentrée');
  await page.getByRole('button', { name: 'Créer la campagne' }).click();
  await page.locator('#campaign').waitFor();
  code = codeOf(page);
  await openTab(page, 'Réglages');
  await page.getByLabel('Nom de la campagne').fill('Rentrée 3e C');
  await page.getByLabel('Titre vu par les élèves').fill('Où j’en suis avec le numérique');
  const words = page.getByLabel('Mot d’accueil');
  await words.fill('Prenez **votre temps**.\n\n- au CDI\n- à la maison\n\n<script>alert(1)</script>');
  await page.getByRole('button', { name: 'Voir comme les élèves' }).click();
  const seen = page.locator('.landing-seen');
  await seen.getByText('votre temps').waitFor();
  expect(await seen.locator('strong').allInnerTexts()).toEqual(['votre temps']);
  expect(await seen.locator('li').allInnerTexts()).toEqual(['au CDI', 'à la maison']);
  expect(await seen.locator('script').count()).toBe(0);
  await accessible(page, 'settings');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByRole('status').getByText('C’est enregistré.').waitFor();
  expect(await page.locator('h1').innerText()).toBe('Rentrée 3e C');
  expect(await words.inputValue()).toContain('**votre temps**');

  const { get } = await launch(palier.url, `${palier.lmsUrl}/as/eleve-9/activity/${ground.activity}`);
  const { html } = await get(`/campaigns/${code}/entry`);
  expect(html).toContain('<h1>Où j’en suis avec le numérique</h1>');
  expect(html).toContain('Prenez <strong>votre temps</strong>.');

  await page.getByLabel('Nom de la campagne').fill('');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByRole('alert').waitFor();
  expect(await words.inputValue()).toContain('**votre temps**');
});

test('copied, the copy deleted once it is asked twice; begun by somebody, it stays', {
  timeout: 90_000,
}, async () => {
  const page = teacher;
  await page.getByRole('button', { name: 'Dupliquer' }).click();
  await page.getByRole('status').getByText('La copie est prête').waitFor();
  expect(await page.locator('h1').innerText()).toBe('Copie de Rentrée 3e C');
  const copy = codeOf(page);
  expect(copy).not.toBe(code);
  expect(await page.getByLabel('Titre vu par les élèves').inputValue()).toBe(
    'Où j’en suis avec le numérique',
  );
  const remove = page.getByRole('button', { name: /^Supprimer « Copie/ });
  expect(await remove.isVisible()).toBe(false);
  await page.getByText('Supprimer cette campagne…').click();
  await remove.click();
  await page.locator('#campaigns').waitFor();
  expect(await page.locator('.campaigns-table').innerText()).not.toContain('Copie de Rentrée 3e C');
  expect(await page.locator('.campaigns-table').innerText()).toContain('Rentrée 3e C');

  await page.getByRole('link', { name: /^Réglages de « Rentrée 3e C/ }).click();
  await page.getByText('Supprimer cette campagne…').click();
  // Meanwhile somebody begins.
  await beginAs(ground, 'eleve-9', code);
  await page.getByRole('button', { name: /^Supprimer « Rentrée/ }).click();
  await page.getByText('Des élèves l’ont commencée').waitFor();
  expect(await page.getByRole('button', { name: /^Supprimer/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Archiver' }).waitFor();
});

test('a parcours of one’s own is counted as it is composed, saved, and found by a colleague', {
  timeout: 90_000,
}, async () => {
  const page = teacher;
  const [tube] = bank.competences.get('1.1')?.tubes ?? [];
  if (!tube) throw new Error('an empty competence');
  await page.getByRole('link', { name: 'Campagnes', exact: true }).click();
  await page.getByRole('link', { name: 'Composer un parcours' }).click();
  await page.locator('#compose').waitFor();
  const summary = page.locator('#compose-summary');
  await summary.getByText('Rien n’est encore choisi').waitFor();
  await page.locator('.compose-competence summary', { hasText: '1.1' }).click();
  await page.getByLabel(tube.title, { exact: true }).check();
  await summary.getByText(/Jusqu’à \d+ pix/).waitFor();
  const pix = async () => Number(/\d+/.exec(await summary.locator('strong').innerText())?.[0]);
  const whole = await pix();
  expect(await summary.innerText()).toMatch(/\d+ acquis, .*min/);
  const [lowest = 1] = tube.skills.map(({ level }) => level).sort((a, b) => a - b);
  await page
    .getByLabel(`Niveau le plus haut du sujet « ${tube.title} »`)
    .selectOption({ label: `Niveau ${lowest}` });
  await expect.poll(pix).toBeLessThan(whole);
  const less = await pix();
  await accessible(page, 'compose');
  await page.getByRole('button', { name: 'Enregistrer et créer une campagne' }).click();
  await page.getByRole('alert').getByText('Donnez un nom au parcours').waitFor();
  expect(await pix()).toBe(less);
  await page.getByLabel('Nom du parcours').fill('Bien chercher au CDI');
  await page.getByRole('button', { name: 'Enregistrer et créer une campagne' }).click();
  await page.locator('#new-campaign').waitFor();
  await page.getByLabel('Nom de la campagne').fill('CDI 3e C');
  await page.getByRole('button', { name: 'Créer la campagne' }).click();
  await page.locator('#campaign').waitFor();
  expect(await page.locator('.kicker').first().innerText()).toMatch(/^Bien chercher au CDI$/i);

  const colleague = await openActivity(browser, ground, 'prof-2');
  await colleague.getByRole('link', { name: 'Campagnes' }).click();
  await colleague.getByRole('searchbox', { name: /^Chercher un parcours/ }).fill('cdi chercher');
  await colleague.locator('.catalogue-search').getByRole('button', { name: 'Rechercher' }).click();
  const found = colleague.locator('.catalogue-model', { hasText: 'Bien chercher au CDI' });
  await found.getByText('Composé par Hélène Marchand').waitFor();
  await found.getByRole('link', { name: /^Créer une campagne/ }).click();
  await colleague.locator('#new-campaign').waitFor();
  expect(await colleague.locator('#create-model option:checked').innerText()).toBe('Bien chercher au CDI');
  await colleague.context().close();
});

/** Everything that anybody could read of a campaign's pupils. */
async function traces(): Promise<readonly unknown[]> {
  const { db } = palier.database;
  const counted = async (table: 'participation' | 'grade' | 'lineItem' | 'removedParticipation') =>
    (
      await db
        .selectFrom(table)
        .select((e) => e.fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow()
    ).count;
  return Promise.all([
    counted('participation'),
    counted('grade'),
    counted('lineItem'),
    counted('removedParticipation'),
  ]);
}

test('tried as a pupil, answers on demand, and nothing of it is left in the results', {
  timeout: 90_000,
}, async () => {
  const page = teacher;
  await page.goto(`${palier.lmsUrl}/as/prof-1/activity/${ground.activity}/tab`);
  await page.locator('#campaign').waitFor();
  const shown = async () => {
    await page.locator('.participants').getByText('En direct').waitFor();
    return (await page.locator('.participants').innerText()).replace(/\s+/g, ' ');
  };
  const [before, class_] = [await traces(), await shown()];
  await page.getByRole('button', { name: 'Essayer comme un élève' }).click();
  await page.locator('.notice-trial').waitFor();
  const focus = page.getByRole('button', { name: 'J’ai compris, j’y vais' });
  await page.locator('#challenge, #focus').waitFor();
  if (await focus.isVisible()) await focus.click();
  for (const right of [true, false]) {
    await page.locator('#challenge').waitFor();
    const asked = await askedChallenge(page, bank);
    await page.getByRole('link', { name: 'Voir la réponse' }).click();
    await page.getByRole('heading', { name: 'Ce qui est attendu' }).waitFor();
    await page.locator('.explanation').waitFor();
    await page.getByRole('link', { name: 'Revenir à la question' }).click();
    await page.locator('#challenge').waitFor();
    // To have seen the answer answers nothing.
    expect((await askedChallenge(page, bank)).id).toBe(asked.id);
    await fillAnswer(page, asked, right);
    await page.getByRole('button', { name: 'Je valide' }).click();
    await page
      .locator(`#challenge input[name=challenge][value="${asked.id}"]`)
      .waitFor({ state: 'detached' });
    if (await focus.isVisible()) await focus.click();
  }
  expect(await page.getByRole('button', { name: "J'envoie mes résultats" }).count()).toBe(0);
  await page.goto(`${palier.lmsUrl}/as/prof-1/activity/${ground.activity}/tab`);
  await page.locator('#campaign').waitFor();
  expect(await traces()).toEqual(before);
  expect(await shown()).toBe(class_);
});

test('its end: results that leave by themselves when it is closed, said so, and it opens again', {
  timeout: 90_000,
}, async () => {
  const page = teacher;
  await page.getByRole('link', { name: 'Campagnes', exact: true }).click();
  await page.getByRole('link', { name: /^Réglages de « Rentrée 3e C/ }).click();
  await page.getByLabel('Envoyer automatiquement les résultats terminés').check();
  await page.getByRole('button', { name: 'Enregistrer la fin de la campagne' }).click();
  await page.getByRole('alert').getByText('donnez d’abord une date limite').waitFor();
  const june = new Date().getMonth() < 8 ? new Date().getFullYear() : new Date().getFullYear() + 1;
  await page.getByLabel('Date limite', { exact: true }).fill(`${june}-06-15T18:00`);
  await page.getByLabel('Envoyer automatiquement les résultats terminés').check();
  await page.getByRole('button', { name: 'Enregistrer la fin de la campagne' }).click();
  await page.getByRole('status').getByText('les élèves liront la date limite').waitFor();

  // One who read it and finished, one who plays on.
  const { pupil, run } = await finishAs(ground, 'eleve-10', code, 9);
  const told = await pupil.get(`/campaigns/${code}/entry`);
  expect(told.html).toContain(`15 juin ${june}`);
  await pupil.get(`${run}/result`);
  await page.reload();
  await page.getByText('Fermer la campagne maintenant').click();
  await page.getByText('Un résultat terminé partira tout seul').waitFor();
  await page.getByText('Un élève n’a pas terminé.').waitFor();
  await page.getByRole('button', { name: 'Fermer la campagne', exact: true }).click();
  await page.getByText(/Vous avez fermé cette campagne/).waitFor();
  await openTab(page, 'Participants');
  const row = (name: string) => page.locator('.people tbody tr', { hasText: name });
  await row('Haddad').getByText('Envoyé').waitFor();
  await row('Château-Renault').getByText('Clos sans envoi, pas terminé').waitFor();
  await accessible(page, 'closed');
  expect((await pupil.get(`${run}/result`)).html).toContain('Partis tout seuls');

  await openTab(page, 'Réglages');
  await page.getByRole('button', { name: 'Rouvrir la campagne' }).click();
  await page.getByRole('status').getByText('La campagne est rouverte').waitFor();
  await openTab(page, 'Participants');
  await row('Château-Renault').getByText('En cours').waitFor();
  await row('Haddad').getByText('Envoyé').waitFor();
});
