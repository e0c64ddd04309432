import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meanOf, starsOf } from '../../src/scoring/mastery.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { addActivity } from '../support/lms.ts';
import { type PalierProcess, startPalier } from '../support/palier.ts';
import { fillCourse } from './full-course.ts';
import { accessible } from './keys.ts';
import { toolFrame } from './play.ts';

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
  // The page where the campaign was made follows the pupil who began.
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

/** Plays tasks from a launch, and counts the clicks of each. */
function countClicks() {
  const clicks: number[] = [];
  return {
    clicks,
    begin: () => clicks.push(0),
    async click(element: Locator) {
      clicks[clicks.length - 1] = (clicks.at(-1) ?? 0) + 1;
      await element.click();
    },
  };
}

async function linesOf(page: Page, click: () => Promise<void>): Promise<string[]> {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
}

const MOST_CLICKS = 4;

test('a teacher’s tasks, in a course of thirty: each in at most four clicks from the launch', async () => {
  if (!teacher) throw new Error('the campaign was not made');
  const page = teacher;
  const launch = () => page.goto(`${palier.lmsUrl}/as/prof-1/activity/${activity}/tab`);
  const { begin, click, clicks } = countClicks();

  begin();
  await page.goto(`${palier.lmsUrl}/as/prof-1/add`);
  const picker = toolFrame(page);
  await click(picker.locator('.model-title').getByText('Parcours de rentrée 3e', { exact: true }));
  await click(picker.getByRole('button', { name: 'Ajouter au cours' }));
  await expect.poll(() => page.getByRole('link', { name: 'Parcours de rentrée 3e' }).count()).toBe(2);

  begin();
  await launch();
  await click(page.getByRole('link', { name: /^Pas commencé$/ }));
  await page.getByText('30 élèves sur 30', { exact: true }).waitFor();
  expect(await page.locator('.people tbody tr').count()).toBe(30);
  // In sight, without a scroll.
  expect((await page.locator('#people-list').boundingBox())?.y).toBeLessThan(450);

  await fillCourse(palier.database.db, await realBank(), await codeOfActivity(), 600);
  begin();
  await launch();
  await click(page.getByRole('link', { name: 'Analyse', exact: true }));
  const hardest = page.getByText(/^Le sujet le plus difficile pour la classe/);
  await hardest.waitFor();
  const named = /« (.+) », (\d+) %/.exec((await hardest.innerText()).replace(/[\u00a0\u202f]/g, ' '));
  const first = page.locator('.needs-list > li').first();
  expect(await first.innerText()).toContain(named?.[1]);
  expect(await first.innerText()).toContain(named?.[2]);

  begin();
  await launch();
  const lines = await linesOf(page, () =>
    click(page.getByRole('link', { name: 'Exporter les résultats (.csv)' })),
  );
  expect(lines).toHaveLength(601);

  begin();
  await launch();
  await click(page.getByRole('link', { name: 'Réglages', exact: true }));
  await click(page.getByRole('button', { name: 'Archiver' }));
  await page.getByRole('status').getByText('est archivée').waitFor();
  await page.getByRole('button', { name: 'Annuler' }).click();

  expect(clicks).toHaveLength(5);
  expect(Math.max(...clicks), clicks.join(', ')).toBeLessThanOrEqual(MOST_CLICKS);
}, 90_000);

/** Of the activity that was added first. */
async function codeOfActivity(): Promise<string> {
  const { code } = await palier.database.db
    .selectFrom('campaign')
    .select('code')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  return code;
}

test('a course of six hundred: followed, analysed, closed and exported', async () => {
  if (!teacher) throw new Error('the campaign was not made');
  const page = teacher;
  const { db } = palier.database;
  const code = await codeOfActivity();
  const rows = await db
    .selectFrom('participation')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .select('mastery')
    .where('code', '=', code)
    .where('sharedAt', 'is not', null)
    .execute();
  const sent = rows.flatMap(({ mastery }) => mastery ?? []);
  const tab = async (name: string) => {
    await page.getByRole('link', { name, exact: true }).click();
    await page.locator('.tab[aria-current]', { hasText: name }).waitFor();
  };

  await page.goto(`${palier.lmsUrl}/as/prof-1/activity/${activity}/tab`);
  await page.getByText('Page 1 sur 6', { exact: true }).waitFor();
  expect(await page.locator('.people tbody tr').count()).toBe(100);
  await page.getByLabel('Étoiles', { exact: true }).selectOption('3');
  await page.getByRole('button', { name: 'Afficher', exact: true }).click();
  const best = sent.filter((percent) => starsOf(percent) === 3).length;
  await page.getByText(`${best} élèves sur 600`, { exact: true }).waitFor();

  await tab('Résultats collectifs');
  const mean = await page.getByText(/élèves sur 600 ont envoyé leurs résultats/).innerText();
  expect(mean.match(/\d+/g)).toEqual([sent.length, 600, meanOf(sent)].map(String));
  await tab('Analyse');
  await page.getByRole('button', { name: 'Préparer ce parcours' }).first().click();
  await page.locator('.prepared .code').waitFor();
  await tab('Notes');
  await tab('Réglages');
  await page.getByLabel('Date limite', { exact: true }).fill(`${new Date().getFullYear()}-12-31T18:00`);
  await page.getByRole('button', { name: 'Enregistrer la fin de la campagne' }).click();
  await page.getByText('C’est enregistré').waitFor();
  await page.getByText('Fermer la campagne maintenant').click();
  await page.getByRole('button', { name: 'Fermer la campagne', exact: true }).click();
  await page.getByText(/Vous avez fermé cette campagne/).waitFor();
  await page.getByRole('button', { name: 'Rouvrir la campagne' }).click();
  await page.getByText('Fermer la campagne maintenant').waitFor();
}, 90_000);

test('its pupils: divisions from a file, one found, the LSU sheet in two clicks from the launch', async () => {
  if (!teacher) throw new Error('the campaign was not made');
  const page = teacher;
  await page.goto(`${palier.lmsUrl}/as/prof-1/activity/${activity}/tab`);
  await page.getByRole('link', { name: 'Élèves', exact: true }).click();
  await page.getByRole('link', { name: 'Indiquer les divisions' }).click();
  const file = page.getByLabel('Liste dans un fichier .csv');
  await file.setInputFiles({ name: 'liste.xlsx', mimeType: 'x/x', buffer: Buffer.from('PK\0\0') });
  await page.getByRole('alert').getByText('n’est pas une liste .csv').waitFor();
  const head = 'Classe;Nom;Prénom\r\n';
  // As old spreadsheets write it.
  const list = Buffer.from(`${head}3e É;Pupille 001;Camille\r\n3e B;Personne;Paul\r\n`, 'latin1');
  await file.setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: list });
  await page.getByRole('heading', { name: '1 élève reconnu' }).waitFor();
  await page.getByRole('button', { name: 'Garder 1 division' }).click();
  await page.locator('#pupils').waitFor();
  await page.getByLabel('Division').selectOption('3e É');
  await page.getByRole('button', { name: 'Afficher', exact: true }).click();
  await page.getByRole('link', { name: 'Pupille 001 Camille' }).click();
  await page.getByRole('heading', { name: 'Pupille 001 Camille' }).waitFor();

  await page.goto(`${palier.lmsUrl}/as/prof-1/activity/${activity}/tab`);
  await page.getByRole('link', { name: 'Élèves', exact: true }).click();
  await page.getByRole('link', { name: 'Fiche LSU' }).click();
  await page.locator('#lsu').waitFor();
  const level = page.locator('select[name^="level-"]').first();
  await level.selectOption('2');
  await page.getByRole('button', { name: 'Enregistrer les niveaux' }).click();
  await page.waitForURL(/saved=yes/);
  expect(await level.inputValue()).toBe('2');
}, 90_000);

test('a collection in a course of six hundred: made, and its profiles chosen', async () => {
  if (!teacher) throw new Error('the campaign was not made');
  const page = teacher;
  await page.getByRole('link', { name: 'Campagnes', exact: true }).click();
  await page.locator('#campaigns').waitFor();
  await page.getByRole('link', { name: 'Créer une campagne', exact: true }).first().click();
  await page.getByLabel('Collecter leurs profils avant la certification').check();
  await page.getByLabel('Nom de la campagne').fill('Profils 3e');
  await page.getByRole('button', { name: 'Créer la campagne' }).click();
  await page.getByRole('link', { name: 'Profils', exact: true }).click();
  await page.locator('#profiles').getByText('Page 1 sur 6', { exact: true }).waitFor();
  await page.getByLabel('Division').selectOption('3e É');
  await page.getByRole('button', { name: 'Afficher', exact: true }).click();
  await page.getByText('1 élève sur 600', { exact: true }).waitFor();
  await page.locator('#list-sort-1-1').click();
  await page.locator('th.col-level[aria-sort=descending]').waitFor();
  expect(new URL(page.url()).search).toBe('?division=3e+%C3%89&sort=1.1');
}, 90_000);
