import type { FrameLocator, Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { blocksOf, MAZE, TURTLE } from '../../src/dev/blocks-sample.ts';
import { verdictsOn } from '../../src/engine/practicals/practical.ts';
import { readProgram } from '../../src/referential/practicals/blocks-program.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { buildProgram } from './blocks-play.ts';
import { accessible, frameIn, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

/** The workshop of blocks in a real browser: by mouse, by touch, by keyboard, right and wrong, with axe. */
/** A run takes its time. */
const SLOW = { timeout: 8000 };

const tryOut = useGuide();

/** A workshop of the style guide, filled otherwise. */
const filled = (practical: Practical) => async (page: Page) => {
  const { main, own } = (practical as Extract<Practical, { component: 'blocks' }>).config.start;
  const setup = JSON.stringify({ config: practical.config, state: { main, own } });
  // The page is the server's; only what its window is given is ours.
  await page.route('**/dev/styleguide/**', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(
      /data-setup="[^"]*"/,
      () => `data-setup="${setup.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
    );
    await route.fulfill({ response: answer, body });
  });
};

const program = (...lines: string[]) => {
  const read = readProgram(lines.join('\n'));
  if (typeof read === 'string') throw new Error(read);
  return read;
};
const outcome = (window: FrameLocator) => window.locator('.outcome');
/** What a place says, whatever the spaces of French. */
const words = async (place: Locator) => (await place.innerText()).replace(/\s+/gu, ' ');
const names = (window: FrameLocator) =>
  window
    .locator('.block > .head > .name')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));

const ROOMS = blocksOf(
  {
    boards: [{ map: ['>..', '...', '..G'] }, { map: ['>...', 'G...'] }],
    palette: ['forward', 'left', 'right', 'until', 'if-else', 'repeat'],
    tests: ['wall-ahead', 'goal'],
    most: 8,
  },
  [
    {
      program: 'until goal\nif wall-ahead\nright\nelse\nforward\nend\nend',
      hidden: [{ map: ['>....', '.....', '...G.'] }],
    },
    { goal: 'reached' },
  ],
);

describe('a workshop of blocks', () => {
  test('by mouse: a general program is right, one learnt by heart is wrong', {
    timeout: 60_000,
  }, async () => {
    const met = await tryOut('blocks', {}, filled(ROOMS));
    const { page, window } = met;
    await window.getByRole('button', { name: 'Exécuter' }).click();
    await window.locator('.note').getByText('Ajoute d’abord un bloc').waitFor();
    await buildProgram(window, program('forward', 'forward', 'right', 'forward', 'forward'));
    await window.getByLabel('Vitesse').selectOption('instant');
    await window.getByRole('button', { name: 'Exécuter' }).click();
    await expect.poll(() => words(outcome(window)), SLOW).toContain('Le robot est en C3');
    await expect.poll(() => words(outcome(window)), SLOW).toContain('Il a atteint');
    await expect.poll(() => meets(page, ROOMS)).toEqual([false, false]);
    await window.getByRole('button', { name: 'Plan 2' }).click();
    await window.getByRole('button', { name: 'Exécuter' }).click();
    await expect.poll(() => words(outcome(window)), SLOW).toContain('se cogne');
    await accessible(met.page, 'a robot that bumped');
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await expect.poll(() => names(window)).toEqual([]);
    await buildProgram(
      window,
      program('until goal', 'if wall-ahead', 'right', 'else', 'forward', 'end', 'end'),
    );
    await window.getByRole('button', { name: 'Exécuter' }).click();
    await expect.poll(() => words(outcome(window)), SLOW).toContain('Il a atteint');
    await expect.poll(() => meets(page, ROOMS)).toEqual([true, true]);
  });

  test('by mouse: blocks are dragged from the palette, into a loop, and away', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('blocks', {}, filled(ROOMS));
    const drag = async (from: string, to: string) => {
      const [start, end] = await Promise.all([
        window.locator(from).boundingBox(),
        window.locator(to).boundingBox(),
      ]);
      if (!start || !end) throw new Error(`${from} or ${to} is not there`);
      await page.mouse.move(start.x + 14, start.y + start.height / 2);
      await page.mouse.down();
      await page.mouse.move(end.x + 30, end.y + end.height / 2, { steps: 8 });
      await page.mouse.up();
    };
    await drag('[data-key="add repeat"]', '[data-gap="main.0"]');
    await expect.poll(() => names(window)).toEqual(['répéter 2 fois']);
    await drag('[data-key="add forward"]', '[data-gap="main.0.body.0"]');
    await drag('[data-key="add left"]', '[data-gap="main.1"]');
    await expect.poll(() => names(window)).toEqual(['répéter 2 fois', 'avancer', 'tourner à gauche']);
    expect(JSON.parse(await keptIn(page)).main[0].body).toEqual([{ do: 'forward' }]);
    await drag('[data-at="main.1"] .grip', '[data-gap="main.0.body.0"]');
    await expect.poll(() => names(window)).toEqual(['répéter 2 fois', 'tourner à gauche', 'avancer']);
    expect(JSON.parse(await keptIn(page)).main).toHaveLength(1);
    await drag('[data-at="main.0.body.1"] .grip', '.palette');
    await expect.poll(() => names(window)).toEqual(['répéter 2 fois', 'tourner à gauche']);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect.poll(() => names(window)).toEqual(['répéter 2 fois', 'tourner à gauche', 'avancer']);
  });

  test('on a phone, by taps and by a finger that drags a handle', { timeout: 60_000 }, async () => {
    const met = await tryOut('blocks-drawing', PHONE);
    const { page, window } = met;
    const wide = await frameIn(page).evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide).toBe(0);
    for (let left = 3; left > 0; left -= 1) {
      await window.locator('[data-key="block main.0"]').tap();
      await window.getByRole('button', { name: /^Supprimer/ }).tap();
      await expect.poll(() => names(window)).toHaveLength(left - 1);
    }
    await buildProgram(window, program('repeat 4', 'forward 3', 'right 60', 'end'), 'tap');
    await expect.poll(() => meets(page, TURTLE)).toEqual([true, false]);
    await accessible(met.page, 'a program on a phone');
    // A finger on the handle carries the block.
    await frameIn(page).evaluate(`(() => {
      const grip = document.querySelector('[data-at="main.0.body.1"] .grip');
      const to = document.querySelector('[data-gap="main.0.body.0"]').getBoundingClientRect();
      const from = grip.getBoundingClientRect();
      const send = (type, target, x, y) => target.dispatchEvent(new PointerEvent(type, {
        bubbles: true, cancelable: true, pointerId: 7, pointerType: 'touch', button: 0, clientX: x, clientY: y,
      }));
      send('pointerdown', grip, from.left + 5, from.top + 5);
      send('pointermove', document.body, to.left + 20, from.top - 20);
      send('pointermove', document.body, to.left + 20, to.top + 1);
      send('pointerup', document.body, to.left + 20, to.top + 1);
    })()`);
    await expect
      .poll(() => names(window))
      .toEqual(['répéter 4 fois', 'tourner à droite de 60°', 'avancer de 3']);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    // Typed and left at once: « Je valide » stands outside of the frame.
    await window.getByLabel('Nombre : tourner à droite de 60°').fill('90');
    await page.locator('h1').tap();
    await expect.poll(async () => (await meets(page, TURTLE)).join()).toBe('true,true');
    await window.getByLabel('Vitesse').selectOption('fast');
    await window.getByRole('button', { name: 'Exécuter' }).tap();
    await expect
      .poll(() => words(outcome(window)), SLOW)
      .toBe('Programme fini. La tortue est en B5, tournée vers le haut.');
    await window.getByLabel('Nombre : répéter 4 fois').fill('beaucoup');
    await page.locator('h1').tap();
    await window.locator('.note').getByText('Écris un nombre entier').waitFor();
    await expect.poll(() => meets(page, TURTLE)).toEqual([true, true]);
  });

  test('by the keyboard alone: added, moved into a loop, run step by step and said', {
    timeout: 60_000,
  }, async () => {
    const met = await tryOut('blocks', {}, filled(ROOMS));
    const { page, window } = met;
    const press = async (label: string, key = 'Enter') => {
      await window.getByRole('button', { name: label, exact: true }).first().focus();
      await page.keyboard.press(key);
    };
    await press('Ajouter : avancer');
    await page.keyboard.press('Enter');
    await press('Ajouter : répéter 2 fois');
    await expect.poll(() => names(window)).toEqual(['avancer', 'avancer', 'répéter 2 fois']);
    const status = window.locator('p[role=status]');
    await expect.poll(() => words(status)).toContain('Ajouté : répéter 2 fois, ligne 3');
    // The focus goes from block to block; Alt moves the block itself, into the loop that follows it.
    await window.locator('[data-key="block main.0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => words(status)).toContain('dans « répéter 2 fois », place 1');
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => words(status)).toContain('ligne 3 du programme');
    await page.keyboard.press('Alt+ArrowUp');
    expect(JSON.parse(await keptIn(page)).main[1].body).toEqual([{ do: 'forward' }]);
    await accessible(met.page, 'a block chosen');
    await press('Pas à pas');
    await expect.poll(() => words(status)).toContain('Pas 1 : avancer. Le robot est en B1');
    expect(await window.locator('[aria-current=step]').getAttribute('data-at')).toBe('main.0');
    await page.keyboard.press('Enter');
    expect(await window.locator('[aria-current=step]').getAttribute('data-at')).toBe('main.1');
    await page.keyboard.press('Enter');
    await expect.poll(() => words(status)).toContain('Le robot est en C1');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => words(status)).toContain('Aïe');
    expect(await window.locator('.is-blamed').getAttribute('data-at')).toBe('main.1.body.0');
    await press('Au départ');
    await expect.poll(() => words(status)).toContain('Le robot est en A1');
    await window.locator('[data-key="block main.0"]').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => names(window)).toEqual(['répéter 2 fois', 'avancer']);
    await expect.poll(() => meets(page, ROOMS)).toEqual([false, false]);
  });

  test('a run can be stopped; what is kept outlives a reload; too many blocks are refused', {
    timeout: 60_000,
  }, async () => {
    const met = await tryOut('blocks');
    const { page, window } = met;
    await accessible(met.page, 'every kind of block');
    expect(await window.getByRole('img').getAttribute('aria-label')).toContain(
      'Un plan de 5 colonnes, nommées par des lettres, et 4 lignes',
    );
    await window.getByLabel('Vitesse').selectOption('slow');
    await window.getByRole('button', { name: 'Exécuter' }).click();
    await window.getByRole('button', { name: 'Arrêter' }).click();
    await expect.poll(() => words(outcome(window)), SLOW).toContain('Arrêté au pas');
    await window.getByLabel('Couleur : colorier en rouge').selectOption('vert');
    await window.getByLabel('Condition : si nombre de la case > 100').selectOption('case rouge');
    await expect.poll(() => keptIn(page)).toContain('"color":"green"');
    await expect.poll(() => keptIn(page)).toContain('{"see":"red"}');
    await page.reload();
    await page.locator('[data-wait]').waitFor({ state: 'hidden' });
    await expect.poll(() => names(window)).toContain('si case rouge');
    for (let count = 11; count <= 31; count += 1)
      // At the last, the button says that it is of no use, and why when it is pressed.
      await window.getByRole('button', { name: 'Ajouter : avancer', exact: true }).click({ force: true });
    await window.locator('.note').getByText('Tu as déjà 30 blocs').waitFor();
    expect(JSON.parse(await keptIn(page)).own).toHaveLength(2);
    expect(verdictsOn(MAZE, JSON.parse(await keptIn(page))).every(({ right }) => right)).toBe(false);
  });

  test('a program to read is run, and cannot be changed', { timeout: 60_000 }, async () => {
    const met = await tryOut(
      'blocks',
      {},
      filled(
        blocksOf({
          boards: [{ map: ['>..'], numbers: ['B1=4', 'C1=9'] }],
          tests: ['compare'],
          colors: ['green'],
          readsCell: true,
          locked: true,
          start: 'repeat 2\nforward\nif cell > 5\npaint green\nend\nend',
        }),
      ),
    );
    const { page, window } = met;
    await window.getByRole('button', { name: 'Exécuter' }).waitFor();
    await accessible(met.page, 'a program to read');
    expect(await window.locator('.code button').count()).toBe(0);
    expect(await window.locator('.code select:enabled').count()).toBe(0);
    const board = await window.getByRole('img').getAttribute('aria-label');
    expect(board).toContain('Un plan de 3 colonnes, nommées par des lettres, et d’une seule ligne, la 1.');
    // A comparison may need a minus, which the digits of some telephones have not; how often to repeat never does.
    const keyboard = (of: string) => window.locator(`[data-key="${of}"]`).getAttribute('inputmode');
    expect([await keyboard('n main.0'), await keyboard('b main.0.body.1')]).toEqual(['numeric', 'text']);
    await window.getByLabel('Nombre : répéter 2 fois').press('7');
    await window.getByLabel('Vitesse').selectOption('instant');
    await window.getByRole('button', { name: 'Exécuter' }).click();
    await expect.poll(() => words(outcome(window)), SLOW).toContain('Le robot est en C1');
    expect(await window.getByRole('img').getAttribute('aria-label')).toMatch(/vert\s: C1/u);
    expect(await keptIn(page)).toBe('');
  });
});
