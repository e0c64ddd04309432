import type { FrameLocator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CODE, CODE_SITE } from '../../src/dev/code-editor-sample.ts';
import { codeEditorShape } from '../../src/referential/practicals/code-editor.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { accessible, frameIn, meets, PHONE, useGuide } from './practical-window.ts';

/** The code editor in a real browser: a program and a site, by mouse, by taps and by keys, right and wrong, with axe. */

const tryOut = useGuide();

const expecting = (practical: Practical, ...expected: unknown[]): Practical =>
  ({ ...practical, expect: codeEditorShape.expect.parse(expected) }) as Practical;

const COUNTED = expecting(
  CODE,
  { call: 'traversees(20, 6)', gives: '4', inputs: ['7'] },
  { call: 'traversees(0, 6)', gives: '0', inputs: ['7'] },
  { prints: '7 véhicules : 2 traversées', inputs: ['7'] },
);
const codeOf = (window: FrameLocator, name: string) =>
  window.getByRole('textbox', { name: `Code de ${name}` });

const output = (window: FrameLocator, text: string) => window.locator('.console').getByText(text).waitFor();
/** What an expression is worth inside of the window. */
const inside = (page: Page, code: string): Promise<unknown> => frameIn(page).evaluate(code);
/** The caret, right after these words of the code. */
const caretAfter = (page: Page, words: string) =>
  inside(
    page,
    `(() => { const box = document.querySelector('textarea.code'); const at = box.value.indexOf(${JSON.stringify(words)}) + ${words.length}; box.focus(); box.setSelectionRange(at, at); })()`,
  );
const inPreview = (page: Page, select: string, what: string) =>
  inside(
    page,
    `((one) => ${what})(document.querySelector('.sheet-page').shadowRoot.querySelector(${JSON.stringify(select)}))`,
  );

test('by mouse: a program run, its fault told by line, mended, undone', { timeout: 90_000 }, async () => {
  const met = await tryOut('code-editor');
  const { page, window } = met;
  await accessible(met.page, 'a program');
  const code = codeOf(window, 'barge.py');
  const start = await code.inputValue();
  await window.getByRole('button', { name: 'Lancer' }).click();
  await output(window, '20 véhicules : 0 traversées');
  await expect.poll(() => window.getByRole('row', { name: 'traversees(20, 6)' }).innerText()).toContain('0');

  await code.fill(start.replace('while vehicules > 0:', 'while vehicules > 0'));
  await window.getByRole('button', { name: 'Lancer' }).click();
  await window.locator('.result').getByText('Ligne 4 : il manque les deux-points').waitFor();
  await expect.poll(() => window.locator('.gutter .is-wrong').innerText()).toBe('4');
  await accessible(met.page, 'a fault');

  await code.fill(start);
  await caretAfter(page, ' - places');
  await page.keyboard.press('Enter');
  await page.keyboard.type('tours = tours + 1');
  await expect.poll(() => code.inputValue()).toContain('- places\n        tours = tours + 1\n');
  await expect.poll(() => meets(page, COUNTED)).toEqual([true, true, true]);
  await window.getByRole('button', { name: 'Lancer' }).click();
  await output(window, '20 véhicules : 4 traversées');

  // Out of the loop, it counts once: wrong.
  await caretAfter(page, 'tours = tours');
  await window.getByRole('button', { name: 'Décaler à gauche' }).click();
  await expect.poll(() => meets(page, COUNTED)).toEqual([false, false, false]);
  await page.getByRole('button', { name: 'Annuler' }).click();
  await expect.poll(() => meets(page, COUNTED)).toEqual([true, true, true]);
  await page.reload();
  await page.locator('[data-wait]').waitFor({ state: 'hidden' });
  await expect.poll(() => code.inputValue()).toContain('tours = tours + 1');
  await page.getByRole('button', { name: 'Recommencer' }).click();
  await expect.poll(() => code.inputValue()).toBe(start);
});

test('on a phone, by taps: answers given, a loop that never ends', { timeout: 90_000 }, async () => {
  const met = await tryOut('code-editor', { ...PHONE, colorScheme: 'dark' });
  const { page, window } = met;
  await window.getByLabel('Ce que l’on répond au programme').fill('13');
  await window.getByRole('button', { name: 'Lancer' }).tap();
  await output(window, '13 véhicules : 0 traversées');
  await accessible(met.page, 'on a phone, in the dark');
  const code = codeOf(window, 'barge.py');
  const start = await code.inputValue();
  await code.fill(start.replace('vehicules = vehicules - places', 'tours = tours + 1'));
  await window.getByRole('button', { name: 'Lancer' }).tap();
  await window.locator('.result').getByText('tourne trop longtemps').waitFor();
  await expect.poll(() => meets(page, COUNTED)).toEqual([false, false, false]);
  await code.fill(start.replace(' - places', ' - places\n        tours += 1'));
  await window.getByRole('button', { name: 'Lancer' }).tap();
  await output(window, '13 véhicules : 3 traversées');
  await expect.poll(() => meets(page, COUNTED)).toEqual([true, true, true]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

test('by the keyboard alone: into the code, out of it, and run', { timeout: 90_000 }, async () => {
  const { page, window } = await tryOut('code-editor');
  const code = codeOf(window, 'barge.py');
  await page.locator('h1').focus();
  const focused = () => inside(page, 'document.activeElement.matches("textarea.code")');
  for (let steps = 0; steps < 60 && !(await focused()); steps += 1) await page.keyboard.press('Tab');
  expect(await focused()).toBe(true);
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 5; line += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('tours = tours + 1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('if tours < 0:');
  await page.keyboard.press('Enter');
  await page.keyboard.type('tours = 0');
  expect(await code.inputValue()).toContain(
    '\n        tours = tours + 1\n    if tours < 0:\n        tours = 0\n    return tours',
  );
  await page.keyboard.press('Control+Enter');
  await output(window, '20 véhicules : 4 traversées');
  expect(await focused()).toBe(true);
  await expect.poll(() => meets(page, COUNTED)).toEqual([true, true, true]);
  await page.keyboard.press('Tab');
  expect(await focused()).toBe(false);
});

test('a site: links followed, styles by width, heard, and nothing of it runs', {
  timeout: 90_000,
}, async () => {
  const met = await tryOut('code-editor-site');
  const { page, window } = met;
  await accessible(met.page, 'a site');
  const asked = expecting(
    CODE_SITE,
    { page: 'index.html', select: 'p + p + p a', leads: 'pages/plan.html' },
    { page: 'index.html', select: '.date', style: { color: 'navy' } },
  );
  const screen = window.locator('.screen');
  await screen.getByRole('link', { name: 'un lien cassé' }).click();
  await screen.getByText('Page introuvable : plan.html').waitFor();
  await window.getByRole('button', { name: 'Première page' }).click();
  await screen.getByRole('link', { name: 'Le plan' }).click();
  await screen.getByRole('link', { name: 'Accueil' }).click();
  const colour = (select: string) => inPreview(page, select, 'getComputedStyle(one).color');
  expect(await colour('h1')).toBe('rgb(0, 0, 128)');
  await window.getByRole('button', { name: '1000 px' }).click();
  await expect.poll(() => colour('h1')).toBe('rgb(0, 0, 0)');

  const code = codeOf(window, 'index.html');
  await code.fill(
    (await code.inputValue())
      .replace('href="plan.html"', 'href="pages/plan.html"')
      .replace(
        '<form>',
        '<script>parent.hacked = 1; document.body.remove()</script><img src="x" onerror="parent.hacked = 1"><b onclick="parent.hacked = 1" style="background-image: url(/assets/palier.svg); color: red">clic</b><form>',
      ),
  );
  await screen.getByText('clic', { exact: true }).click();
  expect(
    await inPreview(page, 'b[style]', '[one.onclick, one.style.backgroundImage, one.style.color].join()'),
  ).toBe(',,red');
  expect(await inside(page, '[typeof window.hacked, document.scripts.length].join()')).toBe('undefined,2');
  expect(await page.evaluate('typeof window.hacked')).toBe('undefined');
  await expect.poll(() => meets(page, asked)).toEqual([true, false]);

  await window.getByRole('button', { name: 'style.css' }).click();
  await codeOf(window, 'style.css').fill('.date {\n  color: navy\n  margin: 0;\n}');
  await window.getByText('Ligne 2 : il manque un point-virgule').waitFor();
  await codeOf(window, 'style.css').fill('.date {\n  color: navy;\n}');
  await expect.poll(() => colour('.date')).toBe('rgb(0, 0, 128)');
  await expect.poll(() => meets(page, asked)).toEqual([true, true]);
  await window.getByRole('button', { name: 'pages/plan.html' }).click();
  expect(await codeOf(window, 'pages/plan.html').isEditable()).toBe(false);
  const listen = window.getByRole('button', { name: 'Écouter la page' });
  await listen.press('Enter');
  await expect.poll(() => listen.getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => window.locator('.heard').innerText()).toContain('Titre de niveau 1');
  const heard = await window.locator('.heard').innerText();
  for (const said of [
    'Langue de la page\u00a0: fr',
    'Champ\u00a0: Nom',
    'Image sans description\u00a0: x',
    'Bouton\u00a0: Envoyer',
  ])
    expect(heard).toContain(said);
});

test('no click is lost: drawn out of sight, begun twice, followed under a press', {
  timeout: 90_000,
}, async () => {
  const { page, window } = await tryOut('code-editor-site', { viewport: { width: 390, height: 300 } });
  const listen = window.getByRole('button', { name: 'Écouter la page' });
  const top = () => inside(page, "document.querySelector('[data-key=listen]').offsetTop");
  // No frame is drawn out of sight: what is only placed then would move once seen.
  expect(await window.locator('.status').textContent()).toBe('Ligne 1, colonne 1');
  const before = await top();
  await page.locator('.practical-frame').evaluate("(frame) => frame.scrollIntoView({ block: 'end' })");
  await listen.hover();
  expect(await top()).toBe(before);

  // A frame answers a greeting that came late as well: it is begun again, and drawn, under the press.
  await page.mouse.down();
  await inside(page, "parent.postMessage({ kind: 'ready' }, '*')");
  await page.waitForTimeout(300);
  await page.mouse.up();
  await expect.poll(() => listen.getAttribute('aria-pressed')).toBe('true');
  await listen.click();
  await expect.poll(() => listen.getAttribute('aria-pressed')).toBe('false');

  // A fault said above the button moves it; the link would be drawn anew: not while they are pressed.
  const code = codeOf(window, 'index.html');
  const start = await code.inputValue();
  const link = window.locator('.screen').getByRole('link', { name: 'Le plan' });
  await code.fill(start.replace('</h1>', '</h2>'));
  await link.hover();
  await page.mouse.down();
  await page.waitForTimeout(900);
  expect(await window.locator('.faults li').count()).toBe(0);
  await page.mouse.up();
  await window.getByRole('button', { name: 'Première page' }).waitFor();
  await code.fill(start.replace('</h1>', '</h3>'));
  await window.locator('.faults li').first().waitFor();
});
