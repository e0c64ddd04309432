import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium as playwright } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { activitiesOf, CAMPAIGN, call, launch, pick, TYPES, tokenFor } from './conversation.ts';
import { startFramedTool } from './framed-tool.ts';
import type { Pair } from './in-test-tool.ts';
import { startPair } from './in-test-tool.ts';

let pair: Pair;
let browser: Browser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  pair = await startPair({ tool: await startFramedTool() });
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Not the package's own arguments: they run one process without web security, and a real browser does not.
    args: ['--no-sandbox', '--no-zygote'],
    headless: true,
  });
});
afterAll(async () => {
  await browser.close();
  await pair.close();
});
beforeEach(async () => {
  context = await browser.newContext({ baseURL: pair.lms.url, locale: 'fr-FR' });
  page = await context.newPage();
});
afterEach(() => context.close());

test('a teacher adds an activity from the tool in its frame, and a pupil opens it there', async () => {
  await page.goto('/');
  await page.getByLabel('Se connecter en tant que').selectOption({ label: 'Hélène Marchand' });
  await page.getByRole('button', { name: 'Entrer dans le cours' }).click();
  await page.getByRole('link', { name: 'Ajouter une activité' }).click();
  await page
    .frameLocator('iframe[name=tool]')
    .getByRole('button', { name: 'Choisir cette campagne' })
    .click();
  await page.getByText('Activité ajoutée : « Rentrée 3ᵉ B »').waitFor();
  await page.getByRole('link', { name: 'Changer de personne' }).click();
  await page.getByLabel('Se connecter en tant que').selectOption({ label: 'Zoé d’Almeida' });
  await page.getByRole('button', { name: 'Entrer dans le cours' }).click();
  await page.getByRole('link', { name: 'Rentrée 3ᵉ B' }).click();
  const frame = page.frameLocator('iframe[title="Palier : Rentrée 3ᵉ B"]');
  await frame.getByRole('heading', { name: 'Bonjour Zoé d’Almeida' }).waitFor();
  await page.reload();
  await frame.getByRole('heading', { name: 'Bonjour Zoé d’Almeida' }).waitFor();

  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Ouvrir dans un nouvel onglet' }).click();
  const tab = await opened;
  await tab.getByRole('heading', { name: 'Bonjour Zoé d’Almeida' }).waitFor();
  expect(tab.url()).toBe(pair.tool.launchUrl);

  await frame.getByRole('button', { name: 'Quitter' }).click();
  await page.waitForURL('**/as/eleve-5/course');
});

test('the page serves platform storage to the tool when it is on, and only then', async () => {
  await ensureActivity();
  const [path = ''] = await activitiesOf(pair, 'eleve-1');
  const frame = page.frameLocator('iframe[name=tool]');
  await page.goto(path);
  await frame.getByText('"message_id":"m6"').waitFor();
  expect(await frame.getByText('"message_id":"m1"').textContent()).not.toContain('lti.put_data');
  expect(await frame.getByText('"message_id":"m2"').textContent()).toContain('unsupported_subject');

  await page.goto('/as/prof-1/settings');
  await page.getByLabel('Offrir à l’outil le stockage').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Réglages enregistrés.').waitFor();
  await page.goto(path);
  await frame.getByText('"message_id":"m6"').waitFor();
  const reply = async (id: string): Promise<unknown> => {
    const text = (await frame.getByText(`"message_id":"${id}"`).textContent()) ?? '';
    expect(text.startsWith(`${pair.lms.url} `)).toBe(true);
    return JSON.parse(text.slice(pair.lms.url.length));
  };
  expect(await reply('m1')).toMatchObject({
    subject: 'lti.capabilities.response',
    supported_messages: expect.arrayContaining([{ subject: 'lti.put_data', frame: '_parent' }]),
  });
  expect(await reply('m2')).toMatchObject({ subject: 'lti.put_data.response', key: 'state', value: 'S-1' });
  expect(await reply('m3')).toMatchObject({ subject: 'lti.get_data.response', key: 'state', value: 'S-1' });
  expect(await reply('m4')).not.toHaveProperty('value');
  expect(await reply('m5')).toMatchObject({ error: { code: 'bad_request' } });
  expect((await page.locator('iframe[name=tool]').boundingBox())?.height).toBe(1234);
});

test('deleting asks first, and says no to no', async () => {
  await pick(pair, [{ ...CAMPAIGN, title: 'À supprimer' }]);
  await page.goto('/as/prof-1/course');
  const remove = page.getByRole('button', { name: 'Supprimer « À supprimer »' });
  page.once('dialog', (dialog) => dialog.dismiss());
  await remove.click();
  expect(await remove.count()).toBe(1);
  page.once('dialog', (dialog) => dialog.accept());
  await remove.click();
  await expect.poll(() => remove.count()).toBe(0);
});

test('a class in a new tab: the setting replaces the frame by a link', async () => {
  await ensureActivity();
  await page.goto('/as/prof-1/settings');
  await page.getByLabel('Dans un nouvel onglet').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  const [path = ''] = await activitiesOf(pair, 'eleve-1');
  await page.goto(path);
  expect(await page.locator('iframe').count()).toBe(0);
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Ouvrir dans un nouvel onglet' }).click();
  await (await opened).getByRole('heading', { name: 'Bonjour' }).waitFor();
  await page.goto('/as/prof-1/settings');
  await page.getByLabel('Dans la page du cours').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
});

test.each([1280, 390])(
  'at %i pixels every page is accessible, fits its width and logs no error',
  async (width) => {
    await ensureActivity();
    const [path = ''] = await activitiesOf(pair, 'prof-1');
    await gradeSomebody(path);
    await page.setViewportSize({ width, height: 800 });
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const as = '/as/prof-1';
    const pages = ['/', '/as/eleve-2/gradebook', path, `${as}/return?lti_errormsg=Perdu&lti_msg=Bonjour`];
    for (const name of ['course', 'add', 'gradebook', 'roster', 'settings']) pages.push(`${as}/${name}`);
    for (const address of pages) {
      await page.goto(address);
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
      expect(violations.map(({ id, nodes }) => `${address} ${id} ${nodes[0]?.html}`)).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow, address).toBeLessThanOrEqual(0);
    }
    expect(errors).toEqual([]);
  },
);

async function ensureActivity(): Promise<void> {
  if ((await activitiesOf(pair, 'prof-1')).length === 0) await pick(pair, [CAMPAIGN]);
}

async function gradeSomebody(path: string): Promise<void> {
  const claims = await launch(pair, path.replace('prof-1', 'eleve-2'));
  const endpoint = claims['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'];
  const address =
    typeof endpoint === 'object' && endpoint !== null && 'lineitem' in endpoint ? endpoint.lineitem : '';
  const body = {
    userId: claims.sub,
    timestamp: new Date().toISOString(),
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    scoreGiven: 62.5,
    scoreMaximum: 100,
    comment: '★★☆ palier atteint\n1.1 Recherche : niveau 4\n1.2 Gestion des données : niveau 3',
  };
  const options = { method: 'POST', type: TYPES.score, body };
  const response = await call(`${address}/scores`, await tokenFor(pair), options);
  expect(response.status).toBe(200);
}
