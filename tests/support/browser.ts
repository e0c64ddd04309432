import { accessSync } from 'node:fs';
import packaged from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Draws a page on its own thread, without the frames that another would have drawn meanwhile: a fifth less work. */
export const FEWER_FRAMES = '--disable-threaded-compositing';

/**
 * A real Chromium: the machine's, else the one that comes from the npm registry.
 * @param more of its switches; `FEWER_FRAMES` only where nothing is pressed in a frame, which would never hold still
 */
export async function openBrowser(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: INSTALLED.find(exists) ?? (await packaged.executablePath()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      // Else a window stands in a process of its own, which under load is told late where it stands: a press is then lost.
      '--disable-site-isolation-trials',
      ...more,
    ],
    headless: true,
    // A machine without a language names no file with an accent.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
}

/** A page of its own profile, with third-party cookies blocked as Safari does; an error in a page fails the test. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCookieControls', {
    enableThirdPartyCookieRestriction: true,
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

function exists(file: string): boolean {
  try {
    accessSync(file);
    return true;
  } catch {
    return false;
  }
}
