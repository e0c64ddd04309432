import type { CDPSession, Page } from 'playwright-core';

/** 400 kbit/s each way, 400 ms a request, a processor six times slower. */
const BYTES_PER_SECOND = 400_000 / 8;
const LATENCY_MS = 400;
const SLOWER = 6;

export interface FirstView {
  /** Without the challenge's own pictures and files; headers included. */
  readonly bytes: number;
  readonly requests: number;
  /** From the navigation to the page's own content drawn. */
  readonly ms: number;
}

/** Makes the page's device old and its link slow, or gives both back. */
export async function slow(cdp: CDPSession, on: boolean): Promise<void> {
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: on ? LATENCY_MS : 0,
    downloadThroughput: on ? BYTES_PER_SECOND : -1,
    uploadThroughput: on ? BYTES_PER_SECOND : -1,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: on ? SLOWER : 1 });
}

/**
 * Clicks a button on the slow device. @returns milliseconds from the click's own event to the frame drawn after the
 * stage that stood there was replaced by one of `stages`.
 */
export async function timeClick(
  page: Page,
  cdp: CDPSession,
  button: string,
  stages: string,
): Promise<number> {
  // The promise is not the expression's value: it would be waited for.
  await page.evaluate(`window.measured = new Promise((resolve) => {
    const before = document.querySelector(${JSON.stringify(stages)});
    let from = null;
    addEventListener('click', (event) => { from ??= event.timeStamp; }, { capture: true, once: true });
    const watch = new MutationObserver(() => {
      const now = document.querySelector(${JSON.stringify(stages)});
      if (!now || now === before || from === null) return;
      watch.disconnect();
      ${drawn('resolve(performance.now() - from)')}
    });
    watch.observe(document.documentElement, { childList: true, subtree: true });
  }); 0`);
  await slow(cdp, true);
  await page.getByRole('button', { name: button, exact: true }).click();
  const ms = Number(await page.evaluate('window.measured'));
  await slow(cdp, false);
  return ms;
}

/** Reloads the page with nothing in the browser's cache, on the slow device, until `content` is drawn. */
export async function timeFirstView(page: Page, cdp: CDPSession, content: string): Promise<FirstView> {
  const addresses = new Map<string, string>();
  let bytes = 0;
  const note = (event: { requestId: string; request: { url: string } }) =>
    addresses.set(event.requestId, event.request.url);
  const add = (event: { requestId: string; encodedDataLength: number }) => {
    if (!new URL(addresses.get(event.requestId) ?? 'x:').pathname.startsWith('/files/'))
      bytes += event.encodedDataLength;
  };
  await cdp.send('Page.enable');
  await cdp.send('Network.enable');
  await cdp.send('Network.clearBrowserCache');
  cdp.on('Network.requestWillBeSent', note);
  cdp.on('Network.loadingFinished', add);
  const { identifier } = await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `window.measured = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector(${JSON.stringify(content)})) return;
        watch.disconnect();
        ${drawn('resolve(performance.now())')}
      });
      watch.observe(document, { childList: true, subtree: true });
    })`,
  });
  await slow(cdp, true);
  await page.reload({ waitUntil: 'commit' });
  const ms = Number(await page.evaluate('window.measured'));
  // What comes after, letters for example, is counted too.
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready.then(() => true)');
  await slow(cdp, false);
  await cdp.send('Page.removeScriptToEvaluateOnNewDocument', { identifier });
  cdp.off('Network.requestWillBeSent', note);
  cdp.off('Network.loadingFinished', add);
  return { bytes, requests: addresses.size, ms };
}

/** The frame that follows the next one begins when that one is drawn. */
function drawn(then: string): string {
  return `requestAnimationFrame(() => requestAnimationFrame(() => ${then}));`;
}
