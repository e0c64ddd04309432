import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express from 'express';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { previewRouter } from '../../src/dev/preview.ts';
import { actsFor } from '../../src/engine/practicals/system-panel.ts';
import { type Reading, readReferential } from '../../src/referential/load.ts';
import { type Act, firstState, type SystemConfig } from '../../src/referential/practicals/system-acts.ts';
import { ping } from '../../src/referential/practicals/system-network.ts';
import type { SystemExpectation } from '../../src/referential/practicals/system-panel-shape.ts';
import type { Challenge } from '../../src/referential/types.ts';
import { shownOrder } from '../../src/runs/order.ts';
import { challengeOf } from '../../src/runs/seen.ts';
import { createAssets } from '../../src/web/assets.ts';
import { errorHandler } from '../../src/web/errors.ts';
import { createRender } from '../../src/web/page.ts';
import { securityHeaders, setDocumentPolicy } from '../../src/web/security.ts';
import { ALL_RULES, runAxeThroughFrames } from '../support/axe.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { frameIn, keptIn } from './practical-window.ts';

/**
 * Every challenge on a computer's system and network page, those still proposed too, played in a real browser: rightly by
 * touch at the width of a phone, wrongly by mouse; then by keys alone, and looked at with axe. The authors' preview
 * corrects them, as it does for authors.
 */
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const VARIANT = '7';
/** As the real bank has it: a list that is short would prove nothing. */
const AT_LEAST = 18;

let reading: Reading;
let server: Server;
let url: string;
let browser: Browser;
const pages = new Map<'mouse' | 'phone', Page>();

beforeAll(async () => {
  [reading, browser] = await Promise.all([readReferential(path.resolve('content')), openBrowser()]);
  const app = express();
  const assets = createAssets(path.resolve('public'), { watch: false });
  app.locals.render = createRender(path.resolve('views'), assets, { cache: true });
  app.use(securityHeaders(false));
  app.use('/assets', assets.router);
  app.use((_req, res, next) => {
    setDocumentPolicy(res, { frameAncestors: [] });
    next();
  });
  app.use(previewRouter({ reading: () => reading, contentDir: path.resolve('content') }));
  app.use(errorHandler({ warn() {}, error() {}, info() {} } as never, async () => {}));
  server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const name of ['mouse', 'phone'] as const)
    pages.set(name, await openPage(browser, { reducedMotion: 'reduce', ...(name === 'phone' ? PHONE : {}) }));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

interface Met {
  readonly page: Page;
  readonly window: FrameLocator;
  readonly challenge: Challenge;
  readonly config: SystemConfig;
  readonly press: (target: ReturnType<FrameLocator['locator']>) => Promise<void>;
}

const all = () =>
  [...reading.referential.challenges.values()].filter((one) => one.kind === 'practical:system-panel');

async function meet(id: string, pupil: 'mouse' | 'phone'): Promise<Met> {
  const challenge = challengeOf(reading.referential, { id: VARIANT, seed: VARIANT }, id);
  const page = pages.get(pupil);
  if (!page || challenge?.practical?.component !== 'system-panel') throw new Error(`${id} has no panel`);
  await page.goto(`${url}/challenges/${id}?variant=${VARIANT}`);
  await page.locator('#answer-form [data-wait]').waitFor({ state: 'hidden' });
  return {
    page,
    window: page.frameLocator('#answer-form .practical-frame'),
    challenge,
    config: challenge.practical.config,
    press: (target) => (pupil === 'phone' ? target.tap() : target.click()),
  };
}

const key = ({ window }: Pick<Met, 'window'>, name: string) => window.locator(`[data-key="${name}"]`);

/** Opens a page of the panel, where there are several. */
async function show(met: Met, section: string): Promise<void> {
  const tab = key(met, `section ${section}`);
  if ((await tab.count()) > 0) await met.press(tab);
}

async function sheet(met: Met, label: string | RegExp): Promise<void> {
  await met.press(met.window.locator('dialog[open]').getByRole('button', { name: label }));
}

/** Presses what opens a sheet. A window that grows moves what is in it: a press may miss, and is made again as one would. */
async function openSheet(met: Met, target: Locator): Promise<void> {
  const opened = met.window.locator('dialog[open]');
  await expect
    .poll(
      async () => {
        if ((await opened.count()) === 0) await met.press(target);
        return opened.count();
      },
      { interval: 1000, timeout: 20_000 },
    )
    .toBe(1);
}

/** An act of the rules, by the buttons of the window. */
async function play(met: Met, act: Act): Promise<void> {
  const { network } = met.config;
  if ('end' in act) {
    await openSheet(met, key(met, `end ${act.end}`));
    return sheet(met, 'Arrêter');
  }
  if ('delete' in act) return met.press(key(met, `delete ${act.delete}`));
  if ('empty' in act) return met.press(key(met, `empty ${act.empty}`));
  if ('install' in act || 'uninstall' in act) {
    const id = 'install' in act ? act.install : act.uninstall;
    await show(met, 'programs');
    const row = key(met, `program ${id}`);
    if ((await row.getAttribute('aria-expanded')) === 'false') await met.press(row);
    return met.press(key(met, 'install' in act ? `install ${id} ${act.version}` : `uninstall ${id}`));
  }
  await show(met, 'network');
  if ('plug' in act) {
    const from = network?.links.find(({ id }) => id === act.plug)?.ends[0];
    await met.press(key(met, `device ${from}`));
    if (act.to === null) return met.press(key(met, `unplug ${act.plug}`));
    await openSheet(met, key(met, `plug ${act.plug}`));
    return sheet(met, network?.devices.find(({ id }) => id === act.to)?.name ?? '');
  }
  if (!('address' in act)) throw new Error(`no gesture for ${JSON.stringify(act)}`);
  await met.press(key(met, `device ${act.address}`));
  await openSheet(met, met.window.getByRole('button', { name: 'Changer l’adresse' }));
  for (const [field, value] of Object.entries(act.set))
    await met.window.locator(`#field-${field}`).fill(String(value));
  await sheet(met, 'Enregistrer');
  await met.window.locator('dialog[open]').waitFor({ state: 'detached' });
}

/** What some pupil would do instead. */
function astray(config: SystemConfig, expected: readonly SystemExpectation[]): Act[] {
  const right = new Set(expected.flatMap((one) => ('ended' in one ? one.ended : [])));
  const task = config.tasks?.list.find((one) => one.fixed === null && !right.has(one.id));
  if (task) return [{ end: task.id }];
  if (config.disks) return [{ delete: config.disks.items[0]?.id ?? '' }, { empty: 'interne' }];
  const program = config.programs?.findLast((one) => one.fixed === null && one.installed !== '');
  if (program) return [{ uninstall: program.id }];
  const device = config.network?.devices.find((one) => one.address);
  if (device) return [{ address: device.id, set: { ip: '10.9.9.9' } }];
  const link = config.network?.links.find((one) => one.moves && one.ends[1] !== null);
  return [{ plug: link?.id ?? '', to: null }];
}

/** Validates, and tells how the page corrects it. */
async function judged({ page, challenge }: Met): Promise<'right' | 'wrong'> {
  // What was done reaches the form by a message.
  if (challenge.type === 'practical') await expect.poll(() => keptIn(page)).not.toBe('');
  await page.getByRole('button', { name: 'Je valide' }).click();
  const told = page.locator('.corrected-right, .corrected-wrong').first();
  await told.waitFor({ state: 'attached' });
  return (await page.locator('.corrected-right').count()) > 0 ? 'right' : 'wrong';
}

/** Answers beside the window: the fields, or the choices. */
async function answer({ page, challenge }: Met, right: boolean): Promise<void> {
  for (const field of challenge.fields)
    await page
      .locator(`#answer-form [name="field.${field.id}"]`)
      .fill((right ? field.accepted[0] : field.refused?.[0]) ?? '');
  const wanted = challenge.choices.flatMap((choice, index) => (choice.right === right ? [index] : []));
  const order = shownOrder(challenge, VARIANT);
  for (const index of challenge.type === 'qcu' ? wanted.slice(0, 1) : wanted)
    await page
      .locator(`#answer-form input[name="choice"][value="${order.indexOf(index)}"]`)
      .check({ force: true });
}

test('the bank has them', () => {
  expect(all().length).toBeGreaterThanOrEqual(AT_LEAST);
  expect(all().filter((one) => one.generator).length).toBeGreaterThanOrEqual(10);
});

test('each is played rightly by touch, at the width of a phone', { timeout: 240_000 }, async () => {
  const told: Record<string, string> = {};
  for (const { id } of all()) {
    const met = await meet(id, 'phone');
    const { practical, type } = met.challenge;
    if (practical?.component !== 'system-panel') throw new Error(id);
    if (type === 'practical')
      for (const act of practical.expect.flatMap((one) => actsFor(met.config, one)))
        if (!('empty' in act) || (await key(met, `empty ${act.empty}`).count()) > 0) await play(met, act);
    await answer(met, true);
    expect(await met.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), id).toBe(true);
    told[id] = await judged(met);
  }
  expect(told).toEqual(Object.fromEntries(all().map(({ id }) => [id, 'right'])));
});

test('one of each subject is played wrongly by mouse', { timeout: 240_000 }, async () => {
  const told: Record<string, string> = {};
  const subjects = Map.groupBy(all(), ({ id }) => id.split(/-\d-/, 1)[0]);
  const played = [...subjects.values()].flatMap(([first]) => first ?? []);
  expect(played.length).toBeGreaterThan(4);
  for (const { id } of played) {
    const met = await meet(id, 'mouse');
    const { practical, type } = met.challenge;
    if (practical?.component !== 'system-panel') throw new Error(id);
    if (type === 'practical') for (const act of astray(met.config, practical.expect)) await play(met, act);
    else await answer(met, false);
    told[id] = await judged(met);
  }
  expect(told).toEqual(Object.fromEntries(played.map(({ id }) => [id, 'wrong'])));
});

const idOf = (slug: string) => all().find(({ id }) => id.endsWith(slug))?.id ?? slug;

/** Walks by Tab into the window, and goes on to what bears a key. */
async function byKeys({ page }: Met) {
  const frame = frameIn(page);
  const here = async () => String(await frame.evaluate('document.activeElement?.dataset?.key ?? ""'));
  await page.locator('h1').first().focus();
  const tabTo = async (name: string) => {
    for (let steps = 0; steps < 120; steps += 1) {
      await page.keyboard.press('Tab');
      if ((await frame.evaluate('document.hasFocus()')) && (await here()) === name) return;
    }
    throw new Error(`« ${name} » is not reached by Tab`);
  };
  return { here, tabTo, frame };
}

describe('by keys alone', () => {
  test('a cable is plugged in again', { timeout: 60_000 }, async () => {
    const met = await meet(idOf('1-p-cable-de-la-salle'), 'mouse');
    const loose = met.config.network?.links.find(({ ends }) => ends[1] === null);
    const { tabTo, here } = await byKeys(met);
    await tabTo(`device ${loose?.ends[0]}`);
    await met.page.keyboard.press('Enter');
    await tabTo(`plug ${loose?.id}`);
    await met.page.keyboard.press('Enter');
    await met.window.locator('dialog[open]').waitFor();
    await met.page.keyboard.press('Tab');
    await met.page.keyboard.press('Enter');
    await met.window.locator('dialog[open]').waitFor({ state: 'detached' });
    expect(await here(), 'focus comes back to the cable').toBe(`plug ${loose?.id}`);
    expect(await judged(met)).toBe('right');
  });

  test('commands are typed, and what they write is said', { timeout: 60_000 }, async () => {
    const met = await meet(idOf('5-p-caisse-de-la-recyclerie'), 'mouse');
    const { tabTo, here } = await byKeys(met);
    await tabTo('command');
    await met.page.keyboard.type('ping stock.example');
    await met.page.keyboard.press('Enter');
    await expect
      .poll(() => met.window.locator('.screen').innerText())
      .toContain('stock.example ne répond pas');
    expect(await here()).toBe('command');
    await met.page.keyboard.type('config');
    await met.page.keyboard.press('Enter');
    await expect.poll(() => met.window.locator('.screen').innerText()).toContain('Passerelle');
    await expect.poll(() => met.window.locator('[role=status].unseen').textContent()).toContain('Masque');
    await met.page.keyboard.type('n’importe');
    await met.page.keyboard.press('Enter');
    await expect.poll(() => met.window.locator('.screen').innerText()).toContain('Commande inconnue');
  });

  test('programs are sorted, and one is ended', { timeout: 60_000 }, async () => {
    const met = await meet(idOf('2-p-decoupe-du-fablab'), 'mouse');
    const tasks = met.config.tasks?.list ?? [];
    const { tabTo } = await byKeys(met);
    await tabTo('sort memory');
    await met.page.keyboard.press('Enter');
    const shown = await met.window.locator('tbody th .name').allTextContents();
    const greatest = tasks.toSorted((a, b) => (b.memory[0] ?? 0) - (a.memory[0] ?? 0))[0];
    expect(shown[0]).toBe(greatest?.name);
    await tabTo(`end ${tasks.find(({ stuck }) => stuck)?.id}`);
    await met.page.keyboard.press('Enter');
    await met.window.locator('dialog[open]').waitFor();
    await met.page.keyboard.press('Tab');
    await met.page.keyboard.press('Enter');
    expect(await judged(met)).toBe('right');
  });
});

test('what cannot be done is told, and undone steps come back', { timeout: 60_000 }, async () => {
  const met = await meet(idOf('7-p-regie-du-theatre'), 'mouse');
  await met.press(key(met, 'program regie'));
  await met.press(met.window.locator('[data-key^="install regie"]'));
  await expect.poll(() => met.window.locator('dialog[open]').innerText()).toContain('a besoin de');
  await sheet(met, 'Fermer');
  await play(met, { install: 'relais', version: '1.9' });
  await expect.poll(() => key(met, 'program relais').innerText()).toContain('1.9');
  await met.page.locator('#answer-form').getByRole('button', { name: 'Annuler' }).click();
  await expect.poll(() => key(met, 'program relais').innerText()).toContain('1.4');
});

test('axe finds nothing, on any page of the panel, wide or narrow', { timeout: 120_000 }, async () => {
  const found: string[] = [];
  for (const [slug, pupil, device] of [
    ['4-p-memoire-du-navigateur', 'mouse', null],
    ['4-p-disque-du-photoclub', 'mouse', null],
    ['5-p-caisse-de-la-recyclerie', 'mouse', null],
    ['7-p-regie-du-theatre', 'mouse', null],
    ['7-p-tables-de-la-region', 'phone', 'a'],
    ['6-p-atelier-du-jura', 'mouse', 'scie'],
    ['4-p-memoire-qui-gonfle', 'phone', null],
  ] as const) {
    const met = await meet(idOf(slug), pupil);
    if (device !== null) await met.press(key(met, `device ${device}`));
    if (met.config.programs) await met.press(key(met, 'program regie'));
    const faults = await runAxeThroughFrames(met.page, {
      runOnly: ALL_RULES,
      include: '#answer-form .practical',
    });
    found.push(...faults.map((fault) => `${slug} ${pupil} ${fault}`));
  }
  expect(found).toEqual([]);
});

test('what a key says is what the network does', () => {
  const told = (slug: string, variant: string) => {
    const challenge = challengeOf(reading.referential, { id: variant, seed: variant }, idOf(slug));
    const config = challenge?.practical?.component === 'system-panel' ? challenge.practical.config : null;
    if (!challenge || !config?.network) throw new Error(slug);
    return { network: config.network, config, accepted: challenge.fields[0]?.accepted[0] };
  };
  for (let variant = 1; variant <= 40; variant += 1) {
    const tables = told('7-p-tables-de-la-region', String(variant));
    const { hops } = ping(tables.network, firstState(tables.config), 'a', '@m');
    const letters = ['a', ...hops.slice(0, -1).map(({ device }) => device)].join('').toUpperCase();
    expect(letters, `variant ${variant}`).toBe(tables.accepted);

    const cut = told('8-p-liaison-coupee', String(variant));
    const state = firstState(cut.config);
    const way = ['s', ...ping(cut.network, state, 's', '@t').hops.map(({ device }) => device)];
    const costs = way.slice(1).map((to, rank) => {
      const ends = [way[rank] ?? '', to];
      return cut.network.links.find((link) => ends.every((end) => link.ends.includes(end)))?.cost ?? NaN;
    });
    expect(String(costs.reduce((sum, cost) => sum + cost, 0)), `variant ${variant}`).toBe(cut.accepted);
  }
});

test('a page holds nothing of the key', () => {
  for (const { id } of all()) {
    const challenge = challengeOf(reading.referential, { id: VARIANT, seed: VARIANT }, id);
    if (challenge?.practical?.component !== 'system-panel') throw new Error(id);
    const { config } = challenge.practical;
    expect(JSON.stringify(config), id).not.toMatch(/"(expect|by|but|accepted)"/);
    expect(Object.keys(firstState(config)).sort()).toEqual([
      'devices',
      'ended',
      'links',
      'places',
      'programs',
    ]);
  }
});
