import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConsoleKey } from '../../src/admin/console-key.ts';
import { addPlatform } from '../../src/lti/registrations.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { type Pair, startPair } from '../support/lms.ts';
import { freePort } from '../support/palier.ts';

let pair: Pair;
let browser: Browser;
/** An approved platform that frames whatever of Palier is in its own address. */
let around = '';
const server = createServer((req, res) => {
  res.setHeader('Content-Type', 'text/html');
  res.end(`<!doctype html><iframe src="${pair.palier.url}${req.url}"></iframe>`);
});

beforeAll(async () => {
  [pair, browser] = await Promise.all([startPair(), openBrowser()]);
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  around = `http://127.0.0.1:${port}`;
  await addPlatform(pair.palier.database.db, {
    name: 'Autour',
    issuer: around,
    clientId: 'around',
    authUrl: around,
    tokenUrl: around,
    jwksUrl: around,
    deploymentIds: ['1'],
  });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await browser.close();
  await pair.close();
});

test('an administrator opens the link, closes a platform, tests it, reloads, and leaves', async () => {
  const { url, database } = pair.palier;
  const key = await createConsoleKey(database.db, 'tests', new Date());
  const page = await openPage(browser);
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  await page.goto(`${url}/admin/enter?key=${key}`);
  await page.getByRole('button', { name: 'Ouvrir l’administration' }).click();
  await page.getByRole('heading', { name: 'Plateformes reliées à Palier' }).waitFor();
  await page.waitForURL(`${url}/admin`);
  expect(await page.content()).not.toContain('palier-session');
  expect(await page.context().cookies()).toEqual([]);

  await page.reload();
  await page.getByRole('link', { name: 'LMS' }).click();
  await page.getByRole('link', { name: 'Fermer l’accès…', exact: true }).click();
  await page.getByRole('button', { name: 'Fermer l’accès' }).click();
  await page.getByText('L’accès est fermé.').waitFor();
  await page.getByRole('button', { name: 'Rouvrir l’accès' }).click();
  await page.getByText('L’accès est ouvert.').waitFor();
  await page.getByRole('button', { name: 'Tester la connexion' }).click();
  await page.getByRole('heading', { name: 'Test de la connexion avec LMS' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'LMS', exact: true }).waitFor();

  await page.getByRole('link', { name: 'Journal' }).click();
  await page.getByText('Connexion testée').waitFor();
  expect(new URL(page.url()).pathname).toBe('/admin/audit');
  await page.goBack();
  await page.getByRole('heading', { name: 'LMS', exact: true }).waitFor();

  const elsewhere = await page.context().newPage();
  await elsewhere.goto(`${url}/admin`);
  await elsewhere.getByText('npm run admin -- console').waitFor();
  expect(await elsewhere.content()).not.toContain(pair.lms.issuer);

  await page.getByRole('button', { name: 'Fermer la séance' }).click();
  await page.getByRole('heading', { name: 'Séance d’administration fermée' }).waitFor();
  await page.goto(`${url}/admin`);
  await page.getByText('npm run admin -- console').waitFor();
  expect(refused).toEqual([]);
});

test('a frame of another site shows nothing of it, where it shows the pages of launches', async () => {
  const page = await openPage(browser);
  const frame = async (path: string) => {
    await page.goto(around + path, { waitUntil: 'load' });
    return (await page.frames().at(-1)?.content()) ?? '';
  };
  expect(await frame('/welcome/no-campaign')).toContain('data-shell');
  expect(await frame('/admin')).not.toContain('data-shell');
});
