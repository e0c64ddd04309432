import { accessSync } from 'node:fs';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real Chromium: the machine's, else the one that comes from the npm registry; third-party cookies blocked. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: INSTALLED.find(exists) ?? (await packaged.executablePath()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--test-third-party-cookie-phaseout',
    ],
    headless: true,
  });
}

function exists(file: string): boolean {
  try {
    accessSync(file);
    return true;
  } catch {
    return false;
  }
}
