import type { FrameLocator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SLIDES } from '../../src/dev/slides-sample.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { slidesShape } from '../../src/referential/practicals/slides.ts';
import { blocksOf, type Deck, MASTER } from '../../src/referential/practicals/slides-deck.ts';
import { accessible, enterByKeys, frameIn, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

const tryOut = useGuide();

const expecting = (...expected: unknown[]): Practical =>
  ({ ...SLIDES, expect: slidesShape.expect.parse(expected) }) as Practical;

/** A block of the slide in view, where it is on the screen. */
async function boxOf(window: FrameLocator, block: string) {
  const box = await window.locator(`.stage [data-block="${block}"]`).first().boundingBox();
  if (!box) throw new Error(`${block} is not seen`);
  return { ...box, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function deckIn(page: Page): Promise<Deck> {
  await expect.poll(() => keptIn(page)).not.toBe('');
  return JSON.parse(await keptIn(page));
}

describe('slides', () => {
  test('by mouse: a title dragged, made readable, the master changed, slides put in order', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('slides');
    const wanted = expecting(
      { block: 'titre', size: [54, 96], contrast: 'reads', fits: true },
      {
        everywhere: { picture: 'manchot', text: 'Club polaire' },
        nowhere: { picture: 'flocon', text: 'nature' },
      },
      { order: ['deux', 'une'] },
      { rest: 'kept' },
    );
    // A first press takes it, and it goes along at once; the nearest line of the page holds it.
    const from = await boxOf(window, 'titre');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y - 20, { steps: 3 });
    await page.mouse.up();
    const [title] = blocksOf(await deckIn(page), 'une');
    expect([title?.x, title?.y].every((at) => Number.isFinite(at))).toBe(true);
    expect(title?.x).toBeGreaterThan(30);
    expect(title?.y).toBeLessThan(60);
    await window.getByText('Se lit mal').waitFor();
    await window.getByLabel('Taille (points)').fill('60');
    await window.getByLabel('Taille (points)').press('Enter');
    await window.getByText('Le texte dépasse de son bloc.').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, false, true]);
    await window.getByRole('button', { name: 'Couleur du texte bleu nuit' }).click();
    await window.getByText('Se lit bien').waitFor();
    // Pulled taller by its lower edge.
    await window.locator('[data-handle="s"]').hover();
    const edge = await window.locator('[data-handle="s"]').boundingBox();
    if (!edge) throw new Error('no handle');
    const low = { x: edge.x + edge.width / 2, y: edge.y + edge.height / 2 };
    await page.mouse.down();
    await page.mouse.move(low.x, low.y + 30, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await meets(page, wanted))[0]).toBe(true);
    await accessible(page, 'a block');

    await window.getByRole('button', { name: 'Masque', exact: true }).click();
    await window.getByRole('button', { name: '1. Image : Flocon' }).click();
    await window.getByLabel('Image montrée').selectOption('Manchot');
    await window.getByRole('button', { name: '2. Texte : Club nature' }).click();
    await window.getByLabel('Texte', { exact: true }).fill('Club polaire');
    await expect.poll(async () => (await meets(page, wanted))[1]).toBe(true);
    await window.getByRole('button', { name: '2. Texte : Club polaire' }).waitFor();

    await window.getByRole('button', { name: /^3, .*, cachée$/ }).click();
    await window.getByRole('button', { name: 'Supprimer la diapositive' }).click();
    await window.getByRole('button', { name: /^2, Où vivent-ils/ }).click();
    await window.getByRole('button', { name: 'Monter la diapositive' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
    await window.getByRole('button', { name: 'Dupliquer la diapositive' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false, false]);
    expect(blocksOf(await deckIn(page), MASTER)).toHaveLength(3);
  });

  test('on a phone, by taps: blocks aligned and grouped, an alternative text, a format with its bleed', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('slides', PHONE);
    const wanted = expecting(
      { aligned: ['ou', 'idees', 'photo'], by: 'left' },
      { grouped: ['ou', 'idees', 'photo'] },
      { block: 'photo', alt: 'manchot' },
      { page: [300, 180], bleed: 3 },
      { rest: 'kept' },
    );
    await window.getByRole('button', { name: /^2, Où vivent-ils/ }).tap();
    await window.getByRole('button', { name: 'Choisir plusieurs' }).tap();
    // In the slide itself, or in the list of its blocks.
    await window.locator('.stage [data-block="photo"]').tap();
    for (const name of ['1. Titre', '2. Liste'])
      await window.getByRole('button', { name: new RegExp(`^${name}`) }).tap();
    await window.getByRole('button', { name: 'Place', exact: true }).tap();
    await window.getByRole('button', { name: 'À droite' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, false, false, true]);
    await window.getByRole('button', { name: 'À gauche' }).tap();
    await window.getByRole('button', { name: 'Grouper' }).tap();
    await accessible(page, 'several blocks on a phone');
    await window.getByRole('button', { name: 'Choisir plusieurs' }).tap();
    // One of a group brings the others: its text is changed once they are apart.
    await window.getByRole('button', { name: 'Format' }).tap();
    await window.getByLabel('Largeur (mm)').fill('beaucoup');
    await window.getByLabel('Largeur (mm)').press('Enter');
    await window.getByText('Donne un nombre entre 20 et 900.').waitFor();
    // Left by a press elsewhere, what was typed counts, and the press too.
    await window.getByLabel('Largeur (mm)').fill('300');
    for (let step = 0; step < 3; step += 1)
      await window.getByRole('button', { name: 'Fond perdu sur chaque bord (mm) : plus' }).tap();
    await window.getByText('fond perdu compris : 306 × 186').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false, true, true]);
    await window.getByRole('button', { name: 'Place', exact: true }).tap();
    await window.getByRole('button', { name: 'Dissocier' }).tap();
    await window.getByRole('button', { name: '3. Image' }).tap();
    await window.getByRole('button', { name: 'Bloc', exact: true }).tap();
    await window.getByLabel('Texte de remplacement').fill('Un manchot debout');
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true, true, true]);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false, true, true]);
  });

  test('nothing moves under a finger that is lifted, until its click comes', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('slides', PHONE);
    await window.getByRole('button', { name: 'Format' }).tap();
    await window.getByLabel('Largeur (mm)').fill('200');
    const frame = frameIn(page);
    // On a slow device, the click of a tap comes a while after the finger has left.
    const moved = await frame.evaluate(`(async () => {
      const more = document.querySelector('[data-key="page-bleed-more"]');
      const { top } = more.getBoundingClientRect();
      for (const name of ['pointerdown', 'pointerup'])
        more.dispatchEvent(new PointerEvent(name, { bubbles: true, pointerType: 'touch' }));
      await new Promise((go) => setTimeout(go, 60));
      const now = document.querySelector('[data-key="page-bleed-more"]').getBoundingClientRect().top;
      more.click();
      return now - top;
    })()`);
    expect(moved).toBe(0);
    await expect.poll(async () => (await deckIn(page)).page).toMatchObject({ width: 200, bleed: 1 });
    // What was typed is taken too when the press has no click.
    await window.getByLabel('Hauteur (mm)').fill('150');
    await frame.evaluate(`for (const name of ['pointerdown', 'pointercancel'])
      document.body.dispatchEvent(new PointerEvent(name, { bubbles: true, pointerType: 'touch' }))`);
    await expect.poll(async () => (await deckIn(page)).page.height).toBe(150);
  });

  test('by the keyboard alone: a block moved and grown by arrows, read in another order', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('slides');
    const wanted = expecting(
      { block: 'sous', inside: [71, 101, 202, 14] },
      { reads: ['sous', 'titre'] },
      { rest: 'kept' },
    );
    const tabTo = await enterByKeys(page);
    await tabTo('Diapositive 1 sur 3');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await window.getByText('Choisi : Texte : Exposé d’Inès').waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true]);
    await tabTo('2. Texte');
    await tabTo('Place');
    await page.keyboard.press('Enter');
    await tabTo('Arrière-plan');
    await page.keyboard.press('Enter');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
    await window.getByText('Nouvel ordre : 1 Exposé d’Inès').waitFor();
    // The list of blocks is one stop: arrows go on in it.
    await tabTo('1. Texte');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await window.getByText('Choisi : Titre : Les manchots').waitFor();
    await tabTo('Gauche (mm)');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('44');
    await page.keyboard.press('Enter');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false]);
  });
});
