import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { accessible } from './keys.ts';

/** A teacher's campaigns, from the activity of a course, and what a pupil meets. */
let palier: PalierProcess;
let browser: Browser;
let activity: string;
/** On the page of the campaign made first. */
let teacher: Page | undefined;

beforeAll(async () => {
  [palier, browser] = await Promise.all([startPalier(), openBrowser()]);
  activity = await addActivity({ palier, lms: { url: palier.lmsUrl } }, { competenceColumns: false });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await palier?.close();
});

async function openActivity(person: string): Promise<Page> {
  const page = await openPage(browser, { reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } });
  await page.goto(`${palier.lmsUrl}/as/${person}/activity/${activity}/tab`);
  return page;
}

test('archived in three clicks from the launch, and back by « Annuler »; made with an identifier, begun with one', async () => {
  teacher = await openActivity('prof-1');
  await teacher.getByRole('link', { name: 'Campagnes' }).click();
  await teacher.locator('#campaigns').waitFor();
  await accessible(teacher, 'campaigns');
  await teacher.getByRole('button', { name: /^Archiver/ }).click();
  await teacher.getByRole('status').getByText('est archivée').waitFor();
  await teacher.getByRole('button', { name: 'Annuler' }).click();
  await teacher.getByRole('status').getByText('de nouveau en cours').waitFor();
  await teacher.getByLabel('Nom de la campagne').fill('introuvable');
  await teacher.locator('.campaigns-search').getByRole('button', { name: 'Rechercher' }).click();
  await teacher.getByRole('heading', { name: 'Aucune campagne ne correspond' }).waitFor();
  expect(await teacher.getByLabel('Nom de la campagne').inputValue()).toBe('introuvable');

  await teacher.getByRole('link', { name: 'Créer une campagne', exact: true }).first().click();
  await teacher.locator('#new-campaign').waitFor();
  await teacher.getByLabel('Nom de la campagne').fill('Avec badge');
  await teacher.getByLabel('Identifiant demandé aux élèves').fill('Numéro de badge');
  await teacher.getByRole('button', { name: 'Créer la campagne' }).click();
  await teacher.locator('#campaign').waitFor();
  const code = await teacher.locator('.code').first().innerText();

  const pupil = await openActivity('eleve-1');
  await pupil.getByRole('link', { name: 'Accueil' }).click();
  await pupil.locator('#home').waitFor();
  await pupil.getByLabel('Code du parcours').fill(code);
  await pupil.getByRole('button', { name: 'Valider le code' }).click();
  await pupil.locator('#landing').waitFor();
  await pupil.getByRole('button', { name: 'Commencer' }).click();
  await pupil.getByRole('alert').waitFor();
  await pupil.getByLabel('Numéro de badge').fill('B-204');
  await pupil.getByRole('button', { name: 'Commencer' }).click();
  await pupil.locator('#challenge').waitFor();
}, 90_000);

test('its people chosen and sorted in place, one removed and put back', async () => {
  if (!teacher) throw new Error('the campaign was not made');
  await teacher.getByRole('link', { name: 'Participants' }).click();
  await teacher.getByRole('link', { name: /^En cours 1/ }).waitFor();
  await teacher.evaluate(`document.querySelector('h1').setAttribute('data-same', '')`);
  await teacher.getByRole('link', { name: /^En cours 1/ }).click();
  await teacher.getByText(/^1 élève sur/).waitFor();
  expect(new URL(teacher.url()).search).toBe('?status=started');
  await teacher.getByRole('link', { name: 'Élève', exact: true }).click();
  await teacher.locator('th[aria-sort="descending"]').waitFor();
  await teacher.getByLabel('Nom ou prénom').fill('xyz');
  await teacher.getByRole('button', { name: 'Afficher', exact: true }).click();
  await teacher.getByText('Aucun élève ne correspond à ces choix.').waitFor();
  expect(new URL(teacher.url()).searchParams.get('status')).toBe('started');
  expect(await teacher.locator('h1[data-same]').count()).toBe(1);
  await teacher.getByRole('link', { name: 'Tout afficher' }).click();
  await teacher.locator('.people tbody .col-name a').first().click();
  await teacher.locator('#participation').waitFor();
  await teacher.getByText('Voir ce que cela change').click();
  await accessible(teacher, 'participation');
  await teacher.getByRole('button', { name: /^Retirer la participation/ }).click();
  await teacher.getByRole('status').getByText('est retirée').waitFor();
  await accessible(teacher, 'removed');
  await teacher.getByRole('button', { name: 'Annuler' }).click();
  await teacher.locator('#participation').waitFor();
}, 90_000);
