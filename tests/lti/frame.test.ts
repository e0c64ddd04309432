import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInvite } from '../../src/lti/invites.ts';
import recorded from '../fixtures/moodle/registration.json' with { type: 'json' };
import { openBrowser, openPage } from '../support/browser.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';
import { startApp, type TestApp } from './support/app.ts';
import { learnerClaims, startPlatform, type TestPlatform } from './support/platform.ts';

/* A real Chromium, the platform on 127.0.0.1 and Palier in a frame on localhost: another site. */

let database: TestDatabase;
let browser: Browser;
let platform: TestPlatform;

beforeAll(async () => {
  database = await testDatabase();
  browser = await openBrowser();
  platform = await startPlatform();
  await platform.register(database.db);
});
afterAll(async () => {
  await browser.close();
  await platform.close();
  await database.drop();
});

/** A course page whose frame begins a login, and what the platform does until the launch. */
function serveCourse(app: TestApp, options: { storage: 'answers' | 'silent' | 'none'; top?: boolean }) {
  const login = new URLSearchParams({
    iss: platform.origin,
    target_link_uri: `${app.url}/lti/launch`,
    login_hint: '4',
    lti_message_hint: 'once',
    client_id: platform.clientId,
    ...(options.storage === 'none' ? {} : { lti_storage_target: '_parent' }),
  });
  let hints = 1;
  platform.answer = async (req, res) => {
    if (req.path === '/course') {
      const address = `${app.url}/lti/login?${login}`.replaceAll('&', '&amp;');
      const storage = options.storage === 'answers' ? STORAGE : '';
      const frame = options.top
        ? `<a id="open" href="${address}">x</a>`
        : `<iframe src="${address}"></iframe>`;
      res.type('html').send(`<!doctype html>${frame}${storage}`);
    } else if (req.path === '/auth') {
      // As Moodle: the hint of one click works once.
      hints -= 1;
      if (hints < 0) return void res.status(404).send('Invalid request');
      const nonce = String(req.query.nonce);
      const token = await platform.sign(learnerClaims(platform, app.url, nonce, new Date()));
      res
        .type('html')
        .send(
          `<form method="post" action="${app.url}/lti/launch"><input name="id_token" value="${token}">` +
            `<input name="state" value="${req.query.state}"></form><script>document.forms[0].submit()</script>`,
        );
    } else res.status(404).end();
  };
}

/** The storage of LTI Client Side postMessages, as a platform keeps it. */
const STORAGE = `<script>
  const kept = new Map();
  addEventListener('message', ({ data, source, origin }) => {
    if (data.subject === 'lti.put_data') kept.set(data.key, data.value);
    else if (data.subject !== 'lti.get_data') return;
    const { message_id, key } = data;
    source.postMessage({ subject: data.subject + '.response', message_id, key, value: kept.get(key) }, origin);
  });
</script>`;

async function withApp(
  options: { loseCookies: boolean },
  work: (app: TestApp, page: Page) => Promise<void>,
): Promise<void> {
  const app = await startApp(database.db, {}, undefined, options);
  const page = await openPage(browser);
  try {
    await work(app, page);
  } finally {
    await page.context().close();
    await app.close();
  }
}

const inFrame = (page: Page) => page.frameLocator('iframe');

test('with cookies of its own partition, a launch in a frame of another site just opens', async () => {
  await withApp({ loseCookies: false }, async (app, page) => {
    serveCourse(app, { storage: 'none' });
    await page.goto(`${platform.origin}/course`);
    await inFrame(page).getByRole('heading', { name: 'Arrivée' }).waitFor();
    expect(app.lines.join('')).toContain('"proof":"browser"');
  });
});

test("without cookies, the platform's storage does the same", async () => {
  await withApp({ loseCookies: true }, async (app, page) => {
    serveCourse(app, { storage: 'answers' });
    await page.goto(`${platform.origin}/course`);
    await inFrame(page).getByRole('heading', { name: 'Arrivée' }).waitFor();
    expect(app.lines.join('')).toContain('"proof":"browser"');
  });
});

test.each(['none', 'silent'] as const)(
  'without cookies, storage %s: one click opens a new tab',
  async (storage) => {
    await withApp({ loseCookies: true }, async (app, page) => {
      serveCourse(app, { storage });
      await page.goto(`${platform.origin}/course`);
      const button = inFrame(page).getByRole('button', { name: 'Ouvrir dans un nouvel onglet' });
      await button.waitFor();
      await inFrame(page).getByText('Compte : Zoé Benoît').waitFor();
      expect(app.landed).toEqual([]);
      const opening = page.context().waitForEvent('page');
      await button.click();
      const tab = await opening;
      await tab.getByRole('heading', { name: 'Arrivée' }).waitFor();
      expect(app.landed).toHaveLength(1);
      expect(app.lines.join('')).toContain('"proof":"click"');
    });
  },
);

test('a whole window needs no frame tricks', async () => {
  await withApp({ loseCookies: false }, async (app, page) => {
    serveCourse(app, { storage: 'none', top: true });
    await page.goto(`${platform.origin}/course`);
    await page.click('#open');
    await page.getByRole('heading', { name: 'Arrivée' }).waitFor();
  });
});

test('the page after a registration tells the LMS to close it', async () => {
  await withApp({ loseCookies: false }, async (app, page) => {
    const secret = await createInvite(database.db, {
      autoApprove: true,
      expiresAt: new Date(Date.now() + 60_000),
    });
    const here = (value: object) =>
      JSON.parse(JSON.stringify(value).replaceAll('http://127.0.0.1:8080', platform.origin));
    const query = new URLSearchParams({
      invite: secret,
      openid_configuration: `${platform.origin}/mod/lti/openid-configuration.php`,
      registration_token: 'token',
    });
    platform.answer = (req, res) => {
      if (req.path === '/tools') {
        const address = `${app.url}/lti/register?${query}`.replaceAll('&', '&amp;');
        res.type('html').send(`<!doctype html><iframe src="${address}"></iframe><p></p><script>
          addEventListener('message', ({ data }) => { document.querySelector('p').textContent = data.subject; });
        </script>`);
      } else if (req.path.endsWith('openid-configuration.php')) res.json(here(recorded.configuration));
      else if (req.path.endsWith('openid-registration.php')) res.json(here(recorded.response));
      else res.status(404).end();
    };
    await page.goto(`${platform.origin}/tools`);
    await inFrame(page).getByRole('button', { name: 'J’ai compris, fermer' }).click();
    await page.getByText('org.imsglobal.lti.close').waitFor();
  });
});
