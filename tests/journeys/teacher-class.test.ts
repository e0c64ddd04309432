import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import readXlsx from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meanOf } from '../../src/scoring/mastery.ts';
import { openBrowser } from '../support/browser.ts';
import { realBank } from '../support/content.ts';
import { launch } from '../support/http-person.ts';
import { addActivity, type Pair, startPair } from '../support/lms.ts';
import { fillCourse } from './full-course.ts';
import { accessible } from './keys.ts';
import { finishAs, type Ground, openActivity, openTab } from './teacher.ts';

/** How a teacher follows a class: as it happens, in the gradebook, in files, pupil by pupil. */
let pair: Pair;
let browser: Browser;
let ground: Ground;
let teacher: Page;
let code: string;

const PATIENCE = { timeout: 40_000, interval: 200 };
const EVERYTHING = 1000;
const PUPILS = 40;

beforeAll(async () => {
  [pair, browser] = await Promise.all([startPair({}, { division: '3e B' }), openBrowser()]);
  const { palier, lms } = pair;
  const activity = await addActivity(pair, { competenceColumns: false });
  ground = { palierUrl: palier.url, lmsUrl: lms.url, database: palier.database, activity };
  ({ code } = await palier.database.db.selectFrom('campaign').select('code').executeTakeFirstOrThrow());
  teacher = await openActivity(browser, ground, 'prof-1');
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

/** Of a page's text, its spaces as one types them. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ');
const row = (page: Page, name: string) => page.locator('.people tbody tr', { hasText: name });

async function fileOf(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return plain(text);
}

test('a class is followed as it plays and sends, without a reload', { timeout: 90_000 }, async () => {
  const page = teacher;
  await page.locator('[data-live-note]:not([hidden])').waitFor();
  await page.evaluate(`document.querySelector('h1').kept = true`);
  const lea = row(page, 'Benoît Léa');
  await lea.getByText('Pas commencé').waitFor();
  const { pupil, run } = await finishAs(ground, 'eleve-1', code, EVERYTHING);
  await lea.getByText('Terminé, pas envoyé').waitFor();
  await pupil.post(`${run}/sending`);
  await lea.getByText('Envoyé', { exact: true }).waitFor();
  expect(plain(await lea.locator('.col-percent').innerText())).toContain('100 %');
  await lea.getByText('3e B').waitFor();
  expect(await page.evaluate(`document.querySelector('h1').kept`)).toBe(true);
});

test('grades that the LMS refuses: said in words, sent again one by one and all at once, out of twenty', {
  timeout: 120_000,
}, async () => {
  const page = teacher;
  const { control } = pair.lms;
  const posts = (name: string) => control.gradebook().find((one) => one.name === name)?.posts ?? 0;
  await expect.poll(() => posts('Léa Benoît'), PATIENCE).toBe(1);
  control.failServices({ status: 403 });
  for (const [person, validated] of [
    ['eleve-2', 5],
    ['eleve-3', 12],
  ] as const) {
    const { pupil, run } = await finishAs(ground, person, code, validated);
    await pupil.post(`${run}/sending`);
  }
  await openTab(page, 'Notes');
  const refused = page.getByRole('link', { name: 'Refusées (2)' });
  await expect
    .poll(async () => {
      await page.getByRole('link', { name: 'Actualiser' }).click();
      return refused.count();
    }, PATIENCE)
    .toBe(1);
  await refused.click();
  const grades = page.locator('.grades tbody tr');
  await expect.poll(() => grades.count()).toBe(2);
  for (const reason of await grades.locator('.grade-reason').allInnerTexts())
    expect(reason).toContain('La plateforme ne permet pas à Palier d’écrire dans ce carnet de notes');
  await accessible(page, 'refused grades');

  control.failServices(null);
  await page.getByRole('button', { name: /^Renvoyer la note de Le Goff Maël/ }).click();
  await page.getByRole('status').getByText('C’est reparti').waitFor();
  await expect.poll(() => posts('Maël Le Goff'), PATIENCE).toBe(1);
  await page.getByRole('button', { name: 'Renvoyer la note refusée' }).click();
  await page.getByRole('status').getByText('C’est reparti').waitFor();
  await expect.poll(() => posts("Inès N'Diaye"), PATIENCE).toBe(1);

  await page.getByText('Renvoyer toutes les notes', { exact: true }).click();
  await page.getByRole('button', { name: 'Tout renvoyer' }).click();
  await page.getByRole('status').getByText('C’est reparti').waitFor();
  await expect
    .poll(() => ['Léa Benoît', 'Maël Le Goff', "Inès N'Diaye"].map(posts), PATIENCE)
    .toEqual([2, 2, 2]);

  await page.getByLabel('Maximum', { exact: true }).fill('20');
  await page.getByRole('button', { name: /^Changer le maximum/ }).click();
  await page.getByRole('status').getByText('a son nouveau maximum').waitFor();
  const lea = () => control.gradebook().find(({ name }) => name === 'Léa Benoît');
  await expect
    .poll(() => [lea()?.lineItemMaximum, lea()?.resultScore, lea()?.posts], PATIENCE)
    .toEqual([20, 20, 3]);
});

test('the files say what the pages say: a workbook and a report to print', { timeout: 90_000 }, async () => {
  const page = teacher;
  await fillCourse(pair.palier.database.db, await realBank(), code, PUPILS);
  await openTab(page, 'Participants');
  await expect.poll(() => page.locator('.people tbody tr').count()).toBe(PUPILS);
  const figure = async (kind: string) =>
    Number(/\d+/.exec(await page.locator(`.tile-${kind} .figure`).innerText())?.[0]);
  const column = async (name: string) =>
    (await page.locator(`.people tbody .col-${name}`).allInnerTexts()).map((text) => plain(text).trim());
  const [names, statuses, percents] = [await column('name'), await column('status'), await column('percent')];
  const shown = names.map((name, place) => ({
    name,
    status: statuses[place],
    percent: Number(/\d+/.exec(percents[place] ?? '')?.[0] ?? Number.NaN),
  }));
  expect(shown).toHaveLength(PUPILS);
  const sent = shown.flatMap(({ percent }) => (Number.isNaN(percent) ? [] : percent));
  expect(sent).toHaveLength(await figure('shared'));
  expect(meanOf(sent)).toBe(await figure('mean'));

  const book = await fileOf(page, page.getByRole('link', { name: 'Pour un tableur (.xlsx)' }));
  expect(book.name).toMatch(/^Résultats - .*\.xlsx$/);
  const [sheet] = await readXlsx(book.bytes);
  const [heads = [], ...lines] = sheet?.data ?? [];
  const at = (line: readonly unknown[], head: string) => line[heads.indexOf(head)];
  const told = lines.map((line) => {
    const rate = at(line, 'Taux de maîtrise de tous les acquis');
    return {
      name: `${at(line, 'Nom')} ${at(line, 'Prénom')}`,
      status: at(line, 'Statut'),
      percent: typeof rate === 'number' ? Math.round(rate * 100) : Number.NaN,
    };
  });
  expect(told).toEqual(shown);

  const paper = await fileOf(page, page.getByRole('link', { name: 'Bilan à imprimer (.pdf)' }));
  expect(paper.name).toMatch(/^Bilan de classe - .*\.pdf$/);
  const text = await textOf(paper.bytes);
  expect(text).toContain(`${await figure('mean')} %`);
  for (const { name, percent } of shown.filter((one) => !Number.isNaN(one.percent)))
    expect(text).toContain(`${name} Envoyé 100 % ${percent} %`);

  await openTab(page, 'Résultats collectifs');
  const topics = (await page.locator('.chart-topics tbody tr').allInnerTexts()).map(plain);
  expect(topics.length).toBeGreaterThan(5);
  for (const topic of topics) {
    const [, title = '', percent, validated, targeted] =
      /^(.+?) (\d+) % (\d+) sur (\d+)$/.exec(topic.trim()) ?? [];
    expect(title, topic).not.toBe('');
    expect(text).toContain(`${title} ${validated} sur ${targeted} ${percent} %`);
  }
});

test('pupils with the division that the LMS gives, or the one of a pasted list; their LSU sheet', {
  timeout: 90_000,
}, async () => {
  const page = teacher;
  await page.getByRole('link', { name: 'Élèves', exact: true }).click();
  await page.locator('#pupils').waitFor();
  await row(page, 'Benoît Léa').getByText('3e B').waitFor();
  await page.getByRole('link', { name: 'Indiquer les divisions' }).click();
  expect(await page.getByText('Ce fichier n’est pas une liste .csv').isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Vérifier la liste' }).click();
  await page.getByText('La liste est vide').first().waitFor();
  await page
    .getByLabel('Liste des élèves')
    .fill('Le Goff\tMaël\t3e C\nL’Hostis;Noé;3e C\nPersonne;Paul;3e C');
  await page.getByRole('button', { name: 'Vérifier la liste' }).click();
  await page.getByRole('heading', { name: '2 élèves reconnus' }).waitFor();
  await page.getByRole('heading', { name: '1 ligne mise de côté' }).waitFor();
  await page.getByText('aucun élève de vos cours ne porte ce nom').waitFor();
  await accessible(page, 'divisions');
  await page.getByRole('button', { name: 'Garder 2 divisions' }).click();
  await page.locator('#pupils').waitFor();
  await page.getByLabel('Division').selectOption('3e C');
  await page.getByRole('button', { name: 'Afficher', exact: true }).click();
  await page.getByText('2 élèves', { exact: true }).waitFor();
  expect((await page.locator('.people .col-name').allInnerTexts()).slice(1)).toEqual([
    "L'Hostis Noé",
    'Le Goff Maël',
  ]);

  await page.getByRole('link', { name: 'Fiche LSU' }).click();
  await page.locator('#lsu').waitFor();
  await page.getByLabel('Division').selectOption('3e B');
  await page.getByRole('button', { name: 'Afficher', exact: true }).click();
  const lea = page.locator('.lsu tbody tr', { hasText: 'Benoît Léa' });
  await page.waitForURL(/division=3e/);
  await lea.waitFor();
  const first = lea.locator('td').first();
  const evidence = plain(await first.locator('.help').innerText());
  const levels = [...evidence.matchAll(/\d\.\d : (\d)/g)].map(([, level]) => Number(level));
  expect(levels.length, evidence).toBeGreaterThan(0);
  const proposed = Math.min(5, Math.floor(levels.reduce((sum, level) => sum + level, 0) / levels.length));
  expect(proposed).toBeGreaterThan(0);
  expect(await first.locator('option:checked').innerText()).toBe(`${proposed} proposé`);
  const other = proposed === 5 ? 4 : 5;
  await first.locator('select').selectOption(String(other));
  await page.getByRole('button', { name: 'Enregistrer les niveaux' }).click();
  await page.getByRole('status').getByText('Les niveaux sont enregistrés.').waitFor();
  expect(await first.locator('select').inputValue()).toBe(String(other));
  const list = await fileOf(page, page.getByRole('link', { name: 'Pour un tableur (.csv)' }));
  expect(list.name).toMatch(/^Niveaux LSU - 3e B - .*\.csv$/);
  const line = list.bytes
    .toString()
    .split('\r\n')
    .find((one) => one.startsWith('Benoît Léa;'));
  expect(line).toContain(`Benoît Léa;3e B;Niveau ${other};`);
  expect(line).toContain(';Professeur;');
  expect(list.bytes.toString()).not.toContain('Le Goff');
  const paper = await textOf(
    (await fileOf(page, page.getByRole('link', { name: 'À imprimer (.pdf)' }))).bytes,
  );
  expect(paper).toContain('Benoît Léa');
  expect(paper).not.toContain('Le Goff');
});

test('a collection of profiles: what each pupil sent, who is certifiable, what is missing', {
  timeout: 90_000,
}, async () => {
  const page = teacher;
  await page.getByRole('link', { name: 'Campagnes', exact: true }).click();
  await page.locator('#campaigns').waitFor();
  await page.getByRole('link', { name: 'Créer une campagne', exact: true }).first().click();
  await page.locator('#new-campaign').waitFor();
  await page.getByLabel('Collecter leurs profils avant la certification').check();
  await page.getByLabel('Nom de la campagne').fill('Avant la certification');
  await page.getByRole('button', { name: 'Créer la campagne' }).click();
  await page.locator('#campaign').waitFor();
  const collection = new URL(page.url()).pathname.split('/')[2] ?? '';
  for (const person of ['eleve-1', 'eleve-2']) {
    const pupil = await launch(ground.palierUrl, `${ground.lmsUrl}/as/${person}/activity/${ground.activity}`);
    await pupil.post(`/campaigns/${collection}/profiles`);
  }
  await openTab(page, 'Profils');
  const profiles = await pair.palier.database.db
    .selectFrom('participation')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .innerJoin('ltiUser', 'ltiUser.id', 'participation.userId')
    .select(['familyName', 'result'])
    .where('code', '=', collection)
    .orderBy('familyName')
    .execute();
  expect(profiles.map(({ familyName }) => familyName)).toEqual(['Benoît', 'Le Goff']);
  const sums = plain(await page.locator('.profiles-sums').innerText());
  expect(sums).toContain(`2 profils reçus, ${PUPILS} élèves`);
  let certifiable = 0;
  for (const { familyName, result } of profiles) {
    const { competences } = Object(result) as { competences: { code: string; pix: number; level: number }[] };
    const line = row(page, `${familyName} `);
    const pix = competences.reduce((sum, one) => sum + one.pix, 0);
    expect(plain(await line.locator('.col-pix').innerText())).toBe(String(pix));
    const levels = (await line.locator('.profiles-level').allInnerTexts()).map(Number);
    expect(levels).toHaveLength(16);
    expect(levels.reduce((sum, level) => sum + level, 0)).toBe(
      competences.reduce((sum, { level }) => sum + level, 0),
    );
    const reached = levels.filter((level) => level >= 1).length;
    const state = plain(await line.locator('.col-state').innerText());
    if (reached >= 5) certifiable += 1;
    else expect(state).toContain(`Il manque ${5 - reached} compétence`);
    expect(state).toContain(reached >= 5 ? 'Certifiable' : 'Pas encore');
  }
  expect(sums).toMatch(new RegExp(`${certifiable} élèves? certifiable`));
  expect(await row(page, 'Haddad').innerText()).toContain('N’a pas envoyé son profil');
});
